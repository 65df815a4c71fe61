// SPDX-License-Identifier: EUPL-1.2
//! A population in a spreadsheet, as the CSV of FORMATO chapter 6: the same reader then names columns, refuses personal
//! data, and tells what is wrong by line and column. A line of the CSV is the row of the sheet, empty ones included.

mod contato;
mod ods;
mod riferimenti;

use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::chiave;
use calamine::{Data, DataRef, Ods, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use contato::{Avanzo, Contato};
use riferimenti::Riferimenti;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};
use zip::ZipArchive;

/// Bytes that a file may become once it is opened: an archive of a few kilobytes can hold any number of them.
///
/// ```
/// assert_eq!(soglia::foglio::MAX_APERTO, 400_000_000);
/// ```
pub const MAX_APERTO: u64 = 400_000_000;
/// Bytes of the CSV that comes out of it.
const MAX_CSV: usize = 200_000_000;
/// Columns, as a CSV.
const MAX_COLONNE: u32 = 256;
/// Rows of a sheet: those before the first value become empty lines.
const MAX_RIGHE: u32 = 1 << 20;
/// How many times an `.xlsx` is gone through: to know that it is whole, for merged cells, for percentages, for its cells.
const PASSATE_XLSX: u64 = 4;
/// The same of an `.ods`, which is read whole.
const PASSATE_ODS: u64 = 2;
/// What old and protected files begin with.
const COMPOSTO: &[u8] = b"\xd0\xcf\x11\xe0";
/// What a cell that cannot be used becomes: the reader then tells its line and column.
const SENZA_VALORE: &str = "formula senza valore";

/// A spreadsheet that was opened.
///
/// ```
/// use soglia::foglio::{Cartella, Cella, Foglio, leggi, scrivi};
/// let mut foglio = Foglio::new("Famiglie");
/// foglio.riga(["isee", "ora"].map(Cella::testo));
/// foglio.riga([Cella::euro("8000.50"), Cella::numero(10)]);
/// let bytes = scrivi(&Cartella { titolo: String::new(), fogli: vec![foglio] }).unwrap();
/// let letto = leggi(&bytes, None).unwrap();
/// assert_eq!(letto.csv.unwrap(), "isee;ora\n8000.5;10\n");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FoglioLetto {
    /// Names of its sheets that hold something.
    pub fogli: Vec<String>,
    /// The one that was read.
    pub foglio: Option<String>,
    /// Its rows; none when there are several sheets and nobody chose.
    pub csv: Option<String>,
}

/// Whether bytes are a spreadsheet, or an archive, whatever the name of the file says.
///
/// ```
/// assert!(soglia::foglio::is_foglio(b"PK\x03\x04") && !soglia::foglio::is_foglio(b"isee;ora"));
/// ```
#[must_use]
pub fn is_foglio(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(COMPOSTO)
}

/// Reads a sheet of an `.xlsx` or `.ods` file.
///
/// ```
/// let wrong = soglia::foglio::leggi(b"PK\x03\x04", None).unwrap_err();
/// assert_eq!(wrong.codice.as_str(), "file-illeggibile");
/// ```
///
/// # Errors
/// `file-illeggibile` when it is damaged, protected, of another format, too large, or has merged cells; `file-vuoto` when
/// no sheet holds anything; `valore-non-ammesso` when the sheet asked for is not there.
pub fn leggi(bytes: &[u8], foglio: Option<&str>) -> Result<FoglioLetto, Diagnostic> {
    leggi_e_di(bytes, foglio, &|_, _| {})
}

/// The same, saying now and then how much is done, and of how much: a large file takes seconds.
///
/// ```
/// use soglia::foglio::{Cartella, Cella, Foglio, leggi_e_di, scrivi};
/// let mut foglio = Foglio::new("Famiglie");
/// foglio.riga([Cella::testo("isee")]);
/// (0..20_000).for_each(|n| { foglio.riga([Cella::numero(n * 7919 % 60_000)]); });
/// let bytes = scrivi(&Cartella { titolo: String::new(), fogli: vec![foglio] }).unwrap();
/// let told = std::cell::RefCell::new(Vec::new());
/// leggi_e_di(&bytes, None, &|done, all| told.borrow_mut().push((done, all))).unwrap();
/// let told = told.into_inner();
/// assert!(told.len() > 2 && told.is_sorted() && told.iter().all(|(done, all)| done <= all));
/// ```
///
/// # Errors
/// Those of [`leggi`].
pub fn leggi_e_di(bytes: &[u8], foglio: Option<&str>, avanza: &dyn Fn(u64, u64)) -> Result<FoglioLetto, Diagnostic> {
    if bytes.starts_with(COMPOSTO) {
        return Err(composto(bytes));
    }
    let avanzo = Avanzo::new(avanza);
    avanzo.attende(bytes, PASSATE_XLSX);
    match specie(bytes, &avanzo)? {
        Specie::Xlsx => {
            let mut book: Xlsx<_> = Xlsx::new(Contato::new(bytes, &avanzo)).map_err(|_| damaged())?;
            choose(&visible(&book), foglio, |name| xlsx(&mut book, name))
        }
        Specie::Ods(content) => {
            avanzo.attende(bytes, PASSATE_ODS);
            ods::small_enough(&content)?;
            let mut book: Ods<_> = Ods::new(Contato::new(bytes, &avanzo)).map_err(|_| damaged())?;
            choose(&visible(&book), foglio, |name| ods::sheet(&mut book, &content, name))
        }
    }
}

/// The sheet asked for, or the only one that holds something.
fn choose(
    names: &[String],
    foglio: Option<&str>,
    mut read: impl FnMut(&str) -> Result<String, Diagnostic>,
) -> Result<FoglioLetto, Diagnostic> {
    if let Some(name) = foglio {
        if !names.iter().any(|n| n == name) {
            return Err(Diagnostic::error(Code::ValoreNonAmmesso, "", chiave!("nel file questa pagina non c'è"))
                .found(name)
                .expected(names.join(", "))
                .mend(chiave!("scegli una delle pagine del file")));
        }
        let csv = read(name)?;
        return Ok(FoglioLetto { fogli: names.to_vec(), foglio: Some(name.to_owned()), csv: Some(csv) });
    }
    // A sheet that cannot be read holds something: its error is told when it is the one.
    let mut full: Vec<(String, Result<String, Diagnostic>)> = Vec::new();
    for name in names {
        let csv = read(name);
        if csv.as_ref().map_or(true, |c| !c.is_empty()) {
            full.push((name.clone(), csv));
        }
    }
    let fogli = full.iter().map(|(n, _)| n.clone()).collect();
    if full.len() > 1 {
        return Ok(FoglioLetto { fogli, foglio: None, csv: None });
    }
    match full.pop() {
        Some((name, csv)) => Ok(FoglioLetto { fogli, foglio: Some(name), csv: Some(csv?) }),
        None => Err(Diagnostic::error(Code::FileVuoto, "", chiave!("il foglio di calcolo è vuoto"))
            .expected("una prima riga come «id, isee, ora» e una riga per famiglia")
            .mend(chiave!("controlla di aver scelto il file giusto"))),
    }
}

fn visible<R: Reader<T>, T: Read + Seek>(book: &R) -> Vec<String> {
    let kept = |s: &&calamine::Sheet| s.typ == SheetType::WorkSheet && s.visible == SheetVisible::Visible;
    book.sheets_metadata().iter().filter(kept).map(|s| s.name.clone()).collect()
}

/// What an archive holds.
enum Specie {
    Xlsx,
    /// The text of its sheets.
    Ods(String),
}

/// Opens every part once, to know that they are whole and not too large, before anybody believes what they say.
fn specie(bytes: &[u8], avanzo: &Avanzo<'_>) -> Result<Specie, Diagnostic> {
    let mut archive = ZipArchive::new(Contato::new(bytes, avanzo)).map_err(|_| damaged())?;
    let mut left = MAX_APERTO;
    let (mut xlsx, mut content, mut protected) = (false, None, false);
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).map_err(|_| damaged())?;
        let name = part.name().map_err(|_| damaged())?.into_owned();
        if part.size() > left {
            return Err(too_large());
        }
        let (mut text, mut references) = (Vec::new(), Riferimenti::default());
        let mut open = part.by_ref().take(left.saturating_add(1));
        let read = if matches!(name.as_str(), "content.xml" | "META-INF/manifest.xml") {
            open.read_to_end(&mut text).map(|n| u64::try_from(n).unwrap_or(u64::MAX))
        } else {
            std::io::copy(&mut open, &mut references)
        };
        let read = read.map_err(|_| damaged())?;
        left = left.checked_sub(read).ok_or_else(too_large)?;
        // A word takes at least `<t/>`.
        if references.parole > read / 4 && name.to_ascii_lowercase().contains("sharedstrings") {
            return Err(damaged());
        }
        if references.fuori && name.contains("worksheets") {
            return Err(beyond());
        }
        let text = String::from_utf8_lossy(&text).into_owned();
        match name.as_str() {
            "xl/workbook.xml" | "xl\\workbook.xml" => xlsx = true,
            "META-INF/manifest.xml" => protected |= text.contains("encryption-data"),
            "content.xml" => content = Some(text),
            _ => {}
        }
    }
    match (xlsx, content) {
        _ if protected => Err(password()),
        (true, _) => Ok(Specie::Xlsx),
        (false, Some(text)) if text.contains("office:spreadsheet") => Ok(Specie::Ods(text)),
        _ => Err(unreadable(chiave!("il file è un archivio, ma non un foglio di calcolo"))
            .expected("un foglio di calcolo .xlsx o .ods, o un CSV")
            .mend(chiave!("apri il file con il foglio di calcolo e salvalo come .xlsx, .ods o CSV"))),
    }
}

/// Cells of an `.xlsx`, as they come.
fn xlsx(book: &mut Xlsx<Contato<'_>>, name: &str) -> Result<String, Diagnostic> {
    let merged = book.merge_cells_by_sheet_name(name).map_err(|e| why(&e))?;
    if let Some(first) = merged.iter().map(|d| d.start.0).min() {
        return Err(unite(first));
    }
    let percent = percentages(book, name)?;
    let mut cells = book.worksheet_cells_reader(name).map_err(|e| why(&e))?;
    let mut out = Righe::default();
    // Formulas as they are written: to expand them the reader believes every number it is told, however large.
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|e| why(&e))? {
        let text = match (&cell.value, &cell.formula) {
            (DataRef::Empty, Some(_)) => SENZA_VALORE.to_owned(),
            (value, _) => words(&Data::from(value.clone())),
        };
        out.push(cell.pos, if percent.contains(&cell.pos) { share(text) } else { text })?;
    }
    out.finish()
}

/// The cells that are shown as a percentage.
fn percentages(book: &mut Xlsx<Contato<'_>>, name: &str) -> Result<BTreeSet<(u32, u32)>, Diagnostic> {
    let mut percent = BTreeSet::new();
    let mut cells = book.worksheet_cells_reader(name).map_err(|e| why(&e))?;
    let shares: Vec<bool> =
        cells.styles().iter().map(|s| s.number_format.as_ref().is_some_and(|f| f.format_code.contains('%'))).collect();
    while let Some((row, column, style)) = cells.next_style_id().map_err(|e| why(&e))? {
        if shares.get(style) == Some(&true) {
            percent.insert((row, column));
        }
    }
    Ok(percent)
}

fn why(e: &XlsxError) -> Diagnostic {
    if matches!(e, XlsxError::Password) { password() } else { damaged() }
}

/// A value as a CSV writes it: numbers with the fewest digits that give them back, days as the format wants them.
fn words(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::Int(n) => n.to_string(),
        Data::Float(n) => decimals(n.to_string()),
        Data::Bool(b) => if *b { "sì" } else { "no" }.to_owned(),
        Data::String(text) => plain(text),
        Data::DateTime(when) => {
            let (year, month, day, hour, minute, ..) = when.to_ymd_hms_milli();
            let time = if hour + minute > 0 { format!(" {hour:02}:{minute:02}") } else { String::new() };
            format!("{year:04}-{month:02}-{day:02}{time}")
        }
        Data::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        Data::DurationIso(text) => text.clone(),
        Data::Error(e) => e.to_string(),
    }
}

/// Three decimals could be thousands, for who reads a CSV: with a fourth they cannot.
fn decimals(text: String) -> String {
    if text.rsplit_once('.').is_some_and(|(_, d)| d.len() == 3) { text + "0" } else { text }
}

/// A percentage is no amount and no quantity: with its mark, the reader refuses it and says where.
fn share(text: String) -> String {
    if text.parse::<i64>().is_ok() || text.contains('.') { format!("{text} in percentuale") } else { text }
}

/// A number written as a text with a comma is the number: the others of the sheet have a point.
fn plain(text: &str) -> String {
    let text = text.replace(['\r', '\n', '\t'], " ").trim().to_owned();
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    match text.split_once(',') {
        Some((whole, decimals)) if digits(whole) && digits(decimals) => format!("{whole}.{decimals}"),
        _ => text,
    }
}

/// Rows as they become a CSV.
#[derive(Default)]
struct Righe {
    csv: String,
    /// Rows written so far, empty ones included.
    scritte: u32,
    riga: u32,
    celle: BTreeMap<u32, String>,
    /// First column and how many, from the first row that holds something.
    testata: Option<(u32, u32)>,
}

impl Righe {
    fn push(&mut self, (row, column): (u32, u32), text: String) -> Result<(), Diagnostic> {
        if text.is_empty() {
            return Ok(());
        }
        if row < self.riga {
            return Err(damaged());
        }
        if row >= MAX_RIGHE {
            return Err(beyond());
        }
        if row > self.riga {
            self.end()?;
            self.riga = row;
        }
        let first = self.testata.map_or(0, |(first, _)| first);
        if column.saturating_sub(first) >= MAX_COLONNE && self.testata.is_some() || self.celle.len() > 1000 {
            return Err(unreadable(chiave!("il foglio ha troppe colonne"))
                .expected(format!("al massimo {MAX_COLONNE} colonne"))
                .mend(chiave!("togli le colonne che non servono")));
        }
        self.celle.insert(column, text);
        Ok(())
    }

    fn end(&mut self) -> Result<(), Diagnostic> {
        let cells = std::mem::take(&mut self.celle);
        let (Some((low, _)), Some((high, _))) = (cells.first_key_value(), cells.last_key_value()) else {
            return Ok(());
        };
        let (first, width) = *self.testata.get_or_insert((*low, high - low + 1));
        if width > MAX_COLONNE {
            return Err(unreadable(chiave!("il foglio ha troppe colonne"))
                .expected(format!("al massimo {MAX_COLONNE} colonne"))
                .mend(chiave!("togli le colonne che non servono")));
        }
        while self.scritte < self.riga {
            self.csv.push('\n');
            self.scritte += 1;
        }
        // What stands left of the first column, or right of the last, makes the row too long: the reader tells it.
        let outside = u32::from(*low < first);
        let count = width.max((high + 1).saturating_sub(first)) + outside;
        for n in 0..count {
            if n > 0 {
                self.csv.push(';');
            }
            quoted(cells.get(&(first + n)).map_or("", String::as_str), &mut self.csv);
        }
        self.csv.push('\n');
        self.scritte += 1;
        if self.csv.len() > MAX_CSV { Err(too_large()) } else { Ok(()) }
    }

    fn finish(mut self) -> Result<String, Diagnostic> {
        self.end()?;
        Ok(self.csv)
    }
}

fn quoted(text: &str, out: &mut String) {
    if text.contains([';', '"']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}

fn unreadable(what: &str) -> Diagnostic {
    Diagnostic::error(Code::FileIlleggibile, "", what)
}

fn damaged() -> Diagnostic {
    unreadable(chiave!("il foglio di calcolo è danneggiato o incompleto"))
        .expected("un foglio di calcolo .xlsx o .ods intero")
        .mend(chiave!("aprilo con il foglio di calcolo e salvalo di nuovo, o salvalo come «CSV UTF-8»"))
}

fn beyond() -> Diagnostic {
    unreadable(chiave!("nel foglio c'è una cella oltre l'ultima riga o l'ultima colonna che un foglio può avere"))
        .expected(format!("al massimo {MAX_RIGHE} righe, e colonne fino a XFD"))
        .mend(chiave!("aprilo con il foglio di calcolo e salvalo di nuovo"))
}

fn password() -> Diagnostic {
    unreadable(chiave!("il foglio di calcolo è protetto da una password"))
        .expected("un file senza password")
        .mend(chiave!("aprilo con la password e salvane una copia senza protezione"))
}

fn too_large() -> Diagnostic {
    unreadable(chiave!("il foglio di calcolo, una volta aperto, è troppo grande"))
        .found(format!("più di {} milioni di byte", MAX_APERTO / 1_000_000))
        .expected(format!("al massimo {} milioni di byte", MAX_APERTO / 1_000_000))
        .mend(chiave!("lascia solo la pagina delle famiglie, o salvala come «CSV UTF-8»"))
}

/// The row is from zero.
fn unite(row: u32) -> Diagnostic {
    let mut d = unreadable(chiave!("nel foglio ci sono celle unite: non si sa a quali righe vale il loro valore"))
        .expected("una cella per ogni valore")
        .mend(chiave!("separa le celle unite e ripeti il valore in ogni riga"));
    d.riga = Some(row.saturating_add(1));
    d
}

/// A file that is not an archive: protected, or of before 2007.
fn composto(bytes: &[u8]) -> Diagnostic {
    // Whether it is a protected `.xlsx` is written in it in UTF-16.
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|w| w == name) {
        return password();
    }
    unreadable(chiave!("il file è un foglio di calcolo di vecchio tipo (.xls)"))
        .expected("un foglio di calcolo .xlsx o .ods, o un CSV")
        .mend(chiave!("aprilo e salvalo come .xlsx"))
}
