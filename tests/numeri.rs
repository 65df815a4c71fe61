// SPDX-License-Identifier: EUPL-1.2
//! The page's number reader and writer, run natively: the file has no dependency on the browser.
#![allow(dead_code, missing_docs)]

#[path = "../src/app/numeri.rs"]
mod numeri;

/// What that file takes from the library.
mod lingua {
    pub use soglia::lingua::{euro, grouped, parola};

    macro_rules! chiave {
        ($text:literal) => {
            $text
        };
    }
    macro_rules! tr {
        ($text:literal) => {
            soglia::lingua::parola($text)
        };
    }
    pub(crate) use {chiave, tr};
}
