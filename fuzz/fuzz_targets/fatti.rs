// SPDX-License-Identifier: EUPL-1.2
//! A catalogue of facts: refused clearly, or the same as JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soglia::formato::parse_fatti;
use soglia_fuzz::{as_json, clear, text};

fuzz_target!(|data: &[u8]| {
    let Some(text) = text(data) else { return };
    match parse_fatti(text, "prova") {
        Err(found) => clear(text, &found),
        Ok(facts) => {
            if let Some(json) = as_json(text) {
                let again = parse_fatti(&json, "prova").unwrap_or_else(|d| panic!("{d:?}"));
                assert!(facts.iter().eq(again.iter()), "la stessa cosa in JSON");
            }
        }
    }
});
