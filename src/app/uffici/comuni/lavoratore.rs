// SPDX-License-Identifier: EUPL-1.2
//! The worker that reads the population and computes on it, seen from the page: questions go out, answers come back,
//! and the page never waits. When it stops (no memory left, or the browser ended it) another takes its place.

use super::guasto::{Guasto, leggi_risposta};
use crate::lingua::{self, tr};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{File, MessageEvent, Worker};
use yew::Callback;

/// The only script a worker may be; the security policy of the page names this policy.
const POLITICA: &str = "soglia-lavoratore";
const SCRIPT: &str = "lavoratore.js";

/// What is answered to whoever waits for a worker that stopped.
fn fermo() -> String {
    let messaggio = tr!("il calcolo si è fermato: forse la memoria non basta");
    let rimedio = tr!("carica di nuovo il file, o dividilo in parti più piccole: gli scenari sono rimasti");
    serde_json::json!({ "errori": [{ "codice": "fermo", "messaggio": messaggio, "rimedio": rimedio }] }).to_string()
}

/// The same of a spreadsheet: the families are in another worker.
fn troppo() -> String {
    let messaggio = tr!("il foglio di calcolo non si è potuto aprire: forse la memoria non basta");
    let rimedio = tr!("salvalo come «CSV UTF-8», o dividilo in parti più piccole");
    serde_json::json!({ "errori": [{ "codice": "file-illeggibile", "messaggio": messaggio, "rimedio": rimedio }] })
        .to_string()
}

thread_local! {
    /// A policy may be made once: its answer is kept for the next worker.
    static INDIRIZZO: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// How far the reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progresso {
    /// Households read.
    pub famiglie: f64,
    /// Bytes read, and of the whole file.
    pub byte: f64,
    /// See `byte`.
    pub totale: f64,
    /// Milliseconds since the beginning.
    pub ms: f64,
}

/// What comes from the worker.
enum Detto {
    Progresso(Progresso),
    Testo(String),
    /// A sheet of a spreadsheet: what it says of it, and its rows as a CSV.
    Foglio(String, Option<File>),
}

/// What became of a spreadsheet.
pub enum Aperto {
    /// What `soglia-foglio` says of it, in JSON, and the rows of the sheet that was read.
    Foglio(String, Option<File>),
    /// The program that reads spreadsheets did not come, or the file went away.
    NonArrivato,
}

type Attesa = Rc<dyn Fn(Detto)>;

#[derive(Default)]
struct Interno {
    worker: Option<Worker>,
    /// The language it was told to speak; it begins in Italian.
    lingua: Option<&'static str>,
    prossimo: u32,
    attese: BTreeMap<u32, Attesa>,
    /// Which of them waits for a file to be read.
    lettura: Option<u32>,
    /// The worker that opens a spreadsheet, while it does.
    lettore: Option<Lavoratore>,
    /// Questions of a kind of which one is being answered: only the last one is asked next.
    in_volo: BTreeMap<&'static str, Option<(String, Callback<String>)>>,
    /// Who is told that the worker stopped, and the families with it.
    fermo: Callback<Vec<Guasto>>,
}

/// The worker. Copies are the same worker.
#[derive(Clone, Default)]
pub struct Lavoratore(Rc<RefCell<Interno>>);

impl PartialEq for Lavoratore {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Lavoratore {
    /// Says who is told that the worker stopped.
    pub fn se_si_ferma(&self, done: Callback<Vec<Guasto>>) {
        self.0.borrow_mut().fermo = done;
    }

    /// Asks; an answer always comes.
    pub fn chiedi(&self, che: &str, json: &str, done: Callback<String>) {
        let wait = move |said| {
            if let Detto::Testo(text) = said {
                done.emit(text);
            }
        };
        self.send(che, None, json, Rc::new(wait));
    }

    /// Asks, when the last question of this kind has been answered; in between, only the newest question stays.
    pub fn chiedi_ultima(&self, che: &'static str, json: String, done: Callback<String>) {
        let busy = {
            let mut inner = self.0.borrow_mut();
            match inner.in_volo.get_mut(che) {
                Some(waiting) => {
                    *waiting = Some((json.clone(), done.clone()));
                    true
                }
                None => {
                    inner.in_volo.insert(che, None);
                    false
                }
            }
        };
        if busy {
            return;
        }
        let own = self.clone();
        self.chiedi(
            che,
            &json,
            Callback::from(move |text: String| {
                let next = own.0.borrow_mut().in_volo.remove(che).flatten();
                match next {
                    Some((json, done)) => own.chiedi_ultima(che, json, done),
                    None => done.emit(text),
                }
            }),
        );
    }

    /// The first lines of a file.
    pub fn anteprima(&self, file: &File, json: &str, done: Callback<String>) {
        let wait = move |said| {
            if let Detto::Testo(text) = said {
                done.emit(text);
            }
        };
        self.send("anteprima", Some(file), json, Rc::new(wait));
    }

    /// Reads a file, saying how far it is.
    pub fn leggi(&self, file: &File, json: &str, progress: Callback<Progresso>, done: Callback<String>) {
        let wait = move |said| match said {
            Detto::Progresso(p) => progress.emit(p),
            Detto::Testo(text) | Detto::Foglio(text, _) => done.emit(text),
        };
        self.send("leggi", Some(file), json, Rc::new(wait));
    }

    /// Makes a CSV of a sheet of a spreadsheet, saying how far it is. In a worker of its own: it takes seconds without
    /// listening, so to leave it is to end it, and the families stay where they are.
    pub fn apri(&self, file: &File, pagina: &str, progress: Callback<Progresso>, done: Callback<Aperto>) {
        let reader = Self::default();
        if let Some(before) = self.0.borrow_mut().lettore.replace(reader.clone()) {
            before.lascia();
        }
        let own = self.clone();
        let wait = move |said| {
            let opened = match said {
                Detto::Progresso(p) => return progress.emit(p),
                Detto::Foglio(text, csv) => Aperto::Foglio(text, csv),
                Detto::Testo(text) if text == fermo() => Aperto::Foglio(troppo(), None),
                Detto::Testo(_) => Aperto::NonArrivato,
            };
            if let Some(reader) = own.0.borrow_mut().lettore.take() {
                reader.lascia();
            }
            done.emit(opened);
        };
        reader.send("foglio", Some(file), pagina, Rc::new(wait));
    }

    /// Ends the worker; nobody waits for it.
    fn lascia(&self) {
        let mut inner = self.0.borrow_mut();
        inner.attese.clear();
        if let Some(worker) = inner.worker.take() {
            worker.terminate();
        }
    }

    /// Leaves the file that is being read.
    pub fn annulla(&self) {
        if let Some(reader) = self.0.borrow_mut().lettore.take() {
            reader.lascia();
        }
        {
            // What the worker says before it hears this is not wanted any more.
            let mut inner = self.0.borrow_mut();
            if let Some(id) = inner.lettura.take() {
                inner.attese.remove(&id);
            }
        }
        if let Some(worker) = &self.0.borrow().worker {
            let message = Object::new();
            let _ = Reflect::set(&message, &"che".into(), &"annulla".into());
            let _ = worker.post_message(&message);
        }
    }

    fn send(&self, che: &str, file: Option<&File>, json: &str, wait: Attesa) {
        let Some(worker) = self.worker() else {
            wait(Detto::Testo(fermo()));
            return;
        };
        let id = {
            let mut inner = self.0.borrow_mut();
            inner.prossimo = inner.prossimo.wrapping_add(1);
            let id = inner.prossimo;
            inner.attese.insert(id, wait);
            if che == "leggi"
                && let Some(before) = inner.lettura.replace(id)
            {
                inner.attese.remove(&before);
            }
            id
        };
        // What reads spreadsheets speaks Italian: the page knows its few sentences.
        if che != "foglio" {
            self.speak(&worker);
        }
        let message = Object::new();
        let put = |key: &str, value: &JsValue| Reflect::set(&message, &key.into(), value);
        let _ = put("id", &id.into());
        let _ = put("che", &che.into());
        let _ = put("json", &json.into());
        if let Some(file) = file {
            let _ = put("file", file);
        }
        if worker.post_message(&message).is_err() {
            self.stop();
        }
    }

    /// The worker answers in the language of the page: it is told when that changes, before the next question.
    fn speak(&self, worker: &Worker) {
        let (codice, mo) = lingua::catalogo();
        if self.0.borrow_mut().lingua.replace(codice).unwrap_or("it") == codice {
            return;
        }
        let message = Object::new();
        let put = |key: &str, value: JsValue| Reflect::set(&message, &key.into(), &value);
        let _ = put("che", "lingua".into());
        let _ = put("codice", codice.into());
        let _ = put("mo", Uint8Array::from(mo).into());
        let _ = worker.post_message(&message);
    }

    fn worker(&self) -> Option<Worker> {
        if let Some(worker) = &self.0.borrow().worker {
            return Some(worker.clone());
        }
        let worker = start().ok()?;
        let own = self.clone();
        let onmessage = Closure::<dyn FnMut(MessageEvent)>::new(move |e: MessageEvent| own.hear(&e.data()));
        worker.set_onmessage(Some(onmessage.into_js_value().unchecked_ref()));
        let own = self.clone();
        let onerror = Closure::<dyn FnMut(JsValue)>::new(move |_| own.stop());
        worker.set_onerror(Some(onerror.into_js_value().unchecked_ref()));
        self.0.borrow_mut().worker = Some(worker.clone());
        Some(worker)
    }

    fn hear(&self, data: &JsValue) {
        let get = |key: &str| Reflect::get(data, &key.into()).unwrap_or(JsValue::UNDEFINED);
        if let Some(lock) = get("vita").as_string() {
            return self.watch(&lock);
        }
        let number = |key: &str| get(key).as_f64().unwrap_or_default();
        let Some(id) = get("id").as_f64() else { return };
        let found = self.0.borrow().attese.iter().find(|(k, _)| f64::from(**k) == id).map(|(k, w)| (*k, w.clone()));
        let Some((id, wait)) = found else { return };
        match get("testo").as_string() {
            None => {
                let (famiglie, byte, totale, ms) = (number("famiglie"), number("byte"), number("totale"), number("ms"));
                wait(Detto::Progresso(Progresso { famiglie, byte, totale, ms }));
            }
            Some(_) if get("fermo").is_truthy() => self.stop(),
            Some(text) => {
                self.0.borrow_mut().attese.remove(&id);
                let csv = get("csv").dyn_into::<File>().ok();
                wait(if get("foglio").is_truthy() { Detto::Foglio(text, csv) } else { Detto::Testo(text) });
            }
        }
    }

    /// Waits for the lock that the worker holds: it comes when the worker is gone, however it went.
    fn watch(&self, lock: &str) {
        let (own, watched) = (self.clone(), self.0.borrow().worker.clone());
        let gone = Closure::<dyn FnMut(JsValue)>::new(move |_| {
            if own.0.borrow().worker == watched {
                own.stop();
            }
        });
        let asked = || -> Result<Promise, JsValue> {
            let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
            let locks = Reflect::get(&navigator, &"locks".into())?;
            let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
            request.call2(&locks, &lock.into(), &gone.into_js_value())?.dyn_into()
        };
        if let Ok(promise) = asked() {
            // A page that is closing is refused its lock: nobody is there to be told.
            let silent = Closure::<dyn FnMut(JsValue)>::new(|_| {});
            let _ = promise.catch(&silent);
            silent.forget();
        }
    }

    /// The worker is of no use any more: whoever waits is told.
    fn stop(&self) {
        let (waiting, told) = {
            let mut inner = self.0.borrow_mut();
            if let Some(worker) = inner.worker.take() {
                worker.terminate();
            }
            inner.lettura = None;
            inner.lingua = None;
            (std::mem::take(&mut inner.attese), inner.fermo.clone())
        };
        for wait in waiting.into_values() {
            wait(Detto::Testo(fermo()));
        }
        told.emit(leggi_risposta::<()>(&fermo()).err().unwrap_or_default());
    }
}

/// Where the script is, as the security policy wants it.
fn address() -> Result<JsValue, JsValue> {
    if let Some(known) = INDIRIZZO.with_borrow(Clone::clone) {
        return Ok(known);
    }
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let base = window.document().and_then(|d| d.base_uri().ok().flatten()).unwrap_or_default();
    let url: JsValue = web_sys::Url::new_with_base(SCRIPT, &base)?.href().into();
    let types = Reflect::get(&window, &"trustedTypes".into())?;
    let trusted = if types.is_undefined() {
        url
    } else {
        // Whatever is asked, the address is this one.
        let only = url.clone();
        let give = Closure::<dyn FnMut(JsValue) -> JsValue>::new(move |_: JsValue| only.clone()).into_js_value();
        let rules = Object::new();
        Reflect::set(&rules, &"createScriptURL".into(), &give)?;
        let create: Function = Reflect::get(&types, &"createPolicy".into())?.dyn_into()?;
        let policy = create.call2(&types, &POLITICA.into(), &rules)?;
        let of: Function = Reflect::get(&policy, &"createScriptURL".into())?.dyn_into()?;
        of.call1(&policy, &url)?
    };
    INDIRIZZO.set(Some(trusted.clone()));
    Ok(trusted)
}

fn start() -> Result<Worker, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let make: Function = Reflect::get(&window, &"Worker".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"module".into())?;
    Reflect::construct(&make, &Array::of2(&address()?, &options))?.dyn_into()
}
