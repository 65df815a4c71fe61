// SPDX-License-Identifier: EUPL-1.2
//! The program of «Cosa mi spetta?» and of what a family keeps of a result: other values, comparison, prospectus, file.
//! `boot.js` loads it at its addresses: it carries the measures and the archive of past rules.

use wasm_bindgen::prelude::wasm_bindgen;

/// Draws the page: `boot.js` says when, so that starting the program and drawing are two short waits and not a long one.
#[wasm_bindgen]
pub fn avvia() {
    soglia::app::famiglia();
}

fn main() {}
