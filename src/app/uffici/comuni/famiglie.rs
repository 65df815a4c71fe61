// SPDX-License-Identifier: EUPL-1.2
//! The families: from a file, pasted, or invented; how far the reading is; what was wrong.

use super::apertura;
use super::dati::{self, Dati, Letta};
use super::lavoratore::Progresso;
use super::motore::{self};
use super::{Banco, colonne, disco, figura, parole, scritto};
use crate::app::componenti::{details, paragraph, section};
use crate::lingua::tr;
use serde_json::json;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Rows left out that are shown; the CSV file has a thousand.
const MOSTRATI: usize = 50;
/// Families of the example.
const ESEMPIO: u32 = 3000;

/// The part of the page.
pub fn view(banco: &Banco) -> Html {
    let dati = &banco.dati;
    html! {
        <>
            {section(tr!("Le famiglie"))}
            {paragraph(tr!("Un foglio di calcolo (.xlsx, .ods) o un file CSV con una riga per famiglia: un codice, l'ISEE, quanto usa il servizio. Senza nomi, codici fiscali o recapiti. Il file resta su questo computer: la pagina non lo invia e non lo conserva."))}
            if let Some(p) = dati.lettura { {progress(banco, p)} } else { {sources(banco)} }
            <p role="status" class="fw-semibold">{dati.detto.parole()}</p>
            {problems(banco)}
            if dati.lettura.is_none() && !dati.colonne.is_empty() { {colonne::view(banco)} }
            if let Some((name, letta)) = &dati.letta { {read(banco, name, letta)} }
        </>
    }
}

/// Where families come from.
fn sources(banco: &Banco) -> Html {
    let own = banco.clone();
    let onchange = Callback::from(move |e: Event| {
        let input = e.target_dyn_into::<HtmlInputElement>();
        if let Some(file) = input.as_ref().and_then(HtmlInputElement::files).and_then(|f| f.get(0)) {
            apertura::apri(&own, file);
        }
        // The same file may be chosen again, after it was mended.
        if let Some(input) = input {
            input.set_value("");
        }
    });
    let own = banco.clone();
    let ondrop = Callback::from(move |e: DragEvent| {
        e.prevent_default();
        if let Some(file) = e.data_transfer().and_then(|d| d.files()).and_then(|f| f.get(0)) {
            apertura::apri(&own, file);
        }
    });
    let ondragover = Callback::from(|e: DragEvent| e.prevent_default());
    let servizio = banco.prove.first().and_then(|p| p.servizio(&banco.lavoro.servizio)).map(|(_, s)| s);
    let unita = motore::unita(servizio);
    let own = banco.clone();
    let example = Callback::from(move |_: MouseEvent| {
        let into = own.clone();
        let done = Callback::from(move |text: String| {
            let csv = serde_json::from_str::<serde_json::Value>(&text).ok();
            if let Some(csv) = csv.as_ref().and_then(|v| v["csv"].as_str()) {
                apertura::da_testo(&into, "famiglie-di-esempio.csv", csv);
            }
        });
        let question = json!({ "famiglie": ESEMPIO, "seme": 1, "unita": unita.as_str() });
        own.lavoratore.chiedi("dimostrativa", &question.to_string(), done);
    });
    let template = template(banco);
    let save =
        Callback::from(move |_: MouseEvent| disco::save("modello-famiglie.csv", "text/csv;charset=utf-8", &template));
    html! {
        <>
            <div class="app-field mb-3" {ondrop} {ondragover}>
                <label class="app-label" for="famiglie">{tr!("File delle famiglie (CSV, .xlsx o .ods)")}</label>
                <span class="app-hint" id="famiglie-aiuto">{tr!("Puoi anche trascinarlo qui.")}</span>
                <input id="famiglie" class="form-control" type="file" accept=".csv,.txt,.tsv,.xlsx,.ods,text/csv" aria-describedby="famiglie-aiuto" {onchange} />
            </div>
            {sheets(banco)}
            {paste(banco)}
            <div class="app-actions">
                <button type="button" class="btn btn-outline-primary" onclick={example}>{tr!("Prova con famiglie di esempio")}</button>
                <button type="button" class="btn btn-outline-primary" onclick={save}>{tr!("Scarica un modello da riempire")}</button>
            </div>
            {details(tr!("Che cosa sono le famiglie di esempio"), html! {
                <p class="app-narrow">{tr!("3.000 famiglie inventate nei 61 Comuni, in proporzione agli abitanti del 2011. Quattro su dieci sono nuclei ristretti con gli ISEE degli utenti dei centri diurni di Milano nel 2019: 68 su cento a zero, 20 fino a 2.000 €, 7 fino a 6.000 €, 5 oltre. Età, ISEE degli anziani e quantità sono inventati: servono per provare, non per decidere.")}</p>
            })}
        </>
    }
}

/// Which sheet of a spreadsheet has the families, when it has more than one.
fn sheets(banco: &Banco) -> Html {
    let Some(file) = banco.dati.foglio.clone().filter(|_| banco.dati.pagine.len() > 1) else { return Html::default() };
    let own = banco.clone();
    let onchange = Callback::from(move |e: Event| {
        let chosen = e.target_dyn_into::<web_sys::HtmlSelectElement>().map(|s| s.value());
        if let Some(name) = chosen.filter(|n| !n.is_empty()) {
            apertura::apri_pagina(&own, file.clone(), Some(name));
        }
    });
    let now = banco.dati.pagina.as_deref();
    html! {
        <div class="app-field mb-3">
            <label class="app-label" for="pagina">{tr!("Pagina di «{}» con le famiglie", banco.dati.nome)}</label>
            <select id="pagina" class="form-select" {onchange}>
                <option value="" selected={now.is_none()} disabled={true}>{tr!("Scegli")}</option>
                { for banco.dati.pagine.iter().map(|p| html! { <option value={p.clone()} selected={now == Some(p.as_str())}>{p}</option> }) }
            </select>
        </div>
    }
}

fn paste(banco: &Banco) -> Html {
    let area = NodeRef::default();
    let (own, from) = (banco.clone(), area.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(area) = from.cast::<HtmlTextAreaElement>() {
            apertura::da_testo(&own, "righe-incollate.csv", &area.value());
        }
    });
    details(
        tr!("Oppure incolla le righe"),
        html! {
            <>
                <label class="app-label" for="incolla">{tr!("Righe del foglio di calcolo, con i nomi delle colonne nella prima")}</label>
                <textarea ref={area} id="incolla" class="form-control font-monospace mb-2" rows="6" spellcheck="false" autocomplete="off" />
                <button type="button" class="btn btn-outline-primary btn-sm" {onclick}>{tr!("Usa queste righe")}</button>
            </>
        },
    )
}

/// The columns that the open schedules look at, with two rows as an example.
fn template(banco: &Banco) -> String {
    let mut names = vec!["id".to_owned(), "isee".to_owned()];
    let mut facts = Vec::new();
    for prova in banco.prove.iter() {
        if let (Some(rules), Some((_, servizio))) = (&prova.regolamento, prova.servizio(&banco.lavoro.servizio)) {
            let new = crate::simula::quantita_di(rules, servizio);
            names.extend(new.into_iter().filter(|n| !names.contains(n)).collect::<Vec<_>>());
            let isee = |f: &String| f.starts_with("isee.");
            let new = crate::simula::fatti_di(rules, servizio).into_iter().filter(|f| !isee(f));
            facts.extend(new.filter(|f| !facts.contains(f)).collect::<Vec<_>>());
        }
    }
    let units = names.len().saturating_sub(2);
    names.push("comune".to_owned());
    names.extend(facts);
    let row = |id: &str, isee: &str, quantity: &str| {
        let mut cells = vec![id.to_owned(), isee.to_owned()];
        cells.extend(std::iter::repeat_n(quantity.to_owned(), units));
        cells.push("Lodi".to_owned());
        cells.resize(names.len(), String::new());
        cells
    };
    scritto::csv(&[names.clone(), row("1", "8000,50", "10"), row("2", "", "4")])
}

/// How far, how fast, how long.
fn progress(banco: &Banco, p: Progresso) -> Html {
    let own = banco.clone();
    let onclick = Callback::from(move |_: MouseEvent| apertura::annulla(&own));
    let share = if p.totale > 0.0 { p.byte / p.totale } else { 0.0 };
    let rows = if p.famiglie > 0.0 { format!("{:.0}", p.famiglie) } else { "0".to_owned() };
    let speed = if p.ms > 0.0 { format!("{:.0}", p.famiglie / p.ms * 1000.0) } else { "0".to_owned() };
    let left = if share > 0.0 { p.ms / 1000.0 * (1.0 - share) / share } else { 0.0 };
    let words = if p.ms > 0.0 {
        tr!(
            "{} famiglie lette, {} al secondo, ancora {}",
            crate::app::numeri::format_number(&rows),
            crate::app::numeri::format_number(&speed),
            wait(left)
        )
    } else {
        tr!("Lettura iniziata").to_owned()
    };
    let words = if p.ms > 0.0 && p.famiglie < 1.0 {
        tr!("Apertura del foglio di calcolo, ancora {}", wait(left))
    } else {
        words
    };
    html! {
        <div class="mb-3">
            <label for="avanzamento" class="fw-semibold">{tr!("Lettura di {}", banco.dati.nome)}</label>
            <progress id="avanzamento" class="d-block w-100" max="100" value={format!("{:.0}", share * 100.0)}></progress>
            <p class="app-number mb-2">{words}</p>
            <button type="button" class="btn btn-outline-primary" {onclick}>{tr!("Annulla la lettura")}</button>
        </div>
    }
}

fn wait(seconds: f64) -> String {
    if seconds < 1.5 { tr!("un secondo").to_owned() } else { tr!("{} secondi", format!("{seconds:.0}")) }
}

/// What stopped the file.
fn problems(banco: &Banco) -> Html {
    let Dati { guasti, guasti_in, nome, letta, .. } = &*banco.dati;
    if guasti.is_empty() || banco.dati.fermo {
        return Html::default();
    }
    let mut columns: Vec<&String> =
        guasti.iter().filter(|g| g.codice.starts_with("colonna-")).map(|g| &g.percorso).collect();
    columns.dedup();
    html! {
        <div class="alert alert-danger" role="alert">
            <h3 class="alert-heading h5">{tr!("Il file «{}» non si può usare", nome)}</h3>
            <ul lang={(*guasti_in != banco.lingua).then_some(*guasti_in)}>{ for guasti.iter().map(|g| html! { <li>{g.sentence()}</li> }) }</ul>
            if letta.is_some() { <p class="mb-0">{tr!("Restano le famiglie lette prima, e gli scenari.")}</p> }
            else { <p class="mb-0">{tr!("Gli scenari sono rimasti com'erano.")}</p> }
            { for columns.into_iter().filter(|c| !c.is_empty()).map(|c| colonne::leave_out(banco, c)) }
        </div>
    }
}

/// What was read.
fn read(banco: &Banco, name: &str, letta: &Letta) -> Html {
    if banco.dati.pagina.is_some() {
        let sheet = banco.dati.pagina.as_deref().unwrap_or_default();
        let how = tr!("Pagina «{}». {}", sheet, columns(letta));
        return taken(banco, name, letta, &how);
    }
    let separator = if letta.separatore == "tabulazione" { tr!("tabulazione") } else { &letta.separatore };
    let mark = match letta.decimali.as_str() {
        "nessuno" => tr!("nessun segno"),
        "virgola" => tr!("virgola"),
        "punto" => tr!("punto"),
        other => other,
    };
    let how = tr!("Separatore «{}», decimali con {}, codifica {}. {}", separator, mark, letta.codifica, columns(letta));
    taken(banco, name, letta, &how)
}

/// Which columns were used, and which were not.
fn columns(letta: &Letta) -> String {
    let used = letta.colonne.join(", ");
    if letta.ignorate.is_empty() {
        return tr!("Colonne usate: {}.", used);
    }
    tr!("Colonne usate: {}. Colonne lasciate fuori: {}", used, letta.ignorate.join(", "))
}

fn taken(banco: &Banco, name: &str, letta: &Letta, how: &str) -> Html {
    let good = letta.righe.saturating_sub(letta.scartate);
    html! {
        <>
            {section(&tr!("{} in «{}»", parole::famiglie(good), name))}
            if name == "famiglie-di-esempio.csv" { <p>{crate::app::componenti::badge(tr!("Famiglie inventate"))}</p> }
            <p class="app-narrow">{how.to_owned()}</p>
            {periods(banco)}
            if letta.scartate > 0 { {rejected(letta)} }
        </>
    }
}

/// How many periods of the file make a year: the share of the ISEE that is paid depends on it.
fn periods(banco: &Banco) -> Html {
    let azione = banco.azione();
    let onchange = Callback::from(move |e: Event| {
        let chosen = e.target_dyn_into::<web_sys::HtmlSelectElement>().and_then(|s| s.value().parse().ok());
        if let Some(n) = chosen {
            azione.emit(super::Azione::Periodi(n));
        }
    });
    let option = |n: u32, label: &'static str| {
        html! { <option value={n.to_string()} selected={banco.lavoro.periodi == n}>{label}</option> }
    };
    html! {
        <div class="app-field mb-3">
            <label class="app-label" for="periodi">{tr!("Le quantità del file sono di")}</label>
            <span class="app-hint" id="periodi-aiuto">{tr!("Serve solo per confrontare la spesa di un anno con l'ISEE.")}</span>
            <select id="periodi" class="form-select" aria-describedby="periodi-aiuto" {onchange}>
                {option(12, tr!("un mese"))}
                {option(52, tr!("una settimana"))}
                {option(4, tr!("tre mesi"))}
                {option(1, tr!("un anno"))}
            </select>
        </div>
    }
}

/// The rows left out.
fn rejected(letta: &Letta) -> Html {
    let heads: Vec<String> =
        [tr!("Riga"), tr!("Colonna"), tr!("Valore"), tr!("Che cosa non va"), tr!("Come rimediare")]
            .map(str::to_owned)
            .to_vec();
    let row = |s: &dati::Scarto| {
        vec![s.riga.to_string(), s.colonna.clone(), s.valore.clone(), s.messaggio.clone(), s.rimedio.clone()]
    };
    let rows: Vec<Vec<String>> = letta.scarti.iter().map(row).collect();
    let all: Vec<Vec<String>> = std::iter::once(heads.clone()).chain(rows.iter().cloned()).collect();
    let save = Callback::from(move |_: MouseEvent| {
        disco::save("righe-da-correggere.csv", "text/csv;charset=utf-8", &scritto::csv(&all));
    });
    let shown: Vec<Vec<String>> = rows.iter().take(MOSTRATI).cloned().collect();
    let title = tr!("Una riga lasciata fuori" | "{n} righe lasciate fuori" % letta.scartate.to_string());
    html! {
        <>
            <h3 class="h4">{title}</h3>
            {paragraph(tr!("Non entrano nei conti finché non le correggi nel file. Se sono più di mille, qui ci sono le prime mille."))}
            {figura::table("scarti", &heads, &shown)}
            <button type="button" class="btn btn-outline-primary btn-sm" onclick={save}>{tr!("Scarica le righe da correggere (CSV)")}</button>
        </>
    }
}
