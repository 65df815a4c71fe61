// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{Details, RouteLink, callout};
use crate::app::draft::use_draft;
use crate::app::focus::use_title;
use crate::app::route::Route;
use crate::app::testi;
use yew::prelude::*;

/// Before the questions: what you get, what you need, what happens to what you write.
#[component]
pub fn Cittadini() -> Html {
    use_title("Quanto paghi per un servizio sociale", false);
    let started = !use_draft().comune.is_empty();
    html! {
        <>
            <h1 tabindex="-1">{"Quanto paghi per un servizio sociale"}</h1>
            <p class="app-lead">{"In circa 3 minuti scopri se puoi chiedere il servizio e quanto costa."}</p>
            <h2 class="h4">{"Che cosa ti serve"}</h2>
            <ul class="app-narrow">
                <li>{"Il tuo Comune e il servizio che ti interessa."}</li>
                <li>{"L'attestazione ISEE. Se non ce l'hai, puoi provare lo stesso."}</li>
                <li>{"Qualche notizia sulla persona che userà il servizio. Se non sai una risposta, puoi scegliere «Non lo so»."}</li>
            </ul>
            {callout("I tuoi dati restano sul tuo dispositivo", false, testi::privacy_body())}
            <p class="app-actions">
                <RouteLink to={Route::Comune} class="btn btn-primary btn-lg">{"Inizia"}</RouteLink>
                if started {
                    <RouteLink to={Route::Servizio} class="btn btn-outline-primary btn-lg">{"Riprendi da dove eri"}</RouteLink>
                }
            </p>
            <Details summary="Non hai l'ISEE?">
                <p class="app-narrow">
                    {"L'ISEE dice quanto può spendere la tua famiglia, in base a redditi, risparmi e numero di persone. \
                      Lo fai gratis in un CAF o sul sito dell'INPS. Serve la DSU, una dichiarazione sulla tua famiglia."}
                </p>
                <p class="app-narrow">{"Senza ISEE, in molti servizi si paga la tariffa più alta."}</p>
            </Details>
        </>
    }
}
