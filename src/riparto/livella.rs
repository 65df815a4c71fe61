//! The one λ: weights with minima and maxima, solved exactly by fixing, round by round, who is beyond a bound.

use super::numero::Numero;

/// One party of a division: its weight, and the amounts it may not go below or above. Nothing is negative.
///
/// ```
/// use soglia::riparto::Parte;
/// let capped = Parte { peso: 24_i128, minimo: 0, massimo: Some(7_500_00) };
/// assert_eq!(capped.peso, 24);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parte<N> {
    /// In proportion to the others; with weight 0 the party gets its minimum.
    pub peso: N,
    /// At least this.
    pub minimo: N,
    /// At most this, not below the minimum; none = no limit.
    pub massimo: Option<N>,
}

/// Why a division has no answer.
///
/// ```
/// use soglia::riparto::{Impossibile, Parte, Spareggio, dividi};
/// let needy = Parte { peso: 1_i128, minimo: 60, massimo: None };
/// let no = dividi(&100, &1, &[needy.clone(), needy], Spareggio::PesoPoiOrdine);
/// assert_eq!(no, Err(Impossibile::Mancano(20)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Impossibile<N> {
    /// The minima exceed the sum to divide by this amount.
    Mancano(N),
    /// This party has its maximum below its minimum.
    Rovesciati(usize),
    /// A weight or an amount is negative, or the unit is not positive.
    Negativo,
    /// The exact result does not fit: try again with wider numbers.
    Largo,
}

/// The exact quotas, before any rounding: `quote[i] / denominatore`.
#[derive(Debug)]
pub(super) struct Livellata<N> {
    pub quote: Vec<N>,
    pub denominatore: N,
    /// Their sum, over the same denominator.
    pub somma: N,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stato {
    AlMinimo,
    Libero,
    AlMassimo,
}

/// Finds λ such that Σ min(max(λ·w, min), max) is `rest`, or every maximum when `rest` is more than them all.
pub(super) fn level<N: Numero>(rest: &N, parts: &[Parte<N>]) -> Result<Livellata<N>, Impossibile<N>> {
    check(rest, parts)?;
    let minima = parts.iter().try_fold(N::zero(), |sum, p| sum.plus(&p.minimo)).ok_or(Impossibile::Largo)?;
    if minima > *rest {
        return Err(minima.minus(rest).map_or(Impossibile::Largo, Impossibile::Mancano));
    }
    solve(rest, parts).ok_or(Impossibile::Largo)
}

fn check<N: Numero>(rest: &N, parts: &[Parte<N>]) -> Result<(), Impossibile<N>> {
    let zero = N::zero();
    if *rest < zero || parts.iter().any(|p| p.peso < zero || p.minimo < zero) {
        return Err(Impossibile::Negativo);
    }
    match parts.iter().position(|p| p.massimo.as_ref().is_some_and(|max| *max < p.minimo)) {
        Some(who) => Err(Impossibile::Rovesciati(who)),
        None => Ok(()),
    }
}

/// Who has been found to stand on a bound, and what is left for the others.
struct Conto<'a, N> {
    parts: &'a [Parte<N>],
    stati: Vec<Stato>,
    /// Those that no bound holds yet.
    liberi: Vec<usize>,
    /// The rest, less those that stand still.
    libero: N,
    /// Sum of the weights of the others.
    pesi: N,
}

/// Lets everybody grow in proportion, and fixes those found beyond a bound: the minima when the bounds add more than
/// they take, because then the true λ is smaller and they will be below them all the more; otherwise the maxima. Every
/// round fixes somebody for good.
fn solve<N: Numero>(rest: &N, parts: &[Parte<N>]) -> Option<Livellata<N>> {
    let zero = N::zero();
    let stati = vec![Stato::AlMinimo; parts.len()];
    let liberi = Vec::with_capacity(parts.len());
    let mut conto = Conto { parts, stati, liberi, libero: rest.clone(), pesi: zero.clone() };
    for (i, (stato, p)) in conto.stati.iter_mut().zip(parts).enumerate() {
        if p.peso > zero {
            *stato = Stato::Libero;
            conto.liberi.push(i);
            conto.pesi = conto.pesi.plus(&p.peso)?;
        } else {
            conto.libero = conto.libero.minus(&p.minimo)?;
        }
    }
    while conto.pesi != zero && conto.round()? {}
    conto.quotas(rest)
}

impl<N: Numero> Conto<'_, N> {
    /// Whether somebody was fixed.
    fn round(&mut self) -> Option<bool> {
        let (mut added, mut taken, mut any) = (N::zero(), N::zero(), false);
        for i in &self.liberi {
            let (p, stato) = (self.parts.get(*i)?, self.stati.get_mut(*i)?);
            // Everything over the sum of the weights.
            let grown = p.peso.times(&self.libero)?;
            let bound = p.minimo.times(&self.pesi)?;
            if bound > grown {
                added = added.plus(&bound.minus(&grown)?)?;
                (*stato, any) = (Stato::AlMinimo, true);
            } else if let Some(max) = &p.massimo {
                let bound = max.times(&self.pesi)?;
                if bound < grown {
                    taken = taken.plus(&grown.minus(&bound)?)?;
                    (*stato, any) = (Stato::AlMassimo, true);
                }
            }
        }
        if any {
            // When as much is added as is taken, λ is the true one, and those below a minimum stay there too.
            self.fix(if added >= taken { Stato::AlMinimo } else { Stato::AlMassimo })?;
        }
        Some(any)
    }

    /// Fixes those beyond one kind of bound; the others are free again.
    fn fix(&mut self, kind: Stato) -> Option<()> {
        let mut still = 0;
        for place in 0..self.liberi.len() {
            let i = *self.liberi.get(place)?;
            let (p, stato) = (self.parts.get(i)?, self.stati.get_mut(i)?);
            if *stato == kind {
                let bound = if kind == Stato::AlMinimo { Some(&p.minimo) } else { p.massimo.as_ref() };
                self.libero = self.libero.minus(bound?)?;
                self.pesi = self.pesi.minus(&p.peso)?;
            } else {
                *stato = Stato::Libero;
                *self.liberi.get_mut(still)? = i;
                still += 1;
            }
        }
        self.liberi.truncate(still);
        Some(())
    }

    fn quotas(self, rest: &N) -> Option<Livellata<N>> {
        // Nobody moves: every party stands on a bound, and the sum may stay below the rest.
        let still = self.pesi == N::zero();
        let somma = if still { rest.minus(&self.libero)? } else { rest.times(&self.pesi)? };
        let denominatore = if still { N::one() } else { self.pesi };
        let quota = |(p, stato): (&Parte<N>, &Stato)| match (stato, &p.massimo) {
            (Stato::Libero, _) => p.peso.times(&self.libero),
            (Stato::AlMassimo, Some(max)) => max.times(&denominatore),
            _ => p.minimo.times(&denominatore),
        };
        let quote = self.parts.iter().zip(&self.stati).map(quota).collect::<Option<Vec<N>>>()?;
        Some(Livellata { quote, denominatore, somma })
    }
}
