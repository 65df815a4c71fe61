//! Households as columns: those that the rules cannot tell apart but by ISEE and quantity stand together, sorted by
//! ISEE.

use super::colonna::Colonna;
use super::consulta::Consulta;
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::popolazione::{Cella, Colonne, Riga};
use crate::lingua::tr;
use crate::norma::{TipoIsee, ValoreFatto};
use crate::requisiti::Fatti;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// ISEE of who presented none.
pub(crate) const ASSENTE: i64 = -1;
/// Cents, or [`ASSENTE`].
pub(crate) type Isee = Colonna<ASSENTE>;
/// Rows between two sums that are kept: the rows beside them are added when they are asked for.
const TRATTO: usize = 64;

/// One quantity of every household.
#[derive(Clone, Debug)]
pub(crate) struct Quantita {
    /// How many of the digits are decimals.
    pub decimali: u32,
    /// None when the file has no such column: then all are `fissa`.
    pub valori: Option<Colonna>,
    pub fissa: i64,
    pub massimo: i64,
    /// Sums of all values before every [`TRATTO`] rows, and how many of them are zero; empty until asked for.
    somme: Vec<(i64, u32)>,
}

impl Quantita {
    pub(crate) fn get(&self, row: usize) -> i64 {
        self.valori.as_ref().map_or(self.fissa, |v| v.get(row))
    }

    /// The sum of the values before a row, and how many of them are zero; none until asked for with
    /// [`Popolazione::with_sums`], or when it does not fit.
    pub(crate) fn before(&self, row: usize) -> Option<(i64, i64)> {
        let (sum, zeros) = *self.somme.get(row / TRATTO)?;
        let (more, new) = self.valori.as_ref()?.slice(row - row % TRATTO..row).sum();
        Some((sum + more, i64::from(zeros) + new))
    }

    fn add_up(&mut self) {
        let Some(values) = &self.valori else { return };
        self.somme = Vec::with_capacity(values.len() / TRATTO + 1);
        let (mut sum, mut zeros) = (0_i64, 0_u32);
        for from in (0..=values.len()).step_by(TRATTO) {
            self.somme.push((sum, zeros));
            for row in from..values.len().min(from + TRATTO) {
                let value = values.get(row);
                // Below a million units of nine decimals for four thousand million rows: may not fit.
                let Some(next) = sum.checked_add(value) else {
                    self.somme.clear();
                    return;
                };
                sum = next;
                zeros += u32::from(value == 0);
            }
        }
    }

    /// As an exact decimal.
    pub(crate) fn decimal(&self, row: usize) -> Decimal {
        Decimal::new(self.get(row), self.decimali).normalize()
    }
}

/// Households with the same answers, as far as the rules can tell.
#[derive(Clone, Debug)]
pub(crate) struct Gruppo {
    /// Rows, sorted by ISEE.
    pub dal: usize,
    pub al: usize,
    /// The answers of one of them; defaults included.
    pub fatti: Fatti,
    /// Which ISEE counts; none = none presented.
    pub tipo: Option<TipoIsee>,
    /// The quantities that change the unit values.
    pub quantita: BTreeMap<String, Decimal>,
}

/// The households of a file, as one service sees them.
#[derive(Clone, Debug)]
pub(crate) struct Popolazione {
    pub isee: Isee,
    /// Place in the file, among the good rows.
    pub posto: Vec<u32>,
    /// As [`Consulta::quantita`].
    pub quantita: Vec<Quantita>,
    pub gruppi: Vec<Gruppo>,
    /// Defaults used, and for how many households.
    pub predefiniti: BTreeMap<String, (ValoreFatto, u64)>,
}

/// Where the rules find a fact in a file.
#[derive(Clone, Debug)]
enum Origine {
    Isee(usize),
    Fatto(usize),
    Nessuna,
}

/// Collects the rows of a file.
#[derive(Debug)]
pub(crate) struct Costruttore<'a> {
    consulta: &'a Consulta<'a>,
    /// Filled in at the first row.
    pronto: bool,
    /// Columns of each accepted kind.
    tipi: Vec<Option<usize>>,
    fatti: Vec<Origine>,
    colonne: Vec<Option<usize>>,
    /// For each fact, the class of each word of its column.
    classi: Vec<Vec<i64>>,
    senza: Vec<u64>,
    isee: Isee,
    gruppo: Vec<u32>,
    quantita: Vec<Quantita>,
    chiavi: BTreeMap<Vec<i64>, u32>,
    chiave: Vec<i64>,
    ultima: Option<(Vec<i64>, u32)>,
    gruppi: Vec<Gruppo>,
}

impl<'a> Costruttore<'a> {
    pub(crate) fn new(consulta: &'a Consulta<'a>) -> Self {
        let quantity = |name: &String| {
            let fissa = Consulta::absent_quantity(name);
            Quantita { decimali: 0, valori: None, fissa, massimo: fissa, somme: Vec::new() }
        };
        Self {
            pronto: false,
            tipi: Vec::new(),
            fatti: Vec::new(),
            colonne: Vec::new(),
            classi: vec![Vec::new(); consulta.fatti.len()],
            senza: vec![0; consulta.fatti.len()],
            isee: Isee::default(),
            gruppo: Vec::new(),
            quantita: consulta.quantita.iter().map(quantity).collect(),
            chiavi: BTreeMap::new(),
            chiave: Vec::new(),
            ultima: None,
            gruppi: Vec::new(),
            consulta,
        }
    }

    /// Which column is what for this service.
    fn prepare(&mut self, colonne: &Colonne) -> Result<(), Diagnostic> {
        let accepted = &self.consulta.servizio.isee;
        let first = accepted.first().copied();
        let kind_of = |c: &Option<TipoIsee>| c.or(first);
        for (n, kind) in colonne.isee.iter().enumerate() {
            let twin = colonne.isee.iter().take(n).any(|k| kind_of(k).is_some() && kind_of(k) == kind_of(kind));
            if twin {
                let id = kind_of(kind).map_or("isee", TipoIsee::fact_id);
                return Err(Diagnostic::error(
                    Code::ColonnaDoppia,
                    id,
                    tr!("le colonne «isee» e «{}» dicono la stessa cosa", id),
                )
                .expected(tr!("una sola delle due"))
                .mend(tr!("togli una delle due colonne, o ignorala con --ignora")));
            }
        }
        let column = |kind: TipoIsee| colonne.isee.iter().position(|c| kind_of(c) == Some(kind));
        self.tipi = accepted.iter().map(|k| column(*k)).collect();
        self.fatti = self
            .consulta
            .fatti
            .iter()
            .map(|f| {
                let isee = TipoIsee::ALL.iter().find(|k| k.fact_id() == f.id).and_then(|k| column(*k));
                let fact = colonne.fatti.iter().position(|c| c.id == f.id);
                isee.map(Origine::Isee).or(fact.map(Origine::Fatto)).unwrap_or(Origine::Nessuna)
            })
            .collect();
        self.colonne =
            self.consulta.quantita.iter().map(|name| colonne.quantita.iter().position(|c| c == name)).collect();
        for (q, column) in self.quantita.iter_mut().zip(&self.colonne) {
            if column.is_some() {
                q.valori = Some(Colonna::default());
                q.massimo = 0;
            }
        }
        self.pronto = true;
        Ok(())
    }

    /// Takes a row.
    #[inline(never)] // see `somma`
    pub(crate) fn push(&mut self, riga: &Riga<'_>) -> Result<(), Diagnostic> {
        if !self.pronto {
            self.prepare(riga.colonne)?;
        }
        if u32::try_from(self.isee.len()).is_err() {
            return Err(too_many_rows());
        }
        let isee = |column: &Option<usize>| column.and_then(|c| riga.isee.get(c).copied().flatten());
        let found = self.tipi.iter().enumerate().find_map(|(n, column)| isee(column).map(|x| (n, x)));
        self.chiave.clear();
        self.chiave.push(found.map_or(-1, |(n, _)| i64::try_from(n).unwrap_or(i64::MAX)));
        for n in 0..self.fatti.len() {
            let class = self.class(n, riga);
            self.chiave.push(class);
        }
        for n in 0..self.quantita.len() {
            self.push_quantity(n, riga)?;
        }
        let group = self.group(riga, found.map(|(n, _)| n))?;
        self.gruppo.push(group);
        self.isee.push(found.map_or(ASSENTE, |(_, x)| x));
        Ok(())
    }

    /// The class of a fact, with its default when the row says nothing.
    fn class(&mut self, n: usize, riga: &Riga<'_>) -> i64 {
        let (Some(origin), Some(fact)) = (self.fatti.get(n), self.consulta.fatti.get(n)) else { return 0 };
        let cents = |x: i64| ValoreFatto::Numero(Decimal::new(x, 2).normalize());
        let cell = match *origin {
            Origine::Isee(c) => riga.isee.get(c).copied().flatten().map_or(Cella::Assente, Cella::Numero),
            Origine::Fatto(c) => riga.fatti.get(c).copied().unwrap_or_default(),
            Origine::Nessuna => Cella::Assente,
        };
        match (cell, origin) {
            (Cella::Numero(x), _) => fact.class(Some(&cents(x))),
            (Cella::Voce(code), Origine::Fatto(c)) => {
                let known = self.classi.get_mut(n);
                let words = riga.colonne.fatti.get(*c).map(|c| c.voci.as_slice()).unwrap_or_default();
                known.map_or(0, |known| {
                    known.extend(words.iter().skip(known.len()).map(|w| fact.class(Some(w))).collect::<Vec<_>>());
                    usize::try_from(code).ok().and_then(|c| known.get(c)).copied().unwrap_or_default()
                })
            }
            _ => {
                if let (Some(_), Some(count)) = (&fact.predefinito, self.senza.get_mut(n)) {
                    *count += 1;
                }
                fact.class(fact.predefinito.as_ref())
            }
        }
    }

    /// Stores a quantity; when it changes unit values it is part of the key, in billionths.
    fn push_quantity(&mut self, n: usize, riga: &Riga<'_>) -> Result<(), Diagnostic> {
        let keyed = self.consulta.chiave.contains(&n);
        let Some(q) = self.quantita.get_mut(n) else { return Ok(()) };
        let column = self.colonne.get(n).copied().flatten();
        let Some((value, decimals)) = column.and_then(|c| riga.quantita.get(c)).copied() else { return Ok(()) };
        let decimals = u32::from(decimals);
        if keyed {
            self.chiave.push(value * 10_i64.pow(9_u32.saturating_sub(decimals)));
        }
        if decimals > q.decimali {
            let factor = 10_i64.pow(decimals - q.decimali);
            // Below a million units with nine decimals everything fits.
            q.valori.iter_mut().for_each(|v| v.multiply(factor));
            q.massimo *= factor;
            q.decimali = decimals;
        }
        let value = value * 10_i64.pow(q.decimali - decimals);
        q.massimo = q.massimo.max(value);
        if let Some(list) = &mut q.valori {
            list.push(value);
        }
        Ok(())
    }

    /// The group of a key.
    fn group(&mut self, riga: &Riga<'_>, kind: Option<usize>) -> Result<u32, Diagnostic> {
        if let Some((key, group)) = &self.ultima
            && *key == self.chiave
        {
            return Ok(*group);
        }
        let group = match self.chiavi.get(&self.chiave) {
            Some(group) => *group,
            None => {
                let new = u32::try_from(self.gruppi.len()).map_err(|_| crate::tariffa::too_large())?;
                self.gruppi.push(self.describe(riga, kind));
                self.chiavi.insert(self.chiave.clone(), new);
                new
            }
        };
        let (last, place) = self.ultima.get_or_insert_default();
        last.clone_from(&self.chiave);
        *place = group;
        Ok(group)
    }

    /// The answers of a row, as those of its group.
    fn describe(&self, riga: &Riga<'_>, kind: Option<usize>) -> Gruppo {
        let mut fatti = Fatti::new();
        for (fact, origin) in self.consulta.fatti.iter().zip(&self.fatti) {
            let cell = match origin {
                Origine::Isee(c) => riga.isee.get(*c).copied().flatten().map_or(Cella::Assente, Cella::Numero),
                Origine::Fatto(c) => riga.fatti.get(*c).copied().unwrap_or_default(),
                Origine::Nessuna => Cella::Assente,
            };
            let value = match (cell, origin) {
                (Cella::Numero(x), _) => Some(ValoreFatto::Numero(Decimal::new(x, 2).normalize())),
                (Cella::Voce(code), Origine::Fatto(c)) => {
                    usize::try_from(code).ok().and_then(|code| riga.colonne.fatti.get(*c)?.voci.get(code).cloned())
                }
                _ => fact.predefinito.clone(),
            };
            if let Some(value) = value {
                fatti.insert(fact.id.clone(), value);
            }
        }
        let mut quantita = BTreeMap::new();
        for n in &self.consulta.chiave {
            let column = self.colonne.get(*n).copied().flatten();
            if let (Some(name), Some((value, decimals))) =
                (self.consulta.quantita.get(*n), column.and_then(|c| riga.quantita.get(c)))
            {
                quantita.insert(name.clone(), Decimal::new(*value, u32::from(*decimals)).normalize());
            }
        }
        let tipo = kind.and_then(|n| self.consulta.servizio.isee.get(n).copied());
        Gruppo { dal: 0, al: 0, fatti, tipo, quantita }
    }

    /// All rows have come: sorts them.
    pub(crate) fn finish(self) -> Popolazione {
        let mut gruppi = self.gruppi;
        let mut starts = vec![0_usize; gruppi.len() + 1];
        for g in &self.gruppo {
            if let Some(n) = usize::try_from(*g).ok().and_then(|g| starts.get_mut(g + 1)) {
                *n += 1;
            }
        }
        let mut total = 0;
        for n in &mut starts {
            total += *n;
            *n = total;
        }
        for (n, g) in gruppi.iter_mut().enumerate() {
            g.dal = starts.get(n).copied().unwrap_or_default();
            g.al = starts.get(n + 1).copied().unwrap_or_default();
        }
        let mut posto = vec![0_u32; self.gruppo.len()];
        for (row, g) in (0_u32..).zip(&self.gruppo) {
            let next = usize::try_from(*g).ok().and_then(|g| starts.get_mut(g));
            if let Some(next) = next {
                posto.get_mut(*next).into_iter().for_each(|place| *place = row);
                *next += 1;
            }
        }
        drop(self.gruppo);
        for g in &gruppi {
            self.isee.sort(posto.get_mut(g.dal..g.al).unwrap_or_default());
        }
        let isee = self.isee.gather(&posto);
        drop(self.isee);
        let mut quantita = self.quantita;
        for values in quantita.iter_mut().filter_map(|q| q.valori.as_mut()) {
            *values = values.gather(&posto);
        }
        let predefiniti = self
            .consulta
            .fatti
            .iter()
            .zip(&self.senza)
            .filter(|(_, n)| **n > 0)
            .filter_map(|(f, n)| f.predefinito.clone().map(|v| (f.id.clone(), (v, *n))))
            .collect();
        Popolazione { isee, posto, quantita, gruppi, predefiniti }
    }
}

fn too_many_rows() -> Diagnostic {
    Diagnostic::error(Code::FileIlleggibile, "", tr!("il file ha troppe righe"))
        .expected(tr!("al massimo {} famiglie", u32::MAX.to_string()))
        .mend(tr!("dividi il file"))
}

impl Popolazione {
    /// How many households.
    pub(crate) fn len(&self) -> usize {
        self.isee.len()
    }

    /// The first row of a group with an ISEE above this, or its end.
    pub(crate) fn first_above(&self, gruppo: &Gruppo, cents: i64) -> usize {
        let (mut low, mut high) = (gruppo.dal, gruppo.al);
        while low < high {
            let middle = low.midpoint(high);
            if self.isee.get(middle) > cents { high = middle } else { low = middle + 1 }
        }
        low
    }

    /// Prepares the sums that make a changed schedule a matter of its distinct unit values.
    pub(crate) fn with_sums(mut self) -> Self {
        self.quantita.iter_mut().for_each(Quantita::add_up);
        self
    }
}
