// SPDX-License-Identifier: EUPL-1.2
use yew::prelude::*;

/// A decorative icon: the text beside it says everything. The address is inside the sprite: `sprite.svg#it-check`.
pub fn icon(href: &'static str, class: Classes) -> Html {
    html! {
        <svg class={classes!("icon", class)} aria-hidden="true" focusable="false"><use {href} /></svg>
    }
}

/// Something to open for those who want it; native, so it also prints.
pub fn details(summary: &'static str, body: Html) -> Html {
    html! { <details class="app-details"><summary>{summary}</summary>{body}</details> }
}

/// The mark on values that bind nobody: demonstrative, to be checked, past.
pub fn badge(text: &'static str) -> Html {
    html! { <span class="app-badge-demo">{text}</span> }
}

/// The title of a page; it takes the focus when the page opens.
pub fn heading(text: &str) -> Html {
    html! { <h1 tabindex="-1">{text.to_owned()}</h1> }
}

/// The title of a part of a page of text.
pub fn subheading(text: &str) -> Html {
    html! { <h2 class="h4">{text.to_owned()}</h2> }
}

/// The title of a part of the result.
pub fn section(text: &str) -> Html {
    html! { <h2 class="h3">{text.to_owned()}</h2> }
}

/// The first sentence of a page, larger.
pub fn lead(text: &str) -> Html {
    html! { <p class="app-lead">{text.to_owned()}</p> }
}

/// A paragraph of readable width.
pub fn paragraph(text: &str) -> Html {
    html! { <p class="app-narrow">{text.to_owned()}</p> }
}

/// A box with a title and a text. `important` draws the eye, otherwise it is a note.
pub fn callout(title: &'static str, important: bool, body: Html) -> Html {
    let (class, href) = if important {
        (classes!("callout", "important", "app-narrow"), "sprite.svg#it-warning-circle")
    } else {
        (classes!("callout", "note", "app-narrow"), "sprite.svg#it-info-circle")
    };
    html! {
        <div {class}>
            <div class="callout-inner">
                <div class="callout-title">{icon(href, Classes::new())}<span class="text">{title}</span></div>
                {body}
            </div>
        </div>
    }
}
