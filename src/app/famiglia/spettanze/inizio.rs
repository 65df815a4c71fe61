// SPDX-License-Identifier: EUPL-1.2
//! Before the questions: the Comune, the day of the rules, what happens to what is written.

use super::motore::{AL_TEMPO_DEL_PIANO, stato};
use super::risposte::{DATA, QUANDO, Risposte};
use super::{esempi, esito, prossima};
use crate::app::componenti::{
    Choice, FieldError, NumberField, RadioGroup, button_link, callout, error_summary, heading, lead,
};
use crate::app::draft::Action;
use crate::app::motore::{comuni, is_date, today};
use crate::app::numeri::parse_date;
use crate::app::pagina::{Ctx, Page};
use crate::app::testi;
use crate::lingua::tr;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The text of a day of one's own.
const GIORNO: &str = "spettanze.giorno";
const GIORNO_ID: &str = "giorno";
const COMUNE_ID: &str = "comune";

/// The first page.
pub fn page(ctx: &Ctx) -> Page {
    let title = tr!("Cosa mi spetta?");
    let r = Risposte(&ctx.draft);
    let started = r.ordine().next().is_some();
    let onsubmit = {
        let ctx = ctx.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            start(&ctx);
        })
    };
    Page::form(
        ctx,
        title,
        html! {
            <>
                {heading(title)}
                {lead(tr!("Poche domande: dopo ogni risposta vedi quali servizi e aiuti ti spettano, quali no e perché, che cosa resta da sapere."))}
                {esempi::avviso(ctx)}
                <form novalidate={true} {onsubmit}>
                    {error_summary(ctx.errors())}
                    {comune(ctx)}
                    {quando(ctx)}
                    <div class="app-actions">
                        <button type="submit" class="btn btn-primary">{if started { tr!("Riprendi le domande") } else { tr!("Inizia") }}</button>
                        if started {
                            {button_link(&esito(), classes!("btn", "btn-outline-primary"), tr!("Guarda il risultato finora"))}
                        }
                    </div>
                </form>
                {esempi::list(ctx)}
                {callout(tr!("I tuoi dati restano sul tuo dispositivo"), false, testi::privacy_body())}
            </>
        },
    )
}

/// The Comune may be left out: the area's rules then hold, and residence is asked.
fn comune(ctx: &Ctx) -> Html {
    let draft = ctx.draft.clone();
    let onchange = Callback::from(move |e: Event| {
        if let Some(select) = e.target_dyn_into::<HtmlSelectElement>() {
            draft.dispatch(Action::Comune(select.value()));
        }
    });
    let own = Risposte(&ctx.draft).comune().unwrap_or_default();
    html! {
        <>
            <label class="app-label" for={COMUNE_ID}>{tr!("In quale Comune vivi?")}</label>
            <span class="app-hint" id="comune-aiuto">{tr!("Della persona che userà il servizio. Puoi anche non dirlo.")}</span>
            <div class="app-field select-wrapper">
                <select id={COMUNE_ID} {onchange} aria-describedby="comune-aiuto">
                    <option value="" selected={own.is_empty()}>{tr!("Nessuno, o non lo dico")}</option>
                    { for comuni().map(|(code, name)| html! { <option value={code} selected={own == code}>{name}</option> }) }
                </select>
            </div>
        </>
    }
}

fn quando(ctx: &Ctx) -> Html {
    let picked = scelta(ctx);
    let other = picked == "altro";
    html! {
        <>
            {RadioGroup {
                name: "quando",
                legend: tr!("Con le regole di quando?").to_owned(),
                title: false,
                hint: String::new(),
                choices: vec![
                    Choice::plain("oggi", tr!("Di oggi")),
                    Choice::plain("piano", tr!("Al tempo del Piano di Zona 2018-2020 (1º luglio 2018)")),
                    Choice::plain("altro", tr!("Di un altro giorno")),
                ],
                picked,
                error: None,
                on_pick: ctx.typing(QUANDO),
            }.view()}
            if other {
                {NumberField {
                    id: GIORNO_ID,
                    label: tr!("Quale giorno?").to_owned(),
                    hint: tr!("Giorno, mese e anno, per esempio 1/7/2018.").to_owned(),
                    text: ctx.draft.text(GIORNO).to_owned(),
                    error: ctx.error_of(GIORNO_ID),
                    mode: "text",
                    on_type: ctx.typing(GIORNO),
                    ..NumberField::default()
                }.view()}
            }
        </>
    }
}

/// What was picked here; else what the day in use says.
fn scelta(ctx: &Ctx) -> String {
    let own = ctx.draft.text(QUANDO);
    if !own.is_empty() {
        return own.to_owned();
    }
    match ctx.draft.text(DATA) {
        "" => "oggi",
        AL_TEMPO_DEL_PIANO => "piano",
        _ => "altro",
    }
    .to_owned()
}

fn start(ctx: &Ctx) {
    let day = match scelta(ctx).as_str() {
        "oggi" => String::new(),
        "piano" => AL_TEMPO_DEL_PIANO.to_owned(),
        _ => match parse_date(ctx.draft.text(GIORNO)).filter(|d| is_date(d)) {
            Some(day) if day == today() => String::new(),
            Some(day) => day,
            None => {
                return ctx
                    .refuse(vec![FieldError::new(GIORNO_ID, tr!("Scrivi giorno, mese e anno, ad esempio 1/7/2018"))]);
            }
        },
    };
    let action = Action::Type(DATA.to_owned(), day);
    let after = ctx.draft.after(action.clone());
    ctx.draft.dispatch(action);
    ctx.navigator.push(&prossima(&stato(Risposte(&after))));
}
