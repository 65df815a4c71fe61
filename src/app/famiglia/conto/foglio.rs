// SPDX-License-Identifier: EUPL-1.2
//! The prospectus: one or two sheets with answers, result, steps, sources, version of the rules, and the code that
//! reopens the same case.

use super::codice::{caso, link, quadrato};
use crate::app::componenti::{
    SummaryRow, button_link, clear_button, paragraph, print_button, route_link, section, summary_list,
};
use crate::app::draft::Draft;
use crate::app::motore;
use crate::app::pagina::{Ctx, Page};
use crate::app::pagine::passo::Percorso;
use crate::app::pagine::riepilogo::rows;
use crate::app::pagine::risultato::{Vista, calcolo, esito, valore};
use crate::app::route::{Route, ServizioKey};
use crate::lingua::{chiave, parola, tr};
use yew::prelude::*;

/// No amount in it: it stays in the history of the browser.
pub const TITLE: &str = chiave!("Prospetto");

/// The prospectus of the answers of this tab.
pub fn page(ctx: &Ctx, id: &ServizioKey) -> Page {
    let percorso = match Percorso::open_complete(ctx, id) {
        Ok(percorso) => percorso,
        Err(page) => return *page,
    };
    let Percorso { scheda, flow, .. } = &percorso;
    let Ok(risposta) = motore::calcola(scheda, &flow.answers) else { return Page::redirect(id.result(), "") };
    let place = motore::place_name(&ctx.draft.comune).unwrap_or_else(|| scheda.regolamento.ente.it());
    let v = Vista { ctx, percorso: &percorso, scheda, flow, risposta: &risposta, place };
    let codice = caso(scheda, &flow.answers, &ctx.draft.comune).codice();
    Page::new(
        parola(TITLE),
        html! {
            <>
                <p class="app-no-print">{route_link(&id.result(), tr!("‹ Torna al risultato"))}</p>
                {sheet(&v, &ctx.draft)}
                {reopen(&codice)}
                <div class="app-actions app-no-print">
                    {print_button()}
                    {button_link(&Route::Famiglia("risposte".to_owned()), classes!("btn", "btn-outline-primary"), tr!("Salva le risposte in un file"))}
                    {clear_button(ctx)}
                </div>
            </>
        },
    )
}

/// What is printed, whatever the answers come from.
pub fn sheet(v: &Vista<'_>, draft: &Draft) -> Html {
    let rows: Vec<SummaryRow> = rows(v.percorso, draft).into_iter().map(|r| SummaryRow { edit: None, ..r }).collect();
    html! {
        <div class="app-sheet">
            {esito::headline(v)}
            {valore::worth(v)}
            {section(tr!("Le risposte"))}
            {summary_list(&rows, &Callback::noop())}
            {esito::requirements(v)}
            {calcolo::steps(v)}
            {valore::rules(v)}
        </div>
    }
}

/// The square and the link.
fn reopen(codice: &str) -> Html {
    let link = link(codice);
    html! {
        <>
            {section(tr!("Per riaprire questo prospetto"))}
            <div class="app-reopen">
                {quadrato(&link)}
                <div>
                    {paragraph(tr!("Inquadra il quadrato, o apri questo collegamento: ritrovi le stesse risposte e lo stesso risultato, \
                        anche se intanto le regole cambiano."))}
                    {paragraph(tr!("Le risposte sono scritte dentro il codice e non vanno a nessun sito. Chi ha questo foglio può leggerle: \
                        dallo solo a chi vuoi."))}
                    <p class="app-source"><a class="app-code" href={link.clone()}>{link.clone()}</a></p>
                </div>
            </div>
        </>
    }
}
