//! What a case says under its own rules, and what it says today when they have changed since.

use super::Caso;
use crate::diagnosi::Diagnostic;
use crate::norma::Regolamento;
use crate::semi;
use crate::tariffa::{self, Risposta};
use serde::Serialize;

/// Which version of the rules a case was made with.
///
/// ```
/// assert_eq!(serde_json::to_string(&soglia::caso::Regole::Archiviate).unwrap(), r#""archiviate""#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Regole {
    /// The one in force in this program.
    Attuali,
    /// A past one, kept in `seeds/archivio`.
    Archiviate,
    /// One that this program does not have: nothing is computed with another in its place.
    Mancanti,
}

/// The results of a case.
///
/// ```
/// use soglia::{caso::{Caso, Regole, riapri}, semi};
/// let rules = semi::regolamento("monopoli-sad").unwrap();
/// let again = riapri(&Caso::new(rules, "sad", "", Default::default())).unwrap();
/// assert_eq!((again.regole, again.oggi), (Regole::Attuali, None));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Riaperto {
    /// Which version.
    pub regole: Regole,
    /// The result under it; none when it is missing.
    pub risposta: Option<Risposta>,
    /// The result under the rules of today; none when they are the same, or when there are none any more.
    pub oggi: Option<Risposta>,
}

/// Computes a case again.
///
/// ```
/// use soglia::{caso::{Caso, Regole, riapri}, semi};
/// let caso = Caso::new(semi::regolamento("senna-sad").unwrap(), "sad", "", Default::default());
/// let lost = Caso { impronta: "0123456789abcdef".to_owned(), ..caso };
/// assert_eq!(riapri(&lost).unwrap().regole, Regole::Mancanti);
/// ```
///
/// # Errors
/// What the engine refuses: a service or a quantity that the rules do not have, amounts that do not fit.
pub fn riapri(caso: &Caso) -> Result<Riaperto, Diagnostic> {
    riapri_con(caso, semi::versione(&caso.regolamento, &caso.impronta), semi::regolamento(&caso.regolamento).ok())
}

/// The same with the two versions given: that of the case and that of today, where there are.
///
/// ```
/// use soglia::{caso::{Caso, Regole, riapri_con}, formato, semi};
/// let text = semi::testo("monopoli-sad").unwrap();
/// let then = formato::parse_regolamento(&text.replace("13.80", "12.80"), "prima", semi::fatti()).unwrap();
/// let now = semi::regolamento("monopoli-sad").unwrap();
/// let richiesta = formato::parse_request(r#"{ "isee": { "ordinario": "40000" } }"#, &now.fatti).unwrap();
/// let again = riapri_con(&Caso::new(&then, "sad", "", richiesta), Some(&then), Some(now)).unwrap();
/// assert_eq!(again.regole, Regole::Archiviate);
/// assert_eq!(again.risposta.unwrap().totale.as_deref(), Some("12.80"));
/// assert_eq!(again.oggi.unwrap().totale.as_deref(), Some("13.80"));
/// ```
///
/// # Errors
/// Those of [`riapri`].
pub fn riapri_con(caso: &Caso, then: Option<&Regolamento>, now: Option<&Regolamento>) -> Result<Riaperto, Diagnostic> {
    let run = |rules: &Regolamento| tariffa::calcola(rules, &caso.servizio, &caso.richiesta);
    let regole = match (then, now) {
        (None, _) => Regole::Mancanti,
        (Some(then), Some(now)) if then.impronta == now.impronta => Regole::Attuali,
        _ => Regole::Archiviate,
    };
    let risposta = then.map(run).transpose()?;
    // Today's rules may have another service or other facts: the old result stands, today's is left out.
    let oggi = now.filter(|_| regole != Regole::Attuali).and_then(|rules| run(rules).ok());
    Ok(Riaperto { regole, risposta, oggi })
}
