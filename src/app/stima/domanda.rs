// SPDX-License-Identifier: EUPL-1.2
//! The page of a topic: its questions, where to find the figures, the estimate so far.

use super::argomenti::{Argomento, Domanda, PRIMI, Stato, primo_che_manca, testo};
use super::campi::{self, Numero, Scelta, Tipo};
use super::dsu::valore_imu;
use super::motore::{Regole, stima};
use super::risposte::Risposte;
use super::{al_corrente, al_risultato, corrente, testi as parole};
use crate::app::componenti::{
    Choice, FieldError, NumberField, RadioGroup, actions, callout, details, error_summary, heading, route_link, stepper,
};
use crate::app::draft::Action;
use crate::app::numeri::{format_euro, parse_number};
use crate::app::pagina::{Ctx, Page};
use crate::app::route::Route;
use crate::app::testi::DO_NOT_KNOW;
use crate::lingua::{parola, tr};
use yew::prelude::*;

/// One topic, or the way to the one that comes first.
pub fn page(ctx: &Ctx, regole: &'static Regole, argomento: Argomento) -> Page {
    let r = Risposte(&ctx.draft);
    let all = argomento.fratelli(r);
    let index = all.iter().position(|a| *a == argomento).unwrap_or_default();
    if let Some(needed) = primo_che_manca(&ctx.draft)
        && (argomento.del_corrente() || all.iter().position(|a| *a == needed).is_some_and(|i| i < index))
    {
        return Page::redirect(needed.route(), parola(parole::PRIMA_QUESTA));
    }
    let answered = answered(ctx, argomento);
    let onsubmit = {
        let (ctx, answered) = (ctx.clone(), answered.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let errors = argomento.errori(Risposte(&ctx.draft));
            if errors.is_empty() {
                answered.emit(Action::Confirm(argomento.campo()));
            } else {
                let dated = |e: FieldError| FieldError { message: parole::con_anno(&e.message, regole).into(), ..e };
                ctx.refuse(errors.into_iter().map(dated).collect());
            }
        })
    };
    let on_other = Callback::from(move |_: MouseEvent| answered.emit(Action::Unknown(argomento.campo())));
    let other = argomento.si_puo_non_sapere().then_some(parola(DO_NOT_KNOW));
    let title = parole::con_anno(argomento.titolo(r.per_adulto()), regole);
    let domande = argomento.domande(r);
    let what = if argomento.del_corrente() { tr!("Stima dell'ISEE corrente") } else { tr!("Stima dell'ISEE") };
    Page::form(
        ctx,
        title.clone(),
        html! {
            <form novalidate={true} {onsubmit}>
                <p class="app-no-print">{back(ctx, argomento, &all, index)}</p>
                {stepper(what.into(), index.saturating_add(1), all.len())}
                { for ctx.draft.notice.map(|notice| callout(notice, false, Html::default())) }
                {error_summary(ctx.errors())}
                if !titled(&domande) {
                    {heading(&title)}
                }
                { for parole::premessa(argomento, r).map(|text| html! { <p class="app-narrow">{parole::con_anno(text, regole)}</p> }) }
                // By name: an answer may add a question, and who answers keeps the focus.
                <>{ for domande.iter().enumerate().map(|(i, d)| html! { <key={d.id()}>{field(ctx, regole, *d, i == 0)}</> }) }</>
                {help(argomento, r)}
                {actions(other, on_other)}
                if !argomento.del_corrente() {
                    {so_far(r, regole)}
                }
            </form>
        },
    )
}

/// The only question with words of its own is the title of the page.
fn titled(domande: &[Domanda]) -> bool {
    let part = [campi::COPPIA.campo, corrente::MESI.campo, corrente::CHI.campo];
    matches!(domande.first(), Some(Domanda::Scelta(s)) if !part.contains(&s.campo))
}

fn back(ctx: &Ctx, argomento: Argomento, all: &[Argomento], index: usize) -> Html {
    let before = index.checked_sub(1).and_then(|i| all.get(i));
    let to = match before {
        _ if ctx.draft.reviewing => esito(argomento),
        Some(argomento) => argomento.route(),
        None if argomento.del_corrente() => al_risultato(),
        None => Route::Stima(String::new()),
    };
    route_link(&to, tr!("‹ Indietro"))
}

/// Where the questions of a topic lead.
fn esito(argomento: Argomento) -> Route {
    if argomento.del_corrente() { al_corrente() } else { al_risultato() }
}

/// Keeps an answer and goes on: to the next topic, or back to the result for who came from there.
fn answered(ctx: &Ctx, argomento: Argomento) -> Callback<Action> {
    let ctx = ctx.clone();
    Callback::from(move |action: Action| {
        let after = ctx.draft.after(action.clone());
        let next = after_topic(argomento, Risposte(&after));
        ctx.draft.dispatch(action);
        if next == esito(argomento) {
            ctx.draft.dispatch(Action::Review(false));
        }
        ctx.navigator.push(&next);
    })
}

fn after_topic(argomento: Argomento, r: Risposte<'_>) -> Route {
    let all = argomento.fratelli(r);
    let at = all.iter().position(|a| *a == argomento).unwrap_or_default();
    let next = if r.0.reviewing && argomento.del_corrente() {
        all.iter().find(|a| a.stato(r) == Stato::Manca)
    } else if r.0.reviewing {
        // A changed family may need answers that were not needed before.
        PRIMI.iter().find(|a| a.stato(r) == Stato::Manca)
    } else {
        all.get(at.saturating_add(1))
    };
    next.map_or_else(|| esito(argomento), |a| a.route())
}

fn field(ctx: &Ctx, regole: &Regole, domanda: Domanda, first: bool) -> Html {
    let r = Risposte(&ctx.draft);
    match domanda {
        Domanda::Scelta(s) => choice(ctx, regole, s, first && titled(&[domanda]), r),
        Domanda::Numero(n) => number(ctx, regole, n, r),
    }
}

fn choice(ctx: &Ctx, regole: &Regole, s: &Scelta, title: bool, r: Risposte<'_>) -> Html {
    let voice = |(value, label, hint): &(&'static str, &'static str, &'static str)| Choice {
        value: (*value).into(),
        label: parola(label).into(),
        hint: if hint.is_empty() { AttrValue::default() } else { parole::con_anno(hint, regole).into() },
    };
    let first = [s.id, "-0"].concat();
    RadioGroup {
        name: s.id,
        legend: parole::con_anno(testo(s.testo, s.persona, r), regole),
        title,
        hint: detto(s.aiuto, regole),
        choices: r.voci(s).map(voice).collect(),
        picked: ctx.draft.text(s.campo).to_owned(),
        error: ctx.error_of(&first),
        on_pick: ctx.typing(s.campo),
    }
    .view()
}

fn number(ctx: &Ctx, regole: &Regole, n: &Numero, r: Risposte<'_>) -> Html {
    let text = ctx.draft.text(n.campo).to_owned();
    NumberField {
        id: n.id,
        label: parole::con_anno(testo(n.testo, n.persona, r), regole),
        title: false,
        hint: detto(n.aiuto, regole),
        echo: echo(n, &text, r),
        text,
        error: ctx.error_of(n.id),
        symbol: (n.tipo == Tipo::Euro).then_some("€"),
        mode: if n.tipo == Tipo::Persone { "numeric" } else { "decimal" },
        on_type: ctx.typing(n.campo),
    }
    .view()
}

/// A line that may be missing.
fn detto(text: &str, regole: &Regole) -> String {
    if text.is_empty() { String::new() } else { parole::con_anno(text, regole) }
}

/// How we read an amount; of a rendita, also what it is worth.
fn echo(n: &Numero, typed: &str, r: Risposte<'_>) -> Option<String> {
    if n.tipo != Tipo::Euro {
        return None;
    }
    let read = parse_number(typed).ok()?;
    let amount = format_euro(&read.value);
    let mut words = if read.point_read_as_comma {
        tr!("Abbiamo letto {}. Abbiamo letto il punto come una virgola.", amount)
    } else {
        tr!("Abbiamo letto {}.", amount)
    };
    if let Ok(rendita) = r.numero(n)
        && n.campo == campi::RENDITA.campo
    {
        words.push_str(&tr!(" Valore per l'IMU: {}.", format_euro(&valore_imu(rendita).to_string())));
    }
    Some(words)
}

fn help(argomento: Argomento, r: Risposte<'_>) -> Html {
    let list = parole::aiuti(argomento, r);
    html! { <>{ for list.into_iter().map(|(title, text)| details(parola(title), html! { <p class="app-narrow">{parola(text)}</p> })) }</> }
}

/// The estimate, once there is one.
fn so_far(r: Risposte<'_>, regole: &Regole) -> Html {
    if primo_che_manca(r.0).is_some() {
        return Html::default();
    }
    let Ok(range) = stima(r, regole) else { return Html::default() };
    callout(
        tr!("La tua stima finora"),
        false,
        html! {
            <p class="mb-0">
                {"ISEE "}<strong>{parole::intervallo(&range)}</strong>
                {if range.unico().is_some() { ". " } else { tr!(". Più rispondi, più diventa precisa. ") }}
                {route_link(&al_risultato(), tr!("Vai alla stima"))}
            </p>
        },
    )
}
