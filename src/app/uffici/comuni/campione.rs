// SPDX-License-Identifier: EUPL-1.2
//! A sample of the families as a spreadsheet whose formulas compute each fee again.

use super::guasto::{Guasto, leggi_risposta};
use super::{Banco, foglio};
use crate::app::componenti::{paragraph, section};
use crate::foglio::{Cartella, MAX_CAMPIONE};
use crate::lingua::{self, tr};
use serde_json::json;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Families of a sample, unless the reader says otherwise.
const PREDEFINITE: usize = 50;

/// Properties of [`Campione`].
#[derive(Properties, PartialEq)]
pub struct CampioneProps {
    /// The desk.
    pub banco: Banco,
}

/// The choice of schedule and of how many, and the file.
#[component]
pub fn Campione(props: &CampioneProps) -> Html {
    let banco = &props.banco;
    let good = banco.buoni();
    let chosen = use_state(|| None::<usize>);
    let typed = use_state(|| PREDEFINITE.to_string());
    let said = use_state(String::new);
    let place =
        chosen.filter(|p| good.contains(p)).or(good.contains(&banco.lavoro.attivo).then_some(banco.lavoro.attivo));
    let count = typed.trim().parse::<usize>().ok().filter(|n| (1..=MAX_CAMPIONE).contains(n));
    let pick = {
        let chosen = chosen.clone();
        Callback::from(move |e: Event| {
            chosen.set(e.target_dyn_into::<HtmlSelectElement>().and_then(|s| s.value().parse().ok()));
        })
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |e: InputEvent| {
            if let Some(input) = e.target_dyn_into::<HtmlInputElement>() {
                typed.set(input.value());
            }
        })
    };
    let onclick = {
        let (banco, said) = (banco.clone(), said.clone());
        Callback::from(move |_: MouseEvent| {
            if let (Some(place), Some(count)) = (place, count) {
                said.set(tr!("Preparo il foglio di calcolo…").to_owned());
                ask(&banco, place, count, &said);
            }
        })
    };
    let wrong = count.is_none();
    let option =
        |p: &usize| html! { <option value={p.to_string()} selected={Some(*p) == place}>{banco.nome(*p)}</option> };
    html! {
        <div class="app-no-print">
            {section(tr!("Controlla i conti con un foglio di calcolo"))}
            {paragraph(tr!("Un campione delle famiglie, con ogni passaggio della tariffa come formula: si apre con LibreOffice o Excel, e cambiando le fasce ricalcola. Contiene solo le colonne che le regole usano, senza codici."))}
            if lingua::codice() != "it" { {paragraph(tr!("Il foglio di calcolo è scritto in italiano."))} }
            <div class="row">
                <div class="col-12 col-md-6 mb-3">
                    <label class="fw-semibold" for="campione-tariffa">{tr!("Tariffa")}</label>
                    <select id="campione-tariffa" class="form-select" onchange={pick}>{ for good.iter().map(option) }</select>
                </div>
                <div class="col-12 col-md-6 mb-3">
                    <label class="fw-semibold" for="campione-quante">{tr!("Quante famiglie, al massimo {}", MAX_CAMPIONE.to_string())}</label>
                    <input id="campione-quante" type="text" inputmode="numeric" autocomplete="off" value={(*typed).clone()} {oninput}
                        class={classes!("form-control", wrong.then_some("is-invalid"))} aria-invalid={wrong.then_some("true")}
                        aria-describedby={wrong.then_some("campione-errore")} />
                    if wrong {
                        <p class="app-error" id="campione-errore"><span class="visually-hidden">{tr!("Errore: ")}</span>{tr!("Scrivi un numero da 1 a {}.", MAX_CAMPIONE.to_string())}</p>
                    }
                </div>
            </div>
            <button type="button" class="btn btn-outline-primary" disabled={wrong || place.is_none()} {onclick}>{tr!("Scarica il foglio di calcolo")}</button>
            <p role="status" class="mt-2">{&*said}</p>
        </div>
    }
}

fn ask(banco: &Banco, place: usize, count: usize, said: &UseStateHandle<String>) {
    let name = ["campione-", &banco.lavoro.servizio, ".xlsx"].concat();
    let question = json!({ "servizio": banco.lavoro.servizio, "regole": [banco.testo(place)], "campione": count });
    let said = said.clone();
    let done = Callback::from(move |text: String| match leggi_risposta::<Cartella>(&text) {
        Ok(cartella) => {
            let said = said.clone();
            foglio::save(name.clone(), &cartella, Callback::from(move |what| said.set(what)));
        }
        Err(guasti) => said.set(guasti.iter().map(Guasto::sentence).collect::<Vec<_>>().join(" ")),
    });
    banco.lavoratore.chiedi("campione", &question.to_string(), done);
}
