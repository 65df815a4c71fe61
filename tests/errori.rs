// SPDX-License-Identifier: EUPL-1.2
//! Every refusal and every finding, word for word: what was found, what was expected, how to mend it. That each names its
//! code, line and path is proved beside the cases; here no sentence changes unseen. After a change that is meant:
//! `INSTA_UPDATE=always cargo test --test errori`, then read the differences.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod comune;

use serde_json::Value;
use soglia::diagnosi::Diagnostic;
use soglia::formato::{parse_dsu, parse_regolamento, parse_request, parse_riparto};
use soglia::norma::Giorno;
use soglia::{chiamate, riparto, semi, tariffa};
use std::collections::BTreeMap;
use std::fmt::Write;

fn keep(name: &str, page: &str) {
    insta::with_settings!({ snapshot_path => comune::path("tests/risposte"), prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, page);
    });
}

/// A section for each file that has something to say.
fn page<'a>(found: impl IntoIterator<Item = (&'a str, Vec<Diagnostic>)>) -> String {
    let mut out = String::new();
    for (name, list) in found.into_iter().filter(|(_, list)| !list.is_empty()) {
        writeln!(out, "## {name}").unwrap();
        list.iter().for_each(|d| writeln!(out, "{d}").unwrap());
    }
    out
}

fn tables() -> BTreeMap<String, String> {
    let csv = comune::files("tests/casi/riparto/cattivi", "csv").into_iter();
    csv.map(|(name, text)| (format!("{name}.csv"), text)).chain(semi::tabelle()).collect()
}

/// What stops a riparto, in reading or in dividing.
fn refused(text: &str, name: &str) -> Vec<Diagnostic> {
    match parse_riparto(text, name, &tables()) {
        Ok(file) => riparto::calcola(&file).err().unwrap_or_default(),
        Err(found) => found,
    }
}

#[test]
fn every_word_of_every_refusal() {
    let norms = comune::files("tests/casi/norma/cattivi", "toml");
    let norm = |(name, text): &(String, String)| parse_regolamento(text, name, semi::fatti()).err().unwrap_or_default();
    keep("errori-norma", &page(norms.iter().map(|f| (f.0.as_str(), norm(f)))));

    let riparti = comune::files("tests/casi/riparto/cattivi", "toml");
    keep("errori-riparto", &page(riparti.iter().map(|(name, text)| (name.as_str(), refused(text, name)))));

    let dsu = comune::files("tests/casi/isee/cattivi", "toml");
    let household = |text: &str| match parse_dsu(text, "dsu") {
        Ok(read) => semi::parametri_isee(read.anno())
            .map_or_else(|found| found, |rules| soglia::isee::calcola(&read, &rules).err().into_iter().collect()),
        Err(found) => found,
    };
    keep("errori-isee", &page(dsu.iter().map(|(name, text)| (name.as_str(), household(text)))));

    let requests = comune::files("tests/casi/richieste/cattivi", "json");
    let request = |text: &str| -> Vec<Diagnostic> {
        let c: Value = serde_json::from_str(text).unwrap();
        let asked = || {
            let rules = semi::regolamento(c["regolamento"].as_str().unwrap())?;
            let words = c["richiesta"].as_str().map_or_else(|| c["richiesta"].to_string(), str::to_owned);
            let read = parse_request(&words, &rules.fatti).map_err(|d| vec![d])?;
            tariffa::calcola(rules, c["servizio"].as_str().unwrap(), &read).map_err(|d| vec![d])
        };
        asked().err().unwrap_or_default()
    };
    keep("errori-richieste", &page(requests.iter().map(|(name, text)| (name.as_str(), request(text)))));
}

#[test]
fn every_word_of_every_finding() {
    let today = Giorno::parse("2026-06-30").unwrap();
    let mut norms = comune::files("tests/casi/risposte", "toml");
    norms.extend(comune::seeds());
    let norm = |(name, text): &(String, String)| {
        let rules = parse_regolamento(text, name, semi::fatti());
        rules.map(|r| tariffa::verifica(&r, Some(today))).unwrap_or_default()
    };
    keep("avvisi-norma", &page(norms.iter().map(|f| (f.0.as_str(), norm(f)))));

    let mut riparti = comune::files("tests/casi/risposte/riparti", "toml");
    riparti.extend(comune::files("tests/casi/riparto/buoni", "toml"));
    let found = |text: &str, name: &str| {
        parse_riparto(text, name, &tables()).map(|r| riparto::verifica(&r)).unwrap_or_default()
    };
    let all = riparti.iter().map(|(name, text)| (name.as_str(), found(text, name)));
    let seeds =
        semi::riparti().iter().map(|s| (s.id, semi::riparto(s.id).map(|r| riparto::verifica(&r)).unwrap_or_default()));
    keep("avvisi-riparto", &page(all.chain(seeds)));
}

/// A call that is not understood says which there are, and what is wrong with its words.
#[test]
fn every_word_of_a_call_that_is_not_understood() {
    let mut out = String::new();
    for (call, arguments) in [
        ("inventa", "{}"),
        ("calcola", ""),
        ("calcola", "[]"),
        ("calcola", "{}"),
        ("riparto", "{\"file\": 3}"),
        ("verifica", "{\"file\": \"non-c-e\"}"),
    ] {
        let answer: Value = serde_json::from_str(&chiamate::esegui(call, arguments)).unwrap();
        let found = answer["errori"].as_array().or(answer.as_array()).unwrap_or_else(|| panic!("{call}: {answer}"));
        assert!(!found.is_empty(), "{call} {arguments}");
        writeln!(out, "## {call} {arguments}").unwrap();
        for d in found {
            for key in ["messaggio", "trovato", "atteso", "rimedio"] {
                writeln!(out, "{key}: {}", d[key].as_str().unwrap_or("—")).unwrap();
            }
        }
    }
    keep("errori-chiamate", &out);
}
