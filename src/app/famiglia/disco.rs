// SPDX-License-Identifier: EUPL-1.2
//! A text to the disk of the reader and back. Nothing goes over the network.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, File, FileReader, HtmlAnchorElement, Url};
use yew::Callback;

/// Answers are a few kilobytes: a larger file is something else.
const MAX_BYTES: f64 = 262_144.0;

/// Offers a text as a file to be saved.
pub fn save(name: &str, kind: &str, text: &str) {
    // A browser that forbids it leaves the page as it is.
    let _ = offer(name, kind, text);
}

fn offer(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|w| w.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)
}

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
