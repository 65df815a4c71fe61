//! What a careful officer would ask about a valid file.

use crate::diagnosi::Diagnostic;
use crate::norma::Regolamento;
use jiff::civil::Date;

/// Findings on a valid regolamento.
#[must_use]
pub fn verifica(_rules: &Regolamento, _today: Option<Date>) -> Vec<Diagnostic> {
    Vec::new()
}
