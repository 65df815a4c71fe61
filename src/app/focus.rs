// SPDX-License-Identifier: EUPL-1.2
//! Title and focus when the page changes, and links inside the page.
//!
//! A browser does both by itself when a document loads; here no document loads.

use super::config;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};
use yew::prelude::*;
use yew_router::AnyRoute;
use yew_router::prelude::*;

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Properties of [`PageTitle`].
#[derive(Properties, PartialEq)]
pub struct PageTitleProps {
    /// What the page is, as in its `h1`.
    pub title: AttrValue,
    /// The page shows an error.
    #[prop_or_default]
    pub error: bool,
}

/// Sets the title of the document: what the page is, the tool, the ente. With an error it says so first.
#[component]
pub fn PageTitle(props: &PageTitleProps) -> Html {
    use_effect_with((props.title.clone(), props.error), |(title, error)| {
        let prefix = if *error { "Errore: " } else { "" };
        let full = [prefix, title, " – ", config::NAME, " – ", config::ENTE].concat();
        if let Some(document) = document() {
            document.set_title(&full);
        }
    });
    Html::default()
}

/// Moves to the top and gives the focus to the new `h1` after every change of page, not on the first load.
#[component]
pub fn RouteFocus() -> Html {
    let path = use_location().map(|l| l.path().to_owned());
    let first = use_mut_ref(|| true);
    use_effect_with(path, move |_| {
        if !first.replace(false) {
            focus_selector("main h1");
            if let Some(window) = web_sys::window() {
                window.scroll_to_with_x_and_y(0.0, 0.0);
            }
        }
    });
    Html::default()
}

fn focus_selector(selector: &str) {
    if let Some(element) = document().and_then(|d| d.query_selector(selector).ok()?) {
        give_focus(&element);
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
pub fn follow_link(event: &MouseEvent, navigator: &Navigator) {
    let link = event.target_dyn_into::<Element>().and_then(|t| t.closest("a[href]").ok()?);
    let Some(href) = link.and_then(|l| l.get_attribute("href")) else { return };
    let elsewhere = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
    if let Some(id) = href.strip_prefix('#') {
        event.prevent_default();
        focus_id(id);
    } else if let Some(path) = href.strip_prefix(navigator.basename().unwrap_or_default())
        && path.starts_with('/')
        && !elsewhere
    {
        event.prevent_default();
        navigator.push(&AnyRoute::new(path));
    }
}
