use super::{Condizione, Origine, Testo, Unita, words};
use crate::denaro::{Arrotonda, Frazione};

words! {
    /// When a quota is rounded, with respect to the corrections on it.
    Quando {
        /// Before them; the result is then exact until the total.
        Prima = "prima",
        /// After them.
        Dopo = "dopo",
    }
}

/// Full cost of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Costo {
    /// Euro.
    pub importo: Frazione,
    /// Unit.
    pub per: Unita,
    /// Source and certainty.
    pub origine: Origine,
}

/// Which way the money of a quota goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormaQuota {
    /// Paid by the family.
    Tariffa,
    /// Paid to the family; never subtracted from the fee.
    Contributo,
}

/// One part of the fee.
#[derive(Clone, Debug, PartialEq)]
pub struct Quota {
    /// kebab-case id, unique in the service.
    pub id: String,
    /// Name on the screen.
    pub nome: Option<Testo>,
    /// Unit of the value.
    pub per: Unita,
    /// It counts only when this holds.
    pub se: Option<Condizione>,
    /// Fee or contribution.
    pub forma: FormaQuota,
    /// From 0 upwards, without holes; never empty; only the last is unbounded.
    pub fasce: Vec<Fascia>,
    /// What is paid without ISEE; none = unknown.
    pub senza_isee: Option<SenzaIsee>,
    /// Rounding of the unit value.
    pub arrotonda: ArrotondaQuota,
    /// Source and certainty.
    pub origine: Origine,
}

/// Rounding of a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArrotondaQuota {
    /// How.
    pub regola: Arrotonda,
    /// When.
    pub quando: Quando,
}

/// Upper bound of a fascia, in euro of ISEE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limite {
    /// The bound.
    pub isee: Frazione,
    /// Whether it belongs to this fascia (`fino_a`) or to the next (`sotto`).
    pub incluso: bool,
}

impl Limite {
    /// Whether x is not above the bound.
    #[must_use]
    pub fn contains(&self, x: Frazione) -> bool {
        if self.incluso { x <= self.isee } else { x < self.isee }
    }
}

/// One band.
#[derive(Clone, Debug, PartialEq)]
pub struct Fascia {
    /// Lower bound in euro (the upper one of the fascia before; 0 for the first).
    pub dal: Frazione,
    /// Upper bound; none for the last.
    pub al: Option<Limite>,
    /// Its value.
    pub valore: ValoreFascia,
    /// Source and certainty.
    pub origine: Origine,
}

/// Value of a fascia at an ISEE x; amounts in euro. Percentages are already turned into euro of cost.
#[derive(Clone, Debug, PartialEq)]
pub enum ValoreFascia {
    /// Constant.
    Importo(Frazione),
    /// 0, said as "esente".
    Esente,
    /// Constant share of the cost.
    Percento {
        /// The percentage.
        percento: Frazione,
        /// The cost, euro.
        costo: Frazione,
    },
    /// Straight line between two knots, constant outside them.
    Lineare {
        /// Value at the first knot: euro, or percent of the cost.
        da: Frazione,
        /// Value at the second knot.
        a: Frazione,
        /// The two ISEE knots, increasing.
        nodi: (Frazione, Frazione),
        /// Present when `da` and `a` are percentages of this cost.
        costo: Option<Frazione>,
    },
    /// x × importo / isee.
    Rapporto {
        /// Euro.
        importo: Frazione,
        /// Euro of ISEE, positive.
        isee: Frazione,
    },
    /// max(0, x − threshold).
    Eccedenza(Frazione),
    /// Not printed in the act.
    Ignota {
        /// At least.
        minimo: Frazione,
        /// At most, when known.
        massimo: Option<Frazione>,
    },
}

/// What is paid without ISEE.
#[derive(Clone, Debug, PartialEq)]
pub struct SenzaIsee {
    /// The value.
    pub valore: ValoreSenzaIsee,
    /// Source and certainty.
    pub origine: Origine,
}

/// The forms of [`SenzaIsee`].
#[derive(Clone, Debug, PartialEq)]
pub enum ValoreSenzaIsee {
    /// Euro.
    Importo(Frazione),
    /// Share of the cost.
    Percento {
        /// The percentage; may exceed 100.
        percento: Frazione,
        /// The cost, euro.
        costo: Frazione,
    },
    /// The service is refused.
    Rifiuta(Testo),
}

/// What a correction acts on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bersaglio {
    /// The ISEE, before the fascia is found.
    Isee,
    /// The fascia of every quota.
    Fascia,
    /// The unit value of the quota with this index.
    Quota(usize),
    /// The total.
    Totale,
}

/// What a correction does.
#[derive(Clone, Debug, PartialEq)]
pub enum Operazione {
    /// Multiply; never negative.
    Moltiplica(Frazione),
    /// Add euro, optionally times a quantity.
    Aggiungi {
        /// Euro, may be negative.
        importo: Frazione,
        /// Name of the quantity.
        per: Option<String>,
    },
    /// Not more than.
    Tetto(Frazione),
    /// Not less than.
    Minimo(Frazione),
    /// Exactly.
    Imposta(Frazione),
    /// Move by fasce.
    Sposta(i64),
}

/// A correction, applied in the order written among those on the same target.
#[derive(Clone, Debug, PartialEq)]
pub struct Correzione {
    /// kebab-case id.
    pub id: String,
    /// Applied when this holds; none = always.
    pub se: Option<Condizione>,
    /// On what.
    pub su: Bersaglio,
    /// What.
    pub operazione: Operazione,
    /// In words.
    pub testo: Option<Testo>,
    /// Source and certainty.
    pub origine: Origine,
}
