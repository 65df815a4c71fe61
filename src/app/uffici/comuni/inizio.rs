// SPDX-License-Identifier: EUPL-1.2
//! Which rules are in force: one of those included, or a file of the reader; and the head of the page after that.

use super::lavoro::Azione;
use super::{Banco, disco, errori, motore};
use crate::app::componenti::{badge, con_glossa, frase, heading, italiano, nome_servizio, paragraph, section};
use crate::lingua::tr;
use crate::norma::Testo;
use std::collections::BTreeMap;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The choice, when nothing is open.
pub fn view(banco: &Banco) -> Html {
    let azione = banco.azione();
    let open = Callback::from(move |(testo, servizio): (String, String)| azione.emit(Azione::Parti(testo, servizio)));
    html! {
        <>
            {section(tr!("Da quali regole parti"))}
            {paragraph(tr!("Scegli il regolamento in vigore. Potrai copiarlo, cambiarlo e confrontare fino a quattro proposte."))}
            <FileRegole on_apri={open.clone()} etichetta={tr!("Un regolamento dal tuo computer (TOML)")} id="regole" />
            {list(&open)}
        </>
    }
}

/// Properties of [`FileRegole`].
#[derive(Properties, PartialEq)]
pub struct FileProps {
    /// Its `id`.
    pub id: &'static str,
    /// Its label.
    pub etichetta: &'static str,
    /// Called with a text that can be read, and one of its services.
    pub on_apri: Callback<(String, String)>,
    /// Only files with this service; empty = any.
    #[prop_or_default]
    pub servizio: String,
}

/// A field for a rule file; what is wrong with it is told below, and nothing changes.
#[component]
pub fn FileRegole(props: &FileProps) -> Html {
    let found = use_state(Vec::<String>::new);
    let services = use_state(|| None::<(String, Vec<(String, String)>)>);
    let onchange = {
        let (found, services, open, wanted) =
            (found.clone(), services.clone(), props.on_apri.clone(), props.servizio.clone());
        Callback::from(move |e: Event| {
            let (found, services, open, wanted) = (found.clone(), services.clone(), open.clone(), wanted.clone());
            let done = Callback::from(move |files: BTreeMap<String, Option<String>>| {
                let Some((nome, text)) = files.into_iter().next() else { return };
                services.set(None);
                let Some(text) = text else {
                    found.set(vec![tr!("{}: il file non si può leggere, o supera 4 MB", nome)]);
                    return;
                };
                match motore::servizi(&text) {
                    Err(wrong) => {
                        let line = |d: &crate::diagnosi::Diagnostic| {
                            let line = d.riga.map(|n| tr!("riga {}: ", n.to_string())).unwrap_or_default();
                            [&nome, ", ", &line, &errori::sentence(d)].concat()
                        };
                        found.set(wrong.iter().map(line).collect());
                    }
                    Ok(list) if !wanted.is_empty() && list.iter().all(|(id, _)| *id != wanted) => {
                        found.set(vec![tr!("{}: non c'è il servizio «{}»", nome, wanted)]);
                    }
                    Ok(list) => {
                        found.set(Vec::new());
                        match list.as_slice() {
                            [(id, _)] => open.emit((text, id.clone())),
                            _ if !wanted.is_empty() => open.emit((text, wanted.clone())),
                            _ => services.set(Some((text, list))),
                        }
                    }
                }
            });
            if let Some(files) = e.target_dyn_into::<HtmlInputElement>().and_then(|i| i.files()) {
                disco::read(&files, crate::formato::decode_csv, done);
            }
        })
    };
    let error_id = [props.id, "-errore"].concat();
    let wrong = !found.is_empty();
    let choose = services.as_ref().map(|(text, list)| {
        let button = |(id, name): &(String, String)| {
            let (open, text, id) = (props.on_apri.clone(), text.clone(), id.clone());
            let onclick = Callback::from(move |_: MouseEvent| open.emit((text.clone(), id.clone())));
            html! { <button type="button" class="btn btn-outline-primary btn-sm me-2" {onclick}>{nome_servizio(&Testo::from(name.as_str()))}</button> }
        };
        html! { <p><span class="me-2">{tr!("Quale servizio?")}</span>{ for list.iter().map(button) }</p> }
    });
    html! {
        <div class="app-field mb-4">
            <label class="app-label" for={props.id}>{props.etichetta}</label>
            <input id={props.id} class="form-control" type="file" accept=".toml,.json" {onchange} aria-describedby={wrong.then(|| error_id.clone())} />
            if wrong {
                <div class="app-error" id={error_id} role="alert"><ul class="mb-0">{ for found.iter().map(|t| html! { <li>{t}</li> }) }</ul></div>
            }
            {choose}
        </div>
    }
}

/// The included regolamenti, each service with a button.
pub fn list(open: &Callback<(String, String)>) -> Html {
    let row = |seme: &'static crate::semi::Seme| {
        let button = |s: &'static crate::semi::SemeServizio| {
            let open = open.clone();
            let onclick = Callback::from(move |_: MouseEvent| {
                if let Some(text) = motore::testo_seme(seme.id) {
                    open.emit((text.to_owned(), s.id.to_owned()));
                }
            });
            html! {
                <button type="button" class="btn btn-outline-primary btn-sm me-2 mb-1" {onclick}>
                    {nome_servizio(&Testo::from(s.nome))}<span class="visually-hidden" lang="it">{[" (", seme.ente, ")"].concat()}</span>
                </button>
            }
        };
        html! {
            <tr>
                <th scope="row"><span lang="it">{seme.ente}</span><br /><span class="app-hint" lang="it">{seme.titolo}</span>
                    if let Some(what) = motore::natura(seme.natura) { {badge(what)} }
                </th>
                <td>{ for seme.servizi.iter().map(button) }</td>
            </tr>
        }
    };
    html! {
        <div class="table-responsive" tabindex="0" role="region" aria-labelledby="regolamenti">
            <table class="table">
                <caption id="regolamenti">{tr!("Oppure uno dei regolamenti inclusi")}</caption>
                <thead><tr><th scope="col">{tr!("Ente e regolamento")}</th><th scope="col">{tr!("Parti dal servizio")}</th></tr></thead>
                <tbody>{ for motore::elenco().map(row) }</tbody>
            </table>
        </div>
    }
}

/// Title, rules in force, what is kept.
pub fn head(banco: &Banco) -> Html {
    let rules = banco.prove.first().and_then(|p| p.regolamento.as_ref());
    let service =
        banco.prove.first().and_then(|p| p.servizio(&banco.lavoro.servizio)).map(|(_, s)| s.nome.it().to_owned());
    let title = tr!("{}: simula le tariffe", con_glossa(service.as_deref().unwrap_or_default()));
    let azione = banco.azione();
    let onchange = Callback::from(move |e: Event| {
        if let Some(input) = e.target_dyn_into::<HtmlInputElement>() {
            azione.emit(Azione::Conserva(input.checked()));
        }
    });
    html! {
        <>
            {heading(&title)}
            if let Some(rules) = rules {
                <p class="app-lead">{frase(tr!("In vigore: {}, {}."), [italiano(rules.ente.it().to_owned()), italiano(rules.titolo.it().to_owned())])}
                    if let Some(what) = motore::natura(rules.natura.as_str()) { {" "}{badge(what)} }
                </p>
            }
            <div class="app-actions app-no-print">
                <button type="button" class="btn btn-outline-primary btn-sm" onclick={banco.click(Azione::Chiudi)}>{tr!("Scegli altre regole")}</button>
                <div class="form-check form-check-inline mb-0">
                    <input id="conserva" type="checkbox" class="form-check-input" checked={banco.lavoro.conserva} {onchange} />
                    <label class="form-check-label" for="conserva">{tr!("Conserva gli scenari in questo browser (mai le famiglie)")}</label>
                </div>
            </div>
        </>
    }
}
