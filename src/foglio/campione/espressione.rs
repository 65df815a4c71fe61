// SPDX-License-Identifier: EUPL-1.2
//! A formula and its exact value from the same tree: what a cell says and what it gives cannot disagree.

use crate::denaro::{Arrotonda, Frazione, Modo, Overflow};
use crate::foglio::indirizzo;
use std::cell::Cell;
use std::fmt::Write;

/// Decimals, of the multiple to which a value is rounded, that a cell tells apart for sure: the binary number of a
/// cell errs by less than half of the next one.
pub(super) const DECIMALI: u32 = 7;
/// Beyond this many multiples the fifteen digits of a cell are not enough for [`DECIMALI`].
const MASSIMO: Frazione = Frazione::integer(10_000_000);
/// Decimals of a cent of ISEE.
pub(super) const DECIMALI_ISEE: u32 = 6;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Dato {
    Vuoto,
    Numero(Frazione),
    Testo(String),
}

impl Dato {
    pub(super) fn numero(&self) -> Option<Frazione> {
        if let Self::Numero(n) = self { Some(*n) } else { None }
    }

    /// As a file holds it: the nearest decimal where there is no exact one.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Vuoto => String::new(),
            Self::Testo(t) => t.clone(),
            Self::Numero(n) => decimal(*n),
        }
    }
}

/// A decimal, exact or to the twelfth digit.
pub(super) fn decimal(n: Frazione) -> String {
    let exact = n.exact_text();
    if !exact.contains('/') {
        return exact;
    }
    let fine = Frazione::new(1, 1_000_000_000_000).map(|al| Arrotonda { al, modo: Modo::MetaSu });
    fine.and_then(|a| a.apply(n)).map_or_else(|_| n.euro_text(), Frazione::exact_text)
}

/// A column of cells of the schedule: where it is, and its values.
#[derive(Clone, Debug)]
pub(super) struct Elenco {
    pub dove: String,
    pub dati: Vec<Dato>,
}

/// A formula.
#[derive(Clone, Debug)]
pub(super) enum Espr {
    Numero(Frazione),
    Testo(&'static str),
    /// A cell of the same row.
    Colonna(usize),
    /// A cell of the schedule.
    Fissa(String, Dato),
    /// A day, for comparisons.
    Giorno(String),
    /// The n-th of a list.
    Scelto(Elenco, Box<Espr>),
    Somma(Vec<Espr>),
    Meno(Box<Espr>, Box<Espr>),
    Per(Box<Espr>, Box<Espr>),
    Diviso(Box<Espr>, Box<Espr>),
    Minimo(Vec<Espr>),
    Massimo(Vec<Espr>),
    Se(Box<Condizione>, Box<Espr>, Box<Espr>),
    /// To some decimals.
    Decimali(Box<Espr>, u32),
    /// To the whole number, as a rule says.
    Intero(Box<Espr>, Modo),
    /// Which fascia: one more than the bounds that a value is beyond.
    Fascia {
        x: Box<Espr>,
        limiti: Elenco,
        compresi: Elenco,
    },
}

/// What `IF` asks.
#[derive(Clone, Debug)]
pub(super) enum Condizione {
    Confronto(Espr, &'static str, Espr),
    /// The same letters, capitals included.
    Parola(Espr, String),
    Numero(Espr),
    Vuota(Espr),
    Tutte(Vec<Condizione>),
    AlmenoUna(Vec<Condizione>),
}

/// The values a row already has; whether a rounding was too near to its tie for a cell to tell.
pub(super) struct Riga<'a> {
    pub dati: &'a [Dato],
    pub incerta: &'a Cell<bool>,
}

impl Espr {
    pub(super) fn se(c: Condizione, yes: Self, no: Self) -> Self {
        Self::Se(Box::new(c), Box::new(yes), Box::new(no))
    }

    pub(super) fn per(self, other: Self) -> Self {
        Self::Per(Box::new(self), Box::new(other))
    }

    pub(super) fn diviso(self, other: Self) -> Self {
        Self::Diviso(Box::new(self), Box::new(other))
    }

    pub(super) fn meno(self, other: Self) -> Self {
        Self::Meno(Box::new(self), Box::new(other))
    }

    pub(super) fn decimali(self, n: u32) -> Self {
        Self::Decimali(Box::new(self), n)
    }

    /// `then` where it is a number, itself where it is words.
    pub(super) fn se_numero(self, then: Self) -> Self {
        Self::se(Condizione::Numero(self.clone()), then, self)
    }

    /// The text of the formula on a row.
    pub(super) fn formula(&self, riga: usize) -> String {
        let mut out = String::new();
        // Writing into a string cannot fail.
        let _ = self.write(riga, &mut out);
        out
    }

    fn write(&self, r: usize, out: &mut String) -> std::fmt::Result {
        match self {
            Self::Numero(n) if n.exact_text().contains('/') => write!(out, "({}/{})", n.numer(), n.denom()),
            Self::Numero(n) => out.write_str(&n.exact_text()),
            Self::Testo(t) => write!(out, "\"{t}\""),
            Self::Colonna(c) => out.write_str(&indirizzo(r, *c)),
            Self::Fissa(at, _) => out.write_str(at),
            Self::Giorno(day) => {
                let mut parts = day.splitn(3, '-').map(|p| p.trim_start_matches('0'));
                let mut next = || parts.next().unwrap_or_default();
                write!(out, "DATE({},{},{})", next(), next(), next())
            }
            Self::Scelto(list, n) => write!(out, "INDEX({},{})", list.dove, n.formula(r)),
            Self::Somma(list) => out.write_str(&joined(list, r, "+", ("(", ")"))),
            Self::Meno(a, b) => write!(out, "({}-{})", a.formula(r), b.formula(r)),
            Self::Per(a, b) => write!(out, "{}*{}", a.formula(r), b.formula(r)),
            Self::Diviso(a, b) => write!(out, "{}/{}", a.formula(r), b.formula(r)),
            Self::Minimo(list) => out.write_str(&joined(list, r, ",", ("MIN(", ")"))),
            Self::Massimo(list) => out.write_str(&joined(list, r, ",", ("MAX(", ")"))),
            Self::Se(c, a, b) => write!(out, "IF({},{},{})", c.formula(r), a.formula(r), b.formula(r)),
            Self::Decimali(x, n) => write!(out, "ROUND({},{n})", x.formula(r)),
            Self::Intero(x, modo) => out.write_str(&whole(&x.formula(r), *modo)),
            Self::Fascia { x, limiti, compresi } => {
                let (x, limits, with) = (x.formula(r), &limiti.dove, &compresi.dove);
                write!(out, "1+SUMPRODUCT(({limits}<{x})+({limits}={x})*({with}=0))")
            }
        }
    }

    /// What it gives.
    pub(super) fn value(&self, r: &Riga<'_>) -> Result<Dato, Overflow> {
        let number = |e: &Self| e.number(r);
        Ok(Dato::Numero(match self {
            Self::Numero(n) => *n,
            Self::Testo("") => return Ok(Dato::Testo(String::new())),
            Self::Testo(t) => return Ok(Dato::Testo((*t).to_owned())),
            Self::Colonna(c) => return Ok(r.dati.get(*c).cloned().unwrap_or(Dato::Vuoto)),
            Self::Fissa(_, dato) => return Ok(dato.clone()),
            Self::Giorno(day) => return Ok(giorno(day)),
            Self::Scelto(list, n) => {
                let place = usize::try_from(number(n)?.floor()).ok().and_then(|n| n.checked_sub(1));
                return Ok(place.and_then(|n| list.dati.get(n)).cloned().unwrap_or(Dato::Vuoto));
            }
            Self::Somma(list) => list.iter().try_fold(Frazione::ZERO, |sum, e| sum.add(number(e)?))?,
            Self::Meno(a, b) => number(a)?.sub(number(b)?)?,
            Self::Per(a, b) => number(a)?.mul(number(b)?)?,
            Self::Diviso(a, b) => number(a)?.div(number(b)?)?,
            Self::Minimo(list) => extreme(list, r, Ord::min)?,
            Self::Massimo(list) => extreme(list, r, Ord::max)?,
            Self::Se(c, a, b) => return if c.holds(r)? { a.value(r) } else { b.value(r) },
            Self::Decimali(x, n) => to_decimals(number(x)?, *n)?,
            Self::Intero(x, modo) => whole_number(x, *modo, r)?,
            Self::Fascia { x, limiti, compresi } => {
                let x = number(x)?;
                let beyond = |(limit, with): (&Dato, &Dato)| {
                    limit.numero().is_some_and(|l| l < x || (l == x && with.numero() == Some(Frazione::ZERO)))
                };
                let count = limiti.dati.iter().zip(&compresi.dati).filter(|p| beyond(*p)).count();
                Frazione::integer(i128::try_from(count).unwrap_or(i128::MAX).saturating_add(1))
            }
        }))
    }

    fn number(&self, r: &Riga<'_>) -> Result<Frazione, Overflow> {
        // An empty cell counts as zero in a sum; words never come here, who writes the formula asks first.
        Ok(self.value(r)?.numero().unwrap_or(Frazione::ZERO))
    }
}

/// A day as a number that grows with it.
pub(super) fn giorno(day: &str) -> Dato {
    let digits: String = day.chars().filter(char::is_ascii_digit).collect();
    digits.parse().map_or(Dato::Vuoto, |n: i128| Dato::Numero(Frazione::integer(n)))
}

fn extreme(list: &[Espr], r: &Riga<'_>, which: fn(Frazione, Frazione) -> Frazione) -> Result<Frazione, Overflow> {
    let mut out: Option<Frazione> = None;
    for e in list {
        let n = e.number(r)?;
        out = Some(out.map_or(n, |o| which(o, n)));
    }
    Ok(out.unwrap_or(Frazione::ZERO))
}

fn to_decimals(x: Frazione, n: u32) -> Result<Frazione, Overflow> {
    let al = Frazione::new(1, 10_i128.saturating_pow(n))?;
    Arrotonda { al, modo: Modo::MetaSu }.apply(x)
}

/// The whole number that a cell gives; where it could give another, the row is uncertain.
fn whole_number(x: &Espr, modo: Modo, r: &Riga<'_>) -> Result<Frazione, Overflow> {
    let exact = match x {
        Espr::Decimali(inner, _) => inner.number(r)?,
        other => other.number(r)?,
    };
    let rule = Arrotonda { al: Frazione::ONE, modo };
    let shown = to_decimals(exact, DECIMALI)?;
    let step = Frazione::new(1, 10_i128.saturating_pow(DECIMALI))?;
    let near = if shown == exact { [shown, shown] } else { [shown.sub(step)?, shown.add(step)?] };
    let want = rule.apply(exact)?;
    if exact > MASSIMO || near.iter().any(|x| rule.apply(*x) != Ok(want)) {
        r.incerta.set(true);
    }
    Ok(want)
}

fn whole(x: &str, modo: Modo) -> String {
    match modo {
        Modo::MetaSu => format!("ROUND({x},0)"),
        Modo::Su => format!("ROUNDUP({x},0)"),
        Modo::Giu => format!("ROUNDDOWN({x},0)"),
        Modo::MetaPari => format!("IF(({x})-INT({x})=0.5,2*ROUND(({x})/2,0),ROUND({x},0))"),
        Modo::Nessuno => x.to_owned(),
    }
}

fn joined(list: &[Espr], r: usize, mark: &str, (open, close): (&str, &str)) -> String {
    let all: Vec<String> = list.iter().map(|e| e.formula(r)).collect();
    format!("{open}{}{close}", all.join(mark))
}

impl Condizione {
    fn formula(&self, r: usize) -> String {
        let joined = |list: &[Self]| list.iter().map(|c| c.formula(r)).collect::<Vec<_>>().join(",");
        match self {
            Self::Confronto(a, op, b) => format!("{}{op}{}", a.formula(r), b.formula(r)),
            Self::Parola(e, word) => format!("EXACT({},\"{}\")", e.formula(r), word.replace('"', "\"\"")),
            Self::Numero(e) => format!("ISNUMBER({})", e.formula(r)),
            Self::Vuota(e) => format!("{}=\"\"", e.formula(r)),
            Self::Tutte(list) => format!("AND({})", joined(list)),
            Self::AlmenoUna(list) => format!("OR({})", joined(list)),
        }
    }

    fn holds(&self, r: &Riga<'_>) -> Result<bool, Overflow> {
        Ok(match self {
            Self::Confronto(a, op, b) => {
                let (Dato::Numero(a), Dato::Numero(b)) = (a.value(r)?, b.value(r)?) else { return Ok(false) };
                match *op {
                    "<" => a < b,
                    "<=" => a <= b,
                    ">" => a > b,
                    ">=" => a >= b,
                    _ => a == b,
                }
            }
            Self::Parola(e, word) => e.value(r)? == Dato::Testo(word.clone()),
            Self::Numero(e) => e.value(r)?.numero().is_some(),
            Self::Vuota(e) => e.value(r)?.text().is_empty(),
            Self::Tutte(list) => list.iter().try_fold(true, |all, c| Ok(all & c.holds(r)?))?,
            Self::AlmenoUna(list) => list.iter().try_fold(false, |any, c| Ok(any | c.holds(r)?))?,
        })
    }
}
