// SPDX-License-Identifier: EUPL-1.2
//! One file per page.

mod cittadini;
mod comune;
mod domanda;
mod home;
mod non_trovata;
pub mod passo;
pub mod riepilogo;
mod risposta;
pub mod risultato;
mod servizio;

pub use non_trovata::page as non_trovata;

use super::pagina::{Ctx, Page};
use super::programma::Programma;
use super::route::{Porta, Route, ServizioKey};

/// The program that draws them.
pub static PROGRAMMA: Programma = Programma { porta: Porta::Cittadini, tradotto: true, draw };

fn draw(route: &Route, ctx: &Ctx) -> Page {
    let key = |regolamento: &String, servizio: &String| ServizioKey {
        regolamento: regolamento.clone(),
        servizio: servizio.clone(),
    };
    match route {
        Route::Home => home::page(),
        Route::Cittadini => cittadini::page(ctx),
        Route::Comune => comune::page(ctx),
        Route::Servizio => servizio::page(ctx),
        Route::Domanda { regolamento, servizio, passo } => domanda::page(ctx, &key(regolamento, servizio), passo),
        Route::Riepilogo { regolamento, servizio } => riepilogo::page(ctx, &key(regolamento, servizio)),
        Route::Risultato { regolamento, servizio } => risultato::page(ctx, &key(regolamento, servizio)),
        _ => non_trovata::page(),
    }
}
