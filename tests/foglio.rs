// SPDX-License-Identifier: EUPL-1.2
//! The spreadsheet writer, read back by LibreOffice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod calcolo;

use soglia::foglio::{Cartella, Cella, Foglio, Stile, scrivi};

/// Texts that a careless program would run.
const DANGEROUS: [&str; 5] = ["=1+1", "+1+1", "-1+1", "@SUM(1;2)", "=HYPERLINK(\"x\";\"y\")"];

fn book(sheets: Vec<Foglio>) -> Cartella {
    Cartella { titolo: "Prova".to_owned(), fogli: sheets }
}

#[test]
fn libreoffice_reads_texts_amounts_days_and_formulas_as_written() {
    let mut conto = Foglio::new("Conto: prova");
    conto.larghezze = vec![30, 16];
    conto.bloccate = 1;
    conto.riga([Cella::testo("Voce").intestazione(), Cella::testo("Euro").intestazione()]);
    conto.riga([Cella::testo("Nidi").nota("Una nota."), Cella::euro("999999999999.99").dato()]);
    conto.riga([Cella::testo("Anziani; «città»\nsu due righe"), Cella::euro("-0.01")]);
    // The value now is wrong on purpose: who opens the file must see the formula's own.
    conto.riga([Cella::testo("Totale"), Cella::formula("SUM(B2:B3)", "5").in_euro().stile(Stile::Totale)]);
    conto.riga([Cella::testo("Giorno"), Cella::data("2018-07-01")]);
    conto.riga([Cella::testo("Lungo"), Cella::numero("123456789012345678.99")]);
    let mut altro = Foglio::new("L'altro");
    altro.riga([Cella::formula(format!("{}*2", conto.riferimento(1, 1)), "0")]);
    altro.riga(DANGEROUS.map(Cella::testo));
    let bytes = scrivi(&book(vec![conto, altro])).unwrap();

    let read = calcolo::recompute("scrittura", &[("prova".to_owned(), bytes)]);
    let (conto, altro) = (&read["prova"]["Conto prova"], &read["prova"]["L'altro"]);
    assert_eq!(conto[1], ["Nidi", "999999999999.99"]);
    assert_eq!(conto[2], ["Anziani; «città»\nsu due righe", "-0.01"]);
    assert_eq!(conto[3], ["Totale", "999999999999.98"]);
    // A day, not a text: LibreOffice writes it in the language of the export.
    assert_eq!(conto[4], ["Giorno", "07/01/2018"]);
    assert_eq!(conto[5], ["Lungo", "123456789012345678.99"]);
    assert_eq!(altro[0][0], "1999999999999.98");
    assert_eq!(altro[1], DANGEROUS);
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let mut foglio = Foglio::new("Conto");
    foglio.riga([Cella::testo("a"), Cella::euro("1.00")]);
    let cartella = book(vec![foglio]);
    assert_eq!(scrivi(&cartella), scrivi(&cartella));
}

#[test]
fn what_the_format_cannot_hold_is_said() {
    let said = |sheets| scrivi(&book(sheets)).unwrap_err().to_string();
    assert_eq!(said(vec![]), "il foglio di calcolo non ha pagine");
    let twice = said(vec![Foglio::new("Conto"), Foglio::new("CONTO")]);
    assert_eq!(twice, "due pagine del foglio di calcolo si chiamano «conto»");
    let mut wide = Foglio::new("Largo");
    wide.riga(vec![Cella::numero("1"); 16_385]);
    assert!(said(vec![wide]).contains("più di quante ne ammetta"));
}

#[test]
fn a_very_long_text_is_cut_and_says_so() {
    let mut foglio = Foglio::new("Lungo");
    foglio.riga([Cella::testo("è".repeat(40_000)).nota("n".repeat(40_000))]);
    let read = calcolo::recompute("lungo", &[("lungo".to_owned(), scrivi(&book(vec![foglio])).unwrap())]);
    assert!(read["lungo"]["Lungo"][0][0].ends_with("[il testo continua: in una cella non sta tutto]"));
}
