// SPDX-License-Identifier: EUPL-1.2
//! The measures as data: what their sources print, edition by edition, at every threshold and beside it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod comune;

use serde::Deserialize;
use serde_json::{Value, json};
use soglia::formato::parse_request;
use soglia::norma::Certezza;
use soglia::{semi, tariffa};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    formato: u64,
    frase: String,
    regolamento: String,
    misura: String,
    caso: Vec<Caso>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Caso {
    frase: String,
    origine: Origine,
    richiesta: Value,
    ammesso: String,
    #[serde(default)]
    contributi: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Origine {
    /// The source prints it.
    Stampato,
    /// It follows from what the source prints.
    Calcolato,
    /// Known by heart: the seed says `da_verificare`.
    AMemoria,
}

#[test]
fn every_edition_says_what_its_sources_print() {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    let (mut printed, mut derived, mut remembered) = (0, 0, 0);
    for (name, text) in comune::files("tests/casi/misure", "toml") {
        let file: File = toml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(file.formato, 1, "{name}");
        let rules = semi::misura(&file.regolamento).unwrap_or_else(|_| panic!("{name}: {}", file.regolamento));
        seen.insert((file.regolamento.clone(), file.misura.clone()));
        for c in file.caso {
            match c.origine {
                Origine::Stampato => printed += 1,
                Origine::Calcolato => derived += 1,
                Origine::AMemoria => remembered += 1,
            }
            let place = format!("{name} («{}»), «{}»", file.frase, c.frase);
            let request =
                parse_request(&c.richiesta.to_string(), &rules.fatti).unwrap_or_else(|d| panic!("{place}: {d}"));
            let answer = json!(tariffa::calcola(rules, &file.misura, &request).unwrap());
            if answer["ammesso"] != c.ammesso.as_str() {
                wrong.push(format!("{place}: ammesso è {}, atteso {}", answer["ammesso"], c.ammesso));
            }
            for (quota, euro) in &c.contributi {
                let found = answer["contributi"].as_array().unwrap().iter().find(|q| q["id"] == quota.as_str());
                let got = found.map(|q| q["importo"].clone());
                if got != Some(json!(euro)) {
                    wrong.push(format!("{place}: {quota} è {got:?}, atteso {euro}"));
                }
            }
        }
    }
    println!("{printed} casi stampati, {derived} calcolati, {remembered} a memoria");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for seme in semi::misure() {
        for misura in seme.misure {
            assert!(
                seen.contains(&(seme.id.to_owned(), misura.id.to_owned())),
                "nessun caso per {} di {}",
                misura.id,
                seme.id
            );
        }
    }
}

#[test]
fn every_rule_has_a_source_and_every_question_its_reason() {
    for seme in semi::misure() {
        let rules = semi::misura(seme.id).unwrap();
        for s in &rules.servizi {
            assert!(s.misura && !s.requisiti.is_empty(), "{}", seme.id);
            for r in &s.requisiti {
                assert!(r.origine.fonte.is_some(), "{}: {}", seme.id, r.id);
                assert_ne!(r.origine.certezza, Certezza::Dimostrativa, "{}: {}", seme.id, r.id);
            }
        }
    }
    let standard = semi::fatti();
    for fatto in semi::fatti_misure().iter().filter(|f| standard.get(&f.id).is_none()) {
        let both = |t: &soglia::norma::Testo| t.it() != t.in_language("en") && !t.it().is_empty();
        assert!(both(&fatto.domanda) && fatto.perche.as_ref().is_some_and(both), "{}", fatto.id);
    }
}

/// The two files that know the nursery contribution agree.
#[test]
fn the_nursery_contribution_is_the_same_as_a_service_and_as_a_measure() {
    let (service, measure) =
        (semi::regolamento("lombardia-nidi-gratis").unwrap(), semi::misura("nidi-gratis-2024").unwrap());
    for isee in ["0", "15000", "20000", "20000.01", "22000", "25000"] {
        for fee in ["0", "272.73", "300", "372.73", "450", "900.10"] {
            let json = json!({ "isee": { "minorenni": isee }, "quantita": { "euro_retta": fee } }).to_string();
            let amount = |rules: &soglia::norma::Regolamento, id: &str| {
                let request = parse_request(&json, &rules.fatti).unwrap();
                json!(tariffa::calcola(rules, id, &request).unwrap())["contributi"][0]["importo"].clone()
            };
            assert_eq!(amount(service, "nido"), amount(measure, "nidi-gratis"), "{json}");
        }
    }
}
