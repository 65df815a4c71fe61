// SPDX-License-Identifier: EUPL-1.2
//! Sum and remainder, always in sight, with undo, redo and save.

use super::lavoro::Azione;
use super::{Banco, motore};
use crate::app::disco;
use crate::app::numeri::format_euro;
use crate::lingua::tr;
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
            <p class="mb-0" role="status">{sums(banco)}<span class="visually-hidden">{" "}{banco.detto().to_owned()}</span></p>
            <div class="d-flex gap-2">
                {button(tr!("Annulla"), lavoro.storia.can_undo(), banco.click(Azione::Annulla))}
                {button(tr!("Ripeti"), lavoro.storia.can_redo(), banco.click(Azione::Ripeti))}
                {button(tr!("Salva"), true, save)}
            </div>
        </div>
    }
}

/// Available, given, left.
fn sums(banco: &Banco) -> Html {
    let Some(answer) = &banco.prova.risposta else {
        return html! { <strong>{tr!("Non si può calcolare: ")}{how_many(banco.prova.errori.len())}</strong> };
    };
    let euro = |cents: i128| format_euro(&motore::plain(cents));
    let left = banco.prova.residuo;
    html! {
        <>
            {tr!("Disponibile ")}<strong class="app-number">{euro(answer.disponibile.0)}</strong>
            {tr!(" · distribuito ")}<strong class="app-number">{euro(banco.prova.distribuito)}</strong>
            {tr!(" · residuo ")}<strong class="app-number">{euro(left)}</strong>
        </>
    }
}

fn how_many(errors: usize) -> String {
    tr!("{n} errore da correggere" | "{n} errori da correggere" % errors.to_string())
}
