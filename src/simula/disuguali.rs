//! Gini and concentration, as exact fractions: what people read is rounded once, at the end.

use super::colonna::Colonna;
use super::somma::{BLOCCO, Somma};
use serde::{Deserialize, Serialize};

/// A whole divided by another, with some decimals, half away from zero: `1/3` → `0.3333`. For reading.
///
/// ```
/// use soglia::simula::decimale;
/// assert_eq!(decimale(-1, 3, 4).as_deref(), Some("-0.3333"));
/// assert_eq!(decimale(2, 3, 2).as_deref(), Some("0.67"));
/// assert_eq!(decimale(1, 0, 2), None); // of nothing there is no part
/// ```
#[must_use]
pub fn decimale(numer: i128, denom: i128, places: u32) -> Option<String> {
    let (numer, denom) = if denom < 0 { (numer.checked_neg()?, denom.checked_neg()?) } else { (numer, denom) };
    let scale = 10_i128.checked_pow(places)?;
    let (whole, mut rest) = (numer.abs().checked_div(denom)?, numer.abs().checked_rem(denom)?);
    // Digit by digit: the rest may be too large to be multiplied by the whole scale.
    let mut digits = whole;
    for _ in 0..places {
        let ten = rest.checked_mul(10)?;
        digits = digits.checked_mul(10)?.checked_add(ten / denom)?;
        rest = ten % denom;
    }
    if rest >= denom - rest {
        digits = digits.checked_add(1)?;
    }
    let sign = if numer < 0 && digits > 0 { "-" } else { "" };
    if places == 0 {
        return Some(format!("{sign}{digits}"));
    }
    let width = usize::try_from(places).ok()?;
    Some(format!("{sign}{}.{:0width$}", digits / scale, digits % scale))
}

/// A part of a whole, in percent with two decimals; none of nothing.
///
/// ```
/// assert_eq!(soglia::simula::percento(1, 3).as_deref(), Some("33.33"));
/// ```
#[must_use]
pub fn percento(part: i128, whole: i128) -> Option<String> {
    decimale(part.checked_mul(100)?, whole, 2)
}

/// A fraction not reduced: the sums are far from the limits of 128 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rapporto {
    pub numer: i128,
    pub denom: i128,
}

impl Rapporto {
    pub(crate) fn text(self) -> Option<String> {
        decimale(self.numer, self.denom, 4)
    }

    /// One less another: exact when it fits, else to nine decimals, five more than are shown.
    pub(crate) fn minus(self, o: Self) -> Option<Self> {
        let cross = |a: Self, b: Self| a.numer.checked_mul(b.denom);
        let exact = cross(self, o).zip(cross(o, self)).and_then(|(a, b)| a.checked_sub(b));
        let denom = self.denom.checked_mul(o.denom);
        if let (Some(numer), Some(denom)) = (exact, denom) {
            return Some(Self { numer, denom });
        }
        const FINE: i128 = 1_000_000_000;
        let scaled = |r: Self| r.numer.checked_mul(FINE)?.checked_div(r.denom);
        Some(Self { numer: scaled(self)?.checked_sub(scaled(o)?)?, denom: FINE })
    }
}

/// Concentration of amounts in the order of keys: pairs of key and amount, in growing order of the keys; equal keys
/// share the same rank. With the keys themselves as amounts it is the Gini index.
///
/// `Σ (2·rank − n − 1)·amount / (n · Σ amount)`
#[derive(Clone, Debug, Default)]
pub(crate) struct Concentrazione {
    /// Σ 2·rank·amount, Σ amount and how many, for the keys before this one.
    ranked: Somma,
    sum: Somma,
    seen: i64,
    /// This one, the sum of its amounts and how many.
    key: i64,
    here: i64,
    same: i64,
    /// The amounts of one key are more than eight bytes hold: no ISEE of any Comune.
    troppo: bool,
}

impl Concentrazione {
    /// The next pairs; amounts are not negative.
    #[inline(never)] // see `somma`
    pub(crate) fn extend(&mut self, pairs: &[(i64, i64)]) {
        for (key, amount) in pairs {
            if *key != self.key {
                self.close();
                self.key = *key;
            }
            let sum = self.here.checked_add(*amount);
            self.troppo |= sum.is_none();
            self.here = sum.unwrap_or_default();
            self.same += 1;
        }
    }

    /// All pairs of a key have come.
    fn close(&mut self) {
        // First and last rank of these, from 1: twice their average.
        self.ranked.add_product(self.here, 2 * self.seen + 1 + self.same);
        self.sum.add(self.here);
        self.seen += self.same;
        (self.here, self.same) = (0, 0);
    }

    /// None when all amounts are zero, or too large.
    pub(crate) fn finish(mut self) -> Option<Rapporto> {
        self.close();
        if self.troppo {
            return None;
        }
        let (n, sum) = (i128::from(self.seen), self.sum.total());
        let numer = self.ranked.total().checked_sub(sum.checked_mul(n.checked_add(1)?)?)?;
        (sum > 0).then_some(Rapporto { numer, denom: n.checked_mul(sum)? })
    }
}

/// How unequal the ISEE are before and after the fee, and how much the fee follows the ISEE; four decimals.
///
/// ```
/// let same = soglia::simula::Equita { gini_prima: "0.3000".into(), gini_dopo: "0.3000".into(), ..Default::default() };
/// assert_eq!(same.gini_prima, same.gini_dopo);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Equita {
    /// Gini index of the ISEE.
    pub gini_prima: String,
    /// Gini index of the ISEE less the fee of a year, never below zero.
    pub gini_dopo: String,
    /// The first less the second: positive when the fee makes people less unequal.
    pub redistribuzione: String,
    /// Concentration of the fee less Gini of the ISEE (Kakwani): positive when who has more pays a larger part.
    pub progressivita: String,
}

/// What people have left, once it is known of all of them.
#[derive(Debug, Default)]
pub(crate) struct Resto {
    left: Colonna,
    fees: Concentrazione,
}

impl Resto {
    /// The next pairs of ISEE and fee of a year, in growing order of the ISEE.
    #[inline(never)] // see `somma`
    pub(crate) fn extend(&mut self, pairs: &[(i64, i64)]) {
        for (isee, fee) in pairs {
            self.left.push(isee.saturating_sub(*fee).max(0));
        }
        self.fees.extend(pairs);
    }

    /// The four figures; `before` is the Gini index of the ISEE.
    pub(crate) fn finish(mut self, before: Rapporto) -> Option<Equita> {
        self.left.sort_values();
        let mut after = Concentrazione::default();
        let mut block = Vec::with_capacity(BLOCCO);
        for from in (0..self.left.len()).step_by(BLOCCO) {
            self.left.twice(from..from + BLOCCO, &mut block);
            after.extend(&block);
        }
        let after = after.finish()?;
        Some(Equita {
            gini_prima: before.text()?,
            gini_dopo: after.text()?,
            redistribuzione: before.minus(after)?.text()?,
            progressivita: self.fees.finish().and_then(|c| c.minus(before)?.text()).unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(keys: &[i64], amounts: &[i64]) -> Option<Rapporto> {
        let mut whole = Concentrazione::default();
        for pair in keys.iter().copied().zip(amounts.iter().copied()) {
            whole.extend(&[pair]);
        }
        whole.finish()
    }

    #[test]
    fn known_inequalities() {
        let text = |list: &[i64]| of(list, list).unwrap().text().unwrap();
        // One has everything: (n − 1) / n.
        assert_eq!(text(&[0, 0, 0, 7]), "0.7500");
        assert_eq!(text(&[5, 5, 5]), "0.0000");
        // 1, 2, 3: Σ (2i − 4) x = −2 + 0 + 6 = 4, over 3 · 6.
        assert_eq!(text(&[1, 2, 3]), "0.2222");
        assert_eq!(of(&[0, 0], &[0, 0]), None);
        assert_eq!(of(&[], &[]), None);
    }

    #[test]
    fn a_proportional_fee_changes_nothing() {
        let isee = [10_000, 20_000, 70_000];
        let with = |fees: [i64; 3]| {
            let mut resto = Resto::default();
            resto.extend(&isee.into_iter().zip(fees).collect::<Vec<_>>());
            resto.finish(of(&isee, &isee).unwrap()).unwrap()
        };
        let e = with([10_00, 20_00, 70_00]);
        assert_eq!((e.progressivita.as_str(), e.redistribuzione.as_str()), ("0.0000", "0.0000"));
        let flat = with([30_00, 30_00, 30_00]);
        assert!(flat.progressivita.starts_with('-') && flat.redistribuzione.starts_with('-'));
    }

    #[test]
    fn who_has_the_same_isee_shares_the_rank() {
        // However the two that have 5 are ordered, the fee is as concentrated.
        assert_eq!(of(&[1, 5, 5], &[0, 3, 9]), of(&[1, 5, 5], &[0, 9, 3]));
    }
}
