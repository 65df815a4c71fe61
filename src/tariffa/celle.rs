//! Any ISEE at all, split into cells between the bounds that matter: within a cell nothing changes but the value.

use super::completa::{Visto, fee_conditions, merge, seen};
use super::conto::{Conto, Ingresso, Rifiuto, run};
use super::ordine;
use super::valore::Ascissa;
use crate::denaro::{Frazione, Overflow};
use crate::norma::{Bersaglio, Operazione, TipoIsee, ValoreFascia, ValoreFatto};
use crate::requisiti::{Fatti, Verita, evaluate};
use crate::traccia::Traccia;
use rust_decimal::Decimal;

/// Points taken back from one bound; more are left out, and their cells are only less fine.
const MAX_POINTS: usize = 512;
/// Where one looks for the end of a cell that has none, in cents: above any ISEE there is.
const FAR: i128 = 100_000_000_000;

/// One combination of the missing facts.
pub(crate) struct Caso {
    /// What a person would see in each cell, and at some ISEE inside those where the fee changes.
    pub visti: Vec<Visto>,
    /// The hull of it.
    pub conto: Conto,
}

impl Caso {
    /// Whether it matters which ISEE it is.
    pub(crate) fn varies(&self) -> bool {
        !self.visti.is_sorted_by(|a, b| a == b)
    }

    /// Both together.
    pub(crate) fn join(self, other: Self) -> Self {
        let visti = self.visti.into_iter().chain(other.visti).collect();
        Self { visti, conto: merge(self.conto, other.conto) }
    }
}

/// How far one looks, and what is left of it.
pub(crate) struct Sguardo {
    /// Times a cell is looked into, to tell two answers apart.
    pub looks: usize,
    /// Cells that may still be halved.
    pub halvings: usize,
    /// Only the total is wanted, if there is one.
    pub solo_totale: bool,
}

impl Sguardo {
    /// Whether all that is wanted is known: there is not one total, and nothing more can make one.
    pub(crate) fn enough(&self, outcomes: &[Caso]) -> Result<bool, Overflow> {
        let (Some(first), Some(last)) = (outcomes.first(), outcomes.last()) else { return Ok(false) };
        Ok(self.solo_totale && merge(first.conto.clone(), last.conto.clone()).is_open()?)
    }
}

/// Any ISEE of the open kinds, in cells between the cuts, so that quotas of one household move together. As long
/// as none is presented `senza_isee` stands, and only the other quotas depend on x; once it is, all of them do.
pub(crate) fn over_isee(
    i: &Ingresso<'_>,
    kinds: &[TipoIsee],
    cuts: &[i128],
    presentato: bool,
    sguardo: &mut Sguardo,
) -> Result<Caso, Overflow> {
    let mut visti = Vec::new();
    let mut hull: Option<Conto> = None;
    for (x, facts) in tries(i, kinds, cuts)? {
        let x = if presentato { x } else { i.x.or(x) };
        let here = Ingresso { x, assente: i.assente && !presentato, fatti: &facts, ..*i };
        let conto = over_cell(&here, sguardo)?;
        visti.push(seen(&conto));
        visti.extend(inside(&here, &conto, sguardo.looks)?);
        let all = match hull {
            Some(other) => merge(other, conto),
            None => conto,
        };
        let enough = sguardo.solo_totale && all.is_open()?;
        hull = Some(all);
        if enough {
            break;
        }
    }
    let conto = hull.map_or_else(|| run(i, &mut Traccia::mute()), Ok)?;
    Ok(Caso { visti, conto })
}

/// One cell. Each quota rises or falls along it, so that its range is exact; where one rises and another falls, that
/// of their sum is found by halving, as long as there are tries left: after that it is only wide enough.
fn over_cell(i: &Ingresso<'_>, sguardo: &mut Sguardo) -> Result<Conto, Overflow> {
    let at = |from: Frazione, to: Frazione| {
        run(&Ingresso { x: Some(Ascissa { min: from, max: Some(to) }), ..*i }, &mut Traccia::mute())
    };
    let whole = run(i, &mut Traccia::mute())?;
    let Some((from, to)) = i.x.and_then(|x| Some((x.min, x.max?))).filter(|(from, to)| from < to) else {
        return Ok(whole);
    };
    let ends = at(from, from)?.totale.hull(at(to, to)?.totale);
    let mut found = ends;
    let mut parts = vec![(from.floor_cents()?, to.floor_cents()?, whole.totale)];
    while let Some((from, to, range)) = parts.pop() {
        if found.hull(range) == found || sguardo.solo_totale && found.paid()?.is_none() {
            continue;
        }
        if sguardo.halvings == 0 {
            found = found.hull(range);
            continue;
        }
        sguardo.halvings -= 1;
        let middle = from + (to - from) / 2;
        for (from, to) in [(from, middle), (middle + 1, to)] {
            let (low, high) = (Frazione::from_cents(from), Frazione::from_cents(to));
            found = found.hull(at(low, low)?.totale).hull(at(high, high)?.totale);
            parts.push((from, to, at(low, high)?.totale));
        }
    }
    Ok(Conto { totale: found, ..whole })
}

/// What a person would see inside a cell, so that two fees that only begin and end alike are told apart. The cell is
/// halved, and halved again where the fee is not the same all along, at most `looks` times, the widest parts first.
fn inside(i: &Ingresso<'_>, whole: &Conto, looks: usize) -> Result<Vec<Visto>, Overflow> {
    let at = |from: i128, to: i128| {
        let x = Ascissa { min: Frazione::from_cents(from), max: Some(Frazione::from_cents(to)) };
        run(&Ingresso { x: Some(x), ..*i }, &mut Traccia::mute())
    };
    let Some(cell) = i.x.filter(|_| looks > 0 && !same_all_along(whole)) else { return Ok(Vec::new()) };
    let from = cell.min.floor_cents()?;
    let to = cell.max.map_or(Ok(FAR.max(from.saturating_mul(2))), Frazione::floor_cents)?;
    if from >= to {
        return Ok(Vec::new());
    }
    let mut out = vec![seen(&at(to, to)?)];
    let mut parts = vec![(from, to)];
    for n in 0..looks {
        let Some((from, to)) = parts.get(n).copied() else { break };
        let middle = middle(from, to);
        for (from, to) in [(from, middle), (middle + 1, to)] {
            let part = at(from, to)?;
            if from < to && !same_all_along(&part) {
                parts.push((from, to));
            }
            out.extend([seen(&at(from, from)?), seen(&part)]);
        }
    }
    Ok(out)
}

/// Half way; in a wide part by ratio, since nobody knows whether an ISEE is of hundreds or of millions.
fn middle(from: i128, to: i128) -> i128 {
    let digits = |n: i128| n.leading_zeros();
    let apart = digits(from + 1).saturating_sub(digits(to));
    if apart > 4 { (from + 1) << (apart / 2) } else { from + (to - from) / 2 }
}

/// Whether a person would see the same at every ISEE of a cell.
fn same_all_along(c: &Conto) -> bool {
    c.rifiuto == Rifiuto::Certo
        || c.rifiuto == Rifiuto::No && c.totale.known().is_some() && c.contributi().all(|(_, e)| e.known().is_some())
}

/// Each cell with each kind, and the facts that then hold.
fn tries(i: &Ingresso<'_>, kinds: &[TipoIsee], cuts: &[i128]) -> Result<Vec<(Option<Ascissa>, Fatti)>, Overflow> {
    if kinds.is_empty() {
        return Ok(vec![(i.x, i.fatti.clone())]);
    }
    let mut out = Vec::new();
    for kind in kinds {
        let mut from = 0;
        for to in cuts.iter().copied().map(Some).chain([None]) {
            let mut facts = i.fatti.clone();
            let cents = Decimal::try_from_i128_with_scale(from, 2).map_err(|_| Overflow)?;
            facts.insert(kind.fact_id().to_owned(), ValoreFatto::Numero(cents.normalize()));
            let x = Ascissa { min: Frazione::from_cents(from), max: to.map(Frazione::from_cents) };
            out.push((Some(x), facts));
            from = to.map_or(from, |to| to + 1);
        }
    }
    Ok(out)
}

/// The last cents of the cells: those on and beside every bound and every threshold of a condition on the ISEE, in
/// any of the worlds.
pub(crate) fn cuts(i: &Ingresso<'_>, worlds: &[Fatti]) -> Result<Vec<i128>, Overflow> {
    // The first cent stands alone: beside it a constant shows that it is one.
    let mut cuts = vec![0];
    let mut points = Vec::new();
    for facts in worlds {
        ordine::extend(&mut points, isee_bounds(&Ingresso { fatti: facts, ..*i })?);
    }
    for condition in fee_conditions(i.servizio, i.sempre) {
        condition.for_each_leaf(&mut |id, comparison| {
            if i.servizio.isee.iter().any(|k| k.fact_id() == id) {
                let numbers = comparison.values().into_iter().filter_map(|v| match v {
                    ValoreFatto::Numero(n) => Some(Frazione::from_decimal(*n)),
                    _ => None,
                });
                ordine::extend(&mut points, numbers);
            }
        });
    }
    for point in points {
        let cents = point.floor_cents()?;
        ordine::extend(&mut cuts, [cents - 1, cents, cents + 1]);
    }
    cuts.retain(|c| *c >= 0);
    Ok(cuts)
}

/// The bounds and knots of all fasce, taken back through the corrections on the ISEE that apply.
fn isee_bounds(i: &Ingresso<'_>) -> Result<Vec<Frazione>, Overflow> {
    let mut out = Vec::new();
    for fascia in i.servizio.quote.iter().flat_map(|q| &q.fasce) {
        let knots = match &fascia.valore {
            ValoreFascia::Lineare { nodi, .. } => vec![nodi.0, nodi.1],
            ValoreFascia::Eccedenza(s) => vec![*s],
            _ => Vec::new(),
        };
        for bound in fascia.al.map(|al| al.isee).into_iter().chain(knots) {
            out.extend(taken_back(i, bound)?);
        }
    }
    Ok(out)
}

/// The ISEE that the corrections bring to a bound: both with and without those whose condition names the ISEE
/// itself.
fn taken_back(i: &Ingresso<'_>, bound: Frazione) -> Result<Vec<Frazione>, Overflow> {
    let mut points = vec![bound];
    for c in i.servizio.correzioni.iter().rev().filter(|c| c.su == Bersaglio::Isee) {
        let truth = c.se.as_ref().map_or(Verita::Si, |se| evaluate(se, i.fatti));
        if truth.is_no() {
            continue;
        }
        let mut before = Vec::new();
        for x in &points {
            before.extend(undone(&c.operazione, *x, i)?);
        }
        if truth.is_si() {
            points = before;
        } else {
            ordine::extend(&mut points, before);
            points.truncate(MAX_POINTS);
        }
    }
    Ok(points)
}

/// The ISEE before an operation, from the one after; none when all give the same. Only those that multiply and add can
/// be written on it.
fn undone(op: &Operazione, x: Frazione, i: &Ingresso<'_>) -> Result<Option<Frazione>, Overflow> {
    match op {
        Operazione::Moltiplica(k) if *k != Frazione::ZERO => x.div(*k).map(Some),
        Operazione::Aggiungi { importo, per } => {
            let times = per.as_ref().map_or(Frazione::ONE, |p| i.quantity(p));
            x.sub(importo.mul(times)?).map(Some)
        }
        _ => Ok(None),
    }
}

#[cfg(test)]
mod prove;
