// SPDX-License-Identifier: EUPL-1.2
//! The geometry of the page's charts, run natively: the file has no dependency on the browser.
#![allow(dead_code, missing_docs)]

#[path = "../src/app/grafici/geometry.rs"]
mod geometry;
