// SPDX-License-Identifier: EUPL-1.2
//! The result: the amount, what it is worth, why, where the person is on the curve, what to do.

pub mod calcolo;
pub mod confronto;
pub mod esito;
pub mod valore;

use super::passo::Percorso;
use super::riepilogo::rows;
use crate::app::componenti::{
    SummaryRow, button_link, callout, clear_button, details, frase, heading, italiano, nome_servizio, print_button,
    route_link, section, subheading, summary_list,
};
use crate::app::flow::Flow;
use crate::app::motore::{self, Ammesso, Diagnostic, Risposta, Scheda};
use crate::app::numeri::format_date;
use crate::app::pagina::{Ctx, Page};
use crate::app::route::{Route, ServizioKey};
use crate::app::testi;
use crate::lingua::{chiave, parola, tr};
use yew::prelude::*;

/// What a part of the page needs.
pub struct Vista<'a> {
    /// The page.
    pub ctx: &'a Ctx,
    /// The service and its questions.
    pub percorso: &'a Percorso<'a>,
    /// Its rules.
    pub scheda: &'a Scheda,
    /// The answers.
    pub flow: &'a Flow,
    /// The result.
    pub risposta: &'a Risposta,
    /// Name of the chosen place, or the ente of the rules.
    pub place: &'a str,
}

/// The result of one service for one person.
pub fn page(ctx: &Ctx, id: &ServizioKey) -> Page {
    let percorso = match Percorso::open_complete(ctx, id) {
        Ok(percorso) => percorso,
        Err(page) => return *page,
    };
    let Percorso { scheda, flow, .. } = &percorso;
    let body = match motore::calcola(scheda, &flow.answers) {
        Err(problem) => refused(&problem, id),
        Ok(risposta) => {
            let place = motore::place_name(&ctx.draft.comune).unwrap_or_else(|| scheda.regolamento.ente.it());
            let v = Vista { ctx, percorso: &percorso, scheda, flow, risposta: &risposta, place };
            if risposta.ammesso == Ammesso::No { not_admitted(&v) } else { admitted(&v) }
        }
    };
    // No amount in the title: it would stay in the history of the browser.
    Page::new(tr!("Risultato"), body)
}

fn admitted(v: &Vista<'_>) -> Html {
    html! {
        <>
            {esito::headline(v)}
            {valore::worth(v)}
            {esito::undecided(v)}
            {esito::requirements(v)}
            {calcolo::steps(v)}
            {confronto::curves(v)}
            {confronto::around(v)}
            {more(v.percorso.id)}
            {what_now(v)}
            {answers(v)}
            {buttons(v)}
            {valore::rules(v)}
        </>
    }
}

/// What another program draws about this result.
fn more(id: &ServizioKey) -> Html {
    let room = |stanza: &str, label: &'static str| html! { <li>{route_link(&id.room(stanza), parola(label))}</li> };
    html! {
        <div class="app-no-print">
            {section(tr!("Continua da qui"))}
            <ul class="app-narrow">
                {room("simula", chiave!("Prova altri valori: ISEE, ore o giorni, e con quale ISEE pagheresti meno"))}
                {room("prospetto", chiave!("Prospetto da stampare, con un codice per riaprirlo"))}
                {room("confronto", chiave!("Confronta con un altro Comune"))}
                <li>{route_link(&Route::Famiglia("risposte".to_owned()), tr!("Salva le risposte in un file"))}</li>
            </ul>
        </div>
    }
}

fn not_admitted(v: &Vista<'_>) -> Html {
    html! {
        <>
            {heading(tr!("Con queste risposte non puoi chiedere il servizio"))}
            <p class="app-lead">{nome_servizio(&v.scheda.servizio.nome)}</p>
            {valore::badges(v)}
            {subheading(tr!("Perché"))}
            {esito::refusals(v)}
            {subheading(tr!("Che cosa puoi fare"))}
            <ul class="app-narrow">
                <li>{tr!("Controlla le risposte: se una è sbagliata puoi cambiarla.")}</li>
                <li>{frase(tr!("Guarda se c'è {} adatto."), [route_link(&Route::Servizio, tr!("un altro servizio"))])}</li>
                <li>{tr!("Parla con il servizio sociale del tuo Comune: conosce la tua situazione e altri aiuti possibili.")}</li>
            </ul>
            {valore::disclaimer(v)}
            {answers(v)}
            {buttons(v)}
            {valore::rules(v)}
        </>
    }
}

fn refused(problem: &Diagnostic, id: &ServizioKey) -> Html {
    html! {
        <>
            {heading(tr!("Con queste risposte non riusciamo a fare il calcolo"))}
            <p class="app-lead">{frase(tr!("Il motivo: {}."), [italiano(problem.messaggio.clone())])}</p>
            if let Some(mend) = &problem.rimedio {
                <p class="app-narrow">{frase(tr!("Prova così: {}."), [italiano(mend.clone())])}</p>
            }
            <p class="app-actions">
                {button_link(&id.summary(), classes!("btn", "btn-primary"), tr!("Modifica le risposte"))}
            </p>
        </>
    }
}

fn what_now(v: &Vista<'_>) -> Html {
    html! {
        <>
            {section(tr!("Che cosa fare adesso"))}
            <ol class="app-narrow">
                <li>
                    {frase(
                        tr!("Contatta il servizio sociale: {}. Recapiti e orari sono sul sito dell'ente."),
                        [html! { <strong>{italiano(v.place.to_owned())}</strong> }],
                    )}
                </li>
                <li>{tr!("Porta l'attestazione ISEE ancora valida e un documento. Se non hai l'ISEE, un CAF te lo fa gratis.")}</li>
                <li>{tr!("Chiedi se ci sono scadenze e quando comincia il servizio.")}</li>
                <li>{tr!("Stampa questa pagina: la persona con cui parli vede come è fatto il conto.")}</li>
            </ol>
        </>
    }
}

fn answers(v: &Vista<'_>) -> Html {
    let rows: Vec<SummaryRow> =
        rows(v.percorso, &v.ctx.draft).into_iter().map(|r| SummaryRow { edit: None, ..r }).collect();
    details(tr!("Le risposte che hai dato"), summary_list(&rows, &Callback::noop()))
}

fn buttons(v: &Vista<'_>) -> Html {
    html! {
        <div class="app-actions app-no-print">
            {print_button()}
            {button_link(&v.percorso.id.summary(), classes!("btn", "btn-outline-primary"), tr!("Modifica le risposte"))}
            {clear_button(v.ctx)}
        </div>
    }
}
