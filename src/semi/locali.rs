//! Rule files that an ente adds to its page after the build (`regole` in `config.json`): known like the embedded ones,
//! and in the place of one with the same id.

use super::{Periodo, SEMI, Seme, SemeServizio, fatti};
use crate::norma::binario::{from_bytes, to_bytes};
use crate::norma::{Comuni, Regolamento};
use std::sync::OnceLock;

/// A rule file of the ente.
///
/// ```
/// use soglia::semi;
/// let rules = semi::regolamento("senna-sad").unwrap();
/// let own = semi::Locale { nome: "regole/senna.toml".into(), testo: "formato = 1 …".into(), regole: rules.clone() };
/// assert_eq!(own.regole.id, "senna-sad");
/// ```
#[derive(Debug)]
pub struct Locale {
    /// Where it is, from the folder of the page.
    pub nome: String,
    /// Its text, as written.
    pub testo: String,
    /// What it says.
    pub regole: Regolamento,
}

impl Locale {
    /// Whether it is the one in force of those with its id: the others are what it was.
    ///
    /// ```
    /// use soglia::semi;
    /// let rules = semi::regolamento("senna-sad").unwrap();
    /// let bytes = |nome: &str| semi::impacca(nome, "formato = 1 …", rules).unwrap();
    /// assert!(semi::aggiungi(&[bytes("regole/prima.toml"), bytes("regole/ora.toml")]));
    /// let now: Vec<bool> = semi::locali().iter().map(|l| l.in_vigore()).collect();
    /// assert_eq!(now, [false, true]);
    /// ```
    #[must_use]
    pub fn in_vigore(&self) -> bool {
        locale(&self.regole.id).is_some_and(|now| std::ptr::eq(now, self))
    }
}

static LOCALI: OnceLock<Vec<Locale>> = OnceLock::new();
/// The list of all, made at the first use.
static TUTTI: OnceLock<Vec<Seme>> = OnceLock::new();

/// Rules already read and checked, as the bytes that [`aggiungi`] takes: programs that only compute need no reader.
/// None when a number has too many digits for them.
///
/// ```
/// let senna = soglia::semi::regolamento("senna-sad").unwrap();
/// let bytes = soglia::semi::impacca("regole/senna.toml", "formato = 1 …", senna).unwrap();
/// assert!(bytes.len() > 1_000);
/// ```
#[must_use]
pub fn impacca(nome: &str, testo: &str, regole: &Regolamento) -> Option<Vec<u8>> {
    let bytes = to_bytes(regole, fatti()).ok()?;
    borsh::to_vec(&(nome, testo, bytes)).ok()
}

/// Adds files made by [`impacca`] of the same build, once, before anything is asked; whether they were added.
///
/// ```
/// use soglia::semi;
/// let mut own = semi::regolamento("senna-sad").unwrap().clone();
/// own.id = "nostro-sad".into();
/// let bytes = semi::impacca("regole/nostro.toml", "formato = 1 …", &own).unwrap();
/// assert!(!semi::aggiungi(&[b"altro".to_vec()]));
/// assert!(semi::aggiungi(&[bytes]));
/// assert_eq!(semi::regolamento("nostro-sad").unwrap().comuni, own.comuni);
/// assert_eq!(semi::locale("nostro-sad").unwrap().nome, "regole/nostro.toml");
/// assert!(semi::elenco().is_sorted_by_key(|s| s.id));
/// ```
pub fn aggiungi(file: &[Vec<u8>]) -> bool {
    let read = |bytes: &Vec<u8>| {
        let (nome, testo, rules): (String, String, Vec<u8>) = borsh::from_slice(bytes).ok()?;
        Some(Locale { nome, testo, regole: from_bytes(&rules, fatti()).ok()? })
    };
    let Some(all) = file.iter().map(read).collect() else { return false };
    LOCALI.set(all).is_ok()
}

/// The files of the ente, in the order of its configuration.
///
/// ```
/// assert!(soglia::semi::locali().is_empty()); // none was added here
/// ```
#[must_use]
pub fn locali() -> &'static [Locale] {
    LOCALI.get().map_or(&[], Vec::as_slice)
}

/// The file of the ente with this id: of two, the last.
///
/// ```
/// assert!(soglia::semi::locale("senna-sad").is_none()); // it is embedded, not of the ente
/// ```
#[must_use]
pub fn locale(id: &str) -> Option<&'static Locale> {
    locali().iter().rfind(|l| l.regole.id == id)
}

/// The embedded ones and those of the ente, in the order of their ids.
pub(super) fn tutti() -> &'static [Seme] {
    if locali().is_empty() {
        return SEMI;
    }
    TUTTI.get_or_init(|| {
        let mut all = SEMI.to_vec();
        for own in locali() {
            let seme = seme(&own.regole);
            match all.binary_search_by_key(&seme.id, |s| s.id) {
                Ok(at) => all.splice(at..=at, [seme]).for_each(drop),
                Err(at) => all.insert(at, seme),
            }
        }
        all
    })
}

/// What a list needs of rules that stay as long as the page.
fn seme(rules: &'static Regolamento) -> Seme {
    let services = |misura: bool| {
        let row =
            |s: &'static crate::norma::Servizio| SemeServizio { id: &s.id, nome: s.nome.it(), area: s.area.as_str() };
        rules.servizi.iter().filter(|s| s.misura == misura).map(row).collect::<Vec<_>>().leak()
    };
    let day = |d: crate::norma::Giorno| -> &'static str { d.to_string().leak() };
    Seme {
        id: &rules.id,
        ente: rules.ente.it(),
        titolo: rules.titolo.it(),
        natura: rules.natura.as_str(),
        vigenza: Periodo { dal: day(rules.vigenza.dal), al: rules.vigenza.al.map(day) },
        servizi: services(false),
        misure: services(true),
        comuni: match &rules.comuni {
            Comuni::Ente => &[],
            Comuni::AmbitoLodi => &["ambito-lodi"],
            Comuni::Codici(codes) => codes.iter().map(String::as_str).collect::<Vec<_>>().leak(),
        },
    }
}
