// SPDX-License-Identifier: EUPL-1.2
//! The engine against the naive evaluator ([`ingenuo`]): random rule files with random requests, and the
//! embedded seeds on both sides of every bound. `SOGLIA_PROVE_CASI=5000` tries more files.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod a_caso;
mod generatori;
mod ingenuo;

use a_caso::configurazione;
use generatori::{FileRegole, RichiestaCasuale, file_regole, richiesta_casuale};
use ingenuo::mondi::{self, ISEE, Mondi, completa};
use ingenuo::{Esito, Forma, Q, Regole, Richiesta, Riga, Servizio, ammesso, euro, mancanti};
use proptest::collection::vec;
use proptest::test_runner::{TestCaseError, TestRunner};
use soglia::denaro::Frazione;
use soglia::norma::Regolamento;
use soglia::tariffa::{Ammesso, Estremi, QuotaRisposta, Risposta};
use std::collections::{BTreeMap, BTreeSet};

/// Completions tried for one request; beyond that, a sample.
const LIMITE: usize = 160;

fn q(x: Frazione) -> Q {
    Q::new(x.numer().into(), x.denom().into())
}

/// What does not agree, in words.
type Esame = Result<(), String>;

macro_rules! require {
    ($holds:expr, $($words:tt)*) => {
        if !$holds {
            return Err(format!($($words)*));
        }
    };
}

/// Everything `calcola` says about one request, against the naive worlds.
fn controlla(rules: &Regolamento, regole: &Regole, s: &Servizio, r: &Richiesta) -> Esame {
    let request = soglia::formato::parse_request(&r.json(), &rules.fatti).map_err(|d| format!("request: {d:?}"))?;
    let answer = soglia::tariffa::calcola(rules, &s.id, &request).map_err(|d| format!("calcola: {d:?}"))?;
    let mondi = completa(&regole.fatti, s, r, None, LIMITE);
    ammissione(&answer, s, r, &mondi)?;
    if mondi.mondi.iter().filter(|m| !m.nuovo_isee).all(|m| m.minimo.rifiuto) {
        let nothing = answer.totale.is_none() && answer.intervallo.is_none();
        require!(
            nothing || !mondi.completi,
            "refused, yet with an amount: {:?}, {:?}",
            answer.totale,
            answer.intervallo
        );
        return Ok(());
    }
    if let ([], [only]) = (mondi.dimensioni.as_slice(), mondi.mondi.as_slice())
        && !only.minimo.non_stampato
    {
        return uguale(&answer, &only.minimo);
    }
    totale(&answer, s, &mondi)?;
    righe(&answer, &mondi)
}

/// `ammesso` and `mancano`.
fn ammissione(answer: &Risposta, s: &Servizio, r: &Richiesta, mondi: &Mondi) -> Esame {
    let fatti = r.tutti_i_fatti();
    let requisiti = ammesso(s, &fatti);
    // `senza_isee = { rifiuta }` answers for who presents none: worlds with an ISEE presented later do not count.
    let now: Vec<bool> = mondi.mondi.iter().filter(|m| !m.nuovo_isee).map(|m| m.minimo.rifiuto).collect();
    let refused = !now.is_empty() && now.iter().all(|r| *r);
    let perhaps = now.iter().any(|r| *r);
    let expected = match requisiti {
        Some(false) => Ammesso::No,
        _ if refused => Ammesso::No,
        Some(true) if !perhaps => Ammesso::Si,
        _ => Ammesso::DaVerificare,
    };
    // A sample of the completions may miss the one that is refused, or is not.
    if answer.ammesso == Ammesso::DaVerificare && expected != answer.ammesso && !mondi.completi {
        return Ok(());
    }
    require!(answer.ammesso == expected, "ammesso: {:?}, expected {expected:?}", answer.ammesso);
    let got: BTreeSet<String> = answer.mancano.iter().cloned().collect();
    require!(got.len() == answer.mancano.len(), "mancano repeats itself: {:?}", answer.mancano);
    if expected == Ammesso::No {
        require!(got.is_empty(), "nothing can change a no, yet mancano = {got:?}");
        return Ok(());
    }
    let mut ask = BTreeSet::new();
    for c in &s.requisiti {
        mancanti(c, &fatti, &mut ask);
    }
    let (mut least, mut most) = (ask.clone(), ask.clone());
    for (n, id) in mondi.dimensioni.iter().enumerate() {
        most.insert(id.clone());
        if mondi.fratelli(n).iter().any(|group| group.iter().any(|m| !m.come(group[0]))) {
            least.insert(id.clone());
        }
    }
    // Any accepted kind stands for the ISEE.
    let accepted: BTreeSet<String> = s.isee.iter().map(|t| format!("isee.{t}")).collect();
    let says_isee = accepted.iter().any(|id| got.contains(id));
    if least.remove(ISEE) {
        require!(says_isee, "mancano does not name the ISEE: {got:?}");
    }
    if most.remove(ISEE) {
        most.extend(accepted.iter().cloned());
    }
    let forgotten: Vec<&String> = least.difference(&got).collect();
    require!(forgotten.is_empty(), "mancano forgets {forgotten:?}: {got:?}");
    let odd: Vec<&String> = got.difference(&most).collect();
    require!(odd.is_empty(), "mancano names {odd:?}, which nothing asks for");
    if mondi.dimensioni.len() == 1 && mondi.completi {
        let needless: Vec<&String> = got.difference(&least).filter(|id| !accepted.contains(*id)).collect();
        require!(needless.is_empty(), "mancano names {needless:?}, which change nothing");
        let isee_matters = least.iter().any(|id| accepted.contains(id))
            || mondi.dimensioni[0] == ISEE && mondi.mondi.iter().any(|m| !m.come(&mondi.mondi[0]));
        require!(!says_isee || isee_matters, "mancano names the ISEE, which changes nothing");
    }
    Ok(())
}

/// Nothing is unknown: every figure, to the cent.
fn uguale(answer: &Risposta, e: &Esito) -> Esame {
    let rows = |rows: &[Riga]| -> Vec<(String, Option<String>, Q, Option<String>)> {
        rows.iter()
            .map(|r| (r.id.clone(), Some(euro(&r.unitaria)), r.quantita.clone(), Some(euro(&r.importo))))
            .collect()
    };
    let theirs = |rows: &[QuotaRisposta]| -> Vec<(String, Option<String>, Q, Option<String>)> {
        let quantity = |r: &QuotaRisposta| ingenuo::lettura::numero_da(&r.quantita);
        rows.iter().map(|r| (r.id.clone(), r.unitaria.clone(), quantity(r), r.importo.clone())).collect()
    };
    require!(theirs(&answer.quote) == rows(&e.quote), "quote: {:?}, expected {:?}", answer.quote, e.quote);
    require!(
        theirs(&answer.contributi) == rows(&e.contributi),
        "contributi: {:?}, expected {:?}",
        answer.contributi,
        e.contributi
    );
    let total = euro(&e.totale);
    require!(answer.totale.as_deref() == Some(&total), "totale: {:?}, expected {total}", answer.totale);
    require!(answer.intervallo.is_none(), "a known total with an interval");
    let rest = e.costo_ente.as_ref().map(euro);
    require!(answer.costo_ente == rest, "costo_ente: {:?}, expected {rest:?}", answer.costo_ente);
    Ok(())
}

/// The total, or its interval.
fn totale(answer: &Risposta, s: &Servizio, mondi: &Mondi) -> Esame {
    let Some((min, max)) = mondi.estremi() else { return Ok(()) };
    let alone = mondi.dimensioni.len() <= 1 && mondi.completi;
    let exact = alone && (mondi.dimensioni.first().is_none_or(|d| d != ISEE) || tutte_crescono(s));
    // A total that may yet be refused is not known, even when it could only be one.
    let perhaps_refused = mondi.mondi.iter().any(|m| m.minimo.rifiuto && !m.nuovo_isee);
    match (&answer.totale, answer.intervallo) {
        (Some(total), None) => {
            require!(!perhaps_refused, "totale = {total}, yet it may be refused");
            // What is paid is whole cents.
            require!(
                max.as_ref().map(euro) == Some(euro(&min)) && *total == euro(&min),
                "totale = {total}, yet it may be {min}..{max:?}"
            );
        }
        (None, Some(Estremi { min: low, max: high })) => {
            let (low, high) = (q(low), high.map(q));
            let below = max.as_ref().is_none_or(|m| high.as_ref().is_some_and(|h| h < m)) && high.is_some();
            require!(low <= min && !below, "intervallo {low}..{high:?} leaves out a part of {min}..{max:?}");
            require!(
                !exact || (&low, &high) == (&min, &max),
                "intervallo {low}..{high:?} is wider than {min}..{max:?}"
            );
            let one = high.as_ref().map(euro) == Some(euro(&low));
            require!(!exact || perhaps_refused || !one, "an interval of one value: {low}");
            require!(answer.costo_ente.is_none(), "costo_ente of an unknown total");
        }
        other => return Err(format!("total and interval: {other:?}")),
    }
    Ok(())
}

/// Within a fascia no quota falls: beside a rising one the range of the sum is only contained.
fn tutte_crescono(s: &Servizio) -> bool {
    let falls = |f: &ingenuo::Fascia| matches!(&f.forma, Forma::Lineare { da, a, .. } if a < da);
    s.quote.iter().filter(|q| !q.contributo).count() == 1 || !s.quote.iter().flat_map(|q| &q.fasce).any(falls)
}

/// Every row of every world within the range of its row.
fn righe(answer: &Risposta, mondi: &Mondi) -> Esame {
    for m in mondi.mondi.iter().filter(|m| !m.minimo.rifiuto) {
        for e in [&m.minimo, &m.massimo] {
            for (rows, theirs) in [(&e.quote, &answer.quote), (&e.contributi, &answer.contributi)] {
                riga_per_riga(rows, theirs)?;
            }
        }
    }
    Ok(())
}

fn riga_per_riga(rows: &[Riga], theirs: &[QuotaRisposta]) -> Esame {
    for r in rows {
        let Some(t) = theirs.iter().find(|t| t.id == r.id) else {
            return Err(format!("no row for {}", r.id));
        };
        let inside = |x: &Q, known: Option<&String>, range: Option<Estremi>| match (known, range) {
            (Some(text), None) => *text == euro(x),
            (None, Some(range)) => *x >= q(range.min) && range.max.is_none_or(|m| *x <= q(m)),
            _ => false,
        };
        require!(
            inside(&r.unitaria, t.unitaria.as_ref(), t.intervallo_unitaria),
            "unit value of {}: {t:?}, may be {}",
            r.id,
            r.unitaria
        );
        require!(
            inside(&r.importo, t.importo.as_ref(), t.intervallo),
            "amount of {}: {t:?}, may be {}",
            r.id,
            r.importo
        );
    }
    for t in theirs.iter().filter(|t| rows.iter().all(|r| r.id != t.id)) {
        let nothing =
            t.intervallo.map_or_else(|| t.importo.as_deref() == Some("0.00"), |range| range.min <= Frazione::ZERO);
        require!(nothing, "{} may not count, yet its amount is {:?}", t.id, t.importo);
    }
    Ok(())
}

#[test]
fn the_engine_agrees_with_the_naive_evaluator_on_random_files() {
    let standard = soglia::semi::fatti();
    let strategy = (file_regole(), vec(richiesta_casuale(), 14));
    let outcome = TestRunner::new(configurazione(250, 20_260_731))
        .run(&strategy, |(file, requests)| prova(&file, &requests, standard).map_err(TestCaseError::fail));
    generatori::esito(outcome);
}

fn prova(file: &FileRegole, requests: &[RichiestaCasuale], standard: &soglia::norma::CatalogoFatti) -> Esame {
    let rules = soglia::formato::parse_regolamento(&file.toml, "prova.toml", standard)
        .map_err(|d| format!("the file is valid, yet: {d:?}\n{}", file.toml))?;
    let regole = ingenuo::lettura::regole(&file.toml);
    let s = &regole.servizi[0];
    for random in requests {
        let r = random.per(&regole, s);
        controlla(&rules, &regole, s, &r).map_err(|why| format!("{why}\n{}\n{}", r.json(), file.toml))?;
    }
    Ok(())
}

/// The embedded rules: every service, an ISEE on both sides of every bound and none at all, every combination of
/// the values of the facts that the rules name, and each of them missing.
#[test]
fn the_engine_agrees_with_the_naive_evaluator_on_every_seed() {
    for seme in soglia::semi::elenco() {
        let rules = soglia::semi::regolamento(seme.id).unwrap();
        let regole = ingenuo::lettura::regole(soglia::semi::testo(seme.id).unwrap());
        for s in &regole.servizi {
            let mut requests = seed_requests(&regole, s, 120);
            requests.extend(one_answer_missing(&requests));
            for r in requests {
                if let Err(why) = controlla(rules, &regole, s, &r) {
                    panic!("{}, {}: {why}\n{}", seme.id, s.id, r.json());
                }
            }
        }
    }
}

/// Every ISEE worth trying with as many combinations of facts as fit in `limit`, and every combination with some.
fn seed_requests(regole: &Regole, s: &Servizio, limit: usize) -> Vec<Richiesta> {
    let mut combinations = vec![Richiesta::default()];
    for id in mondi::tutti_i_nominati(s) {
        if s.isee.iter().any(|t| id == format!("isee.{t}")) {
            continue;
        }
        let values = mondi::rappresentanti(&id, &regole.fatti[&id], s);
        combinations = combinations
            .iter()
            .flat_map(|r| {
                values.iter().map(|v| {
                    let mut r = r.clone();
                    r.fatti.insert(id.clone(), v.clone());
                    r
                })
            })
            .collect();
    }
    let unit = s.quote.first().map_or("ora", |q| q.per.as_str()).to_owned();
    let isee: Vec<Option<Q>> = mondi::griglia(s, &BTreeMap::new(), s.isee.first().map(String::as_str))
        .into_iter()
        .map(Some)
        .chain([None])
        .collect();
    let each = (limit / isee.len()).max(combinations.len().div_ceil(isee.len())).min(combinations.len());
    let mut out = Vec::new();
    for (i, x) in isee.iter().enumerate() {
        for j in 0..each {
            let mut r = combinations[(i * each + j) % combinations.len()].clone();
            for (x, tipo) in x.iter().zip(&s.isee) {
                r.isee.insert(tipo.clone(), x.clone());
            }
            r.quantita.insert(unit.clone(), Q::new((7 + 3 * (i as i64 % 5)).into(), 2.into()));
            out.push(r);
        }
    }
    out
}

/// Some of the requests with one answer, or the ISEE, left out.
fn one_answer_missing(requests: &[Richiesta]) -> Vec<Richiesta> {
    let mut out = Vec::new();
    for (n, r) in requests.iter().enumerate().step_by(9) {
        let mut open = r.clone();
        match r.fatti.keys().nth(n % (r.fatti.len() + 1)) {
            Some(id) => {
                open.fatti.remove(id);
            }
            None => open.isee.clear(),
        }
        out.push(open);
    }
    out
}
