// SPDX-License-Identifier: EUPL-1.2
use yew::prelude::*;

/// Properties of [`Icon`].
#[derive(Properties, PartialEq)]
pub struct IconProps {
    /// Address inside the sprite, such as `sprite.svg#it-check`.
    pub href: AttrValue,
    /// Further classes: size, colour.
    #[prop_or_default]
    pub class: Classes,
}

/// A decorative icon of the sprite: the text beside it says everything.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    html! {
        <svg class={classes!("icon", props.class.clone())} aria-hidden="true" focusable="false">
            <use href={props.href.clone()} />
        </svg>
    }
}

/// Properties of [`Details`].
#[derive(Properties, PartialEq)]
pub struct DetailsProps {
    /// What opens it.
    pub summary: AttrValue,
    /// Shown from the start.
    #[prop_or_default]
    pub open: bool,
    /// What it contains.
    pub children: Html,
}

/// Something to open for those who want it; native, so it also prints.
#[component]
pub fn Details(props: &DetailsProps) -> Html {
    html! {
        <details class="app-details" open={props.open}>
            <summary>{props.summary.clone()}</summary>
            {props.children.clone()}
        </details>
    }
}

/// Properties of [`Badge`].
#[derive(Properties, PartialEq)]
pub struct BadgeProps {
    /// The words.
    pub text: AttrValue,
}

/// The mark on values that bind nobody: demonstrative, to be checked, past.
#[component]
pub fn Badge(props: &BadgeProps) -> Html {
    html! { <span class="app-badge-demo">{props.text.clone()}</span> }
}

/// A box with a title and a text. `important` draws the eye, otherwise it is a note.
pub fn callout(title: &str, important: bool, body: Html) -> Html {
    let (class, icon) = if important {
        (classes!("callout", "important", "app-narrow"), "sprite.svg#it-warning-circle")
    } else {
        (classes!("callout", "note", "app-narrow"), "sprite.svg#it-info-circle")
    };
    html! {
        <div {class}>
            <div class="callout-inner">
                <div class="callout-title"><Icon href={icon} /><span class="text">{title.to_owned()}</span></div>
                {body}
            </div>
        </div>
    }
}
