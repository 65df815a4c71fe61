//! What an incomplete request can still become: the exact range of the total over every completion, and the
//! facts that could still change it.
//!
//! Every unknown fact splits into finitely many cases (the two booleans, the words of a choice, the cells
//! between the thresholds that the rules mention). All combinations are computed while they are few; beyond
//! that, the computation on ranges alone still contains every completion.

use super::celle::over_isee;
use super::conto::{Conto, Ingresso, Parte, open_hypotheses, run};
use super::estremi::Estremi;
use super::ordine;
use crate::denaro::Overflow;
use crate::norma::{CatalogoFatti, Condizione, Fatto, FormaQuota, Servizio, TipoFatto, ValoreFatto};
use crate::requisiti::{Fatti, Verita, evaluate};
use crate::traccia::Traccia;
use rust_decimal::Decimal;

/// Combinations computed one by one; more only widen the range.
const MAX_CASES: usize = 4096;
/// Unknown corrections on ISEE or fascia explored at once.
const MAX_HYPOTHESES: usize = 12;

/// Why an incomplete request cannot be explored.
#[derive(Debug)]
pub(crate) enum Limit {
    /// Numbers too large.
    Overflow,
    /// Too many unknown corrections on the ISEE or the fascia.
    TooOpen,
}

impl From<Overflow> for Limit {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// Range of every outcome, and what is missing.
pub(crate) struct Esplorazione {
    /// Hull of all completions.
    pub conto: Conto,
    /// Facts that could still change the total or a contribution.
    pub mancano: Vec<String>,
}

/// Explores every completion of `i`.
pub(crate) fn explore(i: &Ingresso<'_>, catalogue: &CatalogoFatti) -> Result<Esplorazione, Limit> {
    let unknown = unknown_facts(i);
    let cases: Vec<(String, Vec<ValoreFatto>)> = unknown
        .iter()
        .filter_map(|id| catalogue.get(id).map(|f| (id.clone(), representatives(f, i.servizio))))
        .collect();
    let open_isee = i.x.is_none() && i.servizio.quote.iter().any(|q| q.senza_isee.is_none());
    let count = cases.iter().try_fold(1_usize, |n, (_, v)| n.checked_mul(v.len()).filter(|n| *n <= MAX_CASES));
    let Some(count) = count else {
        return Ok(Esplorazione { conto: over_hypotheses(i)?, mancano: unknown });
    };
    let mut outcomes: Vec<Conto> = Vec::with_capacity(count);
    for case in 0..count {
        let mut facts = i.fatti.clone();
        let mut rest = case;
        for (id, values) in &cases {
            if let Some(v) = values.get(rest % values.len()) {
                facts.insert(id.clone(), v.clone());
            }
            rest /= values.len();
        }
        let full = Ingresso { fatti: &facts, ..*i };
        outcomes.push(if open_isee && !i.servizio.isee.is_empty() {
            over_isee(&full)?
        } else {
            over_hypotheses(&full)?
        });
    }
    let mancano = decisive(&cases, &outcomes, i.servizio);
    let conto = outcomes.into_iter().reduce(merge).map_or_else(|| over_hypotheses(i), Ok)?;
    let mut esplorazione = Esplorazione { conto, mancano };
    if open_isee && esplorazione.conto.totale.known().is_none() {
        let kind = i.servizio.isee.first().map(|k| k.fact_id().to_owned());
        esplorazione.mancano.retain(|m| Some(m) != kind.as_ref());
        if let Some(kind) = kind {
            esplorazione.mancano.insert(0, kind);
        }
    }
    Ok(esplorazione)
}

/// Unknown facts in the conditions of quotas and corrections, in the order written.
fn unknown_facts(i: &Ingresso<'_>) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for condition in fee_conditions(i.servizio, i.sempre) {
        if let Verita::Ignota(facts) = evaluate(condition, i.fatti) {
            for f in facts {
                if !list.contains(&f) {
                    list.push(f);
                }
            }
        }
    }
    list
}

/// The conditions that the fee depends on.
pub(crate) fn fee_conditions(servizio: &Servizio, always: Option<usize>) -> impl Iterator<Item = &Condizione> {
    let quotas =
        servizio.quote.iter().enumerate().filter(move |(n, _)| Some(*n) != always).filter_map(|(_, q)| q.se.as_ref());
    quotas.chain(servizio.correzioni.iter().filter_map(|c| c.se.as_ref()))
}

/// One value of each kind that the rules can tell apart.
pub(crate) fn representatives(fatto: &Fatto, servizio: &Servizio) -> Vec<ValoreFatto> {
    let mut named: Vec<ValoreFatto> = Vec::new();
    let requirements = servizio.requisiti.iter().map(|r| &r.se);
    for condition in fee_conditions(servizio, None).chain(requirements) {
        condition.for_each_leaf(&mut |id, comparison| {
            if id == fatto.id {
                ordine::extend(&mut named, comparison.values().into_iter().cloned());
            }
        });
    }
    match fatto.tipo {
        TipoFatto::Booleano => vec![ValoreFatto::Booleano(false), ValoreFatto::Booleano(true)],
        TipoFatto::Scelta => fatto.valori.iter().map(|(w, _)| ValoreFatto::Parola(w.clone())).collect(),
        TipoFatto::Intero => around(&named, Decimal::ONE, fatto),
        TipoFatto::Importo => around(&named, Decimal::new(1, 2), fatto),
        TipoFatto::Data => {
            let mut days = Vec::new();
            for v in &named {
                if let ValoreFatto::Data(d) = v {
                    ordine::extend(&mut days, [Some(*d), d.previous(), d.next()].into_iter().flatten());
                }
            }
            days.into_iter().map(ValoreFatto::Data).collect()
        }
        TipoFatto::Testo => {
            // A text that no rule can name: ids and words never contain NUL.
            ordine::insert(&mut named, ValoreFatto::Parola("\0".to_owned()));
            named
        }
    }
}

/// The thresholds themselves and the nearest admitted number on each side.
fn around(named: &[ValoreFatto], step: Decimal, fatto: &Fatto) -> Vec<ValoreFatto> {
    let low = fatto.minimo.unwrap_or(Decimal::ZERO);
    let mut numbers = vec![low];
    for v in named {
        if let ValoreFatto::Numero(n) = v {
            ordine::extend(&mut numbers, [Some(*n), n.checked_sub(step), n.checked_add(step)].into_iter().flatten());
        }
    }
    let inside = |n: &Decimal| *n >= low && fatto.massimo.is_none_or(|m| *n <= m);
    numbers.into_iter().filter(inside).map(|n| ValoreFatto::Numero(n.normalize())).collect()
}

/// Facts for which two cases that differ in nothing else have different outcomes.
fn decisive(cases: &[(String, Vec<ValoreFatto>)], outcomes: &[Conto], servizio: &Servizio) -> Vec<String> {
    let key = |c: &Conto| (c.totale, contributions(c, servizio), c.rifiuto.is_some());
    let keys: Vec<_> = outcomes.iter().map(key).collect();
    let mut stride = 1;
    let mut out = Vec::new();
    for (id, values) in cases {
        let n = values.len();
        let differs = keys.iter().enumerate().any(|(case, k)| {
            let own = case / stride % n;
            own > 0 && keys.get(case - stride * own).is_some_and(|first| first != k)
        });
        if differs {
            out.push(id.clone());
        }
        stride *= n;
    }
    out
}

fn contributions(c: &Conto, servizio: &Servizio) -> Vec<(usize, Estremi)> {
    let is_contribution = |p: &&Parte| servizio.quote.get(p.index).is_some_and(|q| q.forma == FormaQuota::Contributo);
    c.parti.iter().filter(is_contribution).map(|p| (p.index, p.importo)).collect()
}

/// Every combination of the unknown corrections on ISEE and fascia.
pub(crate) fn over_hypotheses(i: &Ingresso<'_>) -> Result<Conto, Limit> {
    let open = open_hypotheses(i.servizio, i.fatti);
    if open > MAX_HYPOTHESES {
        return Err(Limit::TooOpen);
    }
    let mut hull = run(i, &mut Traccia::mute())?;
    for ipotesi in 1..(1_u32 << open) {
        hull = merge(hull, run(&Ingresso { ipotesi, ..*i }, &mut Traccia::mute())?);
    }
    Ok(hull)
}

/// Hull of two outcomes; a quota that counts in one only may also count nothing.
pub(crate) fn merge(a: Conto, b: Conto) -> Conto {
    let mut parts = a.parti;
    for p in &mut parts {
        match b.parti.iter().find(|o| o.index == p.index) {
            Some(o) => {
                p.unitaria = p.unitaria.hull(o.unitaria);
                p.importo = p.importo.hull(o.importo);
            }
            None => p.importo = p.importo.hull(Estremi::ZERO),
        }
    }
    for mut o in b.parti {
        // Both lists follow the order of the quotas.
        let place = parts.partition_point(|p| p.index < o.index);
        if parts.get(place).is_none_or(|p| p.index != o.index) {
            o.importo = o.importo.hull(Estremi::ZERO);
            parts.insert(place, o);
        }
    }
    Conto { parti: parts, totale: a.totale.hull(b.totale), rifiuto: a.rifiuto.or(b.rifiuto) }
}

/// The facts with the values of the ordinary occasion added, and which were added.
pub(crate) fn with_defaults(
    servizio: &Servizio,
    catalogue: &CatalogoFatti,
    facts: &Fatti,
    always: Option<usize>,
) -> (Fatti, Fatti) {
    let (mut all, mut added) = (facts.clone(), Fatti::new());
    for condition in fee_conditions(servizio, always) {
        condition.for_each_leaf(&mut |id, _| {
            let default = catalogue.get(id).and_then(|f| f.predefinito.clone());
            if let Some(v) = default.filter(|_| !all.contains_key(id)) {
                all.insert(id.to_owned(), v.clone());
                added.insert(id.to_owned(), v);
            }
        });
    }
    (all, added)
}
