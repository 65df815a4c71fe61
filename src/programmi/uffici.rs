// SPDX-License-Identifier: EUPL-1.2
//! The program of the two staff doors: Comuni and Ufficio di Piano. `boot.js` loads it at their addresses.

fn main() {
    soglia::app::uffici();
}
