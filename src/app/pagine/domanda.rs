// SPDX-License-Identifier: EUPL-1.2
use super::NonTrovata;
use super::passo::{ANSWER_FIRST, Redirection, first_missing, use_flow, use_scheda};
use crate::app::componenti::{
    Actions, Choice, Details, ErrorSummary, FieldError, NumberField, RadioGroup, RouteLink, Stepper, callout,
};
use crate::app::draft::{Action, DraftHandle, use_draft};
use crate::app::flow::{self, Flow, ISEE, ISEE_KIND, Step, Stop, UNKNOWN};
use crate::app::focus::use_title;
use crate::app::motore::{Fatto, Scheda, TipoFatto, TipoIsee};
use crate::app::numeri::{format_euro, format_number, parse_number};
use crate::app::route::{Route, ServizioKey};
use crate::app::testi::{self, DO_NOT_KNOW, NO_ISEE};
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
    let Some(scheda) = scheda.as_ref() else { return html! { <NonTrovata /> } };
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
    let errors = use_state(Vec::<FieldError>::new);
    let attempt = use_state(|| 0_u32);
    let stop = props.flow.stops.get(props.index);
    let title = stop.map_or_else(String::new, |s| question_text(&props.scheda, s));
    use_title(&title, !errors.is_empty());
    let Some(stop) = stop.cloned() else { return Html::default() };
    let answered = {
        let (id, scheda, index) = (props.id.clone(), props.scheda.clone(), props.index);
        let draft = draft.clone();
        Callback::from(move |action: Action| {
            let after = draft.after(action.clone());
            let next = flow::build(&scheda, &after).next(&id, index, after.reviewing);
            draft.dispatch(action);
            if let Some(navigator) = &navigator {
                navigator.push(&next);
            }
        })
    };
    let onsubmit = {
        let (draft, answered, errors) = (draft.clone(), answered.clone(), errors.clone());
        let (scheda, stop) = (props.scheda.clone(), stop.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let found = check(&scheda, &stop, &draft);
            if found.is_empty() {
                answered.emit(Action::Confirm(stop.field.clone()));
            } else {
                errors.set(found);
                attempt_again(&attempt);
            }
        })
    };
    let on_other = {
        let field = stop.field.clone();
        Callback::from(move |_: MouseEvent| answered.emit(Action::Unknown(field.clone())))
    };
    let other = match &stop.step {
        Step::Isee => Some(AttrValue::Static(NO_ISEE)),
        Step::Fact(f) if is_choice(f) => None,
        _ => Some(AttrValue::Static(DO_NOT_KNOW)),
    };
    html! {
        <form novalidate={true} {onsubmit}>
            <p class="app-no-print">{back(props, draft.reviewing)}</p>
            <Stepper current={props.index.saturating_add(1)} total={props.flow.stops.len()} />
            if let Some(notice) = draft.notice {
                {callout(notice, false, Html::default())}
            }
            <ErrorSummary errors={(*errors).clone()} attempt={*attempt_value(&attempt)} />
            {fields(&props.scheda, &stop, &draft, &errors, title)}
            {explanation(&props.scheda, &stop)}
            <Actions {other} {on_other} />
        </form>
    }
}
