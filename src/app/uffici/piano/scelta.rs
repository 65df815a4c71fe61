// SPDX-License-Identifier: EUPL-1.2
//! Which fund: one of those included, or a file of the reader.

use super::lavoro::{Azione, Foglio};
use super::{Banco, motore};
use crate::app::componenti::{badge, italiano, paragraph, section};
use crate::app::disco;
use crate::lingua::tr;
use std::collections::BTreeMap;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The choice of the fund, when nothing is open.
pub fn view(banco: &Banco) -> Html {
    let azione = banco.azione();
    let open = Callback::from(move |foglio| azione.emit(Azione::Apri(foglio)));
    html! {
        <>
            {section(tr!("Apri un file dal tuo computer"))}
            {paragraph(tr!("Un riparto in formato TOML e, se le usa, le sue tabelle CSV: sceglili insieme. I file restano su questo computer: la pagina non invia dati."))}
            {file_field(banco, "apri", tr!("File del riparto e tabelle"), open.clone())}
            <p role="status" class="fw-semibold">{banco.detto().to_owned()}</p>
            {section(tr!("Oppure parti da un fondo incluso"))}
            {list(&open)}
        </>
    }
}

/// The included riparti, as a table with a button for each.
pub fn list(open: &Callback<Foglio>) -> Html {
    let row = |s: &motore::SemeRiparto| {
        let (open, id) = (open.clone(), s.id);
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(foglio) = Foglio::seme(id) {
                open.emit(foglio);
            }
        });
        html! {
            <tr>
                <th scope="row">
                    {italiano(s.titolo.to_owned())}<br />
                    <span class="app-hint">{italiano(s.ente.unwrap_or_default().to_owned())}</span>
                    if let Some(what) = natura(s.natura) { {badge(what)} }
                </th>
                <td>{s.anno.map_or_else(|| "–".to_owned(), |a| a.to_string())}</td>
                <td>
                    <button type="button" class="btn btn-outline-primary btn-sm" {onclick}>
                        {tr!("Apri")}<span class="visually-hidden">{" «"}{italiano(s.titolo.to_owned())}{"»"}</span>
                    </button>
                </td>
            </tr>
        }
    };
    html! {
        <div class="table-responsive" tabindex="0" role="region" aria-labelledby="fondi">
            <table class="table">
                <caption id="fondi">{tr!("Fondi inclusi")}</caption>
                <thead><tr><th scope="col">{tr!("Fondo")}</th><th scope="col">{tr!("Anno")}</th><th scope="col">{tr!("Azione")}</th></tr></thead>
                <tbody>{ for motore::semi().iter().map(row) }</tbody>
            </table>
        </div>
    }
}

fn natura(word: &str) -> Option<&'static str> {
    match word {
        "dimostrativo" => Some(tr!("Valori di esempio")),
        "storico" => Some(tr!("Valori di un anno passato")),
        "bozza" => Some(tr!("Bozza non approvata")),
        _ => None,
    }
}

/// A field for files: tables go to the desk, the riparto to `open`.
pub fn file_field(banco: &Banco, id: &'static str, label: &'static str, open: Callback<Foglio>) -> Html {
    let azione = banco.azione();
    let done = Callback::from(move |found: BTreeMap<String, Option<String>>| {
        let mut tables = BTreeMap::new();
        let mut riparto = None;
        for (nome, text) in found {
            let Some(testo) = text else {
                azione.emit(Azione::Avvisa(tr!("{}: il file non si può leggere, o supera 4 MB", nome)));
                continue;
            };
            if nome.to_lowercase().ends_with(".csv") {
                tables.insert(nome, testo);
            } else {
                riparto = Some(Foglio { nome, testo });
            }
        }
        if !tables.is_empty() {
            azione.emit(Azione::Tabelle(tables));
        }
        if let Some(foglio) = riparto {
            open.emit(foglio);
        }
    });
    let onchange = Callback::from(move |e: Event| {
        if let Some(files) = e.target_dyn_into::<HtmlInputElement>().and_then(|i| i.files()) {
            disco::read(&files, crate::formato::decode_csv, done.clone());
        }
    });
    html! {
        <div class="app-field mb-4">
            <label class="app-label" for={id}>{label}</label>
            <input {id} class="form-control" type="file" multiple={true} accept=".toml,.json,.csv" {onchange} />
        </div>
    }
}
