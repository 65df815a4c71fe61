// SPDX-License-Identifier: EUPL-1.2
//! `tabella` shows what `calcola` computes.

use super::*;
use crate::generatori::richiesta_casuale;
use crate::ingenuo::lettura::valore_json;
use crate::ingenuo::mondi::completa;
use crate::ingenuo::{centesimi, decimale};
use num_traits::Zero;
use proptest::collection::vec;
use soglia::tariffa::tabella;

#[test]
fn a_table_shows_the_unit_values_of_calcola() {
    on_files(120, 101, vec(richiesta_casuale(), 4), |case, requests| {
        let s = &case.regole.servizi[0];
        requests.iter().try_for_each(|random| table_is_calcola(case, s, &random.per(&case.regole, s)))
    });
}

fn table_is_calcola(case: &Caso, s: &Servizio, r: &Richiesta) -> Esame {
    let first = s.isee.first().ok_or("a service with an ISEE")?;
    let mut given = r.fatti.clone();
    for (tipo, x) in r.isee.iter().filter(|(t, _)| !s.isee.contains(t)) {
        given.insert(format!("isee.{tipo}"), Valore::Numero(x.clone()));
    }
    let facts = facts_of_the_engine(case, &given);
    let isee: Vec<Q> = r.isee.values().cloned().chain([Q::zero(), centesimi(1_234_567)]).collect();
    let columns: Vec<_> = isee.iter().map(|x| Some(decimale(x).parse().unwrap())).chain([None]).collect();
    let rows = tabella(&case.rules, &s.id, &columns, None, &facts).map_err(|d| format!("{d:?}"))?;
    for (row, x) in rows.iter().zip(isee.iter().map(Some).chain([None])) {
        let mut request = Richiesta { fatti: given.clone(), ..Richiesta::default() };
        let defaults = serde_json::to_value(&row.predefiniti).unwrap();
        let mut json: serde_json::Value = serde_json::from_str(&request.json()).unwrap();
        for (id, v) in defaults.as_object().unwrap() {
            json["fatti"][id] = v.clone();
        }
        if let Some(x) = x {
            request.isee.insert(first.clone(), x.clone());
            json["isee"][first] = decimale(x).into();
        }
        let request =
            soglia::formato::parse_request(&json.to_string(), &case.rules.fatti).map_err(|d| format!("{d:?}"))?;
        let answer = calcola(&case.rules, &s.id, &request).map_err(|d| format!("{d:?}"))?;
        for quota in answer.quote.iter().chain(&answer.contributi) {
            // Without an ISEE `calcola` allows for one that may still come: the table does not.
            let Some(shown) = row.quote.get(&quota.id) else {
                let counts = x.is_none() && counts_without_isee(case, s, &json["fatti"], &quota.id);
                require!(x.is_none() && !counts, "{} is not in the table, {json}", quota.id);
                continue;
            };
            if x.is_some() || quota.unitaria.is_some() {
                require!(
                    *shown == quota.unitaria,
                    "{}: {shown:?} in the table, {:?} in calcola, {json}",
                    quota.id,
                    quota.unitaria
                );
                require!(
                    row.intervallo.get(&quota.id) == quota.intervallo_unitaria.as_ref(),
                    "ranges of {}, {json}",
                    quota.id
                );
            }
        }
        let named = |id: &String| answer.quote.iter().chain(&answer.contributi).any(|q| q.id == *id);
        require!(row.quote.keys().all(named), "{:?} in the table, {json}", row.quote.keys());
    }
    Ok(())
}

/// Whether, with no ISEE, some completion of the answers is not refused and has this quota.
fn counts_without_isee(case: &Caso, s: &Servizio, fatti: &serde_json::Value, id: &str) -> bool {
    let fatti = fatti.as_object().unwrap().iter();
    let fatti = fatti.map(|(id, v)| (id.clone(), valore_json(&case.regole.fatti[id], v).unwrap())).collect();
    let request = Richiesta { fatti, ..Richiesta::default() };
    let mondi = completa(&case.regole.fatti, s, &request, None, 1 << 16);
    let without = mondi.mondi.iter().filter(|m| !m.nuovo_isee && !m.minimo.rifiuto);
    without.flat_map(|m| m.minimo.quote.iter().chain(&m.minimo.contributi)).any(|riga| riga.id == id)
}

#[test]
fn a_quota_asked_for_by_name_has_the_value_it_has_among_the_others() {
    on_files(80, 102, any::<u64>(), |case, seed| {
        let s = &case.regole.servizi[0];
        let facts = facts_of_the_engine(case, &tutte_le_risposte(case, s, &mut Dado(seed)));
        let columns = [Some("8000".parse().unwrap()), Some("0.01".parse().unwrap()), None];
        let all = tabella(&case.rules, &s.id, &columns, None, &facts).map_err(|d| format!("{d:?}"))?;
        for quota in &s.quote {
            let one = tabella(&case.rules, &s.id, &columns, Some(&quota.id), &facts).map_err(|d| format!("{d:?}"))?;
            for ((row, own), x) in all.iter().zip(&one).zip(&columns) {
                // Without an ISEE, a condition on the ISEE leaves among the others only some of the ISEE.
                if x.is_none() && names_isee(s) {
                    continue;
                }
                if let Some(value) = row.quote.get(&quota.id) {
                    require!(
                        own.quote.get(&quota.id) == Some(value),
                        "{} alone: {own:?}, with the others {row:?}",
                        quota.id
                    );
                }
            }
        }
        Ok(())
    });
}

fn names_isee(s: &Servizio) -> bool {
    tutti_i_nominati(s).iter().any(|id| s.isee.iter().any(|t| *id == format!("isee.{t}")))
}
