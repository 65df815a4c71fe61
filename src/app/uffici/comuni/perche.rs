// SPDX-License-Identifier: EUPL-1.2
//! Why they pay otherwise: the difference divided over the clauses, and one family followed under both rules.

use super::figura::Figura;
use super::gruppi::other;
use super::guasto::{Guasto, leggi_risposta};
use super::motore::{Causa, Centesimi, MINIMO_PUBBLICO, Scelta};
use super::{Banco, parole};
use crate::app::componenti::{paragraph, section, subheading};
use crate::lingua::tr;
use serde::Deserialize;
use serde_json::json;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Risposta {
    righe: u64,
    differenza: Option<Centesimi>,
    cause: Vec<Causa>,
    tipica: Option<Tipica>,
    confronto: Option<Confronto>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
struct Tipica {
    riga: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
struct Confronto {
    prima: Conto,
    dopo: Conto,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Conto {
    totale: Option<String>,
    traccia: Vec<Passo>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
struct Passo {
    testo: String,
}

/// Properties of [`Perche`].
#[derive(Properties, PartialEq)]
pub struct PercheProps {
    /// The desk.
    pub banco: Banco,
}

/// The part of the page.
#[component]
pub fn Perche(props: &PercheProps) -> Html {
    let banco = &props.banco;
    let scelta = use_state(|| Scelta::Tutte);
    let risposta = use_state(|| None::<Result<Rc<Risposta>, Vec<Guasto>>>);
    let place = banco.dati.quadro().and_then(|(_, posti)| other(banco, posti).and_then(|n| posti.get(n).copied()));
    {
        let (banco, scelta, risposta) = (banco.clone(), (*scelta).clone(), risposta.clone());
        let inputs = (place.map(|p| banco.testo(p)), banco.testo(0), scelta.clone(), banco.dati.giro, banco.lingua);
        use_effect_with(inputs, move |(text, first, scelta, ..)| {
            let Some(text) = text else { return };
            let question = json!({ "servizio": banco.lavoro.servizio, "regole": [first, text], "scelta": scelta });
            let done = Callback::from(move |text: String| risposta.set(Some(leggi_risposta(&text).map(Rc::new))));
            banco.lavoratore.chiedi_ultima("perche", question.to_string(), done);
        });
    }
    let Some(place) = place else {
        return html! { <>{section(tr!("Perché cambiano"))}{paragraph(&nothing(banco))}</> };
    };
    html! {
        <>
            {section(tr!("Perché cambiano"))}
            {paragraph(&tr!("Ogni clausola che cambia da «In vigore» a «{}», una alla volta, con ciò che vale: la somma è la differenza, al centesimo.", banco.nome(place)))}
            {choice(banco, &scelta)}
            <div aria-live="polite">
                {match &*risposta {
                    None => paragraph(tr!("Calcolo in corso…")),
                    Some(Err(guasti)) => html! { <ul class="app-error">{ for guasti.iter().map(|g| html! { <li>{g.sentence()}</li> }) }</ul> },
                    Some(Ok(r)) => answer(banco, place, r),
                }}
            </div>
        </>
    }
}

fn nothing(banco: &Banco) -> String {
    if banco.dati.letta.is_none() {
        tr!("Carica prima le famiglie.").to_owned()
    } else {
        tr!("Serve uno scenario che si possa calcolare, accanto alle regole in vigore.").to_owned()
    }
}

/// All, a group, or the family of a line.
fn choice(banco: &Banco, scelta: &UseStateHandle<Scelta>) -> Html {
    let groups: Vec<(String, Scelta, Option<&str>)> = banco
        .dati
        .quadro()
        .map(|(q, _)| {
            let of = |d: &super::motore::Dimensione| {
                let (own, given) = (d.nome.clone(), parole::nomi_del_file(d));
                let one = |(n, g): (usize, &super::motore::Gruppo)| {
                    let label = tr!("{}: {}", parole::dimensione(&own), parole::gruppo(&own, g));
                    (label, Scelta::Gruppo(own.clone(), g.nome.clone()), (n < given).then_some("it"))
                };
                d.gruppi.iter().enumerate().filter(|(_, g)| g.righe > 0).map(one).collect::<Vec<_>>()
            };
            q.dimensioni.iter().flat_map(of).collect()
        })
        .unwrap_or_default();
    let all: Vec<Scelta> = groups.iter().map(|(_, s, _)| s.clone()).collect();
    let onchange = {
        let scelta = scelta.clone();
        Callback::from(move |e: Event| {
            let Some(select) = e.target_dyn_into::<HtmlSelectElement>() else { return };
            let chosen = select.value().parse::<usize>().ok().and_then(|n| all.get(n).cloned());
            scelta.set(chosen.unwrap_or_default());
        })
    };
    let online = {
        let scelta = scelta.clone();
        Callback::from(move |e: Event| {
            let Some(input) = e.target_dyn_into::<HtmlInputElement>() else { return };
            scelta.set(input.value().trim().parse().map_or(Scelta::Tutte, Scelta::Riga));
        })
    };
    let line = if let Scelta::Riga(n) = &**scelta { n.to_string() } else { String::new() };
    html! {
        <div class="row mb-3">
            <div class="col-12 col-md-8 app-field">
                <label class="app-label" for="quali">{tr!("Di quali famiglie")}</label>
                <select id="quali" class="form-select" {onchange}>
                    <option value="" selected={**scelta == Scelta::Tutte}>{tr!("Tutte")}</option>
                    { for groups.iter().enumerate().map(|(n, (label, s, lang))| html! { <option value={n.to_string()} selected={**scelta == *s} lang={*lang}>{label}</option> }) }
                </select>
            </div>
            <div class="col-12 col-md-4 app-field">
                <label class="app-label" for="riga">{tr!("Oppure una sola: riga del file")}</label>
                <input id="riga" class="form-control" type="text" inputmode="numeric" autocomplete="off" value={line} onchange={online} />
            </div>
        </div>
    }
}

fn answer(banco: &Banco, place: usize, r: &Risposta) -> Html {
    let difference = r.differenza.unwrap_or_default();
    if r.righe == 0 {
        return paragraph(tr!("Nessuna famiglia corrisponde: controlla il numero della riga."));
    }
    if r.cause.is_empty() {
        return paragraph(&tr!("Per queste {} non cambia nessuna clausola.", parole::famiglie(r.righe)));
    }
    let most = r.cause.iter().max_by_key(|c| c.effetto.0.abs());
    let frase = most.map_or_else(String::new, |c| {
        tr!(
            "Per {} la differenza è {}; pesa di più «{}»: {}.",
            parole::famiglie(r.righe),
            parole::differenza(difference.0),
            parole::clausola(&c.clausola),
            parole::differenza(c.effetto.0)
        )
    });
    let mut righe: Vec<Vec<String>> =
        r.cause.iter().map(|c| vec![parole::clausola(&c.clausola), parole::differenza(c.effetto.0)]).collect();
    righe.push(vec![tr!("In tutto").to_owned(), parole::differenza(difference.0)]);
    let colonne = vec![tr!("Clausola che cambia").to_owned(), tr!("Effetto").to_owned()];
    let table = super::figura::table("cause", &colonne, &righe);
    // What few families pay is for the screen of who has their file, not for a file to pass on.
    let shown = if r.righe < MINIMO_PUBBLICO {
        html! { <><p class="app-lead">{frase}</p>{table}</> }
    } else {
        Figura { id: "cause", frase, disegno: table, colonne, righe, fonte: String::new() }.plain()
    };
    html! {
        <>
            {shown}
            if let (Some(t), Some(c)) = (&r.tipica, &r.confronto) {
                {subheading(tr!("Una famiglia nel mezzo"))}
                {paragraph(&tr!("La famiglia della riga {} del file: tra quelle scelte, metà cambia meno e metà cambia di più.", t.riga.to_string()))}
                <div class="row">
                    {trace(tr!("In vigore"), &c.prima)}
                    {trace(&banco.nome(place), &c.dopo)}
                </div>
            }
        </>
    }
}

fn trace(name: &str, conto: &Conto) -> Html {
    let total = conto.totale.as_deref().map_or_else(|| tr!("non si sa").to_owned(), crate::app::numeri::format_euro);
    html! {
        <div class="col-12 col-md-6">
            <h4 class="h5">{tr!("{}: {}", name, total)}</h4>
            <ol>{ for conto.traccia.iter().map(|p| html! { <li>{&p.testo}</li> }) }</ol>
        </div>
    }
}
