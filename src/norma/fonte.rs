use super::words;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

words! {
    /// Whether a file binds anyone. Anything but `pubblicato` is shown as such.
    Natura {
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
    Certezza {
        /// Read in the source.
        Certa = "certa",
        /// Our reading; to be checked.
        DaVerificare = "da_verificare",
        /// Invented.
        Dimostrativa = "dimostrativa",
    }
}

/// A text in one or more languages; Italian is always there.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Testo(BTreeMap<String, String>);

impl Testo {
    /// From a table of languages.
    #[must_use]
    pub fn new(texts: BTreeMap<String, String>) -> Self {
        Self(texts)
    }

    /// The Italian text.
    #[must_use]
    pub fn it(&self) -> &str {
        self.in_language("it")
    }

    /// The text in a language, else in Italian.
    #[must_use]
    pub fn in_language(&self, language: &str) -> &str {
        self.0.get(language).or_else(|| self.0.get("it")).map_or("", String::as_str)
    }
}

impl From<&str> for Testo {
    fn from(italian: &str) -> Self {
        Self(BTreeMap::from([("it".to_owned(), italian.to_owned())]))
    }
}

impl Serialize for Testo {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.it())
    }
}

/// Where a value comes from. At least one part is present.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize)]
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

/// Source and certainty of a value, both inherited from the nearest table up the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origine {
    /// The nearest source.
    pub fonte: Option<Fonte>,
    /// The nearest certainty; `certa` when nothing is written.
    pub certezza: Certezza,
    /// The remark written on this very table.
    pub nota: Option<Testo>,
}

/// The days on which a rule applies, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vigenza {
    /// First day.
    pub dal: Date,
    /// Last day; none = still in force.
    pub al: Option<Date>,
}

impl Vigenza {
    /// Whether the rule applies on that day.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use soglia::norma::Vigenza;
    /// let v = Vigenza { dal: date(2023, 1, 1), al: Some(date(2023, 12, 31)) };
    /// assert!(v.covers(date(2023, 12, 31)) && !v.covers(date(2024, 1, 1)));
    /// ```
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.dal <= day && self.al.is_none_or(|al| day <= al)
    }
}
