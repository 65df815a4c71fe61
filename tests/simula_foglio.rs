// SPDX-License-Identifier: EUPL-1.2
//! The spreadsheet of a sample computes each fee as the engine does, to the cent: LibreOffice recomputes it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod calcolo;

use soglia::denaro::{Decimal, Frazione};
use soglia::foglio::{Cartella, Cella, Valore, campione, scrivi};
use soglia::formato::Richiesta;
use soglia::norma::{Regolamento, Servizio, TipoFatto, TipoIsee, ValoreFascia, ValoreFatto};
use soglia::semi;
use soglia::simula::{Tipica, fatti_di, quantita_di};
use soglia::tariffa::{Ammesso, calcola};
use std::collections::BTreeMap;

/// Households of each service.
const FAMIGLIE: usize = 60;

/// A sequence that is always the same.
struct Sorte(u64);

impl Sorte {
    fn next(&mut self) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap()
    }

    fn of<T: Clone>(&mut self, list: &[T]) -> T {
        let n = self.next();
        list[n % list.len()].clone()
    }
}

/// Every bound and knot, and the cents beside it.
fn edges(service: &Servizio) -> Vec<Option<Decimal>> {
    let mut cents: Vec<i128> = vec![0, 1, 99_999_999];
    let mut around = |x: Frazione| {
        let c = x.floor_cents().unwrap();
        cents.extend([c - 1, c, c + 1]);
    };
    for fascia in service.quote.iter().flat_map(|q| &q.fasce) {
        if let Some(al) = fascia.al {
            around(al.isee);
        }
        match &fascia.valore {
            ValoreFascia::Lineare { nodi, .. } => {
                around(nodi.0);
                around(nodi.1);
            }
            ValoreFascia::Rapporto { isee, .. } => around(*isee),
            ValoreFascia::Eccedenza(s) => around(*s),
            _ => {}
        }
    }
    cents.retain(|c| *c >= 0);
    cents.sort_unstable();
    cents.dedup();
    let mut out: Vec<Option<Decimal>> = cents.into_iter().map(|c| Some(Decimal::from_i128_with_scale(c, 2))).collect();
    out.push(None);
    out
}

/// Values of a fact that some condition tells apart, and the unknown.
fn values(rules: &Regolamento, id: &str) -> Vec<Option<ValoreFatto>> {
    let number = |n: i64| Some(ValoreFatto::Numero(Decimal::from(n)));
    let mut out = match rules.fatti.get(id) {
        Some(f) if f.tipo == TipoFatto::Booleano => {
            vec![Some(ValoreFatto::Booleano(true)), Some(ValoreFatto::Booleano(false))]
        }
        Some(f) if f.tipo == TipoFatto::Scelta => {
            f.valori.iter().map(|(v, _)| Some(ValoreFatto::Parola(v.clone()))).collect()
        }
        Some(f) if matches!(f.tipo, TipoFatto::Intero | TipoFatto::Importo) => {
            [0, 1, 2, 3, 5, 17, 18, 64, 65, 75, 100].map(number).to_vec()
        }
        _ => Vec::new(),
    };
    // Mostly known: what is unknown hides the rest.
    out.extend(out.clone());
    out.push(None);
    out
}

fn households(rules: &Regolamento, service: &Servizio) -> Vec<Tipica> {
    let mut sorte = Sorte(u64::try_from(rules.id.len() * 31 + service.id.len()).unwrap());
    let isee = edges(service);
    let kinds: Vec<TipoIsee> = if service.isee.is_empty() { vec![TipoIsee::Ordinario] } else { service.isee.clone() };
    let mut out = Vec::new();
    for n in 0..FAMIGLIE {
        let mut richiesta = Richiesta::default();
        let x = if n < isee.len() { isee[n] } else { sorte.of(&isee) };
        if let Some(x) = x {
            richiesta.isee.insert(sorte.of(&kinds), x);
        }
        for name in quantita_di(rules, service) {
            let amount: Decimal = sorte.of(&["0", "1", "7", "22", "2.5", "13.25"]).parse().unwrap();
            richiesta.quantita.insert(name, amount);
        }
        for id in fatti_di(rules, service) {
            if let Some(value) = sorte.of(&values(rules, &id)) {
                richiesta.fatti.insert(id, value);
            }
        }
        out.push(Tipica { riga: u64::try_from(n).unwrap() + 2, richiesta });
    }
    out
}

/// What the engine says of a household, as the sheet says it.
fn expected(rules: &Regolamento, service: &str, famiglia: &Tipica) -> String {
    let answer = calcola(rules, service, &famiglia.richiesta).unwrap();
    match (answer.ammesso, answer.totale) {
        (Ammesso::No, _) => "non ammessa".to_owned(),
        (_, Some(total)) => total,
        _ => "non determinata".to_owned(),
    }
}

/// Two decimals, or the words.
fn shown(cell: &str) -> String {
    cell.parse::<f64>().map_or_else(|_| cell.to_owned(), |n| format!("{n:.2}"))
}

/// Where the heads of «Famiglie» are, and the columns of the fee and of how it was computed.
fn places(rows: &[Vec<String>]) -> (usize, usize, usize) {
    let head = rows.iter().position(|r| r[0] == "Riga del file").unwrap();
    let column = |name: &str| rows[head].iter().position(|c| c == name).unwrap();
    (head, column("Tariffa, €"), column("Come"))
}

/// What the file says before anybody computes is what LibreOffice computes.
fn cached(name: &str, cartella: &Cartella, read: &BTreeMap<String, Vec<Vec<String>>>, wrong: &mut Vec<String>) {
    for foglio in &cartella.fogli {
        for (r, row) in foglio.righe.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                let Valore::Formula { risultato, formula } = &cell.valore else { continue };
                let got = &read[foglio.nome()][r][c];
                let same = match (risultato.parse::<f64>(), got.parse::<f64>()) {
                    (Ok(a), Ok(b)) => (a - b).abs() <= 1e-7 * a.abs().max(1.0),
                    _ => risultato == got,
                };
                if !same {
                    let place = format!("{name}, {} {}", foglio.nome(), soglia::foglio::indirizzo(r, c));
                    wrong.push(format!("{place}: scritto {risultato}, ricalcolato {got} ({formula})"));
                }
            }
        }
    }
}

#[test]
fn every_embedded_schedule_is_computed_by_its_sheet_to_the_cent() {
    let mut books = Vec::new();
    let mut cases = Vec::new();
    for seme in semi::elenco() {
        let rules = semi::regolamento(seme.id).unwrap();
        for service in &rules.servizi {
            let famiglie = households(rules, service);
            let cartella = campione(rules, &service.id, &famiglie, 1000).unwrap();
            let name = format!("{}--{}", rules.id, service.id);
            books.push((name.clone(), scrivi(&cartella).unwrap()));
            cases.push((name, rules, service, famiglie, cartella));
        }
    }
    assert!(cases.len() >= 24);
    let read = calcolo::recompute("campione", &books);
    let mut wrong = Vec::new();
    let (mut all, mut computed, mut fees) = (0, 0, 0);
    for (name, rules, service, famiglie, cartella) in &cases {
        let rows = &read[name]["Famiglie"];
        let (head, fee, how) = places(rows);
        for (n, famiglia) in famiglie.iter().enumerate() {
            let row = &rows[head + 1 + n];
            let want = expected(rules, &service.id, famiglia);
            all += 1;
            computed += usize::from(row[how] == "formule");
            fees += usize::from(row[how] == "formule" && want.parse::<f64>().is_ok());
            if shown(&row[fee]) != want || row[how - 1] != "sì" {
                wrong.push(format!("{name}, riga {}: atteso {want}, ricalcolato {}", n + 2, row[fee]));
            }
        }
        cached(name, cartella, &read[name], &mut wrong);
    }
    assert!(wrong.is_empty(), "{} celle sbagliate:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    println!("{all} famiglie, {computed} con formule, {fees} con un importo");
    // Where an answer is missing the engine may still know the fee; the rest is formulas.
    assert!(computed * 10 >= all * 9, "solo {computed} famiglie su {all} sono calcolate da formule");
    assert!(fees * 2 >= all, "solo {fees} famiglie su {all} hanno un importo");
}

#[test]
fn a_changed_schedule_changes_the_fees_as_the_engine_would() {
    let rules = semi::regolamento("dairago-sad").unwrap();
    let service = rules.servizio("sad").unwrap();
    let famiglie = households(rules, service);
    let mut cartella = campione(rules, "sad", &famiglie, 60).unwrap();
    // 11.00 becomes 12.50 at the end of the second fascia, in the third, and without ISEE.
    let mut changed = 0;
    for row in &mut cartella.fogli[1].righe {
        for cell in row.iter_mut().filter(|c| c.valore == Valore::Numero("11".to_owned())) {
            *cell = Cella::numero("12.5");
            changed += 1;
        }
    }
    assert_eq!(changed, 3);
    let text = semi::testo("dairago-sad").unwrap().replace("\"11.00\"", "\"12.50\"");
    let other = soglia::formato::parse_regolamento(&text, "", semi::fatti()).unwrap();
    let read = calcolo::recompute("campione-cambiato", &[("prova".to_owned(), scrivi(&cartella).unwrap())]);
    let rows = &read["prova"]["Famiglie"];
    let (head, fee, how) = places(rows);
    let mut moved = 0;
    for (n, famiglia) in famiglie.iter().enumerate() {
        let row = &rows[head + 1 + n];
        if row[how] == "formule" {
            assert_eq!(shown(&row[fee]), expected(&other, "sad", famiglia), "riga {}", n + 2);
            moved += usize::from(row[how - 1] == "no");
        }
    }
    assert!(moved > 10, "{moved}");
}

#[test]
fn a_rule_that_formulas_cannot_say_is_written_and_said() {
    let rules = semi::regolamento("monopoli-sad").unwrap();
    // Nobody knows what is paid without ISEE: the engine says so, and the sheet too.
    let none = Tipica { riga: 2, richiesta: Richiesta::default() };
    let cartella = campione(rules, "sad", &[none], 1).unwrap();
    let text = format!("{:?}", cartella.fogli[0].righe.last().unwrap());
    assert!(text.contains("non determinata"), "{text}");
    assert!(campione(rules, "mensa", &[], 0).is_err());
}
