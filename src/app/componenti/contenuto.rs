// SPDX-License-Identifier: EUPL-1.2
use crate::app::motore::Testo;
use crate::lingua::tradotta;
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

/// A sentence with pieces in it that are not plain text, each where the language wants it: `{}` the next, `{0}` the first.
pub fn frase<const N: usize>(text: &'static str, pieces: [Html; N]) -> Html {
    composta(text, &pieces)
}

#[inline(never)]
fn composta(text: &'static str, pieces: &[Html]) -> Html {
    let (mut out, mut rest, mut next) = (Vec::new(), text, 0);
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        out.push(html! { {before} });
        let index = if name.is_empty() { Some(next) } else { name.parse().ok() };
        out.extend(index.and_then(|i: usize| pieces.get(i)).cloned());
        next += usize::from(name.is_empty());
        rest = after;
    }
    html! { <>{ for out }{rest}</> }
}

/// Words that stay Italian in every language: names, titles of acts, quotations.
pub fn italiano(text: String) -> Html {
    html! { <bdi lang="it">{text}</bdi> }
}

/// A text of the rules: translated when the catalogue has it, else in Italian and marked as such.
pub fn regola(text: &Testo) -> Html {
    dalla_norma(text.it())
}

/// The same of plain words.
pub fn dalla_norma(text: &str) -> Html {
    tradotta(text).map_or_else(|| italiano(text.to_owned()), |own| html! { {own} })
}

/// The name of a service as its ente calls it, with what it is for those who read another language.
pub fn nome_servizio(name: &Testo) -> Html {
    let gloss = tradotta(name.it()).map(|own| html! { <>{" ("}{own}{")"}</> });
    html! { <>{italiano(name.it().to_owned())}{ for gloss }</> }
}

/// The same in plain text.
pub fn con_glossa(name: &str) -> String {
    tradotta(name).map_or_else(|| name.to_owned(), |own| [name, " (", own, ")"].concat())
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
