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

/// The rule files of the ente for the other programs: read, checked, as bytes.
///
/// # Errors
/// What is wrong with it, a sentence to a line.
#[wasm_bindgen]
pub fn compila(nome: &str, testo: &str) -> Result<Vec<u8>, String> {
    soglia::chiamate::compila(nome, testo)
}

fn main() {}
