// SPDX-License-Identifier: EUPL-1.2
//! The calls of FORMATO chapter 8 that need no file of the reader, as JavaScript functions: JSON text to JSON text.
//! `boot.js` joins them with those of `soglia-motore`, the second program, which is loaded at its first call.

use soglia::chiamate;
use wasm_bindgen::prelude::wasm_bindgen;

/// The embedded regolamenti and misure.
#[wasm_bindgen]
#[must_use]
pub fn elenco() -> String {
    chiamate::elenco().documento
}

/// One household, explained, by an embedded regolamento: `{ "file", "servizio", "richiesta" }`.
#[wasm_bindgen]
#[must_use]
pub fn calcola(json: &str) -> String {
    chiamate::calcola_incluso(json)
}
