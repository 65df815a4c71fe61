// SPDX-License-Identifier: EUPL-1.2
//! Equal parts that competed for too few cents: how it went, or the question to answer.

use super::Banco;
use super::lavoro::{Azione, Passo};
use super::motore::{self, Parita};
use crate::app::componenti::section;
use crate::app::numeri::format_euro;
use crate::lingua::{chiave, tr};
use yew::prelude::*;

/// Ties, those to be decided first.
pub fn view(banco: &Banco) -> Html {
    let Some(answer) = &banco.prova.risposta else { return Html::default() };
    if answer.parita.is_empty() {
        return Html::default();
    }
    let (open, closed): (Vec<_>, Vec<_>) = answer.parita.iter().partition(|p| p.da_decidere);
    html! {
        <>
            {section(tr!("Parità"))}
            { for open.into_iter().enumerate().map(|(i, p)| question(banco, i, p)) }
            if !closed.is_empty() { <ul>{ for closed.into_iter().map(|p| settled(banco, p)) }</ul> }
        </>
    }
}

fn place(p: &Parita) -> &str {
    if p.percorso.is_empty() { tr!("al primo livello") } else { &p.percorso }
}

fn settled(banco: &Banco, p: &Parita) -> Html {
    let text = tr!(
        "{}: parti uguali tra {}; {} a {}.",
        place(p),
        p.tra.join(", "),
        format_euro(&motore::plain(p.centesimi)),
        p.a.join(", "),
    );
    let undo = decision(banco, p).map(|i| Passo::Togli(["decisione[", &i.to_string(), "]"].concat()));
    html! {
        <li>
            {text}
            if let Some(undo) = undo {
                {" "}
                <button type="button" class="btn btn-link p-0" onclick={banco.click(Azione::Cambia(chiave!("Decisione tolta"), vec![undo]))}>
                    {tr!("Togli la decisione")}
                </button>
            }
        </li>
    }
}

/// How a decision names the node of a tie.
fn node(p: &Parita) -> &str {
    if p.percorso.is_empty() { &p.nodo } else { &p.percorso }
}

/// The written decision on a tie.
fn decision(banco: &Banco, p: &Parita) -> Option<usize> {
    let file = banco.prova.documento.as_ref()?;
    (0..file.count("decisione")).find(|i| {
        let written = file.text(&["decisione[", &i.to_string(), "].nodo"].concat());
        written.is_some_and(|n| n == node(p) || n == p.nodo)
    })
}

/// Who gets the cents? One choice for each way.
fn question(banco: &Banco, index: usize, p: &Parita) -> Html {
    let name = ["parita-", &index.to_string()].concat();
    let each = motore::unit(banco.prova.riparto.as_ref());
    let how_many = usize::try_from(p.centesimi.checked_div(each).unwrap_or(1)).unwrap_or(1);
    let legend = tr!(
        "{}: parti uguali. A chi va {}? Scegli {n} voce."
            | "{}: parti uguali. A chi vanno {}? Scegli {n} voci." % how_many.to_string(),
        place(p),
        format_euro(&motore::plain(p.centesimi)),
    );
    let chosen = |ids: Vec<String>| {
        let mut passi = Vec::new();
        let at =
            decision(banco, p).unwrap_or_else(|| banco.prova.documento.as_ref().map_or(0, |d| d.count("decisione")));
        if decision(banco, p).is_none() {
            passi.push(Passo::Aggiungi("decisione".to_owned(), vec![("nodo", node(p).to_owned())]));
        }
        passi.push(Passo::Elenca(["decisione[", &at.to_string(), "].a"].concat(), ids));
        banco.click(Azione::Cambia(chiave!("Decisione presa"), passi))
    };
    html! {
        <fieldset class="mb-3" id={name}>
            <legend class="app-label">{legend}</legend>
            <div class="app-actions my-0">
                { for choices(&p.tra, how_many).into_iter().map(|ids| {
                    let label = ids.join(", ");
                    html! { <button type="button" class="btn btn-outline-primary btn-sm" onclick={chosen(ids)}>{label}</button> }
                }) }
            </div>
            <p class="app-hint mb-0">{tr!("La decisione si scrive nel file, e si può annullare.")}</p>
        </fieldset>
    }
}

/// The ways to pick so many, in order; at most fifty, more belong into the text of the file.
fn choices(tied: &[String], how_many: usize) -> Vec<Vec<String>> {
    let mut ways: Vec<Vec<String>> = vec![Vec::new()];
    for (i, id) in tied.iter().enumerate() {
        let left = tied.len() - i - 1;
        let with: Vec<Vec<String>> = ways
            .iter()
            .filter(|w| w.len() < how_many)
            .map(|w| w.iter().cloned().chain([id.clone()]).collect())
            .collect();
        ways.extend(with);
        ways.retain(|w| w.len() + left >= how_many);
        ways.truncate(2000);
    }
    ways.retain(|w| w.len() == how_many);
    ways.sort_by_key(|w| w.iter().map(|id| tied.iter().position(|t| t == id)).collect::<Vec<_>>());
    ways.truncate(50);
    ways
}
