// SPDX-License-Identifier: EUPL-1.2
//! The fifty families, and what they answer.

use serde_json::{Map, Value, json};

/// A family of `seeds/profili`.
pub struct Profilo {
    pub id: String,
    pub data: String,
    pub comune: String,
    pub fatti: Map<String, Value>,
    pub isee: Map<String, Value>,
    pub atteso: Map<String, Value>,
    pub importi: Map<String, Value>,
}

/// All of them.
pub fn profili() -> Vec<Profilo> {
    let text = std::fs::read_to_string(crate::comune::path("seeds/profili/profili.toml")).unwrap();
    let file: Value = serde_json::to_value(text.parse::<toml::Table>().unwrap()).unwrap();
    let base = file["base"].as_object().unwrap();
    let object = |p: &Value, key: &str| p[key].as_object().cloned().unwrap_or_default();
    let one = |p: &Value| {
        let mut fatti = base.clone();
        fatti.extend(object(p, "fatti"));
        let text = |key: &str| p[key].as_str().unwrap().to_owned();
        Profilo {
            id: text("id"),
            data: text("data"),
            comune: text("comune"),
            fatti,
            isee: object(p, "isee"),
            atteso: object(p, "atteso"),
            importi: object(p, "importi"),
        }
    };
    file["profilo"].as_array().unwrap().iter().map(one).collect()
}

/// What the family answers: what its profile says, else the ordinary answer.
pub fn reply(p: &Profilo, question: &Value) -> Value {
    let id = question["fatto"].as_str().unwrap();
    if let Some(kind) = id.strip_prefix("isee.") {
        return p.isee.get(kind).cloned().unwrap_or_else(|| json!("assente"));
    }
    p.fatti.get(id).cloned().unwrap_or_else(|| match question["tipo"].as_str().unwrap() {
        "booleano" => json!(false),
        "scelta" => question["scelte"][0]["valore"].clone(),
        _ => question["minimo"].as_str().map_or_else(|| json!("0"), |m| json!(m)),
    })
}
