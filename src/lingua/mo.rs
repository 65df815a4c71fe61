//! The binary catalogue of gettext (`.mo`): a table of keys in order of bytes, a table of texts. Read where it lies.

/// The text of a key, all its plural forms divided by a zero byte; nothing when the bytes are not a catalogue.
#[inline(never)]
pub(super) fn find(mo: &'static [u8], key: &str) -> Option<&'static [u8]> {
    let (mut low, mut high) = (0, word(mo, 8)?);
    while low < high {
        let middle = low.midpoint(high);
        let own = entry(mo, 12, middle)?.split(|b| *b == 0).next()?;
        match own.cmp(key.as_bytes()) {
            std::cmp::Ordering::Less => low = middle.saturating_add(1),
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return entry(mo, 16, middle),
        }
    }
    None
}

/// The bytes of an entry of the table whose place is written at `table`.
fn entry(mo: &'static [u8], table: usize, index: usize) -> Option<&'static [u8]> {
    let at = word(mo, table)?.saturating_add(index.saturating_mul(8));
    let (length, start) = (word(mo, at)?, word(mo, at.saturating_add(4))?);
    mo.get(start..start.saturating_add(length))
}

/// Four bytes, the lowest first: `tests/lingue.rs` writes them so.
#[inline(never)]
fn word(mo: &[u8], at: usize) -> Option<usize> {
    let bytes = mo.get(at..at.saturating_add(4))?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}
