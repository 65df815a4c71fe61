//! What is wrong with a file or a request, said so that a person can mend it.
//!
//! The errors are a closed set: each has a [`Code`] (stable, for programs), a sentence in Italian (for
//! people), where it stands (file, line, key path), what was found, what was expected and how to mend it.
//!
//! ```
//! let wrong = soglia::formato::parse_regolamento("formato = 1.0", "mio.toml", &Default::default()).unwrap_err();
//! assert!(wrong[0].to_string().starts_with("mio.toml:1: errore [formato-versione]"));
//! ```

mod codice;

pub use codice::{Code, Severity};

use serde::Serialize;
use std::fmt;

/// One finding about a file or a request (FORMATO chapter 8, the rows of `verifica`).
///
/// ```
/// use soglia::diagnosi::{Code, Diagnostic};
/// let d = Diagnostic::error(Code::VirgolaMobile, "servizio[0].costo.importo", "numero con la virgola mobile")
///     .found("22.0").mend("scrivi \"22.00\" tra virgolette");
/// assert!(d.to_string().contains("virgola-mobile"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diagnostic {
    /// File name, seed id or `-`; empty when the input has no name.
    pub file: String,
    /// Stable code of the defect.
    pub codice: Code,
    /// `errore` stops, `avviso` and `nota` do not.
    pub gravita: Severity,
    /// One Italian sentence: what is wrong.
    pub messaggio: String,
    /// Key path, such as `servizio[0].quota[1].fasce[2].fino_a`.
    pub percorso: String,
    /// Line in the file, from 1; absent for input without lines.
    pub riga: Option<u32>,
    /// What was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trovato: Option<String>,
    /// What was expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub atteso: Option<String>,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rimedio: Option<String>,
    /// The household that shows it: `{ "isee", "fatti", … }`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub esempio: Option<serde_json::Value>,
}

impl Diagnostic {
    /// A finding of the given severity at a key path.
    #[must_use]
    pub(crate) fn new(
        gravita: Severity,
        codice: Code,
        percorso: impl Into<String>,
        messaggio: impl Into<String>,
    ) -> Self {
        Self {
            file: String::new(),
            codice,
            gravita,
            messaggio: messaggio.into(),
            percorso: percorso.into(),
            riga: None,
            trovato: None,
            atteso: None,
            rimedio: None,
            esempio: None,
        }
    }

    /// An error at a key path; file and line are filled in by the reader of the file.
    ///
    /// ```
    /// # use soglia::diagnosi::{Code, Diagnostic};
    /// let d = Diagnostic::error(Code::ElencoVuoto, "servizio[0].quota", "non c'è nessuna quota");
    /// assert_eq!(d.to_string(), "errore [elenco-vuoto] non c'è nessuna quota (in servizio[0].quota)");
    /// ```
    #[must_use]
    pub fn error(codice: Code, percorso: impl Into<String>, messaggio: impl Into<String>) -> Self {
        Self::new(Severity::Errore, codice, percorso, messaggio)
    }

    /// Says what was found.
    ///
    /// ```
    /// # use soglia::diagnosi::{Code, Diagnostic};
    /// let d = Diagnostic::error(Code::IdNonValido, "id", "l'id non va bene").found("Il Mio Id");
    /// assert_eq!(d.trovato.as_deref(), Some("Il Mio Id"));
    /// ```
    #[must_use]
    pub fn found(mut self, found: impl Into<String>) -> Self {
        self.trovato = Some(found.into());
        self
    }

    /// Says what was expected.
    ///
    /// ```
    /// # use soglia::diagnosi::{Code, Diagnostic};
    /// let d = Diagnostic::error(Code::IdNonValido, "id", "l'id non va bene").expected("minuscole, cifre e trattini");
    /// assert!(d.to_string().ends_with("atteso: minuscole, cifre e trattini"));
    /// ```
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.atteso = Some(expected.into());
        self
    }

    /// Says how to mend it.
    ///
    /// ```
    /// # use soglia::diagnosi::{Code, Diagnostic};
    /// let d = Diagnostic::error(Code::IdNonValido, "id", "l'id non va bene").mend("scrivi il-mio-id");
    /// assert!(d.to_string().ends_with("come rimediare: scrivi il-mio-id"));
    /// ```
    #[must_use]
    pub fn mend(mut self, how: impl Into<String>) -> Self {
        self.rimedio = Some(how.into());
        self
    }

    /// Adds the household that shows it.
    #[must_use]
    pub(crate) fn example(mut self, household: serde_json::Value) -> Self {
        self.esempio = Some(household);
        self
    }
}

/// `file:riga: gravità [codice] messaggio (percorso); trovato …; atteso …; …`
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{}:", self.file)?;
        }
        if let Some(line) = self.riga {
            write!(f, "{line}: ")?;
        }
        write!(f, "{} [{}] {}", self.gravita, self.codice, self.messaggio)?;
        if !self.percorso.is_empty() {
            write!(f, " (in {})", self.percorso)?;
        }
        for (label, text) in [("trovato", &self.trovato), ("atteso", &self.atteso), ("come rimediare", &self.rimedio)] {
            if let Some(text) = text {
                write!(f, "; {label}: {text}")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostic {}
