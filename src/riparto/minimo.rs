// SPDX-License-Identifier: EUPL-1.2
//! The minimum grant: who would get less gets nothing, and the others share what is freed.
//!
//! First out are those who can never reach it: a maximum below it, or no weight. The others below it are kept from
//! the largest weight down, equal weights together, as many as can all reach it. This is the only answer and no order
//! changes it: taking away the smallest weight raises λ, so from a set in which everybody reaches the minimum one gets
//! another; the sets that stand are therefore the first ones of a single chain, and their last is the same whether it
//! is looked for by adding weights, by taking them away, or, as here, by halving.

use super::livella::{Impossibile, Livellata, Parte, level};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use std::collections::BTreeSet;

/// A sibling below the minimum grant: what it would have got, in cents, with nobody left out.
#[derive(Debug)]
pub(super) struct Escluso {
    pub chi: usize,
    pub quota: BigRational,
    pub minimo: i128,
}

/// Leaves out who would get less than `minimum` cents: their part becomes nothing at all. `grain` is one cent in the
/// measure of `rest` and of the bounds.
pub(super) fn exclude(
    rest: &BigInt,
    parts: &mut [Parte<BigInt>],
    minimum: i128,
    grain: &BigInt,
) -> Result<Vec<Escluso>, Impossibile<BigInt>> {
    let least = grain * minimum;
    let all = level(rest, parts)?;
    let low = below(&all, &least);
    let reaches = |p: &Parte<BigInt>| !p.peso.is_zero() && p.massimo.as_ref().is_none_or(|max| *max >= least);
    let able: Vec<(usize, BigInt)> =
        low.iter().filter_map(|i| Some((*i, parts.get(*i).filter(|p| reaches(p))?.peso.clone()))).collect();
    let weights: BTreeSet<&BigInt> = able.iter().map(|(_, peso)| peso).collect();
    let weights: Vec<&BigInt> = weights.into_iter().rev().collect();
    // The largest number of weights that stand: one more than the last that is known to, less than the first that is not.
    let (mut stands, mut falls) = (0, weights.len().saturating_add(1));
    while falls - stands > 1 {
        let tried = stands.midpoint(falls);
        let out = left_out(&low, &able, &weights, tried);
        let quotas = level(rest, &without(parts, &out))?;
        let stand = below(&quotas, &least).iter().all(|i| out.binary_search(i).is_ok());
        (stands, falls) = if stand { (tried, falls) } else { (stands, tried) };
    }
    let out = left_out(&low, &able, &weights, stands);
    let kept = without(parts, &out);
    parts.clone_from_slice(&kept);
    let quota = |i: &usize| all.quote.get(*i).map(|q| BigRational::new(q.clone(), &all.denominatore * grain));
    Ok(out.iter().filter_map(|i| quota(i).map(|quota| Escluso { chi: *i, quota, minimo: minimum })).collect())
}

/// Who has a quota below the minimum grant.
fn below(quotas: &Livellata<BigInt>, least: &BigInt) -> Vec<usize> {
    let needed = least * &quotas.denominatore;
    quotas.quote.iter().enumerate().filter(|(_, q)| **q < needed).map(|(i, _)| i).collect()
}

/// Who is out when only the first `kept` weights stay, among those below.
fn left_out(low: &[usize], able: &[(usize, BigInt)], weights: &[&BigInt], kept: usize) -> Vec<usize> {
    let smallest = kept.checked_sub(1).and_then(|last| weights.get(last));
    let stay = able.iter().filter(|(_, peso)| smallest.is_some_and(|w| peso >= *w));
    let stay: Vec<usize> = stay.map(|(i, _)| *i).collect();
    low.iter().filter(|i| stay.binary_search(i).is_err()).copied().collect()
}

fn without(parts: &[Parte<BigInt>], out: &[usize]) -> Vec<Parte<BigInt>> {
    let nothing = || Parte { peso: BigInt::ZERO, minimo: BigInt::ZERO, massimo: None };
    let one = |(i, p): (usize, &Parte<BigInt>)| if out.binary_search(&i).is_ok() { nothing() } else { p.clone() };
    parts.iter().enumerate().map(one).collect()
}
