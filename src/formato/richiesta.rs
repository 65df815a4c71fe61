//! Requests (FORMATO chapter 8).

use super::grezzo::RichiestaGrezza;
use super::leggi::from_tree;
use super::nodo::{Contenuto, Nodo, parse_json};
use super::scalare::Scalare;
use super::valida::{fact_value, parse_date};
use crate::diagnosi::{Code, Diagnostic};
use crate::norma::{CatalogoFatti, Giorno, TipoIsee, ValoreFatto};
use rust_decimal::Decimal;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::collections::BTreeMap;

/// What a person answered (FORMATO chapter 8, RICHIESTA). Absent = not answered; never false or zero.
///
/// ```
/// # use soglia::{formato, semi};
/// let request = formato::parse_request(r#"{ "fatti": { "eta": 70 } }"#, &semi::fatti()).unwrap();
/// assert!(request.isee.is_empty() && request.fatti.contains_key("eta"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Richiesta {
    /// The day for which the rules are asked.
    pub data: Option<Giorno>,
    /// ISEE presented, euro to the cent, by kind.
    pub isee: BTreeMap<TipoIsee, Decimal>,
    /// Quantities by unit (`ora`, `giorno_assenza` …); not negative.
    pub quantita: BTreeMap<String, Decimal>,
    /// Known facts by id.
    pub fatti: BTreeMap<String, ValoreFatto>,
}

impl Serialize for Richiesta {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = |d: &Decimal| crate::denaro::decimal_text(*d);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("data", &self.data)?;
        let mut isee = BTreeMap::new();
        for (kind, value) in &self.isee {
            isee.insert(kind.as_str().to_owned(), text(value));
        }
        map.serialize_entry("isee", &isee)?;
        let mut quantita = BTreeMap::new();
        for (unit, value) in &self.quantita {
            quantita.insert(unit.clone(), value.normalize().to_string());
        }
        map.serialize_entry("quantita", &quantita)?;
        map.serialize_entry("fatti", &self.fatti)?;
        map.end()
    }
}

/// Reads a request.
///
/// ```
/// use soglia::{formato, norma::CatalogoFatti};
/// let r = formato::parse_request(r#"{ "isee": { "ordinario": "8000.00" } }"#, &CatalogoFatti::default()).unwrap();
/// assert_eq!(r.isee.len(), 1);
/// ```
///
/// # Errors
/// The first defect: syntax, unknown key, kind, unit or fact, number or date.
pub fn parse_request(json: &str, fatti: &CatalogoFatti) -> Result<Richiesta, Diagnostic> {
    from_node(&parse_json(json)?, fatti)
}

/// Reads a request out of a tree already parsed.
fn from_node(tree: &Nodo, fatti: &CatalogoFatti) -> Result<Richiesta, Diagnostic> {
    checked(from_tree(tree)?, fatti)
}

/// Checks a request already read.
pub(super) fn checked(raw: RichiestaGrezza, fatti: &CatalogoFatti) -> Result<Richiesta, Diagnostic> {
    let data = raw.data.map(|d| parse_date("data", &d)).transpose()?;
    let mut isee = BTreeMap::new();
    for (kind, value) in raw.isee {
        let Some(tipo) = TipoIsee::from_word(&kind) else {
            let words: Vec<&str> = TipoIsee::ALL.iter().map(|t| t.as_str()).collect();
            return Err(unknown(Code::TipoIseeSconosciuto, format!("isee.{kind}"), "tipo di ISEE", &kind, &words));
        };
        if let Some(value) = value {
            isee.insert(tipo, isee_value(&format!("isee.{kind}"), &value)?);
        }
    }
    let mut quantita = BTreeMap::new();
    for (unit, value) in raw.quantita {
        if let Some(value) = value {
            let path = format!("quantita.{unit}");
            let quantity = super::valida::positive_decimal(&path, &value)?;
            quantita.insert(unit, quantity);
        }
    }
    let fatti = facts(raw.fatti, fatti)?;
    Ok(Richiesta { data, isee, quantita, fatti })
}

/// Checks facts already read.
pub(super) fn facts(
    raw: BTreeMap<String, Option<Scalare>>,
    known: &CatalogoFatti,
) -> Result<BTreeMap<String, ValoreFatto>, Diagnostic> {
    let mut facts = BTreeMap::new();
    for (id, value) in raw {
        let Some(fatto) = known.get(&id) else {
            let words: Vec<&str> = known.iter().map(|f| f.id.as_str()).collect();
            return Err(unknown(Code::FattoSconosciuto, format!("fatti.{id}"), "fatto", &id, &words));
        };
        if let Some(value) = value {
            facts.insert(id.clone(), fact_value(&format!("fatti.{id}"), fatto, &value)?);
        }
    }
    Ok(facts)
}

/// Reads a JSON object of facts, as `tabella --fatti` takes it; `null` = not known.
///
/// ```
/// # use soglia::{formato, norma::ValoreFatto, semi};
/// let facts = formato::parse_facts(r#"{ "festivo": true, "eta": null }"#, &semi::fatti()).unwrap();
/// assert_eq!(facts.into_iter().collect::<Vec<_>>(), [("festivo".to_owned(), ValoreFatto::Booleano(true))]);
/// ```
///
/// # Errors
/// The first defect: syntax, an unknown fact, a value that does not fit its type.
pub fn parse_facts(json: &str, known: &CatalogoFatti) -> Result<BTreeMap<String, ValoreFatto>, Diagnostic> {
    let inner = parse_json(json)?;
    let rows = vec![("fatti".to_owned(), 0, inner)];
    from_node(&Nodo { valore: Contenuto::Tabella(rows), riga: 0 }, known).map(|r| r.fatti)
}

/// Reads one ISEE: euro to the cent, not negative; or `assente`, for none presented.
///
/// ```
/// use soglia::formato::parse_isee;
/// assert_eq!(parse_isee("8000.50").unwrap().unwrap().to_string(), "8000.50");
/// assert_eq!(parse_isee("assente").unwrap(), None);
/// assert!(parse_isee("-1").is_err());
/// ```
///
/// # Errors
/// `numero-…` when it is neither.
pub fn parse_isee(text: &str) -> Result<Option<Decimal>, Diagnostic> {
    if text == "assente" {
        return Ok(None);
    }
    isee_value("isee", &Scalare::Testo(text.to_owned())).map(Some)
}

fn isee_value(path: &str, s: &Scalare) -> Result<Decimal, Diagnostic> {
    super::valida::isee_decimal(path, s)
}

pub(super) fn unknown(code: Code, path: String, what: &str, found: &str, words: &[&str]) -> Diagnostic {
    Diagnostic::error(code, path, format!("«{found}» non è un {what} conosciuto"))
        .found(found)
        .expected(words.join(", "))
        .mend(super::albero::nearest(found, words))
}
