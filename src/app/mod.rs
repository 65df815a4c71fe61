// SPDX-License-Identifier: EUPL-1.2
//! The page in the browser: pages, their pieces, and the draft of the answers.
//!
//! Nothing is computed here: [`motore`] asks the engine. Nothing leaves the device.

mod componenti;
mod config;
mod draft;
pub mod esporta;
mod flow;
mod focus;
mod grafici;
mod motore;
mod numeri;
mod pagine;
pub mod panico;
mod route;
mod testi;

use componenti::Shell;
use draft::DraftProvider;
use route::{Route, ServizioKey};
use yew::prelude::*;
use yew_router::prelude::*;

/// Mounts the page over the static text that was there before the program arrived.
pub fn mount() {
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("app"));
    match root {
        Some(root) => drop(yew::Renderer::<App>::with_root(root).render()),
        None => drop(yew::Renderer::<App>::new().render()),
    }
}

/// Draft, router, shell, page.
#[component]
fn App() -> Html {
    html! {
        <DraftProvider>
            <BrowserRouter>
                <Shell><Switch<Route> render={page} /></Shell>
            </BrowserRouter>
        </DraftProvider>
    }
}

fn page(route: Route) -> Html {
    match route {
        Route::Home => pagine::home(),
        Route::Cittadini => html! { <pagine::Cittadini /> },
        Route::Comune => html! { <pagine::ComunePage /> },
        Route::Servizio => html! { <pagine::ServizioPage /> },
        Route::Domanda { regolamento, servizio, passo } => {
            let key = [&regolamento, "/", &servizio, "/", &passo].concat();
            html! { <pagine::DomandaPage {key} id={ServizioKey { regolamento, servizio }} {passo} /> }
        }
        Route::Riepilogo { regolamento, servizio } => {
            html! { <pagine::RiepilogoPage id={ServizioKey { regolamento, servizio }} /> }
        }
        Route::Risultato { regolamento, servizio } => {
            html! { <pagine::RisultatoPage id={ServizioKey { regolamento, servizio }} /> }
        }
        Route::Uffici => pagine::uffici(),
        Route::Piano => pagine::piano(),
        Route::ComeFunziona => pagine::come_funziona(),
        Route::Privacy => pagine::privacy(),
        Route::Accessibilita => pagine::accessibilita(),
        Route::NoteLegali => pagine::note_legali(),
        Route::NonTrovata => pagine::non_trovata(),
    }
}
