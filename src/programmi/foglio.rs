// SPDX-License-Identifier: EUPL-1.2
//! The program that writes spreadsheets, and reads them. `boot.js` loads it when a person asks for one; when a person
//! chooses one, the worker of the Comuni's door does: reading takes seconds, and the page never waits.

use js_sys::Function;
use soglia::chiamate::refused;
use soglia::foglio::{Cartella, leggi_e_di as read, scrivi as write};
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

/// The bytes of an `.xlsx` file, from a workbook in JSON (`soglia::foglio::Cartella`).
///
/// # Errors
/// A workbook that is not one, or that the format cannot hold, in a sentence.
#[wasm_bindgen]
pub fn scrivi(json: &str) -> Result<Vec<u8>, JsError> {
    let cartella: Cartella = serde_json::from_str(json)?;
    Ok(write(&cartella)?)
}

/// A sheet of a spreadsheet: what it says of it, and its rows.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Letto {
    testo: String,
    csv: Option<Vec<u8>>,
}

#[wasm_bindgen]
impl Letto {
    /// `soglia::foglio::FoglioLetto` in JSON, without its rows, or `{ "errori": [ … ] }`.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn testo(&self) -> String {
        self.testo.clone()
    }

    /// The rows as CSV, once.
    #[must_use]
    pub fn csv(&mut self) -> Option<Vec<u8>> {
        self.csv.take()
    }
}

/// A sheet of an `.xlsx` or `.ods` file; `avanza` is told now and then how much is done, and of how much.
#[wasm_bindgen]
#[must_use]
pub fn leggi(bytes: &[u8], foglio: Option<String>, avanza: &Function) -> Letto {
    let tell = |done: u64, all: u64| {
        let number = |n: u64| JsValue::from(u32::try_from(n >> 10).unwrap_or(u32::MAX));
        // What listens does not stop the reading.
        let _ = avanza.call2(&JsValue::NULL, &number(done), &number(all));
    };
    match read(bytes, foglio.as_deref(), &tell) {
        Ok(mut letto) => {
            let csv = letto.csv.take().map(String::into_bytes);
            Letto { testo: serde_json::to_string(&letto).unwrap_or_default(), csv }
        }
        Err(d) => Letto { testo: refused(&[d]), csv: None },
    }
}

fn main() {}
