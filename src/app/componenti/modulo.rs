// SPDX-License-Identifier: EUPL-1.2
use super::icon;
use crate::app::draft::{Action, use_draft};
use crate::app::focus::focus_id;
use crate::app::route::Route;
use web_sys::HtmlDialogElement;
use yew::prelude::*;
use yew_router::prelude::*;

/// An error: what to say, and the field to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// `id` of the element that takes the focus.
    pub id: AttrValue,
    /// What is wrong and how to mend it; the same words stand by the field.
    pub message: AttrValue,
}

/// Properties of [`ErrorSummary`].
#[derive(Properties, PartialEq)]
pub struct ErrorSummaryProps {
    /// The errors; nothing is drawn when there are none.
    pub errors: Vec<FieldError>,
    /// Grows at every "Avanti", so that the focus comes back here each time.
    pub attempt: u32,
}

/// All errors at the top of the page, with the focus (A11Y-10).
#[component]
pub fn ErrorSummary(props: &ErrorSummaryProps) -> Html {
    use_effect_with((props.attempt, props.errors.is_empty()), |(_, none)| {
        if !none {
            focus_id("errori");
        }
    });
    if props.errors.is_empty() {
        return Html::default();
    }
    html! {
        <div class="alert alert-danger app-narrow" role="alert" tabindex="-1" id="errori">
            <h2 class="alert-heading h5">{"C'è un problema"}</h2>
            <ul class="mb-0">
                { for props.errors.iter().map(|e| html! {
                    <li><a class="alert-link" href={["#", e.id.as_str()].concat()}>{e.message.clone()}</a></li>
                }) }
            </ul>
        </div>
    }
}

/// "Assistenza domiciliare: domanda 2 di 5", and a bar. `current` from 1; later answers may take questions away.
pub fn stepper(servizio: &str, current: usize, total: usize) -> Html {
    let (current, total) = (current.to_string(), total.to_string());
    html! {
        <div class="app-progress app-no-print">
            <span id="avanzamento">{servizio.to_owned()}{": domanda "}{&current}{" di "}{&total}</span>
            <progress aria-labelledby="avanzamento" value={current} max={total} />
        </div>
    }
}

/// The buttons under a question. "Avanti" submits the form around it; the other answers without a value.
pub fn actions(other: Option<&'static str>, on_other: Callback<MouseEvent>) -> Html {
    html! {
        <div class="app-actions">
            <button type="submit" class="btn btn-primary">{"Avanti"}</button>
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
            {icon("sprite.svg#it-print", classes!("icon-white", "me-2"))}<span>{"Stampa o salva in PDF"}</span>
        </button>
    }
}

/// "Cancella tutto", after a question in a native dialog (A11Y-14).
#[component]
pub fn ClearButton() -> Html {
    let dialog = use_node_ref();
    let draft = use_draft();
    let navigator = use_navigator();
    let open = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(d) = dialog.cast::<HtmlDialogElement>() {
                // Fails only when it is open already.
                let _ = d.show_modal();
            }
        })
    };
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(d) = dialog.cast::<HtmlDialogElement>() {
                d.close();
            }
        })
    };
    let confirm = {
        let close = close.clone();
        Callback::from(move |event: MouseEvent| {
            close.emit(event);
            draft.dispatch(Action::Clear);
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Cittadini);
            }
        })
    };
    html! {
        <>
            <button type="button" class="btn btn-outline-primary" onclick={open}>{"Cancella tutto"}</button>
            <dialog class="app-dialog" ref={dialog} aria-labelledby="cancella-titolo">
                <h2 id="cancella-titolo" class="h4">{"Vuoi cancellare tutte le risposte?"}</h2>
                <p>{"Le risposte si cancellano da questo dispositivo. Per rivedere il risultato dovrai scriverle di nuovo."}</p>
                <div class="app-actions mb-0">
                    <button type="button" class="btn btn-danger" onclick={confirm}>{"Cancella le risposte"}</button>
                    <button type="button" class="btn btn-outline-primary" onclick={close}>{"Torna alla pagina"}</button>
                </div>
            </dialog>
        </>
    }
}
