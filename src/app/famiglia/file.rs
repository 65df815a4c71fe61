// SPDX-License-Identifier: EUPL-1.2
//! The answers as a file: saved only when asked, opened again with every defect said.

use super::disco;
use crate::app::componenti::{FieldError, clear_button, error_summary, heading, lead, paragraph, route_link, section};
use crate::app::config;
use crate::app::draft::{Action, Draft};
use crate::app::motore::{place_name, today};
use crate::app::pagina::{Ctx, Page};
use crate::app::route::Route;
use crate::lingua::{chiave, parola, tr};
use serde_json::{Value, json};
use web_sys::HtmlInputElement;
use yew::prelude::*;

const TITLE: &str = chiave!("Le tue risposte in un file");
const FILE_ID: &str = "file";
/// More fields, or longer ones, than any person writes.
const MAX_FIELDS: usize = 500;
const MAX_TEXT: usize = 20_000;
const OPENED: &str = chiave!("Il file è stato aperto: ora le risposte sono le sue.");

/// Save, open, erase.
pub fn page(ctx: &Ctx) -> Page {
    let on_save = {
        let draft = ctx.draft.clone();
        Callback::from(move |_: MouseEvent| {
            disco::save("risposte-soglia.json", "application/json", &scrivi(&draft, &today()));
        })
    };
    let onchange = {
        let ctx = ctx.clone();
        Callback::from(move |e: Event| {
            let input = e.target_dyn_into::<HtmlInputElement>();
            let Some(file) = input.as_ref().and_then(|i| i.files()?.get(0)) else { return };
            let ctx = ctx.clone();
            disco::read(&file, Callback::from(move |text: Option<String>| opened(&ctx, text)));
            // The same file may be chosen again after it was mended.
            if let Some(input) = input {
                input.set_value("");
            }
        })
    };
    let error = ctx.error_of(FILE_ID);
    Page::form(
        ctx,
        parola(TITLE),
        html! {
            <>
                {heading(parola(TITLE))}
                {error_summary(ctx.errors())}
                <p role="status" class="app-narrow">
                    if let Some(notice) = ctx.draft.notice {
                        <strong>{parola(notice)}</strong>{" "}{route_link(&Route::Servizio, tr!("Calcola quanto paghi"))}{tr!(" oppure ")}
                        {route_link(&Route::Famiglia("spettanze".to_owned()), tr!("Cosa mi spetta?"))}
                    }
                </p>
                {lead(tr!("Per riprendere un altro giorno, o su un altro dispositivo."))}
                {section(tr!("Salva"))}
                {paragraph(tr!("Il file resta sul tuo dispositivo. Contiene le risposte come le hai scritte: tienilo dove tieni i documenti."))}
                <p class="app-actions">
                    <button type="button" class="btn btn-primary" onclick={on_save}>{tr!("Salva le risposte in un file")}</button>
                </p>
                {section(tr!("Apri"))}
                {paragraph(tr!("Le risposte del file prendono il posto di quelle di adesso."))}
                <label class="app-label" for={FILE_ID}>{tr!("File con le risposte")}</label>
                { for error.iter().map(|m| html! { <p class="app-error" id="file-errore"><span class="visually-hidden">{tr!("Errore: ")}</span>{m}</p> }) }
                <input type="file" id={FILE_ID} class="form-control" accept=".json,application/json" {onchange}
                    aria-invalid={error.is_some().then_some("true")} aria-describedby={error.is_some().then_some("file-errore")} />
                {section(tr!("Cancella"))}
                {paragraph(tr!("Toglie tutte le risposte da questa scheda. Un file già salvato resta dov'è."))}
                <div class="app-actions">{clear_button(ctx)}</div>
            </>
        },
    )
}

fn opened(ctx: &Ctx, text: Option<String>) {
    let read = text.ok_or_else(|| {
        tr!("Il file è troppo grande, o non si può leggere: scegli quello salvato da questa pagina").to_owned()
    });
    match read.and_then(|text| leggi(&text)) {
        Ok(draft) => {
            ctx.draft.dispatch(Action::Open(Box::new(draft)));
            ctx.draft.dispatch(Action::Notice(OPENED));
        }
        Err(message) => ctx.refuse(vec![FieldError::new(FILE_ID, message)]),
    }
}

/// The file of a draft.
#[must_use]
pub fn scrivi(draft: &Draft, oggi: &str) -> String {
    let file = json!({
        "soglia": "risposte",
        "formato": 1,
        "programma": config::VERSION,
        "salvato_il": oggi,
        "comune": draft.comune,
        "campi": draft.fields,
        "senza_valore": draft.unknown,
    });
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

/// The draft of a file.
///
/// # Errors
/// A sentence: what is wrong, where, how to mend it.
pub fn leggi(text: &str) -> Result<Draft, String> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|e| {
        tr!("Il file non è JSON valido, alla riga {}: scegli quello salvato da questa pagina", e.line().to_string())
    })?;
    let other =
        || tr!("Questo file non contiene risposte di Soglia: scegli quello salvato da questa pagina").to_owned();
    let table =
        value.as_object().filter(|t| t.get("soglia").and_then(Value::as_str) == Some("risposte")).ok_or_else(other)?;
    match table.get("formato").and_then(Value::as_i64) {
        Some(1) => {}
        Some(n) => {
            return Err(tr!(
                "Il file è del formato {} e questa pagina legge il formato 1: aggiorna la pagina",
                n.to_string()
            ));
        }
        None => return Err(tr!("Nel file manca «formato»: deve essere 1").to_owned()),
    }
    let known = ["soglia", "formato", "programma", "salvato_il", "comune", "campi", "senza_valore"];
    if let Some(key) = table.keys().find(|k| !known.contains(&k.as_str())) {
        return Err(tr!("Nel file c'è «{}», che non conosciamo: toglilo", key));
    }
    let comune = table.get("comune").and_then(Value::as_str).unwrap_or_default();
    if !comune.is_empty() && place_name(comune).is_none() {
        return Err(tr!(
            "Nel file «comune» vale «{}», che non è un Comune dell'elenco: serve un codice ISTAT come 098031",
            comune
        ));
    }
    let mut draft = Draft::default().after(Action::Comune(comune.to_owned()));
    let fields = table.get("campi").and_then(Value::as_object);
    for (name, value) in fields.into_iter().flatten() {
        let text =
            value.as_str().ok_or_else(|| tr!("Nel file il campo «{}» deve essere un testo tra virgolette", name))?;
        allowed(name, text)?;
        draft.fields.insert(name.clone(), text.to_owned());
    }
    for name in table.get("senza_valore").and_then(Value::as_array).into_iter().flatten() {
        let name = name
            .as_str()
            .ok_or_else(|| tr!("Nel file «senza_valore» deve contenere nomi di campi tra virgolette").to_owned())?;
        allowed(name, "")?;
        draft.unknown.insert(name.to_owned());
    }
    if draft.fields.len() + draft.unknown.len() > MAX_FIELDS {
        return Err(tr!("Il file ha troppi campi per essere uno dei nostri").to_owned());
    }
    Ok(draft)
}

/// Only fields of ours, only of a size that a person writes.
fn allowed(name: &str, text: &str) -> Result<(), String> {
    const OURS: [&str; 10] = [
        "isee",
        "servizio",
        "fatto.",
        "quantita.",
        "stima.",
        "spettanze.",
        "prova.",
        "confronto.",
        "prospetto.",
        "isee.",
    ];
    let ours = OURS.iter().any(|own| if own.ends_with('.') { name.starts_with(own) } else { name == *own });
    if !ours {
        return Err(tr!("Nel file il campo «{}» non è uno di quelli delle domande: toglilo", name));
    }
    if text.len() > MAX_TEXT {
        return Err(tr!("Nel file il campo «{}» è troppo lungo", name));
    }
    Ok(())
}
