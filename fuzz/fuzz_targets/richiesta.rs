// SPDX-License-Identifier: EUPL-1.2
//! A request: the first byte chooses the embedded rules, the rest is JSON. What is read is written and read the same,
//! and the answer holds when one more fact is said.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soglia::formato::parse_request;
use soglia::semi;
use soglia_fuzz::{clear, domande, text};

fuzz_target!(|data: &[u8]| {
    let Some((which, rest)) = data.split_first() else { return };
    let Some(text) = text(rest) else { return };
    let seeds = semi::elenco();
    let rules = semi::regolamento(seeds[usize::from(*which) % seeds.len()].id).unwrap();
    match parse_request(text, &rules.fatti) {
        Err(d) => clear(text, &[d]),
        Ok(request) => {
            let written = serde_json::to_string(&request).unwrap();
            let again = parse_request(&written, &rules.fatti).unwrap_or_else(|d| panic!("{d}: {written}"));
            assert_eq!(serde_json::to_string(&again).unwrap(), written);
            for s in rules.servizi.iter().take(2) {
                let one = domande::answers(rules, &s.id, &request);
                let two = soglia::tariffa::calcola(rules, &s.id, &again).ok();
                let json = |r| serde_json::to_string(&r).unwrap();
                assert_eq!(one.map(json), two.map(json), "la richiesta riletta");
            }
        }
    }
});
