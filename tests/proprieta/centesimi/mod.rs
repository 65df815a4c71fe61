// SPDX-License-Identifier: EUPL-1.2
//! Small rule files whose bounds are within the first euro of ISEE, each shaped for one difficulty: every cent and every
//! answer is tried, so that ranges, missing facts, breakpoints and sets are compared with all that there is.

mod inverse;
mod limiti;
mod mancanti;
mod soglie;

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
