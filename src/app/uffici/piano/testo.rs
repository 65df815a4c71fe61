// SPDX-License-Identifier: EUPL-1.2
//! The file as text, for those who prefer it and for what the tree does not show.

use super::Banco;
use super::lavoro::Azione;
use crate::app::componenti::section;
use crate::lingua::tr;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// The text, editable. Its errors stand above it, each with its line.
pub fn view(banco: &Banco) -> Html {
    let azione = banco.azione();
    let leave = banco.azione();
    let oninput = Callback::from(move |e: InputEvent| {
        if let Some(area) = e.target_dyn_into::<HtmlTextAreaElement>() {
            azione.emit(Azione::Testo(area.value()));
        }
    });
    let text = banco.lavoro.storia.testo().to_owned();
    let rows = text.lines().count().clamp(12, 40).to_string();
    let wrong = !banco.prova.errori.is_empty();
    html! {
        <>
            {section(tr!("Testo del file"))}
            <label class="app-label" for="testo">{&banco.lavoro.nome}</label>
            <span class="app-hint" id="testo-aiuto">
                {tr!("Formato TOML. Ogni modifica vale subito anche per l'albero, e si può annullare.")}
            </span>
            <textarea id="testo" class={classes!("form-control", "font-monospace", wrong.then_some("is-invalid"))} {rows} spellcheck="false"
                autocomplete="off" lang="it" aria-describedby={if wrong { "testo-aiuto errori" } else { "testo-aiuto" }}
                aria-invalid={wrong.then_some("true")} value={text} {oninput} onblur={Callback::from(move |_| leave.emit(Azione::Lascia))} />
        </>
    }
}
