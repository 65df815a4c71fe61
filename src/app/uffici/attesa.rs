// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{heading, lead, paragraph, route_link};
use crate::app::pagina::Page;
use crate::app::route::Route;
use yew::prelude::*;

/// Door of the Comuni: what it will do.
pub fn uffici() -> Page {
    const TITLE: &str = "Uffici comunali: simula le tariffe";
    Page::new(
        TITLE,
        html! {
            <>
                {heading(TITLE)}
                {lead("Questa parte non è ancora pronta.")}
                {paragraph("Qui potrai caricare un elenco di ISEE senza nomi, cambiare fasce e importi, \
                      e vedere entrate, scalini e chi paga di più o di meno.")}
                {paragraph("Il file resterà sul tuo computer: la pagina non invia dati.")}
                <p>{back()}</p>
            </>
        },
    )
}

fn back() -> Html {
    route_link(&Route::Cittadini, "Intanto calcola quanto paga una famiglia")
}
