// SPDX-License-Identifier: EUPL-1.2
//! Damaged riparti, tables and figures: refused with a code, a line and a remedy, or read; never a panic, never cents
//! that do not add up.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod comune;

use comune::danni::{Dice, KINDS, damage};
use comune::speaks_clearly;
use soglia::diagnosi::Diagnostic;
use soglia::formato::{parse_cifre, parse_riparto};
use soglia::riparto::{VoceRisposta, calcola, quadra, verifica};
use soglia::semi;
use std::collections::BTreeMap;

/// Mutations of each text, of each kind.
const TIMES: u64 = 4;

fn clear(place: &str, errors: &[Diagnostic]) {
    assert!(!errors.is_empty(), "{place}: rifiutato senza dire perché");
    for d in errors {
        assert!(speaks_clearly(d), "{place}: non è chiaro: {d}");
        assert!(d.riga.is_some() || d.percorso == "assegnazione", "{place}: non dice la riga: {d:?}");
    }
}

fn balanced(available: i128, left: i128, voci: &[VoceRisposta]) -> bool {
    let given: i128 = voci.iter().map(|v| v.importo.0).sum();
    given + left == available
        && left >= 0
        && voci.iter().all(|v| v.residuo.is_none_or(|left| balanced(v.importo.0, left.0, &v.voci)))
}

/// Reads and divides; the number of riparti that still had an answer.
fn try_it(place: &str, text: &str, tables: &BTreeMap<String, String>) -> usize {
    match parse_riparto(text, "prova.toml", tables) {
        Err(errors) => {
            clear(place, &errors);
            0
        }
        Ok(riparto) => {
            assert!(!verifica(&riparto).iter().any(|d| d.messaggio.is_empty()), "{place}");
            let Ok(answer) = calcola(&riparto) else { return 0 };
            assert!(balanced(answer.disponibile.0, answer.residuo.0, &answer.voci), "{place}: non torna");
            1
        }
    }
}

#[test]
fn damaged_riparti_are_refused_clearly_or_divided_exactly() {
    let tables = semi::tabelle();
    let (mut tried, mut divided) = (0, 0);
    for seed in semi::riparti() {
        let text = semi::testo_riparto(seed.id).unwrap();
        for kind in 0..KINDS {
            for number in 0..TIMES {
                let damaged = damage(text, kind, &mut Dice(number));
                tried += 1;
                divided += try_it(&format!("{} {kind}/{number}", seed.id), &damaged, &tables);
            }
        }
    }
    println!("{tried} riparti rovinati, {divided} ancora divisi");
    assert!(divided > 0 && divided < tried);
}

#[test]
fn damaged_tables_are_refused_clearly_or_used() {
    let (mut tried, mut divided) = (0, 0);
    for (id, table) in [
        ("ambito-lodi-comuni-2018", "comuni-ambito-lodi.csv"),
        ("ambito-lodi-unita-offerta", "unita-prima-infanzia-dimostrative.csv"),
    ] {
        let text = semi::testo_riparto(id).unwrap();
        for kind in 0..KINDS {
            for number in 0..TIMES {
                let mut tables = semi::tabelle();
                let damaged = damage(&tables[table], kind, &mut Dice(number));
                tables.insert(table.to_owned(), damaged);
                tried += 1;
                divided += try_it(&format!("{table} {kind}/{number}"), text, &tables);
            }
        }
    }
    println!("{tried} tabelle rovinate, {divided} ancora usate");
    assert!(divided > 0 && divided < tried);
}

#[test]
fn damaged_figures_are_refused_clearly_or_reconciled() {
    let text = semi::testo_cifre("piano-di-zona-2018-2020").unwrap();
    let (mut refused, mut read) = (0, 0);
    for kind in 0..KINDS {
        for number in 0..TIMES {
            let damaged = damage(text, kind, &mut Dice(number));
            match parse_cifre(&damaged, "prova.toml") {
                Err(errors) => {
                    clear(&format!("cifre {kind}/{number}"), &errors);
                    refused += 1;
                }
                Ok(figures) => {
                    let answer = quadra(&figures);
                    assert_eq!(answer.controlli.len(), answer.confermati + answer.contraddizioni.len());
                    read += 1;
                }
            }
        }
    }
    println!("{refused} cifre rifiutate, {read} lette");
    assert!(refused > 0 && read > 0);
}

/// Formulas made of pieces in any order: read or refused, and never too deep for the stack.
#[test]
fn formulas_of_any_shape_are_refused_clearly_or_computed() {
    const PIECES: [&str; 18] = [
        "costi", "rette", "1", "0.5", "+", "-", "*", "/", "(", ")", "min(", "max(", "se(", ",", ">=", "<", "[posti]",
        " ",
    ];
    let tables = BTreeMap::from([("u.csv".to_owned(), "id,costi,rette,posti\na,10,4,3\nb,7,9,0\n".to_owned())]);
    let mut divided = 0;
    for number in 0..4000 {
        let mut dice = Dice(number);
        let formula: String = (0..=dice.below(9)).map(|_| dice.pick(&PIECES)).collect();
        let text = format!(
            "formato = 1\nid = \"f\"\nnatura = \"bozza\"\nassegnazione = \"10.00\"\ntabella = \"u.csv\"\nchiave = \"id\"\n\
             criteri = [{{ formula = \"{formula}\", quota = \"100\" }}]\n"
        );
        divided += try_it(&formula, &text, &tables);
    }
    println!("{divided} formule casuali con un valore");
    assert!(divided > 50);
    let deep = "(".repeat(400);
    let text = format!(
        "formato = 1\nid = \"f\"\nnatura = \"bozza\"\nassegnazione = \"1\"\ntabella = \"u.csv\"\nchiave = \"id\"\n\
         criteri = [{{ formula = \"{deep}\", quota = \"1\" }}]\n"
    );
    assert_eq!(try_it("annidata", &text, &tables), 0);
}
