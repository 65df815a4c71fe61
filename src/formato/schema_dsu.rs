//! JSON Schema of a DSU, for editors. What it cannot say (two spouses, a part above the whole) stays with
//! `dsu_coerenza`.

#![allow(clippy::indexing_slicing, reason = "indexing a JSON object that is being built adds the key")]

use super::dsu_grezza::DsuGrezza;
use super::schema::{finished_with, to};
use serde_json::{Map, Value, json};

/// JSON Schema of a DSU, for editors. Only with the feature `cli`.
///
/// ```
/// let schema = soglia::formato::schema_dsu();
/// assert_eq!(schema["properties"]["anno"]["type"], "integer");
/// ```
#[must_use]
pub fn schema_dsu() -> Value {
    finished_with::<DsuGrezza>(
        "Dsu",
        "Una dichiarazione sostitutiva unica, per stimare l'ISEE (Soglia, formato 1).",
        rules(),
    )
}

fn rules() -> Vec<(&'static str, Value)> {
    let whole = |least: i64, most: i64| json!({ "type": "integer", "format": null, "minimum": least, "maximum": most });
    let incomes = ["lavoro", "pensione", "agrari", "assegni_ricevuti", "altri", "trattamenti_disabilita"];
    let mut current = amounts(&incomes);
    current["properties"]["mesi"] = json!({ "type": "integer", "format": null, "enum": [2, 12] });
    let mut dsu = amounts(&["locazione"]);
    dsu["properties"]["formato"] = json!({ "const": 1, "type": "integer", "format": null });
    dsu["properties"]["anno"] = json!({ "format": null });
    dsu["properties"]["componente"] = json!({ "minItems": 1, "maxItems": 50 });
    dsu["required"] = json!(["formato", "anno", "tipo", "componente"]);
    let mut member = amounts(&["patrimonio_mobiliare", "titoli_stato", "attivita_finanziarie"]);
    member["properties"]["id"] = to("Id");
    member["properties"]["eta"] = whole(0, 130);
    member["if"] = json!({ "properties": { "ruolo": { "const": "figlio" } }, "required": ["ruolo"] });
    member["then"] = json!({ "required": ["eta"] });
    member["not"] = json!({ "required": ["redditi", "reddito_corrente"] });
    let mut parent = amounts(&["ise"]);
    parent["properties"]["figli"] = whole(1, 20);
    vec![
        ("Dsu", dsu),
        ("Componente", member),
        ("Redditi", amounts(&incomes)),
        ("RedditiCorrenti", current),
        ("Detrazioni", amounts(&["assegni_versati", "spese_sanitarie", "redditi_agrari"])),
        ("Conto", amounts(&["saldo", "giacenza_media"])),
        ("Immobile", amounts(&["imu", "mutuo"])),
        ("FiglioEsterno", amounts(&["ise"])),
        ("GenitoreEsterno", parent),
        ("Donazione", amounts(&["imu", "mutuo"])),
        ("Precedente", amounts(&["isr", "isp"])),
    ]
}

/// Euro to the cent, not negative.
fn amounts(keys: &[&str]) -> Value {
    let euro = json!({
        "$ref": null, "type": ["string", "integer"], "pattern": "^0*[0-9]{1,12}(\\.[0-9]{1,2})?$",
        "minimum": 0, "maximum": 999_999_999_999_i64, "examples": ["12000.00"],
    });
    let properties: Map<String, Value> = keys.iter().map(|k| ((*k).to_owned(), euro.clone())).collect();
    json!({ "properties": properties })
}
