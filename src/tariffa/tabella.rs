//! Unit values at many ISEE, requirements not considered.

use super::calcola::{find_service, too_large};
use super::completa::{Scopo, explore, with_defaults};
use super::conto::Ingresso;
use super::estremi::Estremi;
use super::soglie::quota_index;
use super::valore::Ascissa;
use crate::denaro::Frazione;
use crate::diagnosi::Diagnostic;
use crate::norma::{Regolamento, ValoreFatto};
use crate::requisiti::Fatti;
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;

/// The values at one ISEE (FORMATO chapter 8, `tabella`); amounts in euro, as text.
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let rows = soglia::tariffa::tabella(&rules, "sad", &[Some(8000.into())], None, &Default::default()).unwrap();
/// assert_eq!((rows[0].isee.as_str(), rows[0].quote["oraria"].as_deref()), ("8000.00", Some("5.40")));
/// assert!(rows[0].predefiniti.contains_key("festivo")); // not a holiday, since nobody said so
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Riga {
    /// The ISEE, or `assente`.
    pub isee: String,
    /// Euro for one unit of each quota that counts, to the cent; null when unknown.
    pub quote: BTreeMap<String, Option<String>>,
    /// Ranges of the unknown ones.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub intervallo: BTreeMap<String, Estremi>,
    /// Exact values that are not whole cents.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub esatte: BTreeMap<String, String>,
    /// Facts that were not given and took their `predefinito`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub predefiniti: Fatti,
}

/// Unit values after corrections and rounding, requirements not considered. With `quota` only that one, as if its
/// own condition held. A given ISEE, euro to the cent, is of the first kind the service accepts.
///
/// ```
/// use soglia::{formato::parse_isee, tariffa::tabella};
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let rows = tabella(&rules, "sad", &[parse_isee("8000").unwrap(), None], None, &Default::default()).unwrap();
/// assert_eq!(rows[0].quote["oraria"].as_deref(), Some("5.40"));
/// assert_eq!(rows[1].quote["oraria"].as_deref(), Some("11.00"));
/// ```
///
/// # Errors
/// `servizio-sconosciuto`, `quota-sconosciuta`, `numero-troppo-grande`.
pub fn tabella(
    rules: &Regolamento,
    servizio: &str,
    isee: &[Option<Decimal>],
    quota: Option<&str>,
    facts: &Fatti,
) -> Result<Vec<Riga>, Diagnostic> {
    let servizio = find_service(rules, servizio)?;
    let only = quota.map(|q| quota_index(servizio, q)).transpose()?;
    let (known, predefiniti) = with_defaults(servizio, &rules.fatti, facts, only);
    let quantita = BTreeMap::new();
    let mut rows = Vec::with_capacity(isee.len());
    for x in isee {
        let mut facts = known.clone();
        if let (Some(x), Some(kind)) = (x, servizio.isee.first()) {
            facts.insert(kind.fact_id().to_owned(), ValoreFatto::Numero(x.normalize()));
        }
        let at = x.map(|x| Ascissa::at(Frazione::from_decimal(x)));
        let i = Ingresso { servizio, x: at, assente: at.is_none(), fatti: &facts, quantita: &quantita, sempre: only };
        let conto = explore(&i, &rules.fatti, Scopo::Tabella).map_err(|_| too_large())?.conto;
        let mut row = Riga {
            isee: x.map_or_else(|| "assente".to_owned(), crate::denaro::decimal_text),
            quote: BTreeMap::new(),
            intervallo: BTreeMap::new(),
            esatte: BTreeMap::new(),
            predefiniti: predefiniti.clone(),
        };
        for part in conto.parti.iter().filter(|p| only.is_none_or(|o| o == p.index)) {
            let Some(quota) = servizio.quote.get(part.index) else {
                continue;
            };
            let unit = part.unitaria.known();
            row.quote.insert(quota.id.clone(), unit.map(Frazione::euro_text));
            match unit {
                Some(u) if 100 % u.denom() != 0 => {
                    row.esatte.insert(quota.id.clone(), u.exact_text());
                }
                Some(_) => {}
                None => {
                    row.intervallo.insert(quota.id.clone(), part.unitaria);
                }
            }
        }
        rows.push(row);
    }
    Ok(rows)
}
