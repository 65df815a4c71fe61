// SPDX-License-Identifier: EUPL-1.2
//! The program of the pages about the site: method, open data, embedding, privacy, accessibility, legal notes.
//! `boot.js` loads it at their addresses.

use wasm_bindgen::prelude::wasm_bindgen;

/// Draws the page: `boot.js` says when, so that starting the program and drawing are two short waits and not a long one.
#[wasm_bindgen]
pub fn avvia() {
    soglia::app::sito();
}

fn main() {}
