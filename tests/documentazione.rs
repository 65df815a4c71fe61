// SPDX-License-Identifier: EUPL-1.2
//! Each public item of the library shows an example in its documentation: `cargo test --doc` compiles and runs it,
//! this test finds the items that have none. It reads the text of the modules; what `pub use` does not take out of
//! a private module is not public.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod comune;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Words after `pub` that open an entry of rustdoc.
const KINDS: [&str; 8] = ["fn", "struct", "enum", "union", "const", "static", "trait", "type"];

/// What rustdoc shows, and where the example is missing.
#[derive(Default)]
struct Esame {
    shown: BTreeSet<String>,
    missing: Vec<String>,
}

impl Esame {
    fn note(&mut self, name: String, place: &str, documentation: &[String]) {
        if !has_example(documentation) {
            self.missing.push(format!("{place}: {name}"));
        }
        self.shown.insert(name);
    }

    /// A module: its own text, and what it takes out of the private ones. `names` are those its parent takes.
    fn module(&mut self, path: &str, file: &Path, names: Option<&BTreeSet<String>>) {
        let text = fs::read_to_string(file).unwrap();
        let wanted = |name: &str| names.is_none_or(|n| n.contains(name));
        if names.is_none() {
            let opening: Vec<String> = text.lines().map_while(|l| l.strip_prefix("//!")).map(str::to_owned).collect();
            self.note(path.to_owned(), &file.display().to_string(), &opening);
        }
        self.items(path, file, &text, &wanted);
        for statement in text.split(';').filter_map(|s| s.rsplit_once("pub use ").map(|(_, s)| s)) {
            let (from, list) = statement.split_once("::").unwrap();
            let taken: BTreeSet<String> = list
                .split([',', '{', '}'])
                .map(|n| n.trim().to_owned())
                .filter(|n| !n.is_empty() && wanted(n))
                .collect();
            // A name of another crate has its documentation there.
            if let Some(inner) = find(file, from) {
                self.module(path, &inner, Some(&taken));
            }
        }
        for name in text.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).filter(|n| wanted(n)) {
            self.module(&format!("{path}::{name}"), &find(file, name).unwrap(), None);
        }
    }

    /// The items of one file: at its top level, in a macro, and in the `impl` of a type that is shown.
    fn items(&mut self, path: &str, file: &Path, text: &str, wanted: &dyn Fn(&str) -> bool) {
        let lines: Vec<&str> = text.lines().collect();
        let mut within: Option<(&str, usize)> = None;
        for (n, line) in lines.iter().enumerate() {
            let (code, indent) = (line.trim_start(), line.len() - line.trim_start().len());
            if within.is_some_and(|(_, outer)| code == "}" && indent == outer) {
                within = None;
            } else if let Some(target) = impl_of(code) {
                within = Some((target, indent));
            }
            let Some(name) = public_name(code) else { continue };
            // `$name`: what a macro declares with `pub` is shown under each name it is given.
            let owner = within.map_or(name, |(target, _)| target);
            if owner.starts_with('$') || wanted(owner) {
                let full = within.map_or(format!("{path}::{name}"), |(target, _)| format!("{path}::{target}::{name}"));
                self.note(full, &format!("{}:{}", file.display(), n + 1), &documentation(&lines[..n]));
            }
        }
    }
}

/// The file of a module declared in another one.
fn find(declared_in: &Path, name: &str) -> Option<PathBuf> {
    let folder = match declared_in.file_stem().unwrap().to_str().unwrap() {
        "mod" | "lib" => declared_in.parent().unwrap().to_owned(),
        _ => declared_in.with_extension(""),
    };
    [folder.join(format!("{name}.rs")), folder.join(name).join("mod.rs")].into_iter().find(|f| f.exists())
}

/// `impl Name {`, with or without parameters; the methods of a trait are documented with the trait.
fn impl_of(code: &str) -> Option<&str> {
    let rest = code.strip_prefix("impl")?;
    let rest = if rest.starts_with('<') { rest.split_once("> ")?.1 } else { rest.strip_prefix(' ')? };
    if rest.contains(" for ") { None } else { rest.split(['<', ' ']).next() }
}

/// The name after `pub const fn`, `pub struct` and so on.
fn public_name(code: &str) -> Option<&str> {
    let mut words = code.strip_prefix("pub ")?.split([' ', '(', '<', ':', ';', '{']);
    words.next().filter(|w| KINDS.contains(w))?;
    words.find(|w| !KINDS.contains(w))
}

/// The documentation that ends just above an item, attributes skipped, in its order.
fn documentation(above: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for line in above.iter().rev().map(|l| l.trim()) {
        if let Some(words) = line.strip_prefix("///") {
            found.push(words.to_owned());
        } else if line.starts_with("#[") {
            // `#[doc = "…"]`, in macros: a fence may come after a line break.
            found.extend(line.contains("```").then(|| "```".to_owned()));
        } else {
            break;
        }
    }
    found.reverse();
    found
}

/// A block that rustdoc compiles and runs: three backticks with nothing after them.
fn has_example(documentation: &[String]) -> bool {
    let fences = documentation.iter().filter_map(|l| l.trim().strip_prefix("```"));
    // Every second fence closes a block.
    fences.step_by(2).any(str::is_empty)
}

#[test]
fn every_public_item_has_an_example() {
    let mut esame = Esame::default();
    esame.module("soglia", &comune::path("src/lib.rs"), None);
    println!("{} voci pubbliche", esame.shown.len());
    for known in
        ["norma", "tariffa::calcola", "norma::$name::from_word", "denaro::Frazione::mul", "diagnosi::Code::ALL"]
    {
        assert!(esame.shown.contains(&format!("soglia::{known}")), "la lettura del codice non trova {known}");
    }
    assert!(esame.missing.is_empty(), "senza un esempio:\n{}", esame.missing.join("\n"));
}
