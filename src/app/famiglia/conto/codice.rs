// SPDX-License-Identifier: EUPL-1.2
//! The code of a case: from the draft to a square and a link, and from a code back to a draft.

use crate::app::componenti::address_in;
use crate::app::config;
use crate::app::draft::{Action, Draft, ISEE, ISEE_KIND};
use crate::app::flow::{self, Answer, UNKNOWN};
use crate::app::motore::{Answers, Scheda};
use crate::app::numeri::format_plain;
use crate::app::route::Route;
use crate::caso::Caso;
use crate::lingua::tr;
use crate::norma::{Giorno, ValoreFatto};
use fast_qr::{ECL, QRBuilder};
use yew::prelude::*;

/// White cells around the square, as readers need.
const MARGIN: usize = 4;

/// The case of these answers.
#[must_use]
pub fn caso(scheda: &Scheda, answers: &Answers, luogo: &str) -> Caso {
    Caso::new(scheda.regolamento, &scheda.servizio.id, luogo, scheda.request(answers))
}

/// The address that reopens a case: the answers are only after the #, which a browser sends to nobody.
#[must_use]
pub fn link(codice: &str) -> String {
    let origin = web_sys::window().and_then(|w| w.location().origin().ok()).unwrap_or_default();
    // An address after a # begins at the page that is open.
    let page = web_sys::window().filter(|_| config::hash_routes()).and_then(|w| w.location().pathname().ok());
    [&*origin, &page.unwrap_or_default(), &address_in(&Route::Famiglia("prospetto".to_owned()), "it"), "#", codice]
        .concat()
}

/// The square; nothing when the link is longer than any square holds.
pub fn quadrato(link: &str) -> Html {
    let Ok(qr) = QRBuilder::new(link).ecl(ECL::M).build() else { return Html::default() };
    let side = (qr.size + 2 * MARGIN).to_string();
    let mut path = String::new();
    for y in 0..qr.size {
        for x in 0..qr.size {
            if qr.data.get(y * qr.size + x).is_some_and(|m| m.value()) {
                path.push_str(&["M", &(x + MARGIN).to_string(), " ", &(y + MARGIN).to_string(), "h1v1h-1z"].concat());
            }
        }
    }
    html! {
        <svg class="app-qr" viewBox={["0 0 ", &side, " ", &side].concat()} role="img" aria-labelledby="quadrato-titolo"
            shape-rendering="crispEdges">
            <title id="quadrato-titolo">{tr!("Codice QR che riapre questo prospetto: lo stesso del collegamento")}</title>
            <rect width={side.clone()} height={side} fill="#fff" />
            <path d={path} fill="#000" />
        </svg>
    }
}

/// The draft that gives this case again; what the case does not say is «non lo so».
#[must_use]
pub fn bozza(caso: &Caso, scheda: &Scheda) -> Draft {
    let typed = |field: String, text: String| Action::Type(field, text);
    let mut draft = Draft::default()
        .after(Action::Comune(caso.luogo.clone()))
        .after(typed("servizio".to_owned(), [&*caso.regolamento, "/", &caso.servizio].concat()));
    for (kind, value) in caso.richiesta.isee.iter().take(1) {
        draft = draft
            .after(typed(ISEE.to_owned(), format_plain(&value.to_string())))
            .after(typed(ISEE_KIND.to_owned(), kind.as_str().to_owned()));
    }
    for (unit, value) in &caso.richiesta.quantita {
        let field = ["quantita.", &caso.servizio, ".", unit].concat();
        draft = draft.after(typed(field, format_plain(&value.to_string())));
    }
    for (id, value) in &caso.richiesta.fatti {
        draft = draft.after(typed(["fatto.", id].concat(), as_typed(value)));
    }
    // Each round may open questions that were not there before.
    for _ in 0..64 {
        let flow = flow::build(scheda, &draft);
        let Some(open) = flow.stops.iter().find(|s| s.answer == Answer::Missing) else { break };
        draft = draft.after(Action::Unknown(open.field.clone()));
    }
    draft
}

fn as_typed(value: &ValoreFatto) -> String {
    match value {
        ValoreFatto::Booleano(b) => if *b { "si" } else { "no" }.to_owned(),
        ValoreFatto::Numero(n) => format_plain(&n.to_string()),
        ValoreFatto::Data(day) => italian_day(*day),
        ValoreFatto::Parola(word) if word.is_empty() => UNKNOWN.to_owned(),
        ValoreFatto::Parola(word) => word.clone(),
    }
}

fn italian_day(day: Giorno) -> String {
    let text = day.to_string();
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year, month, day] => [day, "/", month, "/", year].concat(),
        _ => text,
    }
}
