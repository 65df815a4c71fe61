//! The one λ: weights with minima and maxima, solved exactly by walking the sorted breakpoints.

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

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verso {
    LasciaIlMinimo,
    TrovaIlMassimo,
}

/// Where a party leaves its minimum or meets its maximum: at λ = `limite / peso`.
struct Evento<'a, N> {
    limite: &'a N,
    peso: &'a N,
    chi: usize,
    verso: Verso,
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
    solve(rest, minima, parts).ok_or(Impossibile::Largo)
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

/// What is constant and what grows with λ, while λ rises from 0.
struct Conto<N> {
    /// Sum of the parties that stand still, at their minimum or maximum.
    fermo: N,
    /// Sum of the weights of the others.
    pesi: N,
    stati: Vec<Stato>,
}

fn solve<N: Numero>(rest: &N, minima: N, parts: &[Parte<N>]) -> Option<Livellata<N>> {
    let zero = N::zero();
    let mut conto = Conto { fermo: minima, pesi: N::zero(), stati: vec![Stato::AlMinimo; parts.len()] };
    for (stato, p) in conto.stati.iter_mut().zip(parts).filter(|(_, p)| p.peso > zero && p.minimo == zero) {
        *stato = Stato::Libero;
        conto.pesi = conto.pesi.plus(&p.peso)?;
    }
    for event in sorted_events(parts)? {
        // The sum at this breakpoint is fermo + pesi·limite/peso: beyond the rest, λ lies before it.
        let moving = conto.pesi.times(event.limite)?;
        if moving > rest.minus(&conto.fermo)?.times(event.peso)? {
            break;
        }
        conto.cross(&event)?;
    }
    conto.quotas(rest, parts)
}

impl<N: Numero> Conto<N> {
    fn cross(&mut self, event: &Evento<'_, N>) -> Option<()> {
        let stato = match event.verso {
            Verso::LasciaIlMinimo => {
                self.fermo = self.fermo.minus(event.limite)?;
                self.pesi = self.pesi.plus(event.peso)?;
                Stato::Libero
            }
            Verso::TrovaIlMassimo => {
                self.fermo = self.fermo.plus(event.limite)?;
                self.pesi = self.pesi.minus(event.peso)?;
                Stato::AlMassimo
            }
        };
        *self.stati.get_mut(event.chi)? = stato;
        Some(())
    }

    fn quotas(self, rest: &N, parts: &[Parte<N>]) -> Option<Livellata<N>> {
        // Nobody moves: every party stands on a bound, and the sum may stay below the rest.
        let still = self.pesi == N::zero();
        let free = if still { N::zero() } else { rest.minus(&self.fermo)? };
        let somma = if still { self.fermo } else { rest.times(&self.pesi)? };
        let denominatore = if still { N::one() } else { self.pesi };
        let quota = |(p, stato): (&Parte<N>, &Stato)| match (stato, &p.massimo) {
            (Stato::Libero, _) => p.peso.times(&free),
            (Stato::AlMassimo, Some(max)) => max.times(&denominatore),
            _ => p.minimo.times(&denominatore),
        };
        let quote = parts.iter().zip(&self.stati).map(quota).collect::<Option<Vec<N>>>()?;
        Some(Livellata { quote, denominatore, somma })
    }
}

/// Breakpoints by growing λ; of the same party, leaving the minimum comes before meeting the maximum.
fn sorted_events<N: Numero>(parts: &[Parte<N>]) -> Option<Vec<Evento<'_, N>>> {
    let zero = N::zero();
    let mut events = Vec::with_capacity(parts.len().saturating_mul(2));
    for (chi, p) in parts.iter().enumerate().filter(|(_, p)| p.peso > zero) {
        let mut push = |limite, verso| events.push(Evento { limite, peso: &p.peso, chi, verso });
        if p.minimo > zero {
            push(&p.minimo, Verso::LasciaIlMinimo);
        }
        if let Some(max) = &p.massimo {
            push(max, Verso::TrovaIlMassimo);
        }
    }
    // When the two largest factors fit together, so does every product of the comparison.
    let widest = |pick: fn(&Evento<'_, N>) -> N| events.iter().map(pick).max().unwrap_or(N::zero());
    widest(|e| e.limite.clone()).times(&widest(|e| e.peso.clone()))?;
    events.sort_unstable_by(|a, b| {
        let (left, right) = (a.limite.times_fitting(b.peso), b.limite.times_fitting(a.peso));
        left.cmp(&right).then(a.verso.cmp(&b.verso)).then(a.chi.cmp(&b.chi))
    });
    Some(events)
}
