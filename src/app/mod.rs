// SPDX-License-Identifier: EUPL-1.2
//! The page in the browser: pages, their pieces, and the draft of the answers.
//!
//! Nothing is computed here: [`motore`] asks the engine. Nothing leaves the device. There are several programs
//! (`src/programmi`), each with the pages of some addresses, so that nobody downloads a door that was not opened.
#![allow(clippy::float_arithmetic, reason = "drawing measures in fractions of a pixel; no amount is a float here")]

mod componenti;
mod config;
mod disco;
mod draft;
mod famiglia;
mod flow;
mod focus;
mod foglio;
mod grafici;
mod motore;
mod numeri;
mod pagina;
mod pagine;
mod panico;
mod programma;
mod route;
mod shell;
mod sito;
mod stima;
mod testi;
mod uffici;

use draft::Draft;
use programma::Programma;
use shell::Shell;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::prelude::*;
use yew_router::history::{AnyHistory, HashHistory};
use yew_router::{BrowserRouter, Router};

/// Starts the citizen's pages.
pub fn cittadini() {
    mount(&pagine::PROGRAMMA);
}

/// Starts the pages of the Comuni and of the Ufficio di Piano.
pub fn uffici() {
    mount(&uffici::PROGRAMMA);
}

/// Starts the pages that estimate an ISEE.
pub fn stima() {
    mount(&stima::PROGRAMMA);
}

/// Starts «Cosa mi spetta?» and the pages of a result that people keep.
pub fn famiglia() {
    mount(&famiglia::PROGRAMMA);
}

/// Starts the pages about the site.
pub fn sito() {
    mount(&sito::PROGRAMMA);
}

/// Speaks a language from now on: its code and the bytes of its catalogue. `boot.js` calls it, then the page is drawn again.
#[wasm_bindgen]
pub fn lingua(codice: &str, mo: Vec<u8>) {
    crate::lingua::parla(codice, mo);
}

/// Knows the rule files of the ente from now on: `boot.js` calls it before the page is drawn, with what `soglia-motore`
/// made of them.
#[wasm_bindgen]
pub fn regole(file: Vec<js_sys::Uint8Array>) {
    crate::semi::aggiungi(&file.iter().map(js_sys::Uint8Array::to_vec).collect::<Vec<_>>());
}

/// A sentence of the JavaScript of the page in the language that was chosen.
#[wasm_bindgen]
#[must_use]
pub fn frase(key: &str) -> String {
    crate::lingua::nella_scelta(|| crate::lingua::tradotta(key).map_or_else(|| key.to_owned(), str::to_owned))
}

/// Mounts the page over the static text that was there before the program arrived.
fn mount(programma: &'static Programma) {
    panico::install();
    let props = AppProps { programma };
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("app"));
    match root {
        Some(root) => drop(yew::Renderer::<App>::with_root_and_props(root, props).render()),
        None => drop(yew::Renderer::<App>::with_props(props).render()),
    }
}

/// Properties of [`App`].
#[derive(Properties, PartialEq)]
struct AppProps {
    programma: &'static Programma,
}

/// The draft, read once and written back at every change, and the router around the page.
#[component]
fn App(props: &AppProps) -> Html {
    let draft = use_reducer(draft::load);
    use_effect_with((*draft).clone(), |draft: &Draft| draft::save(draft));
    let hash = use_memo((), |()| config::hash_routes().then(|| AnyHistory::Hash(HashHistory::new())));
    let shell = html! { <Shell {draft} programma={props.programma} /> };
    match (*hash).clone() {
        Some(history) => html! { <Router {history}>{shell}</Router> },
        None => html! { <BrowserRouter>{shell}</BrowserRouter> },
    }
}
