// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{button_link, heading, lead, route_link};
use crate::app::pagina::Page;
use crate::app::route::Route;
use crate::app::testi;
use crate::lingua::{chiave, parola, tr};
use yew::prelude::*;

/// The three doors.
pub fn page() -> Page {
    let title = tr!("Quanto pago per i servizi sociali?");
    Page::new(
        title,
        html! {
            <>
                {heading(title)}
                {lead(tr!("Con il tuo ISEE scopri a quali servizi puoi accedere e quanto costano. \
                      Vedi ogni passaggio del calcolo e la norma che lo prevede."))}
                <p class="mb-5">
                    {button_link(&Route::Cittadini, classes!("btn", "btn-primary", "btn-lg"), tr!("Calcola quanto paghi"))}
                </p>
                <div class="row">
                    {door(&Route::Cittadini, chiave!("Cittadini"),
                        chiave!("A che cosa ho diritto e quanto pago? Rispondi a poche domande e stampa il risultato."))}
                    {door(&Route::Uffici, chiave!("Uffici comunali"),
                        chiave!("Che cosa succede se cambiano le tariffe? Chi paga di più, chi di meno, e perché."))}
                    {door(&Route::Piano, chiave!("Ufficio di Piano"),
                        chiave!("Come si dividono i fondi tra aree e servizi? Cambia pesi e limiti, e vedi dove va ogni centesimo."))}
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
                <h2 class="it-card-title h4">{route_link(to, parola(title))}</h2>
                <div class="it-card-body"><p class="it-card-text">{parola(text)}</p></div>
            </article>
        </div>
    }
}
