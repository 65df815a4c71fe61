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
#[path = "src/lingua/mod.rs"]
mod lingua;
#[path = "src/norma/mod.rs"]
mod norma;
#[path = "src/requisiti/mod.rs"]
mod requisiti;
#[path = "src/riparto/mod.rs"]
mod riparto;
#[path = "src/spettanze/mod.rs"]
mod spettanze;
#[path = "src/tariffa/mod.rs"]
mod tariffa;
#[path = "src/traccia/mod.rs"]
mod traccia;

use diagnosi::{Diagnostic, Severity};
use norma::{CatalogoFatti, Comuni, Regolamento, Servizio, Vigenza};
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
        "src/lingua",
        "src/norma",
        "src/requisiti",
        "src/riparto",
        "src/spettanze",
        "src/tariffa",
        "src/traccia",
    ] {
        println!("cargo::rerun-if-changed={watched}");
    }
    if env::var("CARGO_CFG_TARGET_ARCH")? == "wasm32" {
        norma::SOLO_ITALIANO.store(true, std::sync::atomic::Ordering::Relaxed);
    }
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let mut out = String::new();
    let facts = embed_facts(&root, "seeds/fatti.toml", "FATTI", &mut out)?;
    let mut more = facts.clone();
    for own in embed_facts(&root, "seeds/misure/fatti.toml", "FATTI_MISURE", &mut out)?.iter() {
        if facts.get(&own.id).is_some() {
            return Err(format!("seeds/misure/fatti.toml: «{}» è già in seeds/fatti.toml", own.id).into());
        }
        more.insert(own.clone());
    }
    let mut texts = Vec::new();
    embed_rules(&root, &REGOLAMENTI, &facts, &mut out, &mut texts)?;
    embed_rules(&root, &MISURE, &more, &mut out, &mut texts)?;
    writeln!(out, "static TESTI: &[(&str, &str)] = &[{}];", texts.join(", "))?;
    embed_funds(&root, &mut out)?;
    embed_figures(&root, &mut out)?;
    let comuni = embed_comuni(&root, &mut out)?;
    embed_territorio(&root, &comuni, &mut out)?;
    embed_isee(&root, &mut out)?;
    embed_profili(&root, &comuni, &more, &mut out)?;
    embed_archivio(&root, &facts, &mut out)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("semi.rs"), out)?;
    Ok(())
}

/// A folder of rule files, and the names of what is made of it. The measures stand apart from the regolamenti: the
/// first program of the page does not carry them.
struct Cartella {
    path: &'static str,
    letti: &'static str,
    semi: &'static str,
    /// Apart from the list, which alone is in the first program.
    byte: &'static str,
}

const REGOLAMENTI: Cartella =
    Cartella { path: "seeds/regolamenti", letti: "LETTI", semi: "SEMI", byte: "BYTE_REGOLAMENTI" };
const MISURE: Cartella = Cartella { path: "seeds/misure", letti: "LETTE", semi: "MISURE", byte: "BYTE_MISURE" };

fn embed_facts(root: &Path, name: &str, called: &str, out: &mut String) -> Outcome<CatalogoFatti> {
    let facts = formato::parse_fatti(&fs::read_to_string(root.join(name))?, name).map_err(|d| refuse(&d))?;
    let bytes = write_bytes(&called.to_lowercase(), &borsh::to_vec(&facts)?)?;
    writeln!(out, "static {called}: &[u8] = include_bytes!({bytes:?});")?;
    Ok(facts)
}

fn embed_rules(
    root: &Path,
    folder: &Cartella,
    facts: &CatalogoFatti,
    out: &mut String,
    texts: &mut Vec<String>,
) -> Outcome<()> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(root.join(folder.path))?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|p| p.extension().is_some_and(|e| e == "toml") && !p.ends_with("misure/fatti.toml"));
    files.sort();
    let (count, letti, semi) = (files.len(), folder.letti, folder.semi);
    writeln!(
        out,
        "static {letti}: [OnceLock<Option<Regolamento>>; {count}] = [const {{ OnceLock::new() }}; {count}];\n\
         static {semi}: &[Seme] = &["
    )?;
    let (mut editions, mut bytes) = (Vec::new(), Vec::new());
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
        bytes.push(format!("include_bytes!({:?})", embed_rule(&rules, facts, out)?));
        texts.push(format!("({:?}, include_str!({path:?}))", rules.id));
        editions.extend(rules.servizi.iter().filter(|s| s.misura).map(|s| (s.id.clone(), rules.vigenza, name.clone())));
    }
    writeln!(out, "];\nstatic {}: [&[u8]; {count}] = [{}];", folder.byte, bytes.join(", "))?;
    no_two_on_one_day(editions)
}

/// On any day a measure has one edition at most.
fn no_two_on_one_day(mut editions: Vec<(String, Vigenza, String)>) -> Outcome<()> {
    editions.sort_by(|a, b| (&a.0, a.1.dal).cmp(&(&b.0, b.1.dal)));
    for pair in editions.windows(2) {
        if let [(id, first, file), (other, next, _)] = pair
            && id == other
            && first.al.is_none_or(|al| next.dal <= al)
        {
            return Err(format!("{file}: «{id}» vale ancora quando comincia l'edizione successiva").into());
        }
    }
    Ok(())
}

fn embed_rule(rules: &Regolamento, facts: &CatalogoFatti, out: &mut String) -> Outcome<PathBuf> {
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
         servizi: &[{}], misure: &[{}], comuni: &{comuni:?} }},",
        rules.id,
        rules.ente.it(),
        rules.titolo.it(),
        rules.natura.as_str(),
        rules.vigenza.dal,
        services(false),
        services(true),
    )?;
    Ok(bytes)
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

/// The 61 Comuni; gives their codes with the forma associata of each.
fn embed_comuni(root: &Path, out: &mut String) -> Outcome<Vec<(String, String)>> {
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
    let forms = rows.iter().map(|(_, code, _, form)| (code.clone(), form.clone())).collect();
    writeln!(out, "static COMUNI: &[Comune] = &[")?;
    for (name, code, people, form) in rows {
        writeln!(
            out,
            "Comune {{ codice_istat: {code:?}, nome: {name:?}, popolazione_2011: {people}, forma_associata: {form:?} }},"
        )?;
    }
    writeln!(out, "];")?;
    Ok(forms)
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Territorio {
    formato: i64,
    fonte: FonteTerritorio,
    forma: Vec<FormaScritta>,
    servizio: Vec<ServizioScritto>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct FonteTerritorio {
    titolo: String,
    articolo: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct FormaScritta {
    id: String,
    nome: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ServizioScritto {
    id: String,
    nome: String,
    forma: String,
    #[serde(default)]
    comuni: Vec<String>,
    come: String,
    dal: Option<String>,
    nota: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Contatti {
    formato: i64,
    #[serde(default)]
    contatto: Vec<ContattoScritto>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ContattoScritto {
    di: String,
    ufficio: String,
    indirizzo: Option<String>,
    telefono: Option<String>,
    email: Option<String>,
    orari: Option<String>,
    verificato_il: Option<String>,
}

/// Who runs what, and where to ask.
fn embed_territorio(root: &Path, comuni: &[(String, String)], out: &mut String) -> Outcome<()> {
    let t: Territorio = toml::from_str(&fs::read_to_string(root.join("seeds/territorio/servizi.toml"))?)?;
    let contacts: Contatti = toml::from_str(&fs::read_to_string(root.join("seeds/territorio/contatti.toml"))?)?;
    if (t.formato, contacts.formato) != (1, 1) {
        return Err("seeds/territorio: formato = 1".into());
    }
    let known = |form: &str| form == "comune" || t.forma.iter().any(|f| f.id == form);
    if let Some((code, form)) = comuni.iter().find(|(_, form)| !known(form)) {
        return Err(
            format!("comuni-ambito-lodi.csv: la forma associata «{form}» di {code} non è in servizi.toml").into()
        );
    }
    writeln!(out, "static FONTE_TERRITORIO: [&str; 2] = [{:?}, {:?}];", t.fonte.titolo, t.fonte.articolo)?;
    let forms = t.forma.iter().map(|f| format!("({:?}, {:?})", f.id, f.nome)).collect::<Vec<_>>().join(", ");
    writeln!(out, "static FORME: &[(&str, &str)] = &[{forms}];\nstatic GESTIONI: &[Gestione] = &[")?;
    for s in &t.servizio {
        let named = s.comuni.iter().find(|c| comuni.iter().all(|(code, _)| code != *c));
        let day = s.dal.as_deref().is_some_and(|d| norma::Giorno::parse(d).is_none());
        if !known(&s.forma) || named.is_some() || day || !["diretta", "terzi"].contains(&s.come.as_str()) {
            return Err(
                format!("servizi.toml: «{}» di «{}»: forma, comuni, come o dal non validi", s.id, s.forma).into()
            );
        }
        writeln!(
            out,
            "Gestione {{ id: {:?}, nome: {:?}, forma: {:?}, comuni: &{:?}, come: {:?}, dal: {:?}, nota: {:?} }},",
            s.id, s.nome, s.forma, s.comuni, s.come, s.dal, s.nota
        )?;
    }
    writeln!(out, "];\nstatic CONTATTI: &[Contatto] = &[")?;
    for c in &contacts.contatto {
        if c.di != "ufficio-di-piano" && !known(&c.di) && comuni.iter().all(|(code, _)| *code != c.di) {
            return Err(
                format!("contatti.toml: «{}» non è un Comune, una forma associata o l'ufficio di piano", c.di).into()
            );
        }
        writeln!(
            out,
            "Contatto {{ di: {:?}, ufficio: {:?}, indirizzo: {:?}, telefono: {:?}, email: {:?}, orari: {:?}, \
             verificato_il: {:?} }},",
            c.di, c.ufficio, c.indirizzo, c.telefono, c.email, c.orari, c.verificato_il
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

/// The families of `seeds/profili`: examples on the page, cases of the tests. Values as the page would type them.
fn embed_profili(root: &Path, comuni: &[(String, String)], facts: &CatalogoFatti, out: &mut String) -> Outcome<()> {
    let file: toml::Table = fs::read_to_string(root.join("seeds/profili/profili.toml"))?.parse()?;
    let pairs = |table: Option<&toml::Value>| -> Vec<(String, String)> {
        let plain = |v: &toml::Value| match v {
            toml::Value::Boolean(b) => b.to_string(),
            toml::Value::Integer(n) => n.to_string(),
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        let rows = table.and_then(toml::Value::as_table).into_iter().flatten();
        rows.map(|(id, value)| (id.clone(), plain(value))).collect()
    };
    let known = |list: &[(String, String)]| list.iter().find(|(id, _)| facts.get(id).is_none()).cloned();
    let base = pairs(file.get("base"));
    writeln!(out, "static BASE_PROFILI: &[(&str, &str)] = &{base:?};\nstatic PROFILI: &[Profilo] = &[")?;
    let names = comune_names(root)?;
    for profile in file.get("profilo").and_then(toml::Value::as_array).into_iter().flatten() {
        let text = |key: &str| profile.get(key).and_then(toml::Value::as_str).unwrap_or_default();
        let (fatti, isee) = (pairs(profile.get("fatti")), pairs(profile.get("isee")));
        let comune = names.iter().find(|(name, _)| name == text("comune")).map(|(_, code)| code);
        let comune = comune.filter(|code| comuni.iter().any(|(known, _)| known == *code));
        let (Some(comune), Some(_), None) = (comune, norma::Giorno::parse(text("data")), known(&fatti)) else {
            return Err(format!("profili.toml: «{}»: comune, data o fatti non validi", text("id")).into());
        };
        writeln!(
            out,
            "Profilo {{ id: {:?}, nome: {:?}, data: {:?}, comune: {comune:?}, fatti: &{fatti:?}, isee: &{isee:?} }},",
            text("id"),
            text("nome"),
            text("data"),
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

fn comune_names(root: &Path) -> Outcome<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_path(root.join("seeds/territorio/comuni-ambito-lodi.csv"))?;
    let headers = reader.headers()?.clone();
    let at = |name: &str| headers.iter().position(|h| h == name).unwrap_or_default();
    let (code, name) = (at("codice_istat"), at("nome"));
    let rows = reader.records().collect::<Result<Vec<_>, _>>()?;
    let cell = |row: &csv::StringRecord, i: usize| row.get(i).unwrap_or_default().to_owned();
    Ok(rows.iter().map(|row| (cell(row, name), cell(row, code))).collect())
}

/// The past versions of the rules (`seeds/archivio`), named by id and fingerprint: what a printed code reopens.
fn embed_archivio(root: &Path, facts: &CatalogoFatti, out: &mut String) -> Outcome<()> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(root.join("seeds/archivio"))?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let count = files.len();
    writeln!(
        out,
        "static LETTI_ARCHIVIO: [OnceLock<Option<Regolamento>>; {count}] = [const {{ OnceLock::new() }}; {count}];\n\
         static ARCHIVIO: [(&str, &str, &[u8]); {count}] = ["
    )?;
    for path in files {
        let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
        let rules = formato::parse_regolamento(&fs::read_to_string(&path)?, &name, facts).map_err(|d| refuse(&d))?;
        let mark: String = rules.impronta.trim_start_matches("sha256:").chars().take(16).collect();
        let expected = format!("{}-{mark}", rules.id);
        if path.file_stem().and_then(|s| s.to_str()) != Some(&expected) {
            return Err(format!("{name}: il nome del file deve essere «{expected}.toml»").into());
        }
        let bytes = write_bytes(&expected, &norma::binario::to_bytes(&rules, facts)?)?;
        writeln!(out, "({:?}, {mark:?}, include_bytes!({bytes:?})),", rules.id)?;
    }
    writeln!(out, "];")?;
    Ok(())
}

fn refuse(findings: &[Diagnostic]) -> String {
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    format!("seme non valido\n{}", lines.join("\n"))
}
