//! From exact weights, percentages and bounds to whole numbers, and back: one group of siblings at a time.

use super::dividi::{Divisione, dividi};
use super::livella::{Impossibile, Parte};
use super::modello::Spareggio;
use super::numero::{Numero, common_denominator, rational};
use super::resti::{Pari, Passo, Quote, Resti, round};
use crate::denaro::Frazione;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

/// What a group of siblings gets.
#[derive(Debug, Default)]
pub(super) struct Spartita {
    /// Cents of each.
    pub importi: Vec<i128>,
    /// The same before the rounding, in cents.
    pub esatte: Vec<BigRational>,
    /// The part beyond the floor, in units.
    pub parti: Vec<BigRational>,
    pub passi: Vec<Passo>,
    pub parita: Vec<Pari>,
}

/// A sibling with a weight; bounds in cents.
#[derive(Debug)]
pub(super) struct Pesata<'a> {
    pub peso: &'a BigRational,
    pub minimo: Option<Frazione>,
    pub massimo: Option<Frazione>,
}

/// Why a group has no answer.
#[derive(Debug)]
pub(super) enum Fallita {
    /// Cents missing to the minima.
    Mancano(BigRational),
    /// The maximum of this sibling is below its minimum.
    Rovesciati(usize),
    /// Cannot happen: no number is too large for the last attempt.
    Numeri,
}

fn whole(x: &BigRational, scale: &BigInt) -> BigInt {
    (x * BigRational::from_integer(scale.clone())).to_integer()
}

/// Divides `rest` cents over weights, in multiples of `unit` cents.
pub(super) fn by_weight(
    rest: i128,
    unit: i128,
    group: &[Pesata<'_>],
    spareggio: Spareggio,
) -> Result<Spartita, Fallita> {
    let weights = common_denominator(group.iter().map(|p| p.peso.denom()));
    let bounds: Vec<BigInt> =
        group.iter().flat_map(|p| [p.minimo, p.massimo]).flatten().map(|x| x.denom().into()).collect();
    let grain = common_denominator(bounds.iter());
    let bound = |x: Frazione| whole(&rational(x), &grain);
    let parts: Vec<Parte<BigInt>> = group
        .iter()
        .map(|p| Parte {
            peso: whole(p.peso, &weights),
            minimo: p.minimo.map_or(BigInt::ZERO, bound),
            massimo: p.massimo.map(bound),
        })
        .collect();
    let (rest, step) = (&grain * rest, &grain * unit);
    let narrow = attempt::<i128>(&rest, &step, &parts, spareggio);
    let outcome = narrow.map_or_else(|| dividi(&rest, &step, &parts, spareggio), Ok);
    match outcome {
        Ok(done) => collect(&done, unit, &grain).ok_or(Fallita::Numeri),
        Err(Impossibile::Mancano(missing)) => Err(Fallita::Mancano(BigRational::new(missing, grain))),
        Err(Impossibile::Rovesciati(who)) => Err(Fallita::Rovesciati(who)),
        Err(Impossibile::Negativo | Impossibile::Largo) => Err(Fallita::Numeri),
    }
}

/// The division in 128 bits; none when something does not fit, or has no answer.
fn attempt<N: Numero>(
    rest: &BigInt,
    step: &BigInt,
    parts: &[Parte<BigInt>],
    spareggio: Spareggio,
) -> Option<Divisione<BigInt>> {
    let narrow = |p: &Parte<BigInt>| {
        let massimo = match &p.massimo {
            Some(max) => Some(N::from_big(max)?),
            None => None,
        };
        Some(Parte { peso: N::from_big(&p.peso)?, minimo: N::from_big(&p.minimo)?, massimo })
    };
    let parts: Vec<Parte<N>> = parts.iter().map(narrow).collect::<Option<_>>()?;
    let done = dividi(&N::from_big(rest)?, &N::from_big(step)?, &parts, spareggio).ok()?;
    let wide = |list: &[N]| list.iter().map(N::to_big).collect::<Vec<BigInt>>();
    Some(Divisione {
        unita: wide(&done.unita),
        quote: wide(&done.quote),
        denominatore: done.denominatore.to_big(),
        parti: wide(&done.parti),
        passi: done.passi,
        parita: done.parita,
        avanzo: done.avanzo,
    })
}

fn collect(done: &Divisione<BigInt>, unit: i128, grain: &BigInt) -> Option<Spartita> {
    let cent = &done.denominatore * grain;
    let one = &cent * unit;
    Some(Spartita {
        importi: done.unita.iter().map(|n| i128::from_big(&(n * unit))).collect::<Option<_>>()?,
        esatte: done.quote.iter().map(|q| BigRational::new(q.clone(), cent.clone())).collect(),
        parti: done.parti.iter().map(|p| BigRational::new(p.clone(), one.clone())).collect(),
        passi: done.passi.clone(),
        parita: done.parita.clone(),
    })
}

/// The exact sum of percentages of `available`, in cents.
pub(super) fn percent_sum(available: i128, percents: &[Frazione]) -> BigRational {
    let sum: BigRational = percents.iter().map(|p| rational(*p)).fold(BigRational::zero(), |a, b| a + b);
    sum * BigRational::new(available.into(), 100.into())
}

/// Gives `units` whole units of `unit` cents to percentages of `available`, by largest remainder among themselves.
pub(super) fn by_percent(
    available: i128,
    unit: i128,
    percents: &[Frazione],
    units: &BigInt,
    spareggio: Spareggio,
) -> Option<Spartita> {
    let denominators: Vec<BigInt> = percents.iter().map(|p| p.denom().into()).collect();
    let scale = common_denominator(denominators.iter());
    let weights: Vec<BigInt> = percents.iter().map(|p| whole(&rational(*p), &scale)).collect();
    let quotas: Vec<BigInt> = weights.iter().map(|w| w * available).collect();
    // A percentage of cents: the denominator of one cent is 100 times the scale.
    let cent: BigInt = scale * 100;
    let one: BigInt = &cent * unit;
    let Resti { unita, passi, parita, parti, .. } = round(&Quote {
        quote: &quotas,
        intero: &one,
        pesi: weights.iter().collect(),
        tetti: vec![None; percents.len()],
        totale: units.clone(),
        spareggio,
    })?;
    Some(Spartita {
        importi: unita.iter().map(|n| i128::from_big(&(n * unit))).collect::<Option<_>>()?,
        esatte: quotas.into_iter().map(|q| BigRational::new(q, cent.clone())).collect(),
        parti: parti.into_iter().map(|p| BigRational::new(p, one.clone())).collect(),
        passi,
        parita,
    })
}
