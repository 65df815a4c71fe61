// SPDX-License-Identifier: EUPL-1.2
//! What is wrong, in one sentence.

use crate::diagnosi::Diagnostic;

/// What is wrong and how to mend it.
#[must_use]
pub fn sentence(d: &Diagnostic) -> String {
    let mut out = d.messaggio.clone();
    if let Some(found) = &d.trovato {
        out = [&out, ": trovato «", found, "»"].concat();
    }
    if let Some(expected) = &d.atteso {
        out = [&out, ", atteso: ", expected].concat();
    }
    match &d.rimedio {
        Some(how) => [&out, ". Come rimediare: ", how].concat(),
        None => out,
    }
}
