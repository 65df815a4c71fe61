// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{button_link, heading, lead, route_link};
use crate::app::pagina::Page;
use crate::app::route::Route;
use crate::app::testi;
use yew::prelude::*;

/// The three doors.
pub fn page() -> Page {
    const TITLE: &str = "Quanto pago per i servizi sociali?";
    Page::new(
        TITLE,
        html! {
            <>
                {heading(TITLE)}
                {lead("Con il tuo ISEE scopri a quali servizi puoi accedere e quanto costano. \
                      Vedi ogni passaggio del calcolo e la norma che lo prevede.")}
                <p class="mb-5">
                    {button_link(&Route::Cittadini, classes!("btn", "btn-primary", "btn-lg"), "Calcola quanto paghi")}
                </p>
                <div class="row">
                    {door(&Route::Cittadini, "Cittadini",
                        "A che cosa ho diritto e quanto pago? Rispondi a poche domande e stampa il risultato.")}
                    {door(&Route::Uffici, "Uffici comunali",
                        "Che cosa succede se cambiano le tariffe? Questa parte è in preparazione: spiega che cosa farà.")}
                    {door(&Route::Piano, "Ufficio di Piano",
                        "Come si dividono i fondi tra aree e servizi? Cambia pesi e limiti, e vedi dove va ogni centesimo.")}
                </div>
                {testi::privacy_line()}
            </>
        },
    )
}

fn door(to: &Route, title: &'static str, text: &'static str) -> Html {
    html! {
        <div class="col-12 col-lg-4 mb-4">
            <article class="it-card it-card-height-full rounded shadow-sm border">
                <h2 class="it-card-title h4">{route_link(to, title)}</h2>
                <div class="it-card-body"><p class="it-card-text">{text}</p></div>
            </article>
        </div>
    }
}
