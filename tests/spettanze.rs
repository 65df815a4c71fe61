// SPDX-License-Identifier: EUPL-1.2
//! «Cosa mi spetta?»: what is said early still holds at the end, no question is idle, and fifty families of the
//! Lodigiano get what the rules say with far fewer questions than there are.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod a_caso;
mod comune;
mod questionario;

use a_caso::configurazione;
use proptest::prelude::*;
use questionario::profili::{Profilo, profili, reply};
use questionario::{Caso, GIORNI, answer, fatti, judge, voci};
use serde_json::{Value, json};
use soglia::chiamate;
use soglia::norma::ValoreFatto;
use soglia::semi;
use soglia::spettanze::{Risposte, Spettanze, Voce, spettanze};
use soglia::tariffa::Ammesso;
use std::collections::BTreeMap;

fn ask(voci: &[Voce<'_>], r: &Risposte) -> Spettanze {
    spettanze(voci, semi::fatti_misure(), r).unwrap()
}

fn cents(text: &str) -> i64 {
    text.replace('.', "").parse().unwrap()
}

/// Whether a value, or a narrower range, lies in what was said before.
fn inside(before: (&Option<String>, Value), after: (&Option<String>, Value)) -> bool {
    let ends = |(known, range): (&Option<String>, Value)| match known {
        Some(x) => Some((cents(x), Some(cents(x)))),
        None if range.is_null() => None,
        None => Some((cents(range["minimo"].as_str().unwrap()), range["massimo"].as_str().map(cents))),
    };
    let (Some((low, high)), Some((from, to))) = (ends(before), ends(after)) else { return true };
    low <= from && high.is_none_or(|high| to.is_some_and(|to| to <= high))
}

/// Everything said before still holds after.
fn holds(before: &Spettanze, after: &Spettanze) -> Result<(), String> {
    for (b, a) in before.esiti.iter().zip(&after.esiti) {
        if b.esito != Ammesso::DaVerificare && b.esito != a.esito {
            return Err(format!("{}: da {:?} a {:?}", b.id, b.esito, a.esito));
        }
        if !inside((&b.totale, json!(b.intervallo)), (&a.totale, json!(a.intervallo))) {
            return Err(format!("{}: il totale {:?} non sta in {:?}", b.id, json!(a), json!(b)));
        }
        for c in &a.contributi {
            let then = b.contributi.iter().find(|x| x.id == c.id).ok_or(format!("{}: {} è nuovo", b.id, c.id))?;
            if !inside((&then.importo, json!(then.intervallo)), (&c.importo, json!(c.intervallo))) {
                return Err(format!("{}: {} non sta in {}", b.id, json!(c), json!(then)));
            }
        }
        if a.mancano.iter().any(|f| !b.mancano.contains(f)) {
            return Err(format!("{}: {:?} non era tra {:?}", b.id, a.mancano, b.mancano));
        }
    }
    Ok(())
}

proptest! {
    // Each case is a walk of some partial answers: more than a thousand in all.
    #![proptest_config(configurazione(100, 2018))]

    /// Random partial answers, given in a random order up to the last one: no `si` or `no` flips, every amount stays in
    /// the ranges before it, and at the end the questionnaire says what the computation of that household says.
    #[test]
    fn what_is_said_early_still_holds_at_the_end(day in 0_usize..GIORNI.len(), seed in 1_u64..u64::MAX) {
        let voci = voci(GIORNI[day]);
        let values = fatti(&voci);
        let mut caso = Caso(seed);
        let mut left: Vec<&String> = values.keys().collect();
        let mut r = Risposte::default();
        let mut said = vec![ask(&voci, &r)];
        while !left.is_empty() {
            for _ in 0..=caso.below(6).min(left.len() - 1) {
                let id = left.swap_remove(caso.below(left.len()));
                answer(&mut r, id, &values[id], &mut caso);
            }
            let now = ask(&voci, &r);
            for before in &said {
                holds(before, &now).map_err(TestCaseError::fail)?;
            }
            said.push(now);
        }
        let last = said.last().unwrap();
        prop_assert!(last.domanda.is_none(), "{:?}", last.domanda);
        for (v, e) in voci.iter().zip(&last.esiti) {
            let (verdict, money) = judge(v, &r);
            prop_assert_eq!(json!(verdict), json!(e.esito), "{}", e.id);
            if verdict == "si" {
                let paid: Vec<Value> = e.contributi.iter().map(|c| json!([c.id, c.importo])).collect();
                let fee = if v.servizio.misura { json!("0.00") } else { json!(e.totale) };
                prop_assert_eq!(money, json!([fee, paid]), "{}", e.id);
            }
        }
    }
}

/// A household that agrees with what was answered and with `asked` left open makes two answers differ.
fn can_change(v: &Voce<'_>, r: &Risposte, asked: &str, values: &BTreeMap<String, Vec<ValoreFatto>>) -> bool {
    let own = fatti(&[*v]);
    let mut caso = Caso(0x5eed);
    (0..20_000).any(|_| {
        let mut full = r.clone();
        for id in own.keys().filter(|id| id.as_str() != asked && r.askable(id)) {
            answer(&mut full, id, &own[id], &mut caso);
        }
        let mut seen = None;
        values[asked].iter().any(|value| {
            full.fatti.insert(asked.to_owned(), value.clone());
            let now = judge(v, &full);
            seen.get_or_insert_with(|| now.clone()) != &now
        })
    })
}

/// The questionnaire to its end: the answers given, the last answer, how many questions.
fn play(p: &Profilo) -> (Value, Value, u64) {
    let mut request = json!({ "data": p.data, "comune": p.comune, "fatti": {}, "isee": {} });
    for asked in 0.. {
        let text =
            chiamate::spettanze(&request.to_string(), None).unwrap_or_else(|d| panic!("{}: {d:?}", p.id)).documento;
        let now: Value = serde_json::from_str(&text).unwrap();
        let question = &now["domanda"];
        if question.is_null() {
            return (request, now, asked);
        }
        let id = question["fatto"].as_str().unwrap();
        let reply = reply(p, question);
        match id.strip_prefix("isee.") {
            Some(kind) => request["isee"][kind] = reply,
            None => request["fatti"][id] = reply,
        }
    }
    unreachable!()
}

#[test]
fn fifty_families_get_what_the_rules_say_with_few_questions() {
    let all = profili();
    assert_eq!(all.len(), 50);
    let mut wrong = Vec::new();
    let mut shares: Vec<(u64, u64)> = Vec::new();
    for p in &all {
        let (_, last, asked) = play(p);
        shares.push((asked, last["progresso"]["domande_in_tutto"].as_u64().unwrap()));
        let found = |id: &str| last["esiti"].as_array().unwrap().iter().find(|e| e["id"] == id).cloned();
        for (id, expected) in &p.atteso {
            let got = found(id).unwrap_or_else(|| panic!("{}: {id} non c'è", p.id));
            if got["esito"] != *expected {
                wrong.push(format!("{}: {id} è {}, atteso {expected}", p.id, got["esito"]));
            }
        }
        for (key, expected) in &p.importi {
            let (id, quota) = key.split_once('.').map_or((key.as_str(), None), |(id, q)| (id, Some(q)));
            let voce = found(id).unwrap_or_else(|| panic!("{}: {id} non c'è", p.id));
            let got = match quota {
                None => voce["totale"].clone(),
                Some(q) => {
                    voce["contributi"].as_array().unwrap().iter().find(|c| c["id"] == q).unwrap()["importo"].clone()
                }
            };
            if got != *expected {
                wrong.push(format!("{}: {key} è {got}, atteso {expected}", p.id));
            }
        }
        // Never «nothing»: how near, and where to ask.
        let due = last["esiti"].as_array().unwrap().iter().any(|e| e["esito"] != "no");
        assert!(due || !last["piu_vicine"].as_array().unwrap().is_empty(), "{}", p.id);
        assert!(last["dove"]["testo"].as_str().unwrap().contains(&p.comune), "{}", p.id);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    shares.sort_by(|(a, n), (b, m)| (a * m).cmp(&(b * n)));
    let (asked, all) = shares[shares.len() / 2];
    println!("mediana: {asked} domande su {all}");
    assert!(3 * asked <= 2 * all, "mediana: {asked} domande su {all}");
}

#[test]
fn no_question_is_idle_and_none_is_missing() {
    for (n, p) in profili().iter().enumerate().filter(|(n, _)| n % 5 == 0) {
        let voci = voci(&p.data);
        let values = fatti(&voci);
        let mut r = Risposte::default();
        let mut caso = Caso(u64::try_from(n).unwrap() + 7);
        while let Some(question) = ask(&voci, &r).domanda {
            let id = question.fatto.as_str();
            let touched = voci.iter().filter(|v| question.decide.contains(&v.servizio.id));
            let mut witnesses = touched.filter(|v| can_change(v, &r, id, &values));
            assert!(witnesses.next().is_some(), "{}: «{id}» non cambia nulla, dopo {:?}", p.id, r.fatti);
            answer(&mut r, id, &values[id], &mut caso);
        }
        // Nothing that was not asked changes anything.
        let last = ask(&voci, &r);
        for _ in 0..50 {
            let mut full = r.clone();
            for id in values.keys().filter(|id| r.askable(id)) {
                answer(&mut full, id, &values[id], &mut caso);
            }
            for (v, e) in voci.iter().zip(&last.esiti).filter(|(_, e)| e.mancano.is_empty()) {
                let (verdict, money) = judge(v, &full);
                assert_eq!(json!(verdict), json!(e.esito), "{}: {}, dopo {:?}", p.id, e.id, full.fatti);
                if verdict == "si" && !v.servizio.misura {
                    assert_eq!(money[0], json!(e.totale), "{}: {}", p.id, e.id);
                }
            }
        }
    }
}

#[test]
fn the_same_answers_give_the_same_bytes() {
    let json =
        r#"{ "comune": "Lodi", "fatti": { "eta": 80, "caregiver": "non_so" }, "isee": { "ordinario": "assente" } }"#;
    let once = chiamate::spettanze(json, Some("2018-07-01")).unwrap().documento;
    assert_eq!(once, chiamate::spettanze(json, Some("2018-07-01")).unwrap().documento);
    let answer: Value = serde_json::from_str(&once).unwrap();
    assert_ne!(answer["domanda"]["fatto"], "caregiver");
    assert_eq!(answer["progresso"]["risposte"], 4); // the Comune tells the residence
}

#[test]
fn a_date_chooses_the_rules_and_what_has_none_is_named() {
    let at = |day: &str| -> Value {
        serde_json::from_str(&chiamate::spettanze("{}", Some(day)).unwrap().documento).unwrap()
    };
    let rules_of = |answer: &Value, id: &str| {
        answer["esiti"].as_array().unwrap().iter().find(|e| e["id"] == id).map(|e| e["regole"].clone())
    };
    for (day, rules) in [("2017-12-31", "rei-2017"), ("2018-05-31", "rei-2018"), ("2018-06-01", "rei-2018-giugno")] {
        assert_eq!(rules_of(&at(day), "rei"), Some(json!(rules)), "{day}");
    }
    let today = at("2026-10-01");
    assert_eq!(rules_of(&today, "rei"), None);
    let gone = today["senza_regole"].as_array().unwrap().iter().find(|m| m["id"] == "rei").unwrap().clone();
    assert_eq!((&gone["regole"], &gone["superata_da"]), (&json!("rei-2018-giugno"), &json!("rdc")));
    assert!(chiamate::spettanze("{}", None).unwrap_err()[0].percorso == "data");
    let far = chiamate::spettanze(r#"{ "comune": "Milano" }"#, Some("2026-01-01")).unwrap_err();
    assert!(comune::speaks_clearly(&far[0]), "{}", far[0]);
}

/// Where the act refuses who presents no ISEE, that is a no; who has not said yet may still get it.
#[test]
fn who_presents_no_isee_is_refused_where_the_act_refuses() {
    let text = r#"formato = 1
id = "prova"
ente = "Comune"
titolo = "Prova"
natura = "bozza"
vigenza = { dal = "2024-01-01" }
[[servizio]]
id = "s"
isee = ["ordinario"]
[[servizio.quota]]
id = "q"
per = "mese"
senza_isee = { rifiuta = "serve" }
fasce = [{ importo = "7" }]
"#;
    let rules = soglia::formato::parse_regolamento(text, "prova.toml", semi::fatti_misure()).unwrap();
    let voci = [Voce { regole: &rules, servizio: &rules.servizi[0] }];
    let told = |json: &str| {
        let r = soglia::formato::parse_questionario(json, semi::fatti_misure()).unwrap();
        let answer = ask(&voci, &r).esiti.remove(0);
        (answer.esito, answer.totale)
    };
    assert_eq!(told(r#"{ "isee": { "ordinario": "assente" } }"#), (Ammesso::No, None));
    assert_eq!(told(r#"{ "isee": { "ordinario": "9000" } }"#), (Ammesso::Si, Some("7.00".to_owned())));
    assert_eq!(told("{}").0, Ammesso::DaVerificare);
}
