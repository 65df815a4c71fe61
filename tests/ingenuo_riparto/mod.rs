// SPDX-License-Identifier: EUPL-1.2
//! A second allocation, slow and obvious, written from FORMATO chapter 7 and sharing no code with the engine. It
//! reads the riparto as JSON, keeps every number as an unlimited fraction, finds λ by computing the sum at every
//! breakpoint, and gives the last units group by group of equal fractional parts.
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod alberi;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use serde_json::Value;
use std::collections::BTreeMap;

pub type Q = BigRational;

pub fn q(n: i128) -> Q {
    Q::from_integer(BigInt::from(n))
}

/// `"12.5"`, `"3/7"`, 4.
pub fn number(v: &Value) -> Q {
    let text = v.as_str().map_or_else(|| v.to_string(), str::to_owned);
    match text.split_once('/') {
        Some((a, b)) => plain(a) / plain(b),
        None => plain(&text),
    }
}

fn plain(text: &str) -> Q {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{whole}{decimals}").parse().unwrap();
    Q::new(digits, BigInt::from(10).pow(u32::try_from(decimals.len()).unwrap()))
}

fn cents(v: &Value) -> i128 {
    i128::try_from((number(v) * q(100)).to_integer()).unwrap()
}

/// What one node gets.
#[derive(Clone, Debug, PartialEq)]
pub struct Avuto {
    pub cents: i128,
    /// In cents.
    pub exact: Q,
    pub bound: Option<&'static str>,
    /// Of its own voci, when it has any.
    pub left: Option<i128>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Pari {
    pub node: String,
    pub tied: Vec<String>,
    pub cents: i128,
    pub to: Vec<String>,
}

/// Why a node has no answer, and how many cents are missing (none when the bounds cross).
#[derive(Clone, Debug, PartialEq)]
pub struct Guasto {
    pub node: String,
    pub missing: Option<i128>,
}

#[derive(Debug, Default)]
pub struct Esito {
    pub left: i128,
    pub nodes: BTreeMap<String, Avuto>,
    pub ties: Vec<Pari>,
    pub faults: Vec<Guasto>,
}

pub fn divide(riparto: &Value) -> Esito {
    let available = cents(&riparto["assegnazione"]) + riparto.get("residui").map_or(0, cents);
    let mut e = Esito::default();
    let rules = Rules {
        unit: riparto.get("arrotonda").map_or(1, cents),
        person: riparto.get("spareggio").is_some_and(|s| s == "decisione"),
    };
    e.left = rules.level(available, riparto, riparto["id"].as_str().unwrap(), "", &mut e);
    e
}

struct Rules {
    unit: i128,
    person: bool,
}

/// A sibling with a weight; bounds in cents.
#[derive(Clone)]
struct Peso {
    weight: Q,
    min: Option<Q>,
    max: Option<Q>,
}

impl Peso {
    fn at(&self, lambda: &Q) -> Q {
        let grown = (lambda * &self.weight).max(self.min.clone().unwrap_or_else(Q::zero));
        match &self.max {
            Some(max) => grown.min(max.clone()),
            None => grown,
        }
    }
}

/// A percentage of what is available, in cents.
fn share(available: i128, p: &Value) -> Q {
    number(p) * q(available) / q(100)
}

fn percents(available: i128, voci: &[Value]) -> Vec<(usize, Q)> {
    let one = |(i, v): (usize, &Value)| v.get("percento").map(|p| (i, share(available, p)));
    voci.iter().enumerate().filter_map(one).collect()
}

fn weights(available: i128, voci: &[Value]) -> Vec<(usize, Peso)> {
    let bound = |v: &Value, key: &str| {
        let amount = v.get(key).map(|m| q(cents(m)));
        amount.or_else(|| v.get(format!("{key}_percento")).map(|p| share(available, p)))
    };
    let one = |(i, v): (usize, &Value)| {
        v.get("peso").map(|w| (i, Peso { weight: number(w), min: bound(v, "minimo"), max: bound(v, "massimo") }))
    };
    voci.iter().enumerate().filter_map(one).collect()
}

fn id(v: &Value) -> String {
    v["id"].as_str().unwrap().to_owned()
}

impl Rules {
    fn level(&self, available: i128, parent: &Value, node: &str, path: &str, e: &mut Esito) -> i128 {
        let voci = parent["voce"].as_array().unwrap();
        let least = parent.get("contributo_minimo").map(|m| q(cents(m)));
        let Some(given) = self.siblings(available, voci, least.as_ref(), node, e) else { return available };
        let mut left = available;
        for (v, mut got) in voci.iter().zip(given) {
            let here = if path.is_empty() { id(v) } else { format!("{path}/{}", id(v)) };
            left -= got.cents;
            if v.get("voce").and_then(Value::as_array).is_some_and(|b| !b.is_empty()) {
                got.left = Some(self.level(got.cents, v, &id(v), &here, e));
            }
            e.nodes.insert(here, got);
        }
        left
    }

    fn siblings(
        &self,
        available: i128,
        voci: &[Value],
        grant: Option<&Q>,
        node: &str,
        e: &mut Esito,
    ) -> Option<Vec<Avuto>> {
        let unit = q(self.unit);
        let fixed: i128 = voci.iter().filter_map(|v| v.get("importo")).map(cents).sum();
        let room = q(available - fixed);
        let (percents, weights) = (percents(available, voci), weights(available, voci));
        let exact: Q = percents.iter().map(|(_, p)| p.clone()).sum();
        let minima: Q = weights.iter().filter_map(|(_, p)| p.min.clone()).sum();
        let least = (&exact / &unit).floor();
        // The nearest number of units, but not a unit that is missing or promised to a minimum.
        let half = (&exact / &unit + Q::new(BigInt::one(), BigInt::from(2))).floor();
        let units = half.min(((&room - &minima) / &unit).floor().max(least.clone()));
        let rest = &room - &units * &unit;
        let crossed = |p: &Peso| p.max.as_ref().is_some_and(|max| *max < p.min.clone().unwrap_or_else(Q::zero));
        let missing = if exact > room {
            Some(Some(exact - room))
        } else if weights.iter().any(|(_, p)| crossed(p)) {
            Some(None)
        } else if minima > rest {
            Some(Some(minima - &rest))
        } else {
            None
        };
        if let Some(missing) = missing {
            let missing = missing.map(|m: Q| i128::try_from(m.ceil().to_integer()).unwrap());
            e.faults.push(Guasto { node: node.to_owned(), missing });
            return None;
        }
        let decided = |v: &Value| v.get("importo").map(cents);
        let mut out: Vec<Option<Avuto>> =
            voci.iter().map(|v| decided(v).map(|c| Avuto { cents: c, exact: q(c), bound: None, left: None })).collect();
        self.shares(&percents, &units, voci, node, e, &mut out);
        let out_of_it = grant.map_or_else(Vec::new, |least| below_the_minimum(&rest, &weights, least));
        let weights = without(&weights, &out_of_it);
        self.rest(&weights, &rest, voci, node, e, &mut out);
        for i in out_of_it {
            out[weights[i].0].as_mut().unwrap().bound = Some("contributo_minimo");
        }
        Some(out.into_iter().map(Option::unwrap).collect())
    }

    fn shares(
        &self,
        group: &[(usize, Q)],
        units: &Q,
        voci: &[Value],
        node: &str,
        e: &mut Esito,
        out: &mut [Option<Avuto>],
    ) {
        let keys: Vec<Q> = group.iter().map(|(i, _)| number(&voci[*i]["percento"])).collect();
        let amounts: Vec<Q> = group.iter().map(|(_, p)| p / q(self.unit)).collect();
        let whole = self.units(&amounts, &keys, &vec![None; keys.len()], units, group, voci, node, e);
        for ((i, exact), n) in group.iter().zip(whole) {
            out[*i] = Some(Avuto { cents: n * self.unit, exact: exact.clone(), bound: None, left: None });
        }
    }

    fn rest(
        &self,
        group: &[(usize, Peso)],
        rest: &Q,
        voci: &[Value],
        node: &str,
        e: &mut Esito,
        out: &mut [Option<Avuto>],
    ) {
        let quotas = water(rest, group);
        let keys: Vec<Q> = group.iter().map(|(_, p)| p.weight.clone()).collect();
        let caps: Vec<Option<Q>> = group.iter().map(|(_, p)| p.max.as_ref().map(|m| m / q(self.unit))).collect();
        let amounts: Vec<Q> = quotas.iter().map(|x| x / q(self.unit)).collect();
        let units = amounts.iter().cloned().sum::<Q>().floor();
        let whole = self.units(&amounts, &keys, &caps, &units, group, voci, node, e);
        for (((i, p), exact), n) in group.iter().zip(quotas).zip(whole) {
            let bound = if p.min.as_ref() == Some(&exact) {
                Some("minimo")
            } else if p.max.as_ref() == Some(&exact) {
                Some("massimo")
            } else {
                None
            };
            out[*i] = Some(Avuto { cents: n * self.unit, exact, bound, left: None });
        }
    }

    /// Whole units: the floors, then one each by groups of equal fractional parts.
    #[allow(clippy::too_many_arguments, reason = "the obvious way")]
    fn units<T>(
        &self,
        exact: &[Q],
        keys: &[Q],
        caps: &[Option<Q>],
        total: &Q,
        who: &[(usize, T)],
        voci: &[Value],
        node: &str,
        e: &mut Esito,
    ) -> Vec<i128> {
        let mut whole: Vec<i128> = exact.iter().map(|x| i128::try_from(x.floor().to_integer()).unwrap()).collect();
        let mut left = i128::try_from(total.to_integer()).unwrap() - whole.iter().sum::<i128>();
        let name = |i: &usize| id(&voci[who[*i].0]);
        'passes: while left > 0 {
            let mut groups: BTreeMap<Q, Vec<usize>> = BTreeMap::new();
            for (i, x) in exact.iter().enumerate() {
                let part = x - x.floor();
                let fits = caps[i].as_ref().is_none_or(|cap| q(whole[i] + 1) <= *cap);
                let owed = part.is_positive() && q(whole[i]) == x.floor();
                if fits && (owed || keys[i].is_positive()) {
                    groups.entry(part).or_default().push(i);
                }
            }
            if groups.is_empty() {
                break;
            }
            for group in groups.values().rev() {
                let size = i128::try_from(group.len()).unwrap();
                if left >= size {
                    group.iter().for_each(|i| whole[*i] += 1);
                    left -= size;
                    continue;
                }
                if left == 0 {
                    break;
                }
                let mut takers: Vec<usize> = Vec::new();
                while !self.person && i128::try_from(takers.len()).unwrap() < left {
                    // The heaviest that has not taken yet; of two as heavy, the first written.
                    let best =
                        group.iter().filter(|i| !takers.contains(i)).fold(None, |best: Option<usize>, i| match best {
                            Some(b) if keys[b] >= keys[*i] => Some(b),
                            _ => Some(*i),
                        });
                    takers.push(best.unwrap());
                }
                takers.sort_unstable();
                takers.iter().for_each(|i| whole[*i] += 1);
                let (tied, to) = (group.iter().map(name).collect(), takers.iter().map(name).collect());
                e.ties.push(Pari { node: node.to_owned(), tied, cents: left * self.unit, to });
                break 'passes;
            }
        }
        whole
    }
}

/// Quotas in cents: the sum is computed at every λ where some party leaves its minimum or meets its maximum, and λ is
/// read off the straight line between the two points that enclose the rest.
fn water(rest: &Q, group: &[(usize, Peso)]) -> Vec<Q> {
    let sum = |lambda: &Q| -> Q { group.iter().map(|(_, p)| p.at(lambda)).sum() };
    let mut points = vec![Q::zero()];
    for (_, p) in group.iter().filter(|(_, p)| p.weight.is_positive()) {
        points.extend([&p.min, &p.max].into_iter().flatten().map(|b| b / &p.weight));
    }
    points.sort();
    let last = points.last().unwrap().clone();
    points.push(&last + Q::one());
    let (mut low, mut high) = (Q::zero(), None);
    for point in &points {
        if sum(point) <= *rest {
            low = point.clone();
        } else {
            high = Some(point.clone());
            break;
        }
    }
    let high = high.unwrap_or_else(|| &low + Q::one());
    let (below, above) = (sum(&low), sum(&high));
    let lambda = if above == below { low } else { &low + (rest - &below) * (&high - &low) / (above - below) };
    group.iter().map(|(_, p)| p.at(&lambda)).collect()
}

/// The group with some of its members reduced to nothing.
fn without(group: &[(usize, Peso)], out: &[usize]) -> Vec<(usize, Peso)> {
    let nothing = || Peso { weight: Q::zero(), min: None, max: Some(Q::zero()) };
    let one = |(i, (who, p)): (usize, &(usize, Peso))| (*who, if out.contains(&i) { nothing() } else { p.clone() });
    group.iter().enumerate().map(one).collect()
}

/// Who is left out by the minimum grant: from nobody, the largest weights are let in while all of those in reach it.
fn below_the_minimum(rest: &Q, group: &[(usize, Peso)], least: &Q) -> Vec<usize> {
    let low: Vec<usize> = water(rest, group).iter().enumerate().filter(|(_, x)| *x < least).map(|(i, _)| i).collect();
    let able = |i: &usize| {
        let p = &group[*i].1;
        p.weight.is_positive() && p.max.as_ref().is_none_or(|max| max >= least)
    };
    let mut waiting: Vec<usize> = low.iter().filter(|i| able(i)).copied().collect();
    waiting.sort_by(|a, b| group[*b].1.weight.cmp(&group[*a].1.weight));
    let mut out = low;
    while let Some(heaviest) = waiting.first().map(|i| group[*i].1.weight.clone()) {
        let next: Vec<usize> = waiting.iter().filter(|i| group[**i].1.weight == heaviest).copied().collect();
        let tried: Vec<usize> = out.iter().filter(|i| !next.contains(i)).copied().collect();
        let quotas = water(rest, &without(group, &tried));
        if quotas.iter().enumerate().any(|(i, x)| x < least && !tried.contains(&i)) {
            break;
        }
        waiting.retain(|i| !next.contains(i));
        out = tried;
    }
    out
}
