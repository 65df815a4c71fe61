//! The other way round: exactly which ISEE, to the cent, have a fee of at most, at least or just an amount.

use super::calcola::too_large;
use super::conto::{Ingresso, unit};
use super::estremi::Estremi;
use super::soglie::{Scelta, choose};
use super::spezzata::build;
use super::valore::Ascissa;
use crate::denaro::{Frazione, Overflow, italian_euro};
use crate::diagnosi::Diagnostic;
use crate::norma::{Quota, Regolamento, ValoreFatto};
use crate::requisiti::Fatti;
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
    const fn amount(self) -> Decimal {
        match self {
            Self::AlMassimo(v) | Self::Almeno(v) | Self::Uguale(v) => v,
        }
    }

    /// Whatever the value is within its range.
    fn holds(self, value: Estremi) -> bool {
        let v = Frazione::from_decimal(self.amount());
        match self {
            Self::AlMassimo(_) => value.max.is_some_and(|max| max <= v),
            Self::Almeno(_) => value.min >= v,
            Self::Uguale(_) => value.known() == Some(v),
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
    /// Facts that are unknown: the ISEE in the set satisfy the question whatever they are.
    pub mancano: Vec<String>,
}

/// The set of ISEE whose unit value, corrected and rounded, satisfies the question (FORMATO chapter 8): for certain,
/// whatever the facts that are missing and the values that the act does not print. ISEE are looked at up to
/// 999,999,999,999.99 €.
///
/// ```
/// use soglia::tariffa::{Domanda, inverso};
/// let rules = soglia::semi::regolamento("monopoli-sad").unwrap();
/// let set = inverso(&rules, "sad", "oraria", Domanda::AlMassimo("8.00".parse().unwrap()), &Default::default()).unwrap();
/// assert_eq!(set.tratti[0].a.as_deref(), Some("30000.00"));
/// ```
///
/// # Errors
/// `servizio-sconosciuto`, `quota-sconosciuta`, `numero-troppo-grande`, `troppe-incognite`.
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
    Ok(Inverso { tratti, motivo, predefiniti: scelta.predefiniti, mancano: scelta.mancano })
}

/// The first and the last cent of a run of ISEE.
type Centesimi = (i128, i128);

/// A quota under one combination of facts.
struct Caso<'a> {
    i: Ingresso<'a>,
    index: usize,
    quota: &'a Quota,
}

fn every_case<'a>(scelta: &'a Scelta<'a>) -> impl Iterator<Item = Caso<'a>> {
    scelta.ingressi().map(|i| Caso { i, index: scelta.index, quota: scelta.quota })
}

impl Caso<'_> {
    /// The runs of whole cents between two breakpoints, both ends included.
    fn runs(&self) -> Result<Vec<Centesimi>, Overflow> {
        let mut runs = Vec::new();
        let mut from = 0;
        for piece in build(&self.i, self.index, self.quota)? {
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

    /// The unit value at a cent of ISEE, by the explained path.
    fn at(&self, cents: i128) -> Result<Estremi, Overflow> {
        let mut facts = self.i.fatti.clone();
        if let Some(kind) = self.i.servizio.isee.first() {
            let x = Decimal::try_from_i128_with_scale(cents, 2).map_err(|_| Overflow)?;
            facts.insert(kind.fact_id().to_owned(), ValoreFatto::Numero(x.normalize()));
        }
        let x = Some(Ascissa::at(Frazione::from_cents(cents)));
        unit(&Ingresso { x, fatti: &facts, ..self.i }, self.index, self.quota)
    }

    fn search(&self, domanda: Domanda) -> Result<Vec<Centesimi>, Overflow> {
        let mut found: Vec<Centesimi> = Vec::new();
        for (low, high) in self.runs()? {
            let (first, last) = (self.at(low)?, self.at(high)?);
            let here = match (first.known(), last.known()) {
                (Some(first), Some(last)) => self.in_run(domanda, (low, first), (high, last))?,
                // What the act does not print is the same range on the whole run.
                _ => domanda.holds(first).then_some((low, high)),
            };
            if let Some((from, to)) = here {
                match found.last_mut().filter(|before| before.1 + 1 == from) {
                    Some(before) => before.1 = to,
                    None => found.push((from, to)),
                }
            }
        }
        Ok(found)
    }

    /// Within a run that has a value at both ends it has one everywhere, and the value is monotone: what satisfies the
    /// question is one interval.
    fn in_run(
        &self,
        domanda: Domanda,
        low: (i128, Frazione),
        high: (i128, Frazione),
    ) -> Result<Option<Centesimi>, Overflow> {
        let rising = low.1 <= high.1;
        let target = Frazione::from_decimal(domanda.amount());
        // First cent at which the value has reached (or, falling, has come down to) the target; then passed it.
        let reached = |v: Frazione| if rising { v >= target } else { v <= target };
        let passed = |v: Frazione| if rising { v > target } else { v < target };
        let first_reached = self.first_where(low.0, high.0, &reached)?;
        let first_passed = self.first_where(low.0, high.0, &passed)?;
        let (from, to) = match (domanda, rising) {
            (Domanda::AlMassimo(_), true) | (Domanda::Almeno(_), false) => (low.0, first_passed - 1),
            (Domanda::Almeno(_), true) | (Domanda::AlMassimo(_), false) => (first_reached, high.0),
            (Domanda::Uguale(_), _) => (first_reached, first_passed - 1),
        };
        debug_assert!(from > to || self.at(from).is_ok_and(|v| domanda.holds(v)));
        Ok((from <= to).then_some((from, to)))
    }

    /// The first cent of `low..=high` where a condition that stays true once true holds; `high + 1` if none.
    fn first_where(&self, low: i128, high: i128, holds: &dyn Fn(Frazione) -> bool) -> Result<i128, Overflow> {
        let (mut from, mut to) = (low, high + 1);
        while from < to {
            let middle = from + (to - from) / 2;
            if holds(self.at(middle)?.min) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        Ok(from)
    }
}

/// What satisfies the question in every combination of the facts that are missing.
fn search(scelta: &Scelta<'_>, domanda: Domanda) -> Result<Vec<Centesimi>, Overflow> {
    let mut common = vec![(0, MAX_CENTS)];
    for case in every_case(scelta) {
        common = intersection(&common, &case.search(domanda)?);
    }
    Ok(common)
}

/// The cents of both; runs stay disjoint, growing and apart.
fn intersection(a: &[Centesimi], b: &[Centesimi]) -> Vec<Centesimi> {
    let both = |x: &Centesimi, y: &Centesimi| (x.0.max(y.0), x.1.min(y.1));
    a.iter().flat_map(|x| b.iter().map(move |y| both(x, y))).filter(|(from, to)| from <= to).collect()
}

fn why_empty(scelta: &Scelta<'_>) -> Result<String, Overflow> {
    let mut range: Option<Estremi> = None;
    for case in every_case(scelta) {
        for (low, high) in case.runs()? {
            let here = case.at(low)?.hull(case.at(high)?);
            range = Some(range.map_or(here, |r| r.hull(here)));
        }
    }
    let id = &scelta.quota.id;
    let range = range.unwrap_or(Estremi::ZERO);
    Ok(match range.known() {
        Some(only) => format!("nessun ISEE: la quota «{id}» vale sempre {}", italian_euro(only)),
        None if scelta.mancano.is_empty() => {
            format!("nessun ISEE: la quota «{id}» va {} e non ha mai con certezza il valore chiesto", range.text())
        }
        None => format!(
            "nessun ISEE: la quota «{id}» va {}, e per ogni ISEE c'è una risposta a {} con cui non ha il valore chiesto",
            range.text(),
            scelta.mancano.join(", ")
        ),
    })
}
