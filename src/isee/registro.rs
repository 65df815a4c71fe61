//! Trace and warnings of one estimate, written together.

use super::avviso::Avviso;
use super::parametri::Voce;
use crate::denaro::Frazione;
use crate::lingua::{codice, tr};
use crate::norma::{Certezza, Origine};
use crate::traccia::{Detto, Traccia};

/// What is told while the estimate runs.
#[derive(Debug, Default)]
pub(super) struct Registro {
    pub trace: Traccia,
    pub avvisi: Vec<Avviso>,
}

impl Registro {
    /// Notes a step of a rule; an unverified rule, or one with a warning of its own, also warns, once.
    pub(super) fn say<T>(
        &mut self,
        passo: &'static str,
        voce: &Voce<T>,
        testo: impl Into<String>,
        formula: Option<String>,
        valore: Option<Frazione>,
    ) {
        self.trace.push(passo, &voce.origine, || Detto {
            testo: testo.into(),
            formula,
            valore: valore.map(Frazione::amount_text),
        });
        if voce.origine.certezza != Certezza::Certa {
            self.warn(unverified(&voce.origine));
        }
        if let Some(text) = &voce.avviso {
            self.warn(text.tradotto());
        }
    }

    /// Adds a warning, once.
    pub(super) fn warn(&mut self, text: impl Into<String>) {
        self.add(Avviso { testo: text.into(), chiave: None });
    }

    /// The same, naming a key of the declaration.
    pub(super) fn warn_of(&mut self, chiave: &'static str, text: impl Into<String>) {
        self.add(Avviso { testo: text.into(), chiave: Some(chiave) });
    }

    fn add(&mut self, avviso: Avviso) {
        if !self.avvisi.contains(&avviso) {
            self.avvisi.push(avviso);
        }
    }

    /// Steps from here on belong to this member.
    pub(super) fn enter(&mut self, id: Option<&str>) {
        self.trace.enter_member(id);
    }
}

/// «Da verificare (Allegato 2, comma 2): il testo …». In another language without the article, which stays Italian: the
/// step itself shows it, marked as such.
fn unverified(o: &Origine) -> String {
    let fonte = o.fonte.as_ref();
    let place = fonte.and_then(|f| f.articolo.as_ref().or(f.titolo.as_ref())).map_or(tr!("una regola"), |t| t.it());
    match &o.nota {
        Some(note) if codice() == "it" => tr!("Da verificare ({}): {}", place, note.it()),
        Some(note) => tr!("Da verificare: {}", note.tradotto()),
        None => tr!("Da verificare: {}.", place),
    }
}
