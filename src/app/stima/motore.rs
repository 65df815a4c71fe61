// SPDX-License-Identifier: EUPL-1.2
//! The only file of the estimate that calls the engine: from the answers to a value, or to the range of what they
//! leave open. The engine says what the law makes of one declaration; here only the declarations differ.

use super::aggiornata::aggiornata;
use super::argomenti::{Argomento, Stato};
use super::campi::{self, Scelta};
use super::corrente;
use super::dsu::{Ipotesi, documento};
use super::risposte::Risposte;
use crate::denaro::{Decimal, Frazione, parse_decimal};
use crate::diagnosi::Diagnostic;
use crate::formato::parse_dsu;
pub use crate::isee::Stima;
use crate::isee::{self, Parametri};
use crate::semi;
use serde_json::Value;

/// Lowest and highest ISEE that the answers allow; the same when they say everything.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervallo {
    /// The lowest.
    pub basso: Stima,
    /// The highest.
    pub alto: Stima,
}

impl Intervallo {
    /// The one value, when there is one.
    #[must_use]
    pub fn unico(&self) -> Option<&Stima> {
        (self.basso.isee == self.alto.isee).then_some(&self.basso)
    }
}

/// The rules of a year.
#[derive(Debug)]
pub struct Regole {
    /// Year of presentation.
    pub anno: i64,
    parametri: Parametri,
}

impl Regole {
    /// Of this year, or of the last one before it whose rules are known.
    #[must_use]
    pub fn fino_al(oggi: i64) -> Option<Self> {
        let years = (oggi.saturating_sub(20)..=oggi).rev();
        years.filter_map(|anno| Some(Self { anno, parametri: semi::parametri_isee(anno).ok()? })).next()
    }

    /// The falls of incomes and of assets that a current ISEE wants, in per cent.
    #[must_use]
    pub fn cali(&self) -> (String, String) {
        let percent = |part: Frazione| part.mul(Frazione::integer(100)).unwrap_or(part).exact_text();
        let rules = &self.parametri.corrente;
        (percent(rules.reddito.valore), rules.patrimonio.as_ref().map(|p| percent(p.valore)).unwrap_or_default())
    }

    /// Year of the incomes and assets that count: the second before.
    #[must_use]
    pub fn anno_redditi(&self) -> i64 {
        self.anno.saturating_sub(2)
    }
}

/// The range of the ISEE for these answers.
///
/// # Errors
/// What the engine refuses, in a sentence.
pub fn stima(r: Risposte<'_>, regole: &Regole) -> Result<Intervallo, Diagnostic> {
    let mut found = None;
    for ipotesi in ipotesi(r, regole) {
        found = Some(widened(found, una(&documento(r, regole.anno, ipotesi), regole)?));
    }
    found.ok_or_else(|| first(Vec::new()))
}

/// One declaration.
fn una(documento: &Value, regole: &Regole) -> Result<Stima, Diagnostic> {
    let dsu = parse_dsu(&documento.to_string(), "stima").map_err(first)?;
    isee::calcola(&dsu, &regole.parametri)
}

/// A current ISEE beside the ordinary one it brings up to date, for the same answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Aggiornamento {
    /// The ordinary one.
    pub prima: Intervallo,
    /// The current one.
    pub ora: Intervallo,
    /// Whether the change is above a threshold of the law; nothing when the answers leave it open.
    pub basta: Option<bool>,
}

/// The current ISEE: each way the unknown could be is compared with itself.
///
/// # Errors
/// What the engine refuses, in a sentence.
pub fn corrente(r: Risposte<'_>, regole: &Regole) -> Result<Aggiornamento, Diagnostic> {
    let (mut before, mut now, mut enough) = (None, None, Vec::new());
    for ipotesi in ipotesi(r, regole) {
        let prima = una(&documento(r, regole.anno, ipotesi), regole)?;
        let updated = Ipotesi { ora: corrente::del_patrimonio(r), ..ipotesi };
        let dsu = aggiornata(documento(r, regole.anno, updated), r, ipotesi.alta, &prima);
        let ora = una(&dsu, regole)?;
        enough.push([ora.corrente.reddito, ora.corrente.patrimonio].contains(&Some(true)));
        before = Some(widened(before, prima));
        now = Some(widened(now, ora));
    }
    let basta = if enough.contains(&true) == enough.contains(&false) { None } else { enough.first().copied() };
    let none = || first(Vec::new());
    Ok(Aggiornamento { prima: before.ok_or_else(none)?, ora: now.ok_or_else(none)?, basta })
}

fn widened(so_far: Option<Intervallo>, one: Stima) -> Intervallo {
    let Some(so_far) = so_far else { return Intervallo { basso: one.clone(), alto: one } };
    let value = amount(&one);
    if value < amount(&so_far.basso) {
        Intervallo { basso: one, ..so_far }
    } else if value > amount(&so_far.alto) {
        Intervallo { alto: one, ..so_far }
    } else {
        so_far
    }
}

/// The value of an estimate.
#[must_use]
pub fn amount(stima: &Stima) -> Decimal {
    parse_decimal(&stima.isee).unwrap_or_default()
}

/// Every way the unanswered choices could be, with the unanswered numbers at either end.
fn ipotesi(r: Risposte<'_>, regole: &Regole) -> Vec<Ipotesi> {
    let words = |scelta: &'static Scelta, there: bool| match r.scelta(scelta) {
        Some(word) if there => vec![word],
        None if there => scelta.voci.iter().map(|(word, ..)| *word).collect(),
        _ => vec![""],
    };
    let rates = &regole.parametri.reddito.figurativo.valore;
    let figurativo = rates.iter().any(|(year, _)| *year == regole.anno);
    let mut list = Vec::new();
    for casa in words(&campi::CASA, true) {
        for sei_mesi in words(&campi::SEI_MESI, r.minorenni() > 0) {
            for genitore in words(&campi::GENITORE, r.genitore_solo()) {
                list.extend([false, true].map(|alta| Ipotesi {
                    alta,
                    casa,
                    sei_mesi,
                    genitore,
                    ora: false,
                    figurativo,
                }));
            }
        }
    }
    list
}

/// The engine lists every defect; of a declaration made here one is enough.
fn first(list: Vec<Diagnostic>) -> Diagnostic {
    let none = || Diagnostic::error(crate::diagnosi::Code::DsuIncoerente, "", "il calcolo non è riuscito");
    list.into_iter().next().unwrap_or_else(none)
}

/// The topics that keep the range open.
#[must_use]
pub fn aperti(r: Risposte<'_>) -> Vec<Argomento> {
    Argomento::tutti(r).into_iter().filter(|a| a.stato(r) != Stato::Data).collect()
}
