// SPDX-License-Identifier: EUPL-1.2
//! Every sentence of the citizens' pages exists in every language, every other one in English, and every translation is
//! used; numbers and plurals follow the language. `cargo test --test lingue -- --ignored` writes new sentences into the
//! `.po` files, without a translation, takes away those that nothing uses any more, and makes the `.mo` files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

#[path = "lingue/chiavi.rs"]
mod chiavi;
mod comune;

use comune::path;
use polib::catalog::Catalog;
use polib::message::{Message, MessageView};
use polib::{mo_file, po_file};
use soglia::lingua;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// Code, and how it counts (GNU gettext; Unicode CLDR 48).
const PLURALI: [(&str, usize, &str); 5] = [
    ("en", 2, "(n != 1)"),
    ("ro", 3, "(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2)"),
    ("ar", 6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"),
    ("sq", 2, "(n != 1)"),
    ("fr", 2, "(n > 1)"),
];

/// Written alike in Italian and in some of the languages: codes are those where it is right.
const UGUALI: [(&str, &str); 20] = [
    ("No", "en"),
    ("No. ", "en"),
    (" (no)", "en"),
    ("Privacy", "en"),
    ("Comune", "en ro sq fr"),
    ("{}: {}.", "en ro ar sq"),
    ("{}: {} {}.", "en ro ar sq"),
    ("{}: {}", "en ro ar sq"),
    ("ISEE", "en ro ar sq fr"),
    ("ISEE: {}.", "en ro ar sq"),
    ("ISE: {}.", "en ro ar sq"),
    ("Home", "en"),
    ("File", "en"),
    ("File {}.", "en"),
    ("Euro", "en"),
    ("Note", "ro"),
    ("Parte", "ro"),
    ("E-mail: ", "ro sq"),
    ("novembre", "fr"),
    ("l'ISEE", "fr"),
];

/// What only the staff doors and the pages about the site say, in English.
const UFFICI: &str = "uffici/en";

/// The written catalogues: name, how it counts, what it has to hold.
fn tutti() -> Vec<(&'static str, usize, &'static str, chiavi::Chiavi)> {
    let shared = PLURALI.iter().map(|(code, count, rule)| (*code, *count, *rule, chiavi::comuni()));
    shared.chain([(UFFICI, PLURALI[0].1, PLURALI[0].2, chiavi::degli_uffici())]).collect()
}

/// The language of a catalogue.
fn language(name: &str) -> &str {
    name.rsplit('/').next().unwrap()
}

fn po_path(name: &str) -> PathBuf {
    path("seeds/lingue").join(format!("{name}.po"))
}

fn mo_path(name: &str) -> PathBuf {
    path("src/lingua/mo").join(format!("{}.mo", name.replace('/', "-")))
}

fn catalogue(name: &str) -> Catalog {
    po_file::parse(&po_path(name)).unwrap_or_else(|e| panic!("{name}.po: {e}"))
}

/// What becomes a binary catalogue: that of the staff holds the sentences of the citizens too, so that one file is enough.
fn whole(name: &str) -> Catalog {
    let mut whole = catalogue(language(name));
    if name != language(name) {
        for message in catalogue(name).messages() {
            whole.append_or_update(copied(message));
        }
    }
    whole
}

fn copied(m: &dyn MessageView) -> Message {
    if !m.is_plural() {
        let text = m.msgstr().unwrap().to_owned();
        return Message::build_singular().with_msgid(m.msgid().to_owned()).with_msgstr(text).done();
    }
    Message::build_plural()
        .with_msgid(m.msgid().to_owned())
        .with_msgid_plural(m.msgid_plural().unwrap().to_owned())
        .with_msgstr_plural(forms(m))
        .done()
}

fn forms(m: &dyn MessageView) -> Vec<String> {
    if m.is_plural() { m.msgstr_plural().unwrap().clone() } else { vec![m.msgstr().unwrap().to_owned()] }
}

/// How many `{}`, `{0}` and so on, which numbers, and the places with a name: `{anno}`. `{n}` may be left out where the
/// word itself says how many.
fn holes(text: &str) -> (usize, BTreeSet<usize>, BTreeSet<String>) {
    let all = text.split('{').skip(1).map(|p| p.split('}').next().unwrap()).filter(|n| *n != "n");
    let (named, places): (Vec<&str>, Vec<&str>) = all.partition(|n| n.parse::<usize>().is_err() && !n.is_empty());
    let numbered = places.iter().filter_map(|n| n.parse().ok()).collect();
    (places.len(), numbered, named.into_iter().map(str::to_owned).collect())
}

#[test]
fn the_catalogues_hold_the_sentences_of_the_sources_and_no_others() {
    for (code, .., wanted) in tutti() {
        let own: BTreeMap<String, Option<String>> = catalogue(code)
            .messages()
            .map(|m| (m.msgid().to_owned(), m.msgid_plural().ok().map(str::to_owned)))
            .collect();
        let missing: Vec<_> = wanted.iter().filter(|(k, v)| own.get(*k) != Some(v)).collect();
        let unused: Vec<_> = own.iter().filter(|(k, v)| wanted.get(*k) != Some(v)).collect();
        assert!(missing.is_empty(), "{code}.po: mancano {missing:#?}");
        assert!(unused.is_empty(), "{code}.po: nessuno usa {unused:#?}");
    }
}

#[test]
fn every_sentence_is_translated_with_the_same_places() {
    for (code, count, rule, _) in tutti() {
        let (catalogue, language) = (catalogue(code), language(code));
        assert_eq!((&*catalogue.metadata.language, catalogue.metadata.plural_rules.nplurals), (language, count));
        assert_eq!(catalogue.metadata.plural_rules.expr, rule, "{code}.po");
        for m in catalogue.messages() {
            let (key, forms) = (m.msgid(), forms(m));
            assert!(!m.is_fuzzy(), "{code}.po: da rivedere «{key}»");
            assert_eq!(forms.len(), if m.is_plural() { count } else { 1 }, "{code}.po: forme di «{key}»");
            for text in &forms {
                assert!(!text.trim().is_empty(), "{code}.po: manca «{key}»");
                let ((wanted, _, names), (given, numbered, named)) = (holes(key), holes(text));
                assert_eq!((given, named), (wanted, names), "{code}.po: i posti di «{key}» in «{text}»");
                assert!(numbered.iter().all(|n| *n < wanted), "{code}.po: «{text}»");
                // French has one before a colon.
                let spaces = |t: &str| (t.starts_with(' ') && !t.starts_with(" :"), t.ends_with(' '));
                assert_eq!(spaces(text), spaces(key), "{code}.po: gli spazi ai lati di «{key}»");
                let alike = UGUALI.iter().any(|(k, codes)| *k == key && codes.contains(language));
                assert!(alike || text != key, "{code}.po: «{key}» è rimasto in italiano");
            }
        }
    }
}

#[test]
fn the_english_of_the_rules_is_the_english_of_the_page() {
    let english = catalogue("en");
    for (italian, own) in chiavi::dei_semi() {
        let given = english.find_message(None, &italian, None).map(|m| m.msgstr().unwrap().to_owned());
        assert_eq!(given.as_deref(), Some(own.as_str()), "«{italian}»");
    }
}

#[test]
fn the_binary_catalogues_are_made_of_the_written_ones() {
    for (code, ..) in tutti() {
        let made = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.mo", code.replace('/', "-")));
        mo_file::write(&whole(code), &made).unwrap();
        let same = fs::read(&made).unwrap() == fs::read(mo_path(code)).unwrap();
        assert!(same, "{code}.mo: cargo test --test lingue -- --ignored");
    }
}

#[test]
fn the_program_finds_every_sentence_and_leaves_the_unknown_as_they_are() {
    for (code, ..) in tutti() {
        lingua::parla(language(code), fs::read(mo_path(code)).unwrap());
        for m in whole(code).messages() {
            assert_eq!(lingua::tradotta(m.msgid()), forms(m).first().map(String::as_str), "{code}: «{}»", m.msgid());
        }
        assert_eq!(lingua::tradotta("una frase che non c'è"), None);
    }
    lingua::parla("it", Vec::new());
}

#[test]
fn a_damaged_catalogue_is_no_catalogue() {
    let good = fs::read(mo_path("en")).unwrap();
    for cut in (0..good.len()).step_by(997).chain([1, 8, 11, 12, 20, 27, 28]) {
        lingua::parla("en", good[..cut].to_vec());
        assert!(["I do not know", "Non lo so"].contains(&lingua::parola("Non lo so")), "{cut}");
    }
    for at in (0..good.len()).step_by(13) {
        let mut bad = good.clone();
        bad[at] ^= 0xff;
        lingua::parla("en", bad);
        // Whatever it says, it says something.
        assert!(!lingua::parola("Non lo so").is_empty(), "{at}");
    }
    lingua::parla("it", Vec::new());
}

/// Code, a number, the words of `{n} ora | {n} ore`. Marks of bidirectional text are left out of the comparison.
#[test]
fn numbers_and_plurals_follow_the_language() {
    let table = [
        ("it", "1", "1 ora"),
        ("it", "0", "0 ore"),
        ("it", "1000.5", "1.000,5 ore"),
        ("en", "1", "1 hour"),
        ("en", "1.5", "1.5 hours"),
        ("en", "12000", "12,000 hours"),
        ("fr", "0", "0 heure"),
        ("fr", "1.5", "1,5 heure"),
        ("fr", "2", "2 heures"),
        ("fr", "12000", "12\u{a0}000 heures"),
        ("sq", "12000.5", "12\u{a0}000,5 orë"),
        ("ro", "1", "1 oră"),
        ("ro", "2", "2 ore"),
        ("ro", "19", "19 ore"),
        ("ro", "20", "20 de ore"),
        ("ro", "101", "101 ore"),
        ("ro", "1.5", "1,5 ore"),
        ("ar", "0", "0 ساعة"),
        ("ar", "1", "ساعة واحدة"),
        ("ar", "2", "ساعتان"),
        ("ar", "3", "3 ساعات"),
        ("ar", "11", "11 ساعة"),
        ("ar", "100", "100 ساعة"),
        ("ar", "103", "103 ساعات"),
        ("ar", "1234.5", "1.234,5 ساعة"),
    ];
    for (code, n, words) in table {
        lingua::parla(code, if code == "it" { Vec::new() } else { fs::read(mo_path(code)).unwrap() });
        let said = lingua::plurale("{n} ora", "{n} ore", n, &[]);
        let plain: String = said.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect();
        assert_eq!(plain, words, "{code} {n}");
    }
    let money = [
        ("it", "1.234,50\u{a0}€", "\u{2212}1,50\u{a0}€"),
        ("en", "€1,234.50", "\u{2212}€1.50"),
        ("ro", "1.234,50\u{a0}€", "\u{2212}1,50\u{a0}€"),
        ("sq", "1\u{a0}234,50\u{a0}€", "\u{2212}1,50\u{a0}€"),
        ("fr", "1\u{a0}234,50\u{a0}€", "\u{2212}1,50\u{a0}€"),
        ("ar", "\u{2066}1.234,50\u{a0}€\u{2069}", "\u{2066}\u{2212}1,50\u{a0}€\u{2069}"),
    ];
    for (code, amount, below) in money {
        lingua::parla(code, Vec::new());
        let euro = |text: &str| lingua::euro(&lingua::grouped(text, 2).unwrap());
        assert_eq!((euro("1234.5").as_str(), euro("-1.5").as_str()), (amount, below), "{code}");
    }
    lingua::parla("it", Vec::new());
}

/// The same household, explained in each language: amounts are the same, words are not.
#[test]
fn a_fee_is_explained_in_the_language_of_the_reader() {
    let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    let json = r#"{ "isee": { "ordinario": "8000" }, "quantita": { "ora": "10" }, "fatti": { "festivo": false } }"#;
    let request = soglia::formato::parse_request(json, &rules.fatti).unwrap();
    let explain = || soglia::tariffa::calcola(rules, "sad", &request).unwrap();
    let italian = explain();
    let last = |r: &soglia::tariffa::Risposta| r.traccia.passi().last().unwrap().testo.clone();
    for (code, ..) in PLURALI {
        lingua::parla(code, fs::read(mo_path(code)).unwrap());
        let own = explain();
        assert_eq!(own.totale, italian.totale, "{code}");
        assert_eq!(own.traccia.passi().len(), italian.traccia.passi().len(), "{code}");
        for (a, b) in own.traccia.passi().iter().zip(italian.traccia.passi()) {
            assert_eq!((a.passo, &a.valore), (b.passo, &b.valore), "{code}");
            assert_ne!(a.testo, b.testo, "{code}: {}", a.testo);
        }
        assert_eq!(lingua::in_italiano(explain), italian, "{code}");
    }
    lingua::parla("it", Vec::new());
    assert_eq!(last(&explain()), last(&italian));
}

/// The same declaration, estimated in each language: the steps have the same values, and words of their own.
#[test]
fn an_isee_is_explained_in_the_language_of_the_reader() {
    let dsu = r#"{ "formato": 1, "anno": 2026, "tipo": "corrente", "locazione": "6600", "precedente": { "isr": "30000", "isp": "9000" },
        "componente": [
          { "id": "anna", "ruolo": "dichiarante", "lavoro_6_mesi": true, "reddito_corrente": { "mesi": 2, "lavoro": "1500" },
            "conti": [{ "saldo": "12000", "giacenza_media": "9500.50" }], "titoli_stato": "1000", "patrimonio_mobiliare": "1000",
            "immobile": [{ "uso": "altro", "imu": "40000" }] },
          { "id": "ugo", "ruolo": "coniuge", "lavoro_6_mesi": true, "redditi": { "lavoro": "9000", "pensione": "8000" },
            "detrazioni": { "spese_sanitarie": "900", "assegni_versati": "100" }, "disabilita": "grave" },
          { "id": "ada", "ruolo": "figlio", "eta": 2 }] }"#;
    let dsu = soglia::formato::parse_dsu(dsu, "dsu.json").unwrap();
    let rules = soglia::semi::parametri_isee(2026).unwrap();
    let explain = || soglia::isee::calcola(&dsu, &rules).unwrap();
    let italian = explain();
    for (code, ..) in PLURALI {
        lingua::parla(code, fs::read(mo_path(code)).unwrap());
        let own = explain();
        assert_eq!(
            (&own.isee, own.corrente, own.avvisi.len()),
            (&italian.isee, italian.corrente, italian.avvisi.len())
        );
        assert_eq!(own.traccia.passi().len(), italian.traccia.passi().len(), "{code}");
        for (a, b) in own.traccia.passi().iter().zip(italian.traccia.passi()) {
            assert_eq!((a.passo, &a.valore, &a.componente), (b.passo, &b.valore, &b.componente), "{code}");
            // «ISE: 21.000,00 €.» has nothing to translate.
            assert!(a.testo != b.testo || a.testo.starts_with("ISE"), "{code}: {}", a.testo);
        }
        for (a, b) in own.avvisi.iter().zip(&italian.avvisi) {
            assert_ne!(a, b, "{code}");
        }
        assert_eq!(lingua::in_italiano(explain), italian, "{code}");
    }
    lingua::parla("it", Vec::new());
}

#[test]
#[ignore = "writes the catalogues again"]
fn rigenera() {
    let (english, all) = (chiavi::dei_semi(), tutti());
    // A sentence that goes from one English catalogue to the other takes its translation with it.
    let known: BTreeMap<String, Message> = ["en", UFFICI]
        .iter()
        .filter(|name| po_path(name).exists())
        .flat_map(|name| catalogue(name).messages().map(|m| (m.msgid().to_owned(), copied(m))).collect::<Vec<_>>())
        .collect();
    for (code, count, _, wanted) in &all {
        let mut catalogue = catalogue(code);
        let own: Vec<(String, Option<String>)> =
            catalogue.messages().map(|m| (m.msgid().to_owned(), m.msgid_plural().ok().map(str::to_owned))).collect();
        for (key, many) in own {
            if wanted.get(&key) != Some(&many) {
                catalogue.delete_message(None, &key, many.as_deref());
            }
        }
        for (key, many) in wanted {
            if catalogue.find_message(None, key, many.as_deref()).is_some() {
                continue;
            }
            let english_text = if *code == "en" { english.get(key).cloned() } else { None };
            let moved = known.get(key).filter(|m| language(code) == "en" && m.msgid_plural().ok() == many.as_deref());
            let message = match (moved, many) {
                (Some(moved), _) => moved.clone(),
                (None, Some(many)) => Message::build_plural()
                    .with_msgid(key.clone())
                    .with_msgid_plural(many.clone())
                    .with_msgstr_plural(vec![String::new(); *count])
                    .done(),
                (None, None) => Message::build_singular()
                    .with_msgid(key.clone())
                    .with_msgstr(english_text.unwrap_or_default())
                    .done(),
            };
            catalogue.append_or_update(message);
        }
        po_file::write_to_file_sort_by(&catalogue, &po_path(code), Box::new(|a, b| a.msgid().cmp(b.msgid()))).unwrap();
    }
    for (code, ..) in &all {
        mo_file::write(&whole(code), &mo_path(code)).unwrap();
    }
}
