// SPDX-License-Identifier: EUPL-1.2
//! A spreadsheet to be saved: the program that writes it is loaded only now.

use super::disco;
use crate::foglio::Cartella;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
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
            Ok(()) => ["Foglio di calcolo pronto: ", &name, "."].concat(),
            Err(_) => "Il foglio di calcolo non è arrivato. Controlla la connessione e riprova.".to_owned(),
        });
    });
}

/// `window.soglia.foglio` of `boot.js`.
async fn write(json: &str) -> Result<JsValue, JsValue> {
    let calls = Reflect::get(&js_sys::global(), &"soglia".into())?;
    let foglio: Function = Reflect::get(&calls, &"foglio".into())?.dyn_into()?;
    let promise: Promise = foglio.call1(&calls, &json.into())?.dyn_into()?;
    JsFuture::from(promise).await
}
