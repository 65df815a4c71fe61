// SPDX-License-Identifier: EUPL-1.2
//! The sheet of the schedule: every fascia in the same five numbers, so that one short formula gives the value of any
//! of them; corrections and roundings with their values; requirements in words.

use super::espressione::{DECIMALI_ISEE, Dato, Elenco, Espr, Riga, decimal};
use super::regole::{corrections, requirements, roundings};
use crate::denaro::{Frazione, Overflow};
use crate::foglio::{Cella, Foglio, Stile, fissa};
use crate::norma::{Fascia, Quota, Servizio, ValoreFascia, ValoreSenzaIsee};
use std::cell::Cell;

/// What a value is when the rules do not say it, and when they refuse the service.
pub(super) const NON_NOTA: &str = "non nota";
pub(super) const RIFIUTATA: &str = "rifiutata";
/// Cents of ISEE that nobody reaches.
const SENZA_FINE: Frazione = Frazione::integer(9_000_000_000_000);
const CENTO: Frazione = Frazione::integer(100);

const HEADS: [&str; 17] = [
    "Quota",
    "Fascia",
    "ISEE oltre, €",
    "ISEE fino a, €",
    "Limite compreso (1 sì, 0 no)",
    "Come si calcola",
    "Da",
    "A",
    "Primo nodo, €",
    "Secondo nodo, €",
    "Costo, €",
    "Base, €",
    "Dal nodo, centesimi",
    "Al nodo, centesimi",
    "Aggiunge, €",
    "Ogni, centesimi di ISEE",
    "Limite, centesimi",
];
pub(super) const FINO: usize = 3;
const DA: usize = 6;
const A: usize = 7;
const NODI: (usize, usize) = (8, 9);
const COSTO: usize = 10;
const BASE: usize = 11;
const DAL: usize = 12;
const AL: usize = 13;
const OGNI: usize = 15;
const LIMITE: usize = 16;

/// A quota as the formulas of a household need it.
pub(super) struct Lette {
    pub base: Elenco,
    pub dal: Elenco,
    pub al: Elenco,
    pub aggiunge: Elenco,
    pub ogni: Elenco,
    /// Of every fascia but the last.
    pub limiti: Elenco,
    pub compresi: Elenco,
    pub fasce: usize,
    /// The multiple it is rounded to.
    pub arrotonda: Espr,
}

/// The sheet, and where its values are.
pub(super) struct Tariffa {
    pub foglio: Foglio,
    pub quote: Vec<Lette>,
    /// The value of each correction.
    pub correzioni: Vec<Espr>,
    /// The multiple the total is rounded to.
    pub arrotonda: Espr,
}

/// A row of the schedule while it is written.
struct Scritta {
    celle: Vec<Cella>,
    dati: Vec<Dato>,
}

impl Scritta {
    fn new() -> Self {
        Self { celle: Vec::new(), dati: Vec::new() }
    }

    fn words(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.dati.push(if text.is_empty() { Dato::Vuoto } else { Dato::Testo(text.clone()) });
        self.celle.push(Cella::testo(text));
    }

    fn given(&mut self, n: Option<Frazione>) {
        self.dati.push(n.map_or(Dato::Vuoto, Dato::Numero));
        self.celle.push(n.map_or_else(Cella::default, |n| given(n).dato()));
    }

    fn formula(&mut self, row: usize, e: &Espr) -> Result<(), Overflow> {
        let value = e.value(&Riga { dati: &self.dati, incerta: &Cell::new(false) })?;
        self.celle.push(Cella::formula(e.formula(row), value.text()));
        self.dati.push(value);
        Ok(())
    }
}

/// A number of the rules: as it is written, or as a division where no decimal says it.
pub(super) fn given(n: Frazione) -> Cella {
    if n.exact_text().contains('/') {
        Cella::formula(format!("{}/{}", n.numer(), n.denom()), decimal(n))
    } else {
        Cella::numero(n.exact_text())
    }
}

/// Writes the sheet.
pub(super) fn sheet(servizio: &Servizio, testa: &[String]) -> Result<Tariffa, Overflow> {
    let mut foglio = Foglio::new("Tariffa");
    foglio.larghezze = vec![18, 12, 12, 12, 11, 34, 11, 11, 12, 12, 11, 12, 14, 16, 12, 14, 14];
    foglio.orizzontale = true;
    let mut lines = testa.iter();
    foglio.riga(lines.next().map(|t| Cella::testo(t).stile(Stile::Titolo)));
    for line in lines {
        foglio.riga([Cella::testo(line)]);
    }
    foglio.riga([]);
    foglio.riga(HEADS.map(|h| Cella::testo(h).intestazione()));
    let mut rows = Vec::new();
    for quota in &servizio.quote {
        rows.push(fasce(&mut foglio, quota)?);
    }
    foglio.riga([]);
    let (roundings, total) = roundings(&mut foglio, servizio);
    let quote = rows.into_iter().zip(roundings).map(|(r, arrotonda)| r.read(arrotonda)).collect();
    foglio.riga([]);
    let correzioni = corrections(&mut foglio, servizio);
    requirements(&mut foglio, servizio);
    Ok(Tariffa { foglio: foglio.clone(), quote, correzioni, arrotonda: total })
}

/// The rows of a quota.
struct Righe {
    foglio: String,
    first: usize,
    fasce: usize,
    dati: Vec<Vec<Dato>>,
}

impl Righe {
    fn column(&self, c: usize, count: usize) -> Elenco {
        let from = format!("{}{}", self.foglio, fissa(self.first, c));
        let dove = format!("{from}:{}", fissa(self.first + count.max(1) - 1, c));
        let cell = |row: &Vec<Dato>| row.get(c).cloned().unwrap_or(Dato::Vuoto);
        Elenco { dove, dati: self.dati.iter().take(count).map(cell).collect() }
    }

    fn read(&self, arrotonda: Espr) -> Lette {
        let all = self.dati.len();
        let bounds = self.fasce.saturating_sub(1);
        Lette {
            base: self.column(BASE, all),
            dal: self.column(DAL, all),
            al: self.column(AL, all),
            aggiunge: self.column(AL + 1, all),
            ogni: self.column(OGNI, all),
            limiti: self.column(LIMITE, bounds),
            compresi: self.column(FINO + 1, bounds),
            fasce: self.fasce,
            arrotonda,
        }
    }
}

fn fasce(foglio: &mut Foglio, quota: &Quota) -> Result<Righe, Overflow> {
    let first = foglio.righe.len();
    let mut dati: Vec<Vec<Dato>> = Vec::new();
    for (n, fascia) in quota.fasce.iter().enumerate() {
        let row = fascia_row(foglio, quota, fascia, (n, first + n), dati.last())?;
        dati.push(row.dati);
        foglio.riga(row.celle);
    }
    let row = without_isee(quota, first + dati.len())?;
    dati.push(row.dati);
    foglio.riga(row.celle);
    Ok(Righe { foglio: format!("'{}'!", foglio.nome()), first, fasce: quota.fasce.len(), dati })
}

fn fascia_row(
    foglio: &Foglio,
    quota: &Quota,
    fascia: &Fascia,
    (n, at): (usize, usize),
    before: Option<&Vec<Dato>>,
) -> Result<Scritta, Overflow> {
    let mut row = Scritta::new();
    row.words(quota.id.clone());
    row.words((n + 1).to_string());
    // The bound before, wherever it goes.
    let before = before.and_then(|b| b.get(FINO)).cloned();
    let lower = before.map(|d| Espr::Fissa(foglio.riferimento(at - 1, FINO), d));
    row.formula(at, &lower.clone().unwrap_or(Espr::Numero(Frazione::ZERO)))?;
    row.given(fascia.al.map(|al| al.isee));
    row.given(fascia.al.map(|al| if al.incluso { Frazione::ONE } else { Frazione::ZERO }));
    let parti = Parti::of(&fascia.valore);
    row.words(parti.parole);
    row.given(parti.da);
    row.given(parti.a);
    let bound = |knot: Option<Frazione>, edge: Option<Frazione>, cell: Espr| match knot {
        Some(k) if Some(k) == edge => Err(cell),
        other => Ok(other),
    };
    let knots = [
        bound(parti.nodi.0, Some(fascia.dal).filter(|_| parti.segue), Espr::Colonna(2)),
        bound(parti.nodi.1, fascia.al.map(|al| al.isee).filter(|_| parti.segue), Espr::Colonna(FINO)),
    ];
    for knot in knots {
        match knot {
            Ok(n) => row.given(n),
            Err(cell) => row.formula(at, &cell)?,
        }
    }
    row.given(parti.costo);
    for e in parti.five() {
        row.formula(at, &e)?;
    }
    match fascia.al {
        Some(_) => row.formula(at, &cents(FINO))?,
        None => row.words(""),
    }
    Ok(row)
}

/// Euro of a column of the same row, in cents.
fn cents(column: usize) -> Espr {
    Espr::Colonna(column).per(Espr::Numero(CENTO)).decimali(DECIMALI_ISEE)
}

/// A fascia in the values that the rules write.
struct Parti {
    parole: &'static str,
    da: Option<Frazione>,
    a: Option<Frazione>,
    nodi: (Option<Frazione>, Option<Frazione>),
    costo: Option<Frazione>,
    /// Whether the knots may be the bounds.
    segue: bool,
    forma: Retta,
}

/// How the five numbers come from them.
#[derive(Clone, Copy, PartialEq)]
enum Retta {
    Costante,
    Nodi,
    Rapporto,
    Eccedenza,
    Ignota,
}

impl Parti {
    fn new(parole: &'static str, forma: Retta) -> Self {
        Self { parole, da: None, a: None, nodi: (None, None), costo: None, segue: false, forma }
    }

    fn of(valore: &ValoreFascia) -> Self {
        match valore {
            ValoreFascia::Importo(v) => Self { da: Some(*v), ..Self::new("Importo, €", Retta::Costante) },
            ValoreFascia::Esente => Self { da: Some(Frazione::ZERO), ..Self::new("Esente", Retta::Costante) },
            ValoreFascia::Percento { percento, costo } => {
                Self { da: Some(*percento), costo: Some(*costo), ..Self::new("% del costo", Retta::Costante) }
            }
            ValoreFascia::Lineare { da, a, nodi, costo } => {
                let words =
                    if costo.is_some() { "Da una % del costo a un'altra" } else { "Da un importo a un altro, €" };
                let nodi = (Some(nodi.0), Some(nodi.1));
                Self { da: Some(*da), a: Some(*a), nodi, costo: *costo, segue: true, ..Self::new(words, Retta::Nodi) }
            }
            ValoreFascia::Rapporto { importo, isee } => {
                let words = "Importo (Da) ogni tanto ISEE (secondo nodo)";
                Self { da: Some(*importo), nodi: (None, Some(*isee)), ..Self::new(words, Retta::Rapporto) }
            }
            ValoreFascia::Eccedenza(s) => {
                Self { nodi: (Some(*s), None), ..Self::new("Ciò che l'ISEE supera (primo nodo)", Retta::Eccedenza) }
            }
            ValoreFascia::Ignota { minimo, massimo } if Some(*minimo) == *massimo => {
                Self { da: Some(*minimo), ..Self::new("Importo, €", Retta::Costante) }
            }
            ValoreFascia::Ignota { .. } => Self::new("L'atto non lo pubblica", Retta::Ignota),
        }
    }

    /// Base, first and last cent of the slope, how much it adds every how many cents.
    fn five(&self) -> [Espr; 5] {
        let n = |x: Frazione| Espr::Numero(x);
        let of_cost = |e: Espr| match self.costo {
            Some(_) => e.per(Espr::Colonna(COSTO)).diviso(n(CENTO)),
            None => e,
        };
        let flat = |base: Espr| [base, n(Frazione::ZERO), n(Frazione::ZERO), n(Frazione::ZERO), n(Frazione::ONE)];
        match self.forma {
            Retta::Costante => flat(of_cost(Espr::Colonna(DA))),
            Retta::Ignota => flat(Espr::Testo(NON_NOTA)),
            Retta::Nodi => [
                of_cost(Espr::Colonna(DA)),
                cents(NODI.0),
                cents(NODI.1),
                of_cost(Espr::Colonna(A).meno(Espr::Colonna(DA))),
                Espr::Colonna(AL).meno(Espr::Colonna(DAL)),
            ],
            Retta::Rapporto => [n(Frazione::ZERO), n(Frazione::ZERO), n(SENZA_FINE), Espr::Colonna(DA), cents(NODI.1)],
            Retta::Eccedenza => [n(Frazione::ZERO), cents(NODI.0), n(SENZA_FINE), n(Frazione::ONE), n(CENTO)],
        }
    }
}

fn without_isee(quota: &Quota, at: usize) -> Result<Scritta, Overflow> {
    let mut row = Scritta::new();
    row.words(quota.id.clone());
    row.words("senza ISEE");
    (0..3).for_each(|_| row.words(""));
    let valore = quota.senza_isee.as_ref().map(|s| &s.valore);
    let (words, da, costo, base) = match valore {
        Some(ValoreSenzaIsee::Importo(v)) => ("Importo, €", Some(*v), None, None),
        Some(ValoreSenzaIsee::Percento { percento, costo }) => ("% del costo", Some(*percento), Some(*costo), None),
        Some(ValoreSenzaIsee::Rifiuta(_)) => ("Il servizio non è ammesso", None, None, Some(RIFIUTATA)),
        None => ("Il regolamento non lo dice", None, None, Some(NON_NOTA)),
    };
    row.words(words);
    row.given(da);
    (0..3).for_each(|_| row.words(""));
    row.given(costo);
    let plain = Parti { da, costo, ..Parti::new(words, Retta::Costante) };
    let [own, rest @ ..] = plain.five();
    row.formula(at, &base.map_or(own, Espr::Testo))?;
    for e in rest {
        row.formula(at, &e)?;
    }
    row.words("");
    Ok(row)
}
