// SPDX-License-Identifier: EUPL-1.2
//! The households of a file beside what they pay, divided in groups: by fascia, by tenth of ISEE, by column.

use super::archivio::{Archivio, Valori};
use super::confronto::Cambi;
use super::disuguali::{Concentrazione, Resto};
use super::popolazione::{ASSENTE, Isee};
use super::quadro::{Dimensione, Gruppo, Parziale, Sintesi, is_fee};
use super::riepilogo::{Centesimi, Importi};
use super::somma::{BLOCCO, Somma, product};
use crate::norma::ValoreFatto;

/// Different words of a column that still make groups to read.
const MAX_GRUPPI: usize = 200;
/// Ages at which a group begins.
const ETA: [(i64, &str); 7] = [
    (0, "0–17 anni"),
    (18, "18–64 anni"),
    (65, "65–74 anni"),
    (75, "75–79 anni"),
    (80, "80–84 anni"),
    (85, "85–89 anni"),
    (90, "90 anni e oltre"),
];
/// The group of who says nothing.
const NON_DETTO: &str = "non indicato";

/// The households with their fees, to be divided in groups.
pub(crate) struct Tavolo<'a> {
    pub archivio: &'a Archivio,
    /// In the order of the file, as the fees.
    pub isee: &'a Isee,
    /// Who presented an ISEE, from the least; equal ISEE in the order of the file.
    pub ordine: &'a [u32],
    /// Under each schedule.
    pub fees: &'a [Importi],
    /// Of the file, in a year.
    pub periodi: i128,
}

/// Which group each row is in.
pub(crate) struct Etichette {
    nomi: Vec<String>,
    di: Vec<u16>,
}

impl Etichette {
    pub(crate) fn name(&self, row: usize) -> Option<&String> {
        self.nomi.get(usize::from(*self.di.get(row)?))
    }
}

impl Tavolo<'_> {
    /// What each schedule does to who has more and who has less.
    pub(crate) fn equita(&self, scenari: &mut [Sintesi]) {
        // The same households under every schedule, or the figures would not compare.
        let unknown = self.fees.iter().any(|fees| !fees.iter().all(is_fee));
        let place = |row: u32| usize::try_from(row).unwrap_or(usize::MAX);
        let known = |row: &u32| self.fees.iter().all(|fees| is_fee(fees.get(place(*row))));
        let kept: Vec<u32> = self.ordine.iter().copied().filter(|row| unknown && known(row)).collect();
        let rows = if unknown { &kept } else { self.ordine };
        let mut block = Vec::with_capacity(BLOCCO);
        let mut before = Concentrazione::default();
        for rows in rows.chunks(BLOCCO) {
            self.pairs(rows, None, &mut block);
            before.extend(&block);
        }
        let Some(before) = before.finish() else { return };
        for (sintesi, fees) in scenari.iter_mut().zip(self.fees) {
            let mut resto = Resto::default();
            for rows in rows.chunks(BLOCCO) {
                self.pairs(rows, Some(fees), &mut block);
                resto.extend(&block);
            }
            sintesi.equita = resto.finish(before);
        }
    }

    /// ISEE and fee of a year of some households; without fees, ISEE and ISEE.
    #[inline(never)] // see `somma`
    fn pairs(&self, rows: &[u32], fees: Option<&Importi>, to: &mut Vec<(i64, i64)>) {
        let year = i64::try_from(self.periodi).unwrap_or(i64::MAX);
        to.clear();
        to.extend(rows.iter().filter_map(|row| usize::try_from(*row).ok()).map(|row| {
            let isee = self.isee.get(row);
            let fee = fees.map(|list| list.get(row));
            (isee, fee.map_or(isee, |fee| product(fee, year).unwrap_or_else(|| fee.saturating_mul(year))))
        }));
    }

    /// Who presented an ISEE, from the least.
    fn ordered(&self) -> impl Iterator<Item = usize> + Clone {
        self.ordine.iter().filter_map(|row| usize::try_from(*row).ok())
    }

    fn divide(&self, nome: &str, labels: &Etichette) -> (Dimensione, Vec<Vec<Parziale>>) {
        let blocks = || (0..).step_by(BLOCCO).zip(labels.di.chunks(BLOCCO));
        let mut people = vec![(0_u64, Somma::default()); labels.nomi.len()];
        for (from, block) in blocks() {
            count(&mut people, block, self.isee, from);
        }
        let of = |fees: &Importi| {
            let mut own = vec![Parziale::default(); labels.nomi.len()];
            for ((from, block), first) in blocks().flat_map(|b| self.fees.first().map(|f| (b, f))) {
                add(&mut own, block, (first, fees), from);
            }
            own
        };
        let scenari: Vec<Vec<Parziale>> = self.fees.iter().map(of).collect();
        let group = |(n, (nome, (righe, isee))): (usize, (&String, (u64, Somma)))| Gruppo {
            nome: nome.clone(),
            da: None,
            a: None,
            righe,
            isee: Centesimi(isee.total()),
            scenari: scenari.iter().filter_map(|s| s.get(n)).map(|p| p.finish(isee.total(), self.periodi)).collect(),
        };
        let gruppi = labels.nomi.iter().zip(people).enumerate().map(group).collect();
        (Dimensione { nome: nome.to_owned(), gruppi }, scenari)
    }

    /// By fascia; and, since every household is in one, how all of them change from the first schedule.
    pub(crate) fn fasce(&self, limiti: &[i64], scenari: &mut [Sintesi]) -> Dimensione {
        let (mut out, parts) = self.divide("fascia", &self.labels("fascia", limiti));
        for (sintesi, own) in scenari.iter_mut().zip(parts) {
            sintesi.variazioni = own.iter().fold(Cambi::default(), |all, p| all.and(&p.cambi)).finish();
        }
        let cents = |x: i64| Some(Centesimi(i128::from(x)));
        for (n, group) in out.gruppi.iter_mut().enumerate().filter(|(n, _)| *n <= limiti.len()) {
            let before = n.checked_sub(1).and_then(|b| limiti.get(b));
            group.da = cents(before.map_or(0, |b| b + 1));
            group.a = limiti.get(n).copied().and_then(cents);
        }
        out
    }

    /// By tenth of those who presented an ISEE, from the least; equal ISEE stay in the order of the file.
    pub(crate) fn decili(&self) -> Dimensione {
        let (mut out, _) = self.divide("decile", &self.labels("decile", &[]));
        let len = self.ordine.len();
        let isee = |place: usize| {
            let row = self.ordine.get(place).and_then(|row| usize::try_from(*row).ok())?;
            Some(Centesimi(i128::from(self.isee.get(row))))
        };
        for (n, group) in out.gruppi.iter_mut().enumerate().take(10) {
            let place = |d: usize| (d * len).div_ceil(10);
            let (from, to) = (place(n), place(n + 1));
            group.da = isee(from).filter(|_| from < to);
            group.a = to.checked_sub(1).and_then(isee).filter(|_| from < to);
        }
        out
    }

    /// By the words of a column; none when it has too many, or is an amount.
    pub(crate) fn column(&self, column: usize) -> Option<Dimensione> {
        let name = &self.archivio.colonne.fatti.get(column)?.id;
        let (mut out, _) = self.divide(name, &self.labels_of(column)?);
        out.gruppi.retain(|g| g.righe > 0);
        Some(out)
    }

    pub(crate) fn labels(&self, dimensione: &str, limiti: &[i64]) -> Etichette {
        let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        match dimensione {
            "fascia" => {
                let place = |x: i64| if x == ASSENTE { limiti.len() + 1 } else { limiti.partition_point(|l| *l < x) };
                let mut nomi: Vec<String> = (0..=limiti.len()).map(|n| (n + 1).to_string()).collect();
                nomi.push("senza ISEE".to_owned());
                Etichette { nomi, di: self.isee.iter().map(|x| small(place(x))).collect() }
            }
            "decile" => {
                let mut di = vec![10_u16; self.isee.len()];
                for (rank, row) in self.ordered().enumerate() {
                    if let Some(to) = di.get_mut(row) {
                        *to = small(rank * 10 / self.ordine.len());
                    }
                }
                let mut nomi: Vec<String> = (1..=10).map(|n: usize| n.to_string()).collect();
                nomi.push("senza ISEE".to_owned());
                Etichette { nomi, di }
            }
            other => {
                let column = self.archivio.colonne.fatti.iter().position(|c| c.id == other);
                column.and_then(|c| self.labels_of(c)).unwrap_or(Etichette { nomi: Vec::new(), di: Vec::new() })
            }
        }
    }

    fn labels_of(&self, column: usize) -> Option<Etichette> {
        let about = self.archivio.colonne.fatti.get(column)?;
        match self.archivio.fatti.get(column)? {
            Valori::Voci(list) => {
                let unsaid = about.voci.len();
                if unsaid > MAX_GRUPPI {
                    return None;
                }
                // In the order of the words, who says nothing last.
                let mut order: Vec<(String, usize)> =
                    about.voci.iter().enumerate().map(|(n, v)| (word(v), n)).collect();
                order.sort();
                let mut place = vec![0_u16; unsaid];
                for (at, (_, n)) in order.iter().enumerate() {
                    *place.get_mut(*n)? = u16::try_from(at).ok()?;
                }
                let last = u16::try_from(unsaid).ok()?;
                let di = list.iter().map(|v| place.get(usize::from(*v)).copied().unwrap_or(last)).collect();
                let mut nomi: Vec<String> = order.into_iter().map(|(w, _)| w).collect();
                nomi.push(NON_DETTO.to_owned());
                Some(Etichette { nomi, di })
            }
            Valori::Numeri(list) if about.id == "eta" => {
                let band = |n: &i64| match ETA.iter().rposition(|(from, _)| *n >= from * 100) {
                    Some(at) => at,
                    None => ETA.len(),
                };
                let mut nomi: Vec<String> = ETA.iter().map(|(_, name)| (*name).to_owned()).collect();
                nomi.push(NON_DETTO.to_owned());
                Some(Etichette { nomi, di: list.iter().filter_map(|n| u16::try_from(band(n)).ok()).collect() })
            }
            Valori::Numeri(list) if about.tipo == crate::norma::TipoFatto::Intero => {
                const MANY: i64 = 6;
                let band = |n: &i64| if *n < 0 { 7 } else { (*n / 100).min(MANY) };
                let mut nomi: Vec<String> = (0..MANY).map(|n| n.to_string()).collect();
                nomi.extend([format!("{MANY} e oltre"), NON_DETTO.to_owned()]);
                Some(Etichette { nomi, di: list.iter().filter_map(|n| u16::try_from(band(n)).ok()).collect() })
            }
            Valori::Numeri(_) => None,
        }
    }
}

/// Some households from a row on: how many in each group, and their ISEE.
#[inline(never)] // see `somma`
fn count(people: &mut [(u64, Somma)], labels: &[u16], isee: &Isee, from: usize) {
    for (row, label) in (from..).zip(labels) {
        if let Some((righe, sum)) = people.get_mut(usize::from(*label)) {
            *righe += 1;
            sum.add(isee.get(row).max(0));
        }
    }
}

/// Some households from a row on: their fees under the schedule in force, and under another.
#[inline(never)] // see `somma`
fn add(groups: &mut [Parziale], labels: &[u16], (before, fees): (&Importi, &Importi), from: usize) {
    for (row, label) in (from..).zip(labels) {
        if let Some(group) = groups.get_mut(usize::from(*label)) {
            group.push(before.get(row), fees.get(row));
        }
    }
}

/// A word as people read it.
fn word(value: &ValoreFatto) -> String {
    match value {
        ValoreFatto::Booleano(true) => "sì".to_owned(),
        ValoreFatto::Booleano(false) => "no".to_owned(),
        other => other.to_string(),
    }
}
