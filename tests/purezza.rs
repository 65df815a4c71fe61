// SPDX-License-Identifier: EUPL-1.2
//! The engine stays pure: what `docs/ARCHITETTURA.md` says is deliberately absent is absent from its text.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod comune;

use std::fs;
use std::path::{Path, PathBuf};

/// What an engine module may not name. A name with `::` or `!` is a piece of text, any other a whole word.
const ABSENT: [&str; 25] = [
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "yew",
    "gloo",
    "clap", // the browser and the command line
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::env",
    "env::var", // the world outside
    "std::time",
    "SystemTime",
    "Instant",
    "Zoned",
    "ZonedDateTime",
    "Timestamp", // the clock
    "rand",
    "HashMap",
    "HashSet", // chance, and orders that change from run to run
    "println!",
    "print!",
    "dbg!",
];

/// Binary floating point: only where a float of the input is turned down, and where another format wants one.
const FLOATS: [(&str, usize); 2] = [
    ("src/foglio/scrivi.rs", 1), // the number of a spreadsheet's cell, only where it gives back the decimal as written
    ("src/formato/nodo.rs", 1),  // `visit_f64`: JSON's floats are kept as text, so that the error can name them
];

/// Bytes already in memory, for the reader of spreadsheets that wants them through these traits.
const IN_MEMORIA: [&str; 4] = [
    "src/foglio/leggi.rs",
    "src/foglio/leggi/contato.rs",
    "src/foglio/leggi/ods.rs",
    "src/foglio/leggi/riferimenti.rs",
];

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// The files of every module that `src/lib.rs` declares, with their code: comments may name anything.
fn engine() -> Vec<(String, String)> {
    let lib = fs::read_to_string(comune::path("src/lib.rs")).unwrap();
    let modules = lib.lines().filter_map(|l| l.trim().strip_prefix("pub mod ")?.strip_suffix(';'));
    // The page is the only module that is not the engine, and only there with its feature.
    assert!(lib.contains("#[cfg(feature = \"app\")]\n#[doc(hidden)]\npub mod app;\n"), "src/lib.rs");
    let modules: Vec<&str> = modules.filter(|m| *m != "app").collect();
    assert!(modules.contains(&"tariffa"), "{modules:?}");
    let mut paths = vec![comune::path("src/lib.rs")];
    for module in modules {
        rust_files(&comune::path("src").join(module), &mut paths);
    }
    paths.sort();
    paths
        .into_iter()
        .map(|p| {
            let text = fs::read_to_string(&p).unwrap();
            let code: Vec<&str> = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
            (p.strip_prefix(comune::path("")).unwrap().to_string_lossy().replace('\\', "/"), code.join("\n"))
        })
        .collect()
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_')
}

#[test]
fn the_engine_never_names_the_world_outside() {
    let mut named = Vec::new();
    for (file, code) in engine() {
        for absent in ABSENT {
            let found =
                if absent.contains(['!', ':']) { code.contains(absent) } else { words(&code).any(|w| w == absent) };
            if found && !(absent == "std::io" && IN_MEMORIA.contains(&file.as_str())) {
                named.push(format!("{file} nomina {absent}"));
            }
        }
    }
    assert!(named.is_empty(), "{}", named.join("\n"));
}

#[test]
fn the_engine_computes_without_floating_point() {
    let mut named = Vec::new();
    for (file, code) in engine() {
        let count = words(&code).filter(|w| matches!(*w, "f32" | "f64")).count();
        let admitted = FLOATS.iter().find(|(f, _)| *f == file).map_or(0, |(_, n)| *n);
        if count != admitted {
            named.push(format!("{file}: {count} tra f32 e f64, ammessi {admitted}"));
        }
    }
    assert!(named.is_empty(), "{}", named.join("\n"));
}

#[test]
fn the_compiler_is_told_to_refuse_floats_unsafe_code_and_silent_overflow() {
    let lib = fs::read_to_string(comune::path("src/lib.rs")).unwrap();
    assert!(lib.lines().any(|l| l == "#![deny(clippy::float_arithmetic)]"), "src/lib.rs");
    let manifest: toml::Table = fs::read_to_string(comune::path("Cargo.toml")).unwrap().parse().unwrap();
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    assert_eq!(manifest["profile"]["release"]["overflow-checks"].as_bool(), Some(true));
    for lint in ["unwrap_used", "expect_used", "panic", "indexing_slicing"] {
        assert_eq!(manifest["lints"]["clippy"][lint].as_str(), Some("deny"), "{lint}");
    }
}
