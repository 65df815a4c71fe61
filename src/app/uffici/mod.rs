// SPDX-License-Identifier: EUPL-1.2
//! The two staff doors: Comuni and Ufficio di Piano.

mod arnesi;
mod comuni;
mod piano;

use super::pagina::{Ctx, Page};
use super::programma::Programma;
use super::route::{Porta, Route};

/// The program that draws them.
pub static PROGRAMMA: Programma = Programma { porta: Porta::Uffici, tradotto: false, draw };

fn draw(route: &Route, _: &Ctx) -> Page {
    match route {
        Route::Piano => piano::page(),
        _ => comuni::page(),
    }
}
