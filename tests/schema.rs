// SPDX-License-Identifier: EUPL-1.2
//! The JSON Schemas that editors use: generated, committed, and as strict as JSON Schema allows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod comune;

use comune::danni::{Dice, KINDS, damage};
use jsonschema::Validator;
use serde_json::{Value, json};
use soglia::{formato, semi};
use std::collections::BTreeSet;
use std::fs;

/// Bad files that the schema accepts, with the reason why it must. Anything else has to be refused.
const BEYOND_A_SCHEMA: [(&str, &str); 30] = [
    ("sintassi-parole-nude", "non è TOML: non c'è nulla da confrontare"),
    ("sintassi-senza-uguale", "non è TOML: non c'è nulla da confrontare"),
    ("sintassi-virgolette-aperte", "non è TOML: non c'è nulla da confrontare"),
    ("chiave-doppia", "una chiave doppia non arriva allo schema: la rifiuta chi legge il TOML"),
    ("virgola-mobile-senza-decimali", "per JSON Schema 5.0 è un intero"),
    ("id-doppio-fatto", "uniqueItems confronta tabelle intere, non un loro campo"),
    ("id-doppio-misura", "uniqueItems confronta tabelle intere, non un loro campo"),
    ("id-doppio-quota", "uniqueItems confronta tabelle intere, non un loro campo"),
    ("id-doppio-servizio", "uniqueItems confronta tabelle intere, non un loro campo"),
    ("vigenza-rovesciata", "non si confrontano due valori del file fra loro"),
    ("limiti-non-crescenti-in-calo", "non si confrontano due valori del file fra loro"),
    ("limiti-non-crescenti-sotto-zero", "uno zero è un limite lecito, se è compreso"),
    ("limiti-non-crescenti-uguali", "non si confrontano due valori del file fra loro"),
    ("nodi-non-validi-rovesciati", "non si confrontano due valori del file fra loro"),
    ("nodi-non-validi-uguali", "non si confrontano due valori del file fra loro"),
    ("numero-fuori-limite-fatto", "non si confrontano due valori del file fra loro"),
    ("numero-fuori-limite-ignota", "non si confrontano due valori del file fra loro"),
    ("condizione-non-valida-tra-rovesciato", "non si confrontano due valori del file fra loro"),
    ("valore-del-fatto-predefinito-oltre", "non si confrontano due valori del file fra loro"),
    ("condizione-non-valida-profonda", "la profondità di una definizione ricorsiva non si limita"),
    ("fatto-sconosciuto", "i fatti stanno in un altro file"),
    ("fatto-sconosciuto-annidato", "i fatti stanno in un altro file"),
    ("condizione-non-valida-ordine", "il tipo del fatto sta in un altro file"),
    ("valore-del-fatto-booleano", "il tipo del fatto sta in un altro file"),
    ("valore-del-fatto-decimali", "il tipo del fatto sta in un altro file"),
    ("valore-del-fatto-in-elenco", "le parole del fatto stanno in un altro file"),
    ("valore-del-fatto-parola", "le parole del fatto stanno in un altro file"),
    ("valore-del-fatto-vero", "il tipo del fatto sta in un altro file"),
    ("valore-non-ammesso-etichetta", "le chiavi di una tabella non si confrontano con un elenco del file"),
    ("riferimento-sconosciuto", "un nome non si confronta con gli altri nomi del file"),
];

fn validator(schema: &Value) -> Validator {
    assert!(jsonschema::meta::is_valid(schema), "lo schema non è JSON Schema");
    // With formats checked, as editors do: a pattern alone knows no calendar.
    jsonschema::options().should_validate_formats(true).build(schema).unwrap()
}

fn complaints(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|e| format!("{} ({})", e, e.instance_path())).collect()
}

#[test]
fn the_committed_schemas_are_the_generated_ones() {
    for (what, schema) in [("regolamento", formato::schema_regolamento()), ("fatti", formato::schema_fatti())] {
        let file = format!("seeds/schema/{what}.schema.json");
        let committed = fs::read_to_string(comune::path(&file)).unwrap_or_default();
        let generated = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        assert!(committed == generated, "{file} è vecchio; rifallo con: cargo run --quiet -- schema {what} > {file}");
    }
}

#[test]
fn the_schema_accepts_every_seed_and_every_good_shape() {
    let rules = validator(&formato::schema_regolamento());
    for (id, text) in comune::seeds() {
        assert_eq!(complaints(&rules, &comune::as_json(&text).unwrap()), Vec::<String>::new(), "{id}");
    }
    for (name, text) in comune::files("tests/casi/norma/altrui", "toml") {
        // JSON has no dates: an editor shows a bare one to the schema as a text.
        let text = text.trim_start_matches('\u{feff}').replace("= 2023-01-01", "= \"2023-01-01\"");
        let value = comune::as_json(&text).unwrap();
        assert_eq!(complaints(&rules, &value), Vec::<String>::new(), "{name}");
    }
    for (name, text) in comune::files("tests/casi/norma/altrui", "json") {
        assert_eq!(complaints(&rules, &serde_json::from_str(&text).unwrap()), Vec::<String>::new(), "{name}");
    }
    let facts = fs::read_to_string(comune::path("seeds/fatti.toml")).unwrap();
    assert_eq!(
        complaints(&validator(&formato::schema_fatti()), &comune::as_json(&facts).unwrap()),
        Vec::<String>::new()
    );
}

#[test]
fn the_schema_refuses_every_bad_file_that_a_schema_can_see() {
    let rules = validator(&formato::schema_regolamento());
    let excused: BTreeSet<&str> = BEYOND_A_SCHEMA.iter().map(|(name, _)| *name).collect();
    let (mut wrong, mut refused) = (Vec::new(), 0);
    for (name, text) in comune::files("tests/casi/norma/cattivi", "toml") {
        let accepted = comune::as_json(&text).map_or(true, |value| rules.is_valid(&value));
        refused += usize::from(!accepted);
        match (accepted, excused.contains(name.as_str())) {
            (true, false) => wrong.push(format!("{name}: lo schema lo accetta")),
            // The list of excuses may not grow old.
            (false, true) => wrong.push(format!("{name}: lo schema lo rifiuta, la scusa non serve più")),
            _ => {}
        }
    }
    println!("lo schema rifiuta {refused} file cattivi, {} sono oltre", excused.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An editor that underlines what the program reads would teach people to ignore it.
#[test]
fn the_schema_never_refuses_what_the_program_reads() {
    let rules = validator(&formato::schema_regolamento());
    let facts = semi::fatti();
    let (mut wrong, mut read) = (Vec::new(), 0);
    for (n, (id, text)) in comune::seeds().iter().enumerate() {
        for turn in 0..40 {
            let damaged = damage(text, turn % KINDS, &mut Dice((n * 100 + turn) as u64));
            if formato::parse_regolamento(&damaged, id, facts).is_ok() {
                read += 1;
                let found = complaints(&rules, &comune::as_json(damaged.trim_start_matches('\u{feff}')).unwrap());
                wrong.extend(found.into_iter().map(|c| format!("{id}/{turn}: {c}")));
            }
        }
    }
    println!("{read} file danneggiati e ancora leggibili");
    assert!(wrong.is_empty() && read > 200, "{read} letti\n{}", wrong.join("\n"));
}

/// All tables of a schema that describe keys, with their place.
fn tables<'a>(place: &str, value: &'a Value, found: &mut Vec<(String, &'a Value)>) {
    let Some(map) = value.as_object() else { return };
    if map.contains_key("properties") && map.get("type") == Some(&json!("object")) {
        found.push((place.to_owned(), value));
    }
    for (name, table) in map.get("$defs").and_then(Value::as_object).into_iter().flatten() {
        tables(name, table, found);
    }
}

#[test]
fn an_editor_finds_a_sentence_beside_every_key() {
    for (name, schema) in [("Regolamento", formato::schema_regolamento()), ("Fatti", formato::schema_fatti())] {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema["title"].is_string() && schema["description"].is_string());
        let mut found = Vec::new();
        tables(name, &schema, &mut found);
        assert!(found.len() >= 3, "{name}");
        for (place, table) in found {
            // No other key is offered, and those that are needed come by themselves.
            assert_eq!(table["additionalProperties"], false, "{place}");
            assert_eq!(table.get("required"), table["x-taplo"].get("initKeys"), "{place}");
            for (key, property) in table["properties"].as_object().unwrap() {
                let sentence = property["description"].as_str().unwrap_or_default();
                assert!(sentence.ends_with('.'), "{place}.{key}: {sentence:?}");
            }
        }
        let text = schema.to_string();
        assert!(!text.contains("\"null\"") && !text.contains(":null") && !text.contains("Grezz"), "{name}");
    }
}

#[test]
fn every_seed_tells_the_editor_where_its_schema_is() {
    let facts = fs::read_to_string(comune::path("seeds/fatti.toml")).unwrap();
    let files = comune::seeds().into_iter().map(|(id, text)| (format!("seeds/regolamenti/{id}.toml"), text));
    for (file, text) in files.chain([("seeds/fatti.toml".to_owned(), facts)]) {
        let first = text.lines().next().unwrap_or_default();
        let schema = first.strip_prefix("#:schema ").unwrap_or_else(|| panic!("{file}: {first}"));
        assert!(comune::path(&file).parent().unwrap().join(schema).is_file(), "{file}: {schema}");
    }
}
