// SPDX-License-Identifier: EUPL-1.2
//! Whole answers, word for word: what the calls say of the rule files of `casi/risposte` (written to meet every finding
//! and every kind of unknown), of the embedded files and of the cases of ISEE and riparto. The cents are proved elsewhere;
//! here nothing that is said changes unseen. After a change that is meant: `INSTA_UPDATE=always cargo test --test risposte`,
//! then read the differences.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod casi_isee;
mod comune;
mod ingenuo_isee;

use serde_json::{Value, json};
use soglia::formato::{parse_regolamento, parse_riparto};
use soglia::riparto::{VoceRisposta, calcola, paradosso};
use soglia::{chiamate, semi};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What a call answers.
fn ask(call: &str, arguments: &Value) -> Value {
    serde_json::from_str(&chiamate::esegui(call, &arguments.to_string())).unwrap()
}

/// Said of every answer alike, or long and proved elsewhere.
const SILENT: [&str; 10] =
    ["ricevuta", "rimedio", "impronta", "opzioni", "motivi", "messaggio", "file", "riga", "nome", "titolo"];

/// What is shown of an answer; of a source only the article, since it must be that of the step beside it.
fn shown(map: &serde_json::Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    let all = map.iter().filter(|(key, _)| !SILENT.contains(&key.as_str()));
    all.map(|(key, v)| (key, if key == "fonte" { &v["articolo"] } else { v })).filter(|(_, v)| !v.is_null())
}

fn plain(v: &Value) -> String {
    match v {
        Value::String(text) => text.clone(),
        Value::Array(list) => format!("[{}]", list.iter().map(plain).collect::<Vec<_>>().join("; ")),
        Value::Object(map) => shown(map).map(|(key, v)| format!("{key} {}", plain(v))).collect::<Vec<_>>().join(" | "),
        other => other.to_string(),
    }
}

/// One line for each key, or for each item of a list.
fn lines(v: &Value) -> String {
    let mut out = String::new();
    match v {
        Value::Object(map) => {
            for (key, v) in shown(map) {
                match v {
                    Value::Array(list) => list.iter().for_each(|item| writeln!(out, "{key}: {}", plain(item)).unwrap()),
                    other => writeln!(out, "{key}: {}", plain(other)).unwrap(),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|item| writeln!(out, "- {}", plain(item)).unwrap()),
        other => writeln!(out, "{other}").unwrap(),
    }
    out
}

fn keep(name: &str, page: &str) {
    insta::with_settings!({ snapshot_path => comune::path("tests/risposte"), prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, page);
    });
}

/// Every question on a rule file.
fn every_question(text: &str, name: &str) -> String {
    let rules = parse_regolamento(text, name, semi::fatti()).unwrap_or_else(|e| panic!("{name}: {e:?}"));
    let mut out = String::new();
    let found = |day: &str| lines(&ask("verifica", &json!({ "file": text, "oggi": day })));
    let (before, after) = (found("2024-12-31"), found("2025-01-01"));
    let ended: Vec<&str> = after.lines().filter(|l| !before.contains(l)).collect();
    writeln!(out, "## verifica\n{before}finita la vigenza: {}\n", ended.join("\n")).unwrap();
    for s in &rules.servizi {
        let kind = s.isee.first().map_or("ordinario", |k| k.fact_id().trim_start_matches("isee."));
        let last = s.isee.last().map_or("ordinario", |k| k.fact_id().trim_start_matches("isee."));
        let requests = [
            json!({}),
            json!({ "quantita": { "pasto": "2.5", "giorno_assenza": "1" } }),
            json!({ "isee": { kind: "0" } }),
            json!({ "isee": { kind: "5000" }, "data": "2024-06-01" }),
            json!({ "isee": { kind: "5000.01" }, "fatti": { "festivo": true } }),
            json!({ "isee": { last: "9000" }, "fatti": { "festivo": false, "tempo": "parziale", "residente": true } }),
            json!({ "fatti": { "festivo": false, "tempo": "pieno", "residente": false } }),
            json!({ "isee": { kind: "30000" }, "fatti": { "festivo": true, "eta": 70, "operatori": 3 } }),
        ];
        for request in requests {
            let answer = ask("calcola", &json!({ "file": text, "servizio": s.id, "richiesta": request }));
            writeln!(out, "## calcola {} {request}\n{}", s.id, lines(&answer)).unwrap();
        }
        for q in &s.quote {
            let known = json!({ "file": text, "servizio": s.id, "quota": q.id });
            writeln!(out, "## soglie {} {}\n{}", s.id, q.id, lines(&ask("soglie", &known))).unwrap();
            for question in ["al_massimo", "almeno", "uguale"] {
                let mut asked = known.clone();
                asked[question] = json!("4");
                let call = soglia::formato::parse_call(&asked.to_string()).unwrap();
                let said = chiamate::run("inverso", call, "").map(|e| (e.documento, e.note));
                writeln!(out, "inverso {} {question} 4: {said:?}", q.id).unwrap();
            }
            let mut table = known.clone();
            table["isee"] = json!("assente, 0, 4999.99, 5000, 7500.5, 12000");
            writeln!(out, "{}", lines(&ask("tabella", &table))).unwrap();
        }
    }
    out
}

#[test]
fn every_answer_on_the_rule_files_written_for_it() {
    for (name, text) in comune::files("tests/casi/risposte", "toml") {
        keep(&name, &every_question(&text, &name));
    }
}

#[test]
fn every_finding_on_the_embedded_files() {
    let mut page = String::new();
    for seed in semi::elenco().iter().chain(semi::misure()) {
        let found = ask("verifica", &json!({ "file": seed.id, "oggi": "2026-06-30" }));
        writeln!(page, "## {}\n{}", seed.id, lines(&found)).unwrap();
    }
    for seed in semi::riparti() {
        writeln!(page, "## {}\n{}", seed.id, lines(&ask("verifica", &json!({ "file": seed.id })))).unwrap();
    }
    keep("verifica-inclusi", &page);
}

/// The whole trace of a household; of a variant only the lines that differ.
#[test]
fn every_step_of_the_cases_of_isee() {
    let mut page = String::new();
    for (name, text) in comune::files("tests/casi/isee/buoni", "toml") {
        let caso: casi_isee::Caso = toml::from_str(&text).unwrap();
        let base = lines(&casi_isee::ask(&caso.dsu.to_string()));
        writeln!(page, "## {name}\n{base}").unwrap();
        for v in &caso.variante {
            let other = lines(&casi_isee::ask(&v.of(&caso.dsu).to_string()));
            writeln!(page, "### {}", v.frase).unwrap();
            let gone = base.lines().filter(|l| !other.contains(l)).map(|l| format!("- {l}"));
            let come = other.lines().filter(|l| !base.contains(l)).map(|l| format!("+ {l}"));
            gone.chain(come).for_each(|l| writeln!(page, "{l}").unwrap());
        }
    }
    keep("isee", &page);
}

/// The same on households written for it; every amount is that of the second implementation.
#[test]
fn every_step_of_the_households_written_for_it() {
    let mut page = String::new();
    for (name, text) in comune::files("tests/casi/risposte/isee", "toml") {
        let answer = casi_isee::ask(&text);
        writeln!(page, "## {name}\n{}", lines(&answer)).unwrap();
        let slow = ingenuo_isee::isee(&comune::as_json(&text).unwrap());
        for (key, exact) in [("isr", &slow.isr), ("isp", &slow.isp), ("scala", &slow.scala), ("isee", &slow.isee)] {
            let ours = answer[key].as_str().unwrap_or_else(|| panic!("{name}: {answer}"));
            assert_eq!(ingenuo_isee::q(ours), ingenuo_isee::cents(exact, "meta_su"), "{name}: {key}");
        }
    }
    keep("isee-scritti", &page);
}

fn size(voci: &[VoceRisposta]) -> usize {
    voci.iter().map(|v| 1 + size(&v.voci)).sum()
}

/// Every voce, as path and cents.
fn voices(voci: &[VoceRisposta], up: &str, out: &mut Vec<(String, i128)>) {
    for v in voci {
        let path = if up.is_empty() { v.id.clone() } else { format!("{up}/{}", v.id) };
        voices(&v.voci, &path, out);
        out.push((path, v.importo.0));
    }
}

/// Where somebody stands, and what would give a voce a little more, or twice as much.
fn on_one_voce(page: &mut String, call: &Value, path: &str, cents: i128) {
    let mut one = call.clone();
    one["voce"] = json!(path);
    writeln!(page, "sensibilità {path}\n{}", lines(&ask("riparto", &one))).unwrap();
    for cents in [cents + 1, cents * 2 + 7] {
        one["almeno"] = json!(soglia::riparto::Centesimi(cents).to_string());
        writeln!(page, "{}", lines(&ask("riparto", &one))).unwrap();
    }
}

/// Every question on the riparti written for it; on every voce, and on names that are of none or of two.
#[test]
fn every_answer_on_the_riparti_written_for_it() {
    for (name, text) in comune::files("tests/casi/risposte/riparti", "toml") {
        let call = json!({ "file": text });
        let read = parse_riparto(&text, &name, &BTreeMap::new()).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        let mut page = format!("{}{}", lines(&ask("riparto", &call)), lines(&ask("verifica", &call)));
        writeln!(page, "paradosso: {}", plain(&json!(paradosso(&read, 40)))).unwrap();
        let answer = calcola(&read).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        let mut all = Vec::new();
        voices(&answer.voci, "", &mut all);
        for (path, cents) in &all {
            on_one_voce(&mut page, &call, path, *cents);
        }
        for odd in ["x", "nidi", "nessuna", "a/nessuna"] {
            let mut one = call.clone();
            one["voce"] = json!(odd);
            writeln!(page, "{odd}: {}", plain(&ask("riparto", &one))).unwrap();
        }
        keep(&format!("riparto-{name}"), &page);
    }
}

/// The ledger, the constraints, the warnings, the findings and the questions on each voce of the small riparti.
#[test]
fn every_word_on_the_cases_of_riparto() {
    let mut page = String::new();
    for (name, text) in comune::files("tests/casi/riparto/buoni", "toml") {
        let caso: toml::Table = text.parse().unwrap();
        let Some(riparto) = caso.get("riparto") else { continue };
        let (riparto, tables) = (json!(riparto).to_string(), json!(caso.get("tabelle")));
        let tables: BTreeMap<String, String> = serde_json::from_value(tables).unwrap_or_default();
        let Ok(read) = parse_riparto(&riparto, &name, &tables) else { continue };
        let Ok(answer) = calcola(&read) else { continue };
        if size(&answer.voci) > 8 {
            continue;
        }
        let call = json!({ "file": riparto, "tabelle": tables });
        writeln!(page, "## {name}\n{}{}", lines(&ask("riparto", &call)), lines(&ask("verifica", &call))).unwrap();
        writeln!(page, "paradosso: {}", plain(&json!(paradosso(&read, 12)))).unwrap();
        if let Some(v) = answer.voci.iter().max_by_key(|v| v.importo.0) {
            on_one_voce(&mut page, &call, &v.id, v.importo.0);
        }
    }
    writeln!(page, "## quadra\n{}", lines(&ask("quadra", &json!({ "file": "piano-di-zona-2018-2020" })))).unwrap();
    for (name, text) in comune::files("tests/casi/risposte/cifre", "toml") {
        let file = json!({ "file": text });
        writeln!(page, "## {name}\n{}{}", lines(&ask("quadra", &file)), lines(&ask("verifica", &file))).unwrap();
    }
    keep("riparto", &page);
}
