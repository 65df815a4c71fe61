// SPDX-License-Identifier: EUPL-1.2
//! The figures of a document: refused clearly, or reconciled, each check with its words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soglia::formato::parse_cifre;
use soglia::riparto::{EsitoControllo, quadra};
use soglia_fuzz::{as_json, clear, text};

fuzz_target!(|data: &[u8]| {
    let Some(text) = text(data) else { return };
    match parse_cifre(text, "prova") {
        Err(found) => clear(text, &found),
        Ok(figures) => {
            let answer = quadra(&figures);
            let wrong = answer.controlli.iter().filter(|c| c.esito == EsitoControllo::Contraddizione).count();
            assert_eq!(answer.contraddizioni.len(), wrong);
            assert_eq!(answer.controlli.len(), wrong + answer.confermati);
            assert!(answer.controlli.iter().all(|c| !c.testo.is_empty()));
            if let Some(json) = as_json(text) {
                let again = parse_cifre(&json, "prova").unwrap_or_else(|d| panic!("{d:?}"));
                assert_eq!(quadra(&again), answer, "la stessa cosa in JSON");
            }
        }
    }
});
