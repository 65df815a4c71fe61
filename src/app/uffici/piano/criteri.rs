// SPDX-License-Identifier: EUPL-1.2
//! The criteria that give weights to the voci of a level, and what holds for each of them.

use super::Banco;
use super::campo::{Tipo, campo};
use super::lavoro::{Azione, Passo};
use super::righe::below;
use super::scritto::per_il_file;
use crate::formato::Documento;
use yew::prelude::*;

/// What holds for every voce with a weight: key, name, whether it is a number.
const EACH: [(&str, &str, Tipo); 6] = [
    ("minimo", "Minimo per ognuna, €", Tipo::Facoltativo),
    ("massimo", "Massimo per ognuna, €", Tipo::Facoltativo),
    ("minimo_percento", "Minimo per ognuna, %", Tipo::Facoltativo),
    ("massimo_percento", "Massimo per ognuna, %", Tipo::Facoltativo),
    ("minimo_formula", "Minimo per ognuna, formula", Tipo::Parole),
    ("massimo_formula", "Massimo per ognuna, formula", Tipo::Parole),
];

/// The criteria of the level below a table of the file; the root has the empty path. Nothing where there are none.
pub fn view(banco: &Banco, chiave: &str) -> Html {
    let Some(file) = &banco.prova.documento else { return Html::default() };
    let list = below(chiave, "criteri");
    let count = file.count(&list);
    if count == 0 {
        return Html::default();
    }
    let table = file.text(&below(chiave, "tabella"));
    let cell = |width: &'static str, body: Html| html! { <div class={classes!("col-12", "mb-3", width)}>{body}</div> };
    let ogni = below(chiave, "ogni");
    let each = EACH.iter().filter(|(key, ..)| file.has(&below(&ogni, key)) || !key.ends_with("formula"));
    html! {
        <fieldset class="app-row">
            <legend class="app-label">{"Criteri"}{table.map(|t| [", dalla tabella ", &t].concat())}</legend>
            { for (0..count).map(|i| criterion(banco, file, &list, i)) }
            <p>
                <button type="button" class="btn btn-outline-primary btn-sm" onclick={banco.click(add(&list))}>{"Aggiungi un criterio"}</button>
            </p>
            {sum(file, &list, count)}
            if file.has(&ogni) {
                <div class="row">
                    { for each.map(|(key, label, tipo)| cell("col-md-3", campo(banco, below(&ogni, key), (*label).to_owned(), true, *tipo))) }
                </div>
            }
        </fieldset>
    }
}

fn criterion(banco: &Banco, file: &Documento, list: &str, i: usize) -> Html {
    let here = [list, "[", &i.to_string(), "]"].concat();
    let n = (i + 1).to_string();
    let (key, label) =
        if file.has(&below(&here, "formula")) { ("formula", "formula") } else { ("colonna", "colonna della tabella") };
    let remove = banco.click(Azione::Cambia("Criterio tolto", vec![Passo::Togli(here.clone())]));
    html! {
        <div class="row align-items-end">
            <div class="col-12 col-md-6 mb-3">
                {campo(banco, below(&here, key), ["Criterio ", &n, ": ", label].concat(), true, Tipo::Parole)}
            </div>
            <div class="col-6 col-md-3 mb-3">
                {campo(banco, below(&here, "quota"), ["Criterio ", &n, ": quota"].concat(), true, Tipo::Numero)}
            </div>
            <div class="col-6 col-md-3 mb-3">
                <button type="button" class="btn btn-link p-0" onclick={remove}>{"Togli il criterio "}{n}</button>
            </div>
        </div>
    }
}

fn add(list: &str) -> Azione {
    let pairs = vec![("colonna", String::new()), ("quota", "0".to_owned())];
    Azione::Cambia("Criterio aggiunto", vec![Passo::Aggiungi(list.to_owned(), pairs)])
}

/// What the quotas add up to: they should make a hundred.
fn sum(file: &Documento, list: &str, count: usize) -> Html {
    let quota = |i: usize| file.text(&[list, "[", &i.to_string(), "].quota"].concat()).unwrap_or_default();
    let hundredths = |text: String| {
        let text = per_il_file(&text);
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let decimals: String = decimals.chars().chain("00".chars()).take(2).collect();
        [whole, &decimals].concat().parse::<i64>().ok()
    };
    let Some(total) = (0..count).map(|i| hundredths(quota(i))).try_fold(0_i64, |sum, q| sum.checked_add(q?)) else {
        return Html::default();
    };
    let left = 10_000_i64.saturating_sub(total);
    let show = |n: i64| super::scritto::per_chi_legge(&format!("{}.{:02}", n / 100, n % 100));
    let words = match left {
        0 => "Le quote fanno 100.".to_owned(),
        _ if left > 0 => ["Le quote fanno ", &show(total), ": mancano ", &show(left), " a 100."].concat(),
        _ => ["Le quote fanno ", &show(total), ": ", &show(-left), " più di 100."].concat(),
    };
    html! { <p class="fw-semibold">{words}</p> }
}
