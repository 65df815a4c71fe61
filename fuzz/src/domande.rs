// SPDX-License-Identifier: EUPL-1.2
//! The questions that can be asked of rules, and what their answers must have in common.

use crate::clear;
use rust_decimal::Decimal;
use serde_json::json;
use soglia::diagnosi::Diagnostic;
use soglia::formato::{Richiesta, parse_request};
use soglia::norma::{Regolamento, Servizio, TipoFatto, ValoreFatto};
use soglia::requisiti::Fatti;
use soglia::tariffa::{self, Ammesso, Domanda, Risposta, calcola, inverso, soglie, tabella};

/// ISEE tried on every file.
const ISEE: [&str; 4] = ["0", "6530.99", "12345.67", "99999.99"];
/// Services and quotas looked at: files have few, and each question costs.
const QUANTI: usize = 2;

/// An error of the engine, which is no error of the reader; its path holds the words of the person that it repeats.
fn heard<T>(answer: Result<T, Diagnostic>) -> Option<T> {
    answer.map_err(|d| clear(&d.percorso.clone(), &[Diagnostic { trovato: None, ..d }])).ok()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// Every question, of a file that was accepted.
pub fn ask(rules: &Regolamento) {
    for finding in tariffa::verifica(rules, None) {
        assert!(!finding.messaggio.is_empty() && !finding.percorso.contains(".."), "{finding:?}");
    }
    for s in rules.servizi.iter().take(QUANTI) {
        for x in ISEE {
            let request = json!({ "isee": kinds(s, x), "quantita": { "ora": "2.5", "mese": 1, "pasto": 20 } });
            request_under(rules, s, &request.to_string());
        }
        for q in s.quote.iter().take(QUANTI) {
            breakpoints(rules, s, &q.id, &Fatti::default());
            for question in
                [Domanda::AlMassimo(Decimal::from(5)), Domanda::Almeno(Decimal::ONE), Domanda::Uguale(Decimal::ZERO)]
            {
                inverse(rules, s, &q.id, question, &Fatti::default());
            }
        }
    }
}

fn kinds(s: &Servizio, x: &str) -> serde_json::Value {
    s.isee.iter().take(1).map(|k| (k.as_str().to_owned(), json!(x))).collect::<serde_json::Map<_, _>>().into()
}

fn request_under(rules: &Regolamento, s: &Servizio, json: &str) {
    let request = parse_request(json, &rules.fatti).unwrap_or_else(|d| panic!("{d}"));
    answers(rules, &s.id, &request);
}

/// The answer to a request, and to the same with one more fact said: what was possible before holds still.
pub fn answers(rules: &Regolamento, servizio: &str, request: &Richiesta) -> Option<Risposta> {
    let before = heard(calcola(rules, servizio, request))?;
    coherent(&before);
    for id in before.mancano.iter().filter(|id| !id.starts_with("isee.")).take(2) {
        for value in values(rules, id) {
            let mut more = request.clone();
            more.fatti.insert(id.clone(), value);
            if let Some(after) = heard(calcola(rules, servizio, &more)) {
                coherent(&after);
                narrowed(&before, &after);
            }
        }
    }
    Some(before)
}

/// Some values of a fact, within its limits.
fn values(rules: &Regolamento, id: &str) -> Vec<ValoreFatto> {
    let Some(f) = rules.fatti.get(id) else { return Vec::new() };
    match f.tipo {
        TipoFatto::Booleano => vec![ValoreFatto::Booleano(true), ValoreFatto::Booleano(false)],
        TipoFatto::Scelta => f.valori.iter().take(3).map(|v| ValoreFatto::Parola(v.0.clone())).collect(),
        TipoFatto::Intero => {
            let least = f.minimo.unwrap_or(Decimal::ZERO);
            let most = f.massimo.unwrap_or(least + Decimal::from(70));
            vec![ValoreFatto::Numero(least.normalize()), ValoreFatto::Numero(most.normalize())]
        }
        _ => Vec::new(),
    }
}

/// One answer in itself.
fn coherent(a: &Risposta) {
    if let Some(range) = a.intervallo {
        assert!(a.totale.is_none(), "un totale e un intervallo");
        assert!(range.max.is_none_or(|m| range.min <= m), "intervallo al contrario: {range:?}");
    }
    if a.ammesso == Ammesso::No {
        assert!(a.mancano.is_empty(), "nulla cambia un no, e mancano {:?}", a.mancano);
    }
    if let Some(total) = &a.totale {
        assert!(number(total) >= Decimal::ZERO, "totale negativo: {total}");
    }
}

/// One more answer never leads out of what was possible.
fn narrowed(before: &Risposta, after: &Risposta) {
    let was = before.ammesso;
    assert!(was == Ammesso::DaVerificare || was == after.ammesso, "{was:?} diventa {:?}", after.ammesso);
    let Some(total) = after.totale.as_deref().map(|t| soglia::denaro::Frazione::from_decimal(number(t))) else {
        return;
    };
    match (&before.totale, before.intervallo) {
        (Some(known), _) => assert_eq!(Some(known), after.totale.as_ref(), "un totale noto cambia"),
        (None, Some(range)) => {
            let inside = range.min <= total && range.max.is_none_or(|m| total <= m);
            assert!(inside, "{:?} fuori da {range:?}", after.totale);
        }
        (None, None) => panic!("nessun totale era possibile, e ora è {:?}", after.totale),
    }
}

/// The unit value of a quota at an ISEE, when it is known and in whole cents.
fn unit(rules: &Regolamento, s: &Servizio, quota: &str, isee: Decimal, facts: &Fatti) -> Option<Decimal> {
    let rows = heard(tabella(rules, &s.id, &[Some(isee)], Some(quota), facts))?;
    let row = rows.first()?;
    if row.esatte.contains_key(quota) {
        return None;
    }
    row.quote.get(quota)?.as_deref().map(number)
}

/// Breakpoints grow, and the table says the same as they do.
pub fn breakpoints(rules: &Regolamento, s: &Servizio, quota: &str, facts: &Fatti) {
    let Some(list) = heard(soglie(rules, &s.id, quota, facts)) else { return };
    let at: Vec<Decimal> = list.iter().map(|p| number(&p.isee)).collect();
    assert!(at.windows(2).all(|w| w[0] <= w[1]), "soglie fuori ordine: {at:?}");
    if s.isee.is_empty() {
        return;
    }
    for p in list.iter().filter(|p| p.isee_esatto.is_none()).take(12) {
        let expected = if p.compreso { &p.prima } else { &p.dopo };
        if let (Some(value), Some(expected)) = (unit(rules, s, quota, number(&p.isee), facts), expected) {
            assert_eq!(value, number(expected), "a {} di ISEE: {p:?}", p.isee);
        }
    }
}

/// Both ends of every run satisfy the question, the cents beside them do not.
pub fn inverse(rules: &Regolamento, s: &Servizio, quota: &str, question: Domanda, facts: &Fatti) {
    let Some(set) = heard(inverso(rules, &s.id, quota, question, facts)) else { return };
    assert_eq!(set.tratti.is_empty(), set.motivo.is_some(), "{set:?}");
    let holds = |x: Decimal| {
        unit(rules, s, quota, x, facts).map(|v| match question {
            Domanda::AlMassimo(m) => v <= m,
            Domanda::Almeno(m) => v >= m,
            Domanda::Uguale(m) => v == m,
        })
    };
    if s.isee.is_empty() {
        return;
    }
    let cent = Decimal::new(1, 2);
    for t in set.tratti.iter().take(6) {
        let from = number(&t.da);
        assert_ne!(holds(from), Some(false), "{question:?} a {from}, in {t:?}");
        if from > Decimal::ZERO {
            assert_ne!(holds(from - cent), Some(true), "{question:?} prima di {from}, in {t:?}");
        }
        if let Some(to) = t.a.as_deref().map(number) {
            assert!(from <= to, "{t:?}");
            assert_ne!(holds(to), Some(false), "{question:?} a {to}, in {t:?}");
            assert_ne!(holds(to + cent), Some(true), "{question:?} dopo {to}, in {t:?}");
        }
    }
}
