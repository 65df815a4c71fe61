// SPDX-License-Identifier: EUPL-1.2
//! What must hold for every riparto, and the engine against a second implementation.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod a_caso;
mod ingenuo_riparto;

use a_caso::configurazione;
use ingenuo_riparto::{Avuto, Guasto, Pari, Q, alberi, divide, number, q};
use num_bigint::BigInt;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use soglia::diagnosi::Diagnostic;
use soglia::formato::parse_riparto;
use soglia::riparto::{LimiteAttivo, Numero, Parte, RispostaRiparto, Spareggio, VoceRisposta, calcola, dividi};
use std::cell::Cell;
use std::collections::BTreeMap;

fn engine(riparto: &Value) -> Result<RispostaRiparto, Vec<Diagnostic>> {
    let file = parse_riparto(&riparto.to_string(), "prova.json", &BTreeMap::new()).expect("il file è valido");
    calcola(&file)
}

/// Every node as the second implementation writes it.
fn flat(voci: &[VoceRisposta], up: &str, out: &mut BTreeMap<String, Avuto>) {
    for v in voci {
        let path = if up.is_empty() { v.id.clone() } else { format!("{up}/{}", v.id) };
        flat(&v.voci, &path, out);
        let bound = json!(v.limite);
        let bound = ["minimo", "massimo", "contributo_minimo"].into_iter().find(|b| bound == *b);
        let exact = number(&json!(v.quota_esatta)) * q(100);
        out.insert(path, Avuto { cents: v.importo.0, exact, bound, left: v.residuo.map(|r| r.0) });
    }
}

fn amounts(answer: &RispostaRiparto) -> BTreeMap<String, i128> {
    let mut all = BTreeMap::new();
    flat(&answer.voci, "", &mut all);
    all.into_iter().map(|(path, v)| (path, v.cents)).collect()
}

fn faults(errors: &[Diagnostic]) -> Vec<Guasto> {
    let fault = |d: &Diagnostic| {
        let Some(example) = &d.esempio else { return Guasto { node: String::new(), missing: None } };
        let missing = (number(&example["mancano"]) * q(100)).to_integer();
        Guasto { node: example["nodo"].as_str().unwrap().to_owned(), missing: Some(i128::try_from(missing).unwrap()) }
    };
    errors.iter().map(fault).collect()
}

#[test]
fn the_engine_and_the_naive_one_agree_on_random_trees() {
    let (divided, refused) = (Cell::new(0_u32), Cell::new(0_u32));
    let mut runner = TestRunner::new(configurazione(500, 0));
    let outcome = runner.run(&alberi::riparto(2, 5), |riparto| {
        let expected = divide(&riparto);
        match engine(&riparto) {
            Ok(answer) => {
                divided.set(divided.get() + 1);
                let mut got = BTreeMap::new();
                flat(&answer.voci, "", &mut got);
                prop_assert!(expected.faults.is_empty(), "{:?}", expected.faults);
                prop_assert_eq!(got, expected.nodes);
                prop_assert_eq!(answer.residuo.0, expected.left);
                let mut ties: Vec<Pari> = answer
                    .parita
                    .iter()
                    .map(|p| Pari { node: p.nodo.clone(), tied: p.tra.clone(), cents: p.centesimi, to: p.a.clone() })
                    .collect();
                let mut others = expected.ties;
                ties.sort_by_key(|t| format!("{t:?}"));
                others.sort_by_key(|t| format!("{t:?}"));
                prop_assert_eq!(ties, others);
            }
            Err(errors) => {
                refused.set(refused.get() + 1);
                let mut expected = expected.faults;
                // A crossing of bounds names the voce, not the missing amount.
                expected.iter_mut().filter(|f| f.missing.is_none()).for_each(|f| f.node = String::new());
                prop_assert_eq!(faults(&errors), expected);
            }
        }
        Ok(())
    });
    println!("{} riparti divisi, {} rifiutati dai due allo stesso modo", divided.get(), refused.get());
    if let Err(e) = outcome {
        panic!("{e}");
    }
    assert!(divided.get() * 2 > divided.get() + refused.get(), "troppi riparti rifiutati: {}", refused.get());
}

/// Every voce list, reversed.
fn reversed(node: &mut Value) {
    if let Some(list) = node.get_mut("voce").and_then(Value::as_array_mut) {
        list.reverse();
        list.iter_mut().for_each(reversed);
    }
}

/// Every written weight, transformed.
fn weights(node: &mut Value, change: &dyn Fn(&str) -> String) {
    if let Some(w) = node.get("peso").and_then(Value::as_str).map(change) {
        node["peso"] = json!(w);
    }
    for voce in node.get_mut("voce").and_then(Value::as_array_mut).into_iter().flatten() {
        weights(voce, change);
    }
}

/// The text of an exact fraction, with each side as the format writes it.
fn fraction(x: &Q) -> String {
    format!("{}/{}", x.numer(), x.denom())
}

fn balanced(available: i128, left: i128, voci: &[VoceRisposta]) -> bool {
    let given: i128 = voci.iter().map(|v| v.importo.0).sum();
    given + left == available
        && left >= 0
        && voci.iter().all(|v| v.importo.0 >= 0)
        && voci.iter().all(|v| v.residuo.map_or(v.voci.is_empty(), |left| balanced(v.importo.0, left.0, &v.voci)))
}

proptest! {
    #![proptest_config(configurazione(120, 0))]

    #[test]
    fn every_node_and_its_residue_make_what_was_available(riparto in alberi::riparto(3, 5)) {
        if let Ok(answer) = engine(&riparto) {
            prop_assert!(balanced(answer.disponibile.0, answer.residuo.0, &answer.voci));
        }
    }

    /// Left to a decision, ties give nothing to anybody: then the order written cannot matter at all.
    #[test]
    fn the_order_of_the_voci_does_not_matter_when_ties_are_left_open(riparto in alberi::riparto(2, 5)) {
        let mut riparto = riparto;
        riparto["spareggio"] = json!("decisione");
        let mut other = riparto.clone();
        reversed(&mut other);
        if let (Ok(a), Ok(b)) = (engine(&riparto), engine(&other)) {
            prop_assert_eq!(amounts(&a), amounts(&b));
            prop_assert_eq!(a.residuo, b.residuo);
        }
    }

    /// Otherwise it matters only where a tie was declared: elsewhere in one level every amount is the same.
    #[test]
    fn the_order_of_the_voci_matters_only_in_declared_ties(riparto in alberi::riparto(0, 6)) {
        let mut riparto = riparto;
        riparto["spareggio"] = json!("peso_poi_ordine");
        let mut other = riparto.clone();
        reversed(&mut other);
        if let (Ok(a), Ok(b)) = (engine(&riparto), engine(&other)) {
            let tied: Vec<&String> = a.parita.iter().flat_map(|p| &p.tra).collect();
            let (mut a_cents, mut b_cents) = (amounts(&a), amounts(&b));
            a_cents.retain(|id, _| !tied.contains(&id));
            b_cents.retain(|id, _| !tied.contains(&id));
            prop_assert_eq!(a_cents, b_cents);
            prop_assert_eq!(a.residuo, b.residuo);
        }
    }

    #[test]
    fn scaling_every_weight_changes_nothing(riparto in alberi::riparto(2, 5), above in 1_i128..1000, below in 1_i128..1000) {
        let mut other = riparto.clone();
        weights(&mut other, &|w| fraction(&(number(&json!(w)) * q(above) / q(below))));
        match (engine(&riparto), engine(&other)) {
            (Ok(a), Ok(b)) => {
                prop_assert_eq!(amounts(&a), amounts(&b));
                prop_assert_eq!(a.parita, b.parita);
            }
            (Err(a), Err(b)) => prop_assert_eq!(a, b),
            (a, b) => prop_assert!(false, "{a:?}\n{b:?}"),
        }
    }

    #[test]
    fn raising_a_weight_never_lowers_that_voce(riparto in alberi::riparto(0, 6), which in 0_usize..6, more in alberi::weight()) {
        let mut riparto = riparto;
        riparto["spareggio"] = json!("peso_poi_ordine");
        let list = riparto["voce"].as_array().unwrap();
        let which = which % list.len();
        let Some(old) = list[which].get("peso").cloned() else { return Ok(()) };
        let mut other = riparto.clone();
        other["voce"][which]["peso"] = json!(fraction(&(number(&old) + number(&json!(more)))));
        if let (Ok(a), Ok(b)) = (engine(&riparto), engine(&other)) {
            prop_assert!(b.voci[which].importo >= a.voci[which].importo, "{:?}\n{:?}", a.voci[which], b.voci[which]);
        }
    }

    /// A minimum between two units holds to the unit below, a maximum is never passed.
    #[test]
    fn bounds_always_hold(riparto in alberi::riparto(0, 6)) {
        if let Ok(answer) = engine(&riparto) {
            let unit = (number(&riparto["arrotonda"]) * q(100)).to_integer();
            let unit = Q::from_integer(unit);
            let share = |p: &Value| number(p) * q(answer.disponibile.0) / q(100);
            for (voce, got) in riparto["voce"].as_array().unwrap().iter().zip(&answer.voci) {
                let bound = |key: &str| {
                    voce.get(key).map(|m| number(m) * q(100)).or_else(|| voce.get(format!("{key}_percento")).map(&share))
                };
                if voce.get("peso").is_none() { continue; }
                if got.limite == Some(LimiteAttivo::ContributoMinimo) {
                    prop_assert_eq!(got.importo.0, 0);
                    continue;
                }
                if let Some(least) = riparto.get("contributo_minimo") {
                    prop_assert!(q(got.importo.0) >= number(least) * q(100), "{got:?}");
                }
                if let Some(min) = bound("minimo") {
                    prop_assert!(q(got.importo.0) >= (min / &unit).floor() * &unit, "{got:?}");
                }
                if let Some(max) = bound("massimo") {
                    prop_assert!(q(got.importo.0) <= max, "{got:?}");
                }
            }
        }
    }

    /// Each amount is its exact quota rounded down or up, unless all the others were at their maximum.
    #[test]
    fn without_maxima_every_amount_is_its_quota_rounded_down_or_up(riparto in alberi::riparto(0, 6)) {
        let mut riparto = riparto;
        for voce in riparto["voce"].as_array_mut().unwrap() {
            voce.as_object_mut().unwrap().retain(|key, _| !key.starts_with("massimo"));
        }
        if let Ok(answer) = engine(&riparto) {
            let unit = number(&riparto["arrotonda"]);
            for v in &answer.voci {
                let gap = q(v.importo.0) / q(100) - number(&json!(v.quota_esatta));
                prop_assert!(gap < unit && -gap < unit, "{v:?}");
            }
        }
    }

    #[test]
    fn narrow_and_wide_numbers_give_the_same_division(
        rest in 0_i128..1_000_000, unit in 1_i128..200,
        raw in prop::collection::vec((0_i128..50, 0_i128..5000, prop::option::of(0_i128..50_000)), 1..12),
    ) {
        let narrow: Vec<Parte<i128>> =
            raw.iter().map(|(w, min, room)| Parte { peso: *w, minimo: *min, massimo: room.map(|r| min + r) }).collect();
        let big = |n: &i128| n.to_big();
        let wide: Vec<Parte<BigInt>> = narrow
            .iter()
            .map(|p| Parte { peso: big(&p.peso), minimo: big(&p.minimo), massimo: p.massimo.as_ref().map(big) })
            .collect();
        let a = dividi(&rest, &unit, &narrow, Spareggio::PesoPoiOrdine);
        let b = dividi(&big(&rest), &big(&unit), &wide, Spareggio::PesoPoiOrdine);
        match (a, b) {
            (Ok(a), Ok(b)) => {
                prop_assert_eq!(a.unita.iter().map(big).collect::<Vec<_>>(), b.unita);
                prop_assert_eq!(a.quote.iter().map(big).collect::<Vec<_>>(), b.quote);
                prop_assert_eq!((a.passi, a.parita, a.avanzo), (b.passi, b.parita, b.avanzo));
            }
            (Err(_), Err(_)) => {}
            (a, b) => prop_assert!(false, "{a:?}\n{b:?}"),
        }
    }
}

/// Largest remainders are not monotone in the fund (the Alabama paradox): a larger fund may take a cent from somebody.
/// It is measured, not forbidden; what is forbidden is that it take more than one unit, or lower an exact quota when
/// nothing else is rounded at the level.
#[test]
fn a_larger_fund_lowers_no_exact_quota_and_takes_at_most_one_unit_from_somebody() {
    let (pairs, drops) = (Cell::new(0_u32), Cell::new(0_u32));
    let mut runner = TestRunner::new(configurazione(300, 0));
    let outcome = runner.run(&(alberi::riparto(0, 7), 1_u64..500), |(riparto, more)| {
        let mut riparto = riparto;
        riparto["spareggio"] = json!("peso_poi_ordine");
        riparto.as_object_mut().unwrap().remove("contributo_minimo");
        let unit = number(&riparto["arrotonda"]) * q(100);
        let mut other = riparto.clone();
        let raised = number(&riparto["assegnazione"]) * q(100) + q(i128::from(more)) * &unit;
        let raised = i128::try_from(raised.to_integer()).unwrap();
        other["assegnazione"] = json!(format!("{}.{:02}", raised / 100, raised % 100));
        let percents = riparto["voce"].as_array().unwrap().iter().any(|v| v.get("percento").is_some());
        if let (Ok(a), Ok(b)) = (engine(&riparto), engine(&other)) {
            pairs.set(pairs.get() + 1);
            let mut lower = false;
            for (before, after) in a.voci.iter().zip(&b.voci) {
                lower |= after.importo < before.importo;
                prop_assert!(q(before.importo.0 - after.importo.0) <= unit, "{before:?}\n{after:?}");
                let fall = (number(&json!(before.quota_esatta)) - number(&json!(after.quota_esatta))) * q(100);
                prop_assert!(fall <= q(0) || (percents && fall < unit), "{before:?}\n{after:?}");
            }
            drops.set(drops.get() + u32::from(lower));
        }
        Ok(())
    });
    println!("fondo più grande: in {} casi su {} qualcuno perde un'unità", drops.get(), pairs.get());
    if let Err(e) = outcome {
        panic!("{e}");
    }
}

/// The paradox on plain lists, one cent at a time.
#[test]
fn one_cent_more_may_take_a_cent_from_somebody_and_it_is_counted() {
    let (pairs, drops) = (Cell::new(0_u32), Cell::new(0_u32));
    let mut runner = TestRunner::new(configurazione(300, 0));
    let plain = |list: Vec<u32>, fund: u64| -> Vec<i128> {
        let parts: Vec<Parte<i128>> =
            list.iter().map(|w| Parte { peso: i128::from(*w), minimo: 0, massimo: None }).collect();
        dividi(&i128::from(fund), &1, &parts, Spareggio::PesoPoiOrdine).unwrap().unita
    };
    runner
        .run(&(prop::collection::vec(1_u32..1000, 3..8), 1_u64..5000), |(list, fund)| {
            let (before, after) = (plain(list.clone(), fund), plain(list, fund + 1));
            pairs.set(pairs.get() + 1);
            drops.set(drops.get() + u32::from(before.iter().zip(&after).any(|(a, b)| b < a)));
            Ok(())
        })
        .unwrap();
    println!("un centesimo in più al fondo: in {} casi su {} qualcuno ne perde uno", drops.get(), pairs.get());
}
