// SPDX-License-Identifier: EUPL-1.2
//! One value of the file, in a field. What is being typed stays as typed until the field is left.

use super::Banco;
use super::lavoro::{Azione, Passo};
use super::scritto::{per_chi_legge, per_il_file};
use crate::lingua::tr;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tipo {
    /// A number that must be there.
    Numero,
    /// A number that may be missing: an empty field takes its key away.
    Facoltativo,
    /// Words, that may be missing.
    Parole,
}

/// Properties of [`Campo`].
#[derive(Properties, PartialEq)]
pub struct CampoProps {
    /// Key path of the value.
    pub percorso: String,
    /// Its name for those who do not see the table; or the visible label.
    pub nome: String,
    /// Whether the name is visible above the field.
    #[prop_or_default]
    pub visibile: bool,
    /// What it holds.
    pub tipo: Tipo,
    /// As written in the file.
    pub valore: String,
    /// What is wrong with it, in the words of the engine.
    pub errori: Vec<String>,
    /// Changes when the file changed elsewhere.
    pub giro: u32,
    /// Called with what to do in the file.
    pub on_azione: Callback<Azione>,
}

/// The `id` of the field of a key path: `voce[0].peso` → `campo-voce-0-peso`.
#[must_use]
pub fn id_of(percorso: &str) -> String {
    ["campo-", &percorso.replace("].", "-").replace(['[', '.'], "-").replace(']', "")].concat()
}

/// The field with its error.
#[component]
pub fn Campo(props: &CampoProps) -> Html {
    let typing = use_state(|| (0_u32, None::<String>));
    let shown = match (&typing.1, props.tipo) {
        (Some(text), _) if typing.0 == props.giro => text.clone(),
        (_, Tipo::Parole) => props.valore.clone(),
        _ => per_chi_legge(&props.valore),
    };
    let oninput = {
        let (typing, emit, giro, tipo) = (typing.clone(), props.on_azione.clone(), props.giro, props.tipo);
        let path = props.percorso.clone();
        Callback::from(move |e: InputEvent| {
            let Some(input) = e.target_dyn_into::<HtmlInputElement>() else { return };
            let typed = input.value();
            let text = if tipo == Tipo::Parole { typed.clone() } else { per_il_file(&typed) };
            let none = tipo != Tipo::Numero && text.trim().is_empty();
            let passo = if none { Passo::Togli(path.clone()) } else { Passo::Scrivi(path.clone(), text) };
            typing.set((giro, Some(typed)));
            emit.emit(Azione::Campo(path.clone(), vec![passo]));
        })
    };
    let onblur = {
        let (typing, emit) = (typing.clone(), props.on_azione.clone());
        Callback::from(move |_: FocusEvent| {
            typing.set((0, None));
            emit.emit(Azione::Lascia);
        })
    };
    let id = id_of(&props.percorso);
    let wrong = !props.errori.is_empty();
    let error_id = [&id, "-errore"].concat();
    let words = props.tipo == Tipo::Parole;
    html! {
        <>
            if props.visibile {
                <label class="fw-semibold" for={id.clone()}>{&props.nome}</label>
            }
            <input {id} type="text" inputmode={if words { "text" } else { "decimal" }} autocomplete="off"
                class={classes!("form-control", (!words).then_some("text-end"), wrong.then_some("is-invalid"))}
                aria-label={(!props.visibile).then(|| props.nome.clone())} value={shown} {oninput} {onblur}
                aria-invalid={wrong.then_some("true")} aria-describedby={wrong.then(|| error_id.clone())} />
            if wrong {
                <p class="app-error" id={error_id}><span class="visually-hidden">{tr!("Errore: ")}</span>{props.errori.join("; ")}</p>
            }
        </>
    }
}

/// The field of a key path, with the value and the errors it has now.
pub fn campo(banco: &Banco, percorso: String, nome: String, visibile: bool, tipo: Tipo) -> Html {
    let valore = banco.prova.documento.as_ref().and_then(|d| d.text(&percorso)).unwrap_or_default();
    let errori = banco.errori(&percorso);
    let (giro, on_azione) = (banco.lavoro.giro, banco.azione());
    html! { <Campo {percorso} {nome} {visibile} {tipo} {valore} {errori} {giro} {on_azione} /> }
}
