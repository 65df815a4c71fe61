// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{button_link, heading, lead};
use crate::app::pagina::Page;
use crate::app::route::Route;
use crate::lingua::tr;
use yew::prelude::*;

/// Nothing at this address.
pub fn page() -> Page {
    let title = tr!("Pagina non trovata");
    Page::new(
        title,
        html! {
            <>
                {heading(title)}
                {lead(tr!("A questo indirizzo non c'è una pagina. Forse è cambiato, o c'è un errore di battitura."))}
                <p class="app-actions">
                    {button_link(&Route::Cittadini, classes!("btn", "btn-primary"), tr!("Calcola quanto paghi"))}
                    {button_link(&Route::Home, classes!("btn", "btn-outline-primary"), tr!("Torna alla pagina iniziale"))}
                </p>
            </>
        },
    )
}
