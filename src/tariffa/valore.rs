//! The value of a quota at an ISEE, before corrections (chapter 4, steps 3 and 4).

use super::estremi::Estremi;
use crate::denaro::{Frazione, Overflow};
use crate::norma::{Fascia, Quota, ValoreFascia};

const HUNDRED: Frazione = Frazione::integer(100);

/// The ISEE the fee is computed on, euro: one value, or a range when it is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ascissa {
    /// Least ISEE.
    pub min: Frazione,
    /// Greatest ISEE; none = any.
    pub max: Option<Frazione>,
}

impl Ascissa {
    /// Any ISEE at all.
    pub(crate) const ANY: Self = Self { min: Frazione::ZERO, max: None };

    /// One ISEE.
    #[must_use]
    pub(crate) const fn at(x: Frazione) -> Self {
        Self { min: x, max: Some(x) }
    }

    /// The least range that contains both.
    #[must_use]
    pub(crate) fn hull(self, other: Self) -> Self {
        let max = self.max.zip(other.max).map(|(a, b)| a.max(b));
        Self { min: self.min.min(other.min), max }
    }

    /// The ISEE, when it is one.
    #[must_use]
    pub(crate) fn known(self) -> Option<Frazione> {
        self.max.filter(|m| *m == self.min)
    }
}

/// By how many fasce the household moves: the sum of the moves that apply; a range while some are unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mosse {
    /// Least, negative towards the first fascia.
    pub min: i64,
    /// Greatest.
    pub max: i64,
}

impl Mosse {
    /// One move more, or perhaps.
    #[must_use]
    pub(crate) fn then(self, n: i64, perhaps: bool) -> Self {
        let (least, most) = if perhaps { (n.min(0), n.max(0)) } else { (n, n) };
        Self { min: self.min.saturating_add(least), max: self.max.saturating_add(most) }
    }

    /// The move, when it is one.
    #[must_use]
    pub(crate) fn known(self) -> Option<i64> {
        (self.min == self.max).then_some(self.min)
    }
}

/// `percento` of a cost, euro.
pub(crate) fn percent_of(percento: Frazione, costo: Frazione) -> Result<Frazione, Overflow> {
    percento.mul(costo)?.div(HUNDRED)
}

/// Value of a fascia at x, euro. The straight line never leaves the two values its ends name.
pub(crate) fn value_at(valore: &ValoreFascia, x: Frazione) -> Result<Estremi, Overflow> {
    let exact = match valore {
        ValoreFascia::Importo(v) => *v,
        ValoreFascia::Esente => Frazione::ZERO,
        ValoreFascia::Percento { percento, costo } => percent_of(*percento, *costo)?,
        ValoreFascia::Lineare { da, a, nodi, costo } => {
            let y = on_line(*da, *a, *nodi, x)?;
            match costo {
                Some(c) => percent_of(y, *c)?,
                None => y,
            }
        }
        ValoreFascia::Rapporto { importo, isee } => x.mul(*importo)?.div(*isee)?,
        ValoreFascia::Eccedenza(s) => x.sub(*s)?.max(Frazione::ZERO),
        ValoreFascia::Ignota { minimo, massimo } => {
            return Ok(Estremi { min: *minimo, max: *massimo });
        }
    };
    Ok(Estremi::exactly(exact))
}

fn on_line(da: Frazione, a: Frazione, nodi: (Frazione, Frazione), x: Frazione) -> Result<Frazione, Overflow> {
    if x <= nodi.0 {
        return Ok(da);
    }
    if x >= nodi.1 {
        return Ok(a);
    }
    // Multiply before dividing: (x − x0) · (a − da) / (x1 − x0).
    let rise = x.sub(nodi.0)?.mul(a.sub(da)?)?;
    da.add(rise.div(nodi.1.sub(nodi.0)?)?)
}

/// Which fascia an ISEE falls in.
pub(crate) fn fascia_index(fasce: &[Fascia], x: Frazione) -> usize {
    fasce.partition_point(|f| f.al.is_some_and(|al| !al.contains(x)))
}

/// Value of a quota over an ISEE range, after moving by some fasce; both ends exact.
///
/// A moved household pays the value that the new fascia has at its nearest bound.
pub(crate) fn quota_over(quota: &Quota, x: Ascissa, mosse: Mosse) -> Result<Estremi, Overflow> {
    let first = fascia_index(&quota.fasce, x.min);
    let last = x.max.map_or(quota.fasce.len(), |m| fascia_index(&quota.fasce, m) + 1);
    let mut out: Option<Estremi> = None;
    for (i, fascia) in quota.fasce.iter().enumerate().take(last).skip(first) {
        for target in moved(i, mosse.min, quota.fasce.len())..=moved(i, mosse.max, quota.fasce.len()) {
            let range = match quota.fasce.get(target) {
                Some(to) if target < i => value_at(&to.valore, to.al.map_or(to.dal, |al| al.isee))?,
                Some(to) if target > i => value_at(&to.valore, to.dal)?,
                _ => over_piece(fascia, x)?,
            };
            out = Some(out.map_or(range, |o| o.hull(range)));
        }
    }
    Ok(out.unwrap_or(Estremi::ZERO))
}

/// The fascia a household is moved to: never below the first, never past the last.
pub(crate) fn moved(index: usize, shift: i64, count: usize) -> usize {
    let step = usize::try_from(shift.unsigned_abs()).unwrap_or(usize::MAX);
    if shift < 0 { index.saturating_sub(step) } else { index.saturating_add(step).min(count.saturating_sub(1)) }
}

/// Values of one fascia over the part of the range that lies in it. Each form is monotone in x.
fn over_piece(fascia: &Fascia, x: Ascissa) -> Result<Estremi, Overflow> {
    let low = value_at(&fascia.valore, x.min.max(fascia.dal))?;
    let end = match (x.max, fascia.al) {
        (Some(m), Some(al)) => Some(m.min(al.isee)),
        (Some(m), None) => Some(m),
        (None, al) => al.map(|al| al.isee),
    };
    match end {
        Some(end) => Ok(low.hull(value_at(&fascia.valore, end)?)),
        None if grows_without_limit(&fascia.valore) => Ok(Estremi { max: None, ..low }),
        // Only reached with knots inside the last fascia: constant after the second one.
        None => match &fascia.valore {
            ValoreFascia::Lineare { nodi, .. } => Ok(low.hull(value_at(&fascia.valore, nodi.1)?)),
            _ => Ok(low),
        },
    }
}

fn grows_without_limit(valore: &ValoreFascia) -> bool {
    match valore {
        ValoreFascia::Rapporto { importo, .. } => *importo > Frazione::ZERO,
        ValoreFascia::Eccedenza(_) => true,
        _ => false,
    }
}
