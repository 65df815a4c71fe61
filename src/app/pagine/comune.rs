// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{Choice, FieldError, SelectField, actions, details, error_summary, paragraph};
use crate::app::draft::Action;
use crate::app::motore::{self, ENTE_PREFIX};
use crate::app::pagina::{Ctx, Page};
use crate::app::route::Route;
use crate::lingua::tr;
use yew::prelude::*;

/// Where the person lives: one of the 61 Comuni, or an ente with a published fee.
pub fn page(ctx: &Ctx) -> Page {
    let question = tr!("In quale Comune vivi?");
    const ID: &str = "comune";
    let on_pick = {
        let draft = ctx.draft.clone();
        Callback::from(move |place: String| draft.dispatch(Action::Comune(place)))
    };
    let onsubmit = {
        let ctx = ctx.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match motore::place_name(&ctx.draft.comune) {
                Some(_) => ctx.navigator.push(&Route::Servizio),
                None => ctx.refuse(vec![FieldError::new(ID, tr!("Scegli un Comune dall'elenco"))]),
            }
        })
    };
    let select = SelectField {
        id: ID,
        label: question,
        hint: tr!("Conta il Comune di residenza della persona che userà il servizio."),
        prompt: tr!("Scegli un Comune"),
        choices: motore::comuni().map(|(code, name)| Choice::plain(code, name)).collect(),
        group: tr!("Altri Comuni con tariffa pubblicata"),
        grouped: motore::enti().into_iter().map(|e| Choice::plain([ENTE_PREFIX, e].concat(), e)).collect(),
        picked: ctx.draft.comune.clone(),
        error: ctx.error_of(ID),
        on_pick,
    };
    Page::form(
        ctx,
        question,
        html! {
            <form novalidate={true} {onsubmit}>
                {error_summary(ctx.errors())}
                {select.view()}
                {details(tr!("Il mio Comune non c'è"), paragraph(tr!("L'elenco contiene i 61 Comuni dell'Ambito di Lodi. In fondo trovi altri \
                    enti che hanno pubblicato una tariffa. Se il tuo Comune manca, chiedi al suo servizio sociale.")))}
                {actions(None, Callback::noop())}
            </form>
        },
    )
}
