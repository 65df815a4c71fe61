// SPDX-License-Identifier: EUPL-1.2
//! Sentences used on more than one page, and the words for units, kinds and errors. Italian, "tu", short.

mod parole;

pub use parole::{amount_error, each, integer_error, isee_hint, isee_title, natura, per_month, quantity_text};

use super::numeri::format_date;
use crate::lingua::{chiave, tr};
use yew::prelude::*;

/// Label of invented values.
pub const LABEL_DEMO: &str = chiave!("Valori di esempio");
/// Label of values whose reading is ours.
pub const LABEL_CHECK: &str = chiave!("Da verificare");
/// Label of rules of a past period.
pub const LABEL_PAST: &str = chiave!("Regole passate");
/// Label of rules not yet approved.
pub const LABEL_DRAFT: &str = chiave!("Bozza non approvata");
/// Answer of those who do not know.
pub const DO_NOT_KNOW: &str = chiave!("Non lo so");
/// Answer of those who have no ISEE.
pub const NO_ISEE: &str = chiave!("Non ho l'ISEE");

/// The privacy promise, without its title.
pub fn privacy_body() -> Html {
    html! {
        <p class="mb-0">
            {tr!("I calcoli avvengono nel tuo browser. Le risposte non vengono inviate né al Comune né ad altri: \
              restano in questa scheda finché la chiudi. Questo sito non usa cookie né strumenti di statistica.")}
        </p>
    }
}

/// The privacy promise in one paragraph.
pub fn privacy_line() -> Html {
    html! {
        <p class="app-narrow">
            <strong>{tr!("I tuoi dati restano sul tuo dispositivo.")}</strong>
            {" "}{tr!("I calcoli avvengono nel tuo browser. Le risposte non vengono inviate né al Comune né ad altri: \
              restano in questa scheda finché la chiudi.")}
        </p>
    }
}

/// "dal 1º gennaio 2023", "dal … al …". Dates as `2023-01-01`.
#[must_use]
pub fn validity(dal: &str, al: Option<&str>) -> String {
    match al {
        Some(al) => tr!("dal {} al {}", format_date(dal), format_date(al)),
        None => tr!("dal {}", format_date(dal)),
    }
}
