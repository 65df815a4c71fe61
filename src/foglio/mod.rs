// SPDX-License-Identifier: EUPL-1.2
//! A spreadsheet, said plainly: sheets of cells with texts, exact decimals, dates and live formulas.
//!
//! Who prepares one writes a [`Cartella`]; `scrivi` (command line and page only) turns it into the bytes of an `.xlsx`
//! file. A text is never read as a formula, whatever it begins with; a decimal with more digits than a spreadsheet can
//! hold is written as text, never rounded in silence.
//!
//! ```
//! use soglia::foglio::{Cartella, Cella, Foglio};
//! let mut conto = Foglio::new("Conto");
//! conto.riga([Cella::testo("Nidi").intestazione(), Cella::euro("120.50").dato()]);
//! conto.riga([Cella::testo("Doppio"), Cella::formula("B1*2", "241.00").in_euro()]);
//! let cartella = Cartella { titolo: "Prova".to_owned(), fogli: vec![conto] };
//! assert_eq!(serde_json::from_str::<Cartella>(&serde_json::to_string(&cartella).unwrap()).unwrap(), cartella);
//! ```

mod campione;
#[cfg(any(feature = "cli", feature = "app"))]
mod leggi;
mod riparto;
#[cfg(any(feature = "cli", feature = "app"))]
mod scrivi;

pub use campione::{MAX_CAMPIONE, campione};
#[cfg(any(feature = "cli", feature = "app"))]
pub use leggi::{FoglioLetto, MAX_APERTO, is_foglio, leggi, leggi_e_di};
pub use riparto::riparto;
#[cfg(any(feature = "cli", feature = "app"))]
pub use scrivi::{NonScritta, scrivi};

use crate::norma::Fonte;
use serde::{Deserialize, Serialize};

/// Characters that the name of a sheet may have.
const MAX_NOME: usize = 31;

/// A workbook.
///
/// ```
/// use soglia::foglio::{Cartella, Foglio};
/// let cartella = Cartella { titolo: "Riparto 2017".to_owned(), fogli: vec![Foglio::new("Criteri")] };
/// assert_eq!(cartella.fogli[0].nome(), "Criteri");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cartella {
    /// What the program that opens it shows as its title.
    pub titolo: String,
    /// The sheets; the first is the one that opens.
    pub fogli: Vec<Foglio>,
}

/// A sheet.
///
/// ```
/// use soglia::foglio::{Cella, Foglio};
/// let mut foglio = Foglio::new("Voci: [2017]");
/// assert_eq!((foglio.riga([Cella::testo("a")]), foglio.riga([])), (0, 1)); // rows, from zero
/// assert_eq!(foglio.nome(), "Voci 2017");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foglio {
    nome: String,
    /// Width of each column, in characters; a column that is not named has the usual one.
    pub larghezze: Vec<u16>,
    /// Rows at the top that stay in sight, and that each printed page repeats.
    pub bloccate: u32,
    /// Whether it is printed on its side.
    pub orizzontale: bool,
    /// The cells, row by row.
    pub righe: Vec<Vec<Cella>>,
}

impl Foglio {
    /// An empty sheet; characters that its name may not have are left out.
    ///
    /// ```
    /// assert_eq!(soglia::foglio::Foglio::new("?").nome(), "Foglio");
    /// ```
    #[must_use]
    pub fn new(nome: &str) -> Self {
        let plain: String = nome.chars().filter(|c| !"[]:*?/\\".contains(*c) && !c.is_control()).collect();
        let short: String = plain.trim().chars().take(MAX_NOME).collect();
        let short = short.trim_matches(['\'', ' ']);
        Self { nome: if short.is_empty() { "Foglio".to_owned() } else { short.to_owned() }, ..Self::default() }
    }

    /// Its name.
    ///
    /// ```
    /// assert_eq!(soglia::foglio::Foglio::new("Criteri").nome(), "Criteri");
    /// ```
    #[must_use]
    pub fn nome(&self) -> &str {
        &self.nome
    }

    /// Adds a row at the bottom; its position, from zero.
    ///
    /// ```
    /// assert_eq!(soglia::foglio::Foglio::new("x").riga([]), 0);
    /// ```
    pub fn riga(&mut self, celle: impl IntoIterator<Item = Cella>) -> usize {
        self.righe.push(celle.into_iter().collect());
        self.righe.len().saturating_sub(1)
    }

    /// How a formula of any sheet names one of its cells.
    ///
    /// ```
    /// assert_eq!(soglia::foglio::Foglio::new("L'anno").riferimento(1, 27), "'L''anno'!$AB$2");
    /// ```
    #[must_use]
    pub fn riferimento(&self, riga: usize, colonna: usize) -> String {
        format!("'{}'!{}", self.nome.replace('\'', "''"), fissa(riga, colonna))
    }
}

/// How a formula names a cell of its own sheet, by its position from zero.
///
/// ```
/// assert_eq!(soglia::foglio::indirizzo(0, 2), "C1");
/// ```
#[must_use]
pub fn indirizzo(riga: usize, colonna: usize) -> String {
    format!("{}{}", lettere(colonna), riga.saturating_add(1))
}

/// The same, of a cell that stays where it is when the formula is copied.
///
/// ```
/// assert_eq!(soglia::foglio::fissa(0, 2), "$C$1");
/// ```
#[must_use]
pub fn fissa(riga: usize, colonna: usize) -> String {
    format!("${}${}", lettere(colonna), riga.saturating_add(1))
}

/// A source on one line.
fn source(fonte: &Fonte) -> String {
    let texts =
        [&fonte.titolo, &fonte.atto, &fonte.articolo, &fonte.nota].map(|t| t.as_ref().map(|t| t.it().to_owned()));
    texts.into_iter().chain([fonte.url.clone()]).flatten().collect::<Vec<_>>().join(", ")
}

/// A, B, … Z, AA, AB …
fn lettere(colonna: usize) -> String {
    let mut left = colonna.saturating_add(1);
    let mut letters = Vec::new();
    while left > 0 {
        left = left.saturating_sub(1);
        letters.push(char::from_u32(u32::try_from(left % 26).unwrap_or(0).saturating_add(65)).unwrap_or('A'));
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// A cell.
///
/// ```
/// use soglia::foglio::{Cella, Stile};
/// assert_eq!(Cella::testo("=1+1").intestazione().stile, Stile::Intestazione);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cella {
    /// What it holds.
    pub valore: Valore,
    /// What it is for.
    #[serde(default)]
    pub stile: Stile,
    /// How a number is shown.
    #[serde(default)]
    pub forma: Forma,
    /// A remark that opens beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nota: Option<String>,
}

/// What a cell holds.
///
/// ```
/// use soglia::foglio::{Cella, Valore};
/// assert_eq!(Cella::euro("1.50").valore, Valore::Numero("1.50".to_owned()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Valore {
    /// Nothing.
    #[default]
    Vuota,
    /// Words, as they are.
    Testo(String),
    /// A decimal with a point.
    Numero(String),
    /// A day, `2018-07-01`.
    Data(String),
    /// A formula in English function names with commas, without `=`, and what it gives now.
    Formula {
        /// The formula.
        formula: String,
        /// Its value now: a decimal, or words.
        risultato: String,
    },
}

/// What a cell is for; the writer decides how that looks.
///
/// ```
/// assert_eq!(soglia::foglio::Stile::default(), soglia::foglio::Stile::Normale);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stile {
    /// Plain.
    #[default]
    Normale,
    /// The title of a sheet, or of a part of it.
    Titolo,
    /// The head of a column or of a row.
    Intestazione,
    /// A value that is meant to be changed: the formulas follow it.
    Dato,
    /// A sum.
    Totale,
    /// Words over several lines.
    Prosa,
}

/// How a number is shown; what it holds does not change.
///
/// ```
/// use soglia::foglio::{Cella, Forma};
/// assert_eq!(Cella::euro("1").forma, Forma::Euro);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Forma {
    /// As it is.
    #[default]
    Libera,
    /// Thousands, and two decimals.
    Euro,
    /// Thousands, no decimals.
    Intero,
    /// A number from 0 to 100 followed by %.
    Percento,
}

impl Cella {
    /// Words. Empty words are an empty cell.
    ///
    /// ```
    /// use soglia::foglio::{Cella, Valore};
    /// assert_eq!(Cella::testo("").valore, Valore::Vuota);
    /// ```
    #[must_use]
    pub fn testo(testo: impl Into<String>) -> Self {
        let testo = testo.into();
        Self { valore: if testo.is_empty() { Valore::Vuota } else { Valore::Testo(testo) }, ..Self::default() }
    }

    /// A decimal with a point.
    ///
    /// ```
    /// assert_eq!(soglia::foglio::Cella::numero("3.5").forma, soglia::foglio::Forma::Libera);
    /// ```
    #[must_use]
    pub fn numero(decimale: impl ToString) -> Self {
        Self { valore: Valore::Numero(decimale.to_string()), ..Self::default() }
    }

    /// An amount, shown with two decimals.
    ///
    /// ```
    /// assert_eq!(soglia::foglio::Cella::euro("10.00").forma, soglia::foglio::Forma::Euro);
    /// ```
    #[must_use]
    pub fn euro(decimale: impl ToString) -> Self {
        Self::numero(decimale).in_euro()
    }

    /// A day, `2018-07-01`.
    ///
    /// ```
    /// use soglia::foglio::{Cella, Valore};
    /// assert_eq!(Cella::data("2018-07-01").valore, Valore::Data("2018-07-01".to_owned()));
    /// ```
    #[must_use]
    pub fn data(giorno: impl Into<String>) -> Self {
        Self { valore: Valore::Data(giorno.into()), ..Self::default() }
    }

    /// A formula without `=`, and what it gives now.
    ///
    /// ```
    /// use soglia::foglio::{Cella, Valore};
    /// assert!(matches!(Cella::formula("SUM(A1:A2)", "3").valore, Valore::Formula { .. }));
    /// ```
    #[must_use]
    pub fn formula(formula: impl Into<String>, risultato: impl ToString) -> Self {
        let valore = Valore::Formula { formula: formula.into(), risultato: risultato.to_string() };
        Self { valore, ..Self::default() }
    }

    /// Another look.
    ///
    /// ```
    /// use soglia::foglio::{Cella, Stile};
    /// assert_eq!(Cella::testo("Totale").stile(Stile::Totale).stile, Stile::Totale);
    /// ```
    #[must_use]
    pub fn stile(self, stile: Stile) -> Self {
        Self { stile, ..self }
    }

    /// The head of a column or of a row.
    ///
    /// ```
    /// assert_eq!(soglia::foglio::Cella::testo("a").intestazione().stile, soglia::foglio::Stile::Intestazione);
    /// ```
    #[must_use]
    pub fn intestazione(self) -> Self {
        self.stile(Stile::Intestazione)
    }

    /// A value that is meant to be changed.
    ///
    /// ```
    /// assert_eq!(soglia::foglio::Cella::euro("1").dato().stile, soglia::foglio::Stile::Dato);
    /// ```
    #[must_use]
    pub fn dato(self) -> Self {
        self.stile(Stile::Dato)
    }

    /// Shown with two decimals.
    ///
    /// ```
    /// assert_eq!(soglia::foglio::Cella::numero("1").in_euro().forma, soglia::foglio::Forma::Euro);
    /// ```
    #[must_use]
    pub fn in_euro(self) -> Self {
        Self { forma: Forma::Euro, ..self }
    }

    /// Another way to show a number.
    ///
    /// ```
    /// use soglia::foglio::{Cella, Forma};
    /// assert_eq!(Cella::numero("10").forma(Forma::Percento).forma, Forma::Percento);
    /// ```
    #[must_use]
    pub fn forma(self, forma: Forma) -> Self {
        Self { forma, ..self }
    }

    /// With a remark beside it.
    ///
    /// ```
    /// assert_eq!(soglia::foglio::Cella::testo("a").nota("b").nota.as_deref(), Some("b"));
    /// ```
    #[must_use]
    pub fn nota(self, nota: impl Into<String>) -> Self {
        Self { nota: Some(nota.into()).filter(|n| !n.is_empty()), ..self }
    }
}
