// SPDX-License-Identifier: EUPL-1.2
//! The pieces pages are made of. Classes are those of Bootstrap Italia, or our own with the prefix `app-`.

mod campi;
mod contenuto;
mod elenchi;
mod link;
mod modulo;
mod shell;

pub use campi::{Choice, NumberField, RadioGroup, SelectField};
pub use contenuto::{Badge, Details, Icon, callout};
pub use elenchi::{Column, DataTable, SummaryList, SummaryRow};
pub use link::RouteLink;
pub use modulo::{Actions, ClearButton, ErrorSummary, FieldError, PrintButton, Stepper};
pub use shell::Shell;
