// SPDX-License-Identifier: EUPL-1.2
//! A population made from bytes, under two embedded schedules: every sum is that of the explained engine.
#![no_main]

use arbitrary::{Arbitrary, Unstructured};
use libfuzzer_sys::fuzz_target;
use soglia::diagnosi::Code;
use soglia::formato::parse_request;
use soglia::norma::{TipoFatto, ValoreFatto};
use soglia::semi;
use soglia::simula::simula;
use soglia::tariffa::{Ammesso, calcola};
use std::fmt::Write;

fn run(data: &[u8]) -> arbitrary::Result<()> {
    let mut u = Unstructured::new(data);
    let seeds = semi::elenco();
    let rules = semi::regolamento(seeds[u.choose_index(seeds.len())?].id).unwrap();
    let s = &rules.servizi[u.choose_index(rules.servizi.len())?];
    let Some(kind) = s.isee.first() else { return Ok(()) };
    let unit = s.quote.first().map_or("ora", |q| q.per.as_str());
    let facts: Vec<_> = rules.fatti.iter().filter(|f| f.tipo == TipoFatto::Booleano).take(6).collect();
    let mut csv = format!("{};{unit}", kind.fact_id());
    for f in &facts {
        write!(csv, ";{}", f.id).unwrap();
    }
    let (mut total, mut no, mut unknown) = (0_i128, 0_u64, 0_u64);
    for _ in 0..u.int_in_range(1..=12)? {
        let isee = u.int_in_range(0..=6_000_000_i64)?;
        let quantity = u16::arbitrary(&mut u)?;
        let (x, n) = (format!("{}.{:02}", isee / 100, isee % 100), format!("{}.{:02}", quantity / 100, quantity % 100));
        let x = if isee == 0 { None } else { Some(x) };
        let request = match &x {
            Some(x) => format!(r#"{{"isee":{{"{}":"{x}"}},"quantita":{{"{unit}":"{n}"}}}}"#, kind.as_str()),
            None => format!(r#"{{"quantita":{{"{unit}":"{n}"}}}}"#),
        };
        let mut request = parse_request(&request, &rules.fatti).unwrap();
        write!(csv, "\n{};{n}", x.unwrap_or_default()).unwrap();
        for f in &facts {
            let said = [None, Some(true), Some(false)][usize::from(u8::arbitrary(&mut u)? % 3)];
            csv.push(';');
            if let Some(b) = said {
                write!(csv, "{b}").unwrap();
                request.fatti.insert(f.id.clone(), ValoreFatto::Booleano(b));
            }
        }
        for f in rules.fatti.iter() {
            if let Some(v) = &f.predefinito {
                request.fatti.entry(f.id.clone()).or_insert_with(|| v.clone());
            }
        }
        match calcola(rules, &s.id, &request) {
            Err(d) if d.codice == Code::TroppeIncognite => unknown += 1,
            Err(_) => return Ok(()),
            Ok(a) => match (a.ammesso, a.totale) {
                (Ammesso::No, _) => no += 1,
                (_, None) => unknown += 1,
                (_, Some(t)) => total += t.replace('.', "").parse::<i128>().unwrap(),
            },
        }
    }
    csv.push('\n');
    let answer = simula(rules, &s.id, csv.as_bytes()).unwrap_or_else(|d| panic!("{d:?}\n{csv}"));
    assert_eq!(answer.scartate, 0, "{:?}\n{csv}", answer.scarti);
    assert_eq!(
        (answer.totale.0, answer.non_ammesse, answer.non_determinate),
        (total, no, unknown),
        "{}\n{csv}",
        rules.id
    );
    Ok(())
}

fuzz_target!(|data: &[u8]| {
    // Too few bytes are no case.
    let _ = run(data);
});
