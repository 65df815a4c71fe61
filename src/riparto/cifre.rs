// SPDX-License-Identifier: EUPL-1.2
//! The money figures of a document, as printed: built only by [`crate::formato`].

use super::numero::Centesimi;
use crate::denaro::Frazione;
use crate::norma::{Fonte, Natura, Testo};
use serde::Serialize;

/// The figures of a document, and what it says about them. Ids have already been checked.
///
/// ```
/// let plan = soglia::semi::cifre("piano-di-zona-2018-2020").unwrap();
/// assert_eq!(plan.somme.iter().filter(|s| s.id == "spesa-per-aree").map(|s| s.addendi.len()).sum::<usize>(), 15);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Cifre {
    /// kebab-case id.
    pub id: String,
    /// Title.
    pub titolo: Testo,
    /// Whether the figures bind anyone.
    pub natura: Natura,
    /// Where they come from.
    pub fonte: Option<Fonte>,
    /// The figures.
    pub cifre: Vec<Cifra>,
    /// Totals and what they add up.
    pub somme: Vec<Somma>,
    /// Printed percentages.
    pub rapporti: Vec<Rapporto>,
    /// Amounts that follow from a printed percentage, but are not printed.
    pub calcoli: Vec<Calcolo>,
    /// What the document announces and does not contain.
    pub mancano: Vec<Manca>,
}

/// One quantity, and each place where it is printed; never none.
///
/// ```
/// let plan = soglia::semi::cifre("piano-di-zona-2018-2020").unwrap();
/// assert_eq!(plan.cifre.iter().find(|c| c.id == "frs-2017").unwrap().stampe.len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cifra {
    /// Id.
    pub id: String,
    /// Name.
    pub nome: Testo,
    /// Year or years.
    pub periodo: String,
    /// As printed; the first is the one that totals are computed with.
    pub stampe: Vec<Stampa>,
    /// Where it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fonte: Option<Fonte>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nota: Option<Testo>,
}

impl Cifra {
    /// The first value printed.
    #[must_use]
    pub(super) fn value(&self) -> i128 {
        self.stampe.first().map(|s| s.importo.0).unwrap_or_default()
    }
}

/// A figure in one place.
///
/// ```
/// let plan = soglia::semi::cifre("piano-di-zona-2018-2020").unwrap();
/// assert_eq!(plan.cifre[0].stampe[0].dove, "1.5.1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stampa {
    /// How much.
    pub importo: Centesimi,
    /// Section.
    pub dove: String,
}

/// A printed total: ids of figures.
///
/// ```
/// let plan = soglia::semi::cifre("piano-di-zona-2018-2020").unwrap();
/// assert_eq!(plan.somme[0].totale, "frs-2015-2017");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Somma {
    /// Id of the check.
    pub id: String,
    /// The total.
    pub totale: String,
    /// What it adds up.
    pub addendi: Vec<String>,
}

/// A printed percentage.
///
/// ```
/// let plan = soglia::semi::cifre("piano-di-zona-2018-2020").unwrap();
/// assert_eq!(plan.rapporti[0].decimali, 2); // 79,24%
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Rapporto {
    /// Id of the check.
    pub id: String,
    /// What it is.
    pub nome: Testo,
    /// Figures added up.
    pub parte: Vec<String>,
    /// The whole.
    pub tutto: String,
    /// As printed.
    pub percento: Frazione,
    /// Decimals printed.
    pub decimali: u32,
    /// Section.
    pub dove: String,
    /// How we read what the document does not say.
    pub lettura: Option<Testo>,
}

/// A percentage that is printed, of a figure that is printed; the amount is ours.
///
/// ```
/// let plan = soglia::semi::cifre("piano-di-zona-2018-2020").unwrap();
/// assert_eq!(plan.calcoli[2].di, "frs-2017");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Calcolo {
    /// Id.
    pub id: String,
    /// What it is.
    pub nome: Testo,
    /// The figure.
    pub di: String,
    /// The percentage.
    pub percento: Frazione,
    /// Section.
    pub dove: String,
}

/// Something that the document announces and does not contain.
///
/// ```
/// let plan = soglia::semi::cifre("piano-di-zona-2018-2020").unwrap();
/// assert!(plan.mancano.iter().any(|m| m.id == "frs-per-aree"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Manca {
    /// Id.
    pub id: String,
    /// Section.
    pub dove: String,
    /// What.
    pub che_cosa: Testo,
}
