// SPDX-License-Identifier: EUPL-1.2
//! `soglia riparto` and `soglia quadra` as a person calls them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

use assert_cmd::Command;
use serde_json::{Value, json};
use soglia::diagnosi::Severity;
use soglia::{chiamate, semi};
use std::fs;

fn soglia(args: &[&str]) -> (i32, Value, String) {
    let out = Command::cargo_bin("soglia").unwrap().args(args).output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    (
        out.status.code().unwrap(),
        serde_json::from_str(&text).unwrap_or(Value::Null),
        String::from_utf8(out.stderr).unwrap(),
    )
}

#[test]
fn the_command_line_reads_a_file_its_tables_and_standard_input() {
    let folder = std::env::temp_dir().join(format!("soglia-riparto-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("prova.toml");
    let text = "formato = 1\nid = \"prova\"\nnatura = \"bozza\"\nassegnazione = \"10.00\"\ntabella = \"unità.csv\"\n\
                chiave = \"id\"\ncriteri = [{ colonna = \"città\", quota = \"100\" }]\nvoce = [{ id = \"a\" }, { id = \"b\" }]\n";
    fs::write(&file, text).unwrap();
    // Windows-1252, as a spreadsheet saves it.
    fs::write(folder.join("unità.csv"), b"id;citt\xe0\r\na;1,5\r\nb;3,5\r\n").unwrap();
    let path = file.to_str().unwrap();
    let (code, answer, _) = soglia(&["riparto", path]);
    assert_eq!(
        (code, &answer["voci"][0]["importo"], &answer["voci"][1]["importo"]),
        (0, &json!("3.00"), &json!("7.00"))
    );
    let (code, found, _) = soglia(&["verifica", path]);
    assert_eq!((code, &found[0]["codice"]), (0, &json!("fonte-mancante")));
    fs::remove_file(folder.join("unità.csv")).unwrap();
    let (code, answer, said) = soglia(&["riparto", path]);
    assert_eq!((code, &answer["errori"][0]["codice"]), (1, &json!("tabella-mancante")));
    assert!(said.contains("prova.toml:5: errore [tabella-mancante]"), "{said}");
    fs::remove_dir_all(&folder).unwrap();
    let seed = semi::riparti().iter().find(|s| s.id == "ambito-lodi-comuni-2018").unwrap();
    let run = Command::cargo_bin("soglia")
        .unwrap()
        .args(["riparto", "-"])
        .write_stdin(semi::testo_riparto(seed.id).unwrap())
        .output()
        .unwrap();
    let piped: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(piped, soglia(&["riparto", seed.id]).1);
}

#[test]
fn the_list_names_the_embedded_riparti_and_every_seed_passes_its_own_check() {
    let (code, list, _) = soglia(&["elenco"]);
    assert_eq!((code, list["riparti"].as_array().unwrap().len()), (0, semi::riparti().len()));
    for seed in semi::riparti() {
        let (code, found, _) = soglia(&["verifica", seed.id]);
        let severe = found.as_array().unwrap().iter().filter(|d| d["gravita"] == json!(Severity::Errore)).count();
        assert_eq!((code, severe), (0, 0), "{}", seed.id);
    }
}

#[test]
fn a_question_on_one_voce_is_answered_and_a_wrong_one_says_what_is_wanted() {
    let seed = "ambito-lodi-frs-2017";
    let (code, answer, _) = soglia(&["riparto", seed, "--voce", "anziani"]);
    assert_eq!((code, &answer["peso"], &answer["esatta"]), (0, &json!("20"), &json!(true)));
    let (code, answer, _) = soglia(&["riparto", seed, "--voce", "minori/prima-infanzia", "--almeno", "350000.00"]);
    assert_eq!((code, &answer["percorso"], &answer["basta_gia"]), (0, &json!("minori/prima-infanzia"), &json!(false)));
    assert!(answer["peso"]["cambio"]["vicino"]["valore"].is_string());
    let from_js = chiamate::esegui(
        "riparto",
        &json!({ "file": seed, "voce": "minori/prima-infanzia", "almeno": "350000.00" }).to_string(),
    );
    assert_eq!(serde_json::from_str::<Value>(&from_js).unwrap(), answer);
    let code_of = |args: &[&str]| {
        let (code, answer, _) = soglia(args);
        (code, answer["errori"][0]["codice"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(code_of(&["riparto", seed, "--voce", "nessuna"]), (1, "riferimento-sconosciuto".into()));
    assert_eq!(code_of(&["riparto", seed, "--voce", "sil"]), (1, "valore-non-ammesso".into()));
    assert_eq!(code_of(&["riparto", seed, "--voce", "anziani", "--almeno", "tanti"]), (1, "numero-non-valido".into()));
    assert_eq!(soglia(&["riparto", seed, "--almeno", "1"]).0, 2);
}

#[test]
fn the_spreadsheet_is_written_beside_the_answer() {
    let folder = std::env::temp_dir().join(format!("soglia-foglio-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let out = folder.join("frs.xlsx");
    let seed = "ambito-lodi-frs-2017";
    let (code, answer, _) = soglia(&["riparto", seed, "--foglio", out.to_str().unwrap()]);
    assert_eq!((code, &answer), (0, &soglia(&["riparto", seed]).1));
    assert!(fs::read(&out).unwrap().starts_with(b"PK"));
    let nowhere = folder.join("manca").join("frs.xlsx");
    let (code, answer, said) = soglia(&["riparto", seed, "--foglio", nowhere.to_str().unwrap()]);
    assert_eq!((code, &answer["errori"][0]["codice"]), (1, &json!("file-illeggibile")));
    assert!(said.contains("il file non si può scrivere"), "{said}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_plan_contradicts_itself_twice_and_every_other_printed_sum_comes_out() {
    let (code, answer, _) = soglia(&["quadra"]);
    assert_eq!((code, &answer["contraddizioni"]), (0, &json!(["frs-2017", "fna-disponibilita-2015"])));
    let one = |id: &str| -> Value {
        let all = answer["controlli"].as_array().unwrap();
        all.iter().find(|c| c["id"] == id).unwrap_or_else(|| panic!("manca {id}")).clone()
    };
    // Both values of each contradiction are shown, and the text says what each agrees with.
    let frs = one("frs-2017");
    assert_eq!((&frs["stampato"], &frs["ricalcolato"]), (&json!("1185143.00"), &json!("1175143.00")));
    assert!(frs["testo"].as_str().unwrap().contains("con 1.175.143,00\u{a0}€ la somma «frs-triennio» non torna"));
    let fna = one("fna-disponibilita-2015");
    assert_eq!(
        (&fna["stampato"], &fna["ricalcolato"], &fna["differenza"]),
        (&json!("926238.20"), &json!("926238.24"), &json!("0.04"))
    );
    for (id, total) in [
        ("frs-triennio", "3652615.00"),
        ("fna-composizione-2016", "568375.00"),
        ("spesa-per-aree", "13278912.85"),
        ("stima-2018", "4049009.59"),
        ("stima-2019", "4034640.40"),
        ("stima-2020", "4024000.00"),
        ("non-autosufficienza-2016", "5820669.01"),
        ("progetti-2012-2014", "6869482.00"),
        ("progetti-2015-2017", "4805936.00"),
    ] {
        let c = one(id);
        assert_eq!(
            (&c["esito"], &c["stampato"], &c["ricalcolato"]),
            (&json!("confermato"), &json!(total), &json!(total))
        );
    }
    assert!(answer["mancano"].as_array().unwrap().len() > 10);
    assert_eq!(answer["calcolati"][2]["importo"], json!("118514.30"));
    let (code, found, _) = soglia(&["verifica", "piano-di-zona-2018-2020"]);
    let codes: Vec<&Value> = found.as_array().unwrap().iter().map(|d| &d["codice"]).collect();
    assert_eq!((code, codes), (0, vec![&json!("contraddizione"); 2]));
}

/// Damaging any printed total by one cent must be noticed: the checks are not always true.
#[test]
fn one_cent_more_on_any_total_is_a_contradiction() {
    let plan = semi::cifre("piano-di-zona-2018-2020").unwrap();
    let before = soglia::riparto::quadra(&plan).contraddizioni.len();
    for sum in &plan.somme {
        let mut other = plan.clone();
        let total = other.cifre.iter_mut().find(|c| c.id == sum.totale).unwrap();
        total.stampe.iter_mut().for_each(|s| s.importo.0 += 1);
        let now = soglia::riparto::quadra(&other).contraddizioni;
        assert!(now.contains(&sum.id), "{}: {now:?}", sum.id);
        assert!(now.len() >= before);
    }
}
