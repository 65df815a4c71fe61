// SPDX-License-Identifier: EUPL-1.2
//! Looks for few households that together exercise everything. Only run on request: what it finds is stored.

use crate::bersagli::{Bersaglio, stato};
use crate::ingenuo::mondi::{griglia, rappresentanti, tutti_i_nominati};
use crate::ingenuo::{Q, Regole, Richiesta, Servizio, Valore, intero};
use std::collections::{BTreeMap, BTreeSet};

/// Households tried at random before giving up on what is left.
const PROVE: usize = 6_000;

/// A small deterministic generator.
struct Caso(u64);

impl Caso {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(n.max(1)).unwrap()).unwrap()
    }
}

/// What may be answered: facts, kinds of ISEE, quantities.
struct Scelte {
    fatti: BTreeMap<String, Vec<Valore>>,
    isee: BTreeMap<String, Vec<Q>>,
    quantita: BTreeMap<String, Vec<Q>>,
    /// Some quota has no value without an ISEE.
    serve: bool,
}

impl Scelte {
    fn of(regole: &Regole, s: &Servizio) -> Self {
        let mut fatti = BTreeMap::new();
        let mut isee: BTreeMap<String, Vec<Q>> =
            s.isee.iter().map(|t| (t.clone(), griglia(s, &BTreeMap::new(), Some(t)))).collect();
        for id in tutti_i_nominati(s) {
            let values = rappresentanti(&id, &regole.fatti[&id], s);
            match id.strip_prefix("isee.") {
                Some(kind) => {
                    let numbers =
                        values.iter().filter_map(|v| if let Valore::Numero(n) = v { Some(n.clone()) } else { None });
                    isee.entry(kind.to_owned()).or_default().extend(numbers);
                }
                None => drop(fatti.insert(id, values)),
            }
        }
        let units = s.quote.iter().map(|q| &q.per).chain(s.costo.iter().map(|c| &c.1));
        let named = units.chain(s.correzioni.iter().filter_map(|c| c.per.as_ref()));
        let some = || [0, 1, 4, 20, 37, 400].map(intero).to_vec();
        Self {
            fatti,
            isee,
            quantita: named.map(|u| (u.clone(), some())).collect(),
            serve: s.quote.iter().any(|q| q.senza.is_none()),
        }
    }

    fn household(&self, caso: &mut Caso) -> Richiesta {
        let mut r = Richiesta::default();
        for (id, values) in &self.fatti {
            r.fatti.insert(id.clone(), values[caso.below(values.len())].clone());
        }
        let none = caso.below(if self.serve { 32 } else { 8 }) == 0;
        for (kind, values) in self.isee.iter().filter(|_| !none) {
            r.isee.insert(kind.clone(), values[caso.below(values.len())].clone());
        }
        for (unit, values) in &self.quantita {
            r.quantita.insert(unit.clone(), values[caso.below(values.len())].clone());
        }
        r
    }
}

/// Households for as many of the `aperti` (places in `bersagli`) as can be found, none of them needless.
pub fn famiglie(regole: &Regole, s: &Servizio, bersagli: &[Bersaglio<'_>], aperti: &BTreeSet<usize>) -> Vec<Richiesta> {
    let scelte = Scelte::of(regole, s);
    let mut caso = Caso(20_260_101);
    let mut left = aperti.clone();
    let mut found: Vec<(Richiesta, BTreeSet<usize>)> = Vec::new();
    for _ in 0..PROVE {
        if left.is_empty() {
            break;
        }
        let r = scelte.household(&mut caso);
        let state = stato(s, &r);
        let hit: BTreeSet<usize> = left.iter().copied().filter(|n| bersagli[*n].colpito(&state)).collect();
        if !hit.is_empty() {
            left.retain(|n| !hit.contains(n));
            let all = aperti.iter().copied().filter(|n| bersagli[*n].colpito(&state)).collect();
            found.push((r, all));
        }
    }
    // The later ones are rich: an earlier one whose targets they all hit is not needed.
    let mut n = 0;
    while n < found.len() {
        let others: BTreeSet<usize> =
            found.iter().enumerate().filter(|(m, _)| *m != n).flat_map(|(_, (_, hit))| hit.iter().copied()).collect();
        if found[n].1.is_subset(&others) {
            found.remove(n);
        } else {
            n += 1;
        }
    }
    found.into_iter().map(|(r, _)| r).collect()
}
