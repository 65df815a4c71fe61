// SPDX-License-Identifier: EUPL-1.2
//! Numbers to be read, in the language of who reads; what is typed is Italian in every language ([`super::scritto`]).

use crate::lingua::grouped;

/// What the file or the engine writes, `1234.5` or `3/7`, to be read; what is no number stays as it is.
#[must_use]
pub fn letto(written: &str) -> String {
    written.split('/').map(|part| grouped(part, 0).unwrap_or_else(|| part.to_owned())).collect::<Vec<_>>().join("/")
}
