// SPDX-License-Identifier: EUPL-1.2
//! A second reader of the spreadsheets: LibreOffice without a screen, told to recompute every formula when it opens a
//! file. `.ci/prove` finds it or installs it.
#![allow(dead_code, reason = "each test that uses this module uses a part of it")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Separator `;`, UTF-8, values as they are and not as shown, every sheet in its own file.
const CSV: &str = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,false,false,false,-1";

/// Recompute always, whatever the file says about its own values.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// The sheets of many workbooks, by name of the workbook and of the sheet: rows of cells as LibreOffice computes them.
pub type Ricalcolati = BTreeMap<String, BTreeMap<String, Vec<Vec<String>>>>;

/// Opens workbooks (name without extension, bytes) in LibreOffice, recomputes them, and reads every sheet.
pub fn recompute(test: &str, books: &[(String, Vec<u8>)]) -> Ricalcolati {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("calcolo").join(test);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    let (profile, out) = (folder.join("profilo"), folder.join("csv"));
    fs::create_dir_all(profile.join("user")).unwrap();
    fs::write(profile.join("user/registrymodifications.xcu"), SETTINGS).unwrap();
    let mut files = Vec::new();
    for (name, bytes) in books {
        files.push(folder.join(name).with_extension("xlsx"));
        fs::write(files.last().unwrap(), bytes).unwrap();
    }
    let program = env::var_os("SOFFICE").map_or_else(|| PathBuf::from("soffice"), PathBuf::from);
    let done = Command::new(&program)
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--norestore", "--convert-to", CSV, "--outdir"])
        .arg(&out)
        .args(&files)
        .output();
    let done = done.unwrap_or_else(|e| {
        panic!("LibreOffice non parte ({e}): su Debian e Ubuntu, sudo apt install libreoffice-calc; altrove indica il programma con SOFFICE=<percorso>")
    });
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    books.iter().map(|(name, _)| (name.clone(), sheets(&out, name))).collect()
}

/// The files `<workbook>-<sheet>.csv`.
fn sheets(out: &Path, book: &str) -> BTreeMap<String, Vec<Vec<String>>> {
    let prefix = format!("{book}-");
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(out).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Some(sheet) = stem.strip_prefix(&prefix) else { continue };
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_path(&path);
        let rows = reader.as_mut().unwrap().records();
        let rows = rows.map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
        found.insert(sheet.to_owned(), rows);
    }
    assert!(!found.is_empty(), "LibreOffice non ha letto {book}");
    found
}

/// A workbook as LibreOffice writes it in another format.
pub fn convert(test: &str, name: &str, book: &[u8], to: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("calcolo").join(test);
    fs::create_dir_all(&folder).unwrap();
    let from = folder.join(name).with_extension("xlsx");
    fs::write(&from, book).unwrap();
    let program = env::var_os("SOFFICE").map_or_else(|| PathBuf::from("soffice"), PathBuf::from);
    let done = Command::new(&program)
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profilo-scrittura").display()))
        .args(["--headless", "--norestore", "--convert-to", to, "--outdir"])
        .args([&folder, &from])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    fs::read(from.with_extension(to)).unwrap()
}
