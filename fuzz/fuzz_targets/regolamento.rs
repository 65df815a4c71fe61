// SPDX-License-Identifier: EUPL-1.2
//! A rule file, TOML or JSON: refused clearly, or the same as JSON, and every question about it answered.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soglia::formato::parse_regolamento;
use soglia::semi;
use soglia_fuzz::{as_json, clear, domande, text};

fuzz_target!(|data: &[u8]| {
    let Some(text) = text(data) else { return };
    match parse_regolamento(text, "prova", semi::fatti_misure()) {
        Err(found) => clear(text, &found),
        Ok(rules) => {
            if let Some(json) = as_json(text) {
                let again = parse_regolamento(&json, "prova", semi::fatti_misure());
                assert_eq!(again.as_ref(), Ok(&rules), "la stessa cosa in JSON");
            }
            domande::ask(&rules);
        }
    }
});
