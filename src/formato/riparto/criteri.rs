//! Weights from a table: the sum, over the criteria, of quota × value / column total.

use super::grezzo::CriterioGrezzo;
use super::{Lettura, numeri};
use crate::diagnosi::{Code, Diagnostic, Severity};
use crate::formato::albero::nearest;
use crate::formato::tabelle::{Riga, Tabella, parse_tabella};
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use std::collections::BTreeMap;

/// The weights of a level.
pub(super) enum Pesi {
    /// Each voce has its own `peso`.
    Scritti,
    /// By id; a voce that is not there has already been refused.
    Calcolati(BTreeMap<String, BigRational>),
}

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

impl Lettura<'_> {
    /// The weight of each wanted voce.
    pub(super) fn weights(
        &mut self,
        up: &str,
        tavola: &Tavola,
        criteri: Vec<CriterioGrezzo>,
        wanted: &[(usize, &str)],
    ) -> Pesi {
        Pesi::Calcolati(self.computed(up, tavola, criteri, wanted).unwrap_or_default())
    }

    fn computed(
        &mut self,
        up: &str,
        tavola: &Tavola,
        criteri: Vec<CriterioGrezzo>,
        wanted: &[(usize, &str)],
    ) -> Option<BTreeMap<String, BigRational>> {
        let missing = |key: &str| {
            Diagnostic::error(Code::ChiaveMancante, format!("{up}criteri"), format!("i criteri vogliono anche «{key}»"))
                .expected(format!("{key} = … qui o più in alto"))
                .mend("per esempio tabella = \"comuni.csv\" e chiave = \"codice_istat\"")
        };
        let Some(name) = &tavola.tabella else { return self.esame.fail(missing("tabella")) };
        let Some(key) = &tavola.chiave else { return self.esame.fail(missing("chiave")) };
        self.load(&format!("{up}tabella"), name);
        let table = self.tabelle.get(name)?.clone()?;
        let rows = self.rows(up, &table, key, wanted)?;
        let mut weights: BTreeMap<String, BigRational> =
            wanted.iter().map(|(_, id)| ((*id).to_owned(), BigRational::zero())).collect();
        let mut quotas = BigRational::zero();
        for (i, c) in criteri.iter().enumerate() {
            let path = format!("{up}criteri[{i}]");
            let quota = self.esame.keep(numeri::weight(&format!("{path}.quota"), &c.quota))?;
            let (values, total) = self.column(&path, &table, &c.colonna)?;
            for (id, row) in &rows {
                if let (Some(weight), Some(value)) = (weights.get_mut(*id), values.get(*row)) {
                    *weight += &quota * value / &total;
                }
            }
            quotas += quota;
        }
        self.remark(up, &table, key, wanted, &quotas);
        Some(weights)
    }

    fn load(&mut self, path: &str, name: &str) {
        if self.tabelle.contains_key(name) {
            return;
        }
        let plain = !name.is_empty() && !name.contains(['/', '\\', ':']) && name != "..";
        let read = match self.testi.get(name) {
            _ if !plain => Err(Diagnostic::error(
                Code::ValoreNonAmmesso,
                path,
                "la tabella è il solo nome di un file nella stessa cartella",
            )
            .found(name)
            .expected("un nome come \"comuni.csv\"")
            .mend("metti il file accanto al riparto e scrivine solo il nome")),
            None => Err(Diagnostic::error(Code::TabellaMancante, path, format!("la tabella «{name}» non si trova"))
                .found(name)
                .expected("un file CSV accanto al riparto, o una delle tabelle incluse")
                .mend("controlla il nome e la cartella")),
            Some(text) => parse_tabella(text, name),
        };
        let table = self.esame.keep(read);
        self.tabelle.insert(name.to_owned(), table);
    }

    /// The row of each wanted voce.
    fn rows<'w>(
        &mut self,
        up: &str,
        table: &Tabella,
        key: &str,
        wanted: &[(usize, &'w str)],
    ) -> Option<Vec<(&'w str, usize)>> {
        let column = self.find(&format!("{up}chiave"), table, key)?;
        let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
        for (i, row) in table.righe.iter().enumerate() {
            let id = row.celle.get(column).map_or("", String::as_str);
            if by_key.insert(id, i).is_some() && wanted.iter().any(|(_, w)| *w == id) {
                let mut d = Diagnostic::error(Code::IdDoppio, key, format!("«{id}» ha due righe nella tabella"));
                d = d.found(id).mend("tieni una sola riga");
                return self.esame.fail(at(table, row, d));
            }
        }
        let mut rows = Vec::new();
        for (i, id) in wanted {
            match by_key.get(id) {
                Some(row) => rows.push((*id, *row)),
                None => self.esame.push(no_row(&format!("{up}voce[{i}]"), table, id, &by_key)),
            }
        }
        (rows.len() == wanted.len()).then_some(rows)
    }

    fn find(&mut self, path: &str, table: &Tabella, column: &str) -> Option<usize> {
        let found = table.colonne.iter().position(|c| c == column);
        if found.is_none() {
            let known: Vec<&str> = table.colonne.iter().map(String::as_str).collect();
            self.esame.push(
                Diagnostic::error(
                    Code::ColonnaSconosciuta,
                    path,
                    format!("la tabella «{}» non ha la colonna «{column}»", table.nome),
                )
                .found(column)
                .expected(known.join(", "))
                .mend(nearest(column, &known)),
            );
        }
        found
    }

    /// The numbers of a column, and their total, positive.
    fn column(&mut self, path: &str, table: &Tabella, name: &str) -> Option<(Vec<BigRational>, BigRational)> {
        let column = self.find(&format!("{path}.colonna"), table, name)?;
        let cells: Vec<&str> = table.righe.iter().map(|r| r.celle.get(column).map_or("", String::as_str)).collect();
        let doubtful = thousands(table, &cells);
        let mut values = Vec::with_capacity(cells.len());
        for (cell, row) in cells.iter().zip(&table.righe) {
            match numeri::decimal(&cell.replace(',', ".")).filter(|_| doubtful != Some(*cell)) {
                Some(value) => values.push(value),
                None => return self.esame.fail(at(table, row, bad_cell(name, cell, doubtful.is_some()))),
            }
        }
        let total = values.iter().fold(BigRational::zero(), |sum, v| sum + v);
        if total.is_positive() {
            return Some((values, total));
        }
        self.esame.fail(
            Diagnostic::error(
                Code::NumeroFuoriLimite,
                format!("{path}.colonna"),
                format!("la colonna «{name}» della tabella «{}» è tutta a zero", table.nome),
            )
            .found("un totale di zero")
            .expected("almeno un valore maggiore di zero")
            .mend("controlla la colonna, o togli il criterio"),
        )
    }

    /// What is allowed but deserves a word.
    fn remark(&mut self, up: &str, table: &Tabella, key: &str, wanted: &[(usize, &str)], quotas: &BigRational) {
        let mut say = |code, path: String, sentence: String, how: &str| {
            self.avvisi.push(Diagnostic::new(Severity::Avviso, code, path, sentence).mend(how));
        };
        if *quotas != BigRational::from_integer(100.into()) {
            let sum = crate::riparto::exact_number(quotas);
            let sentence = format!("le quote dei criteri non fanno 100 ma {sum}: contano in proporzione");
            say(Code::QuoteDeiCriteri, format!("{up}criteri"), sentence, "porta la somma a 100");
        }
        let column = table.colonne.iter().position(|c| c == key).unwrap_or_default();
        let ids = table.righe.iter().filter_map(|r| r.celle.get(column)).map(String::as_str);
        let extra: Vec<&str> = ids.filter(|id| !wanted.iter().any(|(_, w)| w == id)).collect();
        if let Some(first) = extra.first() {
            let sentence = format!(
                "{} righe della tabella «{}» non sono voci (la prima è «{first}»): contano solo nei totali delle colonne",
                extra.len(),
                table.nome
            );
            say(Code::RigheSenzaVoce, format!("{up}tabella"), sentence, "togli le righe, o aggiungi le voci");
        }
    }
}

/// A defect of the table itself: its file, its line.
fn at(table: &Tabella, row: &Riga, d: Diagnostic) -> Diagnostic {
    Diagnostic { file: table.nome.clone(), riga: Some(row.riga), ..d }
}

fn no_row(path: &str, table: &Tabella, id: &str, keys: &BTreeMap<&str, usize>) -> Diagnostic {
    let stripped = keys.keys().find(|k| k.trim_start_matches('0') == id.trim_start_matches('0'));
    let how = match stripped {
        Some(k) => format!("nella tabella c'è «{k}»: un foglio di calcolo ha tolto gli zeri iniziali, rimettili"),
        None => "aggiungi la riga, o dai alla voce un importo".to_owned(),
    };
    Diagnostic::error(Code::RigaMancante, path, format!("la tabella «{}» non ha la riga di «{id}»", table.nome))
        .found(id)
        .expected("una riga per ogni voce")
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
    let d = Diagnostic::error(Code::NumeroNonValido, column, "questo non è un numero adatto a un peso").found(cell);
    if doubtful {
        return d
            .expected("un numero senza separatore delle migliaia")
            .mend("togli il punto delle migliaia, o scrivi i decimali con un numero di cifre diverso da tre");
    }
    d.expected("zero o più, con il punto o la virgola per i decimali").mend("correggi la cella, o togli la riga")
}
