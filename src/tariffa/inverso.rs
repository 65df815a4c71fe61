//! The other way round: exactly which ISEE, to the cent, have a fee of at most, at least or just an amount.

use super::calcola::too_large;
use super::conto::{Ingresso, run};
use super::soglie::{Scelta, choose};
use super::spezzata::build;
use super::valore::Ascissa;
use crate::denaro::{Frazione, Overflow, italian_euro};
use crate::diagnosi::Diagnostic;
use crate::norma::{Regolamento, ValoreFatto};
use crate::requisiti::Fatti;
use crate::traccia::Traccia;
use rust_decimal::Decimal;
use serde::Serialize;

/// The greatest ISEE considered, in cents: 999,999,999,999.99 €. A set that reaches it has no end.
const MAX_CENTS: i128 = 99_999_999_999_999;

/// What is asked of the unit value (FORMATO chapter 8, `inverso`).
///
/// ```
/// use soglia::tariffa::{Domanda, inverso};
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let full_fee = Domanda::Uguale("11.00".parse().unwrap());
/// let set = inverso(&rules, "sad", "oraria", full_fee, &Default::default()).unwrap();
/// assert_eq!(set.tratti[0].a, None); // from there on, whatever the ISEE
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domanda {
    /// ≤ this many euro.
    AlMassimo(Decimal),
    /// ≥ this many euro.
    Almeno(Decimal),
    /// Just this many euro.
    Uguale(Decimal),
}

impl Domanda {
    fn holds(self, value: Frazione) -> bool {
        match self {
            Self::AlMassimo(v) => value <= Frazione::from_decimal(v),
            Self::Almeno(v) => value >= Frazione::from_decimal(v),
            Self::Uguale(v) => value == Frazione::from_decimal(v),
        }
    }
}

/// A run of ISEE cents; both ends satisfy the question, the cents just outside do not.
///
/// ```
/// # use soglia::tariffa::{Domanda, inverso};
/// # let rules = soglia::semi::regolamento("monopoli-sad").unwrap();
/// let free = Domanda::AlMassimo("0".parse().unwrap());
/// let set = inverso(&rules, "sad", "oraria", free, &Default::default()).unwrap();
/// assert_eq!((set.tratti[0].da.as_str(), set.tratti[0].a.as_deref()), ("0.00", Some("7500.00")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tratto {
    /// First ISEE, euro.
    pub da: String,
    /// Last ISEE, euro; null when there is no last.
    pub a: Option<String>,
}

/// The exact set, and why it is empty when it is.
///
/// ```
/// # use soglia::tariffa::{Domanda, inverso};
/// # let rules = soglia::semi::regolamento("monopoli-sad").unwrap();
/// let ten = Domanda::Uguale("10.00".parse().unwrap()); // the fee jumps from 8.00 to 13.80
/// let set = inverso(&rules, "sad", "oraria", ten, &Default::default()).unwrap();
/// assert!(set.tratti.is_empty() && set.motivo.is_some());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inverso {
    /// Disjoint, growing, never adjacent.
    pub tratti: Vec<Tratto>,
    /// Present just when the set is empty.
    pub motivo: Option<String>,
    /// Facts that took their `predefinito`.
    pub predefiniti: Fatti,
}

/// The set of ISEE whose unit value, corrected and rounded, satisfies the question (FORMATO chapter 8). Cents
/// whose value the act does not print are never in it. ISEE are looked at up to 999,999,999,999.99 €.
///
/// ```
/// use soglia::tariffa::{Domanda, inverso};
/// let rules = soglia::semi::regolamento("monopoli-sad").unwrap();
/// let set = inverso(&rules, "sad", "oraria", Domanda::AlMassimo("8.00".parse().unwrap()), &Default::default()).unwrap();
/// assert_eq!(set.tratti[0].a.as_deref(), Some("30000.00"));
/// ```
///
/// # Errors
/// `servizio-sconosciuto`, `quota-sconosciuta`, `numero-troppo-grande`.
pub fn inverso(
    rules: &Regolamento,
    servizio: &str,
    quota: &str,
    domanda: Domanda,
    facts: &Fatti,
) -> Result<Inverso, Diagnostic> {
    let scelta = choose(rules, servizio, quota, facts)?;
    let runs = search(&scelta, domanda).map_err(|_| too_large())?;
    let motivo = if runs.is_empty() { Some(why_empty(&scelta).map_err(|_| too_large())?) } else { None };
    let tratti = runs
        .into_iter()
        .map(|(from, to)| Tratto {
            da: Frazione::from_cents(from).euro_text(),
            a: (to < MAX_CENTS).then(|| Frazione::from_cents(to).euro_text()),
        })
        .collect();
    Ok(Inverso { tratti, motivo, predefiniti: scelta.predefiniti.clone() })
}

/// The runs of whole cents between two breakpoints, both ends included.
pub(crate) fn cent_runs(scelta: &Scelta<'_>) -> Result<Vec<(i128, i128)>, Overflow> {
    let mut runs = Vec::new();
    let mut from = 0;
    for piece in build(&scelta.ingresso(), scelta.index, scelta.quota)? {
        let to = match piece.al {
            Some((end, true)) => end.floor_cents()?,
            Some((end, false)) => end.ceil_cents()? - 1,
            None => MAX_CENTS,
        };
        let to = to.min(MAX_CENTS);
        if to >= from {
            runs.push((from, to));
            from = to + 1;
        }
    }
    Ok(runs)
}

fn search(scelta: &Scelta<'_>, domanda: Domanda) -> Result<Vec<(i128, i128)>, Overflow> {
    let mut found: Vec<(i128, i128)> = Vec::new();
    for (low, high) in cent_runs(scelta)? {
        // Without a value at one end the whole run is not printed.
        let (Some(first), Some(last)) = (unit_at(scelta, low)?, unit_at(scelta, high)?) else {
            continue;
        };
        if let Some((from, to)) = in_run(scelta, domanda, (low, first), (high, last))? {
            match found.last_mut().filter(|before| before.1 + 1 == from) {
                Some(before) => before.1 = to,
                None => found.push((from, to)),
            }
        }
    }
    Ok(found)
}

/// Within a run the value is monotone: what satisfies the question is one interval.
fn in_run(
    scelta: &Scelta<'_>,
    domanda: Domanda,
    low: (i128, Frazione),
    high: (i128, Frazione),
) -> Result<Option<(i128, i128)>, Overflow> {
    let rising = low.1 <= high.1;
    let target = match domanda {
        Domanda::AlMassimo(v) | Domanda::Almeno(v) | Domanda::Uguale(v) => Frazione::from_decimal(v),
    };
    // First cent at which the value has reached (or, falling, has come down to) the target; then passed it.
    let reached = |v: Frazione| if rising { v >= target } else { v <= target };
    let passed = |v: Frazione| if rising { v > target } else { v < target };
    let first_reached = first_where(scelta, low.0, high.0, &reached)?;
    let first_passed = first_where(scelta, low.0, high.0, &passed)?;
    let (from, to) = match (domanda, rising) {
        (Domanda::AlMassimo(_), true) | (Domanda::Almeno(_), false) => (low.0, first_passed - 1),
        (Domanda::Almeno(_), true) | (Domanda::AlMassimo(_), false) => (first_reached, high.0),
        (Domanda::Uguale(_), _) => (first_reached, first_passed - 1),
    };
    debug_assert!(from > to || unit_at(scelta, from)?.is_some_and(|v| domanda.holds(v)));
    Ok((from <= to).then_some((from, to)))
}

/// The first cent of `low..=high` where a condition that stays true once true holds; `high + 1` if none.
fn first_where(scelta: &Scelta<'_>, low: i128, high: i128, holds: &dyn Fn(Frazione) -> bool) -> Result<i128, Overflow> {
    let (mut from, mut to) = (low, high + 1);
    while from < to {
        let middle = from + (to - from) / 2;
        if unit_at(scelta, middle)?.is_some_and(holds) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    Ok(from)
}

/// The unit value at a cent of ISEE, by the explained path; none when it is not one value.
pub(crate) fn unit_at(scelta: &Scelta<'_>, cents: i128) -> Result<Option<Frazione>, Overflow> {
    let mut facts = scelta.fatti.clone();
    if let Some(kind) = scelta.servizio.isee.first() {
        let x = Decimal::try_from_i128_with_scale(cents, 2).map_err(|_| Overflow)?;
        facts.insert(kind.fact_id().to_owned(), ValoreFatto::Numero(x.normalize()));
    }
    let i = Ingresso { x: Some(Ascissa::at(Frazione::from_cents(cents))), fatti: &facts, ..scelta.ingresso() };
    let conto = run(&i, &mut Traccia::mute())?;
    Ok(conto.parti.iter().find(|p| p.index == scelta.index).and_then(|p| p.unitaria.known()))
}

fn why_empty(scelta: &Scelta<'_>) -> Result<String, Overflow> {
    let (mut least, mut most): (Option<Frazione>, Option<Frazione>) = (None, None);
    for (low, high) in cent_runs(scelta)? {
        for v in [unit_at(scelta, low)?, unit_at(scelta, high)?].into_iter().flatten() {
            least = Some(least.map_or(v, |l| l.min(v)));
            most = Some(most.map_or(v, |m| m.max(v)));
        }
    }
    Ok(match (least, most) {
        (Some(l), Some(m)) if l == m => {
            format!("nessun ISEE: la quota «{}» vale sempre {}", scelta.quota.id, italian_euro(l))
        }
        (Some(l), Some(m)) => format!(
            "nessun ISEE: la quota «{}» va da {} a {} e non prende mai il valore chiesto",
            scelta.quota.id,
            italian_euro(l),
            italian_euro(m)
        ),
        _ => format!("nessun ISEE: l'atto non stampa i valori della quota «{}»", scelta.quota.id),
    })
}
