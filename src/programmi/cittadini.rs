// SPDX-License-Identifier: EUPL-1.2
//! The first program of the page: the citizen's door, from the Comune to the fee. Whatever it links is part of the first
//! load, so it offers to JavaScript only the call that pages and tests make most, on embedded rules; `boot.js` joins it
//! with those of `soglia-motore`.

use soglia::{app, chiamate, lingua};
use wasm_bindgen::prelude::wasm_bindgen;

/// One household, explained, by an embedded regolamento: `{ "file", "servizio", "richiesta" }`.
#[wasm_bindgen]
#[must_use]
pub fn calcola(json: &str) -> String {
    lingua::in_italiano(|| chiamate::calcola_incluso(json))
}

/// Draws the page: `boot.js` says when, so that starting the program and drawing are two short waits and not a long one.
#[wasm_bindgen]
pub fn avvia() {
    app::cittadini();
}

fn main() {}
