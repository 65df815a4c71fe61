//! The trace: one line for each step, written while the step is done, never rebuilt afterwards.

use crate::norma::{Certezza, Fonte, Origine, Testo};
use serde::Serialize;

/// One step of a computation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Passo {
    /// What kind of step: `isee`, `correzione`, `fascia`, `valore`, `arrotondamento`, `quantita`, `somma`, `totale`, `costo`.
    pub passo: &'static str,
    /// What was done, in Italian.
    pub testo: String,
    /// The operation with its numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<String>,
    /// The value after the step; absent when it is not one number.
    pub valore: Option<String>,
    /// Quota the step belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota: Option<String>,
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

/// The steps of one computation, in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Traccia {
    passi: Vec<Passo>,
    #[serde(skip)]
    quota: Option<String>,
    #[serde(skip)]
    muta: bool,
}

impl Traccia {
    /// A trace that keeps nothing: for searches that try many values and show one.
    pub(crate) fn mute() -> Self {
        Self { muta: true, ..Self::default() }
    }

    /// The steps so far.
    #[must_use]
    pub fn passi(&self) -> &[Passo] {
        &self.passi
    }

    /// Steps from here on belong to this quota (or to none).
    pub(crate) fn enter(&mut self, quota: Option<&str>) {
        self.quota = quota.map(str::to_owned);
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
            fonte: origine.fonte.clone(),
            certezza: origine.certezza,
            nota: origine.nota.clone(),
        });
    }
}
