// SPDX-License-Identifier: EUPL-1.2
//! What is wrong with the file, in the words of the engine, each with the way to the field that mends it.

pub use crate::app::uffici::arnesi::guasto::{nel_campo, sentence};

use super::Banco;
use super::campo::id_of;
use super::lavoro::{Azione, Vista};
use crate::diagnosi::Diagnostic;
use crate::lingua::tr;
use yew::prelude::*;

/// The table of a voce that a key path is in: `voce[0].voce[1].minimo` → `voce[0].voce[1]`.
#[must_use]
pub fn voce_of(percorso: &str) -> &str {
    let mut end = 0;
    let mut at = 0;
    for part in percorso.split('.') {
        let here = at + part.len();
        if !part.starts_with("voce[") {
            break;
        }
        (end, at) = (here, here + 1);
    }
    percorso.get(..end).unwrap_or_default()
}

/// Keys that have a field in the tree or above it.
const FIELDS: [&str; 11] = [
    "importo",
    "percento",
    "peso",
    "minimo",
    "massimo",
    "minimo_percento",
    "massimo_percento",
    "contributo_minimo",
    "assegnazione",
    "residui",
    "quota",
];

/// All errors, with links to fields.
pub fn summary(banco: &Banco) -> Html {
    let errors = &banco.prova.errori;
    if errors.is_empty() {
        return Html::default();
    }
    let title =
        if errors.len() == 1 { tr!("C'è un errore da correggere") } else { tr!("Ci sono errori da correggere") };
    html! {
        <div class="alert alert-danger" tabindex="-1" id="errori">
            <h2 class="alert-heading h5">{title}</h2>
            <p class="mb-2">{tr!("Il riparto non si può calcolare. Quello che hai scritto resta com'è.")}</p>
            <ul class="mb-0">{ for errors.iter().map(|d| html! { <li>{link(banco, d)}</li> }) }</ul>
        </div>
    }
}

fn link(banco: &Banco, d: &Diagnostic) -> Html {
    let line = d.riga.map(|n| tr!("riga {}: ", n.to_string())).unwrap_or_default();
    if banco.lavoro.vista == Vista::Albero && banco.prova.documento.is_some() {
        let last = d.percorso.rsplit('.').next().unwrap_or_default();
        let target = match (voce_of(&d.percorso), FIELDS.contains(&last)) {
            (_, true) => Some(id_of(&d.percorso)),
            ("", false) => None,
            (voce, false) => Some(id_of(voce)),
        };
        if let Some(id) = target {
            return html! { <a class="alert-link" href={["#", &id].concat()}>{nel_campo(d)}</a> };
        }
    }
    let elsewhere = (banco.lavoro.vista != Vista::Testo).then(|| {
        html! {
            <button type="button" class="btn btn-link p-0" onclick={banco.click(Azione::Vedi(Vista::Testo))}>
                {tr!("Apri il testo del file")}
            </button>
        }
    });
    html! { <>{line}{sentence(d)}{" "}{elsewhere}</> }
}
