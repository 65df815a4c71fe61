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

mod a_caso;
mod ingenuo_riparto;

use a_caso::configurazione;
use ingenuo_riparto::{Q, alberi, number, q};
use proptest::prelude::*;
use serde_json::{Value, json};
use soglia::formato::parse_riparto;
use soglia::riparto::{Almeno, Cambio, Centesimi, LimiteAttivo, RispostaRiparto, almeno, calcola, sensibilita};
use std::collections::BTreeMap;

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
    #![proptest_config(configurazione(60, 0))]

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

/// A riparto with these voci, on one line.
fn written(fund: &str, voce: &str, more: &str) -> Value {
    let text = format!(
        r#"{{ "formato": 1, "id": "x", "natura": "bozza", "assegnazione": "{fund}", "voce": [{voce}]{more} }}"#
    );
    serde_json::from_str(&text).unwrap()
}

fn asked(riparto: &Value, voce: &str, cents: i128) -> Almeno {
    almeno(&read(riparto).unwrap(), voce, Centesimi(cents)).unwrap()
}

/// Value, sum, value just below, sum there, whether it is the smallest.
fn told(change: Option<Cambio>) -> (String, i128, String, i128, bool) {
    let c = change.unwrap();
    (c.a, c.importo.0, c.vicino.valore, c.vicino.importo.0, c.minimo)
}

fn answer(value: &str, sum: i128, near: &str, near_sum: i128, smallest: bool) -> (String, i128, String, i128, bool) {
    (value.to_owned(), sum, near.to_owned(), near_sum, smallest)
}

#[test]
fn what_it_gets_now_is_enough_and_a_cent_more_is_not() {
    let riparto = written("90.00", r#"{ "id": "a", "peso": 1 }, { "id": "b", "peso": 2 }"#, "");
    assert!(asked(&riparto, "a", 3000).basta_gia);
    assert!(!asked(&riparto, "a", 3001).basta_gia);
}

/// A third weighs between two millionths: the one above is tried, and the one below is its neighbour.
#[test]
fn a_weight_between_two_millionths_may_need_only_the_next() {
    let riparto = written("1000000.00", r#"{ "id": "a", "peso": "1/3" }, { "id": "b", "peso": "2/3" }"#, "");
    // 0.333334 / (0.333334 + 2/3) of a million is 333333.7778 euro; with 0.333333 it is 333333.1111.
    let got = told(asked(&riparto, "a", 33_333_340).peso.cambio);
    assert_eq!(got, answer("0.333334", 33_333_378, "0.333333", 33_333_311, true));
}

/// The largest weight tried depends on the others: whatever they weigh, nearly all of it can be had.
#[test]
fn no_weight_of_the_others_is_too_large_to_be_passed() {
    let huge = format!("1{}", "0".repeat(50));
    let others = [r#""0.5""#.to_owned(), format!("\"{huge}\""), format!("\"1/{huge}\"")];
    for other in &others {
        let voci = format!(r#"{{ "id": "a", "peso": "0.5" }}, {{ "id": "b", "peso": {other} }}"#);
        let riparto = written("100.00", &voci, "");
        let now = divided(&riparto).unwrap().voci[0].importo.0;
        for wanted in [9_900, 10_000] {
            if now >= wanted {
                continue;
            }
            let (value, sum, near, near_sum, smallest) = told(asked(&riparto, "a", wanted).peso.cambio);
            assert!(sum == wanted && near_sum < wanted && smallest, "{other}: {sum} {near_sum}");
            let (value, near) = (number(&json!(value)), number(&json!(near)));
            assert_eq!(&value - &near, q(1) / q(1_000_000));
            let gets = |weight: &Q| divided(&with_weight(&riparto, 0, weight)).unwrap().voci[0].importo.0;
            assert_eq!((gets(&value), gets(&near)), (sum, near_sum));
        }
        let why = asked(&riparto, "a", 10_001).peso.perche.unwrap();
        assert_eq!(why, "al suo livello si dividono 100,00\u{a0}€: con qualunque peso riceve al più 100,00\u{a0}€");
    }
}

/// Who holds something is named, however little; who holds nothing is not.
#[test]
fn only_who_holds_something_is_said_to() {
    let voci = r#"{ "id": "nulla", "importo": "0" }, { "id": "centesimo", "importo": "0.01" },
        { "id": "zero", "percento": "0" }, { "id": "mezzo", "percento": "0.5" },
        { "id": "a", "peso": 1 }, { "id": "b", "peso": 1 }"#;
    let why = asked(&written("100.00", voci, ""), "a", 20_000).peso.perche.unwrap();
    let expected = "al suo livello si dividono 100,00\u{a0}€: con qualunque peso riceve al più 99,49\u{a0}€, tolti importi, percentuali e minimi di «centesimo», «mezzo»";
    assert_eq!(why, expected);
}

/// Just its maximum is enough for, and can be had with a larger fund.
#[test]
fn a_maximum_can_be_had_whole() {
    let riparto = written("20.00", r#"{ "id": "a", "peso": 1, "massimo": "15" }, { "id": "b", "peso": 1 }"#, "");
    // The half cent of 29.99 euro goes to who is written first.
    assert_eq!(told(asked(&riparto, "a", 1500).fondo.cambio), answer("29.99", 1500, "29.98", 1499, true));
    assert!(asked(&riparto, "a", 1501).fondo.perche.unwrap().contains("ferma al suo massimo"));
}

/// A share of one in N: the quota rounded up is enough from N cents for the second one, the amount from half of N more.
/// The funds between are tried only if that is less than 20,000 shares, and only then is the fund said to be the smallest.
#[test]
fn a_fund_is_said_to_be_the_smallest_when_all_below_it_could_be_tried() {
    let two = |n: i128| {
        let voci = format!(r#"{{ "id": "a", "peso": 1 }}, {{ "id": "b", "peso": {} }}"#, n - 1);
        told(asked(&written("0.00", &voci, ""), "a", 2).fondo.cambio)
    };
    // 9,999 funds of two shares, and 10,000.
    assert_eq!(two(19_997), answer("299.96", 2, "299.95", 1, true));
    assert_eq!(two(19_999), answer("299.99", 2, "299.98", 1, false));
    // A whole maximum, a sum already decided and who has no maximum leave no unit to the others: 2,501 funds of four
    // shares. One unit more would be 5,001 funds more.
    let voci = r#"{ "id": "a", "peso": 1 }, { "id": "b", "peso": 5000 },
        { "id": "c", "peso": 5000000, "massimo": "10.00" }, { "id": "d", "importo": "5.00" }"#;
    let got = told(asked(&written("15.00", voci, ""), "a", 2).fondo.cambio);
    assert_eq!(got, answer("90.02", 2, "90.01", 1, true));
    // Percentages move the rest by one unit together, not by one each. The rest of 62.54 euro is 50.03.
    let voci = r#"{ "id": "a", "peso": 1 }, { "id": "b", "peso": 2000 },
        { "id": "p", "percento": 10 }, { "id": "q", "percento": 10 }"#;
    let got = told(asked(&written("1.00", voci, ""), "a", 3).fondo.cambio);
    assert_eq!(got, answer("62.54", 3, "62.53", 2, true));
}

/// In whole euro the fund grows by cents: when 90% passes to the next euro, what is left for the others falls by 99 cents.
/// It is 2.00 euro, and the four fifths of a are rounded up to 2, from 16.00 to 16.11; from 16.12 to 16.24 they are not even
/// one whole euro. From each of these funds halving meets that hole, or the next.
#[test]
fn percentages_rounded_to_the_euro_may_lower_what_is_left() {
    let voci = r#"{ "id": "p", "percento": 90 }, { "id": "a", "peso": 4 }, { "id": "b", "peso": 1 }"#;
    for now in ["7.95", "8.90", "9.97", "12.50"] {
        let riparto = written(now, voci, r#", "arrotonda": "1""#);
        assert_eq!(told(asked(&riparto, "a", 200).fondo.cambio), answer("16.00", 200, "15.99", 100, true), "{now}");
    }
}

/// A minimum of 10% grows above a maximum of 50 euro when the fund passes 500: up to there an answer is found.
#[test]
fn the_last_fund_that_can_be_divided_is_found() {
    let voci = r#"{ "id": "a", "peso": 1 }, { "id": "b", "peso": 1, "minimo_percento": 10, "massimo": 50 }"#;
    let riparto = written("100.00", voci, "");
    assert_eq!(told(asked(&riparto, "a", 40_000).fondo.cambio), answer("450.00", 40_000, "449.99", 39_999, true));
    assert_eq!(told(asked(&riparto, "a", 45_000).fondo.cambio).0, "500.00");
    let why = asked(&riparto, "a", 45_001).fondo.perche.unwrap();
    assert_eq!(why, "con un fondo più grande il riparto non si può dividere");
}

/// The fund would be enough for the voce, but two others could not be divided: the first is told.
#[test]
fn what_else_a_larger_fund_would_break_is_said() {
    let inner = r#""peso": 1, "voce": [{ "id": "c", "peso": 1, "minimo_percento": 50, "massimo": 100 }, { "id": "d", "peso": 1 }]"#;
    let voci = format!(r#"{{ "id": "x1", "peso": 1 }}, {{ "id": "y", {inner} }}, {{ "id": "z", {inner} }}"#);
    let why = asked(&written("300.00", &voci, ""), "x1", 30_000).fondo.perche.unwrap();
    let expected = "servirebbero 899,98\u{a0}€, ma allora in «y» il massimo di «c» è sotto il suo minimo";
    assert_eq!(why, expected);
}

/// Half of the largest fund and of what is divided beside it: 1,000,000,000,099.99 euro.
#[test]
fn a_maximum_in_percent_is_that_of_the_largest_fund_with_its_residues() {
    let voci = r#"{ "id": "a", "peso": 1, "massimo_percento": 50 }, { "id": "b", "peso": 1 }"#;
    let riparto = written("100.00", voci, r#", "residui": "100.00""#);
    let why = asked(&riparto, "a", 60_000_000_000_000).fondo.perche.unwrap();
    assert_eq!(why, "«a» è ferma al suo massimo, 500.000.000.049,99\u{a0}€, con qualunque fondo");
}

/// With a minimum grant, at whatever level of the way, nothing is said to be the smallest.
#[test]
fn a_minimum_grant_anywhere_on_the_way_forbids_the_proof() {
    let inner = r#""voce": [{ "id": "c", "peso": 1 }, { "id": "d", "peso": 1 }]"#;
    let above = format!(r#"{{ "id": "n", "peso": 1, {inner} }}, {{ "id": "m", "peso": 1 }}"#);
    let below = format!(r#"{{ "id": "n", "peso": 1, "contributo_minimo": 10, {inner} }}, {{ "id": "m", "peso": 1 }}"#);
    let found = |riparto: &Value| told(asked(riparto, "n/c", 3000).fondo.cambio);
    assert_eq!(found(&written("100.00", &above, "")), answer("119.97", 3000, "119.96", 2999, true));
    for riparto in [written("100.00", &above, r#", "contributo_minimo": 10"#), written("100.00", &below, "")] {
        assert_eq!(found(&riparto), answer("119.97", 3000, "119.96", 2999, false));
    }
}

/// Of many voci the first twenty are proposed.
#[test]
fn a_name_that_is_not_there_is_answered_with_twenty_that_are() {
    let voci: Vec<String> = (0..22).map(|i| format!(r#"{{ "id": "v{i}", "peso": 1 }}"#)).collect();
    let riparto = read(&written("100.00", &voci.join(", "), "")).unwrap();
    let errors = almeno(&riparto, "v22", Centesimi(1)).unwrap_err();
    let expected: Vec<String> = (0..20).map(|i| format!("v{i}")).collect();
    assert_eq!(errors[0].atteso.as_deref(), Some(expected.join(", ").as_str()));
}

/// With λ = 15 the others get 15 and 20 and leave 65, its maximum: 65 / 15. Where they leave their minima, λ = 10 and 20,
/// the sum that is left meets no weight below, or the maximum already holds it.
#[test]
fn a_maximum_met_between_two_bounds_of_the_others_is_at_its_exact_weight() {
    let voci = r#"{ "id": "a", "peso": 1, "massimo": 65 }, { "id": "b", "peso": 1, "minimo": 10 },
        { "id": "c", "peso": 1, "minimo": 20 }"#;
    let answer = sensibilita(&read(&written("100.00", voci, "")).unwrap(), "a").unwrap();
    let points: Vec<&str> = answer.punti.iter().map(|p| p.peso.as_str()).collect();
    assert_eq!(points, ["0", "3", "13/3", "100"]);
    let held: Vec<&str> = answer.punti[2].eventi.iter().map(|e| e.voce.as_str()).collect();
    assert!(held == ["a"] && answer.punti[2].eventi[0].inizia);
    assert_eq!(answer.tratti.iter().map(|t| t.cresce).collect::<Vec<_>>(), [true, true, false]);
}

/// The same with one more bound beyond: d is at its maximum up to 2 (λ = 40), c at its minimum from 7 (λ = 20), and at 10
/// (λ = 15, the others get 15, 20 and 15) a is at its maximum of 150.
#[test]
fn only_the_two_bounds_around_a_maximum_count() {
    let voci = r#"{ "id": "a", "peso": 1, "massimo": 150 }, { "id": "b", "peso": 1, "minimo": 10 },
        { "id": "c", "peso": 1, "minimo": 20 }, { "id": "d", "peso": 1, "massimo": 40 }"#;
    let answer = sensibilita(&read(&written("200.00", voci, "")).unwrap(), "a").unwrap();
    let points: Vec<&str> = answer.punti.iter().map(|p| p.peso.as_str()).collect();
    assert_eq!(points, ["0", "2", "7", "10", "100"]);
}

/// The largest sum that a file can hold can be reached, and not a cent more: then what stops it is said.
#[test]
fn no_fund_is_larger_than_a_file_can_hold() {
    let riparto = written("100.00", r#"{ "id": "a", "peso": 1 }"#, "");
    let most = 99_999_999_999_999;
    let last = answer("999999999999.99", most, "999999999999.98", most - 1, true);
    assert_eq!(told(asked(&riparto, "a", most).fondo.cambio), last);
    let why = asked(&riparto, "a", most + 1).fondo.perche.unwrap();
    assert_eq!(why, "nemmeno con 999.999.999.999,99\u{a0}€ la voce ci arriva");
}
