//! The answer of `calcola` (FORMATO chapter 8): amounts are euro to the cent, as text.

use super::estremi::Estremi;
use crate::formato::Richiesta;
use crate::norma::{Certezza, Fonte, Testo, Unita};
use crate::traccia::Traccia;
use serde::Serialize;

/// Whether the household is admitted (FORMATO chapter 8).
///
/// ```
/// use soglia::tariffa::Ammesso;
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let json = r#"{ "isee": { "ordinario": "8000" } }"#;
/// # let request = soglia::formato::parse_request(json, &rules.fatti).unwrap();
/// # let answer = soglia::tariffa::calcola(&rules, "sad", &request).unwrap();
/// assert_eq!(answer.ammesso, Ammesso::DaVerificare); // nobody has said where they live
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ammesso {
    /// All requirements hold.
    Si,
    /// One does not.
    No,
    /// Some facts are missing.
    DaVerificare,
}

/// The outcome of one requirement, with its words and its source.
///
/// ```
/// # use soglia::tariffa::Ammesso;
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let json = r#"{ "fatti": { "residente": true } }"#;
/// # let request = soglia::formato::parse_request(json, &rules.fatti).unwrap();
/// # let answer = soglia::tariffa::calcola(&rules, "sad", &request).unwrap();
/// let residence = &answer.motivi[0];
/// assert_eq!((residence.requisito.as_str(), residence.esito), ("residenza", Ammesso::Si));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Motivo {
    /// Id of the requirement.
    pub requisito: String,
    /// Its outcome.
    pub esito: Ammesso,
    /// The requirement in words.
    pub testo: Testo,
    /// Where it is written.
    pub fonte: Option<Fonte>,
    /// How sure it is.
    pub certezza: Certezza,
}

/// One quota of the fee.
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let json = r#"{ "isee": { "ordinario": "8000" }, "quantita": { "ora": "10" }, "fatti": { "festivo": false } }"#;
/// # let request = soglia::formato::parse_request(json, &rules.fatti).unwrap();
/// # let answer = soglia::tariffa::calcola(&rules, "sad", &request).unwrap();
/// let hourly = &answer.quote[0];
/// assert_eq!((hourly.unitaria.as_deref(), hourly.quantita.as_str()), (Some("5.40"), "10"));
/// assert_eq!(hourly.importo.as_deref(), Some("54.00"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuotaRisposta {
    /// Id of the quota.
    pub id: String,
    /// Name on the screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nome: Option<Testo>,
    /// Unit.
    pub per: Unita,
    /// Euro for one unit, to the cent; null when unknown.
    pub unitaria: Option<String>,
    /// The exact unit value, when it is not whole cents (`arrotonda.modo = "nessuno"`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub esatta: Option<String>,
    /// How many units.
    pub quantita: String,
    /// Euro, to the cent; null when unknown.
    pub importo: Option<String>,
    /// Range of the amount, when unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intervallo: Option<Estremi>,
    /// Range of the unit value, when unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intervallo_unitaria: Option<Estremi>,
}

/// Money to the family: the same as a quota.
///
/// ```
/// # let rules = soglia::semi::regolamento("lombardia-nidi-gratis").unwrap();
/// let json = r#"{ "isee": { "minorenni": "12000" }, "quantita": { "euro_retta": "500" } }"#;
/// # let request = soglia::formato::parse_request(json, &rules.fatti).unwrap();
/// let answer = soglia::tariffa::calcola(&rules, "nido", &request).unwrap();
/// assert_eq!(answer.contributi[0].importo.as_deref(), Some("227.27")); // 500.00 − 272.73
/// ```
pub type Contributo = QuotaRisposta;

/// What makes an answer replayable.
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let json = r#"{ "isee": { "ordinario": "8000" }, "quantita": { "ora": "10" }, "fatti": { "festivo": false } }"#;
/// # let request = soglia::formato::parse_request(json, &rules.fatti).unwrap();
/// # let answer = soglia::tariffa::calcola(&rules, "sad", &request).unwrap();
/// assert_eq!(answer.ricevuta.impronta, rules.impronta);
/// assert_eq!(answer.ricevuta.richiesta, request);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ricevuta {
    /// Version of the program.
    pub programma: &'static str,
    /// Id of the rule file.
    pub regolamento: String,
    /// `sha256:…` of its canonical content.
    pub impronta: String,
    /// The day asked for.
    pub data: Option<String>,
    /// The service.
    pub servizio: String,
    /// The request, as understood.
    pub richiesta: Richiesta,
}

/// The answer of `calcola` (FORMATO chapter 8): with a total, or with the range it must lie in.
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let json = r#"{ "isee": { "ordinario": "8000" } }"#;
/// # let request = soglia::formato::parse_request(json, &rules.fatti).unwrap();
/// # let answer = soglia::tariffa::calcola(&rules, "sad", &request).unwrap();
/// let range = answer.intervallo.unwrap(); // 10% more on Sundays and holidays
/// assert_eq!((range.min.euro_text(), range.max.unwrap().euro_text()), ("5.40".into(), "5.94".into()));
/// assert_eq!(answer.mancano, ["residente", "festivo"]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Risposta {
    /// Admitted or not.
    pub ammesso: Ammesso,
    /// Facts that could still change the answer.
    pub mancano: Vec<String>,
    /// Each requirement with its outcome.
    pub motivi: Vec<Motivo>,
    /// The quotas that count.
    pub quote: Vec<QuotaRisposta>,
    /// What the family pays, euro to the cent; null when unknown or refused.
    pub totale: Option<String>,
    /// Every total that some completion of the answers could give.
    pub intervallo: Option<Estremi>,
    /// Full cost minus what the family pays; absent when no cost is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub costo_ente: Option<String>,
    /// Money to the family, never subtracted from the fee.
    pub contributi: Vec<Contributo>,
    /// What the reader must be told: nature of the file, unverified values, defaults.
    pub avvisi: Vec<String>,
    /// The steps.
    pub traccia: Traccia,
    /// The receipt.
    pub ricevuta: Ricevuta,
}
