use super::ValoreFatto;
use borsh::{BorshDeserialize, BorshSerialize};

/// A condition over facts (FORMATO chapter 2).
///
/// ```
/// use soglia::norma::Condizione;
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let residence = &rules.servizio("sad").unwrap().requisiti[0];
/// assert!(matches!(&residence.se, Condizione::Foglia { fatto, .. } if fatto == "residente"));
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Condizione {
    /// A comparison of one fact.
    Foglia {
        /// Id of the fact; it exists in the catalogue.
        fatto: String,
        /// The comparison; its values fit the fact's type.
        confronto: Confronto,
    },
    /// All hold.
    Tutte(Vec<Condizione>),
    /// At least one holds.
    AlmenoUna(Vec<Condizione>),
    /// None holds.
    Nessuna(Vec<Condizione>),
}

/// How a fact is compared (FORMATO chapter 2); values in the unit of the fact.
///
/// ```
/// use soglia::norma::{Confronto, ValoreFatto};
/// let working_age = Confronto::Tra(ValoreFatto::Numero(18.into()), ValoreFatto::Numero(64.into()));
/// assert!(working_age.holds(&ValoreFatto::Numero(64.into())));
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Confronto {
    /// =
    Uguale(ValoreFatto),
    /// ≠
    Diverso(ValoreFatto),
    /// ≥
    Almeno(ValoreFatto),
    /// ≤
    AlMassimo(ValoreFatto),
    /// >
    Oltre(ValoreFatto),
    /// <
    MenoDi(ValoreFatto),
    /// Between, both included.
    Tra(ValoreFatto, ValoreFatto),
    /// One of.
    In(Vec<ValoreFatto>),
}

impl Confronto {
    /// Whether a known value satisfies it.
    ///
    /// ```
    /// # use soglia::norma::{Confronto, ValoreFatto};
    /// let above = Confronto::Oltre(ValoreFatto::Numero(65.into()));
    /// assert!(!above.holds(&ValoreFatto::Numero(65.into())));
    /// ```
    #[must_use]
    pub fn holds(&self, v: &ValoreFatto) -> bool {
        match self {
            Self::Uguale(a) => v == a,
            Self::Diverso(a) => v != a,
            Self::Almeno(a) => v >= a,
            Self::AlMassimo(a) => v <= a,
            Self::Oltre(a) => v > a,
            Self::MenoDi(a) => v < a,
            Self::Tra(a, b) => a <= v && v <= b,
            Self::In(list) => list.contains(v),
        }
    }

    /// The values it mentions, in the order written.
    ///
    /// ```
    /// # use soglia::norma::{Confronto, ValoreFatto};
    /// let words = Confronto::In(vec![ValoreFatto::Parola("media".into()), ValoreFatto::Parola("grave".into())]);
    /// assert_eq!(words.values()[1], &ValoreFatto::Parola("grave".into()));
    /// ```
    #[must_use]
    pub fn values(&self) -> Vec<&ValoreFatto> {
        match self {
            Self::Uguale(a)
            | Self::Diverso(a)
            | Self::Almeno(a)
            | Self::AlMassimo(a)
            | Self::Oltre(a)
            | Self::MenoDi(a) => vec![a],
            Self::Tra(a, b) => vec![a, b],
            Self::In(list) => list.iter().collect(),
        }
    }
}

impl Condizione {
    /// Visits every leaf, with the id of its fact, in the order written.
    ///
    /// ```
    /// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// let mut facts = Vec::new();
    /// rules.servizio("sad").unwrap().requisiti[0].se.for_each_leaf(&mut |id, _| facts.push(id));
    /// assert_eq!(facts, ["residente"]);
    /// ```
    pub fn for_each_leaf<'a>(&'a self, visit: &mut dyn FnMut(&'a str, &'a Confronto)) {
        match self {
            Self::Foglia { fatto, confronto } => visit(fatto, confronto),
            Self::Tutte(list) | Self::AlmenoUna(list) | Self::Nessuna(list) => {
                for c in list {
                    c.for_each_leaf(visit);
                }
            }
        }
    }
}
