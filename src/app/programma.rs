// SPDX-License-Identifier: EUPL-1.2
//! What makes one program of the page different from another: which addresses are its own, and how it draws them.

use super::pagina::{Ctx, Page};
use super::route::{Porta, Route};

/// A program of the page.
pub struct Programma {
    /// The addresses it draws; a link to any other loads the document, and with it the right program.
    pub porta: Porta,
    /// Its pages speak every language; else Italian and English only: in the others they stay Italian, and say so.
    pub tradotto: bool,
    /// The page of one of its addresses.
    pub draw: fn(&Route, &Ctx) -> Page,
}

/// One program runs at a time: two that are compared are the same.
impl PartialEq for Programma {
    fn eq(&self, other: &Self) -> bool {
        self.porta == other.porta
    }
}
