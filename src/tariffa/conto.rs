//! The computation itself, in the order of FORMATO chapter 4, each step traced while it runs.

use super::estremi::Estremi;
use super::operazioni::{apply, apply_to_isee, describe};
use super::parole;
use super::valore::{Ascissa, Mosse, percent_of, quota_over};
use crate::denaro::{Frazione, Overflow};
use crate::lingua::tr;
use crate::norma::{
    Bersaglio, Condizione, Correzione, FormaQuota, Operazione, Quando, Quota, Servizio, Testo, ValoreSenzaIsee,
};
use crate::requisiti::{Fatti, Verita, evaluate};
use crate::traccia::{Detto, Traccia};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What a computation starts from.
#[derive(Clone, Copy)]
pub(crate) struct Ingresso<'a> {
    pub servizio: &'a Servizio,
    /// The ISEE presented (or a range of it); none = no ISEE.
    pub x: Option<Ascissa>,
    /// No ISEE was presented: quotas that name their value without it use that, whatever `x` explores.
    pub assente: bool,
    pub fatti: &'a Fatti,
    pub quantita: &'a BTreeMap<String, Decimal>,
    /// A quota asked for by name counts whatever its condition says.
    pub sempre: Option<usize>,
}

impl Ingresso<'_> {
    /// A quantity: what was said, else one unit of what a quota is for, and none of anything else.
    pub(crate) fn quantity(&self, name: &str) -> Frazione {
        match self.quantita.get(name) {
            Some(q) => Frazione::from_decimal(*q),
            None if crate::norma::Unita::from_word(name).is_some() => Frazione::ONE,
            None => Frazione::ZERO,
        }
    }
}

/// One quota of a computation.
#[derive(Clone, Debug)]
pub(crate) struct Parte {
    /// Index of the quota in the service.
    pub index: usize,
    /// Paid by the family, or to it.
    pub forma: FormaQuota,
    /// Value of one unit, after corrections and rounding.
    pub unitaria: Estremi,
    /// How many units.
    pub quantita: Frazione,
    /// Unit value times quantity; from 0 when the quota may not count.
    pub importo: Estremi,
}

/// Whether the service is refused for want of an ISEE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rifiuto {
    /// It is not.
    No,
    /// It depends on what is unknown.
    Forse,
    /// It is, whatever is unknown.
    Certo,
}

/// The outcome of a computation.
#[derive(Clone, Debug)]
pub(crate) struct Conto {
    pub parti: Vec<Parte>,
    pub totale: Estremi,
    /// Refusal for want of an ISEE.
    pub rifiuto: Rifiuto,
}

impl Conto {
    /// What the family gets, by index of the quota.
    pub(crate) fn contributi(&self) -> impl Iterator<Item = (usize, Estremi)> {
        self.parti.iter().filter(|p| p.forma == FormaQuota::Contributo).map(|p| (p.index, p.importo))
    }

    /// What the family pays, if there is one such amount; a refusal still possible leaves it open all the same.
    pub(crate) fn dovuto(&self) -> Result<Option<Frazione>, Overflow> {
        Ok(self.totale.paid()?.filter(|_| self.rifiuto == Rifiuto::No))
    }

    /// Whether more than one thing can still happen.
    pub(crate) fn is_open(&self) -> Result<bool, Overflow> {
        Ok(self.rifiuto != Rifiuto::Certo && self.dovuto()?.is_none())
    }
}

/// Whether a condition holds: `None` unknown.
pub(crate) fn truth(se: &Condizione, fatti: &Fatti) -> Option<bool> {
    match evaluate(se, fatti) {
        Verita::Si => Some(true),
        Verita::No => Some(false),
        Verita::Ignota(_) => None,
    }
}

/// The same of a correction, or of a quota: one without a condition always applies.
fn holds(se: Option<&Condizione>, fatti: &Fatti) -> Option<bool> {
    se.map_or(Some(true), |se| truth(se, fatti))
}

/// Runs the computation. An unknown condition widens what it acts on: the result contains every completion.
pub(crate) fn run(i: &Ingresso<'_>, trace: &mut Traccia) -> Result<Conto, Overflow> {
    let (x, mosse) = prepare(i, trace)?;
    let mut conto = Conto { parti: Vec::new(), totale: Estremi::ZERO, rifiuto: Rifiuto::No };
    for (index, quota) in i.servizio.quote.iter().enumerate() {
        let counts = quota_truth(quota, i.fatti);
        if counts == Some(false) && i.sempre != Some(index) {
            continue;
        }
        trace.enter(Some(&quota.id));
        if let (true, Some(text)) = (i.assente, refusal(quota)) {
            trace.push("isee", &quota.origine, || parole::refused(text));
            // A quota that may not count refuses only perhaps.
            conto.rifiuto = conto.rifiuto.max(if counts.is_some() { Rifiuto::Certo } else { Rifiuto::Forse });
            continue;
        }
        let unitaria = unit_value(i, index, quota, x, mosse, trace)?;
        let quantita = i.quantity(quota.per.as_str());
        let mut importo = unitaria.map(|v| v.mul(quantita))?;
        if quantita == Frazione::ZERO {
            importo = Estremi::ZERO;
        }
        let given = i.quantita.contains_key(quota.per.as_str());
        trace.push("quantita", &quota.origine, || parole::quantity(quota, unitaria, quantita, given, importo));
        if counts.is_none() {
            importo = importo.hull(Estremi::ZERO);
            trace.push("quota", &quota.origine, || parole::perhaps(quota));
        }
        if quota.forma == FormaQuota::Tariffa {
            conto.totale = conto.totale.add(importo)?;
        }
        conto.parti.push(Parte { index, forma: quota.forma, unitaria, quantita, importo });
    }
    trace.enter(None);
    total(i, &mut conto, trace)?;
    Ok(conto)
}

pub(crate) fn quota_truth(quota: &Quota, fatti: &Fatti) -> Option<bool> {
    holds(quota.se.as_ref(), fatti)
}

fn refusal(quota: &Quota) -> Option<&Testo> {
    match quota.senza_isee.as_ref().map(|s| &s.valore) {
        Some(ValoreSenzaIsee::Rifiuta(text)) => Some(text),
        _ => None,
    }
}

/// Steps 2 and 3: the corrected ISEE and by how many fasce to move.
fn prepare(i: &Ingresso<'_>, trace: &mut Traccia) -> Result<(Option<Ascissa>, Mosse), Overflow> {
    let mut x = i.x;
    let mut mosse = Mosse::default();
    for c in i.servizio.correzioni.iter().filter(|c| matches!(c.su, Bersaglio::Isee | Bersaglio::Fascia)) {
        let applies = holds(c.se.as_ref(), i.fatti);
        if applies == Some(false) {
            continue;
        }
        match (&c.operazione, x) {
            (Operazione::Sposta(n), _) => {
                mosse = mosse.then(*n, applies.is_none());
                trace.push("correzione", &c.origine, || parole::moved(c, *n, applies.is_none()));
            }
            (op, Some(before)) => {
                let corrected = apply_to_isee(op, before, i)?;
                let after = if applies.is_none() { before.hull(corrected) } else { corrected };
                x = Some(after);
                trace
                    .push("correzione", &c.origine, || parole::isee_corrected(c, op, before, after, applies.is_none()));
            }
            (_, None) => {}
        }
    }
    Ok((x, mosse))
}

/// Steps 3 and 4 for one quota.
fn unit_value(
    i: &Ingresso<'_>,
    index: usize,
    quota: &Quota,
    x: Option<Ascissa>,
    mosse: Mosse,
    trace: &mut Traccia,
) -> Result<Estremi, Overflow> {
    let value = match (x, quota.senza_isee.as_ref().filter(|_| i.assente)) {
        (_, Some(s)) => {
            let v = match &s.valore {
                ValoreSenzaIsee::Importo(v) => *v,
                ValoreSenzaIsee::Percento { percento, costo } => percent_of(*percento, *costo)?,
                ValoreSenzaIsee::Rifiuta(_) => Frazione::ZERO,
            };
            trace.push("fascia", &s.origine, || parole::without_isee(v));
            Estremi::exactly(v)
        }
        (None, None) => {
            let range = quota_over(quota, Ascissa::ANY, mosse)?;
            trace.push("fascia", &quota.origine, || parole::unknown_isee(quota, range));
            range
        }
        (Some(x), None) => {
            let value = quota_over(quota, x, mosse)?;
            parole::trace_fascia(trace, quota, x, mosse, value);
            value
        }
    };
    finished(i, index, quota, value, trace)
}

/// The rest of step 4: corrections on the quota, and its rounding before or after them.
pub(crate) fn finished(
    i: &Ingresso<'_>,
    index: usize,
    quota: &Quota,
    mut value: Estremi,
    trace: &mut Traccia,
) -> Result<Estremi, Overflow> {
    if quota.arrotonda.quando == Quando::Prima {
        value = round(quota, value, trace)?;
    }
    for c in i.servizio.correzioni.iter().filter(|c| c.su == Bersaglio::Quota(index)) {
        value = correct(i, c, value, trace)?;
    }
    if quota.arrotonda.quando == Quando::Dopo {
        value = round(quota, value, trace)?;
    }
    Ok(value)
}

/// Steps 2 to 4 for one quota only, without a word.
pub(crate) fn unit(i: &Ingresso<'_>, index: usize, quota: &Quota) -> Result<Estremi, Overflow> {
    let trace = &mut Traccia::mute();
    let (x, mosse) = prepare(i, trace)?;
    unit_value(i, index, quota, x, mosse, trace)
}

fn round(quota: &Quota, value: Estremi, trace: &mut Traccia) -> Result<Estremi, Overflow> {
    let rounded = value.round(quota.arrotonda.regola)?;
    let origine = quota.arrotonda.origine.as_ref().unwrap_or(&quota.origine);
    trace.push("arrotondamento", origine, || parole::rounded(quota.arrotonda.regola, value, rounded));
    Ok(rounded)
}

/// Applies a correction on a value; an unknown condition widens it.
fn correct(i: &Ingresso<'_>, c: &Correzione, value: Estremi, trace: &mut Traccia) -> Result<Estremi, Overflow> {
    let applies = holds(c.se.as_ref(), i.fatti);
    if applies == Some(false) {
        return Ok(value);
    }
    let corrected = apply(&c.operazione, value, i)?;
    let out = if applies.is_none() { value.hull(corrected) } else { corrected };
    trace.push("correzione", &c.origine, || describe(c, value, out, applies.is_none(), i));
    Ok(out)
}

/// Step 6: corrections on the total, final rounding.
fn total(i: &Ingresso<'_>, conto: &mut Conto, trace: &mut Traccia) -> Result<(), Overflow> {
    let fees = conto.parti.iter().filter(|p| p.forma == FormaQuota::Tariffa).count();
    if fees > 1 {
        let sum = conto.totale;
        trace.push("somma", &i.servizio.origine, || Detto {
            testo: tr!("{n} quota da sommare: {}." | "Le {n} quote si sommano: {}." % fees.to_string(), sum.text()),
            formula: None,
            valore: sum.known_text(),
        });
    }
    for c in i.servizio.correzioni.iter().filter(|c| c.su == Bersaglio::Totale) {
        conto.totale = correct(i, c, conto.totale, trace)?;
    }
    conto.totale = conto.totale.round(i.servizio.arrotonda_totale.regola)?;
    let shown = conto.totale;
    let origine = i.servizio.arrotonda_totale.origine.as_ref().unwrap_or(&i.servizio.origine);
    trace.push("totale", origine, || Detto {
        testo: tr!("Totale: {}.", shown.text()),
        formula: None,
        valore: shown.known_text(),
    });
    Ok(())
}
