//! One tree for TOML and JSON: the values with the place where each stands.

use super::annidati::too_deep;
use super::posizione::{Lines, path_at};
use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::tr;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value of a file, with the line where it stands (0 = unknown, as in JSON).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Nodo {
    /// The value.
    pub valore: Contenuto,
    /// Line from 1; 0 when the syntax keeps no positions.
    pub riga: u32,
}

/// What TOML and JSON have in common.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Contenuto {
    /// JSON `null`.
    Nulla,
    /// `true`, `false`
    Booleano(bool),
    /// A whole number.
    Intero(i64),
    /// A float or an over-long number, kept as written; never computed with.
    Virgola(String),
    /// A text.
    Testo(String),
    /// A list.
    Lista(Vec<Nodo>),
    /// A table; keys in file order, each with its line.
    Tabella(Vec<(String, u32, Nodo)>),
}

impl Nodo {
    /// The value under `key`, when this is a table that has it.
    #[must_use]
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        match &self.valore {
            Contenuto::Tabella(rows) => rows.iter().find(|(k, _, _)| k == key).map(|(_, _, v)| v),
            _ => None,
        }
    }

    /// The line of the deepest part of `path` (`servizio[0].quota[1].per`) that exists.
    #[must_use]
    pub(crate) fn line_of(&self, path: &str) -> Option<u32> {
        let mut here = self;
        let mut line = self.riga;
        for part in path.split('.') {
            let (key, indexes) = part.split_once('[').unwrap_or((part, ""));
            let Contenuto::Tabella(rows) = &here.valore else {
                break;
            };
            let Some((_, key_line, value)) = rows.iter().find(|(k, _, _)| k == key) else {
                break;
            };
            (here, line) = (value, *key_line);
            for index in indexes.split(['[', ']']).filter(|s| !s.is_empty()) {
                let Contenuto::Lista(items) = &here.valore else {
                    break;
                };
                let Some(item) = index.parse::<usize>().ok().and_then(|i| items.get(i)) else {
                    break;
                };
                (here, line) = (item, item.riga);
            }
        }
        (line > 0).then_some(line)
    }
}

/// Reads TOML 1.0.
///
/// # Errors
/// `sintassi` or `chiave-doppia`, with the line.
pub(crate) fn parse_toml(text: &str) -> Result<Nodo, Diagnostic> {
    let lines = Lines::new(text);
    if let Some(start) = too_deep(text) {
        return Err(not_toml(text, Some(lines.line(start)), false));
    }
    let table = DeTable::parse(text).map_err(|e| {
        // Of keys nested too deep the parser keeps no position: it is the line with most dots.
        let deepest = || text.lines().zip(1..).max_by_key(|(l, _)| l.matches('.').count()).map(|(_, n)| n);
        let line = e.span().map(|s| lines.line(s.start)).or_else(deepest);
        not_toml(text, line, e.message().contains("duplicate key"))
    })?;
    Ok(from_table(table.get_ref(), 1, &lines))
}

fn not_toml(text: &str, line: Option<u32>, duplicate: bool) -> Diagnostic {
    let found = line.and_then(|n| text.lines().nth(n as usize - 1)).map(|l| l.trim().to_owned());
    let code = if duplicate { Code::ChiaveDoppia } else { Code::Sintassi };
    let sentence =
        if duplicate { tr!("la stessa chiave è scritta due volte") } else { tr!("questo non è TOML valido") };
    let mut d = Diagnostic::error(code, "", sentence)
        .expected(tr!("TOML 1.0, come nell'esempio di docs/FORMATO.md"))
        .mend(if duplicate {
            tr!("tieni una sola delle due righe")
        } else {
            tr!("controlla virgolette, parentesi e virgole di questa riga")
        });
    d.riga = line;
    d.percorso = line.map(|l| path_at(text, l)).unwrap_or_default();
    let found = found.filter(|f| !f.is_empty());
    d.trovato = Some(found.unwrap_or_else(|| tr!("una riga vuota, o la fine del file").to_owned()));
    d
}

fn from_table(table: &DeTable<'_>, line: u32, lines: &Lines) -> Nodo {
    let mut rows: Vec<(String, u32, Nodo)> = Vec::new();
    for (key, value) in table {
        // The library keeps keys in alphabetical order; people read errors in file order.
        let key_line = lines.line(key.span().start);
        let place = rows.partition_point(|(_, before, _)| *before <= key_line);
        rows.insert(place, (key.get_ref().to_string(), key_line, from_value(value, lines)));
    }
    Nodo { valore: Contenuto::Tabella(rows), riga: line }
}

fn from_value(value: &Spanned<DeValue<'_>>, lines: &Lines) -> Nodo {
    let line = lines.line(value.span().start);
    let valore = match value.get_ref() {
        DeValue::String(s) => Contenuto::Testo(s.to_string()),
        DeValue::Integer(i) => match i64::from_str_radix(i.as_str(), i.radix()) {
            Ok(n) => Contenuto::Intero(n),
            Err(_) => Contenuto::Virgola(i.as_str().to_owned()),
        },
        DeValue::Float(f) => Contenuto::Virgola(f.as_str().to_owned()),
        DeValue::Boolean(b) => Contenuto::Booleano(*b),
        // A bare TOML date is as clear as one between quotes.
        DeValue::Datetime(d) => Contenuto::Testo(d.to_string()),
        DeValue::Array(items) => Contenuto::Lista(items.iter().map(|v| from_value(v, lines)).collect()),
        DeValue::Table(table) => return from_table(table, line, lines),
    };
    Nodo { valore, riga: line }
}

/// Reads JSON. Positions are known only for syntax errors.
///
/// # Errors
/// `sintassi` or `chiave-doppia`, with the line.
pub(crate) fn parse_json(text: &str) -> Result<Nodo, Diagnostic> {
    serde_json::from_str::<Nodo>(text).map_err(|e| {
        let message = e.to_string();
        let mut d = match message.split_once(DUPLICATE) {
            Some((_, rest)) => {
                let key = rest.split('»').next().unwrap_or_default();
                Diagnostic::error(Code::ChiaveDoppia, key, tr!("la stessa chiave è scritta due volte"))
                    .found(key)
                    .mend(tr!("tienine una sola"))
            }
            None => Diagnostic::error(Code::Sintassi, "", tr!("questo non è JSON valido"))
                .found(tr!("un errore alla riga {}, colonna {}", e.line().to_string(), e.column().to_string()))
                .expected(tr!("un oggetto JSON"))
                .mend(tr!("controlla virgolette, parentesi e virgole")),
        };
        d.riga = u32::try_from(e.line()).ok().filter(|n| *n > 0);
        d
    })
}

const DUPLICATE: &str = "chiave doppia «";

impl<'de> Deserialize<'de> for Nodo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodoVisitor)
    }
}

struct NodoVisitor;

impl<'de> Visitor<'de> for NodoVisitor {
    type Value = Nodo;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("un valore JSON")
    }
    fn visit_unit<E>(self) -> Result<Nodo, E> {
        Ok(plain(Contenuto::Nulla))
    }
    fn visit_bool<E>(self, v: bool) -> Result<Nodo, E> {
        Ok(plain(Contenuto::Booleano(v)))
    }
    fn visit_i64<E>(self, v: i64) -> Result<Nodo, E> {
        Ok(plain(Contenuto::Intero(v)))
    }
    fn visit_u64<E>(self, v: u64) -> Result<Nodo, E> {
        Ok(plain(i64::try_from(v).map_or_else(|_| Contenuto::Virgola(v.to_string()), Contenuto::Intero)))
    }
    fn visit_f64<E>(self, v: f64) -> Result<Nodo, E> {
        Ok(plain(Contenuto::Virgola(v.to_string())))
    }
    fn visit_str<E>(self, v: &str) -> Result<Nodo, E> {
        Ok(plain(Contenuto::Testo(v.to_owned())))
    }
    fn visit_string<E>(self, v: String) -> Result<Nodo, E> {
        Ok(plain(Contenuto::Testo(v)))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Nodo, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(plain(Contenuto::Lista(items)))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Nodo, A::Error> {
        let mut rows: Vec<(String, u32, Nodo)> = Vec::new();
        // A map of a kind that is there already, so that the first load does not grow: looking among the rows would take
        // seconds when there are twenty thousand.
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        while let Some((key, value)) = map.next_entry::<String, Nodo>()? {
            if seen.insert(key.clone(), String::new()).is_some() {
                return Err(serde::de::Error::custom(format_args!("{DUPLICATE}{key}»")));
            }
            rows.push((key, 0, value));
        }
        Ok(plain(Contenuto::Tabella(rows)))
    }
}

fn plain(valore: Contenuto) -> Nodo {
    Nodo { valore, riga: 0 }
}
