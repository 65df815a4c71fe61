// SPDX-License-Identifier: EUPL-1.2
//! What the result is worth: a simulation, of which rules, with which uncertain values.

use super::{Vista, callout, format_date, testi};
use crate::app::componenti::{badge, details, frase, italiano, regola, source};
use crate::app::motore::{self, Certezza, Natura, Testo};
use crate::lingua::{parola, tr};
use yew::prelude::*;

/// Disclaimer first, then what else the reader must know about these values.
pub fn worth(v: &Vista<'_>) -> Html {
    html! {
        <>
            {disclaimer(v)}
            {provisional(v)}
            {notes(v)}
        </>
    }
}

/// "Questa è una simulazione."
pub fn disclaimer(v: &Vista<'_>) -> Html {
    let vigenza = &v.scheda.regolamento.vigenza;
    let period = testi::validity(&vigenza.dal.to_string(), vigenza.al.map(|d| d.to_string()).as_deref());
    // A demonstrative model is in force nowhere.
    let when = match v.scheda.regolamento.natura {
        Natura::Dimostrativo => tr!(" (modello con valori di esempio)").to_owned(),
        _ if vigenza.al.is_some() => tr!(", valide {}", period),
        _ => tr!(", in vigore {}", period),
    };
    callout(
        tr!("Questa è una simulazione"),
        false,
        html! {
            <p class="mb-0">
                {frase(
                    tr!("Il risultato è indicativo e non vincola il Comune. La tariffa definitiva la stabilisce il servizio sociale, \
                        dopo la domanda e il controllo dell'ISEE. Regole applicate: {}{}."),
                    [italiano(act(v)), html! { {when} }],
                )}
            </p>
        },
    )
}

/// The act, or the title of the rules.
fn act(v: &Vista<'_>) -> String {
    let rules = &v.scheda.regolamento;
    let act = rules.origine.fonte.as_ref().and_then(|f| f.atto.as_ref());
    [rules.ente.it(), ", ", act.unwrap_or(&rules.titolo).it()].concat()
}

/// The labels of what is not certain.
pub fn badges(v: &Vista<'_>) -> Html {
    let labels = labels(v);
    if labels.is_empty() {
        return Html::default();
    }
    html! { <p>{ for labels.into_iter().map(|text| html! { <>{badge(parola(text))}{" "}</> }) }</p> }
}

fn labels(v: &Vista<'_>) -> Vec<&'static str> {
    let natura = v.scheda.regolamento.natura;
    let cost = v.scheda.cost_certainty();
    let uses = |c: Certezza| cost == Some(c) || v.risposta.traccia.passi().iter().any(|p| p.certezza == c);
    let mut labels = Vec::new();
    if natura == Natura::Dimostrativo || uses(Certezza::Dimostrativa) {
        labels.push(testi::LABEL_DEMO);
    }
    if natura == Natura::Bozza {
        labels.push(testi::LABEL_DRAFT);
    }
    if natura == Natura::Storico || v.scheda.scaduta {
        labels.push(testi::LABEL_PAST);
    }
    if uses(Certezza::DaVerificare) {
        labels.push(testi::LABEL_CHECK);
    }
    labels
}

/// What each label means here.
fn provisional(v: &Vista<'_>) -> Html {
    let sentence = |label: &str| match label {
        testi::LABEL_DEMO if v.scheda.regolamento.natura == Natura::Dimostrativo => {
            tr!("Questi importi sono di esempio: non sono quelli approvati per {}.", v.place)
        }
        testi::LABEL_DEMO => tr!("Il calcolo usa un valore di esempio, perché la fonte non lo stampa.").to_owned(),
        testi::LABEL_DRAFT => tr!("Queste regole sono una bozza: nessuno le ha ancora approvate.").to_owned(),
        testi::LABEL_PAST => {
            tr!("Queste regole non sono quelle di oggi. Il calcolo vale per il {}.", format_date(&v.scheda.giorno))
        }
        _ => {
            tr!("Il calcolo usa un valore che la fonte scrive in modo incompleto: chiedi conferma all'ente.").to_owned()
        }
    };
    let labels = labels(v);
    if labels.is_empty() {
        return Html::default();
    }
    callout(
        tr!("Attenzione ai valori"),
        true,
        html! {
            <ul class="mb-0">{ for labels.into_iter().map(|l| html! { <li>{sentence(l)}</li> }) }</ul>
        },
    )
}

/// The remarks written in the rules.
fn notes(v: &Vista<'_>) -> Html {
    let rules = [&v.scheda.servizio.origine.nota, &v.scheda.regolamento.origine.nota];
    let notes: Vec<&Testo> = rules.into_iter().flatten().collect();
    if notes.is_empty() {
        return Html::default();
    }
    details(
        tr!("Note su queste regole"),
        html! { <>{ for notes.into_iter().map(|t| html! { <p class="app-narrow">{regola(t)}</p> }) }</> },
    )
}

/// Small print: rules, version, day. What makes the result repeatable.
pub fn rules(v: &Vista<'_>) -> Html {
    let ricevuta = &v.risposta.ricevuta;
    let mark = ricevuta.impronta.get(..19).unwrap_or(&ricevuta.impronta).to_owned();
    html! {
        <p class="app-source">
            {frase(
                tr!("Regole: {} ({}, impronta {}). Programma: versione {}. Calcolo del {}, con le regole del {}."),
                [
                    italiano(v.scheda.regolamento.titolo.it().to_owned()),
                    html! { {ricevuta.regolamento.clone()} },
                    html! { {mark} },
                    html! { {ricevuta.programma} },
                    html! { {format_date(&motore::today())} },
                    html! { {format_date(&v.scheda.giorno)} },
                ],
            )}
            { for v.scheda.regolamento.origine.fonte.iter().map(|f| html! { <>{" "}{tr!("Fonte: ")}{source(f)}{"."}</> }) }
        </p>
    }
}
