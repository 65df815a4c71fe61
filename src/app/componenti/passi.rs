// SPDX-License-Identifier: EUPL-1.2
use super::{badge, regola};
use crate::app::motore::{Certezza, Fonte, Passo, Testo};
use crate::app::testi;
use crate::lingua::{parola, tr};
use yew::prelude::*;

/// The steps of a computation, numbered; each source and each remark not yet `said` is written once. With `demo`
/// every value is demonstrative, and the page says so elsewhere.
pub fn step_list<'a>(passi: &'a [Passo], mut said: Vec<&'a Testo>, demo: bool) -> Html {
    let mut last: Option<&Fonte> = None;
    let items: Vec<Html> = passi
        .iter()
        .map(|p| {
            let fresh = p.fonte.as_ref().filter(|f| last != Some(*f));
            last = p.fonte.as_ref().or(last);
            let nota = p.nota.as_ref().filter(|n| !said.contains(n));
            said.extend(nota);
            step(p, fresh, nota, demo)
        })
        .collect();
    html! { <ol class="app-steps app-narrow">{ for items }</ol> }
}

fn step(p: &Passo, fonte: Option<&Fonte>, nota: Option<&Testo>, demo: bool) -> Html {
    let label = match p.certezza {
        Certezza::DaVerificare => Some(testi::LABEL_CHECK),
        Certezza::Dimostrativa if !demo => Some(testi::LABEL_DEMO),
        Certezza::Dimostrativa | Certezza::Certa => None,
    };
    html! {
        <li>
            <p class="mb-1">
                {p.testo.clone()}
                { for label.map(|text| html! { <>{" "}{badge(parola(text))}</> }) }
            </p>
            if let Some(formula) = &p.formula {
                <p class="mb-1 fw-semibold">{formula.clone()}</p>
            }
            if let Some(nota) = nota {
                <span class="app-source">{tr!("Nota: ")}{regola(nota)}</span>
            }
            if let Some(fonte) = fonte {
                <span class="app-source">{tr!("Fonte: ")}{source(fonte)}</span>
            }
        </li>
    }
}

/// A source in a line: title with its address, act, article; what is not written is left out.
pub fn source(fonte: &Fonte) -> Html {
    let mut parts = [&fonte.titolo, &fonte.atto, &fonte.articolo].into_iter().flatten().map(|t| t.it().to_owned());
    let first = parts.next().unwrap_or_else(|| tr!("Fonte").to_owned());
    let first = match &fonte.url {
        Some(url) => html! { <a href={url.clone()} rel="noreferrer">{first}</a> },
        None => html! { {first} },
    };
    html! {
        <span lang="it" dir="auto">
            {first}
            { for parts.map(|p| html! { <>{", "}{p}</> }) }
        </span>
    }
}
