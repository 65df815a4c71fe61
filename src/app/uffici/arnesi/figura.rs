// SPDX-License-Identifier: EUPL-1.2
//! What every picture has: a sentence as title, the drawing, its figures as a table and as a CSV file.

use super::scritto::csv;
use crate::app::componenti::italiano;
use crate::app::disco;
use crate::lingua::{self, tr};
use yew::prelude::*;

/// A picture with its figures.
pub struct Figura {
    /// Name of the CSV file, and `id`.
    pub id: &'static str,
    /// What the picture says, in one sentence.
    pub frase: String,
    /// The drawing.
    pub disegno: Html,
    /// Heads of the columns; the first names the row, the others are figures.
    pub colonne: Vec<String>,
    /// The rows.
    pub righe: Vec<Vec<String>>,
    /// Where the figures come from.
    pub fonte: String,
}

impl Figura {
    /// The picture, its figures folded below it.
    pub fn view(self) -> Html {
        self.view_named(0)
    }

    /// The same, where that many rows begin with a name: names are Italian in every language.
    pub fn view_named(self, names: usize) -> Html {
        let table = own_table(self.id, &self.colonne, &self.righe, names);
        let rows = self.righe.clone();
        self.around(folded(table), &rows)
    }

    /// The picture, with other rows in the file than on the screen: there small groups are hidden.
    pub fn exported(self, rows: &[Vec<String>]) -> Html {
        self.exported_named(rows, 0)
    }

    /// The same, where that many rows begin with a name.
    pub fn exported_named(self, rows: &[Vec<String>], names: usize) -> Html {
        let table = own_table(self.id, &self.colonne, &self.righe, names);
        self.around(folded(table), rows)
    }

    /// Where the drawing is the table itself.
    pub fn plain(self) -> Html {
        let rows = self.righe.clone();
        self.around(Html::default(), &rows)
    }

    /// Where the drawing is the table itself, with other rows in the file.
    pub fn shown_and(self, rows: &[Vec<String>]) -> Html {
        self.around(Html::default(), rows)
    }

    fn around(self, table: Html, exported: &[Vec<String>]) -> Html {
        let id = self.id;
        let onclick = {
            let rows: Vec<Vec<String>> = std::iter::once(&self.colonne).chain(exported).map(|r| plain_row(r)).collect();
            Callback::from(move |_: MouseEvent| {
                disco::save(&[id, ".csv"].concat(), "text/csv;charset=utf-8", &csv(&rows))
            })
        };
        html! {
            <figure class="app-figure" aria-labelledby={id}>
                <figcaption {id}>{self.frase}</figcaption>
                {self.disegno}
                {table}
                if !self.fonte.is_empty() { <p class="app-source mb-2">{self.fonte}</p> }
                <button type="button" class="btn btn-outline-primary btn-sm" {onclick}>
                    {tr!("Scarica le cifre (CSV)")}
                </button>
            </figure>
        }
    }
}

fn folded(table: Html) -> Html {
    html! { <details class="app-details"><summary>{tr!("Le cifre in tabella")}</summary>{table}</details> }
}

/// A drawing in two sizes, of which a phone shows the narrow one: letters are never scaled down.
pub fn two_widths(draw: impl Fn(bool) -> Html) -> Html {
    html! {
        <>
            <div class="d-md-none">{draw(true)}</div>
            <div class="d-none d-md-block">{draw(false)}</div>
        </>
    }
}

/// A drawing that is too rich for a phone: there it keeps the size at which letters can be read, and scrolls.
pub fn scrolling(drawing: Html) -> Html {
    html! { <div class="app-scroll" tabindex="0" role="group" aria-label={tr!("Disegno: su schermi stretti si scorre di lato")}>{drawing}</div> }
}

/// In a CSV file amounts have no sign and no thousands: `1.234,50 €` → `1234,50`. In every language numbers are written
/// the Italian way, as the separator `;` is: the spreadsheets of an Italian office read them.
pub fn plain_row(row: &[String]) -> Vec<String> {
    row.iter().map(|cell| plain_cell(cell)).collect()
}

fn plain_cell(cell: &str) -> String {
    if lingua::codice() == "en" {
        return plain_english(cell);
    }
    let bare: String = cell.trim_end_matches(['€', '%', '\u{a0}', ' ']).replace('\u{2212}', "-");
    let number = bare.trim_start_matches(['-', '+']);
    let amount = bare.len() < cell.len() && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    if amount { bare.trim_start_matches('+').replace('.', "") } else { cell.to_owned() }
}

/// `−€1,234.50` → `-1234,50`; a number without a sign of what it is changes too: its comma would be read as a decimal mark.
fn plain_english(cell: &str) -> String {
    let sign = if cell.starts_with(['-', '\u{2212}']) { "-" } else { "" };
    let bare = cell.trim_start_matches(['-', '+', '\u{2212}', '€']).trim_end_matches('%');
    let number = bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        && bare.matches('.').count() < 2;
    if number { [sign, &bare.replace(',', "").replace('.', ",")].concat() } else { cell.to_owned() }
}

/// Figures as a table: the first column names the row.
pub fn table(id: &str, heads: &[String], rows: &[Vec<String>]) -> Html {
    table_named(id, heads, rows, 0)
}

/// The same, where that many rows begin with a name.
pub fn table_named(id: &str, heads: &[String], rows: &[Vec<String>], names: usize) -> Html {
    let caption = [id, "-tabella"].concat();
    grid(&caption, &caption, &lines(rows), heads, rows, names)
}

/// The table of a picture, named after it too: tables of several pictures may have as many rows.
fn own_table(id: &str, heads: &[String], rows: &[Vec<String>], names: usize) -> Html {
    let caption = [id, "-tabella"].concat();
    grid(&[&caption, " ", id].concat(), &caption, &lines(rows), heads, rows, names)
}

fn lines(rows: &[Vec<String>]) -> String {
    tr!("Cifre, {n} riga" | "Cifre, {n} righe" % rows.len().to_string())
}

/// The same, with a caption of its own: where a page has several, each needs one.
pub fn titled(id: &str, title: &str, heads: &[String], rows: &[Vec<String>]) -> Html {
    titled_named(id, title, heads, rows, 0)
}

/// The same, where that many rows begin with a name.
pub fn titled_named(id: &str, title: &str, heads: &[String], rows: &[Vec<String>], names: usize) -> Html {
    let caption = [id, "-tabella"].concat();
    grid(&caption, &caption, title, heads, rows, names)
}

/// `labels`: ids of what names the part that scrolls; `names`: how many rows begin with an Italian name.
fn grid(labels: &str, caption: &str, title: &str, heads: &[String], rows: &[Vec<String>], names: usize) -> Html {
    let head =
        |(i, text): (usize, &String)| html! { <th scope="col" class={(i > 0).then_some("text-end")}>{text}</th> };
    let row = |(n, cells): (usize, &Vec<String>)| {
        let cell = |(i, text): (usize, &String)| match i {
            0 if n < names => html! { <th scope="row">{italiano(text.clone())}</th> },
            0 => html! { <th scope="row">{text}</th> },
            _ => html! { <td class="text-end app-number">{text}</td> },
        };
        html! { <tr>{ for cells.iter().enumerate().map(cell) }</tr> }
    };
    html! {
        <div class="table-responsive" tabindex="0" role="region" aria-labelledby={labels.to_owned()}>
            <table class="table table-sm">
                <caption id={caption.to_owned()}>{title.to_owned()}</caption>
                <thead><tr>{ for heads.iter().enumerate().map(head) }</tr></thead>
                <tbody>{ for rows.iter().enumerate().map(row) }</tbody>
            </table>
        </div>
    }
}
