// SPDX-License-Identifier: EUPL-1.2
//! Every embedded service with answers made from bytes: the engine against the second implementation when nothing is
//! missing; breakpoints and inverse against the table.
#![no_main]

use arbitrary::{Arbitrary, Unstructured};
use libfuzzer_sys::fuzz_target;
use rust_decimal::Decimal;
use soglia::formato::{parse_facts, parse_request};
use soglia::norma::Regolamento;
use soglia::semi;
use soglia::tariffa::Domanda;
use soglia_fuzz::domande;
use soglia_fuzz::ingenuo::mondi::{completa, rappresentanti, tutti_i_nominati};
use soglia_fuzz::ingenuo::{self, Regole, Richiesta, Servizio, centesimi, euro, fatti_json};
use std::sync::LazyLock;

static SEMI: LazyLock<Vec<(&'static Regolamento, Regole)>> = LazyLock::new(|| {
    let all = semi::elenco().iter().map(|s| s.id);
    all.map(|id| (semi::regolamento(id).unwrap(), ingenuo::lettura::regole(semi::testo(id).unwrap()))).collect()
});

/// The answers of a family: each of the facts the rules name, unless it is left out.
fn answers(u: &mut Unstructured<'_>, regole: &Regole, s: &Servizio) -> arbitrary::Result<(Richiesta, bool)> {
    let mut r = Richiesta::default();
    let mut whole = true;
    for id in tutti_i_nominati(s).into_iter().filter(|id| !id.starts_with("isee.")) {
        let values = rappresentanti(&id, &regole.fatti[&id], s);
        let n = usize::from(u8::arbitrary(u)?) % (values.len() + 1);
        match values.get(n) {
            Some(v) => drop(r.fatti.insert(id, v.clone())),
            None => whole = false,
        }
    }
    if let Some(kind) = s.isee.first() {
        match u.int_in_range(0..=7_000_000_i64)? {
            0 => whole = false,
            x => drop(r.isee.insert(kind.clone(), centesimi(x - 1))),
        }
    }
    for q in &s.quote {
        r.quantita.insert(q.per.clone(), centesimi(i64::from(u16::arbitrary(u)?)));
    }
    Ok((r, whole))
}

fn run(data: &[u8]) -> arbitrary::Result<()> {
    let mut u = Unstructured::new(data);
    let (rules, regole) = &SEMI[u.choose_index(SEMI.len())?];
    let s = &regole.servizi[u.choose_index(regole.servizi.len())?];
    let (r, whole) = answers(&mut u, regole, s)?;
    let request = parse_request(&r.json(), &rules.fatti).unwrap_or_else(|d| panic!("{d}: {}", r.json()));
    let answer = domande::answers(rules, &s.id, &request);
    if let (Some(answer), true) = (&answer, whole) {
        let worlds = completa(&regole.fatti, s, &r, None, 1);
        if let ([], [only]) = (worlds.dimensioni.as_slice(), worlds.mondi.as_slice())
            && ingenuo::ammesso(s, &r.tutti_i_fatti()) == Some(true)
            && !only.minimo.rifiuto
            && !only.minimo.non_stampato
        {
            let expected = euro(&only.minimo.totale);
            assert_eq!(answer.totale.as_deref(), Some(expected.as_str()), "{}: {}", rules.id, r.json());
        }
    }
    let service = rules.servizio(&s.id).unwrap();
    let q = &service.quote[u.choose_index(service.quote.len())?];
    let facts = parse_facts(&fatti_json(&r.fatti).to_string(), &rules.fatti).unwrap();
    domande::breakpoints(rules, service, &q.id, &facts);
    let amount = Decimal::new(u.int_in_range(0..=200_000)?, 2);
    let question = *u.choose(&[Domanda::AlMassimo(amount), Domanda::Almeno(amount), Domanda::Uguale(amount)])?;
    domande::inverse(rules, service, &q.id, question, &facts);
    Ok(())
}

fuzz_target!(|data: &[u8]| {
    // Too few bytes are no case.
    let _ = run(data);
});
