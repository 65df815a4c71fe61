//! The bare amounts of a service when every answer is known but the ISEE, perhaps: what the questionnaire weighs.

use super::calcola::too_large;
use super::conto::{Ingresso, Rifiuto, run};
use super::estremi::Estremi;
use super::valore::Ascissa;
use crate::denaro::Frazione;
use crate::diagnosi::Diagnostic;
use crate::norma::Servizio;
use crate::requisiti::Fatti;
use crate::traccia::Traccia;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Euro for the quantities asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quanto {
    /// What the family pays.
    pub totale: Estremi,
    /// What the family gets, by index of the quota.
    pub contributi: Vec<(usize, Estremi)>,
    /// Refused for want of an ISEE.
    pub rifiuto: bool,
}

/// The amounts at an ISEE, or over a range of them; none = no ISEE is presented.
///
/// # Errors
/// Results that do not fit 128 bits.
pub(crate) fn quanto(
    servizio: &Servizio,
    fatti: &Fatti,
    isee: Option<(Decimal, Option<Decimal>)>,
    quantita: &BTreeMap<String, Decimal>,
) -> Result<Quanto, Diagnostic> {
    let x = isee.map(|(min, max)| Ascissa { min: Frazione::from_decimal(min), max: max.map(Frazione::from_decimal) });
    let i = Ingresso { servizio, x, assente: x.is_none(), fatti, quantita, sempre: None };
    let conto = run(&i, &mut Traccia::mute()).map_err(|_| too_large())?;
    let contributi = conto.contributi().collect();
    Ok(Quanto { totale: conto.totale, contributi, rifiuto: conto.rifiuto == Rifiuto::Certo })
}
