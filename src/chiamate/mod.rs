//! The calls of FORMATO chapter 8 with JSON in and out: what the command line prints and what the page
//! offers to JavaScript are the same functions.
//!
//! ```
//! let list = soglia::chiamate::esegui("elenco", "{}");
//! assert!(list.contains(r#""id":"dairago-sad""#));
//! ```

mod caso;
mod riparto;
mod spettanze;
mod studio;

pub use riparto::{centesimi, foglio_riparto};
pub use spettanze::{AL_TEMPO_DEL_PIANO, spettanze};
#[cfg(feature = "app")]
pub(crate) use spettanze::{Documento, SenzaRegole, catalogue, indaga};
pub use studio::Sessione;

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
const NOMI: [&str; 13] = [
    "elenco",
    "verifica",
    "tabella",
    "calcola",
    "soglie",
    "inverso",
    "isee",
    "riparto",
    "quadra",
    "spettanze",
    "simula",
    "codice",
    "riapri",
];

/// Runs a call given as JSON and answers with JSON; errors become `{ "errori": [ … ] }`. The names are `elenco`,
/// `verifica`, `tabella`, `calcola`, `soglie`, `inverso`, `isee`, `riparto`, `quadra`, `spettanze`, `simula`, `codice`, `riapri`; amounts in the answer are euro, as text.
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
    // The answers of the questionnaire are the whole document.
    if nome == "spettanze" {
        return answer(spettanze(json, None));
    }
    answer(formato::parse_call(json).map_err(one).and_then(|a| run(nome, a, "")))
}

/// `calcola` on an embedded regolamento: what the first program of the page offers. It does without
/// the readers of rule files, which weigh as much as the engine.
///
/// ```
/// let json = r#"{ "file": "monopoli-sad", "servizio": "sad", "richiesta": { "isee": { "ordinario": "15000" } } }"#;
/// assert!(soglia::chiamate::calcola_incluso(json).contains(r#""totale":"4.00""#));
/// assert!(soglia::chiamate::calcola_incluso(r#"{ "file": "formato = 1" }"#).contains("regolamento-sconosciuto"));
/// ```
#[must_use]
pub fn calcola_incluso(json: &str) -> String {
    answer(formato::parse_call(json).map_err(one).and_then(|mut a| {
        let rules = semi::regolamento(required(a.file.as_ref(), "file")?)?;
        calcola_con(rules, &mut a)
    }))
}

fn answer(outcome: Result<Esito, Vec<Diagnostic>>) -> String {
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
        "isee" => isee(&a, name),
        "riparto" => riparto::divide(&a, name),
        "quadra" => riparto::reconcile(&a, name),
        "simula" => simula(&a, name),
        "codice" => caso::write(&mut a),
        "riapri" => caso::reopen(&a),
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
        return semi::regole(file).map(Cow::Borrowed);
    }
    formato::parse_regolamento(file, name, semi::fatti_misure()).map(Cow::Owned)
}

fn one(d: Diagnostic) -> Vec<Diagnostic> {
    vec![d]
}

/// The embedded regolamenti, misure and riparti, as `soglia elenco` prints them.
///
/// ```
/// assert!(soglia::chiamate::elenco().documento.contains(r#""id":"dairago-sad""#));
/// ```
#[must_use]
pub fn elenco() -> Esito {
    /// What is embedded, by kind of file; a file may hold both services and measures.
    #[derive(Serialize)]
    struct Elenco<'a> {
        regolamenti: Vec<&'a semi::Seme>,
        misure: Vec<&'a semi::Seme>,
        riparti: &'a [semi::SemeRiparto],
    }
    let all = semi::elenco();
    Esito::of(Elenco {
        regolamenti: all.iter().filter(|s| !s.servizi.is_empty()).collect(),
        misure: all.iter().chain(semi::misure()).filter(|s| !s.misure.is_empty()).collect(),
        riparti: semi::riparti(),
    })
}

fn verifica(a: &Argomenti, name: &str) -> Esito {
    let today = a.oggi.as_deref().and_then(Giorno::parse);
    if riparto::is_figures(a, name) {
        return verified(riparto::verify_figures(a, name));
    }
    if riparto::concerns(a, name) {
        return verified(riparto::verify(a, name));
    }
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
    verified(findings)
}

/// A rule file of the ente, read and checked, as the bytes that [`semi::aggiungi`] takes.
///
/// ```
/// let text = soglia::semi::testo("senna-sad").unwrap();
/// assert!(soglia::chiamate::compila("regole/senna.toml", text).is_ok());
/// let wrong = soglia::chiamate::compila("regole/senna.toml", "formato = 3").unwrap_err();
/// assert!(wrong.contains("formato"), "{wrong}");
/// ```
///
/// # Errors
/// What refuses the file, a sentence to a line.
pub fn compila(nome: &str, testo: &str) -> Result<Vec<u8>, String> {
    let lines = |errors: Vec<Diagnostic>| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let rules = formato::parse_regolamento(testo, nome, semi::fatti()).map_err(lines)?;
    let found = formato::with_lines(testo, tariffa::verifica(&rules, None));
    let wrong = found.into_iter().filter(|d| d.gravita == Severity::Errore);
    let errors: Vec<Diagnostic> = wrong.map(|d| Diagnostic { file: nome.to_owned(), ..d }).collect();
    if !errors.is_empty() {
        return Err(lines(errors));
    }
    semi::impacca(nome, testo, &rules)
        .ok_or_else(|| "un importo ha più di nove cifre intere e nove decimali".to_owned())
}

fn verified(findings: Vec<Diagnostic>) -> Esito {
    let errori = findings.iter().any(|d| d.gravita == Severity::Errore);
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
    calcola_con(&rules, a)
}

fn calcola_con(rules: &Regolamento, a: &mut Argomenti) -> Result<Esito, Vec<Diagnostic>> {
    let request = a.request(&rules.fatti).map_err(one)?;
    let servizio = required(a.servizio.as_ref(), "servizio")?;
    let answer = tariffa::calcola(rules, servizio, &request).map_err(one)?;
    Ok(Esito::of(answer))
}

fn soglie(a: &mut Argomenti, name: &str) -> Result<Esito, Vec<Diagnostic>> {
    let rules = rules(a, name)?;
    let facts = a.facts(&rules.fatti).map_err(one)?;
    let servizio = required(a.servizio.as_ref(), "servizio")?;
    let quota = required(a.quota.as_ref(), "quota")?;
    let scelta = tariffa::choose(&rules, servizio, quota, &facts).map_err(one)?;
    let list = tariffa::soglie_of(&scelta).map_err(one)?;
    let mut note = defaults_note(&scelta.predefiniti);
    if !scelta.mancano.is_empty() {
        note.push(format!("fatti non indicati: {}; è null ciò che ne dipende", scelta.mancano.join(", ")));
    }
    Ok(Esito { note, ..Esito::of(list) })
}

fn inverso(a: &mut Argomenti, name: &str) -> Result<Esito, Vec<Diagnostic>> {
    let rules = rules(a, name)?;
    let facts = a.facts(&rules.fatti).map_err(one)?;
    let servizio = required(a.servizio.as_ref(), "servizio")?;
    let quota = required(a.quota.as_ref(), "quota")?;
    let domanda = question(&a.domanda)?;
    let set = tariffa::inverso(&rules, servizio, quota, domanda, &facts).map_err(one)?;
    let mut note = defaults_note(&set.predefiniti);
    if !set.mancano.is_empty() {
        let missing = set.mancano.join(", ");
        note.push(format!("fatti non indicati: {missing}; gli ISEE trovati vanno bene qualunque sia la risposta"));
    }
    note.extend(set.motivo);
    Ok(Esito { note, ..Esito::of(set.tratti) })
}

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
