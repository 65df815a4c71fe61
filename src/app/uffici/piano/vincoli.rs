// SPDX-License-Identifier: EUPL-1.2
//! The constraints: checked and told, never applied.

use super::Banco;
use super::motore::{Confronto, VincoloRisposta};
use super::scritto::per_chi_legge;
use crate::app::componenti::section;
use crate::app::numeri::format_euro;
use yew::prelude::*;

/// Each constraint, and whether it holds.
pub fn view(banco: &Banco) -> Html {
    let Some(answer) = &banco.prova.risposta else { return Html::default() };
    if answer.vincoli.is_empty() {
        return Html::default();
    }
    html! { <>{section("Vincoli")}{table(&answer.vincoli)}</> }
}

/// The constraints as a table.
pub fn table(list: &[VincoloRisposta]) -> Html {
    html! {
        <div class="table-responsive" tabindex="0" role="region" aria-labelledby="vincoli">
            <table class="table table-sm">
                <caption id="vincoli">{"Si controllano e si riferiscono: il riparto non li applica da sé"}</caption>
                <thead><tr>
                    <th scope="col">{"Vincolo"}</th>
                    <th scope="col">{"Esito"}</th>
                    <th scope="col" class="text-end">{"Somma delle voci"}</th>
                    <th scope="col" class="text-end">{"Richiesto"}</th>
                    <th scope="col" class="text-end">{"Scarto"}</th>
                </tr></thead>
                <tbody>{ for list.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

fn row(v: &VincoloRisposta) -> Html {
    let way = match v.confronto {
        Confronto::Almeno => "almeno ",
        Confronto::AlMassimo => "al massimo ",
    };
    let required = if v.richiesto.contains('/') { per_chi_legge(&v.richiesto) } else { format_euro(&v.richiesto) };
    let outcome = if v.rispettato { "Rispettato" } else { "Non rispettato" };
    html! {
        <tr>
            <th scope="row">{v.testo.as_ref().map_or_else(|| v.id.clone(), |t| t.it().to_owned())}</th>
            <td class={(!v.rispettato).then_some("fw-bold")}>{outcome}{if v.per_arrotondamento { ", per il solo arrotondamento" } else { "" }}</td>
            <td class="text-end app-number">{format_euro(&v.valore.to_string())}</td>
            <td class="text-end app-number">{way}{required}</td>
            <td class="text-end app-number">{format_euro(&v.scarto.to_string())}</td>
        </tr>
    }
}
