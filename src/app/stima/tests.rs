// SPDX-License-Identifier: EUPL-1.2
//! The estimate against the worked examples of the engine, and the promise of the range.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops by panicking")]

use super::argomenti::{Argomento, Stato, primo_che_manca};
use super::consegna::{consegnata, destinazione};
use super::motore::{Intervallo, Regole, aperti, stima};
use super::risposte::Risposte;
use crate::app::draft::{Action, Draft, ISEE, ISEE_KIND};
use crate::app::numeri::to_cents;
use crate::app::route::Route;
use yew_router::Routable;

mod corrente;
mod parole;

fn draft(answers: &[(&str, &str)]) -> Draft {
    answers.iter().fold(Draft::default(), |d, (field, text)| {
        d.after(Action::Type(["stima.", field].concat(), (*text).to_owned()))
    })
}

fn rules() -> Regole {
    Regole::fino_al(2026).unwrap()
}

fn range(d: &Draft) -> Intervallo {
    stima(Risposte(d), &rules()).unwrap()
}

fn ends(d: &Draft) -> (i64, i64) {
    let r = range(d);
    (to_cents(&r.basso.isee).unwrap(), to_cents(&r.alto.isee).unwrap())
}

/// Everything that is asked of everybody, at zero.
const ZERO: [(&str, &str); 10] = [
    ("saldo", "0"),
    ("giacenza", "0"),
    ("titoli", "0"),
    ("investimenti", "0"),
    ("immobili", "0"),
    ("mutuo-2", "0"),
    ("redditi-altri", "0"),
    ("ricevuti", "0"),
    ("versati", "0"),
    ("disabili", "0"),
];

fn with(answers: &[(&str, &str)]) -> Draft {
    draft(&ZERO.iter().chain(answers).copied().collect::<Vec<_>>())
}

/// The examples of the research on the ISEE (E1, E2, E4, E5, E8, E11), told by a citizen.
#[test]
fn worked_examples() {
    let table: [(&str, &[(&str, &str)], &str); 7] = [
        (
            "E1",
            &[
                ("scopo", "ordinario"),
                ("coppia", "no"),
                ("lavoro-1", "0"),
                ("pensione-1", "12.000"),
                ("casa", "proprieta"),
                ("rendita", "357,14"),
                ("mutuo", "0"),
                ("saldo", "9000"),
                ("giacenza", "8000"),
            ],
            "12599.94",
        ),
        (
            "E2",
            &[
                ("scopo", "ordinario"),
                ("coppia", "si"),
                ("minori", "2"),
                ("lavoro-1", "22000"),
                ("pensione-1", "0"),
                ("lavoro-2", "14000"),
                ("pensione-2", "0"),
                ("casa", "affitto"),
                ("canone", "6.600"),
                ("saldo", "12000"),
                ("giacenza", "1"),
                ("sei-mesi", "si"),
            ],
            "9022.56",
        ),
        (
            "E4",
            &[
                ("scopo", "ordinario"),
                ("coppia", "no"),
                ("minori", "1"),
                ("lavoro-1", "0"),
                ("pensione-1", "0"),
                ("ricevuti", "3600"),
                ("casa", "affitto"),
                ("canone", "4800"),
                ("saldo", "1200"),
                ("giacenza", "0"),
                ("sei-mesi", "no"),
                ("genitore", "nessuno"),
            ],
            "0.00",
        ),
        (
            "E5",
            &[
                ("scopo", "sociosanitario"),
                ("coppia", "no"),
                ("lavoro-1", "0"),
                ("pensione-1", "0"),
                ("redditi-altri", "2400"),
                ("casa", "altro"),
                ("saldo", "11000"),
                ("giacenza", "0"),
                ("disabili", "1"),
                ("spese", "0"),
            ],
            "2266.67",
        ),
        (
            "E6",
            &[
                ("scopo", "sociosanitario_residenze"),
                ("coppia", "no"),
                ("lavoro-1", "0"),
                ("pensione-1", "15000"),
                ("casa", "altro"),
                ("saldo", "20000"),
                ("giacenza", "0"),
                ("immobili", "40000"),
                ("disabili", "1"),
                ("spese", "0"),
                ("figli-altrove", "2"),
                ("ise-figlio-1", "32.000"),
                ("scala-figlio-1", "2,04"),
                ("ise-figlio-2", "14.000"),
                ("scala-figlio-2", "1,57"),
                ("donate", "0"),
            ],
            "17424.84",
        ),
        (
            "E8",
            &[
                ("scopo", "ordinario"),
                ("coppia", "si"),
                ("minori", "2"),
                ("lavoro-1", "25000"),
                ("pensione-1", "0"),
                ("lavoro-2", "12000"),
                ("pensione-2", "0"),
                ("casa", "altro"),
                ("saldo", "18000"),
                ("giacenza", "0"),
                ("sei-mesi", "si"),
            ],
            "12481.20",
        ),
        (
            "E11",
            &[
                ("scopo", "ordinario"),
                ("coppia", "si"),
                ("piccoli", ""),
                ("minori", "1"),
                ("lavoro-1", "24000"),
                ("pensione-1", "0"),
                ("lavoro-2", "10000"),
                ("pensione-2", "0"),
                ("casa", "altro"),
                ("saldo", "7000"),
                ("giacenza", "0"),
                ("sei-mesi", "si"),
            ],
            "12946.43",
        ),
    ];
    for (name, answers, isee) in table {
        let d = with(answers);
        assert_eq!(aperti(Risposte(&d)), [], "{name}");
        let r = range(&d);
        assert_eq!((r.basso.isee.as_str(), r.unico().map(|s| s.isee.as_str())), (isee, Some(isee)), "{name}");
    }
}

/// Three answers give a range, each further answer narrows it, the last leaves one value.
#[test]
fn the_range_narrows() {
    let answers = [
        ("scopo", "ordinario"),
        ("coppia", "si"),
        ("minori", "2"),
        ("lavoro-1", "22000"),
        ("pensione-1", "0"),
        ("lavoro-2", "14000"),
        ("pensione-2", "0"),
        ("casa", "affitto"),
        ("canone", "6600"),
        ("saldo", "12000"),
        ("giacenza", "11000"),
        ("titoli", "0"),
        ("investimenti", "0"),
        ("immobili", "0"),
        ("mutuo-2", "0"),
        ("redditi-altri", "0"),
        ("ricevuti", "0"),
        ("versati", "0"),
        ("disabili", "0"),
        ("sei-mesi", "si"),
    ];
    let (first, rest) = answers.split_at(7);
    let mut d = draft(first);
    assert_eq!(primo_che_manca(&d), None);
    let mut before = ends(&d);
    assert!(before.1 - before.0 > 1_000_000, "{before:?}");
    for (field, text) in rest {
        d = d.after(Action::Type(["stima.", field].concat(), (*text).to_owned()));
        let now = ends(&d);
        assert!(now.0 >= before.0 && now.1 <= before.1, "{field}: {before:?} -> {now:?}");
        before = now;
    }
    assert_eq!(before, (902_256, 902_256));
}

/// Whatever the missing answers turn out to be, within what is said on the page, the value is inside the range.
#[test]
fn the_range_holds_every_completion() {
    let families: [&[(&str, &str)]; 5] = [
        &[("scopo", "ordinario"), ("coppia", "no"), ("lavoro-1", "9000"), ("pensione-1", "4000")],
        &[("scopo", "ordinario"), ("coppia", "si"), ("piccoli", "1"), ("maggiorenni", "2"), ("altri", "1")],
        &[("scopo", "minorenni"), ("coppia", "no"), ("minori", "2"), ("lavoro-1", "18000"), ("pensione-1", "0")],
        &[("scopo", "sociosanitario"), ("coppia", "si"), ("pensione-1", "16000"), ("lavoro-1", "0")],
        &[("scopo", "ordinario"), ("coppia", "no"), ("minori", "1"), ("altri", "2")],
    ];
    let words = [
        ("casa", ["proprieta", "affitto", "altro"]),
        ("sei-mesi", ["si", "no", "si"]),
        ("genitore", ["nessuno", "attratto", "famiglia"]),
    ];
    let mut seed = 7_u64;
    let mut pick = |n: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % n
    };
    let most = [
        ("rendita", 700),
        ("mutuo", 100_000),
        ("canone", 10_000),
        ("saldo", 30_000),
        ("giacenza", 30_000),
        ("titoli", 50_000),
        ("investimenti", 20_000),
        ("immobili", 50_000),
        ("mutuo-2", 50_000),
        ("redditi-altri", 5_000),
        ("ricevuti", 6_000),
        ("versati", 6_000),
        ("lavoro-3", 40_000),
        ("pensione-3", 20_000),
        ("spese", 5_000),
        ("lavoro-2", 40_000),
        ("pensione-2", 25_000),
        ("lavoro-1", 40_000),
        ("pensione-1", 25_000),
        ("ise", 30_000),
    ];
    for family in families {
        let wide = ends(&draft(family));
        for _ in 0..200 {
            let mut d = draft(family);
            let mut say = |field: &str, text: String| {
                if d.text(&["stima.", field].concat()).is_empty() {
                    d = d.after(Action::Type(["stima.", field].concat(), text));
                }
            };
            for (field, options) in words {
                say(field, options[usize::try_from(pick(3)).unwrap()].to_owned());
            }
            for (field, max) in most {
                say(field, pick(max + 1).to_string());
            }
            say("scala", ["1", "2,04", "3"][usize::try_from(pick(3)).unwrap()].to_owned());
            say("disabili", (if family[0].1 == "sociosanitario" { 1 } else { pick(2) }).to_string());
            let narrow = ends(&d);
            assert_eq!(aperti(Risposte(&d)), [], "{d:?}");
            assert!(wide.0 <= narrow.0 && narrow.1 <= wide.1, "{wide:?} does not hold {narrow:?}: {d:?}");
        }
    }
}

/// What cannot be read is an error in words, the field stays, and the estimate treats it as not answered.
#[test]
fn malformed_numbers() {
    let good = [("1.234", "1.234,00"), ("12.500,5", "12.500,50"), ("12500.50", "12.500,50")];
    let base = [("scopo", "ordinario"), ("coppia", "no"), ("pensione-1", "0")];
    for (typed, shown) in good {
        let d = draft(&[base.as_slice(), &[("lavoro-1", typed)]].concat());
        assert_eq!(Argomento::Redditi.errori(Risposte(&d)), [], "{typed}");
        let rows = super::ripasso::righe(Risposte(&d), &rules());
        assert!(rows.iter().any(|r| r.answer.replace('\u{a0}', " ") == [shown, " €"].concat()), "{typed}: {rows:?}");
    }
    for typed in ["", "abc", "-5", "12345678901234567890", "1,2,3", "12,5,"] {
        let d = draft(&[base.as_slice(), &[("lavoro-1", typed)]].concat());
        let errors = Argomento::Redditi.errori(Risposte(&d));
        assert_eq!((errors.len(), errors[0].id.as_str()), (1, "lavoro-1"), "{typed}");
        assert!(errors[0].message.starts_with("Il tuo reddito da lavoro dipendente: "), "{}", errors[0].message);
        assert_eq!(Argomento::Redditi.stato(Risposte(&d)), Stato::Manca);
        let unknown = d.after(Action::Unknown(Argomento::Redditi.campo()));
        assert_eq!(Argomento::Redditi.stato(Risposte(&unknown)), Stato::NonSo);
        let (low, high) = ends(&unknown);
        assert!(low < high, "{typed}");
    }
}

/// Too many people, nobody disabled where the ISEE is for a disabled person, a service to minors without any.
#[test]
fn impossible_families_are_told() {
    let table: [(Argomento, &[(&str, &str)], &str); 4] = [
        (Argomento::Famiglia, &[("scopo", "ordinario"), ("coppia", "no"), ("minori", "13")], "fino a 12"),
        (Argomento::Famiglia, &[("scopo", "minorenni"), ("coppia", "no")], "minorenni"),
        (
            Argomento::Disabilita,
            &[("scopo", "ordinario"), ("coppia", "si"), ("disabili", "3"), ("spese", "0")],
            "fino a 2",
        ),
        (Argomento::Disabilita, &[("scopo", "sociosanitario"), ("coppia", "no"), ("disabili", "0")], "da 1 in su"),
    ];
    for (argomento, answers, words) in table {
        let d = draft(answers);
        let errors = argomento.errori(Risposte(&d));
        assert!(errors.iter().any(|e| e.message.contains(words)), "{words}: {errors:?}");
    }
}

/// Every topic of every family has its own address, and comes back from it.
#[test]
fn addresses() {
    let d = draft(&[("scopo", "ordinario"), ("coppia", "no"), ("minori", "1"), ("altri", "1")]);
    let r = Risposte(&d);
    for a in Argomento::tutti(r) {
        assert_eq!(Route::recognize(&a.route().to_path()), Some(a.route()));
        assert_eq!(Argomento::at(a.slug(), r), Some(a));
    }
    assert_eq!(Argomento::tutti(r).len(), 12);
    assert_eq!(Route::Stima(String::new()).to_path(), "/cittadini/isee");
    assert_eq!(Argomento::at("altro", r), None);
}

/// The value goes into the fee as typed text, with its kind, and is known as an estimate until it changes.
#[test]
fn hand_over() {
    let d = with(&[
        ("scopo", "sociosanitario"),
        ("coppia", "no"),
        ("lavoro-1", "0"),
        ("pensione-1", "0"),
        ("casa", "altro"),
        ("redditi-altri", "2400"),
        ("saldo", "11000"),
        ("giacenza", "0"),
        ("disabili", "1"),
        ("spese", "0"),
    ]);
    let d = d.after(Action::Unknown(ISEE.to_owned()));
    let after = consegnata(&d, range(&d).unico().unwrap());
    assert_eq!((after.text(ISEE), after.text(ISEE_KIND), after.is_unknown(ISEE)), ("2266,67", "sociosanitario", false));
    assert!(
        after.isee_is_estimate() && !after.after(Action::Type(ISEE.to_owned(), "3000".to_owned())).isee_is_estimate()
    );
    assert_eq!(destinazione(&after).to_path(), "/cittadini/comune");
    let there = after.after(Action::Comune("098031".to_owned()));
    assert_eq!(destinazione(&there).to_path(), "/cittadini/servizio");
    let there = there.after(Action::Type("servizio".to_owned(), "dairago-sad/sad".to_owned()));
    assert_eq!(destinazione(&there).to_path(), "/cittadini/dairago-sad/sad/domande/isee");
}
