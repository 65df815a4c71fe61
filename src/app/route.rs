// SPDX-License-Identifier: EUPL-1.2
//! The addresses of the page. Answers are never part of an address.

use crate::lingua::{self, chiave};
use std::collections::HashMap;
use yew_router::Routable;

/// The rooms of the program `famiglia`; `boot.js` has the same list.
pub const STANZE: [&str; 5] = ["spettanze", "simula", "prospetto", "confronto", "risposte"];

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

    /// A room of the program `famiglia` about this service.
    #[must_use]
    pub fn room(&self, stanza: &str) -> Route {
        Route::Famiglia([stanza, &self.regolamento, &self.servizio].join("/"))
    }

    /// The result.
    #[must_use]
    pub fn result(&self) -> Route {
        let Self { regolamento, servizio } = self.clone();
        Route::Risultato { regolamento, servizio }
    }
}

/// Every address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The three doors.
    Home,
    /// Before the questions.
    Cittadini,
    /// Where the person lives.
    Comune,
    /// Which service.
    Servizio,
    /// One question.
    Domanda {
        /// Id of the regolamento.
        regolamento: String,
        /// Id of the service.
        servizio: String,
        /// Slug of the step.
        passo: String,
    },
    /// Check the answers.
    Riepilogo {
        /// Id of the regolamento.
        regolamento: String,
        /// Id of the service.
        servizio: String,
    },
    /// The fee.
    Risultato {
        /// Id of the regolamento.
        regolamento: String,
        /// Id of the service.
        servizio: String,
    },
    /// The estimate of an ISEE: empty for its first page, else the slug of a topic or of the result.
    Stima(String),
    /// What the program `famiglia` draws: the path after `/cittadini/`, which begins with one of [`STANZE`].
    Famiglia(String),
    /// Door of the Comuni.
    Uffici,
    /// Door of the Ufficio di Piano.
    Piano,
    /// Method, sources, limits.
    ComeFunziona,
    /// What the page knows, as files.
    DatiAperti,
    /// How to put the calculator into another site.
    Integra,
    /// Privacy notice.
    Privacy,
    /// State of accessibility.
    Accessibilita,
    /// Licences and disclaimers.
    NoteLegali,
    /// Anything else.
    NonTrovata,
}

/// Which program draws a page; `boot.js` chooses it by the first parts of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Porta {
    /// The first one: citizens.
    Cittadini,
    /// Comuni and Ufficio di Piano.
    Uffici,
    /// The estimate of an ISEE.
    Stima,
    /// «Cosa mi spetta?» and the result that people keep.
    Famiglia,
    /// The pages about the site.
    Sito,
}

impl Route {
    /// The program that draws it.
    #[must_use]
    pub const fn porta(&self) -> Porta {
        match self {
            Self::Uffici | Self::Piano => Porta::Uffici,
            Self::Stima(_) => Porta::Stima,
            Self::Famiglia(_) => Porta::Famiglia,
            Self::ComeFunziona
            | Self::DatiAperti
            | Self::Integra
            | Self::Privacy
            | Self::Accessibilita
            | Self::NoteLegali => Porta::Sito,
            _ => Porta::Cittadini,
        }
    }

    fn of_service(regolamento: &str, servizio: &str, rest: &[&str]) -> Self {
        let (regolamento, servizio) = (regolamento.to_owned(), servizio.to_owned());
        match rest {
            ["domande", passo] => Self::Domanda { regolamento, servizio, passo: (*passo).to_owned() },
            ["riepilogo"] => Self::Riepilogo { regolamento, servizio },
            ["risultato"] => Self::Risultato { regolamento, servizio },
            _ => Self::NonTrovata,
        }
    }

    /// The path in a language; Italian needs no mark.
    #[must_use]
    pub fn path_in(&self, lingua: &str) -> String {
        let path = self.path();
        if lingua == "it" { path } else { [&*path, "?lingua=", lingua].concat() }
    }

    /// The path, whatever the language.
    #[must_use]
    pub fn path(&self) -> String {
        let of = |regolamento: &str, servizio: &str, rest: &[&str]| {
            ["/cittadini", regolamento, servizio].iter().chain(rest).copied().collect::<Vec<_>>().join("/")
        };
        let fixed = match self {
            Self::Domanda { regolamento, servizio, passo } => return of(regolamento, servizio, &["domande", passo]),
            Self::Riepilogo { regolamento, servizio } => return of(regolamento, servizio, &["riepilogo"]),
            Self::Risultato { regolamento, servizio } => return of(regolamento, servizio, &["risultato"]),
            Self::Famiglia(page) => return ["/cittadini/", page].concat(),
            Self::Stima(page) if !page.is_empty() => return ["/cittadini/isee/", page].concat(),
            Self::Stima(_) => "/cittadini/isee",
            Self::Home => "/",
            Self::Cittadini => "/cittadini",
            Self::Comune => "/cittadini/comune",
            Self::Servizio => "/cittadini/servizio",
            Self::Uffici => "/uffici",
            Self::Piano => "/piano",
            Self::ComeFunziona => "/come-funziona",
            Self::DatiAperti => "/dati-aperti",
            Self::Integra => "/integra",
            Self::Privacy => "/privacy",
            Self::Accessibilita => "/accessibilita",
            Self::NoteLegali => "/note-legali",
            Self::NonTrovata => "/404",
        };
        fixed.to_owned()
    }

    /// The entry of the main menu this page belongs to.
    #[must_use]
    pub const fn section(&self) -> Option<Self> {
        match self {
            Self::Cittadini
            | Self::Comune
            | Self::Servizio
            | Self::Domanda { .. }
            | Self::Riepilogo { .. }
            | Self::Risultato { .. }
            | Self::Stima(_)
            | Self::Famiglia(_) => Some(Self::Cittadini),
            Self::Uffici => Some(Self::Uffici),
            Self::Piano => Some(Self::Piano),
            Self::ComeFunziona | Self::DatiAperti | Self::Integra => Some(Self::ComeFunziona),
            Self::Home | Self::Privacy | Self::Accessibilita | Self::NoteLegali | Self::NonTrovata => None,
        }
    }

    /// Short name in the breadcrumb.
    #[must_use]
    pub fn label(&self) -> &'static str {
        lingua::parola(match self {
            Self::Home => chiave!("Home"),
            Self::Cittadini => chiave!("Cittadini"),
            Self::Comune => chiave!("Il tuo Comune"),
            Self::Servizio => chiave!("Il servizio"),
            Self::Domanda { .. } => chiave!("Domande"),
            Self::Riepilogo { .. } => chiave!("Riepilogo"),
            Self::Risultato { .. } => chiave!("Risultato"),
            Self::Stima(_) => chiave!("Stima dell'ISEE"),
            Self::Famiglia(_) => chiave!("La tua situazione"),
            Self::Uffici => chiave!("Uffici comunali"),
            Self::Piano => chiave!("Ufficio di Piano"),
            Self::ComeFunziona => chiave!("Come funziona"),
            Self::DatiAperti => chiave!("Dati aperti"),
            Self::Integra => chiave!("Nel tuo sito"),
            Self::Privacy => chiave!("Privacy"),
            Self::Accessibilita => chiave!("Accessibilità"),
            Self::NoteLegali => chiave!("Note legali"),
            Self::NonTrovata => chiave!("Pagina non trovata"),
        })
    }
}

/// Written by hand: what the derive macro generates matches each address against patterns, and weighs as much as
/// all the pages of plain text together.
impl Routable for Route {
    fn from_path(path: &str, _: &HashMap<&str, &str>) -> Option<Self> {
        Self::recognize(path)
    }

    fn to_path(&self) -> String {
        self.path_in(lingua::scelta())
    }

    fn routes() -> Vec<&'static str> {
        Vec::new()
    }

    fn not_found_route() -> Option<Self> {
        Some(Self::NonTrovata)
    }

    fn recognize(pathname: &str) -> Option<Self> {
        let path = pathname.split('?').next().unwrap_or_default();
        let parts: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
        Some(match *parts.as_slice() {
            [] => Self::Home,
            ["cittadini"] => Self::Cittadini,
            ["cittadini", "comune"] => Self::Comune,
            ["cittadini", "servizio"] => Self::Servizio,
            ["cittadini", "isee"] => Self::Stima(String::new()),
            ["cittadini", "isee", page] => Self::Stima(page.to_owned()),
            ["cittadini", stanza, ..] if STANZE.contains(&stanza) => {
                Self::Famiglia(parts.get(1..).unwrap_or_default().join("/"))
            }
            ["cittadini", regolamento, servizio, ref rest @ ..] => Self::of_service(regolamento, servizio, rest),
            ["uffici"] => Self::Uffici,
            ["piano"] => Self::Piano,
            ["come-funziona"] => Self::ComeFunziona,
            ["dati-aperti"] => Self::DatiAperti,
            ["integra"] => Self::Integra,
            ["privacy"] => Self::Privacy,
            ["accessibilita"] => Self::Accessibilita,
            ["note-legali"] => Self::NoteLegali,
            _ => Self::NonTrovata,
        })
    }
}
