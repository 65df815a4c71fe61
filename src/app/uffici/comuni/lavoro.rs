// SPDX-License-Identifier: EUPL-1.2
//! What is on the desk: the schedules with their history, and what the reader asked to see. The population is not
//! here: it stays in the worker, and is never kept anywhere else.

use crate::app::uffici::arnesi::storia::Storia;
use crate::formato::Documento;
use crate::lingua::{self, tr};
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use yew::Reducible;

/// Key in the local storage, used only when the reader asks to keep the scenarios.
const STORAGE_KEY: &str = "soglia-comuni";
/// Schedules beside the one in force.
pub const MAX_SCENARI: usize = 5;

/// A part of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Vista {
    /// The families.
    #[default]
    Famiglie,
    /// The schedules, to be changed.
    Tariffe,
    /// What they do.
    Risultati,
    /// Why.
    Perche,
    /// Where the fee jumps.
    Scalini,
    /// Which value reaches a goal.
    Obiettivo,
    /// The same family in every Comune.
    Uniformita,
    /// To be printed.
    Relazione,
}

/// A schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scenario {
    /// What the reader calls it.
    pub nome: String,
    /// Its text, with undo.
    pub storia: Storia,
}

/// A change of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passo {
    /// Writes a text at a key path.
    Scrivi(String, String),
    /// Writes `true`.
    Vero(String),
    /// Writes a table inside a line.
    Tabella(String, Vec<(&'static str, String)>),
    /// Takes away a key, or an item of a list.
    Togli(String),
    /// Writes a piece of the file as a whole.
    Json(String, serde_json::Value),
    /// Puts a table into a list.
    Inserisci(String, usize, Vec<(&'static str, String)>),
}

/// Everything on the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lavoro {
    /// Id of the service.
    pub servizio: String,
    /// The schedules; the first is in force and does not change.
    pub scenari: Vec<Scenario>,
    /// The one that is open.
    pub attivo: usize,
    /// The part of the page that is open.
    pub vista: Vista,
    /// Whether the text of the file is shown instead of the fields.
    pub testo: bool,
    /// How many periods of the file make a year.
    pub periodi: u32,
    /// Whether this browser keeps the scenarios.
    pub conserva: bool,
    /// Counts the changes that come from elsewhere than a field.
    #[serde(skip)]
    pub giro: u32,
    /// What happened last, for those who do not see it.
    #[serde(skip)]
    detto: String,
    /// In which language.
    #[serde(skip)]
    detto_in: &'static str,
}

impl Default for Lavoro {
    fn default() -> Self {
        Self {
            servizio: String::new(),
            scenari: Vec::new(),
            attivo: 0,
            vista: Vista::default(),
            testo: false,
            periodi: 12,
            conserva: false,
            giro: 0,
            detto: String::new(),
            detto_in: "it",
        }
    }
}

/// A change of the desk.
#[derive(Clone, Debug)]
pub enum Azione {
    /// Begins with the rules in force: text and service.
    Parti(String, String),
    /// Another schedule: name and text.
    Aggiungi(String, String),
    /// Takes a schedule away.
    Togli(usize),
    /// Another name.
    Rinomina(usize, String),
    /// Another schedule is open.
    Attiva(usize),
    /// A field was changed: where, and what follows in the file.
    Campo(String, Vec<Passo>),
    /// A button changed the file: what to say, and what follows.
    Cambia(&'static str, Vec<Passo>),
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
    /// Fields or text.
    MostraTesto(bool),
    /// Periods in a year.
    Periodi(u32),
    /// Keep the scenarios in this browser, or forget them.
    Conserva(bool),
    /// Back to the choice.
    Chiudi,
}

impl Lavoro {
    /// Whether something is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.scenari.is_empty()
    }

    /// The schedule that is open.
    #[must_use]
    pub fn scenario(&self) -> Option<&Scenario> {
        self.scenari.get(self.attivo)
    }

    /// Whether the open schedule may be changed.
    #[must_use]
    pub fn is_editable(&self) -> bool {
        self.attivo > 0
    }

    fn storia(&mut self) -> Option<&mut Storia> {
        let place = self.attivo;
        self.scenari.get_mut(place).filter(|_| place > 0).map(|s| &mut s.storia)
    }

    fn apply(&mut self, luogo: &str, passi: &[Passo]) {
        let Some(storia) = self.storia() else { return };
        let Some(mut file) = Documento::parse(storia.testo()) else { return };
        for passo in passi {
            match passo {
                Passo::Scrivi(path, text) => file.set(path, text),
                Passo::Vero(path) => file.set_true(path),
                Passo::Json(path, value) => file.set_json(path, value),
                Passo::Togli(path) => file.remove(path),
                Passo::Tabella(path, pairs) => file.set_table(path, &texts(pairs)),
                Passo::Inserisci(list, place, pairs) => file.insert(list, *place, &texts(pairs)),
            }
        }
        storia.write(luogo, file.to_string());
    }

    fn say(&mut self, what: &str) {
        self.giro = self.giro.wrapping_add(1);
        what.clone_into(&mut self.detto);
        self.detto_in = lingua::codice();
    }

    /// What happened last, if it was said in this language.
    #[must_use]
    pub fn detto(&self, lingua: &str) -> &str {
        if self.detto_in == lingua { &self.detto } else { "" }
    }

    fn add(&mut self, nome: String, testo: String) {
        if self.scenari.len() < MAX_SCENARI {
            self.say(&tr!("Scenario aggiunto: {}", nome));
            self.scenari.push(Scenario { nome, storia: Storia::new(testo) });
            self.attivo = self.scenari.len() - 1;
        }
    }

    /// The rules in force, and a copy of them to change.
    fn begun(&self, testo: String, servizio: String) -> Self {
        let giro = self.giro.wrapping_add(1);
        let mut next = Self { servizio, giro, conserva: self.conserva, ..Self::default() };
        next.scenari.push(Scenario { nome: "In vigore".to_owned(), storia: Storia::new(testo.clone()) });
        next.add(tr!("Proposta {}", "1"), testo);
        next.say(tr!("Regole scelte: ora carica le famiglie"));
        next
    }

    fn after(&self, azione: Azione) -> Self {
        let mut next = self.clone();
        match azione {
            Azione::Parti(testo, servizio) => next = self.begun(testo, servizio),
            Azione::Aggiungi(nome, testo) => next.add(nome, testo),
            Azione::Togli(place) if place > 0 && place < next.scenari.len() => {
                next.scenari.remove(place);
                next.attivo = next.attivo.min(next.scenari.len().saturating_sub(1));
                next.say(tr!("Scenario tolto"));
            }
            Azione::Togli(_) => {}
            Azione::Rinomina(place, nome) => {
                if let Some(s) = next.scenari.get_mut(place) {
                    s.nome = nome.chars().take(60).collect();
                }
            }
            Azione::Attiva(place) => {
                next.attivo = place.min(next.scenari.len().saturating_sub(1));
                next.say("");
            }
            Azione::Campo(luogo, passi) => {
                next.apply(&luogo, &passi);
                next.detto.clear();
            }
            Azione::Cambia(what, passi) => {
                next.apply("", &passi);
                next.say(what);
            }
            Azione::Testo(text) => {
                if let Some(storia) = next.storia() {
                    storia.write("testo", text);
                }
            }
            Azione::Lascia => next.storia().into_iter().for_each(Storia::leave),
            Azione::Annulla => {
                next.storia().into_iter().for_each(Storia::undo);
                next.say(tr!("Modifica annullata"));
            }
            Azione::Ripeti => {
                next.storia().into_iter().for_each(Storia::redo);
                next.say(tr!("Modifica ripetuta"));
            }
            Azione::Vedi(vista) => next.vista = vista,
            Azione::MostraTesto(testo) => next.testo = testo,
            Azione::Periodi(n) => next.periodi = n.clamp(1, 366),
            Azione::Conserva(yes) => {
                next.conserva = yes;
                next.say(if yes {
                    tr!("Gli scenari restano in questo browser")
                } else {
                    tr!("Gli scenari non restano in questo browser")
                });
            }
            Azione::Chiudi => next = Self { giro: next.giro.wrapping_add(1), ..Self::default() },
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

fn texts<'a>(pairs: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    pairs.iter().map(|(k, v)| (*k, v.as_str())).collect()
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What the reader asked to keep, if anything.
#[must_use]
pub fn load() -> Lavoro {
    let text = storage().and_then(|s| s.get_item(STORAGE_KEY).ok()?);
    text.and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default()
}

/// Keeps the schedules if it was asked, else removes them.
pub fn save(lavoro: &Lavoro) {
    let Some(storage) = storage() else { return };
    // A full or forbidden storage costs the copy, not the work.
    let _ = match serde_json::to_string(lavoro) {
        Ok(text) if lavoro.is_open() && lavoro.conserva => storage.set_item(STORAGE_KEY, &text),
        _ => storage.remove_item(STORAGE_KEY),
    };
}
