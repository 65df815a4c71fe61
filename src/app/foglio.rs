// SPDX-License-Identifier: EUPL-1.2
//! A spreadsheet to be saved: the program that does it is loaded only now. One to be read goes to a worker.

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
    let calls = Reflect::get(&js_sys::global(), &"soglia".into())?;
    let function: Function = Reflect::get(&calls, &"foglio".into())?.dyn_into()?;
    let promise: Promise = function.call1(&calls, &json.into())?.dyn_into()?;
    JsFuture::from(promise).await
}

/// Whether a file is a spreadsheet, whatever its name says; one that went away is not.
pub fn look(file: File, done: Callback<bool>) {
    spawn_local(async move { done.emit(begins(&file).await.is_ok_and(|bytes| is_foglio(&bytes))) });
}

async fn begins(file: &File) -> Result<Vec<u8>, JsValue> {
    let start = file.slice_with_f64_and_f64(0.0, 4.0)?;
    Ok(Uint8Array::new(&JsFuture::from(start.array_buffer()).await?).to_vec())
}
