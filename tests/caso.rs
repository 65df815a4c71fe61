// SPDX-License-Identifier: EUPL-1.2
//! A printed code gives the same case and the same result, also after the rules have changed; any other text is refused
//! in words.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod a_caso;
mod comune;

use a_caso::configurazione;
use proptest::prelude::*;
use serde_json::{Value, json};
use soglia::caso::{Caso, Regole, leggi, riapri};
use soglia::diagnosi::Code;
use soglia::formato::parse_request;
use soglia::norma::{Fatto, TipoFatto};
use soglia::semi;
use soglia::tariffa::Ammesso;
use std::process::Command;

fn example() -> Caso {
    let rules = semi::regolamento("ambito-lodi-sad").unwrap();
    let text = r#"{ "data": "2026-11-23", "isee": { "sociosanitario": "18450.37" }, "quantita": { "ora": "7.5" },
        "fatti": { "residente": true } }"#;
    Caso::new(rules, "sad", "098019", parse_request(text, &rules.fatti).unwrap())
}

/// A value of a fact, by a number.
fn value(fatto: &Fatto, n: u32) -> Value {
    match fatto.tipo {
        TipoFatto::Booleano => json!(n.is_multiple_of(2)),
        TipoFatto::Scelta => json!(fatto.valori[n as usize % fatto.valori.len()].0),
        TipoFatto::Intero => json!(fatto.minimo.map_or(0, |m| u32::try_from(m).unwrap()) + n % 3),
        TipoFatto::Importo => json!(format!("{n}.{:02}", n % 100)),
        TipoFatto::Data => json!(format!("20{:02}-0{}-1{}", n % 30, 1 + n % 9, n % 10)),
        TipoFatto::Testo => json!("in città"),
    }
}

proptest! {
    #![proptest_config(configurazione(1000, 0))]

    #[test]
    fn any_case_comes_back_the_same_with_the_same_bytes(pick in 0..1000_usize, seed in prop::collection::vec(any::<u32>(), 40)) {
        let seeds = semi::elenco();
        let rules = semi::regolamento(seeds[pick % seeds.len()].id).unwrap();
        let service = &rules.servizi[pick % rules.servizi.len()];
        let facts: serde_json::Map<String, Value> = rules.fatti.iter().filter(|f| !f.id.starts_with("isee."))
            .zip(&seed).filter(|(_, n)| n.is_multiple_of(4)).map(|(f, n)| (f.id.clone(), value(f, *n / 4 % 10_000))).collect();
        let isee: serde_json::Map<String, Value> =
            service.isee.iter().take(1).map(|k| (k.as_str().to_owned(), json!(format!("{}.07", seed[0] % 60_000)))).collect();
        let text = json!({ "data": rules.vigenza.dal.to_string(), "isee": isee, "fatti": facts }).to_string();
        let Ok(request) = parse_request(&text, &rules.fatti) else { return Ok(()) };
        let caso = Caso::new(rules, &service.id, "098031", request);
        let code = caso.codice();
        prop_assert!(code.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)), "{}", code);
        let back = leggi(&code).unwrap();
        prop_assert_eq!(&back, &caso);
        let before = soglia::tariffa::calcola(rules, &service.id, &caso.richiesta).map(|r| serde_json::to_string(&r).unwrap());
        match (riapri(&back), before) {
            (Ok(again), Ok(before)) => prop_assert_eq!(serde_json::to_string(&again.risposta).unwrap(), before),
            (Err(_), Err(_)) => {}
            (again, before) => prop_assert!(false, "{:?} {:?}", again, before),
        }
    }

    #[test]
    fn no_text_is_taken_for_a_case_or_stops_the_program(text in "\\PC{0,200}", body in "[A-Za-z0-9_-]{0,200}") {
        prop_assert_eq!(leggi(&text).unwrap_err().codice, Code::CodiceDelCaso);
        prop_assert_eq!(leggi(&format!("1.{body}")).unwrap_err().codice, Code::CodiceDelCaso);
    }
}

#[test]
fn a_code_cut_short_or_mistyped_anywhere_is_refused() {
    let code = example().codice();
    for end in 0..code.len() {
        assert_eq!(leggi(&code[..end]).unwrap_err().codice, Code::CodiceDelCaso, "{end}");
    }
    for at in 0..code.len() {
        let other = if code.as_bytes()[at] == b'A' { "B" } else { "A" };
        let mistyped = [&code[..at], other, &code[at + 1..]].concat();
        assert_eq!(leggi(&mistyped).unwrap_err().codice, Code::CodiceDelCaso, "{at}: {mistyped}");
    }
    let line_broken = [&code[..20], "\n ", &code[20..], "\n"].concat();
    assert_eq!(leggi(&line_broken).unwrap(), example(), "a link copied from paper over two lines");
}

#[test]
fn every_wrong_code_says_what_is_wrong() {
    let code = example().codice();
    // Cut between two groups of four letters, so that only the compressed bytes can tell.
    let whole_quarters = 2 + (code.len() - 12) / 4 * 4;
    let later = code.replacen("1.", "2.", 1);
    for (text, said) in [
        ("", "vuoto"),
        ("https://example.org/", "non è un codice di Soglia"),
        (&*later, "versione diversa"),
        (&code[..whole_quarters], "incompleto"),
        ("1.é", "carattere sbagliato"),
        ("1.eJyrVkrLz1eyUkpKLFKqBQAdegQ0", "dentro non c'è un caso"),
        (&"9".repeat(5000), "troppo lungo"),
    ] {
        let d = leggi(text).unwrap_err();
        assert!(d.messaggio.contains(said), "«{text}»: {}", d.messaggio);
        assert!(d.rimedio.is_some() && d.atteso.is_some());
    }
}

/// The code and the result as they were printed by the program that had those rules in force.
#[test]
fn a_code_printed_under_past_rules_gives_the_same_bytes() {
    let code = std::fs::read_to_string(comune::path("tests/casi/archivio/ambito-lodi-sad.codice")).unwrap();
    let printed = std::fs::read_to_string(comune::path("tests/casi/archivio/ambito-lodi-sad.json")).unwrap();
    let again = riapri(&leggi(&code).unwrap()).unwrap();
    assert_eq!(again.regole, Regole::Archiviate);
    let now = serde_json::to_string_pretty(&again.risposta.unwrap()).unwrap();
    assert_eq!(now.replace(env!("CARGO_PKG_VERSION"), "VERSIONE"), printed.trim_end().replace("0.1.0", "VERSIONE"));
    // Only a remark has changed since: same fee, other fingerprint.
    let today = again.oggi.unwrap();
    assert_eq!(today.totale.as_deref(), Some("85.05"));
    assert!(!printed.contains(&today.ricevuta.impronta));
}

/// Rules that now let in fewer people: the printed result stands, and today's says what it does not know.
#[test]
fn a_code_of_rules_that_let_in_others_says_both() {
    let then = semi::versione("ambito-lodi-cdd", "e226347300de29ad").unwrap();
    let json = r#"{ "data": "2026-09-01", "isee": { "sociosanitario": "14000" }, "quantita": { "giorno": "20" }, "fatti": { "residente": true } }"#;
    let caso = Caso::new(then, "cdd", "098031", parse_request(json, &then.fatti).unwrap());
    let printed = std::fs::read_to_string(comune::path("tests/casi/archivio/ambito-lodi-cdd.codice")).unwrap();
    assert_eq!(caso.codice(), printed.trim());
    let again = riapri(&leggi(&printed).unwrap()).unwrap();
    assert_eq!(again.regole, Regole::Archiviate);
    let (risposta, oggi) = (again.risposta.unwrap(), again.oggi.unwrap());
    assert_eq!((risposta.ammesso, risposta.totale.as_deref()), (Ammesso::Si, Some("260.00")));
    assert_eq!(oggi.ammesso, Ammesso::DaVerificare);
    let open: Vec<_> = oggi.motivi.iter().filter(|m| m.esito == Ammesso::DaVerificare).map(|m| &*m.requisito).collect();
    assert_eq!(open, ["disabilita", "eta"]);
}

/// What a run of the program prints.
fn soglia(args: &[&str]) -> Value {
    let out = Command::new(env!("CARGO_BIN_EXE_soglia")).args(args).output().unwrap();
    serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&out.stderr)))
}

/// Dairago's home care with another hourly amount up to its first threshold: a file for this test alone.
fn dairago(hourly: &str) -> String {
    let text = semi::testo("dairago-sad").unwrap();
    let changed = text.replace("importo = \"3.00\"", &format!("importo = \"{hourly}\""));
    assert_ne!(changed, text);
    let file = std::env::temp_dir().join(format!("soglia-caso-{}-{hourly}.toml", std::process::id()));
    std::fs::write(&file, changed).unwrap();
    file.to_string_lossy().into_owned()
}

/// The whole way on the command line: a result is printed with its code, the rules change their amounts, the code is
/// opened again. The printed bytes come back, and beside them what today's rules say.
#[test]
fn a_code_reopens_under_rules_of_truly_different_amounts() {
    let asked = r#"{ "isee": { "ordinario": "5000" }, "quantita": { "ora": "10" }, "fatti": { "festivo": false, "residente": true } }"#;
    let printed = soglia(&["calcola", "dairago-sad", "--servizio", "sad", asked]);
    let code = soglia(&["codice", "dairago-sad", "--servizio", "sad", asked])["codice"].as_str().unwrap().to_owned();
    let bytes = |v: &Value| serde_json::to_string(v).unwrap();
    let same = soglia(&["riapri", &code]);
    assert_eq!(
        (&same["regole"], bytes(&same["risposta"]), &same["oggi"]),
        (&json!("attuali"), bytes(&printed), &Value::Null)
    );
    // The file of the ente takes the place of the embedded one, which is now what it was.
    let (dearer, cheaper) = (dairago("4.00"), dairago("1.50"));
    for (files, today) in [(vec![&dearer], "40.00"), (vec![&cheaper], "15.00"), (vec![&dearer, &cheaper], "15.00")] {
        let mut args = vec!["riapri", &code];
        files.iter().for_each(|file| args.extend(["--regole", file]));
        let again = soglia(&args);
        assert_eq!((&again["regole"], bytes(&again["risposta"])), (&json!("archiviate"), bytes(&printed)));
        assert_eq!((&again["risposta"]["totale"], &again["oggi"]["totale"]), (&json!("30.00"), &json!(today)));
        assert_ne!(again["oggi"]["ricevuta"]["impronta"], printed["ricevuta"]["impronta"]);
    }
    // A code of the first file of the ente, when the second is in force.
    let before =
        soglia::formato::parse_regolamento(&std::fs::read_to_string(&dearer).unwrap(), "prima", semi::fatti()).unwrap();
    let caso = Caso::new(&before, "sad", "", parse_request(asked, &before.fatti).unwrap()).codice();
    assert_eq!(soglia(&["riapri", &caso])["regole"], "mancanti");
    let again = soglia(&["riapri", &caso, "--regole", &dearer, "--regole", &cheaper]);
    assert_eq!(
        (&again["regole"], &again["risposta"]["totale"], &again["oggi"]["totale"]),
        (&json!("archiviate"), &json!("40.00"), &json!("15.00"))
    );
    [dearer, cheaper].iter().for_each(|file| std::fs::remove_file(file).unwrap());
}

#[test]
fn rules_that_are_lost_are_never_replaced_in_silence() {
    let lost = Caso { impronta: "0123456789abcdef".to_owned(), ..example() };
    let again = riapri(&leggi(&lost.codice()).unwrap()).unwrap();
    assert_eq!((again.regole, again.risposta), (Regole::Mancanti, None));
    assert!(again.oggi.is_some());
    let unknown = Caso { regolamento: "atlantide-sad".to_owned(), ..lost };
    assert_eq!(leggi(&unknown.codice()).unwrap_err().codice, Code::CodiceDelCaso);
}

#[test]
fn the_archive_holds_only_what_is_no_longer_in_force() {
    let list: Vec<_> = semi::archivio().collect();
    assert!(!list.is_empty());
    for (id, mark) in list {
        let now = semi::regolamento(id).unwrap();
        assert!(!now.impronta.contains(mark), "{id}: la versione in vigore non va in archivio");
    }
}
