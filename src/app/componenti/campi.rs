// SPDX-License-Identifier: EUPL-1.2
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

/// The error of a field, with the hidden word that tells it apart from a hint.
fn error_text(id: &str, error: Option<&AttrValue>) -> Html {
    error.map_or_else(Html::default, |message| {
        html! {
            <p class="app-error" id={id.to_owned()}>
                <span class="visually-hidden">{"Errore: "}</span>{message}
            </p>
        }
    })
}

/// Ids that describe a field, in reading order.
fn described_by(ids: &[(&str, bool)]) -> Option<String> {
    let ids: Vec<&str> = ids.iter().filter(|(_, there)| *there).map(|(id, _)| *id).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// Properties of [`NumberField`].
#[derive(Properties, PartialEq)]
pub struct NumberFieldProps {
    /// `id` of the input.
    pub id: AttrValue,
    /// The label: the question itself, in the `h1` of its page.
    pub label: AttrValue,
    /// Where to find it, how to write it.
    #[prop_or_default]
    pub hint: AttrValue,
    /// As typed.
    pub text: AttrValue,
    /// How we read it, such as "Abbiamo letto 12.500,50 €".
    #[prop_or_default]
    pub echo: Option<AttrValue>,
    /// What is wrong, after "Avanti".
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Sign before the field: `€`.
    #[prop_or_default]
    pub symbol: Option<AttrValue>,
    /// Keyboard on a phone: `decimal`, `numeric` or `text`.
    #[prop_or(AttrValue::Static("decimal"))]
    pub mode: AttrValue,
    /// Called at every key, with the whole text.
    pub on_type: Callback<String>,
}

/// A number typed as text (A11Y-12): no spinner, no wheel, no reformatting under the fingers.
#[component]
pub fn NumberField(props: &NumberFieldProps) -> Html {
    let oninput = {
        let on_type = props.on_type.clone();
        Callback::from(move |e: InputEvent| {
            if let Some(input) = e.target_dyn_into::<HtmlInputElement>() {
                on_type.emit(input.value());
            }
        })
    };
    let id = props.id.as_str();
    let (hint_id, echo_id, error_id) = ([id, "-aiuto"].concat(), [id, "-letto"].concat(), [id, "-errore"].concat());
    let describe = described_by(&[
        (&hint_id, !props.hint.is_empty()),
        (&error_id, props.error.is_some()),
        (&echo_id, props.echo.is_some()),
    ]);
    let invalid = props.error.is_some();
    html! {
        <>
            <h1 tabindex="-1"><label class="app-label" for={props.id.clone()}>{&props.label}</label></h1>
            if !props.hint.is_empty() {
                <span class="app-hint" id={hint_id}>{&props.hint}</span>
            }
            <div class={classes!("app-field", invalid.then_some("app-field-error"))}>
                {error_text(&error_id, props.error.as_ref())}
                <div class={classes!(props.symbol.is_some().then_some("input-group"))}>
                    if let Some(symbol) = &props.symbol {
                        <span class="input-group-text fw-semibold" aria-hidden="true">{symbol}</span>
                    }
                    <input id={props.id.clone()} class={classes!("form-control", invalid.then_some("is-invalid"))}
                        type="text" inputmode={props.mode.clone()} autocomplete="off"
                        value={props.text.clone()} {oninput} aria-invalid={invalid.then_some("true")}
                        aria-describedby={describe} />
                </div>
                if let Some(echo) = &props.echo {
                    <p class="app-echo" id={echo_id}>{echo}</p>
                }
            </div>
        </>
    }
}

/// Properties of [`RadioGroup`].
#[derive(Properties, PartialEq)]
pub struct RadioGroupProps {
    /// Name of the group; the first radio has the id `{name}-0`.
    pub name: AttrValue,
    /// The question.
    pub legend: AttrValue,
    /// The question is the title of the page.
    #[prop_or_default]
    pub title: bool,
    /// A line under the question.
    #[prop_or_default]
    pub hint: AttrValue,
    /// The answers.
    pub choices: ChoiceGroup,
    /// The one picked, or nothing.
    pub picked: AttrValue,
    /// What is wrong, after "Avanti".
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Called with the value picked.
    pub on_pick: Callback<String>,
}

/// The answers of a [`RadioGroup`].
pub type ChoiceGroup = Vec<Choice>;

/// One answer out of a few, all visible.
#[component]
pub fn RadioGroup(props: &RadioGroupProps) -> Html {
    let name = props.name.as_str();
    let (hint_id, error_id) = ([name, "-aiuto"].concat(), [name, "-errore"].concat());
    let describe = described_by(&[(&hint_id, !props.hint.is_empty()), (&error_id, props.error.is_some())]);
    let legend = if props.title {
        html! { <legend class="app-legend"><h1 tabindex="-1">{&props.legend}</h1></legend> }
    } else {
        html! { <legend class="app-label">{&props.legend}</legend> }
    };
    html! {
        <fieldset class={classes!(props.error.is_some().then_some("app-field-error"))} aria-describedby={describe}>
            {legend}
            if !props.hint.is_empty() {
                <span class="app-hint" id={hint_id}>{&props.hint}</span>
            }
            {error_text(&error_id, props.error.as_ref())}
            { for props.choices.iter().enumerate().map(|(i, c)| radio(props, i, c)) }
        </fieldset>
    }
}

fn radio(props: &RadioGroupProps, index: usize, choice: &Choice) -> Html {
    let id = [props.name.as_str(), "-", &index.to_string()].concat();
    let hint_id = [&id, "-aiuto"].concat();
    let onchange = {
        let (on_pick, value) = (props.on_pick.clone(), choice.value.to_string());
        Callback::from(move |_: Event| on_pick.emit(value.clone()))
    };
    let described = (!choice.hint.is_empty()).then(|| hint_id.clone());
    html! {
        <div class="form-check app-choice">
            <input type="radio" id={id.clone()} name={props.name.clone()} value={choice.value.clone()}
                checked={props.picked == choice.value} {onchange} aria-describedby={described} />
            <label for={id}>{&choice.label}</label>
            if !choice.hint.is_empty() {
                <span class="app-hint" id={hint_id}>{&choice.hint}</span>
            }
        </div>
    }
}

/// Properties of [`SelectField`].
#[derive(Properties, PartialEq)]
pub struct SelectFieldProps {
    /// `id` of the select.
    pub id: AttrValue,
    /// The label: the question itself, in the `h1` of its page.
    pub label: AttrValue,
    /// A line under it.
    #[prop_or_default]
    pub hint: AttrValue,
    /// The first, empty option.
    pub prompt: AttrValue,
    /// Options without a group.
    pub choices: ChoiceGroup,
    /// Label of a second group.
    pub group: AttrValue,
    /// Its options.
    pub grouped: ChoiceGroup,
    /// The one picked, or nothing.
    pub picked: AttrValue,
    /// What is wrong, after "Avanti".
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Called with the value picked.
    pub on_pick: Callback<String>,
}

/// A native select: on a phone it is the system's own list.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let id = props.id.as_str();
    let (hint_id, error_id) = ([id, "-aiuto"].concat(), [id, "-errore"].concat());
    let describe = described_by(&[(&hint_id, !props.hint.is_empty()), (&error_id, props.error.is_some())]);
    let onchange = {
        let on_pick = props.on_pick.clone();
        Callback::from(move |e: Event| {
            if let Some(select) = e.target_dyn_into::<HtmlSelectElement>() {
                on_pick.emit(select.value());
            }
        })
    };
    let option = |c: &Choice| {
        html! { <option value={c.value.clone()} selected={props.picked == c.value}>{&c.label}</option> }
    };
    let invalid = props.error.is_some();
    html! {
        <>
            <h1 tabindex="-1"><label class="app-label" for={props.id.clone()}>{&props.label}</label></h1>
            if !props.hint.is_empty() {
                <span class="app-hint" id={hint_id}>{&props.hint}</span>
            }
            <div class={classes!("app-field", "select-wrapper", invalid.then_some("app-field-error"))}>
                {error_text(&error_id, props.error.as_ref())}
                <select id={props.id.clone()} {onchange} aria-invalid={invalid.then_some("true")}
                    aria-describedby={describe}>
                    <option value="" selected={props.picked.is_empty()}>{&props.prompt}</option>
                    { for props.choices.iter().map(option) }
                    <optgroup label={props.group.clone()}>{ for props.grouped.iter().map(option) }</optgroup>
                </select>
            </div>
        </>
    }
}
