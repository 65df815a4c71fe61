//! The answers to «Cosa mi spetta?» (FORMATO, call `spettanze`).

use super::leggi::{from_tree, lean_tables};
use super::nodo::parse_json;
use super::richiesta::unknown;
use super::scalare::Scalare;
use super::valida::{fact_value, isee_decimal, parse_date, positive_decimal};
use crate::diagnosi::{Code, Diagnostic};
use crate::norma::{CatalogoFatti, TipoIsee, ValoreFatto};
use crate::spettanze::Risposte;
use std::collections::BTreeMap;

/// The word for «I do not know», wherever a value may stand.
const UNKNOWN: &str = "non_so";
/// The word for «I do not have it», of an ISEE.
const NONE: &str = "assente";

lean_tables! {
    /// The answers given so far.
    QuestionarioGrezzo {
        /// The day whose rules are asked.
        data: Option<String>,
        /// ISTAT code of the Comune.
        comune: Option<String>,
        /// Facts by id.
        fatti: BTreeMap<String, Option<Scalare>>,
        /// ISEE by kind.
        isee: BTreeMap<String, Option<Scalare>>,
        /// Facts that the person cannot tell.
        non_so: Vec<String>,
        /// Quantities by unit.
        quantita: BTreeMap<String, Option<Scalare>>,
    }
}

/// Reads the answers given so far. Absent or `null` = not asked yet; `"non_so"` = asked, and the person does not know;
/// an ISEE `"assente"` = the person has none.
///
/// ```
/// use soglia::{formato::parse_questionario, semi};
/// let r = parse_questionario(r#"{ "fatti": { "eta": 70, "vive_solo": "non_so" } }"#, semi::fatti()).unwrap();
/// assert!(r.fatti.contains_key("eta") && r.non_so.contains("vive_solo"));
/// assert_eq!(parse_questionario(r#"{ "fatti": { "età": 70 } }"#, semi::fatti()).unwrap_err().percorso, "fatti.età");
/// ```
///
/// # Errors
/// The first defect: syntax, unknown key, kind, unit or fact, number or date.
pub fn parse_questionario(json: &str, known: &CatalogoFatti) -> Result<Risposte, Diagnostic> {
    let raw: QuestionarioGrezzo = from_tree(&parse_json(json)?)?;
    let mut r = Risposte { comune: raw.comune, ..Risposte::default() };
    r.data = raw.data.map(|d| parse_date("data", &d)).transpose()?;
    for (id, value) in raw.fatti {
        let path = format!("fatti.{id}");
        let fatto = known.get(&id).ok_or_else(|| no_fact(&path, &id, known))?;
        let Some(value) = value else { continue };
        if is_word(&value, UNKNOWN) {
            r.non_so.insert(id);
        } else {
            let value = fact_value(&path, fatto, &value)?;
            r.fatti.insert(id, value);
        }
    }
    for (word, value) in raw.isee {
        let path = format!("isee.{word}");
        let Some(kind) = TipoIsee::from_word(&word) else {
            let words: Vec<&str> = TipoIsee::ALL.iter().map(|t| t.as_str()).collect();
            return Err(unknown(Code::TipoIseeSconosciuto, path, "tipo di ISEE", &word, &words));
        };
        let Some(value) = value else { continue };
        if is_word(&value, NONE) {
            r.senza.insert(kind);
        } else if is_word(&value, UNKNOWN) {
            r.non_so.insert(kind.fact_id().to_owned());
        } else {
            let value = ValoreFatto::Numero(isee_decimal(&path, &value)?.normalize());
            r.fatti.insert(kind.fact_id().to_owned(), value);
        }
    }
    for (i, id) in raw.non_so.into_iter().enumerate() {
        if known.get(&id).is_none() {
            return Err(no_fact(&format!("non_so[{i}]"), &id, known));
        }
        r.non_so.insert(id);
    }
    for (unit, value) in raw.quantita {
        if let Some(value) = value {
            let quantity = positive_decimal(&format!("quantita.{unit}"), &value)?;
            r.quantita.insert(unit, quantity);
        }
    }
    Ok(r)
}

fn is_word(value: &Scalare, word: &str) -> bool {
    matches!(value, Scalare::Testo(text) if text == word)
}

fn no_fact(path: &str, id: &str, known: &CatalogoFatti) -> Diagnostic {
    let words: Vec<&str> = known.iter().map(|f| f.id.as_str()).collect();
    unknown(Code::FattoSconosciuto, path.to_owned(), "fatto", id, &words)
}
