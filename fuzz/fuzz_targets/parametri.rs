// SPDX-License-Identifier: EUPL-1.2
//! The ISEE parameters of a year: refused clearly, or fit to compute with.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soglia::formato::{parse_dsu, parse_parametri};
use soglia::isee::calcola;
use soglia_fuzz::{as_json, clear, text};

const DSU: &str = r#"{ "formato": 1, "anno": ANNO, "tipo": "ordinario",
  "locazione": "6000",
  "componente": [
    { "id": "a", "ruolo": "dichiarante", "eta": 45, "redditi": { "lavoro": "21500.50" } },
    { "id": "b", "ruolo": "coniuge", "eta": 76, "redditi": { "pensione": "9000" } },
    { "id": "c", "ruolo": "figlio", "eta": 8 } ] }"#;

fuzz_target!(|data: &[u8]| {
    let Some(text) = text(data) else { return };
    match parse_parametri(text, "prova") {
        Err(found) => clear(text, &found),
        Ok(rules) => {
            let json = as_json(text);
            for anno in [2015, 2020, 2026] {
                let Ok(dsu) = parse_dsu(&DSU.replace("ANNO", &anno.to_string()), "dsu") else { continue };
                let answer = calcola(&dsu, &rules).map(|s| (s.isr, s.isp, s.ise, s.scala, s.isee));
                if let Err(d) = &answer {
                    clear(text, std::slice::from_ref(d));
                }
                if let Some(json) = &json {
                    let again = parse_parametri(json, "prova").unwrap_or_else(|d| panic!("{d:?}"));
                    let again = calcola(&dsu, &again).map(|s| (s.isr, s.isp, s.ise, s.scala, s.isee));
                    assert_eq!(again.is_ok(), answer.is_ok());
                    if let (Ok(one), Ok(two)) = (answer, again) {
                        assert_eq!(one, two, "la stessa cosa in JSON");
                    }
                }
            }
        }
    }
});
