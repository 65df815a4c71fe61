//! From the bytes of a cell to a value.

use super::numero::{Difetto, centesimi, numero};
use super::personali::names_a_person;
use super::{Cella, ColonnaFatto, MAX_VOCI};
use crate::diagnosi::Code;
use crate::lingua::chiave;
use crate::norma::{CatalogoFatti, Fatto, Giorno, TipoFatto, ValoreFatto};
use encoding_rs::WINDOWS_1252;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// Largest quantity: nobody has a million hours a month.
const MAX_QUANTITA: i64 = 1_000_000;

/// The encoding, decided by the first letter that is not ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Codifica {
    Ignota,
    Utf8,
    Windows1252,
}

impl Codifica {
    pub(super) fn name(self) -> &'static str {
        if self == Self::Windows1252 { "windows-1252" } else { "utf-8" }
    }

    /// The text of a cell.
    pub(super) fn decode<'a>(&mut self, bytes: &'a [u8]) -> Result<Cow<'a, str>, Difetto> {
        if let (Ok(text), true) = (std::str::from_utf8(bytes), *self != Self::Windows1252 || bytes.is_ascii()) {
            if *self == Self::Ignota && !bytes.is_ascii() {
                *self = Self::Utf8;
            }
            return Ok(Cow::Borrowed(text));
        }
        if *self == Self::Utf8 {
            return Err(Difetto::new(
                Code::Codifica,
                chiave!("la cella non è testo UTF-8, come il resto del file"),
                chiave!("riapri il file e salvalo scegliendo la codifica UTF-8"),
            ));
        }
        *self = Self::Windows1252;
        Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0)
    }
}

/// Without spaces around.
pub(super) fn trim(bytes: &[u8]) -> &[u8] {
    match (bytes.first(), bytes.last()) {
        (Some(a), Some(b)) if *a > b' ' && *b > b' ' => bytes,
        _ => bytes.trim_ascii(),
    }
}

/// An ISEE: empty = none presented.
pub(super) fn isee(cell: &[u8], segno: &mut Option<u8>) -> Result<Option<i64>, Difetto> {
    if cell.is_empty() {
        return Ok(None);
    }
    numero(cell, segno).and_then(centesimi).map(Some)
}

/// A quantity; an empty one would have to be guessed.
pub(super) fn quantita(cell: &[u8], segno: &mut Option<u8>) -> Result<(i64, u8), Difetto> {
    if cell.is_empty() {
        return Err(Difetto::new(
            Code::NumeroNonValido,
            chiave!("la quantità è vuota"),
            chiave!("scrivi quante unità, anche 0; se vale 1 per tutti togli la colonna"),
        ));
    }
    let (value, decimals) = numero(cell, segno)?;
    let whole = value / 10_i64.pow(u32::from(decimals));
    if whole >= MAX_QUANTITA {
        return Err(Difetto::new(
            Code::NumeroFuoriLimite,
            chiave!("la quantità è troppo grande"),
            chiave!("controlla la cella: deve essere minore di un milione"),
        ));
    }
    Ok((value, decimals))
}

/// The value of a fact.
pub(super) fn fatto(
    cell: &[u8],
    column: &mut ColonnaFatto,
    facts: &CatalogoFatti,
    segno: &mut Option<u8>,
    codifica: &mut Codifica,
) -> Result<Cella, Difetto> {
    if cell.is_empty() {
        return Ok(Cella::Assente);
    }
    let Some(fatto) = facts.get(&column.id) else { return Ok(Cella::Assente) };
    match fatto.tipo {
        TipoFatto::Intero | TipoFatto::Importo => number_of(cell, fatto, segno).map(Cella::Numero),
        TipoFatto::Booleano => boolean(cell).and_then(|b| entry(column, ValoreFatto::Booleano(b))),
        TipoFatto::Data => {
            let day = std::str::from_utf8(cell).ok().and_then(Giorno::parse);
            let wrong = || {
                Difetto::new(
                    Code::DataNonValida,
                    chiave!("questa non è una data del calendario"),
                    chiave!("scrivi anno-mese-giorno, come 2024-01-31"),
                )
            };
            day.ok_or_else(wrong).and_then(|d| entry(column, ValoreFatto::Data(d)))
        }
        TipoFatto::Scelta => {
            let text = codifica.decode(cell)?;
            let word = fatto.valori.iter().map(|(w, _)| w).find(|w| w.eq_ignore_ascii_case(&text));
            let admitted = || fatto.valori.iter().map(|(w, _)| w.as_str()).collect::<Vec<_>>().join(" | ");
            let wrong = || {
                let how = chiave!("scrivi una di: {}");
                Difetto::new(Code::ValoreDelFatto, chiave!("la parola non è tra quelle ammesse"), how)
                    .with(how, &[&admitted()])
            };
            word.ok_or_else(wrong).and_then(|w| entry(column, ValoreFatto::Parola(w.clone())))
        }
        TipoFatto::Testo => {
            let text = codifica.decode(cell)?;
            entry(column, ValoreFatto::Parola(text.into_owned()))
        }
    }
}

/// A text that tells who a person is stops the whole reading.
pub(super) fn personal(cell: &[u8], tipo: Option<TipoFatto>) -> Option<&'static str> {
    if matches!(tipo, None | Some(TipoFatto::Testo)) { names_a_person(cell) } else { None }
}

fn number_of(cell: &[u8], fatto: &Fatto, segno: &mut Option<u8>) -> Result<i64, Difetto> {
    let (value, decimals) = numero(cell, segno)?;
    let cents = centesimi((value, decimals))?;
    if fatto.tipo == TipoFatto::Importo {
        return Ok(cents);
    }
    let n = Decimal::from(value);
    if decimals > 0 || fatto.minimo.is_some_and(|m| n < m) || fatto.massimo.is_some_and(|m| n > m) {
        let from = fatto.minimo.map_or_else(|| "0".to_owned(), |m| m.to_string());
        let up = chiave!("scrivi un numero intero da {} in su");
        let wrong = Difetto::new(Code::ValoreDelFatto, chiave!("il numero non va bene per questo fatto"), up);
        return Err(match fatto.massimo {
            None => wrong.with(up, &[&from]),
            Some(to) => wrong.with(chiave!("scrivi un numero intero da {} a {}"), &[&from, &to.to_string()]),
        });
    }
    Ok(cents)
}

/// The words of spreadsheets and of people.
fn boolean(cell: &[u8]) -> Result<bool, Difetto> {
    let is = |words: &[&str]| words.iter().any(|w| w.as_bytes().eq_ignore_ascii_case(cell));
    // «sì» in UTF-8 and in Windows-1252, «SÌ» too.
    let accented: [&[u8]; 4] = ["sì".as_bytes(), "SÌ".as_bytes(), b"s\xec", b"S\xcc"];
    if is(&["true", "vero", "si", "s", "1"]) || accented.contains(&cell) {
        return Ok(true);
    }
    if is(&["false", "falso", "no", "n", "0"]) {
        return Ok(false);
    }
    Err(Difetto::new(
        Code::ValoreDelFatto,
        chiave!("qui va sì o no"),
        chiave!("scrivi true o false (vanno bene anche sì e no, vero e falso, 1 e 0)"),
    ))
}

/// The place of a value among those of its column.
fn entry(column: &mut ColonnaFatto, value: ValoreFatto) -> Result<Cella, Difetto> {
    let place = match column.voci.iter().position(|v| *v == value) {
        Some(place) => place,
        None if column.voci.len() < MAX_VOCI => {
            column.voci.push(value);
            column.voci.len() - 1
        }
        None => return Err(too_many_words()),
    };
    u32::try_from(place).map(Cella::Voce).map_err(|_| too_many_words())
}

pub(super) fn too_many_words() -> Difetto {
    let how = chiave!("usa al massimo {} parole, o ignora la colonna");
    Difetto::new(Code::ValoreDelFatto, chiave!("la colonna ha troppe parole diverse"), how)
        .with(how, &[&MAX_VOCI.to_string()])
}
