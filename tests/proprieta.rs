//! Properties that hold for every rule file, each named by its axiom; on random files and on the embedded seeds.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod generatori;
mod ingenuo;

use generatori::testo::{self, V};
use generatori::{FileRegole, configurazione, file_regole, richiesta_casuale};
use ingenuo::mondi::{self, centesimi_intorno, limiti_presentati, rappresentanti, tutti_i_nominati};
use ingenuo::{
    Fatti, Ignota, Q, Quota, Regole, Richiesta, Servizio, Stato, Valore, al_multiplo, centesimi, decimale, euro,
    fatti_json, intero, isee_corretto, mosse, unitaria,
};
use num_bigint::BigInt;
use num_traits::{Signed, Zero};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use soglia::denaro::{Arrotonda, Frazione, Modo, parse_decimal};
use soglia::formato::parse_facts;
use soglia::norma::Regolamento;
use soglia::tariffa::{Ammesso, Domanda, Estremi, Risposta, Soglia, calcola, inverso, soglie, tabella};
use std::collections::BTreeMap;

type Esame = Result<(), String>;

macro_rules! require {
    ($holds:expr, $($words:tt)*) => {
        if !$holds {
            return Err(format!($($words)*));
        }
    };
}

fn q(x: Frazione) -> Q {
    Q::new(x.numer().into(), x.denom().into())
}

/// A rule file with its naive reading.
struct Caso {
    rules: Regolamento,
    regole: Regole,
    testo: String,
}

impl Caso {
    fn of(testo: &str) -> Self {
        let rules = soglia::formato::parse_regolamento(testo, "prova.toml", &soglia::semi::fatti()).expect("a valid file");
        Self { rules, regole: ingenuo::lettura::regole(testo), testo: testo.to_owned() }
    }

    fn calcola(&self, s: &Servizio, r: &Richiesta) -> Result<Risposta, String> {
        let request = soglia::formato::parse_request(&r.json(), &self.rules.fatti).map_err(|d| format!("{d:?}"))?;
        calcola(&self.rules, &s.id, &request).map_err(|d| format!("{d:?}"))
    }
}

/// Runs a property on random files with random choices beside them.
fn on_files<S: Strategy>(files: u32, seed: u64, more: S, holds: impl Fn(&Caso, S::Value) -> Esame)
where
    S::Value: Clone,
{
    let outcome = TestRunner::new(configurazione(files, seed)).run(&(file_regole(), more), |(file, more)| {
        let FileRegole { toml, .. } = file;
        let case = Caso::of(&toml);
        holds(&case, more).map_err(|why| TestCaseError::fail(format!("{why}\n{toml}")))
    });
    generatori::esito(outcome);
}

/// Runs a property on every embedded file.
fn on_seeds(mut holds: impl FnMut(&Caso) -> Esame) {
    for seme in soglia::semi::elenco() {
        if let Err(why) = holds(&Caso::of(seme.testo)) {
            panic!("{}: {why}", seme.id);
        }
    }
}

/// Numbers from a seed, always the same.
struct Dado(u64);

impl Dado {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// An answer to every question that the rules of a service ask, but for the ISEE it accepts first.
fn tutte_le_risposte(case: &Caso, s: &Servizio, dado: &mut Dado) -> Fatti {
    let mut fatti = Fatti::new();
    for id in tutti_i_nominati(s) {
        if s.isee.first().is_none_or(|t| id != format!("isee.{t}")) {
            let values = rappresentanti(&id, &case.regole.fatti[&id], s);
            fatti.insert(id, dado.pick(&values).clone());
        }
    }
    fatti
}

/// The unit value at an ISEE that need not be whole cents; none where the act does not print it.
fn valore_unitario(s: &Servizio, quota: &Quota, fatti: &Fatti, x: &Q, arrotonda: bool) -> Option<Q> {
    let mut fatti = fatti.clone();
    if let Some(tipo) = s.isee.first() {
        fatti.insert(format!("isee.{tipo}"), Valore::Numero(x.clone()));
    }
    let stato = Stato {
        fatti,
        x: Some(x.clone()),
        presentato: true,
        quantita: BTreeMap::new(),
        ignota: Ignota::Minimo,
        sempre: Some(quota.id.clone()),
        arrotonda,
    };
    let (v, non_stampato) = unitaria(s, quota, isee_corretto(s, &stato).as_ref(), mosse(s, &stato), &stato);
    (!non_stampato).then_some(v)
}

fn facts_of_the_engine(case: &Caso, fatti: &Fatti) -> soglia::requisiti::Fatti {
    parse_facts(&fatti_json(fatti).to_string(), &case.rules.fatti).expect("facts of the catalogue")
}

// --- tabella ---

#[test]
fn a_table_shows_the_unit_values_of_calcola() {
    on_files(120, 101, vec(richiesta_casuale(), 4), |case, requests| {
        let s = &case.regole.servizi[0];
        requests.iter().try_for_each(|random| table_is_calcola(case, s, &random.per(&case.regole, s)))
    });
}

fn table_is_calcola(case: &Caso, s: &Servizio, r: &Richiesta) -> Esame {
    let first = s.isee.first().ok_or("a service with an ISEE")?;
    let mut given = r.fatti.clone();
    for (tipo, x) in r.isee.iter().filter(|(t, _)| !s.isee.contains(t)) {
        given.insert(format!("isee.{tipo}"), Valore::Numero(x.clone()));
    }
    let facts = facts_of_the_engine(case, &given);
    let isee: Vec<Q> = r.isee.values().cloned().chain([Q::zero(), centesimi(1_234_567)]).collect();
    let columns: Vec<_> = isee.iter().map(|x| Some(decimale(x).parse().unwrap())).chain([None]).collect();
    let rows = tabella(&case.rules, &s.id, &columns, None, &facts).map_err(|d| format!("{d:?}"))?;
    for (row, x) in rows.iter().zip(isee.iter().map(Some).chain([None])) {
        let mut request = Richiesta { fatti: given.clone(), ..Richiesta::default() };
        let defaults = serde_json::to_value(&row.predefiniti).unwrap();
        let mut json: serde_json::Value = serde_json::from_str(&request.json()).unwrap();
        for (id, v) in defaults.as_object().unwrap() {
            json["fatti"][id] = v.clone();
        }
        if let Some(x) = x {
            request.isee.insert(first.clone(), x.clone());
            json["isee"][first] = decimale(x).into();
        }
        let request = soglia::formato::parse_request(&json.to_string(), &case.rules.fatti).map_err(|d| format!("{d:?}"))?;
        let answer = calcola(&case.rules, &s.id, &request).map_err(|d| format!("{d:?}"))?;
        for quota in answer.quote.iter().chain(&answer.contributi) {
            let shown = row.quote.get(&quota.id).ok_or_else(|| format!("{} is not in the table, {json}", quota.id))?;
            // Without an ISEE `calcola` allows for one that may still come: the table does not.
            if x.is_some() || quota.unitaria.is_some() {
                require!(*shown == quota.unitaria, "{}: {shown:?} in the table, {:?} in calcola, {json}", quota.id, quota.unitaria);
                require!(row.intervallo.get(&quota.id) == quota.intervallo_unitaria.as_ref(), "ranges of {}, {json}", quota.id);
            }
        }
        require!(row.quote.len() == answer.quote.len() + answer.contributi.len(), "quotas of the table, {json}");
    }
    Ok(())
}

#[test]
fn a_quota_asked_for_by_name_has_the_value_it_has_among_the_others() {
    on_files(80, 102, any::<u64>(), |case, seed| {
        let s = &case.regole.servizi[0];
        let facts = facts_of_the_engine(case, &tutte_le_risposte(case, s, &mut Dado(seed)));
        let columns = [Some("8000".parse().unwrap()), Some("0.01".parse().unwrap()), None];
        let all = tabella(&case.rules, &s.id, &columns, None, &facts).map_err(|d| format!("{d:?}"))?;
        for quota in &s.quote {
            let one = tabella(&case.rules, &s.id, &columns, Some(&quota.id), &facts).map_err(|d| format!("{d:?}"))?;
            for (row, own) in all.iter().zip(&one) {
                if let Some(value) = row.quote.get(&quota.id) {
                    require!(own.quote.get(&quota.id) == Some(value), "{} alone: {own:?}, with the others {row:?}", quota.id);
                }
            }
        }
        Ok(())
    });
}

// --- soglie ---

#[test]
fn between_breakpoints_the_unit_value_is_the_stated_line_and_none_is_missed() {
    on_files(120, 103, any::<u64>(), |case, seed| lines_of_every_quota(case, &mut Dado(seed), 1));
    let mut dado = Dado(7);
    on_seeds(|case| lines_of_every_quota(case, &mut dado, 6));
}

fn lines_of_every_quota(case: &Caso, dado: &mut Dado, times: usize) -> Esame {
    for s in &case.regole.servizi {
        for quota in &s.quote {
            for _ in 0..times {
                let fatti = tutte_le_risposte(case, s, dado);
                lines(case, s, quota, &fatti).map_err(|why| format!("{} with {}: {why}", quota.id, fatti_json(&fatti)))?;
            }
        }
    }
    Ok(())
}

/// One breakpoint, read back.
struct Punto {
    x: Q,
    soglia: Soglia,
}

fn slope(text: &str) -> Q {
    ingenuo::lettura::numero_da(text)
}

fn lines(case: &Caso, s: &Servizio, quota: &Quota, fatti: &Fatti) -> Esame {
    let facts = facts_of_the_engine(case, fatti);
    let found = soglie(&case.rules, &s.id, &quota.id, &facts).map_err(|d| format!("{d:?}"))?;
    let point = |soglia: Soglia| {
        let exact = soglia.isee_esatto.as_ref().unwrap_or(&soglia.isee);
        Punto { x: ingenuo::lettura::numero_da(exact), soglia }
    };
    let points: Vec<Punto> = found.into_iter().map(point).collect();
    let f = |x: &Q| valore_unitario(s, quota, fatti, x, false);
    for n in 0..=points.len() {
        let (left, right) = (n.checked_sub(1).map(|n| &points[n]), points.get(n));
        let from = left.map_or_else(Q::zero, |p| p.x.clone());
        let to = right.map_or_else(|| &from + intero(1_000_000), |p| p.x.clone());
        require!(from <= to, "breakpoints that go back: {from}, {to}");
        if from < to {
            straight(&f, (&from, &to), left, right)?;
        }
    }
    for p in &points {
        beside(s, quota, fatti, p).map_err(|why| format!("at {}: {why}; {:?}", p.x, p.soglia))?;
    }
    none_missed(s, quota, &points, &f)
}

/// Points of an open interval, some of them very near its ends.
fn inside(from: &Q, to: &Q) -> Vec<Q> {
    let len = to - from;
    [(1, 1_000_000), (1, 7), (1, 4), (1, 2), (3, 4), (6, 7), (999_999, 1_000_000)]
        .into_iter()
        .map(|(a, b): (i64, i64)| from + &len * Q::new(a.into(), b.into()))
        .collect()
}

fn straight(f: &dyn Fn(&Q) -> Option<Q>, (from, to): (&Q, &Q), left: Option<&Punto>, right: Option<&Punto>) -> Esame {
    let values: Vec<(Q, Option<Q>)> = inside(from, to).into_iter().map(|x| (x.clone(), f(&x))).collect();
    let known: Vec<(&Q, &Q)> = values.iter().filter_map(|(x, v)| Some((x, v.as_ref()?))).collect();
    require!(known.is_empty() || known.len() == values.len(), "printed only in a part of {from}..{to}");
    let Some(((x0, v0), rest)) = known.split_first() else {
        let silent = left.is_none_or(|p| p.soglia.dopo.is_none()) && right.is_none_or(|p| p.soglia.prima.is_none());
        require!(silent, "a value that nobody prints, {from}..{to}");
        return Ok(());
    };
    let stated = left.map(|p| &p.soglia.pendenza_dopo).or(right.map(|p| &p.soglia.pendenza_prima));
    let m = stated.map_or_else(|| (rest[0].1 - *v0) / (rest[0].0 - *x0), |t| slope(t));
    for (x, v) in rest {
        require!(*v - *v0 == &m * (*x - *x0), "not the line of slope {m} between {x0} and {x}");
    }
    require!(right.is_none_or(|p| slope(&p.soglia.pendenza_prima) == m), "two slopes for one piece, {from}..{to}");
    Ok(())
}

/// The values on the two sides are those of the cents there.
fn beside(s: &Servizio, quota: &Quota, fatti: &Fatti, p: &Punto) -> Esame {
    let unit = |x: &Q| valore_unitario(s, quota, fatti, x, true);
    let near = Q::new(1.into(), BigInt::from(10).pow(15));
    let text = |v: Option<Q>| v.as_ref().map(euro);
    // The point itself belongs to one side; the other has it as its limit.
    let (before, after) = (&p.x - &near, &p.x + &near);
    let (here, beyond) = if p.soglia.compreso {
        ((&p.soglia.prima, text(unit(&p.x))), (&p.soglia.dopo, text(unit(&after))))
    } else {
        ((&p.soglia.dopo, text(unit(&p.x))), (&p.soglia.prima, text(unit(&before))))
    };
    require!(*here.0 == here.1, "{:?} is stated, the fee is {:?}", here.0, here.1);
    if *beyond.0 != beyond.1 {
        // Just on the edge of a rounding the limit and the values near it round to two multiples.
        let (Some(stated), Some(next)) = (beyond.0.as_ref(), beyond.1.as_ref()) else {
            return Err(format!("{:?} is stated, beside it the fee is {:?}", beyond.0, beyond.1));
        };
        let side = if p.soglia.compreso { &after } else { &before };
        let sloped = slope(if p.soglia.compreso { &p.soglia.pendenza_dopo } else { &p.soglia.pendenza_prima });
        let exact = valore_unitario(s, quota, fatti, side, false).expect("a printed value");
        let off = (&exact - slope(stated)).abs();
        require!(!sloped.is_zero() && off <= quota.arrotonda.al.clone(), "{stated} is stated, beside it the fee is {next}");
    }
    Ok(())
}

/// Second differences of the exact value on the cents around every bound: where they are not zero there is a point.
fn none_missed(s: &Servizio, quota: &Quota, points: &[Punto], f: &dyn Fn(&Q) -> Option<Q>) -> Esame {
    let mut bounds = limiti_presentati(s, std::slice::from_ref(quota), &BTreeMap::new());
    if let Some(tipo) = s.isee.first() {
        bounds.extend(mondi::soglie_nominate(s, tipo));
    }
    for bound in &bounds {
        for x in centesimi_intorno(bound) {
            let (before, after) = (&x - centesimi(1), &x + centesimi(1));
            if before.is_negative() {
                continue;
            }
            let bends = match (f(&before), f(&x), f(&after)) {
                (Some(a), Some(b), Some(c)) => !(a + c - b * intero(2)).is_zero(),
                (None, None, None) => false,
                _ => true,
            };
            let stated = points.iter().any(|p| p.x >= before && p.x <= after);
            require!(!bends || stated, "a breakpoint is missing at {x}");
        }
    }
    Ok(())
}

// --- inverso ---

#[test]
fn the_inverse_is_exactly_the_set_of_isee_that_satisfy_the_question() {
    let mut dado = Dado(11);
    on_seeds(|case| {
        for s in &case.regole.servizi {
            for quota in &s.quote {
                for _ in 0..2 {
                    let fatti = tutte_le_risposte(case, s, &mut dado);
                    inverse(case, s, quota, &fatti, &mut dado, 200)
                        .map_err(|why| format!("{} with {}: {why}", quota.id, fatti_json(&fatti)))?;
                }
            }
        }
        Ok(())
    });
    on_files(60, 104, any::<u64>(), |case, seed| {
        let (s, mut dado) = (&case.regole.servizi[0], Dado(seed));
        let fatti = tutte_le_risposte(case, s, &mut dado);
        let quota = &s.quote[0];
        inverse(case, s, quota, &fatti, &mut dado, 40).map_err(|why| format!("{} with {}: {why}", quota.id, fatti_json(&fatti)))
    });
}

/// ISEE in cents, random and around every bound, each with its unit value.
fn sample(s: &Servizio, quota: &Quota, fatti: &Fatti, dado: &mut Dado, count: usize) -> Vec<(i64, Option<Q>)> {
    let bounds: Vec<Q> = limiti_presentati(s, std::slice::from_ref(quota), &BTreeMap::new()).into_iter().collect();
    let random = (0..count).map(|n| {
        if n % 3 == 0 {
            let around = centesimi_intorno(dado.pick(&bounds));
            dado.pick(&around).clone()
        } else {
            centesimi(i64::try_from(dado.below(6_000_000)).unwrap())
        }
    });
    let xs: Vec<Q> = random.collect();
    xs.into_iter()
        .map(|x| (i64::try_from((&x * intero(100)).to_integer()).unwrap(), valore_unitario(s, quota, fatti, &x, true)))
        .collect()
}

fn inverse(case: &Caso, s: &Servizio, quota: &Quota, fatti: &Fatti, dado: &mut Dado, count: usize) -> Esame {
    let facts = facts_of_the_engine(case, fatti);
    let known = sample(s, quota, fatti, dado, count);
    let values: Vec<Q> = known.iter().filter_map(|(_, v)| v.clone()).collect();
    for n in 0..6 {
        // An amount that some ISEE pays, or one near it.
        let paid = if values.is_empty() { Q::zero() } else { dado.pick(&values).clone() };
        let amount = if n % 2 == 0 { paid } else { paid + centesimi(i64::try_from(dado.below(300)).unwrap() - 150) };
        let amount = if amount.is_negative() { Q::zero() } else { amount };
        let text = parse_decimal(&euro(&amount)).unwrap();
        let amount = slope(&euro(&amount));
        let (question, holds): (_, Box<dyn Fn(&Q) -> bool>) = match n / 2 {
            0 => (Domanda::AlMassimo(text), Box::new(|v| *v <= amount)),
            1 => (Domanda::Almeno(text), Box::new(|v| *v >= amount)),
            _ => (Domanda::Uguale(text), Box::new(|v| *v == amount)),
        };
        let set = inverso(&case.rules, &s.id, &quota.id, question, &facts).map_err(|d| format!("{d:?}"))?;
        let cents = |t: &String| i64::try_from((slope(t) * intero(100)).to_integer()).unwrap();
        let runs: Vec<(i64, Option<i64>)> = set.tratti.iter().map(|t| (cents(&t.da), t.a.as_ref().map(cents))).collect();
        let at = |c: i64| valore_unitario(s, quota, fatti, &centesimi(c), true).is_some_and(|v| holds(&v));
        runs_are_exact(&runs, &at).map_err(|why| format!("{question:?}: {why}, {runs:?}"))?;
        for (x, v) in &known {
            let member = runs.iter().any(|(from, to)| from <= x && to.is_none_or(|to| *x <= to));
            let pays = v.as_ref().is_some_and(&holds);
            require!(member == pays, "{question:?}: {x} cents of ISEE pay {v:?}, yet the set is {runs:?}");
        }
        require!(set.motivo.is_some() == runs.is_empty(), "{question:?}: {:?} for {runs:?}", set.motivo);
    }
    Ok(())
}

fn runs_are_exact(runs: &[(i64, Option<i64>)], at: &dyn Fn(i64) -> bool) -> Esame {
    let mut last: Option<i64> = Some(-1);
    for (from, to) in runs {
        let before = last.ok_or("a run after one without end")?;
        require!(*from > before + 1 || before == -1, "runs that touch");
        require!(at(*from) && (*from == 0 || !at(from - 1)), "the run does not begin at {from}");
        match to {
            Some(to) => require!(to >= from && at(*to) && !at(to + 1), "the run does not end at {to}"),
            None => require!(at(1_000_000_000_000) && at(99_999_999_999_999), "the run has an end"),
        }
        last = *to;
    }
    Ok(())
}

// --- three-valued logic ---

#[test]
fn one_more_answer_never_turns_a_yes_into_a_no_nor_widens_a_range() {
    on_files(120, 105, (richiesta_casuale(), any::<u64>()), |case, (random, seed)| {
        let s = &case.regole.servizi[0];
        let target = random.per(&case.regole, s);
        answer_one_by_one(case, s, &target, &mut Dado(seed))
    });
}

fn answer_one_by_one(case: &Caso, s: &Servizio, target: &Richiesta, dado: &mut Dado) -> Esame {
    let isee_required = s.requisiti.iter().any(|c| {
        let mut named = std::collections::BTreeSet::new();
        mondi::fatti_nominati(c, &mut named);
        s.isee.iter().any(|t| named.contains(&format!("isee.{t}")))
    });
    let mut r = Richiesta { quantita: target.quantita.clone(), ..Richiesta::default() };
    let mut before = case.calcola(s, &r)?;
    let mut waiting: Vec<String> = tutti_i_nominati(s).into_iter().collect();
    waiting.extend(s.isee.first().map(|t| format!("isee.{t}")));
    while !waiting.is_empty() {
        let id = waiting.remove(dado.below(waiting.len()));
        let accepted = s.isee.iter().any(|t| id == format!("isee.{t}"));
        let asked = before.mancano.contains(&id);
        // To present an ISEE that nobody waits for is to change the answer, not to complete it.
        if accepted && (!asked || isee_required) || r.tutti_i_fatti().contains_key(&id) {
            continue;
        }
        match id.strip_prefix("isee.") {
            Some(tipo) => {
                let x = target.isee.get(tipo).cloned().unwrap_or_else(|| centesimi(i64::try_from(dado.below(4_000_000)).unwrap()));
                r.isee.insert(tipo.to_owned(), x);
            }
            None => {
                let values = rappresentanti(&id, &case.regole.fatti[&id], s);
                r.fatti.insert(id.clone(), dado.pick(&values).clone());
            }
        }
        let after = case.calcola(s, &r)?;
        narrower(&before, &after).map_err(|why| format!("{why}, after {id} in {}", r.json()))?;
        if !asked && before.ammesso != Ammesso::No {
            let same = (before.ammesso, &before.totale, &before.intervallo) == (after.ammesso, &after.totale, &after.intervallo);
            require!(same, "{id} was not in mancano, yet it changes the answer, {}", r.json());
        }
        before = after;
    }
    Ok(())
}

/// The range of a total; none when refused.
fn range(r: &Risposta) -> Option<(Q, Option<Q>)> {
    match (&r.totale, r.intervallo) {
        (Some(t), _) => Some((slope(t), Some(slope(t)))),
        (None, Some(Estremi { min, max })) => Some((q(min), max.map(q))),
        (None, None) => None,
    }
}

fn narrower(before: &Risposta, after: &Risposta) -> Esame {
    require!(
        before.ammesso == Ammesso::DaVerificare || before.ammesso == after.ammesso,
        "ammesso turns from {:?} to {:?}",
        before.ammesso,
        after.ammesso
    );
    require!(before.totale.is_none() || before.totale == after.totale, "a known total changes: {:?}, {:?}", before.totale, after.totale);
    if let (Some((low, high)), Some((min, max))) = (range(before), range(after)) {
        let above = high.as_ref().is_some_and(|h| max.as_ref().is_none_or(|m| euro(m) != euro(h) && m > h));
        require!(euro(&min) == euro(&low) || min >= low, "the range grows below: {low}, then {min}");
        require!(!above, "the range grows above: {high:?}, then {max:?}");
    }
    Ok(())
}

// --- rounding and numbers ---

fn modi() -> impl Strategy<Value = (Modo, &'static str)> {
    prop_oneof![
        Just((Modo::MetaSu, "meta_su")),
        Just((Modo::MetaPari, "meta_pari")),
        Just((Modo::Su, "su")),
        Just((Modo::Giu, "giu")),
        Just((Modo::Nessuno, "nessuno")),
    ]
}

proptest! {
    #![proptest_config(configurazione(4_000, 106))]

    #[test]
    fn rounding_is_near_idempotent_and_a_multiple(
        numer in -10_000_000_i128..10_000_000,
        denom in prop_oneof![Just(1_i128), Just(200), Just(1000), Just(3), Just(4898), 1_i128..100_000],
        al in prop_oneof![Just("0.01"), Just("0.50"), Just("1"), Just("0.05"), Just("0.03"), Just("2.5")],
        (modo, name) in modi(),
    ) {
        let x = Frazione::new(numer, denom).unwrap();
        let rule = Arrotonda { al: Frazione::from_decimal(al.parse().unwrap()), modo };
        let rounded = rule.apply(x).unwrap();
        prop_assert_eq!(rule.apply(rounded).unwrap(), rounded, "idempotent");
        let (exact, out, step) = (q(x), q(rounded), q(rule.al));
        prop_assert_eq!(&out, &al_multiplo(&exact, &step, name));
        let off = (&out - &exact).abs();
        match modo {
            Modo::Nessuno => prop_assert!(off.is_zero()),
            Modo::MetaSu | Modo::MetaPari => prop_assert!(off * intero(2) <= step),
            Modo::Su => prop_assert!(out >= exact && off < step),
            Modo::Giu => prop_assert!(out <= exact && off < step),
        }
        if modo != Modo::Nessuno {
            prop_assert!((&out / &step).is_integer());
        }
    }

    #[test]
    fn exact_fractions_agree_with_unlimited_ones_and_never_wrap(
        (a, b) in (number(), number()),
        (c, d) in (number(), number()),
    ) {
        let (Ok(x), Ok(y)) = (Frazione::new(a, b), Frazione::new(c, d)) else {
            prop_assert!(b == 0 || d == 0 || [a, b, c, d].contains(&i128::MIN));
            return Ok(());
        };
        prop_assert_eq!(q(x), Q::new(a.into(), b.into()));
        prop_assert!(x.denom() > 0);
        let (exact_x, exact_y) = (q(x), q(y));
        let fits = |v: &Q| {
            let max = BigInt::from(i128::MAX);
            v.numer().abs() <= max && *v.denom() <= max
        };
        let mut results = vec![(x.add(y), &exact_x + &exact_y), (x.sub(y), &exact_x - &exact_y), (x.mul(y), &exact_x * &exact_y)];
        if y == Frazione::ZERO {
            prop_assert!(x.div(y).is_err());
        } else {
            results.push((x.div(y), &exact_x / &exact_y));
        }
        let small = [a, b, c, d].iter().all(|n| n.unsigned_abs() < 1 << 60);
        for (got, exact) in results {
            match got {
                Ok(v) => {
                    prop_assert_eq!(q(v), exact.clone());
                    reads_of_a_fraction(v, &exact)?;
                }
                Err(_) => prop_assert!(!small || !fits(&exact), "{} is refused", exact),
            }
        }
        prop_assert_eq!(x.cmp(&y), exact_x.cmp(&exact_y));
    }

    #[test]
    fn a_decimal_reads_back_as_it_was_written(minus in any::<bool>(), whole in 0_u64..1_000_000_000_000, decimals in "[0-9]{0,9}") {
        let sign = if minus { "-" } else { "" };
        let point = if decimals.is_empty() { "" } else { "." };
        let text = format!("{sign}{whole}{point}{decimals}");
        let read = parse_decimal(&text).unwrap();
        prop_assert_eq!(q(Frazione::from_decimal(read)), slope(&text));
        let zero = whole == 0 && decimals.bytes().all(|b| b == b'0');
        if !(minus && zero) {
            prop_assert_eq!(read.to_string(), text.clone());
        }
        // Amounts are written with two decimals, or with all those they need.
        let trimmed = decimals.trim_end_matches('0');
        let shown = if trimmed.len() <= 2 { format!("{trimmed:0<2}") } else { trimmed.to_owned() };
        let sign = if zero { "" } else { sign };
        prop_assert_eq!(Frazione::from_decimal(read).amount_text(), format!("{sign}{whole}.{shown}"));
    }
}

/// Small, huge, and the ends of the range.
fn number() -> impl Strategy<Value = i128> {
    prop_oneof![
        4 => -1000_i128..1000,
        3 => any::<i64>().prop_map(i128::from),
        2 => any::<i128>(),
        1 => prop_oneof![Just(i128::MAX), Just(i128::MIN), Just(i128::MIN + 1), Just(i128::MAX - 1), Just(1 << 126), Just(-(1 << 126))],
    ]
}

/// Whole parts, cents and texts of a value, however large.
fn reads_of_a_fraction(v: Frazione, exact: &Q) -> Result<(), TestCaseError> {
    prop_assert_eq!(BigInt::from(v.floor()), exact.floor().to_integer());
    if BigInt::from(i128::MAX) >= exact.ceil().to_integer() {
        prop_assert_eq!(BigInt::from(v.ceil()), exact.ceil().to_integer());
    }
    if let Ok(cents) = v.floor_cents() {
        prop_assert_eq!(BigInt::from(cents), (exact * intero(100)).floor().to_integer());
    }
    if let Ok(rounded) = Arrotonda::AL_CENTESIMO.apply(v) {
        prop_assert_eq!(q(rounded), ingenuo::al_centesimo(exact));
        prop_assert_eq!(v.euro_text(), euro(exact));
    }
    let text = v.exact_text();
    prop_assert_eq!(slope(&text), exact.clone());
    Ok(())
}

// --- fingerprint ---

#[test]
fn the_fingerprint_follows_the_content_and_not_the_way_it_is_written() {
    on_files(150, 107, any::<u64>(), same_content);
    on_seeds(|case| same_content(case, 5));
}

fn same_content(case: &Caso, mut seed: u64) -> Esame {
    let tree = testo::albero(&case.testo);
    let shuffled = testo::mescola(&tree, &mut seed);
    let V::M(rows) = &shuffled else { return Err("a table".to_owned()) };
    for (how, text) in [("JSON", testo::json(&tree)), ("JSON, keys moved", testo::json(&shuffled)), ("TOML, keys moved", testo::toml(rows))] {
        let read = soglia::formato::parse_regolamento(&text, "prova", &soglia::semi::fatti()).map_err(|d| format!("{how}: {d:?}"))?;
        require!(read.impronta == case.rules.impronta, "{how}: another fingerprint");
        require!(read == case.rules, "{how}: other rules");
    }
    let mut other = rows.clone();
    for (key, v) in &mut other {
        if key == "titolo" {
            *v = testo::t("Un altro titolo");
        }
    }
    let read = soglia::formato::parse_regolamento(&testo::toml(&other), "prova", &soglia::semi::fatti()).map_err(|d| format!("{d:?}"))?;
    require!(read.impronta != case.rules.impronta, "another title, the same fingerprint");
    Ok(())
}
