//! Whole units: the floor of every quota, then the units left to the largest fractional parts.

use super::modello::Spareggio;
use super::numero::Numero;

/// Why a unit beyond the floor went to a party.
///
/// ```
/// use soglia::riparto::{Motivo, Parte, Spareggio, dividi};
/// let one = |peso| Parte { peso, minimo: 0_i128, massimo: None };
/// let cents = dividi(&100, &1, &[one(2), one(1)], Spareggio::PesoPoiOrdine).unwrap();
/// assert_eq!((cents.unita, cents.passi[0].motivo), (vec![67, 33], Motivo::ParteMaggiore));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motivo {
    /// Its fractional part is larger than those that got nothing.
    ParteMaggiore,
    /// Equal fractional parts: it has the larger weight.
    Peso,
    /// Equal fractional parts and equal weights: it was written first.
    Ordine,
    /// Its quota is already whole, but all the others with a fraction are at their maximum.
    AltriAlMassimo,
    /// Equal fractional parts: a person chose it.
    Decisione,
}

/// One unit given beyond the floor.
///
/// ```
/// use soglia::riparto::{Parte, Spareggio, dividi};
/// let same = Parte { peso: 1_i128, minimo: 0, massimo: None };
/// let cents = dividi(&1, &1, &[same.clone(), same], Spareggio::PesoPoiOrdine).unwrap();
/// assert_eq!(cents.passi[0].chi, 0); // the first written
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passo {
    /// Which party.
    pub chi: usize,
    /// Why.
    pub motivo: Motivo,
}

/// Parties whose fractional parts are equal, with too few units for all of them.
///
/// ```
/// use soglia::riparto::{Parte, Spareggio, dividi};
/// let same = Parte { peso: 1_i128, minimo: 0, massimo: None };
/// let cents = dividi(&1, &1, &[same.clone(), same], Spareggio::Decisione).unwrap();
/// assert_eq!((cents.parita[0].tra.as_slice(), cents.parita[0].unita), ([0, 1].as_slice(), 1));
/// assert_eq!(cents.avanzo, 1); // nobody decided yet
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pari {
    /// Who is tied, in the order written.
    pub tra: Vec<usize>,
    /// How many units are at stake.
    pub unita: usize,
    /// Who got them; empty when the tie is left to a person.
    pub a: Vec<usize>,
}

/// What is divided: quotas over `intero`, the denominator of one whole unit.
pub(super) struct Quote<'a, N> {
    pub quote: &'a [N],
    pub intero: &'a N,
    /// For ties: the larger first.
    pub pesi: Vec<&'a N>,
    /// What a party may not exceed, in the measure of `unita`.
    pub tetti: Vec<Option<&'a N>>,
    /// One unit.
    pub unita: &'a N,
    /// Whole units to give away in all.
    pub totale: N,
    /// For ties left to a person: whom the person chose, if anybody.
    pub scelti: &'a [usize],
    pub spareggio: Spareggio,
}

/// Whole units for everybody, and how the last ones were given.
#[derive(Debug)]
pub(super) struct Resti<N> {
    pub unita: Vec<N>,
    pub passi: Vec<Passo>,
    pub parita: Vec<Pari>,
    /// Fractional parts over `intero`.
    pub parti: Vec<N>,
    /// Units nobody may take.
    pub avanzo: usize,
}

pub(super) fn round<N: Numero>(q: &Quote<'_, N>) -> Option<Resti<N>> {
    let mut first = true;
    let (mut unita, mut parti) = (Vec::with_capacity(q.quote.len()), Vec::with_capacity(q.quote.len()));
    let mut given = N::zero();
    for quota in q.quote {
        let (whole, part) = quota.div_rem(q.intero);
        given = given.plus(&whole)?;
        unita.push(whole);
        parti.push(part);
    }
    // Fewer than there are parties: each fractional part is below one.
    let avanzo = q.totale.minus(&given)?.to_count()?;
    let mut resti = Resti { unita, passi: Vec::new(), parita: Vec::new(), parti, avanzo };
    while resti.avanzo != 0 && resti.pass(q, first)? {
        first = false;
    }
    Some(resti)
}

impl<N: Numero> Resti<N> {
    /// One unit each, by the largest fractional part; whether another pass may give more.
    fn pass(&mut self, q: &Quote<'_, N>, first: bool) -> Option<bool> {
        let mut ranked = self.candidates(q, first)?;
        ranked.sort_unstable_by(|a, b| b.0.cmp(a.0).then_with(|| b.1.cmp(a.1)).then(a.2.cmp(&b.2)));
        let order: Vec<usize> = ranked.iter().map(|(.., who)| *who).collect();
        let part = |who: &usize| self.parti.get(*who);
        let weight = |who: &usize| q.pesi.get(*who);
        let taken = self.avanzo.min(order.len());
        let (winners, losers) = order.split_at(taken);
        let (last, first_out) = (winners.last(), losers.first());
        let tied = |who: &usize| part(who) == first_out.and_then(part);
        let tie = last.is_some_and(tied);
        let person = tie && q.spareggio == Spareggio::Decisione;
        let at_stake = winners.iter().filter(|who| tied(who)).count();
        let chosen: Vec<usize> =
            order.iter().filter(|who| person && tied(who) && q.scelti.contains(who)).copied().collect();
        let decided = person && chosen.len() == at_stake;
        let open = person && !decided;
        let mut takers = Vec::with_capacity(taken);
        for who in winners.iter().filter(|who| !(person && tied(who))) {
            let motivo = match first_out {
                _ if part(who) == Some(&N::zero()) => Motivo::AltriAlMassimo,
                Some(out) if tied(who) && weight(who) == weight(out) => Motivo::Ordine,
                Some(_) if tied(who) => Motivo::Peso,
                _ => Motivo::ParteMaggiore,
            };
            takers.push(Passo { chi: *who, motivo });
        }
        if decided {
            takers.extend(chosen.iter().map(|who| Passo { chi: *who, motivo: Motivo::Decisione }));
        }
        if tie {
            let sorted = |list: &mut dyn Iterator<Item = &usize>| {
                let mut ids: Vec<usize> = list.filter(|who| tied(who)).copied().collect();
                ids.sort_unstable();
                ids
            };
            let tra = sorted(&mut order.iter());
            let a = match (open, decided) {
                (true, _) => Vec::new(),
                (_, true) => sorted(&mut chosen.iter()),
                _ => sorted(&mut winners.iter()),
            };
            self.parita.push(Pari { tra, unita: at_stake, a });
        }
        let more = !takers.is_empty() && !open;
        for step in takers {
            let units = self.unita.get_mut(step.chi)?;
            *units = units.plus(&N::one())?;
            self.avanzo = self.avanzo.saturating_sub(1);
            self.passi.push(step);
        }
        Some(more)
    }

    /// Who may take one more unit, with its part and its weight: a fraction is owed to it and it has had none yet (the
    /// first time round), or it has a weight; and its maximum allows it.
    fn candidates<'s>(&'s self, q: &Quote<'s, N>, first: bool) -> Option<Vec<(&'s N, &'s N, usize)>> {
        let zero = N::zero();
        let mut out = Vec::with_capacity(q.quote.len());
        for (who, ((units, part), (weight, cap))) in
            self.unita.iter().zip(&self.parti).zip(q.pesi.iter().zip(&q.tetti)).enumerate()
        {
            let room = match cap {
                Some(cap) => units.plus(&N::one())?.times(q.unita)? <= **cap,
                None => true,
            };
            if room && ((first && *part > zero) || **weight > zero) {
                out.push((part, *weight, who));
            }
        }
        Some(out)
    }
}
