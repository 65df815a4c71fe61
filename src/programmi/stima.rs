// SPDX-License-Identifier: EUPL-1.2
//! The program that estimates an ISEE, question by question. `boot.js` loads it at its addresses, so that whoever has
//! an ISEE already does not download it.

fn main() {
    soglia::app::stima();
}
