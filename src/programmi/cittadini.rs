// SPDX-License-Identifier: EUPL-1.2
//! The first program of the page: the citizen's door, from the Comune to the fee. Whatever it links is part of the first
//! load, so it offers to JavaScript only the calls that need no file of the reader; `boot.js` joins them with those
//! of `soglia-motore`.

use soglia::{app, chiamate};
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

fn main() {
    app::cittadini();
}
