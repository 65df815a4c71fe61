// SPDX-License-Identifier: EUPL-1.2
//! «Cosa mi spetta?»: the questions that the rules need, one per page, and what is certain after each answer.

mod campo;
mod domanda;
mod dove;
mod due_date;
mod esempi;
mod esito;
mod finora;
mod inizio;
mod misura;
mod motore;
mod risposte;

use crate::app::pagina::{Ctx, Page};
use crate::app::route::Route;
use motore::{Stato, stato};
use risposte::{Risposte, slug};

/// One of its pages, by the rest of its address.
pub fn page(ctx: &Ctx, rest: &[&str]) -> Page {
    match rest {
        [] => inizio::page(ctx),
        ["avanti"] => Page::redirect(prossima(&stato(Risposte(&ctx.draft))), ""),
        ["domande", passo] => domanda::page(ctx, passo),
        ["esito"] => esito::page(ctx),
        ["due-date"] => due_date::page(ctx),
        _ => super::non_trovata(),
    }
}

/// The first page.
fn inizio() -> Route {
    Route::Famiglia("spettanze".to_owned())
}

/// What is known, with whatever was answered.
fn esito() -> Route {
    Route::Famiglia("spettanze/esito".to_owned())
}

/// The same answers on two days.
fn due_date() -> Route {
    Route::Famiglia("spettanze/due-date".to_owned())
}

/// The question about a fact.
fn domanda(fatto: &str) -> Route {
    Route::Famiglia(["spettanze/domande/", &slug(fatto)].concat())
}

/// The next question; the outcome when nothing left can change anything.
fn prossima(stato: &Stato) -> Route {
    let next = stato.as_ref().as_ref().ok().and_then(|d| d.spettanze.domanda.as_ref());
    next.map_or_else(esito, |q| domanda(&q.fatto))
}
