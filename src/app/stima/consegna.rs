// SPDX-License-Identifier: EUPL-1.2
//! The estimate goes into the fee: written among its answers, then the page of the fee opens. It is another program,
//! so a document loads; the answers are kept before it does.

use super::motore::Stima;
use crate::app::componenti::address;
use crate::app::draft::{self, Action, Draft, ISEE, ISEE_ESTIMATE, ISEE_KIND};
use crate::app::pagina::Ctx;
use crate::app::route::{Route, ServizioKey};
use crate::lingua::tr;
use yew::prelude::*;

/// Field of the draft with the chosen service, as `regolamento/servizio`.
const SERVIZIO: &str = "servizio";

/// The button that hands the value over to the fee.
pub fn usa(ctx: &Ctx, stima: &Stima, class: Classes, label: String) -> Html {
    button(ctx, stima, class, label, |after, _| (after.clone(), destinazione(after)))
}

/// The button that hands it over to «Cosa mi spetta?», which goes on from there.
pub fn usa_per_le_spettanze(ctx: &Ctx, stima: &Stima) -> Html {
    let label = tr!("Usa questo valore in «Cosa mi spetta?»").to_owned();
    button(ctx, stima, classes!("btn", "btn-outline-primary"), label, |after, stima| {
        (per_le_spettanze(after, stima), Route::Famiglia("spettanze".to_owned()))
    })
}

/// There each kind of ISEE is a question of its own: this answers it, also for who had said to have none.
#[must_use]
pub fn per_le_spettanze(draft: &Draft, stima: &Stima) -> Draft {
    let field = ["isee.", &stima.tipo.to_string()].concat();
    draft
        .after(Action::Type(field.clone(), stima.isee.replace('.', ",")))
        .after(Action::Confirm([&*field, ".non-so"].concat()))
        .after(Action::Confirm(field))
}

fn button(ctx: &Ctx, stima: &Stima, class: Classes, label: String, to: fn(&Draft, &Stima) -> (Draft, Route)) -> Html {
    let (ctx, stima) = (ctx.clone(), stima.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        let (after, to) = to(&consegnata(&ctx.draft, &stima), &stima);
        draft::save(&after);
        if let Some(window) = web_sys::window() {
            // Refused only where the document is going away already.
            let _ = window.location().set_href(&address(&to));
        }
    });
    html! { <button type="button" {class} {onclick}>{label}</button> }
}

/// The draft with the estimate as its ISEE.
#[must_use]
pub fn consegnata(draft: &Draft, stima: &Stima) -> Draft {
    let value = stima.isee.replace('.', ",");
    let typed = |field: &str, text: String| Action::Type(field.to_owned(), text);
    draft
        .after(typed(ISEE, value.clone()))
        .after(typed(ISEE_ESTIMATE, value))
        .after(typed(ISEE_KIND, stima.tipo.to_string()))
        .after(Action::Confirm(ISEE.to_owned()))
}

/// Where the person came from: the question about the ISEE of the service, the services of the place, the place.
#[must_use]
pub fn destinazione(draft: &Draft) -> Route {
    if draft.comune.is_empty() {
        return Route::Comune;
    }
    match draft.text(SERVIZIO).split_once('/') {
        Some((regolamento, servizio)) => {
            ServizioKey { regolamento: regolamento.to_owned(), servizio: servizio.to_owned() }.question("isee")
        }
        None => Route::Servizio,
    }
}
