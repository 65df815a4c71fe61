//! Checks every seed with the engine itself and embeds it: an invalid seed does not compile, and says so in
//! the words of `soglia verifica`.
#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    reason = "the engine is included to check the seeds, not to be used whole"
)]

#[path = "src/denaro/mod.rs"]
mod denaro;
#[path = "src/diagnosi/mod.rs"]
mod diagnosi;
#[path = "src/formato/mod.rs"]
mod formato;
#[path = "src/isee/mod.rs"]
mod isee;
#[path = "src/norma/mod.rs"]
mod norma;
#[path = "src/requisiti/mod.rs"]
mod requisiti;
#[path = "src/riparto/mod.rs"]
mod riparto;
#[path = "src/tariffa/mod.rs"]
mod tariffa;
#[path = "src/traccia/mod.rs"]
mod traccia;

use diagnosi::{Diagnostic, Severity};
use norma::{CatalogoFatti, Comuni, Regolamento, Servizio};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    for watched in [
        "seeds",
        "src/denaro",
        "src/diagnosi",
        "src/formato",
        "src/isee",
        "src/norma",
        "src/requisiti",
        "src/riparto",
        "src/tariffa",
        "src/traccia",
    ] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let mut out = String::new();
    let facts = embed_facts(&root, &mut out)?;
    embed_rules(&root, &facts, &mut out)?;
    embed_funds(&root, &mut out)?;
    embed_figures(&root, &mut out)?;
    embed_comuni(&root, &mut out)?;
    embed_isee(&root, &mut out)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("semi.rs"), out)?;
    Ok(())
}

fn embed_facts(root: &Path, out: &mut String) -> Outcome<CatalogoFatti> {
    let path = root.join("seeds/fatti.toml");
    let facts = formato::parse_fatti(&fs::read_to_string(&path)?, "seeds/fatti.toml").map_err(|d| refuse(&d))?;
    let bytes = write_bytes("fatti", &borsh::to_vec(&facts)?)?;
    writeln!(out, "static FATTI: &[u8] = include_bytes!({bytes:?});")?;
    Ok(facts)
}

fn embed_rules(root: &Path, facts: &CatalogoFatti, out: &mut String) -> Outcome<()> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(root.join("seeds/regolamenti"))?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let count = files.len();
    let mut texts = "static TESTI: &[(&str, &str)] = &[\n".to_owned();
    writeln!(
        out,
        "static LETTI: [OnceLock<Option<Regolamento>>; {count}] = [const {{ OnceLock::new() }}; {count}];\n\
         static SEMI: &[Seme] = &["
    )?;
    for path in files {
        let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
        let rules = formato::parse_regolamento(&fs::read_to_string(&path)?, &name, facts).map_err(|d| refuse(&d))?;
        let errors: Vec<Diagnostic> =
            tariffa::verifica(&rules, None).into_iter().filter(|d| d.gravita == Severity::Errore).collect();
        if !errors.is_empty() {
            return Err(refuse(&errors).into());
        }
        if path.file_stem().and_then(|s| s.to_str()) != Some(rules.id.as_str()) {
            return Err(format!("{name}: il nome del file deve essere l'id «{}»", rules.id).into());
        }
        embed_rule(&rules, facts, out)?;
        writeln!(texts, "({:?}, include_str!({path:?})),", rules.id)?;
    }
    writeln!(out, "];\n{texts}];")?;
    Ok(())
}

fn embed_rule(rules: &Regolamento, facts: &CatalogoFatti, out: &mut String) -> Outcome<()> {
    let comuni = match &rules.comuni {
        Comuni::Ente => Vec::new(),
        Comuni::AmbitoLodi => vec!["ambito-lodi".to_owned()],
        Comuni::Codici(codes) => codes.clone(),
    };
    let services = |misura: bool| -> String {
        let row = |s: &Servizio| {
            format!("SemeServizio {{ id: {:?}, nome: {:?}, area: {:?} }}", s.id, s.nome.it(), s.area.as_str())
        };
        rules.servizi.iter().filter(|s| s.misura == misura).map(row).collect::<Vec<_>>().join(", ")
    };
    let al = rules.vigenza.al.map(|d| d.to_string());
    let bytes = write_bytes(&rules.id, &norma::binario::to_bytes(rules, facts)?)?;
    writeln!(
        out,
        "Seme {{ id: {:?}, ente: {:?}, titolo: {:?}, natura: {:?}, vigenza: Periodo {{ dal: \"{}\", al: {al:?} }}, \
         servizi: &[{}], misure: &[{}], comuni: &{comuni:?}, byte: include_bytes!({bytes:?}) }},",
        rules.id,
        rules.ente.it(),
        rules.titolo.it(),
        rules.natura.as_str(),
        rules.vigenza.dal,
        services(false),
        services(true),
    )?;
    Ok(())
}

/// The riparti of `seeds/fondi`, and the tables that riparti may name.
fn embed_funds(root: &Path, out: &mut String) -> Outcome<()> {
    let folder = root.join("seeds/fondi");
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.push(root.join("seeds/territorio/comuni-ambito-lodi.csv"));
    files.sort();
    let has = |path: &Path, extension: &str| path.extension().is_some_and(|e| e == extension);
    let mut tables = BTreeMap::new();
    writeln!(out, "static TABELLE: &[(&str, &str)] = &[")?;
    for path in files.iter().filter(|p| has(p, "csv")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        writeln!(out, "({name:?}, include_str!({path:?})),")?;
        tables.insert(name, fs::read_to_string(path)?);
    }
    for path in files.iter().filter(|p| has(p, "toml")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        tables.insert(name, fs::read_to_string(path)?);
    }
    writeln!(out, "];\nstatic RIPARTI: &[SemeRiparto] = &[")?;
    let mut texts = String::new();
    for path in files.iter().filter(|p| has(p, "toml")) {
        let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
        let fund = formato::parse_riparto(&fs::read_to_string(path)?, &name, &tables).map_err(|d| refuse(&d))?;
        riparto::calcola(&fund).map_err(|d| refuse(&d))?;
        if path.file_stem().and_then(|s| s.to_str()) != Some(fund.id.as_str()) {
            return Err(format!("{name}: il nome del file deve essere l'id «{}»", fund.id).into());
        }
        embed_fund(&fund, out)?;
        writeln!(texts, "({:?}, include_str!({path:?})),", fund.id)?;
    }
    writeln!(out, "];\nstatic TESTI_RIPARTI: &[(&str, &str)] = &[\n{texts}];")?;
    Ok(())
}

/// The figures of the documents, in `seeds/fondi/quadrature`.
fn embed_figures(root: &Path, out: &mut String) -> Outcome<()> {
    let mut files: Vec<PathBuf> = fs::read_dir(root.join("seeds/fondi/quadrature"))?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    writeln!(out, "static TESTI_CIFRE: &[(&str, &str)] = &[")?;
    for path in &files {
        let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
        let figures = formato::parse_cifre(&fs::read_to_string(path)?, &name).map_err(|d| refuse(&d))?;
        if path.file_stem().and_then(|s| s.to_str()) != Some(figures.id.as_str()) {
            return Err(format!("{name}: il nome del file deve essere l'id «{}»", figures.id).into());
        }
        writeln!(out, "({:?}, include_str!({path:?})),", figures.id)?;
    }
    writeln!(out, "];")?;
    Ok(())
}

fn embed_fund(fund: &riparto::Riparto, out: &mut String) -> Outcome<()> {
    let year = fund.anno.map(|y| (format!("{y}-01-01"), Some(format!("{y}-12-31"))));
    let written = fund.vigenza.map(|v| (v.dal.to_string(), v.al.map(|d| d.to_string())));
    let period =
        written.or(year).map_or("None".to_owned(), |(dal, al)| format!("Some(Periodo {{ dal: {dal:?}, al: {al:?} }})"));
    let text = |t: &Option<norma::Testo>| t.as_ref().map(|t| t.it().to_owned());
    writeln!(
        out,
        "SemeRiparto {{ id: {:?}, ente: {:?}, titolo: {:?}, natura: {:?}, fondo: {:?}, anno: {:?}, vigenza: {period} }},",
        fund.id,
        text(&fund.ente),
        fund.titolo.it(),
        fund.natura.as_str(),
        text(&fund.fondo),
        fund.anno,
    )?;
    Ok(())
}

/// Keeps what the engine has read and checked, so that the program need not do it again.
fn write_bytes(name: &str, bytes: &[u8]) -> Outcome<PathBuf> {
    let path = Path::new(&env::var("OUT_DIR")?).join(format!("{name}.borsh"));
    fs::write(&path, bytes)?;
    Ok(path)
}

fn embed_comuni(root: &Path, out: &mut String) -> Outcome<()> {
    let mut reader = csv::Reader::from_path(root.join("seeds/territorio/comuni-ambito-lodi.csv"))?;
    let headers = reader.headers()?.clone();
    let column = |name: &str| {
        headers.iter().position(|h| h == name).ok_or_else(|| format!("seeds/territorio: manca la colonna {name}"))
    };
    let (code, name) = (column("codice_istat")?, column("nome")?);
    let (people, form) = (column("popolazione_2011")?, column("forma_associata")?);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let cell = |i: usize| record.get(i).unwrap_or_default().to_owned();
        rows.push((cell(name), cell(code), cell(people).parse::<u32>()?, cell(form)));
    }
    rows.sort();
    writeln!(out, "static COMUNI: &[Comune] = &[")?;
    for (name, code, people, form) in rows {
        writeln!(
            out,
            "Comune {{ codice_istat: {code:?}, nome: {name:?}, popolazione_2011: {people}, forma_associata: {form:?} }},"
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

/// The parameters of the ISEE: every year belongs to one file.
fn embed_isee(root: &Path, out: &mut String) -> Outcome<()> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(root.join("seeds/isee"))?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let mut next: Option<i64> = None;
    writeln!(out, "static ISEE: &[SemeIsee] = &[")?;
    for path in files {
        let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
        let p = formato::parse_parametri(&fs::read_to_string(&path)?, &name).map_err(|d| refuse(&d))?;
        let (dal, al) = p.anni();
        if path.file_stem().and_then(|s| s.to_str()) != Some(p.id()) {
            return Err(format!("{name}: il nome del file deve essere l'id «{}»", p.id()).into());
        }
        if next.is_some_and(|year| year != dal) {
            return Err(format!("{name}: gli anni devono cominciare dove finisce il file precedente").into());
        }
        next = Some(al + 1);
        writeln!(out, "SemeIsee {{ id: {:?}, dal: {dal}, al: {al}, testo: include_str!({path:?}) }},", p.id())?;
    }
    writeln!(out, "];")?;
    Ok(())
}

fn refuse(findings: &[Diagnostic]) -> String {
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    format!("seme non valido\n{}", lines.join("\n"))
}
