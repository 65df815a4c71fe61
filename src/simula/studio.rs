//! A population on the desk: any schedule, changed at will, computed again without reading the file again.

use super::archivio::Archivio;
use super::cause::{self, Causa};
use super::consulta::Consulta;
use super::popolazione::{ASSENTE, Popolazione};
use super::quadro::{Quadro, is_fee};
use super::riepilogo::Centesimi;
use super::scalini::{Scalino, atlas};
use super::sintesi::synthesis;
use super::tavolo::{Tavolo, by_row};
use crate::diagnosi::Diagnostic;
use crate::formato::Richiesta;
use crate::norma::{Regolamento, ValoreFatto};
use crate::tariffa::{find_service, too_large};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Which households.
///
/// ```
/// let one: soglia::simula::Scelta = serde_json::from_str(r#"{ "riga": 12 }"#).unwrap();
/// assert_eq!(one, soglia::simula::Scelta::Riga(12));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scelta {
    /// All of them.
    #[default]
    Tutte,
    /// Those of a group of a dimension, by their names.
    Gruppo(String, String),
    /// The one on a line of the file.
    Riga(u64),
}

/// Why the fees of some households change.
///
/// ```
/// assert_eq!(soglia::simula::Perche::default().differenza.to_string(), "0.00");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Perche {
    /// Households.
    pub righe: u64,
    /// What they pay under the first rules.
    pub prima: Centesimi,
    /// What they pay under the second.
    pub dopo: Centesimi,
    /// Second less first.
    pub differenza: Centesimi,
    /// Which clauses cause it; they add up to it, to the cent.
    pub cause: Vec<Causa>,
    /// The household whose change is in the middle of all: line and answers.
    pub tipica: Option<Tipica>,
}

/// A household of the file.
///
/// ```
/// let nobody = soglia::simula::Tipica { riga: 2, richiesta: Default::default() };
/// assert_eq!(nobody.riga, 2);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tipica {
    /// Its line.
    pub riga: u64,
    /// What it would ask.
    pub richiesta: Richiesta,
}

/// What rules ask of the households, and the households as they see them.
#[derive(Clone, Debug)]
struct Vista {
    fatti: Vec<super::consulta::Nominato>,
    quantita: Vec<String>,
    chiave: Vec<usize>,
    isee: Vec<crate::norma::TipoIsee>,
    pop: Popolazione,
}

impl Vista {
    fn answers(&self, c: &Consulta<'_>) -> bool {
        self.fatti == c.fatti && self.quantita == c.quantita && self.chiave == c.chiave && self.isee == c.servizio.isee
    }
}

/// A population, and what was prepared of it.
///
/// ```
/// use soglia::{formato::popolazione::{Attese, Lettore}, simula::{Archivio, Studio}};
/// let mut archivio = Archivio::default();
/// let mut lettore = Lettore::new(Attese::new(soglia::semi::fatti().clone()));
/// lettore.leggi(b"isee;ora\n5000;10\n20000;1\n", &mut |riga| archivio.push(riga)).unwrap();
/// let letto = lettore.fine(&mut |riga| archivio.push(riga)).unwrap();
/// archivio.finish(letto.colonne);
/// let mut studio = Studio::new(archivio);
/// let (old, new) = (soglia::semi::regolamento("dairago-sad").unwrap(), soglia::semi::regolamento("monopoli-sad").unwrap());
/// let quadro = studio.quadro("sad", &[old, new], 12).unwrap();
/// assert_eq!(quadro.scenari[0].totale.to_string(), "41.00");
/// assert_eq!(quadro.scenari[1].variazioni.guadagnano, 2);
/// ```
#[derive(Debug)]
pub struct Studio {
    archivio: Archivio,
    viste: Vec<Vista>,
}

impl Studio {
    /// A population on the desk.
    ///
    /// ```
    /// let empty = soglia::simula::Studio::new(Default::default());
    /// assert_eq!(empty.famiglie(), 0);
    /// ```
    #[must_use]
    pub fn new(archivio: Archivio) -> Self {
        Self { archivio, viste: Vec::new() }
    }

    /// How many households.
    ///
    /// ```
    /// assert_eq!(soglia::simula::Studio::new(Default::default()).famiglie(), 0);
    /// ```
    #[must_use]
    pub fn famiglie(&self) -> usize {
        self.archivio.len()
    }

    /// Everything, under every schedule; the first is that in force. `periodi` of the file make a year.
    ///
    /// ```
    /// # let mut studio = soglia::simula::Studio::new(Default::default());
    /// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// assert_eq!(studio.quadro("sad", &[rules], 12).unwrap().righe, 0);
    /// assert!(studio.quadro("mensa", &[rules], 12).is_err());
    /// ```
    ///
    /// # Errors
    /// `servizio-sconosciuto`; as [`super::Famiglie::esegui`].
    pub fn quadro(&mut self, servizio: &str, rules: &[&Regolamento], periodi: u32) -> Result<Quadro, Diagnostic> {
        let consulte = consulte(servizio, rules)?;
        for c in &consulte {
            self.prepare(c)?;
        }
        let mut fees = Vec::new();
        let mut scenari = Vec::new();
        for c in &consulte {
            let pop = self.seen(c)?;
            let (own, sintesi) = synthesis(c, pop)?;
            fees.push(own);
            scenari.push(sintesi);
        }
        let Some(first) = consulte.first() else { return Ok(Quadro::default()) };
        let pop = self.seen(first)?;
        let isee = by_row(pop);
        let tavolo = Tavolo { archivio: &self.archivio, isee: &isee, fees: &fees, periodi: i128::from(periodi) };
        tavolo.compare(&mut scenari);
        let mut dimensioni = vec![tavolo.fasce(&super::passata::limits(first)), tavolo.decili()];
        dimensioni.extend((0..self.archivio.fatti.len()).filter_map(|column| tavolo.column(column)));
        Ok(Quadro {
            servizio: servizio.to_owned(),
            righe: u64::try_from(self.archivio.len()).unwrap_or(u64::MAX),
            senza_isee: isee.iter().map(|x| u64::from(*x == ASSENTE)).sum(),
            scenari,
            dimensioni,
        })
    }

    /// What all households pay under some rules, without anything else: for searches.
    pub(crate) fn fees(&mut self, servizio: &str, rules: &[&Regolamento]) -> Result<Vec<Vec<i64>>, Diagnostic> {
        let consulte = consulte(servizio, rules)?;
        let mut out = Vec::new();
        for c in &consulte {
            self.prepare(c)?;
            out.push(synthesis(c, self.seen(c)?)?.0);
        }
        Ok(out)
    }

    /// Why some households pay otherwise under the second rules.
    ///
    /// ```
    /// # let mut studio = soglia::simula::Studio::new(Default::default());
    /// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// let why = studio.perche("sad", rules, rules, &Default::default()).unwrap();
    /// assert!(why.cause.is_empty() && why.tipica.is_none());
    /// ```
    ///
    /// # Errors
    /// As [`Self::quadro`].
    pub fn perche(
        &mut self,
        servizio: &str,
        prima: &Regolamento,
        dopo: &Regolamento,
        scelta: &Scelta,
    ) -> Result<Perche, Diagnostic> {
        let consulte = consulte(servizio, &[prima, dopo])?;
        let [first, second] = consulte.as_slice() else { return Ok(Perche::default()) };
        let rows = self.rows(first, scelta)?;
        let pop = self.archivio.view(first, Some(&rows))?;
        let other = self.archivio.view(second, Some(&rows))?;
        let (before, whole) = synthesis(first, &pop)?;
        let (after, new) = synthesis(second, &other)?;
        let cause = cause::split(first, second, &pop, whole.totale.0, new.totale.0)?;
        Ok(Perche {
            righe: u64::try_from(rows.len()).unwrap_or(u64::MAX),
            prima: whole.totale,
            dopo: new.totale,
            differenza: Centesimi(new.totale.0 - whole.totale.0),
            cause,
            tipica: self.typical(first, &rows, &before, &after)?,
        })
    }

    /// Where the fee jumps, and how many households live near the edge.
    ///
    /// ```
    /// # let mut studio = soglia::simula::Studio::new(Default::default());
    /// let rules = soglia::semi::regolamento("monopoli-sad").unwrap();
    /// assert_eq!(studio.scalini("sad", rules).unwrap().len(), 2);
    /// ```
    ///
    /// # Errors
    /// As [`super::Famiglie::scalini`].
    pub fn scalini(&mut self, servizio: &str, rules: &Regolamento) -> Result<Vec<Scalino>, Diagnostic> {
        let consulte = consulte(servizio, &[rules])?;
        let Some(c) = consulte.first() else { return Ok(Vec::new()) };
        self.prepare(c)?;
        atlas(rules, c.servizio, self.seen(c)?)
    }

    /// Some households, evenly spread in the order of their ISEE, the first and the last included; then in the order of
    /// the file. The same file gives the same ones.
    ///
    /// ```
    /// # let mut studio = soglia::simula::Studio::new(Default::default());
    /// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// assert!(studio.campione("sad", rules, 60).unwrap().is_empty());
    /// ```
    ///
    /// # Errors
    /// As [`Self::quadro`].
    pub fn campione(&mut self, servizio: &str, rules: &Regolamento, quante: usize) -> Result<Vec<Tipica>, Diagnostic> {
        let consulte = consulte(servizio, &[rules])?;
        let Some(c) = consulte.first() else { return Ok(Vec::new()) };
        self.prepare(c)?;
        let isee = by_row(self.seen(c)?);
        // Who presented none comes last.
        let mut order: Vec<(i64, usize)> =
            isee.into_iter().enumerate().map(|(n, x)| (if x == ASSENTE { i64::MAX } else { x }, n)).collect();
        order.sort_unstable();
        let (all, gaps) = (order.len(), quante.saturating_sub(1).max(1));
        let spread = (0..quante.min(all)).map(|n| if quante >= all { n } else { n * (all - 1) / gaps });
        let mut rows: Vec<usize> = spread.filter_map(|n| order.get(n).map(|(_, row)| *row)).collect();
        rows.sort_unstable();
        let mut out = Vec::new();
        for row in rows {
            let pop = self.archivio.view(c, Some(&[row]))?;
            let riga = self.archivio.righe.get(row).copied().map_or(0, u64::from);
            out.push(Tipica { riga, richiesta: request(c, &pop) });
        }
        Ok(out)
    }

    /// The rows of a choice, in the order of the file.
    fn rows(&mut self, c: &Consulta<'_>, scelta: &Scelta) -> Result<Vec<usize>, Diagnostic> {
        let all = 0..self.archivio.len();
        Ok(match scelta {
            Scelta::Tutte => all.collect(),
            Scelta::Riga(line) => {
                let line = u32::try_from(*line).unwrap_or_default();
                self.archivio.righe.iter().position(|r| *r == line).into_iter().collect()
            }
            Scelta::Gruppo(dimensione, nome) => {
                self.prepare(c)?;
                let isee = by_row(self.seen(c)?);
                let tavolo = Tavolo { archivio: &self.archivio, isee: &isee, fees: &[], periodi: 1 };
                let groups = tavolo.labels(dimensione, &super::passata::limits(c));
                all.filter(|row| groups.name(*row).is_some_and(|n| *n == *nome)).collect()
            }
        })
    }

    /// The household in the middle, in the order of the change.
    fn typical(
        &self,
        c: &Consulta<'_>,
        rows: &[usize],
        before: &[i64],
        after: &[i64],
    ) -> Result<Option<Tipica>, Diagnostic> {
        let mut changes: Vec<(i64, usize)> = before
            .iter()
            .zip(after)
            .zip(rows)
            .filter(|((a, b), _)| is_fee(**a) && is_fee(**b))
            .map(|((a, b), row)| (b - a, *row))
            .collect();
        // When most pay the same, the middle of those who do not.
        if changes.iter().any(|(d, _)| *d != 0) {
            changes.retain(|(d, _)| *d != 0);
        }
        changes.sort_unstable();
        let Some((_, row)) = changes.get(changes.len() / 2) else { return Ok(None) };
        let pop = self.archivio.view(c, Some(&[*row]))?;
        let riga = self.archivio.righe.get(*row).copied().map_or(0, u64::from);
        Ok(pop.gruppi.first().map(|_| Tipica { riga, richiesta: request(c, &pop) }))
    }

    fn prepare(&mut self, c: &Consulta<'_>) -> Result<(), Diagnostic> {
        if self.viste.iter().any(|v| v.answers(c)) {
            return Ok(());
        }
        // The two last are enough to go back and forth; more would only hold memory.
        self.viste.truncate(2);
        let pop = self.archivio.view(c, None)?.with_sums();
        let (fatti, quantita, chiave) = (c.fatti.clone(), c.quantita.clone(), c.chiave.clone());
        self.viste.insert(0, Vista { fatti, quantita, chiave, isee: c.servizio.isee.clone(), pop });
        Ok(())
    }

    fn seen(&self, c: &Consulta<'_>) -> Result<&Popolazione, Diagnostic> {
        self.viste.iter().find(|v| v.answers(c)).map(|v| &v.pop).ok_or_else(too_large)
    }
}

/// What each asks, all asking the same: one population then serves them all, where they take the same ISEE.
fn consulte<'a>(servizio: &str, rules: &[&'a Regolamento]) -> Result<Vec<Consulta<'a>>, Diagnostic> {
    let own: Vec<Consulta<'a>> =
        rules.iter().map(|r| find_service(r, servizio).map(|s| Consulta::new(r, s))).collect::<Result<_, _>>()?;
    let Some((first, others)) = own.split_first() else { return Ok(Vec::new()) };
    let all = others.iter().fold(first.clone(), Consulta::with);
    let mine = |c: &Consulta<'a>| {
        let mut mine = all.on(c.rules, c.servizio);
        for fact in &c.fatti {
            if let Some(f) = mine.fatti.iter_mut().find(|f| f.id == fact.id) {
                f.predefinito.clone_from(&fact.predefinito);
            }
        }
        mine
    };
    Ok(own.iter().map(mine).collect())
}

/// What the only household of a population would ask.
fn request(c: &Consulta<'_>, pop: &Popolazione) -> Richiesta {
    let mut request = Richiesta::default();
    let Some(group) = pop.gruppi.first() else { return request };
    request.fatti = group.fatti.clone();
    if let Some((kind, x)) = group.tipo.zip(pop.isee.first()) {
        let cents = Decimal::new(*x, 2);
        request.isee.insert(kind, cents);
        request.fatti.insert(kind.fact_id().to_owned(), ValoreFatto::Numero(cents.normalize()));
    }
    for (name, q) in c.quantita.iter().zip(&pop.quantita) {
        if q.valori.is_some() && c.knows_quantity(name) {
            request.quantita.insert(name.clone(), q.decimal(0));
        }
    }
    request
}
