// SPDX-License-Identifier: EUPL-1.2
//! More answers narrow what is unknown, and a receipt gives the answer again.

use super::*;
use crate::generatori::richiesta_casuale;
use crate::ingenuo::lettura::numero_da;
use crate::ingenuo::mondi;
use crate::ingenuo::{centesimi, euro};
use soglia::tariffa::{Ammesso, Estremi};
use std::collections::BTreeSet;

#[test]
fn one_more_answer_never_turns_a_yes_into_a_no_nor_widens_a_range() {
    on_files(120, 105, (richiesta_casuale(), any::<u64>()), |case, (random, seed)| {
        let s = &case.regole.servizi[0];
        let target = random.per(&case.regole, s);
        answer_one_by_one(case, s, &target, &mut Dado(seed))
    });
}

fn answer_one_by_one(case: &Caso, s: &Servizio, target: &Richiesta, dado: &mut Dado) -> Esame {
    let isee_required = s.requisiti.iter().any(|c| {
        let mut named = BTreeSet::new();
        mondi::fatti_nominati(c, &mut named);
        s.isee.iter().any(|t| named.contains(&format!("isee.{t}")))
    });
    let mut r = Richiesta { quantita: target.quantita.clone(), ..Richiesta::default() };
    let mut before = case.calcola(s, &r)?;
    let mut waiting: Vec<String> = tutti_i_nominati(s).into_iter().collect();
    waiting.extend(s.isee.first().map(|t| format!("isee.{t}")));
    while !waiting.is_empty() {
        let id = waiting.remove(dado.below(waiting.len()));
        let accepted = s.isee.iter().any(|t| id == format!("isee.{t}"));
        let asked = before.mancano.contains(&id);
        // To present an ISEE that nobody waits for is to change the answer, not to complete it.
        if accepted && (!asked || isee_required) || r.tutti_i_fatti().contains_key(&id) {
            continue;
        }
        match id.strip_prefix("isee.") {
            Some(tipo) => {
                let x = target
                    .isee
                    .get(tipo)
                    .cloned()
                    .unwrap_or_else(|| centesimi(i64::try_from(dado.below(4_000_000)).unwrap()));
                r.isee.insert(tipo.to_owned(), x);
            }
            None => {
                let values = rappresentanti(&id, &case.regole.fatti[&id], s);
                r.fatti.insert(id.clone(), dado.pick(&values).clone());
            }
        }
        let after = case.calcola(s, &r)?;
        narrower(&before, &after).map_err(|why| format!("{why}, after {id} in {}", r.json()))?;
        if !asked && before.ammesso != Ammesso::No {
            let same = (before.ammesso, &before.totale, &before.intervallo)
                == (after.ammesso, &after.totale, &after.intervallo);
            require!(same, "{id} was not in mancano, yet it changes the answer, {}", r.json());
        }
        before = after;
    }
    Ok(())
}

/// The range of a total; none when refused.
fn range(r: &Risposta) -> Option<(Q, Option<Q>)> {
    match (&r.totale, r.intervallo) {
        (Some(t), _) => Some((numero_da(t), Some(numero_da(t)))),
        (None, Some(Estremi { min, max })) => Some((q(min), max.map(q))),
        (None, None) => None,
    }
}

fn narrower(before: &Risposta, after: &Risposta) -> Esame {
    require!(
        before.ammesso == Ammesso::DaVerificare || before.ammesso == after.ammesso,
        "ammesso turns from {:?} to {:?}",
        before.ammesso,
        after.ammesso
    );
    require!(
        before.totale.is_none() || before.totale == after.totale,
        "a known total changes: {:?}, {:?}",
        before.totale,
        after.totale
    );
    if let (Some((low, high)), Some((min, max))) = (range(before), range(after)) {
        let above = high.as_ref().is_some_and(|h| max.as_ref().is_none_or(|m| euro(m) != euro(h) && m > h));
        require!(euro(&min) == euro(&low) || min >= low, "the range grows below: {low}, then {min}");
        require!(!above, "the range grows above: {high:?}, then {max:?}");
    }
    Ok(())
}

#[test]
fn a_receipt_gives_the_same_answer_again_to_the_byte() {
    on_files(60, 108, richiesta_casuale(), |case, random| {
        let s = &case.regole.servizi[0];
        replay(case, &case.calcola(s, &random.per(&case.regole, s))?)
    });
}

fn replay(case: &Caso, answer: &Risposta) -> Esame {
    let first = serde_json::to_string(answer).unwrap();
    let receipt: serde_json::Value = serde_json::from_str(&first).unwrap();
    let receipt = &receipt["ricevuta"];
    require!(receipt["impronta"] == case.rules.impronta.as_str(), "another fingerprint");
    let request = soglia::formato::parse_request(&receipt["richiesta"].to_string(), &case.rules.fatti)
        .map_err(|d| format!("{d:?}"))?;
    let service = receipt["servizio"].as_str().unwrap();
    let again = calcola(&case.rules, service, &request).map_err(|d| format!("{d:?}"))?;
    require!(serde_json::to_string(&again).unwrap() == first, "another answer to {}", receipt["richiesta"]);
    Ok(())
}

/// Two quotas, one that rises and one that falls, over an ISEE so small that every cent of it can be tried.
#[test]
fn the_range_over_an_unknown_isee_is_just_that_of_all_its_cents() {
    let mut dado = Dado(42);
    for n in 0..10 {
        let mut amount = || format!("{}.{:02}", dado.below(6), dado.below(100));
        let (a, b, c, d, e, f) = (amount(), amount(), amount(), amount(), amount(), amount());
        let rounding = ["0.01", "0.05", "0.50"][n % 3];
        let text = format!(
            r#"formato = 1
id = "prova"
ente = "Comune di Prova"
titolo = "Due quote"
natura = "dimostrativo"
vigenza = {{ dal = "2023-01-01" }}
[[servizio]]
id = "s"
isee = ["ordinario"]
[[servizio.quota]]
id = "sale"
per = "mese"
fasce = [{{ fino_a = "13.37", da = "{a}", a = "{b}" }}, {{ importo = "{c}" }}]
arrotonda = {{ al = "{rounding}", modo = "su" }}
[[servizio.quota]]
id = "scende"
per = "mese"
fasce = [{{ fino_a = "17.00", da = "{d}", a = "{e}" }}, {{ importo = "{f}" }}]
"#
        );
        let case = Caso::of(&text);
        let s = &case.regole.servizi[0];
        let answer = case.calcola(s, &Richiesta::default()).unwrap();
        let totals = (0..2_000).map(|cents| {
            let isee = BTreeMap::from([("ordinario".to_owned(), centesimi(cents))]);
            let known = case.calcola(s, &Richiesta { isee, ..Richiesta::default() }).unwrap();
            numero_da(&known.totale.unwrap())
        });
        let totals: BTreeSet<Q> = totals.collect();
        let exact = (totals.first().unwrap().clone(), totals.last().cloned());
        assert_eq!(range(&answer), Some(exact), "{text}");
    }
}

/// Beyond the combinations that are tried one by one the range is wider, and still holds every completion.
#[test]
fn too_many_missing_answers_widen_the_range_and_leave_nothing_out() {
    let mut text = r#"formato = 1
id = "prova"
ente = "Comune di Prova"
titolo = "Quattordici domande"
natura = "dimostrativo"
vigenza = { dal = "2023-01-01" }
"#
    .to_owned();
    for n in 0..14 {
        text += &format!("[[fatto]]\nid = \"f{n}\"\ntipo = \"booleano\"\n");
    }
    text += r#"[[servizio]]
id = "s"
isee = ["ordinario"]
[[servizio.quota]]
id = "q"
per = "mese"
fasce = [{ fino_a = 1000, importo = 10 }, { fino_a = 2000, da = 20, a = 30 }, { fino_a = 3000, importo = 40 }, { importo = 50 }]
"#;
    let operations =
        ["su = \"fascia\"\nsposta = 1", "su = \"isee\"\nmoltiplica = \"1.5\"", "su = \"quota:q\"\naggiungi = \"0.5\""];
    for n in 0..14 {
        let operation = operations.get(n).unwrap_or(&operations[2]);
        text += &format!("[[servizio.correzione]]\nse = {{ fatto = \"f{n}\", vero = true }}\n{operation}\n");
    }
    let case = Caso::of(&text);
    let s = &case.regole.servizi[0];
    for isee in [50_000, 100_000, 150_000, 250_000] {
        let isee = BTreeMap::from([("ordinario".to_owned(), centesimi(isee))]);
        let open = Richiesta { isee, ..Richiesta::default() };
        let (low, high) = range(&case.calcola(s, &open).unwrap()).unwrap();
        for mask in [0, 1, 2, 3, 0x3fff, 0x2aaa, 0x1554] {
            let fatti = (0..14).map(|n| (format!("f{n}"), Valore::Booleano(mask >> n & 1 == 1))).collect();
            let total = case.calcola(s, &Richiesta { fatti, ..open.clone() }).unwrap().totale.unwrap();
            let total = numero_da(&total);
            assert!(low <= total && high.as_ref().is_some_and(|h| total <= *h), "{total} is not in {low}..{high:?}");
        }
    }
}
