// SPDX-License-Identifier: EUPL-1.2
//! Random valid rule files, as TOML text, and requests on and beside their bounds.
//!
//! Each strategy yields plain numbers; [`testo`] turns them into a table, so that a failing case shrinks and
//! prints as a file one can read.
#![allow(dead_code, missing_docs, reason = "each test binary uses a part of it")]

pub mod file;
pub mod richieste;
pub mod testo;

pub use file::{FileRegole, file_regole};
#[allow(unused_imports, reason = "each test binary uses a part of it")]
pub use richieste::{RichiestaCasuale, richiesta_casuale};

/// Panics with the reason of a failure, which holds the file and the request, without the raw choices.
pub fn esito<T: std::fmt::Debug>(outcome: Result<(), proptest::test_runner::TestError<T>>) {
    match outcome {
        Ok(()) => {}
        Err(proptest::test_runner::TestError::Fail(why, _)) => panic!("{}", why.message()),
        Err(other) => panic!("{other}"),
    }
}
