// SPDX-License-Identifier: EUPL-1.2
//! The rows and columns of a table of criteria: found, or refused with the place and the way to mend.

use super::{Lettura, numeri};
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::albero::nearest;
use crate::formato::tabelle::{Riga, Tabella, parse_tabella};
use crate::lingua::tr;
use num_rational::BigRational;
use std::collections::BTreeMap;

/// The table in force at a level, and its key column: the nearest up the tree.
#[derive(Clone, Default)]
pub(super) struct Tavola {
    tabella: Option<String>,
    chiave: Option<String>,
}

impl Tavola {
    pub fn below(&self, tabella: Option<String>, chiave: Option<String>) -> Self {
        Self { tabella: tabella.or_else(|| self.tabella.clone()), chiave: chiave.or_else(|| self.chiave.clone()) }
    }
}

/// A voce that takes something from the table: its place among its sisters, its id, the key of its row.
pub(super) struct Cercata {
    pub indice: usize,
    pub id: String,
    pub chiave: String,
}

/// A table with the row of each wanted voce.
pub(super) struct Righe {
    pub tabella: Tabella,
    /// Id and row.
    pub righe: Vec<(String, usize)>,
}

impl Lettura<'_> {
    /// The table in force and its key column.
    pub(super) fn table(&mut self, up: &str, tavola: &Tavola) -> Option<(Tabella, usize)> {
        let missing = |key: &str| {
            Diagnostic::error(Code::ChiaveMancante, format!("{up}criteri"), tr!("i criteri vogliono anche «{}»", key))
                .expected(tr!("{} = … qui o più in alto", key))
                .mend(tr!("per esempio tabella = \"comuni.csv\" e chiave = \"codice_istat\""))
        };
        let Some(name) = &tavola.tabella else { return self.esame.fail(missing("tabella")) };
        let Some(key) = &tavola.chiave else { return self.esame.fail(missing("chiave")) };
        self.load(&format!("{up}tabella"), name);
        let table = self.tabelle.get(name)?.clone()?;
        let column = self.find(&format!("{up}chiave"), &table, key)?;
        Some((table, column))
    }

    fn load(&mut self, path: &str, name: &str) {
        if self.tabelle.contains_key(name) {
            return;
        }
        let read = self.sibling(path, name, tr!("la tabella"), "comuni.csv").and_then(|text| parse_tabella(text, name));
        let table = self.esame.keep(read);
        self.tabelle.insert(name.to_owned(), table);
    }

    /// The text of a file of the same folder, by its name alone.
    pub(super) fn sibling(&self, path: &str, name: &str, what: &str, like: &str) -> Result<&str, Diagnostic> {
        if name.is_empty() || name.contains(['/', '\\', ':']) || name == ".." {
            let sentence = tr!("{} è il solo nome di un file nella stessa cartella", what);
            return Err(Diagnostic::error(Code::ValoreNonAmmesso, path, sentence)
                .found(name)
                .expected(tr!("un nome come \"{}\"", like))
                .mend(tr!("metti il file accanto al riparto e scrivine solo il nome")));
        }
        self.testi.get(name).map(String::as_str).ok_or_else(|| {
            Diagnostic::error(Code::TabellaMancante, path, tr!("{} «{}» non si trova", what, name))
                .found(name)
                .expected(tr!("un file accanto al riparto, o uno di quelli inclusi"))
                .mend(tr!("controlla il nome e la cartella"))
        })
    }

    /// The row of each wanted voce.
    pub(super) fn rows(&mut self, up: &str, table: Tabella, column: usize, wanted: &[Cercata]) -> Option<Righe> {
        let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
        for (i, row) in table.righe.iter().enumerate() {
            let key = row.celle.get(column).map_or("", String::as_str);
            if by_key.insert(key, i).is_some() && wanted.iter().any(|w| w.chiave == key) {
                let name = table.colonne.get(column).map_or("", String::as_str);
                let mut d = Diagnostic::error(Code::IdDoppio, name, tr!("«{}» ha due righe nella tabella", key));
                d = d.found(key).mend(tr!("tieni una sola riga"));
                return self.esame.fail(at(&table, row, d));
            }
        }
        let mut righe = Vec::new();
        for w in wanted {
            match by_key.get(w.chiave.as_str()) {
                Some(row) => righe.push((w.id.clone(), *row)),
                None => self.esame.push(no_row(&format!("{up}voce[{}]", w.indice), &table, &w.chiave, &by_key)),
            }
        }
        (righe.len() == wanted.len()).then_some(Righe { tabella: table, righe })
    }

    pub(super) fn find(&mut self, path: &str, table: &Tabella, column: &str) -> Option<usize> {
        let found = table.colonne.iter().position(|c| c == column);
        if found.is_none() {
            let known: Vec<&str> = table.colonne.iter().map(String::as_str).collect();
            self.esame.push(
                Diagnostic::error(
                    Code::ColonnaSconosciuta,
                    path,
                    tr!("la tabella «{}» non ha la colonna «{}»", table.nome, column),
                )
                .found(column)
                .expected(known.join(", "))
                .mend(nearest(column, &known)),
            );
        }
        found
    }

    /// The numbers of a column.
    pub(super) fn numbers(&mut self, path: &str, table: &Tabella, name: &str) -> Option<Vec<BigRational>> {
        let column = self.find(path, table, name)?;
        let cells: Vec<&str> = table.righe.iter().map(|r| r.celle.get(column).map_or("", String::as_str)).collect();
        let doubtful = thousands(table, &cells);
        let mut values = Vec::with_capacity(cells.len());
        for (cell, row) in cells.iter().zip(&table.righe) {
            match numeri::decimal(&cell.replace(',', ".")).filter(|_| doubtful != Some(*cell)) {
                Some(value) => values.push(value),
                None => return self.esame.fail(at(table, row, bad_cell(name, cell, doubtful.is_some()))),
            }
        }
        Some(values)
    }
}

/// A defect of the table itself: its file, its line.
pub(super) fn at(table: &Tabella, row: &Riga, d: Diagnostic) -> Diagnostic {
    Diagnostic { file: table.nome.clone(), riga: Some(row.riga), ..d }
}

fn no_row(path: &str, table: &Tabella, id: &str, keys: &BTreeMap<&str, usize>) -> Diagnostic {
    let stripped = keys.keys().find(|k| k.trim_start_matches('0') == id.trim_start_matches('0'));
    let how = match stripped {
        Some(k) => tr!("nella tabella c'è «{}»: un foglio di calcolo ha tolto gli zeri iniziali, rimettili", k),
        None => tr!("aggiungi la riga, o dai alla voce un importo").to_owned(),
    };
    Diagnostic::error(Code::RigaMancante, path, tr!("la tabella «{}» non ha la riga di «{}»", table.nome, id))
        .found(id)
        .expected(tr!("una riga per ogni voce"))
        .mend(how)
}

/// The first cell that may hold a separator of thousands rather than a decimal mark: never guessed.
fn thousands<'c>(table: &Tabella, cells: &[&'c str]) -> Option<&'c str> {
    let grouped = |cell: &str| {
        let mut parts = cell.split(['.', ',']);
        let first = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        (1..=3).contains(&first.len()) && !first.starts_with('0') && rest.iter().all(|p| p.len() == 3)
    };
    let marked: Vec<&str> = cells.iter().filter(|c| c.contains(['.', ','])).copied().collect();
    let doubtful = table.separatore != b',' && marked.iter().all(|c| grouped(c));
    marked.first().copied().filter(|_| doubtful)
}

fn bad_cell(column: &str, cell: &str, doubtful: bool) -> Diagnostic {
    let d =
        Diagnostic::error(Code::NumeroNonValido, column, tr!("questo non è un numero adatto a un peso")).found(cell);
    if doubtful {
        return d
            .expected(tr!("un numero senza separatore delle migliaia"))
            .mend(tr!("togli il punto delle migliaia, o scrivi i decimali con un numero di cifre diverso da tre"));
    }
    d.expected(tr!("zero o più, con il punto o la virgola per i decimali"))
        .mend(tr!("correggi la cella, o togli la riga"))
}
