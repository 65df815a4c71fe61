// SPDX-License-Identifier: EUPL-1.2
//! What the pages of one service share: its rules, its questions, and the way back to what is missing.

use super::non_trovata;
use crate::app::flow::{self, Flow};
use crate::app::motore::{self, Scheda};
use crate::app::pagina::{Ctx, Page};
use crate::app::route::ServizioKey;
use crate::lingua::chiave;

/// Shown when somebody opens a page before answering the questions it needs.
const ANSWER_FIRST: &str = chiave!("Prima di continuare serve questa risposta.");

/// A service with the questions this person gets.
pub struct Percorso<'a> {
    /// Its address.
    pub id: &'a ServizioKey,
    /// Its rules.
    pub scheda: Scheda,
    /// The questions and what can be read of the answers.
    pub flow: Flow,
}

impl<'a> Percorso<'a> {
    /// The service at an address.
    ///
    /// # Errors
    /// The page that says there is no such service.
    pub fn open(ctx: &Ctx, id: &'a ServizioKey) -> Result<Self, Box<Page>> {
        let scheda = motore::scheda(id).ok_or_else(|| Box::new(non_trovata::page()))?;
        let flow = flow::build(&scheda, &ctx.draft);
        Ok(Self { id, scheda, flow })
    }

    /// Like [`Self::open`], for a page that needs every answer.
    ///
    /// # Errors
    /// The page to show instead.
    pub fn open_complete(ctx: &Ctx, id: &'a ServizioKey) -> Result<Self, Box<Page>> {
        let it = Self::open(ctx, id)?;
        if it.flow.first_missing().is_some() { Err(Box::new(it.to_first_missing())) } else { Ok(it) }
    }

    /// To the first question without an answer; to the summary when there is none.
    #[must_use]
    pub fn to_first_missing(&self) -> Page {
        let stop = self.flow.first_missing().and_then(|i| self.flow.stops.get(i));
        Page::redirect(stop.map_or_else(|| self.id.summary(), |s| self.id.question(&s.slug)), ANSWER_FIRST)
    }
}
