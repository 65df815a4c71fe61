// SPDX-License-Identifier: EUPL-1.2
//! `soglie`: complete, and exact on both sides.

use super::*;
use crate::ingenuo::mondi::{self, centesimi_intorno, limiti_presentati};
use crate::ingenuo::{centesimi, euro, intero};
use num_bigint::BigInt;
use num_traits::{Signed, Zero};
use soglia::tariffa::{Soglia, soglie};

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
                lines(case, s, quota, &fatti)
                    .map_err(|why| format!("{} with {}: {why}", quota.id, fatti_json(&fatti)))?;
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

pub fn lines(case: &Caso, s: &Servizio, quota: &Quota, fatti: &Fatti) -> Esame {
    let facts = facts_of_the_engine(case, fatti);
    let found = soglie(&case.rules, &s.id, &quota.id, &facts).map_err(|d| format!("{d:?}"))?;
    let point = |soglia: Soglia| {
        let exact = soglia.isee_esatto.as_ref().unwrap_or(&soglia.isee);
        Punto { x: ingenuo::lettura::numero_da(exact), soglia }
    };
    let points: Vec<Punto> = found.into_iter().map(point).collect();
    let f = |x: &Q| valore_unitario(s, quota, fatti, x, false);
    let printed = |x: &Q| valore_unitario(s, quota, fatti, x, true);
    for n in 0..=points.len() {
        let (left, right) = (n.checked_sub(1).map(|n| &points[n]), points.get(n));
        let from = left.map_or_else(Q::zero, |p| p.x.clone());
        let to = right.map_or_else(|| &from + intero(1_000_000), |p| p.x.clone());
        require!(from <= to, "breakpoints that go back: {from}, {to}");
        if from < to {
            straight((&f, &printed), (&from, &to), left, right)?;
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

/// The value at an ISEE, where there is one.
type Curva<'a> = &'a dyn Fn(&Q) -> Option<Q>;

/// Between two breakpoints: the exact value is a line, or there is none and none is printed either, unless every value it
/// may have is rounded to the same.
fn straight(
    (f, printed): (Curva<'_>, Curva<'_>),
    (from, to): (&Q, &Q),
    left: Option<&Punto>,
    right: Option<&Punto>,
) -> Esame {
    let values: Vec<(Q, Option<Q>)> = inside(from, to).into_iter().map(|x| (x.clone(), f(&x))).collect();
    let known: Vec<(&Q, &Q)> = values.iter().filter_map(|(x, v)| Some((x, v.as_ref()?))).collect();
    require!(known.is_empty() || known.len() == values.len(), "printed only in a part of {from}..{to}");
    let Some(((x0, v0), rest)) = known.split_first() else {
        let silent = left.is_none_or(|p| p.soglia.dopo.is_none()) && right.is_none_or(|p| p.soglia.prima.is_none());
        let one = || values.iter().all(|(x, _)| printed(x).is_some());
        require!(silent || one(), "a value that nobody prints, {from}..{to}");
        return Ok(());
    };
    let stated = left
        .map(|p| p.soglia.pendenza_dopo.as_deref().unwrap())
        .or(right.map(|p| p.soglia.pendenza_prima.as_deref().unwrap()));
    let m = stated.map_or_else(|| (rest[0].1 - *v0) / (rest[0].0 - *x0), slope);
    for (x, v) in rest {
        require!(*v - *v0 == &m * (*x - *x0), "not the line of slope {m} between {x0} and {x}");
    }
    require!(
        right.is_none_or(|p| slope(p.soglia.pendenza_prima.as_deref().unwrap()) == m),
        "two slopes for one piece, {from}..{to}"
    );
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
        let sloped = slope(
            if p.soglia.compreso { &p.soglia.pendenza_dopo } else { &p.soglia.pendenza_prima }.as_deref().unwrap(),
        );
        let exact = valore_unitario(s, quota, fatti, side, false).expect("a printed value");
        let off = (&exact - slope(stated)).abs();
        require!(
            !sloped.is_zero() && off <= quota.arrotonda.al.clone().max(centesimi(1)),
            "{stated} is stated, beside it the fee is {next}"
        );
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

#[test]
fn with_an_answer_missing_every_breakpoint_of_every_answer_is_there_and_only_what_depends_on_it_is_null() {
    on_files(80, 109, any::<u64>(), |case, seed| {
        let (s, mut dado) = (&case.regole.servizi[0], Dado(seed));
        let (given, households) = one_may_be_missing(case, s, &mut dado);
        s.quote.iter().try_for_each(|quota| sides_of_all(case, s, quota, &given, &households))
    });
}

fn sides_of_all(case: &Caso, s: &Servizio, quota: &Quota, given: &Fatti, households: &[Fatti]) -> Esame {
    let find = |fatti: &Fatti| {
        let facts = facts_of_the_engine(case, fatti);
        soglie(&case.rules, &s.id, &quota.id, &facts).map_err(|d| format!("{d:?}"))
    };
    let all = find(given)?;
    let mut expected = std::collections::BTreeSet::new();
    for fatti in households {
        for own in find(fatti)? {
            let here = all
                .iter()
                .find(|p| (&p.isee, &p.isee_esatto, p.compreso) == (&own.isee, &own.isee_esatto, own.compreso));
            let here = here.ok_or_else(|| format!("{} lacks {own:?} of {}", quota.id, fatti_json(fatti)))?;
            for (one, other) in [
                (&here.prima, &own.prima),
                (&here.dopo, &own.dopo),
                (&here.pendenza_prima, &own.pendenza_prima),
                (&here.pendenza_dopo, &own.pendenza_dopo),
            ] {
                require!(one.is_none() || one == other, "{here:?} states what {own:?} denies");
                require!(households.len() > 1 || one == other, "{here:?} hides what {own:?} states");
            }
            expected.insert((own.isee, own.compreso));
        }
    }
    let stated: std::collections::BTreeSet<_> = all.into_iter().map(|p| (p.isee, p.compreso)).collect();
    require!(stated == expected, "{}: {stated:?}, expected {expected:?}", quota.id);
    Ok(())
}
