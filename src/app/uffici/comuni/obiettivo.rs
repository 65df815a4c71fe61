// SPDX-License-Identifier: EUPL-1.2
//! Goal seek: one value of the open schedule moves until the goal is reached; the two neighbours prove it.

use super::campo::Campo;
use super::lavoratore::{Guasto, leggi_risposta};
use super::lavoro::{Azione, Passo};
use super::motore::{Centesimi, Griglia, Meta, Obiettivo as Risposta, Prova, Tentativo};
use super::{Banco, figura, modulo, parole};
use crate::app::componenti::{paragraph, section};
use crate::app::numeri::{format_euro, from_cents, to_cents};
use serde_json::json;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A value that may move.
#[derive(Clone, Debug, PartialEq)]
struct Leva {
    percorso: String,
    nome: String,
    /// Hundredths.
    valore: i64,
    /// Whether it is an ISEE: then it moves by whole euro.
    isee: bool,
}

/// What the reader asks.
#[derive(Clone, Debug, Default, PartialEq)]
struct Domanda {
    leva: usize,
    da: String,
    a: String,
    entrate: String,
    aumento: String,
    scalino: String,
}

/// Properties of [`Obiettivo`].
#[derive(Properties, PartialEq)]
pub struct ObiettivoProps {
    /// The desk.
    pub banco: Banco,
}

/// The part of the page.
#[component]
pub fn Obiettivo(props: &ObiettivoProps) -> Html {
    let banco = &props.banco;
    let domanda = use_state(Domanda::default);
    let risposta = use_state(|| None::<Result<Rc<Risposta>, Vec<Guasto>>>);
    let waiting = use_state(|| false);
    let leve = banco.prova().map(|p| leve(p, &banco.lavoro.servizio)).unwrap_or_default();
    let why = if banco.dati.letta.is_none() {
        Some("Carica prima le famiglie.")
    } else if !banco.lavoro.is_editable() {
        Some("Scegli uno scenario in «Tariffe»: le regole in vigore non si muovono.")
    } else if leve.is_empty() || banco.prova().is_none_or(|p| p.regolamento.is_none()) {
        Some("Lo scenario aperto non si può calcolare: correggilo in «Tariffe».")
    } else {
        None
    };
    if let Some(why) = why {
        return html! { <>{section("Obiettivo")}{paragraph(why)}</> };
    }
    let Some(leva) = leve.get(domanda.leva).or_else(|| leve.first()).cloned() else { return Html::default() };
    let (low, high) = range(&leva, &domanda);
    let field = |id: &'static str, nome: &'static str, valore: String, write: fn(&mut Domanda, String)| {
        let state = domanda.clone();
        let on_scrivi = Callback::from(move |text: String| {
            let mut next = (*state).clone();
            write(&mut next, text);
            state.set(next);
        });
        html! { <div class="col-12 col-md-4 mb-3"><Campo id={id} {nome} visibile={true} {valore} giro={0} {on_scrivi} /></div> }
    };
    let onchange = {
        let domanda = domanda.clone();
        Callback::from(move |e: Event| {
            let chosen = e.target_dyn_into::<HtmlSelectElement>().and_then(|s| s.value().parse().ok());
            domanda.set(Domanda {
                leva: chosen.unwrap_or_default(),
                da: String::new(),
                a: String::new(),
                ..(*domanda).clone()
            });
        })
    };
    let goal = |text: &str| to_cents(text).map(|c| Centesimi(c.into()));
    let meta =
        Meta { entrate: goal(&domanda.entrate), aumento: goal(&domanda.aumento), scalino: goal(&domanda.scalino) };
    let ready = meta != Meta::default() && !*waiting;
    let onclick = {
        let (banco, leva, risposta, waiting, meta) =
            (banco.clone(), leva.clone(), risposta.clone(), waiting.clone(), meta.clone());
        Callback::from(move |_: MouseEvent| {
            let passo = if leva.isee { 100 } else { 1 };
            let question = json!({
                "servizio": banco.lavoro.servizio, "regole": [banco.testo(0), banco.testo(banco.lavoro.attivo)], "percorso": leva.percorso,
                "attuale": leva.valore, "griglia": Griglia { da: low, a: high, passo }, "meta": meta,
            });
            waiting.set(true);
            let (risposta, waiting) = (risposta.clone(), waiting.clone());
            let done = Callback::from(move |text: String| {
                waiting.set(false);
                risposta.set(Some(leggi_risposta(&text).map(Rc::new)));
            });
            banco.lavoratore.chiedi("obiettivo", &question.to_string(), done);
        })
    };
    html! {
        <>
            {section("Obiettivo")}
            {paragraph(&["Quale valore di «", &banco.nome(banco.lavoro.attivo), "» raggiunge ciò che vuoi, spostandosi il meno possibile."].concat())}
            <div class="app-field mb-3">
                <label class="app-label" for="leva">{"Che cosa può cambiare"}</label>
                <select id="leva" class="form-select" {onchange}>
                    { for leve.iter().enumerate().map(|(n, l)| html! { <option value={n.to_string()} selected={n == domanda.leva}>{[&l.nome, ", adesso ", &format_euro(&from_cents(l.valore))].concat()}</option> }) }
                </select>
            </div>
            <div class="row">
                {field("obiettivo-da", "Non meno di", from_cents(low), |d, t| d.da = t)}
                {field("obiettivo-a", "Non più di", from_cents(high), |d, t| d.a = t)}
            </div>
            <fieldset>
                <legend class="h5">{"Che cosa deve valere (almeno una)"}</legend>
                <div class="row">
                    {field("obiettivo-entrate", "Entrate almeno, €", domanda.entrate.clone(), |d, t| d.entrate = t)}
                    {field("obiettivo-aumento", "Nessuna famiglia paga più di, € in più", domanda.aumento.clone(), |d, t| d.aumento = t)}
                    {field("obiettivo-scalino", "Nessuno scalino oltre, €", domanda.scalino.clone(), |d, t| d.scalino = t)}
                </div>
            </fieldset>
            <button type="button" class="btn btn-primary mb-3" disabled={!ready} {onclick}>{"Cerca"}</button>
            <div aria-live="polite">
                {match (*waiting, &*risposta) {
                    (true, _) => paragraph("Sto provando i valori…"),
                    (_, None) => Html::default(),
                    (_, Some(Err(guasti))) => html! { <ul class="app-error">{ for guasti.iter().map(|g| html! { <li>{g.sentence()}</li> }) }</ul> },
                    (_, Some(Ok(r))) => answer(banco, &leva, r),
                }}
            </div>
        </>
    }
}

/// Where the value may move, hundredths.
fn range(leva: &Leva, domanda: &Domanda) -> (i64, i64) {
    let typed = |text: &str| to_cents(text).filter(|c| *c >= 0);
    let low = typed(&domanda.da).unwrap_or(0);
    let double = leva.valore.saturating_mul(2).max(if leva.isee { 5_000_000 } else { 2_000 });
    (low, typed(&domanda.a).unwrap_or(double).max(low))
}

/// The values of the open schedule that may move.
fn leve(prova: &Prova, servizio: &str) -> Vec<Leva> {
    let (Some(file), Some(service)) = (&prova.documento, modulo::place(prova, servizio)) else { return Vec::new() };
    let mut out = Vec::new();
    let mut add = |percorso: String, nome: String, isee: bool| {
        if let Some(valore) = file.text(&percorso).as_deref().and_then(to_cents) {
            out.push(Leva { percorso, nome, valore, isee });
        }
    };
    let quote = format!("servizio[{service}].quota");
    for q in 0..file.count(&quote) {
        let path = format!("{quote}[{q}]");
        let id = file.text(&[&path, ".id"].concat()).unwrap_or_default();
        for f in 0..file.count(&[&path, ".fasce"].concat()) {
            let own = |key: &str| format!("{path}.fasce[{f}].{key}");
            let name = |what: &str| format!("Quota «{id}», fascia {}: {what}", f + 1);
            add(own("fino_a"), name("ISEE fino a"), true);
            add(own("importo"), name("importo"), false);
            add(own("da"), name("importo all'inizio"), false);
            add(own("a"), name("importo alla fine"), false);
            add(own("percento"), name("percentuale del costo"), false);
        }
        add([&path, ".senza_isee.importo"].concat(), format!("Quota «{id}»: importo senza ISEE"), false);
    }
    let list = format!("servizio[{service}].correzione");
    for c in 0..file.count(&list) {
        for (key, what) in [("tetto", "non più di"), ("minimo", "non meno di"), ("imposta", "proprio")] {
            add(format!("{list}[{c}].{key}"), format!("Correzione {}: {what}", c + 1), false);
        }
    }
    out
}

fn answer(banco: &Banco, leva: &Leva, r: &Risposta) -> Html {
    let tried = [&parole::numero(r.provati), " valori provati"].concat();
    let Some(found) = &r.soluzione else {
        return html! { <div class="alert alert-warning"><p class="mb-2"><strong>{impossible(r)}</strong></p>{best(r)}<p class="mb-0">{tried}{"."}</p></div> };
    };
    let heads: Vec<String> = ["Valore", "Entrate", "Aumento massimo", "Scalino più alto", "Raggiunge l'obiettivo"]
        .map(str::to_owned)
        .to_vec();
    let row = |p: &Tentativo, what: &str| {
        vec![
            [&format_euro(&p.valore), what].concat(),
            parole::euro(p.totale),
            parole::euro(p.aumento),
            if p.scalino.0 == 0 { "–".to_owned() } else { parole::euro(p.scalino) },
            if p.manca.is_empty() { "sì".to_owned() } else { ["no: ", &missing(&p.manca)].concat() },
        ]
    };
    let mut rows: Vec<Vec<String>> = r.sotto.iter().map(|p| row(p, " (il valore prima)")).collect();
    rows.push(row(found, " (la risposta)"));
    rows.extend(r.sopra.iter().map(|p| row(p, " (il valore dopo)")));
    let write = vec![Passo::Scrivi(leva.percorso.clone(), found.valore.clone())];
    let how = if r.tutti {
        "È il più vicino a quello di adesso: quelli in mezzo, provati tutti, non bastano."
    } else {
        "I valori sono troppi per provarli tutti: uno più vicino a quello di adesso potrebbe bastare. Restringi i limiti per esserne certo."
    };
    html! {
        <>
            <p class="app-lead"><strong>{[&leva.nome, ": ", &format_euro(&found.valore)].concat()}</strong></p>
            <p class="app-narrow">{how}{" "}{tried}{"."}</p>
            {figura::table("certificato", &heads, &rows)}
            <button type="button" class="btn btn-outline-primary" onclick={banco.click(Azione::Cambia("Valore scritto nello scenario", write))}>{"Usa questo valore"}</button>
        </>
    }
}

fn missing(list: &[String]) -> String {
    let word = |w: &String| match w.as_str() {
        "entrate" => "le entrate sono poche",
        "aumento" => "qualcuno paga troppo di più",
        "scalino" => "c'è uno scalino troppo alto",
        _ => "le regole non sarebbero valide",
    };
    list.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn impossible(r: &Risposta) -> String {
    let start = if r.tutti { "Impossibile" } else { "Non trovato tra i valori provati" };
    if r.impossibile.is_empty() {
        return [start, ": ogni condizione si può raggiungere da sola, ma non insieme."].concat();
    }
    let word = |w: &String| match w.as_str() {
        "entrate" => "nessun valore porta le entrate richieste",
        "aumento" => "con ogni valore qualche famiglia paga troppo di più",
        "scalino" => "con ogni valore resta uno scalino troppo alto",
        _ => "nessun valore dà regole valide",
    };
    [start, ": ", &r.impossibile.iter().map(word).collect::<Vec<_>>().join("; "), "."].concat()
}

fn best(r: &Risposta) -> Html {
    r.migliore.as_ref().map_or_else(Html::default, |p| {
        html! { <p class="mb-2">{["Le entrate più alte sono con ", &format_euro(&p.valore), ": ", &parole::euro(p.totale), "."].concat()}</p> }
    })
}
