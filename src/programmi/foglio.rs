// SPDX-License-Identifier: EUPL-1.2
//! The program that writes spreadsheets, and reads them. `boot.js` loads it when a person asks for one, or chooses one, so
//! that nobody else waits for it.

use soglia::chiamate::refused;
use soglia::foglio::{Cartella, leggi as read, scrivi as write};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// The bytes of an `.xlsx` file, from a workbook in JSON (`soglia::foglio::Cartella`).
///
/// # Errors
/// A workbook that is not one, or that the format cannot hold, in a sentence.
#[wasm_bindgen]
pub fn scrivi(json: &str) -> Result<Vec<u8>, JsError> {
    let cartella: Cartella = serde_json::from_str(json)?;
    Ok(write(&cartella)?)
}

/// A sheet of an `.xlsx` or `.ods` file as CSV (`soglia::foglio::FoglioLetto` in JSON), or `{ "errori": [ … ] }`.
#[wasm_bindgen]
#[must_use]
pub fn leggi(bytes: &[u8], foglio: Option<String>) -> String {
    match read(bytes, foglio.as_deref()) {
        Ok(letto) => serde_json::to_string(&letto).unwrap_or_default(),
        Err(d) => refused(&[d]),
    }
}

fn main() {}
