// SPDX-License-Identifier: EUPL-1.2
//! What a family asks before and after a fee: what it is entitled to, what would change with other values, the sheet to
//! print and the code that reopens it, two places side by side, the answers as a file.

mod conto;
mod disco;
mod file;
mod spettanze;

use super::pagina::{Ctx, Page};
use super::programma::Programma;
use super::route::{Porta, Route, ServizioKey};

/// The program that draws them.
pub static PROGRAMMA: Programma = Programma { porta: Porta::Famiglia, tradotto: true, draw };

fn draw(route: &Route, ctx: &Ctx) -> Page {
    let Route::Famiglia(path) = route else {
        // A page of another program, reached without a link: its document brings the program.
        if let Some(window) = web_sys::window() {
            // Refused only where the document is going away already.
            let _ = window.location().reload();
        }
        return Page::default();
    };
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["spettanze", rest @ ..] => spettanze::page(ctx, rest),
        ["simula", regolamento, servizio] => conto::simula(ctx, &key(regolamento, servizio)),
        ["confronto", regolamento, servizio] => conto::confronto(ctx, &key(regolamento, servizio)),
        ["prospetto", regolamento, servizio] => conto::prospetto(ctx, &key(regolamento, servizio)),
        ["prospetto"] => conto::riapri(ctx),
        ["risposte"] => file::page(ctx),
        _ => non_trovata(),
    }
}

fn key(regolamento: &str, servizio: &str) -> ServizioKey {
    ServizioKey { regolamento: regolamento.to_owned(), servizio: servizio.to_owned() }
}

/// An address of ours that names nothing.
fn non_trovata() -> Page {
    super::pagine::non_trovata()
}
