// SPDX-License-Identifier: EUPL-1.2
//! The order of the voci, which breaks the last ties: each goes up or down among its siblings.

use super::Banco;
use super::campo::id_of;
use super::lavoro::{Azione, Verso};
use super::righe::Riga;
use crate::app::componenti::italiano;
use crate::lingua::tr;
use yew::prelude::*;

/// The list that a voce is in, and its place: `voce[0].voce[2]` → `voce[0].voce`, 2.
#[must_use]
pub fn place(chiave: &str) -> Option<(&str, usize)> {
    let (list, index) = chiave.strip_suffix(']')?.rsplit_once('[')?;
    Some((list, index.parse().ok()?))
}

/// The `id` of one of the two buttons.
#[must_use]
pub fn id(chiave: &str, verso: Verso) -> String {
    let way = match verso {
        Verso::Su => "su-",
        Verso::Giu => "giu-",
    };
    [way, &id_of(chiave)].concat()
}

/// The two buttons; the one that cannot be used stays, so that nothing moves under the finger.
pub fn buttons(banco: &Banco, r: &Riga) -> Html {
    let (Some(file), Some((list, i))) = (&banco.prova.documento, place(&r.chiave)) else { return Html::default() };
    let count = file.count(list);
    if count < 2 {
        return Html::default();
    }
    let button = |verso: Verso, can: bool, label: &'static str| {
        html! {
            <button type="button" class="btn btn-outline-primary btn-sm" id={id(&r.chiave, verso)} disabled={!can}
                onclick={banco.click(Azione::Sposta(r.chiave.clone(), verso))}>
                {label}<span class="visually-hidden">{" «"}{italiano(r.nome.clone())}{"»"}</span>
            </button>
        }
    };
    html! { <>{button(Verso::Su, i > 0, tr!("Sposta su"))}{button(Verso::Giu, i + 1 < count, tr!("Sposta giù"))}</> }
}
