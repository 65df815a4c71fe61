// SPDX-License-Identifier: EUPL-1.2
//! A larger fund may take a unit from somebody: largest remainders are not monotone in the sum («Alabama paradox»). It
//! is not mended, because the rule is the one that was decided; it is looked for, and told.

use super::calcola::calcola;
use super::modello::Riparto;
use super::numero::Centesimi;
use super::risposta::VoceRisposta;
use serde::Serialize;

/// Somebody who gets less from a larger fund.
///
/// ```
/// let text = r#"{ "formato": 1, "id": "alabama", "natura": "dimostrativo", "assegnazione": "0.10",
///   "voce": [{ "id": "a", "peso": 6 }, { "id": "b", "peso": 6 }, { "id": "c", "peso": 2 }] }"#;
/// let file = soglia::formato::parse_riparto(text, "x.json", &Default::default()).unwrap();
/// let found = soglia::riparto::paradosso(&file, 5).unwrap();
/// assert_eq!((found.perdono[0].0.as_str(), found.da.to_string(), found.a.to_string()), ("c", "0.10".into(), "0.11".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paradosso {
    /// What is assigned before …
    pub da: Centesimi,
    /// … and after: one unit of `arrotonda` more.
    pub a: Centesimi,
    /// Who gets less, by path of ids, and how much less.
    pub perdono: Vec<(String, Centesimi)>,
}

/// The first of the next `units` units of `arrotonda` that, added to the fund, takes something from somebody.
///
/// ```
/// let frs = soglia::semi::riparto("dopo-di-noi-2018").unwrap();
/// assert_eq!(soglia::riparto::paradosso(&frs, 3), None);
/// ```
#[must_use]
pub fn paradosso(riparto: &Riparto, units: u32) -> Option<Paradosso> {
    let mut next = riparto.clone();
    let mut before = amounts(&next)?;
    for _ in 0..units {
        let da = next.assegnazione;
        next.assegnazione = Centesimi(da.0.checked_add(next.unita.0)?);
        let after = amounts(&next)?;
        let lost = before.iter().zip(&after).filter(|((_, b), (_, a))| a < b);
        let perdono: Vec<(String, Centesimi)> =
            lost.map(|((path, b), (_, a))| (path.clone(), Centesimi(b.saturating_sub(*a)))).collect();
        if !perdono.is_empty() {
            return Some(Paradosso { da, a: next.assegnazione, perdono });
        }
        before = after;
    }
    None
}

fn amounts(riparto: &Riparto) -> Option<Vec<(String, i128)>> {
    let mut out = Vec::new();
    collect(&calcola(riparto).ok()?.voci, "", &mut out);
    Some(out)
}

fn collect(voci: &[VoceRisposta], up: &str, out: &mut Vec<(String, i128)>) {
    for v in voci {
        let path = if up.is_empty() { v.id.clone() } else { format!("{up}/{}", v.id) };
        out.push((path.clone(), v.importo.0));
        collect(&v.voci, &path, out);
    }
}
