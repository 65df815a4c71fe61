// SPDX-License-Identifier: EUPL-1.2
//! The program of the worker of the Comuni's door: it reads a population and computes on it, so that the page never
//! waits. `src/app/uffici/comuni/lavoratore.js` loads it and passes messages.

use soglia::chiamate::Sessione;
use soglia::lingua;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static SESSIONE: RefCell<Sessione> = RefCell::default();
}

/// Speaks the language of the page from now on: its code and the bytes of its catalogue.
#[wasm_bindgen(js_name = lingua)]
pub fn parla(codice: &str, mo: Vec<u8>) {
    lingua::parla(codice, mo);
}

/// A sentence that the script of the worker says by itself, in that language.
#[wasm_bindgen]
#[must_use]
pub fn frase(italiano: &str) -> String {
    lingua::tradotta(italiano).unwrap_or(italiano).to_owned()
}

/// What the columns of a file seem to be, from its first bytes.
#[wasm_bindgen]
#[must_use]
pub fn anteprima(bytes: &[u8], lettura: &str) -> String {
    Sessione::anteprima(bytes, lettura)
}

/// Begins a file.
#[wasm_bindgen]
#[must_use]
pub fn inizia(lettura: &str) -> String {
    SESSIONE.with_borrow_mut(|s| s.inizia(lettura))
}

/// The next bytes of the file.
#[wasm_bindgen]
#[must_use]
pub fn pezzo(bytes: &[u8]) -> String {
    SESSIONE.with_borrow_mut(|s| s.pezzo(bytes))
}

/// The file has ended.
#[wasm_bindgen]
#[must_use]
pub fn fine() -> String {
    SESSIONE.with_borrow_mut(Sessione::fine)
}

/// Leaves the file that is being read.
#[wasm_bindgen]
pub fn lascia() {
    SESSIONE.with_borrow_mut(Sessione::lascia);
}

/// A question about the population.
#[wasm_bindgen]
#[must_use]
pub fn chiedi(nome: &str, json: &str) -> String {
    SESSIONE.with_borrow_mut(|s| s.chiedi(nome, json))
}

fn main() {}
