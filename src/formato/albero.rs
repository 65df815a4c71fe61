//! From the tree to typed tables: a serde deserializer that answers with coded, Italian errors.

use super::nodo::{Contenuto, Nodo};
use crate::diagnosi::{Code, Diagnostic};
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;

/// Turns a tree into a typed table.
///
/// # Errors
/// The first structural defect, with path and line.
pub(super) fn from_tree<T: DeserializeOwned>(root: &Nodo) -> Result<T, Diagnostic> {
    T::deserialize(Lettore(root)).map_err(|e| e.into_diagnostic(root))
}

/// The deserializer's error is a diagnostic whose path grows while it climbs out of the tree.
#[derive(Debug)]
pub struct Guasto(Box<Diagnostic>);

impl Guasto {
    /// The finished diagnostic, with its line.
    pub(super) fn into_diagnostic(self, root: &Nodo) -> Diagnostic {
        let mut d = *self.0;
        d.riga = root.line_of(&d.percorso);
        d
    }

    pub(super) fn of(code: Code, sentence: impl Into<String>) -> Self {
        Self(Box::new(Diagnostic::error(code, "", sentence)))
    }

    pub(super) fn under(mut self, step: &str) -> Self {
        let inner = &self.0.percorso;
        let joined = match inner.as_str() {
            "" => step.to_owned(),
            s if s.starts_with('[') => format!("{step}{s}"),
            s => format!("{step}.{s}"),
        };
        self.0.percorso = joined;
        self
    }

    pub(super) fn edit(mut self, change: impl FnOnce(Diagnostic) -> Diagnostic) -> Self {
        *self.0 = change(*self.0);
        self
    }
}

impl fmt::Display for Guasto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Guasto {}

impl de::Error for Guasto {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::of(Code::TipoErrato, message.to_string()).edit(|d| d.mend("scrivi il valore nella forma attesa"))
    }
    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let (code, how) = match found {
            Unexpected::Float(_) | Unexpected::NewtypeStruct => {
                (Code::VirgolaMobile, "scrivi il numero tra virgolette, per esempio \"3.50\"")
            }
            _ => (Code::TipoErrato, "scrivi il valore nella forma attesa"),
        };
        Self::of(code, "il valore non è del tipo giusto")
            .edit(|d| d.found(describe(found)).expected(expected.to_string()).mend(how))
    }
    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::of(Code::ValoreNonAmmesso, "il valore non è ammesso qui")
            .edit(|d| d.found(describe(found)).expected(expected.to_string()).mend("scrivi uno dei valori ammessi"))
    }
    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::of(Code::ValoreNonAmmesso, "questa parola non è ammessa qui")
            .edit(|d| d.found(variant).expected(expected.join(" | ")).mend(nearest(variant, expected)))
    }
    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::of(Code::ChiaveSconosciuta, format!("la chiave «{field}» non esiste qui"))
            .edit(|d| d.found(field).expected(expected.join(", ")).mend(nearest(field, expected)))
            .under(field)
    }
    fn missing_field(field: &'static str) -> Self {
        Self::of(Code::ChiaveMancante, format!("manca la chiave obbligatoria «{field}»"))
            .edit(|d| d.expected(field).mend(format!("aggiungi {field} = … in questa tabella")))
            .under(field)
    }
    fn duplicate_field(field: &'static str) -> Self {
        Self::of(Code::ChiaveDoppia, format!("la chiave «{field}» è scritta due volte"))
            .edit(|d| d.mend("tienine una sola"))
            .under(field)
    }
}

fn describe(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(b) => b.to_string(),
        Unexpected::Signed(n) => n.to_string(),
        Unexpected::Unsigned(n) => n.to_string(),
        Unexpected::Str(s) => format!("\"{s}\""),
        Unexpected::Float(_) | Unexpected::NewtypeStruct => "un numero con la virgola mobile".to_owned(),
        Unexpected::Seq => "una lista".to_owned(),
        Unexpected::Map => "una tabella".to_owned(),
        Unexpected::Unit | Unexpected::Option => "niente (null)".to_owned(),
        other => other.to_string(),
    }
}

/// «forse intendevi …» when one of the admitted words is close, else the whole list.
pub(super) fn nearest(word: &str, admitted: &[&str]) -> String {
    let best = admitted.iter().map(|a| (distance(word, a), a)).min_by_key(|(d, _)| *d);
    match best {
        Some((d, a)) if d <= 2 => format!("forse intendevi «{a}»"),
        _ => "usa una delle parole ammesse, o togli questa".to_owned(),
    }
}

/// Levenshtein distance, for short words only.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().take(40).enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (cb, up) in b.iter().zip(row.iter().skip(1)) {
            let cost = diagonal + usize::from(ca != *cb);
            left = cost.min(up + 1).min(left + 1);
            diagonal = *up;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(usize::MAX)
}

/// One node, ready to be read.
struct Lettore<'a>(&'a Nodo);

impl<'de> Deserializer<'de> for Lettore<'_> {
    type Error = Guasto;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Guasto> {
        match &self.0.valore {
            Contenuto::Nulla => visitor.visit_unit(),
            Contenuto::Booleano(b) => visitor.visit_bool(*b),
            Contenuto::Intero(n) => visitor.visit_i64(*n),
            // Only `Scalare` accepts this; everywhere else it is the error «virgola mobile».
            Contenuto::Virgola(text) => visitor
                .visit_newtype_struct(text.as_str().into_deserializer())
                .map_err(|e: Guasto| e.edit(|d| Diagnostic { trovato: Some(text.clone()), ..d })),
            Contenuto::Testo(s) => visitor.visit_str(s),
            Contenuto::Lista(items) => visitor.visit_seq(Elementi { items, next: 0 }),
            Contenuto::Tabella(rows) => visitor.visit_map(Righe { rows, next: 0 }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Guasto> {
        match self.0.valore {
            Contenuto::Nulla => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Guasto> {
        match &self.0.valore {
            Contenuto::Testo(s) => visitor.visit_enum(s.as_str().into_deserializer()),
            _ => Err(Guasto::of(Code::TipoErrato, "qui va una parola tra virgolette")
                .edit(|d| d.expected(variants.join(" | ")).mend("scrivi una delle parole ammesse"))),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Guasto> {
        visitor.visit_newtype_struct(self)
    }

    // The typed methods below would all work as `deserialize_any`; written apart, each brings into the page only
    // the code for the one form it can meet.

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Guasto> {
        self.deserialize_map(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Guasto> {
        match &self.0.valore {
            Contenuto::Tabella(rows) => visitor.visit_map(Righe { rows, next: 0 }),
            _ => Err(self.0.wrong("una tabella")),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Guasto> {
        match &self.0.valore {
            Contenuto::Lista(items) => visitor.visit_seq(Elementi { items, next: 0 }),
            _ => Err(self.0.wrong("una lista")),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Guasto> {
        match &self.0.valore {
            Contenuto::Testo(s) => visitor.visit_str(s),
            _ => Err(self.0.wrong("un testo tra virgolette")),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Guasto> {
        match &self.0.valore {
            Contenuto::Booleano(b) => visitor.visit_bool(*b),
            _ => Err(self.0.wrong("true o false")),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Guasto> {
        match &self.0.valore {
            Contenuto::Intero(n) => visitor.visit_i64(*n),
            _ => Err(self.0.wrong("un numero intero").edit(|d| d.mend("scrivi un numero intero, senza virgolette"))),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 f64 char str bytes byte_buf unit unit_struct
        tuple tuple_struct identifier ignored_any
    }
}

impl Nodo {
    /// The value is not of the form wanted here.
    pub(super) fn wrong(&self, expected: &str) -> Guasto {
        let found = match &self.valore {
            Contenuto::Virgola(text) => {
                return Guasto::of(Code::VirgolaMobile, "qui non va un numero con la virgola mobile").edit(|d| {
                    d.found(text).expected(expected).mend("scrivi il numero tra virgolette, per esempio \"3.50\"")
                });
            }
            Contenuto::Nulla => "niente (null)".to_owned(),
            Contenuto::Booleano(b) => b.to_string(),
            Contenuto::Intero(n) => n.to_string(),
            Contenuto::Testo(s) => format!("\"{s}\""),
            Contenuto::Lista(_) => "una lista".to_owned(),
            Contenuto::Tabella(_) => "una tabella".to_owned(),
        };
        Guasto::of(Code::TipoErrato, "il valore non è del tipo giusto")
            .edit(|d| d.found(found).expected(expected).mend("scrivi il valore nella forma attesa"))
    }
}

struct Elementi<'a> {
    items: &'a [Nodo],
    next: usize,
}

impl<'de> de::SeqAccess<'de> for Elementi<'_> {
    type Error = Guasto;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Guasto> {
        let Some(item) = self.items.get(self.next) else {
            return Ok(None);
        };
        let index = self.next;
        self.next += 1;
        seed.deserialize(Lettore(item)).map(Some).map_err(|e| e.under(&format!("[{index}]")))
    }
}

struct Righe<'a> {
    rows: &'a [(String, u32, Nodo)],
    next: usize,
}

impl<'de> de::MapAccess<'de> for Righe<'_> {
    type Error = Guasto;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Guasto> {
        let Some((key, _, _)) = self.rows.get(self.next) else {
            return Ok(None);
        };
        seed.deserialize(key.as_str().into_deserializer()).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Guasto> {
        let Some((key, _, value)) = self.rows.get(self.next) else {
            return Err(Guasto::of(Code::TipoErrato, "manca il valore"));
        };
        self.next += 1;
        seed.deserialize(Lettore(value)).map_err(|e| e.under(key))
    }
}
