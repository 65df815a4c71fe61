// SPDX-License-Identifier: EUPL-1.2
//! Files from and to the disk of the reader. Nothing goes over the network.

use crate::formato::decode_csv;
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, File, FileList, FileReader, HtmlAnchorElement, Url};
use yew::Callback;

/// Larger files are refused by the engine too.
const MAX_BYTES: f64 = 4_194_304.0;

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

/// Reads files, all of them, then calls with names and texts; too large ones have no text.
pub fn read(files: &FileList, done: Callback<BTreeMap<String, Option<String>>>) {
    let list: Vec<File> = (0..files.length()).filter_map(|i| files.get(i)).collect();
    let (total, found) = (list.len(), Rc::new(RefCell::new(BTreeMap::new())));
    for file in list {
        let (found, done, name) = (found.clone(), done.clone(), file.name());
        let finish = move |text: Option<String>| {
            found.borrow_mut().insert(name, text);
            if found.borrow().len() == total {
                done.emit(found.take());
            }
        };
        if file.size() > MAX_BYTES {
            finish(None);
            continue;
        }
        let Ok(reader) = FileReader::new() else { continue };
        let source = reader.clone();
        let onload = Closure::once_into_js(move || {
            finish(source.result().ok().map(|bytes| decode_csv(&Uint8Array::new(&bytes).to_vec())));
        });
        reader.set_onloadend(Some(onload.unchecked_ref()));
        // A refusal arrives as an event too.
        let _ = reader.read_as_array_buffer(&file);
    }
}
