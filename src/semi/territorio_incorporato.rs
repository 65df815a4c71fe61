//! What `build.rs` embeds of `seeds/territorio`: the Comuni, who runs which service, where to ask. Part of the build
//! script, not of the program.

use super::{Outcome, norma};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The 61 Comuni; gives their codes with the forma associata of each.
pub(super) fn embed_comuni(root: &Path, out: &mut String) -> Outcome<Vec<(String, String)>> {
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
pub(super) fn embed_territorio(root: &Path, comuni: &[(String, String)], out: &mut String) -> Outcome<()> {
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

/// Name and code of each.
pub(super) fn comune_names(root: &Path) -> Outcome<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_path(root.join("seeds/territorio/comuni-ambito-lodi.csv"))?;
    let headers = reader.headers()?.clone();
    let at = |name: &str| headers.iter().position(|h| h == name).unwrap_or_default();
    let (code, name) = (at("codice_istat"), at("nome"));
    let rows = reader.records().collect::<Result<Vec<_>, _>>()?;
    let cell = |row: &csv::StringRecord, i: usize| row.get(i).unwrap_or_default().to_owned();
    Ok(rows.iter().map(|row| (cell(row, name), cell(row, code))).collect())
}
