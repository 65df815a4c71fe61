//! From tables as written to the model that cannot be invalid. All defects of a file are collected.

mod condizioni;
mod correzioni;
mod fasce;
mod fatti;
mod numeri;
mod servizi;
mod valori;

pub(super) use fatti::{catalogue, fact_value};
pub(super) use numeri::{coefficient, isee_decimal, non_empty_id, parse_date, positive_decimal, positive_or_zero};

use super::grezzo::{FonteGrezza, RegolamentoGrezzo, VigenzaGrezza};
use super::scalare::TestoGrezzo;
use super::uno_o_molti::UnoOMolti;
use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::tr;
use crate::norma::{CatalogoFatti, Certezza, Comuni, Fonte, Origine, Regolamento, Testo, Vigenza};

/// The defects found so far.
#[derive(Default)]
pub(super) struct Esame {
    pub trovati: Vec<Diagnostic>,
}

impl Esame {
    pub(super) fn push(&mut self, d: Diagnostic) {
        self.trovati.push(d);
    }

    /// Notes the error and goes on without the value.
    pub(super) fn fail<T>(&mut self, d: Diagnostic) -> Option<T> {
        self.trovati.push(d);
        None
    }

    /// Keeps the value, or notes the error.
    pub(super) fn keep<T>(&mut self, r: Result<T, Diagnostic>) -> Option<T> {
        r.map_err(|d| self.trovati.push(d)).ok()
    }
}

pub(super) fn testo(t: TestoGrezzo) -> Testo {
    Testo::new(t.0)
}

/// `[[x]]` tables share source, certainty and remark with what stands above them.
pub(super) struct Radici<'a> {
    pub esame: &'a mut Esame,
    pub fatti: &'a CatalogoFatti,
}

pub(super) fn inherit(
    esame: &mut Esame,
    up: &Origine,
    path: &str,
    fonte: Option<FonteGrezza>,
    certezza: Option<Certezza>,
    nota: Option<TestoGrezzo>,
) -> Origine {
    let own = fonte.and_then(|f| source(esame, path, f));
    Origine {
        fonte: own.or_else(|| up.fonte.clone()),
        certezza: certezza.unwrap_or(up.certezza),
        nota: nota.map(testo),
    }
}

/// Like [`inherit`], where a table that says nothing needs no copy of what stands above.
pub(super) fn own_origin(
    esame: &mut Esame,
    up: &Origine,
    path: &str,
    fonte: Option<FonteGrezza>,
    certezza: Option<Certezza>,
    nota: Option<TestoGrezzo>,
) -> Option<Origine> {
    let silent = fonte.is_none() && certezza.is_none() && nota.is_none();
    (!silent).then(|| inherit(esame, up, path, fonte, certezza, nota))
}

/// What a condition says of its source belongs to the table that uses it: the table is no surer than its condition.
pub(super) fn inherit_up(
    esame: &mut Esame,
    table: &Origine,
    path: &str,
    fonte: Option<FonteGrezza>,
    certezza: Option<Certezza>,
    nota: Option<TestoGrezzo>,
) -> Origine {
    Origine {
        fonte: fonte.and_then(|f| source(esame, path, f)).or_else(|| table.fonte.clone()),
        certezza: certezza.map_or(table.certezza, |own| own.max(table.certezza)),
        nota: table.nota.clone().or_else(|| nota.map(testo)),
    }
}

fn source(esame: &mut Esame, path: &str, f: FonteGrezza) -> Option<Fonte> {
    let fonte = Fonte {
        titolo: f.titolo.map(testo),
        atto: f.atto.map(testo),
        articolo: f.articolo.map(testo),
        url: f.url,
        nota: f.nota.map(testo),
    };
    if fonte == Fonte::default() {
        // At the top of the file nothing comes before the key.
        let key = if path.is_empty() { "fonte".to_owned() } else { format!("{path}.fonte") };
        let d = Diagnostic::error(Code::FonteVuota, key, tr!("la fonte è vuota"))
            .expected(tr!("almeno una tra titolo, atto, articolo, url, nota"))
            .mend(tr!("scrivi da dove viene il valore, o togli la chiave"));
        return esame.fail(d);
    }
    Some(fonte)
}

pub(super) fn validity(esame: &mut Esame, v: &VigenzaGrezza) -> Option<Vigenza> {
    let dal = esame.keep(parse_date("vigenza.dal", &v.dal));
    let al = match &v.al {
        Some(text) => Some(esame.keep(parse_date("vigenza.al", text))?),
        None => None,
    };
    let dal = dal?;
    if let Some(al) = al.filter(|al| *al < dal) {
        let d = Diagnostic::error(Code::VigenzaRovesciata, "vigenza.al", tr!("la vigenza finisce prima di cominciare"))
            .found(tr!("dal {} al {}", dal.to_string(), al.to_string()))
            .mend(tr!("scambia le due date, o togli al"));
        return esame.fail(d);
    }
    Some(Vigenza { dal, al })
}

fn where_it_applies(esame: &mut Esame, raw: Option<UnoOMolti>) -> Option<Comuni> {
    match raw {
        None => Some(Comuni::Ente),
        Some(UnoOMolti::Uno(word)) if word == "ambito-lodi" => Some(Comuni::AmbitoLodi),
        Some(UnoOMolti::Uno(word)) => esame.fail(bad_comuni("comuni", &word)),
        Some(UnoOMolti::Molti(list)) => {
            for (i, code) in list.iter().enumerate() {
                if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
                    esame.push(bad_comuni(&format!("comuni[{i}]"), code));
                }
            }
            Some(Comuni::Codici(list))
        }
    }
}

fn bad_comuni(path: &str, found: &str) -> Diagnostic {
    Diagnostic::error(Code::ValoreNonAmmesso, path, tr!("questo non è un elenco di Comuni"))
        .found(found)
        .expected(tr!("\"ambito-lodi\", o un elenco di codici ISTAT di sei cifre"))
        .mend(tr!("per esempio comuni = [\"098054\"]"))
}

/// Checks a whole rule file.
///
/// # Errors
/// Every defect found.
pub(super) fn regolamento(
    raw: RegolamentoGrezzo,
    standard: &CatalogoFatti,
    impronta: String,
) -> Result<Regolamento, Vec<Diagnostic>> {
    let mut esame = Esame::default();
    let root = Origine { fonte: None, certezza: Certezza::Certa, nota: None };
    let id = non_empty_id(&mut esame, "id", &raw.id);
    let origine = inherit(&mut esame, &root, "", raw.fonte, raw.certezza, raw.nota);
    let vigenza = validity(&mut esame, &raw.vigenza);
    let VigenzaGrezza { fonte, certezza, nota, .. } = raw.vigenza;
    let vigenza_origine = own_origin(&mut esame, &origine, "vigenza", fonte, certezza, nota);
    let comuni = where_it_applies(&mut esame, raw.comuni);
    let mut fatti = standard.clone();
    for f in catalogue(&mut esame, raw.fatto) {
        fatti.insert(f);
    }
    if raw.servizio.is_empty() && raw.misura.is_empty() {
        esame.push(
            Diagnostic::error(
                Code::ElencoVuoto,
                "servizio",
                tr!("il file non contiene alcun servizio e alcuna misura"),
            )
            .expected(tr!("almeno una tabella [[servizio]] o [[misura]]"))
            .mend(tr!("aggiungi un servizio con le sue quote")),
        );
    }
    let mut radici = Radici { esame: &mut esame, fatti: &fatti };
    let servizi = servizi::all(&mut radici, &origine, raw.servizio, raw.misura);
    match (id, vigenza, comuni, esame.trovati.is_empty()) {
        (Some(id), Some(vigenza), Some(comuni), true) => Ok(Regolamento {
            id,
            ente: testo(raw.ente),
            titolo: testo(raw.titolo),
            natura: raw.natura,
            vigenza,
            vigenza_origine,
            origine,
            comuni,
            fatti,
            servizi,
            impronta,
        }),
        _ => Err(esame.trovati),
    }
}
