// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::route_link;
use crate::app::focus::PageTitle;
use crate::app::route::Route;
use yew::prelude::*;

/// Door of the Comuni: what it will do.
pub fn uffici() -> Html {
    html! {
        <>
            <PageTitle title="Uffici comunali: simula le tariffe" />
            <h1 tabindex="-1">{"Uffici comunali: simula le tariffe"}</h1>
            <p class="app-lead">{"Questa parte non è ancora pronta."}</p>
            <p class="app-narrow">
                {"Qui potrai caricare un elenco di ISEE senza nomi, cambiare fasce e importi, \
                  e vedere entrate, scalini e chi paga di più o di meno."}
            </p>
            <p class="app-narrow">{"Il file resterà sul tuo computer: la pagina non invia dati."}</p>
            <p>{back()}</p>
        </>
    }
}

/// Door of the Ufficio di Piano: what it will do.
pub fn piano() -> Html {
    html! {
        <>
            <PageTitle title="Ufficio di Piano: simula il riparto dei fondi" />
            <h1 tabindex="-1">{"Ufficio di Piano: simula il riparto dei fondi"}</h1>
            <p class="app-lead">{"Questa parte non è ancora pronta."}</p>
            <p class="app-narrow">
                {"Qui potrai dividere un fondo tra aree e servizi, con i tuoi criteri, \
                  e vedere dove va ogni centesimo e quali vincoli sono rispettati."}
            </p>
            <p>{back()}</p>
        </>
    }
}

fn back() -> Html {
    route_link(&Route::Cittadini, "Intanto calcola quanto paga una famiglia")
}
