// SPDX-License-Identifier: EUPL-1.2
//! A spreadsheet: an archive as it is, or the parts of one after a first byte that says which format: then what is
//! damaged is the XML, not the compression.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soglia::foglio::{is_foglio, leggi};
use soglia::formato::popolazione::{Attese, Lettore};
use soglia::semi;
use soglia_fuzz::{MAX, clear};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const XLSX: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Famiglie" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
];
/// In the order in which the input gives them, divided by a zero byte.
const PARTI: [&str; 3] = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"];

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn of_parts(kind: u8, rest: &[u8]) -> Vec<u8> {
    if kind % 2 == 0 {
        let mime = b"application/vnd.oasis.opendocument.spreadsheet";
        return archive(&[("mimetype", mime), ("content.xml", rest)]);
    }
    let mut parts: Vec<(&str, &[u8])> = XLSX.iter().map(|(n, t)| (*n, t.as_bytes())).collect();
    parts.extend(PARTI.into_iter().zip(rest.split(|b| *b == 0)).filter(|(_, t)| !t.is_empty()));
    archive(&parts)
}

fuzz_target!(|data: &[u8]| {
    if data.len() > MAX {
        return;
    }
    let bytes = match data.split_first() {
        Some((kind, rest)) if !is_foglio(data) => of_parts(*kind, rest),
        _ => data.to_vec(),
    };
    match leggi(&bytes, None) {
        Err(d) => clear(&String::from_utf8_lossy(&bytes), &[d]),
        Ok(letto) => {
            let names = letto.fogli.clone();
            for name in names.iter().take(2) {
                let _ = leggi(&bytes, Some(name)).map_err(|d| clear(&String::from_utf8_lossy(&bytes), &[d]));
            }
            if let Some(csv) = letto.csv {
                let mut lettore = Lettore::new(Attese::new(semi::fatti().clone()));
                let read = lettore.leggi(csv.as_bytes(), &mut |_| Ok(()));
                let _ = read.and_then(|()| lettore.fine(&mut |_| Ok(())).map(drop));
            }
        }
    }
});
