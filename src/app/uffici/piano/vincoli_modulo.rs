// SPDX-License-Identifier: EUPL-1.2
//! The constraints as a form: which voci, at least or at most, how much.

use super::Banco;
use super::campo::{Tipo, campo, id_of};
use super::lavoro::{Azione, Passo};
use super::righe::righe;
use crate::app::componenti::{frase, italiano};
use crate::lingua::{chiave, parola, tr};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The form among what is open on the desk.
const OPEN: &str = "vincoli";
/// The four keys, one in each constraint, with their names.
const KEYS: [(&str, &str); 4] = [
    ("almeno", chiave!("Almeno, €")),
    ("al_massimo", chiave!("Al massimo, €")),
    ("almeno_percento", chiave!("Almeno, % del disponibile")),
    ("al_massimo_percento", chiave!("Al massimo, % del disponibile")),
];

/// Every constraint of the file, to be changed.
pub fn view(banco: &Banco) -> Html {
    let Some(file) = &banco.prova.documento else { return Html::default() };
    let count = file.count("vincolo");
    let paths: Vec<(String, String)> = righe(&banco.prova).into_iter().map(|r| (r.percorso, r.nome)).collect();
    let Some((first, _)) = paths.first() else { return Html::default() };
    let ids: Vec<String> = (0..count).filter_map(|i| file.text(&key(i, "id"))).collect();
    let id = (1..=count + 1).map(|n| ["vincolo-", &n.to_string()].concat()).find(|id| !ids.contains(id));
    let add = vec![
        Passo::Aggiungi(
            "vincolo".to_owned(),
            vec![("id", id.unwrap_or_default()), ("almeno_percento", "0".to_owned())],
        ),
        Passo::Elenca(key(count, "voci"), vec![first.clone()]),
    ];
    let open =
        banco.lavoro.aperte.contains(OPEN) || banco.prova.errori.iter().any(|d| d.percorso.starts_with("vincolo"));
    html! {
        <div class="app-no-print">
            <p>
                <button type="button" class="btn btn-outline-primary btn-sm" aria-expanded={if open { "true" } else { "false" }}
                    onclick={banco.click(Azione::Dettagli(OPEN.to_owned()))}>
                    {if open { tr!("Chiudi i vincoli") } else { tr!("Aggiungi o cambia i vincoli") }}
                </button>
            </p>
            if open {
                { for (0..count).map(|i| constraint(banco, &paths, i)) }
                <p>
                    <button type="button" class="btn btn-outline-primary btn-sm" id="aggiungi-vincolo"
                        onclick={banco.click(Azione::Cambia(chiave!("Vincolo aggiunto"), add))}>{tr!("Aggiungi un vincolo")}</button>
                </p>
            }
        </div>
    }
}

fn key(i: usize, name: &str) -> String {
    ["vincolo[", &i.to_string(), "].", name].concat()
}

fn constraint(banco: &Banco, paths: &[(String, String)], i: usize) -> Html {
    let n = (i + 1).to_string();
    let now = KEYS.iter().find(|(k, _)| !banco.text(&key(i, k)).is_empty()).unwrap_or(&KEYS[0]);
    let words = super::righe::place_of_text;
    let testo = banco.prova.documento.as_ref().map_or_else(|| key(i, "testo"), |d| words(d, key(i, "testo")));
    let table = ["vincolo[", &i.to_string(), "]"].concat();
    let remove = banco.click(Azione::Cambia(chiave!("Vincolo tolto"), vec![Passo::Togli(table)]));
    let errors = [banco.errori(&key(i, "voci")), banco.errori(key(i, "").trim_end_matches('.'))].concat();
    html! {
        <fieldset class="app-row" key={i}>
            <legend class="app-label">{tr!("Vincolo {}", n)}</legend>
            <div class="row">
                <div class="col-12 col-md-6 mb-3">{campo(banco, testo, tr!("Vincolo {} in parole", n), true, Tipo::Parole)}</div>
                <div class="col-12 col-md-3 mb-3">{comparison(banco, i, now.0)}</div>
                <div class="col-12 col-md-3 mb-3">{campo(banco, key(i, now.0), tr!("Vincolo {}: quanto", n), true, Tipo::Numero)}</div>
            </div>
            <p class="fw-semibold mb-1">{tr!("Voci sommate: ")}{listed(banco, paths, i)}</p>
            { for errors.into_iter().map(|e| html! { <p class="app-error">{e}</p> }) }
            <div class="row">
                <div class="col-12 col-md-6 mb-3">{choice(banco, paths, i)}</div>
                <div class="col-12 col-md-6 mb-3">
                    <button type="button" class="btn btn-link p-0" onclick={remove}>{tr!("Togli il vincolo {}", n)}</button>
                </div>
            </div>
        </fieldset>
    }
}

/// Changing the comparison keeps the number.
fn comparison(banco: &Banco, i: usize, now: &'static str) -> Html {
    let (azione, number) = (banco.azione(), banco.text(&key(i, now)));
    let onchange = Callback::from(move |e: Event| {
        let Some(select) = e.target_dyn_into::<HtmlSelectElement>() else { return };
        let passi = vec![Passo::Togli(key(i, now)), Passo::Scrivi(key(i, &select.value()), number.clone())];
        azione.emit(Azione::Cambia(chiave!("Vincolo cambiato"), passi));
    });
    let id = id_of(&key(i, "confronto"));
    html! {
        <>
            <label class="fw-semibold" for={id.clone()}>{tr!("Vincolo {}: confronto", (i + 1).to_string())}</label>
            <select {id} class="form-select" {onchange}>
                { for KEYS.iter().map(|(k, label)| html! { <option value={*k} selected={*k == now}>{parola(label)}</option> }) }
            </select>
        </>
    }
}

fn chosen(banco: &Banco, i: usize) -> Vec<String> {
    banco.prova.documento.as_ref().map(|d| d.texts(&key(i, "voci"))).unwrap_or_default()
}

/// The voci that it sums, each with the way to take it away.
fn listed(banco: &Banco, paths: &[(String, String)], i: usize) -> Html {
    let all = chosen(banco, i);
    let named = |path: &String| {
        let plain = |(p, _): &&(String, String)| p == path || p.rsplit('/').next() == Some(path);
        paths.iter().find(plain).map_or_else(|| path.clone(), |(_, nome)| nome.clone())
    };
    let one = |path: &String| {
        let rest: Vec<String> = all.iter().filter(|p| *p != path).cloned().collect();
        let nome = named(path);
        let onclick =
            banco.click(Azione::Cambia(chiave!("Voce tolta dal vincolo"), vec![Passo::Elenca(key(i, "voci"), rest)]));
        html! {
            <li class="list-inline-item">
                {italiano(nome.clone())}{" "}
                if all.len() > 1 {
                    <button type="button" class="btn btn-link p-0" {onclick}>{tr!("togli")}<span class="visually-hidden">{frase(tr!(" «{}» dal vincolo"), [italiano(nome)])}</span></button>
                }
            </li>
        }
    };
    html! { <ul class="list-inline mb-2">{ for all.iter().map(one) }</ul> }
}

/// A voce to be summed too.
fn choice(banco: &Banco, paths: &[(String, String)], i: usize) -> Html {
    let (azione, all) = (banco.azione(), chosen(banco, i));
    let free: Vec<&(String, String)> = paths.iter().filter(|(path, _)| !all.contains(path)).collect();
    let onchange = Callback::from(move |e: Event| {
        let Some(select) = e.target_dyn_into::<HtmlSelectElement>() else { return };
        if select.value().is_empty() {
            return;
        }
        let list: Vec<String> = all.iter().cloned().chain([select.value()]).collect();
        azione.emit(Azione::Cambia(chiave!("Voce aggiunta al vincolo"), vec![Passo::Elenca(key(i, "voci"), list)]));
    });
    let id = id_of(&key(i, "altra"));
    html! {
        <>
            <label class="fw-semibold" for={id.clone()}>{tr!("Vincolo {}: somma anche", (i + 1).to_string())}</label>
            <select {id} class="form-select" {onchange}>
                <option value="" selected={true}>{tr!("Scegli una voce")}</option>
                { for free.iter().map(|(path, nome)| html! { <option value={path.clone()} lang="it">{nome}</option> }) }
            </select>
        </>
    }
}
