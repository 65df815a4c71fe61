// SPDX-License-Identifier: EUPL-1.2
//! The cell references of an `.xlsx`, looked at as its parts go by: the reader counts rows in 32 bits without a check,
//! so a row of eleven digits would become another row.

use std::io::{Result, Write};

/// The last column of a sheet is `XFD`, the last row 1048576.
const LETTERE: u8 = 3;
const CIFRE: u8 = 7;
/// Names of the attributes that hold a reference, as they end before their quotation mark.
const NOMI: [&[u8]; 2] = [b" r=", b" ref="];

/// Takes the bytes of a part and keeps none of them.
#[derive(Default)]
pub(super) struct Riferimenti {
    /// Inside `<…>`.
    tag: bool,
    /// Inside the value of an attribute: its mark, and whether it is a reference.
    valore: Option<(u8, bool)>,
    /// The last bytes outside any value.
    prima: [u8; 5],
    lettere: u8,
    cifre: u8,
    /// A reference that no sheet can hold.
    pub fuori: bool,
}

impl Riferimenti {
    fn byte(&mut self, b: u8) {
        match (self.valore, b) {
            (Some((mark, _)), _) if b == mark => self.valore = None,
            (Some((_, true)), _) => self.inside(b),
            (Some(_), _) => {}
            (None, b'"' | b'\'') if self.tag => {
                self.valore = Some((b, NOMI.iter().any(|name| self.prima.ends_with(name))));
                (self.lettere, self.cifre) = (0, 0);
            }
            (None, b'<') => self.tag = true,
            (None, b'>') => self.tag = false,
            _ => {}
        }
        self.prima.rotate_left(1);
        if let Some(last) = self.prima.last_mut() {
            *last = if b.is_ascii_whitespace() { b' ' } else { b };
        }
    }

    fn inside(&mut self, b: u8) {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' => self.lettere = self.lettere.saturating_add(1),
            b'0'..=b'9' => self.cifre = self.cifre.saturating_add(1),
            _ => (self.lettere, self.cifre) = (0, 0),
        }
        self.fuori |= self.lettere > LETTERE || self.cifre > CIFRE;
    }
}

impl Write for Riferimenti {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        bytes.iter().for_each(|b| self.byte(*b));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
