// SPDX-License-Identifier: EUPL-1.2
//! The minimum grant: in whatever order one looks for who is left out, the answer is one.
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
use num_traits::Zero;
use proptest::prelude::*;
use serde_json::{Value, json};
use soglia::formato::parse_riparto;
use soglia::riparto::{LimiteAttivo, RispostaRiparto, calcola};
use std::collections::{BTreeMap, BTreeSet};

fn divided(riparto: &Value) -> Option<RispostaRiparto> {
    calcola(&parse_riparto(&riparto.to_string(), "prova.json", &BTreeMap::new()).ok()?).ok()
}

/// Who has a weight and gets less than `least`, with some left out by hand and no minimum grant.
fn low(riparto: &Value, out: &BTreeSet<usize>, least: &Q) -> Option<BTreeSet<usize>> {
    let mut other = riparto.clone();
    other.as_object_mut()?.remove("contributo_minimo");
    for i in out {
        other["voce"][*i] = json!({ "id": format!("v{i}"), "peso": "0", "massimo": "0" });
    }
    let answer = divided(&other)?;
    let weighted = |i: usize| riparto["voce"][i].get("peso").is_some() && !out.contains(&i);
    let below = answer.voci.iter().enumerate().filter(|(i, v)| weighted(*i) && number(&json!(v.quota_esatta)) < *least);
    Some(below.map(|(i, _)| i).collect())
}

/// Everybody in, then out: first who can never reach it, then the smallest weight of those below, equal weights together,
/// one at a time, until nobody is below.
fn taking_away(riparto: &Value, available: &Q, least: &Q) -> Option<BTreeSet<usize>> {
    let weight = |i: usize| number(&riparto["voce"][i]["peso"]);
    let cap = |i: usize| {
        let voce = &riparto["voce"][i];
        let percent = voce.get("massimo_percento").map(|p| number(p) * available / q(100));
        voce.get("massimo").map(number).or(percent)
    };
    let mut out = BTreeSet::new();
    let first = low(riparto, &out, least)?;
    let (never, able): (BTreeSet<usize>, BTreeSet<usize>) =
        first.iter().partition(|i| weight(**i).is_zero() || cap(**i).is_some_and(|max| max < *least));
    if first.is_empty() {
        return Some(out);
    }
    out.extend(never);
    while !low(riparto, &out, least)?.is_empty() {
        let smallest = able.difference(&out).map(|i| weight(*i)).min()?;
        out.extend(able.iter().filter(|i| weight(**i) == smallest).copied().collect::<Vec<_>>());
    }
    Some(out)
}

proptest! {
    #![proptest_config(configurazione(150, 0))]

    #[test]
    fn taking_away_the_smallest_leaves_out_the_same_as_letting_in_the_largest(riparto in alberi::riparto(0, 7), least in 1_u32..2000) {
        let mut riparto = riparto;
        riparto["spareggio"] = json!("peso_poi_ordine");
        riparto["arrotonda"] = json!("0.01");
        riparto["contributo_minimo"] = json!(format!("{}", least));
        riparto["assegnazione"] = json!(format!("{}.00", number(&riparto["assegnazione"]).to_integer() % 9_000));
        let Some(answer) = divided(&riparto) else { return Ok(()) };
        let available = q(answer.disponibile.0) / q(100);
        let Some(expected) = taking_away(&riparto, &available, &q(i128::from(least))) else { return Ok(()) };
        let left_out = answer.voci.iter().enumerate().filter(|(_, v)| v.limite == Some(LimiteAttivo::ContributoMinimo));
        prop_assert_eq!(left_out.map(|(i, _)| i).collect::<BTreeSet<usize>>(), expected);
    }
}
