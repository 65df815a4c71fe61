// SPDX-License-Identifier: EUPL-1.2
//! The program that estimates an ISEE, question by question. `boot.js` loads it at its addresses, so that whoever has
//! an ISEE already does not download it.

use wasm_bindgen::prelude::wasm_bindgen;

/// Draws the page: `boot.js` says when, so that starting the program and drawing are two short waits and not a long one.
#[wasm_bindgen]
pub fn avvia() {
    soglia::app::stima();
}

fn main() {}
