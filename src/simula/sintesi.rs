// SPDX-License-Identifier: EUPL-1.2
//! One schedule on a population: the fee of each household, and the whole.

use super::confronto::Variazioni;
use super::consulta::Consulta;
use super::disuguali::percento;
use super::passata::Passata;
use super::popolazione::Popolazione;
use super::quadro::{Sintesi, is_fee};
use super::riepilogo::{Centesimi, Importi, Voce};
use crate::denaro::Frazione;
use crate::diagnosi::Diagnostic;
use crate::tariffa::too_large;

/// The fee of each household, in the order of the file, and their sums.
pub(super) fn fees_of(pass: &Passata<'_>) -> Result<(Importi, Voce), Diagnostic> {
    let mut fees = Importi::of(pass.pop.len());
    let sum = pass.run(Some(&mut fees))?.sum();
    Ok((fees, sum))
}

/// The fee of each household, in the order of the file, and what they add up to.
pub(super) fn synthesis(c: &Consulta<'_>, pop: &Popolazione) -> Result<(Importi, Sintesi), Diagnostic> {
    let pass = Passata::new(c, pop);
    let (fees, sum) = fees_of(&pass)?;
    let con_tariffa = sum.righe - sum.non_ammesse - sum.non_determinate;
    let costo = cost(c, pop, &fees)?.map(Centesimi);
    let mut mancano: Vec<String> = pass.piani.iter().flat_map(|p| p.mancano.iter().cloned()).collect();
    mancano.sort_unstable();
    mancano.dedup();
    let sintesi = Sintesi {
        regolamento: c.rules.id.clone(),
        impronta: c.rules.impronta.clone(),
        totale: Centesimi(sum.totale),
        costo,
        copertura: costo.and_then(|x| percento(sum.totale, x.0)),
        con_tariffa,
        esenti: sum.esenti,
        non_ammesse: sum.non_ammesse,
        non_determinate: sum.non_determinate,
        da_verificare: sum.da_verificare,
        media: Centesimi(sum.totale).over(con_tariffa),
        variazioni: Variazioni::default(),
        equita: None,
        mancano,
        predefiniti: pop.predefiniti.iter().map(|(id, (value, n))| format!("{id} = {value} ({n})")).collect(),
        avvisi: super::risposta::warnings(c.rules),
    };
    Ok((fees, sintesi))
}

/// What the service costs for who has a fee, cents, half up.
fn cost(c: &Consulta<'_>, pop: &Popolazione, fees: &Importi) -> Result<Option<i128>, Diagnostic> {
    let Some(costo) = &c.servizio.costo else { return Ok(None) };
    let Some(q) = c.place(costo.per.as_str()).and_then(|place| pop.quantita.get(place)) else { return Ok(None) };
    let mut units = 0_i128;
    for (row, place) in pop.posto.iter().enumerate() {
        if usize::try_from(*place).is_ok_and(|place| is_fee(fees.get(place))) {
            units += i128::from(q.get(row));
        }
    }
    let scale = 10_i128.pow(q.decimali);
    let cents = Frazione::new(units, scale)
        .and_then(|u| u.mul(costo.importo))
        .and_then(|x| x.mul(Frazione::integer(200)))
        .map(|x| (x.floor() + 1).div_euclid(2));
    cents.map(Some).map_err(|_| too_large())
}
