// SPDX-License-Identifier: EUPL-1.2
//! The second program of the page: every call of FORMATO chapter 8 on any file, without a screen. `boot.js` loads it
//! at the first call that needs it, so that whoever only asks for a fee does not wait for it.

use wasm_bindgen::prelude::wasm_bindgen;

/// A call by its name, JSON text to JSON text: what the command line prints, or `{ "errori": [ … ] }`.
#[wasm_bindgen]
#[must_use]
pub fn esegui(nome: &str, json: &str) -> String {
    soglia::chiamate::esegui(nome, json)
}

fn main() {}
