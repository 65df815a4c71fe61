//! The only module that reads or writes TOML, JSON and CSV.
//!
//! A file goes through a tree with positions, tables as written, and checks, and comes out as a
//! [`crate::norma`] value that cannot be invalid, or as the list of what is wrong with it.
//!
//! ```
//! let wrong = soglia::formato::parse_regolamento("formato = 1\nid = 7", "mio.toml", &Default::default()).unwrap_err();
//! assert_eq!((wrong[0].riga, wrong[0].percorso.as_str()), (Some(2), "id"));
//! ```

mod albero;
mod annidati;
mod canonico;
mod chiamata;
mod documento;
mod documento_json;
mod dsu;
mod dsu_coerenza;
mod dsu_grezza;
mod grezzo;
mod isee_grezzo;
mod isee_parametri;
mod leggi;
mod nodo;
pub mod popolazione;
mod posizione;
mod questionario;
mod richiesta;
mod riparto;
mod scalare;
#[cfg(feature = "cli")]
mod schema;
#[cfg(feature = "cli")]
mod schema_dsu;
#[cfg(feature = "cli")]
mod schema_riparto;
mod tabelle;
mod uno_o_molti;
mod valida;

pub use chiamata::{Argomenti, parse_call};
pub use documento::Documento;
pub use dsu::parse_dsu;
pub use isee_parametri::parse_parametri;
use posizione::json_line;
pub use posizione::path_at;
pub use questionario::parse_questionario;
pub use richiesta::{Richiesta, parse_facts, parse_isee, parse_request};
pub use riparto::{is_cifre, is_riparto, parse_cifre, parse_riparto, tables_named};
#[cfg(feature = "cli")]
pub use schema::{schema_fatti, schema_regolamento};
#[cfg(feature = "cli")]
pub use schema_dsu::schema_dsu;
#[cfg(feature = "cli")]
pub use schema_riparto::schema_riparto;
pub use tabelle::decode_csv;

use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::tr;
use crate::norma::{CatalogoFatti, Regolamento};
use grezzo::{FattiGrezzi, RegolamentoGrezzo};
use nodo::{Contenuto, Nodo, parse_json, parse_toml};

/// The version of the format this program reads.
///
/// ```
/// let dairago = soglia::semi::testo("dairago-sad").unwrap();
/// assert!(dairago.contains(&format!("formato = {}", soglia::formato::FORMATO)));
/// ```
pub const FORMATO: i64 = 1;

/// Largest file read, in bytes: a hundred times the longest act known.
///
/// ```
/// use soglia::formato::{MAX_FILE, parse_regolamento};
/// let huge = " ".repeat(MAX_FILE + 1);
/// let wrong = parse_regolamento(&huge, "mio.toml", &Default::default()).unwrap_err();
/// assert_eq!(wrong[0].codice.as_str(), "file-illeggibile");
/// ```
pub const MAX_FILE: usize = 4 << 20;

/// Reads a rule file (FORMATO chapter 3), TOML or JSON (when it begins with `{`). `file` is its name in the
/// diagnostics, `standard` the facts it may use besides its own.
///
/// ```
/// use soglia::{formato, norma::CatalogoFatti};
/// let text = r#"
/// formato = 1
/// id = "esempio"
/// ente = "Comune di Esempio"
/// titolo = "Pasti"
/// natura = "dimostrativo"
/// vigenza = { dal = "2024-01-01" }
/// [[servizio]]
/// id = "pasti"
/// [[servizio.quota]]
/// id = "pasto"
/// per = "pasto"
/// fasce = [ { importo = "4.50" } ]
/// "#;
/// let r = formato::parse_regolamento(text, "esempio.toml", &CatalogoFatti::default()).unwrap();
/// assert_eq!(r.id, "esempio");
/// let wrong = formato::parse_regolamento("formato = 2", "x.toml", &CatalogoFatti::default()).unwrap_err();
/// assert_eq!(wrong[0].codice.as_str(), "formato-versione");
/// ```
///
/// # Errors
/// All defects found, each with file, line, key path and how to mend it.
pub fn parse_regolamento(text: &str, file: &str, standard: &CatalogoFatti) -> Result<Regolamento, Vec<Diagnostic>> {
    let named = |list: Vec<Diagnostic>| -> Vec<Diagnostic> {
        list.into_iter().map(|d| located(text, Diagnostic { file: file.to_owned(), ..d })).collect()
    };
    let tree = parse_tree(text).map_err(|d| named(vec![d]))?;
    let raw: RegolamentoGrezzo = leggi::from_tree(&tree).map_err(|d| named(vec![d]))?;
    valida::regolamento(raw, standard, canonico::fingerprint(&tree))
        .map_err(|list| named(list.into_iter().map(|d| Diagnostic { riga: tree.line_of(&d.percorso), ..d }).collect()))
}

/// Gives each finding the line of its key path in `text`; for findings made after the file was read.
#[must_use]
pub(crate) fn with_lines(text: &str, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let Ok(tree) = parse_tree(text) else {
        return findings;
    };
    findings.into_iter().map(|d| located(text, Diagnostic { riga: tree.line_of(&d.percorso), ..d })).collect()
}

/// Adds the line that the reader of JSON does not keep.
fn located(text: &str, d: Diagnostic) -> Diagnostic {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let json = text.trim_start().starts_with('{');
    let riga = d.riga.or_else(|| json.then(|| json_line(text, &d.percorso)));
    Diagnostic { riga, ..d }
}

/// Reads a catalogue of facts (FORMATO chapter 2, as `seeds/fatti.toml`), TOML or JSON.
///
/// ```
/// let text = "formato = 1\n[[fatto]]\nid = 'cani'\ntipo = 'intero'\ndomanda = 'Quanti cani?'";
/// let facts = soglia::formato::parse_fatti(text, "fatti.toml").unwrap();
/// assert_eq!(facts.get("cani").unwrap().domanda.it(), "Quanti cani?");
/// ```
///
/// # Errors
/// All defects found, each with file, line, key path and how to mend it.
pub fn parse_fatti(text: &str, file: &str) -> Result<CatalogoFatti, Vec<Diagnostic>> {
    let named = |list: Vec<Diagnostic>, tree: Option<&Nodo>| -> Vec<Diagnostic> {
        let line = |d: &Diagnostic| tree.and_then(|t| t.line_of(&d.percorso)).or(d.riga);
        list.into_iter().map(|d| located(text, Diagnostic { file: file.to_owned(), riga: line(&d), ..d })).collect()
    };
    let tree = parse_tree(text).map_err(|d| named(vec![d], None))?;
    let raw: FattiGrezzi = leggi::from_tree(&tree).map_err(|d| named(vec![d], Some(&tree)))?;
    let mut esame = valida::Esame::default();
    let mut catalogue = CatalogoFatti::default();
    for fatto in valida::catalogue(&mut esame, raw.fatto) {
        catalogue.insert(fatto);
    }
    if esame.trovati.is_empty() { Ok(catalogue) } else { Err(named(esame.trovati, Some(&tree))) }
}

/// Syntax, size and version; everything else needs the tree.
fn parse_tree(text: &str) -> Result<Nodo, Diagnostic> {
    if text.len() > MAX_FILE {
        return Err(Diagnostic::error(Code::FileIlleggibile, "", tr!("il file è troppo grande"))
            .found(format!("{} byte", text.len()))
            .expected(tr!("al massimo {} byte", MAX_FILE.to_string()))
            .mend(tr!("controlla che sia un file di regole")));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let tree = if text.trim_start().starts_with('{') { parse_json(text)? } else { parse_toml(text)? };
    let version = tree.get("formato");
    if version.map(|v| &v.valore) == Some(&Contenuto::Intero(FORMATO)) {
        return Ok(tree);
    }
    let found = match version.map(|v| &v.valore) {
        None => tr!("niente").to_owned(),
        Some(Contenuto::Intero(n)) => n.to_string(),
        Some(Contenuto::Testo(t) | Contenuto::Virgola(t)) => t.clone(),
        Some(_) => tr!("un valore di un altro tipo").to_owned(),
    };
    let mut d = Diagnostic::error(Code::Versione, "formato", tr!("questa versione del programma legge il formato 1"))
        .found(found)
        .expected(tr!("formato = 1 in cima al file"))
        .mend(tr!("scrivi formato = 1, o apri il file con la versione adatta del programma"));
    d.riga = tree.line_of("formato");
    let d = located(text, d);
    Err(Diagnostic { riga: d.riga.or(Some(1)), ..d })
}
