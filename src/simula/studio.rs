//! A population on the desk: any schedule, changed at will, computed again without reading the file again.

use super::archivio::Archivio;
use super::cause::{self, Causa};
use super::consulta::Consulta;
use super::passata::Passata;
use super::popolazione::{ASSENTE, Isee, Popolazione};
use super::quadro::{Quadro, is_fee};
use super::riepilogo::{Centesimi, Importi};
use super::scalini::{Scalino, atlas};
use super::sintesi::{fees_of, synthesis};
use super::tavolo::Tavolo;
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
    /// See [`Tavolo::ordine`]; none where it is that of the only group with an ISEE.
    ordine: Option<Vec<u32>>,
}

impl Vista {
    fn answers(&self, c: &Consulta<'_>) -> bool {
        self.fatti == c.fatti && self.quantita == c.quantita && self.chiave == c.chiave && self.isee == c.servizio.isee
    }

    fn ordine(&self) -> &[u32] {
        let only = self.pop.gruppi.iter().find(|g| g.tipo.is_some());
        let own = only.and_then(|g| self.pop.posto.get(g.dal..g.al)).unwrap_or_default();
        self.ordine.as_deref().unwrap_or(own)
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
        let vista = self.vista(first)?;
        let isee = by_row(&vista.pop);
        let (archivio, ordine, periodi) = (&self.archivio, vista.ordine(), i128::from(periodi));
        let tavolo = Tavolo { archivio, isee: &isee, ordine, fees: &fees, periodi };
        tavolo.equita(&mut scenari);
        let fasce = tavolo.fasce(&super::passata::limits(first), &mut scenari);
        let mut dimensioni = vec![fasce, tavolo.decili()];
        dimensioni.extend((0..self.archivio.fatti.len()).filter_map(|column| tavolo.column(column)));
        Ok(Quadro {
            servizio: servizio.to_owned(),
            righe: u64::try_from(self.archivio.len()).unwrap_or(u64::MAX),
            senza_isee: isee.iter().map(|x| u64::from(x == ASSENTE)).sum(),
            scenari,
            dimensioni,
        })
    }

    /// What each schedule brings in, and nothing else: what a reader who is typing waits for.
    ///
    /// ```
    /// # let mut studio = soglia::simula::Studio::new(Default::default());
    /// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// assert_eq!(studio.totali("sad", &[rules, rules]).unwrap(), [soglia::simula::Centesimi(0); 2]);
    /// ```
    ///
    /// # Errors
    /// As [`Self::quadro`].
    pub fn totali(&mut self, servizio: &str, rules: &[&Regolamento]) -> Result<Vec<Centesimi>, Diagnostic> {
        let consulte = consulte(servizio, rules)?;
        consulte
            .iter()
            .map(|c| {
                self.prepare(c)?;
                Ok(Centesimi(Passata::new(c, self.seen(c)?).run(None)?.sum().totale))
            })
            .collect()
    }

    /// What all households pay under some rules, without anything else: for searches.
    pub(crate) fn fees(&mut self, servizio: &str, rules: &[&Regolamento]) -> Result<Vec<Importi>, Diagnostic> {
        let consulte = consulte(servizio, rules)?;
        let mut out = Vec::new();
        for c in &consulte {
            self.prepare(c)?;
            out.push(fees_of(&Passata::new(c, self.seen(c)?))?.0);
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
        self.prepare(first)?;
        self.prepare(second)?;
        // All of them are already in order; some are put in order apart.
        let rows = self.rows(first, scelta)?;
        let some = rows.as_ref().map(|rows| self.some(first, second, rows)).transpose()?;
        let (pop, other) = match &some {
            Some((pop, other)) => (pop, other.as_ref().unwrap_or(pop)),
            None => (self.seen(first)?, self.seen(second)?),
        };
        let (before, whole) = fees_of(&Passata::new(first, pop))?;
        let (after, new) = fees_of(&Passata::new(second, other))?;
        let cause = cause::split(first, second, pop, whole.totale, new.totale)?;
        Ok(Perche {
            righe: u64::try_from(pop.len()).unwrap_or(u64::MAX),
            prima: Centesimi(whole.totale),
            dopo: Centesimi(new.totale),
            differenza: Centesimi(new.totale - whole.totale),
            cause,
            tipica: self.typical(first, rows.as_deref(), &before, &after)?,
        })
    }

    /// Some households as two services see them; none for the second where it sees them as the first does.
    fn some(
        &self,
        first: &Consulta<'_>,
        second: &Consulta<'_>,
        rows: &[usize],
    ) -> Result<(Popolazione, Option<Popolazione>), Diagnostic> {
        let same = self.vista(first)?.answers(second);
        let other = if same { None } else { Some(self.archivio.view(second, Some(rows))?) };
        Ok((self.archivio.view(first, Some(rows))?, other))
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
        let mut order = by_isee(&isee);
        // Who presented none comes last.
        order.extend((0_u32..).zip(isee.iter()).filter(|(_, x)| *x == ASSENTE).map(|(row, _)| row));
        let (all, gaps) = (order.len(), quante.saturating_sub(1).max(1));
        let spread = (0..quante.min(all)).map(|n| if quante >= all { n } else { n * (all - 1) / gaps });
        let mut rows: Vec<usize> = spread.filter_map(|n| usize::try_from(*order.get(n)?).ok()).collect();
        rows.sort_unstable();
        let mut out = Vec::new();
        for row in rows {
            let pop = self.archivio.view(c, Some(&[row]))?;
            let riga = self.archivio.line(row).map_or(0, u64::from);
            out.push(Tipica { riga, richiesta: request(c, &pop) });
        }
        Ok(out)
    }

    /// The rows of a choice, in the order of the file; none = all of them.
    fn rows(&self, c: &Consulta<'_>, scelta: &Scelta) -> Result<Option<Vec<usize>>, Diagnostic> {
        Ok(match scelta {
            Scelta::Tutte => None,
            Scelta::Riga(line) => {
                let line = u32::try_from(*line).unwrap_or_default();
                Some(self.archivio.row_at(line).into_iter().collect())
            }
            Scelta::Gruppo(dimensione, nome) => {
                let vista = self.vista(c)?;
                let isee = by_row(&vista.pop);
                let (archivio, ordine) = (&self.archivio, vista.ordine());
                let tavolo = Tavolo { archivio, isee: &isee, ordine, fees: &[], periodi: 1 };
                let groups = tavolo.labels(dimensione, &super::passata::limits(c));
                let mine = |row: &usize| groups.name(*row).is_some_and(|n| *n == *nome);
                Some((0..self.archivio.len()).filter(mine).collect())
            }
        })
    }

    /// The household in the middle, in the order of the change; `rows` none = all of them.
    fn typical(
        &self,
        c: &Consulta<'_>,
        rows: Option<&[usize]>,
        before: &Importi,
        after: &Importi,
    ) -> Result<Option<Tipica>, Diagnostic> {
        let place = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let known = |n: &u32| is_fee(before.get(place(*n))) && is_fee(after.get(place(*n)));
        let change = |n: u32| after.get(place(n)) - before.get(place(n));
        let all = (0..).take(before.len()).filter(known);
        // When most pay the same, the middle of those who do not.
        let mut changes: Vec<u32> = all.clone().filter(|n| change(*n) != 0).collect();
        if changes.is_empty() {
            changes = all.collect();
        }
        let middle = changes.len() / 2;
        if middle >= changes.len() {
            return Ok(None);
        }
        let (_, found, _) = changes.select_nth_unstable_by_key(middle, |n| (change(*n), *n));
        let found = place(*found);
        let Some(row) = rows.map_or(Some(found), |rows| rows.get(found).copied()) else { return Ok(None) };
        let pop = self.archivio.view(c, Some(&[row]))?;
        let riga = self.archivio.line(row).map_or(0, u64::from);
        Ok(pop.gruppi.first().map(|_| Tipica { riga, richiesta: request(c, &pop) }))
    }

    fn prepare(&mut self, c: &Consulta<'_>) -> Result<(), Diagnostic> {
        if self.viste.iter().any(|v| v.answers(c)) {
            return Ok(());
        }
        // The two last are enough to go back and forth; more would only hold memory.
        self.viste.truncate(2);
        let pop = self.archivio.view(c, None)?.with_sums();
        let several = pop.gruppi.iter().filter(|g| g.tipo.is_some()).count() > 1;
        let ordine = several.then(|| by_isee(&by_row(&pop)));
        let (fatti, quantita, chiave) = (c.fatti.clone(), c.quantita.clone(), c.chiave.clone());
        self.viste.insert(0, Vista { fatti, quantita, chiave, isee: c.servizio.isee.clone(), pop, ordine });
        Ok(())
    }

    fn vista(&self, c: &Consulta<'_>) -> Result<&Vista, Diagnostic> {
        self.viste.iter().find(|v| v.answers(c)).ok_or_else(too_large)
    }

    fn seen(&self, c: &Consulta<'_>) -> Result<&Popolazione, Diagnostic> {
        self.vista(c).map(|v| &v.pop)
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

/// The ISEE of each household in the order of the file.
fn by_row(pop: &Popolazione) -> Isee {
    let mut out = Isee::of(pop.len());
    for (x, place) in pop.isee.iter().zip(&pop.posto) {
        out.set(usize::try_from(*place).unwrap_or(usize::MAX), x);
    }
    out
}

/// Who presented an ISEE, from the least.
fn by_isee(isee: &Isee) -> Vec<u32> {
    let mut rows: Vec<u32> = (0_u32..).zip(isee.iter()).filter(|(_, x)| *x != ASSENTE).map(|(row, _)| row).collect();
    isee.sort(&mut rows);
    rows
}

/// What the only household of a population would ask.
fn request(c: &Consulta<'_>, pop: &Popolazione) -> Richiesta {
    let mut request = Richiesta::default();
    let Some(group) = pop.gruppi.first() else { return request };
    request.fatti = group.fatti.clone();
    if let Some((kind, x)) = group.tipo.map(|kind| (kind, pop.isee.get(0))) {
        let cents = Decimal::new(x, 2);
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
