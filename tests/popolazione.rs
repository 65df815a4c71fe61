// SPDX-License-Identifier: EUPL-1.2
//! Populations as people send them: every defect of a file or a row has its code, its line and a way to mend it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod comune;

use assert_cmd::Command;
use serde_json::Value;
use soglia::formato::popolazione::{Attese, Lettore, Riga};
use soglia::simula::simula;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

fn read(csv: &[u8]) -> Result<soglia::simula::Risposta, Vec<soglia::diagnosi::Diagnostic>> {
    simula(soglia::semi::regolamento("dairago-sad").unwrap(), "sad", csv)
}

#[test]
fn each_defect_of_a_file_has_its_code() {
    let long = format!("isee;ora\n\"{}", "x".repeat(70_000));
    let long_header = "x".repeat(200_000);
    let wide: String = (0..300).map(|n| format!("c{n};")).collect();
    let table: [(&[u8], &str); 26] = [
        (b"", "file-vuoto"),
        (b"\xef\xbb\xbf", "file-vuoto"),
        (b"\n\r\n  \n", "file-vuoto"),
        (b"PK\x03\x04qualcosa\n", "file-binario"),
        (b"\xff\xfei\x00s\x00e\x00e\x00\n\x00", "file-binario"),
        (b"isee;ora\n8000;\x00\n", "file-binario"),
        (b"8000,00;10\n9000,00;12\n", "intestazione-mancante"),
        (b"1;;3\n", "intestazione-mancante"),
        (b"id\n1\n", "intestazione-mancante"),
        (b"isee;;ora\n8000;1;2\n", "intestazione-mancante"),
        (b"isee;ora;isee\n1;2;3\n", "colonna-doppia"),
        (b"isee;ora;ISEE \n1;2;3\n", "colonna-doppia"),
        (b"isee;isee.sociosanitario\n1;2\n", "colonna-doppia"),
        (b"isee;segno_zodiacale\n1;2\n", "colonna-sconosciuta"),
        (b"isee;ore\n1;2\n", "colonna-sconosciuta"),
        (b"isee;Cognome e nome\n1;Rossi\n", "colonna-personale"),
        (b"isee;Codice Fiscale\n1;x\n", "colonna-personale"),
        (b"isee;C.F.\n1;x\n", "colonna-personale"),
        (b"isee;e-mail\n1;x\n", "colonna-personale"),
        (b"isee;Tel. casa\n1;x\n", "colonna-personale"),
        (b"id;isee\nRSSMRA85T10A562S;1\n", "colonna-personale"),
        (b"id;isee\nanna@esempio.it;1\n", "colonna-personale"),
        (b"id;isee\n+39 02 1234567;1\n", "colonna-personale"),
        (long.as_bytes(), "riga-troppo-lunga"),
        (long_header.as_bytes(), "riga-troppo-lunga"),
        (wide.as_bytes(), "riga-troppo-lunga"),
    ];
    for (csv, code) in table {
        let shown = String::from_utf8_lossy(&csv[..csv.len().min(40)]).into_owned();
        let Err(found) = read(csv) else { panic!("{shown:?}: nessun errore, atteso {code}") };
        assert_eq!(found[0].codice.as_str(), code, "{shown:?}: {}", found[0]);
        assert!(comune::speaks_clearly(&found[0]), "{}", found[0]);
    }
}

#[test]
fn each_defect_of_a_row_is_told_with_its_line_column_and_value_and_the_others_count() {
    let table: [(&str, &str, &str); 24] = [
        ("12.500,50;1;no", "isee", "numero-non-valido"),
        ("12,500.50;1;no", "isee", "numero-non-valido"),
        ("1.250.000;1;no", "isee", "numero-non-valido"),
        ("8000.50;1;no", "isee", "numero-non-valido"),
        ("€ 8000;1;no", "isee", "numero-non-valido"),
        ("8 000;1;no", "isee", "numero-non-valido"),
        ("8e3;1;no", "isee", "numero-non-valido"),
        ("NaN;1;no", "isee", "numero-non-valido"),
        ("-1;1;no", "isee", "numero-fuori-limite"),
        ("8000,505;1;no", "isee", "numero-fuori-limite"),
        ("1234567890123;1;no", "isee", "numero-troppo-grande"),
        (",50;1;no", "isee", "numero-non-valido"),
        ("8000,;1;no", "isee", "numero-non-valido"),
        ("8000;;no", "ora", "numero-non-valido"),
        ("8000;dieci;no", "ora", "numero-non-valido"),
        ("8000;-1;no", "ora", "numero-fuori-limite"),
        ("8000;1000000;no", "ora", "numero-fuori-limite"),
        ("8000;1;forse", "festivo", "valore-del-fatto"),
        ("8000;1;2", "festivo", "valore-del-fatto"),
        ("8000;1", "", "campi-diversi"),
        ("8000;1;no;4", "", "campi-diversi"),
        ("8000;1;no;", "", "campi-diversi"),
        ("assente;1;no", "isee", "numero-non-valido"),
        ("+8000;1;no", "isee", "numero-non-valido"),
    ];
    // A good row before fixes the comma; one after proves that the reading goes on.
    let mut csv = "isee;ora;festivo\n6000,00;1;no\n\n".to_owned();
    for (row, ..) in table {
        csv += row;
        csv += "\r\n";
    }
    csv += "\"6000,00\";1;\"NO\"";
    let a = read(csv.as_bytes()).unwrap();
    assert_eq!((a.righe, a.scartate, a.totale.to_string().as_str()), (26, 24, "6.00"));
    for (n, (row, column, code)) in table.into_iter().enumerate() {
        let s = &a.scarti[n];
        assert_eq!((s.riga, s.colonna.as_str(), s.codice.as_str()), (n as u64 + 4, column, code), "{row}: {s:?}");
        assert!(!s.messaggio.is_empty() && !s.rimedio.is_empty(), "{row}");
        assert!(s.colonna.is_empty() || row.contains(&s.valore), "{s:?}");
    }
    assert_eq!(a.scarti[0].rimedio, "scrivi solo il segno dei decimali, come 12500,50");
}

#[test]
fn three_decimals_are_thousands_or_not_only_when_the_file_says_so() {
    let open = read(b"isee;ora\n8000;1.500\n").unwrap();
    assert_eq!((open.scartate, open.scarti[0].valore.as_str()), (1, "1.500"));
    let comma = read(b"isee;ora\n8000,5;1\n8000;1,500\n").unwrap();
    assert_eq!((comma.scartate, comma.totale.to_string().as_str()), (0, "13.50")); // 5.40 and 1.5 × 5.40
}

#[test]
fn words_of_facts_are_read_as_people_write_them() {
    let rows = ["sì", "SI", "Vero", "1", "true", "s", "no", "FALSO", "0", "n", ""];
    let csv: String = rows.iter().map(|w| format!("20000;1;{w}\n")).collect();
    for bytes in [csv.clone().into_bytes(), csv.chars().map(|c| c as u8).collect()] {
        let mut all = b"isee;ora;festivo\n".to_vec();
        all.extend(bytes);
        let a = read(&all).unwrap();
        assert_eq!((a.scartate, a.totale.to_string()), (0, "127.60".to_owned())); // 6 × 12.10 and 5 × 11.00
        assert_eq!(a.predefiniti["festivo"].righe, 1);
    }
}

/// The lines of the rows and how many were left out, or what is wrong with the file.
type Letta = Result<(Vec<u64>, u64), String>;

/// A file given so many bytes at a time.
fn cut(csv: &[u8], piece: usize) -> Letta {
    let mut lines = Vec::new();
    let mut keep = |r: &Riga<'_>| {
        lines.push(r.riga);
        Ok(())
    };
    let mut reader = Lettore::new(Attese::new(soglia::semi::fatti().clone()));
    let told = |all: Vec<soglia::diagnosi::Diagnostic>| format!("{:?} {:?}", all[0].codice, all[0].riga);
    for part in csv.chunks(piece) {
        reader.leggi(part, &mut keep).map_err(told)?;
    }
    let end = reader.fine(&mut keep).map_err(told)?;
    Ok((lines, end.scartate))
}

#[test]
fn blank_lines_before_the_header_are_skipped_however_the_file_is_cut() {
    let two = "isee;ora\n1000;2\n2000;3\n";
    let many = "\n".repeat(300_000);
    let cases: [(String, Letta); 10] = [
        (two.to_owned(), Ok((vec![2, 3], 0))),
        (format!("\n\n  \n\t\n{two}"), Ok((vec![6, 7], 0))),
        (format!("\r\n\r\n{}", two.replace('\n', "\r\n")), Ok((vec![4, 5], 0))),
        (format!("\u{feff}\r\n\n{two}"), Ok((vec![4, 5], 0))),
        (format!("{many}{two}"), Ok((vec![300_002, 300_003], 0))),
        // The white before the first name is not a line.
        (format!("\n  {two}"), Ok((vec![3, 4], 0))),
        ("\n\tora\tisee\nuno\t2\t1000\n".to_owned(), Err("IntestazioneMancante Some(2)".to_owned())),
        // A line end inside quotes, just where the file is cut, is no blank line.
        ("isee;ora;id\n1;1;\"\n\n\"\n2;2;b\n".to_owned(), Ok((vec![2, 5], 0))),
        ("\u{feff}\n \n\t".to_owned(), Err("FileVuoto None".to_owned())),
        (many, Err("FileVuoto None".to_owned())),
    ];
    for (csv, expected) in cases {
        for piece in [1, 2, 3, 4, 5, 7, 16, 1 << 20] {
            let start: String = csv.chars().take(40).collect();
            assert_eq!(cut(csv.as_bytes(), piece), expected, "{start:?}, {piece} bytes at a time");
        }
    }
}

#[test]
fn any_bytes_at_all_give_an_answer_or_an_error() {
    let mut seed = 12_345_u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize
    };
    let alphabet = b"isee;ora\n,.\"\t0123456789\r\x80\xe8\xff-@=id festivo";
    for _ in 0..3000 {
        let mut csv: Vec<u8> = if next() % 2 == 0 { b"isee;ora;festivo\n".to_vec() } else { Vec::new() };
        csv.extend((0..next() % 120).map(|_| alphabet[next() % alphabet.len()]));
        match read(&csv) {
            Ok(a) => assert!(a.scartate <= a.righe),
            Err(found) => assert!(found[0].rimedio.is_some(), "{}", found[0]),
        }
    }
}

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn soglia(place: &Path, args: &[&str]) -> (i32, Value, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_soglia")).current_dir(place).args(args).output().unwrap();
    let json = serde_json::from_slice(&out.stdout).unwrap_or(Value::Null);
    (out.status.code().unwrap(), json, String::from_utf8(out.stderr).unwrap())
}

#[test]
fn the_command_answers_writes_the_fees_and_measures() {
    let place = folder("simula");
    fs::write(place.join("f.csv"), "id;isee;ora;cognome;comune\n=1+1;8000,00;10;Rossi;Lodi\nb;;4;Bianchi;Codogno\n\"c;d\";x;1;Verdi;Lodi\n-5;0;2;Neri;Lodi\n").unwrap();
    let base = ["simula", "dairago-sad", "--servizio", "sad", "--popolazione", "f.csv"];
    let (code, refused, _) = soglia(&place, &base);
    assert_eq!(code, 1);
    let codes: Vec<&str> =
        refused["errori"].as_array().unwrap().iter().map(|d| d["codice"].as_str().unwrap()).collect();
    assert_eq!(codes, ["colonna-personale", "colonna-sconosciuta"]);
    let more = [
        "--ignora",
        "Cognome",
        "--per",
        "comune",
        "--confronta",
        "monopoli-sad",
        "--quote",
        "out.csv",
        "--ripeti",
        "3",
    ];
    let (code, a, stderr) = soglia(&place, &[&base[..], &more].concat());
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("1 righe scartate"), "{stderr}");
    assert_eq!((a["righe"].as_u64(), a["scartate"].as_u64(), a["senza_isee"].as_u64()), (Some(4), Some(1), Some(1)));
    assert_eq!((a["totale"].as_str(), a["esenti"].as_u64()), (Some("104.00"), Some(0))); // 54 + 44 + 6
    assert!(a["durata_ms"].is_number() && a["lettura_ms"].is_number() && a["ripetizioni"]["volte"] == 3);
    let c = &a["confronto"];
    assert_eq!(a["mancano"], serde_json::json!(["isee.sociosanitario"]));
    assert_eq!(c["non_confrontabili"], 1, "{c}"); // Monopoli does not say what who presents no ISEE pays
    assert_eq!((c["guadagnano"].as_u64(), c["per"]["Lodi"]["guadagnano"].as_u64()), (Some(2), Some(2)));
    let written = fs::read_to_string(place.join("out.csv")).unwrap();
    let lines: Vec<&str> = written.trim_start_matches('\u{feff}').split("\r\n").collect();
    assert!(written.starts_with('\u{feff}'));
    assert_eq!(lines[0], "id;riga;esito;totale;esito_confronto;totale_confronto;in_piu;in_meno");
    assert!(lines[1].starts_with("\"'=1+1\";2;calcolata;54,00;calcolata;"), "{}", lines[1]);
    assert_eq!(lines[2], "b;3;calcolata;44,00;non_determinata;;;");
    assert!(lines[3].starts_with("\"'-5\";5;calcolata;6,00;calcolata;0,00;0,00;6,00"), "{}", lines[3]);
    let (code, same, _) =
        soglia(&place, &[&base[..], &["--ignora", "cognome", "--ignora", "comune", "--quote", "f.csv"]].concat());
    assert_eq!((code, same["errori"][0]["codice"].as_str()), (1, Some("file-illeggibile")));
}

#[test]
fn the_population_may_come_from_standard_input_and_a_missing_one_is_an_error() {
    let place = folder("simula-stdin");
    let mut command = Command::new(env!("CARGO_BIN_EXE_soglia"));
    command.args(["simula", "dairago-sad", "--servizio", "sad", "--popolazione", "-"]).write_stdin("isee\n8000\n");
    let a: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    assert_eq!(a["totale"], "5.40");
    assert_eq!(a["confronto"], Value::Null);
    for (args, code) in [
        (["simula", "dairago-sad", "--servizio", "sad", "--popolazione", "manca.csv"], 1),
        (["simula", "dairago-sad", "--servizio", "mensa", "--popolazione", "manca.csv"], 1),
        (["simula", "dairago-sad", "--servizio", "sad", "--ripeti", "0"], 2),
    ] {
        assert_eq!(soglia(&place, &args).0, code, "{args:?}");
    }
}

/// A line without end must be refused after a few pages of memory, whatever its length.
#[test]
fn a_line_without_end_stops_early() {
    let place = folder("simula-lunga");
    let mut f = fs::File::create(place.join("lunga.csv")).unwrap();
    f.write_all(b"isee;ora\n8000;").unwrap();
    // A file with a hole: sixty-four megabytes that take no room on the disk, all zeros.
    f.set_len(64 << 20).unwrap();
    let (code, a, _) = soglia(&place, &["simula", "dairago-sad", "--servizio", "sad", "--popolazione", "lunga.csv"]);
    assert_eq!((code, a["errori"][0]["codice"].as_str()), (1, Some("file-binario")));
    fs::write(place.join("cifre.csv"), format!("isee;ora\n8000;{}", "1".repeat(1 << 20))).unwrap();
    let (code, a, _) = soglia(&place, &["simula", "dairago-sad", "--servizio", "sad", "--popolazione", "cifre.csv"]);
    assert_eq!(
        (code, a["errori"][0]["codice"].as_str(), a["errori"][0]["riga"].as_u64()),
        (1, Some("riga-troppo-lunga"), Some(2))
    );
}
