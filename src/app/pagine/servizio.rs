// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{Choice, FieldError, RadioGroup, actions, callout, con_glossa, error_summary, route_link};
use crate::app::draft::Draft;
use crate::app::flow;
use crate::app::motore::{self, Natura, Offerta};
use crate::app::numeri::format_date;
use crate::app::pagina::{Ctx, Page};
use crate::app::route::{Route, ServizioKey};
use crate::lingua::tr;
use yew::prelude::*;

/// Field of the draft with the chosen service.
const FIELD: &str = "servizio";
const FIRST_RADIO_ID: &str = "servizio-0";

/// Which of the services of the chosen place.
pub fn page(ctx: &Ctx) -> Page {
    let question = tr!("Quale servizio ti interessa?");
    let Some(place) = motore::place_name(&ctx.draft.comune) else { return Page::redirect(Route::Comune, "") };
    let offerte = motore::offerte(&ctx.draft.comune);
    let picked = ctx.draft.text(FIELD).to_owned();
    let chosen = offerte.iter().find(|o| value(o) == picked).map(|o| o.key.clone());
    let onsubmit = {
        let ctx = ctx.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match &chosen {
                Some(key) => ctx.navigator.push(&start(key, &ctx.draft)),
                None => ctx.refuse(vec![FieldError::new(FIRST_RADIO_ID, tr!("Scegli un servizio"))]),
            }
        })
    };
    let group = RadioGroup {
        name: "servizio",
        legend: question.to_owned(),
        title: true,
        hint: tr!("Servizi per: {}", place),
        choices: offerte.iter().map(choice).collect(),
        picked,
        error: ctx.error_of(FIRST_RADIO_ID),
        on_pick: ctx.typing(FIELD),
    };
    Page::form(
        ctx,
        question,
        html! {
            <form novalidate={true} {onsubmit}>
                <p>{route_link(&Route::Comune, tr!("‹ Indietro"))}</p>
                {error_summary(ctx.errors())}
                {group.view()}
                {model_note(&offerte, place)}
                {actions(None, Callback::noop())}
            </form>
        },
    )
}

fn value(offerta: &Offerta) -> String {
    [&offerta.key.regolamento, "/", &offerta.key.servizio].concat()
}

fn choice(offerta: &Offerta) -> Choice {
    let hint = match (offerta.natura, offerta.scaduta_il) {
        (Natura::Dimostrativo, _) => tr!("Modello dell'Ambito, con valori di esempio").to_owned(),
        (Natura::Bozza, _) => tr!("Bozza non approvata: {}", offerta.ente),
        (_, Some(end)) => tr!("{}. Regole passate, valide fino al {}", offerta.titolo, format_date(end)),
        (Natura::Storico, None) => tr!("{}. Regole passate", offerta.titolo),
        (Natura::Pubblicato, None) => tr!("{}. Tariffa pubblicata", offerta.titolo),
    };
    Choice { value: value(offerta).into(), label: con_glossa(offerta.nome).into(), hint: hint.into() }
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
        tr!("Accanto alle tariffe pubblicate dal Comune trovi il modello dell'Ambito.")
    } else {
        tr!("Per questo Comune non abbiamo tariffe pubblicate: usiamo il modello dell'Ambito.")
    };
    callout(
        tr!("Valori di esempio"),
        true,
        html! {
            <p class="mb-0">
                {text}{" "}
                {tr!("Gli importi del modello sono inventati per mostrare come funziona: non sono quelli approvati dal Comune di {}.", place)}
            </p>
        },
    )
}
