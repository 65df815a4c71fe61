// SPDX-License-Identifier: EUPL-1.2
//! Why this figure: the exact share, the bound, the cents; and the whole ledger.

use super::Banco;
use super::cifre::letto;
use super::motore::{Annotazione, LimiteAttivo};
use super::righe::{Regola, Riga, righe};
use crate::app::componenti::italiano;
use crate::app::numeri::format_euro;
use crate::lingua::{euro, tr};
use yew::prelude::*;

/// Why a voce gets what it gets.
pub fn why(banco: &Banco, r: &Riga) -> Html {
    let (Some(answer), Some(esito)) = (&banco.prova.risposta, &r.esito) else { return Html::default() };
    let rule = match r.regola {
        Regola::Importo => tr!("L'importo è deciso."),
        Regola::Percento => tr!("È una percentuale di ciò che il suo livello divide."),
        Regola::Peso | Regola::Criteri => tr!("È la sua parte del resto del livello, in proporzione ai pesi."),
    };
    let bound = esito.limite.map(|l| match l {
        LimiteAttivo::Minimo => tr!("La proporzione darebbe meno: vale il suo minimo."),
        LimiteAttivo::Massimo => tr!("La proporzione darebbe di più: vale il suo massimo, e il resto va alle altre."),
        LimiteAttivo::ContributoMinimo => tr!("Riceverebbe meno del contributo minimo: non riceve nulla."),
    });
    let weight = esito.peso.as_deref().filter(|weight| weight.contains('/'));
    let lines = answer.registro.iter().filter(|a| a.percorso == r.sopra && a.voce.as_deref() == Some(&esito.id));
    let below = answer.registro.iter().filter(|a| a.percorso == r.percorso && a.voce.is_none());
    html! {
        <div class="mb-3">
            <p class="fw-semibold mb-1">{tr!("Perché questa cifra")}</p>
            <ul>
                <li>{rule}</li>
                if let Some(weight) = weight {
                    <li>{tr!("Peso esatto: ")}<span class="app-number">{letto(weight)}</span></li>
                }
                if let Some(bound) = bound { <li>{bound}</li> }
                <li>{tr!("Quota esatta: ")}<span class="app-number">{euro(&letto(&esito.quota_esatta))}</span></li>
                { for lines.chain(below).map(|a| html! { <li>{&a.testo}</li> }) }
            </ul>
        </div>
    }
}

/// Every cent that had to go somewhere.
pub fn view(banco: &Banco) -> Html {
    let Some(answer) = &banco.prova.risposta else { return Html::default() };
    html! {
        <details class="app-details">
            <summary>{tr!("Registro dei centesimi: {n} riga" | "Registro dei centesimi: {n} righe" % answer.registro.len().to_string())}</summary>
            {table(banco, &answer.registro)}
        </details>
    }
}

/// The ledger as a table.
pub fn table(banco: &Banco, lines: &[Annotazione]) -> Html {
    if lines.is_empty() {
        return html! { <p>{tr!("Tutte le quote sono già esatte al centesimo: non c'è stato nulla da assegnare.")}</p> };
    }
    let rows = righe(&banco.prova);
    let row = |a: &Annotazione| {
        let named = rows.iter().find(|r| r.percorso == a.percorso).map_or(a.percorso.as_str(), |r| &r.nome);
        let place = if a.percorso.is_empty() {
            html! { {tr!("Primo livello")} }
        } else {
            italiano(named.to_owned())
        };
        let cents = format_euro(&super::motore::plain(a.centesimi));
        html! { <tr><th scope="row">{place}</th><td>{&a.testo}</td><td class="text-end app-number">{cents}</td></tr> }
    };
    html! {
        <div class="table-responsive" tabindex="0" role="region" aria-labelledby="registro">
            <table class="table table-sm">
                <caption id="registro">{tr!("Registro dei centesimi")}</caption>
                <thead><tr><th scope="col">{tr!("Dove")}</th><th scope="col">{tr!("Perché")}</th><th scope="col" class="text-end">{tr!("Quanto")}</th></tr></thead>
                <tbody>{ for lines.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
