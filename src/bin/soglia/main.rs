//! The command line: what the screens do, for scripts and tests (FORMATO chapter 8).

mod argomenti;
mod lettura;
mod simula;

use argomenti::{Comando, Opzioni};
use clap::Parser;
use clap::error::ErrorKind;
use lettura::{Sorgente, read_rules, read_tables};
use serde_json::{Value, json};
use soglia::chiamate::{self, Esito};
use soglia::diagnosi::{Code, Diagnostic};
use soglia::foglio::{Cartella, scrivi};
use soglia::formato::{self, Argomenti};
use soglia::norma::Unita;
use soglia::semi;
use soglia::simula::popolazione_dimostrativa;
use std::io::Write;
use std::process::ExitCode;

const DONE: u8 = 0;
const WRONG_INPUT: u8 = 1;
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let options = match Opzioni::try_parse() {
        Ok(options) => options,
        Err(e) => return ExitCode::from(usage(&e)),
    };
    ExitCode::from(match run(options.comando) {
        Ok(esito) => {
            for note in &esito.note {
                complain(&format!("nota: {note}"));
            }
            let printed = print(&esito.documento);
            if printed && !esito.errori { DONE } else { WRONG_INPUT }
        }
        Err(errors) => {
            for d in &errors {
                complain(&d.to_string());
            }
            print(&chiamate::refused(&errors));
            WRONG_INPUT
        }
    })
}

/// Help goes to standard output; anything else is a usage error, in Italian with clap's own detail.
fn usage(e: &clap::Error) -> u8 {
    if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = e.print();
        return DONE;
    }
    complain(&argomenti::usage_sentence(e));
    USAGE
}

fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Prints a document, indented. A closed pipe is the reader's choice, not our error.
fn print(document: &str) -> bool {
    let indented = serde_json::from_str::<Value>(document).and_then(|v| serde_json::to_string_pretty(&v));
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{}", indented.as_deref().unwrap_or(document)) {
        Ok(()) => true,
        Err(e) => e.kind() == std::io::ErrorKind::BrokenPipe,
    }
}

fn run(comando: Comando) -> Result<Esito, Vec<Diagnostic>> {
    match comando {
        Comando::Elenco => chiamate::run("elenco", Argomenti::default(), ""),
        Comando::Verifica { file } => verify_all(&file),
        Comando::Tabella { file, servizio, isee, quota, fatti } => {
            let (mut a, name) = call(&file, servizio, fatti)?;
            a.isee = isee.split(',').map(|x| x.trim().to_owned()).collect();
            a.quota = quota;
            chiamate::run("tabella", a, &name)
        }
        Comando::Calcola { file, servizio, richiesta } => {
            let (mut a, name) = call(&file, servizio, None)?;
            let (request, text) = lettura::read_request(&richiesta, "richiesta").map_err(one)?;
            a.set_request(&text).map_err(|d| one(Diagnostic { file: request, ..d }))?;
            chiamate::run("calcola", a, &name)
        }
        Comando::Codice { file, servizio, luogo, richiesta } => code(file, servizio, luogo, &richiesta),
        Comando::Riapri { codice, regole } => {
            add_rules(&regole)?;
            let mut a = Argomenti::default();
            a.codice = Some(codice);
            chiamate::run("riapri", a, "")
        }
        Comando::Soglie { file, servizio, quota, fatti } => {
            let (mut a, name) = call(&file, servizio, fatti)?;
            a.quota = Some(quota);
            chiamate::run("soglie", a, &name)
        }
        Comando::Inverso { file, servizio, quota, domanda, fatti } => {
            let (mut a, name) = call(&file, servizio, fatti)?;
            a.quota = Some(quota);
            a.domanda = [domanda.al_massimo, domanda.almeno, domanda.uguale];
            chiamate::run("inverso", a, &name)
        }
        Comando::Isee { dsu } => {
            let (name, text) = lettura::read_request(&dsu, "dsu").map_err(one)?;
            let mut a = Argomenti::default();
            a.dsu = Some(text);
            chiamate::run("isee", a, &name)
        }
        Comando::Riparto { file, voce, almeno, foglio } => divide(&file, voce, almeno, foglio.as_deref()),
        Comando::Quadra { file } => {
            let source = read_rules(&file).map_err(one)?;
            chiamate::run("quadra", Argomenti::on(source.text.clone()), &source.name)
        }
        Comando::Spettanze { risposte } => entitlements(&risposte),
        Comando::Simula(s) => simulate(s),
        Comando::Popolazione { famiglie, seme, per } => invented(famiglie, seme, &per),
        Comando::Schema { quale } => Ok(schema(&quale)),
    }
}

/// The code of a case, as on the prospectus.
fn code(file: String, servizio: String, luogo: Option<String>, richiesta: &str) -> Result<Esito, Vec<Diagnostic>> {
    let mut a = Argomenti::on(file);
    (a.servizio, a.luogo) = (Some(servizio), luogo);
    let (request, text) = lettura::read_request(richiesta, "richiesta").map_err(one)?;
    a.set_request(&text).map_err(|d| one(Diagnostic { file: request, ..d }))?;
    chiamate::run("codice", a, "")
}

/// The rule files of an ente, in the place of the embedded ones with their ids.
fn add_rules(files: &[String]) -> Result<(), Vec<Diagnostic>> {
    let mut own = Vec::new();
    for file in files {
        let Sorgente { name, text } = read_rules(file).map_err(one)?;
        let rules = formato::parse_regolamento(&text, &name, semi::fatti())?;
        own.extend(semi::impacca(&name, &text, &rules));
    }
    semi::aggiungi(&own);
    Ok(())
}

/// «Cosa mi spetta?», today unless the answers say another day.
fn entitlements(risposte: &str) -> Result<Esito, Vec<Diagnostic>> {
    let (name, text) = lettura::read_request(risposte, "risposte").map_err(one)?;
    let today = jiff::ZonedDateTime::now().date().to_string();
    let place = |found: Vec<Diagnostic>| -> Vec<Diagnostic> {
        found.into_iter().map(|d| Diagnostic { file: name.clone(), ..d }).collect()
    };
    chiamate::spettanze(&text, Some(&today)).map_err(place)
}

fn simulate(s: argomenti::SimulaArgs) -> Result<Esito, Vec<Diagnostic>> {
    simula::run(&simula::Comando {
        file: &s.file,
        servizio: &s.servizio,
        popolazione: &s.popolazione,
        confronta: s.confronta.as_deref(),
        quote: s.quote.as_deref(),
        ripeti: s.ripeti,
        ignora: s.ignora,
        per: s.per,
        scalini: s.scalini,
        obiettivo: s.obiettivo.as_deref(),
        pagina: s.pagina.as_deref(),
        foglio: s.foglio.as_deref(),
        righe: usize::from(s.righe),
    })
}

/// An invented population, as CSV.
fn invented(famiglie: u32, seme: u64, per: &str) -> Result<Esito, Vec<Diagnostic>> {
    let unita = Unita::from_word(per).ok_or_else(|| {
        let known: Vec<&str> = Unita::ALL.iter().map(|u| u.as_str()).collect();
        one(Diagnostic::error(Code::ValoreNonAmmesso, "--per", "questa unità non esiste")
            .found(per)
            .expected(known.join(", "))
            .mend("scrivi una di queste parole"))
    })?;
    let csv = popolazione_dimostrativa(famiglie, seme, unita);
    let note = vec!["famiglie inventate, per provare: non servono per decidere".to_owned()];
    Ok(Esito { documento: csv.trim_end().to_owned(), note, errori: false })
}

fn schema(quale: &argomenti::Quale) -> Esito {
    let schema = match quale {
        argomenti::Quale::Regolamento => formato::schema_regolamento(),
        argomenti::Quale::Fatti => formato::schema_fatti(),
        argomenti::Quale::Dsu => formato::schema_dsu(),
        argomenti::Quale::Riparto => formato::schema_riparto(),
    };
    Esito { documento: schema.to_string(), ..Esito::default() }
}

/// A riparto, or a question on one of its voci; perhaps the spreadsheet too.
fn divide(
    file: &str,
    voce: Option<String>,
    almeno: Option<String>,
    foglio: Option<&str>,
) -> Result<Esito, Vec<Diagnostic>> {
    let source = read_rules(file).map_err(one)?;
    let mut a = Argomenti::on(source.text.clone());
    a.tabelle = read_tables(&source);
    a.voce = voce;
    a.domanda = [None, almeno, None];
    if let Some(out) = foglio {
        write_sheet(&chiamate::foglio_riparto(&a, &source.name)?, out).map_err(one)?;
    }
    chiamate::run("riparto", a, &source.name)
}

/// A workbook in a file.
pub(crate) fn write_sheet(cartella: &Cartella, out: &str) -> Result<(), Diagnostic> {
    let refused = |sentence: &str, why: String| {
        let d = Diagnostic::error(Code::FileIlleggibile, "", sentence).found(why);
        Diagnostic {
            file: out.to_owned(),
            ..d.expected("un file che si può scrivere").mend("controlla il nome e la cartella")
        }
    };
    let bytes = scrivi(cartella).map_err(|e| refused("il foglio di calcolo non si può scrivere", e.to_string()))?;
    std::fs::write(out, bytes).map_err(|e| refused("il file non si può scrivere", e.to_string()))
}

fn one(d: Diagnostic) -> Vec<Diagnostic> {
    vec![d]
}

/// The arguments that every call on one file shares, and the name of the file for diagnostics.
fn call(file: &str, servizio: String, fatti: Option<String>) -> Result<(Argomenti, String), Vec<Diagnostic>> {
    let Sorgente { name, text } = read_rules(file).map_err(one)?;
    let mut a = Argomenti::on(text);
    a.servizio = Some(servizio);
    if let Some(json) = fatti {
        a.set_facts(&json).map_err(|d| one(Diagnostic { file: "--fatti".to_owned(), ..d }))?;
    }
    Ok((a, name))
}

fn verify_all(files: &[String]) -> Result<Esito, Vec<Diagnostic>> {
    let today = jiff::ZonedDateTime::now().date().to_string();
    let mut all: Vec<Value> = Vec::new();
    let mut errori = false;
    for file in files {
        let found = match read_rules(file) {
            Ok(source) => {
                let mut a = Argomenti::on(source.text.clone());
                a.oggi = Some(today.clone());
                a.tabelle = read_tables(&source);
                chiamate::run("verifica", a, &source.name)?
            }
            Err(d) => Esito { documento: json!([d]).to_string(), errori: true, ..Esito::default() },
        };
        errori |= found.errori;
        if let Ok(Value::Array(rows)) = serde_json::from_str(&found.documento) {
            all.extend(rows);
        }
    }
    Ok(Esito { documento: Value::Array(all).to_string(), errori, ..Esito::default() })
}
