//! Tables of criteria: CSV with separators `;`, `,` or tab, a header, and no guessing.

use super::MAX_FILE;
use crate::diagnosi::{Code, Diagnostic};
use std::collections::BTreeSet;

/// A table as read: texts, trimmed.
#[derive(Clone, Debug)]
pub(super) struct Tabella {
    pub nome: String,
    pub separatore: u8,
    pub colonne: Vec<String>,
    pub righe: Vec<Riga>,
}

/// A row with the line where it stands.
#[derive(Clone, Debug)]
pub(super) struct Riga {
    pub riga: u32,
    pub celle: Vec<String>,
}

/// Reads a table. Rows that are wholly empty are left out.
///
/// # Errors
/// `tabella-non-valida` or `chiave-doppia`, with the line.
pub(super) fn parse_tabella(text: &str, name: &str) -> Result<Tabella, Diagnostic> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let wrong = |line: Option<u32>, sentence: &str, how: &str| {
        let mut d = Diagnostic::error(Code::TabellaNonValida, "", sentence)
            .expected("un CSV con l'intestazione e lo stesso numero di celle in ogni riga")
            .mend(how);
        (d.file, d.riga) = (name.to_owned(), line);
        d
    };
    if text.len() > MAX_FILE {
        return Err(wrong(None, "la tabella è troppo grande", "tieni solo le righe e le colonne che servono"));
    }
    let separatore = separator(text);
    let mut reader = csv::ReaderBuilder::new().delimiter(separatore).trim(csv::Trim::All).from_reader(text.as_bytes());
    let broken = |e: &csv::Error| {
        let line = e.position().and_then(|p| u32::try_from(p.line()).ok());
        wrong(line, "questa riga della tabella non ha le celle dell'intestazione", "controlla separatori e virgolette")
    };
    let colonne: Vec<String> = reader.headers().map_err(|e| broken(&e))?.iter().map(str::to_owned).collect();
    if colonne.iter().all(String::is_empty) {
        return Err(wrong(Some(1), "la tabella non ha l'intestazione", "scrivi i nomi delle colonne nella prima riga"));
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = colonne.iter().find(|c| !c.is_empty() && !seen.insert(c.as_str())) {
        let mut d = Diagnostic::error(Code::ChiaveDoppia, "", "due colonne hanno lo stesso nome").found(twice);
        (d.file, d.riga) = (name.to_owned(), Some(1));
        return Err(d.mend("cambia il nome di una delle due"));
    }
    let mut righe = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| broken(&e))?;
        let riga = record.position().and_then(|p| u32::try_from(p.line()).ok()).unwrap_or_default();
        if record.iter().any(|cell| !cell.is_empty()) {
            righe.push(Riga { riga, celle: record.iter().map(str::to_owned).collect() });
        }
    }
    Ok(Tabella { nome: name.to_owned(), separatore, colonne, righe })
}

/// The separator that the header uses most; at equal count, the first of `;`, tab, `,`.
fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |c: u8| header.bytes().filter(|b| *b == c).count();
    [b',', b'\t', b';'].into_iter().max_by_key(|c| count(*c)).unwrap_or(b',')
}

/// Text of a CSV file: UTF-8, or Windows-1252 as spreadsheets write it.
///
/// ```
/// assert_eq!(soglia::formato::decode_csv(b"citt\xe0"), "città");
/// assert_eq!(soglia::formato::decode_csv("città".as_bytes()), "città");
/// ```
#[must_use]
pub fn decode_csv(bytes: &[u8]) -> String {
    /// What Windows-1252 has from 0x80 to 0x9F; undefined bytes become U+FFFD.
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    let decode = |b: &u8| match b {
        0x80..=0x9f => HIGH.get(usize::from(b - 0x80)).copied().unwrap_or('\u{fffd}'),
        _ => char::from(*b),
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(decode).collect(),
    }
}
