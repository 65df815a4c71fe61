//! Small groups: who reads a table must not find out what a single family pays.

/// Groups with fewer households are not published.
///
/// ```
/// assert_eq!(soglia::simula::MINIMO_PUBBLICO, 5);
/// ```
pub const MINIMO_PUBBLICO: u64 = 5;

/// Which rows of a table to hide: those of fewer than five households, and, when only one would be, the next smallest
/// too: with the total, the one alone could be found by subtraction. Empty rows say nothing of anybody.
///
/// ```
/// use soglia::simula::nascosti;
/// assert_eq!(nascosti(&[40, 12, 30]), [false, false, false]);
/// assert_eq!(nascosti(&[40, 3, 30]), [false, true, true]);
/// assert_eq!(nascosti(&[40, 3, 30, 0, 1]), [false, true, false, false, true]);
/// ```
#[must_use]
pub fn nascosti(counts: &[u64]) -> Vec<bool> {
    let mut out: Vec<bool> = counts.iter().map(|n| (1..MINIMO_PUBBLICO).contains(n)).collect();
    if out.iter().filter(|h| **h).count() == 1 {
        let next = (0..counts.len())
            .filter(|n| out.get(*n) == Some(&false) && counts.get(*n).is_some_and(|c| *c > 0))
            .min_by_key(|n| counts.get(*n).copied());
        if let Some(place) = next.and_then(|n| out.get_mut(n)) {
            *place = true;
        }
    }
    out
}
