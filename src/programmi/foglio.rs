// SPDX-License-Identifier: EUPL-1.2
//! The program that writes spreadsheets. `boot.js` loads it when a person asks for one, so that nobody else waits for it.

use soglia::foglio::{Cartella, scrivi as write};
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

fn main() {}
