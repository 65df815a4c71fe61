// SPDX-License-Identifier: EUPL-1.2
use super::non_trovata;
use super::passo::{ANSWER_FIRST, Redirection, first_missing, use_flow, use_scheda};
use crate::app::componenti::{ClearButton, SummaryRow, route_link, summary_list};
use crate::app::draft::{Action, Draft, use_draft};
use crate::app::flow::{Answer, Flow};
use crate::app::focus::PageTitle;
use crate::app::motore::{self, Scheda};
use crate::app::route::{Route, ServizioKey};
use yew::prelude::*;
use yew_router::prelude::*;

/// Properties of [`RiepilogoPage`].
#[derive(Properties, PartialEq)]
pub struct RiepilogoPageProps {
    /// The service.
    pub id: ServizioKey,
}

/// Every answer in one place, before the result.
#[component]
pub fn RiepilogoPage(props: &RiepilogoPageProps) -> Html {
    let draft = use_draft();
    let navigator = use_navigator();
    let scheda = use_scheda(&props.id);
    let flow = use_flow(&scheda, &draft);
    let on_edit = {
        let draft = draft.clone();
        Callback::from(move |_: MouseEvent| draft.dispatch(Action::Review(true)))
    };
    {
        let draft = draft.clone();
        use_effect_with((), move |()| draft.dispatch(Action::Review(false)));
    }
    let onclick = {
        let to = props.id.result();
        Callback::from(move |_: MouseEvent| {
            if let Some(navigator) = &navigator {
                navigator.push(&to);
            }
        })
    };
    let Some(scheda) = scheda.as_ref() else { return non_trovata() };
    if let Some(to) = first_missing(&flow, &props.id) {
        return html! { <Redirection {to} notice={ANSWER_FIRST} /> };
    }
    let back = flow.stops.last().map_or(Route::Servizio, |s| props.id.question(&s.slug));
    html! {
        <>
            <PageTitle title="Controlla le risposte" />
            <p class="app-no-print">{route_link(&back, "‹ Indietro")}</p>
            <h1 tabindex="-1">{"Controlla le risposte"}</h1>
            <p class="app-lead">{"Se qualcosa non va, puoi cambiarlo. Poi calcola quanto paghi."}</p>
            {summary_list(&rows(scheda, &draft, &flow, &props.id), &on_edit)}
            if flow.stops.iter().any(|s| s.answer == Answer::Unknown) {
                <p class="app-narrow">{"Dove non hai un valore o non lo sai, il risultato può essere un intervallo: da quanto a quanto."}</p>
            }
            <div class="app-actions">
                <button type="button" class="btn btn-primary" {onclick}>{"Calcola la tariffa"}</button>
                <ClearButton />
            </div>
        </>
    }
}

/// Place, service and answers. Also printed with the result.
#[must_use]
pub fn rows(scheda: &Scheda, draft: &Draft, flow: &Flow, id: &ServizioKey) -> Vec<SummaryRow> {
    let place = motore::place_name(&draft.comune).unwrap_or_else(|| scheda.regolamento.ente.it());
    let mut rows = vec![
        SummaryRow { question: "Comune".into(), answer: place.to_owned().into(), edit: Some(Route::Comune) },
        SummaryRow {
            question: "Servizio".into(),
            answer: scheda.servizio.nome.it().to_owned().into(),
            edit: Some(Route::Servizio),
        },
    ];
    rows.extend(flow.stops.iter().map(|s| SummaryRow {
        question: s.short.clone().into(),
        answer: s.shown.clone().into(),
        edit: Some(id.question(&s.slug)),
    }));
    rows
}
