// SPDX-License-Identifier: EUPL-1.2
use crate::app::config;
use crate::app::route::Route;
use crate::lingua;
use yew::prelude::*;
use yew_router::utils::base_url;

/// The address of a page: a real one, that can be opened in another tab. [`super::Shell`] follows the clicks.
#[must_use]
pub fn address(to: &Route) -> String {
    address_in(to, lingua::scelta())
}

/// The address of a page in another language.
#[must_use]
pub fn address_in(to: &Route, lingua: &str) -> String {
    let root = if config::hash_routes() { "#".to_owned() } else { base_url().unwrap_or_default() };
    root + &to.path_in(lingua)
}

/// A link inside the application.
pub fn route_link(to: &Route, children: impl Into<Html>) -> Html {
    html! { <a href={address(to)}>{children.into()}</a> }
}

/// A link that looks like a button.
pub fn button_link(to: &Route, class: Classes, label: &'static str) -> Html {
    html! { <a {class} href={address(to)}>{label}</a> }
}
