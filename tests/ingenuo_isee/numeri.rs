//! Fractions without limits, and rounding by distance.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

pub type Q = BigRational;

/// `"1234.50"`, `1234`, `"2/3"`.
pub fn q(text: &str) -> Q {
    if let Some((n, d)) = text.split_once('/') {
        return q(n) / q(d);
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{whole}{decimals}").parse().expect("digits");
    Q::new(digits, BigInt::from(10).pow(u32::try_from(decimals.len()).expect("few")))
}

pub fn n(times: usize) -> Q {
    Q::from_integer(BigInt::from(times))
}

pub fn more_than(count: usize, free: usize) -> Q {
    n(count.saturating_sub(free))
}

pub fn at_most(a: Q, b: Q) -> Q {
    if a < b { a } else { b }
}

pub fn not_negative(a: Q) -> Q {
    if a.is_negative() { Q::zero() } else { a }
}

/// To the cent.
pub fn cents(x: &Q, mode: &str) -> Q {
    let hundred = n(100);
    let scaled = x * &hundred;
    let down = scaled.floor();
    let rest = &scaled - &down;
    let half = q("1/2");
    let up = match mode {
        "giu" => false,
        "meta_pari" if rest == half => !(down.to_integer() % BigInt::from(2)).is_zero(),
        _ => rest >= half,
    };
    (if up { down + Q::one() } else { down }) / hundred
}
