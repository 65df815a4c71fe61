//! The code itself: a version, then JSON with short keys, compressed with a checksum, in base64url.

use super::{CIFRE_IMPRONTA, Caso, MAX_CODICE};
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::{Richiesta, parse_request};
use crate::norma::CatalogoFatti;
use crate::semi;
use data_encoding::BASE64URL_NOPAD;
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};
use serde_json::{Map, Value, json};

/// The version this program writes.
const VERSIONE: &str = "1";
/// The best compression: a code is small and is made once.
const LIVELLO: u8 = 10;
/// A case has a few dozen answers; what unpacks to more is no case.
const MAX_TESTO: usize = 65_536;

pub(super) fn scrivi(caso: &Caso) -> String {
    let mut request = serde_json::to_value(&caso.richiesta).unwrap_or_default();
    if let Some(table) = request.as_object_mut() {
        table.retain(|_, value| !value.is_null() && value.as_object().is_none_or(|t| !t.is_empty()));
    }
    let text = json!({
        "r": caso.regolamento, "i": caso.impronta, "s": caso.servizio, "l": caso.luogo, "q": request,
    })
    .to_string();
    [VERSIONE, ".", &BASE64URL_NOPAD.encode(&compress_to_vec_zlib(text.as_bytes(), LIVELLO))].concat()
}

/// Reads a code back. The answers are checked against the facts of the rules it names, in their own version when this
/// program has it.
///
/// ```
/// use soglia::caso::leggi;
/// for wrong in ["", "ciao", "1.", "1.AAAA", "9.eJwr"] {
///     assert_eq!(leggi(wrong).unwrap_err().codice.as_str(), "codice-del-caso");
/// }
/// ```
///
/// # Errors
/// `codice-del-caso`: cut, mistyped, of a later program, or of something else.
pub fn leggi(codice: &str) -> Result<Caso, Diagnostic> {
    let codice: String = codice.trim().trim_start_matches('#').chars().filter(|c| !c.is_whitespace()).collect();
    if codice.is_empty() {
        return Err(wrong("il codice è vuoto"));
    }
    if codice.len() > MAX_CODICE {
        return Err(wrong("il codice è troppo lungo per essere uno dei nostri"));
    }
    let (version, body) = codice.split_once('.').ok_or_else(|| wrong("questo non è un codice di Soglia"))?;
    match version {
        VERSIONE => {}
        later if later.len() < 4 && !later.is_empty() && later.bytes().all(|b| b.is_ascii_digit()) => {
            return Err(wrong("il codice è di una versione diversa del programma").found(later).expected(VERSIONE));
        }
        _ => return Err(wrong("questo non è un codice di Soglia")),
    }
    let packed = BASE64URL_NOPAD
        .decode(body.as_bytes())
        .map_err(|_| wrong("nel codice c'è un carattere sbagliato, o alla fine ne manca qualcuno"))?;
    let bytes = decompress_to_vec_zlib_with_limit(&packed, MAX_TESTO).map_err(|e| match e.status {
        TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => {
            wrong("il codice è incompleto: ne manca la fine")
        }
        TINFLStatus::Adler32Mismatch => wrong("nel codice c'è un carattere sbagliato"),
        _ => wrong("il codice è rovinato, o non è di Soglia"),
    })?;
    let text = String::from_utf8(bytes).map_err(|_| foreign())?;
    caso(&text)
}

fn caso(text: &str) -> Result<Caso, Diagnostic> {
    let value: Value = serde_json::from_str(text).map_err(|_| foreign())?;
    let table = value.as_object().ok_or_else(foreign)?;
    let word = |key: &str| table.get(key).and_then(Value::as_str).map(str::to_owned).ok_or_else(foreign);
    let (regolamento, impronta) = (word("r")?, word("i")?);
    let hex = impronta.len() == CIFRE_IMPRONTA && impronta.bytes().all(|b| b.is_ascii_hexdigit());
    if !hex || table.keys().any(|key| !["r", "i", "s", "l", "q"].contains(&key.as_str())) {
        return Err(foreign());
    }
    let empty = Value::Object(Map::new());
    let request = table.get("q").unwrap_or(&empty).to_string();
    let richiesta = request_of(&request, &regolamento, &impronta)?;
    Ok(Caso { impronta, servizio: word("s")?, luogo: word("l")?, richiesta, regolamento })
}

/// The answers, with the facts of the version they were given for; of the version in force when that one is lost.
fn request_of(json: &str, id: &str, mark: &str) -> Result<Richiesta, Diagnostic> {
    let none = CatalogoFatti::default();
    let known = semi::versione(id, mark).or_else(|| semi::regolamento(id).ok());
    parse_request(json, known.map_or(&none, |rules| &rules.fatti)).map_err(|d| {
        let base = match known {
            Some(_) => wrong("le risposte scritte nel codice non vanno bene per queste regole"),
            None => wrong("il codice è di regole che questo programma non ha"),
        };
        base.found(if d.percorso.is_empty() { d.messaggio } else { d.percorso })
    })
}

fn foreign() -> Diagnostic {
    wrong("il codice si apre, ma dentro non c'è un caso di Soglia")
}

fn wrong(what: &str) -> Diagnostic {
    Diagnostic::error(Code::CodiceDelCaso, "codice", what)
        .expected("il codice stampato sul prospetto, intero")
        .mend("inquadra di nuovo il quadrato, o ricopia il collegamento per intero")
}
