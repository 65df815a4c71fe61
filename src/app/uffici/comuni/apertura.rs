// SPDX-License-Identifier: EUPL-1.2
//! From a file that somebody chose to families: a spreadsheet becomes a CSV, the columns are looked at, the rows read.

use super::dati::{GRUPPO, IGNORA, Letta, Mossa, first_choice};
use super::guasto::{Guasto, leggi_risposta};
use super::lavoratore::{Aperto, Progresso};
use super::{Banco, foglio};
use crate::formato::popolazione::{Anteprima, ColonnaVista};
use crate::lingua::tr;
use js_sys::Array;
use serde::Deserialize;
use serde_json::json;
use web_sys::File;
use yew::prelude::*;

/// What a spreadsheet is.
#[derive(Deserialize)]
struct Cartella {
    fogli: Vec<String>,
    foglio: Option<String>,
}

/// A file was chosen: a spreadsheet becomes a CSV first.
pub fn apri(banco: &Banco, file: File) {
    banco.dati.dispatch(Mossa::Scegli(file.clone()));
    apri_pagina(banco, file, None);
}

/// A sheet of a spreadsheet; a file of words is read as it is.
pub fn apri_pagina(banco: &Banco, file: File, pagina: Option<String>) {
    let own = banco.clone();
    let look = Callback::from({
        let file = file.clone();
        move |is_foglio| {
            if is_foglio {
                apri_foglio(&own, &file, pagina.as_deref().unwrap_or_default());
            } else {
                guarda(&own, file.clone());
            }
        }
    });
    foglio::look(file, look);
}

/// A sheet of a spreadsheet: the worker makes a CSV of it, and says how far it is.
fn apri_foglio(banco: &Banco, file: &File, pagina: &str) {
    let (own, going) = (banco.clone(), banco.dati.clone());
    banco.dati.dispatch(Mossa::Avanza(Progresso { totale: 1.0, ..Progresso::default() }));
    let progress = Callback::from(move |p| going.dispatch(Mossa::Avanza(p)));
    let done = Callback::from(move |what: Aperto| match what {
        Aperto::Foglio(json, csv) => match leggi_risposta::<Cartella>(&json) {
            Err(guasti) => own.dati.dispatch(Mossa::Guasti(guasti.into_iter().map(Guasto::tradotto).collect())),
            Ok(c) => {
                own.dati.dispatch(Mossa::Pagine(c.fogli, c.foglio, csv.clone()));
                csv.into_iter().for_each(|file| guarda(&own, file));
            }
        },
        Aperto::NonArrivato => {
            let messaggio = tr!(
                "il programma che apre i fogli di calcolo non è arrivato: controlla la connessione e riprova, o salva il foglio come «CSV UTF-8»"
            );
            own.dati.dispatch(Mossa::Guasti(vec![Guasto { messaggio: messaggio.to_owned(), ..Guasto::default() }]));
        }
    });
    banco.lavoratore.apri(file, pagina, progress, done);
}

/// Looks at the columns, and reads the file at once when they say everything.
fn guarda(banco: &Banco, file: File) {
    let own = banco.clone();
    let chosen = file.clone();
    let done = Callback::from(move |text: String| match leggi_risposta::<Anteprima>(&text) {
        Err(guasti) => own.dati.dispatch(Mossa::Guasti(guasti)),
        Ok(seen) if seen.colonne.iter().all(|c| !c.ruolo.is_empty()) => {
            let choices: Vec<String> = seen.colonne.iter().map(first_choice).collect();
            leggi(&own, &chosen, &seen.colonne, &choices);
        }
        Ok(seen) => own.dati.dispatch(Mossa::Colonne(seen.colonne)),
    });
    banco.lavoratore.anteprima(&file, &json!({ "regole": banco.testi() }).to_string(), done);
}

/// Reads a file.
pub fn leggi(banco: &Banco, file: &File, colonne: &[ColonnaVista], scelte: &[String]) {
    let (mut nomi, mut ignora, mut gruppi) = (Vec::new(), Vec::new(), Vec::new());
    for (colonna, scelta) in colonne.iter().zip(scelte) {
        match scelta.as_str() {
            IGNORA => ignora.push(&colonna.nome),
            GRUPPO => gruppi.push(&colonna.nome),
            name if name != colonna.nome => nomi.push((&colonna.nome, name)),
            _ => {}
        }
    }
    let how = json!({ "nomi": nomi, "ignora": ignora, "gruppi": gruppi, "regole": banco.testi() });
    banco.dati.dispatch(Mossa::Avanza(Progresso { totale: file.size(), ..Progresso::default() }));
    let (going, over) = (banco.dati.clone(), banco.dati.clone());
    let progress = Callback::from(move |p| going.dispatch(Mossa::Avanza(p)));
    let done = Callback::from(move |text: String| {
        over.dispatch(match leggi_risposta::<Letta>(&text) {
            Ok(letta) => Mossa::Letta(letta),
            Err(guasti) => Mossa::Guasti(guasti),
        });
    });
    banco.lavoratore.leggi(file, &how.to_string(), progress, done);
}

/// Leaves the file that is being read.
pub fn annulla(banco: &Banco) {
    banco.lavoratore.annulla();
    banco.dati.dispatch(Mossa::Lasciata);
}

/// After the worker stopped: reads the same file again.
pub fn riprova(banco: &Banco) {
    if let Some(file) = banco.dati.file.clone() {
        apri(banco, file);
    }
}

/// A text as if it were a file.
pub fn da_testo(banco: &Banco, nome: &str, testo: &str) {
    if let Ok(file) = File::new_with_str_sequence(&Array::of1(&testo.into()), nome) {
        apri(banco, file);
    }
}
