// SPDX-License-Identifier: EUPL-1.2
//! What happens when the weight of a voce goes from 0 to 100: its level divided again at every whole weight.

use super::Banco;
use super::figura::Figura;
use super::motore::{self, LimiteAttivo, Prova};
use super::righe::{Regola, Riga, righe};
use super::serie::euro;
use crate::app::componenti::{paragraph, section};
use crate::riparto::VoceRisposta;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Weights tried.
const LAST: u32 = 100;
/// Weights shown in the table.
const STEP: usize = 10;

/// Properties of [`Sensibilita`].
#[derive(Properties, PartialEq)]
struct Props {
    prova: Rc<Prova>,
}

/// The choice of a voce and its answer.
pub fn view(banco: &Banco) -> Html {
    html! { <Sensibilita prova={banco.prova.clone()} /> }
}

#[component]
fn Sensibilita(props: &Props) -> Html {
    let chosen = use_state(String::new);
    let rows: Vec<Riga> = righe(&props.prova).into_iter().filter(|r| r.scritta && r.regola == Regola::Peso).collect();
    if rows.is_empty() {
        return Html::default();
    }
    let onchange = {
        let chosen = chosen.clone();
        Callback::from(move |e: Event| {
            if let Some(select) = e.target_dyn_into::<HtmlSelectElement>() {
                chosen.set(select.value());
            }
        })
    };
    let row = rows.iter().find(|r| r.chiave == *chosen);
    html! {
        <>
            {section("E se un peso cambia?")}
            {paragraph("Scegli una voce: il suo livello si divide di nuovo con ogni peso intero da 0 a 100, gli altri pesi restano come sono.")}
            <label class="fw-semibold" for="sensibilita-voce">{"Voce"}</label>
            <select id="sensibilita-voce" class="form-select" {onchange}>
                <option value="" selected={row.is_none()}>{"Scegli"}</option>
                { for rows.iter().map(|r| html! { <option value={r.chiave.clone()} selected={r.chiave == *chosen}>{&r.nome}</option> }) }
            </select>
            {row.and_then(|r| figura(&props.prova, r)).unwrap_or_default()}
        </>
    }
}

fn figura(prova: &Prova, r: &Riga) -> Option<Html> {
    let tried: Vec<Vec<VoceRisposta>> = (0..=LAST).filter_map(|w| motore::con_peso(prova, &r.chiave, w)).collect();
    let (first, last) = (tried.first()?, tried.last()?);
    if tried.len() <= usize::try_from(LAST).ok()? {
        return Some(paragraph("Con qualcuno di questi pesi il riparto non si può calcolare."));
    }
    let me = first.iter().position(|v| r.percorso.rsplit('/').next() == Some(&v.id))?;
    let amount = |level: &[VoceRisposta], i: usize| level.get(i).map_or(0, |v| v.importo.0);
    let losers = (0..first.len()).filter(|i| amount(last, *i) < amount(first, *i)).filter_map(|i| first.get(i));
    let losers: Vec<String> = losers.map(|v| ["«", v.nome.it(), "»"].concat()).collect();
    let lose =
        if losers.is_empty() { "non perde nessuno".to_owned() } else { ["perdono ", &losers.join(", ")].concat() };
    let frase = [
        "Con il peso da 0 a 100 «",
        &r.nome,
        "» passa da ",
        &euro(amount(first, me)),
        " a ",
        &euro(amount(last, me)),
        "; ",
        &lose,
        ".",
    ];
    let shown: Vec<(usize, &Vec<VoceRisposta>)> = tried.iter().enumerate().step_by(STEP).collect();
    let colonne =
        std::iter::once("Voce".to_owned()).chain(shown.iter().map(|(w, _)| ["peso ", &w.to_string()].concat()));
    let line = |i: usize| {
        let nome = first.get(i).map(|v| v.nome.it().to_owned()).unwrap_or_default();
        std::iter::once(nome).chain(shown.iter().map(|(_, level)| euro(amount(level, i)))).collect()
    };
    let disegno = html! {
        <ul>{ for turns(&tried).into_iter().map(|t| html! { <li>{t}</li> }) }</ul>
    };
    let righe = (0..first.len()).map(line).collect();
    let figura = Figura {
        id: "sensibilita",
        frase: frase.concat(),
        disegno,
        colonne: colonne.collect(),
        righe,
        fonte: String::new(),
    };
    Some(figura.view())
}

/// Where somebody meets or leaves a bound, between one whole weight and the next.
fn turns(tried: &[Vec<VoceRisposta>]) -> Vec<String> {
    let mut out = Vec::new();
    for (w, (before, after)) in tried.iter().zip(tried.iter().skip(1)).enumerate() {
        for (b, a) in before.iter().zip(after).filter(|(b, a)| b.limite != a.limite) {
            let what = match (b.limite, a.limite) {
                (_, Some(LimiteAttivo::Minimo)) => "incontra il suo minimo",
                (_, Some(LimiteAttivo::Massimo)) => "incontra il suo massimo",
                (_, Some(LimiteAttivo::ContributoMinimo)) => "scende sotto il contributo minimo",
                (Some(LimiteAttivo::Minimo), None) => "lascia il suo minimo",
                (Some(LimiteAttivo::Massimo), None) => "lascia il suo massimo",
                _ => "raggiunge il contributo minimo",
            };
            out.push(
                ["Tra ", &w.to_string(), " e ", &(w + 1).to_string(), " «", b.nome.it(), "» ", what, "."].concat(),
            );
        }
    }
    if out.is_empty() {
        out.push("Nessuna voce incontra o lascia un minimo o un massimo.".to_owned());
    }
    out
}
