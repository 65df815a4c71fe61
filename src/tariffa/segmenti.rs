//! Conditions may name the ISEE itself (`isee.minorenni oltre 25000`): they cut the axis into segments on
//! which they are constant.

use super::completa::fee_conditions;
use super::conto::Ingresso;
use super::ordine;
use crate::denaro::{Frazione, Overflow};
use crate::norma::ValoreFatto;
use crate::requisiti::Fatti;
use rust_decimal::Decimal;
use std::rc::Rc;

/// Upper end of a segment (with whether it belongs to it), and the facts that hold on it.
pub(crate) type Segmento = (Option<(Frazione, bool)>, Rc<Fatti>);

/// The segments of the ISEE axis, in growing order. Where no condition names the ISEE there is only one.
pub(crate) fn over_conditions_on_x(i: &Ingresso<'_>) -> Result<Vec<Segmento>, Overflow> {
    let Some(kind) = i.servizio.isee.first() else {
        return Ok(vec![(None, Rc::new(i.fatti.clone()))]);
    };
    let id = kind.fact_id();
    let mut cuts: Vec<Decimal> = Vec::new();
    for condition in fee_conditions(i.servizio, i.sempre) {
        condition.for_each_leaf(&mut |fact, comparison| {
            if fact == id {
                let numbers = comparison.values().into_iter().filter_map(|v| match v {
                    ValoreFatto::Numero(n) => Some(*n),
                    _ => None,
                });
                ordine::extend(&mut cuts, numbers);
            }
        });
    }
    if cuts.is_empty() {
        return Ok(vec![(None, Rc::new(i.fatti.clone()))]);
    }
    let with = |x: Decimal| {
        let mut facts = i.fatti.clone();
        facts.insert(id.to_owned(), ValoreFatto::Numero(x.normalize()));
        Rc::new(facts)
    };
    // Half a cent away from a threshold no other threshold can lie: they are all whole cents.
    let half_cent = Decimal::new(5, 3);
    let mut out = Vec::new();
    let mut last = Decimal::ZERO;
    for cut in cuts {
        let end = Frazione::from_decimal(cut);
        if cut > Decimal::ZERO {
            out.push((Some((end, false)), with(cut.checked_sub(half_cent).ok_or(Overflow)?)));
        }
        out.push((Some((end, true)), with(cut)));
        last = cut;
    }
    out.push((None, with(last.checked_add(half_cent).ok_or(Overflow)?)));
    Ok(out)
}
