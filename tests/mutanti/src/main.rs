// SPDX-License-Identifier: EUPL-1.2
//! Mutation testing in one build («mutant schemata»): every change of one token of the engine is written in a copy of the
//! project behind a switch that a variable of the environment turns on. See `docs/PROVE.md`, «Mutazioni».
//!
//! `soglia-mutanti <project> <folder of work>`, with MODULI, PARTE=k/n, RIPRENDI, ALMENO, AL_PIU, PROVE, PROCESSI (see `.ci/mutanti`), A_MANO=1, SOLO_ELENCO=1.

mod a_mano;
mod cerca;
mod costruisci;
mod genera;
mod prova;
mod scambi;
mod sviste;
mod tabella;
mod vicini;

use genera::Mutante;
use prova::Esito;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

const MODULI: [&str; 5] = ["denaro", "tariffa", "isee", "riparto", "requisiti"];

/// The sources of a folder: name and text.
fn read(folder: &Path, progetto: &Path) -> Vec<(String, String)> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).expect("a module").flatten().map(|e| e.path()).collect();
    entries.sort();
    let mut out = Vec::new();
    for path in entries {
        if path.is_dir() {
            out.extend(read(&path, progetto));
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("prove.rs") {
            // `prove.rs` holds unit tests.
            let file = path.strip_prefix(progetto).expect("inside").to_string_lossy().into_owned();
            out.push((file, fs::read_to_string(&path).expect("a source")));
        }
    }
    out
}

fn set(name: &str, default: &str) -> String {
    std::env::var(name).ok().filter(|v| !v.is_empty()).unwrap_or_else(|| default.to_owned())
}

/// What an earlier run found, by name: lines «name, outcome, test», with tabs.
fn remembered(path: &Path) -> BTreeMap<String, (String, String)> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let line = |l: &str| {
        let mut parts = l.split('\t').map(str::to_owned);
        Some((parts.next()?, (parts.next()?, parts.next().unwrap_or_default())))
    };
    text.lines().filter_map(line).collect()
}

fn main() {
    let mut args = std::env::args().skip(1);
    let (progetto, lavoro) = (PathBuf::from(args.next().expect("project")), PathBuf::from(args.next().expect("work")));
    let (albero, esiti, rotti) = (lavoro.join("albero"), lavoro.join("esiti.tsv"), lavoro.join("non-compilano.txt"));
    let (mut sources, mut mutanti) = (BTreeMap::new(), Vec::new());
    for modulo in MODULI {
        // What it declares, and the rules that it reads.
        let mut vicini = vicini::Vicini::default();
        let declared = [modulo, "denaro", "norma"].map(|folder| read(&progetto.join("src").join(folder), &progetto));
        declared.concat().iter().for_each(|(_, text)| vicini.leggi(text));
        for (file, mut text) in read(&progetto.join("src").join(modulo), &progetto) {
            // A switch cannot stand in a `const fn`: where none is needed before the program runs, they are plain ones.
            if file != "src/denaro/frazione.rs" {
                text = text.replace("const fn ", "      fn ");
            }
            mutanti.extend(genera::mutanti(modulo, &file, &text, &vicini, mutanti.len() + 1));
            sources.insert(file, text);
        }
    }
    if set("SOLO_ELENCO", "") == "1" {
        mutanti.iter().for_each(|m| println!("{} {}", m.id, m.nome()));
        return;
    }
    fs::create_dir_all(&lavoro).expect("the folder of work");
    if set("A_MANO", "") == "1" {
        return a_mano::prova_tutti(&progetto, &lavoro);
    }
    let known: BTreeSet<String> = fs::read_to_string(&rotti).unwrap_or_default().lines().map(str::to_owned).collect();
    let mut fuori: BTreeSet<usize> = mutanti.iter().filter(|m| known.contains(&m.nome())).map(|m| m.id).collect();
    let binari = costruisci::costruisci(&progetto, &albero, &sources, &mutanti, &mut fuori);

    let processi = set("PROCESSI", "2").parse().expect("PROCESSI");
    let prove = prova::copri(&albero, &binari, processi);
    let line = |p: &prova::Prova| format!("{}\t{}\t{}\t{}", p.tempo.as_millis(), p.visti.len(), p.binario.nome, p.nome);
    fs::write(lavoro.join("prove.tsv"), prove.iter().map(line).collect::<Vec<_>>().join("\n"))
        .expect("the folder of work");
    println!("{} prove, {} mutanti, {} non compilano", prove.len(), mutanti.len(), fuori.len());
    // 1: only what was not caught; 2: only what was not tried.
    let resume = set("RIPRENDI", "");
    let (only_new, resume) = (resume == "2", resume == "1" || resume == "2");
    let before = if resume { remembered(&esiti) } else { BTreeMap::new() };
    let done =
        |m: &&Mutante| before.get(&m.nome()).is_some_and(|(e, _)| only_new || (e != "vivo" && e != "mai eseguito"));
    let moduli = set("MODULI", &MODULI.join(" "));
    let parte = set("PARTE", "0/1");
    let (k, n) = parte.split_once('/').expect("PARTE=k/n");
    let (k, n): (usize, usize) = (k.parse().expect("PARTE"), n.parse().expect("PARTE"));
    let chosen: Vec<&Mutante> = mutanti
        .iter()
        .filter(|m| !fuori.contains(&m.id) && moduli.split(' ').any(|name| m.sta_in(name)) && m.id % n == k)
        .collect();
    let mut todo: Vec<usize> = chosen.iter().filter(|m| !done(m)).map(|m| m.id).collect();
    // Mixed, so that a run cut short is a fair sample.
    todo.sort_by_key(|id| id * 7919 % 10_007);
    println!("{} da provare, {} già presi prima", todo.len(), chosen.len() - todo.len());

    let file = OpenOptions::new().create(true).write(true).append(resume).truncate(!resume).open(&esiti);
    let file = Mutex::new(file.expect("the folder of work"));
    let tell = |id: usize, esito: &Esito, caso: bool| {
        let m = &mutanti[id - 1];
        let (word, test) = match esito {
            Esito::Preso(test) => (if caso { "casi" } else { "altre" }, test.as_str()),
            Esito::Scaduto(test) => ("scaduto", test.as_str()),
            Esito::Vivo => ("vivo", ""),
            Esito::MaiEseguito => ("mai eseguito", ""),
        };
        if test.is_empty() {
            println!("{word}: {id} {}", m.nome());
        }
        let mut file = file.lock().expect("no thread stops");
        writeln!(file, "{}\t{word}\t{test}", m.nome()).expect("the folder of work");
    };
    // A first round with the quick tests only, or only some binaries; RIPRENDI=1 then gives the others what is left.
    let longest: u128 = set("AL_PIU", &u64::MAX.to_string()).parse().expect("AL_PIU, milliseconds");
    let shortest: u128 = set("ALMENO", "0").parse().expect("ALMENO, milliseconds");
    let only = set("PROVE", &prova::PROVE.join(" "));
    let wanted = |p: &prova::Prova| {
        (shortest..=longest).contains(&p.tempo.as_millis()) && only.split(' ').any(|name| name == p.binario.nome)
    };
    prova::prova(&albero, prove, wanted, &todo, processi, tell);
    println!("{}", tabella::tabella(&MODULI, &mutanti, &fuori, &chosen, &remembered(&esiti)));
}
