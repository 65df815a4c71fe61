//! One level: quotas, then whole units.

use super::livella::{Impossibile, Parte, level};
use super::modello::Spareggio;
use super::numero::Numero;
use super::resti::{Pari, Passo, Quote, round};

/// The outcome of [`dividi`].
///
/// ```
/// use soglia::riparto::{Parte, Spareggio, dividi};
/// let one = |peso| Parte { peso, minimo: 0_i128, massimo: None };
/// let cents = dividi(&100, &1, &[one(2), one(1)], Spareggio::PesoPoiOrdine).unwrap();
/// assert_eq!((cents.quote[0], cents.denominatore), (200, 3)); // 66 cents and two thirds
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divisione<N> {
    /// Whole units of each party.
    pub unita: Vec<N>,
    /// Exact quotas: `quote[i] / denominatore`, in the measure of the sum divided.
    pub quote: Vec<N>,
    /// Common denominator of the quotas; positive.
    pub denominatore: N,
    /// Fractional part of each quota, over `denominatore × unit`.
    pub parti: Vec<N>,
    /// Each unit given beyond the floor, and why.
    pub passi: Vec<Passo>,
    /// Ties.
    pub parita: Vec<Pari>,
    /// Whole units nobody may take, or that wait for a decision.
    pub avanzo: usize,
}

/// Divides `rest` among weighted parties, in multiples of `unit`: quota = min(max(λ·peso, minimo), massimo) with the
/// one λ for which the quotas add up to `rest` (FORMATO chapter 7); floor of every quota, and the units left one
/// each to the largest fractional parts, never past a maximum.
///
/// `rest`, `unit`, minima and maxima are in the same measure (cents, or a fraction of a cent); weights in any.
///
/// ```
/// use soglia::riparto::{Parte, Spareggio, dividi};
/// let one = |peso, cap| Parte { peso, minimo: 0_i128, massimo: Some(cap) };
/// let units = [one(60, 51_000_00), one(24, 7_500_00), one(20, 600_00), one(10, 6_600_00)];
/// let cents = dividi(&50_000_00, &1, &units, Spareggio::PesoPoiOrdine).unwrap();
/// assert_eq!(cents.unita, [35_914_29, 7_500_00, 600_00, 5_985_71]);
/// ```
///
/// # Errors
/// [`Impossibile`].
pub fn dividi<N: Numero>(
    rest: &N,
    unit: &N,
    parts: &[Parte<N>],
    spareggio: Spareggio,
) -> Result<Divisione<N>, Impossibile<N>> {
    divide_with(rest, unit, parts, spareggio, &[])
}

/// The same, with the parties that a person chose where a tie was left to a decision.
pub(super) fn divide_with<N: Numero>(
    rest: &N,
    unit: &N,
    parts: &[Parte<N>],
    spareggio: Spareggio,
    scelti: &[usize],
) -> Result<Divisione<N>, Impossibile<N>> {
    if *unit <= N::zero() {
        return Err(Impossibile::Negativo);
    }
    let livellata = level(rest, parts)?;
    let quote = || -> Option<_> {
        let intero = livellata.denominatore.times(unit)?;
        let (totale, _) = livellata.somma.div_rem(&intero);
        let resti = round(&Quote {
            quote: &livellata.quote,
            intero: &intero,
            pesi: parts.iter().map(|p| &p.peso).collect(),
            tetti: parts.iter().map(|p| p.massimo.as_ref()).collect(),
            unita: unit,
            totale,
            scelti,
            spareggio,
        })?;
        Some(resti)
    };
    let resti = quote().ok_or(Impossibile::Largo)?;
    Ok(Divisione {
        unita: resti.unita,
        quote: livellata.quote,
        denominatore: livellata.denominatore,
        parti: resti.parti,
        passi: resti.passi,
        parita: resti.parita,
        avanzo: resti.avanzo,
    })
}
