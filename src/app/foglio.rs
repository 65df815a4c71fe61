// SPDX-License-Identifier: EUPL-1.2
//! A spreadsheet to be saved, or to be read: the program that does it is loaded only now.

use super::disco;
use crate::foglio::{Cartella, is_foglio};
use crate::lingua::tr;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;
use yew::Callback;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Writes a workbook and offers it as a file; `done` gets the sentence to say aloud, good or bad.
pub fn save(name: String, cartella: &Cartella, done: Callback<String>) {
    let json = serde_json::to_string(cartella);
    spawn_local(async move {
        let written = match json {
            Ok(json) => write(&json).await.and_then(|bytes| disco::offer(&name, XLSX, &bytes)),
            Err(e) => Err(JsValue::from_str(&e.to_string())),
        };
        done.emit(match written {
            Ok(()) => tr!("Foglio di calcolo pronto: {}.", name),
            Err(_) => tr!("Il foglio di calcolo non è arrivato. Controlla la connessione e riprova.").to_owned(),
        });
    });
}

/// `window.soglia.foglio` of `boot.js`.
async fn write(json: &str) -> Result<JsValue, JsValue> {
    call("foglio", &json.into(), &JsValue::UNDEFINED).await
}

async fn call(name: &str, first: &JsValue, second: &JsValue) -> Result<JsValue, JsValue> {
    let calls = Reflect::get(&js_sys::global(), &"soglia".into())?;
    let function: Function = Reflect::get(&calls, &name.into())?.dyn_into()?;
    let promise: Promise = function.call2(&calls, first, second)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// What a file begins with, whatever its name says.
pub enum Contenuto {
    /// Words: the reader of populations takes it as it is.
    Testo,
    /// A spreadsheet: what `soglia-foglio` says of it, in JSON.
    Foglio(String),
    /// The program that reads spreadsheets did not come, or the file went away.
    NonArrivato,
}

/// Reads a file if it is a spreadsheet; `pagina` is the sheet, when somebody chose.
pub fn open(file: File, pagina: Option<String>, done: Callback<Contenuto>) {
    spawn_local(async move {
        done.emit(match read(&file, pagina).await {
            Ok(None) => Contenuto::Testo,
            Ok(Some(json)) => Contenuto::Foglio(json),
            Err(_) => Contenuto::NonArrivato,
        });
    });
}

async fn read(file: &File, pagina: Option<String>) -> Result<Option<String>, JsValue> {
    let start = file.slice_with_f64_and_f64(0.0, 4.0)?;
    if !is_foglio(&Uint8Array::new(&JsFuture::from(start.array_buffer()).await?).to_vec()) {
        return Ok(None);
    }
    let bytes = Uint8Array::new(&JsFuture::from(file.array_buffer()).await?);
    let pagina = pagina.map_or(JsValue::UNDEFINED, JsValue::from);
    call("leggiFoglio", &bytes, &pagina).await.map(|json| json.as_string())
}
