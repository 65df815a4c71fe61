// SPDX-License-Identifier: EUPL-1.2
//! The page's number reader and writer, run natively: the file has no dependency on the browser.
#![allow(dead_code, missing_docs)]

#[path = "../src/app/numeri.rs"]
mod numeri;
