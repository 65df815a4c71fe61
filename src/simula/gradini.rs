//! A unit value as steps of whole numbers: for each cent of ISEE one value, and up to which ISEE it stays the same.

use crate::denaro::{Arrotonda, Frazione, Modo, Overflow};
use crate::tariffa::Pezzo;

/// One piece; the value is a number of `1/den` cents (see [`Gradini::den`]).
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Forma {
    /// The same everywhere.
    Costante(i128),
    /// ⌊(p·x + q) / r⌋ · al, with x in cents of ISEE: every rounding but `meta_pari` is of this kind.
    Scala { p: i128, q: i128, r: i128, al: i128 },
    /// (a·x + b) / e rounded half to even, · al.
    Pari { a: i128, b: i128, e: i128, al: i128 },
    /// a·x + b, not rounded.
    Esatta { a: i128, b: i128 },
    /// The act does not print it.
    Ignota,
}

/// A piece up to a cent of ISEE, included.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Gradino {
    pub fino: i64,
    pub forma: Forma,
}

/// The unit value of a quota.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Gradini {
    /// Values are in cents divided by this.
    pub den: i128,
    pub lista: Vec<Gradino>,
}

/// A value and the last cent of ISEE that has it.
pub(crate) type Passo = (Option<i128>, i64);

impl Gradini {
    /// One value whatever the ISEE, in euro.
    pub(crate) fn constant(value: Frazione) -> Result<Self, Overflow> {
        let cents = value.mul(Frazione::integer(100))?;
        Ok(Self { den: cents.denom(), lista: vec![Gradino { fino: i64::MAX, forma: Forma::Costante(cents.numer()) }] })
    }

    /// From exact pieces, in growing order, and the rounding of their values.
    pub(crate) fn build(pezzi: &[Pezzo], regola: Arrotonda) -> Result<Self, Overflow> {
        let al = regola.al.mul(Frazione::integer(100))?;
        let exact = regola.modo == Modo::Nessuno;
        let mut lines = Vec::with_capacity(pezzi.len());
        let mut den = if exact { 1 } else { al.denom() };
        let mut before = -1;
        for pezzo in pezzi {
            let fino = last_cent(pezzo)?;
            if fino <= before {
                continue;
            }
            before = fino;
            // In cents of fee for each cent of ISEE.
            let constant = pezzo.costante.mul(Frazione::integer(100))?;
            if exact {
                den = lcm(den, lcm(pezzo.pendenza.denom(), constant.denom())?)?;
            }
            lines.push((fino, pezzo.pendenza, constant, pezzo.ignota));
        }
        let mut lista = Vec::with_capacity(lines.len());
        for (fino, slope, constant, ignota) in lines {
            let forma = match (ignota.is_some(), exact) {
                (true, _) => Forma::Ignota,
                (false, true) => Forma::Esatta { a: scaled(slope, den)?, b: scaled(constant, den)? },
                (false, false) => stepped(slope, constant, al, regola.modo)?,
            };
            lista.push(Gradino { fino, forma });
        }
        Ok(Self { den, lista })
    }

    /// The value at an ISEE in cents; `from` is where the search begins, and moves on.
    pub(crate) fn at(&self, from: &mut usize, x: i64) -> Result<Passo, Overflow> {
        while self.lista.get(*from).is_some_and(|g| g.fino < x) {
            *from += 1;
        }
        let Some(gradino) = self.lista.get(*from) else { return Ok((None, i64::MAX)) };
        let (value, end) = gradino.forma.at(i128::from(x))?;
        let end = i64::try_from(end).unwrap_or(i64::MAX);
        Ok((value, end.min(gradino.fino)))
    }
}

impl Forma {
    fn at(&self, x: i128) -> Result<(Option<i128>, i128), Overflow> {
        match self {
            Self::Costante(v) => Ok((Some(*v), i128::MAX)),
            Self::Ignota => Ok((None, i128::MAX)),
            Self::Esatta { a, b } => {
                let end = if *a == 0 { i128::MAX } else { x };
                Ok((Some(sum(a.checked_mul(x), *b)?), end))
            }
            Self::Pari { a, b, e, al } => {
                let steps = half_even(sum(a.checked_mul(x), *b)?, *e)?;
                let end = if *a == 0 { i128::MAX } else { x };
                Ok((Some(steps.checked_mul(*al).ok_or(Overflow)?), end))
            }
            Self::Scala { p, q, r, al } => {
                let step = sum(p.checked_mul(x), *q)?.div_euclid(*r);
                let value = step.checked_mul(*al).ok_or(Overflow)?;
                // The last x with the same step: below the next one when rising, above this one when falling.
                let end = match p.signum() {
                    1 => {
                        let next = (step + 1).checked_mul(*r).and_then(|n| n.checked_sub(*q)).ok_or(Overflow)?;
                        (next - 1).div_euclid(*p)
                    }
                    -1 => {
                        let this = step.checked_mul(*r).and_then(|n| q.checked_sub(n)).ok_or(Overflow)?;
                        this.div_euclid(-*p)
                    }
                    _ => i128::MAX,
                };
                Ok((Some(value), end))
            }
        }
    }
}

/// The last cent of ISEE that belongs to a piece.
fn last_cent(pezzo: &Pezzo) -> Result<i64, Overflow> {
    let Some((end, included)) = pezzo.al else { return Ok(i64::MAX) };
    let last = if included { end.floor_cents()? } else { end.ceil_cents()? - 1 };
    i64::try_from(last).map_err(|_| Overflow)
}

/// slope · x + constant, in steps of `al` (all in cents).
fn stepped(slope: Frazione, constant: Frazione, al: Frazione, modo: Modo) -> Result<Forma, Overflow> {
    let (slope, constant) = (slope.div(al)?, constant.div(al)?);
    let e = lcm(slope.denom(), constant.denom())?;
    let (a, b) = (scaled(slope, e)?, scaled(constant, e)?);
    let al = al.numer();
    let scala = |p, q, r| Forma::Scala { p, q, r, al };
    let double = |n: i128| n.checked_mul(2).ok_or(Overflow);
    Ok(match modo {
        // Values are never negative: half away from zero is half up.
        Modo::MetaSu => scala(double(a)?, sum(Some(double(b)?), e)?, double(e)?),
        Modo::Giu => scala(a, b, e),
        Modo::Su => scala(a, sum(Some(b), e - 1)?, e),
        Modo::MetaPari => Forma::Pari { a, b, e, al },
        Modo::Nessuno => return Err(Overflow),
    })
}

/// A fraction times a multiple of its denominator.
pub(crate) fn scaled(x: Frazione, den: i128) -> Result<i128, Overflow> {
    x.numer().checked_mul(den / x.denom()).ok_or(Overflow)
}

pub(crate) fn lcm(a: i128, b: i128) -> Result<i128, Overflow> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (a / x).checked_mul(b).ok_or(Overflow)
}

fn sum(a: Option<i128>, b: i128) -> Result<i128, Overflow> {
    a.and_then(|a| a.checked_add(b)).ok_or(Overflow)
}

/// n / d, not negative, rounded half to even.
pub(crate) fn half_even(n: i128, d: i128) -> Result<i128, Overflow> {
    let floor = n.div_euclid(d);
    let twice = n.rem_euclid(d).checked_mul(2).ok_or(Overflow)?;
    Ok(floor + i128::from(twice > d || twice == d && floor % 2 != 0))
}
