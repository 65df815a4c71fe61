// SPDX-License-Identifier: EUPL-1.2
//! Questions about one voce, against brute force: where a bound begins or stops holding somebody as a weight grows, and
//! the smallest weight or fund that gives at least a sum.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod ingenuo_riparto;

use ingenuo_riparto::{Q, alberi, number, q};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::{Value, json};
use soglia::formato::parse_riparto;
use soglia::riparto::{Centesimi, LimiteAttivo, RispostaRiparto, almeno, calcola, sensibilita};
use std::collections::BTreeMap;

fn cases(ordinary: u32) -> u32 {
    std::env::var("RIPARTO_CASI").ok().and_then(|n| n.parse().ok()).unwrap_or(ordinary)
}

fn read(riparto: &Value) -> Option<soglia::riparto::Riparto> {
    parse_riparto(&riparto.to_string(), "prova.json", &BTreeMap::new()).ok()
}

fn divided(riparto: &Value) -> Option<RispostaRiparto> {
    calcola(&read(riparto)?).ok()
}

fn with_weight(riparto: &Value, which: usize, weight: &Q) -> Value {
    let mut other = riparto.clone();
    other["voce"][which]["peso"] = json!(format!("{}/{}", weight.numer(), weight.denom()));
    other
}

fn with_fund(riparto: &Value, cents: i128) -> Value {
    let mut other = riparto.clone();
    other["assegnazione"] = json!(format!("{}.{:02}", cents / 100, cents % 100));
    other
}

fn limits(answer: &RispostaRiparto) -> Vec<Option<LimiteAttivo>> {
    answer.voci.iter().map(|v| v.limite).collect()
}

/// A list with a weight at `which`, without a minimum grant.
fn plain(mut riparto: Value, which: usize) -> Option<(Value, usize)> {
    riparto.as_object_mut()?.remove("contributo_minimo");
    riparto["spareggio"] = json!("peso_poi_ordine");
    let which = which % riparto["voce"].as_array()?.len();
    riparto["voce"][which].get("peso")?;
    Some((riparto, which))
}

/// Where there is nothing to share, a weight moves nobody: found by the first property below.
#[test]
fn a_weight_takes_nothing_from_nobody_when_there_is_nothing() {
    let riparto = json!({ "formato": 1, "id": "prova", "natura": "dimostrativo", "assegnazione": "0.00",
        "voce": [{ "id": "v0", "peso": 1 }, { "id": "v1", "peso": 0 }] });
    let answer = sensibilita(&read(&riparto).unwrap(), "v1").unwrap();
    assert_eq!(answer.tratti.len(), 1);
    assert!(answer.tratti.iter().all(|t| !t.cresce && t.calano.is_empty()));
}

proptest! {
    #![proptest_config(Config { cases: cases(60), failure_persistence: None, ..Config::default() })]

    /// Between two points everybody stands as at every other weight there, and who is said to fall falls.
    #[test]
    fn nobody_meets_or_leaves_a_bound_between_two_points(
        riparto in alberi::riparto(0, 6), which in 0_usize..6, tries in prop::collection::vec(1_i128..10_000, 8),
    ) {
        let Some((riparto, which)) = plain(riparto, which) else { return Ok(()) };
        if divided(&riparto).is_none() { return Ok(()) }
        let answer = sensibilita(&read(&riparto).unwrap(), &format!("v{which}")).unwrap();
        prop_assert!(answer.esatta);
        prop_assert_eq!(answer.punti.len(), answer.tratti.len() + 1);
        let ends: Vec<Q> = answer.punti.iter().map(|p| number(&json!(p.peso))).collect();
        prop_assert!(ends.windows(2).all(|w| w[0] < w[1]));
        prop_assert_eq!((ends.first(), ends.last()), (Some(&q(0)), Some(&q(100))));
        let mut before: Option<Vec<Option<LimiteAttivo>>> = None;
        for (tratto, pair) in answer.tratti.iter().zip(ends.windows(2)) {
            let at = |part: i128| &pair[0] + (&pair[1] - &pair[0]) * q(part) / q(10_000);
            let middle = divided(&with_weight(&riparto, which, &at(5_000))).unwrap();
            for part in &tries {
                let here = divided(&with_weight(&riparto, which, &at(*part))).unwrap();
                prop_assert_eq!(limits(&here), limits(&middle), "peso {}", at(*part));
            }
            let (low, high) = (divided(&with_weight(&riparto, which, &at(1))).unwrap(), divided(&with_weight(&riparto, which, &at(9_999))).unwrap());
            for (i, (a, b)) in low.voci.iter().zip(&high.voci).enumerate() {
                let (a, b) = (number(&json!(a.quota_esatta)), number(&json!(b.quota_esatta)));
                if i == which {
                    prop_assert_eq!(b > a, tratto.cresce);
                    prop_assert!(b >= a);
                } else {
                    prop_assert_eq!(b < a, tratto.calano.contains(&format!("v{i}")), "v{}", i);
                    prop_assert!(b <= a);
                }
            }
            prop_assert!(before.as_ref() != Some(&limits(&middle)), "il punto {} non separa nulla", tratto.da);
            before = Some(limits(&middle));
        }
    }

    /// Each point says what the riparto gives with that weight.
    #[test]
    fn each_point_is_the_riparto_with_that_weight(riparto in alberi::riparto(0, 6), which in 0_usize..6) {
        let Some((riparto, which)) = plain(riparto, which) else { return Ok(()) };
        if divided(&riparto).is_none() { return Ok(()) }
        let answer = sensibilita(&read(&riparto).unwrap(), &format!("v{which}")).unwrap();
        for point in &answer.punti {
            let here = divided(&with_weight(&riparto, which, &number(&json!(point.peso)))).unwrap();
            let expected: Vec<(Centesimi, &str)> = here.voci.iter().map(|v| (v.importo, v.quota_esatta.as_str())).collect();
            let got: Vec<(Centesimi, &str)> = point.voci.iter().map(|v| (v.importo, v.quota_esatta.as_str())).collect();
            prop_assert_eq!(got, expected);
        }
    }

    /// The weight found is enough, a millionth less is not, nor is any smaller one.
    #[test]
    fn the_smallest_weight_is_the_smallest(riparto in alberi::riparto(1, 5), which in 0_usize..5, more in 1_i128..100_000, tries in prop::collection::vec(0_i128..1000, 6)) {
        let mut riparto = riparto;
        riparto["spareggio"] = json!("peso_poi_ordine");
        let which = which % riparto["voce"].as_array().unwrap().len();
        let Some(now) = divided(&riparto) else { return Ok(()) };
        if riparto["voce"][which].get("peso").is_none() { return Ok(()) }
        let wanted = now.voci[which].importo.0 + more;
        let answer = almeno(&read(&riparto).unwrap(), &format!("v{which}"), Centesimi(wanted)).unwrap();
        let gets = |weight: &Q| divided(&with_weight(&riparto, which, weight)).map(|a| a.voci[which].importo.0);
        match answer.peso.cambio {
            Some(change) => {
                let (found, near) = (number(&json!(change.a)), number(&json!(change.vicino.valore)));
                prop_assert_eq!(gets(&found), Some(change.importo.0));
                prop_assert!(change.importo.0 >= wanted);
                prop_assert_eq!(&found - &near, q(1) / q(1_000_000));
                prop_assert_eq!(gets(&near), Some(change.vicino.importo.0));
                prop_assert!(change.vicino.importo.0 < wanted);
                for part in tries {
                    // With less than it needs below, it cannot be divided at all.
                    prop_assert!(gets(&(&near * q(part) / q(1000))).is_none_or(|got| got < wanted));
                }
            }
            None => {
                prop_assert!(answer.peso.perche.is_some());
                for large in [1_i128, 1000, 1_000_000_000_000] {
                    prop_assert!(gets(&(q(large) + number(&riparto["voce"][which]["peso"]))).is_none_or(|got| got < wanted));
                }
            }
        }
    }

    /// The fund found is enough, a cent less is not; where it is said to be the smallest, no smaller one is.
    #[test]
    fn the_smallest_fund_is_the_smallest(riparto in alberi::riparto(1, 5), which in 0_usize..5, more in 1_i128..60) {
        let mut riparto = riparto;
        riparto["spareggio"] = json!("peso_poi_ordine");
        riparto["assegnazione"] = json!(format!("{}.00", number(&riparto["assegnazione"]).to_integer() % 5_000));
        let which = which % riparto["voce"].as_array().unwrap().len();
        let Some(now) = divided(&riparto) else { return Ok(()) };
        let start = i128::try_from((number(&riparto["assegnazione"]) * q(100)).to_integer()).unwrap();
        let wanted = now.voci[which].importo.0 + more;
        let answer = almeno(&read(&riparto).unwrap(), &format!("v{which}"), Centesimi(wanted)).unwrap();
        let gets = |cents: i128| divided(&with_fund(&riparto, cents)).map(|a| a.voci[which].importo.0);
        match answer.fondo.cambio {
            Some(change) => {
                let found = i128::try_from((number(&json!(change.a)) * q(100)).to_integer()).unwrap();
                prop_assert_eq!(gets(found), Some(change.importo.0));
                prop_assert!(change.importo.0 >= wanted);
                prop_assert!(gets(found - 1).is_none_or(|got| got == change.vicino.importo.0 && got < wanted));
                if change.minimo && found - start < 3_000 {
                    prop_assert!((start..found).all(|f| gets(f).is_none_or(|got| got < wanted)));
                }
            }
            None => prop_assert!(answer.fondo.perche.is_some()),
        }
    }
}

#[test]
fn why_no_weight_or_fund_is_enough_is_said() {
    let text = r#"{ "formato": 1, "id": "x", "natura": "bozza", "assegnazione": "100.00", "voce": [
        { "id": "decisa", "importo": "10" }, { "id": "quota", "percento": "20" },
        { "id": "ferma", "peso": 1, "massimo": "15" }, { "id": "libera", "peso": 1 },
        { "id": "garantita", "peso": 1, "minimo": "30" }, { "id": "zero", "peso": 0 } ] }"#;
    let file = parse_riparto(text, "x.json", &BTreeMap::new()).unwrap();
    let ask = |voce: &str, euro: i128| almeno(&file, voce, Centesimi(euro * 100)).unwrap();
    let why = |voce: &str, euro| {
        (ask(voce, euro).peso.perche.unwrap_or_default(), ask(voce, euro).fondo.perche.unwrap_or_default())
    };
    assert_eq!(
        why("decisa", 11),
        (
            "la voce non ha un peso: prende un importo deciso".into(),
            "«decisa» ha un importo deciso, 10,00\u{a0}€: il fondo non lo cambia".into()
        )
    );
    assert_eq!(why("quota", 21).0, "la voce non ha un peso: prende una percentuale");
    assert_eq!(ask("quota", 21).fondo.cambio.unwrap().a, "104.98");
    let (weight, fund) = why("ferma", 16);
    assert_eq!(weight, "è il suo massimo a fermarla: con qualunque peso riceve al più 15,00\u{a0}€");
    assert_eq!(fund, "«ferma» è ferma al suo massimo, 15,00\u{a0}€, con qualunque fondo");
    assert_eq!(
        why("libera", 41).0,
        "al suo livello si dividono 100,00\u{a0}€: con qualunque peso riceve al più 40,00\u{a0}€, tolti importi, percentuali e minimi di «decisa», «quota», «garantita»"
    );
    assert_eq!(why("zero", 1).1, "«zero» ha peso zero: riceve solo il suo minimo, con qualunque fondo");
    assert!(ask("libera", 1).basta_gia);
    assert_eq!(sensibilita(&file, "decisa").unwrap_err()[0].codice.as_str(), "valore-non-ammesso");
    assert_eq!(sensibilita(&file, "nessuna").unwrap_err()[0].codice.as_str(), "riferimento-sconosciuto");
}

/// Found by fuzzing: with a share of a hundred-billionth the funds that might be enough are billions, and were tried
/// twenty thousand at a time.
#[test]
fn the_fund_for_a_tiny_share_is_enough_and_not_said_to_be_the_smallest() {
    let riparto = json!({ "formato": 1, "id": "x", "natura": "bozza", "assegnazione": "999999.99", "voce": [
        { "id": "a", "percento": "0.000000001" }, { "id": "b", "percento": "99.999999999" } ] });
    let change = almeno(&read(&riparto).unwrap(), "a", Centesimi(100)).unwrap().fondo.cambio.unwrap();
    let gets = |fund: &str| {
        let mut other = riparto.clone();
        other["assegnazione"] = json!(fund);
        divided(&other).unwrap().voci[0].importo.0
    };
    assert!(!change.minimo);
    assert_eq!((gets(&change.a), change.importo.0), (100, 100));
    assert_eq!((gets(&change.vicino.valore), change.vicino.importo.0), (99, 99));
}
