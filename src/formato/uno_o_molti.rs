//! A text, or a list of texts.

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use std::fmt;

/// `"x"` or `["x", "y"]`. Read by hand: serde's untagged enums would buffer, and lose the path of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnoOMolti {
    /// One text.
    Uno(String),
    /// A list.
    Molti(Vec<String>),
}

struct Lettura;

impl<'de> Visitor<'de> for Lettura {
    type Value = UnoOMolti;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("un testo, o una lista di testi")
    }
    fn visit_str<E>(self, v: &str) -> Result<UnoOMolti, E> {
        Ok(UnoOMolti::Uno(v.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<UnoOMolti, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(UnoOMolti::Molti(items))
    }
}

impl<'de> Deserialize<'de> for UnoOMolti {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Lettura)
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for UnoOMolti {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "UnoOMolti".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
        })
    }
}
