//! Any ISEE at all, split into cells between the bounds that matter: within a cell nothing changes but the value.

use super::completa::{Limit, fee_conditions, merge, over_hypotheses};
use super::conto::{Conto, Ingresso};
use super::ordine;
use super::valore::Ascissa;
use crate::denaro::{Frazione, Overflow};
use crate::norma::{Bersaglio, Operazione, Servizio, TipoIsee, ValoreFascia, ValoreFatto};
use crate::requisiti::evaluate;
use rust_decimal::Decimal;

/// Any ISEE, in cells between the bounds that matter, so that quotas of one household move together.
pub(crate) fn over_isee(i: &Ingresso<'_>) -> Result<Conto, Limit> {
    let mentioned: Vec<TipoIsee> =
        i.servizio.isee.iter().copied().filter(|k| names_fact(i.servizio, k.fact_id())).collect();
    let mut kinds: Vec<Option<TipoIsee>> = mentioned.iter().copied().map(Some).collect();
    if mentioned.len() < i.servizio.isee.len() {
        kinds.push(None);
    }
    let mut hull: Option<Conto> = None;
    for kind in kinds {
        for (min, max) in cells(i, kind)? {
            let mut facts = i.fatti.clone();
            if let Some(kind) = kind {
                let x = Decimal::try_from_i128_with_scale(min, 2).map_err(|_| Limit::Overflow)?;
                facts.insert(kind.fact_id().to_owned(), ValoreFatto::Numero(x.normalize()));
            }
            let x = Ascissa { min: Frazione::from_cents(min), max: max.map(Frazione::from_cents) };
            // Quotas that name their value without ISEE keep it; only the others depend on x.
            let outcome = over_hypotheses(&Ingresso { x: Some(x), fatti: &facts, ..*i })?;
            hull = Some(match hull {
                Some(h) => merge(h, outcome),
                None => outcome,
            });
        }
    }
    hull.map_or_else(|| over_hypotheses(i), Ok)
}

fn names_fact(servizio: &Servizio, id: &str) -> bool {
    let mut found = false;
    for condition in fee_conditions(servizio, None) {
        condition.for_each_leaf(&mut |fact, _| found |= fact == id);
    }
    found
}

/// The ISEE cents split at every bound: single cents on and beside each bound, and the runs between.
fn cells(i: &Ingresso<'_>, kind: Option<TipoIsee>) -> Result<Vec<(i128, Option<i128>)>, Overflow> {
    let mut cuts: Vec<i128> = Vec::new();
    for bound in isee_bounds(i)? {
        let cents = bound.floor_cents()?;
        ordine::extend(&mut cuts, [cents, cents + 1]);
    }
    for condition in fee_conditions(i.servizio, None) {
        let mut seen = Vec::new();
        condition.for_each_leaf(&mut |id, comparison| {
            if kind.is_some_and(|k| k.fact_id() == id) {
                seen.extend(comparison.values().into_iter().cloned());
            }
        });
        for v in seen {
            if let ValoreFatto::Numero(n) = v {
                let cents = Frazione::from_decimal(n).floor_cents()?;
                ordine::extend(&mut cuts, [cents - 1, cents, cents + 1]);
            }
        }
    }
    let mut cells = Vec::new();
    let mut from = 0;
    for cut in cuts.into_iter().filter(|c| *c >= 0) {
        cells.push((from, Some(cut)));
        from = cut + 1;
    }
    cells.push((from, None));
    Ok(cells)
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
