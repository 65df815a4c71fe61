// SPDX-License-Identifier: EUPL-1.2
//! Sentences used on more than one page, and the words for units, kinds and errors. Italian, "tu", short.

mod parole;

pub use parole::{amount_error, each, integer_error, isee_hint, isee_title, natura, per_month, quantity_text};

use super::numeri::format_date;
use yew::prelude::*;

/// Label of invented values.
pub const LABEL_DEMO: &str = "Valori di esempio";
/// Label of values whose reading is ours.
pub const LABEL_CHECK: &str = "Da verificare";
/// Label of rules of a past period.
pub const LABEL_PAST: &str = "Regole passate";
/// Label of rules not yet approved.
pub const LABEL_DRAFT: &str = "Bozza non approvata";
/// Answer of those who do not know.
pub const DO_NOT_KNOW: &str = "Non lo so";
/// Answer of those who have no ISEE.
pub const NO_ISEE: &str = "Non ho l'ISEE";

/// The privacy promise, without its title.
pub fn privacy_body() -> Html {
    html! {
        <p class="mb-0">
            {"I calcoli avvengono nel tuo browser. Le risposte non vengono inviate né al Comune né ad altri: \
              restano in questa scheda finché la chiudi. Questo sito non usa cookie né strumenti di statistica."}
        </p>
    }
}

/// The privacy promise in one paragraph.
pub fn privacy_line() -> Html {
    html! {
        <p class="app-narrow">
            <strong>{"I tuoi dati restano sul tuo dispositivo."}</strong>
            {" I calcoli avvengono nel tuo browser. Le risposte non vengono inviate né al Comune né ad altri: \
              restano in questa scheda finché la chiudi."}
        </p>
    }
}

/// "dal 1º gennaio 2023", "dal … al …". Dates as `2023-01-01`.
#[must_use]
pub fn validity(dal: &str, al: Option<&str>) -> String {
    let from = ["dal ", &format_date(dal)].concat();
    match al {
        Some(al) => [&from, " al ", &format_date(al)].concat(),
        None => from,
    }
}
