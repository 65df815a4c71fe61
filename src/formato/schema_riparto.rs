//! JSON Schema of a riparto, for editors. What it cannot say (sisters with one id, a maximum below its minimum, a voce
//! that does not exist, money that is not there) stays with the reader and with the division itself.

#![allow(clippy::indexing_slicing, reason = "indexing a JSON object that is being built adds the key")]

use super::riparto::Grezzo;
use super::schema::{finished_with, to};
use serde_json::{Value, json};

/// JSON Schema of a riparto, for editors. Only with the feature `cli`.
///
/// ```
/// let schema = soglia::formato::schema_riparto();
/// assert!(schema["required"].as_array().unwrap().contains(&"assegnazione".into()));
/// ```
#[must_use]
pub fn schema_riparto() -> Value {
    finished_with::<Grezzo>(
        "Riparto",
        "Un fondo e come si divide: voci, pesi, minimi e massimi, vincoli (Soglia, formato 1).",
        rules(),
    )
}

/// Numbers as the files write them.
struct Numeri {
    euro: Value,
    percent: Value,
    weight: Value,
}

fn numbers() -> Numeri {
    let scalar = |pattern: &str, most: i64, example: &str| {
        json!({
            "$ref": null, "type": ["string", "integer"], "pattern": format!("^{pattern}$"),
            "minimum": 0, "maximum": most, "examples": [example],
        })
    };
    let side = "[0-9]+(\\.[0-9]+)?";
    let mut weight = scalar(&format!("{side}(/{side})?"), 999_999_999_999, "3/7");
    weight["not"] = json!({ "type": "string", "pattern": "/[0.]*$" });
    Numeri {
        euro: scalar("0*[0-9]{1,12}(\\.[0-9]{1,2}0*)?", 999_999_999_999, "12000.00"),
        percent: scalar("0*(100(\\.0{1,9})?|[0-9]{1,2}(\\.[0-9]{1,9})?)", 100, "40"),
        weight,
    }
}

/// Two of the three ways to write a bound.
fn two_of(bound: &str) -> Value {
    let [amount, percent, formula] = ["", "_percento", "_formula"].map(|end| format!("{bound}{end}"));
    json!({ "anyOf": [
        { "required": [&amount, &percent] }, { "required": [&amount, &formula] }, { "required": [&percent, &formula] },
    ] })
}

fn any(keys: &[&str]) -> Value {
    json!({ "anyOf": keys.iter().map(|k| json!({ "required": [k] })).collect::<Vec<_>>() })
}

fn rules() -> Vec<(&'static str, Value)> {
    let Numeri { euro, percent, weight } = numbers();
    let file = json!({ "pattern": "^[^/\\\\:]+$" });
    let limits = ["almeno", "al_massimo", "almeno_percento", "al_massimo_percento"];
    let mut riparto = json!({
        "properties": {
            "formato": { "const": 1, "type": "integer", "format": null },
            "id": to("Id"), "assegnazione": euro, "residui": euro, "residui_da": file, "tabella": file,
            "contributo_minimo": euro,
            "arrotonda": { "$ref": null, "enum": ["0.01", "1", 1, "1.00"] },
        },
        "required": ["formato", "id", "natura", "assegnazione"],
        // Without voci there is one for each row of the table of the criteria.
        "anyOf": [
            { "properties": { "voce": { "minItems": 1 } }, "required": ["voce"] },
            { "properties": { "criteri": { "minItems": 1 } }, "required": ["criteri"] },
        ],
    });
    riparto["properties"]["anno"] = json!({
        "$ref": null, "type": ["integer", "string"], "minimum": 1900, "maximum": 2999, "pattern": "^(19|2[0-9])[0-9]{2}$",
    });
    vec![
        ("Riparto", riparto),
        ("Vigenza", json!({ "properties": { "dal": to("Data"), "al": to("Data") } })),
        ("Fonte", json!({ "minProperties": 1 })),
        ("Voce", voce(&euro, &percent, &weight, &file)),
        (
            "Criterio",
            json!({
                "properties": { "quota": weight },
                "oneOf": [{ "required": ["colonna"] }, { "required": ["formula"] }],
            }),
        ),
        (
            "Ogni",
            json!({
                "properties": {
                    "minimo": euro, "massimo": euro, "minimo_percento": percent, "massimo_percento": percent,
                },
                "allOf": [
                    json!({ "not": two_of("minimo") }),
                    json!({ "not": two_of("massimo") }),
                ],
            }),
        ),
        ("Decisione", json!({ "properties": { "a": { "minItems": 1 } } })),
        (
            "Vincolo",
            json!({
                "properties": {
                    "id": to("Id"), "voci": { "minItems": 1 },
                    "almeno": euro, "al_massimo": euro, "almeno_percento": percent, "al_massimo_percento": percent,
                },
                "oneOf": limits.iter().map(|k| json!({ "required": [k] })).collect::<Vec<_>>(),
            }),
        ),
    ]
}

fn voce(euro: &Value, percent: &Value, weight: &Value, file: &Value) -> Value {
    let bounds = ["minimo", "massimo", "minimo_percento", "massimo_percento"];
    let without = |others: &[&str]| json!({ "not": any(&[others, &bounds].concat()) });
    json!({
        "properties": {
            "id": to("Id"), "importo": euro, "percento": percent, "peso": weight, "tabella": file,
            "minimo": euro, "massimo": euro, "minimo_percento": percent, "massimo_percento": percent,
            "contributo_minimo": euro,
        },
        // One rule only; a voce without any takes its weight from the criteria of its parent.
        "dependentSchemas": { "importo": without(&["percento", "peso"]), "percento": without(&["importo", "peso"]) },
        "not": { "anyOf": [{ "required": ["minimo", "minimo_percento"] }, { "required": ["massimo", "massimo_percento"] }] },
    })
}
