// SPDX-License-Identifier: EUPL-1.2
//! Formulas over the columns of a table: `max(0, costi - rette) * occupati / posti`, exact, one row at a time.
//!
//! `+ - * /`, parentheses, decimals, `min(…)`, `max(…)`, `se(a >= b, allora, altrimenti)` with `>= > <= < =`. A name is
//! a column; one with spaces stands in square brackets.

use super::numeri::decimal;
use crate::lingua::tr;
use num_rational::BigRational;
use num_traits::Zero;
use std::iter::Peekable;
use std::str::CharIndices;

/// Characters a formula may have, and parentheses inside one another.
const MAX_LENGTH: usize = 500;
const MAX_DEPTH: usize = 32;

/// A formula ready to be computed.
#[derive(Clone, Debug)]
pub(super) enum Formula {
    Numero(BigRational),
    Colonna(String),
    Conto(Segno, Box<[Formula; 2]>),
    Minimo(Vec<Formula>),
    Massimo(Vec<Formula>),
    Se(Confronto, Box<[Formula; 4]>),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Segno {
    Piu,
    Meno,
    Per,
    Diviso,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Confronto {
    AlmenoUguale,
    Maggiore,
    AlPiuUguale,
    Minore,
    Uguale,
}

/// Why a formula has no value on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DivisionePerZero;

impl Formula {
    /// The formula of a column alone.
    pub fn column(name: &str) -> Self {
        Self::Colonna(name.to_owned())
    }

    /// Columns it names, each once.
    pub fn columns(&self) -> Vec<&str> {
        let mut out = Vec::new();
        let mut todo = vec![self];
        while let Some(f) = todo.pop() {
            match f {
                Self::Numero(_) => {}
                Self::Colonna(name) if out.contains(&name.as_str()) => {}
                Self::Colonna(name) => out.push(name),
                Self::Conto(_, sides) => todo.extend(sides.iter()),
                Self::Minimo(list) | Self::Massimo(list) => todo.extend(list),
                Self::Se(_, parts) => todo.extend(parts.iter()),
            }
        }
        out
    }

    /// Its value on a row; the branch of `se` that is not taken is not computed.
    pub fn value(&self, cell: &dyn Fn(&str) -> BigRational) -> Result<BigRational, DivisionePerZero> {
        let all = |list: &[Self]| list.iter().map(|f| f.value(cell)).collect::<Result<Vec<_>, _>>();
        Ok(match self {
            Self::Numero(n) => n.clone(),
            Self::Colonna(name) => cell(name),
            Self::Conto(segno, sides) => {
                let [a, b] = sides.as_ref();
                let (a, b) = (a.value(cell)?, b.value(cell)?);
                match segno {
                    Segno::Piu => a + b,
                    Segno::Meno => a - b,
                    Segno::Per => a * b,
                    Segno::Diviso if b.is_zero() => return Err(DivisionePerZero),
                    Segno::Diviso => a / b,
                }
            }
            Self::Minimo(list) => all(list)?.into_iter().min().unwrap_or_default(),
            Self::Massimo(list) => all(list)?.into_iter().max().unwrap_or_default(),
            Self::Se(confronto, parts) => {
                let [a, b, then, otherwise] = parts.as_ref();
                let (a, b) = (a.value(cell)?, b.value(cell)?);
                let holds = match confronto {
                    Confronto::AlmenoUguale => a >= b,
                    Confronto::Maggiore => a > b,
                    Confronto::AlPiuUguale => a <= b,
                    Confronto::Minore => a < b,
                    Confronto::Uguale => a == b,
                };
                if holds { then.value(cell)? } else { otherwise.value(cell)? }
            }
        })
    }
}

/// Reads a formula; the error says what was expected, and at which character.
pub(super) fn parse(text: &str) -> Result<Formula, String> {
    if text.len() > MAX_LENGTH {
        return Err(tr!("al massimo {} caratteri", MAX_LENGTH.to_string()));
    }
    let mut reader = Lettore { text, chars: text.char_indices().peekable(), depth: 0 };
    let formula = reader.sum()?;
    match reader.peek() {
        None => Ok(formula),
        Some(_) => Err(reader.wanted(tr!("un segno + - * / o la fine"))),
    }
}

struct Lettore<'a> {
    text: &'a str,
    chars: Peekable<CharIndices<'a>>,
    depth: usize,
}

impl<'a> Lettore<'a> {
    /// The next character that is not a space.
    fn peek(&mut self) -> Option<char> {
        while self.chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        self.chars.peek().map(|(_, c)| *c)
    }

    fn take(&mut self, wanted: char) -> bool {
        self.peek() == Some(wanted) && self.chars.next().is_some()
    }

    fn wanted(&mut self, what: &str) -> String {
        let here = self.chars.peek().map_or(self.text.len(), |(i, _)| *i);
        let position = self.text.get(..here).map_or(0, |before| before.chars().count()).saturating_add(1);
        tr!("{} (carattere {})", what, position.to_string())
    }

    fn expect(&mut self, wanted: char) -> Result<(), String> {
        if self.take(wanted) { Ok(()) } else { Err(self.wanted(&format!("«{wanted}»"))) }
    }

    fn sum(&mut self) -> Result<Formula, String> {
        let mut left = self.product()?;
        loop {
            let segno = match self.peek() {
                Some('+') => Segno::Piu,
                Some('-') => Segno::Meno,
                _ => return Ok(left),
            };
            self.chars.next();
            left = Formula::Conto(segno, Box::new([left, self.product()?]));
        }
    }

    fn product(&mut self) -> Result<Formula, String> {
        let mut left = self.term()?;
        loop {
            let segno = match self.peek() {
                Some('*') => Segno::Per,
                Some('/') => Segno::Diviso,
                _ => return Ok(left),
            };
            self.chars.next();
            left = Formula::Conto(segno, Box::new([left, self.term()?]));
        }
    }

    fn term(&mut self) -> Result<Formula, String> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > MAX_DEPTH {
            return Err(tr!("al massimo {} parentesi una dentro l'altra", MAX_DEPTH.to_string()));
        }
        let term = match self.peek() {
            Some('(') => {
                self.chars.next();
                let inside = self.sum()?;
                self.expect(')')?;
                inside
            }
            Some('[') => {
                self.chars.next();
                let name = self.word(|c| c != ']').trim();
                self.expect(']')?;
                Formula::column(name)
            }
            Some(c) if c.is_ascii_digit() => {
                let digits = self.word(|c| c.is_ascii_digit() || c == '.');
                Formula::Numero(decimal(digits).ok_or_else(|| self.wanted(tr!("un numero come 0.30")))?)
            }
            Some(c) if c.is_alphabetic() || c == '_' => {
                let name = self.word(|c| c.is_alphanumeric() || c == '_' || c == '.');
                if self.peek() == Some('(') { self.function(name)? } else { Formula::column(name) }
            }
            _ => return Err(self.wanted(tr!("un numero, una colonna o una parentesi"))),
        };
        self.depth = self.depth.saturating_sub(1);
        Ok(term)
    }

    fn word(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let start = self.chars.peek().map_or(self.text.len(), |(i, _)| *i);
        while self.chars.next_if(|(_, c)| belongs(*c)).is_some() {}
        let end = self.chars.peek().map_or(self.text.len(), |(i, _)| *i);
        self.text.get(start..end).unwrap_or_default()
    }

    fn function(&mut self, name: &str) -> Result<Formula, String> {
        self.expect('(')?;
        match name {
            "min" => self.list().map(Formula::Minimo),
            "max" => self.list().map(Formula::Massimo),
            "se" => self.choice(),
            _ => Err(self.wanted(tr!("una funzione tra min, max e se"))),
        }
    }

    fn list(&mut self) -> Result<Vec<Formula>, String> {
        let mut out = vec![self.sum()?];
        while self.take(',') {
            out.push(self.sum()?);
        }
        self.expect(')')?;
        Ok(out)
    }

    fn choice(&mut self) -> Result<Formula, String> {
        let left = self.sum()?;
        let confronto = self.comparison()?;
        let right = self.sum()?;
        self.expect(',')?;
        let then = self.sum()?;
        self.expect(',')?;
        let otherwise = self.sum()?;
        self.expect(')')?;
        Ok(Formula::Se(confronto, Box::new([left, right, then, otherwise])))
    }

    fn comparison(&mut self) -> Result<Confronto, String> {
        let (strict, loose) = match self.peek() {
            Some('>') => (Confronto::Maggiore, Confronto::AlmenoUguale),
            Some('<') => (Confronto::Minore, Confronto::AlPiuUguale),
            Some('=') => {
                self.chars.next();
                return Ok(Confronto::Uguale);
            }
            _ => return Err(self.wanted(tr!("un confronto tra >= > <= < ="))),
        };
        self.chars.next();
        Ok(if self.take('=') { loose } else { strict })
    }
}
