// SPDX-License-Identifier: EUPL-1.2
//! Goal seek: some values of the open schedule move, in an order of preference, until the goal is reached; the two
//! neighbours prove it.

use super::campo::{Campo, come_si_scrive};
use super::guasto::{Guasto, leggi_risposta};
use super::leve::{Leva, Scelta, leve};
use super::motore::{Centesimi, Combinato, Leva as Richiesta, MAX_LEVE, Meta};
use super::{Banco, esito};
use crate::app::componenti::{paragraph, section};
use crate::app::numeri::{format_euro, from_cents, to_cents};
use crate::lingua::{chiave, parola, tr};
use serde_json::json;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// How an amount may move: hundredths, and in words.
const PASSI: [(i64, &str); 4] = [
    (1, chiave!("un centesimo")),
    (10, chiave!("dieci centesimi")),
    (50, chiave!("cinquanta centesimi")),
    (100, chiave!("un euro")),
];
/// Labels of those that move if the ones before are not enough.
const ORDINE: [&str; MAX_LEVE] = [
    chiave!("Che cosa può cambiare"),
    chiave!("Se non basta, può cambiare anche"),
    chiave!("Poi, se ancora non basta"),
    chiave!("E infine"),
];

/// What the reader asks.
#[derive(Clone, Debug, PartialEq)]
struct Domanda {
    leve: Vec<Scelta>,
    passo: i64,
    entrate: String,
    aumento: String,
    scalino: String,
}

impl Default for Domanda {
    fn default() -> Self {
        let none = String::new;
        Self { leve: vec![Scelta::default()], passo: 1, entrate: none(), aumento: none(), scalino: none() }
    }
}

impl Domanda {
    fn meta(&self) -> Meta {
        let goal = |text: &str| to_cents(text).map(|c| Centesimi(c.into()));
        Meta { entrate: goal(&self.entrate), aumento: goal(&self.aumento), scalino: goal(&self.scalino) }
    }

    /// The values of the schedule that it moves; the same one twice counts once.
    fn mosse(&self, all: &[Leva]) -> Vec<(Leva, Richiesta)> {
        let mut out: Vec<(Leva, Richiesta)> = Vec::new();
        for scelta in &self.leve {
            let Some(leva) = all.get(scelta.leva) else { continue };
            if out.iter().any(|(l, _)| l.percorso == leva.percorso) {
                continue;
            }
            let griglia = scelta.griglia(leva, self.passo);
            out.push((leva.clone(), Richiesta { percorso: leva.percorso.clone(), attuale: leva.valore, griglia }));
        }
        out
    }
}

/// Properties of [`Obiettivo`].
#[derive(Properties, PartialEq)]
pub struct ObiettivoProps {
    /// The desk.
    pub banco: Banco,
}

/// What was found, and of which values.
type Trovato = (Vec<Leva>, Result<Rc<Combinato>, Vec<Guasto>>);

/// The part of the page.
#[component]
pub fn Obiettivo(props: &ObiettivoProps) -> Html {
    let banco = &props.banco;
    let domanda = use_state(Domanda::default);
    let risposta = use_state(|| None::<Trovato>);
    let waiting = use_state(|| false);
    let all = banco.prova().map(|p| leve(p, &banco.lavoro.servizio)).unwrap_or_default();
    if let Some(why) = refused(banco, &all) {
        return html! { <>{section(tr!("Obiettivo"))}{paragraph(why)}</> };
    }
    let mosse = domanda.mosse(&all);
    let meta = domanda.meta();
    let ready = meta != Meta::default() && !mosse.is_empty() && !*waiting;
    let onclick = {
        let (banco, risposta, waiting) = (banco.clone(), risposta.clone(), waiting.clone());
        Callback::from(move |_: MouseEvent| {
            let (names, asked): (Vec<Leva>, Vec<Richiesta>) = mosse.iter().cloned().unzip();
            let regole = [banco.testo(0), banco.testo(banco.lavoro.attivo)];
            let question = json!({ "servizio": banco.lavoro.servizio, "regole": regole, "leve": asked, "meta": meta });
            waiting.set(true);
            let (risposta, waiting) = (risposta.clone(), waiting.clone());
            let done = Callback::from(move |text: String| {
                waiting.set(false);
                risposta.set(Some((names.clone(), leggi_risposta(&text).map(Rc::new))));
            });
            banco.lavoratore.chiedi("obiettivi", &question.to_string(), done);
        })
    };
    html! {
        <>
            {section(tr!("Obiettivo"))}
            {paragraph(&tr!("Quale valore di «{}» raggiunge ciò che vuoi, spostandosi il meno possibile. Se scegli più valori, si muove prima il primo: il secondo solo se il primo non basta.", banco.nome(banco.lavoro.attivo)))}
            {come_si_scrive(banco)}
            { for (0..domanda.leve.len()).map(|n| lever(&domanda, &all, n)) }
            {more(&domanda, all.len())}
            {goals(&domanda)}
            <button type="button" class="btn btn-primary mb-3" disabled={!ready} {onclick}>{tr!("Cerca")}</button>
            <div aria-live="polite">
                {match (*waiting, &*risposta) {
                    (true, _) => paragraph(tr!("Sto provando i valori…")),
                    (_, None) => Html::default(),
                    (_, Some((_, Err(guasti)))) => html! { <ul class="app-error">{ for guasti.iter().map(|g| html! { <li>{g.sentence()}</li> }) }</ul> },
                    (_, Some((names, Ok(found)))) => esito::view(banco, &named(names, &all), found),
                }}
            </div>
        </>
    }
}

/// The same values, by the names they have now: the language may be another.
fn named(asked: &[Leva], all: &[Leva]) -> Vec<Leva> {
    let now = |leva: &Leva| all.iter().find(|l| l.percorso == leva.percorso).map_or(&leva.nome, |l| &l.nome).clone();
    asked.iter().map(|leva| Leva { nome: now(leva), ..leva.clone() }).collect()
}

/// Why nothing can be sought, if so.
fn refused(banco: &Banco, all: &[Leva]) -> Option<&'static str> {
    if banco.dati.letta.is_none() {
        Some(tr!("Carica prima le famiglie."))
    } else if !banco.lavoro.is_editable() {
        Some(tr!("Scegli uno scenario in «Tariffe»: le regole in vigore non si muovono."))
    } else if all.is_empty() || banco.prova().is_none_or(|p| p.regolamento.is_none()) {
        Some(tr!("Lo scenario aperto non si può calcolare: correggilo in «Tariffe»."))
    } else {
        None
    }
}

/// A change of the question.
fn change<T: 'static>(domanda: &UseStateHandle<Domanda>, write: impl Fn(&mut Domanda, T) + 'static) -> Callback<T> {
    let state = domanda.clone();
    Callback::from(move |value: T| {
        let mut next = (*state).clone();
        write(&mut next, value);
        state.set(next);
    })
}

fn field(id: String, nome: String, valore: String, on_scrivi: Callback<String>) -> Html {
    html! { <div class="col-12 col-md-4 mb-3"><Campo {id} {nome} visibile={true} {valore} giro={0} {on_scrivi} /></div> }
}

/// A value that may move, and where.
fn lever(domanda: &UseStateHandle<Domanda>, all: &[Leva], n: usize) -> Html {
    let Some(scelta) = domanda.leve.get(n) else { return Html::default() };
    let Some(leva) = all.get(scelta.leva).or_else(|| all.first()) else { return Html::default() };
    let griglia = scelta.griglia(leva, domanda.passo);
    let pick = change(domanda, move |d, leva| {
        if let Some(s) = d.leve.get_mut(n) {
            *s = Scelta { leva, ..Scelta::default() };
        }
    });
    let onchange = Callback::from(move |e: Event| {
        let chosen = e.target_dyn_into::<HtmlSelectElement>().and_then(|s| s.value().parse::<usize>().ok());
        pick.emit(chosen.unwrap_or_default());
    });
    let id = if n == 0 { "leva".to_owned() } else { format!("leva-{}", n + 1) };
    // The first keeps the plain names: whoever moves one value reads no numbers.
    let which = if n == 0 { String::new() } else { tr!(", valore {}", (n + 1).to_string()) };
    let low = change(domanda, move |d, t| d.leve.get_mut(n).into_iter().for_each(|s| s.da = String::clone(&t)));
    let high = change(domanda, move |d, t| d.leve.get_mut(n).into_iter().for_each(|s| s.a = String::clone(&t)));
    let gone = change(domanda, move |d, _: MouseEvent| drop((n < d.leve.len()).then(|| d.leve.remove(n))));
    let option = |(k, l): (usize, &Leva)| {
        let name = tr!("{}, adesso {}", l.nome, format_euro(&from_cents(l.valore)));
        html! { <option value={k.to_string()} selected={k == scelta.leva}>{name}</option> }
    };
    html! {
        <fieldset class="mb-3">
            <div class="app-field mb-3">
                <label class="app-label" for={id.clone()}>{ORDINE.get(n).map(|k| parola(k)).unwrap_or_default()}</label>
                <select {id} class="form-select" {onchange}>{ for all.iter().enumerate().map(option) }</select>
            </div>
            <div class="row">
                {field(format!("obiettivo-da-{n}"), [tr!("Non meno di"), &which].concat(), from_cents(griglia.da), low)}
                {field(format!("obiettivo-a-{n}"), [tr!("Non più di"), &which].concat(), from_cents(griglia.a), high)}
            </div>
            if n > 0 {
                <button type="button" class="btn btn-outline-danger btn-sm" onclick={gone}>
                    {tr!("Togli")}<span class="visually-hidden">{tr!(" il valore {}", (n + 1).to_string())}</span>
                </button>
            }
        </fieldset>
    }
}

/// Another value, and by how much amounts move.
fn more(domanda: &UseStateHandle<Domanda>, count: usize) -> Html {
    let next = domanda.leve.iter().map(|s| s.leva).max().map_or(0, |m| (m + 1) % count.max(1));
    let add = change(domanda, move |d, _: MouseEvent| d.leve.push(Scelta { leva: next, ..Scelta::default() }));
    let step = change(domanda, |d, passo| d.passo = passo);
    let onchange = Callback::from(move |e: Event| {
        let chosen = e.target_dyn_into::<HtmlSelectElement>().and_then(|s| s.value().parse::<i64>().ok());
        step.emit(chosen.unwrap_or(1));
    });
    let room = domanda.leve.len() < MAX_LEVE.min(count);
    html! {
        <>
            if room { <button type="button" class="btn btn-outline-primary btn-sm mb-3" onclick={add}>{tr!("Aggiungi un altro valore")}</button> }
            <div class="app-field mb-3">
                <label class="app-label" for="obiettivo-passo">{tr!("Gli importi si spostano di")}</label>
                <span class="app-hint" id="obiettivo-passo-aiuto">{tr!("I limiti di ISEE si spostano sempre di un euro.")}</span>
                <select id="obiettivo-passo" class="form-select" aria-describedby="obiettivo-passo-aiuto" {onchange}>
                    { for PASSI.iter().map(|(n, words)| html! { <option value={n.to_string()} selected={*n == domanda.passo}>{parola(words)}</option> }) }
                </select>
            </div>
        </>
    }
}

/// What is asked.
fn goals(domanda: &UseStateHandle<Domanda>) -> Html {
    let d = &**domanda;
    html! {
        <fieldset>
            <legend class="h5">{tr!("Che cosa deve valere (almeno una)")}</legend>
            <div class="row">
                {field("obiettivo-entrate".to_owned(), tr!("Entrate almeno, €").to_owned(), d.entrate.clone(), change(domanda, |d, t| d.entrate = t))}
                {field("obiettivo-aumento".to_owned(), tr!("Nessuna famiglia paga più di, € in più").to_owned(), d.aumento.clone(), change(domanda, |d, t| d.aumento = t))}
                {field("obiettivo-scalino".to_owned(), tr!("Nessuno scalino oltre, €").to_owned(), d.scalino.clone(), change(domanda, |d, t| d.scalino = t))}
            </div>
        </fieldset>
    }
}
