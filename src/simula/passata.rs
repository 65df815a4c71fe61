//! One pass over the households, in order of ISEE: while no unit value changes, a run of rows is one small loop, or
//! one subtraction of sums.

use super::compila::{Compilata, Piano, Regola, plan};
use super::consulta::Consulta;
use super::popolazione::{ASSENTE, Gruppo, Popolazione};
use super::riepilogo::{Esito, Importi, Tavola};
use super::somma::BLOCCO;
use crate::denaro::Overflow;
use crate::diagnosi::Diagnostic;
use crate::formato::Richiesta;
use crate::norma::{Limite, ValoreFatto};
use crate::tariffa::{Dovuto, dovuto, too_large};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;

/// A fee that only the explained engine can tell.
const DA_SPIEGARE: i64 = i64::MIN;

/// A schedule ready for a population.
#[derive(Debug)]
pub(crate) struct Passata<'a> {
    pub consulta: &'a Consulta<'a>,
    pub pop: &'a Popolazione,
    pub piani: Vec<Piano>,
    /// Last cents of the fasce of all quotas, in growing order.
    pub limiti: Vec<i64>,
}

/// The bounds of the fasce of every quota, as the last cent that belongs below.
pub(crate) fn limits(c: &Consulta<'_>) -> Vec<i64> {
    let last = |al: Limite| {
        let cents = if al.incluso { al.isee.floor_cents() } else { al.isee.ceil_cents().map(|x| x - 1) };
        cents.ok().and_then(|x| i64::try_from(x).ok())
    };
    let mut list: Vec<i64> = c
        .servizio
        .quote
        .iter()
        .flat_map(|q| &q.fasce)
        .filter_map(|f| f.al.and_then(last))
        .filter(|x| *x >= 0)
        .collect();
    list.sort_unstable();
    list.dedup();
    list
}

impl<'a> Passata<'a> {
    pub(crate) fn new(consulta: &'a Consulta<'a>, pop: &'a Popolazione) -> Self {
        let piani = pop.gruppi.iter().map(|g| plan(consulta, g, pop)).collect();
        Self { consulta, pop, piani, limiti: limits(consulta) }
    }

    /// Sums everything; `fees`, when given, takes the fee of each household at its place in the file (negative:
    /// [`Esito`]).
    pub(crate) fn run(&self, mut fees: Option<&mut Importi>) -> Result<Tavola, Diagnostic> {
        let mut table = Tavola::new(self.limiti.len() + 2);
        for (gruppo, piano) in self.pop.gruppi.iter().zip(&self.piani) {
            let mut out = Uscita { table: &mut table, fees: fees.as_deref_mut(), da_verificare: piano.da_verificare };
            match &piano.regola {
                Regola::Esclusa => self.fixed(gruppo, Esito::NON_AMMESSA, &mut out),
                Regola::Compilata(c) => self.compiled(gruppo, c, &mut out)?,
                Regola::Mondi { mondi, tutti } => self.worlds(gruppo, mondi, *tutti, &mut out)?,
                Regola::UnoAUno => self.by_row(gruppo, gruppo.dal..gruppo.al, &mut BTreeMap::new(), &mut out)?,
            }
        }
        Ok(table)
    }

    /// In which fascia an ISEE lies, and the last row of the group's `rows` that lies in it too.
    pub(crate) fn fascia(&self, x: i64) -> usize {
        if x == ASSENTE { self.limiti.len() + 1 } else { self.limiti.partition_point(|l| *l < x) }
    }

    /// First row after `from` whose ISEE is above `end`: doubling steps, then halving.
    fn after(&self, from: usize, to: usize, end: i64) -> usize {
        let above = |row: usize| self.pop.isee.get(row) > end;
        let (mut low, mut step) = (from, 1);
        while low + step < to && !above(low + step) {
            low += step;
            step *= 2;
        }
        let mut high = (low + step).min(to);
        while low < high {
            let middle = low.midpoint(high);
            if above(middle) { high = middle } else { low = middle + 1 }
        }
        low
    }

    fn fixed(&self, gruppo: &Gruppo, esito: i64, out: &mut Uscita<'_, '_>) {
        let mut row = gruppo.dal;
        while row < gruppo.al {
            let fascia = self.fascia(self.pop.isee.get(row));
            let stop = self.after(row, gruppo.al, self.limiti.get(fascia).copied().unwrap_or(i64::MAX));
            for r in row..stop {
                out.one(self.pop, r, fascia, esito);
            }
            row = stop;
        }
    }

    /// The runs of rows with the same unit values.
    fn runs(
        &self,
        rows: Range<usize>,
        c: &Compilata,
        mut visit: impl FnMut(Range<usize>, usize, Option<&[i128]>) -> Result<(), Overflow>,
    ) -> Result<(), Overflow> {
        let mut cursors = vec![0_usize; c.quote.len()];
        let mut units = vec![0_i128; c.quote.len()];
        let mut row = rows.start;
        while row < rows.end {
            let x = self.pop.isee.get(row);
            let fascia = self.fascia(x);
            let mut end = self.limiti.get(fascia).copied().unwrap_or(i64::MAX);
            let mut known = true;
            for ((quota, cursor), unit) in c.quote.iter().zip(&mut cursors).zip(&mut units) {
                // A number too large here may not be for the explained engine, which computes in another order.
                let Ok((value, to)) = quota.gradini.at(cursor, x) else {
                    (known, end) = (false, x);
                    continue;
                };
                end = end.min(to);
                let whole = |v| quota.dopo.as_ref().map_or(Ok(v), |d| d.apply(v, |_| 0)).ok();
                match value.and_then(whole).and_then(|v| v.checked_mul(quota.fattore)) {
                    Some(v) => *unit = v,
                    None => known = false,
                }
            }
            let stop = self.after(row, rows.end, end);
            visit(row..stop, fascia, known.then_some(&units))?;
            row = stop;
        }
        Ok(())
    }

    fn compiled(&self, gruppo: &Gruppo, c: &Compilata, out: &mut Uscita<'_, '_>) -> Result<(), Diagnostic> {
        let mut memory = BTreeMap::new();
        let mut failed = None;
        let mut fees = Vec::new();
        let outcome = self.runs(gruppo.dal..gruppo.al, c, |rows, fascia, units| {
            let Some(units) = units else {
                failed = self.by_row(gruppo, rows, &mut memory, out).err();
                return if failed.is_some() { Err(Overflow) } else { Ok(()) };
            };
            if out.fees.is_none() && self.whole(c, &rows, units, fascia, out) {
                return Ok(());
            }
            let mut from = rows.start;
            while from < rows.end {
                let block = from..rows.end.min(from + BLOCCO);
                if self.fees_of(c, &block, units, &mut fees).is_ok() {
                    out.many(self.pop, block.clone(), fascia, &fees);
                } else if let Err(d) = self.by_row(gruppo, block.clone(), &mut memory, out) {
                    failed = Some(d);
                    return Err(Overflow);
                }
                from = block.end;
            }
            Ok(())
        });
        match (outcome, failed) {
            (_, Some(d)) => Err(d),
            (Err(_), None) => Err(too_large()),
            (Ok(()), None) => Ok(()),
        }
    }

    /// A whole run at once, when its total is one quota of whole cents and no household's fee is needed.
    fn whole(
        &self,
        c: &Compilata,
        rows: &Range<usize>,
        units: &[i128],
        fascia: usize,
        out: &mut Uscita<'_, '_>,
    ) -> bool {
        let (Some((low, high)), [quota], [unit]) = (c.diretta, c.quote.as_slice(), units) else { return false };
        let Some(q) = self.pop.quantita.get(quota.quantita) else { return false };
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        // Proven here once: no sum below can leave 64 bits.
        let most = unit.checked_mul(i128::from(q.massimo)).map(|m| m.max(i128::from(low)));
        let fits = most.and_then(|m| m.checked_mul(i128::from(count))).is_some_and(|m| m <= i128::from(i64::MAX));
        let Some(unit) = i64::try_from(*unit).ok().filter(|_| fits) else { return false };
        let open = low == 0 && high == i64::MAX;
        let (sum, zeros) = match &q.valori {
            None => {
                let fee = (unit * q.fissa).clamp(low, high);
                (fee * count, if fee == 0 { count } else { 0 })
            }
            Some(values) if open => {
                let kept = q.before(rows.start).zip(q.before(rows.end));
                let (sum, zeros) =
                    kept.map_or_else(|| values.slice(rows.clone()).sum(), |(a, b)| (b.0 - a.0, b.1 - a.1));
                (unit * sum, if unit == 0 { count } else { zeros })
            }
            Some(values) => values.slice(rows.clone()).held_sum(unit, low, high),
        };
        out.table.add(fascia, count, zeros, i128::from(sum), out.da_verificare);
        true
    }

    /// The fees of some rows with the same unit values, cents.
    fn fees_of(&self, c: &Compilata, rows: &Range<usize>, units: &[i128], fees: &mut Vec<i64>) -> Result<(), Overflow> {
        fees.clear();
        if let Some((low, high)) = c.diretta
            && self.fits(c, units)
        {
            fees.resize(rows.len(), 0);
            for (quota, unit) in c.quote.iter().zip(units) {
                let (Some(q), Ok(unit)) = (self.pop.quantita.get(quota.quantita), i64::try_from(*unit)) else {
                    return Err(Overflow);
                };
                match &q.valori {
                    Some(values) => values.slice(rows.clone()).add_products(fees, unit),
                    None => fees.iter_mut().for_each(|f| *f += unit * q.fissa),
                }
            }
            fees.iter_mut().for_each(|f| *f = (*f).clamp(low, high));
            return Ok(());
        }
        for row in rows.clone() {
            let mut n = 0_i128;
            for (quota, unit) in c.quote.iter().zip(units) {
                let q = self.pop.quantita.get(quota.quantita).map_or(0, |q| q.get(row));
                n = unit.checked_mul(i128::from(q)).and_then(|p| n.checked_add(p)).ok_or(Overflow)?;
            }
            let n = c.totale.apply(n, |place| self.pop.quantita.get(place).map_or(0, |q| q.get(row)))?;
            fees.push(i64::try_from(c.finale.apply(n, c.totale.den)?).map_err(|_| Overflow)?);
        }
        Ok(())
    }

    /// Whether no fee can leave 64 bits.
    fn fits(&self, c: &Compilata, units: &[i128]) -> bool {
        let mut most = 0_i128;
        for (quota, unit) in c.quote.iter().zip(units) {
            let q = self.pop.quantita.get(quota.quantita).map_or(0, |q| q.massimo);
            let Some(sum) = unit.checked_mul(i128::from(q)).and_then(|m| most.checked_add(m)) else { return false };
            most = sum;
        }
        most <= i128::from(i64::MAX)
    }

    /// Some answers are missing: the fee is known where every way they may go gives the same.
    fn worlds(
        &self,
        gruppo: &Gruppo,
        mondi: &[Compilata],
        tutti: bool,
        out: &mut Uscita<'_, '_>,
    ) -> Result<(), Diagnostic> {
        let mut all: Vec<i64> = Vec::new();
        let mut fees = Vec::new();
        for (n, c) in mondi.iter().enumerate() {
            let outcome = self.runs(gruppo.dal..gruppo.al, c, |rows, _, units| {
                if units.is_none_or(|units| self.fees_of(c, &rows, units, &mut fees).is_err()) {
                    fees.clear();
                    fees.resize(rows.len(), DA_SPIEGARE);
                }
                if n == 0 {
                    all.extend(&fees);
                } else {
                    let place = rows.start - gruppo.dal..rows.end - gruppo.dal;
                    for (known, fee) in all.get_mut(place).unwrap_or_default().iter_mut().zip(&fees) {
                        *known = agree(*known, *fee);
                    }
                }
                Ok(())
            });
            outcome.map_err(|_: Overflow| too_large())?;
        }
        let mut memory = BTreeMap::new();
        for (row, fee) in (gruppo.dal..gruppo.al).zip(all) {
            // What all the tried worlds agree on may still not hold in those not tried.
            if fee == DA_SPIEGARE || !tutti && fee != Esito::NON_DETERMINATA {
                self.by_row(gruppo, row..row + 1, &mut memory, out)?;
            } else {
                out.one(self.pop, row, self.fascia(self.pop.isee.get(row)), fee);
            }
        }
        Ok(())
    }

    /// The explained engine, once for each household that differs.
    fn by_row(
        &self,
        gruppo: &Gruppo,
        rows: Range<usize>,
        memory: &mut BTreeMap<Vec<i64>, i64>,
        out: &mut Uscita<'_, '_>,
    ) -> Result<(), Diagnostic> {
        for row in rows {
            let x = self.pop.isee.get(row);
            let mut key = vec![x];
            key.extend(self.pop.quantita.iter().map(|q| q.get(row)));
            let fee = match memory.get(&key) {
                Some(fee) => *fee,
                None => {
                    let fee = self.explained(gruppo, row, x)?;
                    memory.insert(key, fee);
                    fee
                }
            };
            out.one(self.pop, row, self.fascia(x), fee);
        }
        Ok(())
    }

    fn explained(&self, gruppo: &Gruppo, row: usize, x: i64) -> Result<i64, Diagnostic> {
        let mut request = Richiesta { fatti: gruppo.fatti.clone(), ..Richiesta::default() };
        if let Some(kind) = gruppo.tipo {
            let cents = Decimal::new(x, 2);
            request.isee.insert(kind, cents);
            request.fatti.insert(kind.fact_id().to_owned(), ValoreFatto::Numero(cents.normalize()));
        }
        for (name, q) in self.consulta.quantita.iter().zip(&self.pop.quantita) {
            if q.valori.is_some() && self.consulta.knows_quantity(name) {
                request.quantita.insert(name.clone(), q.decimal(row));
            }
        }
        let euro = match dovuto(self.consulta.servizio, &self.consulta.rules.fatti, &request)? {
            Dovuto::NonAmmesso => return Ok(Esito::NON_AMMESSA),
            Dovuto::Incerto => return Ok(Esito::NON_DETERMINATA),
            Dovuto::Importo(euro) => euro,
        };
        euro.floor_cents().ok().and_then(|cents| i64::try_from(cents).ok()).ok_or_else(too_large)
    }
}

/// What two worlds say together.
fn agree(a: i64, b: i64) -> i64 {
    match (a, b) {
        (Esito::NON_DETERMINATA, _) => a,
        (DA_SPIEGARE, _) | (_, DA_SPIEGARE) => DA_SPIEGARE,
        _ if a == b => a,
        _ => Esito::NON_DETERMINATA,
    }
}

/// Where results go.
struct Uscita<'t, 'f> {
    table: &'t mut Tavola,
    fees: Option<&'f mut Importi>,
    da_verificare: bool,
}

impl Uscita<'_, '_> {
    fn one(&mut self, pop: &Popolazione, row: usize, fascia: usize, fee: i64) {
        self.table.one(fascia, fee, self.da_verificare);
        self.write(pop, row..row + 1, &[fee]);
    }

    /// A block of rows that all have a fee.
    fn many(&mut self, pop: &Popolazione, rows: Range<usize>, fascia: usize, fees: &[i64]) {
        let count = i64::try_from(fees.len()).unwrap_or(i64::MAX);
        let zeros = fees.iter().map(|f| i64::from(*f == 0)).sum();
        self.table.add(fascia, count, zeros, fees.iter().map(|f| i128::from(*f)).sum(), self.da_verificare);
        self.write(pop, rows, fees);
    }

    fn write(&mut self, pop: &Popolazione, rows: Range<usize>, fees: &[i64]) {
        let Some(out) = &mut self.fees else { return };
        for (place, fee) in pop.posto.get(rows).unwrap_or_default().iter().zip(fees) {
            out.set(usize::try_from(*place).unwrap_or(usize::MAX), *fee);
        }
    }
}
