// SPDX-License-Identifier: EUPL-1.2
//! Sum and remainder, always in sight, with undo, redo and save.

use super::lavoro::Azione;
use super::{Banco, motore};
use crate::app::disco;
use crate::app::numeri::format_euro;
use yew::prelude::*;

/// The bar at the bottom of the window.
pub fn view(banco: &Banco) -> Html {
    let lavoro = &banco.lavoro;
    let save = {
        let lavoro = lavoro.clone();
        Callback::from(move |_: MouseEvent| disco::save(&lavoro.nome, "application/toml", lavoro.storia.testo()))
    };
    let button = |label: &'static str, enabled: bool, onclick: Callback<MouseEvent>| {
        html! { <button type="button" class="btn btn-outline-primary btn-sm" disabled={!enabled} {onclick}>{label}</button> }
    };
    html! {
        <div class="app-bar app-no-print">
            <p class="mb-0" role="status">{sums(banco)}<span class="visually-hidden">{" "}{&lavoro.detto}</span></p>
            <div class="d-flex gap-2">
                {button("Annulla", lavoro.storia.can_undo(), banco.click(Azione::Annulla))}
                {button("Ripeti", lavoro.storia.can_redo(), banco.click(Azione::Ripeti))}
                {button("Salva", true, save)}
            </div>
        </div>
    }
}

/// Available, given, left.
fn sums(banco: &Banco) -> Html {
    let Some(answer) = &banco.prova.risposta else {
        return html! { <strong>{"Non si può calcolare: "}{how_many(banco.prova.errori.len())}</strong> };
    };
    let euro = |cents: i128| format_euro(&motore::plain(cents));
    let left = banco.prova.residuo;
    html! {
        <>
            {"Disponibile "}<strong class="app-number">{euro(answer.disponibile.0)}</strong>
            {" · distribuito "}<strong class="app-number">{euro(banco.prova.distribuito)}</strong>
            {" · residuo "}<strong class="app-number">{euro(left)}</strong>
        </>
    }
}

fn how_many(errors: usize) -> String {
    if errors == 1 {
        "1 errore da correggere".to_owned()
    } else {
        [&errors.to_string(), " errori da correggere"].concat()
    }
}
