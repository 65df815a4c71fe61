// SPDX-License-Identifier: EUPL-1.2
//! `inverso`: the set and nothing but the set.

use super::*;
use crate::ingenuo::lettura::numero_da;
use crate::ingenuo::mondi::{centesimi_intorno, limiti_presentati};
use crate::ingenuo::{centesimi, euro, intero};
use num_traits::{Signed, Zero};
use soglia::denaro::parse_decimal;
use soglia::tariffa::{Domanda, inverso};

/// Whether the values at one ISEE answer a question.
type Risponde<'a> = Box<dyn Fn(&Valori) -> bool + 'a>;

#[test]
fn the_inverse_is_exactly_the_set_of_isee_that_satisfy_the_question() {
    let mut dado = Dado(11);
    on_seeds(|case| {
        for s in &case.regole.servizi {
            for quota in &s.quote {
                for _ in 0..2 {
                    inverse(case, s, quota, &mut dado, 200)?;
                }
            }
        }
        Ok(())
    });
    on_files(80, 104, any::<u64>(), |case, seed| {
        let s = &case.regole.servizi[0];
        inverse(case, s, &s.quote[0], &mut Dado(seed), 40)
    });
}

/// A range of unit values; no greatest where nothing limits it.
type Valori = (Q, Option<Q>);

/// A quota with some answers, one of which may be missing: then there is a household for each of its values.
struct Famiglie<'a> {
    s: &'a Servizio,
    quota: &'a Quota,
    fatti: Vec<Fatti>,
}

impl Famiglie<'_> {
    fn valori(&self, x: &Q) -> Vec<Valori> {
        self.fatti.iter().map(|f| valori_unitari(self.s, self.quota, f, x, true)).collect()
    }

    /// ISEE in cents, random and around every bound, each with its unit values.
    fn sample(&self, dado: &mut Dado, count: usize) -> Vec<(i64, Vec<Valori>)> {
        let bounds = limiti_presentati(self.s, std::slice::from_ref(self.quota), &BTreeMap::new());
        let bounds: Vec<Q> = bounds.into_iter().collect();
        let mut out = Vec::new();
        for n in 0..count {
            let x = if n % 3 == 0 {
                let around = centesimi_intorno(dado.pick(&bounds));
                dado.pick(&around).clone()
            } else {
                centesimi(i64::try_from(dado.below(6_000_000)).unwrap())
            };
            out.push((i64::try_from((&x * intero(100)).to_integer()).unwrap(), self.valori(&x)));
        }
        out
    }
}

fn inverse(case: &Caso, s: &Servizio, quota: &Quota, dado: &mut Dado, count: usize) -> Esame {
    let (given, fatti) = one_may_be_missing(case, s, dado);
    let facts = facts_of_the_engine(case, &given);
    let families = Famiglie { s, quota, fatti };
    questions(case, &families, &facts, dado, count)
        .map_err(|why| format!("{} with {}: {why}", quota.id, fatti_json(&given)))
}

fn questions(
    case: &Caso,
    families: &Famiglie<'_>,
    facts: &soglia::requisiti::Fatti,
    dado: &mut Dado,
    count: usize,
) -> Esame {
    let known = families.sample(dado, count);
    let values: Vec<Q> = known.iter().flat_map(|(_, v)| v.iter().map(|v| v.0.clone())).collect();
    for n in 0..6 {
        // An amount that some ISEE pays, or one near it.
        let paid = dado.pick(&values).clone();
        let amount = if n % 2 == 0 { paid } else { paid + centesimi(i64::try_from(dado.below(300)).unwrap() - 150) };
        let amount = if amount.is_negative() { Q::zero() } else { amount };
        let text = parse_decimal(&euro(&amount)).unwrap();
        let amount = numero_da(&euro(&amount));
        let (question, holds): (_, Risponde<'_>) = match n / 2 {
            0 => (Domanda::AlMassimo(text), Box::new(|(_, most)| most.as_ref().is_some_and(|m| *m <= amount))),
            1 => (Domanda::Almeno(text), Box::new(|(least, _)| *least >= amount)),
            _ => (Domanda::Uguale(text), Box::new(|(least, most)| *least == amount && *most == Some(amount.clone()))),
        };
        let (s, quota) = (families.s, families.quota);
        let set = inverso(&case.rules, &s.id, &quota.id, question, facts).map_err(|d| format!("{d:?}"))?;
        let cents = |t: &String| i64::try_from((numero_da(t) * intero(100)).to_integer()).unwrap();
        let runs: Vec<(i64, Option<i64>)> =
            set.tratti.iter().map(|t| (cents(&t.da), t.a.as_ref().map(cents))).collect();
        let at = |c: i64| families.valori(&centesimi(c)).iter().all(&holds);
        runs_are_exact(&runs, &at).map_err(|why| format!("{question:?}: {why}, {runs:?}"))?;
        for (x, v) in &known {
            let member = runs.iter().any(|(from, to)| from <= x && to.is_none_or(|to| *x <= to));
            require!(
                member == v.iter().all(&holds),
                "{question:?}: {x} cents of ISEE pay {v:?}, yet the set is {runs:?}"
            );
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
