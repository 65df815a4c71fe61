//! What the citizen's pages carry besides the rules in force: families to try, and the rules as they once were.

use super::{ARCHIVIO, BASE_PROFILI, LETTI_ARCHIVIO, PROFILI, fatti, locali};
use crate::norma::Regolamento;
use crate::norma::binario::from_bytes;

/// A family of the Lodigiano, invented (`seeds/profili`). Values as text: `true`, `78`, `non_autosufficiente`.
///
/// ```
/// let alone = soglia::semi::profili().iter().find(|p| p.id == "anziana-sola-autonoma").unwrap();
/// assert_eq!((alone.comune, alone.answer("eta")), ("098019", Some("78")));
/// assert_eq!(alone.answer("residente"), Some("true")); // what every family answers unless it says otherwise
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profilo {
    /// Id.
    pub id: &'static str,
    /// Who they are.
    pub nome: &'static str,
    /// Day whose rules are asked, ISO.
    pub data: &'static str,
    /// ISTAT code of the Comune.
    pub comune: &'static str,
    /// Facts by id.
    pub fatti: &'static [(&'static str, &'static str)],
    /// ISEE by kind; the others it does not have.
    pub isee: &'static [(&'static str, &'static str)],
}

impl Profilo {
    /// What this family answers about a fact, when it says it; an ISEE by the id of its fact.
    ///
    /// ```
    /// let alone = soglia::semi::profili().iter().find(|p| p.id == "anziana-sola-autonoma").unwrap();
    /// assert_eq!((alone.answer("isee.ordinario"), alone.answer("isee.minorenni")), (Some("9500"), None));
    /// ```
    #[must_use]
    pub fn answer(&self, fatto: &str) -> Option<&'static str> {
        let (list, id) = match fatto.strip_prefix("isee.") {
            Some(kind) => (self.isee, kind),
            None => (self.fatti, fatto),
        };
        let own = list.iter().find(|(known, _)| *known == id);
        let any = || BASE_PROFILI.iter().find(|(known, _)| *known == fatto);
        own.or_else(any).map(|(_, value)| *value)
    }
}

/// The families to try, in the order of their file.
///
/// ```
/// assert_eq!(soglia::semi::profili().len(), 50);
/// ```
#[must_use]
pub fn profili() -> &'static [Profilo] {
    PROFILI
}

/// A version of the rules by id and fingerprint: the one in force, the one that a file of the ente took the place of, or
/// a past one (`seeds/archivio`). The fingerprint may be cut, not under sixteen digits, and may go without its `sha256:`.
///
/// ```
/// let now = soglia::semi::regolamento("dairago-sad").unwrap();
/// assert_eq!(soglia::semi::versione("dairago-sad", &now.impronta), Some(now));
/// assert_eq!(soglia::semi::versione("dairago-sad", "sha256:0123456789abcdef"), None);
/// ```
#[must_use]
pub fn versione(id: &str, impronta: &str) -> Option<&'static Regolamento> {
    let mark = impronta.strip_prefix("sha256:").unwrap_or(impronta);
    if mark.len() < 16 {
        return None;
    }
    let same = |rules: &Regolamento| rules.impronta.strip_prefix("sha256:").is_some_and(|own| own.starts_with(mark));
    let own = locali().iter().rev().map(|l| &l.regole).filter(|r| r.id == id);
    if let Some(known) = own.chain(super::incluso(id)).find(|r| same(r)) {
        return Some(known);
    }
    let past = ARCHIVIO.iter().zip(&LETTI_ARCHIVIO).filter(|((own, _, _), _)| *own == id);
    let read = past.filter_map(|((_, _, bytes), read)| read.get_or_init(|| from_bytes(bytes, fatti()).ok()).as_ref());
    read.into_iter().find(|r| same(r))
}

/// The past versions, by id and the first sixteen digits of the fingerprint.
///
/// ```
/// assert!(soglia::semi::archivio().all(|(id, mark)| soglia::semi::versione(id, mark).is_some()));
/// ```
pub fn archivio() -> impl Iterator<Item = (&'static str, &'static str)> {
    ARCHIVIO.iter().map(|(id, mark, _)| (*id, *mark))
}
