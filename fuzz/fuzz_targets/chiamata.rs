// SPDX-License-Identifier: EUPL-1.2
//! Every call with any JSON: the first byte chooses the call. The answer is JSON, the same each time.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soglia::chiamate::{Sessione, calcola_incluso, esegui};
use soglia_fuzz::{is_json, text};

const NOMI: [&str; 14] = [
    "elenco",
    "verifica",
    "tabella",
    "calcola",
    "soglie",
    "inverso",
    "isee",
    "riparto",
    "quadra",
    "spettanze",
    "simula",
    "codice",
    "riapri",
    "altro",
];
const DOMANDE: [&str; 10] =
    ["quadro", "totali", "perche", "scalini", "campione", "obiettivo", "obiettivi", "uniformita", "verifica", "altra"];
const FAMIGLIE: &[u8] = b"id;isee;ora;eta\n1;0;3;70\n2;7500,01;10;30\n3;;2,5;\n4;30000;1;80\n5;12345,67;0;66\n";

fuzz_target!(|data: &[u8]| {
    let Some((which, rest)) = data.split_first() else { return };
    let Some(text) = text(rest) else { return };
    let which = usize::from(*which);
    if let Some(nome) = NOMI.get(which) {
        let answer = esegui(nome, text);
        is_json(&answer);
        assert_eq!(answer, esegui(nome, text));
    } else if which == NOMI.len() {
        is_json(&calcola_incluso(text));
    } else if let Some(nome) = DOMANDE.get(which - NOMI.len() - 1) {
        let mut s = Sessione::default();
        is_json(&s.inizia("{}"));
        is_json(&s.pezzo(FAMIGLIE));
        is_json(&s.fine());
        let answer = s.chiedi(nome, text);
        is_json(&answer);
        assert_eq!(answer, s.chiedi(nome, text), "la seconda volta");
    } else {
        is_json(&Sessione::anteprima(FAMIGLIE, text));
    }
});
