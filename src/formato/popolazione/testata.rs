//! The header: which column is what.

use super::personali::announces_a_person;
use super::{Attese, ColonnaFatto, Colonne, MAX_COLONNE};
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::albero::nearest;
use crate::lingua::tr;
use crate::norma::TipoIsee;

/// Longest name of a column, in bytes; beyond, it is no header.
const MAX_NOME: usize = 200;

/// What a column holds: the place in its list of [`Colonne`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ruolo {
    Ignorata,
    Id,
    Isee(usize),
    Quantita(usize),
    Fatto(usize),
    /// Only a label; a fact may be one too (`Testata::per`).
    Etichetta,
}

/// The header, understood.
#[derive(Debug, Default)]
pub(super) struct Testata {
    pub nomi: Vec<String>,
    pub ruoli: Vec<Ruolo>,
    /// Which column divides the households.
    pub per: Option<usize>,
    pub colonne: Colonne,
}

/// The name of a column as it is compared: without spaces around, lower case.
pub(super) fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}

/// What a column is called here, when somebody said so.
pub(super) fn called(written: &str, attese: &Attese) -> String {
    let said = attese.nomi.iter().find(|(header, _)| plain(header) == written);
    said.map_or_else(|| written.to_owned(), |(_, name)| plain(name))
}

/// Reads the header.
///
/// # Errors
/// Every wrong column; the line is for the caller to say.
pub(super) fn read(names: Vec<String>, attese: &Attese) -> Result<Testata, Vec<Diagnostic>> {
    let written: Vec<String> = names.iter().map(|n| plain(n)).collect();
    let keys: Vec<String> = written.iter().map(|n| called(n, attese)).collect();
    if let Some(long) = keys.iter().find(|k| k.len() > MAX_NOME) {
        let start: String = long.chars().take(20).collect();
        return Err(vec![no_header(&format!("{start}…"))]);
    }
    if keys.len() > MAX_COLONNE {
        return Err(vec![too_many(keys.len())]);
    }
    if let Some(value) = keys.iter().find(|k| looks_like_data(k)) {
        return Err(vec![no_header(value)]);
    }
    let mut t = Testata { nomi: names.iter().map(|n| n.trim().to_owned()).collect(), ..Testata::default() };
    let mut wrong = Vec::new();
    let there = |name: &String| written.contains(&plain(name)) || keys.contains(&plain(name));
    for name in attese.ignora.iter().chain(&attese.per).filter(|n| !there(n)) {
        wrong.push(absent(name, &keys));
    }
    let left_out = |n: usize| written.get(n).is_some_and(|w| attese.ignora.iter().any(|i| plain(i) == *w));
    for (n, key) in keys.iter().enumerate() {
        let ignored = left_out(n);
        let again = (0..n).any(|m| keys.get(m) == Some(key) && !left_out(m));
        // Another name does not make a surname something else.
        if let Some(header) = written.get(n).filter(|w| !ignored && *w != key && announces_a_person(w)) {
            wrong.push(personal(header));
        }
        let asked = attese.per.as_ref().is_some_and(|p| plain(p) == *key);
        if asked && !ignored {
            t.per = Some(n);
        }
        match role(key, again, ignored, asked, attese, &mut t.colonne) {
            Ok(role) => t.ruoli.push(role),
            Err(d) => {
                t.ruoli.push(Ruolo::Ignorata);
                wrong.push(d);
            }
        }
    }
    if wrong.is_empty() && t.ruoli.iter().all(|r| matches!(r, Ruolo::Ignorata | Ruolo::Id)) {
        wrong.push(no_header(names.first().map_or("", String::as_str)));
    }
    if wrong.is_empty() { Ok(t) } else { Err(wrong) }
}

pub(super) fn role(
    key: &str,
    again: bool,
    ignored: bool,
    asked: bool,
    attese: &Attese,
    colonne: &mut Colonne,
) -> Result<Ruolo, Diagnostic> {
    if ignored {
        colonne.ignorate.push(key.to_owned());
        return Ok(Ruolo::Ignorata);
    }
    if key.is_empty() {
        return Err(Diagnostic::error(Code::IntestazioneMancante, "", tr!("una colonna non ha un nome"))
            .expected(tr!("un nome per ogni colonna"))
            .mend(tr!("dai un nome alla colonna, o toglila dal file")));
    }
    if again {
        return Err(Diagnostic::error(Code::ColonnaDoppia, key, tr!("la colonna «{}» c'è due volte", key))
            .found(key)
            .expected(tr!("una colonna per ogni nome"))
            .mend(tr!("togli una delle due colonne")));
    }
    let kind = |key: &str| TipoIsee::ALL.iter().copied().find(|k| k.fact_id() == key);
    if key == "id" {
        colonne.id = true;
        return Ok(Ruolo::Id);
    }
    if key == "isee" || kind(key).is_some() {
        colonne.isee.push(kind(key));
        return Ok(Ruolo::Isee(colonne.isee.len() - 1));
    }
    if attese.quantita.iter().any(|q| q == key) {
        colonne.quantita.push(key.to_owned());
        return Ok(Ruolo::Quantita(colonne.quantita.len() - 1));
    }
    if let Some(fatto) = attese.fatti.get(key) {
        colonne.fatti.push(ColonnaFatto { id: fatto.id.clone(), tipo: fatto.tipo, voci: Vec::new() });
        return Ok(Ruolo::Fatto(colonne.fatti.len() - 1));
    }
    if announces_a_person(key) {
        return Err(personal(key));
    }
    if asked { Ok(Ruolo::Etichetta) } else { Err(unknown(key, attese)) }
}

fn personal(key: &str) -> Diagnostic {
    Diagnostic::error(Code::ColonnaPersonale, key, tr!("la colonna «{}» sembra contenere dati di persone", key))
        .found(key)
        .expected(tr!("un codice che non dica chi è la persona, nella colonna «id»"))
        .mend(tr!("toglila dal file, o ignorala con --ignora \"{}\"", key))
}

fn unknown(key: &str, attese: &Attese) -> Diagnostic {
    let mut words: Vec<&str> = vec!["id", "isee"];
    words.extend(attese.quantita.iter().map(String::as_str));
    words.extend(attese.fatti.iter().map(|f| f.id.as_str()));
    Diagnostic::error(Code::ColonnaSconosciuta, key, tr!("«{}» non è un fatto né una quantità conosciuti", key))
        .found(key)
        .expected(words.join(", "))
        .mend(tr!("{}, o ignorala con --ignora \"{}\"", nearest(key, &words), key))
}

fn absent(name: &str, keys: &[String]) -> Diagnostic {
    Diagnostic::error(Code::ColonnaSconosciuta, name, tr!("nel file non c'è la colonna «{}»", name))
        .found(name)
        .expected(keys.join(", "))
        .mend(tr!("scrivi il nome come nella prima riga del file"))
}

fn too_many(count: usize) -> Diagnostic {
    Diagnostic::error(Code::ColonnaSconosciuta, "", tr!("il file ha troppe colonne"))
        .found(count.to_string())
        .expected(tr!("al massimo {} colonne", MAX_COLONNE.to_string()))
        .mend(tr!("lascia solo ISEE, quantità e fatti"))
}

/// A number where a name should be.
fn looks_like_data(key: &str) -> bool {
    let key = key.trim_matches(|c| c == '€' || c == ' ');
    key.bytes().any(|b| b.is_ascii_digit()) && key.bytes().all(|b| b.is_ascii_digit() || b".,-/ ".contains(&b))
}

fn no_header(found: &str) -> Diagnostic {
    let mut d = Diagnostic::error(Code::IntestazioneMancante, "", tr!("la prima riga non ha i nomi delle colonne"))
        .found(found)
        .expected(tr!("una prima riga come «id;isee;ora»"))
        .mend(tr!("scrivi in cima al file i nomi delle colonne"));
    d.riga = Some(1);
    d
}
