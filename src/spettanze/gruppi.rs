//! Access, exactly: requirements that share an unknown answer are weighed together, over every combination of the
//! answers that the rules can tell apart. Kleene's logic alone would leave open what no answer can satisfy.

use super::domini::Domini;
use crate::norma::{Requisito, Servizio, ValoreFatto};
use crate::requisiti::{Fatti, Verita, evaluate};

/// Combinations tried one by one in a group; beyond them the group stays open.
const MAX_CASES: usize = 4096;

/// What requirements can still turn out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Esito {
    /// They hold.
    Si,
    /// One of them does not.
    No,
    /// Either, by the answers that are missing.
    Aperto,
}

/// Requirements that share unknown answers, directly or through others.
#[derive(Clone, Debug)]
pub(super) struct Gruppo<'a> {
    pub requisiti: Vec<&'a Requisito>,
    /// The unknown answers.
    pub fatti: Vec<String>,
    pub esito: Esito,
    /// Those that can still change the outcome of the group.
    pub decisivi: Vec<String>,
}

/// The groups of a service that are not already known to hold.
pub(super) fn groups<'a>(servizio: &'a Servizio, fatti: &Fatti, domini: &Domini) -> Vec<Gruppo<'a>> {
    let mut list: Vec<Gruppo<'a>> = Vec::new();
    for requisito in &servizio.requisiti {
        let unknown = match evaluate(&requisito.se, fatti) {
            Verita::Si => continue,
            Verita::No => Vec::new(),
            Verita::Ignota(unknown) => unknown,
        };
        let mut joined = Gruppo { requisiti: Vec::new(), fatti: Vec::new(), esito: Esito::No, decisivi: Vec::new() };
        let (touched, rest): (Vec<_>, Vec<_>) =
            list.into_iter().partition(|g| g.fatti.iter().any(|f| unknown.contains(f)));
        for group in touched {
            joined.requisiti.extend(group.requisiti);
            joined.fatti.extend(group.fatti);
        }
        joined.requisiti.push(requisito);
        let new: Vec<String> = unknown.into_iter().filter(|f| !joined.fatti.contains(f)).collect();
        joined.fatti.extend(new);
        list = rest;
        list.push(joined);
    }
    for group in &mut list {
        weigh(group, fatti, domini);
    }
    list
}

/// The outcome of a group, and the answers that decide it.
pub(super) fn weigh(group: &mut Gruppo<'_>, fatti: &Fatti, domini: &Domini) {
    let Some(outcomes) = Casi::new(&group.fatti, domini).map(|casi| {
        let holds = |facts: &Fatti| group.requisiti.iter().all(|r| evaluate(&r.se, facts).is_si());
        let outcomes = casi.each(fatti, holds);
        (casi, outcomes)
    }) else {
        (group.esito, group.decisivi) = (Esito::Aperto, group.fatti.clone());
        return;
    };
    let (casi, outcomes) = outcomes;
    group.esito = match (outcomes.contains(&true), outcomes.contains(&false)) {
        (true, false) => Esito::Si,
        (true, true) => Esito::Aperto,
        _ => Esito::No,
    };
    group.decisivi = casi.decisive(&outcomes);
}

/// Every combination of some unknown answers.
pub(super) struct Casi<'a> {
    fatti: Vec<(&'a str, &'a [ValoreFatto])>,
    /// How many combinations.
    pub numero: usize,
}

impl<'a> Casi<'a> {
    /// None when they are too many, or when a fact has no admitted answer.
    pub(super) fn new(ids: &'a [String], domini: &'a Domini) -> Option<Self> {
        let fatti: Vec<_> = ids.iter().map(|id| (id.as_str(), domini.values(id))).collect();
        let times = |n: usize, values: &[ValoreFatto]| n.checked_mul(values.len()).filter(|n| *n <= MAX_CASES);
        let numero = fatti.iter().try_fold(1_usize, |n, (_, values)| times(n, values))?;
        (numero > 0).then_some(Self { fatti, numero })
    }

    /// A function of every combination, in order.
    pub(super) fn each<T>(&self, known: &Fatti, mut outcome: impl FnMut(&Fatti) -> T) -> Vec<T> {
        let mut facts = known.clone();
        let mut out = Vec::with_capacity(self.numero);
        for case in 0..self.numero {
            let mut rest = case;
            for (id, values) in &self.fatti {
                let size = values.len().max(1);
                if let Some(value) = values.get(rest % size) {
                    match facts.get_mut(*id) {
                        Some(place) => place.clone_from(value),
                        None => drop(facts.insert((*id).to_owned(), value.clone())),
                    }
                }
                rest /= size;
            }
            out.push(outcome(&facts));
        }
        out
    }

    /// The answers for which two combinations that differ in nothing else have different outcomes.
    pub(super) fn decisive<T: PartialEq>(&self, outcomes: &[T]) -> Vec<String> {
        self.decisive_by(outcomes, |a, b| a != b)
    }

    /// The same, with a difference of one's own.
    pub(super) fn decisive_by<T>(&self, outcomes: &[T], differ: impl Fn(&T, &T) -> bool) -> Vec<String> {
        let mut stride = 1;
        let mut out = Vec::new();
        for (id, values) in &self.fatti {
            let size = values.len().max(1);
            let decides = outcomes.iter().enumerate().any(|(case, outcome)| {
                let own = case / stride % size;
                let others = (0..own).filter_map(|o| outcomes.get(case - stride * (own - o)));
                others.into_iter().any(|other| differ(other, outcome))
            });
            if decides {
                out.push((*id).to_owned());
            }
            stride *= size;
        }
        out
    }
}
