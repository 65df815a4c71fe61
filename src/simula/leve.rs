// SPDX-License-Identifier: EUPL-1.2
//! Goal seek on several values, in an order of preference: each alone first, then one after the other.

use super::obiettivi::{Griglia, Meta, Obiettivo, Prova};
use super::riepilogo::Centesimi;
use super::studio::Studio;
use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::tr;
use crate::norma::Regolamento;
use serde::{Deserialize, Serialize};

/// Most values that may move together: beyond, nobody could say why one moved and not another.
///
/// ```
/// assert_eq!(soglia::simula::MAX_LEVE, 4);
/// ```
pub const MAX_LEVE: usize = 4;

/// A value that may move.
///
/// ```
/// let lever: soglia::simula::Leva =
///     serde_json::from_str(r#"{ "percorso": "servizio[0].quota[0].fasce[0].importo", "attuale": 300, "griglia": { "da": 0, "a": 600, "passo": 1 } }"#).unwrap();
/// assert_eq!(lever.attuale, 300);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leva {
    /// Key path in the file.
    pub percorso: String,
    /// Its value now, hundredths.
    pub attuale: i64,
    /// Where it may move.
    pub griglia: Griglia,
}

/// A value that moved.
///
/// ```
/// let moved = soglia::simula::Mossa { leva: 0, valore: "3.50".into() };
/// assert_eq!(moved.leva, 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mossa {
    /// Its place in the order of preference.
    pub leva: usize,
    /// As files write it.
    pub valore: String,
}

/// The answer.
///
/// ```
/// let none = soglia::simula::Combinato::default();
/// assert!(none.mosse.is_empty() && none.esito.soluzione.is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Combinato {
    /// What moves, the last one to the value that reaches the goal; empty when the goal is not reached.
    pub mosse: Vec<Mossa>,
    /// The search on the last one, the others where they stand: neighbours, or what cannot be reached.
    pub esito: Obiettivo,
    /// What each one alone cannot reach, in the order of preference.
    pub sole: Vec<Vec<String>>,
    /// Values tried in all.
    pub provati: u64,
}

/// Gives the rules with some values written: place of the lever and value. None when they would not be rules.
///
/// ```
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let same = |_: &[(usize, String)]| Some(rules.clone());
/// let with: &soglia::simula::Con<'_> = &same;
/// assert_eq!(with(&[(0, "3.50".into())]).unwrap().id, "dairago-sad");
/// ```
pub type Con<'a> = dyn Fn(&[(usize, String)]) -> Option<Regolamento> + 'a;

impl Studio {
    /// Each value alone, in order: the first that reaches the goal is the answer. Else one after the other: each goes
    /// where least is missing and stays there, until one reaches it.
    ///
    /// ```
    /// use soglia::simula::{Centesimi, Griglia, Leva, Meta, Studio};
    /// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// let lever = Leva { percorso: String::new(), attuale: 0, griglia: Griglia { da: 0, a: 2, passo: 1 } };
    /// let goal = Meta { entrate: Some(Centesimi(1)), ..Meta::default() };
    /// let mut nobody = Studio::new(Default::default());
    /// let found = nobody.obiettivi("sad", rules, &[lever.clone(), lever], &goal, &|_| Some(rules.clone())).unwrap();
    /// assert_eq!(found.sole, [["entrate"], ["entrate"]]);
    /// ```
    ///
    /// # Errors
    /// As [`Self::obiettivo`]; `numero-fuori-limite` for no lever, or more than [`MAX_LEVE`].
    pub fn obiettivi(
        &mut self,
        servizio: &str,
        adesso: &Regolamento,
        leve: &[Leva],
        meta: &Meta,
        con: &Con<'_>,
    ) -> Result<Combinato, Diagnostic> {
        if leve.is_empty() || leve.len() > MAX_LEVE {
            return Err(Diagnostic::error(
                Code::NumeroFuoriLimite,
                "leve",
                tr!("i valori che possono cambiare non vanno bene"),
            )
            .found(leve.len().to_string())
            .expected(tr!("da 1 a {} valori", MAX_LEVE.to_string()))
            .mend(tr!("scegli meno valori")));
        }
        let mut out = Combinato::default();
        let mut tutti = true;
        let mut seek = |fixed: &[(usize, String)], n: usize, leva: &Leva| {
            let with = |value: &str| {
                let all: Vec<_> = fixed.iter().cloned().chain([(n, value.to_owned())]).collect();
                con(&all)
            };
            self.obiettivo(servizio, adesso, leva.attuale, leva.griglia, meta, &with)
        };
        for (n, leva) in leve.iter().enumerate() {
            let esito = seek(&[], n, leva)?;
            out.provati = out.provati.saturating_add(esito.provati);
            if let Some(found) = &esito.soluzione {
                out.mosse = vec![Mossa { leva: n, valore: found.valore.clone() }];
                return Ok(Combinato { esito, ..out });
            }
            tutti &= esito.tutti;
            out.sole.push(esito.impossibile.clone());
            // With one lever there is nothing else to try.
            out.esito = esito;
        }
        let mut fixed: Vec<(usize, String)> = Vec::new();
        let mut best: Option<Mancanza> = None;
        for (n, leva) in leve.iter().enumerate().filter(|_| leve.len() > 1) {
            let esito = seek(&fixed, n, leva)?;
            out.provati = out.provati.saturating_add(esito.provati);
            if let Some(found) = &esito.soluzione {
                fixed.push((n, found.valore.clone()));
                out.mosse = fixed.into_iter().map(|(leva, valore)| Mossa { leva, valore }).collect();
                return Ok(Combinato { esito, ..out });
            }
            tutti &= esito.tutti;
            if let Some(near) = &esito.vicina {
                let here = Mancanza::of(near, meta);
                if best.as_ref().is_none_or(|b| here < *b) {
                    fixed.push((n, near.valore.clone()));
                    best = Some(here);
                }
            }
            out.esito = esito;
        }
        // That none is enough is said only when every value was tried, of every lever.
        out.esito.tutti = tutti;
        Ok(out)
    }
}

/// How much is missing: how many conditions, then by how much, revenue first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mancanza {
    condizioni: usize,
    entrate: i128,
    aumento: i128,
    scalino: i128,
}

impl Mancanza {
    pub(super) fn of(prova: &Prova, meta: &Meta) -> Self {
        let over = |x: Centesimi, limit: Option<Centesimi>| limit.map_or(0, |l| (x.0 - l.0).max(0));
        Self {
            condizioni: prova.manca.len(),
            entrate: meta.entrate.map_or(0, |goal| (goal.0 - prova.totale.0).max(0)),
            aumento: over(prova.aumento, meta.aumento),
            scalino: over(prova.scalino, meta.scalino),
        }
    }
}
