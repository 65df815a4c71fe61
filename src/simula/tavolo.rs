// SPDX-License-Identifier: EUPL-1.2
//! The households and their fees, divided in groups: by fascia, by tenth, by the words of a column.

use super::archivio::{Archivio, Valori};
use super::disuguali::equity;
use super::popolazione::{ASSENTE, Popolazione};
use super::quadro::{Dimensione, Gruppo, Sintesi, is_fee};
use super::riepilogo::Centesimi;
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

/// The ISEE of each household in the order of the file.
pub(super) fn by_row(pop: &Popolazione) -> Vec<i64> {
    let mut out = vec![ASSENTE; pop.len()];
    for (x, place) in pop.isee.iter().zip(&pop.posto) {
        if let Some(to) = usize::try_from(*place).ok().and_then(|p| out.get_mut(p)) {
            *to = *x;
        }
    }
    out
}

/// The households with their fees, to be divided in groups.
pub(super) struct Tavolo<'a> {
    pub archivio: &'a Archivio,
    pub isee: &'a [i64],
    /// Of each schedule.
    pub fees: &'a [Vec<i64>],
    /// How many make a year.
    pub periodi: i128,
}

/// Which group each row is in.
pub(super) struct Etichette {
    nomi: Vec<String>,
    di: Vec<u16>,
}

impl Etichette {
    pub(super) fn name(&self, row: usize) -> Option<&String> {
        self.nomi.get(usize::from(*self.di.get(row)?))
    }
}

impl Tavolo<'_> {
    fn of(&self, row: usize) -> impl Iterator<Item = i64> + Clone {
        self.fees.iter().map(move |f| f.get(row).copied().unwrap_or_default())
    }

    fn isee(&self, row: usize) -> Option<i64> {
        self.isee.get(row).copied().filter(|x| *x != ASSENTE)
    }

    /// The change from the first schedule, and what each does to who has more and who has less.
    pub(super) fn compare(&self, scenari: &mut [Sintesi]) {
        let mut all = Gruppo::new(String::new(), scenari.len());
        for row in 0..self.isee.len() {
            all.push(self.isee(row), self.of(row));
        }
        // The same households under every schedule, or the figures would not compare.
        let order = self.order();
        let known: Vec<usize> = order.into_iter().filter(|row| self.of(*row).all(is_fee)).collect();
        let isee: Vec<i64> = known.iter().filter_map(|row| self.isee(*row)).collect();
        let year = i64::try_from(self.periodi).unwrap_or(1);
        for ((sintesi, conto), fees) in scenari.iter_mut().zip(all.scenari).zip(self.fees) {
            sintesi.variazioni = conto.variazioni.finish();
            let own: Vec<i64> =
                known.iter().map(|row| fees.get(*row).copied().unwrap_or_default().saturating_mul(year)).collect();
            sintesi.equita = equity(&isee, &own);
        }
    }

    /// Who presented an ISEE, from the least.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<(i64, u32)> =
            (0_u32..).zip(self.isee).filter(|(_, x)| **x != ASSENTE).map(|(n, x)| (*x, n)).collect();
        order.sort_unstable();
        order.into_iter().filter_map(|(_, n)| usize::try_from(n).ok()).collect()
    }

    fn divide(&self, nome: &str, labels: &Etichette) -> Dimensione {
        let mut groups: Vec<Gruppo> = labels.nomi.iter().map(|n| Gruppo::new(n.clone(), self.fees.len())).collect();
        for (row, label) in labels.di.iter().enumerate() {
            if let Some(g) = groups.get_mut(usize::from(*label)) {
                g.push(self.isee(row), self.of(row));
            }
        }
        Dimensione { nome: nome.to_owned(), gruppi: groups.into_iter().map(|g| g.finish(self.periodi)).collect() }
    }

    /// By fascia.
    pub(super) fn fasce(&self, limiti: &[i64]) -> Dimensione {
        let mut out = self.divide("fascia", &self.labels("fascia", limiti));
        let cents = |x: i64| Some(Centesimi(i128::from(x)));
        for (n, group) in out.gruppi.iter_mut().enumerate().filter(|(n, _)| *n <= limiti.len()) {
            let before = n.checked_sub(1).and_then(|b| limiti.get(b));
            group.da = cents(before.map_or(0, |b| b + 1));
            group.a = limiti.get(n).copied().and_then(cents);
        }
        out
    }

    /// By tenth of those who presented an ISEE, from the least; equal ISEE stay in the order of the file.
    pub(super) fn decili(&self) -> Dimensione {
        let mut out = self.divide("decile", &self.labels("decile", &[]));
        let order = self.order();
        for (n, group) in out.gruppi.iter_mut().enumerate().take(10) {
            let place = |d: usize| (d * order.len()).div_ceil(10);
            let ends = (place(n)..place(n + 1)).filter_map(|p| order.get(p).and_then(|row| self.isee(*row)));
            let cents = |x: i64| Centesimi(i128::from(x));
            group.a = ends.clone().next_back().map(cents);
            group.da = ends.into_iter().next().map(cents);
        }
        out
    }

    /// By the words of a column; none when it has too many, or is an amount.
    pub(super) fn column(&self, column: usize) -> Option<Dimensione> {
        let name = &self.archivio.colonne.fatti.get(column)?.id;
        let mut out = self.divide(name, &self.labels_of(column)?);
        out.gruppi.retain(|g| g.righe > 0);
        Some(out)
    }

    pub(super) fn labels(&self, dimensione: &str, limiti: &[i64]) -> Etichette {
        let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        match dimensione {
            "fascia" => {
                let place = |x: &i64| if *x == ASSENTE { limiti.len() + 1 } else { limiti.partition_point(|l| l < x) };
                let mut nomi: Vec<String> = (0..=limiti.len()).map(|n| (n + 1).to_string()).collect();
                nomi.push("senza ISEE".to_owned());
                Etichette { nomi, di: self.isee.iter().map(|x| small(place(x))).collect() }
            }
            "decile" => {
                let order = self.order();
                let mut di = vec![10_u16; self.isee.len()];
                for (rank, row) in order.iter().enumerate() {
                    if let Some(to) = di.get_mut(*row) {
                        *to = small(rank * 10 / order.len().max(1));
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

/// A word as people read it.
fn word(value: &ValoreFatto) -> String {
    match value {
        ValoreFatto::Booleano(true) => "sì".to_owned(),
        ValoreFatto::Booleano(false) => "no".to_owned(),
        other => other.to_string(),
    }
}
