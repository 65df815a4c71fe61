// SPDX-License-Identifier: EUPL-1.2
//! Exact fractions against fractions without limits: the same value, or «it does not fit», never another.
#![no_main]

use libfuzzer_sys::fuzz_target;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use soglia::denaro::{Arrotonda, Frazione, Modo, Overflow, parse_decimal};

type Coppia = (i128, i128, i128, i128, u8);

fn big(x: Frazione) -> BigRational {
    BigRational::new(x.numer().into(), x.denom().into())
}

fn fits(x: &BigRational) -> bool {
    i128::try_from(x.numer().clone()).is_ok() && i128::try_from(x.denom().clone()).is_ok()
}

fn same(got: Result<Frazione, Overflow>, want: &BigRational) {
    match got {
        Ok(got) => assert_eq!(&big(got), want),
        // Steps in between may not fit where the result would: it is told, not computed wrong.
        Err(Overflow) => {}
    }
}

fuzz_target!(|input: (Coppia, &[u8])| {
    let ((a, b, c, d, small), rest) = input;
    // Half of the time as large as amounts are.
    let cut = |n: i128| if small % 2 == 0 { n % 100_000_000_000_000_000_000 } else { n };
    if let (Ok(x), Ok(y)) = (Frazione::new(cut(a), cut(b)), Frazione::new(cut(c), cut(d))) {
        let (p, q) = (big(x), big(y));
        assert_eq!(p, BigRational::new(cut(a).into(), cut(b).into()));
        same(x.add(y), &(&p + &q));
        same(x.sub(y), &(&p - &q));
        same(x.mul(y), &(&p * &q));
        if !q.is_zero() {
            same(x.div(y), &(&p / &q));
        }
        assert_eq!(x.cmp(&y), p.cmp(&q));
        assert_eq!(BigInt::from(x.floor()), p.floor().to_integer());
        assert_eq!(BigInt::from(x.ceil()), p.ceil().to_integer());
        if small % 2 == 0 && y.numer() > 0 {
            for modo in [Modo::MetaSu, Modo::MetaPari, Modo::Su, Modo::Giu] {
                if let Ok(r) = (Arrotonda { al: y, modo }).apply(x) {
                    let steps = big(r) / &q;
                    assert!(steps.is_integer());
                    assert!((big(r) - &p) < q && (&p - big(r)) < q, "{modo:?} {x:?} {y:?}");
                }
            }
        }
        assert!(!fits(&p) || !x.exact_text().is_empty());
    }
    let Ok(text) = std::str::from_utf8(rest) else { return };
    if let Ok(n) = parse_decimal(text) {
        assert_eq!(parse_decimal(&n.to_string()), Ok(n), "{text}");
        let x = Frazione::from_decimal(n);
        assert_eq!(parse_decimal(&x.exact_text()).map(Frazione::from_decimal), Ok(x), "{text}");
    }
});
