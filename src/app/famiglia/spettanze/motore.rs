// SPDX-License-Identifier: EUPL-1.2
//! The only file of this door that asks the engine; what it answered is kept while the answers stay the same.

use super::risposte::Risposte;
use crate::chiamate::{self, Documento};
use crate::diagnosi::Diagnostic;
use crate::lingua::codice;
use crate::norma::CatalogoFatti;
pub use crate::norma::{Certezza, Fatto, Natura, TipoFatto, TipoIsee};
pub use crate::spettanze::{ContributoSpettante, EsitoVoce};
pub use crate::tariffa::{Ammesso, Estremi, Motivo};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

pub use chiamate::AL_TEMPO_DEL_PIANO;

/// What the engine says, or what it refuses.
pub type Stato = Rc<Result<Documento, Vec<Diagnostic>>>;

/// A page draws at every key: the same question to the engine is put once.
const KEPT: usize = 6;

thread_local! {
    static LAST: RefCell<VecDeque<(String, Stato)>> = const { RefCell::new(VecDeque::new()) };
}

/// What is certain, what is open, what to ask next.
pub fn stato(r: Risposte<'_>) -> Stato {
    ask(r.json(None))
}

/// The same without one answer: what was known before it.
pub fn stato_senza(r: Risposte<'_>, fatto: &str) -> Stato {
    ask(r.json(Some(fatto)))
}

fn ask(json: String) -> Stato {
    // Its sentences are in a language.
    let key = [codice(), &json].concat();
    let known = LAST.with_borrow(|kept| kept.iter().find(|(own, _)| *own == key).map(|(_, stato)| stato.clone()));
    known.unwrap_or_else(|| {
        let stato = Rc::new(chiamate::indaga(&json, None));
        LAST.with_borrow_mut(|kept| {
            kept.push_front((key, stato.clone()));
            kept.truncate(KEPT);
        });
        stato
    })
}

/// Every fact a question may be about.
pub fn catalogo() -> &'static CatalogoFatti {
    static LETTO: std::sync::OnceLock<CatalogoFatti> = std::sync::OnceLock::new();
    // Made of embedded rules: it cannot fail here.
    LETTO.get_or_init(|| chiamate::catalogue().unwrap_or_default())
}
