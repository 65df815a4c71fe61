// SPDX-License-Identifier: EUPL-1.2
//! Rule files read straight from TOML tables; the file is taken to be valid.

use super::{
    Arrotonda, Condizione, Correzione, Fascia, Fatto, Forma, Q, Quota, Regole, Senza, Servizio, Valore, centesimo,
    intero,
};
use num_bigint::BigInt;
use num_traits::{One, Zero};
use std::collections::BTreeMap;
use toml::{Table, Value};

const STANDARD: [&str; 2] = [include_str!("../../seeds/fatti.toml"), include_str!("../../seeds/misure/fatti.toml")];
const CONFRONTI: [&str; 9] = ["uguale", "diverso", "almeno", "al_massimo", "oltre", "meno_di", "tra", "in", "vero"];
const OPERAZIONI: [&str; 6] = ["moltiplica", "aggiungi", "tetto", "minimo", "imposta", "sposta"];

pub fn regole(text: &str) -> Regole {
    let table: Table = toml::from_str(text).expect("valid TOML");
    let standard = STANDARD.map(|text| toml::from_str::<Table>(text).expect("valid TOML"));
    let mut fatti = BTreeMap::new();
    for f in standard.iter().chain([&table]).flat_map(|t| list(t, "fatto")) {
        fatti.insert(string(&f, "id"), fatto(&f));
    }
    let servizi = list(&table, "servizio").into_iter().map(|s| servizio(&s, &fatti, false));
    let misure = list(&table, "misura").into_iter().map(|s| servizio(&s, &fatti, true));
    let servizi = servizi.chain(misure).collect();
    Regole { fatti, servizi }
}

fn list(t: &Table, key: &str) -> Vec<Table> {
    let items = t.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    items.into_iter().map(|v| v.as_table().expect("a table").clone()).collect()
}

fn string(t: &Table, key: &str) -> String {
    text(t.get(key).unwrap_or_else(|| panic!("no {key}")))
}

fn text(v: &Value) -> String {
    v.as_str().expect("a text").to_owned()
}

/// A number between quotes, or a whole one; `"3/7"` too.
pub fn numero(v: &Value) -> Q {
    match v {
        Value::Integer(n) => intero(*n),
        _ => numero_da(&text(v)),
    }
}

pub fn numero_da(text: &str) -> Q {
    if let Some((above, below)) = text.split_once('/') {
        return numero_da(above) / numero_da(below);
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{whole}{decimals}").parse().expect("digits");
    Q::new(digits, BigInt::from(10).pow(u32::try_from(decimals.len()).unwrap()))
}

fn fatto(t: &Table) -> Fatto {
    let tipo = string(t, "tipo");
    let valori = t.get("valori").and_then(Value::as_array).cloned().unwrap_or_default();
    Fatto {
        valori: valori.iter().map(text).collect(),
        minimo: t.get("minimo").map(numero),
        massimo: t.get("massimo").map(numero),
        predefinito: t.get("predefinito").map(|v| valore(&tipo, v)),
        tipo,
    }
}

fn valore(tipo: &str, v: &Value) -> Valore {
    match tipo {
        "booleano" => Valore::Booleano(v.as_bool().expect("true or false")),
        "intero" | "importo" => Valore::Numero(numero(v)),
        _ => Valore::Parola(text(v)),
    }
}

/// The value of a fact as a request writes it.
pub fn valore_json(fatto: &Fatto, v: &serde_json::Value) -> Option<Valore> {
    Some(match fatto.tipo.as_str() {
        "booleano" => Valore::Booleano(v.as_bool()?),
        "intero" | "importo" => {
            Valore::Numero(v.as_str().map_or_else(|| v.as_i64().map(intero), |t| Some(numero_da(t)))?)
        }
        _ => Valore::Parola(v.as_str()?.to_owned()),
    })
}

fn condizione(t: &Table, fatti: &BTreeMap<String, Fatto>) -> Condizione {
    let nested = |key: &str| list(t, key).iter().map(|c| condizione(c, fatti)).collect();
    if t.contains_key("tutte") {
        return Condizione::Tutte(nested("tutte"));
    }
    if t.contains_key("almeno_una") {
        return Condizione::AlmenoUna(nested("almeno_una"));
    }
    if t.contains_key("nessuna") {
        return Condizione::Nessuna(nested("nessuna"));
    }
    let id = string(t, "fatto");
    let tipo = &fatti.get(&id).unwrap_or_else(|| panic!("no fact {id}")).tipo;
    let confronto = CONFRONTI.iter().find(|c| t.contains_key(**c)).expect("a comparison");
    let valori = match &t[*confronto] {
        Value::Array(items) => items.iter().map(|v| valore(tipo, v)).collect(),
        one => vec![valore(tipo, one)],
    };
    Condizione::Foglia { fatto: id, confronto: (*confronto).to_owned(), valori }
}

fn optional_condition(t: &Table, fatti: &BTreeMap<String, Fatto>) -> Option<Condizione> {
    t.get("se").map(|c| condizione(c.as_table().expect("a table"), fatti))
}

fn servizio(t: &Table, fatti: &BTreeMap<String, Fatto>, misura: bool) -> Servizio {
    let costo = t.get("costo").map(|c| {
        let c = c.as_table().expect("a table");
        (numero(&c["importo"]), string(c, "per"))
    });
    let accepted = t.get("isee").and_then(Value::as_array).cloned().unwrap_or_default();
    Servizio {
        id: string(t, "id"),
        isee: accepted.iter().map(text).collect(),
        costo,
        requisiti: list(t, "requisito").iter().filter_map(|r| optional_condition(r, fatti)).collect(),
        quote: list(t, "quota").iter().map(|q| quota(q, fatti, misura)).collect(),
        correzioni: list(t, "correzione").iter().map(|c| correzione(c, fatti)).collect(),
        arrotonda_totale: arrotonda(t.get("arrotonda_totale")),
    }
}

fn quota(t: &Table, fatti: &BTreeMap<String, Fatto>, misura: bool) -> Quota {
    let mut fasce = Vec::new();
    let mut inizio = Q::zero();
    for f in list(t, "fasce") {
        let fine = match (f.get("fino_a"), f.get("sotto")) {
            (Some(v), _) => Some((numero(v), true)),
            (_, Some(v)) => Some((numero(v), false)),
            _ => None,
        };
        let forma = forma(&f, &inizio, fine.as_ref().map(|f| &f.0));
        let next = fine.as_ref().map(|f| f.0.clone());
        fasce.push(Fascia { inizio: inizio.clone(), fine, forma });
        inizio = next.unwrap_or(inizio);
    }
    let senza = t.get("senza_isee").map(|s| {
        let s = s.as_table().expect("a table");
        match (s.get("importo"), s.get("percento")) {
            (Some(v), _) => Senza::Importo(numero(v)),
            (_, Some(p)) => Senza::Percento(numero(p)),
            _ => Senza::Rifiuta,
        }
    });
    Quota {
        id: string(t, "id"),
        per: string(t, "per"),
        se: optional_condition(t, fatti),
        contributo: misura || t.get("natura").and_then(Value::as_str) == Some("contributo"),
        fasce,
        senza,
        arrotonda: arrotonda(t.get("arrotonda")),
    }
}

fn forma(f: &Table, inizio: &Q, fine: Option<&Q>) -> Forma {
    let nodi = || match f.get("nodi").and_then(Value::as_array) {
        Some(two) => (numero(&two[0]), numero(&two[1])),
        None => (inizio.clone(), fine.expect("an upper bound or knots").clone()),
    };
    let get = |key: &str| f.get(key);
    if let Some(v) = get("importo") {
        return Forma::Importo(numero(v));
    }
    if get("esente").is_some() {
        return Forma::Importo(Q::zero());
    }
    if let Some(v) = get("percento") {
        return Forma::Percento(numero(v));
    }
    if let (Some(da), Some(a)) = (get("da"), get("a")) {
        return Forma::Lineare { da: numero(da), a: numero(a), nodi: nodi(), percento: false };
    }
    if let (Some(da), Some(a)) = (get("percento_da"), get("percento_a")) {
        return Forma::Lineare { da: numero(da), a: numero(a), nodi: nodi(), percento: true };
    }
    if let Some(r) = get("rapporto") {
        return Forma::Rapporto { importo: numero(&r["importo"]), isee: numero(&r["isee"]) };
    }
    if let Some(v) = get("eccedenza") {
        return Forma::Eccedenza(numero(v));
    }
    let limits = get("ignota").and_then(Value::as_table).expect("a value form");
    Forma::Ignota {
        minimo: limits.get("minimo").map_or_else(Q::zero, numero),
        massimo: limits.get("massimo").map(numero),
    }
}

fn arrotonda(v: Option<&Value>) -> Arrotonda {
    let get = |key: &str| v.and_then(|v| v.get(key));
    Arrotonda {
        al: get("al").map_or_else(centesimo, numero),
        modo: get("modo").map_or_else(|| "meta_su".to_owned(), text),
        prima: get("quando").map(text).as_deref() == Some("prima"),
    }
}

fn correzione(t: &Table, fatti: &BTreeMap<String, Fatto>) -> Correzione {
    let operazione = OPERAZIONI.iter().find(|o| t.contains_key(**o)).expect("an operation");
    Correzione {
        se: optional_condition(t, fatti),
        su: string(t, "su"),
        operazione: (*operazione).to_owned(),
        numero: t.get(*operazione).map_or_else(Q::one, numero),
        per: t.get("per").map(text),
    }
}
