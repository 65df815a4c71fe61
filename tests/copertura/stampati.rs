// SPDX-License-Identifier: EUPL-1.2
//! The households of the cases that have a source, as the naive evaluator sees them.

use crate::comune;
use crate::ingenuo::lettura::{numero_da, valore_json};
use crate::ingenuo::{Regole, Richiesta, Servizio};
use serde_json::Value;

/// A request written as JSON; none when it is not one, or when it names what the rules do not know.
pub fn richiesta(regole: &Regole, json: &Value) -> Option<Richiesta> {
    let mut r = Richiesta::default();
    let each = |key: &str| json[key].as_object().into_iter().flatten();
    let number = |v: &Value| v.as_str().map_or_else(|| v.as_i64().map(crate::ingenuo::intero), |t| Some(numero_da(t)));
    for (kind, v) in each("isee") {
        r.isee.insert(kind.clone(), number(v)?);
    }
    for (unit, v) in each("quantita") {
        r.quantita.insert(unit.clone(), number(v)?);
    }
    for (id, v) in each("fatti") {
        r.fatti.insert(id.clone(), valore_json(regole.fatti.get(id)?, v)?);
    }
    Some(r)
}

/// Those of a service: rows of `tabella` as well, which give the ISEE apart.
pub fn richieste(regole: &Regole, id: &str, s: &Servizio) -> Vec<Richiesta> {
    let mut out = Vec::new();
    for (_, text) in comune::files("tests/casi/norma/buoni", "toml") {
        let file = comune::as_json(&text).unwrap();
        if file["regolamento"] != id || file["servizio"] != s.id.as_str() {
            continue;
        }
        for row in file["tabella"].as_array().into_iter().flatten() {
            let mut json = serde_json::json!({ "fatti": row["fatti"] });
            if let (Some(x), Some(kind)) = (row["isee"].as_str().filter(|x| *x != "assente"), s.isee.first()) {
                json["isee"] = serde_json::json!({ kind.as_str(): x });
            }
            out.extend(richiesta(regole, &json));
        }
        for row in file["calcola"].as_array().into_iter().flatten() {
            out.extend(richiesta(regole, &row["richiesta"]));
        }
    }
    for (_, text) in comune::files("tests/casi/misure", "toml") {
        let file = comune::as_json(&text).unwrap();
        if file["regolamento"] == id && file["misura"] == s.id.as_str() {
            let rows = file["caso"].as_array().into_iter().flatten();
            out.extend(rows.filter_map(|row| richiesta(regole, &row["richiesta"])));
        }
    }
    out
}
