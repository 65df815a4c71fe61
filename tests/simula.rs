// SPDX-License-Identifier: EUPL-1.2
//! The simulator against the explained engine, household by household and to the cent: random rules with random
//! populations, every embedded seed, and the bench whose totals an independent oracle computed.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod a_caso;
mod comune;
mod generatori;
mod ingenuo;

use a_caso::configurazione;
use generatori::{FileRegole, RichiestaCasuale, file_regole, richiesta_casuale};
use ingenuo::mondi::tutti_i_nominati;
use proptest::collection::vec;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{TestCaseError, TestRunner};
use soglia::formato::popolazione::Lettore;
use soglia::formato::{Richiesta, parse_request};
use soglia::norma::{Regolamento, TipoIsee, Unita, ValoreFatto};
use soglia::simula::{Risposta, Simulazione, Tariffe, confronta, simula};
use soglia::tariffa::{Ammesso, calcola};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt::Write;

/// How a file is written.
#[derive(Clone, Copy, Debug)]
struct Scrittura {
    separatore: char,
    virgola: bool,
}

const SCRITTURE: [Scrittura; 5] = [
    Scrittura { separatore: ';', virgola: true },
    Scrittura { separatore: ';', virgola: false },
    Scrittura { separatore: ',', virgola: false },
    Scrittura { separatore: ',', virgola: true },
    Scrittura { separatore: '\t', virgola: true },
];

impl Scrittura {
    fn cell(self, text: &str) -> String {
        let text = if self.virgola { text.replace('.', ",") } else { text.to_owned() };
        if text.contains(self.separatore) { format!("\"{text}\"") } else { text }
    }

    fn row(self, cells: &[String]) -> String {
        cells.join(&self.separatore.to_string())
    }
}

/// The requests as a population: every quantity that one of them names, in all of them.
fn csv(requests: &[Richiesta], s: Scrittura) -> String {
    let kinds: BTreeSet<TipoIsee> = requests.iter().flat_map(|r| r.isee.keys().copied()).collect();
    let quantities: BTreeSet<&String> = requests.iter().flat_map(|r| r.quantita.keys()).collect();
    let facts: BTreeSet<&String> = requests.iter().flat_map(|r| r.fatti.keys()).collect();
    let mut names: Vec<String> = vec!["id".to_owned()];
    names.extend(kinds.iter().map(|k| k.fact_id().to_owned()));
    names.extend(quantities.iter().map(|q| (*q).clone()));
    names.extend(facts.iter().map(|f| (*f).clone()));
    let mut out = s.row(&names);
    out.push('\n');
    for (n, r) in requests.iter().enumerate() {
        let mut cells = vec![n.to_string()];
        cells.extend(kinds.iter().map(|k| r.isee.get(k).map_or(String::new(), |x| s.cell(&x.to_string()))));
        cells.extend(quantities.iter().map(|q| {
            let absent = if Unita::from_word(q).is_some() { "1" } else { "0" };
            r.quantita.get(*q).map_or(absent.to_owned(), |x| s.cell(&x.to_string()))
        }));
        cells.extend(facts.iter().map(|f| match r.fatti.get(*f) {
            Some(ValoreFatto::Numero(n)) => s.cell(&n.to_string()),
            Some(v) => v.to_string(),
            None => String::new(),
        }));
        writeln!(out, "{}", s.row(&cells)).unwrap();
    }
    out
}

/// Cents, −1 not admitted, −2 not known: what `calcola` says of a request, the ordinary values filled in.
fn explained(rules: &Regolamento, servizio: &str, request: &Richiesta) -> Option<i64> {
    let mut request = request.clone();
    for f in rules.fatti.iter() {
        if let Some(v) = &f.predefinito {
            request.fatti.entry(f.id.clone()).or_insert_with(|| v.clone());
        }
    }
    let answer = calcola(rules, servizio, &request).ok()?;
    Some(match (answer.ammesso, answer.totale) {
        (Ammesso::No, _) => -1,
        (_, None) => -2,
        (_, Some(total)) => total.replace('.', "").parse().unwrap(),
    })
}

fn compiled(rules: &Regolamento, servizio: &str, csv: &str) -> Result<(Risposta, Tariffe, Risposta, Risposta), String> {
    let simulazione = Simulazione::new(rules, servizio, None).map_err(|d| d.to_string())?;
    let mut raccolta = simulazione.raccolta();
    let mut lettore = Lettore::new(simulazione.attese());
    // In small pieces: a cell may be cut anywhere.
    for piece in csv.as_bytes().chunks(37) {
        lettore.leggi(piece, &mut |riga| raccolta.push(riga)).map_err(|d| d[0].to_string())?;
    }
    let letto = lettore.fine(&mut |riga| raccolta.push(riga)).map_err(|d| d[0].to_string())?;
    let famiglie = raccolta.finish(letto);
    let (answer, fees) = famiglie.tariffe().map_err(|d| d.to_string())?;
    let plain = famiglie.esegui().map_err(|d| d.to_string())?;
    let summed = famiglie.con_somme().esegui().map_err(|d| d.to_string())?;
    Ok((answer, fees, plain, summed))
}

/// One population under one service: every fee, and every sum. How many households were compared: one whose numbers
/// are too large for exact fractions is refused by the explained engine, with a sentence, and left out here.
fn compare(rules: &Regolamento, servizio: &str, requests: &[Richiesta], s: Scrittura) -> Result<usize, String> {
    let (requests, expected): (Vec<Richiesta>, Vec<i64>) =
        requests.iter().filter_map(|r| Some((r.clone(), explained(rules, servizio, r)?))).unzip();
    let text = csv(&requests, s);
    let (answer, fees, plain, summed) = compiled(rules, servizio, &text)?;
    if answer.scartate > 0 {
        return Err(format!("scartate: {:?}\n{text}", answer.scarti));
    }
    for (n, (got, want)) in fees.prima.iter().zip(&expected).enumerate() {
        if got != want {
            let request = serde_json::to_string(&requests[n]).unwrap();
            return Err(format!("riga {n}: {got}, calcola dice {want}\n{request}\n{text}"));
        }
    }
    if fees.prima.len() != expected.len() {
        return Err(format!("{} tariffe per {} righe", fees.prima.len(), expected.len()));
    }
    let total: i64 = expected.iter().filter(|f| **f >= 0).sum();
    let count = |w: &dyn Fn(i64) -> bool| expected.iter().filter(|f| w(**f)).count() as u64;
    for a in [&answer, &plain, &summed] {
        let sums = (a.totale.0, a.esenti, a.non_ammesse, a.non_determinate);
        let want = (i128::from(total), count(&|f| f == 0), count(&|f| f == -1), count(&|f| f == -2));
        if sums != want {
            return Err(format!("somme {sums:?}, attese {want:?}\n{text}"));
        }
        if a != &answer {
            return Err(format!("risposte diverse: {a:?}\n{answer:?}"));
        }
        let by_fascia: i128 = a.per_fascia.iter().map(|f| f.totale.0).sum();
        if by_fascia != a.totale.0 || a.per_fascia.iter().map(|f| f.righe).sum::<u64>() != a.righe {
            return Err(format!("le fasce non danno il totale: {:?}", a.per_fascia));
        }
    }
    Ok(expected.len())
}

/// A random request, as the engine reads it; a word that no CSV can hold becomes another that no rule names.
fn request(
    random: &RichiestaCasuale,
    rules: &Regolamento,
    regole: &ingenuo::Regole,
    s: &ingenuo::Servizio,
) -> Richiesta {
    let mut r = parse_request(&random.per(regole, s).json(), &rules.fatti).unwrap();
    for v in r.fatti.values_mut() {
        if let ValoreFatto::Parola(w) = v
            && (w.is_empty() || w.contains('\0') || w.trim() != w)
        {
            *w = "altrove".to_owned();
        }
    }
    r
}

fn prova(file: &FileRegole, randoms: &[RichiestaCasuale]) -> Result<usize, String> {
    let rules = soglia::formato::parse_regolamento(&file.toml, "prova.toml", soglia::semi::fatti()).unwrap();
    let regole = ingenuo::lettura::regole(&file.toml);
    let requests: Vec<Richiesta> = randoms.iter().map(|r| request(r, &rules, &regole, &regole.servizi[0])).collect();
    let s = SCRITTURE[file.toml.len() % SCRITTURE.len()];
    compare(&rules, &file.servizio, &requests, s).map_err(|why| format!("{why}\n{}", file.toml))
}

/// Households for each file: so many, or as many as `SOGLIA_PROVE_FAMIGLIE` says.
fn famiglie(usual: usize) -> usize {
    std::env::var("SOGLIA_PROVE_FAMIGLIE").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

#[test]
fn every_fee_is_the_explained_one_on_random_rules_and_random_populations() {
    let strategy = (file_regole(), vec(richiesta_casuale(), famiglie(40)));
    let (asked, compared) = (Cell::new(0), Cell::new(0));
    let outcome = TestRunner::new(configurazione(100, 20_261_123)).run(&strategy, |(file, requests)| {
        asked.set(asked.get() + requests.len());
        compared.set(compared.get() + prova(&file, &requests).map_err(TestCaseError::fail)?);
        Ok(())
    });
    generatori::esito(outcome);
    assert!(compared.get() * 100 >= asked.get() * 99, "{} famiglie confrontate su {}", compared.get(), asked.get());
}

#[test]
fn a_number_too_large_for_whole_cents_is_not_for_the_explained_engine() {
    let text = include_str!("casi/simula/numeri-lunghi.toml");
    let rules = soglia::formato::parse_regolamento(text, "numeri-lunghi.toml", soglia::semi::fatti()).unwrap();
    let ask = |isee: &str, volte: &str| {
        let json = format!(r#"{{ "isee": {{ "minorenni": "{isee}" }}, "quantita": {{ "una_tantum": "{volte}" }} }}"#);
        parse_request(&json, &rules.fatti).unwrap()
    };
    let requests = [ask("1000000.01", "13.7"), ask("20000.01", "13.7"), ask("1000000.01", "1")];
    assert!(requests.iter().all(|r| explained(&rules, "prova", r).is_some_and(|fee| fee > 0)));
    assert_eq!(compare(&rules, "prova", &requests, SCRITTURE[1]), Ok(3));
}

/// Two random rule files on the households of the first: whatever the second changes, the clauses account for it.
#[test]
fn the_causes_of_a_difference_add_up_to_it_on_random_pairs_of_rules() {
    let strategy = (file_regole(), file_regole(), vec(richiesta_casuale(), famiglie(12)));
    let (pairs, compared) = (Cell::new(0), Cell::new(0));
    let outcome = TestRunner::new(configurazione(12, 5)).run(&strategy, |(first, second, randoms)| {
        let parse =
            |f: &FileRegole| soglia::formato::parse_regolamento(&f.toml, "prova.toml", soglia::semi::fatti()).unwrap();
        let (a, b) = (parse(&first), parse(&second));
        let regole = ingenuo::lettura::regole(&first.toml);
        let requests: Vec<Richiesta> = randoms.iter().map(|r| request(r, &a, &regole, &regole.servizi[0])).collect();
        let text = csv(&requests, SCRITTURE[1]);
        pairs.set(pairs.get() + 1);
        let Ok(answer) = confronta(&a, &b, "prova", text.as_bytes()) else { return Ok(()) }; // numbers too large
        let c = answer.confronto.unwrap();
        let sum: i128 = c.cause.iter().map(|x| x.effetto.0).sum();
        proptest::prop_assert_eq!(sum, c.differenza.0, "{:?}", c.cause);
        // The same second total as on its own.
        let alone = simula(&b, "prova", text.as_bytes());
        if let Ok(alone) = alone {
            proptest::prop_assert_eq!(alone.totale, c.totale);
        }
        compared.set(compared.get() + 1);
        Ok(())
    });
    generatori::esito(outcome);
    assert!(compared.get() * 100 >= pairs.get() * 99, "{} confronti su {}", compared.get(), pairs.get());
}

/// Each service of a file, with random households.
fn every_service(rules: &Regolamento, text: &str, runner: &mut TestRunner) {
    let regole = ingenuo::lettura::regole(text);
    // A fact with the name of a unit is a word that a request can tell from the quantity, and a column cannot.
    let sayable = |s: &&ingenuo::Servizio| tutti_i_nominati(s).iter().all(|id| Unita::from_word(id).is_none());
    for (n, s) in regole.servizi.iter().filter(sayable).enumerate() {
        let randoms = vec(richiesta_casuale(), 150).new_tree(runner).unwrap().current();
        let requests: Vec<Richiesta> = randoms.iter().map(|r| request(r, rules, &regole, s)).collect();
        let compared = compare(rules, &s.id, &requests, SCRITTURE[n % SCRITTURE.len()]);
        assert_eq!(compared, Ok(150), "{}, {}", rules.id, s.id);
    }
}

#[test]
fn every_fee_is_the_explained_one_on_every_seed() {
    let mut runner = TestRunner::new(configurazione(1, 7));
    for seme in soglia::semi::elenco() {
        let text = soglia::semi::testo(seme.id).unwrap();
        every_service(soglia::semi::regolamento(seme.id).unwrap(), text, &mut runner);
    }
}

/// The files written each for one difficulty, where two fees begin and end alike, and where not all are admitted.
#[test]
fn every_fee_is_the_explained_one_on_files_shaped_for_it() {
    let mut runner = TestRunner::new(configurazione(1, 8));
    for folder in ["tests/casi/centesimi", "tests/casi/risposte"] {
        // The numbers of one are too large on purpose.
        for (name, text) in comune::files(folder, "toml").into_iter().filter(|(name, _)| name != "segnali") {
            let rules = soglia::formato::parse_regolamento(&text, &name, soglia::semi::fatti()).unwrap();
            every_service(&rules, &text, &mut runner);
        }
    }
}

/// The bench: rule files, a thousand households, and the totals of an oracle that shares nothing with the engine.
mod banco {
    use super::*;
    use serde_json::Value;

    fn text(name: &str) -> String {
        let path = format!("{}/tests/casi/simula/banco/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).unwrap()
    }

    fn rules(name: &str) -> Regolamento {
        soglia::formato::parse_regolamento(&text(&format!("{name}.toml")), name, soglia::semi::fatti()).unwrap()
    }

    /// `id,isee_cents,hours` as a population: columns in another order, ids with an accent.
    fn population(s: Scrittura, capo: &str) -> String {
        let mut out = s.row(&["Ora".to_owned(), " isee ".to_owned(), "id".to_owned()]) + capo;
        for line in text("hh_1000.csv").lines().skip(1) {
            let [id, cents, hours] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let isee = cents.parse::<i64>().map_or(String::new(), |c| format!("{}.{:02}", c / 100, c % 100));
            let id = if id == "7" { "società n° 7".to_owned() } else { id.to_owned() };
            out += &(s.row(&[hours.to_owned(), s.cell(&isee), s.cell(&id)]) + capo);
        }
        out
    }

    fn in_windows_1252(text: &str) -> Vec<u8> {
        text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect()
    }

    #[test]
    fn the_totals_are_those_of_the_oracle_in_every_separator_decimal_mark_and_encoding() {
        let expected: Value = serde_json::from_str(&text("attesi.json")).unwrap();
        for name in ["fasce", "lineare", "spezzata"] {
            let rules = rules(name);
            let want = &expected["attesi"][name];
            for (s, capo) in SCRITTURE.into_iter().zip(["\n", "\r\n", "\n", "\r\n", "\n"]) {
                let csv = population(s, capo);
                let mark = "\u{feff}".to_owned() + &csv;
                for (bytes, codifica) in [
                    (csv.clone().into_bytes(), "utf-8"),
                    (mark.into_bytes(), "utf-8"),
                    (in_windows_1252(&csv), "windows-1252"),
                ] {
                    let a = simula(&rules, "sad", &bytes).unwrap_or_else(|d| panic!("{name}, {s:?}: {}", d[0]));
                    assert_eq!((a.righe, a.scartate, a.ricevuta.codifica), (1000, 0, codifica), "{name}, {s:?}");
                    let decimal = if s.virgola { "virgola" } else { "punto" };
                    assert_eq!(a.ricevuta.decimali, decimal, "{name}, {s:?}");
                    assert_eq!(
                        (Some(a.totale.0), Some(a.esenti)),
                        (want["centesimi"].as_i64().map(i128::from), want["esenti"].as_u64()),
                        "{name}, {s:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_comparison_adds_up_by_fascia_by_word_and_as_a_whole() {
        let (first, second) = (rules("lineare"), rules("spezzata"));
        let s = SCRITTURE[0];
        let csv = population(s, "\n");
        let answer = confronta(&first, &second, "sad", csv.as_bytes()).unwrap();
        let c = answer.confronto.unwrap();
        assert_eq!(c.totale, simula(&second, "sad", csv.as_bytes()).unwrap().totale);
        assert_eq!(c.differenza.0, c.totale.0 - answer.totale.0);
        assert_eq!(c.differenza.0, c.variazioni.aggravio.0 - c.variazioni.risparmio.0);
        assert_eq!(c.variazioni.guadagnano + c.variazioni.perdono + c.variazioni.invariati, 1000);
        assert!(c.variazioni.guadagnano.min(c.variazioni.perdono) > 100, "{c:?}");
        let lose: u64 = c.per_fascia.iter().map(|f| f.variazioni.perdono).sum();
        let more: i128 = c.per_fascia.iter().map(|f| f.variazioni.aggravio.0).sum();
        assert_eq!((lose, more), (c.variazioni.perdono, c.variazioni.aggravio.0));
        // Turned round, who lost gains.
        let back = confronta(&second, &first, "sad", csv.as_bytes()).unwrap().confronto.unwrap();
        assert_eq!(
            (back.variazioni.guadagnano, back.variazioni.risparmio),
            (c.variazioni.perdono, c.variazioni.aggravio)
        );
        assert_eq!(
            (back.variazioni.aggravio_massimo, back.variazioni.aggravio_medio),
            (c.variazioni.risparmio_massimo, c.variazioni.risparmio_medio)
        );
    }
}
