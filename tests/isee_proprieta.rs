// SPDX-License-Identifier: EUPL-1.2
//! The ISEE as axioms, on random households; and the engine against the second implementation.
//!
//! Legal exceptions to «more money, or fewer people, never less ISEE», left out here one by one:
//! an adult child whose incomes decide whether he is dependent leaves the restricted household when he earns more;
//! a further child of a parent living elsewhere raises that parent's component (annex 2, comma 2).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod a_caso;
#[path = "ingenuo_isee/casuali.rs"]
mod casuali;
mod ingenuo_isee;

use a_caso::configurazione;
use ingenuo_isee::{Q, cents, q};
use num_traits::{Signed, Zero};
use proptest::prelude::*;
use serde_json::{Value, json};
use soglia::formato::parse_dsu;
use soglia::isee::{Parametri, Stima, calcola};
use soglia::semi;
use std::cell::RefCell;
use std::collections::BTreeMap;

thread_local! {
    static REGOLE: RefCell<BTreeMap<i64, Parametri>> = const { RefCell::new(BTreeMap::new()) };
}

fn ask(dsu: &Value) -> Stima {
    let text = dsu.to_string();
    let read = parse_dsu(&text, "dsu").unwrap_or_else(|e| panic!("{e:?}\n{text}"));
    REGOLE.with_borrow_mut(|rules| {
        let p = rules.entry(read.anno()).or_insert_with(|| semi::parametri_isee(read.anno()).unwrap());
        calcola(&read, p).unwrap_or_else(|e| panic!("{e}\n{text}"))
    })
}

fn isee(dsu: &Value) -> Q {
    q(&ask(dsu).isee)
}

/// The five numbers and the components.
fn numbers(s: &Stima) -> Vec<String> {
    let mut list = vec![s.isr.clone(), s.isp.clone(), s.ise.clone(), s.scala.clone(), s.isee.clone()];
    let mut more: Vec<String> = s.componenti_aggiuntive.iter().map(|c| c.importo.clone()).collect();
    more.sort();
    list.extend(more);
    list
}

/// Whether more income may put this member out of the restricted household.
fn may_leave(dsu: &Value, member: &Value) -> bool {
    dsu["tipo"].as_str().unwrap().starts_with("sociosanitario")
        && member["ruolo"] == "figlio"
        && member["a_carico"].is_null()
}

/// Adds euro to the number at a pointer; absent numbers and tables are made.
fn add(dsu: &mut Value, member: usize, path: &[&str], more: u32) {
    let mut here = &mut dsu["componente"][member];
    for key in path {
        if here[*key].is_null() {
            here[*key] = if Some(key) == path.last() { json!("0") } else { json!({}) };
        }
        here = &mut here[*key];
    }
    let total = q(here.as_str().unwrap()) * q("100") + q(&more.to_string());
    let digits = format!("{:0>3}", total.to_integer().to_string());
    let (whole, rest) = digits.split_at(digits.len() - 2);
    *here = Value::from(format!("{whole}.{rest}"));
}

proptest! {
    #![proptest_config(configurazione(2000, 159))]

    #[test]
    fn two_implementations_agree(dsu in casuali::dsu()) {
        let fast = ask(&dsu);
        let slow = ingenuo_isee::isee(&dsu);
        let mode = fast.opzioni["arrotonda_modo"];
        for (name, ours, exact) in [
            ("isr", &fast.isr, &slow.isr), ("isp", &fast.isp, &slow.isp), ("ise", &fast.ise, &slow.ise),
            ("scala", &fast.scala, &slow.scala), ("isee", &fast.isee, &slow.isee),
        ] {
            prop_assert_eq!(q(ours), cents(exact, mode), "{} in {}", name, dsu);
        }
        let components: Vec<Q> = fast.componenti_aggiuntive.iter().map(|c| q(c.esatta.as_ref().unwrap_or(&c.importo))).collect();
        prop_assert_eq!(components, slow.aggiunte, "{}", dsu);
    }
}

proptest! {
    #![proptest_config(configurazione(150, 2013))]

    #[test]
    fn order_of_members_is_irrelevant(dsu in casuali::dsu(), turn in 0_usize..8) {
        let mut other = dsu.clone();
        for list in ["componente", "figlio_esterno", "genitore_esterno", "donazione"] {
            if let Some(items) = other.get_mut(list).and_then(Value::as_array_mut).filter(|l| !l.is_empty()) {
                let n = turn % items.len();
                items.rotate_left(n);
                items.reverse();
            }
        }
        prop_assert_eq!(numbers(&ask(&dsu)), numbers(&ask(&other)), "{}", dsu);
    }

    #[test]
    fn more_income_never_lowers_the_isee(dsu in casuali::dsu(), who in 0_usize..9, kind in 0_usize..6, more in 1_u32..3_000_000) {
        let who = who % dsu["componente"].as_array().unwrap().len();
        let member = &dsu["componente"][who];
        prop_assume!(!may_leave(&dsu, member) && !member["reddito_corrente"].is_string());
        let table = if member["reddito_corrente"].is_object() { "reddito_corrente" } else { "redditi" };
        let key = ["lavoro", "pensione", "agrari", "assegni_ricevuti", "altri", "trattamenti_disabilita"][kind];
        let mut richer = dsu.clone();
        add(&mut richer, who, &[table, key], more);
        prop_assert!(isee(&richer) >= isee(&dsu), "{}", richer);
    }

    #[test]
    fn more_assets_never_lower_the_isee(dsu in casuali::dsu(), who in 0_usize..9, kind in 0_usize..5, more in 1_u32..9_000_000) {
        let who = who % dsu["componente"].as_array().unwrap().len();
        let mut richer = dsu.clone();
        match kind {
            0 => add(&mut richer, who, &["patrimonio_mobiliare"], more),
            1 | 2 => {
                let list = if kind == 1 { "conti" } else { "immobile" };
                let fresh = if kind == 1 { json!({ "saldo": "0", "giacenza_media": "0" }) } else { json!({ "uso": "altro", "imu": "0" }) };
                let key = if kind == 1 { "giacenza_media" } else { "imu" };
                let items = &mut richer["componente"][who][list];
                if items.as_array().is_none_or(Vec::is_empty) {
                    *items = json!([fresh]);
                }
                items[0][key] = json!(format!("{}", q(items[0][key].as_str().unwrap()).to_integer() + 1 + more / 100));
            }
            _ => {
                let list = if kind == 3 { "figlio_esterno" } else { "genitore_esterno" };
                let Some(first) = richer[list].get_mut(0).filter(|f| f["ise"].is_string()) else { return Ok(()) };
                first["ise"] = json!(format!("{}", q(first["ise"].as_str().unwrap()).to_integer() + 1 + more / 100));
            }
        }
        prop_assert!(isee(&richer) >= isee(&dsu), "{}", richer);
    }

    #[test]
    fn a_smaller_family_never_lowers_the_isee(dsu in casuali::dsu(), role in 0_usize..3, age in 0_i64..40, work in any::<Option<bool>>(), away in any::<bool>()) {
        let mut larger = dsu.clone();
        let married = dsu["componente"].as_array().unwrap().iter().any(|m| m["ruolo"] == "coniuge");
        let role = match role { 0 => "figlio", 1 if !married => "coniuge", _ => "altro" };
        // A further child of a parent living elsewhere raises that parent's component.
        let counted = |g: &Value| g["figli"].is_null() && g["situazione"].as_str().unwrap().ends_with("con_altri");
        let adds_component = role == "figlio" && age < 18 && dsu["genitore_esterno"].as_array().unwrap().iter().any(counted);
        prop_assume!(!adds_component);
        let mut poor = json!({ "id": "nuovo", "ruolo": role, "eta": age, "ricoverato": away });
        if let Some(work) = work {
            poor["lavoro_6_mesi"] = json!(work);
        }
        larger["componente"].as_array_mut().unwrap().push(poor);
        prop_assert!(isee(&larger) <= isee(&dsu), "{}", larger);
    }

    #[test]
    fn more_rent_or_deductions_never_raise_the_isee(dsu in casuali::dsu(), who in 0_usize..9, kind in 0_usize..4, more in 1_u32..900_000) {
        let who = who % dsu["componente"].as_array().unwrap().len();
        let mut poorer = dsu.clone();
        if kind < 3 {
            add(&mut poorer, who, &["detrazioni", ["assegni_versati", "spese_sanitarie", "redditi_agrari"][kind]], more);
        } else {
            let homes = dsu["componente"].as_array().unwrap().iter().any(|m| m["immobile"].as_array().is_some_and(|l| l.iter().any(|b| b["uso"] == "abitazione")));
            prop_assume!(!homes);
            let rent = dsu["locazione"].as_str().map_or(Q::zero(), q);
            poorer["locazione"] = json!(format!("{}", rent.to_integer() + 1 + more / 100));
        }
        prop_assert!(isee(&poorer) <= isee(&dsu), "{}", poorer);
    }

    #[test]
    fn the_trace_adds_up_to_every_result(dsu in casuali::dsu()) {
        let s = ask(&dsu);
        let value = |t: &Option<String>| t.as_deref().map_or(Q::zero(), q);
        let sum = |names: &[&str]| -> Q { s.traccia.passi().iter().filter(|p| names.contains(&p.passo)).map(|p| value(&p.valore)).sum() };
        let last = |name: &str| s.traccia.passi().iter().rfind(|p| p.passo == name).map_or(Q::zero(), |p| value(&p.valore));
        let mode = s.opzioni["arrotonda_modo"];
        let midway = |x: Q| if s.opzioni["arrotonda_intermedi"] == "mai" { x } else { cents(&x, mode) };
        let positive = |x: Q| if x.is_negative() { Q::zero() } else { x };
        let incomes = positive(sum(&["reddito_componente", "figurativo"]));
        prop_assert_eq!(midway(incomes - sum(&["locazione", "franchigia_disabilita"])), last("isr"), "isr: {}", dsu);
        prop_assert_eq!(midway(sum(&["abitazione", "immobili", "donazione", "mobiliare"])), last("isp"), "isp: {}", dsu);
        prop_assert_eq!(midway(last("isr") + last("isp") / q("5") + sum(&["attratto"])), last("ise"), "ise: {}", dsu);
        prop_assert_eq!(sum(&["scala_base", "maggiorazione"]), last("scala"), "scala: {}", dsu);
        prop_assert_eq!(midway(last("ise") / last("scala")), last("rapporto"), "rapporto: {}", dsu);
        prop_assert_eq!(cents(&(last("rapporto") + sum(&["componente_aggiuntiva"])), mode), last("isee"), "isee: {}", dsu);
        for (shown, name) in [(&s.isr, "isr"), (&s.isp, "isp"), (&s.ise, "ise"), (&s.isee, "isee")] {
            prop_assert_eq!(q(shown), cents(&last(name), mode), "{}", name);
        }
        for p in s.traccia.passi() {
            prop_assert!(p.fonte.as_ref().is_some_and(|f| f.articolo.is_some()), "senza articolo: {}", p.testo);
        }
        members_add_up(&s)?;
    }

    #[test]
    fn whatever_is_written_there_is_an_answer_or_an_error(dsu in casuali::dsu(), place in any::<prop::sample::Index>(), what in 0_usize..9) {
        let mut places = Vec::new();
        pointers(&dsu, String::new(), &mut places);
        let mut odd = dsu.clone();
        let junk = [json!(null), json!(-1), json!(1.5), json!("999999999999.99"), json!("-3"), json!("boh"), json!([]), json!({}), json!(true)];
        let pointer: &String = place.get(&places);
        *odd.pointer_mut(pointer).unwrap() = junk[what].clone();
        match parse_dsu(&odd.to_string(), "dsu") {
            Err(found) => prop_assert!(!found.is_empty() && found.iter().all(|d| d.rimedio.is_some())),
            Ok(read) => if let Ok(p) = semi::parametri_isee(read.anno()) {
                let _ = calcola(&read, &p);
            },
        }
    }
}

/// For every member: incomes less deductions are what counts, or zero.
fn members_add_up(s: &Stima) -> Result<(), TestCaseError> {
    let mut sums: BTreeMap<&str, (Q, Q, Option<Q>)> = BTreeMap::new();
    for p in s.traccia.passi() {
        let Some(id) = p.componente.as_deref() else { continue };
        let row = sums.entry(id).or_insert((Q::zero(), Q::zero(), None));
        let value = p.valore.as_deref().map_or(Q::zero(), q);
        match p.passo {
            "reddito" => row.0 += value,
            "detrazione" => row.1 += value,
            "reddito_componente" => row.2 = Some(value),
            _ => {}
        }
    }
    for (id, (gross, less, net)) in sums {
        let Some(net) = net else { continue };
        let exact = gross - less;
        let kept = exact.is_negative() && s.opzioni["detrazioni_oltre_il_reddito"] == "perse";
        prop_assert_eq!(if kept { Q::zero() } else { exact }, net, "{}", id);
    }
    Ok(())
}

/// The JSON pointer of every value.
fn pointers(v: &Value, here: String, out: &mut Vec<String>) {
    match v {
        Value::Object(t) => t.iter().for_each(|(k, v)| pointers(v, format!("{here}/{k}"), out)),
        Value::Array(l) => l.iter().enumerate().for_each(|(i, v)| pointers(v, format!("{here}/{i}"), out)),
        _ => {}
    }
    if !here.is_empty() {
        out.push(here);
    }
}

/// The largest amounts a file may hold: an exact answer, the same as the second implementation's.
#[test]
fn the_largest_amounts_are_still_exact() {
    let max = "999999999999.99";
    let incomes = json!({ "lavoro": max, "pensione": max, "agrari": max, "assegni_ricevuti": max, "altri": max });
    let member = |id: usize, role: &str| {
        json!({ "id": format!("p{id}"), "ruolo": role, "eta": 40, "redditi": incomes,
        "patrimonio_mobiliare": max, "immobile": [{ "uso": "altro", "imu": max }] })
    };
    let mut people = vec![member(0, "dichiarante")];
    people.extend((1..50).map(|i| member(i, "altro")));
    let children: Vec<Value> =
        ["1.57", "2.04", "2.46", "2.85", "3.05", "2.66"].iter().map(|s| json!({ "ise": max, "scala": s })).collect();
    let dsu = json!({ "formato": 1, "anno": 2025, "tipo": "sociosanitario_residenze", "componente": people,
        "figlio_esterno": children, "opzioni": { "nucleo": "ordinario" } });
    assert_eq!(q(&ask(&dsu).isee), ingenuo_isee::isee(&dsu).isee);
}

/// Scales without a common measure: the exact sum does not fit, and the answer says so.
#[test]
fn an_overflow_is_an_error_never_a_wrong_number() {
    let primes = [101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197];
    let children: Vec<Value> = primes
        .iter()
        .map(|p| json!({ "ise": "999999999999.99", "scala": format!("{}.{:02}", p / 100, p % 100) }))
        .collect();
    let dsu = json!({ "formato": 1, "anno": 2025, "tipo": "sociosanitario_residenze",
        "componente": [{ "id": "a", "ruolo": "dichiarante" }], "figlio_esterno": children });
    let read = parse_dsu(&dsu.to_string(), "dsu").unwrap();
    let found = calcola(&read, &semi::parametri_isee(2025).unwrap()).unwrap_err();
    assert_eq!(found.codice.as_str(), "numero-troppo-grande");
    assert!(found.rimedio.is_some());
}
