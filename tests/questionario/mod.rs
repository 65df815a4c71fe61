// SPDX-License-Identifier: EUPL-1.2
//! What the tests of «Cosa mi spetta?» share: the embedded rules of a day, families with every answer, and a judge
//! that only knows how to compute one complete household.
#![allow(dead_code, missing_docs, reason = "each test binary uses a part of it")]

pub mod profili;

use serde_json::{Value, json};
use soglia::formato::parse_request;
use soglia::norma::{Confronto, Fatto, TipoFatto, ValoreFatto};
use soglia::spettanze::{Risposte, Voce};
use soglia::{semi, tariffa};
use std::collections::BTreeMap;

/// Days with different rules.
pub const GIORNI: [&str; 7] =
    ["2016-12-01", "2017-12-15", "2018-04-01", "2018-07-01", "2024-05-01", "2026-02-01", "2026-10-01"];

fn covers(seme: &semi::Seme, day: &str) -> bool {
    seme.vigenza.dal <= day && seme.vigenza.al.is_none_or(|al| day <= al)
}

/// The measures of a day, and the two services of the area.
pub fn voci(day: &str) -> Vec<Voce<'static>> {
    let area = ["ambito-lodi-sad", "ambito-lodi-cdd"].map(|id| semi::regolamento(id).unwrap());
    let measures = semi::misure().iter().filter(|s| covers(s, day)).map(|s| semi::misura(s.id).unwrap());
    area.into_iter()
        .chain(measures)
        .flat_map(|regole| regole.servizi.iter().map(move |servizio| Voce { regole, servizio }))
        .collect()
}

/// Every fact that the rules name, and every kind of ISEE that they accept, with the values worth trying.
pub fn fatti(voci: &[Voce<'_>]) -> BTreeMap<String, Vec<ValoreFatto>> {
    let mut named: BTreeMap<String, Vec<Confronto>> = BTreeMap::new();
    for v in voci {
        let s = v.servizio;
        let conditions = s.requisiti.iter().map(|r| &r.se);
        let fees =
            s.quote.iter().filter_map(|q| q.se.as_ref()).chain(s.correzioni.iter().filter_map(|c| c.se.as_ref()));
        for c in conditions.chain(fees) {
            c.for_each_leaf(&mut |id, c| named.entry(id.to_owned()).or_default().push(c.clone()));
        }
        for kind in &s.isee {
            named.entry(kind.fact_id().to_owned()).or_default();
        }
    }
    let catalogue = semi::fatti_misure();
    named.into_iter().map(|(id, c)| (id.clone(), values(catalogue.get(&id).unwrap(), &c))).collect()
}

fn values(fatto: &Fatto, comparisons: &[Confronto]) -> Vec<ValoreFatto> {
    let mut list: Vec<ValoreFatto> = match fatto.tipo {
        TipoFatto::Booleano => vec![ValoreFatto::Booleano(false), ValoreFatto::Booleano(true)],
        TipoFatto::Scelta => fatto.valori.iter().map(|(w, _)| ValoreFatto::Parola(w.clone())).collect(),
        _ => {
            let step = if fatto.tipo == TipoFatto::Intero { 100 } else { 1 };
            let mut cents: Vec<i64> = vec![i64::from(fatto.tipo == TipoFatto::Importo) * 777_777];
            for v in comparisons.iter().flat_map(Confronto::values) {
                let ValoreFatto::Numero(n) = v else { panic!("{}", fatto.id) };
                let at = i64::try_from(*n * soglia::denaro::Decimal::from(100)).unwrap();
                cents.extend([at - step, at, at + step]);
            }
            let least = fatto.minimo.map_or(0, |m| m.to_string().parse::<i64>().unwrap() * 100);
            let number = |c: i64| ValoreFatto::Numero(soglia::denaro::Decimal::new(c, 2).normalize());
            cents.into_iter().filter(|c| *c >= least).map(number).collect()
        }
    };
    list.sort();
    list.dedup();
    list
}

/// A small deterministic generator.
pub struct Caso(pub u64);

impl Caso {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(n.max(1)).unwrap()).unwrap()
    }
}

fn kind(id: &str) -> Option<soglia::norma::TipoIsee> {
    soglia::norma::TipoIsee::ALL.iter().copied().find(|k| k.fact_id() == id)
}

/// Answers one question with a value at random; one ISEE in five is «I do not have it».
pub fn answer(r: &mut Risposte, id: &str, values: &[ValoreFatto], caso: &mut Caso) {
    match kind(id) {
        Some(k) if caso.below(5) == 0 => drop(r.senza.insert(k)),
        _ => drop(r.fatti.insert(id.to_owned(), values[caso.below(values.len())].clone())),
    }
}

/// What the computation of one household says: verdict, fee, contributions. Nothing of the questionnaire is used.
pub fn judge(v: &Voce<'_>, r: &Risposte) -> (String, Value) {
    let (mut facts, mut isee) = (serde_json::Map::new(), serde_json::Map::new());
    for (id, value) in &r.fatti {
        match id.strip_prefix("isee.") {
            Some(kind) => drop(isee.insert(kind.to_owned(), json!(value.to_string()))),
            None if v.regole.fatti.get(id).is_some() => drop(facts.insert(id.clone(), json!(value))),
            None => {}
        }
    }
    let request = json!({ "isee": isee, "fatti": facts }).to_string();
    let request = parse_request(&request, &v.regole.fatti).unwrap();
    let answer = json!(tariffa::calcola(v.regole, &v.servizio.id, &request).unwrap());
    let verdict = answer["ammesso"].as_str().unwrap().to_owned();
    let paid: Vec<Value> =
        answer["contributi"].as_array().unwrap().iter().map(|c| json!([c["id"], c["importo"]])).collect();
    let money = if verdict == "no" { Value::Null } else { json!([answer["totale"], paid]) };
    (verdict, money)
}
