// SPDX-License-Identifier: EUPL-1.2
//! A piece of a TOML file as JSON and back: for what a form changes as a whole, like a condition.

use super::Documento;
use serde_json::{Map, Value as Json};
use toml_edit::{Item, TableLike, Value};

impl Documento {
    /// What stands at a key path.
    ///
    /// ```
    /// let file = soglia::formato::Documento::parse("se = { fatto = \"eta\", almeno = 65 }").unwrap();
    /// assert_eq!(file.json("se").unwrap(), serde_json::json!({ "fatto": "eta", "almeno": 65 }));
    /// ```
    #[must_use]
    pub fn json(&self, path: &str) -> Option<Json> {
        self.item(path).and_then(of_item)
    }

    /// Writes it, on one line; a null writes nothing.
    ///
    /// ```
    /// let mut file = soglia::formato::Documento::parse("se = { fatto = \"eta\", almeno = 65 } # anziani").unwrap();
    /// file.set_json("se", &serde_json::json!({ "fatto": "residente", "vero": true }));
    /// assert_eq!(file.to_string(), "se = { fatto = \"residente\", vero = true } # anziani\n");
    /// ```
    pub fn set_json(&mut self, path: &str, value: &Json) {
        if let Some(value) = to_value(value) {
            self.put(path, value);
        }
    }
}

fn of_item(item: &Item) -> Option<Json> {
    match item {
        Item::None => None,
        Item::Value(v) => Some(of_value(v)),
        Item::Table(t) => Some(of_table(t)),
        Item::ArrayOfTables(list) => Some(Json::Array(list.iter().map(|t| of_table(t)).collect())),
    }
}

fn of_table(table: &dyn TableLike) -> Json {
    Json::Object(table.iter().filter_map(|(k, i)| Some((k.to_owned(), of_item(i)?))).collect::<Map<_, _>>())
}

fn of_value(value: &Value) -> Json {
    match value {
        Value::String(s) => Json::from(s.value().as_str()),
        Value::Integer(n) => Json::from(*n.value()),
        Value::Boolean(b) => Json::from(*b.value()),
        // The format turns floats and days without quotation marks down: as words they are kept, and told.
        Value::Float(n) => Json::from(n.display_repr().trim()),
        Value::Datetime(d) => Json::from(d.value().to_string()),
        Value::Array(list) => Json::Array(list.iter().map(of_value).collect()),
        Value::InlineTable(t) => of_table(t),
    }
}

fn to_value(value: &Json) -> Option<Value> {
    Some(match value {
        Json::Null => return None,
        Json::Bool(b) => Value::from(*b),
        Json::Number(n) => n.as_i64().map_or_else(|| Value::from(n.to_string()), Value::from),
        Json::String(s) => Value::from(s.as_str()),
        Json::Array(list) => Value::Array(list.iter().filter_map(to_value).collect()),
        Json::Object(map) => {
            // A condition reads better from its fact.
            let (first, others): (Vec<_>, Vec<_>) = map.iter().partition(|(k, _)| *k == "fatto");
            let pairs = first.into_iter().chain(others).filter_map(|(k, v)| Some((k.as_str(), to_value(v)?)));
            Value::InlineTable(pairs.collect())
        }
    })
}
