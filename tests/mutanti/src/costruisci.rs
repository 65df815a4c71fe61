// SPDX-License-Identifier: EUPL-1.2
//! The copy of the project with every change in it, built once.

use crate::genera::{self, Mutante, Scritto};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A program that runs tests.
#[derive(Clone, Debug)]
pub struct Binario {
    pub nome: String,
    pub path: PathBuf,
}

/// Writes a file only when it changes: Cargo looks at the date.
fn put(path: &Path, text: &[u8]) {
    if fs::read(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder of work");
    fs::write(path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}

fn files(progetto: &Path) -> Vec<String> {
    let args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let out = Command::new("git").args(args).current_dir(progetto).output().expect("git");
    let list = String::from_utf8(out.stdout).expect("names in UTF-8");
    list.split('\0').filter(|f| !f.is_empty()).map(str::to_owned).collect()
}

/// The whole project in the folder of work. The build script reads an untouched copy of the sources, so that it never
/// runs a change: what it would catch counts as nothing.
pub fn copy(progetto: &Path, albero: &Path, changed: &BTreeMap<String, String>, quanti: usize) {
    let module = include_str!("mutante.rs.txt").replace("@QUANTI@", &(quanti + 1).to_string());
    put(&albero.join("src/mutante.rs"), module.as_bytes());
    let mut kept = BTreeSet::new();
    for file in files(progetto) {
        let Ok(bytes) = fs::read(progetto.join(&file)) else { continue };
        let text = match file.as_str() {
            "build.rs" => String::from_utf8_lossy(&bytes).replace("\"src/", "\"originale/").into_bytes(),
            "Cargo.toml" => without_lints(&String::from_utf8_lossy(&bytes)).into_bytes(),
            "src/lib.rs" => [
                String::from_utf8_lossy(&bytes).replace("#![deny(", "#![allow(warnings, ").as_bytes(),
                b"\n#[doc(hidden)]\npub mod mutante;\n",
            ]
            .concat(),
            name => changed.get(name).map_or_else(|| bytes.clone(), |t| t.clone().into_bytes()),
        };
        put(&albero.join(&file), &text);
        if let Some(inner) = file.strip_prefix("src/") {
            let original = format!("originale/{inner}");
            put(&albero.join(&original), &bytes);
            kept.insert(original);
        }
        kept.insert(file);
    }
    // Cases taken away from the project are taken away here too.
    let mut folders = vec![albero.join("tests"), albero.join("seeds")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(albero).unwrap_or(&path).to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if !kept.contains(&name) {
                let _ = fs::remove_file(path);
            }
        }
    }
}

fn without_lints(manifest: &str) -> String {
    let mut keep = true;
    let mut out = String::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            keep = !line.starts_with("[lints");
        }
        if keep {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// How a copy is built.
#[derive(Clone, Copy)]
pub enum Come {
    /// Once, for many runs.
    UnaVolta,
    /// Again and again, one line changed.
    TanteVolte,
}

fn cargo(albero: &Path, args: &[&str], come: Come) -> (bool, Vec<Value>) {
    let (level, incremental) = match come {
        Come::UnaVolta => ("1", "0"),
        Come::TanteVolte => ("0", "1"),
    };
    let mut command = Command::new("cargo");
    command.args(args).args(["--locked", "--message-format=json"]).current_dir(albero);
    for profile in ["DEV", "TEST"] {
        command
            .env(format!("CARGO_PROFILE_{profile}_DEBUG"), "0")
            .env(format!("CARGO_PROFILE_{profile}_OPT_LEVEL"), level);
    }
    let out = command.env("CARGO_INCREMENTAL", incremental).stderr(Stdio::inherit()).output().expect("cargo");
    let text = String::from_utf8_lossy(&out.stdout);
    (out.status.success(), text.lines().filter_map(|l| serde_json::from_str(l).ok()).collect())
}

/// The places that a message of the compiler points at: file, first byte, whether it is the main one.
fn places(message: &Value, into: &mut Vec<(String, usize, bool)>) {
    for span in message["spans"].as_array().into_iter().flatten() {
        // What a macro has written stands, for us, where the macro is called.
        let mut at = span;
        while at.is_object() {
            let file = at["file_name"].as_str().unwrap_or_default().to_owned();
            let start = at["byte_start"].as_u64().unwrap_or_default();
            into.push((file, usize::try_from(start).unwrap_or_default(), span["is_primary"] == true));
            at = &at["expansion"]["span"];
        }
    }
    for child in message["children"].as_array().into_iter().flatten() {
        let from = into.len();
        places(child, into);
        into[from..].iter_mut().for_each(|p| p.2 = false);
    }
}

/// What may be used after it was moved, when a statement that leaves or that assigns is left out: those between the
/// places that the error names, first the ones that leave.
fn skipped(
    found: &[(String, usize, bool)],
    scritti: &BTreeMap<String, Scritto>,
    mutanti: &[Mutante],
) -> BTreeSet<usize> {
    let Some((file, ..)) = found.first() else { return BTreeSet::new() };
    let at = || found.iter().filter(|p| p.0 == *file).map(|p| p.1);
    let (Some(from), Some(to)) = (at().min(), at().max()) else { return BTreeSet::new() };
    let luoghi = scritti.get(file).map_or(&[][..], |s| &s.luoghi);
    let between = luoghi.iter().filter(|(_, arm, whole)| arm.is_empty() && whole.start < to && from < whole.end);
    let ids: Vec<usize> = between.map(|(id, ..)| *id).collect();
    let leaves = |id: &&usize| ["`continue", "`return"].iter().any(|w| mutanti[**id - 1].che.starts_with(w));
    let assigns = |id: &&usize| mutanti[**id - 1].che.contains(" = ");
    let leaving: BTreeSet<usize> = ids.iter().filter(leaves).copied().collect();
    if leaving.is_empty() { ids.iter().filter(assigns).copied().collect() } else { leaving }
}

/// The changes that an error is about.
fn guilty(error: &Value, scritti: &BTreeMap<String, Scritto>, mutanti: &[Mutante]) -> BTreeSet<usize> {
    let mut found = Vec::new();
    places(error, &mut found);
    for main in [true, false] {
        let mut out = BTreeSet::new();
        for (file, at, _) in found.iter().filter(|p| p.2 == main) {
            let luoghi = scritti.get(file).map_or(&[][..], |s| &s.luoghi);
            out.extend(luoghi.iter().filter(|(_, arm, _)| arm.contains(at)).map(|(id, ..)| *id));
        }
        if !out.is_empty() {
            return out;
        }
    }
    if ["E0381", "E0382", "E0384"].iter().any(|code| error["code"]["code"] == *code) {
        let out = skipped(&found, scritti, mutanti);
        if !out.is_empty() {
            return out;
        }
    }
    // In a statement left out, which has another type.
    let mut out = BTreeSet::new();
    for (file, at, _) in found.iter().filter(|p| !p.2) {
        let luoghi = scritti.get(file).map_or(&[][..], |s| &s.luoghi);
        out.extend(luoghi.iter().filter(|(_, arm, whole)| arm.is_empty() && whole.start == *at).map(|(id, ..)| *id));
    }
    if !out.is_empty() {
        return out;
    }
    // Not in what a change says, but in what it stands around.
    for (file, at, _) in found.iter().filter(|p| p.2) {
        let luoghi = scritti.get(file).map_or(&[][..], |s| &s.luoghi);
        let around = luoghi.iter().filter(|(.., whole)| whole.contains(at)).min_by_key(|(.., whole)| whole.len());
        if let Some((.., whole)) = around {
            return luoghi.iter().filter(|(.., w)| w == whole).map(|(id, ..)| *id).collect();
        }
    }
    BTreeSet::new()
}

/// Writes and builds the copy, leaving out what does not compile; the changes left out are those of `fuori`.
pub fn costruisci(
    progetto: &Path,
    albero: &Path,
    sources: &BTreeMap<String, String>,
    mutanti: &[Mutante],
    fuori: &mut BTreeSet<usize>,
) -> Vec<Binario> {
    for round in 1.. {
        let of = |file: &str| mutanti.iter().filter(|m| m.file == file).cloned().collect::<Vec<_>>();
        let scritti: BTreeMap<String, Scritto> =
            sources.iter().map(|(file, text)| (file.clone(), genera::scrivi(text, &of(file), fuori))).collect();
        let changed = scritti.iter().map(|(f, s)| (f.clone(), s.text.clone())).collect();
        copy(progetto, albero, &changed, mutanti.len());
        // With the features of the tests, so that what is built here is not built again: any one test will do.
        let (fine, messages) = cargo(albero, &["test", "--no-run", "--test", "numeri"], Come::UnaVolta);
        if fine {
            break;
        }
        let errors: Vec<&Value> = messages
            .iter()
            .map(|m| &m["message"])
            .filter(|m| m["level"] == "error" && m["spans"] != Value::Null)
            .collect();
        let before = fuori.len();
        // An error often has others in its wake: those that guess a name are blamed first, the others when none is left.
        let blamed: BTreeSet<usize> = errors.iter().flat_map(|e| guilty(e, &scritti, mutanti)).collect();
        let guesses: BTreeSet<usize> = blamed.iter().copied().filter(|id| mutanti[id - 1].svista).collect();
        fuori.extend(if guesses.is_empty() { blamed } else { guesses });
        let names: Vec<String> = mutanti.iter().filter(|m| fuori.contains(&m.id)).map(Mutante::nome).collect();
        fs::write(albero.with_file_name("non-compilano.txt"), names.join("\n")).expect("the folder of work");
        eprintln!("giro {round}: {} errori, {} mutanti non compilano", errors.len(), fuori.len());
        if fuori.len() == before {
            for error in errors {
                eprintln!("{}", error["rendered"].as_str().unwrap_or_default());
            }
            panic!("the copy does not compile, and no change is to blame");
        }
    }
    tests(albero, &crate::prova::PROVE, Come::UnaVolta).expect("the tests compile")
}

/// Builds these tests of the copy; none = they do not compile.
pub fn tests(albero: &Path, names: &[&str], come: Come) -> Option<Vec<Binario>> {
    let mut args = vec!["test", "--no-run"];
    for name in names {
        // «lib»: the unit tests, beside what they test.
        if *name == "lib" { args.push("--lib") } else { args.extend(["--test", *name]) }
    }
    let (fine, messages) = cargo(albero, &args, come);
    let mut out: Vec<Binario> = Vec::new();
    for m in messages.iter().filter(|m| m["reason"] == "compiler-artifact" && m["profile"]["test"] == true) {
        let kind = m["target"]["kind"][0].as_str().unwrap_or_default();
        if let (Some(path), "test" | "lib") = (m["executable"].as_str(), kind) {
            let name = if kind == "lib" { kind } else { m["target"]["name"].as_str().unwrap_or_default() };
            out.push(Binario { nome: name.to_owned(), path: path.into() });
        }
    }
    fine.then_some(out)
}
