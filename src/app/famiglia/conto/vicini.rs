// SPDX-License-Identifier: EUPL-1.2
//! The nearest ISEE, below and above, where the amount is no longer the same as at the next point of the rules.

use crate::app::motore::{Answers, Scheda, decimal};
use crate::app::numeri::{from_cents, to_cents};
use crate::requisiti::Fatti;
use crate::tariffa::{self, Soglia};

/// A point of the rules near the reader. Cents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Punto {
    /// The ISEE there.
    pub isee: i64,
    /// How far it is.
    pub distanza: i64,
    /// What changes in the amount, by how much, downwards when negative.
    pub differenza: i64,
    /// A jump: one cent of ISEE makes the difference; else the amount gets there little by little.
    pub scalino: bool,
}

/// The nearest point below and above where the amount differs.
#[must_use]
pub fn vicini(scheda: &Scheda, quota: &str, answers: &Answers) -> Option<(Option<Punto>, Option<Punto>)> {
    let isee = answers.isee.as_ref().and_then(|(_, value)| to_cents(value))?;
    let facts = scheda.request(answers).fatti;
    let soglie = tariffa::soglie(scheda.regolamento, &scheda.servizio.id, quota, &facts).ok()?;
    let here = amount(scheda, quota, &facts, isee)?;
    let point = |soglia: &Soglia, below: bool| {
        let at = to_cents(&soglia.isee)?;
        let scalino = soglia.salto.as_deref().is_some_and(|s| s != "0.00");
        // At a jump: below, the last cent of the piece before; above, the first cent of the piece after.
        let target = match (below, soglia.compreso) {
            _ if !scalino => at,
            (true, true) | (false, false) => at,
            (true, false) => at.saturating_sub(1),
            (false, true) => at.saturating_add(1),
        };
        let distanza = if below { isee.saturating_sub(target) } else { target.saturating_sub(isee) };
        let differenza = amount(scheda, quota, &facts, target)?.saturating_sub(here);
        (distanza > 0 && target >= 0 && differenza != 0).then_some(Punto {
            isee: target,
            distanza,
            differenza,
            scalino,
        })
    };
    let below = soglie.iter().rev().find_map(|s| point(s, true));
    let above = soglie.iter().find_map(|s| point(s, false));
    Some((below, above))
}

/// The amount of one unit at an ISEE, with these facts.
fn amount(scheda: &Scheda, quota: &str, facts: &Fatti, isee: i64) -> Option<i64> {
    let at = decimal(&from_cents(isee));
    let rows = tariffa::tabella(scheda.regolamento, &scheda.servizio.id, &[at], Some(quota), facts).ok()?;
    to_cents(rows.first()?.quote.get(quota)?.as_deref()?)
}
