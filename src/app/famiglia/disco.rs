// SPDX-License-Identifier: EUPL-1.2
//! A text from the disk of the reader. Nothing goes over the network.

pub use crate::app::disco::save;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{File, FileReader};
use yew::Callback;

/// Answers are a few kilobytes: a larger file is something else.
const MAX_BYTES: f64 = 262_144.0;

/// Reads a file as text, then calls; a file that is too large, or that cannot be read, has no text.
pub fn read(file: &File, done: Callback<Option<String>>) {
    if file.size() > MAX_BYTES {
        return done.emit(None);
    }
    let Ok(reader) = FileReader::new() else { return done.emit(None) };
    let source = reader.clone();
    let onload = Closure::once_into_js(move || done.emit(source.result().ok().and_then(|text| text.as_string())));
    reader.set_onloadend(Some(onload.unchecked_ref()));
    // A refusal arrives as an event too.
    let _ = reader.read_as_text(file);
}
