use super::{Giorno, words};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

words! {
    /// Whether a file binds anyone. Anything but `pubblicato` is shown as such.
    Natura of "natura" {
        /// In force or published by an ente.
        Pubblicato = "pubblicato",
        /// Published, no longer in force.
        Storico = "storico",
        /// Not yet approved.
        Bozza = "bozza",
        /// Invented to show a model.
        Dimostrativo = "dimostrativo",
    }
    /// How sure a value is.
    Certezza of "certezza" {
        /// Read in the source. The words stand from the surest on.
        Certa = "certa",
        /// Our reading; to be checked.
        DaVerificare = "da_verificare",
        /// Invented.
        Dimostrativa = "dimostrativa",
    }
}

/// A text in one or more languages; Italian is always there (FORMATO chapter 1).
///
/// ```
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let name = &rules.servizio("sad").unwrap().nome;
/// assert_eq!((name.it(), name.in_language("en")), ("Assistenza domiciliare", "Home care"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default, BorshDeserialize)]
pub struct Testo {
    it: String,
    /// The other languages, by code.
    altre: Vec<(String, String)>,
}

impl Testo {
    /// From a table of languages; `it` must be among them, else it is empty.
    ///
    /// ```
    /// # use soglia::norma::Testo;
    /// let meal = Testo::new([("it", "Pasto"), ("en", "Meal")].map(|(l, t)| (l.into(), t.into())).into());
    /// assert_eq!(meal.in_language("en"), "Meal");
    /// ```
    #[must_use]
    pub fn new(mut texts: BTreeMap<String, String>) -> Self {
        Self { it: texts.remove("it").unwrap_or_default(), altre: texts.into_iter().collect() }
    }

    /// The Italian text.
    ///
    /// ```
    /// assert_eq!(soglia::norma::Testo::from("Pasto").it(), "Pasto");
    /// ```
    #[must_use]
    pub fn it(&self) -> &str {
        &self.it
    }

    /// The text in a language, else in Italian.
    ///
    /// ```
    /// assert_eq!(soglia::norma::Testo::from("Pasto").in_language("en"), "Pasto");
    /// ```
    #[must_use]
    pub fn in_language(&self, language: &str) -> &str {
        self.altre.iter().find(|(code, _)| code == language).map_or(&self.it, |(_, text)| text)
    }
}

impl Testo {
    /// The text in the language that is spoken now, when its catalogue has it; else the Italian one.
    ///
    /// ```
    /// assert_eq!(soglia::norma::Testo::from("Pasto").tradotto(), "Pasto");
    /// ```
    #[must_use]
    pub fn tradotto(&self) -> &str {
        crate::lingua::tradotta(self.it()).unwrap_or_else(|| self.it())
    }
}

impl From<&str> for Testo {
    fn from(italian: &str) -> Self {
        Self { it: italian.to_owned(), altre: Vec::new() }
    }
}

/// Set by `build.rs` when it builds for the page, where every language but Italian is in a catalogue of its own
/// (`lingua`) and loads when it is chosen.
#[allow(dead_code, reason = "build.rs writes, the program reads")]
pub(crate) static SOLO_ITALIANO: AtomicBool = AtomicBool::new(false);

impl BorshSerialize for Testo {
    fn serialize<W: borsh::io::Write>(&self, writer: &mut W) -> borsh::io::Result<()> {
        let altre: &[_] = if SOLO_ITALIANO.load(Ordering::Relaxed) { &[] } else { &self.altre };
        BorshSerialize::serialize(&(&self.it, altre), writer)
    }
}

impl Serialize for Testo {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.it())
    }
}

/// Where a value comes from (FORMATO chapter 1, `fonte`). At least one part is present.
///
/// ```
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let source = rules.origine.fonte.as_ref().unwrap();
/// assert_eq!(source.articolo.as_ref().unwrap().it(), "34");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, BorshSerialize, BorshDeserialize)]
pub struct Fonte {
    /// Title of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub titolo: Option<Testo>,
    /// Kind, number and date of the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub atto: Option<Testo>,
    /// Article, page or table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub articolo: Option<Testo>,
    /// Web address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Remark on the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nota: Option<Testo>,
}

/// Source and certainty of a value, both inherited from the nearest table up the tree (FORMATO chapter 1).
///
/// ```
/// use soglia::norma::Certezza;
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let cost = rules.servizio("sad").unwrap().costo.as_ref().unwrap();
/// assert_eq!(cost.origine.certezza, Certezza::Dimostrativa); // the act does not print the full cost
/// ```
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Origine {
    /// The nearest source.
    pub fonte: Option<Fonte>,
    /// The nearest certainty; `certa` when nothing is written.
    pub certezza: Certezza,
    /// The remark written on this very table.
    pub nota: Option<Testo>,
}

/// The days on which a rule applies, both included (FORMATO chapter 1, `vigenza`).
///
/// ```
/// let senna = soglia::semi::regolamento("senna-sad").unwrap();
/// assert_eq!(senna.vigenza.al.unwrap().to_string(), "2024-12-31");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Vigenza {
    /// First day.
    pub dal: Giorno,
    /// Last day; none = still in force.
    pub al: Option<Giorno>,
}

impl Vigenza {
    /// Whether the rule applies on that day.
    ///
    /// ```
    /// use soglia::norma::{Giorno, Vigenza};
    /// let day = |text| Giorno::parse(text).unwrap();
    /// let v = Vigenza { dal: day("2023-01-01"), al: Some(day("2023-12-31")) };
    /// assert!(v.covers(day("2023-12-31")) && !v.covers(day("2024-01-01")));
    /// ```
    #[must_use]
    pub fn covers(&self, day: Giorno) -> bool {
        self.dal <= day && self.al.is_none_or(|al| day <= al)
    }
}
