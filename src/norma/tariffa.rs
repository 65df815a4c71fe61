use super::{Condizione, Origine, Testo, Unita, words};
use crate::denaro::{Arrotonda, Frazione};
use borsh::{BorshDeserialize, BorshSerialize};

words! {
    /// When a quota is rounded, with respect to the corrections on it.
    Quando of "arrotonda.quando" {
        /// Before them; the result is then exact until the total.
        Prima = "prima",
        /// After them.
        Dopo = "dopo",
    }
}

/// Full cost of one unit (FORMATO chapter 3, `costo`).
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// # let service = rules.servizio("sad").unwrap();
/// let cost = service.costo.as_ref().unwrap();
/// assert_eq!((cost.importo.euro_text().as_str(), cost.per.as_str()), ("22.00", "ora"));
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Costo {
    /// Euro.
    pub importo: Frazione,
    /// Unit.
    pub per: Unita,
    /// Source and certainty.
    pub origine: Origine,
}

/// Which way the money of a quota goes (FORMATO chapter 3, `natura` of a quota).
///
/// ```
/// use soglia::norma::FormaQuota;
/// let rules = soglia::semi::regolamento("lombardia-nidi-gratis").unwrap();
/// assert_eq!(rules.servizio("nido").unwrap().quote[0].forma, FormaQuota::Contributo);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum FormaQuota {
    /// Paid by the family.
    Tariffa,
    /// Paid to the family; never subtracted from the fee.
    Contributo,
}

/// One part of the fee (FORMATO chapter 3, `quota`).
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// # let service = rules.servizio("sad").unwrap();
/// let hourly = &service.quote[0];
/// assert_eq!((hourly.per.as_str(), hourly.fasce.len()), ("ora", 3));
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
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

/// Rounding of a quota or of the total (FORMATO chapter 3, `arrotonda` and `arrotonda_totale`).
///
/// ```
/// use soglia::{denaro::Arrotonda, norma::Quando};
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// # let service = rules.servizio("sad").unwrap();
/// let rounding = &service.quote[0].arrotonda; // the act says nothing
/// assert_eq!((rounding.regola, rounding.quando), (Arrotonda::AL_CENTESIMO, Quando::Dopo));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ArrotondaQuota {
    /// How.
    pub regola: Arrotonda,
    /// When; of no meaning for a total.
    pub quando: Quando,
    /// Source and certainty, when it has its own.
    pub origine: Option<Origine>,
}

/// Upper bound of a fascia, in euro of ISEE (FORMATO chapter 3, `fino_a` and `sotto`).
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// # let service = rules.servizio("sad").unwrap();
/// let first = service.quote[0].fasce[0].al.unwrap();
/// assert_eq!((first.isee.exact_text().as_str(), first.incluso), ("6531", true));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Limite {
    /// The bound.
    pub isee: Frazione,
    /// Whether it belongs to this fascia (`fino_a`) or to the next (`sotto`).
    pub incluso: bool,
}

impl Limite {
    /// Whether an ISEE of x euro is not above the bound.
    ///
    /// ```
    /// use soglia::{denaro::Frazione, norma::Limite};
    /// let sotto = Limite { isee: Frazione::integer(6000), incluso: false };
    /// assert!(!sotto.contains(Frazione::integer(6000)) && sotto.contains(Frazione::from_cents(599_999)));
    /// ```
    #[must_use]
    pub fn contains(&self, x: Frazione) -> bool {
        if self.incluso { x <= self.isee } else { x < self.isee }
    }
}

/// One band (FORMATO chapter 3, `fasce`).
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// # let service = rules.servizio("sad").unwrap();
/// let [low, middle, high] = service.quote[0].fasce.as_slice() else { panic!() };
/// assert_eq!((middle.dal, high.al), (low.al.unwrap().isee, None));
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
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

/// Value of a fascia at an ISEE x (FORMATO chapter 3, the table of `fasce`); amounts in euro, percentages of a
/// cost that stands beside them.
///
/// ```
/// use soglia::{denaro::Frazione, norma::ValoreFascia};
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// # let service = rules.servizio("sad").unwrap();
/// assert_eq!(service.quote[0].fasce[0].valore, ValoreFascia::Importo(Frazione::integer(3)));
/// assert!(matches!(service.quote[0].fasce[1].valore, ValoreFascia::Lineare { costo: None, .. }));
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
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

/// What is paid without ISEE (FORMATO chapter 3, `senza_isee`).
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// # let service = rules.servizio("sad").unwrap();
/// let without = service.quote[0].senza_isee.as_ref().unwrap();
/// assert_eq!(without.origine.fonte.as_ref().unwrap().articolo.as_ref().unwrap().it(), "34");
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct SenzaIsee {
    /// The value.
    pub valore: ValoreSenzaIsee,
    /// Source and certainty.
    pub origine: Origine,
}

/// The forms of [`SenzaIsee`].
///
/// ```
/// use soglia::{denaro::Frazione, norma::ValoreSenzaIsee};
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// # let service = rules.servizio("sad").unwrap();
/// let without = service.quote[0].senza_isee.as_ref().unwrap();
/// assert_eq!(without.valore, ValoreSenzaIsee::Importo(Frazione::integer(11)));
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
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

/// What a correction acts on (FORMATO chapter 4, `su`).
///
/// ```
/// use soglia::norma::Bersaglio;
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// # let service = rules.servizio("sad").unwrap();
/// assert_eq!(service.correzioni[0].su, Bersaglio::Quota(0));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
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

/// What a correction does (FORMATO chapter 4).
///
/// ```
/// use soglia::{denaro::Frazione, norma::Operazione};
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// # let service = rules.servizio("sad").unwrap();
/// let ten_percent_more = Frazione::new(11, 10).unwrap();
/// assert_eq!(service.correzioni[0].operazione, Operazione::Moltiplica(ten_percent_more));
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
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

/// A correction, applied in the order written among those on the same target (FORMATO chapter 4).
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// # let service = rules.servizio("sad").unwrap();
/// let holidays = &service.correzioni[0];
/// assert!(holidays.id == "festivi" && holidays.se.is_some());
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
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
