//! What the program knows: the embedded regolamenti, facts and Comuni, checked when the program was built.
//!
//! ```
//! let cities: Vec<&str> = soglia::semi::elenco().iter().map(|s| s.ente).collect();
//! assert!(cities.contains(&"Comune di Senna Lodigiana"));
//! ```

mod famiglie;
mod locali;
mod territorio;

pub use famiglie::{Profilo, archivio, profili, versione};
pub use locali::{Locale, aggiungi, impacca, locale, locali};
pub use territorio::{Contatto, Gestione, contatti, forme, gestioni};

use crate::diagnosi::{Code, Diagnostic};
use crate::formato;
use crate::isee::Parametri;
use crate::norma::binario::from_bytes;
use crate::norma::{CatalogoFatti, Regolamento};
use crate::riparto::{Cifre, Riparto};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// An embedded rule file, with what a list needs so that nothing is parsed before it is chosen.
///
/// ```
/// let senna = soglia::semi::elenco().iter().find(|s| s.id == "senna-sad").unwrap();
/// assert_eq!((senna.natura, senna.comuni), ("pubblicato", ["098053"].as_slice()));
/// ```
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Seme {
    /// Id of the regolamento.
    pub id: &'static str,
    /// Who issued it.
    pub ente: &'static str,
    /// Title.
    pub titolo: &'static str,
    /// `pubblicato`, `storico`, `bozza` or `dimostrativo`.
    pub natura: &'static str,
    /// First and last day.
    pub vigenza: Periodo,
    /// Its services.
    pub servizi: &'static [SemeServizio],
    /// Its measures.
    pub misure: &'static [SemeServizio],
    /// ISTAT codes where it applies; `["ambito-lodi"]` = all 61; empty = named by its ente only.
    pub comuni: &'static [&'static str],
}

/// A validity, as ISO dates, both included.
///
/// ```
/// let senna = soglia::semi::elenco().iter().find(|s| s.id == "senna-sad").unwrap();
/// assert_eq!((senna.vigenza.dal, senna.vigenza.al), ("2024-01-01", Some("2024-12-31")));
/// ```
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Periodo {
    /// First day.
    pub dal: &'static str,
    /// Last day, when there is one.
    pub al: Option<&'static str>,
}

/// A service or measure of an embedded rule file.
///
/// ```
/// let senna = soglia::semi::elenco().iter().find(|s| s.id == "senna-sad").unwrap();
/// assert_eq!((senna.servizi[1].id, senna.servizi[1].area), ("pasti", "anziani"));
/// ```
#[derive(Clone, Copy, Debug, Serialize)]
pub struct SemeServizio {
    /// Id.
    pub id: &'static str,
    /// Name.
    pub nome: &'static str,
    /// Area of the plan.
    pub area: &'static str,
}

/// One of the 61 Comuni of the Ambito di Lodi (`seeds/territorio`).
///
/// ```
/// let lodi = soglia::semi::comuni().iter().find(|c| c.nome == "Lodi").unwrap();
/// assert_eq!(lodi.codice_istat, "098031");
/// ```
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Comune {
    /// ISTAT code, six digits.
    pub codice_istat: &'static str,
    /// Name.
    pub nome: &'static str,
    /// Resident population, census 2011.
    pub popolazione_2011: u32,
    /// Who runs its services together with others (plan 2018-2020, chapter 1.3).
    pub forma_associata: &'static str,
}

/// An embedded set of ISEE parameters.
struct SemeIsee {
    id: &'static str,
    dal: i64,
    al: i64,
    testo: &'static str,
}

/// An embedded riparto, with what a list needs.
///
/// ```
/// let funds = soglia::semi::riparti();
/// assert!(funds.iter().any(|f| f.id == "dopo-di-noi-2018" && f.natura == "storico"));
/// ```
#[derive(Clone, Copy, Debug, Serialize)]
pub struct SemeRiparto {
    /// Id of the riparto.
    pub id: &'static str,
    /// Who divides the fund.
    pub ente: Option<&'static str>,
    /// Title.
    pub titolo: &'static str,
    /// `pubblicato`, `storico`, `bozza` or `dimostrativo`.
    pub natura: &'static str,
    /// Name of the fund.
    pub fondo: Option<&'static str>,
    /// Year of the fund.
    pub anno: Option<u16>,
    /// When it applied: as written, or the year of the fund.
    pub vigenza: Option<Periodo>,
}

include!(concat!(env!("OUT_DIR"), "/semi.rs"));

/// The embedded rule files and those of the ente, in the order of their ids.
///
/// ```
/// assert!(soglia::semi::elenco().is_sorted_by_key(|s| s.id));
/// ```
#[must_use]
pub fn elenco() -> &'static [Seme] {
    locali::tutti()
}

/// The embedded files of measures (`seeds/misure`), in the order of their ids: one for each edition of the rules.
///
/// ```
/// let universal = soglia::semi::misure().iter().find(|s| s.id == "rei-2018-giugno").unwrap();
/// assert_eq!((universal.misure[0].id, universal.vigenza.dal), ("rei", "2018-06-01"));
/// ```
#[must_use]
pub fn misure() -> &'static [Seme] {
    MISURE
}

/// The 61 Comuni, in the order of their names.
///
/// ```
/// assert_eq!(soglia::semi::comuni().len(), 61);
/// ```
#[must_use]
pub fn comuni() -> &'static [Comune] {
    COMUNI
}

/// The standard facts (FORMATO chapter 2, `seeds/fatti.toml`).
///
/// ```
/// assert!(soglia::semi::fatti().get("eta").is_some());
/// ```
#[must_use]
pub fn fatti() -> &'static CatalogoFatti {
    static LETTI: OnceLock<CatalogoFatti> = OnceLock::new();
    // Written by the same build: it cannot fail here.
    LETTI.get_or_init(|| borsh::from_slice(FATTI).unwrap_or_default())
}

/// The standard facts, and those that only the measures ask (`seeds/misure/fatti.toml`).
///
/// ```
/// let facts = soglia::semi::fatti_misure();
/// assert!(facts.get("eta").is_some() && facts.get("caregiver").is_some());
/// ```
#[must_use]
pub fn fatti_misure() -> &'static CatalogoFatti {
    static LETTI: OnceLock<CatalogoFatti> = OnceLock::new();
    LETTI.get_or_init(|| {
        let mut all = fatti().clone();
        // Written by the same build: it cannot fail here.
        for own in borsh::from_slice::<CatalogoFatti>(FATTI_MISURE).unwrap_or_default().iter() {
            all.insert(own.clone());
        }
        all
    })
}

/// The text of an embedded rule file, or of one of the ente, as written; none for an unknown id.
///
/// ```
/// assert!(soglia::semi::testo("dairago-sad").unwrap().contains("id = \"dairago-sad\""));
/// assert!(soglia::semi::testo("atlantide-sad").is_none());
/// ```
#[must_use]
pub fn testo(id: &str) -> Option<&'static str> {
    let own = locale(id).map(|l| l.testo.as_str());
    own.or_else(|| TESTI.iter().find(|(known, _)| *known == id).map(|(_, text)| *text))
}

/// A regolamento of the ente, or an embedded one, read at the first use and kept.
///
/// ```
/// let dairago = soglia::semi::regolamento("dairago-sad").unwrap();
/// assert!(dairago.servizio("sad").is_some());
/// ```
///
/// # Errors
/// `regolamento-sconosciuto`, naming the embedded ones.
pub fn regolamento(id: &str) -> Result<&'static Regolamento, Vec<Diagnostic>> {
    let own = locale(id).map(|l| &l.regole);
    own.or_else(|| incluso(id)).ok_or_else(|| not_embedded(id, elenco().iter().map(|s| s.id).collect()))
}

/// The embedded one, also when the ente has its own in its place.
fn incluso(id: &str) -> Option<&'static Regolamento> {
    let found = SEMI.iter().zip(&LETTI).zip(&BYTE_REGOLAMENTI).find(|((s, _), _)| s.id == id);
    // Written by the same build: `ok` is always some.
    found.and_then(|((_, letto), byte)| letto.get_or_init(|| from_bytes(byte, fatti()).ok()).as_ref())
}

/// An embedded file of measures, read at the first use and kept.
///
/// ```
/// let rei = soglia::semi::misura("rei-2018").unwrap();
/// assert_eq!(rei.servizio("rei").unwrap().superata_da.as_deref(), Some("rdc"));
/// ```
///
/// # Errors
/// `regolamento-sconosciuto`, naming the embedded ones.
pub fn misura(id: &str) -> Result<&'static Regolamento, Vec<Diagnostic>> {
    let found = MISURE.iter().zip(&LETTE).zip(&BYTE_MISURE).find(|((s, _), _)| s.id == id);
    let read =
        found.and_then(|((_, letto), byte)| letto.get_or_init(|| from_bytes(byte, fatti_misure()).ok()).as_ref());
    read.ok_or_else(|| not_embedded(id, MISURE.iter().map(|s| s.id).collect()))
}

/// Any embedded rule file, regolamento or measures.
///
/// ```
/// assert!(soglia::semi::regole("rei-2018").is_ok() && soglia::semi::regole("senna-sad").is_ok());
/// ```
///
/// # Errors
/// `regolamento-sconosciuto`, naming the embedded ones.
pub fn regole(id: &str) -> Result<&'static Regolamento, Vec<Diagnostic>> {
    regolamento(id)
        .or_else(|_| misura(id))
        .map_err(|_| not_embedded(id, elenco().iter().chain(MISURE).map(|s| s.id).collect()))
}

fn not_embedded(id: &str, known: Vec<&str>) -> Vec<Diagnostic> {
    vec![
        Diagnostic::error(Code::RegolamentoSconosciuto, "", format!("«{id}» non è tra le regole incluse"))
            .found(id)
            .expected(known.join(", "))
            .mend("scrivi uno degli identificativi inclusi, o il nome di un file"),
    ]
}

/// The ISEE parameters for a DSU presented in that year (`seeds/isee/`).
///
/// ```
/// use soglia::semi::parametri_isee;
/// assert_eq!(parametri_isee(2025).unwrap().id(), "isee-2025");
/// assert_eq!(parametri_isee(2014).unwrap_err()[0].codice.as_str(), "data-fuori-vigenza");
/// ```
///
/// # Errors
/// `data-fuori-vigenza` for a year without rules: never answered with those of another year.
pub fn parametri_isee(anno: i64) -> Result<Parametri, Vec<Diagnostic>> {
    let Some(seme) = ISEE.iter().find(|s| (s.dal..=s.al).contains(&anno)) else {
        let years = ISEE.first().zip(ISEE.last()).map_or((0, 0), |(first, last)| (first.dal, last.al));
        return Err(vec![
            Diagnostic::error(Code::FuoriVigenza, "anno", "di questo anno non ci sono le regole dell'ISEE")
                .found(anno.to_string())
                .expected(format!("un anno dal {} al {}", years.0, years.1))
                .mend("scrivi l'anno in cui la DSU è presentata"),
        ]);
    };
    formato::parse_parametri(seme.testo, seme.id)
}

/// The embedded riparti, in the order of their ids.
///
/// ```
/// assert!(soglia::semi::riparti().is_sorted_by_key(|s| s.id));
/// ```
#[must_use]
pub fn riparti() -> &'static [SemeRiparto] {
    RIPARTI
}

/// The embedded files that a riparto may name, by file name: tables of criteria, and the riparti themselves.
///
/// ```
/// assert!(soglia::semi::tabelle()["comuni-ambito-lodi.csv"].contains("098031"));
/// assert!(soglia::semi::tabelle().contains_key("dopo-di-noi-2018.toml"));
/// ```
#[must_use]
pub fn tabelle() -> BTreeMap<String, String> {
    let tables = TABELLE.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    tables.chain(TESTI_RIPARTI.iter().map(|(id, text)| (format!("{id}.toml"), (*text).to_owned()))).collect()
}

/// The text of the embedded figures of a document; none for an unknown id.
///
/// ```
/// assert!(soglia::semi::testo_cifre("piano-di-zona-2018-2020").unwrap().contains("13278912.85"));
/// ```
#[must_use]
pub fn testo_cifre(id: &str) -> Option<&'static str> {
    TESTI_CIFRE.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
}

/// The embedded figures of a document, read and checked.
///
/// ```
/// assert_eq!(soglia::semi::cifre("piano-di-zona-2018-2020").unwrap().cifre.len(), 109);
/// ```
///
/// # Errors
/// `riparto-sconosciuto`, naming the embedded ones.
pub fn cifre(id: &str) -> Result<Cifre, Vec<Diagnostic>> {
    let Some(text) = testo_cifre(id) else {
        let known: Vec<&str> = TESTI_CIFRE.iter().map(|(id, _)| *id).collect();
        return Err(vec![
            Diagnostic::error(Code::RipartoSconosciuto, "", format!("«{id}» non è tra i documenti inclusi"))
                .found(id)
                .expected(known.join(", "))
                .mend("scrivi uno degli identificativi inclusi, o il nome di un file"),
        ]);
    };
    formato::parse_cifre(text, id)
}

/// The text of an embedded riparto, as written; none for an unknown id.
///
/// ```
/// assert!(soglia::semi::testo_riparto("dopo-di-noi-2018").unwrap().contains("51100000.00"));
/// ```
#[must_use]
pub fn testo_riparto(id: &str) -> Option<&'static str> {
    // Apart from the list, so that a program that only lists them does not carry them.
    TESTI_RIPARTI.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
}

/// An embedded riparto, read and checked.
///
/// ```
/// assert_eq!(soglia::semi::riparto("ambito-lodi-comuni-2018").unwrap().voci.len(), 61);
/// ```
///
/// # Errors
/// `riparto-sconosciuto`, naming the embedded ones.
pub fn riparto(id: &str) -> Result<Riparto, Vec<Diagnostic>> {
    let Some(text) = testo_riparto(id) else {
        let known: Vec<&str> = RIPARTI.iter().map(|s| s.id).collect();
        return Err(vec![
            Diagnostic::error(Code::RipartoSconosciuto, "", format!("«{id}» non è tra i riparti inclusi"))
                .found(id)
                .expected(known.join(", "))
                .mend("scrivi uno degli identificativi inclusi, o il nome di un file"),
        ]);
    };
    formato::parse_riparto(text, id, &tabelle())
}
