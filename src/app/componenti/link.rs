// SPDX-License-Identifier: EUPL-1.2
use crate::app::route::Route;
use yew::prelude::*;
use yew_router::prelude::*;

/// Properties of [`RouteLink`].
#[derive(Properties, PartialEq)]
pub struct RouteLinkProps {
    /// Where it goes.
    pub to: Route,
    /// Classes of the link.
    #[prop_or_default]
    pub class: Classes,
    /// `aria-current`: `page` for this very page, `true` for its section.
    #[prop_or_default]
    pub current: Option<AttrValue>,
    /// `data-element`, read by the national evaluation tool.
    #[prop_or_default]
    pub element: Option<AttrValue>,
    /// Runs before the page changes.
    #[prop_or_default]
    pub before: Callback<()>,
    /// Text of the link.
    pub children: Html,
}

/// A link inside the application: a real address, followed without loading a document.
///
/// Like the router's own, with the attributes a public administration page needs.
#[component]
pub fn RouteLink(props: &RouteLinkProps) -> Html {
    let navigator = use_navigator();
    let base = navigator.as_ref().and_then(|n| n.basename()).unwrap_or_default();
    let href = [base, &yew_router::Routable::to_path(&props.to)].concat();
    let onclick = {
        let (to, before) = (props.to.clone(), props.before.clone());
        Callback::from(move |event: MouseEvent| {
            if event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key() {
                return;
            }
            let Some(navigator) = &navigator else { return };
            event.prevent_default();
            before.emit(());
            navigator.push(&to);
        })
    };
    html! {
        <a class={props.class.clone()} {href} {onclick} aria-current={props.current.clone()}
            data-element={props.element.clone()}>
            {props.children.clone()}
        </a>
    }
}
