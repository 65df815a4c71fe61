// SPDX-License-Identifier: EUPL-1.2
//! The report for the council, to be printed: assumptions, tables, the schedule in prose, versions. Groups of few
//! families are hidden: it is meant to be published.

use super::gruppi::{changes, other, revenue};
use super::motore::{Dimensione, Quadro};
use super::{Banco, figura, parole, prosa, risultati};
use crate::app::componenti::{frase, italiano, paragraph, print_button, section};
use crate::lingua::{self, tr};
use yew::prelude::*;

/// Divisions that the report prints.
const STAMPATE: [&str; 5] = ["fascia", "decile", "eta", "nucleo", "comune"];

/// The report, or why there is none.
pub fn view(banco: &Banco) -> Html {
    let Some((quadro, posti)) = banco.dati.quadro() else {
        return html! { <>{section(tr!("Relazione"))}{paragraph(tr!("Carica le famiglie: la relazione si fa dei risultati."))}</> };
    };
    let place = other(banco, posti).and_then(|n| posti.get(n).copied()).unwrap_or_default();
    html! {
        <>
            <div class="app-actions app-no-print">{print_button()}</div>
            if lingua::codice() != "it" {
                <p class="app-no-print app-hint">{tr!("Il Consiglio delibera in italiano: per la relazione da depositare scegli «Italiano» prima di stampare.")}</p>
            }
            {section(tr!("Relazione per il Consiglio comunale"))}
            <p class="app-lead">{risultati::sentence(banco, quadro, posti)}</p>
            <h3 class="h4">{tr!("Ipotesi")}</h3>
            <ul>{ for assumptions(banco, quadro).into_iter().map(|t| html! { <li>{t}</li> }) }</ul>
            <h3 class="h4">{tr!("Risultati")}</h3>
            {summary(banco, quadro, posti)}
            <h3 class="h4">{tr!("Distanze tra chi ha di più e chi ha di meno")}</h3>
            {fairness(banco, quadro, posti)}
            { for STAMPATE.iter().filter_map(|name| quadro.dimensioni.iter().find(|d| d.nome == *name)).map(|d| division(banco, d, posti)) }
            <h3 class="h4">{tr!("Articolato di «{}»", banco.nome(place))}</h3>
            {articles(banco, place)}
            <h3 class="h4">{tr!("Fonti e versioni")}</h3>
            <ul>{ for versions(banco, quadro, posti).into_iter().map(|t| html! { <li>{t}</li> }) }</ul>
        </>
    }
}

fn assumptions(banco: &Banco, quadro: &Quadro) -> Vec<String> {
    let (name, letta) = match &banco.dati.letta {
        Some((name, letta)) => (name.as_str(), Some(letta)),
        None => ("", None),
    };
    let mut out = vec![
        tr!(
            "{} dal file «{}»; righe lasciate fuori perché sbagliate: {}.",
            parole::famiglie(quadro.righe),
            name,
            parole::numero(letta.map_or(0, |l| l.scartate))
        ),
        tr!("Senza un ISEE che il servizio accetta: {}.", parole::famiglie(quadro.senza_isee)),
        tr!(
            "Le quantità del file si ripetono {} volte in un anno: serve solo per confrontare la spesa con l'ISEE.",
            banco.lavoro.periodi.to_string()
        ),
        tr!("Nessuna famiglia cambia le sue abitudini perché cambia la tariffa.").to_owned(),
    ];
    if name == "famiglie-di-esempio.csv" {
        out.insert(0, tr!("Le famiglie sono inventate: questi risultati non servono per decidere.").to_owned());
    }
    for s in &quadro.scenari {
        out.extend(s.avvisi.iter().map(|a| [&s.regolamento, ": ", a].concat()));
        out.extend(s.predefiniti.iter().map(|p| tr!("Dove il file non lo dice: {}.", p.replace('_', " "))));
    }
    out.dedup();
    out
}

fn summary(banco: &Banco, quadro: &Quadro, posti: &[usize]) -> Html {
    let f = risultati::summary(banco, quadro, posti, true);
    figura::titled("relazione-sintesi", tr!("Tutte le famiglie"), &f.colonne, &f.righe)
}

fn fairness(banco: &Banco, quadro: &Quadro, posti: &[usize]) -> Html {
    let heads: Vec<String> =
        std::iter::once(tr!("Indice").to_owned()).chain(posti.iter().map(|p| banco.nome(*p))).collect();
    figura::titled("relazione-equita", tr!("Indici"), &heads, &risultati::fairness_rows(quadro))
}

fn division(banco: &Banco, d: &Dimensione, posti: &[usize]) -> Html {
    let names: Vec<String> = posti.iter().map(|p| banco.nome(*p)).collect();
    let open = other(banco, posti);
    let (paid, rows) = revenue(d, &names, open);
    let (id, given) = (["relazione-", &d.nome].concat(), parole::nomi_del_file(d));
    let name = parole::dimensione(&d.nome).to_lowercase().replace("isee", "ISEE");
    // As a Comune is written in every language but Italian.
    let name = if lingua::codice() == "it" { name } else { name.replace("comune", "Comune") };
    html! {
        <>
            <h3 class="h4">{tr!("Per {}", name)}</h3>
            {figura::titled_named(&id, &tr!("Quanto si paga per {}", name), &paid.colonne, &rows, given)}
            if let Some(n) = open.filter(|n| changed(d, *n)) {
                {{
                    let (f, rows) = changes(d, &names, n);
                    figura::titled_named(&[&id, "-variazioni"].concat(), &tr!("Chi paga di più e di meno per {}", name), &f.colonne, &rows, given)
                }}
            }
            if !paid.fonte.is_empty() { <p class="app-source">{paid.fonte}</p> }
        </>
    }
}

/// Whether anybody pays more or less: else a table of zeros would say nothing on many pages.
fn changed(d: &Dimensione, n: usize) -> bool {
    let moved = d.gruppi.iter().filter_map(|g| g.scenari.get(n)).map(|s| &s.variazioni);
    moved.into_iter().any(|v| v.guadagnano + v.perdono > 0)
}

fn articles(banco: &Banco, place: usize) -> Html {
    let service = banco.prove.get(place).and_then(|p| p.servizio(&banco.lavoro.servizio)).map(|(_, s)| s);
    let Some(service) = service else { return Html::default() };
    let article = |(n, (head, points)): (usize, (String, Vec<String>))| {
        html! {
            <>
                <p class="mb-1"><strong>{format!("Art. {}. ", n + 1)}</strong>{head}</p>
                <ol type="a">{ for points.iter().enumerate().map(|(k, p)| html! { <li>{p}{if k + 1 == points.len() { "." } else { ";" }}</li> }) }</ol>
            </>
        }
    };
    html! {
        <>
            if lingua::codice() != "it" { {paragraph(tr!("Questa parte è il testo di un atto italiano: resta in italiano."))} }
            <div lang="it">
                <p>{["Servizio: ", service.nome.it(), "."].concat()}</p>
                { for lingua::in_italiano(|| prosa::articoli(service)).into_iter().enumerate().map(article) }
            </div>
        </>
    }
}

fn versions(banco: &Banco, quadro: &Quadro, posti: &[usize]) -> Vec<Html> {
    let mut out = Vec::new();
    for (place, s) in posti.iter().zip(&quadro.scenari) {
        out.push(html! { {tr!("«{}»: {}, contenuto {}.", banco.nome(*place), s.regolamento, s.impronta)} });
        let rules = banco.prove.get(*place).and_then(|p| p.regolamento.as_ref());
        if let Some(f) = rules.and_then(|r| r.origine.fonte.as_ref()) {
            let parts =
                [&f.titolo, &f.atto, &f.articolo].into_iter().flatten().map(|t| t.it().to_owned()).chain(f.url.clone());
            out.push(frase(tr!("Fonte: {}."), [italiano(parts.collect::<Vec<_>>().join(", "))]));
        }
    }
    out.push(html! { {tr!("Calcolato con Soglia {}.", env!("CARGO_PKG_VERSION"))} });
    out.dedup();
    out
}
