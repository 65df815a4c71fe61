// SPDX-License-Identifier: EUPL-1.2
//! The steps of the computation, in the words the engine wrote while doing them.

use super::Vista;
use crate::app::componenti::{paragraph, section, step_list};
use crate::app::motore::Natura;
use crate::lingua::tr;
use yew::prelude::*;

/// Every step with its formula and where the rule is written.
pub fn steps(v: &Vista<'_>) -> Html {
    // In a demonstrative file every value is: one label at the top says so.
    let demo = v.scheda.regolamento.natura == Natura::Dimostrativo;
    // The remarks of the whole service stand above.
    let said = v.scheda.servizio.origine.nota.iter().chain(&v.scheda.regolamento.origine.nota).collect();
    html! {
        <>
            {section(tr!("Come abbiamo calcolato"))}
            {paragraph(tr!("Dove la fonte non è scritta, è quella del passo prima."))}
            {step_list(v.risposta.traccia.passi(), said, demo)}
        </>
    }
}
