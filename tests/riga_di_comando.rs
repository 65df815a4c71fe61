// SPDX-License-Identifier: EUPL-1.2
//! The command line of FORMATO chapter 8, run as a person or a script runs it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod comune;

use assert_cmd::Command;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

const PROGRAM: &str = env!("CARGO_BIN_EXE_soglia");

const DSU: &str = r#"
formato = 1
anno = 2025
tipo = "ordinario"
[[componente]]
id = "anna"
ruolo = "dichiarante"
eta = 41
redditi = { lavoro = "22000" }
"#;

/// What one run left behind.
struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Run {
    /// Standard output is one JSON document, whatever happened (usage errors and help apart).
    fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|e| panic!("{e} in {:?}; stderr: {}", self.stdout, self.stderr))
    }

    /// The codes of the diagnostics in the answer.
    fn codes(&self) -> Vec<String> {
        let list = self.json()["errori"].clone();
        list.as_array().unwrap().iter().map(|d| d["codice"].as_str().unwrap().to_owned()).collect()
    }
}

fn finish(mut command: Command) -> Run {
    let out = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: out.status.code().expect("uscita regolare"), stdout: text(out.stdout), stderr: text(out.stderr) }
}

fn soglia(args: &[&str]) -> Run {
    with_input(args, "")
}

fn with_input(args: &[&str], input: &str) -> Run {
    let mut command = Command::new(PROGRAM);
    command.args(args).write_stdin(input);
    finish(command)
}

/// An empty folder of this test alone.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn seed_text(id: &str) -> String {
    fs::read_to_string(comune::path(&format!("seeds/regolamenti/{id}.toml"))).unwrap()
}

fn commands() -> Vec<String> {
    let help = soglia(&["--help"]).stdout;
    let list = help.split("Comandi:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    // A description that does not fit goes on below itself, further in.
    let names = list.lines().filter_map(|l| l.strip_prefix("  ").filter(|l| !l.starts_with(' ')));
    names.map(|l| l.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn every_example_in_the_help_runs_as_printed() {
    let place = folder("esempi");
    fs::write(place.join("mio-regolamento.toml"), seed_text("monopoli-sad")).unwrap();
    fs::write(place.join("mia-dsu.toml"), DSU).unwrap();
    fs::write(place.join("famiglie.csv"), "id;isee;ora\n1;8000,50;10\n2;;4\n").unwrap();
    let bin = Path::new(PROGRAM).parent().unwrap();
    let mut pages = vec![soglia(&["--help"]).stdout];
    pages.extend(commands().iter().map(|c| soglia(&[c, "--help"]).stdout));
    assert!(pages.len() >= 8, "sette comandi e l'aiuto generale");
    for example in pages.iter().flat_map(|page| examples(page)) {
        assert!(example.trim_start().starts_with("soglia "), "{example}");
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(&example).current_dir(&place).env("PATH", format!("{}:/usr/bin:/bin", bin.display()));
        let run = finish(shell);
        assert_eq!(run.code, 0, "{example}\n{}", run.stderr);
        match example.rsplit_once("> ").map(|(_, file)| file.trim()) {
            Some(csv) if csv.ends_with(".csv") => {
                assert!(fs::read_to_string(place.join(csv)).unwrap().lines().count() > 1)
            }
            Some(file) => assert!(is_json(&fs::read_to_string(place.join(file)).unwrap()), "{example}"),
            None => assert!(is_json(&run.stdout), "{example}"),
        }
    }
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok()
}

/// The example of a page of help, which may take more lines, or its examples, a line each.
fn examples(page: &str) -> Vec<String> {
    if let Some(one) = page.split("Esempio:\n").nth(1) {
        return vec![one.to_owned()];
    }
    let all = page.split("Esempi:\n").nth(1).unwrap_or_else(|| panic!("senza esempio: {page}"));
    all.lines().filter(|l| !l.trim().is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_help_is_italian_and_its_examples_survive_a_narrow_terminal() {
    let mut pages = vec![soglia(&["--help"]), soglia(&["--aiuto"])];
    pages.extend(commands().iter().map(|c| soglia(&[c, "--help"])));
    for page in pages {
        assert_eq!(page.code, 0);
        let help = page.stdout;
        for english in ["Usage", "Options", "OPTIONS", "Commands", "Arguments", "Print", "Possible values", "default"] {
            assert!(!help.contains(english), "{english} in:\n{help}");
        }
        // A line that the terminal has to wrap can no longer be pasted.
        assert!(examples(&help).iter().flat_map(|e| e.lines()).all(|l| l.chars().count() <= 79), "{help}");
    }
}

#[test]
fn the_exit_code_says_done_wrong_input_or_wrong_command() {
    let place = folder("uscite");
    fs::write(place.join("vuoto.toml"), "").unwrap();
    fs::write(place.join("cattivo.toml"), seed_text("dairago-sad").replace("\"3.00\"", "3.00")).unwrap();
    let table: [(&[&str], i32); 24] = [
        (&["elenco"], 0),
        (&["verifica", "dairago-sad"], 0),
        (&["tabella", "dairago-sad", "--servizio", "sad", "--isee", "8000"], 0),
        (&["schema", "fatti"], 0),
        (&["spettanze", "{}"], 0),
        (&["spettanze", r#"{ "comune": "Milano" }"#], 1),
        (&["inverso", "dairago-sad", "--servizio", "sad", "--quota", "oraria", "--uguale", "99"], 0),
        (&["verifica", "vuoto.toml"], 1),
        (&["verifica", "dairago-sad", "cattivo.toml"], 1),
        (&["verifica", "manca.toml"], 1),
        (&["verifica", "."], 1),
        (&["tabella", "dairago-sad", "--servizio", "sad", "--isee", "1.234,50"], 1),
        (&["tabella", "dairago-sad", "--servizio", "sad", "--isee", "-1"], 1),
        (&["tabella", "dairago-sad", "--servizio", "sad", "--isee", "8000", "--fatti", "[]"], 1),
        (&["tabella", "dairago-sad", "--servizio", "sad", "--isee", "8000", "--quota", "mensile"], 1),
        (&["tabella", "dairago-sad", "--servizio", "nido", "--isee", "8000"], 1),
        (&["calcola", "dairago-sad", "--servizio", "sad", "{"], 1),
        (&["inverso", "dairago-sad", "--servizio", "sad", "--quota", "oraria", "--al-massimo", "5,00"], 1),
        (&[], 2),
        (&["calcolo"], 2),
        (&["tabella", "dairago-sad"], 2),
        (&["tabella", "dairago-sad", "--servizio", "sad", "--isee", "1", "--colore", "blu"], 2),
        (&["inverso", "dairago-sad", "--servizio", "sad", "--quota", "oraria"], 2),
        (&["inverso", "dairago-sad", "--servizio", "sad", "--quota", "oraria", "--almeno", "1", "--uguale", "1"], 2),
    ];
    for (args, code) in table {
        let mut command = Command::new(PROGRAM);
        command.args(args).current_dir(&place);
        let run = finish(command);
        assert_eq!(run.code, code, "{args:?}: {}", run.stderr);
        match code {
            2 => assert!(run.stdout.is_empty() && run.stderr.starts_with("uso: "), "{args:?}: {}", run.stderr),
            _ => assert!(run.json().is_array() || run.json().is_object(), "{args:?}"),
        }
        // Outside `verifica`, whose answer is the list itself, what is wrong is also told to the person.
        if code == 1 && args[0] != "verifica" {
            assert!(!run.stderr.is_empty() && !run.codes().is_empty(), "{args:?}");
        }
    }
}

#[test]
fn dairago_pays_what_the_norm_says() {
    let run = soglia(&["tabella", "dairago-sad", "--servizio", "sad", "--isee", "6531,8000,8980,10000,11429,assente"]);
    let paid: Vec<Value> =
        run.json().as_array().unwrap().iter().map(|r| json!([r["isee"], r["quote"]["oraria"]])).collect();
    let norm = json!([
        ["6531.00", "3.00"],
        ["8000.00", "5.40"],
        ["8980.00", "7.00"],
        ["10000.00", "8.67"],
        ["11429.00", "11.00"],
        ["assente", "11.00"]
    ]);
    assert_eq!(json!(paid), norm);
    assert!(run.stderr.contains("festivo = false"), "il valore ordinario usato va detto: {}", run.stderr);

    let holiday =
        soglia(&["tabella", "dairago-sad", "--servizio", "sad", "--isee", "10000", "--fatti", r#"{"festivo": true}"#]);
    assert_eq!(holiday.json()[0]["quote"]["oraria"], "9.53");
    assert!(holiday.stderr.is_empty(), "{}", holiday.stderr);
}

#[test]
fn ravenna_rounds_only_the_sum_of_its_two_parts() {
    let request = r#"{"isee": {"minorenni": "15000"}, "quantita": {"giorno": "18"}}"#;
    let answer = soglia(&["calcola", "ravenna-nido", "--servizio", "nido", request]).json();
    assert_eq!(answer["totale"], "168.41");
    let parts: Vec<&Value> = answer["quote"].as_array().unwrap().iter().map(|q| &q["importo"]).collect();
    assert_eq!(parts, ["132.94", "35.47"]);
}

#[test]
fn monopoli_jumps_one_cent_above_thirty_thousand() {
    let run = soglia(&["tabella", "monopoli-sad", "--servizio", "sad", "--isee", "30000,30000.01"]).json();
    assert_eq!([&run[0]["quote"]["oraria"], &run[1]["quote"]["oraria"]], ["8.00", "13.80"]);
    let cliffs = soglia(&["soglie", "monopoli-sad", "--servizio", "sad", "--quota", "oraria"]).json();
    let last = cliffs.as_array().unwrap().last().unwrap();
    assert_eq!([&last["isee"], &last["prima"], &last["dopo"], &last["salto"]], ["30000.00", "8.00", "13.80", "5.80"]);
    for key in ["pendenza_prima", "pendenza_dopo", "fonte"] {
        assert!(last.get(key).is_some(), "{key}");
    }
}

#[test]
fn calcola_answers_with_every_part_the_format_promises() {
    let request = r#"{"data": "2024-05-01", "isee": {"sociosanitario": "8000.00"}, "quantita": {"ora": "10"}, "fatti": {"residente": true, "festivo": false}}"#;
    let answer = soglia(&["calcola", "dairago-sad", "--servizio", "sad", request]).json();
    let facts = [
        ("/ammesso", json!("si")),
        ("/mancano", json!([])),
        ("/motivi/0/requisito", json!("residenza")),
        ("/motivi/0/esito", json!("si")),
        ("/quote/0/id", json!("oraria")),
        ("/quote/0/per", json!("ora")),
        ("/quote/0/unitaria", json!("5.40")),
        ("/quote/0/quantita", json!("10")),
        ("/quote/0/importo", json!("54.00")),
        ("/totale", json!("54.00")),
        ("/intervallo", Value::Null),
        ("/costo_ente", json!("166.00")),
        ("/contributi", json!([])),
        ("/ricevuta/programma", json!(env!("CARGO_PKG_VERSION"))),
        ("/ricevuta/regolamento", json!("dairago-sad")),
        ("/ricevuta/data", json!("2024-05-01")),
        ("/ricevuta/richiesta/isee/sociosanitario", json!("8000.00")),
    ];
    for (pointer, expected) in facts {
        assert_eq!(answer.pointer(pointer), Some(&expected), "{pointer}");
    }
    let steps = answer["traccia"].as_array().unwrap();
    assert!(
        steps.len() >= 4
            && steps.iter().all(|s| s["passo"].is_string() && s["testo"].is_string() && s.get("fonte").is_some())
    );
    assert!(answer["ricevuta"]["impronta"].as_str().unwrap().strip_prefix("sha256:").is_some_and(|h| h.len() == 64));

    let unknown = r#"{"isee": {"sociosanitario": "8000.00"}, "quantita": {"ora": "10"}, "fatti": {"residente": true}}"#;
    let range = soglia(&["calcola", "dairago-sad", "--servizio", "sad", unknown]).json();
    assert_eq!(range["totale"], Value::Null);
    assert_eq!(range["intervallo"], json!({ "minimo": "54.00", "massimo": "59.40" }));
    assert_eq!(range["mancano"], json!(["festivo"]));
}

#[test]
fn rules_and_requests_come_from_a_file_from_standard_input_or_inline() {
    let place = folder("ingressi");
    let request = r#"{"isee": {"sociosanitario": "8000.00"}, "fatti": {"residente": true, "festivo": false}}"#;
    let (rules, asked) = (place.join("regole.toml"), place.join("richiesta.json"));
    fs::write(&rules, seed_text("dairago-sad")).unwrap();
    fs::write(&asked, request).unwrap();
    let (rules, asked) = (rules.to_str().unwrap(), asked.to_str().unwrap());
    let inline = soglia(&["calcola", "dairago-sad", "--servizio", "sad", request]);
    assert_eq!(inline.json()["totale"], "5.40");
    let same = [
        soglia(&["calcola", rules, "--servizio", "sad", asked]),
        with_input(&["calcola", "-", "--servizio", "sad", asked], &seed_text("dairago-sad")),
        with_input(&["calcola", rules, "--servizio", "sad", "-"], request),
        with_input(
            &["calcola", "-", "--servizio", "sad", request],
            &format!("\u{feff}{}", seed_text("dairago-sad").replace('\n', "\r\n")),
        ),
    ];
    for run in same {
        assert_eq!(run.stdout, inline.stdout, "{}", run.stderr);
    }
    let checked = with_input(&["verifica", "-"], "formato = 1\n");
    assert_eq!((checked.code, &checked.json()[0]["file"]), (1, &json!("-")));
}

#[test]
fn verifica_lists_every_finding_in_one_shape() {
    let good = soglia(&["verifica", "dairago-sad", "ravenna-nido"]);
    assert_eq!(good.code, 0, "avvisi e note non fermano");
    let place = comune::path("tests/casi/norma/cattivi");
    let bad: Vec<String> = comune::files("tests/casi/norma/cattivi", "toml")
        .iter()
        .map(|(name, _)| place.join(format!("{name}.toml")).to_string_lossy().into_owned())
        .collect();
    let args: Vec<&str> = ["verifica", "monopoli-sad"].into_iter().chain(bad.iter().map(String::as_str)).collect();
    let run = soglia(&args);
    assert_eq!(run.code, 1);
    let rows = run.json().as_array().unwrap().clone();
    let errors: Vec<&Value> = rows.iter().filter(|r| r["gravita"] == "errore").collect();
    assert_eq!(errors.len(), bad.len(), "un difetto per file");
    for row in rows.iter().chain(good.json().as_array().unwrap()) {
        let row = row.as_object().unwrap();
        for key in ["file", "codice", "messaggio", "percorso"] {
            assert!(row[key].is_string(), "{key} in {row:?}");
        }
        assert!(
            matches!(row["gravita"].as_str(), Some("errore" | "avviso" | "nota")) && row["riga"].is_u64(),
            "{row:?}"
        );
        let known =
            ["file", "codice", "gravita", "messaggio", "percorso", "riga", "trovato", "atteso", "rimedio", "esempio"];
        assert!(row.keys().all(|k| known.contains(&k.as_str())), "{row:?}");
    }
}

#[test]
fn inverso_gives_exact_sets_and_says_why_one_is_empty() {
    let ask = |question: [&str; 2]| {
        soglia(&["inverso", "monopoli-sad", "--servizio", "sad", "--quota", "oraria", question[0], question[1]])
    };
    assert_eq!(ask(["--al-massimo", "8.00"]).json(), json!([{ "da": "0.00", "a": "30000.00" }]));
    assert_eq!(ask(["--almeno", "13.80"]).json(), json!([{ "da": "30000.01", "a": null }]));
    assert_eq!(ask(["--uguale", "13.80"]).json(), json!([{ "da": "30000.01", "a": null }]));
    let empty = ask(["--uguale", "10.00"]);
    assert_eq!((empty.code, empty.json()), (0, json!([])));
    assert!(empty.stderr.contains("nessun ISEE") && empty.stderr.contains("13,80"), "{}", empty.stderr);
}

#[test]
fn a_day_outside_the_validity_is_refused() {
    for (day, code) in [("2022-12-31", 1), ("2023-01-01", 0)] {
        let run = soglia(&["calcola", "dairago-sad", "--servizio", "sad", &json!({ "data": day }).to_string()]);
        assert_eq!(run.code, code, "{day}");
        if code == 1 {
            assert_eq!(run.codes(), ["data-fuori-vigenza"]);
            assert!(run.stderr.contains("dal 2023-01-01"), "{}", run.stderr);
        }
    }
}

/// One service of every seed with its first quota, asked at a few ISEE.
fn every_service() -> Vec<(String, String)> {
    let list = soglia(&["elenco"]).json();
    let rows = list["regolamenti"].as_array().unwrap().iter();
    let all: Vec<(String, String)> = rows
        .flat_map(|r| {
            r["servizi"]
                .as_array()
                .unwrap()
                .iter()
                .map(|s| (r["id"].as_str().unwrap().to_owned(), s["id"].as_str().unwrap().to_owned()))
        })
        .collect();
    assert!(all.len() >= 24, "{all:?}");
    all
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for (id, servizio) in every_service() {
        let table = ["tabella", &id, "--servizio", &servizio, "--isee", "0,7000.55,30000,assente"];
        let answer = ["calcola", &id, "--servizio", &servizio, "{}"];
        for args in [table.as_slice(), answer.as_slice()] {
            let (first, second) = (soglia(args), soglia(args));
            assert_eq!(first.code, 0, "{args:?}: {}", first.stderr);
            assert_eq!((first.stdout, first.stderr), (second.stdout, second.stderr), "{args:?}");
        }
    }
}

#[test]
fn toml_and_json_rules_have_one_fingerprint_and_one_answer() {
    let place = folder("gemelli");
    for (id, servizio) in every_service() {
        let twin = place.join(format!("{id}.json"));
        // With the mark that some editors put in front.
        fs::write(&twin, format!("\u{feff}{}", comune::as_json(&seed_text(&id)).unwrap())).unwrap();
        let twin = twin.to_str().unwrap();
        for rest in [["calcola", "{}"], ["tabella", "--isee=0,9000.01,assente"]] {
            let (as_toml, as_json) = (
                soglia(&[rest[0], &id, "--servizio", &servizio, rest[1]]),
                soglia(&[rest[0], twin, "--servizio", &servizio, rest[1]]),
            );
            assert_eq!(as_toml.code, 0, "{id}: {}", as_toml.stderr);
            // The whole answer, receipt and fingerprint included.
            assert_eq!(as_toml.stdout, as_json.stdout, "{id}");
        }
    }
}

#[test]
fn one_changed_cent_changes_the_fingerprint() {
    let fingerprint = |text: &str| {
        with_input(&["calcola", "-", "--servizio", "sad", "{}"], text).json()["ricevuta"]["impronta"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let text = seed_text("dairago-sad");
    assert_eq!(fingerprint(&text), fingerprint(&format!("# un commento\n{text}")));
    assert_ne!(fingerprint(&text), fingerprint(&text.replace("\"22.00\"", "\"22.01\"")));
}

#[test]
fn elenco_lists_every_embedded_file_with_nature_and_validity() {
    let list = soglia(&["elenco"]).json();
    let rows: Vec<&Value> = ["regolamenti", "misure"].iter().flat_map(|k| list[*k].as_array().unwrap()).collect();
    for (id, text) in comune::seeds() {
        let row = rows.iter().find(|r| r["id"] == id.as_str()).unwrap_or_else(|| panic!("{id} non è in elenco"));
        let file = comune::as_json(&text).unwrap();
        assert_eq!((&row["natura"], &row["vigenza"]["dal"]), (&file["natura"], &file["vigenza"]["dal"]), "{id}");
    }
    assert!(list["riparti"].is_array());
}
