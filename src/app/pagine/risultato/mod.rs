// SPDX-License-Identifier: EUPL-1.2
//! The result: the amount, what it is worth, why, where the person is on the curve, what to do.

mod calcolo;
mod confronto;
mod esito;
mod valore;

use super::non_trovata;
use super::passo::{ANSWER_FIRST, Redirection, first_missing, use_flow, use_scheda};
use super::riepilogo::rows;
use crate::app::componenti::{
    ClearButton, SummaryRow, button_link, callout, details, print_button, route_link, summary_list,
};
use crate::app::draft::{Draft, use_draft};
use crate::app::flow::Flow;
use crate::app::focus::PageTitle;
use crate::app::motore::{self, Ammesso, Diagnostic, Risposta, Scheda};
use crate::app::numeri::format_date;
use crate::app::route::{Route, ServizioKey};
use crate::app::testi;
use yew::prelude::*;

/// Properties of [`RisultatoPage`].
#[derive(Properties, PartialEq)]
pub struct RisultatoPageProps {
    /// The service.
    pub id: ServizioKey,
}

/// What a part of the page needs.
pub struct Vista<'a> {
    id: &'a ServizioKey,
    scheda: &'a Scheda,
    draft: &'a Draft,
    flow: &'a Flow,
    risposta: &'a Risposta,
}

/// The result of one service for one person.
#[component]
pub fn RisultatoPage(props: &RisultatoPageProps) -> Html {
    let draft = use_draft();
    let scheda = use_scheda(&props.id);
    let flow = use_flow(&scheda, &draft);
    let Some(scheda) = scheda.as_ref() else { return non_trovata() };
    if let Some(to) = first_missing(&flow, &props.id) {
        return html! { <Redirection {to} notice={ANSWER_FIRST} /> };
    }
    match motore::calcola(scheda, &flow.answers) {
        Err(problem) => refused(&problem, &props.id),
        Ok(risposta) => {
            let vista = Vista { id: &props.id, scheda, draft: &draft, flow: &flow, risposta: &risposta };
            if risposta.ammesso == Ammesso::No { not_admitted(&vista) } else { admitted(&vista) }
        }
    }
}

/// No amount in it: it would stay in the history of the browser.
fn title() -> Html {
    html! { <PageTitle title="Risultato" /> }
}

fn admitted(v: &Vista<'_>) -> Html {
    html! {
        <>
            {title()}
            {esito::headline(v)}
            {valore::worth(v)}
            {esito::undecided(v)}
            {esito::requirements(v)}
            {calcolo::steps(v)}
            {confronto::curves(v)}
            {confronto::around(v)}
            {what_now(v)}
            {answers(v)}
            {buttons(v)}
            {valore::rules(v)}
        </>
    }
}

fn not_admitted(v: &Vista<'_>) -> Html {
    html! {
        <>
            {title()}
            <h1 tabindex="-1">{"Con queste risposte non puoi chiedere il servizio"}</h1>
            <p class="app-lead">{v.scheda.servizio.nome.it().to_owned()}</p>
            {valore::badges(v)}
            <h2 class="h4">{"Perché"}</h2>
            {esito::refusals(v)}
            <h2 class="h4">{"Che cosa puoi fare"}</h2>
            <ul class="app-narrow">
                <li>{"Controlla le risposte: se una è sbagliata puoi cambiarla."}</li>
                <li>{"Guarda se c'è "}{route_link(&Route::Servizio, "un altro servizio")}{" adatto."}</li>
                <li>{"Parla con il servizio sociale del tuo Comune: conosce la tua situazione e altri aiuti possibili."}</li>
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
            {title()}
            <h1 tabindex="-1">{"Con queste risposte non riusciamo a fare il calcolo"}</h1>
            <p class="app-lead">{"Il motivo: "}{problem.messaggio.clone()}{"."}</p>
            if let Some(mend) = &problem.rimedio {
                <p class="app-narrow">{"Prova così: "}{mend.clone()}{"."}</p>
            }
            <p class="app-actions">
                {button_link(&id.summary(), classes!("btn", "btn-primary"), "Modifica le risposte")}
            </p>
        </>
    }
}

fn what_now(v: &Vista<'_>) -> Html {
    let place = motore::place_name(&v.draft.comune).unwrap_or_else(|| v.scheda.regolamento.ente.it());
    html! {
        <>
            <h2 class="h3">{"Che cosa fare adesso"}</h2>
            <ol class="app-narrow">
                <li>{"Contatta il servizio sociale: "}<strong>{place.to_owned()}</strong>{". Recapiti e orari sono sul sito dell'ente."}</li>
                <li>{"Porta l'attestazione ISEE ancora valida e un documento. Se non hai l'ISEE, un CAF te lo fa gratis."}</li>
                <li>{"Chiedi se ci sono scadenze e quando comincia il servizio."}</li>
                <li>{"Stampa questa pagina: la persona con cui parli vede come è fatto il conto."}</li>
            </ol>
        </>
    }
}

fn answers(v: &Vista<'_>) -> Html {
    let rows: Vec<SummaryRow> =
        rows(v.scheda, v.draft, v.flow, v.id).into_iter().map(|r| SummaryRow { edit: None, ..r }).collect();
    details("Le risposte che hai dato", summary_list(&rows, &Callback::noop()))
}

fn buttons(v: &Vista<'_>) -> Html {
    html! {
        <div class="app-actions app-no-print">
            {print_button()}
            {button_link(&v.id.summary(), classes!("btn", "btn-outline-primary"), "Modifica le risposte")}
            <ClearButton />
        </div>
    }
}
