// SPDX-License-Identifier: EUPL-1.2
//! What is wrong, in one sentence.

use crate::diagnosi::Diagnostic;
use crate::lingua::tr;

/// What is wrong and how to mend it.
#[must_use]
pub fn sentence(d: &Diagnostic) -> String {
    let mut out = d.messaggio.clone();
    if let Some(found) = &d.trovato {
        out = tr!("{}: trovato «{}»", out, found);
    }
    if let Some(expected) = &d.atteso {
        out = tr!("{}, atteso: {}", out, expected);
    }
    match &d.rimedio {
        Some(how) => tr!("{}. Come rimediare: {}", out, how),
        None => out,
    }
}
