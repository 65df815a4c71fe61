// SPDX-License-Identifier: EUPL-1.2
//! From a [`Cartella`] to the bytes of an `.xlsx` file.

use super::{Cartella, Cella, Foglio, Forma, Stile, Valore};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Note, Workbook, Worksheet,
    XlsxError,
};
use std::fmt;

/// Significant digits that the binary number of a cell gives back as they were.
const MAX_DIGITS: usize = 15;
/// Characters that a cell may hold, less those of the sentence that says that it was cut.
const MAX_TEXT: usize = 32_000;
/// A4.
const PAPER: u8 = 9;

/// Why a spreadsheet was not written.
///
/// ```
/// use soglia::foglio::{Cartella, scrivi};
/// assert_eq!(scrivi(&Cartella::default()).unwrap_err().to_string(), "il foglio di calcolo non ha pagine");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NonScritta(String);

impl fmt::Display for NonScritta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NonScritta {}

impl From<XlsxError> for NonScritta {
    fn from(e: XlsxError) -> Self {
        Self(match e {
            XlsxError::SheetnameReused(name) => format!("due pagine del foglio di calcolo si chiamano «{name}»"),
            XlsxError::RowColumnLimitError => {
                "le righe o le colonne sono più di quante ne ammetta un foglio di calcolo".to_owned()
            }
            other => format!("il foglio di calcolo non si può scrivere: {other}"),
        })
    }
}

/// The bytes of an `.xlsx` file; the same for the same workbook.
///
/// ```
/// use soglia::foglio::{Cartella, Cella, Foglio, scrivi};
/// let mut foglio = Foglio::new("Conto");
/// foglio.riga([Cella::testo("=1+1"), Cella::euro("10.50")]);
/// let bytes = scrivi(&Cartella { titolo: "Prova".to_owned(), fogli: vec![foglio] }).unwrap();
/// assert_eq!(bytes.get(..2), Some(b"PK".as_slice()));
/// ```
///
/// # Errors
/// No sheet, two of the same name, or more rows or columns than the format has.
pub fn scrivi(cartella: &Cartella) -> Result<Vec<u8>, NonScritta> {
    if cartella.fogli.is_empty() {
        return Err(NonScritta("il foglio di calcolo non ha pagine".to_owned()));
    }
    let mut book = Workbook::new();
    // The engine has no clock: a fixed day keeps the bytes the same.
    let properties = DocProperties::new()
        .set_title(&cartella.titolo)
        .set_author(concat!("Soglia ", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    book.set_properties(&properties);
    for foglio in &cartella.fogli {
        sheet(book.add_worksheet(), foglio)?;
    }
    Ok(book.save_to_buffer()?)
}

fn sheet(page: &mut Worksheet, foglio: &Foglio) -> Result<(), NonScritta> {
    page.set_name(foglio.nome())?;
    page.set_paper_size(PAPER).set_print_fit_to_pages(1, 0).set_footer("&L&A&R&P di &N");
    if foglio.orizzontale {
        page.set_landscape();
    }
    if let Some(last) = foglio.bloccate.checked_sub(1) {
        page.set_freeze_panes(foglio.bloccate, 0)?;
        page.set_repeat_rows(0, last)?;
    }
    for (column, width) in (0_u16..).zip(&foglio.larghezze) {
        page.set_column_width(column, *width)?;
    }
    for (row, celle) in (0_u32..).zip(&foglio.righe) {
        for (column, cella) in (0_u16..).zip(celle) {
            cell(page, row, column, cella)?;
        }
    }
    Ok(())
}

fn cell(page: &mut Worksheet, row: u32, column: u16, cella: &Cella) -> Result<(), NonScritta> {
    let format = look(cella);
    match &cella.valore {
        Valore::Vuota => drop(page.write_blank(row, column, &format)?),
        Valore::Testo(text) => words(page, row, column, text, &format)?,
        Valore::Numero(text) => match number(text) {
            Some(n) => drop(page.write_number_with_format(row, column, n, &format)?),
            None => words(page, row, column, text, &format)?,
        },
        Valore::Data(text) => match ExcelDateTime::parse_from_str(text) {
            Ok(day) => drop(page.write_datetime_with_format(row, column, &day, &format)?),
            Err(_) => words(page, row, column, text, &format)?,
        },
        Valore::Formula { formula, risultato } => {
            let formula = Formula::new(formula).set_result(risultato);
            page.write_formula_with_format(row, column, formula, &format)?;
        }
    }
    if let Some(nota) = &cella.nota {
        page.insert_note(row, column, &Note::new(cut(nota)).add_author_prefix(false).set_width(320))?;
    }
    Ok(())
}

/// A text is a text: what begins with `=`, `+`, `-` or `@` too.
fn words(page: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), NonScritta> {
    page.write_string_with_format(row, column, cut(text), format)?;
    Ok(())
}

fn cut(text: &str) -> String {
    if text.encode_utf16().count() <= MAX_TEXT {
        return text.to_owned();
    }
    // A character is at most two of the units that the format counts.
    let head: String = text.chars().take(MAX_TEXT / 2).collect();
    format!("{head}… [il testo continua: in una cella non sta tutto]")
}

/// The binary number of a cell, when it gives back the decimal exactly as written.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let significant = whole.trim_start_matches('0').len().saturating_add(decimals.trim_end_matches('0').len());
    let fits = plain(whole) && plain(decimals) && significant <= MAX_DIGITS;
    fits.then(|| text.parse().ok()).flatten()
}

fn look(cella: &Cella) -> Format {
    let mut format = match cella.stile {
        Stile::Normale => Format::new(),
        Stile::Titolo => Format::new().set_bold().set_font_size(14),
        Stile::Intestazione => {
            let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
            head.set_background_color(Color::RGB(0x00E6_ECF2)).set_border_bottom(FormatBorder::Thin)
        }
        Stile::Dato => Format::new().set_background_color(Color::RGB(0x00FF_F2CC)).set_border(FormatBorder::Thin),
        Stile::Totale => Format::new().set_bold().set_border_top(FormatBorder::Thin),
        Stile::Prosa => Format::new().set_text_wrap().set_align(FormatAlign::Top),
    };
    let shown = match cella.forma {
        Forma::Euro => Some("#,##0.00"),
        Forma::Intero => Some("#,##0"),
        Forma::Percento => Some("0.####\"%\""),
        Forma::Libera => matches!(cella.valore, Valore::Data(_)).then_some("dd/mm/yyyy"),
    };
    if let Some(shown) = shown {
        format = format.set_num_format(shown);
    }
    format
}
