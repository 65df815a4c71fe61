// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{Choice, ErrorSummary, FieldError, SelectField, actions, details, paragraph};
use crate::app::draft::{Action, use_draft};
use crate::app::focus::PageTitle;
use crate::app::motore::{self, ENTE_PREFIX};
use crate::app::route::Route;
use yew::prelude::*;
use yew_router::prelude::*;

const QUESTION: &str = "In quale Comune vivi?";
const MISSING: &str = "Scegli un Comune dall'elenco";

/// Where the person lives: one of the 61 Comuni, or an ente with a published fee.
#[component]
pub fn ComunePage() -> Html {
    let draft = use_draft();
    let navigator = use_navigator();
    let attempt = use_state(|| 0_u32);
    let missing = *attempt > 0 && motore::place_name(&draft.comune).is_none();
    let on_pick = {
        let draft = draft.clone();
        Callback::from(move |place: String| draft.dispatch(Action::Comune(place)))
    };
    let onsubmit = {
        let (draft, attempt) = (draft.clone(), attempt.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match &navigator {
                Some(navigator) if motore::place_name(&draft.comune).is_some() => navigator.push(&Route::Servizio),
                _ => attempt.set(attempt.saturating_add(1)),
            }
        })
    };
    let errors = if missing { vec![FieldError { id: "comune".into(), message: MISSING.into() }] } else { Vec::new() };
    let select = SelectField {
        id: "comune",
        label: QUESTION,
        hint: "Conta il Comune di residenza della persona che userà il servizio.",
        prompt: "Scegli un Comune",
        choices: motore::comuni().map(|(code, name)| Choice::plain(code, name)).collect(),
        group: "Altri Comuni con tariffa pubblicata",
        grouped: motore::enti().into_iter().map(|e| Choice::plain([ENTE_PREFIX, e].concat(), e)).collect(),
        picked: draft.comune.clone(),
        error: missing.then_some(AttrValue::Static(MISSING)),
        on_pick,
    };
    html! {
        <form novalidate={true} {onsubmit}>
            <PageTitle title={QUESTION} error={missing} />
            <ErrorSummary {errors} attempt={*attempt} />
            {select.view()}
            {details("Il mio Comune non c'è", paragraph("L'elenco contiene i 61 Comuni dell'Ambito di Lodi. In fondo trovi altri \
                enti che hanno pubblicato una tariffa. Se il tuo Comune manca, chiedi al suo servizio sociale."))}
            {actions(None, Callback::noop())}
        </form>
    }
}
