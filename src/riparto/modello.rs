//! A valid riparto (FORMATO chapter 7): built only by [`crate::formato`].

use super::numero::Centesimi;
use crate::denaro::Frazione;
use crate::diagnosi::Diagnostic;
use crate::norma::{Natura, Origine, Testo, Vigenza};
use num_rational::BigRational;
use serde::{Deserialize, Serialize};

/// What happens when equal fractional parts compete for too few cents (key `spareggio`).
///
/// ```
/// use soglia::riparto::{Parte, Spareggio, dividi};
/// let same = Parte { peso: 1_i128, minimo: 0, massimo: None };
/// let cents = |rule| dividi(&1, &1, &[same.clone(), same.clone()], rule).unwrap().unita;
/// assert_eq!(cents(Spareggio::PesoPoiOrdine), [1, 0]);
/// assert_eq!(cents(Spareggio::Decisione), [0, 0]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Spareggio {
    /// The larger weight first, then the order written.
    #[default]
    PesoPoiOrdine,
    /// The cents wait for a person, in the residue.
    Decisione,
}

/// A fund and how it is divided.
///
/// ```
/// let frs = soglia::semi::riparto("ambito-lodi-frs-2017").unwrap();
/// assert_eq!(frs.disponibile().to_string(), "1185143.00");
/// assert_eq!(frs.voci[0].id, "sil");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Riparto {
    /// kebab-case id.
    pub id: String,
    /// Title.
    pub titolo: Testo,
    /// Who divides it.
    pub ente: Option<Testo>,
    /// Whether the figures bind anyone.
    pub natura: Natura,
    /// Name of the fund.
    pub fondo: Option<Testo>,
    /// Year of the fund.
    pub anno: Option<u16>,
    /// When it applied, if written.
    pub vigenza: Option<Vigenza>,
    /// Source, certainty and remark.
    pub origine: Origine,
    /// What was assigned.
    pub assegnazione: Centesimi,
    /// What was carried over.
    pub residui: Centesimi,
    /// The multiple every computed amount is brought to: one cent, or one euro.
    pub unita: Centesimi,
    /// How ties are broken.
    pub spareggio: Spareggio,
    /// Below this nobody at the first level who has a weight gets anything.
    pub contributo_minimo: Option<Centesimi>,
    /// The criteria that gave the weights of the first level, if any, as written.
    pub criteri: Vec<Criterio>,
    /// The first level of the tree; never empty.
    pub voci: Vec<Voce>,
    /// What a person decided where a tie was left open.
    pub decisioni: Vec<Decisione>,
    /// The riparto whose unassigned money is carried over.
    pub precedente: Option<Box<Riparto>>,
    /// Checked and reported, never applied.
    pub vincoli: Vec<Vincolo>,
    /// What the reader of the file noticed.
    pub avvisi: Vec<Diagnostic>,
    /// `sha256:…` of the canonical content.
    pub impronta: String,
}

impl Riparto {
    /// Assigned plus carried over as written; what `precedente` leaves is added by the division itself.
    ///
    /// ```
    /// let frs = soglia::semi::riparto("ambito-lodi-frs-2017").unwrap();
    /// assert_eq!(frs.disponibile().0, frs.assegnazione.0 + frs.residui.0);
    /// ```
    #[must_use]
    pub fn disponibile(&self) -> Centesimi {
        // Both have at most twelve whole digits: the sum cannot saturate.
        Centesimi(self.assegnazione.0.saturating_add(self.residui.0))
    }
}

/// A node of the tree.
///
/// ```
/// use soglia::riparto::Forma;
/// let frs = soglia::semi::riparto("ambito-lodi-frs-2017").unwrap();
/// assert!(matches!(frs.voci[0].forma, Forma::Percento(_)));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Voce {
    /// kebab-case id, unique among its siblings.
    pub id: String,
    /// Name on the screen; the id when none is written.
    pub nome: Testo,
    /// How its amount is found.
    pub forma: Forma,
    /// Source, certainty and remark.
    pub origine: Origine,
    /// Below this none of its own voci that has a weight gets anything.
    pub contributo_minimo: Option<Centesimi>,
    /// The criteria that gave the weights of its own voci, if any, as written.
    pub criteri: Vec<Criterio>,
    /// What its own amount is divided into; empty for a leaf.
    pub voci: Vec<Voce>,
}

/// A criterion as written: the weights it gave are in the voci.
///
/// ```
/// let fnps = soglia::semi::riparto("ambito-lodi-comuni-2018").unwrap();
/// assert_eq!((fnps.criteri[0].che_cosa.as_str(), fnps.criteri[0].quota.as_str()), ("popolazione_2011", "100"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterio {
    /// A column of the table, or a formula on its columns.
    pub che_cosa: String,
    /// How much it counts, percent.
    pub quota: String,
}

/// Who gets the cents of a tie that was left to a person.
///
/// ```
/// let text = r#"{ "formato": 1, "id": "x", "natura": "bozza", "assegnazione": "0.01", "spareggio": "decisione",
///   "voce": [{ "id": "a", "peso": 1 }, { "id": "b", "peso": 1 }], "decisione": [{ "nodo": "x", "a": ["b"] }] }"#;
/// let file = soglia::formato::parse_riparto(text, "x.json", &Default::default()).unwrap();
/// let answer = soglia::riparto::calcola(&file).unwrap();
/// assert_eq!((answer.voci[0].importo.0, answer.voci[1].importo.0), (0, 1));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Decisione {
    /// Ids from the first level down to the parent, joined by `/`; empty for the first level.
    pub percorso: String,
    /// Ids of the chosen voci.
    pub a: Vec<String>,
    /// Source, certainty and remark.
    pub origine: Origine,
}

/// How the amount of a voce is found: first `importo`, then `percento`, then the rest over the weights.
///
/// ```
/// use soglia::riparto::Forma;
/// let frs = soglia::semi::riparto("ambito-lodi-frs-2017").unwrap();
/// assert!(frs.voci.iter().any(|v| matches!(v.forma, Forma::Importo(_))));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Forma {
    /// Decided.
    Importo(Centesimi),
    /// Percentage (0-100) of what is available at this level.
    Percento(Frazione),
    /// A share of the rest.
    Peso {
        /// In proportion to the siblings with a weight; not negative.
        peso: BigRational,
        /// At least.
        minimo: Option<Limite>,
        /// At most.
        massimo: Option<Limite>,
    },
}

/// A bound on a share.
///
/// ```
/// use soglia::riparto::{Centesimi, Limite};
/// let tenth = Limite::Percento(soglia::denaro::Frazione::integer(10));
/// assert_ne!(tenth, Limite::Importo(Centesimi(10)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limite {
    /// An amount.
    Importo(Centesimi),
    /// Percentage (0-100) of what is available at this level.
    Percento(Frazione),
}

/// A condition on the outcome.
///
/// ```
/// use soglia::riparto::Confronto;
/// let frs = soglia::semi::riparto("ambito-lodi-frs-2017").unwrap();
/// assert_eq!(frs.vincoli[0].confronto, Confronto::Almeno);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Vincolo {
    /// kebab-case id.
    pub id: String,
    /// The constraint in words.
    pub testo: Option<Testo>,
    /// Positions in the tree of the voci that count, as indexes from the root.
    pub voci: Vec<Vec<usize>>,
    /// Which way.
    pub confronto: Confronto,
    /// Amount, or percentage of all that is available.
    pub limite: Limite,
    /// Source, certainty and remark.
    pub origine: Origine,
}

/// Which way a constraint looks.
///
/// ```
/// let answer = soglia::riparto::calcola(&soglia::semi::riparto("ambito-lodi-frs-2017").unwrap()).unwrap();
/// assert_eq!(serde_json::to_string(&answer.vincoli[0].confronto).unwrap(), "\"almeno\"");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confronto {
    /// Not less than.
    Almeno,
    /// Not more than.
    AlMassimo,
}
