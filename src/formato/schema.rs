//! JSON Schema of the files, for editors: generated from the tables that read them, then told what those tables
//! leave to `valida`, as far as JSON Schema can say it.
//!
//! What it cannot say (bounds that grow, facts that exist, references that lead somewhere) is listed, with the
//! reasons, in `tests/schema.rs`.

use super::grezzo::{FattiGrezzi, RegolamentoGrezzo};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// JSON Schema of a rule file, for editors. Only with the feature `cli`.
///
/// ```
/// let schema = soglia::formato::schema_regolamento();
/// assert!(schema["required"].as_array().unwrap().contains(&"vigenza".into()));
/// assert_eq!(schema["$defs"]["Fascia"]["properties"]["fino_a"]["$ref"], "#/$defs/Isee");
/// ```
#[must_use]
pub fn schema_regolamento() -> Value {
    finished::<RegolamentoGrezzo>(
        "Regolamento",
        "Le regole di compartecipazione di un ente: servizi, fasce di ISEE, correzioni (Soglia, formato 1).",
    )
}

/// JSON Schema of a catalogue of facts. Only with the feature `cli`.
///
/// ```
/// let schema = soglia::formato::schema_fatti();
/// assert!(schema["properties"]["fatto"].is_object());
/// ```
#[must_use]
pub fn schema_fatti() -> Value {
    finished::<FattiGrezzi>(
        "Fatti",
        "I fatti comuni a più regolamenti: le domande che si fanno alle persone (Soglia, formato 1).",
    )
}

fn finished<T: JsonSchema>(title: &str, description: &str) -> Value {
    finished_with::<T>(title, description, rules())
}

/// The generated schema of a file, with what each table says beyond the names and types of its keys.
pub(super) fn finished_with<T: JsonSchema>(title: &str, description: &str, rules: Vec<(&str, Value)>) -> Value {
    let mut generated = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value();
    simplify(&mut generated);
    let Value::Object(mut root) = generated else { return generated };
    let Some(Value::Object(mut tables)) = root.remove("$defs") else { return Value::Object(root) };
    let mut whole = json!({ "$schema": root.remove("$schema"), "title": title, "description": description });
    root.retain(|key, _| key != "title" && key != "description");
    tables.insert(title.to_owned(), Value::Object(root));
    for (name, rules) in rules {
        if let Some(table) = tables.get_mut(name) {
            merge(table, rules);
        }
    }
    tables.values_mut().for_each(completion);
    merge(&mut whole, tables.remove(title).unwrap_or_default());
    scalars(&mut tables);
    keep_used(&whole, &mut tables);
    merge(&mut whole, json!({ "$defs": tables }));
    whole
}

/// TOML has no null, closed word lists read best as `enum`, and people never see that a table is «grezza».
fn simplify(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(simplify),
        Value::Object(map) => {
            map.remove("default");
            if let Some(Value::Array(kinds)) = map.get_mut("type") {
                kinds.retain(|k| k != "null");
                if let [only] = kinds.as_mut_slice() {
                    let only = only.take();
                    map.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(forms)) = map.get_mut("anyOf") {
                forms.retain(|f| f != &json!({ "type": "null" }));
                if let [Value::Object(only)] = forms.as_mut_slice() {
                    let only = std::mem::take(only);
                    map.remove("anyOf");
                    map.extend(only);
                }
            }
            words(map);
            if let Some(Value::String(target)) = map.get_mut("$ref") {
                *target = plain(target);
            }
            if let Some(Value::Object(tables)) = map.get_mut("$defs") {
                *tables = std::mem::take(tables).into_iter().map(|(name, table)| (plain(&name), table)).collect();
            }
            map.values_mut().for_each(simplify);
        }
        _ => {}
    }
}

/// `oneOf: [{ const: "a" }, …]` as `enum: ["a", …]`.
fn words(map: &mut Map<String, Value>) {
    let Some(Value::Array(forms)) = map.get("oneOf") else { return };
    let list: Option<Vec<Value>> = forms.iter().map(|f| f.get("const").cloned()).collect();
    if let Some(list) = list {
        map.remove("oneOf");
        map.remove("description");
        map.insert("type".to_owned(), json!("string"));
        map.insert("enum".to_owned(), Value::Array(list));
    }
}

fn plain(name: &str) -> String {
    let short = ["Grezzo", "Grezza", "Grezzi", "Grezze"].iter().find_map(|s| name.strip_suffix(s));
    short.unwrap_or(name).to_owned()
}

/// Adds keys to a schema, table by table; what both have, the second says, and null takes away.
fn merge(into: &mut Value, rules: Value) {
    match (into, rules) {
        (Value::Object(into), Value::Object(rules)) => {
            // A reference and a plain type do not stand together.
            if rules.contains_key("$ref") {
                into.retain(|key, _| key == "description");
            }
            for (key, rule) in rules {
                if rule.is_null() {
                    into.remove(&key);
                } else {
                    merge(into.entry(key).or_insert(Value::Null), rule);
                }
            }
        }
        (into, rule) => *into = rule,
    }
}

/// Taplo writes these keys when it completes a table.
fn completion(table: &mut Value) {
    if let Some(required) = table.get("required").cloned() {
        merge(table, json!({ "x-taplo": { "initKeys": required } }));
    }
}

/// Only the definitions that something refers to.
fn keep_used(root: &Value, tables: &mut Map<String, Value>) {
    loop {
        let text = format!("{root}{}", Value::Object(tables.clone()));
        let before = tables.len();
        tables.retain(|name, _| text.contains(&format!("\"#/$defs/{name}\"")));
        if tables.len() == before {
            return;
        }
    }
}

/// Numbers between quotes, names and days.
fn scalars(tables: &mut Map<String, Value>) {
    let decimal = "0*[0-9]{1,12}(\\.[0-9]{1,9})?";
    let cents = "0*[0-9]{1,12}(\\.[0-9]{1,2}0*)?";
    let number = |what: &str, pattern: &str, least: i64, example: &str| {
        json!({
            "description": what, "type": ["string", "integer"], "pattern": format!("^{pattern}$"),
            "minimum": least, "maximum": 999_999_999_999_i64, "examples": [example],
        })
    };
    let kebab = "[a-z0-9]+(-[a-z0-9]+)*";
    let all = json!({
        "Importo": number("Euro, zero o più, tra virgolette e con il punto: «3.50».", decimal, 0, "3.50"),
        "ImportoConSegno": number("Euro, anche con il segno meno.", &format!("-?{decimal}"), -999_999_999_999, "-1.50"),
        "Isee": number("ISEE in euro, al centesimo.", cents, 0, "12000.00"),
        "Percento": number("Percentuale: «30» vale 30 per cento.", decimal, 0, "30"),
        "Coefficiente": number("Numero puro: con il punto, o una frazione esatta come «1/12».", &format!("{decimal}(/{decimal})?"), 0, "0.90"),
        "Positivo": number("Numero maggiore di zero.", decimal, 1, "0.50"),
        "Numero": number("Numero, anche con il segno meno.", &format!("-?{decimal}"), -999_999_999_999, "65"),
        "Ordinabile": { "description": "Un numero o una data.", "type": ["string", "integer"] },
        "Valore": { "description": "Il valore di un fatto.", "type": ["string", "integer", "boolean"] },
        "Id": { "description": "Lettere minuscole senza accenti, cifre e trattini.", "type": "string", "pattern": format!("^{kebab}$"), "examples": ["retta-mensile"] },
        "Nome": { "description": "Lettere minuscole senza accenti, cifre, «_», «-» o «.».", "type": "string", "pattern": "^[a-z][a-z0-9_.-]*$", "examples": ["giorno_assenza"] },
        "Bersaglio": { "description": "isee, fascia, totale, o quota: seguito dall'id di una quota.", "type": "string", "pattern": format!("^(isee|fascia|totale|quota:{kebab})$"), "examples": ["quota:oraria", "totale"] },
        "Data": { "description": "anno-mese-giorno.", "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "examples": ["2024-01-31"] },
        "DoveVale": { "anyOf": [{ "const": "ambito-lodi" }, { "type": "array", "items": { "type": "string", "pattern": "^[0-9]{6}$" } }] },
        // The parts of a service without a cost: nothing to take a percentage of.
        "SenzaCosto": { "properties": {
            "fasce": { "items": { "not": any(&["percento", "percento_da", "percento_a"]) } },
            "senza_isee": { "not": any(&["percento"]) },
        } },
    });
    if let Value::Object(all) = all {
        tables.extend(all);
    }
    for (name, zero) in [("Positivo", "^[0.]*$"), ("Coefficiente", "/[0.]*$")] {
        if let Some(scalar) = tables.get_mut(name) {
            merge(scalar, json!({ "not": { "type": "string", "pattern": zero } }));
        }
    }
}

pub(super) fn to(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn has(keys: &[&str]) -> Value {
    json!({ "required": keys })
}

fn any(keys: &[&str]) -> Value {
    json!({ "anyOf": keys.iter().map(|k| has(&[k])).collect::<Vec<_>>() })
}

fn one(keys: &[&str]) -> Vec<Value> {
    keys.iter().map(|k| has(&[k])).collect()
}

/// What each table says beyond the names and types of its keys.
fn rules() -> Vec<(&'static str, Value)> {
    let version = json!({ "const": 1, "type": "integer", "format": null, "minimum": null });
    let mut rules = vec![
        (
            "Regolamento",
            json!({
                "properties": {
                    "formato": version, "id": to("Id"),
                    "comuni": to("DoveVale"),
                    "servizio": { "minItems": 1 }, "misura": { "minItems": 1 },
                },
                "anyOf": one(&["servizio", "misura"]),
            }),
        ),
        ("Fatti", json!({ "properties": { "formato": version } })),
        ("Vigenza", json!({ "properties": { "dal": to("Data"), "al": to("Data") } })),
        ("Fonte", json!({ "minProperties": 1 })),
        (
            "Servizio",
            json!({
                "properties": { "id": to("Id"), "quota": { "minItems": 1 } },
                "required": ["id", "quota"],
                "if": { "not": has(&["costo"]) },
                "then": { "properties": { "quota": { "items": to("SenzaCosto") } } },
            }),
        ),
        (
            "Misura",
            json!({
                "properties": { "id": to("Id"), "superata_da": to("Id") },
                "allOf": [{ "properties": { "quota": { "items": to("SenzaCosto") } } }],
            }),
        ),
        ("Costo", json!({ "properties": { "importo": to("Importo") } })),
        ("Requisito", json!({ "properties": { "id": to("Id") } })),
        ("Rapporto", json!({ "properties": { "importo": to("Importo"), "isee": to("Positivo") } })),
        ("Ignota", json!({ "properties": { "minimo": to("Importo"), "massimo": to("Importo") } })),
        (
            "SenzaIsee",
            json!({
                "properties": { "importo": to("Importo"), "percento": to("Percento") },
                "oneOf": one(&["importo", "percento", "rifiuta"]),
            }),
        ),
        ("Arrotonda", json!({ "properties": { "al": to("Positivo") } })),
    ];
    rules.extend([
        ("Fatto", fact()),
        ("Condizione", condition()),
        ("Quota", quota()),
        ("Fascia", band()),
        ("Correzione", correction()),
    ]);
    rules
}

fn fact() -> Value {
    let when = |tipo: &str, then: Value| json!({ "if": { "properties": { "tipo": { "const": tipo } } }, "then": then });
    let default = |tipo: &str, value: Value| when(tipo, json!({ "properties": { "predefinito": value } }));
    let mut choice = when("scelta", has(&["valori"]));
    merge(&mut choice, json!({ "else": { "not": has(&["valori"]) } }));
    json!({
        "properties": {
            "id": to("Nome"), "valori": { "minItems": 1 }, "predefinito": to("Valore"), "minimo": to("Numero"), "massimo": to("Numero"),
        },
        "allOf": [
            choice,
            default("booleano", json!({ "type": "boolean" })),
            default("intero", json!({ "type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+(\\.0+)?$" })),
            default("importo", to("Isee")),
            default("scelta", json!({ "type": "string" })),
            default("testo", json!({ "type": "string" })),
            default("data", to("Data")),
        ],
    })
}

fn condition() -> Value {
    let list = json!({ "minItems": 1 });
    let range = json!({ "minItems": 2, "maxItems": 2, "items": to("Ordinabile") });
    let lists = ["tutte", "almeno_una", "nessuna"];
    let comparisons = ["uguale", "diverso", "almeno", "al_massimo", "oltre", "meno_di", "tra", "in", "vero"];
    json!({
        "properties": {
            "fatto": to("Nome"), "uguale": to("Valore"), "diverso": to("Valore"), "in": { "minItems": 1, "items": to("Valore") },
            "tra": range, "almeno": to("Ordinabile"), "al_massimo": to("Ordinabile"), "oltre": to("Ordinabile"),
            "meno_di": to("Ordinabile"), "tutte": list, "almeno_una": list, "nessuna": list,
        },
        // A fact with one comparison, or one list.
        "oneOf": [
            { "required": ["fatto"], "oneOf": one(&comparisons), "not": any(&lists) },
            { "oneOf": one(&lists), "not": { "anyOf": [has(&["fatto"]), any(&comparisons)] } },
        ],
    })
}

fn quota() -> Value {
    json!({
        "properties": {
            "id": to("Id"),
            // Just one band has no upper bound. That it is the last cannot be said here.
            "fasce": { "minItems": 1, "contains": { "not": any(&["fino_a", "sotto"]) }, "minContains": 1, "maxContains": 1 },
        },
    })
}

fn band() -> Value {
    json!({
        "properties": {
            "fino_a": to("Isee"), "sotto": to("Isee"), "importo": to("Importo"), "esente": { "const": true }, "percento": to("Percento"),
            "da": to("Importo"), "a": to("Importo"), "percento_da": to("Percento"), "percento_a": to("Percento"),
            "nodi": { "items": to("Isee"), "minItems": 2, "maxItems": 2 }, "eccedenza": to("Importo"),
        },
        "oneOf": [
            has(&["importo"]), has(&["esente"]), has(&["percento"]), has(&["da", "a"]), has(&["percento_da", "percento_a"]),
            has(&["rapporto"]), has(&["eccedenza"]), has(&["ignota"]),
        ],
        "dependentRequired": { "da": ["a"], "a": ["da"], "percento_da": ["percento_a"], "percento_a": ["percento_da"] },
        "dependentSchemas": { "nodi": any(&["da", "percento_da"]) },
        "not": has(&["fino_a", "sotto"]),
        "if": any(&["da", "percento_da"]),
        "then": any(&["fino_a", "sotto", "nodi"]),
    })
}

fn correction() -> Value {
    let on = |target: &str| json!({ "properties": { "su": { "const": target } } });
    json!({
        "properties": {
            "id": to("Id"), "su": to("Bersaglio"), "moltiplica": to("Coefficiente"), "aggiungi": to("ImportoConSegno"), "per": to("Nome"),
            "tetto": to("Importo"), "minimo": to("Importo"), "imposta": to("Importo"), "sposta": { "format": null },
        },
        "oneOf": one(&["moltiplica", "aggiungi", "tetto", "minimo", "imposta", "sposta"]),
        "dependentRequired": { "per": ["aggiungi"] },
        "allOf": [
            { "if": on("isee"), "then": any(&["moltiplica", "aggiungi"]) },
            { "if": on("fascia"), "then": has(&["sposta"]), "else": { "not": has(&["sposta"]) } },
        ],
    })
}
