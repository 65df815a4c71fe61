// SPDX-License-Identifier: EUPL-1.2
//! Damaged files: whatever a person or a disk does to a rule file, the program answers with a sentence.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod comune;

use assert_cmd::Command;
use comune::danni::{Dice, KINDS, boundary, damage, damage_json};
use comune::speaks_clearly;
use serde_json::Value;
use soglia::diagnosi::Diagnostic;
use soglia::formato::{self, MAX_FILE, parse_request};
use soglia::norma::{CatalogoFatti, Regolamento};
use soglia::tariffa::{self, Domanda};
use soglia::{chiamate, semi};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a panic or an obscure sentence is told as.
fn must_be_clear(place: &str, found: &[Diagnostic], with_line: bool) -> Result<(), String> {
    if found.is_empty() {
        return Err(format!("{place}: rifiutato senza dire perché"));
    }
    match found.iter().find(|d| !speaks_clearly(d) || (with_line && d.riga.is_none())) {
        Some(d) => Err(format!("{place}: non è chiaro: {d} (riga {:?})", d.riga)),
        None => Ok(()),
    }
}

/// Every question that can be asked of a file that was accepted.
fn ask_everything(place: &str, rules: &Regolamento) -> Result<(), String> {
    let one = |d: Diagnostic| must_be_clear(place, &[d], false);
    let isee: Vec<_> = ["0", "0.01", "6530.99", "12345.67", "999999999999.99"]
        .iter()
        .map(|x| formato::parse_isee(x).unwrap())
        .chain([None])
        .collect();
    for finding in tariffa::verifica(rules, None) {
        if finding.messaggio.is_empty() || finding.percorso.contains("..") {
            return Err(format!("{place}: verifica non è chiara: {finding}"));
        }
    }
    for s in &rules.servizi {
        tariffa::tabella(rules, &s.id, &isee, None, &Default::default()).map(drop).or_else(one)?;
        for request in [
            "{}",
            r#"{"isee":{"ordinario":"7000.01","minorenni":"20000","sociosanitario":"12000"},"quantita":{"mese":"0.5","ora":"999999999999"}}"#,
        ] {
            let request = parse_request(request, &rules.fatti).map_err(|d| format!("{place}: {d}"))?;
            tariffa::calcola(rules, &s.id, &request).map(drop).or_else(one)?;
        }
        for q in &s.quote {
            tariffa::soglie(rules, &s.id, &q.id, &Default::default()).map(drop).or_else(one)?;
            for question in [Domanda::AlMassimo("5".parse().unwrap()), Domanda::Uguale("0".parse().unwrap())] {
                tariffa::inverso(rules, &s.id, &q.id, question, &Default::default()).map(drop).or_else(one)?;
            }
        }
    }
    Ok(())
}

/// Runs a check; a panic becomes a sentence too.
fn survives(place: &str, check: impl FnOnce() -> Result<bool, String>) -> Result<bool, String> {
    catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|panic| {
        let why =
            panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()));
        Err(format!("{place}: si è fermato: {}", why.unwrap_or_default()))
    })
}

fn read_and_ask(place: &str, text: &str, facts: &CatalogoFatti, with_line: bool) -> Result<bool, String> {
    survives(place, || match formato::parse_regolamento(text, place, facts) {
        Ok(rules) => ask_everything(place, &rules).map(|()| true),
        Err(found) => must_be_clear(place, &found, with_line).map(|()| false),
    })
}

/// Accepted, refused; panics with every sentence that went wrong.
fn tally(outcomes: Vec<Result<bool, String>>) -> (usize, usize) {
    let wrong: Vec<&String> = outcomes.iter().filter_map(|o| o.as_ref().err()).collect();
    assert!(
        wrong.is_empty(),
        "{} su {}:\n{}",
        wrong.len(),
        outcomes.len(),
        wrong.iter().map(|w| w.as_str()).collect::<Vec<_>>().join("\n")
    );
    let accepted = outcomes.iter().filter(|o| **o == Ok(true)).count();
    (accepted, outcomes.len() - accepted)
}

#[test]
fn no_damage_to_a_toml_file_goes_unexplained() {
    let facts = semi::fatti();
    let mut outcomes = Vec::new();
    for (n, (id, text)) in comune::seeds().iter().enumerate() {
        for kind in 0..KINDS {
            for turn in 0..2 {
                let mut dice = Dice((n * 1000 + kind * 10 + turn) as u64);
                let damaged = damage(text, kind, &mut dice);
                outcomes.push(read_and_ask(&format!("{id}/{kind}/{turn}"), &damaged, facts, true));
            }
        }
    }
    let (accepted, refused) = tally(outcomes);
    println!("TOML: {} mutazioni, {accepted} accettate, {refused} rifiutate", accepted + refused);
    assert!(accepted + refused >= 800 && accepted > 50 && refused > 400, "{accepted} accettate, {refused} rifiutate");
}

#[test]
fn no_damage_to_a_json_file_goes_unexplained() {
    let facts = semi::fatti();
    let mut outcomes = Vec::new();
    for (n, (id, text)) in comune::seeds().iter().enumerate() {
        let whole = comune::as_json(text).unwrap();
        for turn in 0..12 {
            let mut dice = Dice((n * 100 + turn) as u64);
            let mut value = whole.clone();
            damage_json(&mut value, &mut dice);
            outcomes.push(read_and_ask(&format!("{id}.json/{turn}"), &value.to_string(), facts, true));
            let cut = whole.to_string();
            outcomes.push(read_and_ask(
                &format!("{id}.json/tagliato/{turn}"),
                &cut[..boundary(&cut, &mut dice)],
                facts,
                true,
            ));
        }
    }
    let (accepted, refused) = tally(outcomes);
    println!("JSON: {} mutazioni, {accepted} accettate, {refused} rifiutate", accepted + refused);
    assert!(accepted > 10 && refused > 400, "{accepted} accettate, {refused} rifiutate");
}

#[test]
fn no_damage_to_a_request_goes_unexplained() {
    let rules = semi::regolamento("dairago-sad").unwrap();
    let whole: Value = serde_json::from_str(
        r#"{"data":"2024-05-01","isee":{"sociosanitario":"8000.00","ordinario":9000},"quantita":{"ora":"10"},"fatti":{"residente":true,"eta":70,"festivo":false}}"#,
    )
    .unwrap();
    let mut outcomes = Vec::new();
    for turn in 0..300 {
        let place = format!("richiesta/{turn}");
        let mut dice = Dice(turn);
        let mut value = whole.clone();
        damage_json(&mut value, &mut dice);
        let text = match turn % 3 {
            0 => whole.to_string()[..dice.below(whole.to_string().len())].to_owned(),
            _ => value.to_string(),
        };
        outcomes.push(survives(&place, || {
            match parse_request(&text, &rules.fatti).and_then(|r| tariffa::calcola(rules, "sad", &r)) {
                Ok(_) => Ok(true),
                Err(d) => must_be_clear(&place, &[d], false).map(|()| false),
            }
        }));
        let call = format!(r#"{{"file":"dairago-sad","servizio":"sad","richiesta":{text}}}"#);
        outcomes.push(survives(&place, || Ok(!chiamate::esegui("calcola", &call).contains("\"errori\""))));
    }
    let (accepted, refused) = tally(outcomes);
    println!("richieste: {} mutazioni, {accepted} accettate, {refused} rifiutate", accepted + refused);
    assert!(accepted > 20 && refused > 100, "{accepted} accettate, {refused} rifiutate");
}

#[test]
fn no_damage_to_the_catalogue_of_facts_goes_unexplained() {
    let text = std::fs::read_to_string(comune::path("seeds/fatti.toml")).unwrap();
    let outcomes = (0..200)
        .map(|n| {
            let damaged = damage(&text, n % KINDS, &mut Dice(n as u64));
            let place = format!("fatti/{n}");
            survives(&place, || match formato::parse_fatti(&damaged, &place) {
                Ok(_) => Ok(true),
                Err(found) => must_be_clear(&place, &found, true).map(|()| false),
            })
        })
        .collect();
    tally(outcomes);
}

const HEAD: &str = "formato = 1\nid = \"prova\"\nente = \"Prova\"\ntitolo = \"Prova\"\nnatura = \"bozza\"\nvigenza = { dal = \"2024-01-01\" }\n[[servizio]]\nid = \"s\"\nisee = [\"ordinario\"]\n[[servizio.quota]]\nid = \"q\"\nper = \"ora\"\n";

#[test]
fn empty_and_huge_files_get_a_sentence() {
    let facts = semi::fatti();
    let huge = format!("{HEAD}{}", "# riempitivo\n".repeat(5 << 20 >> 3));
    assert!(huge.len() > MAX_FILE);
    let texts = [
        "",
        "\u{feff}",
        "\u{feff}\u{feff}",
        " ",
        "\n\n\n",
        "\0",
        "{",
        "{}",
        "[]",
        "null",
        "formato",
        "formato = 1",
        &huge,
    ];
    for text in texts {
        let start: String = text.chars().take(20).collect();
        let found = formato::parse_regolamento(text, "prova", facts).expect_err(&start);
        // Of a file too large not even the lines are counted.
        must_be_clear(&format!("{start:?}"), &found, text.len() <= MAX_FILE && !text.starts_with('{')).unwrap();
    }
}

#[test]
fn ten_thousand_fasce_are_computed() {
    let fasce: String = (1..10_000).map(|n| format!("{{ fino_a = \"{n}\", importo = \"{n}\" }},\n")).collect();
    let text = format!("{HEAD}fasce = [\n{fasce}{{ importo = \"1\" }} ]\n");
    let rules = formato::parse_regolamento(&text, "prova", semi::fatti()).unwrap();
    let row =
        tariffa::tabella(&rules, "s", &[formato::parse_isee("9998.01").unwrap()], None, &Default::default()).unwrap();
    assert_eq!(row[0].quote["q"].as_deref(), Some("9999.00"));
    assert_eq!(tariffa::soglie(&rules, "s", "q", &Default::default()).unwrap().len(), 9_999);
    // The fee falls at the last bound: the check looks at all of them.
    assert!(tariffa::verifica(&rules, None).iter().any(|d| d.codice.as_str() == "tariffa-che-scende"));
}

/// Found by fuzzing: every key was compared with all those before it.
#[test]
fn twenty_thousand_keys_are_read_and_one_written_twice_is_named() {
    let keys: String = (0..20_000).map(|n| format!("\"u{n}\": 1, ")).collect();
    let request = |last: &str| parse_request(&format!("{{ \"quantita\": {{ {keys}\"{last}\": 2 }} }}"), semi::fatti());
    assert_eq!(request("ora").unwrap().quantita.len(), 20_001);
    let twice = request("u7").unwrap_err();
    assert_eq!((twice.codice.as_str(), twice.trovato.as_deref()), ("chiave-doppia", Some("u7")));
}

/// Each number alone is admitted; together they do not fit 128 bits.
#[test]
fn numbers_too_large_for_exact_arithmetic_are_refused_and_never_wrapped() {
    let big = "\"999999999999.999999999\"";
    let odd = "\"0.000000001/999999999999.999999999\"";
    let quota = format!(
        "fasce = [ {{ fino_a = \"999999999999.99\", da = \"0\", a = {big} }}, {{ importo = \"7.000000007\" }} ]\n"
    );
    let chain =
        |target: &str, operation: &str| format!("[[servizio.correzione]]\nsu = \"{target}\"\n{operation}\n").repeat(9);
    let files = [
        chain("quota:q", &format!("moltiplica = {big}")),
        chain("quota:q", &format!("moltiplica = {odd}")),
        chain("totale", &format!("moltiplica = {big}")),
        chain("isee", &format!("moltiplica = {big}")),
        chain("isee", &format!("moltiplica = {odd}")),
    ];
    let facts = semi::fatti();
    for (n, corrections) in files.iter().enumerate() {
        let place = format!("catena/{n}");
        let rules = formato::parse_regolamento(&format!("{HEAD}{quota}{corrections}"), &place, facts).unwrap();
        assert_eq!(survives(&place, || ask_everything(&place, &rules).map(|()| true)), Ok(true));
        let request =
            parse_request(r#"{"isee":{"ordinario":"123456789012.34"},"quantita":{"ora":"3"}}"#, facts).unwrap();
        match tariffa::calcola(&rules, "s", &request) {
            Err(d) => {
                assert_eq!(d.codice.as_str(), "numero-troppo-grande", "{place}: {d}");
            }
            Ok(answer) => panic!("{place}: {:?}", answer.totale),
        }
    }
}

/// Texts nested so deep that a reader without a limit would run out of stack.
fn abysses() -> Vec<(&'static str, String)> {
    const DEPTH: usize = 10_000;
    let open = |s: &str| s.repeat(DEPTH);
    let leaf = r#"{"fatto":"residente","vero":true}"#;
    let json_condition = format!(r#"{}{leaf}{}"#, open(r#"{"nessuna":["#), open("]}"));
    let json_rules = |se: &str| {
        comune::as_json(&format!("{HEAD}fasce = [ {{ importo = \"1\" }} ]\nse = \"QUI\"\n"))
            .unwrap()
            .to_string()
            .replace("\"QUI\"", se)
    };
    vec![
        ("liste TOML", format!("formato = 1\nx = {}{}", open("["), open("]"))),
        ("liste TOML aperte", format!("formato = 1\nx = {}", open("["))),
        ("tabelle TOML", format!("formato = 1\nx = {}{}", open("{ a = "), open("}"))),
        ("parentesi chiuse da altre", format!("formato = 1\nx = {}", open("[{[][]a="))),
        ("chiavi puntate", format!("formato = 1\n{}a = 1", open("a."))),
        ("intestazioni puntate", format!("formato = 1\n[{}a]\nb = 1", open("a."))),
        ("elenchi di intestazioni", format!("formato = 1\n[[{}a]]\nb = 1", open("a."))),
        (
            "condizioni TOML",
            format!(
                "{HEAD}fasce = [ {{ importo = \"1\" }} ]\nse = {}{{ fatto = \"residente\", vero = true }}{}",
                open("{ nessuna = [ "),
                open(" ] }")
            ),
        ),
        ("liste JSON", format!(r#"{{"formato":1,"x":{}{}}}"#, open("["), open("]"))),
        ("liste JSON aperte", format!(r#"{{"formato":1,"x":{}"#, open("["))),
        ("tabelle JSON", format!(r#"{{"formato":1,"x":{}1{}}}"#, open(r#"{"a":"#), open("}"))),
        ("condizioni JSON", json_rules(&json_condition)),
    ]
}

#[test]
fn nesting_never_runs_out_of_stack() {
    // A stack as small as a browser gives: an overflow would end the whole test run.
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let checks = small.spawn(|| {
        let facts = semi::fatti();
        for (name, text) in abysses() {
            let found = formato::parse_regolamento(&text, name, facts).expect_err(name);
            must_be_clear(name, &found, true).unwrap();
        }
        let request =
            parse_request(&format!(r#"{{"fatti":{{"eta":{}{}}}}}"#, "[".repeat(10_000), "]".repeat(10_000)), facts);
        must_be_clear("richiesta", &[request.unwrap_err()], true).unwrap();
        assert!(chiamate::esegui("calcola", &"[".repeat(100_000)).contains("sintassi"));
        assert!(formato::Documento::parse(&format!("x = {}", "[{[][]a=".repeat(10_000))).is_none());
        // Eighty lists are a list of lists, eighty brackets in a text are only that.
        let texts = format!("x = {}1{}\ny = '{}' # {}", "[".repeat(80), "]".repeat(80), "[".repeat(90), "{".repeat(90));
        assert!(formato::Documento::parse(&texts).is_some());
    });
    checks.unwrap().join().unwrap();
}

/// Every depth that the readers still accept must also pass what comes after them.
#[test]
fn nesting_just_below_the_limits_is_read_and_answered() {
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let checks = small.spawn(|| {
        let facts = semi::fatti();
        for depth in 1..=130 {
            let toml = format!(
                "{HEAD}fasce = [ {{ importo = \"1\" }} ]\nse = {}{{ fatto = \"residente\", vero = true }}{}",
                "{ nessuna = [ ".repeat(depth),
                " ] }".repeat(depth)
            );
            let accepted = read_and_ask(&format!("TOML profondo {depth}"), &toml, facts, true).unwrap();
            assert_eq!(accepted, depth <= 32, "{depth}");
            if let Ok(value) = comune::as_json(&toml) {
                let accepted =
                    read_and_ask(&format!("JSON profondo {depth}"), &value.to_string(), facts, true).unwrap();
                assert_eq!(accepted, depth <= 32, "{depth}");
            }
        }
    });
    checks.unwrap().join().unwrap();
}

#[test]
fn bytes_that_are_not_text_are_named_by_line() {
    let mut binary = b"formato = 1\nid = \"prova\"\n".to_vec();
    binary.extend([0xff, 0xfe, 0x00, 0x80]);
    let windows = b"formato = 1\nid = \"prova\"\nente = \"Citt\xe0 di Prova\"\n".to_vec();
    let utf16: Vec<u8> = "formato = 1\n".encode_utf16().flat_map(u16::to_le_bytes).chain([0x00, 0xd8]).collect();
    for (bytes, code, line) in [
        (binary, "codifica", 3),
        (windows, "codifica", 3),
        (utf16, "codifica", 2),
        (vec![0x89, b'P', b'N', b'G'], "codifica", 1),
    ] {
        let out =
            Command::new(env!("CARGO_BIN_EXE_soglia")).args(["verifica", "-"]).write_stdin(bytes).output().unwrap();
        assert_eq!(out.status.code(), Some(1));
        let rows: Value = serde_json::from_slice(&out.stdout).unwrap();
        assert_eq!((rows[0]["codice"].as_str(), rows[0]["riga"].as_u64()), (Some(code), Some(line)), "{rows}");
    }
}

#[test]
fn the_command_line_refuses_five_megabytes_with_a_sentence() {
    let out = Command::new(env!("CARGO_BIN_EXE_soglia"))
        .args(["verifica", "-"])
        .write_stdin("# riempitivo\n".repeat(5 << 20 >> 3))
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(1));
    let rows: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(rows[0]["codice"].as_str(), Some("file-illeggibile"), "{rows}");
}
