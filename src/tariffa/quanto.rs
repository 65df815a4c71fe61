//! The bare amounts of a service: what the questionnaire weighs, and what the simulator adds up.

use super::calcola::{merged_facts, too_large};
use super::completa::{Scopo, explore};
use super::conto::{Ingresso, Rifiuto, run};
use super::estremi::Estremi;
use super::valore::Ascissa;
use crate::denaro::Frazione;
use crate::diagnosi::Diagnostic;
use crate::formato::Richiesta;
use crate::norma::{CatalogoFatti, Servizio};
use crate::requisiti::{Fatti, Verita, all, evaluate};
use crate::traccia::Traccia;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What [`calcola`](super::calcola()) says of a household, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dovuto {
    /// Not admitted.
    NonAmmesso,
    /// More than one amount is still possible.
    Incerto,
    /// Euro, whole cents.
    Importo(Frazione),
}

/// The fee of a household that may not have answered all; the quantities are those of the service.
///
/// # Errors
/// Results that do not fit 128 bits.
pub(crate) fn dovuto(
    servizio: &Servizio,
    catalogue: &CatalogoFatti,
    request: &Richiesta,
) -> Result<Dovuto, Diagnostic> {
    let (fatti, kind) = merged_facts(servizio, request);
    if all(servizio.requisiti.iter().map(|r| evaluate(&r.se, &fatti))) == Verita::No {
        return Ok(Dovuto::NonAmmesso);
    }
    let x = kind.map(|(_, x)| Ascissa::at(x));
    let quantita = &request.quantita;
    let i = Ingresso { servizio, x, assente: x.is_none(), fatti: &fatti, quantita, sempre: None };
    let conto = explore(&i, catalogue, Scopo::Totale).map_err(|_| too_large())?.conto;
    if conto.rifiuto == Rifiuto::Certo {
        return Ok(Dovuto::NonAmmesso);
    }
    Ok(conto.dovuto().map_err(|_| too_large())?.map_or(Dovuto::Incerto, Dovuto::Importo))
}

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
