// SPDX-License-Identifier: EUPL-1.2
//! Requests with answers missing: the range of all their completions, and what is said to be missing.

use super::*;

#[test]
fn an_incomplete_request_has_the_range_of_all_its_completions_and_names_what_can_change_it() {
    on_cases(|case, s| {
        requests(case, s).iter().try_for_each(|r| {
            let answer = case.calcola(s, r)?;
            let worlds = completa_fitta(&case.regole.fatti, s, r, None, (usize::MAX, FINO));
            all_completions(&answer, s, r, &worlds).map_err(|why| format!("{why}, {}", r.json()))
        })
    });
}

fn all_completions(answer: &Risposta, s: &Servizio, r: &Richiesta, mondi: &Mondi) -> Esame {
    let facts = r.tutti_i_fatti();
    let refused: Vec<bool> = mondi.mondi.iter().filter(|m| !m.nuovo_isee).map(|m| m.minimo.rifiuto).collect();
    let expected = match ammesso(s, &facts) {
        Some(false) => Ammesso::No,
        _ if refused.iter().all(|r| *r) => Ammesso::No,
        Some(true) if refused.iter().all(|r| !*r) => Ammesso::Si,
        _ => Ammesso::DaVerificare,
    };
    require!(answer.ammesso == expected, "ammesso {:?}, expected {expected:?}", answer.ammesso);
    if expected != Ammesso::No {
        missing(answer, s, r, mondi)?;
    }
    let Some(range) = mondi.estremi().filter(|_| !refused.iter().all(|r| *r)) else { return Ok(()) };
    let told = match (&answer.totale, answer.intervallo) {
        (Some(total), None) => (total.clone(), Some(total.clone())),
        (None, Some(Estremi { min, max })) => (min.euro_text(), max.map(Frazione::euro_text)),
        other => return Err(format!("total and interval: {other:?}")),
    };
    let range = (euro(&range.0), range.1.as_ref().map(euro));
    require!(told == range, "the total is {told:?}, all completions give {range:?}");
    // What is paid is whole cents: one amount, that nobody may still be refused, is the total.
    let one = range.1.as_ref() == Some(&range.0) && refused.iter().all(|r| !*r);
    require!(answer.totale.is_some() == one, "{:?} is the total of {range:?}", answer.totale);
    for q in &s.quote {
        rows(&q.id, answer.quote.iter().chain(&answer.contributi), mondi).map_err(|why| format!("{}: {why}", q.id))?;
    }
    Ok(())
}

/// `mancano` is just what differs between two completions alike in the rest.
fn missing(answer: &Risposta, s: &Servizio, r: &Richiesta, mondi: &Mondi) -> Esame {
    let mut expected = BTreeSet::new();
    for c in &s.requisiti {
        mancanti(c, &r.tutti_i_fatti(), &mut expected);
    }
    for (n, id) in mondi.dimensioni.iter().enumerate() {
        if mondi.fratelli(n).iter().any(|group| group.iter().any(|m| !m.come(group[0]))) {
            expected.insert(id.clone());
        }
    }
    // Any accepted kind stands for the ISEE.
    let plain = |id: &String| if id.starts_with("isee.") { ISEE.to_owned() } else { id.clone() };
    let expected: BTreeSet<String> = expected.iter().map(plain).collect();
    let told: BTreeSet<String> = answer.mancano.iter().map(plain).collect();
    require!(told == expected, "mancano {told:?}, expected {expected:?}");
    let facts: BTreeSet<&String> = answer.mancano.iter().collect();
    require!(facts.len() == answer.mancano.len(), "mancano repeats itself: {:?}", answer.mancano);
    Ok(())
}

fn ends(list: &[Q]) -> (Option<String>, Option<String>) {
    (list.iter().min().map(euro), list.iter().max().map(euro))
}

/// The ranges of a quota are those of the completions in which it counts; in the others its amount is zero.
fn rows<'a>(id: &str, mut told: impl Iterator<Item = &'a QuotaRisposta>, mondi: &Mondi) -> Esame {
    let told = told.find(|t| t.id == id);
    let (mut unit, mut amount): (Vec<Q>, Vec<Q>) = (Vec::new(), Vec::new());
    for m in mondi.mondi.iter().filter(|m| !m.minimo.rifiuto) {
        for e in [&m.minimo, &m.massimo] {
            let found = e.quote.iter().chain(&e.contributi).find(|r| r.id == id);
            unit.extend(found.map(|r| r.unitaria.clone()));
            amount.push(found.map_or_else(Q::default, |r| r.importo.clone()));
        }
    }
    let Some(told) = told else {
        require!(unit.is_empty(), "no row");
        return Ok(());
    };
    let pair = |known: &Option<String>, range: Option<Estremi>| match range {
        Some(e) => (Some(e.min.euro_text()), e.max.map(Frazione::euro_text)),
        None => (known.clone(), known.clone()),
    };
    let (u, a) = (pair(&told.unitaria, told.intervallo_unitaria), pair(&told.importo, told.intervallo));
    // What grows without limit has no greatest value among those tried.
    require!(u.0 == ends(&unit).0 && (u.1.is_none() || u.1 == ends(&unit).1), "unit {u:?}, expected {:?}", ends(&unit));
    require!(
        a.0 == ends(&amount).0 && (a.1.is_none() || a.1 == ends(&amount).1),
        "amount {a:?}, expected {:?}",
        ends(&amount)
    );
    Ok(())
}

#[test]
fn a_quota_asked_for_by_name_has_the_range_of_all_that_is_not_said() {
    on_cases(|case, s| {
        let requests = requests(case, s).into_iter().filter(|r| r.quantita.is_empty());
        let asked: Vec<(Richiesta, &Quota)> =
            requests.flat_map(|r| s.quote.iter().map(move |q| (r.clone(), q))).collect();
        asked.into_iter().step_by(3).try_for_each(|(r, q)| by_name(case, s, r, q))
    });
}

/// With the ISEE given, or without any.
fn by_name(case: &Caso, s: &Servizio, mut r: Richiesta, quota: &Quota) -> Esame {
    let first = s.isee.first().and_then(|t| r.isee.get(t)).cloned();
    let column = first.as_ref().map(|x| ingenuo::decimale(x).parse().unwrap());
    let facts = facts_of_the_engine(case, &r.fatti);
    let rows = tabella(&case.rules, &s.id, &[column], Some(&quota.id), &facts).map_err(|d| format!("{d:?}"))?;
    let defaults = serde_json::to_value(&rows[0].predefiniti).unwrap();
    for (id, v) in defaults.as_object().unwrap() {
        r.fatti.insert(id.clone(), valore_json(&case.regole.fatti[id], v).unwrap());
    }
    r.isee = s.isee.first().cloned().zip(first).into_iter().collect();
    let mondi = completa_fitta(&case.regole.fatti, s, &r, Some(&quota.id), (usize::MAX, FINO));
    let mut unit = Vec::new();
    for m in mondi.mondi.iter().filter(|m| !m.nuovo_isee) {
        for e in [&m.minimo, &m.massimo] {
            unit.extend(e.quote.iter().chain(&e.contributi).filter(|r| r.id == quota.id).map(|r| r.unitaria.clone()));
        }
    }
    let told = match (rows[0].quote.get(&quota.id), rows[0].intervallo.get(&quota.id)) {
        (None, None) => (None, None),
        (Some(Some(v)), None) => (Some(v.clone()), Some(v.clone())),
        (Some(None), Some(range)) => (Some(range.min.euro_text()), range.max.map(Frazione::euro_text)),
        other => return Err(format!("value and range: {other:?}")),
    };
    let expected = ends(&unit);
    let same = told.0 == expected.0 && (told.1 == expected.1 || told.0.is_some() && told.1.is_none());
    require!(same, "{}: {told:?}, expected {expected:?}, {}", quota.id, r.json());
    Ok(())
}
