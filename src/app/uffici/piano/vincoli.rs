// SPDX-License-Identifier: EUPL-1.2
//! The constraints: checked and told, never applied.

use super::Banco;
use super::cifre::letto;
use super::motore::{Confronto, VincoloRisposta};
use crate::app::componenti::{italiano, section};
use crate::app::numeri::format_euro;
use crate::lingua::tr;
use yew::prelude::*;

/// Each constraint, and whether it holds.
pub fn view(banco: &Banco) -> Html {
    let Some(answer) = &banco.prova.risposta else { return Html::default() };
    if answer.vincoli.is_empty() {
        return Html::default();
    }
    html! { <>{section(tr!("Vincoli"))}{table(&answer.vincoli)}</> }
}

/// The constraints as a table.
pub fn table(list: &[VincoloRisposta]) -> Html {
    html! {
        <div class="table-responsive" tabindex="0" role="region" aria-labelledby="vincoli">
            <table class="table table-sm">
                <caption id="vincoli">{tr!("Si controllano e si riferiscono: il riparto non li applica da sé")}</caption>
                <thead><tr>
                    <th scope="col">{tr!("Vincolo")}</th>
                    <th scope="col">{tr!("Esito")}</th>
                    <th scope="col" class="text-end">{tr!("Somma delle voci")}</th>
                    <th scope="col" class="text-end">{tr!("Richiesto")}</th>
                    <th scope="col" class="text-end">{tr!("Scarto")}</th>
                </tr></thead>
                <tbody>{ for list.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

fn row(v: &VincoloRisposta) -> Html {
    let required = if v.richiesto.contains('/') { letto(&v.richiesto) } else { format_euro(&v.richiesto) };
    let required = match v.confronto {
        Confronto::Almeno => tr!("almeno {}", required),
        Confronto::AlMassimo => tr!("al massimo {}", required),
    };
    let outcome = match (v.rispettato, v.per_arrotondamento) {
        (true, _) => tr!("Rispettato"),
        (false, false) => tr!("Non rispettato"),
        (false, true) => tr!("Non rispettato, per il solo arrotondamento"),
    };
    html! {
        <tr>
            <th scope="row">{italiano(v.testo.as_ref().map_or_else(|| v.id.clone(), |t| t.it().to_owned()))}</th>
            <td class={(!v.rispettato).then_some("fw-bold")}>{outcome}</td>
            <td class="text-end app-number">{format_euro(&v.valore.to_string())}</td>
            <td class="text-end app-number">{required}</td>
            <td class="text-end app-number">{format_euro(&v.scarto.to_string())}</td>
        </tr>
    }
}
