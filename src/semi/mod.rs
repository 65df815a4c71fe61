//! What the program knows: the embedded regolamenti, facts and Comuni, checked when the program was built.

use crate::diagnosi::{Code, Diagnostic};
use crate::formato;
use crate::norma::{CatalogoFatti, Regolamento};
use serde::Serialize;

/// An embedded rule file, with what a list needs so that nothing is parsed before it is chosen.
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
    /// The file itself.
    #[serde(skip)]
    pub testo: &'static str,
}

/// A validity, as ISO dates.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Periodo {
    /// First day.
    pub dal: &'static str,
    /// Last day, when there is one.
    pub al: Option<&'static str>,
}

/// A service of an embedded rule file.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct SemeServizio {
    /// Id.
    pub id: &'static str,
    /// Name.
    pub nome: &'static str,
    /// Area of the plan.
    pub area: &'static str,
}

/// One of the 61 Comuni of the Ambito di Lodi.
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

include!(concat!(env!("OUT_DIR"), "/semi.rs"));

/// The embedded rule files, by id.
#[must_use]
pub fn elenco() -> &'static [Seme] {
    SEMI
}

/// The 61 Comuni, by name.
#[must_use]
pub fn comuni() -> &'static [Comune] {
    COMUNI
}

/// The standard facts.
///
/// ```
/// assert!(soglia::semi::fatti().get("eta").is_some());
/// ```
#[must_use]
pub fn fatti() -> CatalogoFatti {
    // Checked when the program was built: it cannot fail here.
    formato::parse_fatti(FATTI, "seeds/fatti.toml").unwrap_or_default()
}

/// The text of an embedded rule file.
#[must_use]
pub fn testo(id: &str) -> Option<&'static str> {
    SEMI.iter().find(|s| s.id == id).map(|s| s.testo)
}

/// An embedded regolamento.
///
/// ```
/// let dairago = soglia::semi::regolamento("dairago-sad").unwrap();
/// assert!(dairago.servizio("sad").is_some());
/// ```
///
/// # Errors
/// `regolamento-sconosciuto`, naming the embedded ones.
pub fn regolamento(id: &str) -> Result<Regolamento, Vec<Diagnostic>> {
    let Some(seme) = SEMI.iter().find(|s| s.id == id) else {
        let known: Vec<&str> = SEMI.iter().map(|s| s.id).collect();
        return Err(vec![
            Diagnostic::error(Code::RegolamentoSconosciuto, "", format!("«{id}» non è tra le regole incluse"))
                .found(id)
                .expected(known.join(", "))
                .mend("scrivi uno degli identificativi inclusi, o il nome di un file"),
        ]);
    };
    formato::parse_regolamento(seme.testo, seme.id, &fatti())
}
