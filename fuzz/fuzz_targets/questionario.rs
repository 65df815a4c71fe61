// SPDX-License-Identifier: EUPL-1.2
//! «Cosa mi spetta?»: any answers, any day. A yes or a no does not change when the question asked is answered.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use soglia::chiamate::spettanze;
use soglia_fuzz::{clear, is_json, text};
use std::collections::BTreeMap;

/// Verdict of each measure.
fn verdicts(answer: &Value) -> BTreeMap<String, String> {
    let list = answer["voci"].as_array().or(answer["spettanze"].as_array()).cloned().unwrap_or_default();
    list.iter().map(|v| (format!("{}/{}", v["regole"], v["id"]), v["esito"].to_string())).collect()
}

fuzz_target!(|data: &[u8]| {
    let Some(text) = text(data) else { return };
    match spettanze(text, Some("2026-02-01")) {
        Err(found) => clear(text, &found),
        Ok(esito) => {
            let answer = is_json(&esito.documento);
            let before = verdicts(&answer);
            assert!(!before.is_empty() || answer["data"].as_str().is_some(), "{answer}");
            let Some(fatto) = answer["domanda"]["fatto"].as_str() else { return };
            let Ok(mut more) = serde_json::from_str::<Value>(text) else { return };
            if fatto.starts_with("isee.") || !more.is_object() {
                return;
            }
            for value in [json!(true), json!(false)] {
                if !more["fatti"].is_object() {
                    more["fatti"] = json!({});
                }
                more["fatti"][fatto] = value;
                let Ok(after) = spettanze(&more.to_string(), Some("2026-02-01")) else { continue };
                let after = verdicts(&is_json(&after.documento));
                for (id, was) in before.iter().filter(|(_, was)| ["\"si\"", "\"no\""].contains(&was.as_str())) {
                    assert_eq!(after.get(id), Some(was), "{id} cambia dopo {fatto}");
                }
            }
        }
    }
});
