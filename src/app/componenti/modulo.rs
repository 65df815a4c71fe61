// SPDX-License-Identifier: EUPL-1.2
use super::Icon;
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

/// Properties of [`Stepper`].
#[derive(Properties, PartialEq)]
pub struct StepperProps {
    /// Where we are, from 1.
    pub current: usize,
    /// How many steps there are now; later answers may take some away.
    pub total: usize,
}

/// "Domanda 2 di 5": words and a bar.
#[component]
pub fn Stepper(props: &StepperProps) -> Html {
    let text = ["Domanda ", &props.current.to_string(), " di ", &props.total.to_string()].concat();
    html! {
        <div class="app-progress app-no-print">
            <span id="avanzamento">{text}</span>
            <progress aria-labelledby="avanzamento" value={props.current.to_string()} max={props.total.to_string()} />
        </div>
    }
}

/// Properties of [`Actions`].
#[derive(Properties, PartialEq)]
pub struct ActionsProps {
    /// Label of a second way to answer, such as "Non lo so".
    #[prop_or_default]
    pub other: Option<AttrValue>,
    /// What it does.
    #[prop_or_default]
    pub on_other: Callback<MouseEvent>,
}

/// The buttons under a question. "Avanti" submits the form around it.
#[component]
pub fn Actions(props: &ActionsProps) -> Html {
    html! {
        <div class="app-actions">
            <button type="submit" class="btn btn-primary">{"Avanti"}</button>
            if let Some(other) = &props.other {
                <button type="button" class="btn btn-outline-primary" onclick={props.on_other.clone()}>{other}</button>
            }
        </div>
    }
}

/// Prints the page, or saves it as PDF from the browser's own dialog.
#[component]
pub fn PrintButton() -> Html {
    let onclick = Callback::from(|_: MouseEvent| {
        if let Some(window) = web_sys::window() {
            // A browser without printing ignores the button.
            let _ = window.print();
        }
    });
    html! {
        <button type="button" class="btn btn-primary btn-icon" {onclick}>
            <Icon href="sprite.svg#it-print" class="icon-white me-2" /><span>{"Stampa o salva in PDF"}</span>
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
