//! Who runs the services of the 61 Comuni, and where to ask (`seeds/territorio`).

use super::{CONTATTI, FONTE_TERRITORIO, FORME, GESTIONI};
use serde::Serialize;

/// A service run for some Comuni. What the plan does not say is not here.
///
/// ```
/// let codogno: Vec<&str> = soglia::semi::gestioni("098019").map(|g| g.id).collect();
/// assert!(codogno.contains(&"sad") && codogno.contains(&"segretariato-sociale"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Gestione {
    /// Id of the service.
    pub id: &'static str,
    /// Its name.
    pub nome: &'static str,
    /// Id of the forma associata; `comune` = the Comune itself.
    pub forma: &'static str,
    /// ISTAT codes; empty = all those of the forma associata.
    #[serde(skip)]
    pub comuni: &'static [&'static str],
    /// `diretta`, or `terzi` when entrusted to others.
    pub come: &'static str,
    /// First day, when it is said.
    pub dal: Option<&'static str>,
    /// What the reader must know.
    pub nota: Option<&'static str>,
}

/// An office, as its ente wrote it.
///
/// ```
/// assert!(soglia::semi::contatti("098031").next().is_none()); // none is guessed
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Contatto {
    /// ISTAT code of a Comune, id of a forma associata, or `ufficio-di-piano`.
    pub di: &'static str,
    /// The office.
    pub ufficio: &'static str,
    /// Where.
    pub indirizzo: Option<&'static str>,
    /// Telephone.
    pub telefono: Option<&'static str>,
    /// E-mail.
    pub email: Option<&'static str>,
    /// When it is open.
    pub orari: Option<&'static str>,
    /// Day on which somebody checked.
    pub verificato_il: Option<&'static str>,
}

/// The forme associate: id and name; and the plan they come from.
///
/// ```
/// let (all, source) = soglia::semi::forme();
/// assert!(all.len() == 4 && source[0].starts_with("Piano di Zona"));
/// ```
#[must_use]
pub fn forme() -> (&'static [(&'static str, &'static str)], [&'static str; 2]) {
    (FORME, FONTE_TERRITORIO)
}

/// Who runs what in a Comune, by its ISTAT code.
///
/// ```
/// assert_eq!(soglia::semi::gestioni("999999").count(), 0);
/// ```
pub fn gestioni(codice_istat: &str) -> impl Iterator<Item = &'static Gestione> {
    let comune = super::comuni().iter().find(|c| c.codice_istat == codice_istat);
    GESTIONI.iter().filter(move |g| {
        comune.is_some_and(|c| {
            if g.comuni.is_empty() { g.forma == c.forma_associata } else { g.comuni.contains(&c.codice_istat) }
        })
    })
}

/// The offices of a Comune and of its forma associata, then those of the area.
///
/// ```
/// assert_eq!(soglia::semi::contatti("").count(), 0);
/// ```
pub fn contatti(codice_istat: &str) -> impl Iterator<Item = &'static Contatto> {
    let comune = super::comuni().iter().find(|c| c.codice_istat == codice_istat);
    CONTATTI.iter().filter(move |c| {
        c.di == "ufficio-di-piano" || comune.is_some_and(|k| c.di == k.codice_istat || c.di == k.forma_associata)
    })
}
