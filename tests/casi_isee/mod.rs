// SPDX-License-Identifier: EUPL-1.2
//! The form of `casi/isee/buoni`: a household, what comes out of it, and its variants.
#![allow(dead_code, missing_docs, reason = "each test binary uses a part of it")]

use serde::Deserialize;
use serde_json::{Map, Value};
use soglia::chiamate;
use soglia::formato::Argomenti;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caso {
    pub formato: u64,
    pub frase: String,
    /// Where the values come from.
    pub fonte: String,
    pub origine: Origine,
    pub atteso: Atteso,
    pub avviso: Option<String>,
    pub dsu: Value,
    #[serde(default)]
    pub variante: Vec<Variante>,
}

/// Whether the source prints the value or we derived it.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origine {
    Stampato,
    Calcolato,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variante {
    pub frase: String,
    /// JSON pointer and new value.
    #[serde(default)]
    pub modifica: BTreeMap<String, Value>,
    /// Tables to add at the end of a list.
    #[serde(default)]
    pub aggiungi: BTreeMap<String, Vec<Value>>,
    /// JSON pointers to take away.
    #[serde(default)]
    pub togli: Vec<String>,
    #[serde(default)]
    pub opzioni: Map<String, Value>,
    pub atteso: Atteso,
    pub avviso: Option<String>,
    pub senza_avviso: Option<String>,
}

/// Each value that is written is compared, to the cent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Atteso {
    pub isr: Option<String>,
    pub isp: Option<String>,
    pub ise: Option<String>,
    pub scala: Option<String>,
    pub isee: Option<String>,
    pub aggiunte: Option<Vec<String>>,
}

impl Variante {
    pub fn of(&self, dsu: &Value) -> Value {
        let mut dsu = dsu.clone();
        for pointer in &self.togli {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            dsu.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(key);
        }
        for (pointer, value) in &self.modifica {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            match dsu.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer}")) {
                Value::Array(items) => items[key.parse::<usize>().unwrap()] = value.clone(),
                Value::Object(table) => drop(table.insert(key.to_owned(), value.clone())),
                other => panic!("{pointer}: {other}"),
            }
        }
        for (list, more) in &self.aggiungi {
            let items = dsu.as_object_mut().unwrap().entry(list).or_insert(Value::Array(Vec::new()));
            items.as_array_mut().unwrap().extend(more.iter().cloned());
        }
        if !self.opzioni.is_empty() {
            dsu["opzioni"] = Value::Object(self.opzioni.clone());
        }
        dsu
    }
}

/// The call, as JavaScript and the command line make it.
pub fn ask(text: &str) -> Value {
    let mut a = Argomenti::default();
    a.dsu = Some(text.to_owned());
    let answer = match chiamate::run("isee", a, "dsu") {
        Ok(esito) => esito.documento,
        Err(errors) => chiamate::refused(&errors),
    };
    serde_json::from_str(&answer).unwrap()
}
