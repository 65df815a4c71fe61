// SPDX-License-Identifier: EUPL-1.2
//! The pure parts of the door of the Ufficio di Piano, run natively, and the writer of files against the reader.
#![allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops by panicking; the modules are pieces of the page"
)]

/// What those files take from the library.
mod lingua {
    macro_rules! tr {
        ($one:literal | $many:literal % $n:expr) => {
            soglia::lingua::plurale($one, $many, &$n, &[])
        };
    }
    pub(crate) use tr;
}

#[path = "../src/app/uffici/piano/flussi.rs"]
mod flussi;
#[path = "../src/app/uffici/arnesi/scritto.rs"]
mod scritto;
#[path = "../src/app/uffici/arnesi/storia.rs"]
mod storia;

use soglia::formato::{Documento, parse_riparto};
use soglia::semi;

/// Every key path of a text or number in a riparto, as diagnostics name it.
fn paths(file: &Documento, table: &str, out: &mut Vec<String>) {
    let keys =
        ["id", "nome", "importo", "percento", "peso", "minimo", "massimo", "minimo_percento", "massimo_percento"];
    out.extend(keys.iter().map(|k| format!("{table}{k}")).filter(|p| file.text(p).is_some()));
    for i in 0..file.count(&format!("{table}voce")) {
        paths(file, &format!("{table}voce[{i}]."), out);
    }
}

#[test]
fn what_is_written_unchanged_is_the_same_file() {
    for seme in semi::riparti() {
        let text = semi::testo_riparto(seme.id).unwrap();
        let mut file = Documento::parse(text).unwrap();
        let mut all = Vec::new();
        paths(&file, "", &mut all);
        assert!(!all.is_empty(), "{}", seme.id);
        for path in all {
            let value = file.text(&path).unwrap();
            file.set(&path, &value);
        }
        assert_eq!(file.to_string(), text, "{}", seme.id);
    }
}

#[test]
fn what_is_written_is_read_back_and_nothing_else_changes() {
    let text = semi::testo_riparto("ambito-lodi-frs-2017").unwrap();
    let mut file = Documento::parse(text).unwrap();
    file.set("voce[2].voce[1].voce[0].massimo", "130000.00");
    file.set("residui", "12.34");
    file.add("voce[2].voce[1].voce", &[("id", "nido-e"), ("peso", "3/7")]);
    file.remove("voce[4]");
    let read = parse_riparto(&file.to_string(), "frs.toml", &semi::tabelle()).unwrap();
    assert_eq!((read.residui.0, read.voci.len()), (1234, 4));
    let nidi = &read.voci[2].voci[1].voci;
    assert_eq!((nidi.len(), nidi[4].id.as_str()), (5, "nido-e"));
    // Undone by hand, the content is that of before: the fingerprint says so.
    file.set("voce[2].voce[1].voce[0].massimo", "120000.00");
    file.remove("residui");
    file.remove("voce[2].voce[1].voce[4]");
    let last = file.add("voce", &[("id", "poverta"), ("peso", "10")]).unwrap();
    assert_eq!(last, 4);
    let mut original = Documento::parse(text).unwrap();
    original.remove("voce[4].nome");
    let print = |f: &Documento| parse_riparto(&f.to_string(), "frs.toml", &semi::tabelle()).unwrap().impronta;
    assert_eq!(print(&file), print(&original));
}

#[test]
fn an_error_has_the_name_of_the_value_that_mends_it() {
    let text = semi::testo_riparto("ambito-lodi-frs-2017").unwrap();
    let mut file = Documento::parse(text).unwrap();
    file.set("voce[2].voce[0].peso", "molto");
    let wrong = parse_riparto(&file.to_string(), "frs.toml", &semi::tabelle()).unwrap_err();
    assert_eq!(wrong[0].percorso, "voce[2].voce[0].peso");
    file.set(&wrong[0].percorso, "45");
    assert_eq!(file.to_string(), text);
}

#[test]
fn paths_that_lead_nowhere_change_nothing() {
    let text = "formato = 1\nvoce = [{ id = 'a' }]\n";
    let mut file = Documento::parse(text).unwrap();
    for path in ["", "voce[7].peso", "voce[0].x.y", "voce.peso", "voce[", "voce[-1].peso", "a.b"] {
        file.set(path, "1");
        file.remove(path);
        assert_eq!(file.add(&format!("{path}[0]"), &[("id", "b")]), None, "{path}");
    }
    file.remove("voce[3]");
    assert_eq!(file.to_string(), text);
}
