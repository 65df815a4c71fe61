// SPDX-License-Identifier: EUPL-1.2
//! What happens when the weight of a voce goes from 0 to 100: the exact weights at which somebody meets or leaves a
//! bound, and who falls from one to the next.

use super::Banco;
use super::cifre::letto;
use super::figura::{self, Figura};
use super::motore::{self, Evento, LimiteAttivo, Prova, Sensibilita};
use super::righe::{Regola, Riga, righe};
use super::serie::euro;
use crate::app::componenti::{paragraph, section};
use crate::lingua::tr;
use crate::riparto::VoceRisposta;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Weights tried.
const LAST: u32 = 100;
/// A tree with more voci than these is drawn with fewer points.
const MANY: usize = 30;
/// Lines in the drawing beside that of the voce.
const OTHERS: usize = 4;
/// Frame of the drawing: left, right, top and bottom of the lines.
const BOX: (f64, f64, f64, f64) = (100.0, 610.0, 20.0, 300.0);

/// Properties of [`Peso`].
#[derive(Properties, PartialEq)]
struct Props {
    prova: Rc<Prova>,
}

/// The choice of a voce and its answer.
pub fn view(banco: &Banco) -> Html {
    html! { <Peso prova={banco.prova.clone()} /> }
}

#[component]
fn Peso(props: &Props) -> Html {
    let chosen = use_state(String::new);
    let rows: Vec<Riga> =
        righe(&props.prova).into_iter().filter(|r| matches!(r.regola, Regola::Peso | Regola::Criteri)).collect();
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
            {section(tr!("E se un peso cambia?"))}
            {paragraph(tr!("Scegli una voce: il suo livello si divide di nuovo con ogni peso da 0 a 100, gli altri pesi restano come sono."))}
            <label class="fw-semibold" for="sensibilita-voce">{tr!("Voce")}</label>
            <select id="sensibilita-voce" class="form-select" {onchange}>
                <option value="" selected={row.is_none()}>{tr!("Scegli")}</option>
                { for rows.iter().map(|r| html! { <option value={r.chiave.clone()} lang="it" selected={r.chiave == *chosen}>{&r.nome}</option> }) }
            </select>
            {row.and_then(|r| figura(&props.prova, r)).unwrap_or_default()}
        </>
    }
}

fn figura(prova: &Prova, r: &Riga) -> Option<Html> {
    let answer = motore::sensibilita(prova, &r.percorso);
    // Only to draw: with many voci fewer points, so that an old phone answers at once.
    let step = if righe(prova).len() > MANY { 5 } else { 1 };
    let weights = (0..=LAST).step_by(step);
    let tried: Vec<Vec<VoceRisposta>> = weights.filter_map(|w| motore::con_peso(prova, &r.chiave, w)).collect();
    let (Some(answer), Some(first), Some(last)) = (answer, tried.first(), tried.last()) else {
        return Some(paragraph(tr!("Con qualcuno di questi pesi il riparto non si può calcolare.")));
    };
    let me = first.iter().position(|v| r.percorso.rsplit('/').next() == Some(&v.id))?;
    let amount = |level: &[VoceRisposta], i: usize| level.get(i).map_or(0, |v| v.importo.0);
    let losers = (0..first.len()).filter(|i| amount(last, *i) < amount(first, *i)).filter_map(|i| first.get(i));
    let losers: Vec<String> = losers.map(|v| ["«", v.nome.it(), "»"].concat()).collect();
    let lose = match losers.len() {
        0 => tr!("non perde nessuno").to_owned(),
        n if n > 6 => tr!("perdono {} voci", n.to_string()),
        _ => tr!("perdono {}", losers.join(", ")),
    };
    let (from, to) = (euro(amount(first, me)), euro(amount(last, me)));
    let frase = tr!("Con il peso da 0 a 100 «{}» passa da {} a {}; {}.", r.nome, from, to, lose);
    let heads = [tr!("Peso esatto"), tr!("Circa"), tr!("Che cosa succede"), tr!("Riceve"), tr!("Da qui in poi calano")];
    let figura = Figura {
        id: "sensibilita",
        frase,
        disegno: html! { <>{figura::scrolling(draw(&answer, &tried, step, me))}{said(&answer, first)}</> },
        colonne: heads.map(str::to_owned).to_vec(),
        righe: rows(&answer, first, me),
        fonte: String::new(),
    };
    Some(figura.view())
}

/// Each point in a row.
fn rows(answer: &Sensibilita, level: &[VoceRisposta], me: usize) -> Vec<Vec<String>> {
    let falling = |i: usize| answer.tratti.get(i).map(|t| falls(&t.calano, level)).unwrap_or_default();
    let row = |(i, p): (usize, &crate::riparto::PuntoSensibile)| {
        let what: Vec<String> = p.eventi.iter().map(|e| event(e, level)).collect();
        let jump = p.salto.then(|| tr!("appena sopra zero le cifre saltano").to_owned());
        vec![
            letto(&p.peso),
            about(&p.peso),
            what.into_iter().chain(jump).collect::<Vec<_>>().join("; "),
            p.voci.get(me).map(|v| euro(v.importo.0)).unwrap_or_default(),
            falling(i),
        ]
    };
    answer.punti.iter().enumerate().map(row).collect()
}

fn falls(ids: &[String], level: &[VoceRisposta]) -> String {
    match ids.len() {
        0 => tr!("nessuna").to_owned(),
        n if n > 6 => tr!("{} voci", n.to_string()),
        _ => ids.iter().map(|id| name(id, level)).collect::<Vec<_>>().join(", "),
    }
}

fn name(id: &str, level: &[VoceRisposta]) -> String {
    let nome = level.iter().find(|v| v.id == id).map_or(id, |v| v.nome.it());
    ["«", nome, "»"].concat()
}

fn event(e: &Evento, level: &[VoceRisposta]) -> String {
    let who = name(&e.voce, level);
    match (e.limite, e.inizia) {
        (LimiteAttivo::Minimo, true) => tr!("{} incontra il suo minimo", who),
        (LimiteAttivo::Minimo, false) => tr!("{} lascia il suo minimo", who),
        (LimiteAttivo::Massimo, true) => tr!("{} incontra il suo massimo", who),
        (LimiteAttivo::Massimo, false) => tr!("{} lascia il suo massimo", who),
        (LimiteAttivo::ContributoMinimo, true) => tr!("{} scende sotto il contributo minimo", who),
        (LimiteAttivo::ContributoMinimo, false) => tr!("{} raggiunge il contributo minimo", who),
    }
}

/// A fraction as a number: only to place and to read it.
fn value(exact: &str) -> f64 {
    let part = |text: &str| text.parse::<f64>().unwrap_or(0.0);
    exact.split_once('/').map_or_else(|| part(exact), |(a, b)| part(a) / part(b).max(1.0))
}

fn about(exact: &str) -> String {
    if exact.contains('/') { letto(&format!("{:.4}", value(exact))) } else { letto(exact) }
}

/// The turns in words, the first ones; the table has them all.
fn said(answer: &Sensibilita, level: &[VoceRisposta]) -> Html {
    const SHOWN: usize = 8;
    if !answer.esatta {
        return paragraph(tr!(
            "A questo livello vale un contributo minimo, che può lasciare fuori qualcuno: i punti esatti non si calcolano. In tabella i pesi di dieci in dieci."
        ));
    }
    let turns = answer.punti.iter().flat_map(|p| p.eventi.iter().map(move |e| (p, e)));
    let mut lines: Vec<String> = turns.map(|(p, e)| tr!("Al peso {} {}.", about(&p.peso), event(e, level))).collect();
    if let Some(more) = lines.len().checked_sub(SHOWN).filter(|n| *n > 0) {
        lines.truncate(SHOWN);
        lines.push(tr!("Un altro in tabella." | "Altri {n} in tabella." % more.to_string()));
    }
    if lines.is_empty() {
        lines.push(tr!("Nessuna voce incontra o lascia un minimo o un massimo.").to_owned());
    }
    html! { <ul>{ for lines.into_iter().map(|l| html! { <li>{l}</li> }) }</ul> }
}

/// Amounts over the weight: the voce, the others that change most, and where somebody turns.
fn draw(answer: &Sensibilita, tried: &[Vec<VoceRisposta>], step: usize, me: usize) -> Html {
    let (left, right, top, bottom) = BOX;
    let cents = |level: &[VoceRisposta], i: usize| level.get(i).map_or(0, |v| v.importo.0);
    let (Some(first), Some(last)) = (tried.first(), tried.last()) else { return Html::default() };
    let mut others: Vec<usize> = (0..first.len()).filter(|i| *i != me && cents(first, *i) != cents(last, *i)).collect();
    others.sort_by_key(|i| std::cmp::Reverse(cents(first, *i).abs_diff(cents(last, *i))));
    others.truncate(OTHERS);
    let all = || others.iter().chain(std::iter::once(&me));
    let most = all().flat_map(|i| tried.iter().map(|l| cents(l, *i))).max().unwrap_or(1).max(1);
    let x = |weight: f64| left + weight * (right - left) / f64::from(LAST);
    #[allow(clippy::cast_precision_loss, reason = "a place on the screen")]
    let y = |n: i128| bottom - (n as f64) / (most as f64) * (bottom - top);
    let line = |i: usize, class: &'static str| {
        let point = |(w, level): (u32, &Vec<VoceRisposta>)| {
            format!("{}{:.1} {:.1}", if w == 0 { "M" } else { "L" }, x(f64::from(w)), y(cents(level, i)))
        };
        let d: String = (0..=LAST).step_by(step).zip(tried).map(point).collect();
        html! { <path {class} {d} /> }
    };
    let turn = |p: &crate::riparto::PuntoSensibile| {
        let at = format!("M{:.1} {top}V{bottom}", x(value(&p.peso)));
        html! { <path class="app-chart-guide" d={at} /> }
    };
    let ticks = (0..=LAST).step_by(20).map(|w| {
        html! { <text class="app-chart-label" x={format!("{:.0}", x(f64::from(w)))} y={format!("{:.0}", bottom + 24.0)} text-anchor="middle">{w}</text> }
    });
    let names: Vec<String> =
        others.iter().filter_map(|i| first.get(*i)).map(|v| ["«", v.nome.it(), "»"].concat()).collect();
    let key = if names.is_empty() {
        tr!("In orizzontale il peso. La linea piena è la voce scelta; le righe verticali sono i pesi a cui qualcuno incontra o lascia un limite.").to_owned()
    } else {
        tr!(
            "In orizzontale il peso. La linea piena è la voce scelta; le altre sono {}; le righe verticali sono i pesi a cui qualcuno incontra o lascia un limite.",
            names.join(", ")
        )
    };
    html! {
        <>
            <svg class="app-chart" viewBox="0 0 640 340" aria-hidden="true" focusable="false">
                <path class="app-chart-grid" d={format!("M{left} {bottom}H{right}M{left} {top}H{right}")} />
                <text class="app-chart-label" x={format!("{:.0}", left - 8.0)} y={format!("{:.0}", bottom + 5.0)} text-anchor="end" font-size="13">{"0"}</text>
                <text class="app-chart-label" x={format!("{:.0}", left - 8.0)} y={format!("{:.0}", top + 5.0)} text-anchor="end" font-size="13">{euro(most)}</text>
                { for ticks }
                { for answer.punti.iter().filter(|p| !p.eventi.is_empty()).map(turn) }
                { for others.iter().map(|i| line(*i, "app-chart-line-other")) }
                {line(me, "app-chart-line")}
            </svg>
            <p class="app-source">{key}</p>
        </>
    }
}
