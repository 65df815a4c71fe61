// SPDX-License-Identifier: EUPL-1.2
//! One value of a TOML file changed, as the page does: the value reads back, and the rest stays TOML. After the file, a
//! zero byte, then one operation a line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soglia::formato::{Documento, path_at};
use soglia_fuzz::text;

fuzz_target!(|data: &[u8]| {
    let Some(text) = text(data) else { return };
    let (file, operations) = text.split_once('\0').unwrap_or((text, "0 assegnazione 12.50"));
    let _ = path_at(file, u32::try_from(operations.len()).unwrap_or_default());
    let Some(mut doc) = Documento::parse(file) else { return };
    for line in operations.lines().take(8) {
        let mut words = line.splitn(3, ' ');
        let (kind, path, value) = (words.next().unwrap_or(""), words.next().unwrap_or(""), words.next().unwrap_or(""));
        match kind {
            "0" => {
                doc.set(path, value);
                if let Some(read) = doc.text(path) {
                    let same = read == value || read.parse::<i64>().is_ok_and(|n| value.parse() == Ok(n));
                    assert!(same || value.is_empty(), "{path}: {read:?}, scritto {value:?}");
                }
            }
            "1" => {
                let before = doc.count(path);
                if doc.add(path, &[("id", value)]).is_some() {
                    assert_eq!(doc.count(path), before + 1, "{path}");
                }
            }
            "2" => doc.remove(path),
            "3" => doc.swap(path, 0, value.len()),
            "4" => doc.set_true(path),
            "5" => doc.set_table(path, &[("a", value)]),
            "6" => doc.insert(path, value.len(), &[("id", value)]),
            _ => {
                if let Some(json) = doc.json(path) {
                    doc.set_json(path, &json);
                }
            }
        }
        let written = doc.to_string();
        assert!(Documento::parse(&written).is_some(), "non è più TOML dopo {line:?}:\n{written}");
    }
});
