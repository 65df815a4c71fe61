// SPDX-License-Identifier: EUPL-1.2
//! What several test files share: finding case files, and TOML seen as JSON.
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod danni;

use soglia::diagnosi::Diagnostic;
use std::fs;
use std::path::PathBuf;

/// A path inside the repository. Asked of Cargo when the test runs: a program compiled for another checkout still
/// reads the files of this one.
pub fn path(inside: &str) -> PathBuf {
    PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(inside)
}

/// Name and text of every file of a folder with an extension, by name; an empty folder is a defect.
pub fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found: Vec<PathBuf> = fs::read_dir(path(folder))
        .unwrap_or_else(|e| panic!("{folder}: {e}"))
        .map(|entry| entry.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == extension))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{folder}: nessun file .{extension}");
    found
        .into_iter()
        .map(|p| (p.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&p).unwrap()))
        .collect()
}

/// The 24 embedded rule files, as they stand in the repository.
pub fn seeds() -> Vec<(String, String)> {
    files("seeds/regolamenti", "toml")
}

/// The same content as JSON: what an editor hands to a JSON Schema.
pub fn as_json(toml: &str) -> Result<serde_json::Value, toml::de::Error> {
    toml::from_str(toml)
}

/// Every part that a person needs in order to mend it, in the person's language: no word of serde or of Rust.
pub fn speaks_clearly(d: &Diagnostic) -> bool {
    let foreign = [
        "struct ",
        "Grezz",
        "enum ",
        "variant",
        "expected ",
        "invalid ",
        "a string",
        "a sequence",
        "a boolean",
        "a map",
        "i64",
        "u64",
    ];
    let text = d.to_string();
    !d.messaggio.is_empty()
        && d.rimedio.as_ref().is_some_and(|r| !r.is_empty())
        && !foreign.iter().any(|word| text.contains(word))
}
