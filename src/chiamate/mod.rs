//! The calls of FORMATO chapter 8 with JSON in and out: what the command line prints and what the page
//! offers to JavaScript are the same functions.

use crate::denaro::parse_decimal;
use crate::diagnosi::{Code, Diagnostic, Severity};
use crate::formato::{self, Argomenti, parse_isee};
use crate::norma::Regolamento;
use crate::semi;
use crate::tariffa::{self, Domanda};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

/// The result of a call, and what the reader should be told beside it.
#[derive(Debug, Default)]
pub struct Esito {
    /// The JSON document.
    pub documento: Value,
    /// Notes that are not part of the document: defaults used, why a set is empty.
    pub note: Vec<String>,
    /// Whether `verifica` found errors.
    pub errori: bool,
}

impl Esito {
    fn of(document: impl Serialize) -> Self {
        // Our own types always serialise: maps have text keys and no floats.
        Self { documento: serde_json::to_value(document).unwrap_or(Value::Null), note: Vec::new(), errori: false }
    }
}

/// The calls, by name.
pub const NOMI: [&str; 6] = ["elenco", "verifica", "tabella", "calcola", "soglie", "inverso"];

/// Runs a call given as JSON and answers with JSON; errors become `{ "errori": [ … ] }`.
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
        Ok(esito) => esito.documento.to_string(),
        Err(errori) => json!({ "errori": errori }).to_string(),
    }
}

/// Runs a call. `name` is how the file is called in diagnostics when `file` holds its text.
///
/// # Errors
/// What is wrong with the file, the request or the arguments.
pub fn run(nome: &str, mut a: Argomenti, name: &str) -> Result<Esito, Vec<Diagnostic>> {
    match nome {
        "elenco" => Ok(elenco()),
        "verifica" => Ok(verifica(&a, name)),
        "tabella" => tabella(&mut a, name),
        "calcola" => calcola(&mut a, name),
        "soglie" => soglie(&mut a, name),
        "inverso" => inverso(&mut a, name),
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
fn rules(a: &Argomenti, name: &str) -> Result<Regolamento, Vec<Diagnostic>> {
    let file = required(a.file.as_ref(), "file")?;
    if name.is_empty() && !file.contains(['\n', '{', '=']) {
        return semi::regolamento(file);
    }
    formato::parse_regolamento(file, name, &semi::fatti())
}

fn one(d: Diagnostic) -> Vec<Diagnostic> {
    vec![d]
}

fn elenco() -> Esito {
    let row = |s: &semi::Seme, list: &[semi::SemeServizio], key: &str| {
        let mut row = json!({ "id": s.id, "ente": s.ente, "titolo": s.titolo, "natura": s.natura, "vigenza": s.vigenza, "comuni": s.comuni });
        if let Some(map) = row.as_object_mut() {
            map.insert(key.to_owned(), json!(list));
        }
        row
    };
    let all = semi::elenco();
    let regolamenti: Vec<Value> =
        all.iter().filter(|s| !s.servizi.is_empty()).map(|s| row(s, s.servizi, "servizi")).collect();
    let misure: Vec<Value> = all.iter().filter(|s| !s.misure.is_empty()).map(|s| row(s, s.misure, "misure")).collect();
    Esito::of(json!({ "regolamenti": regolamenti, "misure": misure, "riparti": [] }))
}

fn verifica(a: &Argomenti, name: &str) -> Esito {
    let today: Option<Date> = a.oggi.as_ref().and_then(|d| d.parse().ok());
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
    let words: Vec<String> = defaults.iter().map(|(id, v)| format!("{id} = {}", json!(v))).collect();
    vec![format!("fatti non indicati, presi al valore ordinario: {}", words.join(", "))]
}
