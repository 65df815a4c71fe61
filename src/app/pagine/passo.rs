// SPDX-License-Identifier: EUPL-1.2
//! What the pages of one service share: its rules, its questions, and the way back to what is missing.

use crate::app::draft::{Action, Draft, use_draft};
use crate::app::flow::{self, Flow};
use crate::app::motore::{self, Scheda};
use crate::app::route::{Route, ServizioKey};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// Shown when somebody opens a page before answering the questions it needs.
pub const ANSWER_FIRST: &str = "Prima di continuare serve questa risposta.";

/// The rules of the service at an address, read once; none when there is no such service.
#[hook]
pub fn use_scheda(id: &ServizioKey) -> Rc<Option<Scheda>> {
    use_memo(id.clone(), motore::scheda)
}

/// The questions of a service given the draft, computed again only when an answer changes.
#[hook]
pub fn use_flow(scheda: &Option<Scheda>, draft: &Draft) -> Rc<Flow> {
    use_memo((scheda.clone(), draft.clone()), |(scheda, draft)| {
        scheda.as_ref().map(|s| flow::build(s, draft)).unwrap_or_default()
    })
}

/// The page of the first question without an answer.
#[must_use]
pub fn first_missing(flow: &Flow, id: &ServizioKey) -> Option<Route> {
    Some(id.question(&flow.stops.get(flow.first_missing()?)?.slug))
}

/// Properties of [`Redirection`].
#[derive(Properties, PartialEq)]
pub struct RedirectionProps {
    /// Where to go.
    pub to: Route,
    /// What to say there; nothing when empty.
    pub notice: &'static str,
}

/// Goes elsewhere without leaving a trace in the history, and says why.
#[component]
pub fn Redirection(props: &RedirectionProps) -> Html {
    let navigator = use_navigator();
    let draft = use_draft();
    use_effect_with((props.to.clone(), props.notice), move |(to, notice)| {
        if !notice.is_empty() {
            draft.dispatch(Action::Notice(notice));
        }
        if let Some(navigator) = navigator {
            navigator.replace(to);
        }
    });
    Html::default()
}
