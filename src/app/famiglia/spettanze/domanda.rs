// SPDX-License-Identifier: EUPL-1.2
//! One question: the field, why now, and what is already known.

use super::motore::{Fatto, stato, stato_senza};
use super::risposte::{Data, ORDINE, Risposte, campo, campo_non_so, from_slug};
use super::{campo as campi, esito, finora, inizio, prossima};
use crate::app::componenti::{callout, details, error_summary, paragraph, route_link};
use crate::app::draft::{Action, Draft};
use crate::app::pagina::{Ctx, Page};
use crate::lingua::{parola, tr};
use yew::prelude::*;

/// A question of the rules, or the way to the one that is worth asking.
pub fn page(ctx: &Ctx, passo: &str) -> Page {
    let r = Risposte(&ctx.draft);
    let Some(fatto) = from_slug(passo) else { return Page::redirect(inizio(), "") };
    let before = stato_senza(r, &fatto.id);
    let Ok(known) = before.as_ref() else { return Page::redirect(esito(), "") };
    let next = known.spettanze.domanda.as_ref().filter(|q| q.fatto == fatto.id);
    let asked = r.ordine().any(|id| id == fatto.id) || r.data_di(fatto) != Data::Manca;
    let open = known.spettanze.esiti.iter().any(|e| e.mancano.contains(&fatto.id));
    if next.is_none() && !asked && !open {
        return Page::redirect(prossima(&stato(r)), "");
    }
    let answered = answered(ctx, fatto);
    let onsubmit = {
        let (ctx, answered) = (ctx.clone(), answered.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let errors = campi::errori(Risposte(&ctx.draft), fatto);
            if errors.is_empty() { answered.emit(None) } else { ctx.refuse(errors) }
        })
    };
    let index = r.ordine().position(|id| id == fatto.id).unwrap_or_else(|| r.ordine().count());
    let left = known.spettanze.progresso.domande_al_massimo;
    Page::form(
        ctx,
        campi::titolo(fatto),
        html! {
            <form novalidate={true} {onsubmit}>
                <p class="app-no-print">{back(ctx, fatto)}</p>
                {progress(index.saturating_add(1), left)}
                { for ctx.draft.notice.map(|notice| callout(parola(notice), false, Html::default())) }
                {error_summary(ctx.errors())}
                {campi::view(ctx, fatto)}
                {campi::spiegazione(fatto)}
                { for next.map(|q| details(tr!("Perché proprio adesso"), paragraph(&q.motivo))) }
                {buttons(fatto, &answered)}
                {finora::view(ctx, fatto, known)}
            </form>
        },
    )
}

/// "Domanda 4, ne mancano al massimo 12": later answers take questions away.
fn progress(at: usize, left: usize) -> Html {
    let total = at.saturating_add(left.saturating_sub(1)).to_string();
    let at = at.to_string();
    html! {
        <div class="app-progress app-no-print">
            <span id="avanzamento">{tr!("Cosa mi spetta: domanda {}, al massimo {}", at, total)}</span>
            <progress aria-labelledby="avanzamento" value={at} max={total} />
        </div>
    }
}

fn back(ctx: &Ctx, fatto: &Fatto) -> Html {
    let r = Risposte(&ctx.draft);
    let mut earlier: Vec<&str> = r.ordine().take_while(|id| *id != fatto.id).collect();
    let to = match earlier.pop() {
        _ if ctx.draft.reviewing => esito(),
        Some(id) => super::domanda(id),
        None => inizio(),
    };
    route_link(&to, tr!("‹ Indietro"))
}

/// «Avanti» and the answers without a value; the first submits the form.
fn buttons(fatto: &Fatto, answered: &Callback<Option<String>>) -> Html {
    let other = |(label, unknown): (&'static str, bool)| {
        let field = if unknown { campo_non_so(&fatto.id) } else { campo(&fatto.id) };
        let answered = answered.clone();
        let onclick = Callback::from(move |_: MouseEvent| answered.emit(Some(field.clone())));
        html! { <button type="button" class="btn btn-outline-primary" {onclick}>{label}</button> }
    };
    html! {
        <div class="app-actions">
            <button type="submit" class="btn btn-primary">{tr!("Avanti")}</button>
            { for campi::altre(fatto).into_iter().map(other) }
        </div>
    }
}

/// Keeps the answer — what the field holds, or the field that says there is no value — and goes on.
fn answered(ctx: &Ctx, fatto: &'static Fatto) -> Callback<Option<String>> {
    let ctx = ctx.clone();
    Callback::from(move |without: Option<String>| {
        let after = dopo(&ctx.draft, fatto, without);
        let next = if after.reviewing { esito() } else { prossima(&stato(Risposte(&after))) };
        let reviewing = after.reviewing;
        ctx.draft.dispatch(Action::Open(Box::new(after)));
        if reviewing {
            ctx.draft.dispatch(Action::Review(false));
        }
        ctx.navigator.push(&next);
    })
}

/// The draft after an answer.
#[must_use]
pub fn dopo(draft: &Draft, fatto: &Fatto, without: Option<String>) -> Draft {
    let mut next = draft
        .after(Action::Confirm(campo(&fatto.id)))
        .after(Action::Confirm(campo_non_so(&fatto.id)))
        .after(Action::Type(campo(&fatto.id), Risposte(draft).testo(fatto).to_owned()));
    if let Some(field) = without {
        next = next.after(Action::Unknown(field));
    }
    let known = Risposte(draft).ordine().any(|id| id == fatto.id);
    let order = draft.text(ORDINE);
    if known { next } else { next.after(Action::Type(ORDINE.to_owned(), [order, " ", &fatto.id].concat())) }
}
