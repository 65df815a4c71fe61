//! The arguments of a call made with JSON (chapter 8, from JavaScript).

use super::albero::from_tree;
use super::grezzo::RichiestaGrezza;
use super::nodo::parse_json;
use super::richiesta::{Richiesta, checked, facts};
use super::scalare::Scalare;
use crate::diagnosi::Diagnostic;
use crate::norma::{CatalogoFatti, ValoreFatto};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArgomentiGrezzi {
    file: Option<String>,
    servizio: Option<String>,
    quota: Option<String>,
    isee: Option<IseeGrezzi>,
    fatti: Option<BTreeMap<String, Option<Scalare>>>,
    richiesta: Option<RichiestaGrezza>,
    al_massimo: Option<Scalare>,
    almeno: Option<Scalare>,
    uguale: Option<Scalare>,
    oggi: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum IseeGrezzi {
    Elenco(String),
    Lista(Vec<String>),
}

/// What a call may carry; each call takes what it needs.
#[derive(Debug, Default)]
pub struct Argomenti {
    /// Id of an embedded regolamento, or the text of one.
    pub file: Option<String>,
    /// Id of the service.
    pub servizio: Option<String>,
    /// Id of the quota.
    pub quota: Option<String>,
    /// ISEE values as written, `assente` among them.
    pub isee: Vec<String>,
    /// `--al-massimo`, `--almeno`, `--uguale`, as written.
    pub domanda: [Option<String>; 3],
    /// Today, as an ISO date: only `verifica` looks at it.
    pub oggi: Option<String>,
    fatti: BTreeMap<String, Option<Scalare>>,
    richiesta: Option<RichiestaGrezza>,
}

impl Argomenti {
    /// A call on one file.
    #[must_use]
    pub fn on(file: String) -> Self {
        Self { file: Some(file), ..Self::default() }
    }

    /// Takes the facts from a JSON object.
    ///
    /// # Errors
    /// Syntax, or something that is not an object of plain values.
    pub fn set_facts(&mut self, json: &str) -> Result<(), Diagnostic> {
        self.fatti = from_tree(&parse_json(json)?)?;
        Ok(())
    }

    /// Takes the request from JSON.
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
    pub fn facts(&mut self, known: &CatalogoFatti) -> Result<BTreeMap<String, ValoreFatto>, Diagnostic> {
        facts(std::mem::take(&mut self.fatti), known)
    }

    /// The request, checked against a catalogue; empty when none was given.
    ///
    /// # Errors
    /// The first defect.
    pub fn request(&mut self, known: &CatalogoFatti) -> Result<Richiesta, Diagnostic> {
        self.richiesta.take().map_or_else(|| Ok(Richiesta::default()), |raw| checked(raw, known))
    }
}

/// Reads the arguments of a call.
///
/// # Errors
/// The first defect: syntax, unknown key, wrong type.
pub fn parse_call(json: &str) -> Result<Argomenti, Diagnostic> {
    let raw: ArgomentiGrezzi = from_tree(&parse_json(json)?)?;
    let isee = match raw.isee {
        None => Vec::new(),
        Some(IseeGrezzi::Lista(list)) => list,
        Some(IseeGrezzi::Elenco(text)) => text.split(',').map(|s| s.trim().to_owned()).collect(),
    };
    let plain = |s: Option<Scalare>| s.map(|s| s.to_string().trim_matches('"').to_owned());
    Ok(Argomenti {
        file: raw.file,
        servizio: raw.servizio,
        quota: raw.quota,
        isee,
        domanda: [plain(raw.al_massimo), plain(raw.almeno), plain(raw.uguale)],
        oggi: raw.oggi,
        fatti: raw.fatti.unwrap_or_default(),
        richiesta: raw.richiesta,
    })
}
