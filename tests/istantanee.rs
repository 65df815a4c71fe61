// SPDX-License-Identifier: EUPL-1.2
//! What each of the fifty families is told, step by step, under every rule of its day: a change in any line is seen in
//! review. After a change that is meant: `INSTA_UPDATE=always cargo test --test istantanee`, then read the differences.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod comune;
mod questionario;

use questionario::profili::{Profilo, profili};
use questionario::voci;
use serde_json::{Map, Value, json};
use soglia::formato::parse_request;
use soglia::norma::{CatalogoFatti, TipoFatto};
use soglia::spettanze::Voce;
use soglia::tariffa::calcola;
use std::collections::BTreeSet;
use std::fmt::Write;

/// What the family says about every fact that these rules know.
fn answers(p: &Profilo, known: &CatalogoFatti) -> Map<String, Value> {
    let ordinary = |f: &soglia::norma::Fatto| match f.tipo {
        TipoFatto::Booleano => json!(false),
        TipoFatto::Scelta => json!(f.valori[0].0),
        TipoFatto::Intero | TipoFatto::Importo => json!(f.minimo.map_or_else(|| "0".to_owned(), |m| m.to_string())),
        _ => Value::Null,
    };
    let said = |f: &soglia::norma::Fatto| p.fatti.get(&f.id).cloned().unwrap_or_else(|| ordinary(f));
    let facts = known.iter().filter(|f| !f.id.starts_with("isee.")).map(|f| (f.id.clone(), said(f)));
    facts.filter(|(_, v)| !v.is_null()).collect()
}

fn text<'a>(v: &'a Value, key: &str) -> &'a str {
    v[key].as_str().unwrap_or("–")
}

/// Verdict, reasons, amounts and every step, one line each.
fn told(p: &Profilo, v: &Voce<'_>) -> String {
    let request = json!({ "isee": p.isee, "fatti": answers(p, &v.regole.fatti) }).to_string();
    let request = parse_request(&request, &v.regole.fatti).unwrap_or_else(|d| panic!("{}: {d}", p.id));
    let answer = json!(calcola(v.regole, &v.servizio.id, &request).unwrap());
    let mut out = format!("## {}, {}: {}\n", v.regole.id, v.servizio.id, text(&answer, "ammesso"));
    for r in answer["motivi"].as_array().unwrap() {
        writeln!(out, "- {}: {} ({})", text(r, "requisito"), text(r, "esito"), text(&r["fonte"], "articolo")).unwrap();
    }
    if answer["ammesso"] == "no" {
        return out;
    }
    for s in answer["traccia"].as_array().unwrap() {
        let line = [text(s, "passo"), text(s, "testo"), text(s, "formula"), text(s, "valore")].join(" | ");
        writeln!(out, "{line} ({})", text(&s["fonte"], "articolo")).unwrap();
    }
    writeln!(out, "totale {}, intervallo {}, mancano {}", answer["totale"], answer["intervallo"], answer["mancano"])
        .unwrap();
    out
}

#[test]
fn what_each_family_is_told_does_not_change_unseen() {
    let mut stored: BTreeSet<String> = std::fs::read_dir(comune::path("tests/istantanee"))
        .unwrap()
        .map(|e| e.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    for p in profili() {
        let all: Vec<String> = voci(&p.data).iter().map(|v| told(&p, v)).collect();
        let page = format!("# {}, {}, {}\n\n{}", p.id, p.comune, p.data, all.join("\n"));
        insta::with_settings!({ snapshot_path => comune::path("tests/istantanee"), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(p.id.as_str(), page);
        });
        stored.remove(&p.id);
    }
    assert!(stored.is_empty(), "istantanee di nessuno: {stored:?}");
}
