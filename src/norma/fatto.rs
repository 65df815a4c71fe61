use super::{Giorno, Testo, words};
use borsh::{BorshDeserialize, BorshSerialize};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use std::fmt;

words! {
    /// Kind of a fact.
    TipoFatto of "fatto.tipo" {
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

/// The value of a fact (FORMATO chapter 2). Numbers are euro for an `importo`, whole for an `intero`.
///
/// ```
/// use soglia::norma::ValoreFatto;
/// let facts = soglia::formato::parse_facts(r#"{ "eta": 70 }"#, &soglia::semi::fatti()).unwrap();
/// assert_eq!(facts["eta"], ValoreFatto::Numero(70.into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum ValoreFatto {
    /// Of a `booleano`.
    Booleano(bool),
    /// Of an `intero` or `importo`.
    Numero(Decimal),
    /// Of a `data`.
    Data(Giorno),
    /// Of a `scelta` or `testo`.
    Parola(String),
}

/// As files write it, without quotes.
impl fmt::Display for ValoreFatto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Booleano(b) => write!(f, "{b}"),
            Self::Numero(n) => write!(f, "{n}"),
            Self::Data(d) => write!(f, "{d}"),
            Self::Parola(s) => f.write_str(s),
        }
    }
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

/// A named input, with its question (FORMATO chapter 2).
///
/// ```
/// let facts = soglia::semi::fatti();
/// let age = facts.get("eta").unwrap();
/// assert_eq!((age.tipo.as_str(), age.minimo), ("intero", Some(0.into())));
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
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

/// The facts a rule file may use: the standard ones and its own (FORMATO chapter 2).
///
/// ```
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// assert!(rules.fatti.get("festivo").is_some());
/// ```
#[derive(Clone, Debug, Default, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct CatalogoFatti(Vec<Fatto>);

impl CatalogoFatti {
    /// The fact of an id; none when no catalogue declares it.
    ///
    /// ```
    /// assert!(soglia::semi::fatti().get("segno-zodiacale").is_none());
    /// ```
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Fatto> {
        self.place(id).ok().and_then(|place| self.0.get(place))
    }

    /// Adds a fact; the later of two with one id wins, so a file can sharpen a standard question.
    ///
    /// ```
    /// let mut facts = soglia::semi::fatti().clone();
    /// let standard = facts.get("eta").unwrap().clone();
    /// facts.insert(soglia::norma::Fatto { domanda: "Quanti anni ha Ada?".into(), ..standard });
    /// assert_eq!(facts.get("eta").unwrap().domanda.it(), "Quanti anni ha Ada?");
    /// ```
    pub fn insert(&mut self, fatto: Fatto) {
        match self.place(&fatto.id) {
            Ok(place) => {
                self.0.splice(place..=place, [fatto]);
            }
            Err(place) => self.0.insert(place, fatto),
        }
    }

    /// All facts, in the order of their ids.
    ///
    /// ```
    /// let facts = soglia::semi::fatti();
    /// assert!(facts.iter().any(|f| f.id == "isee.ordinario"));
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = &Fatto> {
        self.0.iter()
    }

    /// Where an id is, or would be: the list is in the order of the ids.
    fn place(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|f| f.id.as_str().cmp(id))
    }
}
