// SPDX-License-Identifier: EUPL-1.2
//! Populations in spreadsheets: the same rows as their CSV, and for everything that may be wrong a clear sentence.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod calcolo;

use soglia::foglio::{Cartella, Cella, Foglio, FoglioLetto, Forma, is_foglio, leggi, scrivi};
use soglia::formato::popolazione::{Attese, Letto, Lettore};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn book(fogli: Vec<Foglio>) -> Vec<u8> {
    scrivi(&Cartella { titolo: "Prova".to_owned(), fogli }).unwrap()
}

fn sheet(nome: &str, righe: Vec<Vec<Cella>>) -> Foglio {
    let mut out = Foglio::new(nome);
    out.righe = righe;
    out
}

fn heads(names: &[&str]) -> Vec<Cella> {
    names.iter().map(|n| Cella::testo(*n)).collect()
}

fn csv(bytes: &[u8]) -> String {
    leggi(bytes, None).unwrap().csv.unwrap()
}

fn read(csv: &str) -> Letto {
    let mut lettore = Lettore::new(Attese::new(soglia::semi::fatti().clone()));
    lettore.leggi(csv.as_bytes(), &mut |_| Ok(())).unwrap();
    lettore.fine(&mut |_| Ok(())).unwrap()
}

/// What cells become.
#[test]
fn cells_become_what_a_csv_would_write() {
    let cases: Vec<(&str, Cella, &str)> = vec![
        ("importo", Cella::euro("12345.67"), "12345.67"),
        ("intero", Cella::numero(8000), "8000"),
        ("testo con la virgola", Cella::testo("8000,50"), "8000.50"),
        ("testo con il punto", Cella::testo("8000.50"), "8000.50"),
        ("testo con le migliaia, che il lettore rifiuta", Cella::testo("12.345,67"), "12.345,67"),
        ("testo con il separatore", Cella::testo("a;\"b\""), "\"a;\"\"b\"\"\""),
        ("testo su due righe", Cella::testo("a\nb"), "a b"),
        ("data", Cella::data("2024-01-31"), "2024-01-31"),
        ("formula calcolata", Cella::formula("A1*2", "16001.3"), "16001.3"),
        ("formula che dà parole", Cella::formula("IF(1,\"sì\",\"no\")", "sì"), "sì"),
        ("tre decimali, che non sono migliaia", Cella::numero("2.125"), "2.1250"),
        ("percentuale", Cella::numero("30").forma(Forma::Percento), "30 in percentuale"),
        ("più cifre dei centesimi", Cella::formula("1", "12345.670000000002"), "12345.670000000002"),
    ];
    for (name, cell, expected) in cases {
        let bytes = book(vec![sheet("Famiglie", vec![heads(&["isee", "ora"]), vec![cell, Cella::numero(1)]])]);
        assert_eq!(csv(&bytes), format!("isee;ora\n{expected};1\n"), "{name}");
    }
}

#[test]
fn lines_are_the_rows_of_the_sheet() {
    let rows = vec![
        vec![],
        vec![Cella::default(), Cella::testo("isee"), Cella::testo("ora")],
        vec![Cella::default(), Cella::euro("5000.00"), Cella::numero(2)],
        vec![],
        vec![Cella::default(), Cella::testo("dodicimila"), Cella::numero(2)],
        vec![Cella::default(), Cella::numero("30").forma(Forma::Percento), Cella::numero(2)],
        vec![Cella::default(), Cella::default(), Cella::numero(3)],
        vec![Cella::numero(1), Cella::euro("1.00"), Cella::numero(3)],
    ];
    let letto = read(&csv(&book(vec![sheet("Famiglie", rows)])));
    assert_eq!((letto.righe, letto.scartate), (5, 3));
    let told: Vec<(u64, &str, &str)> =
        letto.scarti.iter().map(|s| (s.riga, s.colonna.as_str(), s.valore.as_str())).collect();
    assert_eq!(told, [(5, "isee", "dodicimila"), (6, "isee", "30 in percentuale"), (8, "", "3 celle")]);
}

#[test]
fn personal_data_are_refused_as_in_a_csv() {
    let bytes = book(vec![sheet("Famiglie", vec![heads(&["Cognome", "isee"]), heads(&["Rossi", "5000"])])]);
    let mut lettore = Lettore::new(Attese::new(soglia::semi::fatti().clone()));
    let refused = lettore.leggi(csv(&bytes).as_bytes(), &mut |_| Ok(())).unwrap_err();
    assert_eq!(refused[0].codice.as_str(), "colonna-personale");
}

#[test]
fn one_of_several_sheets_is_chosen_by_a_person() {
    let full = |name| sheet(name, vec![heads(&["isee"]), vec![Cella::numero(1)]]);
    let two = book(vec![full("Famiglie"), Foglio::new("Vuota"), full("Altre")]);
    let letto = leggi(&two, None).unwrap();
    let fogli = ["Famiglie", "Altre"].map(str::to_owned).to_vec();
    assert_eq!(letto, FoglioLetto { fogli, foglio: None, csv: None });
    assert_eq!(leggi(&two, Some("Altre")).unwrap().csv.unwrap(), "isee\n1\n");
    assert_eq!(leggi(&two, Some("Boh")).unwrap_err().codice.as_str(), "valore-non-ammesso");
    // With one that holds something there is nothing to choose.
    let one = book(vec![Foglio::new("Vuota"), full("Famiglie")]);
    assert_eq!(leggi(&one, None).unwrap().foglio.as_deref(), Some("Famiglie"));
}

/// The same archive with its parts changed.
fn edited(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for n in 0..from.len() {
        let mut part = from.by_index(n).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let name = part.name().unwrap().into_owned();
        parts.push((name.clone(), change(&name, text)));
    }
    archive(&parts)
}

fn archive(parts: &[(String, String)]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// An `.ods` with one sheet of these rows.
fn ods(rows: &str, manifest: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet><table:table table:name=\"Famiglie\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let mime = "application/vnd.oasis.opendocument.spreadsheet";
    archive(&[
        ("mimetype".to_owned(), mime.to_owned()),
        (
            "META-INF/manifest.xml".to_owned(),
            format!("<manifest:manifest xmlns:manifest=\"m\">{manifest}</manifest:manifest>"),
        ),
        ("content.xml".to_owned(), content),
    ])
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn text(word: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{word}</text:p></table:table-cell>")
}

fn float(n: &str, more: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"float\" office:value=\"{n}\" {more}><text:p>{n}</text:p></table:table-cell>"
    )
}

#[test]
fn what_cannot_be_read_is_said() {
    let good = book(vec![sheet("Famiglie", vec![heads(&["isee"]), vec![Cella::numero(1)], vec![Cella::numero(2)]])]);
    let merged = edited(&good, |name, text| match name {
        "xl/worksheets/sheet1.xml" => {
            text.replace("</sheetData>", "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells>")
        }
        _ => text,
    });
    let unsaid = edited(&good, |name, text| match name {
        "xl/worksheets/sheet1.xml" => text.replace("<v>2</v>", "<f>A2*2</f>"),
        _ => text,
    });
    assert_eq!(csv(&unsaid), "isee\n1\nformula senza valore\n");
    let wide = sheet("Famiglie", vec![(0..300).map(|n| Cella::testo(format!("c{n}"))).collect()]);
    // What an archive says of the size of its parts, in its directory: 4 GB for the last.
    let mut bomb = good.clone();
    let directory = bomb.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    bomb[directory + 24..directory + 28].copy_from_slice(&0xFFFF_FFF0_u32.to_le_bytes());
    let composto = |more: &str| {
        let mut out = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        out.resize(600, 0);
        out.extend(more.encode_utf16().flat_map(u16::to_le_bytes));
        out
    };
    let head = row(&text("isee"));
    let covered = row(
        "<table:table-cell table:number-columns-spanned=\"2\" office:value-type=\"string\"><text:p>a</text:p></table:table-cell><table:covered-table-cell/>",
    );
    let share = row(
        "<table:table-cell office:value-type=\"percentage\" office:value=\"0.3\"><text:p>30%</text:p></table:table-cell>",
    );
    let many = format!(
        "<table:table-row table:number-rows-repeated=\"1000000\">{}</table:table-row>",
        float("1", "table:number-columns-repeated=\"1000\"")
    );
    let cases: Vec<(&str, Vec<u8>, &str, Option<u32>)> = vec![
        ("troncato", good[..good.len() / 2].to_vec(), "danneggiato", None),
        ("solo l'inizio", b"PK\x03\x04".to_vec(), "danneggiato", None),
        (
            "altro archivio",
            archive(&[("word/document.xml".to_owned(), "<a/>".to_owned())]),
            "non un foglio di calcolo",
            None,
        ),
        ("protetto", composto("EncryptedPackage"), "password", None),
        ("vecchio", composto("Workbook"), ".xls", None),
        ("celle unite", merged, "celle unite", Some(2)),
        ("troppo grande", bomb, "troppo grande", None),
        ("troppe colonne", book(vec![wide]), "troppe colonne", None),
        ("vuoto", book(vec![Foglio::new("Famiglie")]), "è vuoto", None),
        ("ods protetto", ods(&head, "<manifest:encryption-data/>"), "password", None),
        ("ods con celle unite", ods(&[head.clone(), covered].concat(), ""), "celle unite", Some(2)),
        ("ods con percentuali", ods(&[head.clone(), share].concat(), ""), "percentuale", Some(2)),
        ("ods che si gonfia", ods(&[head, many].concat(), ""), "troppo grande", None),
    ];
    refused(cases);
}

/// A file, what is said of it, and on which line.
fn refused(cases: Vec<(&str, Vec<u8>, &str, Option<u32>)>) {
    for (name, bytes, expected, line) in cases {
        assert!(is_foglio(&bytes), "{name}");
        let said = leggi(&bytes, None).map(|l| l.csv).unwrap_err();
        assert!(said.messaggio.contains(expected), "{name}: {said}");
        assert!(said.rimedio.is_some(), "{name}: {said}");
        assert_eq!(said.riga, line, "{name}");
    }
}

/// Found by fuzzing.
#[test]
fn more_words_announced_than_the_file_can_hold_are_refused() {
    let good = book(vec![sheet("Famiglie", vec![heads(&["isee"]), vec![Cella::numero(1)]])]);
    let announced = |how: &str| {
        edited(&good, |name, text| match name {
            "xl/sharedStrings.xml" => {
                assert!(text.contains("uniqueCount=\"1\""), "{text}");
                text.replace(" uniqueCount=\"1\"", how)
            }
            _ => text,
        })
    };
    assert_eq!(csv(&announced(" uniqueCount=\"9\"")), "isee\n1\n");
    let cases = [
        " uniqueCount=\"999999999999\"",
        " uniqueCount='99999999999999999999999'",
        "\n\tuniqueCount \n = \n \"999999999999\"",
        "uniqueCount=\"999999999999\"",
    ];
    refused(cases.iter().map(|how| (*how, announced(how), "danneggiato", None)).collect());
}

/// Found by fuzzing.
#[test]
fn cells_past_the_end_of_a_sheet_are_refused() {
    let good = book(vec![sheet("Famiglie", vec![heads(&["isee"]), vec![Cella::numero(1)], vec![Cella::numero(2)]])]);
    // A shared formula of whatever number is a formula like the others.
    let shared = edited(&good, |name, text| match name {
        "xl/worksheets/sheet1.xml" => {
            text.replace("<v>2</v>", "<f t=\"shared\" ref=\"A3:A3\" si=\"99999999999999\">A2*2</f><v>2</v>")
        }
        _ => text,
    });
    assert_eq!(csv(&shared), "isee\n1\n2\n");
    // Rows and columns past the last that a sheet has, some past 32 bits.
    let placed = |at: &str| {
        edited(&good, |name, text| match name {
            "xl/worksheets/sheet1.xml" => text.replace("r=\"A3\"", &format!("r=\"{at}\"")),
            _ => text,
        })
    };
    assert_eq!(csv(&placed("A7")), "isee\n1\n\n\n\n\n2\n");
    let spaced = edited(&good, |name, text| match name {
        "xl/worksheets/sheet1.xml" => text.replace("r=\"A3\"", "r = \"A99999999999\""),
        _ => text,
    });
    refused(vec![("con spazi", spaced, "oltre l'ultima riga", None)]);
    let head = row(&text("isee"));
    refused(vec![
        ("riga 1.048.577", placed("A1048577"), "oltre l'ultima riga", None),
        ("riga 4.294.967.295", placed("A4294967295"), "oltre l'ultima riga", None),
        ("riga che torna la terza", placed("A4294967299"), "oltre l'ultima riga", None),
        ("colonna di quattro lettere", placed("AAAA3"), "oltre l'ultima riga", None),
        (
            "ods con una riga lontana",
            ods(
                &[
                    &head,
                    "<table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell/></table:table-row>",
                    &head,
                ]
                .concat(),
                "",
            ),
            "oltre l'ultima riga",
            None,
        ),
    ]);
}

#[test]
fn an_ods_is_read_as_the_xlsx_it_comes_from() {
    let hand = ods(
        &[row(&[text("isee"), text("ora")].concat()), row(&[float("8000.5", ""), float("3", "")].concat())].concat(),
        "",
    );
    assert_eq!(csv(&hand), "isee;ora\n8000.5;3\n");
    // A real one, as LibreOffice writes it, with its empty rows repeated to the end of the sheet.
    let rows = vec![
        heads(&["isee", "ora", "festivo", "nascita"]),
        vec![Cella::euro("12345.67"), Cella::numero("2.5"), Cella::testo("sì"), Cella::data("2024-01-31")],
        vec![],
        vec![Cella::default(), Cella::formula("B2*2", "5"), Cella::testo("no"), Cella::testo("")],
    ];
    let xlsx = book(vec![sheet("Famiglie", rows)]);
    let converted = calcolo::convert("popolazione", "famiglie", &xlsx, "ods");
    assert_eq!(csv(&xlsx), "isee;ora;festivo;nascita\n12345.67;2.5;sì;2024-01-31\n\n;5;no;\n");
    assert_eq!(csv(&converted), csv(&xlsx));
}
