// SPDX-License-Identifier: EUPL-1.2
//! What the targets share: what every refusal and every answer must be.
#![allow(missing_docs, reason = "nobody outside this folder uses it")]

#[path = "../../tests/ingenuo/mod.rs"]
#[allow(dead_code, clippy::all)]
pub mod ingenuo;

pub mod domande;

use serde_json::Value;
use soglia::diagnosi::Diagnostic;

/// Words of the libraries below, which nobody should read.
const FOREIGN: [&str; 9] =
    ["struct ", "Grezz", "variant", "expected ", "invalid ", "a string", "a sequence", "a boolean", "a map"];

/// Longer inputs only repeat what shorter ones show; `ripetuti` makes the long ones.
pub const MAX: usize = 1 << 16;

/// The bytes as text, when they are.
pub fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok().filter(|t| t.len() <= MAX)
}

/// A refusal says what is wrong and how to mend it, in the person's language.
pub fn clear(input: &str, found: &[Diagnostic]) {
    assert!(!found.is_empty(), "rifiutato senza dire perché");
    for d in found {
        assert!(!d.messaggio.is_empty(), "senza messaggio: {d:?}");
        assert!(d.rimedio.as_ref().is_some_and(|r| !r.is_empty()), "senza rimedio: {d:?}");
        // What was found, and what stands between «», are words of the file.
        let found = d.trovato.as_deref().filter(|t| !t.is_empty());
        let said = found.map_or_else(|| d.messaggio.clone(), |t| d.messaggio.replace(t, ""));
        let said: String = said.split('«').map(|p| p.rsplit('»').next().unwrap_or(p)).collect();
        let said = said + d.rimedio.as_deref().unwrap_or_default();
        if let Some(word) = FOREIGN.iter().find(|w| said.contains(**w) && !input.contains(w.trim())) {
            panic!("«{word}» non è italiano: {d}");
        }
    }
}

/// The whole program answers with JSON whatever it is asked.
pub fn is_json(answer: &str) -> Value {
    serde_json::from_str(answer).unwrap_or_else(|e| panic!("{e}: {answer}"))
}

/// A TOML text as the JSON of the same content; none when it is not TOML, or holds what JSON has not.
pub fn as_json(text: &str) -> Option<String> {
    let table: toml::Table = toml::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).ok()?;
    let table = toml::Value::Table(table);
    plain(&table).then(|| serde_json::to_string(&table).ok())?
}

fn plain(v: &toml::Value) -> bool {
    match v {
        toml::Value::Datetime(_) => false,
        toml::Value::Float(f) => f.is_finite(),
        toml::Value::Array(list) => list.iter().all(plain),
        toml::Value::Table(t) => t.values().all(plain),
        _ => true,
    }
}
