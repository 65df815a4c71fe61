// SPDX-License-Identifier: EUPL-1.2
//! A printed case, opened again from the part of the address after the #: under its own rules, and beside today's
//! result when they have changed.

use super::codice::bozza;
use super::foglio::sheet;
use crate::app::componenti::{
    Column, DataTable, FieldError, actions, callout, clear_button, error_summary, heading, lead, paragraph,
    print_button, regola,
};
use crate::app::config;
use crate::app::draft::Action;
use crate::app::flow;
use crate::app::motore::{self, Ammesso, Risposta, Scheda};
use crate::app::pagina::{Ctx, Page};
use crate::app::pagine::passo::Percorso;
use crate::app::pagine::risultato::{Vista, esito};
use crate::app::route::ServizioKey;
use crate::caso::{Caso, Regole, Riaperto, leggi, riapri};
use crate::diagnosi::Diagnostic;
use crate::lingua::{chiave, parola, tr};
use crate::semi;
use web_sys::HtmlInputElement;
use yew::prelude::*;

const TITLE: &str = chiave!("Riapri un prospetto");
/// Where a link is pasted, and the one that was confirmed.
const TESTO: &str = "prospetto.testo";
const CODICE: &str = "prospetto.codice";
const ID: &str = "codice";

/// The case of the address; without one, the field to paste a link into.
pub fn page(ctx: &Ctx) -> Page {
    let hash = config::fragment(&web_sys::window().and_then(|w| w.location().hash().ok()).unwrap_or_default());
    let text = if hash.len() > 1 { hash } else { ctx.draft.text(CODICE).to_owned() };
    if text.is_empty() {
        return ask(ctx, None);
    }
    let opened = leggi(&text).and_then(|caso| riapri(&caso).map(|again| (caso, again)));
    match opened {
        Ok((caso, again)) => case(ctx, &caso, &again),
        Err(problem) => ask(ctx, Some(&problem)),
    }
}

/// The last part of a link, or a code by itself.
fn code_of(text: &str) -> &str {
    text.rsplit('#').next().unwrap_or(text).trim()
}

fn ask(ctx: &Ctx, problem: Option<&Diagnostic>) -> Page {
    let oninput = {
        let typing = ctx.typing(TESTO);
        Callback::from(move |e: InputEvent| {
            if let Some(input) = e.target_dyn_into::<HtmlInputElement>() {
                typing.emit(input.value());
            }
        })
    };
    let onsubmit = {
        let ctx = ctx.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text = code_of(ctx.draft.text(TESTO)).to_owned();
            match leggi(&text) {
                Ok(_) => {
                    ctx.draft.dispatch(Action::Type(CODICE.to_owned(), text));
                    ctx.navigator.replace(&yew_router::AnyRoute::new(&ctx.path));
                }
                Err(d) => ctx.refuse(vec![FieldError::new(ID, sentence(&d))]),
            }
        })
    };
    let invalid = ctx.error_of(ID);
    Page::form(
        ctx,
        parola(TITLE),
        html! {
            <>
                {heading(parola(TITLE))}
                if let Some(d) = problem {
                    {callout(tr!("Il codice non si apre"), true, html! { <p class="mb-0">{sentence(d)}{"."}</p> })}
                }
                {lead(tr!("Il collegamento è stampato accanto al quadrato del prospetto."))}
                <form novalidate={true} {onsubmit}>
                    {error_summary(ctx.errors())}
                    <label class="app-label" for={ID}>{tr!("Collegamento o codice")}</label>
                    { for invalid.iter().map(|m| html! { <p class="app-error" id="codice-errore"><span class="visually-hidden">{tr!("Errore: ")}</span>{m}</p> }) }
                    <input class="form-control" type="text" id={ID} value={ctx.draft.text(TESTO).to_owned()} {oninput}
                        autocomplete="off" spellcheck="false" aria-invalid={invalid.is_some().then_some("true")}
                        aria-describedby={invalid.is_some().then_some("codice-errore")} />
                    {actions(None, Callback::noop())}
                </form>
            </>
        },
    )
}

/// What is wrong and how to mend it.
fn sentence(d: &Diagnostic) -> String {
    let mend = d.rimedio.as_ref().map(|m| tr!(". Prova così: {}", m)).unwrap_or_default();
    let mut words = d.messaggio.chars();
    let first: String = words.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    [&*first, words.as_str(), &mend].concat()
}

fn case(ctx: &Ctx, caso: &Caso, again: &Riaperto) -> Page {
    let then = semi::versione(&caso.regolamento, &caso.impronta);
    let rules = then.or_else(|| semi::regolamento(&caso.regolamento).ok());
    let found = rules.and_then(|r| r.servizio(&caso.servizio).map(|s| (r, s)));
    let (Some((regolamento, servizio)), Some(risposta)) = (found, again.risposta.as_ref().or(again.oggi.as_ref()))
    else {
        let gone = leggi("").err().map(|d| Diagnostic {
            messaggio: tr!("queste regole non ci sono più in questo programma").to_owned(),
            ..d
        });
        return ask(ctx, gone.as_ref());
    };
    let giorno = caso.richiesta.data.map(|d| d.to_string()).unwrap_or_else(motore::today);
    let scheda = Scheda { regolamento, servizio, giorno, scaduta: again.regole == Regole::Archiviate };
    let draft = bozza(caso, &scheda);
    let flow = flow::build(&scheda, &draft);
    let id = ServizioKey { regolamento: caso.regolamento.clone(), servizio: caso.servizio.clone() };
    let percorso = Percorso { id: &id, scheda: scheda.clone(), flow };
    let place = motore::place_name(&caso.luogo).unwrap_or_else(|| scheda.regolamento.ente.it());
    let v = Vista { ctx, percorso: &percorso, scheda: &scheda, flow: &percorso.flow, risposta, place };
    let resume = {
        let (ctx, to) = (ctx.clone(), id.summary());
        Callback::from(move |_: MouseEvent| {
            crate::app::draft::save(&draft);
            if let Some(window) = web_sys::window() {
                // Refused only where the document is going away already.
                let _ = window.location().set_href(&crate::app::componenti::address(&to));
            }
            ctx.draft.dispatch(Action::Open(Box::new(draft.clone())));
        })
    };
    let shown = bozza(caso, &scheda);
    Page::new(
        tr!("Prospetto riaperto"),
        html! {
            <>
                {changed(&v, again)}
                {sheet(&v, &shown)}
                <div class="app-actions app-no-print">
                    {print_button()}
                    <button type="button" class="btn btn-outline-primary" onclick={resume}>{tr!("Riprendi da queste risposte")}</button>
                    {clear_button(ctx)}
                </div>
            </>
        },
    )
}

/// Which rules these are, and the two results side by side when there are two.
fn changed(v: &Vista<'_>, again: &Riaperto) -> Html {
    match (again.regole, &again.risposta, &again.oggi) {
        (Regole::Attuali, ..) => callout(
            tr!("Prospetto riaperto"),
            false,
            html! {
                <p class="mb-0">{tr!("Le regole sono le stesse di quando è stato fatto: il risultato non cambia.")}</p>
            },
        ),
        (Regole::Mancanti, ..) => callout(
            tr!("Le regole di allora non ci sono"),
            true,
            html! {
                <p class="mb-0">{tr!("Questo programma non ha più la versione delle regole con cui il prospetto è stato fatto. Qui sotto vedi il \
                    risultato con le regole di oggi: può essere diverso da quello stampato.")}</p>
            },
        ),
        (Regole::Archiviate, Some(then), Some(now)) => {
            callout(tr!("Le regole sono cambiate"), true, both(v, then, now))
        }
        (Regole::Archiviate, ..) => callout(
            tr!("Le regole sono cambiate"),
            true,
            html! {
                <p class="mb-0">{tr!("Il risultato è quello delle regole di allora. Con quelle di oggi, per lo stesso giorno, non si può calcolare.")}</p>
            },
        ),
    }
}

fn both(v: &Vista<'_>, then: &Risposta, now: &Risposta) -> Html {
    let words = |r: &Risposta| {
        esito::measure(v, r).map_or_else(|| tr!("nessun importo").to_owned(), |m| [&*m.importo, " ", &m.unita].concat())
    };
    let total = |r: &Risposta| esito::words(r.totale.as_ref(), r.intervallo);
    let column = |head: &'static str, number: bool| Column { head: head.into(), number };
    let table = DataTable {
        id: "versioni".to_owned(),
        caption: tr!("Lo stesso caso con le due versioni delle regole"),
        columns: vec![column(tr!("Regole"), false), column(tr!("Importo"), true), column(tr!("Totale"), true)],
        rows: vec![
            (vec![tr!("Di allora").into(), words(then).into(), total(then).into()], true),
            (vec![tr!("Di oggi").into(), words(now).into(), total(now).into()], false),
        ],
        own: tr!("il prospetto"),
    };
    html! { <>{table.view()}{paragraph(&difference(then, now))}{admission(then, now)}</> }
}

/// The rules of today may also let in other people: then the amounts alone would mislead.
fn admission(then: &Risposta, now: &Risposta) -> Html {
    if then.ammesso == now.ammesso {
        return Html::default();
    }
    let words = match now.ammesso {
        Ammesso::Si => tr!("Con le regole di oggi il servizio spetta."),
        Ammesso::No => tr!("Con le regole di oggi il servizio non spetta. Il motivo:"),
        Ammesso::DaVerificare => tr!("Con le regole di oggi non è detto che il servizio spetti. Lo decide:"),
    };
    let why = now.motivi.iter().filter(|m| now.ammesso != Ammesso::Si && m.esito == now.ammesso);
    html! {
        <>
            <p class="app-narrow"><strong>{words}</strong></p>
            <ul class="mb-0">{ for why.map(|m| html! { <li>{regola(&m.testo)}</li> }) }</ul>
        </>
    }
}

/// "Con le regole di oggi pagheresti 1,20 € in più."
#[must_use]
pub fn difference(then: &Risposta, now: &Risposta) -> String {
    use crate::app::numeri::{format_euro, from_cents, to_cents};
    let cents = |r: &Risposta| r.totale.as_deref().and_then(to_cents);
    match (cents(then), cents(now)) {
        (Some(a), Some(b)) if a == b => tr!("Il totale è lo stesso.").to_owned(),
        (Some(a), Some(b)) => {
            let gap = format_euro(&from_cents(b.abs_diff(a).try_into().unwrap_or_default()));
            if b > a {
                tr!("Con le regole di oggi il totale è di {} in più.", gap)
            } else {
                tr!("Con le regole di oggi il totale è di {} in meno.", gap)
            }
        }
        _ => tr!("Almeno uno dei due totali dipende da risposte che mancano.").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops by panicking")]

    use super::*;
    use crate::caso::riapri_con;
    use crate::formato;

    /// Rules whose amounts really changed: both results are there, and the difference is said in euro.
    #[test]
    fn the_difference_of_changed_amounts_is_said() {
        let text = semi::testo("dairago-sad").unwrap();
        let now = semi::regolamento("dairago-sad").unwrap();
        let json = r#"{ "isee": { "ordinario": "5000" }, "quantita": { "ora": "10" }, "fatti": { "festivo": false, "residente": true } }"#;
        let table = [
            ("3.00", "4.00", "Con le regole di oggi il totale è di 10,00 € in meno."),
            ("3.00", "1.50", "Con le regole di oggi il totale è di 15,00 € in più."),
        ];
        for (of_now, of_then, said) in table {
            let changed =
                text.replace(&["importo = \"", of_now, "\""].concat(), &["importo = \"", of_then, "\""].concat());
            let then = formato::parse_regolamento(&changed, "prima", semi::fatti()).unwrap();
            let request = formato::parse_request(json, &now.fatti).unwrap();
            let again = riapri_con(&Caso::new(&then, "sad", "", request), Some(&then), Some(now)).unwrap();
            assert_eq!(again.regole, Regole::Archiviate, "{of_then}");
            let (then, now) = (again.risposta.unwrap(), again.oggi.unwrap());
            assert_eq!(difference(&then, &now).replace('\u{a0}', " "), said);
        }
    }
}
