// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{button_link, heading, lead};
use crate::app::pagina::Page;
use crate::app::route::Route;
use yew::prelude::*;

/// Nothing at this address.
pub fn page() -> Page {
    const TITLE: &str = "Pagina non trovata";
    Page::new(
        TITLE,
        html! {
            <>
                {heading(TITLE)}
                {lead("A questo indirizzo non c'è una pagina. Forse è cambiato, o c'è un errore di battitura.")}
                <p class="app-actions">
                    {button_link(&Route::Cittadini, classes!("btn", "btn-primary"), "Calcola quanto paghi")}
                    {button_link(&Route::Home, classes!("btn", "btn-outline-primary"), "Torna alla pagina iniziale")}
                </p>
            </>
        },
    )
}
