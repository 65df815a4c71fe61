// SPDX-License-Identifier: EUPL-1.2
//! A DSU: refused clearly, or an ISEE that is the same from JSON, and with the members in another order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use soglia::formato::parse_dsu;
use soglia::isee::{Parametri, calcola};
use soglia::semi;
use soglia_fuzz::{as_json, clear, text};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static REGOLE: LazyLock<BTreeMap<i64, Parametri>> =
    LazyLock::new(|| (2010..2030).filter_map(|y| Some((y, semi::parametri_isee(y).ok()?))).collect());

fn isee(text: &str) -> Option<[String; 5]> {
    let dsu = parse_dsu(text, "prova").map_err(|found| clear(text, &found)).ok()?;
    let rules = REGOLE.get(&dsu.anno())?;
    let s = calcola(&dsu, rules).map_err(|d| clear(text, &[d])).ok()?;
    for a in [&s.isr, &s.isp, &s.ise, &s.isee] {
        assert!(!a.starts_with('-'), "negativo: {a}");
    }
    Some([s.isr, s.isp, s.ise, s.scala, s.isee])
}

fuzz_target!(|data: &[u8]| {
    let Some(text) = text(data) else { return };
    let Some(answer) = isee(text) else { return };
    let json = as_json(text).unwrap_or_else(|| text.to_owned());
    assert_eq!(isee(&json).as_ref(), Some(&answer), "la stessa cosa in JSON");
    let Ok(mut value) = serde_json::from_str::<Value>(&json) else { return };
    for list in ["componente", "figlio_esterno", "genitore_esterno", "donazione"] {
        if let Some(items) = value.get_mut(list).and_then(Value::as_array_mut) {
            items.reverse();
        }
    }
    assert_eq!(isee(&value.to_string()).as_ref(), Some(&answer), "in un altro ordine");
});
