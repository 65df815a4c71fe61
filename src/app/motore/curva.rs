// SPDX-License-Identifier: EUPL-1.2
use super::{Answers, Scheda, decimal};
use crate::app::numeri::{from_cents, to_cents};
use crate::tariffa;

/// Cents.
const THOUSAND_EURO: i64 = 100_000;

/// A band of a fee schedule as this person meets it, corrections included. Cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Banda {
    /// ISEE where it begins, and whether that very cent is still in the band before.
    pub da: (i64, bool),
    /// ISEE where it ends and whether that very cent is in it; none for the last.
    pub a: Option<(i64, bool)>,
    /// Fee for one unit at its ends; none when the act does not print it. The last band ends at [`Curva::fine`].
    pub tariffa: Option<(i64, i64)>,
}

/// How a quota changes with the ISEE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curva {
    /// In growing order, without holes.
    pub bande: Vec<Banda>,
    /// Where the drawing ends, cents of ISEE.
    pub fine: i64,
}

/// The schedule of a quota with this person's answers; facts not known take their ordinary value.
#[must_use]
pub fn curva(scheda: &Scheda, quota: &str, answers: &Answers) -> Option<Curva> {
    let (rules, servizio) = (scheda.regolamento, scheda.servizio.id.as_str());
    let facts = scheda.request(answers).fatti;
    let soglie = tariffa::soglie(rules, servizio, quota, &facts).ok()?;
    let own = answers.isee.as_ref().and_then(|(_, v)| to_cents(v)).unwrap_or(0);
    let last = soglie.last().and_then(|s| to_cents(&s.isee)).unwrap_or(0);
    // A little room after the last threshold and after the reader, to the next thousand euro.
    let fine = last.max(own).saturating_mul(6) / 5 / THOUSAND_EURO * THOUSAND_EURO + THOUSAND_EURO;
    let at = |cents: i64| {
        let x = decimal(&from_cents(cents));
        let rows = tariffa::tabella(rules, servizio, &[x], Some(quota), &facts).ok()?;
        to_cents(rows.first()?.quote.get(quota)?.as_deref()?)
    };
    let mut bande = Vec::with_capacity(soglie.len() + 1);
    let (mut da, mut fee) = ((0, false), at(0));
    for s in &soglie {
        let (end, left) = (to_cents(&s.isee)?, s.prima.as_deref().and_then(to_cents));
        bande.push(Banda { da, a: Some((end, s.compreso)), tariffa: fee.zip(left) });
        (da, fee) = ((end, s.compreso), s.dopo.as_deref().and_then(to_cents));
    }
    bande.push(Banda { da, a: None, tariffa: fee.zip(at(fine)) });
    Some(Curva { bande, fine })
}

/// The same answers with another ISEE, in cents.
#[must_use]
pub fn with_isee(answers: &Answers, cents: i64) -> Answers {
    let isee = answers.isee.as_ref().map(|(kind, _)| (*kind, from_cents(cents)));
    Answers { isee, ..answers.clone() }
}
