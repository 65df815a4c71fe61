//! The calls of FORMATO chapter 8 with JSON in and out: what the command line prints and what the page
//! offers to JavaScript are the same functions.
//!
//! ```
//! let list = soglia::chiamate::esegui("elenco", "{}");
//! assert!(list.contains(r#""id":"dairago-sad""#));
//! ```

use crate::denaro::parse_decimal;
use crate::diagnosi::{Code, Diagnostic, Severity};
use crate::formato::{self, Argomenti, parse_isee};
use crate::norma::{Giorno, Regolamento};
use crate::semi;
use crate::tariffa::{self, Domanda};
use serde::Serialize;
use std::borrow::Cow;

/// The result of a call, and what the reader should be told beside it.
///
/// ```
/// # use soglia::{chiamate::run, formato::parse_call};
/// let json = r#"{ "file": "monopoli-sad", "servizio": "sad", "quota": "oraria", "uguale": "10.00" }"#;
/// let esito = run("inverso", parse_call(json).unwrap(), "").unwrap();
/// assert_eq!(esito.documento, "[]"); // from 8.00 the fee jumps to 13.80
/// assert!(esito.note[0].starts_with("nessun ISEE"));
/// ```
#[derive(Debug, Default)]
pub struct Esito {
    /// The JSON document, on one line.
    pub documento: String,
    /// Notes that are not part of the document: defaults used, why a set is empty.
    pub note: Vec<String>,
    /// Whether `verifica` found errors.
    pub errori: bool,
}

impl Esito {
    fn of(document: impl Serialize) -> Self {
        // Our own types always serialise: maps have text keys and no floats.
        Self { documento: serde_json::to_string(&document).unwrap_or_default(), note: Vec::new(), errori: false }
    }
}

/// The calls, by name.
const NOMI: [&str; 8] = ["elenco", "verifica", "tabella", "calcola", "soglie", "inverso", "isee", "simula"];

/// Runs a call given as JSON and answers with JSON; errors become `{ "errori": [ … ] }`. The names are `elenco`,
/// `verifica`, `tabella`, `calcola`, `soglie`, `inverso`, `isee`, `simula`; amounts in the answer are euro, as text.
///
/// ```
/// let answer = soglia::chiamate::esegui("calcola", r#"{
///   "file": "dairago-sad", "servizio": "sad",
///   "richiesta": { "isee": { "sociosanitario": "8000" }, "fatti": { "festivo": false, "residente": true } }
/// }"#);
/// assert!(answer.contains(r#""totale":"5.40""#));
/// assert!(soglia::chiamate::esegui("calcola", "{").contains("sintassi"));
/// ```
#[must_use]
pub fn esegui(nome: &str, json: &str) -> String {
    let outcome = formato::parse_call(json).map_err(|d| vec![d]).and_then(|a| run(nome, a, ""));
    match outcome {
        Ok(esito) => esito.documento,
        Err(errori) => refused(&errori),
    }
}

/// The document of a refused call: `{ "errori": [ … ] }`.
///
/// ```
/// let wrong = soglia::semi::regolamento("nessuno").unwrap_err();
/// assert!(soglia::chiamate::refused(&wrong).contains("regolamento-sconosciuto"));
/// ```
#[must_use]
pub fn refused(errori: &[Diagnostic]) -> String {
    #[derive(Serialize)]
    struct Rifiuto<'a> {
        errori: &'a [Diagnostic],
    }
    Esito::of(Rifiuto { errori }).documento
}

/// Runs a call. `name` is how the file is called in diagnostics when `file` holds its text; empty when `file`
/// may be the id of an embedded regolamento.
///
/// ```
/// use soglia::{chiamate::run, formato::Argomenti};
/// let esito = run("verifica", Argomenti::on("formato = 3".into()), "mio.toml").unwrap();
/// assert!(esito.errori);
/// assert!(esito.documento.contains("formato-versione"));
/// ```
///
/// # Errors
/// What is wrong with the file, the request or the arguments; `valore-non-ammesso` for a name that is no call.
/// The defects of a file given to `verifica` are its answer, not an error.
pub fn run(nome: &str, mut a: Argomenti, name: &str) -> Result<Esito, Vec<Diagnostic>> {
    match nome {
        "elenco" => Ok(elenco()),
        "verifica" => Ok(verifica(&a, name)),
        "tabella" => tabella(&mut a, name),
        "calcola" => calcola(&mut a, name),
        "soglie" => soglie(&mut a, name),
        "inverso" => inverso(&mut a, name),
        // Not in the page yet: it will be loaded when a person asks for an estimate.
        #[cfg(any(feature = "cli", not(feature = "app")))]
        "isee" => isee(&a, name),
        #[cfg(any(feature = "cli", not(feature = "app")))]
        "simula" => simula(&a, name),
        _ => Err(vec![
            Diagnostic::error(Code::ValoreNonAmmesso, "", format!("la chiamata «{nome}» non esiste"))
                .found(nome)
                .expected(NOMI.join(", "))
                .mend("usa una delle chiamate previste"),
        ]),
    }
}

fn required<'a>(value: Option<&'a String>, key: &str) -> Result<&'a str, Vec<Diagnostic>> {
    value.map(String::as_str).ok_or_else(|| {
        vec![
            Diagnostic::error(Code::ChiaveMancante, key, format!("manca «{key}»"))
                .expected(key)
                .mend(format!("aggiungi {key}")),
        ]
    })
}

/// An embedded regolamento by id, or the text of one.
fn rules(a: &Argomenti, name: &str) -> Result<Cow<'static, Regolamento>, Vec<Diagnostic>> {
    rules_of(required(a.file.as_ref(), "file")?, name)
}

fn rules_of(file: &str, name: &str) -> Result<Cow<'static, Regolamento>, Vec<Diagnostic>> {
    if name.is_empty() && !file.contains(['\n', '{', '=']) {
        return semi::regolamento(file).map(Cow::Borrowed);
    }
    formato::parse_regolamento(file, name, semi::fatti()).map(Cow::Owned)
}

fn one(d: Diagnostic) -> Vec<Diagnostic> {
    vec![d]
}

fn elenco() -> Esito {
    /// What is embedded, by kind of file; a file may hold both services and measures.
    #[derive(Serialize)]
    struct Elenco<'a> {
        regolamenti: Vec<&'a semi::Seme>,
        misure: Vec<&'a semi::Seme>,
        riparti: [(); 0],
    }
    let all = semi::elenco();
    Esito::of(Elenco {
        regolamenti: all.iter().filter(|s| !s.servizi.is_empty()).collect(),
        misure: all.iter().filter(|s| !s.misure.is_empty()).collect(),
        riparti: [],
    })
}

fn verifica(a: &Argomenti, name: &str) -> Esito {
    let today = a.oggi.as_deref().and_then(Giorno::parse);
    let findings = match rules(a, name) {
        Ok(rules) => {
            let file = if name.is_empty() { rules.id.clone() } else { name.to_owned() };
            let given = a.file.as_deref().unwrap_or_default();
            let text = semi::testo(given).unwrap_or(given);
            let found = formato::with_lines(text, tariffa::verifica(&rules, today));
            found.into_iter().map(|d| Diagnostic { file: file.clone(), ..d }).collect()
        }
        Err(errors) => errors,
    };
    let errori = findings.iter().any(|d: &Diagnostic| d.gravita == Severity::Errore);
    Esito { errori, ..Esito::of(findings) }
}

fn tabella(a: &mut Argomenti, name: &str) -> Result<Esito, Vec<Diagnostic>> {
    let rules = rules(a, name)?;
    let facts = a.facts(&rules.fatti).map_err(one)?;
    let isee = a.isee.iter().map(|x| parse_isee(x)).collect::<Result<Vec<_>, _>>().map_err(one)?;
    let servizio = required(a.servizio.as_ref(), "servizio")?;
    let rows = tariffa::tabella(&rules, servizio, &isee, a.quota.as_deref(), &facts).map_err(one)?;
    let note = rows.first().map(|r| defaults_note(&r.predefiniti)).unwrap_or_default();
    Ok(Esito { note, ..Esito::of(rows) })
}

fn calcola(a: &mut Argomenti, name: &str) -> Result<Esito, Vec<Diagnostic>> {
    let rules = rules(a, name)?;
    let request = a.request(&rules.fatti).map_err(one)?;
    let servizio = required(a.servizio.as_ref(), "servizio")?;
    let answer = tariffa::calcola(&rules, servizio, &request).map_err(one)?;
    Ok(Esito::of(answer))
}

fn soglie(a: &mut Argomenti, name: &str) -> Result<Esito, Vec<Diagnostic>> {
    let rules = rules(a, name)?;
    let facts = a.facts(&rules.fatti).map_err(one)?;
    let servizio = required(a.servizio.as_ref(), "servizio")?;
    let quota = required(a.quota.as_ref(), "quota")?;
    tariffa::soglie(&rules, servizio, quota, &facts).map(Esito::of).map_err(one)
}

fn inverso(a: &mut Argomenti, name: &str) -> Result<Esito, Vec<Diagnostic>> {
    let rules = rules(a, name)?;
    let facts = a.facts(&rules.fatti).map_err(one)?;
    let servizio = required(a.servizio.as_ref(), "servizio")?;
    let quota = required(a.quota.as_ref(), "quota")?;
    let domanda = question(&a.domanda)?;
    let set = tariffa::inverso(&rules, servizio, quota, domanda, &facts).map_err(one)?;
    let mut note = defaults_note(&set.predefiniti);
    note.extend(set.motivo);
    Ok(Esito { note, ..Esito::of(set.tratti) })
}

#[cfg(any(feature = "cli", not(feature = "app")))]
/// The estimate of a DSU with the parameters of its year.
fn isee(a: &Argomenti, name: &str) -> Result<Esito, Vec<Diagnostic>> {
    let text = required(a.dsu.as_ref(), "dsu")?;
    let dsu = formato::parse_dsu(text, name)?;
    let place = |found: Vec<Diagnostic>| -> Vec<Diagnostic> {
        formato::with_lines(text, found).into_iter().map(|d| Diagnostic { file: name.to_owned(), ..d }).collect()
    };
    let parametri = semi::parametri_isee(dsu.anno()).map_err(place)?;
    crate::isee::calcola(&dsu, &parametri).map(Esito::of).map_err(|d| place(one(d)))
}

#[cfg(any(feature = "cli", not(feature = "app")))]
/// A schedule, and perhaps another, on a population. Durations are for who has a clock.
fn simula(a: &Argomenti, name: &str) -> Result<Esito, Vec<Diagnostic>> {
    let rules = rules(a, name)?;
    let servizio = required(a.servizio.as_ref(), "servizio")?;
    let csv = required(a.popolazione.as_ref(), "popolazione")?.as_bytes();
    match &a.confronta {
        None => crate::simula::simula(&rules, servizio, csv).map(Esito::of),
        Some(other) => crate::simula::confronta(&rules, rules_of(other, "")?.as_ref(), servizio, csv).map(Esito::of),
    }
}

fn question(raw: &[Option<String>; 3]) -> Result<Domanda, Vec<Diagnostic>> {
    let amount = |key: &str, text: &str| {
        parse_decimal(text).map_err(|_| {
            one(Diagnostic::error(Code::NumeroNonValido, key, "questo non è un importo")
                .found(text)
                .expected("un importo come 5.00")
                .mend("scrivi solo cifre e il punto decimale"))
        })
    };
    match raw {
        [Some(v), None, None] => amount("al_massimo", v).map(Domanda::AlMassimo),
        [None, Some(v), None] => amount("almeno", v).map(Domanda::Almeno),
        [None, None, Some(v)] => amount("uguale", v).map(Domanda::Uguale),
        _ => Err(one(Diagnostic::error(Code::ChiaveMancante, "al_massimo", "serve una domanda, e una sola")
            .expected("al_massimo, almeno o uguale, con un importo")
            .mend("per esempio al_massimo = \"5.00\""))),
    }
}

fn defaults_note(defaults: &crate::requisiti::Fatti) -> Vec<String> {
    if defaults.is_empty() {
        return Vec::new();
    }
    let words: Vec<String> = defaults.iter().map(|(id, v)| format!("{id} = {v}")).collect();
    vec![format!("fatti non indicati, presi al valore ordinario: {}", words.join(", "))]
}
