// SPDX-License-Identifier: EUPL-1.2
//! Random riparti, as JSON: small enough to be read when a test fails, varied enough to meet every rule.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn cents(n: u64) -> String {
    format!("{}.{:02}", n / 100, n % 100)
}

/// A weight: none, small, a fraction, a decimal, or very long.
pub fn weight() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => Just("0".to_owned()),
        6 => (1_u32..10).prop_map(|n| n.to_string()),
        2 => (1_u32..50, 2_u32..50).prop_map(|(a, b)| format!("{a}/{b}")),
        2 => (0_u32..500, 0_u32..1000).prop_map(|(a, b)| format!("{a}.{b:03}")),
        1 => "[1-9][0-9]{18,40}",
        1 => "0\\.0{10,30}[1-9]",
    ]
}

fn percent(most: u32) -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (0..=most).prop_map(|n| n.to_string()),
        1 => (0..most, 0_u32..100_000).prop_map(|(a, b)| format!("{a}.{b:05}")),
    ]
}

/// The keys of one voce, without its id; amounts of a size that the level can often pay.
fn rule(scale: u64, siblings: u32) -> impl Strategy<Value = Value> {
    let small = 0..=scale / u64::from(siblings);
    let object = |rows: Vec<(&str, String)>| -> Value {
        Value::Object(rows.into_iter().map(|(k, v)| (k.to_owned(), Value::String(v))).collect::<Map<_, _>>())
    };
    let bounds = (
        weighted(0.3, small.clone()),
        weighted(0.15, percent(60 / siblings)),
        weighted(0.3, small.clone()),
        weighted(0.2, percent(90)),
    );
    prop_oneof![
        1 => small.prop_map(move |n| object(vec![("importo", cents(n))])),
        1 => percent(80 / siblings).prop_map(move |p| object(vec![("percento", p)])),
        5 => (weight(), bounds).prop_map(move |(w, (min, min_percent, max, max_percent))| {
            let mut rows = vec![("peso", w)];
            let both_percent = min.is_none() && min_percent.is_some();
            match (min, min_percent) {
                (Some(n), _) => rows.push(("minimo", cents(n))),
                (None, Some(p)) => rows.push(("minimo_percento", p)),
                (None, None) => {}
            }
            match (max, max_percent) {
                // Not below the minimum when both are amounts: that file would be refused before the engine.
                (Some(n), _) => rows.push(("massimo", cents(n + min.unwrap_or(0)))),
                (None, Some(p)) if !both_percent => rows.push(("massimo_percento", p)),
                (None, _) => {}
            }
            object(rows)
        }),
    ]
}

fn level(depth: u32, scale: u64, most: usize) -> BoxedStrategy<Vec<Value>> {
    let siblings = u32::try_from(most).unwrap();
    let below = if depth == 0 {
        Just(Vec::new()).boxed()
    } else {
        prop_oneof![2 => Just(Vec::new()), 1 => level(depth - 1, scale / 4, most.min(4))].boxed()
    };
    let least = weighted(0.15, 1..=1 + scale / u64::from(siblings * 2));
    vec((rule(scale, siblings), below, least), 1..=most)
        .prop_map(|list| {
            list.into_iter()
                .enumerate()
                .map(|(i, (mut voce, below, least))| {
                    voce["id"] = json!(format!("v{i}"));
                    if !below.is_empty() {
                        voce["voce"] = json!(below);
                        if let Some(least) = least {
                            // Whole euro, so that it suits both units.
                            voce["contributo_minimo"] = json!(format!("{}", least / 100));
                        }
                    }
                    voce
                })
                .collect()
        })
        .boxed()
}

/// Cents of a fund: one cent, a handful, a budget.
pub fn fund() -> impl Strategy<Value = u64> {
    prop_oneof![1 => 0_u64..20, 2 => 20_u64..10_000, 3 => 10_000_u64..200_000_000, 1 => 1_000_000_000_000_u64..99_000_000_000_000]
}

/// A whole riparto with `depth` levels under the first and at most `most` voci at each.
pub fn riparto(depth: u32, most: usize) -> impl Strategy<Value = Value> {
    let carried = weighted(0.2, 0_u64..1000);
    let rules = (fund(), carried, prop::bool::weighted(0.2), prop::bool::weighted(0.25), weighted(0.2, 1_u64..40));
    rules.prop_flat_map(move |(fund, carried, euro, person, least)| {
        level(depth, fund, most).prop_map(move |voce| {
            let mut riparto = json!({
                "formato": 1, "id": "prova", "natura": "dimostrativo", "assegnazione": cents(fund), "voce": voce,
                "arrotonda": if euro { "1" } else { "0.01" },
                "spareggio": if person { "decisione" } else { "peso_poi_ordine" },
            });
            if let Some(least) = least {
                riparto["contributo_minimo"] = json!(format!("{}", fund / 100 * least / 100));
            }
            if let Some(carried) = carried {
                riparto["residui"] = json!(cents(carried));
            }
            riparto
        })
    })
}
