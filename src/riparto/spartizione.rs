//! From exact weights, percentages and bounds to whole numbers, and back: one group of siblings at a time.

use super::dividi::{Divisione, divide_with};
use super::livella::{Impossibile, Parte};
use super::minimo::{Escluso, exclude};
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
    pub esclusi: Vec<Escluso>,
}

/// How a group is divided, beside its weights and bounds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Regole<'a> {
    pub unit: i128,
    pub spareggio: Spareggio,
    /// Positions in the group that a person chose, for ties left to a decision.
    pub scelti: &'a [usize],
    /// The minimum grant, in cents.
    pub contributo_minimo: Option<i128>,
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

/// Divides `rest` cents over weights, in multiples of the unit.
pub(super) fn by_weight(rest: i128, group: &[Pesata<'_>], regole: Regole<'_>) -> Result<Spartita, Fallita> {
    let unit = regole.unit;
    let weights = common_denominator(group.iter().map(|p| p.peso.denom())).ok_or(Fallita::Numeri)?;
    let bounds: Vec<BigInt> =
        group.iter().flat_map(|p| [p.minimo, p.massimo]).flatten().map(|x| x.denom().into()).collect();
    let grain = common_denominator(bounds.iter()).ok_or(Fallita::Numeri)?;
    let bound = |x: Frazione| whole(&rational(x), &grain);
    let mut parts: Vec<Parte<BigInt>> = group
        .iter()
        .map(|p| Parte {
            peso: whole(p.peso, &weights),
            minimo: p.minimo.map_or(BigInt::ZERO, bound),
            massimo: p.massimo.map(bound),
        })
        .collect();
    let (rest, step) = (&grain * rest, &grain * unit);
    let failed = |e| failure(e, &grain);
    let esclusi = match regole.contributo_minimo {
        Some(minimum) => exclude(&rest, &mut parts, minimum, &grain).map_err(failed)?,
        None => Vec::new(),
    };
    let narrow = attempt::<i64>(&rest, &step, &parts, regole);
    let narrow = narrow.or_else(|| attempt::<i128>(&rest, &step, &parts, regole));
    let wide = || divide_with(&rest, &step, &parts, regole.spareggio, regole.scelti);
    let done = narrow.map_or_else(wide, Ok).map_err(failed)?;
    let shares = collect(&done, unit, &grain).ok_or(Fallita::Numeri)?;
    Ok(Spartita { esclusi, ..shares })
}

fn failure(e: Impossibile<BigInt>, grain: &BigInt) -> Fallita {
    match e {
        Impossibile::Mancano(missing) => Fallita::Mancano(BigRational::new(missing, grain.clone())),
        Impossibile::Rovesciati(who) => Fallita::Rovesciati(who),
        Impossibile::Negativo | Impossibile::Largo => Fallita::Numeri,
    }
}

/// The division in machine integers; none when something does not fit, or has no answer.
fn attempt<N: Numero + for<'n> TryFrom<&'n BigInt>>(
    rest: &BigInt,
    step: &BigInt,
    parts: &[Parte<BigInt>],
    regole: Regole<'_>,
) -> Option<Divisione<BigInt>> {
    let fit = |n: &BigInt| N::try_from(n).ok();
    let narrow = |p: &Parte<BigInt>| {
        let massimo = match &p.massimo {
            Some(max) => Some(fit(max)?),
            None => None,
        };
        Some(Parte { peso: fit(&p.peso)?, minimo: fit(&p.minimo)?, massimo })
    };
    let parts: Vec<Parte<N>> = parts.iter().map(narrow).collect::<Option<_>>()?;
    let (rest, step) = (fit(rest)?, fit(step)?);
    let done = divide_with(&rest, &step, &parts, regole.spareggio, regole.scelti).ok()?;
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
        importi: done.unita.iter().map(|n| i128::try_from(n * unit).ok()).collect::<Option<_>>()?,
        esatte: done.quote.iter().map(|q| BigRational::new(q.clone(), cent.clone())).collect(),
        parti: done.parti.iter().map(|p| BigRational::new(p.clone(), one.clone())).collect(),
        passi: done.passi.clone(),
        parita: done.parita.clone(),
        esclusi: Vec::new(),
    })
}

/// The exact sum of percentages of `available`, in cents.
pub(super) fn percent_sum(available: i128, percents: &[Frazione]) -> BigRational {
    let sum: BigRational = percents.iter().map(|p| rational(*p)).fold(BigRational::zero(), |a, b| a + b);
    sum * BigRational::new(available.into(), 100.into())
}

/// Gives `units` whole units to percentages of `available`, by largest remainder among themselves.
pub(super) fn by_percent(
    available: i128,
    percents: &[Frazione],
    units: &BigInt,
    Regole { unit, spareggio, scelti, .. }: Regole<'_>,
) -> Option<Spartita> {
    let denominators: Vec<BigInt> = percents.iter().map(|p| p.denom().into()).collect();
    let scale = common_denominator(denominators.iter())?;
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
        unita: &one,
        totale: units.clone(),
        scelti,
        spareggio,
    })?;
    Some(Spartita {
        importi: unita.iter().map(|n| i128::try_from(n * unit).ok()).collect::<Option<_>>()?,
        esatte: quotas.into_iter().map(|q| BigRational::new(q, cent.clone())).collect(),
        parti: parti.into_iter().map(|p| BigRational::new(p, one.clone())).collect(),
        passi,
        parita,
        esclusi: Vec::new(),
    })
}
