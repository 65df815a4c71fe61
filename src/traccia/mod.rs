//! The trace: one line for each step, written while the step is done, never rebuilt afterwards (FORMATO
//! chapter 4).
//!
//! ```
//! # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
//! let json = r#"{ "isee": { "ordinario": "8000" }, "fatti": { "festivo": false } }"#;
//! # let request = soglia::formato::parse_request(json, &rules.fatti).unwrap();
//! # let answer = soglia::tariffa::calcola(&rules, "sad", &request).unwrap();
//! let last = answer.traccia.passi().iter().rfind(|s| s.passo == "totale").unwrap();
//! assert_eq!(last.testo, "Totale: 5,40\u{a0}€.");
//! ```

use crate::norma::{Certezza, Fonte, Origine, Testo};
use serde::Serialize;

/// One step of a computation.
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let json = r#"{ "isee": { "ordinario": "8000" }, "fatti": { "festivo": false } }"#;
/// # let request = soglia::formato::parse_request(json, &rules.fatti).unwrap();
/// # let answer = soglia::tariffa::calcola(&rules, "sad", &request).unwrap();
/// let rounding = answer.traccia.passi().iter().find(|s| s.passo == "arrotondamento").unwrap();
/// assert_eq!((rounding.quota.as_deref(), rounding.valore.as_deref()), (Some("oraria"), Some("5.40")));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Passo {
    /// What kind of step: `isee`, `correzione`, `fascia`, `valore`, `arrotondamento`, `quantita`, `somma`, `totale`, `costo`.
    pub passo: &'static str,
    /// What was done, in Italian.
    pub testo: String,
    /// The operation with its numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<String>,
    /// The value after the step, euro, exact; absent when it is not one number.
    pub valore: Option<String>,
    /// Quota the step belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota: Option<String>,
    /// Member of the household the step belongs to, in an ISEE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub componente: Option<String>,
    /// Where the rule is written.
    pub fonte: Option<Fonte>,
    /// How sure the rule is.
    pub certezza: Certezza,
    /// Remark on the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nota: Option<Testo>,
}

/// What one step says.
pub(crate) struct Detto {
    pub testo: String,
    pub formula: Option<String>,
    pub valore: Option<String>,
}

/// The steps of one computation, in order; in JSON a plain list.
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let json = r#"{ "isee": { "ordinario": "8000" }, "fatti": { "festivo": false } }"#;
/// # let request = soglia::formato::parse_request(json, &rules.fatti).unwrap();
/// # let answer = soglia::tariffa::calcola(&rules, "sad", &request).unwrap();
/// let steps = serde_json::to_value(&answer.traccia).unwrap();
/// assert_eq!(steps[0]["passo"], "isee");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Traccia {
    passi: Vec<Passo>,
    #[serde(skip)]
    quota: Option<String>,
    #[serde(skip)]
    componente: Option<String>,
    #[serde(skip)]
    muta: bool,
}

impl Traccia {
    /// A trace that keeps nothing: for searches that try many values and show one.
    pub(crate) fn mute() -> Self {
        Self { muta: true, ..Self::default() }
    }

    /// The steps so far.
    ///
    /// ```
    /// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// let json = r#"{ "isee": { "ordinario": "8000" }, "fatti": { "festivo": false } }"#;
    /// # let request = soglia::formato::parse_request(json, &rules.fatti).unwrap();
    /// # let answer = soglia::tariffa::calcola(&rules, "sad", &request).unwrap();
    /// let sources: Vec<_> = answer.traccia.passi().iter().filter_map(|s| s.fonte.as_ref()).collect();
    /// assert!(sources.iter().all(|f| f.articolo.as_ref().is_some_and(|a| a.it() == "34")));
    /// ```
    #[must_use]
    pub fn passi(&self) -> &[Passo] {
        &self.passi
    }

    /// Steps from here on belong to this quota (or to none).
    pub(crate) fn enter(&mut self, quota: Option<&str>) {
        self.quota = quota.map(str::to_owned);
    }

    /// Steps from here on belong to this member of the household (or to none).
    pub(crate) fn enter_member(&mut self, componente: Option<&str>) {
        self.componente = componente.map(str::to_owned);
    }

    /// Adds a step; the words are made only when someone will read them.
    pub(crate) fn push(&mut self, passo: &'static str, origine: &Origine, say: impl FnOnce() -> Detto) {
        if self.muta {
            return;
        }
        let Detto { testo, formula, valore } = say();
        self.passi.push(Passo {
            passo,
            testo,
            formula,
            valore,
            quota: self.quota.clone(),
            componente: self.componente.clone(),
            fonte: origine.fonte.clone(),
            certezza: origine.certezza,
            // A remark is read once, where it first matters.
            nota: origine.nota.clone().filter(|n| !self.passi.iter().any(|p| p.nota.as_ref() == Some(n))),
        });
    }
}
