// SPDX-License-Identifier: EUPL-1.2
//! The fund: what it is, and how much there is to divide.

use super::campo::{Tipo, campo};
use super::lavoro::{Azione, Passo};
use super::motore;
use super::righe::place_of_text;
use super::{Banco, criteri};
use crate::app::componenti::{badge, frase, italiano};
use crate::app::numeri::format_euro;
use crate::lingua::{self, chiave, parola, tr};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Title, nature, source.
pub fn head(banco: &Banco) -> Html {
    let riparto = banco.prova.riparto.as_ref();
    let written = banco.prova.documento.as_ref().and_then(|d| d.text(&place_of_text(d, "titolo".to_owned())));
    let title =
        written.or_else(|| riparto.map(|r| r.titolo.it().to_owned())).unwrap_or_else(|| banco.lavoro.nome.clone());
    let nature = riparto.and_then(|r| motore::natura(r.natura));
    let note = riparto.and_then(|r| r.origine.nota.as_ref()).map(|n| n.it().to_owned());
    html! {
        <>
            <h1 tabindex="-1">{italiano(title)}</h1>
            <p>
                if let Some(nature) = nature { {badge(nature)}{" "} }
                {frase(tr!("File {}."), [html! { <strong>{&banco.lavoro.nome}</strong> }])}{" "}
                <button type="button" class="btn btn-link p-0 app-no-print" onclick={banco.click(Azione::Chiudi)}>
                    {tr!("Apri un altro fondo")}
                </button>
            </p>
            if let Some(note) = note {
                <details class="app-details"><summary>{tr!("Da dove vengono queste cifre")}</summary><p class="app-narrow">{italiano(note)}</p></details>
            }
        </>
    }
}

/// What is divided, and how cents and ties are treated.
pub fn view(banco: &Banco) -> Html {
    if banco.prova.documento.is_none() {
        return html! { <p class="app-narrow">{tr!("Il file non è TOML: qui non si può mostrare come albero. Correggilo nella parte «Testo del file», o annulla l'ultima modifica.")}</p> };
    }
    let field = |key: &str, label: &str, tipo: Tipo| {
        html! { <div class="col-12 col-md-4 mb-3">{campo(banco, key.to_owned(), label.to_owned(), true, tipo)}</div> }
    };
    let carried = banco.prova.risposta.as_ref().and_then(|r| r.riporto.as_ref());
    html! {
        <section aria-labelledby="fondo">
            <h2 class="h3" id="fondo">{tr!("Quanto c'è da dividere")}</h2>
            if lingua::codice() != "it" {
                <p class="app-hint">{tr!("Nei campi i numeri si scrivono all'italiana: il punto per le migliaia, la virgola per i decimali.")}</p>
            }
            <div class="row app-row">
                {year(banco)}
                {field("assegnazione", tr!("Assegnazione, €"), Tipo::Numero)}
                {field("residui", tr!("Residui degli anni prima, €"), Tipo::Facoltativo)}
                {field("contributo_minimo", tr!("Contributo minimo, €"), Tipo::Facoltativo)}
                <div class="col-12 col-md-4 mb-3">{choice(banco, "arrotonda", chiave!("Si arrotonda"), &[("0.01", chiave!("al centesimo")), ("1", chiave!("all'euro"))])}</div>
                <div class="col-12 col-md-4 mb-3">
                    {choice(banco, "spareggio", chiave!("Se le parti sono pari"), &[("peso_poi_ordine", chiave!("va al peso maggiore, poi in ordine")), ("decisione", chiave!("decide una persona"))])}
                </div>
            </div>
            {criteri::view(banco, "")}
            if let Some(carried) = carried {
                <p>{tr!("Dal riparto «{}» arrivano {} non assegnati.", carried.riparto, format_euro(&carried.importo.to_string()))}</p>
            }
        </section>
    }
}

/// Another year of the same fund, with the sum that the Piano di Zona prints; nothing where it prints none.
fn year(banco: &Banco) -> Html {
    let fondo = banco.text("fondo").to_lowercase();
    let points = motore::serie(&fondo);
    let Some(file) = banco.prova.documento.as_ref().filter(|_| !points.is_empty()) else { return Html::default() };
    let (now, title) = (banco.text("anno"), place_of_text(file, "titolo".to_owned()));
    let written = file.text(&title).unwrap_or_default();
    let (azione, list, old) = (banco.azione(), points.clone(), now.clone());
    let onchange = Callback::from(move |e: Event| {
        let Some(select) = e.target_dyn_into::<HtmlSelectElement>() else { return };
        let Some(p) = list.iter().find(|p| p.anno.to_string() == select.value()) else { return };
        let anno = p.anno.to_string();
        let mut passi = vec![
            Passo::Scrivi("anno".to_owned(), anno.clone()),
            Passo::Scrivi("assegnazione".to_owned(), motore::plain(p.cents)),
        ];
        if !old.is_empty() && written.contains(&old) {
            passi.push(Passo::Scrivi(title.clone(), written.replace(&old, &anno)));
        }
        azione.emit(Azione::Cambia(chiave!("Anno cambiato, con l'assegnazione stampata nel Piano"), passi));
    });
    let known = points.iter().any(|p| p.anno.to_string() == now);
    let option = |p: &motore::Punto| {
        let anno = p.anno.to_string();
        let euro = format_euro(&motore::plain(p.cents));
        let label = if p.anno > 2018 { tr!("{} (stima): {}", anno, euro) } else { [&anno, ": ", &euro].concat() };
        html! { <option value={anno.clone()} selected={anno == now}>{label}</option> }
    };
    html! {
        <div class="col-12 col-md-4 mb-3">
            <label class="fw-semibold" for="anno">{tr!("Anno, con la cifra del Piano di Zona")}</label>
            <select id="anno" class="form-select" {onchange}>
                if !known { <option value="" selected={true}>{if now.is_empty() { tr!("Scegli") } else { now.as_str() }}</option> }
                { for points.iter().map(option) }
            </select>
        </div>
    }
}

/// A key with few values; the first is what holds when the key is missing.
fn choice(
    banco: &Banco,
    key: &'static str,
    label: &'static str,
    values: &'static [(&'static str, &'static str)],
) -> Html {
    let now = banco.text(key);
    let azione = banco.azione();
    let onchange = Callback::from(move |e: Event| {
        let Some(select) = e.target_dyn_into::<HtmlSelectElement>() else { return };
        let mut passi = vec![Passo::Scrivi(key.to_owned(), select.value())];
        if key == "spareggio" && select.value() != "decisione" {
            // Decisions without ties to decide are an error.
            passi.push(Passo::Togli("decisione".to_owned()));
        }
        azione.emit(Azione::Cambia(label, passi));
    });
    let first = values.first().map_or("", |(v, _)| v);
    let current = if now.is_empty() { first } else { now.as_str() };
    html! {
        <>
            <label class="fw-semibold" for={key}>{parola(label)}</label>
            <select id={key} class="form-select" {onchange}>
                { for values.iter().map(|(v, text)| html! { <option value={*v} selected={*v == current}>{parola(text)}</option> }) }
            </select>
        </>
    }
}
