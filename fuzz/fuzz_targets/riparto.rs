// SPDX-License-Identifier: EUPL-1.2
//! A riparto, and after a line `%%` the table it names: refused clearly, or divided to the cent at every node.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soglia::formato::{decode_csv, parse_riparto, tables_named};
use soglia::riparto::{Centesimi, VoceRisposta, almeno, calcola, sensibilita, verifica};
use soglia::semi;
use soglia_fuzz::{MAX, as_json, clear};

fn balanced(available: i128, left: i128, voci: &[VoceRisposta]) -> bool {
    let given: i128 = voci.iter().map(|v| v.importo.0).sum();
    given + left == available
        && left >= 0
        && voci.iter().all(|v| v.importo.0 >= 0)
        && voci.iter().all(|v| v.residuo.map_or(v.voci.is_empty(), |left| balanced(v.importo.0, left.0, &v.voci)))
}

fuzz_target!(|data: &[u8]| {
    if data.len() > MAX {
        return;
    }
    let cut = data.windows(4).position(|w| w == b"\n%%\n");
    let (file, table) = cut.map_or((data, &b""[..]), |at| (&data[..at], &data[at + 4..]));
    let Ok(text) = std::str::from_utf8(file) else { return };
    let mut tables = semi::tabelle();
    for name in tables_named(text) {
        tables.entry(name).or_insert_with(|| decode_csv(table));
    }
    let riparto = match parse_riparto(text, "prova", &tables) {
        Err(found) => return clear(&[text, &decode_csv(table)].concat(), &found),
        Ok(riparto) => riparto,
    };
    if let Some(json) = as_json(text) {
        assert_eq!(parse_riparto(&json, "prova", &tables).as_ref(), Ok(&riparto), "la stessa cosa in JSON");
    }
    let _ = verifica(&riparto);
    match calcola(&riparto) {
        Err(found) => clear(text, &found),
        Ok(answer) => {
            assert!(balanced(answer.disponibile.0, answer.residuo.0, &answer.voci), "i centesimi non tornano");
            let again = soglia::foglio::riparto(&riparto, &answer);
            assert!(!again.fogli.is_empty());
            for v in answer.voci.iter().take(2) {
                let _ = sensibilita(&riparto, &v.id).map_err(|d| clear(text, &d));
                let more = Centesimi(v.importo.0 + 100);
                let _ = almeno(&riparto, &v.id, more).map_err(|d| clear(text, &d));
            }
        }
    }
});
