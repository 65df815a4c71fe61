// SPDX-License-Identifier: EUPL-1.2
use super::non_trovata;
use super::passo::{ANSWER_FIRST, Redirection, first_missing, use_flow, use_scheda};
use super::risposta::{by_choice, check, explanation, fields, question_title};
use crate::app::componenti::{ErrorSummary, FieldError, actions, callout, route_link, stepper};
use crate::app::draft::{Action, use_draft};
use crate::app::flow::{self, Flow, Step, Stop};
use crate::app::focus::PageTitle;
use crate::app::motore::Scheda;
use crate::app::route::{Route, ServizioKey};
use crate::app::testi::{DO_NOT_KNOW, NO_ISEE};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// Properties of [`DomandaPage`].
#[derive(Properties, PartialEq)]
pub struct DomandaPageProps {
    /// The service.
    pub id: ServizioKey,
    /// Slug of the question.
    pub passo: String,
}

/// One question, or the way to the question that comes first.
#[component]
pub fn DomandaPage(props: &DomandaPageProps) -> Html {
    let draft = use_draft();
    let scheda = use_scheda(&props.id);
    let flow = use_flow(&scheda, &draft);
    let Some(scheda) = scheda.as_ref() else { return non_trovata() };
    let index = flow.stops.iter().position(|s| s.slug == props.passo);
    match (index, flow.first_missing()) {
        (Some(index), missing) if missing.is_none_or(|m| index <= m) => {
            html! { <Question id={props.id.clone()} scheda={scheda.clone()} {flow} {index} /> }
        }
        _ => {
            let to = first_missing(&flow, &props.id).unwrap_or_else(|| props.id.summary());
            html! { <Redirection {to} notice={ANSWER_FIRST} /> }
        }
    }
}

#[derive(Properties, PartialEq)]
struct QuestionProps {
    id: ServizioKey,
    scheda: Scheda,
    flow: Rc<Flow>,
    index: usize,
}

#[component]
fn Question(props: &QuestionProps) -> Html {
    let draft = use_draft();
    let navigator = use_navigator();
    // What "Avanti" found wrong, and how many times it was pressed in vain.
    let refused = use_state(|| (Vec::<FieldError>::new(), 0_u32));
    let Some(stop) = props.flow.stops.get(props.index).cloned() else { return Html::default() };
    let answered = {
        let (id, scheda, index, draft) = (props.id.clone(), props.scheda.clone(), props.index, draft.clone());
        Callback::from(move |action: Action| {
            let after = draft.after(action.clone());
            let next = flow::build(&scheda, &after).next(&id, index, after.reviewing);
            draft.dispatch(action);
            if let Some(navigator) = &navigator {
                navigator.push(&next);
            }
        })
    };
    let on_other = {
        let (answered, field) = (answered.clone(), stop.field.clone());
        Callback::from(move |_: MouseEvent| answered.emit(Action::Unknown(field.clone())))
    };
    let onsubmit = {
        let (scheda, stop, draft, refused) = (props.scheda.clone(), stop.clone(), draft.clone(), refused.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let errors = check(&scheda, &stop, &draft);
            if errors.is_empty() {
                let only = flow::only_kind(&scheda).filter(|_| stop.step == Step::Isee);
                answered.emit(only.map_or_else(|| Action::Confirm(stop.field.clone()), Action::ConfirmIsee));
            } else {
                refused.set((errors, refused.1.saturating_add(1)));
            }
        })
    };
    html! {
        <form novalidate={true} {onsubmit}>
            <PageTitle title={question_title(&props.scheda, &stop)} error={!refused.0.is_empty()} />
            <p class="app-no-print">{back(props, draft.reviewing)}</p>
            {stepper(props.scheda.servizio.nome.it(), props.index.saturating_add(1), props.flow.stops.len())}
            if let Some(notice) = draft.notice {
                {callout(notice, false, Html::default())}
            }
            <ErrorSummary errors={refused.0.clone()} attempt={refused.1} />
            {fields(&props.scheda, &stop, &draft, &refused.0)}
            {explanation(&props.scheda, &stop)}
            {actions(other_answer(&stop), on_other)}
        </form>
    }
}

fn back(props: &QuestionProps, reviewing: bool) -> Html {
    let before = props.index.checked_sub(1).and_then(|i| props.flow.stops.get(i));
    let to = match before {
        _ if reviewing => props.id.summary(),
        Some(stop) => props.id.question(&stop.slug),
        None => Route::Servizio,
    };
    route_link(&to, "‹ Indietro")
}

/// The second button: how to answer without a value.
fn other_answer(stop: &Stop) -> Option<&'static str> {
    match &stop.step {
        Step::Isee => Some(NO_ISEE),
        Step::Fact(fatto) if by_choice(fatto) => None,
        Step::Quantity(_) | Step::Fact(_) => Some(DO_NOT_KNOW),
    }
}
