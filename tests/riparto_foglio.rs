// SPDX-License-Identifier: EUPL-1.2
//! The spreadsheet of a riparto divides as the engine does, to the cent: LibreOffice recomputes it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod calcolo;
mod ingenuo_riparto;

use ingenuo_riparto::alberi;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use soglia::foglio::{Cartella, Cella, Valore, riparto as sheet, scrivi};
use soglia::formato::parse_riparto;
use soglia::riparto::{Centesimi, Riparto, VoceRisposta, calcola};
use soglia::semi;
use std::collections::BTreeMap;

/// Rows and columns of «Riparto».
const FUND: (usize, usize) = (2, 1);
const FIRST: usize = 13;
const RECEIVES: usize = 9;
const CHECK: usize = 8;

/// What every voce gets, in the order of the rows.
fn amounts(voci: &[VoceRisposta], out: &mut Vec<i128>) {
    for v in voci {
        out.push(v.importo.0);
        amounts(&v.voci, out);
    }
}

fn expected(riparto: &Riparto) -> Option<Vec<i128>> {
    let mut out = Vec::new();
    amounts(&calcola(riparto).ok()?.voci, &mut out);
    Some(out)
}

fn book(riparto: &Riparto) -> Cartella {
    sheet(riparto, &calcola(riparto).unwrap())
}

fn cents(text: &str) -> i128 {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let decimals: String = decimals.chars().chain("00".chars()).take(2).collect();
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    whole.parse::<i128>().unwrap_or_else(|_| panic!("«{text}» non è un importo")) * 100
        + sign * decimals.parse::<i128>().unwrap()
}

/// The column «Riceve» as recomputed.
fn received(rows: &[Vec<String>]) -> Vec<i128> {
    rows[FIRST..].iter().map(|row| cents(&row[RECEIVES])).collect()
}

/// A riparto, and another fund to write in its sheet.
struct Prova {
    name: String,
    riparto: Riparto,
    other: i128,
}

/// Every sheet as written and with another fund, recomputed in one go.
fn compare(test: &str, prove: &[Prova]) {
    let mut books = Vec::new();
    for p in prove {
        let mut cartella = book(&p.riparto);
        books.push((p.name.clone(), scrivi(&cartella).unwrap()));
        cartella.fogli[0].righe[FUND.0][FUND.1] = Cella::euro(Centesimi(p.other));
        books.push((format!("{}--altro", p.name), scrivi(&cartella).unwrap()));
    }
    let read = calcolo::recompute(test, &books);
    let mut wrong = Vec::new();
    for p in prove {
        let mut other = p.riparto.clone();
        other.assegnazione = Centesimi(p.other);
        for (name, riparto) in [(p.name.clone(), &p.riparto), (format!("{}--altro", p.name), &other)] {
            // A fund that cannot be divided has no amounts: the sheet says so.
            let rows = &read[&name]["Riparto"];
            match expected(riparto) {
                Some(expected) if received(rows) == expected => {
                    let said = rows[CHECK][1].starts_with("Totale distribuito") && rows[CHECK + 1][1] == "A posto";
                    wrong.extend((!said).then(|| format!("{name}: {:?} {:?}", rows[CHECK], rows[CHECK + 1])));
                }
                Some(expected) => wrong.push(format!("{name}: atteso {expected:?}, ricalcolato {:?}", received(rows))),
                None if rows[CHECK + 1][1] == "A posto" => {
                    wrong.push(format!("{name}: non si può dividere, e il foglio non lo dice"))
                }
                None => {}
            }
        }
        cached(&p.name, &book(&p.riparto), &read[&p.name], &mut wrong);
    }
    assert!(wrong.is_empty(), "{} fogli sbagliati:\n{}", wrong.len(), wrong.join("\n"));
}

/// What the file says before anybody computes is what LibreOffice computes.
fn cached(name: &str, cartella: &Cartella, read: &BTreeMap<String, Vec<Vec<String>>>, wrong: &mut Vec<String>) {
    for foglio in &cartella.fogli {
        for (r, row) in foglio.righe.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                let Valore::Formula { risultato, formula } = &cell.valore else { continue };
                let got = &read[foglio.nome()][r][c];
                let same = match (risultato.parse::<f64>(), got.parse::<f64>()) {
                    (Ok(a), Ok(b)) => (a - b).abs() <= 1e-6 * a.abs().max(1.0),
                    _ => risultato == got,
                };
                if !same {
                    wrong.push(format!(
                        "{name}, {} riga {} colonna {}: scritto {risultato}, ricalcolato {got} ({formula})",
                        foglio.nome(),
                        r + 1,
                        c + 1
                    ));
                }
            }
        }
    }
}

#[test]
fn every_embedded_riparto_is_divided_by_its_sheet_to_the_cent() {
    let one = |s: &semi::SemeRiparto| {
        let riparto = semi::riparto(s.id).unwrap();
        let other = riparto.assegnazione.0 + 123_457;
        Prova { name: s.id.to_owned(), riparto, other }
    };
    let prove: Vec<Prova> = semi::riparti().iter().map(one).collect();
    assert!(prove.len() >= 7);
    compare("semi", &prove);
}

/// Weights that a spreadsheet can tell apart.
fn tame(node: &mut Value) {
    if node.get("peso").and_then(Value::as_str).is_some_and(|w| w.len() > 7) {
        node["peso"] = json!("7");
    }
    node.get_mut("voce").and_then(Value::as_array_mut).into_iter().flatten().for_each(tame);
}

#[test]
fn random_riparti_are_divided_by_their_sheets_to_the_cent() {
    let mut runner = TestRunner::deterministic();
    let mut prove = Vec::new();
    while prove.len() < 40 {
        let mut tree = alberi::riparto(2, 5).new_tree(&mut runner).unwrap().current();
        tame(&mut tree);
        // Who is left out by a minimum grant is written, not recomputed.
        tree.as_object_mut().unwrap().remove("contributo_minimo");
        let Ok(riparto) = parse_riparto(&tree.to_string(), "prova.json", &BTreeMap::new()) else { continue };
        let small = riparto.assegnazione.0 < 1_000_000_000;
        let below = tree.to_string().contains("contributo_minimo");
        if small && !below && calcola(&riparto).is_ok() {
            let other = riparto.assegnazione.0 + 1 + riparto.assegnazione.0 / 7;
            prove.push(Prova { name: format!("caso-{}", prove.len()), riparto, other });
        }
    }
    compare("casuali", &prove);
}
