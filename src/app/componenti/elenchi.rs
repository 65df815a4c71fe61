// SPDX-License-Identifier: EUPL-1.2
use super::link::address;
use crate::app::route::Route;
use crate::lingua::tr;
use yew::prelude::*;

/// A question in short, its answer, and where to change it.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryRow {
    /// The question in short.
    pub question: AttrValue,
    /// The answer as we read it.
    pub answer: AttrValue,
    /// The answer is a name, and stays Italian in every language.
    pub italian: bool,
    /// The page that changes it.
    pub edit: Option<Route>,
}

/// The answers, each with its "Modifica". `on_edit` runs before an answer is changed.
pub fn summary_list(rows: &[SummaryRow], on_edit: &Callback<MouseEvent>) -> Html {
    let row = |r: &SummaryRow| {
        html! {
            <div>
                <dt>{&r.question}</dt>
                <dd lang={r.italian.then_some("it")}>{&r.answer}</dd>
                if let Some(to) = &r.edit {
                    <dd class="app-no-print">
                        <a href={address(to)} onclick={on_edit.clone()}>
                            {tr!("Modifica")}<span class="visually-hidden">{" «"}{&r.question}{"»"}</span>
                        </a>
                    </dd>
                }
            </div>
        }
    };
    html! { <dl class="app-summary">{ for rows.iter().map(row) }</dl> }
}

/// Head of a column of a [`DataTable`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Words in the head.
    pub head: AttrValue,
    /// Figures: aligned to the right, never broken.
    pub number: bool,
}

/// A table that scrolls inside its own region on a narrow screen.
#[derive(Clone, Debug, Default)]
pub struct DataTable {
    /// `id` of the caption.
    pub id: String,
    /// What the table shows.
    pub caption: &'static str,
    /// The heads; the first column names the row.
    pub columns: Vec<Column>,
    /// The cells, and whether the row is the reader's own.
    pub rows: Vec<(Vec<AttrValue>, bool)>,
    /// Words that mark the reader's own row.
    pub own: &'static str,
}

impl DataTable {
    /// The table.
    pub fn view(&self) -> Html {
        let head = |c: &Column| {
            html! { <th scope="col" class={classes!(c.number.then_some("text-end"))}>{&c.head}</th> }
        };
        html! {
            <div class="table-responsive" tabindex="0" role="region" aria-labelledby={self.id.clone()}>
                <table class="table">
                    <caption id={self.id.clone()}>{self.caption}</caption>
                    <thead><tr>{ for self.columns.iter().map(head) }</tr></thead>
                    <tbody>{ for self.rows.iter().map(|(cells, own)| self.row(cells, *own)) }</tbody>
                </table>
            </div>
        }
    }

    fn row(&self, cells: &[AttrValue], own: bool) -> Html {
        let cell = |(i, text): (usize, &AttrValue)| {
            if i == 0 {
                return html! {
                    <th scope="row">
                        {text}
                        if own { <strong>{" – "}{self.own}</strong> }
                    </th>
                };
            }
            let number = self.columns.get(i).is_some_and(|c| c.number);
            html! { <td class={classes!(number.then_some("text-end"), number.then_some("app-number"))}>{text}</td> }
        };
        html! {
            <tr class={classes!(own.then_some("app-row-mine"))}>{ for cells.iter().enumerate().map(cell) }</tr>
        }
    }
}
