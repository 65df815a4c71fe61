//! The arguments of a call made with JSON (chapter 8, from JavaScript).

use super::grezzo::RichiestaGrezza;
use super::leggi::{from_tree, lean_tables};
use super::nodo::parse_json;
use super::richiesta::{Richiesta, checked, facts};
use super::scalare::Scalare;
use super::uno_o_molti::UnoOMolti;
use crate::diagnosi::Diagnostic;
use crate::norma::{CatalogoFatti, ValoreFatto};
use std::collections::BTreeMap;

lean_tables! {
    /// The keys of a call.
    ArgomentiGrezzi {
        /// Id of an embedded file, or its text.
        file: Option<String>,
        /// Id of the service.
        servizio: Option<String>,
        /// Id of the quota.
        quota: Option<String>,
        /// ISEE values.
        isee: Option<UnoOMolti>,
        /// Known facts.
        fatti: BTreeMap<String, Option<Scalare>>,
        /// The request.
        richiesta: Option<RichiestaGrezza>,
        /// Id, or path, of a voce of a riparto.
        voce: Option<String>,
        /// A question to `inverso`.
        al_massimo: Option<Scalare>,
        /// A question to `inverso`.
        almeno: Option<Scalare>,
        /// A question to `inverso`.
        uguale: Option<Scalare>,
        /// Today.
        oggi: Option<String>,
        /// A DSU.
        dsu: Option<String>,
        /// CSV texts by file name.
        tabelle: BTreeMap<String, String>,
        /// A population, as CSV.
        popolazione: Option<String>,
        /// A second rule file.
        confronta: Option<String>,
        /// The code of a printed case.
        codice: Option<String>,
        /// Where the person lives, for a code.
        luogo: Option<String>,
    }
}

/// What a call may carry; each call takes what it needs.
///
/// ```
/// use soglia::{chiamate, formato::Argomenti};
/// let mut a = Argomenti::on("dairago-sad".into());
/// (a.servizio, a.isee) = (Some("sad".into()), vec!["8000".into()]);
/// assert!(chiamate::run("tabella", a, "").unwrap().documento.contains(r#""oraria":"5.40""#));
/// ```
#[derive(Debug, Default)]
pub struct Argomenti {
    /// Id of an embedded regolamento, or the text of one.
    pub file: Option<String>,
    /// Id of the service.
    pub servizio: Option<String>,
    /// Id of the quota.
    pub quota: Option<String>,
    /// Id, or path, of a voce: only `riparto` looks at it.
    pub voce: Option<String>,
    /// ISEE values as written, `assente` among them.
    pub isee: Vec<String>,
    /// `--al-massimo`, `--almeno`, `--uguale`, as written.
    pub domanda: [Option<String>; 3],
    /// Today, as an ISO date: only `verifica` looks at it.
    pub oggi: Option<String>,
    /// Text of a DSU, TOML or JSON: only `isee` looks at it.
    pub dsu: Option<String>,
    /// CSV texts by file name, for the `tabella` of a riparto.
    pub tabelle: BTreeMap<String, String>,
    /// Text of a population, CSV: only `simula` looks at it.
    pub popolazione: Option<String>,
    /// Id of an embedded regolamento, or the text of one, to compare: only `simula` looks at it.
    pub confronta: Option<String>,
    /// The code of a printed case: only `riapri` looks at it.
    pub codice: Option<String>,
    /// Where the person lives: only `codice` looks at it.
    pub luogo: Option<String>,
    fatti: BTreeMap<String, Option<Scalare>>,
    richiesta: Option<RichiestaGrezza>,
}

impl Argomenti {
    /// A call on one file: the id of an embedded regolamento, or the text of one.
    ///
    /// ```
    /// # use soglia::{chiamate, formato::Argomenti};
    /// let found = chiamate::run("verifica", Argomenti::on("dairago-sad".into()), "").unwrap();
    /// assert!(!found.errori);
    /// ```
    #[must_use]
    pub fn on(file: String) -> Self {
        Self { file: Some(file), ..Self::default() }
    }

    /// Takes the facts from a JSON object; they are checked against the catalogue when the call runs.
    ///
    /// ```
    /// # use soglia::{chiamate, formato::Argomenti};
    /// let mut a = Argomenti::on("dairago-sad".into());
    /// (a.servizio, a.isee) = (Some("sad".into()), vec!["8000".into()]);
    /// a.set_facts(r#"{ "festivo": true }"#).unwrap();
    /// assert!(chiamate::run("tabella", a, "").unwrap().documento.contains(r#""oraria":"5.94""#));
    /// ```
    ///
    /// # Errors
    /// Syntax, or something that is not an object of plain values.
    pub fn set_facts(&mut self, json: &str) -> Result<(), Diagnostic> {
        self.fatti = from_tree(&parse_json(json)?)?;
        Ok(())
    }

    /// Takes the request from JSON (FORMATO chapter 8); it is checked against the catalogue when the call runs.
    ///
    /// ```
    /// # use soglia::{chiamate, formato::Argomenti};
    /// let mut a = Argomenti::on("monopoli-sad".into());
    /// a.servizio = Some("sad".into());
    /// a.set_request(r#"{ "isee": { "ordinario": "15000" }, "quantita": { "ora": "10" } }"#).unwrap();
    /// assert!(chiamate::run("calcola", a, "").unwrap().documento.contains(r#""totale":"40.00""#));
    /// ```
    ///
    /// # Errors
    /// Syntax, unknown keys, wrong types.
    pub fn set_request(&mut self, json: &str) -> Result<(), Diagnostic> {
        self.richiesta = Some(from_tree(&parse_json(json)?)?);
        Ok(())
    }

    /// The facts, checked against a catalogue.
    ///
    /// # Errors
    /// The first defect.
    pub(crate) fn facts(&mut self, known: &CatalogoFatti) -> Result<BTreeMap<String, ValoreFatto>, Diagnostic> {
        facts(std::mem::take(&mut self.fatti), known)
    }

    /// The request, checked against a catalogue; empty when none was given.
    ///
    /// # Errors
    /// The first defect.
    pub(crate) fn request(&mut self, known: &CatalogoFatti) -> Result<Richiesta, Diagnostic> {
        self.richiesta.take().map_or_else(|| Ok(Richiesta::default()), |raw| checked(raw, known))
    }
}

/// Reads the arguments of a call, one JSON object with the names of the command line's options.
///
/// ```
/// let call = soglia::formato::parse_call(r#"{ "file": "dairago-sad", "isee": "8000, assente" }"#).unwrap();
/// assert_eq!(call.isee, ["8000", "assente"]);
/// assert!(soglia::formato::parse_call(r#"{ "fille": "dairago-sad" }"#).is_err());
/// ```
///
/// # Errors
/// The first defect: syntax, unknown key, wrong type.
pub fn parse_call(json: &str) -> Result<Argomenti, Diagnostic> {
    let raw: ArgomentiGrezzi = from_tree(&parse_json(json)?)?;
    let isee = match raw.isee {
        None => Vec::new(),
        Some(UnoOMolti::Molti(list)) => list,
        Some(UnoOMolti::Uno(text)) => text.split(',').map(|s| s.trim().to_owned()).collect(),
    };
    let plain = |s: Option<Scalare>| s.map(|s| s.to_string().trim_matches('"').to_owned());
    Ok(Argomenti {
        file: raw.file,
        servizio: raw.servizio,
        quota: raw.quota,
        voce: raw.voce,
        isee,
        domanda: [plain(raw.al_massimo), plain(raw.almeno), plain(raw.uguale)],
        oggi: raw.oggi,
        dsu: raw.dsu,
        tabelle: raw.tabelle,
        popolazione: raw.popolazione,
        confronta: raw.confronta,
        codice: raw.codice,
        luogo: raw.luogo,
        fatti: raw.fatti,
        richiesta: raw.richiesta,
    })
}
