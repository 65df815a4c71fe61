// SPDX-License-Identifier: EUPL-1.2
//! The addresses of the page. Answers are never part of an address.

use yew_router::prelude::*;

/// A regolamento and one of its services, as addresses name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServizioKey {
    /// Id of the regolamento.
    pub regolamento: String,
    /// Id of the service in it.
    pub servizio: String,
}

impl ServizioKey {
    /// The question page of a step.
    #[must_use]
    pub fn question(&self, passo: &str) -> Route {
        let Self { regolamento, servizio } = self.clone();
        Route::Domanda { regolamento, servizio, passo: passo.to_owned() }
    }

    /// The summary of the answers.
    #[must_use]
    pub fn summary(&self) -> Route {
        let Self { regolamento, servizio } = self.clone();
        Route::Riepilogo { regolamento, servizio }
    }

    /// The result.
    #[must_use]
    pub fn result(&self) -> Route {
        let Self { regolamento, servizio } = self.clone();
        Route::Risultato { regolamento, servizio }
    }
}

/// Every address.
#[derive(Clone, Debug, PartialEq, Eq, Routable)]
pub enum Route {
    /// The three doors.
    #[at("/")]
    Home,
    /// Before the questions.
    #[at("/cittadini")]
    Cittadini,
    /// Where the person lives.
    #[at("/cittadini/comune")]
    Comune,
    /// Which service.
    #[at("/cittadini/servizio")]
    Servizio,
    /// One question.
    #[at("/cittadini/:regolamento/:servizio/domande/:passo")]
    Domanda {
        /// Id of the regolamento.
        regolamento: String,
        /// Id of the service.
        servizio: String,
        /// Slug of the step.
        passo: String,
    },
    /// Check the answers.
    #[at("/cittadini/:regolamento/:servizio/riepilogo")]
    Riepilogo {
        /// Id of the regolamento.
        regolamento: String,
        /// Id of the service.
        servizio: String,
    },
    /// The fee.
    #[at("/cittadini/:regolamento/:servizio/risultato")]
    Risultato {
        /// Id of the regolamento.
        regolamento: String,
        /// Id of the service.
        servizio: String,
    },
    /// Door of the Comuni.
    #[at("/uffici")]
    Uffici,
    /// Door of the Ufficio di Piano.
    #[at("/piano")]
    Piano,
    /// Method, sources, limits.
    #[at("/come-funziona")]
    ComeFunziona,
    /// Privacy notice.
    #[at("/privacy")]
    Privacy,
    /// State of accessibility.
    #[at("/accessibilita")]
    Accessibilita,
    /// Licences and disclaimers.
    #[at("/note-legali")]
    NoteLegali,
    /// Anything else.
    #[not_found]
    #[at("/404")]
    NonTrovata,
}

impl Route {
    /// The entry of the main menu this page belongs to.
    #[must_use]
    pub const fn section(&self) -> Option<Self> {
        match self {
            Self::Cittadini
            | Self::Comune
            | Self::Servizio
            | Self::Domanda { .. }
            | Self::Riepilogo { .. }
            | Self::Risultato { .. } => Some(Self::Cittadini),
            Self::Uffici => Some(Self::Uffici),
            Self::Piano => Some(Self::Piano),
            Self::ComeFunziona => Some(Self::ComeFunziona),
            Self::Home | Self::Privacy | Self::Accessibilita | Self::NoteLegali | Self::NonTrovata => None,
        }
    }

    /// Short name in the breadcrumb.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Cittadini => "Cittadini",
            Self::Comune => "Il tuo Comune",
            Self::Servizio => "Il servizio",
            Self::Domanda { .. } => "Domande",
            Self::Riepilogo { .. } => "Riepilogo",
            Self::Risultato { .. } => "Risultato",
            Self::Uffici => "Uffici comunali",
            Self::Piano => "Ufficio di Piano",
            Self::ComeFunziona => "Come funziona",
            Self::Privacy => "Privacy",
            Self::Accessibilita => "Accessibilità",
            Self::NoteLegali => "Note legali",
            Self::NonTrovata => "Pagina non trovata",
        }
    }
}
