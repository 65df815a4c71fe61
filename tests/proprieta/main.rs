// SPDX-License-Identifier: EUPL-1.2
//! Properties that hold for every rule file, each named by its axiom; on random files and on the embedded seeds.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

#[path = "../a_caso/mod.rs"]
mod a_caso;
#[path = "../generatori/mod.rs"]
mod generatori;
#[path = "../ingenuo/mod.rs"]
mod ingenuo;

/// The property does not hold, in words.
macro_rules! require {
    ($holds:expr, $($words:tt)*) => {
        if !$holds {
            return Err(format!($($words)*));
        }
    };
}

mod centesimi;
mod curve;
mod impronta;
mod inverse;
mod numeri;
mod risposte;
mod tabelle;

use a_caso::configurazione;
use generatori::{FileRegole, file_regole};
use ingenuo::mondi::{rappresentanti, tutti_i_nominati};
use ingenuo::{
    Fatti, Ignota, Q, Quota, Regole, Richiesta, Servizio, Stato, Valore, fatti_json, isee_corretto, mosse, unitaria,
};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use soglia::denaro::Frazione;
use soglia::formato::parse_facts;
use soglia::norma::Regolamento;
use soglia::tariffa::{Risposta, calcola};
use std::collections::BTreeMap;

/// What does not hold, in words.
pub type Esame = Result<(), String>;

pub fn q(x: Frazione) -> Q {
    Q::new(x.numer().into(), x.denom().into())
}

/// A rule file with its naive reading.
pub struct Caso {
    pub rules: Regolamento,
    pub regole: Regole,
    pub testo: String,
}

impl Caso {
    pub fn of(testo: &str) -> Self {
        let rules =
            soglia::formato::parse_regolamento(testo, "prova.toml", soglia::semi::fatti()).expect("a valid file");
        Self { rules, regole: ingenuo::lettura::regole(testo), testo: testo.to_owned() }
    }

    pub fn calcola(&self, s: &Servizio, r: &Richiesta) -> Result<Risposta, String> {
        let request = soglia::formato::parse_request(&r.json(), &self.rules.fatti).map_err(|d| format!("{d:?}"))?;
        calcola(&self.rules, &s.id, &request).map_err(|d| format!("{d:?}"))
    }
}

/// Runs a property on random files with random choices beside them.
pub fn on_files<S: Strategy>(files: u32, seed: u64, more: S, holds: impl Fn(&Caso, S::Value) -> Esame)
where
    S::Value: Clone,
{
    let outcome = TestRunner::new(configurazione(files, seed)).run(&(file_regole(), more), |(file, more)| {
        let FileRegole { toml, .. } = file;
        let case = Caso::of(&toml);
        holds(&case, more).map_err(|why| TestCaseError::fail(format!("{why}\n{toml}")))
    });
    generatori::esito(outcome);
}

/// Runs a property on every embedded file.
pub fn on_seeds(mut holds: impl FnMut(&Caso) -> Esame) {
    for seme in soglia::semi::elenco() {
        if let Err(why) = holds(&Caso::of(soglia::semi::testo(seme.id).unwrap())) {
            panic!("{}: {why}", seme.id);
        }
    }
}

/// Numbers from a seed, always the same.
pub struct Dado(pub u64);

impl Dado {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// An answer to every question that the rules of a service ask, but for the ISEE it accepts first.
pub fn tutte_le_risposte(case: &Caso, s: &Servizio, dado: &mut Dado) -> Fatti {
    let mut fatti = Fatti::new();
    for id in tutti_i_nominati(s) {
        if s.isee.first().is_none_or(|t| id != format!("isee.{t}")) {
            let values = rappresentanti(&id, &case.regole.fatti[&id], s);
            fatti.insert(id, dado.pick(&values).clone());
        }
    }
    fatti
}

/// Answers, sometimes without one of them, and what the engine has then to consider: its `predefinito`, or else every
/// value that the rules can tell apart.
pub fn one_may_be_missing(case: &Caso, s: &Servizio, dado: &mut Dado) -> (Fatti, Vec<Fatti>) {
    let all = tutte_le_risposte(case, s, dado);
    let ids: Vec<&String> = all.keys().collect();
    if ids.is_empty() || dado.below(2) == 0 {
        return (all.clone(), vec![all]);
    }
    let id = *dado.pick(&ids);
    let fatto = &case.regole.fatti[id];
    let values = fatto.predefinito.clone().map_or_else(|| rappresentanti(id, fatto, s), |v| vec![v]);
    let mut given = all.clone();
    given.remove(id);
    let with = |v: Valore| given.iter().map(|(k, v)| (k.clone(), v.clone())).chain([(id.clone(), v)]).collect();
    (given.clone(), values.into_iter().map(with).collect())
}

/// The range of the unit value at an ISEE that need not be whole cents; no greatest value where nothing limits it.
pub fn valori_unitari(s: &Servizio, quota: &Quota, fatti: &Fatti, x: &Q, arrotonda: bool) -> (Q, Option<Q>) {
    let mut fatti = fatti.clone();
    if let Some(tipo) = s.isee.first() {
        fatti.insert(format!("isee.{tipo}"), Valore::Numero(x.clone()));
    }
    let at = |ignota| {
        let stato = Stato {
            fatti: fatti.clone(),
            x: Some(x.clone()),
            presentato: true,
            quantita: BTreeMap::new(),
            ignota,
            sempre: Some(quota.id.clone()),
            arrotonda,
        };
        unitaria(s, quota, isee_corretto(s, &stato).as_ref(), mosse(s, &stato), &stato)
    };
    let (least, non_stampato) = at(Ignota::Minimo);
    if !non_stampato {
        return (least.clone(), Some(least));
    }
    let (most, further) = (at(Ignota::Massimo).0, at(Ignota::Oltre).0);
    (least, (most == further).then_some(most))
}

/// The unit value, when it is one: `imposta` or a `tetto` may give one to what the act does not print.
pub fn valore_unitario(s: &Servizio, quota: &Quota, fatti: &Fatti, x: &Q, arrotonda: bool) -> Option<Q> {
    let (least, most) = valori_unitari(s, quota, fatti, x, arrotonda);
    most.filter(|m| *m == least)
}

pub fn facts_of_the_engine(case: &Caso, fatti: &Fatti) -> soglia::requisiti::Fatti {
    parse_facts(&fatti_json(fatti).to_string(), &case.rules.fatti).expect("facts of the catalogue")
}
