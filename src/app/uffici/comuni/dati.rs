// SPDX-License-Identifier: EUPL-1.2
//! What the page knows of the families: which file, how it is being read, what came out. The families themselves are
//! in the worker.

use super::guasto::{Guasto, leggi_risposta};
use super::lavoratore::Progresso;
use super::motore::{Centesimi, Quadro};
use super::{Banco, parole};
use crate::formato::popolazione::ColonnaVista;
use crate::lingua::{self, tr};
use serde::Deserialize;
use serde_json::json;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::File;
use yew::prelude::*;

/// A choice that leaves a column out.
pub const IGNORA: &str = "ignora";
/// A choice that makes groups of a column.
pub const GRUPPO: &str = "gruppo";

/// A row that was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Scarto {
    /// Line in the file.
    pub riga: u64,
    /// Header of the column.
    pub colonna: String,
    /// What was found.
    pub valore: String,
    /// One sentence.
    pub messaggio: String,
    /// How to mend it.
    pub rimedio: String,
}

/// What a whole file was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Letta {
    /// Rows read.
    pub righe: u64,
    /// Rows left out.
    pub scartate: u64,
    /// The first of them.
    pub scarti: Vec<Scarto>,
    /// Columns used.
    pub colonne: Vec<String>,
    /// Columns left out.
    pub ignorate: Vec<String>,
    /// How the file is written.
    pub separatore: String,
    /// See `separatore`.
    pub decimali: String,
    /// See `separatore`.
    pub codifica: String,
}

/// What was computed.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Calcolo {
    /// Nothing yet.
    #[default]
    Niente,
    /// The first computation is running.
    InCorso,
    /// The figures, and the places of the schedules they are of.
    Fatto {
        /// The figures.
        quadro: Rc<Quadro>,
        /// Which schedules.
        posti: Vec<usize>,
    },
    /// It cannot be.
    Errore(Vec<Guasto>),
}

/// What happened last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detto {
    /// Nothing to say.
    #[default]
    Niente,
    /// A spreadsheet has more sheets than one.
    Pagine,
    /// Its columns are to be looked at.
    Colonne,
    /// The reading was left.
    Annullata,
    /// So many families were read.
    Lette(u64),
    /// The file cannot be used.
    Guasto,
}

impl Detto {
    /// In words.
    #[must_use]
    pub fn parole(self) -> String {
        match self {
            Self::Niente => String::new(),
            Self::Pagine => tr!("Il foglio di calcolo ha più pagine: scegli quella delle famiglie").to_owned(),
            Self::Colonne => tr!("Controlla che cosa contiene ogni colonna").to_owned(),
            Self::Annullata => tr!("Lettura annullata").to_owned(),
            Self::Lette(n) => tr!("Lette {}", parole::famiglie(n)),
            Self::Guasto => tr!("Il file non si può usare").to_owned(),
        }
    }
}

/// What the page knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dati {
    /// Changes with every population that was read.
    pub giro: u32,
    /// The file that was chosen last, as CSV.
    pub file: Option<File>,
    /// The spreadsheet it is a sheet of.
    pub foglio: Option<File>,
    /// Its sheets, and the one that was chosen.
    pub pagine: Vec<String>,
    /// The sheet that is open.
    pub pagina: Option<String>,
    /// Its name.
    pub nome: String,
    /// Its columns, when the reader must say what they are.
    pub colonne: Vec<ColonnaVista>,
    /// What the reader said of each.
    pub scelte: Vec<String>,
    /// How far the reading is, while it is.
    pub lettura: Option<Progresso>,
    /// Name of the file the figures are of, and what it was.
    pub letta: Option<(String, Rc<Letta>)>,
    /// What stopped the last file.
    pub guasti: Vec<Guasto>,
    /// The language that is said in.
    pub guasti_in: &'static str,
    /// What happened, for those who do not see it.
    pub detto: Detto,
    /// What each schedule brings in, and the places of the schedules: known well before the rest.
    pub totali: Option<(Rc<Vec<Centesimi>>, Vec<usize>)>,
    /// What was computed.
    pub calcolo: Calcolo,
    /// Whether the worker stopped, and the families went with it.
    pub fermo: bool,
}

/// A change of what the page knows.
pub enum Mossa {
    /// Another file.
    Scegli(File),
    /// A spreadsheet: its sheets, the one that is read, its rows.
    Pagine(Vec<String>, Option<String>, Option<File>),
    /// Its columns.
    Colonne(Vec<ColonnaVista>),
    /// What a column is.
    Chiama(usize, String),
    /// The reading begins, or goes on.
    Avanza(Progresso),
    /// The reading was left.
    Lasciata,
    /// It is over.
    Letta(Letta),
    /// The rows left out, in another language.
    Scarti(Vec<Scarto>),
    /// It failed.
    Guasti(Vec<Guasto>),
    /// What each schedule brings in.
    Totali(Vec<Centesimi>, Vec<usize>),
    /// A computation.
    Calcolo(Calcolo),
}

impl Reducible for Dati {
    type Action = Mossa;

    fn reduce(self: Rc<Self>, mossa: Mossa) -> Rc<Self> {
        let mut next = (*self).clone();
        match mossa {
            Mossa::Scegli(file) => {
                next.nome = file.name();
                (next.foglio, next.pagina) = (Some(file.clone()), None);
                next.pagine.clear();
                next.file = Some(file);
                next.fermo = false;
                next.colonne.clear();
                next.guasti.clear();
                next.detto = Detto::Niente;
            }
            Mossa::Pagine(pagine, pagina, file) => {
                next.guasti.clear();
                next.colonne.clear();
                next.lettura = None;
                if file.is_none() {
                    next.detto = Detto::Pagine;
                }
                (next.pagine, next.pagina, next.file) = (pagine, pagina, file);
            }
            Mossa::Colonne(colonne) => {
                next.scelte = colonne.iter().map(first_choice).collect();
                next.colonne = colonne;
                next.detto = Detto::Colonne;
            }
            Mossa::Chiama(n, what) => {
                if let Some(place) = next.scelte.get_mut(n) {
                    *place = what;
                }
            }
            Mossa::Avanza(p) => {
                next.guasti.clear();
                next.lettura = Some(p);
            }
            Mossa::Lasciata => {
                next.lettura = None;
                next.detto = Detto::Annullata;
            }
            Mossa::Letta(letta) => {
                next.lettura = None;
                next.colonne.clear();
                next.giro = next.giro.wrapping_add(1);
                (next.totali, next.calcolo) = (None, Calcolo::InCorso);
                let good = letta.righe.saturating_sub(letta.scartate);
                next.detto = Detto::Lette(good);
                next.letta = Some((next.nome.clone(), Rc::new(letta)));
            }
            Mossa::Scarti(scarti) => {
                if let Some((name, letta)) = next.letta.take() {
                    next.letta = Some((name, Rc::new(Letta { scarti, ..(*letta).clone() })));
                }
            }
            Mossa::Guasti(guasti) => next.fail(guasti),
            Mossa::Calcolo(Calcolo::Errore(guasti)) if stopped(&guasti) => return self.reduce(Mossa::Guasti(guasti)),
            Mossa::Totali(sums, posti) => next.totali = Some((Rc::new(sums), posti)),
            Mossa::Calcolo(calcolo) => next.calcolo = calcolo,
        }
        Rc::new(next)
    }
}

/// Whether the worker stopped: the families went with it.
fn stopped(guasti: &[Guasto]) -> bool {
    guasti.iter().any(|g| g.codice == "fermo")
}

/// What a column seems to be.
pub fn first_choice(c: &ColonnaVista) -> String {
    if c.personale { IGNORA.to_owned() } else { c.ruolo.clone() }
}

impl Dati {
    fn fail(&mut self, guasti: Vec<Guasto>) {
        self.lettura = None;
        self.fermo = stopped(&guasti);
        if self.fermo {
            (self.letta, self.totali, self.calcolo) = (None, None, Calcolo::Niente);
            self.detto = Detto::Niente;
        } else {
            self.detto = Detto::Guasto;
        }
        (self.guasti, self.guasti_in) = (guasti, lingua::codice());
    }

    /// What there is to wait for, in a few words.
    #[must_use]
    pub fn stato(&self) -> String {
        match (&self.calcolo, &self.letta) {
            (Calcolo::Errore(_), _) => tr!("Il calcolo non è riuscito: leggi perché in «Risultati»").to_owned(),
            (_, Some(_)) => tr!("Calcolo in corso…").to_owned(),
            (_, None) => tr!("Carica le famiglie per vedere le entrate").to_owned(),
        }
    }

    /// The figures, when there are.
    #[must_use]
    pub fn quadro(&self) -> Option<(&Rc<Quadro>, &[usize])> {
        match &self.calcolo {
            Calcolo::Fatto { quadro, posti } => Some((quadro, posti)),
            _ => None,
        }
    }
}

/// Milliseconds without a change after which all the figures are asked for; what each schedule brings in is told at
/// every change.
const PAUSA: i32 = 200;

/// Asks for the figures of what is on the desk. Gives what to do when the desk changes before they are asked for.
pub fn calcola(banco: &Banco) -> Option<impl FnOnce() + use<>> {
    let posti = banco.buoni();
    if banco.dati.letta.is_none() || posti.first() != Some(&0) {
        return None;
    }
    let question =
        json!({ "servizio": banco.lavoro.servizio, "regole": banco.testi(), "periodi": banco.lavoro.periodi });
    let question = question.to_string();
    let (dati, places) = (banco.dati.clone(), posti.clone());
    let sums = Callback::from(move |text: String| {
        dati.dispatch(match leggi_risposta::<Vec<Centesimi>>(&text) {
            Ok(sums) => Mossa::Totali(sums, places.clone()),
            Err(guasti) => Mossa::Calcolo(Calcolo::Errore(guasti)),
        });
    });
    banco.lavoratore.chiedi_ultima("totali", question.clone(), sums);
    let dati = banco.dati.clone();
    let all = Callback::from(move |text: String| {
        dati.dispatch(Mossa::Calcolo(match leggi_risposta::<Quadro>(&text) {
            Ok(quadro) => Calcolo::Fatto { quadro: Rc::new(quadro), posti: posti.clone() },
            Err(guasti) => Calcolo::Errore(guasti),
        }));
    });
    let lavoratore = banco.lavoratore.clone();
    let pause = if banco.dati.quadro().is_some() { PAUSA } else { 0 };
    Some(later(pause, move || lavoratore.chiedi_ultima("quadro", question, all)))
}

/// Asks for the rows left out in the language that is spoken now.
pub fn ridi(banco: &Banco) {
    if banco.dati.letta.as_ref().is_none_or(|(_, letta)| letta.scarti.is_empty()) {
        return;
    }
    let dati = banco.dati.clone();
    let done = Callback::from(move |text: String| {
        if let Ok(scarti) = leggi_risposta(&text) {
            dati.dispatch(Mossa::Scarti(scarti));
        }
    });
    banco.lavoratore.chiedi("scarti", "{}", done);
}

/// Does something after a while, unless what is given back is called before.
fn later(milliseconds: i32, what: impl FnOnce() + 'static) -> impl FnOnce() {
    let window = web_sys::window();
    let act = Closure::once_into_js(what);
    let set = |w: &web_sys::Window| {
        w.set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), milliseconds).ok()
    };
    let timer = window.as_ref().and_then(set);
    move || {
        if let (Some(window), Some(timer)) = (window, timer) {
            window.clear_timeout_with_handle(timer);
        }
    }
}
