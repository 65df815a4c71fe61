// SPDX-License-Identifier: EUPL-1.2
//! The current ISEE, by hand.

use super::super::corrente::{CHI, QUANTI, argomenti};
use super::super::motore::corrente;
use super::*;

/// The current ISEE: which changes are asked, whether they are enough, and its value beside the ordinary one.
#[test]
fn current() {
    let family = [
        ("scopo", "ordinario"),
        ("coppia", "si"),
        ("minori", "1"),
        ("lavoro-1", "24000"),
        ("pensione-1", "0"),
        ("lavoro-2", "10000"),
        ("pensione-2", "0"),
        ("casa", "altro"),
        ("saldo", "30000"),
        ("giacenza", "0"),
        ("sei-mesi", "si"),
    ];
    let ask = |answers: &[(&str, &str)]| {
        let d = with(&[family.as_slice(), answers].concat());
        let found = corrente(Risposte(&d), &rules()).unwrap();
        let one = |r: &Intervallo| r.unico().unwrap().isee.clone();
        (one(&found.prima), one(&found.ora), found.basta)
    };
    // Scale 2,24. Before: 34.000 − 5.000 of shares, + 20 % of (30.000 − 10.000).
    let before = "14732.14".to_owned();
    // 1.500 in two months are 9.000 in a year, less 20 %: 7.200 + 8.000 + 4.000.
    let lost = [
        ("causa", "lavoro"),
        ("chi", "io"),
        ("mesi", "2"),
        ("ora-lavoro-1", "1500"),
        ("ora-pensione-1", "0"),
        ("ora-altri", "0"),
    ];
    assert_eq!(ask(&lost), (before.clone(), "8571.43".to_owned(), Some(true)));
    // 20.000 instead of 24.000: 17.000 + 8.000 + 4.000; the ISR falls by 4.000 out of 29.000, less than a quarter.
    let less =
        [("causa", "reddito"), ("chi", "io"), ("ora-lavoro-1", "20000"), ("ora-pensione-1", "0"), ("ora-altri", "0")];
    assert_eq!(ask(&less), (before.clone(), "12946.43".to_owned(), Some(false)));
    // The other parent earns nothing now: 21.000 + 4.000; 8.000 out of 29.000 is more than a quarter.
    let other = [("causa", "reddito"), ("chi", "coniuge"), ("ora-lavoro-2", "0"), ("ora-pensione-2", "0")];
    assert_eq!(ask(&other), (before.clone(), "11160.71".to_owned(), Some(true)));
    // Savings of 12.000 instead of 30.000: 29.000 + 400; the ISP falls by 18.000 out of 20.000.
    let saved = [
        ("causa", "patrimonio"),
        ("ora-saldo", "12000"),
        ("ora-giacenza", "0"),
        ("ora-titoli", "0"),
        ("ora-investimenti", "0"),
        ("ora-immobili", "0"),
        ("ora-mutuo-2", "0"),
    ];
    assert_eq!(ask(&saved), (before, "13125.00".to_owned(), Some(true)));
}

/// Only the ordinary ISEE has a current one here; each topic wants its figures, and «Non lo so» is none of them.
#[test]
fn current_topics() {
    let d = with(&[("scopo", "ordinario"), ("coppia", "no"), ("maggiorenni", "1"), ("causa", "lavoro")]);
    let topics = |d: &Draft| argomenti(Risposte(d));
    assert_eq!(topics(&d), [Argomento::Causa, Argomento::RedditiOra]);
    // Alone with an adult child: either of them may have lost the job.
    let words: Vec<_> = Risposte(&d).voci(&CHI).map(|(word, ..)| *word).collect();
    assert_eq!(words, ["io", "altro"]);
    let errors = Argomento::RedditiOra.errori(Risposte(&d));
    assert_eq!(errors.len(), 4, "{errors:?}");
    assert!(errors.iter().all(|e| !e.message.contains("Non lo so")), "{errors:?}");
    let unknown = d.after(Action::Unknown(Argomento::RedditiOra.campo()));
    assert_eq!(Argomento::RedditiOra.stato(Risposte(&unknown)), Stato::Manca);
    let both = d.after(Action::Type("stima.causa".to_owned(), "entrambi".to_owned()));
    assert_eq!(topics(&both), [Argomento::Causa, Argomento::RedditiOra, Argomento::PatrimonioOra]);
    for slug in ["corrente", "corrente-redditi", "corrente-patrimonio"] {
        assert_eq!(Argomento::at(slug, Risposte(&both)).unwrap().slug(), slug);
    }
    let service = d.after(Action::Type("stima.scopo".to_owned(), "sociosanitario".to_owned()));
    assert_eq!((topics(&service), Argomento::at("corrente", Risposte(&service))), (Vec::new(), None));
}

/// The thresholds that a current ISEE wants are those of the rules, written without a fraction.
#[test]
fn current_thresholds() {
    assert_eq!(rules().cali(), ("25".to_owned(), "20".to_owned()));
}

/// A parent with two adult children and a grandmother: anybody's income may have changed.
const QUATTRO: [(&str, &str); 9] = [
    ("scopo", "ordinario"),
    ("coppia", "no"),
    ("maggiorenni", "2"),
    ("altri", "1"),
    ("lavoro-1", "20000"),
    ("pensione-1", "0"),
    ("lavoro-3", "27000"),
    ("pensione-3", "0"),
    ("casa", "altro"),
];

/// Every member of the family can have other incomes now; of the others it is known how many, and the sums.
#[test]
fn current_of_every_member() {
    let ask = |answers: &[(&str, &str)]| {
        let d = with(&[QUATTRO.as_slice(), answers].concat());
        assert_eq!(argomenti(Risposte(&d)).into_iter().flat_map(|a| a.errori(Risposte(&d))).collect::<Vec<_>>(), []);
        let found = corrente(Risposte(&d), &rules()).unwrap();
        [found.prima.basso, found.prima.alto, found.ora.basso, found.ora.alto].map(|s| s.isee)
    };
    // Scale 2,46. Before: 17.000 of the parent, and 27.000 less 20 % of each third of it, or less 3.000.
    let (low, high) = ("15691.06", "16666.67");
    // The parent and one of the three: 6.400, nothing, and 18.000 less 20 % of each half of it, or less 3.000.
    let two = [
        ("causa", "reddito"),
        ("chi", "io"),
        ("quanti", "1"),
        ("ora-lavoro-1", "8000"),
        ("ora-pensione-1", "0"),
        ("ora-lavoro-3", "0"),
        ("ora-pensione-3", "0"),
        ("fermi-lavoro", "18000"),
        ("fermi-pensione", "0"),
        ("ora-altri", "0"),
    ];
    assert_eq!(ask(&two), [low, high, "8455.28", "8699.19"]);
    // All three, 1.500 in two months: 17.000 as before, 7.200 however they are divided, and 600 of other incomes.
    let three = [
        ("causa", "lavoro"),
        ("chi", "altro"),
        ("quanti", "3"),
        ("mesi", "2"),
        ("ora-lavoro-3", "1500"),
        ("ora-pensione-3", "0"),
        ("ora-altri", "100"),
    ];
    assert_eq!(ask(&three), [low, high, "10081.30", "10081.30"]);
}

/// Nobody among the others, more than there are, a part larger than the whole: told at the field.
#[test]
fn impossible_changes_are_told() {
    let table = [
        (vec![("chi", "io"), ("quanti", "4")], Argomento::Causa, QUANTI.id, "fino a 3"),
        (vec![("chi", "altro"), ("quanti", "0")], Argomento::Causa, QUANTI.id, "da 1 in su"),
        (vec![("chi", "altro"), ("quanti", "")], Argomento::Causa, QUANTI.id, "numero"),
        (
            vec![("chi", "io"), ("quanti", "1"), ("fermi-lavoro", "27001")],
            Argomento::RedditiOra,
            "fermi-lavoro",
            "fino a 27000",
        ),
    ];
    for (answers, topic, id, words) in table {
        let d = with(&[QUATTRO.as_slice(), &[("causa", "reddito")], &answers].concat());
        let errors = topic.errori(Risposte(&d));
        let own = errors.iter().find(|e| e.id == id).unwrap();
        assert!(own.message.contains(words), "{}", own.message);
    }
    // One other adult, and only theirs: nothing to count.
    let d = with(&[("scopo", "ordinario"), ("coppia", "no"), ("altri", "1"), ("causa", "lavoro"), ("chi", "altro")]);
    assert_eq!(Argomento::Causa.errori(Risposte(&d)), []);
    assert!(Argomento::RedditiOra.domande(Risposte(&d)).iter().any(|q| q.id() == "ora-lavoro-3"));
}
