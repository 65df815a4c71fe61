// SPDX-License-Identifier: EUPL-1.2
use super::passo::Percorso;
use super::risposta::{by_choice, check, explanation, fields, question_title};
use crate::app::componenti::{actions, callout, error_summary, italiano, route_link, stepper};
use crate::app::draft::Action;
use crate::app::flow::{self, Step, Stop};
use crate::app::pagina::{Ctx, Page};
use crate::app::route::{Route, ServizioKey};
use crate::app::testi::{DO_NOT_KNOW, NO_ISEE};
use crate::lingua::{parola, tr};
use yew::prelude::*;

/// One question, or the way to the question that comes first.
pub fn page(ctx: &Ctx, id: &ServizioKey, passo: &str) -> Page {
    let percorso = match Percorso::open(ctx, id) {
        Ok(percorso) => percorso,
        Err(page) => return *page,
    };
    let at = percorso.flow.stops.iter().enumerate().find(|(_, s)| s.slug == passo);
    match at {
        Some((index, stop)) if percorso.flow.first_missing().is_none_or(|m| index <= m) => {
            question(ctx, &percorso, index, stop)
        }
        _ => percorso.to_first_missing(),
    }
}

fn question(ctx: &Ctx, percorso: &Percorso<'_>, index: usize, stop: &Stop) -> Page {
    let scheda = &percorso.scheda;
    let answered = answered(ctx, percorso, index);
    let on_other = {
        let (answered, field) = (answered.clone(), stop.field.clone());
        Callback::from(move |_: MouseEvent| answered.emit(Action::Unknown(field.clone())))
    };
    let onsubmit = {
        let (ctx, scheda, stop) = (ctx.clone(), scheda.clone(), stop.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let errors = check(&scheda, &stop, &ctx.draft);
            if errors.is_empty() {
                let only = flow::only_kind(&scheda).filter(|_| stop.step == Step::Isee);
                answered.emit(only.map_or_else(|| Action::Confirm(stop.field.clone()), Action::ConfirmIsee));
            } else {
                ctx.refuse(errors);
            }
        })
    };
    Page::form(
        ctx,
        question_title(scheda, stop),
        html! {
            <form novalidate={true} {onsubmit}>
                <p class="app-no-print">{back(ctx, percorso, index)}</p>
                {stepper(italiano(scheda.servizio.nome.it().to_owned()), index.saturating_add(1), percorso.flow.stops.len())}
                { for ctx.draft.notice.map(|notice| callout(parola(notice), false, Html::default())) }
                {error_summary(ctx.errors())}
                {fields(ctx, scheda, stop)}
                {explanation(scheda, stop)}
                {actions(other_answer(stop), on_other)}
            </form>
        },
    )
}

/// Keeps an answer and goes on.
fn answered(ctx: &Ctx, percorso: &Percorso<'_>, index: usize) -> Callback<Action> {
    let (ctx, id, scheda) = (ctx.clone(), percorso.id.clone(), percorso.scheda.clone());
    Callback::from(move |action: Action| {
        let after = ctx.draft.after(action.clone());
        let next = flow::build(&scheda, &after).next(&id, index, after.reviewing);
        ctx.draft.dispatch(action);
        if next == id.summary() {
            ctx.draft.dispatch(Action::Review(false));
        }
        ctx.navigator.push(&next);
    })
}

fn back(ctx: &Ctx, percorso: &Percorso<'_>, index: usize) -> Html {
    let before = index.checked_sub(1).and_then(|i| percorso.flow.stops.get(i));
    let to = match before {
        _ if ctx.draft.reviewing => percorso.id.summary(),
        Some(stop) => percorso.id.question(&stop.slug),
        None => Route::Servizio,
    };
    route_link(&to, tr!("‹ Indietro"))
}

/// The second button: how to answer without a value.
fn other_answer(stop: &Stop) -> Option<&'static str> {
    match &stop.step {
        Step::Isee => Some(parola(NO_ISEE)),
        Step::Fact(fatto) if by_choice(fatto) => None,
        Step::Quantity(_) | Step::Fact(_) => Some(parola(DO_NOT_KNOW)),
    }
}
