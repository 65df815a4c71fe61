//! What a family would pay or get, over every completion of its answers that the requirements still admit.

use super::Risposte;
use super::domini::{Domini, fee_conditions};
use super::gruppi::Casi;
use crate::diagnosi::Diagnostic;
use crate::norma::{Servizio, TipoIsee, ValoreFatto};
use crate::requisiti::{Fatti, Verita, evaluate};
use crate::tariffa::{Estremi, Quanto, quanto};
use rust_decimal::Decimal;

/// The amounts, and the answers that can still change them.
#[derive(Clone, Debug)]
pub(super) struct Importi {
    /// Hull of all completions that are not refused; none when all are, or none is computed.
    pub quanto: Option<Quanto>,
    /// Some completion is refused for want of an ISEE.
    pub rifiuto: bool,
    /// Facts that can still change an amount.
    pub decisivi: Vec<String>,
}

/// Where the ISEE may be: its kind when it is still open, and its value or range.
#[derive(Clone, Copy)]
struct Posto {
    aperto: Option<TipoIsee>,
    isee: Option<(Decimal, Option<Decimal>)>,
}

/// The amounts of a service.
///
/// # Errors
/// Results that do not fit 128 bits.
pub(super) fn amounts(s: &Servizio, r: &Risposte, domini: &Domini) -> Result<Importi, Diagnostic> {
    let none = Importi { quanto: None, rifiuto: false, decisivi: Vec::new() };
    if s.quote.is_empty() {
        return Ok(none);
    }
    let places = places(s, r, domini);
    let unknown = unknown_facts(s, r);
    let Some(casi) = Casi::new(&unknown, domini) else {
        return Ok(Importi { decisivi: unknown, ..none });
    };
    let outcomes = casi.each(&r.fatti, |facts| outcomes(s, facts, &places, r));
    let outcomes: Vec<Vec<Option<Visto>>> = outcomes.into_iter().collect::<Result<_, _>>()?;
    let mut decisivi = Vec::new();
    for kind in s.isee.iter().filter(|k| places.iter().any(|p| p.aperto == Some(**k))) {
        if outcomes.iter().any(|row| isee_matters(*kind, &places, row)) {
            decisivi.push(kind.fact_id().to_owned());
        }
    }
    // What is not admitted tells nothing about the amounts.
    let differ = |a: &Option<Visto>, b: &Option<Visto>| a.is_some() && b.is_some() && a != b;
    let rows_differ = |a: &Vec<_>, b: &Vec<_>| a.iter().zip(b).any(|(a, b)| differ(a, b));
    decisivi.extend(casi.decisive_by(&outcomes, rows_differ));
    let all: Vec<&Visto> = outcomes.iter().flatten().flatten().collect();
    let rifiuto = all.iter().any(|v| v.quanto.rifiuto);
    let paid = all.into_iter().filter(|v| !v.quanto.rifiuto).map(|v| v.quanto.clone());
    Ok(Importi { quanto: paid.reduce(hull), rifiuto, decisivi })
}

/// One completion: its amounts, and whether they move with the ISEE inside the class.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Visto {
    quanto: Quanto,
    varia: bool,
}

/// The kinds accepted, best first, until one that was presented.
fn places(s: &Servizio, r: &Risposte, domini: &Domini) -> Vec<Posto> {
    let mut out = Vec::new();
    for kind in &s.isee {
        if let Some(ValoreFatto::Numero(n)) = r.fatti.get(kind.fact_id()) {
            out.push(Posto { aperto: None, isee: Some((*n, Some(*n))) });
            return out;
        }
        if !r.senza.contains(kind) {
            out.extend(domini.cells(*kind).iter().map(|cell| Posto { aperto: Some(*kind), isee: Some(*cell) }));
        }
    }
    out.push(Posto { aperto: None, isee: None });
    out
}

/// Unknown answers in the conditions of the amounts, the ISEE apart.
fn unknown_facts(s: &Servizio, r: &Risposte) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for condition in fee_conditions(s) {
        if let Verita::Ignota(facts) = evaluate(condition, &r.fatti) {
            let open = |f: &String| s.isee.iter().all(|k| k.fact_id() != f || r.senza.contains(k));
            let new: Vec<String> = facts.into_iter().filter(|f| open(f) && !list.contains(f)).collect();
            list.extend(new);
        }
    }
    list
}

/// The amounts at each place; none where the requirements cannot hold.
fn outcomes(s: &Servizio, facts: &Fatti, places: &[Posto], r: &Risposte) -> Result<Vec<Option<Visto>>, Diagnostic> {
    let mut facts = facts.clone();
    let mut out = Vec::with_capacity(places.len());
    for place in places {
        let said = place.aperto.zip(place.isee).map(|(kind, (from, _))| (kind.fact_id(), from));
        if let Some((id, from)) = said {
            facts.insert(id.to_owned(), ValoreFatto::Numero(from.normalize()));
        }
        let admitted = s.requisiti.iter().all(|q| !evaluate(&q.se, &facts).is_no());
        out.push(if admitted { Some(seen(s, &facts, place, r)?) } else { None });
        if let Some((id, _)) = said {
            facts.remove(id);
        }
    }
    Ok(out)
}

fn seen(s: &Servizio, facts: &Fatti, place: &Posto, r: &Risposte) -> Result<Visto, Diagnostic> {
    let whole = quanto(s, facts, place.isee, &r.quantita)?;
    let varia = match place.isee {
        Some((from, to)) if to != Some(from) => quanto(s, facts, Some((from, Some(from))), &r.quantita)? != whole,
        _ => false,
    };
    Ok(Visto { quanto: whole, varia })
}

/// Whether presenting this kind, or knowing its value, can change what is seen.
fn isee_matters(kind: TipoIsee, places: &[Posto], row: &[Option<Visto>]) -> bool {
    let from = places.iter().position(|p| p.aperto == Some(kind)).unwrap_or_default();
    let mut own = row.iter().skip(from).flatten();
    let moves = places.iter().zip(row).any(|(p, v)| p.aperto == Some(kind) && v.as_ref().is_some_and(|v| v.varia));
    let first = own.next();
    moves || own.any(|v| first.is_some_and(|f| f.quanto != v.quanto))
}

/// Hull of two outcomes; a quota that counts in one only may also give nothing.
fn hull(a: Quanto, b: Quanto) -> Quanto {
    let mut contributi: Vec<(usize, Estremi)> = Vec::new();
    for (index, mine) in &a.contributi {
        let other = b.contributi.iter().find(|(i, _)| i == index).map_or(Estremi::ZERO, |(_, e)| *e);
        contributi.push((*index, mine.hull(other)));
    }
    for (index, other) in &b.contributi {
        if a.contributi.iter().all(|(i, _)| i != index) {
            contributi.push((*index, other.hull(Estremi::ZERO)));
        }
    }
    contributi.sort_by_key(|(index, _)| *index);
    Quanto { totale: a.totale.hull(b.totale), contributi, rifiuto: a.rifiuto && b.rifiuto }
}
