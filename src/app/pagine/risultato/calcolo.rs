// SPDX-License-Identifier: EUPL-1.2
//! The steps of the computation, in the words the engine wrote while doing them.

use super::Vista;
use super::valore::source;
use crate::app::componenti::{badge, paragraph, section};
use crate::app::motore::{Certezza, Fonte, Natura, Passo, Testo};
use crate::app::testi;
use yew::prelude::*;

/// Every step with its formula and where the rule is written.
pub fn steps(v: &Vista<'_>) -> Html {
    let demo = v.scheda.regolamento.natura == Natura::Dimostrativo;
    let mut last: Option<&Fonte> = None;
    // The remarks of the whole service stand above; each of the others is said once.
    let mut said: Vec<&Testo> =
        v.scheda.servizio.origine.nota.iter().chain(&v.scheda.regolamento.origine.nota).collect();
    let items: Vec<Html> = v
        .risposta
        .traccia
        .passi()
        .iter()
        .map(|p| {
            let fresh = p.fonte.as_ref().filter(|f| last != Some(*f));
            last = p.fonte.as_ref().or(last);
            let nota = p.nota.as_ref().filter(|n| !said.contains(n));
            said.extend(nota);
            step(p, fresh, nota, demo)
        })
        .collect();
    html! {
        <>
            {section("Come abbiamo calcolato")}
            {paragraph("Dove la fonte non è scritta, è quella del passo prima.")}
            <ol class="app-steps app-narrow">{ for items }</ol>
        </>
    }
}

fn step(p: &Passo, fonte: Option<&Fonte>, nota: Option<&Testo>, demo: bool) -> Html {
    // In a demonstrative file every value is: one label at the top says so.
    let label = match p.certezza {
        Certezza::DaVerificare => Some(testi::LABEL_CHECK),
        Certezza::Dimostrativa if !demo => Some(testi::LABEL_DEMO),
        Certezza::Dimostrativa | Certezza::Certa => None,
    };
    html! {
        <li>
            <p class="mb-1">
                {p.testo.clone()}
                { for label.map(|text| html! { <>{" "}{badge(text)}</> }) }
            </p>
            if let Some(formula) = &p.formula {
                <p class="mb-1 fw-semibold">{formula.clone()}</p>
            }
            if let Some(nota) = nota {
                <span class="app-source">{"Nota: "}{nota.it().to_owned()}</span>
            }
            if let Some(fonte) = fonte {
                <span class="app-source">{"Fonte: "}{source(fonte)}</span>
            }
        </li>
    }
}
