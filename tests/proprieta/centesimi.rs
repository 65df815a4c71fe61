// SPDX-License-Identifier: EUPL-1.2
//! Small rule files whose bounds are within the first euro of ISEE, each shaped for one difficulty: every cent and every
//! answer is tried, so that ranges, missing facts, breakpoints and sets are compared with all that there is.

use super::*;
use crate::ingenuo::lettura::{numero_da, valore_json};
use crate::ingenuo::mondi::{ISEE, Mondi, completa_fitta};
use crate::ingenuo::{ammesso, centesimi, euro, intero, mancanti};
use num_bigint::BigInt;
use soglia::tariffa::{Ammesso, Domanda, Estremi, QuotaRisposta, Soglia, inverso, soglie, tabella};
use std::collections::BTreeSet;
use std::path::Path;

/// The least and the greatest unit value; no greatest where nothing limits it.
type Valori = (Q, Option<Q>);

/// The last cent of ISEE tried: beyond all bounds of these files.
const FINO: i64 = 130;
/// Requests made of each service, at most.
const RICHIESTE: usize = 16;

fn on_cases(holds: impl Fn(&Caso, &Servizio) -> Esame) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/casi/centesimi");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 4, "{files:?}");
    for path in files {
        let case = Caso::of(&std::fs::read_to_string(&path).unwrap());
        for s in &case.regole.servizi {
            if let Err(why) = holds(&case, s) {
                panic!("{}, {}: {why}", path.display(), s.id);
            }
        }
    }
}

/// Each answer given with its first or its last value, or not at all, and each ISEE at a few cents, or not at all.
fn requests(case: &Caso, s: &Servizio) -> Vec<Richiesta> {
    let mut all = vec![Richiesta::default()];
    for id in tutti_i_nominati(s).into_iter().filter(|id| !id.starts_with("isee.")) {
        let values = rappresentanti(&id, &case.regole.fatti[&id], s);
        let some: BTreeSet<usize> = BTreeSet::from([0, values.len() - 1]);
        let with = |r: &Richiesta, n: usize| {
            let mut r = r.clone();
            r.fatti.insert(id.clone(), values[n].clone());
            r
        };
        all =
            all.iter().flat_map(|r| some.iter().map(|n| with(r, *n)).chain([r.clone()]).collect::<Vec<_>>()).collect();
    }
    for (n, tipo) in s.isee.iter().enumerate() {
        let at = |r: &Richiesta, x: i64| {
            let mut r = r.clone();
            r.isee.insert(tipo.clone(), centesimi(x));
            r
        };
        all = all.iter().flat_map(|r| [r.clone(), at(r, 30 + 11 * n as i64)]).collect();
    }
    all.sort_by_key(|r| r.fatti.len() + r.isee.len());
    let step = all.len().div_ceil(RICHIESTE);
    // The emptiest are those with most to find out.
    let few = all.iter().take(4).chain(all.iter().skip(4).step_by(step)).cloned();
    few.flat_map(|r| [r.clone(), Richiesta { quantita: quantities(), ..r }])
        .step_by(2 - usize::from(has_quantities(s)))
        .collect()
}

fn has_quantities(s: &Servizio) -> bool {
    s.correzioni.iter().any(|c| c.per.is_some()) || s.quote.iter().any(|q| q.per == "pasto")
}

fn quantities() -> BTreeMap<String, Q> {
    BTreeMap::from([("giorno_assenza".to_owned(), ingenuo::intero(2)), ("pasto".to_owned(), ingenuo::intero(0))])
}

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

/// The answers of the requests: given in full, the first of each; or those that a request leaves out are missing.
fn households(case: &Caso, s: &Servizio) -> Vec<(Fatti, Vec<Fatti>)> {
    let mut out = Vec::new();
    for r in requests(case, s).into_iter().filter(|r| r.isee.is_empty() && r.quantita.is_empty()) {
        let mut given = r.fatti.clone();
        let ids: Vec<String> =
            tutti_i_nominati(s).into_iter().filter(|id| Some(id) != first_fact(s).as_ref()).collect();
        for id in &ids {
            if let (Some(v), false) = (&case.regole.fatti[id].predefinito, given.contains_key(id)) {
                given.insert(id.clone(), v.clone());
            }
        }
        let mut all = vec![given];
        for id in ids {
            let values = rappresentanti(&id, &case.regole.fatti[&id], s);
            let with = |f: &Fatti| -> Vec<Fatti> {
                if f.contains_key(&id) {
                    return vec![f.clone()];
                }
                values.iter().map(|v| f.clone().into_iter().chain([(id.clone(), v.clone())]).collect()).collect()
            };
            all = all.iter().flat_map(with).collect();
        }
        out.push((r.fatti, all));
    }
    out
}

fn first_fact(s: &Servizio) -> Option<String> {
    s.isee.first().map(|t| format!("isee.{t}"))
}

#[test]
fn the_inverse_holds_at_each_cent_where_it_says_and_at_no_other() {
    on_cases(|case, s| {
        for quota in &s.quote {
            for (given, all) in households(case, s).into_iter().take(6) {
                inverse(case, s, quota, &given, &all)
                    .map_err(|why| format!("{} with {}: {why}", quota.id, fatti_json(&given)))?;
            }
        }
        Ok(())
    });
}

fn inverse(case: &Caso, s: &Servizio, quota: &Quota, given: &Fatti, all: &[Fatti]) -> Esame {
    let facts = facts_of_the_engine(case, given);
    let values: Vec<Vec<Valori>> =
        (0..=FINO).map(|c| all.iter().map(|f| valori_unitari(s, quota, f, &centesimi(c), true)).collect()).collect();
    let mut paid: Vec<Q> = values.iter().flatten().map(|v| v.0.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    // A few of those paid, and one that nobody pays.
    paid = paid.iter().step_by(paid.len().div_ceil(4)).cloned().chain(paid.last().map(|v| v + centesimi(1))).collect();
    let mut motives = BTreeSet::new();
    for amount in paid {
        let text = euro(&amount).parse().unwrap();
        let most = |v: &Valori| v.1.as_ref().is_some_and(|m| *m <= amount);
        let least = |v: &Valori| v.0 >= amount;
        for (question, above, below) in [
            (Domanda::AlMassimo(text), false, true),
            (Domanda::Almeno(text), true, false),
            (Domanda::Uguale(text), true, true),
        ] {
            let set = inverso(&case.rules, &s.id, &quota.id, question, &facts).map_err(|d| format!("{d:?}"))?;
            let cents = |t: &String| i64::try_from((numero_da(t) * intero(100)).to_integer()).unwrap();
            for (c, values) in values.iter().enumerate() {
                let holds = values.iter().all(|v| (!above || least(v)) && (!below || most(v)));
                let c = i64::try_from(c).unwrap();
                let told = set.tratti.iter().any(|t| cents(&t.da) <= c && t.a.as_ref().is_none_or(|a| c <= cents(a)));
                require!(told == holds, "{question:?} at {c} cents: {told}, pays {values:?}");
            }
            let touching = set
                .tratti
                .iter()
                .zip(set.tratti.iter().skip(1))
                .any(|(a, b)| a.a.as_ref().is_none_or(|a| cents(a) + 1 >= cents(&b.da)));
            require!(!touching, "{question:?}: runs that touch, {:?}", set.tratti);
            motives.extend(set.motivo);
        }
    }
    // Why there is none, with the values that there are.
    let (low, high) =
        (values.iter().flatten().map(|v| v.0.clone()).min(), values.iter().flatten().map(|v| v.1.clone()).max());
    for why in motives {
        let italian = |v: &Q| euro(v).replace('.', ",");
        let low = low.as_ref().map(italian).unwrap();
        require!(why.contains(&low), "{why}: from {low}");
        let bounded = values.iter().flatten().all(|v| v.1.is_some()) && values[100] == values[130];
        let high = high.clone().flatten().as_ref().map(italian).unwrap_or_default();
        require!(!bounded || why.contains(&high), "{why}: to {high}");
    }
    Ok(())
}

#[test]
fn every_breakpoint_is_one_and_none_is_missed() {
    on_cases(|case, s| {
        let mut dado = Dado(5);
        for quota in &s.quote {
            for _ in 0..3 {
                let fatti = tutte_le_risposte(case, s, &mut dado);
                crate::curve::lines(case, s, quota, &fatti)
                    .map_err(|why| format!("{} with {}: {why}", quota.id, fatti_json(&fatti)))?;
                let facts = facts_of_the_engine(case, &fatti);
                let points = soglie(&case.rules, &s.id, &quota.id, &facts).map_err(|d| format!("{d:?}"))?;
                needed(s, quota, &fatti, &points)
                    .map_err(|why| format!("{} with {}: {why}", quota.id, fatti_json(&fatti)))?;
            }
        }
        Ok(())
    });
}

/// Where a curve bends without a jump the limit belongs to the side that the act says: «sotto» leaves it out.
#[test]
fn a_breakpoint_on_a_limit_belongs_to_the_side_of_the_limit() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/casi/centesimi/curve.toml"));
    let case = Caso::of(&text.unwrap());
    let facts = facts_of_the_engine(&case, &Fatti::from([("festivo".to_owned(), Valore::Booleano(false))]));
    let told = |service: &str, quota: &str| -> Vec<(String, bool)> {
        let points = soglie(&case.rules, service, quota, &facts).unwrap();
        points.into_iter().map(|p| (p.isee_esatto.unwrap_or(p.isee), p.compreso)).collect()
    };
    let expected = |list: &[(&str, bool)]| -> Vec<(String, bool)> {
        list.iter().map(|(isee, here)| ((*isee).to_owned(), *here)).collect()
    };
    // The line reaches the cap just at 0.50, leaves it there and jumps back to it at 0.80.
    assert_eq!(told("livelli", "tetto"), expected(&[("0.50", false), ("0.80", false)]));
    // The corrected ISEE is zero up to 0.20, that limit included; then the line begins.
    assert_eq!(told("meno-poco", "r"), expected(&[("0.20", true), ("0.50", false)]));
}

/// At each breakpoint the unrounded value jumps or bends; at two at one ISEE it jumps on both sides.
fn needed(s: &Servizio, quota: &Quota, fatti: &Fatti, points: &[Soglia]) -> Esame {
    let near = Q::new(1.into(), BigInt::from(10).pow(15));
    let range = |x: &Q| valori_unitari(s, quota, fatti, x, false);
    for p in points {
        let x = numero_da(p.isee_esatto.as_ref().unwrap_or(&p.isee));
        let twice = points.iter().filter(|o| (&o.isee, &o.isee_esatto) == (&p.isee, &p.isee_esatto)).count() > 1;
        let (here, after, further) = (range(&x), range(&(&x + &near)), range(&(&x + &near + &near)));
        let known = |v: &Valori| v.1.as_ref() == Some(&v.0);
        // What two points of a line say of the next one; a range that is not printed stays what it is.
        let next = |a: &Valori, b: &Valori| {
            if known(a) && known(b) { (&b.0 + &b.0 - &a.0, None, true) } else { (b.0.clone(), b.1.clone(), false) }
        };
        let value = |v: &Valori| if known(v) { (v.0.clone(), None, true) } else { (v.0.clone(), v.1.clone(), false) };
        let jumps_after = next(&further, &after) != value(&here);
        let slope = |a: &Valori, b: &Valori| (&b.0 - &a.0) / &near;
        let (jumps_before, bends) = if x < near {
            (false, false)
        } else {
            let (before, earlier) = (range(&(&x - &near)), range(&(&x - &near - &near)));
            (next(&earlier, &before) != value(&here), slope(&earlier, &before) != slope(&after, &further))
        };
        let good = if twice { jumps_before && jumps_after } else { jumps_before || jumps_after || bends };
        require!(good, "nothing happens at {p:?}");
        // The side that the point belongs to.
        require!(twice || jumps_before == jumps_after || p.compreso == jumps_after, "the wrong side: {p:?}");
    }
    Ok(())
}

// --- The limits of the work, met exactly and passed by one ---

/// A service with so many yes-or-no answers, of which only the last changes nothing.
fn many_answers(count: usize, more: &str) -> Caso {
    let ids: Vec<String> = (0..count).map(|n| format!("f{n}")).collect();
    let mut text = String::from(
        "formato = 1\nid = \"molte\"\nente = \"Comune\"\ntitolo = \"Molte\"\nnatura = \"bozza\"\nvigenza = { dal = \"2024-01-01\" }\n",
    );
    for id in &ids {
        text += &format!("[[fatto]]\nid = \"{id}\"\ntipo = \"booleano\"\ndomanda = \"?\"\n");
    }
    text += more;
    for (n, id) in ids.iter().enumerate() {
        let adds = if n + 1 < count { 1 << n } else { 0 };
        text += &format!(
            "[[servizio.correzione]]\nid = \"c{n}\"\nsu = \"totale\"\naggiungi = \"{adds}\"\nse = {{ fatto = \"{id}\", vero = true }}\n"
        );
    }
    Caso::of(&text)
}

/// What is missing, but for the ISEE, and the range of the total.
fn asked(case: &Caso, request: &str) -> (Vec<String>, (String, Option<String>), Ammesso) {
    let request = soglia::formato::parse_request(request, &case.rules.fatti).unwrap();
    let answer = calcola(&case.rules, "s", &request).unwrap();
    let range = answer.intervallo.map(|e| (e.min.euro_text(), e.max.map(Frazione::euro_text)));
    (answer.mancano, range.unwrap_or_else(|| (answer.totale.clone().unwrap(), answer.totale.clone())), answer.ammesso)
}

fn names(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("f{n}")).collect()
}

const SENZA_ISEE: &str =
    "[[servizio]]\nid = \"s\"\n[[servizio.quota]]\nid = \"q\"\nper = \"ora\"\nfasce = [{ importo = \"1\" }]\n";

/// 4,096 combinations are tried one by one: what changes nothing is not asked. One answer more and all are asked.
#[test]
fn up_to_4096_combinations_what_changes_nothing_is_not_asked() {
    let exact = asked(&many_answers(12, SENZA_ISEE), "{}");
    assert_eq!(exact, (names(11), ("1.00".into(), Some("2048.00".into())), Ammesso::Si));
    let ranges = asked(&many_answers(13, SENZA_ISEE), "{}");
    assert_eq!(ranges, (names(13), ("1.00".into(), Some("4096.00".into())), Ammesso::Si));
    // An answer of four words after 2,048 combinations makes 8,192.
    let words = "[[servizio.correzione]]\nid = \"parola\"\nsu = \"totale\"\naggiungi = \"1\"\n\
                 se = { fatto = \"disabilita\", uguale = \"grave\" }\n";
    let ranges = asked(&Caso::of(&(many_answers(11, SENZA_ISEE).testo + words)), "{}");
    let all = [names(11), vec!["disabilita".to_owned()]].concat();
    assert_eq!(ranges, (all, ("1.00".into(), Some("1025.00".into())), Ammesso::Si));
}

/// One bound, taken back through what always applies: the ISEE is cut in four points (zero, the bound, the cents beside it),
/// which with 4,096 combinations make 16,384, the most that are tried.
const UN_LIMITE: &str = "[[servizio]]\nid = \"s\"\nisee = [\"ordinario\"]\n[[servizio.quota]]\nid = \"q\"\nper = \"ora\"\n\
    fasce = [{ fino_a = \"1000.50\", importo = \"1\" }, { importo = \"3\" }]\n\
    [[servizio.correzione]]\nid = \"sempre\"\nsu = \"isee\"\naggiungi = \"-1000\"\n\
    [[servizio.correzione]]\nid = \"mai\"\nsu = \"isee\"\nmoltiplica = \"0.5\"\nse = { fatto = \"vive_solo\", vero = true }\n";

#[test]
fn up_to_16384_computations_what_changes_nothing_is_not_asked() {
    let with_isee = |n: usize| -> Vec<String> { ["isee.ordinario".to_owned()].into_iter().chain(names(n)).collect() };
    let alone = r#"{ "fatti": { "vive_solo": false } }"#;
    let exact = asked(&many_answers(12, UN_LIMITE), alone);
    assert_eq!(exact, (with_isee(11), ("1.00".into(), Some("2050.00".into())), Ammesso::Si));
    // A second fascia makes seven cells: too many computations, and what changes nothing is asked too.
    let two = UN_LIMITE.replace("{ importo = \"3\" }", "{ fino_a = \"2000\", importo = \"2\" }, { importo = \"3\" }");
    let ranges = asked(&many_answers(12, &two), alone);
    assert_eq!(ranges, (with_isee(12), ("1.00".into(), Some("2050.00".into())), Ammesso::Si));
    // With the ISEE given there is nothing more to try.
    let given =
        asked(&many_answers(12, &two), r#"{ "isee": { "ordinario": "9000" }, "fatti": { "vive_solo": false } }"#);
    assert_eq!(given, (names(11), ("3.00".into(), Some("2050.00".into())), Ammesso::Si));
    // Two kinds of ISEE that conditions ask for are tried one after the other, twice as many.
    let kinds = UN_LIMITE
        .replace("[\"ordinario\"]", "[\"minorenni\", \"ordinario\"]")
        .replace("{ fatto = \"vive_solo\", vero = true }", "{ tutte = [{ fatto = \"isee.minorenni\", oltre = \"1\" }, { fatto = \"isee.ordinario\", oltre = \"1\" }, { fatto = \"vive_solo\", vero = true }] }");
    let open = asked(&many_answers(8, &kinds), "{}").0;
    assert!(open.contains(&"f7".to_owned()), "{open:?}");
    // The better kind is asked for first.
    let ranges = asked(&many_answers(13, &kinds), "{}").0;
    assert_eq!((ranges.len(), ranges[0].as_str()), (16, "isee.minorenni"));
}

/// Beyond the limits the ranges contain an ISEE that may still come, unless nothing asks for one or a refusal is certain.
#[test]
fn beyond_the_limits_the_range_contains_an_isee_that_may_still_come() {
    let service = |senza: &str, se: &str| {
        format!(
            "[[servizio]]\nid = \"s\"\nisee = [\"ordinario\"]\n[[servizio.quota]]\nid = \"q\"\nper = \"ora\"\n{se}{senza}\
             fasce = [{{ fino_a = \"1000\", importo = \"5\" }}, {{ importo = \"9\" }}]\n[[servizio.quota]]\nid = \"r\"\n\
             per = \"giorno\"\nfasce = [{{ importo = \"1\" }}]\n"
        )
    };
    let ask = |text: &str, request: &str| asked(&many_answers(13, text), request);
    let top = |n: i64| Some(format!("{}.00", n + 4095));
    // The quota that has a value without an ISEE does not change when one comes, as long as nothing asks for it: «r» does.
    let fixed = ask(&service("senza_isee = { importo = \"2\" }\n", ""), "{}");
    assert_eq!((fixed.1, fixed.0.first().map(String::as_str)), (("3.00".into(), top(10)), Some("isee.ordinario")));
    // Given, none other may come.
    let given = ask(&service("senza_isee = { importo = \"2\" }\n", ""), r#"{ "isee": { "ordinario": "1" } }"#);
    assert_eq!(given, (names(13), ("6.00".into(), top(6)), Ammesso::Si));
    // Where every quota has a value without one, none is asked for.
    let without = service("senza_isee = { importo = \"2\" }\n", "")
        .replace("fasce = [{ importo = \"1\" }]", "fasce = [{ importo = \"1\" }]\nsenza_isee = { importo = \"1\" }");
    assert_eq!(ask(&without, "{}"), (names(13), ("3.00".into(), top(3)), Ammesso::Si));
    // Nor for a quota that does not count.
    let nobody = service("", "se = { fatto = \"festivo\", vero = true }\n")
        .replace("fasce = [{ importo = \"1\" }]", "fasce = [{ importo = \"1\" }]\nsenza_isee = { importo = \"1\" }");
    let told = ask(&nobody, r#"{ "fatti": { "festivo": false } }"#);
    assert_eq!(told, (names(13), ("1.00".into(), top(1)), Ammesso::Si));
    // The one that may come is corrected too: with 1,000.01 € more the first fascia is of nobody.
    let corrected = service("senza_isee = { importo = \"8\" }\n", "")
        + "[[servizio.correzione]]\nid = \"piu\"\nsu = \"isee\"\naggiungi = \"1000.01\"\n";
    assert_eq!(ask(&corrected, "{}").1, ("9.00".into(), top(10)));
    // A refusal that depends on an answer is only possible.
    let perhaps =
        ask(&service("senza_isee = { rifiuta = \"serve\" }\n", "se = { fatto = \"f3\", vero = true }\n"), "{}");
    assert_eq!((perhaps.1, perhaps.2), (("1.00".into(), top(10)), Ammesso::DaVerificare));
    let certain = soglia::formato::parse_request("{}", &many_answers(13, SENZA_ISEE).rules.fatti).unwrap();
    let refused = many_answers(13, &service("senza_isee = { rifiuta = \"serve\" }\n", ""));
    let refused = calcola(&refused.rules, "s", &certain).unwrap();
    assert_eq!((refused.ammesso, refused.intervallo, refused.mancano.len()), (Ammesso::No, None, 0));
    // A table knows that there is none.
    let case = many_answers(13, &service("senza_isee = { importo = \"2\" }\n", ""));
    let rows = tabella(&case.rules, "s", &[None], None, &Default::default()).unwrap();
    assert_eq!((rows[0].quote["q"].as_deref(), rows[0].quote["r"].as_deref()), (Some("2.00"), Some("1.00")));
    assert!(rows[0].intervallo.is_empty());
}

/// Two quotas of opposite slopes, rounded to different steps: the sum at every cent, in whole numbers.
fn sums(cents: i128, up: i128, down: i128) -> (i128, i128) {
    // 0 to 50 € and 50 € to 0 along `cents`; up to a multiple of `up` cents, down to one of `down`.
    let at = |c: i128| {
        let (rises, falls) = (5000 * c, 5000 * (cents - c));
        (rises + up * cents - 1) / (up * cents) * up + falls / (down * cents) * down
    };
    let all = (0..=cents).map(at);
    (all.clone().min().unwrap(), all.max().unwrap())
}

fn opposite(cents: i128, (up, down): (i128, i128), more: &str) -> String {
    let euro = |c: i128| format!("{}.{:02}", c / 100, c % 100);
    format!(
        "[[servizio]]\nid = \"s\"\nisee = [\"ordinario\"]\n[[servizio.quota]]\nid = \"sale\"\nper = \"ora\"\n\
         arrotonda = {{ al = \"{}\", modo = \"su\" }}\nfasce = [{{ fino_a = \"{}\", da = \"0\", a = \"50\" }}, {{ importo = \"50\" }}]\n\
         [[servizio.quota]]\nid = \"scende\"\nper = \"giorno\"\narrotonda = {{ al = \"{}\", modo = \"giu\" }}\n\
         fasce = [{{ fino_a = \"{}\", da = \"50\", a = \"0\" }}, {{ importo = \"0\" }}]\n{more}",
        euro(up),
        euro(cents),
        euro(down),
        euro(cents)
    )
}

fn text(cents: i128) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// Halving finds the extremes of a sum among a million cents. The last needs 4,096 halvings, the most that are made: 2,048
/// as the things stand, and as many once an ISEE is presented.
#[test]
fn the_extremes_of_a_sum_are_found_among_a_million_cents() {
    for (cents, steps) in [(1_000_000, (37, 90)), (999_983, (70, 41)), (654_321, (300, 170)), (71_143, (10, 20))] {
        let case = many_answers(0, &opposite(cents, steps, ""));
        let (min, max) = sums(cents, steps.0, steps.1);
        assert_eq!(asked(&case, "{}").1, (text(min), Some(text(max))), "{cents} {steps:?}");
    }
}

/// Where they are not enough the range is only wide enough. Here the lower half of the fascia has not been looked into: up to
/// 388.88 € «sale» goes from 0 to 25.08 and «scende» from 49.92 to 24.96; at a cent beside zero the first is already 0.11.
#[test]
fn beyond_4096_halvings_the_range_of_a_sum_still_contains_it() {
    let case = many_answers(1, &opposite(77_777, (11, 13), ""));
    let (low, high) = asked(&case, "{}").1;
    let number = |t: &str| numero_da(t);
    let (min, max) = sums(77_777, 11, 13);
    assert!(
        number(&low) <= centesimi(min.try_into().unwrap())
            && number(&high.clone().unwrap()) >= centesimi(max.try_into().unwrap())
    );
    assert_eq!((low.as_str(), high.as_deref()), ("25.07", Some("75.00")));
}

/// Where a quota is alone no halving is needed, however many cells and answers there are: those of the last combination,
/// the only one in which two quotas count, are all left for it.
#[test]
fn cells_that_need_no_halving_take_none() {
    let all: Vec<String> = (0..10).map(|n| format!("{{ fatto = \"f{n}\", vero = true }}")).collect();
    let service = opposite(61_158, (12, 8), "")
        .replace("id = \"scende\"\n", &format!("id = \"scende\"\nse = {{ tutte = [{}] }}\n", all.join(", ")))
        .replace(
            "fasce = [{ fino_a = \"611.58\", da = \"0\", a = \"50\" }, { importo = \"50\" }]",
            "fasce = [{ fino_a = \"611.58\", da = \"0\", a = \"50\" }, { fino_a = \"700\", da = \"50\", a = \"51\" }, { fino_a = \"800\", da = \"51\", a = \"52\" }, { importo = \"52\" }]",
        );
    let case = many_answers(10, &service);
    let told = asked(&case, "{}");
    // Every answer is needed for «scende», and the sum of the corrections is 511 with all of them. Alone, «sale» goes
    // from 0 to 52, rounded up to 52.08; together they stay around 50.
    assert_eq!((told.0.len(), told.1), (11, ("0.00".into(), Some("563.08".into()))));
}

/// Of the combinations of answers only those that decide the conditions otherwise are searched: two of 4,096.
#[test]
fn combinations_that_decide_alike_are_searched_once() {
    let all: Vec<String> = (0..12).map(|n| format!("{{ fatto = \"f{n}\", vero = true }}")).collect();
    let fasce: Vec<String> =
        (1..40).map(|n| format!("{{ fino_a = \"{n}000\", da = \"{n}\", a = \"{}\" }}", n + 1)).collect();
    let service = format!(
        "[[servizio]]\nid = \"s\"\nisee = [\"ordinario\"]\n[[servizio.quota]]\nid = \"q\"\nper = \"ora\"\n\
         fasce = [{}, {{ importo = \"40\" }}]\n[[servizio.correzione]]\nid = \"sconto\"\nsu = \"quota:q\"\n\
         aggiungi = \"-1\"\nse = {{ tutte = [{}] }}\n",
        fasce.join(", "),
        all.join(", ")
    );
    let case = many_answers(12, &service);
    let question = Domanda::Almeno("20".parse().unwrap());
    let set = inverso(&case.rules, "s", "q", question, &Default::default()).unwrap();
    // With the discount the fee is a thousandth of the ISEE: 19.995 already rounds to 20. Without it there is more.
    assert_eq!((set.tratti.len(), set.tratti[0].da.as_str(), set.tratti[0].a.as_deref()), (1, "19995.00", None));
    assert_eq!(set.mancano.len(), 12);
}

/// Each correction whose condition names the ISEE may apply or not: of the points that would make, some are left out.
#[test]
fn many_corrections_that_name_the_isee_do_not_multiply_the_work() {
    let mut service =
        "[[servizio]]\nid = \"s\"\nisee = [\"ordinario\"]\n[[servizio.quota]]\nid = \"q\"\nper = \"ora\"\n\
        fasce = [{ fino_a = \"5000\", importo = \"1\" }, { importo = \"3\" }]\n"
            .to_owned();
    for n in 0..26 {
        service += &format!(
            "[[servizio.correzione]]\nid = \"isee-{n}\"\nsu = \"isee\"\naggiungi = \"-{}\"\n\
             se = {{ fatto = \"isee.ordinario\", oltre = \"{n}\" }}\n",
            text(1 << n)
        );
    }
    let told = asked(&many_answers(0, &service), "{}");
    assert_eq!(told, (vec!["isee.ordinario".to_owned()], ("1.00".into(), Some("3.00".into())), Ammesso::Si));
}

/// With two hundred fasce `verifica` looks at two hundred combinations: of an eighth answer only the ordinary one, so that
/// who has no quota for the other one is not seen. With one fascia more than enough are looked at.
#[test]
fn the_more_the_fasce_the_fewer_the_combinations_that_verifica_looks_at() {
    let some: Vec<String> = (0..8).map(|n| format!("{{ fatto = \"f{n}\", vero = {} }}", n != 7)).collect();
    let found = |fasce: usize| {
        let list: Vec<String> = (1..fasce).map(|n| format!("{{ fino_a = \"{n}\", importo = \"1\" }}")).collect();
        let service = format!(
            "[[servizio]]\nid = \"s\"\nisee = [\"ordinario\"]\n[[servizio.quota]]\nid = \"q\"\nper = \"ora\"\n\
             se = {{ almeno_una = [{}] }}\nfasce = [{}]\n",
            some.join(", "),
            list.into_iter().chain(["{ importo = \"1\" }".to_owned()]).collect::<Vec<_>>().join(", ")
        );
        let case = many_answers(8, &service);
        soglia::tariffa::verifica(&case.rules, None).iter().any(|d| d.codice.as_str() == "nessuna-quota")
    };
    assert!(found(1) && found(156) && !found(157) && !found(200));
}
