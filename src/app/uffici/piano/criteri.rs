// SPDX-License-Identifier: EUPL-1.2
//! The criteria that give weights to the voci of a level, and what holds for each of them.

use super::Banco;
use super::campo::{Tipo, campo};
use super::lavoro::{Azione, Passo};
use super::righe::below;
use super::scritto::per_il_file;
use crate::formato::Documento;
use crate::lingua::{chiave, grouped, parola, tr};
use yew::prelude::*;

/// What holds for every voce with a weight: key, name, whether it is a number.
const EACH: [(&str, &str, Tipo); 6] = [
    ("minimo", chiave!("Minimo per ognuna, €"), Tipo::Facoltativo),
    ("massimo", chiave!("Massimo per ognuna, €"), Tipo::Facoltativo),
    ("minimo_percento", chiave!("Minimo per ognuna, %"), Tipo::Facoltativo),
    ("massimo_percento", chiave!("Massimo per ognuna, %"), Tipo::Facoltativo),
    ("minimo_formula", chiave!("Minimo per ognuna, formula"), Tipo::Parole),
    ("massimo_formula", chiave!("Massimo per ognuna, formula"), Tipo::Parole),
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
            <legend class="app-label">{table.map_or_else(|| tr!("Criteri").to_owned(), |t| tr!("Criteri, dalla tabella {}", t))}</legend>
            { for (0..count).map(|i| criterion(banco, file, &list, i)) }
            <p>
                <button type="button" class="btn btn-outline-primary btn-sm" onclick={banco.click(add(&list))}>{tr!("Aggiungi un criterio")}</button>
            </p>
            {sum(file, &list, count)}
            if file.has(&ogni) {
                <div class="row">
                    { for each.map(|(key, label, tipo)| cell("col-md-3", campo(banco, below(&ogni, key), parola(label).to_owned(), true, *tipo))) }
                </div>
            }
        </fieldset>
    }
}

fn criterion(banco: &Banco, file: &Documento, list: &str, i: usize) -> Html {
    let here = [list, "[", &i.to_string(), "]"].concat();
    let n = (i + 1).to_string();
    let (key, label) = if file.has(&below(&here, "formula")) {
        ("formula", tr!("Criterio {}: formula", n))
    } else {
        ("colonna", tr!("Criterio {}: colonna della tabella", n))
    };
    let remove = banco.click(Azione::Cambia(chiave!("Criterio tolto"), vec![Passo::Togli(here.clone())]));
    html! {
        <div class="row align-items-end">
            <div class="col-12 col-md-6 mb-3">
                {campo(banco, below(&here, key), label, true, Tipo::Parole)}
            </div>
            <div class="col-6 col-md-3 mb-3">
                {campo(banco, below(&here, "quota"), tr!("Criterio {}: quota", n), true, Tipo::Numero)}
            </div>
            <div class="col-6 col-md-3 mb-3">
                <button type="button" class="btn btn-link p-0" onclick={remove}>{tr!("Togli il criterio {}", n)}</button>
            </div>
        </div>
    }
}

fn add(list: &str) -> Azione {
    let pairs = vec![("colonna", String::new()), ("quota", "0".to_owned())];
    Azione::Cambia(chiave!("Criterio aggiunto"), vec![Passo::Aggiungi(list.to_owned(), pairs)])
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
    let show = |n: i64| grouped(&format!("{}.{:02}", n / 100, n % 100), 2).unwrap_or_default();
    let words = match left {
        0 => tr!("Le quote fanno 100.").to_owned(),
        _ if left > 0 => tr!("Le quote fanno {}: mancano {} a 100.", show(total), show(left)),
        _ => tr!("Le quote fanno {}: {} più di 100.", show(total), show(-left)),
    };
    html! { <p class="fw-semibold">{words}</p> }
}
