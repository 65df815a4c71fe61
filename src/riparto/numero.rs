//! The integers a division runs on: 64 or 128 bits when everything fits, unlimited otherwise, one code for all.

use crate::denaro::Frazione;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Euclid, One, Signed, ToPrimitive, Zero};
use serde::{Serialize, Serializer};
use std::fmt;

/// Whole numbers that either answer exactly or say that they cannot: `i64`, `i128`, and `BigInt` that always can.
///
/// ```
/// use soglia::riparto::Numero;
/// assert_eq!(i128::MAX.plus(&1), None);
/// assert_eq!(7_i128.div_rem(&2), (3, 1));
/// ```
pub trait Numero: Clone + Ord + fmt::Debug {
    /// 0
    fn zero() -> Self;
    /// 1
    fn one() -> Self;
    /// `self + o`, when it fits.
    fn plus(&self, o: &Self) -> Option<Self>;
    /// `self − o`, when it fits.
    fn minus(&self, o: &Self) -> Option<Self>;
    /// `self × o`, when it fits.
    fn times(&self, o: &Self) -> Option<Self>;
    /// Quotient towards −∞ and remainder from 0 up; `d` is positive.
    fn div_rem(&self, d: &Self) -> (Self, Self);
    /// The same number as a count, when it is one.
    fn to_count(&self) -> Option<usize>;
    /// The same number without limit.
    fn to_big(&self) -> BigInt;
}

/// Machine integers: exact, or none.
macro_rules! machine_integers {
    ($($t:ident),+) => {$(
        impl Numero for $t {
            fn zero() -> Self {
                0
            }
            fn one() -> Self {
                1
            }
            fn plus(&self, o: &Self) -> Option<Self> {
                self.checked_add(*o)
            }
            fn minus(&self, o: &Self) -> Option<Self> {
                self.checked_sub(*o)
            }
            fn times(&self, o: &Self) -> Option<Self> {
                self.checked_mul(*o)
            }
            fn div_rem(&self, d: &Self) -> (Self, Self) {
                let quotient = self.checked_div_euclid(*d).unwrap_or(0);
                (quotient, self.wrapping_sub(quotient.wrapping_mul(*d)))
            }
            fn to_count(&self) -> Option<usize> {
                usize::try_from(*self).ok()
            }
            fn to_big(&self) -> BigInt {
                BigInt::from(*self)
            }
        }
    )+};
}

machine_integers!(i64, i128);

impl Numero for BigInt {
    fn zero() -> Self {
        Self::ZERO
    }
    fn one() -> Self {
        Self::from(1)
    }
    fn plus(&self, o: &Self) -> Option<Self> {
        Some(self + o)
    }
    fn minus(&self, o: &Self) -> Option<Self> {
        Some(self - o)
    }
    fn times(&self, o: &Self) -> Option<Self> {
        Some(self * o)
    }
    fn div_rem(&self, d: &Self) -> (Self, Self) {
        if Zero::is_zero(d) { (Self::ZERO, self.clone()) } else { (self.div_euclid(d), self.rem_euclid(d)) }
    }
    fn to_count(&self) -> Option<usize> {
        self.to_usize()
    }
    fn to_big(&self) -> BigInt {
        self.clone()
    }
}

/// Whole cents of euro; written `"1234.50"`.
///
/// ```
/// use soglia::riparto::Centesimi;
/// assert_eq!(Centesimi(118_514_30).to_string(), "118514.30");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Centesimi(
    /// How many.
    pub i128,
);

impl fmt::Display for Centesimi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Frazione::from_cents(self.0).euro_text())
    }
}

impl Serialize for Centesimi {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// So many things, as a sum: it always fits.
pub(super) fn count(things: usize) -> i128 {
    i128::try_from(things).unwrap_or(i128::MAX)
}

/// A fraction without limit.
pub(crate) fn rational(x: Frazione) -> BigRational {
    BigRational::new(x.numer().into(), x.denom().into())
}

/// The exact value in euro of an amount in cents: `"35914.29"`, or `"251400/7"`.
pub(crate) fn exact_euro(cents: &BigRational) -> String {
    exact(&(cents / BigRational::from_integer(BigInt::from(100))), Frazione::amount_text)
}

/// The exact value of a plain number: `"60"`, `"3/7"`.
pub(crate) fn exact_number(x: &BigRational) -> String {
    exact(x, Frazione::exact_text)
}

fn exact(x: &BigRational, short: impl Fn(Frazione) -> String) -> String {
    match small(x) {
        Some(x) => short(x),
        None => format!("{}/{}", x.numer(), x.denom()),
    }
}

/// The same fraction in 128 bits, when it fits.
pub(crate) fn small(x: &BigRational) -> Option<Frazione> {
    Frazione::new(x.numer().to_i128()?, x.denom().to_i128()?).ok()
}

/// Whole cents not below a non-negative amount of cents.
pub(crate) fn ceil_cents(x: &BigRational) -> Centesimi {
    Centesimi(x.ceil().to_integer().to_i128().unwrap_or(i128::MAX))
}

/// Bits a common denominator may have: some twenty thousand digits, well beyond what a sum of money can feel.
const MAX_BITS: u64 = 1 << 16;

/// The least common multiple of positive denominators; none when it would take too long to compute with.
pub(crate) fn common_denominator<'a>(mut values: impl Iterator<Item = &'a BigInt>) -> Option<BigInt> {
    values.try_fold(<BigInt as One>::one(), |lcm, d| {
        let gcd = greatest_common_divisor(&lcm, d);
        Some(lcm / gcd * d).filter(|lcm| lcm.bits() <= MAX_BITS)
    })
}

fn greatest_common_divisor(a: &BigInt, b: &BigInt) -> BigInt {
    let (mut a, mut b) = (a.abs(), b.abs());
    while !Zero::is_zero(&b) {
        (a, b) = (b.clone(), a.rem_euclid(&b));
    }
    a
}
