// SPDX-License-Identifier: EUPL-1.2
//! What is wrong with a schedule, or worth a look, in the words of the engine.

pub use crate::app::uffici::arnesi::guasto::{nel_campo, sentence};

use super::Banco;
use super::campo::id_of;
use super::motore::Prova;
use crate::diagnosi::{Diagnostic, Severity};
use crate::lingua::tr;
use yew::prelude::*;

/// What is found at a key path, or below it where `below`.
pub fn at<'a>(prova: &'a Prova, path: &'a str, below: bool) -> impl Iterator<Item = &'a Diagnostic> {
    prova.trovati.iter().filter(move |d| {
        d.percorso == path || below && d.percorso.strip_prefix(path).is_some_and(|r| r.starts_with(['.', '[']))
    })
}

/// All errors, with links to fields; then the warnings, folded.
pub fn summary(banco: &Banco) -> Html {
    let Some(prova) = banco.prova() else { return Html::default() };
    let errors: Vec<&Diagnostic> = prova.errori().collect();
    if errors.is_empty() {
        return Html::default();
    }
    let title =
        if errors.len() == 1 { tr!("C'è un errore da correggere") } else { tr!("Ci sono errori da correggere") };
    let link = |d: &&Diagnostic| {
        let line = d.riga.map(|n| tr!("riga {}: ", n.to_string())).unwrap_or_default();
        if banco.lavoro.testo || prova.documento.as_ref().is_none_or(|f| f.text(&d.percorso).is_none()) {
            return html! { <li>{line}{sentence(d)}</li> };
        }
        html! { <li>{line}<a class="alert-link" href={["#", &id_of(&d.percorso)].concat()}>{nel_campo(d)}</a></li> }
    };
    html! {
        <div class="alert alert-danger" tabindex="-1" id="errori">
            <h3 class="alert-heading h5">{title}</h3>
            <p class="mb-2">{tr!("Questo scenario non si può calcolare. Quello che hai scritto resta com'è.")}</p>
            <ul class="mb-0">{ for errors.iter().map(link) }</ul>
        </div>
    }
}

/// What is worth a look in a row of the schedule.
pub fn beside(prova: &Prova, path: &str) -> Html {
    let found: Vec<&Diagnostic> = at(prova, path, true).filter(|d| d.gravita != Severity::Errore).collect();
    if found.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="list-unstyled mb-0 small">
            { for found.into_iter().map(|d| html! { <li><strong>{word(d.gravita)}</strong>{" "}{sentence(d)}</li> }) }
        </ul>
    }
}

fn word(gravita: Severity) -> &'static str {
    match gravita {
        Severity::Errore => tr!("Errore:"),
        Severity::Avviso => tr!("Attenzione:"),
        Severity::Nota => tr!("Nota:"),
    }
}
