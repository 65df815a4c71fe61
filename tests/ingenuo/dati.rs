// SPDX-License-Identifier: EUPL-1.2
//! Rules, requests and answers, as FORMATO names them.

use super::decimale;
use num_rational::BigRational;
use num_traits::{One, Zero};
use std::collections::BTreeMap;

pub type Q = BigRational;
pub type Fatti = BTreeMap<String, Valore>;

pub const UNITA: [&str; 7] = ["ora", "giorno", "pasto", "viaggio", "mese", "anno", "una_tantum"];

#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub enum Valore {
    Booleano(bool),
    Numero(Q),
    /// A word, or a date as ISO text: its order is that of the calendar.
    Parola(String),
}

#[derive(Clone, Debug)]
pub struct Fatto {
    pub tipo: String,
    pub valori: Vec<String>,
    pub minimo: Option<Q>,
    pub massimo: Option<Q>,
    pub predefinito: Option<Valore>,
}

#[derive(Clone, Debug)]
pub enum Condizione {
    Foglia { fatto: String, confronto: String, valori: Vec<Valore> },
    Tutte(Vec<Self>),
    AlmenoUna(Vec<Self>),
    Nessuna(Vec<Self>),
}

#[derive(Clone, Debug)]
pub enum Forma {
    Importo(Q),
    Percento(Q),
    Lineare { da: Q, a: Q, nodi: (Q, Q), percento: bool },
    Rapporto { importo: Q, isee: Q },
    Eccedenza(Q),
    Ignota { minimo: Q, massimo: Option<Q> },
}

#[derive(Clone, Debug)]
pub struct Fascia {
    pub inizio: Q,
    /// Bound, and whether it belongs to this fascia.
    pub fine: Option<(Q, bool)>,
    pub forma: Forma,
}

#[derive(Clone, Debug)]
pub enum Senza {
    Importo(Q),
    Percento(Q),
    Rifiuta,
}

#[derive(Clone, Debug)]
pub struct Arrotonda {
    pub al: Q,
    pub modo: String,
    pub prima: bool,
}

#[derive(Clone, Debug)]
pub struct Quota {
    pub id: String,
    pub per: String,
    pub se: Option<Condizione>,
    pub contributo: bool,
    pub fasce: Vec<Fascia>,
    pub senza: Option<Senza>,
    pub arrotonda: Arrotonda,
}

#[derive(Clone, Debug)]
pub struct Correzione {
    pub se: Option<Condizione>,
    pub su: String,
    pub operazione: String,
    pub numero: Q,
    pub per: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Servizio {
    pub id: String,
    pub isee: Vec<String>,
    pub costo: Option<(Q, String)>,
    pub requisiti: Vec<Condizione>,
    pub quote: Vec<Quota>,
    pub correzioni: Vec<Correzione>,
    pub arrotonda_totale: Arrotonda,
}

#[derive(Clone, Debug)]
pub struct Regole {
    pub fatti: BTreeMap<String, Fatto>,
    pub servizi: Vec<Servizio>,
}

#[derive(Clone, Debug, Default)]
pub struct Richiesta {
    pub isee: BTreeMap<String, Q>,
    pub quantita: BTreeMap<String, Q>,
    pub fatti: Fatti,
}

impl Richiesta {
    /// The facts, with the ISEE presented among them.
    pub fn tutti_i_fatti(&self) -> Fatti {
        let mut fatti = self.fatti.clone();
        for (tipo, x) in &self.isee {
            fatti.insert(format!("isee.{tipo}"), Valore::Numero(x.clone()));
        }
        fatti
    }

    /// The request as JSON.
    pub fn json(&self) -> String {
        let numbers = |m: &BTreeMap<String, Q>| m.iter().map(|(k, v)| (k.clone(), decimale(v).into())).collect();
        let isee: serde_json::Map<String, serde_json::Value> = numbers(&self.isee);
        let quantita: serde_json::Map<String, serde_json::Value> = numbers(&self.quantita);
        serde_json::json!({ "isee": isee, "quantita": quantita, "fatti": fatti_json(&self.fatti) }).to_string()
    }
}

/// Facts as JSON writes them.
pub fn fatti_json(fatti: &Fatti) -> serde_json::Value {
    let one = |v: &Valore| match v {
        Valore::Booleano(b) => serde_json::Value::from(*b),
        Valore::Numero(n) => decimale(n).into(),
        Valore::Parola(s) => s.clone().into(),
    };
    fatti.iter().map(|(k, v)| (k.clone(), one(v))).collect::<serde_json::Map<_, _>>().into()
}

/// Which value an unprinted fascia takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ignota {
    Minimo,
    Massimo,
    /// Beyond [`Ignota::Massimo`] where there is no greatest value.
    Oltre,
}

/// How things stand, with nothing left to ask.
#[derive(Clone, Debug)]
pub struct Stato {
    /// Every fact that a condition names.
    pub fatti: Fatti,
    /// The ISEE of step 1.
    pub x: Option<Q>,
    /// Whether one was presented: quotas with `senza_isee` look at this.
    pub presentato: bool,
    pub quantita: BTreeMap<String, Q>,
    pub ignota: Ignota,
    /// A quota asked for by name counts whatever its `se`.
    pub sempre: Option<String>,
    /// False: no rounding anywhere, the exact function of chapter 4.
    pub arrotonda: bool,
}

impl Stato {
    pub fn quanti(&self, unita: &str) -> Q {
        match self.quantita.get(unita) {
            Some(q) => q.clone(),
            None if UNITA.contains(&unita) => Q::one(),
            None => Q::zero(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Riga {
    pub id: String,
    pub unitaria: Q,
    pub quantita: Q,
    pub importo: Q,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Esito {
    pub quote: Vec<Riga>,
    pub contributi: Vec<Riga>,
    pub totale: Q,
    pub rifiuto: bool,
    pub costo_ente: Option<Q>,
    /// A fascia whose value the act does not print was used.
    pub non_stampato: bool,
}
