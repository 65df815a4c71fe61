// SPDX-License-Identifier: EUPL-1.2
use super::passo::Redirection;
use crate::app::componenti::{Choice, ErrorSummary, FieldError, RadioGroup, actions, callout, route_link};
use crate::app::draft::{Action, Draft, use_draft};
use crate::app::flow;
use crate::app::focus::PageTitle;
use crate::app::motore::{self, Natura, Offerta};
use crate::app::numeri::format_date;
use crate::app::route::{Route, ServizioKey};
use yew::prelude::*;
use yew_router::prelude::*;

const QUESTION: &str = "Quale servizio ti interessa?";
const MISSING: &str = "Scegli un servizio";
/// Field of the draft with the chosen service.
const FIELD: &str = "servizio";

/// Which of the services of the chosen place.
#[component]
pub fn ServizioPage() -> Html {
    let draft = use_draft();
    let navigator = use_navigator();
    let attempt = use_state(|| 0_u32);
    let offerte = use_memo(draft.comune.clone(), |place| motore::offerte(place));
    let picked = draft.text(FIELD).to_owned();
    let chosen = offerte.iter().find(|o| value(o) == picked).map(|o| o.key.clone());
    let missing = *attempt > 0 && chosen.is_none();
    let on_pick = {
        let draft = draft.clone();
        Callback::from(move |picked: String| draft.dispatch(Action::Type(FIELD.to_owned(), picked)))
    };
    let onsubmit = {
        let (draft, attempt) = (draft.clone(), attempt.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match navigator.as_ref().zip(chosen.as_ref()) {
                Some((navigator, key)) => navigator.push(&start(key, &draft)),
                None => attempt.set(attempt.saturating_add(1)),
            }
        })
    };
    let Some(place) = motore::place_name(&draft.comune) else {
        return html! { <Redirection to={Route::Comune} notice="" /> };
    };
    let errors =
        if missing { vec![FieldError { id: "servizio-0".into(), message: MISSING.into() }] } else { Vec::new() };
    let group = RadioGroup {
        name: "servizio",
        legend: QUESTION.to_owned(),
        title: true,
        hint: ["Servizi per: ", place].concat(),
        choices: offerte.iter().map(choice).collect(),
        picked,
        error: missing.then_some(AttrValue::Static(MISSING)),
        on_pick,
    };
    html! {
        <form novalidate={true} {onsubmit}>
            <PageTitle title={QUESTION} error={missing} />
            <p>{route_link(&Route::Comune, "‹ Indietro")}</p>
            <ErrorSummary {errors} attempt={*attempt} />
            {group.view()}
            {model_note(&offerte, place)}
            {actions(None, Callback::noop())}
        </form>
    }
}

fn value(offerta: &Offerta) -> String {
    [&offerta.key.regolamento, "/", &offerta.key.servizio].concat()
}

fn choice(offerta: &Offerta) -> Choice {
    let hint = match (offerta.natura, offerta.scaduta_il) {
        (Natura::Dimostrativo, _) => "Modello dell'Ambito, con valori di esempio".to_owned(),
        (Natura::Bozza, _) => ["Bozza non approvata: ", offerta.ente].concat(),
        (_, Some(end)) => [offerta.titolo, ". Regole passate, valide fino al ", &format_date(end)].concat(),
        (Natura::Storico, None) => [offerta.titolo, ". Regole passate"].concat(),
        (Natura::Pubblicato, None) => [offerta.titolo, ". Tariffa pubblicata"].concat(),
    };
    Choice { value: value(offerta).into(), label: offerta.nome.into(), hint: hint.into() }
}

/// The first question without an answer; the summary when answers given for another service are enough.
fn start(key: &ServizioKey, draft: &Draft) -> Route {
    let Some(scheda) = motore::scheda(key) else { return Route::NonTrovata };
    let flow = flow::build(&scheda, draft);
    flow.first_missing().and_then(|i| flow.stops.get(i)).map_or_else(|| key.summary(), |s| key.question(&s.slug))
}

fn model_note(offerte: &[Offerta], place: &str) -> Html {
    if !offerte.iter().any(|o| o.natura == Natura::Dimostrativo) {
        return Html::default();
    }
    let own = offerte.iter().any(|o| o.propria);
    let text = if own {
        "Accanto alle tariffe pubblicate dal Comune trovi il modello dell'Ambito."
    } else {
        "Per questo Comune non abbiamo tariffe pubblicate: usiamo il modello dell'Ambito."
    };
    callout(
        "Valori di esempio",
        true,
        html! {
            <p class="mb-0">
                {text}{" Gli importi del modello sono inventati per mostrare come funziona: non sono quelli approvati dal Comune di "}
                {place}{"."}
            </p>
        },
    )
}
