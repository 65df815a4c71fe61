//! What an incomplete request can still become: the exact range of the total over every completion, and the
//! facts that could still change it.
//!
//! Every unknown fact splits into finitely many cases (the two booleans, the words of a choice, the cells
//! between the thresholds that the rules mention). All combinations are computed while they are few; beyond
//! that, the computation on ranges alone still contains every completion.

use super::celle::{Caso, Sguardo, cuts, over_isee};
use super::conto::{Conto, Ingresso, Rifiuto, quota_truth, run, truth};
use super::estremi::Estremi;
use super::ordine;
use super::valore::Ascissa;
use crate::denaro::Overflow;
use crate::norma::{
    Bersaglio, CatalogoFatti, Condizione, Correzione, Fatto, Quota, Servizio, TipoFatto, TipoIsee, ValoreFatto,
};
use crate::requisiti::{Fatti, Verita, evaluate};
use crate::traccia::Traccia;
use rust_decimal::Decimal;

/// Combinations of answers computed one by one; more only widen the range.
const MAX_CASES: usize = 4096;
/// Computations made in all: combinations times cells of the ISEE.
const MAX_TRIES: usize = 1 << 14;
/// Times a cell is looked into, to tell two answers apart; the fewer, the more there are to compute.
const MAX_LOOKS: usize = 16;
/// Cells halved in all, where one quota rises and another falls.
const MAX_HALVINGS: usize = 1 << 12;

/// Range of every outcome, and what is missing.
pub(crate) struct Esplorazione {
    /// Hull of all completions.
    pub conto: Conto,
    /// Facts that could still change the total or a contribution.
    pub mancano: Vec<String>,
}

/// What is asked of an incomplete request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scopo {
    /// Ranges and missing facts; an ISEE not presented may still come, if it makes a difference.
    Persona,
    /// Ranges, when it is known that there is no ISEE but the one given.
    Tabella,
    /// Whether there is one total, and which; two are enough to know that there is not.
    Totale,
}

/// Explores every completion of `i`.
pub(crate) fn explore(i: &Ingresso<'_>, catalogue: &CatalogoFatti, scopo: Scopo) -> Result<Esplorazione, Overflow> {
    let presentabile = scopo != Scopo::Tabella;
    let unknown = unknown_facts(i);
    let kinds = open_kinds(i, &unknown);
    // The only open kind is explored as an ISEE; beside another one it is a fact like any other.
    let explored = |id: &str| matches!(kinds.as_slice(), [only] if only.fact_id() == id);
    let cases = cases(i, catalogue, unknown.iter().filter(|id| !explored(id)));
    let Some(worlds) = worlds(i, &cases) else {
        return on_ranges(i, &kinds, unknown, presentabile);
    };
    let cuts = if kinds.is_empty() { Vec::new() } else { cuts(i, &worlds)? };
    let tries = worlds.len().saturating_mul(cuts.len()).saturating_mul(kinds.len());
    if tries > MAX_TRIES {
        return on_ranges(i, &kinds, unknown, presentabile);
    }
    let mut sguardo = sguardo(worlds.len(), tries, scopo);
    let mut outcomes = over_worlds(i, &worlds, &kinds, &cuts, false, &mut sguardo)?;
    // Once a question about the ISEE is asked, its answer counts whatever the other answers.
    let asked = kinds.first().filter(|_| outcomes.iter().any(Caso::varies));
    if presentabile && asked.is_some() && !sguardo.enough(&outcomes)? {
        let then = over_worlds(i, &worlds, &kinds, &cuts, true, &mut sguardo)?;
        outcomes = outcomes.into_iter().zip(then).map(|(now, then)| now.join(then)).collect();
    }
    let mancano = isee_first(asked, decisive(&cases, &outcomes));
    let conto = outcomes.into_iter().map(|c| c.conto).reduce(merge).map_or_else(|| run(i, &mut Traccia::mute()), Ok)?;
    Ok(Esplorazione { conto, mancano })
}

/// How far one looks: the less, the more there is to compute.
fn sguardo(worlds: usize, tries: usize, scopo: Scopo) -> Sguardo {
    // With one answer there is nothing to tell apart.
    let tells_apart = worlds > 1 && scopo != Scopo::Totale;
    let looks = if tells_apart { (MAX_TRIES / tries.max(1)).min(MAX_LOOKS) } else { 0 };
    Sguardo { looks, halvings: MAX_HALVINGS, solo_totale: scopo == Scopo::Totale }
}

/// The outcome of each combination, as long as it can still say something.
fn over_worlds(
    i: &Ingresso<'_>,
    worlds: &[Fatti],
    kinds: &[TipoIsee],
    cuts: &[i128],
    presentato: bool,
    sguardo: &mut Sguardo,
) -> Result<Vec<Caso>, Overflow> {
    let mut outcomes = Vec::new();
    for facts in worlds {
        outcomes.push(over_isee(&Ingresso { fatti: facts, ..*i }, kinds, cuts, presentato, sguardo)?);
        if sguardo.enough(&outcomes)? {
            break;
        }
    }
    Ok(outcomes)
}

/// Too many combinations: all that is missing may matter, and the computation on ranges contains it all.
fn on_ranges(
    i: &Ingresso<'_>,
    kinds: &[TipoIsee],
    unknown: Vec<String>,
    presentabile: bool,
) -> Result<Esplorazione, Overflow> {
    let mut conto = run(i, &mut Traccia::mute())?;
    // Who is refused without an ISEE is answered: an ISEE that may come does not count.
    if presentabile && !kinds.is_empty() && conto.rifiuto != Rifiuto::Certo {
        let any = Ingresso { x: Some(Ascissa::ANY), assente: false, ..*i };
        conto = merge(conto, run(&any, &mut Traccia::mute())?);
    }
    Ok(Esplorazione { conto, mancano: isee_first(kinds.first(), unknown) })
}

/// The missing facts, with the ISEE before the others when it is one of them.
fn isee_first(kind: Option<&TipoIsee>, mut facts: Vec<String>) -> Vec<String> {
    if let Some(kind) = kind {
        facts.retain(|f| f != kind.fact_id());
        facts.insert(0, kind.fact_id().to_owned());
    }
    facts
}

/// A missing fact, with one value of each kind that the rules can tell apart.
type Casi = Vec<(String, Vec<ValoreFatto>)>;

fn cases<'a>(i: &Ingresso<'_>, catalogue: &CatalogoFatti, ids: impl Iterator<Item = &'a String>) -> Casi {
    ids.filter_map(|id| catalogue.get(id).map(|f| (id.clone(), representatives(f, i.servizio)))).collect()
}

/// Every combination of the missing facts; none when they are too many.
fn worlds(i: &Ingresso<'_>, cases: &Casi) -> Option<Vec<Fatti>> {
    let mut all = vec![i.fatti.clone()];
    for (id, values) in cases {
        if all.len().saturating_mul(values.len()) > MAX_CASES {
            return None;
        }
        // The first fact changes fastest: `decisive` counts on it.
        all = values.iter().flat_map(|v| all.iter().map(move |facts| with(facts, id, v))).collect();
    }
    Some(all)
}

/// These facts, and another.
fn with(facts: &Fatti, id: &str, v: &ValoreFatto) -> Fatti {
    let mut more = facts.clone();
    more.insert(id.to_owned(), v.clone());
    more
}

/// The missing facts that the unit value of the quota asked for by name depends on, but for the ISEE itself, and
/// every combination of them; none when they are too many.
pub(crate) fn worlds_beside_isee(i: &Ingresso<'_>, catalogue: &CatalogoFatti) -> (Vec<String>, Option<Vec<Fatti>>) {
    let isee = i.servizio.isee.first().map(|k| k.fact_id());
    let missing: Vec<String> = unknown_facts(i).into_iter().filter(|id| Some(id.as_str()) != isee).collect();
    let worlds = worlds(i, &cases(i, catalogue, missing.iter()));
    (missing, worlds.map(|all| unlike(i, all)))
}

/// Of the worlds that decide all conditions in one way, the first.
fn unlike(i: &Ingresso<'_>, worlds: Vec<Fatti>) -> Vec<Fatti> {
    let mut seen: Vec<Vec<bool>> = Vec::new();
    let mut is_new = |facts: &Fatti| {
        let truths: Option<Vec<bool>> = fee_conditions(i.servizio, i.sempre).map(|c| truth(c, facts)).collect();
        match truths {
            Some(decided) if seen.contains(&decided) => false,
            Some(decided) => {
                seen.push(decided);
                true
            }
            // What the ISEE itself has still to decide may differ from world to world.
            None => true,
        }
    };
    worlds.into_iter().filter(|facts| is_new(facts)).collect()
}

/// The kinds of ISEE, best first, that would be used once presented and could change the fee: any of them when a
/// quota has no value without, and those that an undecided condition asks for.
fn open_kinds(i: &Ingresso<'_>, unknown: &[String]) -> Vec<TipoIsee> {
    let may_count = |n: usize, q: &Quota| i.sempre == Some(n) || quota_truth(q, i.fatti) != Some(false);
    let quotas = i.servizio.quote.iter().enumerate();
    let mut wanted = i.x.is_none() && quotas.into_iter().any(|(n, q)| q.senza_isee.is_none() && may_count(n, q));
    let mut kinds = Vec::new();
    for kind in i.servizio.isee.iter().take_while(|k| !i.fatti.contains_key(k.fact_id())) {
        // Kinds that no condition asks for are all alike: the best of them stands for the others.
        let asked = unknown.iter().any(|u| u == kind.fact_id());
        if asked || std::mem::take(&mut wanted) {
            kinds.push(*kind);
        }
    }
    kinds
}

/// Unknown facts in the conditions of quotas and corrections, in the order written.
pub(crate) fn unknown_facts(i: &Ingresso<'_>) -> Vec<String> {
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

/// The conditions that the fee depends on; of a quota asked for by name, those that its unit value depends on.
pub(crate) fn fee_conditions(servizio: &Servizio, always: Option<usize>) -> impl Iterator<Item = &Condizione> {
    let quotas = servizio.quote.iter().filter(move |_| always.is_none()).filter_map(|q| q.se.as_ref());
    let acts = move |c: &&Correzione| match (always, &c.su) {
        (None, _) | (_, Bersaglio::Isee | Bersaglio::Fascia) => true,
        (Some(index), su) => *su == Bersaglio::Quota(index),
    };
    quotas.chain(servizio.correzioni.iter().filter(acts).filter_map(|c| c.se.as_ref()))
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

/// What a person would see: total, contributions, whether some are refused; none when all are.
pub(crate) type Visto = Option<(Estremi, Vec<(usize, Estremi)>, Rifiuto)>;

pub(crate) fn seen(c: &Conto) -> Visto {
    let contributions = c.contributi().collect();
    (c.rifiuto != Rifiuto::Certo).then_some((c.totale, contributions, c.rifiuto))
}

/// Facts for which two cases that differ in nothing else have different outcomes.
fn decisive(cases: &Casi, outcomes: &[Caso]) -> Vec<String> {
    let mut stride = 1;
    let mut out = Vec::new();
    for (id, values) in cases {
        let n = values.len();
        let differs = outcomes.iter().enumerate().any(|(case, c)| {
            let own = case / stride % n;
            outcomes.get(case - stride * own).map(|first| &first.visti) != Some(&c.visti)
        });
        if differs {
            out.push(id.clone());
        }
        stride *= n;
    }
    out
}

/// Hull of two outcomes; a quota that counts in one only may also count nothing.
pub(crate) fn merge(a: Conto, b: Conto) -> Conto {
    // A refused completion has no total: only the other one counts.
    match (a.rifiuto, b.rifiuto) {
        (Rifiuto::Certo, Rifiuto::No | Rifiuto::Forse) => return Conto { rifiuto: Rifiuto::Forse, ..b },
        (Rifiuto::No | Rifiuto::Forse, Rifiuto::Certo) => return Conto { rifiuto: Rifiuto::Forse, ..a },
        _ => {}
    }
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
    Conto { parti: parts, totale: a.totale.hull(b.totale), rifiuto: a.rifiuto.max(b.rifiuto) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_there_is_to_compute_the_less_one_looks() {
        let looks = |worlds, tries| sguardo(worlds, tries, Scopo::Persona).looks;
        assert_eq!([looks(1, 1), looks(2, 0), looks(2, 1), looks(2, 1024)], [0, 16, 16, 16]);
        assert_eq!([looks(2, 1025), looks(2, 8192), looks(2, 8193), looks(2, MAX_TRIES)], [15, 2, 1, 1]);
        let total = sguardo(2, 1, Scopo::Totale);
        assert!(total.solo_totale && total.looks == 0 && total.halvings == 4096);
        assert!(!sguardo(2, 1, Scopo::Persona).solo_totale);
    }
}
