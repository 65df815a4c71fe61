// SPDX-License-Identifier: EUPL-1.2
//! A column of whole numbers: four bytes each, eight from the first that does not fit.
//!
//! A page of 32 bits holds the families of a file only if each takes little room; loops over half the bytes are also
//! twice as fast.

use std::ops::Range;

/// Numbers from `DA` up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Colonna<const DA: i64 = 0> {
    /// What is above `DA`.
    Corta(Vec<u32>),
    /// The numbers themselves.
    Lunga(Vec<i64>),
}

/// Some rows of a column, for the inner loops.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fetta<'a> {
    Corta(&'a [u32]),
    Lunga(&'a [i64]),
}

impl<const DA: i64> Default for Colonna<DA> {
    fn default() -> Self {
        Self::Corta(Vec::new())
    }
}

impl<const DA: i64> Colonna<DA> {
    /// So many times `DA`.
    pub(crate) fn of(len: usize) -> Self {
        Self::Corta(vec![0; len])
    }

    fn short(value: i64) -> Option<u32> {
        value.checked_sub(DA).and_then(|v| u32::try_from(v).ok())
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Corta(list) => list.len(),
            Self::Lunga(list) => list.len(),
        }
    }

    /// `DA` beyond the end.
    pub(crate) fn get(&self, row: usize) -> i64 {
        match self {
            Self::Corta(list) => DA + list.get(row).map_or(0, |v| i64::from(*v)),
            Self::Lunga(list) => list.get(row).copied().unwrap_or(DA),
        }
    }

    pub(crate) fn push(&mut self, value: i64) {
        if let (Self::Corta(list), Some(short)) = (&mut *self, Self::short(value)) {
            return list.push(short);
        }
        self.lengthen();
        if let Self::Lunga(list) = self {
            list.push(value);
        }
    }

    pub(crate) fn set(&mut self, row: usize, value: i64) {
        if let (Self::Corta(list), Some(short)) = (&mut *self, Self::short(value)) {
            return list.get_mut(row).into_iter().for_each(|v| *v = short);
        }
        self.lengthen();
        if let Self::Lunga(list) = self {
            list.get_mut(row).into_iter().for_each(|v| *v = value);
        }
    }

    fn lengthen(&mut self) {
        if let Self::Corta(list) = self {
            *self = Self::Lunga(list.iter().map(|v| DA + i64::from(*v)).collect());
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = i64> + Clone + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Every number so many times as large; whoever asks knows that it fits.
    pub(crate) fn multiply(&mut self, factor: i64) {
        *self = self.iter().map(|v| v.saturating_mul(factor)).collect();
    }

    /// Puts rows in growing order of their numbers; equal ones stay in the order of the file.
    pub(crate) fn sort(&self, rows: &mut [u32]) {
        let Self::Corta(list) = self else {
            return rows.sort_unstable_by_key(|row| (self.get(usize::try_from(*row).unwrap_or(usize::MAX)), *row));
        };
        // One number of eight bytes is quicker to compare than two of four.
        let key = |row: &u32| {
            let value = usize::try_from(*row).ok().and_then(|row| list.get(row)).copied().unwrap_or_default();
            u64::from(value) << 32 | u64::from(*row)
        };
        let mut keys: Vec<u64> = rows.iter().map(key).collect();
        keys.sort_unstable();
        for (row, key) in rows.iter_mut().zip(keys) {
            *row = u32::try_from(key & u64::from(u32::MAX)).unwrap_or_default();
        }
    }

    /// Puts the numbers themselves in growing order.
    pub(crate) fn sort_values(&mut self) {
        match self {
            Self::Corta(list) => list.sort_unstable(),
            Self::Lunga(list) => list.sort_unstable(),
        }
    }

    /// The same numbers in another order.
    pub(crate) fn gather(&self, order: &[u32]) -> Self {
        let place = |row: &u32| usize::try_from(*row).unwrap_or(usize::MAX);
        match self {
            Self::Corta(list) => {
                Self::Corta(order.iter().map(|row| list.get(place(row)).copied().unwrap_or_default()).collect())
            }
            Self::Lunga(_) => order.iter().map(|row| self.get(place(row))).collect(),
        }
    }
}

impl Colonna {
    /// Some numbers, each beside itself.
    #[inline(never)] // see `somma`
    pub(crate) fn twice(&self, rows: Range<usize>, to: &mut Vec<(i64, i64)>) {
        to.clear();
        to.extend((rows.start..rows.end.min(self.len())).map(|row| (self.get(row), self.get(row))));
    }

    /// Some rows.
    pub(crate) fn slice(&self, rows: Range<usize>) -> Fetta<'_> {
        match self {
            Self::Corta(list) => Fetta::Corta(list.get(rows).unwrap_or_default()),
            Self::Lunga(list) => Fetta::Lunga(list.get(rows).unwrap_or_default()),
        }
    }
}

// In these three loops the caller has proven that nothing leaves 64 bits: checked operations would only stop the
// compiler from taking several rows at once.

impl Fetta<'_> {
    /// The sum, and how many are zero.
    pub(crate) fn sum(self) -> (i64, i64) {
        match self {
            Self::Corta(list) => plain_sum(list),
            Self::Lunga(list) => plain_sum(list),
        }
    }

    /// The sum of each times `unit`, held between two ends, and how many are zero.
    pub(crate) fn held_sum(self, unit: i64, low: i64, high: i64) -> (i64, i64) {
        match self {
            Self::Corta(list) => held_sum(list, unit, low, high),
            Self::Lunga(list) => held_sum(list, unit, low, high),
        }
    }

    /// Adds each times `unit` to what stands beside it.
    pub(crate) fn add_products(self, to: &mut [i64], unit: i64) {
        match self {
            Self::Corta(list) => add_products(list, to, unit),
            Self::Lunga(list) => add_products(list, to, unit),
        }
    }
}

fn plain_sum<T: Copy + Into<i64>>(values: &[T]) -> (i64, i64) {
    let (mut sum, mut zeros) = (0_i64, 0_i64);
    for v in values {
        let v: i64 = (*v).into();
        sum = sum.wrapping_add(v);
        zeros = zeros.wrapping_add(i64::from(v == 0));
    }
    (sum, zeros)
}

fn held_sum<T: Copy + Into<i64>>(values: &[T], unit: i64, low: i64, high: i64) -> (i64, i64) {
    let (mut sum, mut zeros) = (0_i64, 0_i64);
    for v in values {
        let fee = (*v).into().wrapping_mul(unit).max(low).min(high);
        sum = sum.wrapping_add(fee);
        zeros = zeros.wrapping_add(i64::from(fee == 0));
    }
    (sum, zeros)
}

fn add_products<T: Copy + Into<i64>>(values: &[T], to: &mut [i64], unit: i64) {
    for (to, v) in to.iter_mut().zip(values) {
        *to = to.wrapping_add((*v).into().wrapping_mul(unit));
    }
}

impl<const DA: i64> FromIterator<i64> for Colonna<DA> {
    fn from_iter<T: IntoIterator<Item = i64>>(iter: T) -> Self {
        let iter = iter.into_iter();
        let mut out = Self::Corta(Vec::with_capacity(iter.size_hint().0));
        iter.for_each(|v| out.push(v));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_does_not_fit_changes_no_other() {
        let edge = i64::from(u32::MAX);
        let mut column: Colonna<-1> = [-1, 0, 7, edge - 1].into_iter().collect();
        assert!(matches!(column, Colonna::Corta(_)));
        column.push(edge);
        assert!(matches!(column, Colonna::Lunga(_)));
        assert_eq!(column.iter().collect::<Vec<_>>(), [-1, 0, 7, edge - 1, edge]);
        assert_eq!(column.gather(&[4, 0, 2]).iter().collect::<Vec<_>>(), [edge, -1, 7]);
    }

    #[test]
    fn what_is_written_is_read_again_in_both_widths() {
        let mut column: Colonna<-2> = Colonna::of(3);
        assert_eq!(column.iter().collect::<Vec<_>>(), [-2, -2, -2]);
        column.set(1, 500);
        column.set(2, i64::MAX);
        column.set(0, -1);
        assert_eq!(column.iter().collect::<Vec<_>>(), [-1, 500, i64::MAX]);
        assert_eq!(column.get(3), -2);
    }

    #[test]
    fn multiplied_beyond_four_bytes() {
        let mut column: Colonna = [3, 4_000_000].into_iter().collect();
        column.multiply(1_000_000_000);
        assert_eq!(column.iter().collect::<Vec<_>>(), [3_000_000_000, 4_000_000_000_000_000]);
    }
}
