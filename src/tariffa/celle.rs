//! Any ISEE at all, split into cells between the bounds that matter: within a cell nothing changes but the value.

use super::completa::{Limit, Visto, fee_conditions, merge, over_hypotheses, seen};
use super::conto::{Conto, Ingresso};
use super::ordine;
use super::valore::Ascissa;
use crate::denaro::{Frazione, Overflow};
use crate::norma::{Bersaglio, Operazione, TipoIsee, ValoreFascia, ValoreFatto};
use crate::requisiti::{Fatti, evaluate};
use rust_decimal::Decimal;

/// One combination of the missing facts.
pub(crate) struct Caso {
    /// What a person would see at each ISEE tried.
    pub visti: Vec<Visto>,
    pub conto: Conto,
    /// The ISEE makes a difference.
    pub isee: bool,
}

/// Any ISEE of the open kinds, in cells between the cuts, so that quotas of one household move together. As long
/// as none is presented `senza_isee` stands, and only the other quotas depend on x; once it is, all of them do.
pub(crate) fn over_isee(
    i: &Ingresso<'_>,
    kinds: &[TipoIsee],
    cuts: &[i128],
    presentabile: bool,
) -> Result<Caso, Limit> {
    if kinds.is_empty() {
        let conto = over_hypotheses(i)?;
        return Ok(Caso { visti: vec![seen(&conto, i.servizio)], conto, isee: false });
    }
    let tries = tries(i, kinds, cuts)?;
    let mut outcomes = Vec::with_capacity(tries.len());
    for (x, facts) in &tries {
        outcomes.push(over_hypotheses(&Ingresso { x: i.x.or(*x), fatti: facts, ..*i })?);
    }
    let mut visti: Vec<Visto> = outcomes.iter().map(|c| seen(c, i.servizio)).collect();
    let isee = visti.iter().any(|v| Some(v) != visti.first());
    if isee && presentabile {
        for (x, facts) in &tries {
            let outcome = over_hypotheses(&Ingresso { x: *x, assente: false, fatti: facts, ..*i })?;
            visti.push(seen(&outcome, i.servizio));
            outcomes.push(outcome);
        }
    }
    let conto = outcomes.into_iter().reduce(merge).map_or_else(|| over_hypotheses(i), Ok)?;
    Ok(Caso { visti, conto, isee })
}

/// Each cell with each kind, and the facts that then hold.
fn tries(i: &Ingresso<'_>, kinds: &[TipoIsee], cuts: &[i128]) -> Result<Vec<(Option<Ascissa>, Fatti)>, Limit> {
    let mut out = Vec::new();
    for kind in kinds {
        let mut from = 0;
        for to in cuts.iter().copied().filter(|c| *c >= 0).map(Some).chain([None]) {
            let mut facts = i.fatti.clone();
            let cents = Decimal::try_from_i128_with_scale(from, 2).map_err(|_| Limit::Overflow)?;
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
pub(crate) fn cuts(i: &Ingresso<'_>, worlds: &[Fatti], kinds: &[TipoIsee]) -> Result<Vec<i128>, Overflow> {
    // The first cent stands alone: beside it a constant shows that it is one.
    let mut cuts = vec![0];
    if kinds.is_empty() {
        return Ok(cuts);
    }
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

fn taken_back(i: &Ingresso<'_>, bound: Frazione) -> Result<Option<Frazione>, Overflow> {
    let mut x = bound;
    for c in i.servizio.correzioni.iter().rev().filter(|c| c.su == Bersaglio::Isee) {
        if c.se.as_ref().is_some_and(|se| !evaluate(se, i.fatti).is_si()) {
            continue;
        }
        match &c.operazione {
            Operazione::Moltiplica(k) if *k == Frazione::ZERO => return Ok(None),
            Operazione::Moltiplica(k) => x = x.div(*k)?,
            Operazione::Aggiungi { importo, per } => {
                let times = per.as_ref().map_or(Frazione::ONE, |p| i.quantity(p));
                x = x.sub(importo.mul(times)?)?;
            }
            _ => {}
        }
    }
    Ok((x >= Frazione::ZERO).then_some(x))
}
