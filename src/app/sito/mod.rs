// SPDX-License-Identifier: EUPL-1.2
//! The pages about the site: how it computes, what it knows, how to embed it, and what the law asks of a public site.

mod come_funziona;
mod dati_aperti;
mod informazioni;
mod integra;

use super::pagina::{Ctx, Page};
use super::programma::Programma;
use super::route::{Porta, Route};

/// The program that draws them.
pub static PROGRAMMA: Programma = Programma { porta: Porta::Sito, tradotto: false, draw };

fn draw(route: &Route, ctx: &Ctx) -> Page {
    match route {
        Route::DatiAperti => dati_aperti::page(),
        Route::Integra => integra::page(),
        Route::Privacy => informazioni::privacy(ctx),
        Route::Accessibilita => informazioni::accessibilita(),
        Route::NoteLegali => informazioni::note_legali(),
        _ => come_funziona::page(),
    }
}
