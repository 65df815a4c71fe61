// SPDX-License-Identifier: EUPL-1.2
//! The estimate of an ISEE: one topic per screen, a range that narrows, and the way into the fee with its value. The
//! answers are fields of the same draft, so they survive a reload, a step back and the change of program.

mod aggiornata;
mod argomenti;
mod campi;
mod consegna;
mod corrente;
mod domanda;
mod dsu;
mod esito_corrente;
mod inizio;
mod motore;
mod pezzi;
mod residenze;
mod ripasso;
mod risposte;
mod risultato;
mod testi;
#[cfg(test)]
mod tests;

use super::pagina::{Ctx, Page};
use super::programma::Programma;
use super::route::{Porta, Route};
use argomenti::Argomento;
use motore::Regole;
use risposte::Risposte;
use std::sync::OnceLock;

/// The program that draws them.
pub static PROGRAMMA: Programma = Programma { porta: Porta::Stima, tradotto: true, draw };

/// Last part of the address of the result.
const RISULTATO: &str = "risultato";

/// The result.
fn al_risultato() -> Route {
    Route::Stima(RISULTATO.to_owned())
}

/// Last part of the address of the current ISEE.
const CORRENTE: &str = "corrente-risultato";

/// The current ISEE.
fn al_corrente() -> Route {
    Route::Stima(CORRENTE.to_owned())
}

fn draw(route: &Route, ctx: &Ctx) -> Page {
    let Route::Stima(page) = route else {
        // A page of another program, reached without a link: its document brings the program.
        if let Some(window) = web_sys::window() {
            // Refused only where the document is going away already.
            let _ = window.location().reload();
        }
        return Page::default();
    };
    let Some(regole) = regole() else { return inizio::senza_regole() };
    match (page.as_str(), Argomento::at(page, Risposte(&ctx.draft))) {
        ("", _) => inizio::page(ctx, regole),
        (RISULTATO, _) => risultato::page(ctx, regole),
        (CORRENTE, _) => esito_corrente::page(ctx, regole),
        (_, Some(argomento)) => domanda::page(ctx, regole, argomento),
        _ => inizio::assente(ctx),
    }
}

/// The rules, read once.
fn regole() -> Option<&'static Regole> {
    static LETTE: OnceLock<Option<Regole>> = OnceLock::new();
    let read = || Regole::fino_al(super::motore::today().get(..4)?.parse().ok()?);
    LETTE.get_or_init(read).as_ref()
}
