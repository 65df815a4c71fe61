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
            let after_licence = text.lines().skip_while(|l| l.starts_with("// "));
            let opening: Vec<String> = after_licence.map_while(|l| l.strip_prefix("//!")).map(str::to_owned).collect();
            self.note(path.to_owned(), &place(file), &opening);
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
        for name in text
            .lines()
            .filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'))
            .filter(|n| wanted(n) && *n != "app")
        {
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
            let Some(name) = public_name(code).filter(|n| !n.starts_with('$')) else { continue };
            // The methods of `$name`, a type that a macro declares, are shown under each name it is given.
            let owner = within.map_or(name, |(target, _)| target);
            if owner.starts_with('$') || wanted(owner) {
                let full = within.map_or(format!("{path}::{name}"), |(target, _)| format!("{path}::{target}::{name}"));
                self.note(full, &format!("{}:{}", place(file), n + 1), &documentation(&lines[..n]));
            }
        }
        for (n, name, macro_name) in declared_by_macros(&lines).into_iter().filter(|(_, name, _)| wanted(name)) {
            let mut found = documentation(&lines[..n]);
            found.extend(documentation_in_macro(macro_name, file));
            self.note(format!("{path}::{name}"), &format!("{}:{}", place(file), n + 1), &found);
        }
    }
}

/// The types in the calls of macros such as `words! { … }`: line, name, macro.
fn declared_by_macros<'a>(lines: &[&'a str]) -> Vec<(usize, &'a str, &'a str)> {
    let mut found = Vec::new();
    let mut within = None;
    for (n, line) in lines.iter().enumerate() {
        if !line.starts_with([' ', '/', '#']) {
            within = line.strip_suffix("! {").filter(|m| m.chars().all(|c| c.is_alphanumeric() || c == '_'));
        }
        let name = line.strip_prefix("    ").filter(|l| l.starts_with(char::is_uppercase) && l.ends_with('{'));
        if let (Some(macro_name), Some((name, _))) = (within, name.and_then(|l| l.split_once(' '))) {
            found.push((n, name, macro_name));
        }
    }
    found
}

/// What a macro writes above the type it declares; the nearest macro of that name counts.
fn documentation_in_macro(name: &str, called_in: &Path) -> Vec<String> {
    let parents = called_in.ancestors().skip(1).map(|folder| folder.join("mod.rs"));
    for file in std::iter::once(called_in.to_owned()).chain(parents).filter(|f| f.exists()) {
        let text = fs::read_to_string(file).unwrap();
        if let Some((_, body)) = text.split_once(&format!("macro_rules! {name} {{")) {
            let lines: Vec<&str> = body.lines().collect();
            let declared = lines.iter().position(|l| public_name(l.trim()).is_some_and(|n| n.starts_with('$')));
            return declared.map(|n| documentation(&lines[..n])).unwrap_or_default();
        }
    }
    Vec::new()
}

/// A file as messages name it.
fn place(file: &Path) -> String {
    file.strip_prefix(comune::path("")).unwrap_or(file).display().to_string()
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
        } else if !line.starts_with("//") {
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
    for known in [
        "norma",
        "tariffa::calcola",
        "norma::Area",
        "norma::$name::from_word",
        "denaro::Frazione::mul",
        "diagnosi::Code::ALL",
    ] {
        assert!(esame.shown.contains(&format!("soglia::{known}")), "la lettura del codice non trova {known}");
    }
    assert!(esame.missing.is_empty(), "senza un esempio:\n{}", esame.missing.join("\n"));
}
