// SPDX-License-Identifier: EUPL-1.2
//! One value of a schedule, in a field. What is being typed stays as typed until the field is left.

use super::Banco;
use super::errori;
use super::lavoro::{Azione, Passo};
use super::scritto::{per_chi_legge, per_il_file};
use crate::lingua::tr;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`Campo`].
#[derive(Properties, PartialEq)]
pub struct CampoProps {
    /// Its `id`.
    pub id: String,
    /// Its name.
    pub nome: String,
    /// Whether the name is visible above the field.
    #[prop_or_default]
    pub visibile: bool,
    /// Whether it holds words, not a number.
    #[prop_or_default]
    pub parole: bool,
    /// Whether it may only be read.
    #[prop_or_default]
    pub fermo: bool,
    /// As the file writes it.
    pub valore: String,
    /// What is wrong with it.
    #[prop_or_default]
    pub errori: Vec<String>,
    /// Changes when the value changed elsewhere.
    pub giro: u32,
    /// Called with the value as the file writes it.
    pub on_scrivi: Callback<String>,
    /// Called when the field is left.
    #[prop_or_default]
    pub on_lascia: Callback<()>,
}

/// The `id` of the field of a key path.
#[must_use]
pub fn id_of(percorso: &str) -> String {
    ["campo-", &percorso.replace("].", "-").replace(['[', '.'], "-").replace(']', "")].concat()
}

/// The field with its error.
#[component]
pub fn Campo(props: &CampoProps) -> Html {
    let typing = use_state(|| (0_u32, None::<String>));
    let shown = match &typing.1 {
        Some(text) if typing.0 == props.giro => text.clone(),
        _ if props.parole => props.valore.clone(),
        _ => per_chi_legge(&props.valore),
    };
    let oninput = {
        let (typing, emit, giro, words) = (typing.clone(), props.on_scrivi.clone(), props.giro, props.parole);
        Callback::from(move |e: InputEvent| {
            let Some(input) = e.target_dyn_into::<HtmlInputElement>() else { return };
            let typed = input.value();
            let text = if words { typed.clone() } else { per_il_file(&typed) };
            typing.set((giro, Some(typed)));
            emit.emit(text);
        })
    };
    let onblur = {
        let (typing, emit) = (typing, props.on_lascia.clone());
        Callback::from(move |_: FocusEvent| {
            typing.set((0, None));
            emit.emit(());
        })
    };
    let wrong = !props.errori.is_empty();
    let error_id = [&props.id, "-errore"].concat();
    let id = props.id.clone();
    html! {
        <>
            if props.visibile {
                <label class="fw-semibold" for={id.clone()}>{&props.nome}</label>
            }
            <input {id} type="text" inputmode={if props.parole { "text" } else { "decimal" }} autocomplete="off" readonly={props.fermo}
                class={classes!("form-control", (!props.parole).then_some("text-end"), wrong.then_some("is-invalid"))}
                aria-label={(!props.visibile).then(|| props.nome.clone())} value={shown} {oninput} {onblur}
                aria-invalid={wrong.then_some("true")} aria-describedby={wrong.then(|| error_id.clone())} />
            if wrong {
                <p class="app-error" id={error_id}><span class="visually-hidden">{tr!("Errore: ")}</span>{props.errori.join("; ")}</p>
            }
        </>
    }
}

/// How numbers are typed, for who reads them written otherwise.
pub fn come_si_scrive(banco: &Banco) -> Html {
    if banco.lingua == "it" {
        return Html::default();
    }
    let text = tr!("Nei campi i numeri si scrivono all'italiana: il punto per le migliaia, la virgola per i decimali.");
    html! { <p class="app-hint">{text}</p> }
}

/// The field of a key path of the open schedule.
pub fn campo(banco: &Banco, percorso: &str, nome: &str, visibile: bool) -> Html {
    let Some(prova) = banco.prova() else { return Html::default() };
    let valore = prova.documento.as_ref().and_then(|d| d.text(percorso)).unwrap_or_default();
    let errori = prova.errori().filter(|d| d.percorso == percorso).map(errori::nel_campo).collect::<Vec<_>>();
    let (azione, leave, path) = (banco.azione(), banco.azione(), percorso.to_owned());
    let on_scrivi = Callback::from(move |text: String| {
        azione.emit(Azione::Campo(path.clone(), vec![Passo::Scrivi(path.clone(), text)]));
    });
    let on_lascia = Callback::from(move |()| leave.emit(Azione::Lascia));
    html! {
        <Campo id={id_of(percorso)} nome={nome.to_owned()} {visibile} fermo={!banco.lavoro.is_editable()} {valore} {errori}
            giro={banco.lavoro.giro} {on_scrivi} {on_lascia} />
    }
}
