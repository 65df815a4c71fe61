// SPDX-License-Identifier: EUPL-1.2
//! Decisions on ties: which node they are about, and whom they choose. Whether there is a tie is found by dividing.

use super::grezzo::DecisioneGrezza;
use super::vincoli::{Posto, places, resolve};
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::valida::{Esame, inherit};
use crate::lingua::tr;
use crate::norma::Origine;
use crate::riparto::{Decisione, Spareggio, Voce};
use std::collections::BTreeSet;

/// Reads `[[decisione]]` tables; `id` is that of the riparto, which names the first level.
pub(super) fn all(
    esame: &mut Esame,
    raw: Vec<DecisioneGrezza>,
    up: &Origine,
    id: Option<&str>,
    voci: &[Voce],
    spareggio: Spareggio,
) -> Vec<Decisione> {
    if !raw.is_empty() && spareggio != Spareggio::Decisione {
        esame.push(
            Diagnostic::error(Code::DecisioneNonValida, "decisione", tr!("qui le parità si risolvono da sole"))
                .expected("spareggio = \"decisione\"")
                .mend(tr!("aggiungi spareggio = \"decisione\", o togli le decisioni")),
        );
    }
    let places = places(voci);
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for (i, d) in raw.into_iter().enumerate() {
        let path = format!("decisione[{i}]");
        let Some(percorso) = node(esame, &path, &d.nodo, id, &places) else { continue };
        if !seen.insert(percorso.clone()) {
            esame.push(
                Diagnostic::error(
                    Code::DecisioneNonValida,
                    format!("{path}.nodo"),
                    tr!("due decisioni sullo stesso nodo"),
                )
                .found(&d.nodo)
                .mend(tr!("mettile insieme in una sola")),
            );
        }
        let below = |who: &String| {
            let full = if percorso.is_empty() { who.clone() } else { format!("{percorso}/{who}") };
            places.iter().any(|p| p.percorso == full)
        };
        if let Some(wrong) = d.a.iter().find(|who| !below(who)) {
            esame.push(
                Diagnostic::error(
                    Code::RiferimentoSconosciuto,
                    format!("{path}.a"),
                    tr!("«{}» non è una voce di «{}»", wrong, d.nodo),
                )
                .found(wrong)
                .expected(tr!("identificativi delle voci che hanno parti uguali"))
                .mend(tr!("copiali dalla parità che la risposta riferisce")),
            );
        }
        let origine = inherit(esame, up, &path, d.fonte, d.certezza, d.nota);
        out.push(Decisione { percorso, a: d.a, origine });
    }
    out
}

/// Ids from the first level down to a node; empty for the riparto itself.
fn node(esame: &mut Esame, path: &str, name: &str, id: Option<&str>, places: &[Posto]) -> Option<String> {
    if Some(name) == id && places.iter().all(|p| p.id != name) {
        return Some(String::new());
    }
    esame.keep(resolve(&format!("{path}.nodo"), name, places)).map(|place| place.percorso.clone())
}
