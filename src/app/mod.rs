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
mod pagina;
mod pagine;
pub mod panico;
mod route;
mod shell;
mod testi;

use draft::Draft;
use shell::Shell;
use yew::prelude::*;
use yew_router::BrowserRouter;

/// Mounts the page over the static text that was there before the program arrived.
pub fn mount() {
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("app"));
    match root {
        Some(root) => drop(yew::Renderer::<App>::with_root(root).render()),
        None => drop(yew::Renderer::<App>::new().render()),
    }
}

/// The draft, read once and written back at every change, and the router around the page.
#[component]
fn App() -> Html {
    let draft = use_reducer(draft::load);
    use_effect_with((*draft).clone(), |draft: &Draft| draft::save(draft));
    html! { <BrowserRouter><Shell {draft} /></BrowserRouter> }
}
