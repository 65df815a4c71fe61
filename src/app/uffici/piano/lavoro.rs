// SPDX-License-Identifier: EUPL-1.2
//! What is on the desk: the file with its history, its tables, what it is compared with. In memory and in this tab's
//! session storage, nowhere else.

use super::storia::Storia;
use super::{motore, ordine};
use crate::formato::Documento;
use crate::lingua::{self, parola, tr};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use yew::Reducible;

/// Key in the session storage.
const STORAGE_KEY: &str = "soglia-piano";

/// A part of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Vista {
    /// The tree, to be changed.
    #[default]
    Albero,
    /// Pictures.
    Figure,
    /// Difference from another riparto.
    Confronto,
    /// To be printed.
    Relazione,
    /// The file as text.
    Testo,
}

/// A text from a file or from those included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foglio {
    /// Name of the file.
    pub nome: String,
    /// Its text.
    pub testo: String,
}

/// Everything on the desk.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lavoro {
    /// Name of the file; empty when nothing is open.
    pub nome: String,
    /// Its text, with undo.
    pub storia: Storia,
    /// CSV files of the reader, by name.
    pub tabelle: BTreeMap<String, String>,
    /// The part of the page that is open.
    pub vista: Vista,
    /// Key paths of the voci whose details are open.
    pub aperte: BTreeSet<String>,
    /// What it is compared with.
    pub altro: Option<Foglio>,
    /// Counts the changes that come from elsewhere than a field: fields then forget what was being typed.
    #[serde(skip)]
    pub giro: u32,
    /// What happened last, for those who do not see it.
    #[serde(skip)]
    pub detto: String,
    /// The language it was said in.
    #[serde(skip)]
    pub detto_in: &'static str,
    /// Where the focus goes after a change that moves things: the `id` of an element.
    #[serde(skip)]
    pub fuoco: Option<String>,
}

/// A change of one value of the file.
#[derive(Clone, Debug)]
pub enum Passo {
    /// Writes a text at a key path.
    Scrivi(String, String),
    /// Writes a list of texts.
    Elenca(String, Vec<String>),
    /// Takes away a key, or an item of a list.
    Togli(String),
    /// Adds a table at the end of a list.
    Aggiungi(String, Vec<(&'static str, String)>),
    /// Exchanges two tables of a list.
    Scambia(String, usize, usize),
}

/// Which way a voce goes among its siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verso {
    /// Towards the first.
    Su,
    /// Towards the last.
    Giu,
}

/// A change of the desk.
#[derive(Clone, Debug)]
pub enum Azione {
    /// Another file.
    Apri(Foglio),
    /// Tables of criteria from the disk.
    Tabelle(BTreeMap<String, String>),
    /// A field was changed: where, and what follows in the file.
    Campo(String, Vec<Passo>),
    /// A button changed the file: what to say (a key), and what follows in the file.
    Cambia(&'static str, Vec<Passo>),
    /// A voce goes up or down among its siblings.
    Sposta(String, Verso),
    /// The text was changed by hand.
    Testo(String),
    /// A field was left.
    Lascia,
    /// One step back.
    Annulla,
    /// One step forward.
    Ripeti,
    /// Another part of the page.
    Vedi(Vista),
    /// The details of a voce open or close.
    Dettagli(String),
    /// Compare with this, or with nothing.
    Confronta(Option<Foglio>),
    /// Something to say.
    Avvisa(String),
    /// Back to the choice.
    Chiudi,
}

impl Lavoro {
    /// Whether a file is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.nome.is_empty()
    }

    fn apply(&mut self, luogo: &str, passi: &[Passo]) {
        let Some(mut file) = Documento::parse(self.storia.testo()) else { return };
        for passo in passi {
            match passo {
                Passo::Scrivi(path, text) => file.set(path, text),
                Passo::Elenca(path, texts) => file.set_list(path, texts),
                Passo::Togli(path) => file.remove(path),
                Passo::Scambia(list, one, other) => file.swap(list, *one, *other),
                Passo::Aggiungi(list, pairs) => {
                    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(k, v)| (*k, v.as_str())).collect();
                    file.add(list, &pairs);
                }
            }
        }
        self.storia.write(luogo, file.to_string());
    }

    fn say(&mut self, what: &str) {
        self.giro = self.giro.wrapping_add(1);
        what.clone_into(&mut self.detto);
        self.detto_in = lingua::codice();
    }

    /// One place up or down; open details go with their voce, and so does the focus.
    fn shift(&mut self, chiave: &str, verso: Verso) {
        let Some((list, from)) = ordine::place(chiave) else { return };
        let other = match verso {
            Verso::Su => from.checked_sub(1),
            Verso::Giu => from.checked_add(1),
        };
        let Some(to) = other else { return };
        self.apply("", &[Passo::Scambia(list.to_owned(), from, to)]);
        let key = |i: usize| [list, "[", &i.to_string(), "]"].concat();
        let (here, there) = (key(from), key(to));
        let moved = |open: &String| {
            let inside = |table: &str| open.strip_prefix(table).filter(|rest| rest.is_empty() || rest.starts_with('.'));
            let turned = inside(&here).map(|rest| [&there, rest].concat());
            turned.or_else(|| inside(&there).map(|rest| [&here, rest].concat())).unwrap_or_else(|| open.clone())
        };
        self.aperte = self.aperte.iter().map(moved).collect();
        let count = Documento::parse(self.storia.testo()).map_or(0, |d| d.count(list));
        self.say(&tr!("Spostata: ora è al posto {} di {}", (to + 1).to_string(), count.to_string()));
        // At either end that button no longer works: the other has the focus.
        let verso = match verso {
            Verso::Su if to == 0 => Verso::Giu,
            Verso::Giu if to + 1 == count => Verso::Su,
            same => same,
        };
        self.fuoco = Some(ordine::id(&there, verso));
    }

    fn after(&self, azione: Azione) -> Self {
        let mut next = self.clone();
        next.fuoco = None;
        match azione {
            Azione::Apri(foglio) => {
                let giro = next.giro.wrapping_add(1);
                next = Self { giro, tabelle: next.tabelle, altro: next.altro, ..Self::default() };
                next.storia = Storia::new(foglio.testo);
                next.nome = foglio.nome;
            }
            Azione::Tabelle(tables) => {
                let names: Vec<String> = tables.keys().cloned().collect();
                next.tabelle.extend(tables);
                next.say(&tr!("Tabelle aggiunte: {}", names.join(", ")));
            }
            Azione::Campo(luogo, passi) => {
                next.apply(&luogo, &passi);
                next.detto.clear();
            }
            Azione::Cambia(what, passi) => {
                next.apply("", &passi);
                next.say(parola(what));
            }
            Azione::Sposta(chiave, verso) => next.shift(&chiave, verso),
            Azione::Testo(text) => next.storia.write("testo", text),
            Azione::Lascia => next.storia.leave(),
            Azione::Annulla => {
                next.storia.undo();
                next.say(tr!("Modifica annullata"));
            }
            Azione::Ripeti => {
                next.storia.redo();
                next.say(tr!("Modifica ripetuta"));
            }
            Azione::Vedi(vista) => next.vista = vista,
            Azione::Dettagli(key) => {
                if !next.aperte.remove(&key) {
                    next.aperte.insert(key);
                }
            }
            Azione::Confronta(altro) => next.altro = altro,
            Azione::Avvisa(what) => next.say(&what),
            Azione::Chiudi => next = Self { tabelle: next.tabelle, ..Self::default() },
        }
        next
    }
}

impl Reducible for Lavoro {
    type Action = Azione;

    fn reduce(self: Rc<Self>, azione: Azione) -> Rc<Self> {
        Rc::new(self.after(azione))
    }
}

impl Foglio {
    /// One of those included.
    #[must_use]
    pub fn seme(id: &str) -> Option<Self> {
        let testo = motore::testo_seme(id)?.to_owned();
        Some(Self { nome: [id, ".toml"].concat(), testo })
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// The desk of this tab, if any.
#[must_use]
pub fn load() -> Lavoro {
    let text = storage().and_then(|s| s.get_item(STORAGE_KEY).ok()?);
    text.and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default()
}

/// Keeps a copy for this tab, or removes it when nothing is open.
pub fn save(lavoro: &Lavoro) {
    let Some(storage) = storage() else { return };
    // A full or forbidden storage costs the copy, not the work.
    let _ = match serde_json::to_string(lavoro) {
        Ok(text) if lavoro.is_open() => storage.set_item(STORAGE_KEY, &text),
        _ => storage.remove_item(STORAGE_KEY),
    };
}
