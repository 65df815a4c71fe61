// SPDX-License-Identifier: EUPL-1.2
//! Title and focus when the page changes, and links inside the page.
//!
//! A browser does both by itself when a document loads; here no document loads.

use super::config;
use super::route::{Porta, Route};
use crate::lingua::tr;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};
use yew::{MouseEvent, TargetCast};
use yew_router::prelude::Navigator;
use yew_router::{AnyRoute, Routable};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Sets the title of the document: what the page is, the tool, the ente. With an error it says so first.
pub fn set_title(title: &str, error: bool) {
    let prefix = if error { tr!("Errore: ") } else { "" };
    if let Some(document) = document() {
        document.set_title(&[prefix, title, " – ", &config::name(), " – ", &config::ente()].concat());
    }
}

/// Moves to the top and gives the focus to the `h1`, as after the load of a document.
pub fn focus_heading() {
    if let Some(heading) = document().and_then(|d| d.query_selector("main h1").ok()?) {
        give_focus(&heading);
    }
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Gives the focus to the element of an id and brings it into view.
pub fn focus_id(id: &str) {
    if let Some(element) = document().and_then(|d| d.get_element_by_id(id)) {
        give_focus(&element);
        element.scroll_into_view();
    }
}

fn give_focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that cannot take the focus leaves it where it was.
        let _ = element.focus();
    }
}

/// Follows links by hand. To `#id`: with `<base href>` the browser would load the home page instead. To a page of
/// ours: no document has to be loaded. Everything else is left to the browser.
pub fn follow_link(event: &MouseEvent, navigator: &Navigator, porta: Porta) {
    let link = event.target_dyn_into::<Element>().and_then(|t| t.closest("a[href]").ok()?);
    let Some(href) = link.and_then(|l| l.get_attribute("href")) else { return };
    let elsewhere = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
    let hash = config::hash_routes();
    let path = if hash { href.strip_prefix('#') } else { href.strip_prefix(navigator.basename().unwrap_or_default()) };
    let page = path.filter(|p| p.starts_with('/'));
    if page.is_none()
        && let Some(id) = href.strip_prefix('#')
    {
        event.prevent_default();
        focus_id(id);
    } else if let Some(path) = page
        // Where a link only changes what follows the `#`, no document loads: the shell sees to it.
        && (hash || Route::recognize(path).is_some_and(|to| to.porta() == porta))
        && !elsewhere
    {
        event.prevent_default();
        navigator.push(&AnyRoute::new(path));
    }
}
