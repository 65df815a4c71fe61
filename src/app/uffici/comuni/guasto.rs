// SPDX-License-Identifier: EUPL-1.2
//! An answer of the worker, and what is wrong in it.

use crate::lingua::{self, tr};
use serde::de::DeserializeOwned;

/// An answer, or what is wrong: the sentences of the errors.
pub fn leggi_risposta<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Guasto>> {
    #[derive(serde::Deserialize)]
    struct Rifiuto {
        errori: Vec<Guasto>,
    }
    if text.starts_with("{\"errori\"")
        && let Ok(refused) = serde_json::from_str::<Rifiuto>(text)
    {
        return Err(refused.errori);
    }
    serde_json::from_str(text).map_err(|e| vec![Guasto { messaggio: e.to_string(), ..Guasto::default() }])
}

/// What is wrong, as the worker says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Guasto {
    /// Stable code.
    pub codice: String,
    /// Where: a column.
    pub percorso: String,
    /// Line.
    pub riga: Option<u64>,
    /// What.
    pub messaggio: String,
    /// What was found.
    pub trovato: Option<String>,
    /// What was expected.
    pub atteso: Option<String>,
    /// How to mend it.
    pub rimedio: Option<String>,
}

impl Guasto {
    /// In the language of the page, what a program said that speaks only Italian.
    #[must_use]
    pub fn tradotto(self) -> Self {
        let own = |text: String| lingua::tradotta(&text).map_or(text, str::to_owned);
        Self { messaggio: own(self.messaggio), rimedio: self.rimedio.map(own), ..self }
    }

    /// All of it in one sentence; what only the command line understands is left out.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut out = self.messaggio.clone();
        if let Some(riga) = self.riga {
            out = tr!("Riga {}: {}", riga.to_string(), out);
        }
        if let Some(found) = self.trovato.as_ref().filter(|f| !self.messaggio.contains(f.as_str())) {
            out = tr!("{} (trovato «{}»)", out, found);
        }
        let mend = self.rimedio.as_deref().unwrap_or_default();
        let mend = mend.split(tr!(", o ignorala con --ignora")).next().unwrap_or_default();
        let mend = mend.split(tr!(", o ignora la colonna con --ignora")).next().unwrap_or_default();
        if mend.is_empty() { out } else { tr!("{}. Come rimediare: {}", out, mend) }
    }
}
