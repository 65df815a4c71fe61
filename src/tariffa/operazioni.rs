//! The operations of chapter 4, on amounts and on the ISEE. None ever goes below zero.

use super::conto::Ingresso;
use super::estremi::Estremi;
use super::valore::Ascissa;
use crate::denaro::{Frazione, Overflow, italian_euro, italian_number};
use crate::lingua::tr;
use crate::norma::{Correzione, Operazione};
use crate::traccia::Detto;

/// The amount that `aggiungi` adds.
fn addend(importo: Frazione, per: Option<&String>, i: &Ingresso<'_>) -> Result<Frazione, Overflow> {
    match per {
        Some(name) => importo.mul(i.quantity(name)),
        None => Ok(importo),
    }
}

/// Applies an operation to an amount. All are non-decreasing, so both ends suffice.
pub(crate) fn apply(op: &Operazione, value: Estremi, i: &Ingresso<'_>) -> Result<Estremi, Overflow> {
    match op {
        Operazione::Moltiplica(k) if *k == Frazione::ZERO => Ok(Estremi::ZERO),
        Operazione::Moltiplica(k) => value.map(|v| v.mul(*k)),
        Operazione::Aggiungi { importo, per } => {
            let extra = addend(*importo, per.as_ref(), i)?;
            value.map(|v| Ok(v.add(extra)?.max(Frazione::ZERO)))
        }
        Operazione::Tetto(cap) => Ok(value.at_most(*cap)),
        Operazione::Minimo(floor) => value.map(|v| Ok(v.max(*floor))),
        Operazione::Imposta(v) => Ok(Estremi::exactly(*v)),
        Operazione::Sposta(_) => Ok(value),
    }
}

/// Applies an operation to the ISEE; only those that multiply and add can be written on it.
pub(crate) fn apply_to_isee(op: &Operazione, x: Ascissa, i: &Ingresso<'_>) -> Result<Ascissa, Overflow> {
    let Estremi { min, max } = apply(op, Estremi { min: x.min, max: x.max }, i)?;
    Ok(Ascissa { min, max })
}

/// What an operation does, in words.
pub(crate) fn in_words(op: &Operazione, i: &Ingresso<'_>) -> String {
    match op {
        Operazione::Moltiplica(k) => tr!("si moltiplica per {}", italian_number(*k)),
        Operazione::Aggiungi { importo, per } => {
            let text = match Frazione::ZERO.sub(*importo) {
                Ok(positive) if *importo < Frazione::ZERO => tr!("si toglie {}", italian_euro(positive)),
                _ => tr!("si aggiunge {}", italian_euro(*importo)),
            };
            match per {
                Some(name) => {
                    tr!("{} per {} ({})", text, italian_number(i.quantity(name)), name.replace('_', " "))
                }
                None => text,
            }
        }
        Operazione::Tetto(cap) => tr!("non si paga più di {}", italian_euro(*cap)),
        Operazione::Minimo(floor) => tr!("non si paga meno di {}", italian_euro(*floor)),
        Operazione::Imposta(v) => tr!("l'importo è fissato in {}", italian_euro(*v)),
        Operazione::Sposta(n) => tr!("ci si sposta di {} fasce", n.to_string()),
    }
}

/// The trace line of a correction on an amount.
pub(crate) fn describe(c: &Correzione, before: Estremi, after: Estremi, unknown: bool, i: &Ingresso<'_>) -> Detto {
    let name =
        c.testo.as_ref().map_or_else(|| tr!("Correzione «{}»", c.id.replace('-', " ")), |t| t.tradotto().to_owned());
    let what = in_words(&c.operazione, i);
    let testo = if unknown {
        tr!("{}: non sappiamo ancora se vale. Se vale, {}.", name, what)
    } else {
        tr!("{}: {}.", name, what)
    };
    Detto { testo, formula: Some(format!("{} → {}", before.text(), after.text())), valore: after.known_text() }
}
