use super::{Testo, words};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

words! {
    /// Kind of a fact.
    TipoFatto {
        /// Yes or no.
        Booleano = "booleano",
        /// A whole number.
        Intero = "intero",
        /// Euro, to the cent.
        Importo = "importo",
        /// One word of a list.
        Scelta = "scelta",
        /// A day.
        Data = "data",
        /// Free text.
        Testo = "testo",
    }
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValoreFatto {
    /// Of a `booleano`.
    Booleano(bool),
    /// Of an `intero` or `importo`.
    Numero(Decimal),
    /// Of a `data`.
    Data(Date),
    /// Of a `scelta` or `testo`.
    Parola(String),
}

impl Serialize for ValoreFatto {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Booleano(b) => serializer.serialize_bool(*b),
            Self::Numero(n) if n.scale() == 0 => match i64::try_from(*n) {
                Ok(whole) => serializer.serialize_i64(whole),
                Err(_) => serializer.collect_str(n),
            },
            Self::Numero(n) => serializer.serialize_str(&crate::denaro::decimal_text(*n)),
            Self::Data(d) => serializer.collect_str(d),
            Self::Parola(s) => serializer.serialize_str(s),
        }
    }
}

/// A named input, with its question.
#[derive(Clone, Debug, PartialEq)]
pub struct Fatto {
    /// Id, such as `eta` or `isee.ordinario`.
    pub id: String,
    /// Kind of value.
    pub tipo: TipoFatto,
    /// Admitted words of a `scelta`, with what the screen calls them.
    pub valori: Vec<(String, Testo)>,
    /// The question.
    pub domanda: Testo,
    /// Help under the question.
    pub aiuto: Option<Testo>,
    /// Why we ask.
    pub perche: Option<Testo>,
    /// Value of the ordinary occasion: `tabella`, `soglie` and `inverso` use it and say so.
    pub predefinito: Option<ValoreFatto>,
    /// Smallest admitted number.
    pub minimo: Option<Decimal>,
    /// Largest admitted number.
    pub massimo: Option<Decimal>,
}

/// The facts a rule file may use: the standard ones and its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CatalogoFatti(BTreeMap<String, Fatto>);

impl CatalogoFatti {
    /// The fact of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Fatto> {
        self.0.get(id)
    }

    /// Adds a fact; the later of two with one id wins, so a file can sharpen a standard question.
    pub fn insert(&mut self, fatto: Fatto) {
        self.0.insert(fatto.id.clone(), fatto);
    }

    /// All facts, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Fatto> {
        self.0.values()
    }
}
