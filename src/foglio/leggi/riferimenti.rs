// SPDX-License-Identifier: EUPL-1.2
//! The numbers of an `.xlsx` that its reader believes, looked at as its parts go by: it counts rows in 32 bits without a
//! check, so a row of eleven digits would become another row; and it makes room for as many words as the file announces.

use std::io::{Result, Write};

/// The last column of a sheet is `XFD`, the last row 1048576.
const LETTERE: u8 = 3;
const CIFRE: u8 = 7;
/// Names of the attributes that are looked at, as they end before their quotation mark, and what they hold.
const NOMI: [(&[u8], Attributo); 3] =
    [(b" r=", Attributo::Cella), (b" ref=", Attributo::Cella), (b" uniqueCount=", Attributo::Parole)];

/// What an attribute holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Attributo {
    /// A reference.
    Cella,
    /// How many words there are.
    Parole,
    Altro,
}

/// Takes the bytes of a part and keeps none of them.
#[derive(Default)]
pub(super) struct Riferimenti {
    /// Inside `<…>`.
    tag: bool,
    /// Inside the value of an attribute: its mark, and what it holds.
    valore: Option<(u8, Attributo)>,
    /// The last bytes, without the white around `=`.
    prima: [u8; 13],
    lettere: u8,
    cifre: u8,
    /// The words announced.
    pub parole: u64,
    /// A reference that no sheet can hold.
    pub fuori: bool,
}

impl Riferimenti {
    fn byte(&mut self, b: u8) {
        match (self.valore, b) {
            (Some((mark, _)), _) if b == mark => self.valore = None,
            (Some((_, Attributo::Cella)), _) => self.inside(b),
            (Some((_, Attributo::Parole)), b'0'..=b'9') => {
                self.parole = self.parole.saturating_mul(10).saturating_add(u64::from(b - b'0'));
            }
            (Some(_), _) => {}
            (None, b'"' | b'\'') if self.tag => {
                let known = NOMI.iter().find(|(name, _)| self.prima.ends_with(name));
                self.valore = Some((b, known.map_or(Attributo::Altro, |(_, holds)| *holds)));
                (self.lettere, self.cifre) = (0, 0);
            }
            (None, b'<') => self.tag = true,
            (None, b'>') => self.tag = false,
            _ => {}
        }
        // A value ends like a word: the reader wants no white after it.
        let word_ends = b.is_ascii_whitespace() || matches!(b, b'"' | b'\'');
        self.remember(if word_ends { b' ' } else { b });
    }

    fn remember(&mut self, b: u8) {
        match (self.prima.last(), b) {
            (Some(b'=' | b' '), b' ') => return,
            (Some(b' '), b'=') => {}
            _ => self.prima.rotate_left(1),
        }
        if let Some(last) = self.prima.last_mut() {
            *last = b;
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
