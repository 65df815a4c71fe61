// SPDX-License-Identifier: EUPL-1.2
//! The calls of FORMATO chapter 8 as JavaScript functions, JSON text to JSON text: what the command line
//! prints, or `{ "errori": [ … ] }`.

use soglia::chiamate::esegui;
use wasm_bindgen::prelude::wasm_bindgen;

/// The embedded regolamenti and misure. The argument may be `{}`.
#[wasm_bindgen]
#[must_use]
pub fn elenco(json: &str) -> String {
    esegui("elenco", json)
}

/// What is wrong, or worth a look, in a rule file: `{ "file" }`.
#[wasm_bindgen]
#[must_use]
pub fn verifica(json: &str) -> String {
    esegui("verifica", json)
}

/// Unit values at many ISEE: `{ "file", "servizio", "isee": [ … ], "quota", "fatti" }`.
#[wasm_bindgen]
#[must_use]
pub fn tabella(json: &str) -> String {
    esegui("tabella", json)
}

/// One household, explained: `{ "file", "servizio", "richiesta" }`.
#[wasm_bindgen]
#[must_use]
pub fn calcola(json: &str) -> String {
    esegui("calcola", json)
}

/// Exact breakpoints: `{ "file", "servizio", "quota", "fatti" }`.
#[wasm_bindgen]
#[must_use]
pub fn soglie(json: &str) -> String {
    esegui("soglie", json)
}

/// The exact set of ISEE with a given fee: `{ "file", "servizio", "quota", "al_massimo" }`, or `almeno`, `uguale`.
#[wasm_bindgen]
#[must_use]
pub fn inverso(json: &str) -> String {
    esegui("inverso", json)
}
