// SPDX-License-Identifier: EUPL-1.2
//! A sum of a million numbers: in eight bytes while it fits, exact beyond. In a browser sixteen bytes cost several
//! times as much.
//!
//! A browser also makes a function fast only for the next time it is called: a loop over a million rows, called once,
//! would run slowly to its end. Long loops are therefore cut in blocks of [`BLOCCO`] rows, each a call that is not
//! inlined.

/// Rows of a block: small enough for the nearest cache.
pub(crate) const BLOCCO: usize = 1024;

/// The sum so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Somma {
    qui: i64,
    oltre: i128,
}

impl Somma {
    pub(crate) fn add(&mut self, n: i64) {
        match self.qui.checked_add(n) {
            Some(sum) => self.qui = sum,
            None => {
                self.oltre += i128::from(self.qui);
                self.qui = n;
            }
        }
    }

    /// Adds a product.
    pub(crate) fn add_product(&mut self, a: i64, b: i64) {
        match product(a, b) {
            Some(product) => self.add(product),
            None => self.oltre += i128::from(a) * i128::from(b),
        }
    }

    pub(crate) fn total(self) -> i128 {
        self.oltre + i128::from(self.qui)
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self { qui: 0, oltre: self.total() + other.total() }
    }
}

/// A product that surely fits. Where it may not, a checked one would go through sixteen bytes.
pub(crate) fn product(a: i64, b: i64) -> Option<i64> {
    // With so many leading zeros nothing wraps, and neither number is negative.
    (a.leading_zeros() + b.leading_zeros() > 64).then(|| a.wrapping_mul(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_eight_bytes_nothing_is_lost() {
        let mut sum = Somma::default();
        [i64::MAX, i64::MAX, -5, i64::MAX].into_iter().for_each(|n| sum.add(n));
        assert_eq!(sum.total(), 3 * i128::from(i64::MAX) - 5);
        assert_eq!(sum.and(sum).total(), 6 * i128::from(i64::MAX) - 10);
    }

    #[test]
    fn products_on_both_sides_of_what_fits() {
        for (a, b) in [(0, 0), (1, i64::MAX), (1 << 31, 1 << 31), (1 << 32, 1 << 32), (i64::MAX, i64::MAX)] {
            let mut sum = Somma::default();
            sum.add_product(a, b);
            sum.add_product(b, a);
            assert_eq!(sum.total(), 2 * i128::from(a) * i128::from(b), "{a} × {b}");
        }
    }
}
