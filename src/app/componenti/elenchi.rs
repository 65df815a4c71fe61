// SPDX-License-Identifier: EUPL-1.2
use super::RouteLink;
use crate::app::route::Route;
use yew::prelude::*;

/// A question in short, its answer, and where to change it.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryRow {
    /// The question in short.
    pub question: AttrValue,
    /// The answer as we read it.
    pub answer: AttrValue,
    /// The page that changes it.
    pub edit: Option<Route>,
}

/// Properties of [`SummaryList`].
#[derive(Properties, PartialEq)]
pub struct SummaryListProps {
    /// One row per answer.
    pub rows: Vec<SummaryRow>,
    /// Runs before an answer is changed.
    #[prop_or_default]
    pub on_edit: Callback<()>,
}

/// The answers, each with its "Modifica".
#[component]
pub fn SummaryList(props: &SummaryListProps) -> Html {
    let row = |r: &SummaryRow| {
        html! {
            <div>
                <dt>{&r.question}</dt>
                <dd>{&r.answer}</dd>
                if let Some(to) = &r.edit {
                    <dd class="app-no-print">
                        <RouteLink to={to.clone()} before={props.on_edit.clone()}>
                            {"Modifica"}<span class="visually-hidden">{": "}{&r.question}</span>
                        </RouteLink>
                    </dd>
                }
            </div>
        }
    };
    html! { <dl class="app-summary">{ for props.rows.iter().map(row) }</dl> }
}

/// Head of a column of a [`DataTable`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Words in the head.
    pub head: AttrValue,
    /// Figures: aligned to the right, never broken.
    pub number: bool,
}

/// Properties of [`DataTable`].
#[derive(Properties, PartialEq)]
pub struct DataTableProps {
    /// `id` of the caption.
    pub id: AttrValue,
    /// What the table shows.
    pub caption: AttrValue,
    /// The heads; the first column names the row.
    pub columns: Vec<Column>,
    /// The cells, and whether the row is the reader's own.
    pub rows: Vec<(Vec<AttrValue>, bool)>,
    /// Words that mark the reader's own row.
    #[prop_or_default]
    pub own: AttrValue,
}

/// A table that scrolls inside its own region on a narrow screen.
#[component]
pub fn DataTable(props: &DataTableProps) -> Html {
    let head = |c: &Column| {
        html! { <th scope="col" class={classes!(c.number.then_some("text-end"))}>{&c.head}</th> }
    };
    html! {
        <div class="table-responsive" tabindex="0" role="region" aria-labelledby={props.id.clone()}>
            <table class="table">
                <caption id={props.id.clone()}>{&props.caption}</caption>
                <thead><tr>{ for props.columns.iter().map(head) }</tr></thead>
                <tbody>{ for props.rows.iter().map(|(cells, own)| table_row(props, cells, *own)) }</tbody>
            </table>
        </div>
    }
}

fn table_row(props: &DataTableProps, cells: &[AttrValue], own: bool) -> Html {
    let cell = |(i, text): (usize, &AttrValue)| {
        if i == 0 {
            return html! {
                <th scope="row">
                    {text}
                    if own { <strong>{" – "}{&props.own}</strong> }
                </th>
            };
        }
        let number = props.columns.get(i).is_some_and(|c| c.number);
        html! { <td class={classes!(number.then_some("text-end"), number.then_some("app-number"))}>{text}</td> }
    };
    html! {
        <tr class={classes!(own.then_some("app-row-mine"))}>{ for cells.iter().enumerate().map(cell) }</tr>
    }
}
