// SPDX-License-Identifier: EUPL-1.2
//! «How do I give this voce at least so much?»: the smallest weight and the smallest fund, each with the neighbour that
//! is not enough; or why none is.

use super::Banco;
use super::cifre::letto;
use super::errori::sentence;
use super::lavoro::{Azione, Passo};
use super::motore::{self, Almeno, Mossa, Prova};
use super::righe::{Regola, Riga, below, righe};
use super::scritto::per_il_file;
use crate::app::componenti::{frase, paragraph, section};
use crate::app::numeri::format_euro;
use crate::lingua::{chiave, tr};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Properties of [`Obiettivo`].
#[derive(Properties, PartialEq)]
struct Props {
    prova: Rc<Prova>,
    on_azione: Callback<Azione>,
}

/// The question and its answer.
pub fn view(banco: &Banco) -> Html {
    html! { <Obiettivo prova={banco.prova.clone()} on_azione={banco.azione()} /> }
}

#[component]
fn Obiettivo(props: &Props) -> Html {
    let voce = use_state(String::new);
    let somma = use_state(String::new);
    let rows: Vec<Riga> = righe(&props.prova);
    let row = rows.iter().find(|r| r.percorso == *voce);
    let answer = use_memo((props.prova.clone(), (*voce).clone(), (*somma).clone()), |(prova, voce, somma)| {
        let asked = !voce.is_empty() && !somma.trim().is_empty();
        asked.then(|| motore::almeno(prova, voce, &per_il_file(somma)))
    });
    let onchange = {
        let voce = voce.clone();
        Callback::from(move |e: Event| {
            if let Some(select) = e.target_dyn_into::<HtmlSelectElement>() {
                voce.set(select.value());
            }
        })
    };
    // When the field is left, or with Enter: while a sum is typed its first digits are not a question.
    let onsum = {
        let somma = somma.clone();
        Callback::from(move |e: Event| {
            if let Some(input) = e.target_dyn_into::<HtmlInputElement>() {
                somma.set(input.value());
            }
        })
    };
    let wrong = match answer.as_ref() {
        Some(Err(errors)) => errors.iter().map(sentence).collect::<Vec<_>>().join("; "),
        _ => String::new(),
    };
    html! {
        <>
            {section(tr!("Che cosa serve per dare di più a una voce?"))}
            {paragraph(tr!("Scegli una voce e quanto deve avere almeno: qui sotto il più piccolo peso e il più piccolo fondo che bastano."))}
            <div class="row app-no-print">
                <div class="col-12 col-md-6 mb-3">
                    <label class="fw-semibold" for="obiettivo-voce">{tr!("Voce da aumentare")}</label>
                    <select id="obiettivo-voce" class="form-select" {onchange}>
                        <option value="" selected={row.is_none()}>{tr!("Scegli")}</option>
                        { for rows.iter().map(|r| html! { <option value={r.percorso.clone()} lang="it" selected={r.percorso == *voce}>{&r.nome}</option> }) }
                    </select>
                </div>
                <div class="col-12 col-md-6 mb-3">
                    <label class="fw-semibold" for="obiettivo-euro">{tr!("Almeno, €")}</label>
                    <input id="obiettivo-euro" type="text" inputmode="decimal" autocomplete="off" value={(*somma).clone()}
                        class={classes!("form-control", "text-end", (!wrong.is_empty()).then_some("is-invalid"))}
                        aria-invalid={(!wrong.is_empty()).then_some("true")} aria-describedby="obiettivo-errore" onchange={onsum} />
                    <p class="app-error" id="obiettivo-errore">{&wrong}</p>
                </div>
            </div>
            <div role="status">
                if let (Some(Ok(answer)), Some(r)) = (answer.as_ref(), row) { {said(answer, r, &props.on_azione)} }
            </div>
        </>
    }
}

fn said(answer: &Almeno, r: &Riga, azione: &Callback<Azione>) -> Html {
    let euro = |c: motore::Centesimi| format_euro(&c.to_string());
    if answer.basta_gia {
        return paragraph(&tr!("«{}» ha già {}: almeno {}.", r.nome, euro(answer.ora), euro(answer.almeno)));
    }
    let weight = |text: &str| letto(text);
    let money = |text: &str| format_euro(text);
    let now = tr!("«{}» ora ha {}. Per averne almeno {}:", r.nome, euro(answer.ora), euro(answer.almeno));
    let set_weight = (r.scritta && r.regola == Regola::Peso).then(|| below(&r.chiave, "peso"));
    html! {
        <>
            <p>{now}</p>
            <ul>
                <li>{way(tr!("Il peso"), &answer.peso, &weight, set_weight, azione)}</li>
                <li>{way(tr!("L'assegnazione"), &answer.fondo, &money, Some("assegnazione".to_owned()), azione)}</li>
            </ul>
        </>
    }
}

fn way(
    what: &'static str,
    mossa: &Mossa,
    read: &dyn Fn(&str) -> String,
    key: Option<String>,
    azione: &Callback<Azione>,
) -> Html {
    let Some(change) = &mossa.cambio else {
        let why = mossa.perche.clone().unwrap_or_default();
        return frase(tr!("{} non basta: {}."), [html! { <strong>{what}</strong> }, html! { {why} }]);
    };
    let euro = |c: motore::Centesimi| format_euro(&c.to_string());
    let (near, gives) = (read(&change.vicino.valore), euro(change.vicino.importo));
    let proof = if change.minimo {
        tr!("È il più piccolo che basta: con {} ne avrebbe {}.", near, gives)
    } else {
        tr!("Non è provato che sia il più piccolo; con {} ne avrebbe {}.", near, gives)
    };
    let use_it = key.map(|key| {
        let (azione, value) = (azione.clone(), change.a.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            azione.emit(Azione::Cambia(chiave!("Valore cambiato"), vec![Passo::Scrivi(key.clone(), value.clone())]));
        });
        html! { <button type="button" class="btn btn-link p-0 app-no-print" {onclick}>{tr!("Usa questo valore")}<span class="visually-hidden">{": "}{what}</span></button> }
    });
    html! {
        <>
            {frase(
                tr!("{} da {} a {}: ne avrebbe {}."),
                [
                    html! { <strong>{what}</strong> },
                    read(&change.da).into(),
                    html! { <strong>{read(&change.a)}</strong> },
                    euro(change.importo).into(),
                ],
            )}
            {" "}{proof}{" "}{use_it}
        </>
    }
}
