// SPDX-License-Identifier: EUPL-1.2
use super::passo::Percorso;
use crate::app::componenti::{SummaryRow, clear_button, heading, lead, paragraph, route_link, summary_list};
use crate::app::draft::{Action, Draft};
use crate::app::flow::Answer;
use crate::app::motore;
use crate::app::pagina::{Ctx, Page};
use crate::app::route::{Route, ServizioKey};
use crate::lingua::tr;
use yew::prelude::*;

/// Every answer in one place, before the result.
pub fn page(ctx: &Ctx, id: &ServizioKey) -> Page {
    let title = tr!("Controlla le risposte");
    let percorso = match Percorso::open_complete(ctx, id) {
        Ok(percorso) => percorso,
        Err(page) => return *page,
    };
    let on_edit = {
        let draft = ctx.draft.clone();
        Callback::from(move |_: MouseEvent| draft.dispatch(Action::Review(true)))
    };
    let onclick = {
        let (navigator, to) = (ctx.navigator.clone(), id.result());
        Callback::from(move |_: MouseEvent| navigator.push(&to))
    };
    let stops = &percorso.flow.stops;
    let back = stops.last().map_or(Route::Servizio, |s| id.question(&s.slug));
    Page::new(
        title,
        html! {
            <>
                <p class="app-no-print">{route_link(&back, tr!("‹ Indietro"))}</p>
                {heading(title)}
                {lead(tr!("Se qualcosa non va, puoi cambiarlo. Poi calcola quanto paghi."))}
                {summary_list(&rows(&percorso, &ctx.draft), &on_edit)}
                if stops.iter().any(|s| s.answer == Answer::Unknown) {
                    {paragraph(tr!("Dove non hai un valore o non lo sai, il risultato può essere un intervallo: da quanto a quanto."))}
                }
                <div class="app-actions">
                    <button type="button" class="btn btn-primary" {onclick}>{tr!("Calcola la tariffa")}</button>
                    {clear_button(ctx)}
                </div>
            </>
        },
    )
}

/// Place, service and answers. Also printed with the result.
#[must_use]
pub fn rows(percorso: &Percorso<'_>, draft: &Draft) -> Vec<SummaryRow> {
    let Percorso { id, scheda, flow } = percorso;
    let place = motore::place_name(&draft.comune).unwrap_or_else(|| scheda.regolamento.ente.it());
    let mut rows = vec![
        SummaryRow {
            question: tr!("Comune").into(),
            answer: place.to_owned().into(),
            italian: true,
            edit: Some(Route::Comune),
        },
        SummaryRow {
            question: tr!("Servizio").into(),
            answer: scheda.servizio.nome.it().to_owned().into(),
            italian: true,
            edit: Some(Route::Servizio),
        },
    ];
    rows.extend(flow.stops.iter().map(|s| SummaryRow {
        question: s.short.clone().into(),
        answer: s.shown.clone().into(),
        italian: false,
        edit: Some(id.question(&s.slug)),
    }));
    rows
}
