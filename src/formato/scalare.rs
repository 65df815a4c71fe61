//! Values that files write in more than one way.

use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// A text, whole number or boolean as written; a float is kept as text so that it can be named in the error.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalare {
    /// Between quotes.
    Testo(String),
    /// Whole number.
    Intero(i64),
    /// Float, as written: always an error where a number is wanted.
    Virgola(String),
    /// `true`, `false`
    Booleano(bool),
}

impl fmt::Display for Scalare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Testo(s) => write!(f, "\"{s}\""),
            Self::Virgola(s) => f.write_str(s),
            Self::Intero(n) => write!(f, "{n}"),
            Self::Booleano(b) => write!(f, "{b}"),
        }
    }
}

struct ScalareVisitor;

impl<'de> Visitor<'de> for ScalareVisitor {
    type Value = Scalare;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("un testo tra virgolette o un numero intero")
    }
    fn visit_bool<E>(self, v: bool) -> Result<Scalare, E> {
        Ok(Scalare::Booleano(v))
    }
    fn visit_i64<E>(self, v: i64) -> Result<Scalare, E> {
        Ok(Scalare::Intero(v))
    }
    fn visit_str<E>(self, v: &str) -> Result<Scalare, E> {
        Ok(Scalare::Testo(v.to_owned()))
    }
    fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<Scalare, D::Error> {
        String::deserialize(d).map(Scalare::Virgola)
    }
}

impl<'de> Deserialize<'de> for Scalare {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalareVisitor)
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Scalare {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Scalare".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Testo tra virgolette con il punto decimale (\"1234.50\"), numero intero o booleano; mai un numero con la virgola mobile.",
            "anyOf": [{ "type": "string" }, { "type": "integer" }, { "type": "boolean" }]
        })
    }
}

/// A text in Italian, or a table of languages.
#[derive(Clone, Debug, PartialEq)]
pub struct TestoGrezzo(pub BTreeMap<String, String>);

impl TestoGrezzo {
    /// A text in Italian only.
    pub fn italian(text: &str) -> Self {
        let mut texts = BTreeMap::new();
        texts.insert("it".to_owned(), text.to_owned());
        Self(texts)
    }
}

struct TestoVisitor;

impl<'de> Visitor<'de> for TestoVisitor {
    type Value = TestoGrezzo;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("un testo, o una tabella { it = \"…\", en = \"…\" }")
    }
    fn visit_str<E>(self, v: &str) -> Result<TestoGrezzo, E> {
        Ok(TestoGrezzo::italian(v))
    }
    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<TestoGrezzo, A::Error> {
        let mut texts = BTreeMap::new();
        while let Some((language, text)) = map.next_entry::<String, String>()? {
            texts.insert(language, text);
        }
        if texts.contains_key("it") { Ok(TestoGrezzo(texts)) } else { Err(de::Error::missing_field("it")) }
    }
}

impl<'de> Deserialize<'de> for TestoGrezzo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TestoVisitor)
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for TestoGrezzo {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Testo".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Testo in italiano, o tabella di lingue con almeno it.",
            "anyOf": [
                { "type": "string" },
                { "type": "object", "required": ["it"], "additionalProperties": { "type": "string" } }
            ]
        })
    }
}
