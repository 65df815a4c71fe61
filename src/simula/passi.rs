//! The corrections of a value, turned once into whole numbers over one denominator: no reduction while they run.

use super::gradini::{half_even, lcm, scaled};
use crate::denaro::{Arrotonda, Frazione, Modo, Overflow};
use crate::norma::Operazione;

/// One operation on a number of `1/den` cents.
#[derive(Clone, Debug, PartialEq)]
enum Passo {
    Per(i128),
    Piu(i128),
    /// A quantity, by its place, times so much.
    PiuQuantita(usize, i128),
    Tetto(i128),
    Minimo(i128),
    Fisso(i128),
}

/// Corrections in the order of chapter 4.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Passi {
    /// Denominator of what comes out, cents.
    pub den: i128,
    lista: Vec<Passo>,
}

/// A quantity as corrections need it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Quante {
    /// The same for everybody here.
    Note(Frazione),
    /// A column, with how many decimals.
    Colonna(usize, u32),
}

impl Passi {
    pub(crate) fn new(den: i128) -> Self {
        Self { den, lista: Vec::new() }
    }

    /// From here on, a denominator that `den` divides.
    fn refine(&mut self, den: i128) -> Result<(), Overflow> {
        let common = lcm(self.den, den)?;
        if common != self.den {
            self.lista.push(Passo::Per(common / self.den));
            self.den = common;
        }
        Ok(())
    }

    fn amount(&mut self, euro: Frazione) -> Result<i128, Overflow> {
        let cents = euro.mul(Frazione::integer(100))?;
        self.refine(cents.denom())?;
        scaled(cents, self.den)
    }

    /// Adds an operation.
    pub(crate) fn push(&mut self, op: &Operazione, quantity: impl Fn(&str) -> Quante) -> Result<(), Overflow> {
        let passo = match op {
            Operazione::Moltiplica(k) => {
                self.den = self.den.checked_mul(k.denom()).ok_or(Overflow)?;
                Passo::Per(k.numer())
            }
            Operazione::Aggiungi { importo, per } => match per.as_ref().map(|p| quantity(p)) {
                None => Passo::Piu(self.amount(*importo)?),
                Some(Quante::Note(times)) => Passo::Piu(self.amount(importo.mul(times)?)?),
                Some(Quante::Colonna(place, decimals)) => {
                    let scale = Frazione::new(1, 10_i128.pow(decimals))?;
                    Passo::PiuQuantita(place, self.amount(importo.mul(scale)?)?)
                }
            },
            Operazione::Tetto(v) => Passo::Tetto(self.amount(*v)?),
            Operazione::Minimo(v) => Passo::Minimo(self.amount(*v)?),
            Operazione::Imposta(v) => Passo::Fisso(self.amount(*v)?),
            Operazione::Sposta(_) => return Ok(()),
        };
        self.lista.push(passo);
        Ok(())
    }

    /// Applies them; `quantity` gives the digits of a quantity by its place.
    pub(crate) fn apply(&self, value: i128, quantity: impl Fn(usize) -> i64) -> Result<i128, Overflow> {
        let mut n = value;
        for passo in &self.lista {
            n = match passo {
                Passo::Per(k) => n.checked_mul(*k).ok_or(Overflow)?,
                Passo::Piu(k) => n.checked_add(*k).ok_or(Overflow)?.max(0),
                Passo::PiuQuantita(place, k) => {
                    let more = k.checked_mul(i128::from(quantity(*place))).ok_or(Overflow)?;
                    n.checked_add(more).ok_or(Overflow)?.max(0)
                }
                Passo::Tetto(k) => n.min(*k),
                Passo::Minimo(k) => n.max(*k),
                Passo::Fisso(k) => *k,
            };
        }
        Ok(n)
    }

    /// The two ends between which a whole number of cents is held, when that is all they do.
    pub(crate) fn clamp(&self) -> Option<(i64, i64)> {
        let (mut low, mut high) = (0_i64, i64::MAX);
        if self.den != 1 {
            return None;
        }
        for passo in &self.lista {
            match passo {
                Passo::Tetto(k) => {
                    let k = i64::try_from(*k).unwrap_or(i64::MAX);
                    (low, high) = (low.min(k), high.min(k));
                }
                Passo::Minimo(k) => {
                    let k = i64::try_from(*k).ok()?;
                    (low, high) = (low.max(k), high.max(k));
                }
                Passo::Fisso(k) => {
                    let k = i64::try_from(*k).ok()?;
                    (low, high) = (k, k);
                }
                Passo::Per(1) => {}
                _ => return None,
            }
        }
        Some((low, high))
    }
}

/// The last rounding: from `1/den` cents to whole cents.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finale {
    modo: Modo,
    /// The multiple, in cents.
    al: Frazione,
}

impl Finale {
    pub(crate) fn new(regola: Arrotonda) -> Result<Self, Overflow> {
        Ok(Self { modo: regola.modo, al: regola.al.mul(Frazione::integer(100))? })
    }

    /// Whole cents stay as they are.
    pub(crate) fn keeps_cents(&self) -> bool {
        self.modo == Modo::Nessuno || self.al.numer() == 1
    }

    /// Cents of n/den, as an answer shows them.
    pub(crate) fn apply(&self, n: i128, den: i128) -> Result<i128, Overflow> {
        if self.modo == Modo::Nessuno {
            return half_up(n, den);
        }
        let (n, d) =
            (n.checked_mul(self.al.denom()).ok_or(Overflow)?, den.checked_mul(self.al.numer()).ok_or(Overflow)?);
        let steps = match self.modo {
            Modo::MetaSu => half_up(n, d)?,
            Modo::MetaPari => half_even(n, d)?,
            Modo::Su => n.checked_add(d - 1).ok_or(Overflow)?.div_euclid(d),
            Modo::Giu | Modo::Nessuno => n.div_euclid(d),
        };
        half_up(steps.checked_mul(self.al.numer()).ok_or(Overflow)?, self.al.denom())
    }
}

/// n / d rounded half away from zero.
pub(crate) fn half_up(n: i128, d: i128) -> Result<i128, Overflow> {
    let double = n.unsigned_abs().checked_mul(2).ok_or(Overflow)?;
    let d = d.unsigned_abs();
    let magnitude = double.checked_add(d).ok_or(Overflow)? / d.checked_mul(2).ok_or(Overflow)?;
    let magnitude = i128::try_from(magnitude).map_err(|_| Overflow)?;
    Ok(if n < 0 { -magnitude } else { magnitude })
}
