// SPDX-License-Identifier: EUPL-1.2
use crate::lingua::tr;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// One answer to pick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub value: AttrValue,
    /// What is read.
    pub label: AttrValue,
    /// A line under it, or nothing.
    pub hint: AttrValue,
}

impl Choice {
    /// A choice without a second line.
    #[must_use]
    pub fn plain(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), label: label.into(), hint: AttrValue::default() }
    }
}

/// A line under a question; its id describes the field.
fn hint_text(id: String, hint: &str) -> Html {
    if hint.is_empty() {
        return Html::default();
    }
    html! { <span class="app-hint" {id}>{hint.to_owned()}</span> }
}

/// The error of a field, with the hidden word that tells it apart from a hint.
fn error_text(id: String, error: Option<&AttrValue>) -> Html {
    error.map_or_else(Html::default, |message| {
        html! { <p class="app-error" {id}><span class="visually-hidden">{tr!("Errore: ")}</span>{message}</p> }
    })
}

/// Ids of what describes a field, in reading order; the ends of ids are fixed.
fn described_by(id: &str, parts: &[(&str, bool)]) -> Option<String> {
    let ids: Vec<String> = parts.iter().filter(|(_, there)| *there).map(|(end, _)| [id, end].concat()).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// A number typed as text (A11Y-12): no spinner, no wheel, no reformatting under the fingers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberField {
    /// `id` of the input.
    pub id: &'static str,
    /// The question.
    pub label: String,
    /// The question is the title of the page.
    pub title: bool,
    /// Where to find the answer, how to write it.
    pub hint: String,
    /// As typed.
    pub text: String,
    /// How we read it, such as "Abbiamo letto 12.500,50 €".
    pub echo: Option<String>,
    /// What is wrong, after "Avanti".
    pub error: Option<AttrValue>,
    /// Sign before the field: `€`.
    pub symbol: Option<&'static str>,
    /// Keyboard on a phone: `decimal`, `numeric` or `text`.
    pub mode: &'static str,
    /// Called at every key, with the whole text.
    pub on_type: Callback<String>,
}

impl NumberField {
    /// The field with its label, hint, error and echo.
    pub fn view(self) -> Html {
        let on_type = self.on_type;
        let oninput = Callback::from(move |e: InputEvent| {
            if let Some(input) = e.target_dyn_into::<HtmlInputElement>() {
                on_type.emit(input.value());
            }
        });
        let id = self.id;
        let invalid = self.error.is_some();
        let parts = [("-aiuto", !self.hint.is_empty()), ("-errore", invalid), ("-letto", self.echo.is_some())];
        let label = html! { <label class="app-label" for={id}>{self.label}</label> };
        html! {
            <>
                if self.title {
                    <h1 tabindex="-1">{label}</h1>
                } else {
                    {label}
                }
                {hint_text([id, "-aiuto"].concat(), &self.hint)}
                <div class={classes!("app-field", invalid.then_some("app-field-error"))}>
                    {error_text([id, "-errore"].concat(), self.error.as_ref())}
                    <div class={classes!(self.symbol.map(|_| "input-group"))}>
                        if let Some(symbol) = self.symbol {
                            <span class="input-group-text fw-semibold" aria-hidden="true">{symbol}</span>
                        }
                        <input {id} class={classes!("form-control", invalid.then_some("is-invalid"))} type="text"
                            inputmode={self.mode} autocomplete="off" value={self.text} {oninput}
                            aria-invalid={invalid.then_some("true")} aria-describedby={described_by(id, &parts)} />
                    </div>
                    if let Some(echo) = self.echo {
                        <p class="app-echo" id={[id, "-letto"].concat()}>{echo}</p>
                    }
                </div>
            </>
        }
    }
}

/// One answer out of a few, all visible.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RadioGroup {
    /// Name of the group; the first radio has the id `{name}-0`.
    pub name: &'static str,
    /// The question.
    pub legend: String,
    /// The question is the title of the page.
    pub title: bool,
    /// A line under the question.
    pub hint: String,
    /// The answers.
    pub choices: Vec<Choice>,
    /// The one picked, or nothing.
    pub picked: String,
    /// What is wrong, after "Avanti".
    pub error: Option<AttrValue>,
    /// Called with the value picked.
    pub on_pick: Callback<String>,
}

impl RadioGroup {
    /// The group with its question, hint and error.
    pub fn view(self) -> Html {
        let name = self.name;
        let parts = [("-aiuto", !self.hint.is_empty()), ("-errore", self.error.is_some())];
        let radios: Vec<Html> = self.choices.iter().enumerate().map(|(i, c)| self.radio(i, c)).collect();
        html! {
            <fieldset class={classes!(self.error.as_ref().map(|_| "app-field-error"))}
                aria-describedby={described_by(name, &parts)}>
                if self.title {
                    <legend class="app-legend"><h1 tabindex="-1">{self.legend}</h1></legend>
                } else {
                    <legend class="app-label">{self.legend}</legend>
                }
                {hint_text([name, "-aiuto"].concat(), &self.hint)}
                {error_text([name, "-errore"].concat(), self.error.as_ref())}
                { for radios }
            </fieldset>
        }
    }

    fn radio(&self, index: usize, choice: &Choice) -> Html {
        let id = [self.name, "-", &index.to_string()].concat();
        let hint_id = [&id, "-aiuto"].concat();
        let (on_pick, value) = (self.on_pick.clone(), choice.value.to_string());
        let onchange = Callback::from(move |_: Event| on_pick.emit(value.clone()));
        html! {
            <div class="form-check app-choice">
                <input type="radio" id={id.clone()} name={self.name} value={choice.value.clone()}
                    checked={self.picked == *choice.value} {onchange}
                    aria-describedby={(!choice.hint.is_empty()).then(|| hint_id.clone())} />
                <label for={id}>{&choice.label}</label>
                {hint_text(hint_id, &choice.hint)}
            </div>
        }
    }
}

/// A native select, with a second group: on a phone it is the system's own list. Its label is the `h1`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SelectField {
    /// `id` of the select.
    pub id: &'static str,
    /// The question.
    pub label: &'static str,
    /// A line under it.
    pub hint: &'static str,
    /// The first, empty option.
    pub prompt: &'static str,
    /// Options without a group.
    pub choices: Vec<Choice>,
    /// Label of the second group.
    pub group: &'static str,
    /// Its options.
    pub grouped: Vec<Choice>,
    /// The one picked, or nothing.
    pub picked: String,
    /// What is wrong, after "Avanti".
    pub error: Option<AttrValue>,
    /// Called with the value picked.
    pub on_pick: Callback<String>,
}

impl SelectField {
    /// The field with its label, hint and error.
    pub fn view(self) -> Html {
        let on_pick = self.on_pick;
        let onchange = Callback::from(move |e: Event| {
            if let Some(select) = e.target_dyn_into::<HtmlSelectElement>() {
                on_pick.emit(select.value());
            }
        });
        let (id, invalid) = (self.id, self.error.is_some());
        let parts = [("-aiuto", !self.hint.is_empty()), ("-errore", invalid)];
        let option = |c: &Choice| {
            html! { <option value={c.value.clone()} selected={self.picked == *c.value}>{&c.label}</option> }
        };
        html! {
            <>
                <h1 tabindex="-1"><label class="app-label" for={id}>{self.label}</label></h1>
                {hint_text([id, "-aiuto"].concat(), self.hint)}
                <div class={classes!("app-field", "select-wrapper", invalid.then_some("app-field-error"))}>
                    {error_text([id, "-errore"].concat(), self.error.as_ref())}
                    <select {id} {onchange} aria-invalid={invalid.then_some("true")}
                        aria-describedby={described_by(id, &parts)}>
                        <option value="" selected={self.picked.is_empty()}>{self.prompt}</option>
                        { for self.choices.iter().map(option) }
                        <optgroup label={self.group}>{ for self.grouped.iter().map(option) }</optgroup>
                    </select>
                </div>
            </>
        }
    }
}
