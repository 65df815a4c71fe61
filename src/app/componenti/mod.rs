// SPDX-License-Identifier: EUPL-1.2
//! The pieces pages are made of. Classes are those of Bootstrap Italia, or our own with the prefix `app-`.
//!
//! A piece without a state of its own is a function: a yew component costs several kilobytes of program.

mod campi;
mod contenuto;
mod elenchi;
mod link;
mod modulo;
mod passi;

pub use campi::{Choice, NumberField, RadioGroup, SelectField};
pub use contenuto::{
    badge, callout, con_glossa, dalla_norma, details, frase, heading, icon, italiano, lead, nome_servizio, paragraph,
    regola, section, subheading,
};
pub use elenchi::{Column, DataTable, SummaryRow, summary_list};
pub use link::{address, address_in, button_link, route_link};
pub use modulo::{FieldError, actions, clear_button, error_summary, print_button, stepper};
pub use passi::{source, step_list};
