//! A case on paper: which rules, which version of them, which answers, in a code short enough for a printed square.
//! Nobody else can read it back to a person: there is no name in it, and it travels in no request.
//!
//! ```
//! use soglia::{caso::Caso, formato, semi};
//! let rules = semi::regolamento("dairago-sad").unwrap();
//! let richiesta = formato::parse_request(r#"{ "isee": { "ordinario": "8000" } }"#, &rules.fatti).unwrap();
//! let caso = Caso::new(rules, "sad", "098031", richiesta);
//! let code = caso.codice();
//! assert!(code.starts_with("1."));
//! assert_eq!(soglia::caso::leggi(&code).unwrap(), caso);
//! ```

mod codice;
mod riapri;

pub use codice::leggi;
pub use riapri::{Regole, Riaperto, riapri, riapri_con};

use crate::formato::Richiesta;
use crate::norma::Regolamento;

/// How many digits of the fingerprint a code carries: enough that no two versions of a file share them by chance.
const CIFRE_IMPRONTA: usize = 16;
/// Longer texts are no code of ours.
const MAX_CODICE: usize = 4096;

/// Rules, version, service, place and answers.
///
/// ```
/// # use soglia::{caso::Caso, semi};
/// let rules = semi::regolamento("monopoli-sad").unwrap();
/// let caso = Caso::new(rules, "sad", "", Default::default());
/// assert_eq!(caso.impronta.len(), 16);
/// assert!(rules.impronta.contains(&caso.impronta));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Caso {
    /// Id of the regolamento.
    pub regolamento: String,
    /// The first sixteen digits of its fingerprint.
    pub impronta: String,
    /// Id of the service.
    pub servizio: String,
    /// Where the person lives: an ISTAT code, or what the page writes for an ente outside the area.
    pub luogo: String,
    /// The answers, and the day.
    pub richiesta: Richiesta,
}

impl Caso {
    /// The case of these answers under these rules.
    ///
    /// ```
    /// let rules = soglia::semi::regolamento("senna-sad").unwrap();
    /// assert_eq!(soglia::caso::Caso::new(rules, "sad", "098053", Default::default()).luogo, "098053");
    /// ```
    #[must_use]
    pub fn new(rules: &Regolamento, servizio: &str, luogo: &str, richiesta: Richiesta) -> Self {
        let mark = rules.impronta.strip_prefix("sha256:").unwrap_or(&rules.impronta);
        Self {
            regolamento: rules.id.clone(),
            impronta: mark.chars().take(CIFRE_IMPRONTA).collect(),
            servizio: servizio.to_owned(),
            luogo: luogo.to_owned(),
            richiesta,
        }
    }

    /// The case as a code: `1.` and letters that need no escape in an address.
    ///
    /// ```
    /// let rules = soglia::semi::regolamento("senna-sad").unwrap();
    /// let code = soglia::caso::Caso::new(rules, "sad", "", Default::default()).codice();
    /// assert!(code.len() < 200 && code.is_ascii() && !code.contains(['+', '/', '=', '%']));
    /// ```
    #[must_use]
    pub fn codice(&self) -> String {
        codice::scrivi(self)
    }
}
