// SPDX-License-Identifier: EUPL-1.2
//! How far the reading of a spreadsheet is: its bytes, as they are read, once for each time the reader goes through them.

use std::cell::Cell;
use std::io::{Cursor, Read, Result, Seek, SeekFrom};

/// Told again after this many bytes.
const PASSO: u64 = 1 << 16;

/// How much was read of all there is to read.
pub(super) struct Avanzo<'a> {
    letti: Cell<u64>,
    detti: Cell<u64>,
    totale: Cell<u64>,
    dice: &'a dyn Fn(u64, u64),
}

impl<'a> Avanzo<'a> {
    pub(super) fn new(dice: &'a dyn Fn(u64, u64)) -> Self {
        Self { letti: Cell::new(0), detti: Cell::new(0), totale: Cell::new(1), dice }
    }

    /// The file is of so many bytes, and is gone through so many times.
    pub(super) fn attende(&self, bytes: &[u8], volte: u64) {
        let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.totale.set(len.saturating_mul(volte).max(1));
    }

    fn aggiungi(&self, bytes: usize) {
        let now = self.letti.get().saturating_add(u64::try_from(bytes).unwrap_or_default());
        self.letti.set(now);
        if now.saturating_sub(self.detti.get()) >= PASSO {
            self.detti.set(now);
            (self.dice)(now.min(self.totale.get()), self.totale.get());
        }
    }
}

/// The bytes of a file, counted as they are read.
pub(super) struct Contato<'a> {
    dentro: Cursor<&'a [u8]>,
    avanzo: &'a Avanzo<'a>,
}

impl<'a> Contato<'a> {
    pub(super) fn new(bytes: &'a [u8], avanzo: &'a Avanzo<'a>) -> Self {
        Self { dentro: Cursor::new(bytes), avanzo }
    }
}

impl Read for Contato<'_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let read = self.dentro.read(into)?;
        self.avanzo.aggiungi(read);
        Ok(read)
    }
}

impl Seek for Contato<'_> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        self.dentro.seek(to)
    }
}
