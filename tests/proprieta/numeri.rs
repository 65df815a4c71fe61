// SPDX-License-Identifier: EUPL-1.2
//! Exact fractions, rounding, texts of numbers.

use super::*;
use crate::ingenuo::lettura::numero_da;
use crate::ingenuo::{al_multiplo, euro, intero};
use num_bigint::BigInt;
use num_traits::{Signed, Zero};
use soglia::denaro::{AmountError, Arrotonda, Modo, parse_decimal};

fn modi() -> impl Strategy<Value = (Modo, &'static str)> {
    prop_oneof![
        Just((Modo::MetaSu, "meta_su")),
        Just((Modo::MetaPari, "meta_pari")),
        Just((Modo::Su, "su")),
        Just((Modo::Giu, "giu")),
        Just((Modo::Nessuno, "nessuno")),
    ]
}

proptest! {
    #![proptest_config(configurazione(4_000, 106))]

    #[test]
    fn rounding_is_near_idempotent_and_a_multiple(
        numer in -10_000_000_i128..10_000_000,
        denom in prop_oneof![Just(1_i128), Just(200), Just(1000), Just(3), Just(4898), 1_i128..100_000],
        al in prop_oneof![Just("0.01"), Just("0.50"), Just("1"), Just("0.05"), Just("0.03"), Just("2.5")],
        (modo, name) in modi(),
    ) {
        let x = Frazione::new(numer, denom).unwrap();
        let rule = Arrotonda { al: Frazione::from_decimal(al.parse().unwrap()), modo };
        let rounded = rule.apply(x).unwrap();
        prop_assert_eq!(rule.apply(rounded).unwrap(), rounded, "idempotent");
        let (exact, out, step) = (q(x), q(rounded), q(rule.al));
        prop_assert_eq!(&out, &al_multiplo(&exact, &step, name));
        let off = (&out - &exact).abs();
        match modo {
            Modo::Nessuno => prop_assert!(off.is_zero()),
            Modo::MetaSu | Modo::MetaPari => prop_assert!(off * intero(2) <= step),
            Modo::Su => prop_assert!(out >= exact && off < step),
            Modo::Giu => prop_assert!(out <= exact && off < step),
        }
        if modo != Modo::Nessuno {
            prop_assert!((&out / &step).is_integer());
        }
    }

    #[test]
    fn exact_fractions_agree_with_unlimited_ones_and_never_wrap(
        (a, b) in (number(), number()),
        (c, d) in (number(), number()),
    ) {
        let (Ok(x), Ok(y)) = (Frazione::new(a, b), Frazione::new(c, d)) else {
            prop_assert!(b == 0 || d == 0 || [a, b, c, d].contains(&i128::MIN));
            return Ok(());
        };
        prop_assert_eq!(q(x), Q::new(a.into(), b.into()));
        prop_assert!(x.denom() > 0);
        let (exact_x, exact_y) = (q(x), q(y));
        let fits = |v: &Q| {
            let max = BigInt::from(i128::MAX);
            v.numer().abs() <= max && *v.denom() <= max
        };
        let mut results = vec![(x.add(y), &exact_x + &exact_y), (x.sub(y), &exact_x - &exact_y), (x.mul(y), &exact_x * &exact_y)];
        if y == Frazione::ZERO {
            prop_assert!(x.div(y).is_err());
        } else {
            results.push((x.div(y), &exact_x / &exact_y));
        }
        let small = [a, b, c, d].iter().all(|n| n.unsigned_abs() < 1 << 60);
        for (got, exact) in results {
            match got {
                Ok(v) => {
                    prop_assert_eq!(q(v), exact.clone());
                    reads_of_a_fraction(v, &exact)?;
                }
                Err(_) => prop_assert!(!small || !fits(&exact), "{} is refused", exact),
            }
        }
        prop_assert_eq!(x.cmp(&y), exact_x.cmp(&exact_y));
    }

    #[test]
    fn a_decimal_reads_back_as_it_was_written(minus in any::<bool>(), whole in 0_u64..1_000_000_000_000, decimals in "[0-9]{0,9}") {
        let sign = if minus { "-" } else { "" };
        let point = if decimals.is_empty() { "" } else { "." };
        let text = format!("{sign}{whole}{point}{decimals}");
        let read = parse_decimal(&text).unwrap();
        prop_assert_eq!(q(Frazione::from_decimal(read)), numero_da(&text));
        let zero = whole == 0 && decimals.bytes().all(|b| b == b'0');
        if !(minus && zero) {
            prop_assert_eq!(read.to_string(), text.clone());
        }
        // Amounts are written with two decimals, or with all those they need.
        let trimmed = decimals.trim_end_matches('0');
        let shown = if trimmed.len() <= 2 { format!("{trimmed:0<2}") } else { trimmed.to_owned() };
        let sign = if zero { "" } else { sign };
        prop_assert_eq!(Frazione::from_decimal(read).amount_text(), format!("{sign}{whole}.{shown}"));
    }
}

/// What random numbers seldom meet: zero, and the last digit that is written.
#[test]
fn texts_and_divisions_at_the_ends() {
    let tenths = |digits: u32| Frazione::new(1, 10_i128.pow(digits)).unwrap();
    assert_eq!(tenths(12).exact_text(), "0.000000000001");
    assert_eq!(tenths(13).exact_text(), "1/10000000000000");
    assert_eq!((Frazione::ZERO.exact_text().as_str(), Frazione::ZERO.amount_text().as_str()), ("0", "0.00"));
    assert_eq!(Frazione::new(-1, 8).unwrap().exact_text(), "-0.125");
    assert!(Frazione::ONE.div(Frazione::ZERO).is_err());
    assert_eq!(parse_decimal("12,50"), Err(AmountError::Comma));
    assert_eq!(parse_decimal("12.5O"), Err(AmountError::Form));
}

/// Small, huge, and the ends of both ranges in which fractions are computed.
fn number() -> impl Strategy<Value = i128> {
    let narrow = [i64::MIN, i64::MIN + 1, i64::MAX, i64::MAX - 1, 1 << 62, -(1 << 62)].map(i128::from);
    prop_oneof![
        4 => -1000_i128..1000,
        3 => any::<i64>().prop_map(i128::from),
        2 => any::<i128>(),
        1 => proptest::sample::select([narrow.as_slice(), &[narrow[0] - 1, narrow[2] + 1]].concat()),
        1 => prop_oneof![Just(i128::MAX), Just(i128::MIN), Just(i128::MIN + 1), Just(i128::MAX - 1), Just(1 << 126), Just(-(1 << 126))],
    ]
}

/// Whole parts, cents and texts of a value, however large.
fn reads_of_a_fraction(v: Frazione, exact: &Q) -> Result<(), TestCaseError> {
    prop_assert_eq!(BigInt::from(v.floor()), exact.floor().to_integer());
    if BigInt::from(i128::MAX) >= exact.ceil().to_integer() {
        prop_assert_eq!(BigInt::from(v.ceil()), exact.ceil().to_integer());
    }
    if let Ok(cents) = v.floor_cents() {
        prop_assert_eq!(BigInt::from(cents), (exact * intero(100)).floor().to_integer());
    }
    if let Ok(cents) = v.ceil_cents() {
        prop_assert_eq!(BigInt::from(cents), (exact * intero(100)).ceil().to_integer());
    }
    if let Ok(rounded) = Arrotonda::AL_CENTESIMO.apply(v) {
        prop_assert_eq!(q(rounded), ingenuo::al_centesimo(exact));
        prop_assert_eq!(v.euro_text(), euro(exact));
    }
    let text = v.exact_text();
    prop_assert_eq!(numero_da(&text), exact.clone());
    Ok(())
}
