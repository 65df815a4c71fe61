// SPDX-License-Identifier: EUPL-1.2
use super::icon;
use crate::app::draft::{self, Action, Draft};
use crate::app::pagina::Ctx;
use crate::app::route::Route;
use crate::lingua::tr;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use yew::prelude::*;
use yew_router::AnyRoute;

/// An error: what to say, and the field to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// `id` of the element that takes the focus.
    pub id: AttrValue,
    /// What is wrong and how to mend it; the same words stand by the field.
    pub message: AttrValue,
}

impl FieldError {
    /// An error of the field with this id.
    pub fn new(id: &'static str, message: impl Into<AttrValue>) -> Self {
        Self { id: id.into(), message: message.into() }
    }
}

/// All errors at the top of the page (A11Y-10); the shell gives it the focus after every "Avanti" in vain.
pub fn error_summary(errors: &[FieldError]) -> Html {
    if errors.is_empty() {
        return Html::default();
    }
    html! {
        <div class="alert alert-danger app-narrow" role="alert" tabindex="-1" id="errori">
            <h2 class="alert-heading h5">{tr!("C'è un problema")}</h2>
            <ul class="mb-0">
                { for errors.iter().map(|e| html! {
                    <li><a class="alert-link" href={["#", e.id.as_str()].concat()}>{e.message.clone()}</a></li>
                }) }
            </ul>
        </div>
    }
}

/// "Assistenza domiciliare: domanda 2 di 5", and a bar. `current` from 1; later answers may take questions away.
pub fn stepper(what: Html, current: usize, total: usize) -> Html {
    let (current, total) = (current.to_string(), total.to_string());
    html! {
        <div class="app-progress app-no-print">
            <span id="avanzamento">
                {what}{": "}{tr!("domanda {} di {}", current, total)}
            </span>
            <progress aria-labelledby="avanzamento" value={current} max={total} />
        </div>
    }
}

/// The buttons under a question. "Avanti" submits the form around it; the other answers without a value.
pub fn actions(other: Option<&'static str>, on_other: Callback<MouseEvent>) -> Html {
    html! {
        <div class="app-actions">
            <button type="submit" class="btn btn-primary">{tr!("Avanti")}</button>
            if let Some(other) = other {
                <button type="button" class="btn btn-outline-primary" onclick={on_other}>{other}</button>
            }
        </div>
    }
}

/// Prints the page, or saves it as PDF from the browser's own dialog.
pub fn print_button() -> Html {
    let onclick = Callback::from(|_: MouseEvent| {
        if let Some(window) = web_sys::window() {
            // A browser without printing ignores the button.
            let _ = window.print();
        }
    });
    html! {
        <button type="button" class="btn btn-primary btn-icon" {onclick}>
            {icon("sprite.svg#it-print", classes!("icon-white", "me-2"))}<span>{tr!("Stampa o salva in PDF")}</span>
        </button>
    }
}

/// "Cancella tutto", after a question in a native dialog (A11Y-14).
pub fn clear_button(ctx: &Ctx) -> Html {
    let open = Callback::from(|_: MouseEvent| {
        if let Some(d) = dialog() {
            // Fails only when it is open already.
            let _ = d.show_modal();
        }
    });
    let close = Callback::from(|_: MouseEvent| {
        if let Some(d) = dialog() {
            d.close();
        }
    });
    let confirm = {
        let (ctx, close) = (ctx.clone(), close.clone());
        Callback::from(move |event: MouseEvent| {
            close.emit(event);
            // At once: the page that comes next may load another document before this one has drawn again.
            draft::save(&Draft::default());
            ctx.draft.dispatch(Action::Clear);
            // The address of this page without what may follow its #.
            ctx.navigator.replace(&AnyRoute::new(&ctx.path));
            ctx.navigator.push(&Route::Cittadini);
        })
    };
    html! {
        <>
            <button type="button" class="btn btn-outline-primary" onclick={open}>{tr!("Cancella tutto")}</button>
            <dialog class="app-dialog" id="cancella" aria-labelledby="cancella-titolo">
                <h2 id="cancella-titolo" class="h4">{tr!("Vuoi cancellare tutte le risposte?")}</h2>
                <p>{tr!("Le risposte si cancellano da questo dispositivo. Per rivedere il risultato dovrai scriverle di nuovo.")}</p>
                <div class="app-actions mb-0">
                    <button type="button" class="btn btn-danger" onclick={confirm}>{tr!("Cancella le risposte")}</button>
                    <button type="button" class="btn btn-outline-primary" onclick={close}>{tr!("Torna alla pagina")}</button>
                </div>
            </dialog>
        </>
    }
}

fn dialog() -> Option<HtmlDialogElement> {
    web_sys::window()?.document()?.get_element_by_id("cancella")?.dyn_into().ok()
}
