// SPDX-License-Identifier: EUPL-1.2
//! What the formulas of a level give now, computed exactly: whoever opens the file without computing sees the right
//! values, and a test compares them with those of another program.

use super::formule::{Col, HEADS, ROWS, Riga};
use super::livello::Livello;
use crate::riparto::{Forma, Limite, LimiteAttivo, Riparto, Voce, rational};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

type Q = BigRational;

/// No maximum, and the sum that nobody reaches.
const NONE: (u32, u32) = (15, 30);
/// Significant digits of a cell.
const DIGITS: usize = 15;

/// The values of a level, as the cells show them.
pub(super) struct Valori {
    pub sopra: Vec<String>,
    pub righe: Vec<Vec<String>>,
}

/// A whole number.
fn q(n: impl Into<BigInt>) -> Q {
    Q::from_integer(n.into())
}

fn power(n: u32) -> Q {
    q(BigInt::from(10).pow(n))
}

/// The nearest decimal with fifteen significant digits.
pub(super) fn decimal(x: &Q) -> String {
    let sign = if x.is_negative() { "-" } else { "" };
    let x = x.abs();
    let whole = x.trunc().to_integer().to_string();
    let wide = if x >= Q::one() { whole.len() } else { 0 };
    let mut decimals = u32::try_from(DIGITS.saturating_sub(wide)).unwrap_or(0);
    // A small number has its digits after the zeros.
    let mut grown = &x * power(decimals);
    while x.is_positive() && wide == 0 && grown < power(14) && decimals < 40 {
        decimals = decimals.saturating_add(1);
        grown = &x * power(decimals);
    }
    let digits = grown.round().to_integer().to_string();
    let places = usize::try_from(decimals).unwrap_or(0);
    let padded = format!("{digits:0>width$}", width = places.saturating_add(1));
    let (head, tail) = padded.split_at_checked(padded.len().saturating_sub(places)).unwrap_or((&padded, ""));
    let tail = tail.trim_end_matches('0');
    if tail.is_empty() { format!("{sign}{head}") } else { format!("{sign}{head}.{tail}") }
}

/// A sibling as the formulas see it, in cents.
struct Parte {
    peso: Q,
    minimo: Q,
    massimo: Option<Q>,
}

impl Parte {
    fn of(voce: &Voce, out: bool, available: &Q) -> Self {
        let bound = |limite: Limite| match limite {
            Limite::Importo(amount) => q(amount.0),
            Limite::Percento(p) => rational(p) * available / q(100),
        };
        match &voce.forma {
            Forma::Peso { peso, minimo, massimo } if !out => {
                Self { peso: peso.clone(), minimo: minimo.map_or_else(Q::zero, bound), massimo: massimo.map(bound) }
            }
            _ => Self { peso: Q::zero(), minimo: Q::zero(), massimo: Some(Q::zero()) },
        }
    }

    /// No weight, or out: its maximum does not matter.
    fn at(&self, lambda: &Q) -> Q {
        let grown = (lambda * &self.peso).max(self.minimo.clone());
        match &self.massimo {
            Some(max) => grown.min(max.clone()),
            None => grown,
        }
    }
}

/// The values of a level.
pub(super) fn of(riparto: &Riparto, livello: &Livello<'_>) -> Valori {
    Conto::new(riparto, livello).values(livello)
}

struct Conto {
    parti: Vec<Parte>,
    disponibile: Q,
    unita: Q,
    importi: Q,
    percentuali: Q,
    unita_percento: Q,
    resto: Q,
    lambda_zero: Q,
    somma_zero: Q,
    pesi_zero: Q,
    lambda: Q,
    stati: Vec<i8>,
}

impl Conto {
    fn new(riparto: &Riparto, livello: &Livello<'_>) -> Self {
        let disponibile = q(livello.disponibile);
        let out = |i: usize| livello.risposte.get(i).is_some_and(|r| r.limite == Some(LimiteAttivo::ContributoMinimo));
        let parti: Vec<Parte> =
            livello.voci.iter().enumerate().map(|(i, v)| Parte::of(v, out(i), &disponibile)).collect();
        let sum = |rule: fn(&Forma) -> bool| {
            let own = livello.voci.iter().zip(livello.risposte).filter(|(v, _)| rule(&v.forma));
            own.fold(Q::zero(), |sum, (_, r)| sum + q(r.importo.0))
        };
        let unita = q(riparto.unita.0);
        let importi = sum(|f| matches!(f, Forma::Importo(_)));
        let in_percent = sum(|f| matches!(f, Forma::Percento(_)));
        let percentuali = livello.voci.iter().fold(Q::zero(), |sum, v| sum + percent(v, &disponibile));
        let resto = &disponibile - &importi - &in_percent;
        let at = |lambda: &Q| parti.iter().fold(Q::zero(), |sum, p| sum + p.at(lambda));
        let bends = parti
            .iter()
            .filter(|p| !p.peso.is_zero())
            .flat_map(|p| std::iter::once(&p.minimo / &p.peso).chain(p.massimo.as_ref().map(|max| max / &p.peso)));
        let below = bends.filter(|l| at(l) <= resto);
        let lambda_zero = below.fold(Q::zero(), |best, l| best.max(l));
        let somma_zero = at(&lambda_zero);
        let grows = |p: &&Parte| {
            let high = p.massimo.as_ref().is_none_or(|max| *max > &lambda_zero * &p.peso);
            !p.peso.is_zero() && p.minimo <= &lambda_zero * &p.peso && high
        };
        let pesi_zero = parti.iter().filter(grows).fold(Q::zero(), |sum, p| sum + &p.peso);
        let lambda =
            if pesi_zero.is_zero() { lambda_zero.clone() } else { &lambda_zero + (&resto - &somma_zero) / &pesi_zero };
        let stato = |p: &Parte| {
            let grown = &lambda * &p.peso;
            let full = p.massimo.as_ref().is_some_and(|max| grown >= *max);
            if p.peso.is_zero() || grown <= p.minimo { -1 } else { i8::from(full) }
        };
        let stati = parti.iter().map(stato).collect();
        let unita_percento = &in_percent / &unita;
        Self {
            parti,
            disponibile,
            unita,
            importi,
            percentuali,
            unita_percento,
            resto,
            lambda_zero,
            somma_zero,
            pesi_zero,
            lambda,
            stati,
        }
    }

    fn held(&self, stato: i8, amount: impl Fn(&Parte) -> Q) -> Q {
        self.parti.iter().zip(&self.stati).filter(|(_, s)| **s == stato).fold(Q::zero(), |sum, (p, _)| sum + amount(p))
    }

    fn quota(&self, i: usize) -> Q {
        let (Some(p), Some(stato)) = (self.parti.get(i), self.stati.get(i)) else { return Q::zero() };
        match (stato, &p.massimo) {
            (-1, _) => p.minimo.clone(),
            (1, Some(max)) => max.clone(),
            _ => &self.lambda * &p.peso,
        }
    }

    fn values(&self, livello: &Livello<'_>) -> Valori {
        let rows: Vec<Vec<Q>> = (0..livello.voci.len()).map(|i| self.row(livello, i)).collect();
        let sum = |col: Col| rows.iter().filter_map(|r| r.get(col as usize)).fold(Q::zero(), |sum, x| sum + x);
        let total = sum(Col::Quota).min(self.resto.clone());
        let units = (total / &self.unita).floor();
        let missing = &units - sum(Col::Intera);
        let free_rest =
            &self.resto - self.held(-1, |p| p.minimo.clone()) - self.held(1, |p| p.massimo.clone().unwrap_or_default());
        let digits = self.disponibile.to_integer().to_string().len();
        let decimals = 15_usize.saturating_sub(digits).clamp(1, 6);
        // λ of a scaled weight is as many times larger.
        let scale = livello.scala.clone().unwrap_or_else(Q::one);
        let above = |riga: Riga| match riga {
            Riga::Disponibile => self.disponibile.clone(),
            Riga::Unita => self.unita.clone(),
            Riga::Importi => self.importi.clone(),
            Riga::Percentuali => self.percentuali.clone(),
            Riga::UnitaPercento => self.unita_percento.clone(),
            Riga::Resto => self.resto.clone(),
            Riga::Decimali => q(decimals),
            Riga::LambdaZero => &self.lambda_zero * &scale,
            Riga::SommaZero => self.somma_zero.clone(),
            Riga::PesiZero => &self.pesi_zero / &scale,
            Riga::Lambda => &self.lambda * &scale,
            Riga::RestoLibero => free_rest.clone(),
            Riga::PesiLiberi => self.held(0, |p| p.peso.clone()) / &scale,
            Riga::UnitaPesi => units.clone(),
            Riga::Mancano => missing.clone(),
            Riga::MancanoAncora => &missing - sum(Col::PrimoGiro),
            Riga::ContributoMinimo => q(livello.contributo_minimo.map_or(0, |c| c.0)),
            Riga::Residuo => q(livello.residuo),
            Riga::Controllo => Q::zero(),
        };
        let mut sopra: Vec<String> = RIGHE.iter().map(|r| decimal(&above(*r))).collect();
        if let Some(check) = sopra.last_mut() {
            "A posto".clone_into(check);
        }
        let rules = ["importo", "percento", "peso"];
        let text = |(i, row): (usize, &Vec<Q>)| {
            let mut cells: Vec<String> = row.iter().map(decimal).collect();
            let voce = livello.voci.get(i);
            let rule = match voce.map(|v| &v.forma) {
                Some(Forma::Importo(_)) => 0_usize,
                Some(Forma::Percento(_)) => 1,
                _ => 2,
            };
            let names = [voce.map_or("", |v| v.nome.it()), rules.get(rule).copied().unwrap_or_default()];
            for (cell, name) in cells.iter_mut().zip(names) {
                name.clone_into(cell);
            }
            cells
        };
        Valori { sopra, righe: rows.iter().enumerate().map(text).collect() }
    }

    /// One voce; the first two cells are words.
    fn row(&self, livello: &Livello<'_>, i: usize) -> Vec<Q> {
        let mut row = vec![Q::zero(); HEADS.len()];
        let mut set = |col: Col, value: Q| {
            if let Some(cell) = row.get_mut(col as usize) {
                *cell = value;
            }
        };
        let (Some(voce), Some(risposta), Some(p)) = (livello.voci.get(i), livello.risposte.get(i), self.parti.get(i))
        else {
            return row;
        };
        let units = q(risposta.importo.0) / &self.unita;
        set(Col::Valore, value(voce, livello));
        set(Col::Scelta, q(i32::from(livello.scelti.get(i).copied().unwrap_or_default())));
        set(Col::Riceve, q(risposta.importo.0));
        set(Col::Stato, q(-1));
        set(Col::SommaMinimo, self.parti.iter().fold(Q::zero(), |sum, p| sum + p.at(&Q::zero())));
        match &voce.forma {
            Forma::Importo(amount) => {
                set(Col::Importo, q(amount.0));
                set(Col::SommaMassimo, power(NONE.1));
            }
            Forma::Percento(_) => {
                let exact = percent(voce, &self.disponibile);
                let whole = (&exact / &self.unita).floor();
                set(Col::PercentoEsatta, exact.clone());
                set(Col::PercentoParte, exact / &self.unita - &whole);
                set(Col::PercentoInPiu, units - &whole);
                set(Col::PercentoIntera, whole);
                set(Col::SommaMassimo, power(NONE.1));
            }
            Forma::Peso { .. } => self.weighted(livello, i, p, units, &mut set),
        }
        row
    }

    fn weighted(&self, livello: &Livello<'_>, i: usize, p: &Parte, units: Q, set: &mut impl FnMut(Col, Q)) {
        let at = |lambda: &Q| self.parti.iter().fold(Q::zero(), |sum, p| sum + p.at(lambda));
        let scale = livello.scala.clone().unwrap_or_else(Q::one);
        let lambda = |bound: &Q| if p.peso.is_zero() { Q::zero() } else { bound / &p.peso };
        let none = power(NONE.0);
        let max = p.massimo.clone().unwrap_or_else(|| none.clone());
        let quota = self.quota(i);
        let whole = (&quota / &self.unita).floor();
        let part = &quota / &self.unita - &whole;
        let extra = &units - &whole;
        let first = extra.clone().min(Q::one());
        let room = |units: &Q| {
            units + Q::one() <= (&max / &self.unita).floor() && (part.is_positive() || p.peso.is_positive())
        };
        let in_race = |b: bool| q(u8::from(b));
        set(Col::Peso, &p.peso / &scale);
        set(Col::Minimo, p.minimo.clone());
        set(Col::LambdaMinimo, lambda(&p.minimo) * &scale);
        set(Col::LambdaMassimo, lambda(&max) * &scale);
        set(Col::SommaMinimo, at(&lambda(&p.minimo)));
        let capped = p.massimo.is_some() && !p.peso.is_zero();
        set(Col::SommaMassimo, if capped { at(&lambda(&max)) } else { power(NONE.1) });
        set(Col::Massimo, max.clone());
        set(Col::Stato, q(self.stati.get(i).copied().unwrap_or(-1)));
        set(Col::InGara, in_race(room(&whole)));
        set(Col::Quota, quota.clone());
        set(Col::Parte, part.clone());
        set(Col::SecondoGiro, &extra - &first);
        set(Col::PrimoGiro, first);
        set(Col::Intera, whole);
    }
}

/// The rows above the table, in order.
pub(super) const RIGHE: [Riga; ROWS.len()] = [
    Riga::Disponibile,
    Riga::Unita,
    Riga::Importi,
    Riga::Percentuali,
    Riga::UnitaPercento,
    Riga::Resto,
    Riga::Decimali,
    Riga::LambdaZero,
    Riga::SommaZero,
    Riga::PesiZero,
    Riga::Lambda,
    Riga::RestoLibero,
    Riga::PesiLiberi,
    Riga::UnitaPesi,
    Riga::Mancano,
    Riga::MancanoAncora,
    Riga::ContributoMinimo,
    Riga::Residuo,
    Riga::Controllo,
];

/// The exact cents of a percentage.
fn percent(voce: &Voce, available: &Q) -> Q {
    match voce.forma {
        Forma::Percento(p) => rational(p) * available / q(100),
        _ => Q::zero(),
    }
}

/// What «Riparto» shows as the value of a voce: euro, a percentage, a weight.
pub(super) fn value(voce: &Voce, livello: &Livello<'_>) -> Q {
    match &voce.forma {
        Forma::Importo(amount) => q(amount.0) / q(100),
        Forma::Percento(p) => rational(*p),
        Forma::Peso { peso, .. } => match &livello.scala {
            Some(scale) => peso / scale,
            None => peso.clone(),
        },
    }
}
