// SPDX-License-Identifier: EUPL-1.2
//! The report for the Assemblea dei Sindaci, to be printed: criteria in prose, tables, the check, the ledger, versions.

use super::lavoro::Azione;
use super::motore::{self, Prova};
use super::righe::righe;
use super::scritto::csv;
use super::{Banco, figura, prosa, registro, vincoli};
use crate::app::componenti::{frase, italiano, paragraph, print_button, section};
use crate::app::numeri::format_euro;
use crate::app::{disco, foglio};
use crate::lingua::{self, tr};
use crate::riparto::RispostaRiparto;
use yew::prelude::*;

/// The report, or why there is none.
pub fn view(banco: &Banco) -> Html {
    let Some(answer) = &banco.prova.risposta else {
        return paragraph(tr!("La relazione si fa di un riparto che si può calcolare: correggi prima gli errori."));
    };
    let heads = [tr!("Voce"), tr!("Riceve"), tr!("Del suo livello")].map(str::to_owned).to_vec();
    let rows = rows(&banco.prova);
    html! {
        <>
            <div class="app-actions app-no-print">{print_button()}{csv_button(&heads, &rows)}{sheet_button(banco)}</div>
            <p class="app-no-print app-hint">{tr!("Nel foglio di calcolo le celle gialle si possono cambiare: le formule rifanno il riparto.")}</p>
            if lingua::codice() != "it" {
                <p class="app-no-print app-hint">{tr!("L'Assemblea delibera in italiano: per la relazione da depositare scegli «Italiano» prima di stampare.")}</p>
            }
            <p class="app-no-print fw-semibold" role="status">{banco.detto().to_owned()}</p>
            {section(tr!("Relazione per l'Assemblea dei Sindaci"))}
            {check(&banco.prova, answer)}
            {warnings(answer)}
            <h3 class="h4">{tr!("Criteri")}</h3>
            { for prosa::levels(&banco.prova).into_iter().enumerate().map(level) }
            <h3 class="h4">{tr!("Quanto riceve ogni voce")}</h3>
            {figura::table_named("relazione", &heads, &rows, rows.len().saturating_sub(2))}
            if !answer.vincoli.is_empty() {
                <h3 class="h4">{tr!("Vincoli")}</h3>
                {vincoli::table(&answer.vincoli)}
            }
            <h3 class="h4">{tr!("Allegato: registro dei centesimi")}</h3>
            {registro::table(banco, &answer.registro)}
            <h3 class="h4">{tr!("Fonti e versioni")}</h3>
            {versions(banco, answer)}
        </>
    }
}

/// A level in words; all but the first have the name of a voce.
fn level((i, (title, text)): (usize, (String, String))) -> Html {
    let title = if i == 0 { title.into() } else { italiano(title) };
    html! { <p class="app-narrow"><strong>{title}</strong>{". "}{text}</p> }
}

fn euro(cents: i128) -> String {
    format_euro(&motore::plain(cents))
}

/// The spreadsheet: its writer is loaded when the button is pressed.
fn sheet_button(banco: &Banco) -> Html {
    let (azione, lavoro) = (banco.azione(), banco.lavoro.clone());
    let name =
        [banco.lavoro.nome.rsplit_once('.').map_or(banco.lavoro.nome.as_str(), |(stem, _)| stem), ".xlsx"].concat();
    let onclick = Callback::from(move |_: MouseEvent| {
        let Some(cartella) = motore::foglio(&lavoro.nome, lavoro.storia.testo(), &lavoro.tabelle) else { return };
        azione.emit(Azione::Avvisa(tr!("Preparo il foglio di calcolo…").to_owned()));
        let said = azione.clone();
        foglio::save(name.clone(), &cartella, Callback::from(move |what| said.emit(Azione::Avvisa(what))));
    });
    html! {
        <button type="button" class="btn btn-outline-primary" {onclick}>{tr!("Foglio di calcolo (Excel, LibreOffice)")}</button>
    }
}

/// «totale distribuito = totale disponibile», computed from the leaves.
fn check(prova: &Prova, answer: &RispostaRiparto) -> Html {
    let (given, left, whole) = (prova.distribuito, prova.residuo, answer.disponibile.0);
    let line = if given == whole {
        tr!("Totale distribuito = totale disponibile: {} = {}.", euro(given), euro(whole))
    } else if given.saturating_add(left) == whole {
        let (given, left, whole) = (euro(given), euro(left), euro(whole));
        tr!("Totale distribuito {} + residuo non assegnato {} = totale disponibile {}.", given, left, whole)
    } else {
        let (given, left, whole) = (euro(given), euro(left), euro(whole));
        tr!("I conti non tornano: distribuito {}, residuo {}, disponibile {}.", given, left, whole)
    };
    html! { <p class="app-lead"><strong>{line}</strong></p> }
}

fn warnings(answer: &RispostaRiparto) -> Html {
    if answer.avvisi.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3 class="h4">{tr!("Da sapere")}</h3>
            <ul>{ for answer.avvisi.iter().map(|a| html! { <li>{a}</li> }) }</ul>
        </>
    }
}

fn rows(prova: &Prova) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = righe(prova)
        .into_iter()
        .map(|r| {
            let cents = r.esito.as_ref().map_or(0, |e| e.importo.0);
            vec![[&"– ".repeat(r.livello), r.nome.as_str()].concat(), euro(cents), motore::share(cents, r.disponibile)]
        })
        .collect();
    let dash = || "–".to_owned();
    out.push(vec![tr!("Residuo non assegnato").to_owned(), euro(prova.residuo), dash()]);
    out.push(vec![
        tr!("Totale disponibile").to_owned(),
        euro(prova.risposta.as_ref().map_or(0, |r| r.disponibile.0)),
        dash(),
    ]);
    out
}

fn csv_button(heads: &[String], rows: &[Vec<String>]) -> Html {
    let all: Vec<Vec<String>> = std::iter::once(heads.to_vec()).chain(rows.iter().cloned()).collect();
    let all: Vec<Vec<String>> = all.iter().map(|r| figura::plain_row(r)).collect();
    let onclick = Callback::from(move |_: MouseEvent| disco::save("riparto.csv", "text/csv;charset=utf-8", &csv(&all)));
    html! { <button type="button" class="btn btn-outline-primary" {onclick}>{tr!("Scarica la tabella (CSV)")}</button> }
}

fn versions(banco: &Banco, answer: &RispostaRiparto) -> Html {
    let fonte = banco.prova.riparto.as_ref().and_then(|r| r.origine.fonte.as_ref());
    let mut lines: Vec<Html> = Vec::new();
    if let Some(f) = fonte {
        let parts =
            [&f.titolo, &f.atto, &f.articolo].into_iter().flatten().map(|t| t.it().to_owned()).chain(f.url.clone());
        lines.push(frase(tr!("Fonte: {}."), [italiano(parts.collect::<Vec<_>>().join(", "))]));
    }
    lines.push(tr!("File: {}, contenuto {}.", banco.lavoro.nome, answer.ricevuta.impronta).into());
    lines.push(tr!("Calcolato con Soglia {}.", answer.ricevuta.programma).into());
    html! { <ul>{ for lines.into_iter().map(|l| html! { <li>{l}</li> }) }</ul> }
}
