//! The answers that the rules can tell apart: every fact splits into finitely many classes.

use super::Voce;
use crate::norma::{
    CatalogoFatti, Condizione, Confronto, Fatto, Servizio, TipoFatto, TipoIsee, ValoreFascia, ValoreFatto,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A class of an ordered fact: from a value to another, both included; no end = any value above.
pub(super) type Cella = (Decimal, Option<Decimal>);

/// One value of each class, and for ISEE values the classes themselves.
#[derive(Debug, Default)]
pub(super) struct Domini {
    valori: BTreeMap<String, Vec<ValoreFatto>>,
    celle: BTreeMap<String, Vec<Cella>>,
}

impl Domini {
    /// The classes of every fact that the rules name.
    pub(super) fn new(voci: &[Voce<'_>], catalogo: &CatalogoFatti) -> Self {
        let mut named: BTreeMap<&str, Vec<Confronto>> = BTreeMap::new();
        for voce in voci {
            for condition in conditions(voce.servizio) {
                condition.for_each_leaf(&mut |id, c| named.entry(id).or_default().push(c.clone()));
            }
            for kind in &voce.servizio.isee {
                named.entry(kind.fact_id()).or_default().extend(bounds(voce.servizio));
            }
        }
        let mut domini = Self::default();
        for (id, comparisons) in named {
            let Some(fatto) = catalogo.get(id) else { continue };
            let sorted = candidates(fatto, &comparisons);
            if TipoIsee::ALL.iter().any(|k| k.fact_id() == id) {
                domini.celle.insert(id.to_owned(), cells(&sorted, &comparisons));
            }
            domini.valori.insert(id.to_owned(), one_of_each(sorted, &comparisons));
        }
        domini
    }

    /// One value of each class of a fact.
    pub(super) fn values(&self, id: &str) -> &[ValoreFatto] {
        self.valori.get(id).map_or(&[], Vec::as_slice)
    }

    /// The classes of a kind of ISEE.
    pub(super) fn cells(&self, kind: TipoIsee) -> &[Cella] {
        self.celle.get(kind.fact_id()).map_or(&[], Vec::as_slice)
    }

    /// Every fact of the rules.
    pub(super) fn facts(&self) -> impl Iterator<Item = &str> {
        self.valori.keys().map(String::as_str)
    }
}

/// The conditions of access, then those of the amounts.
fn conditions(s: &Servizio) -> impl Iterator<Item = &Condizione> {
    s.requisiti.iter().map(|r| &r.se).chain(fee_conditions(s))
}

/// The conditions that the amounts depend on.
pub(super) fn fee_conditions(s: &Servizio) -> impl Iterator<Item = &Condizione> {
    s.quote.iter().filter_map(|q| q.se.as_ref()).chain(s.correzioni.iter().filter_map(|c| c.se.as_ref()))
}

/// The bounds of the fasce, as thresholds on the ISEE.
fn bounds(s: &Servizio) -> Vec<Confronto> {
    let mut out = Vec::new();
    for fascia in s.quote.iter().flat_map(|q| &q.fasce) {
        let knots = match &fascia.valore {
            ValoreFascia::Lineare { nodi, .. } => vec![nodi.0, nodi.1],
            ValoreFascia::Eccedenza(from) => vec![*from],
            _ => Vec::new(),
        };
        let ends = fascia.al.map(|al| al.isee).into_iter().chain(knots);
        let written = ends.filter_map(|end| end.euro_text().parse::<Decimal>().ok());
        out.extend(written.map(|end| Confronto::AlMassimo(ValoreFatto::Numero(end.normalize()))));
    }
    out
}

/// The thresholds, the nearest admitted value on each side, and the least one; in order, each once.
fn candidates(fatto: &Fatto, comparisons: &[Confronto]) -> Vec<ValoreFatto> {
    let named = comparisons.iter().flat_map(Confronto::values).cloned();
    let mut list: Vec<ValoreFatto> = match fatto.tipo {
        TipoFatto::Booleano => vec![ValoreFatto::Booleano(true), ValoreFatto::Booleano(false)],
        TipoFatto::Scelta => return fatto.valori.iter().map(|(w, _)| ValoreFatto::Parola(w.clone())).collect(),
        TipoFatto::Testo => named.chain([ValoreFatto::Parola("\0".to_owned())]).collect(),
        TipoFatto::Intero | TipoFatto::Importo => {
            let step = if fatto.tipo == TipoFatto::Intero { Decimal::ONE } else { Decimal::new(1, 2) };
            let least = fatto.minimo.unwrap_or(Decimal::ZERO);
            let inside = |n: &Decimal| *n >= least && fatto.massimo.is_none_or(|m| *n <= m);
            let around = named.filter_map(|v| if let ValoreFatto::Numero(n) = v { Some(n) } else { None });
            let around = around.flat_map(|n| [Some(n), n.checked_sub(step), n.checked_add(step)]).flatten();
            [least].into_iter().chain(around).filter(inside).map(|n| ValoreFatto::Numero(n.normalize())).collect()
        }
        TipoFatto::Data => {
            let days = named.filter_map(|v| if let ValoreFatto::Data(d) = v { Some(d) } else { None });
            days.flat_map(|d| [Some(d), d.previous(), d.next()]).flatten().map(ValoreFatto::Data).collect()
        }
    };
    list.sort();
    list.dedup();
    list
}

fn signature(value: &ValoreFatto, comparisons: &[Confronto]) -> Vec<bool> {
    comparisons.iter().map(|c| c.holds(value)).collect()
}

/// The first value of each class.
fn one_of_each(sorted: Vec<ValoreFatto>, comparisons: &[Confronto]) -> Vec<ValoreFatto> {
    let mut seen: Vec<Vec<bool>> = Vec::new();
    sorted
        .into_iter()
        .filter(|v| {
            let own = signature(v, comparisons);
            let new = !seen.contains(&own);
            if new {
                seen.push(own);
            }
            new
        })
        .collect()
}

/// Neighbours of one class make one cell.
fn cells(sorted: &[ValoreFatto], comparisons: &[Confronto]) -> Vec<Cella> {
    let mut starts: Vec<(Decimal, Vec<bool>)> = Vec::new();
    for value in sorted {
        let ValoreFatto::Numero(n) = value else { continue };
        let own = signature(value, comparisons);
        if starts.last().is_none_or(|(_, before)| *before != own) {
            starts.push((*n, own));
        }
    }
    let next = starts.iter().skip(1).map(|(n, _)| n.checked_sub(Decimal::new(1, 2))).chain([None]);
    starts.iter().zip(next).map(|((from, _), to)| (*from, to)).collect()
}
