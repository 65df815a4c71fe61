//! The next question: the one that closes most verdicts and amounts, on average over the answers that the rules can
//! tell apart; among equals the one that shrinks the amounts most, then the one that concerns most measures.

use super::Risposte;
use super::domini::Domini;
use super::gruppi::Esito;
use super::stato::Stato;
use crate::denaro::Frazione;
use crate::diagnosi::Diagnostic;
use crate::norma::ValoreFatto;
use std::cmp::Ordering;

/// A question and what it is worth.
#[derive(Clone, Debug)]
pub(super) struct Candidata {
    pub fatto: String,
    /// Verdicts and amounts closed, summed over the answers.
    pub chiude: u64,
    /// How many answers the rules can tell apart.
    pub risposte: u64,
    /// Euro by which the amounts shrink, summed over the answers.
    pub restringe: Frazione,
    /// The services and measures that it concerns, by index.
    pub riguarda: Vec<usize>,
}

/// The questions that can still change something, in the order of their ids.
pub(super) fn open_questions(stati: &[Stato<'_>], r: &Risposte) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for id in stati.iter().flat_map(Stato::decisivi) {
        if r.askable(id) && !list.iter().any(|known| known == id) {
            list.push(id.to_owned());
        }
    }
    list.sort();
    list
}

/// The best of them.
///
/// # Errors
/// Amounts that do not fit 128 bits.
pub(super) fn next(stati: &[Stato<'_>], r: &Risposte, domini: &Domini) -> Result<Option<Candidata>, Diagnostic> {
    let mut best: Option<Candidata> = None;
    for id in open_questions(stati, r) {
        let candidate = weigh(&id, stati, r, domini)?;
        if best.as_ref().is_none_or(|b| better(&candidate, b) == Ordering::Greater) {
            best = Some(candidate);
        }
    }
    Ok(best)
}

fn weigh(id: &str, stati: &[Stato<'_>], r: &Risposte, domini: &Domini) -> Result<Candidata, Diagnostic> {
    let values: &[ValoreFatto] = domini.values(id);
    let touched = stati.iter().enumerate().filter(|(_, s)| s.decisivi().contains(&id));
    let riguarda: Vec<usize> = touched.map(|(i, _)| i).collect();
    let mut out = Candidata {
        fatto: id.to_owned(),
        chiude: 0,
        risposte: u64::try_from(values.len()).unwrap_or(u64::MAX).max(1),
        restringe: Frazione::ZERO,
        riguarda,
    };
    let mut answered = r.clone();
    for value in values {
        answered.fatti.insert(id.to_owned(), value.clone());
        for before in out.riguarda.iter().filter_map(|i| stati.get(*i)) {
            let after = before.with(id, &answered, domini)?;
            out.chiude = out.chiude.saturating_add(closed(before, &after));
            out.restringe = out.restringe.add(shrunk(before, &after)).unwrap_or(out.restringe);
        }
    }
    Ok(out)
}

/// A verdict counts one, and one more when the amounts are known too.
fn closed(before: &Stato<'_>, after: &Stato<'_>) -> u64 {
    let verdict = before.esito == Esito::Aperto && after.esito != Esito::Aperto;
    u64::from(verdict) + u64::from(!before.chiuso() && after.chiuso())
}

/// Euro; an amount without limit that gets one, or a known value, shrinks by nothing that can be said.
fn shrunk(before: &Stato<'_>, after: &Stato<'_>) -> Frazione {
    let sum = |s: &Stato<'_>| {
        s.larghezze().into_iter().flatten().try_fold(Frazione::ZERO, Frazione::add).unwrap_or(Frazione::ZERO)
    };
    sum(before).sub(sum(after)).map_or(Frazione::ZERO, |x| x.max(Frazione::ZERO))
}

/// By averages: a/n > b/m as a·m > b·n.
fn better(a: &Candidata, b: &Candidata) -> Ordering {
    let whole = |n: u64| Frazione::integer(i128::from(n));
    let cross = |x: &Candidata, y: &Candidata| u128::from(x.chiude) * u128::from(y.risposte);
    let money = |x: &Candidata, y: &Candidata| x.restringe.mul(whole(y.risposte)).unwrap_or(x.restringe);
    cross(a, b)
        .cmp(&cross(b, a))
        .then_with(|| money(a, b).cmp(&money(b, a)))
        .then_with(|| a.riguarda.len().cmp(&b.riguarda.len()))
}
