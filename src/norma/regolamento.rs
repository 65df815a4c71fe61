use super::{
    ArrotondaQuota, CatalogoFatti, Condizione, Correzione, Costo, Natura, Origine, Quota, Testo, Vigenza, words,
};
use crate::lingua::{chiave, parola};
use borsh::{BorshDeserialize, BorshSerialize};

words! {
    /// Area of the plan.
    Area of "servizio.area" {
        /// Children.
        Minori = "minori",
        /// Elderly people.
        Anziani = "anziani",
        /// People with disabilities.
        Disabili = "disabili",
        /// Families.
        Famiglia = "famiglia",
        /// Poverty.
        Poverta = "poverta",
        /// Anything else.
        Altro = "altro",
    }
    /// Kind of ISEE.
    TipoIsee of "servizio.isee" {
        /// Ordinary.
        Ordinario = "ordinario",
        /// For social-health services (nucleo ristretto).
        Sociosanitario = "sociosanitario",
        /// For residential services.
        SociosanitarioResidenze = "sociosanitario_residenze",
        /// For minors.
        Minorenni = "minorenni",
        /// Current.
        Corrente = "corrente",
    }
    /// What a value is for.
    Unita of "quota.per" {
        /// Hour.
        Ora = "ora",
        /// Day.
        Giorno = "giorno",
        /// Meal.
        Pasto = "pasto",
        /// Trip.
        Viaggio = "viaggio",
        /// Month.
        Mese = "mese",
        /// Year.
        Anno = "anno",
        /// Once.
        UnaTantum = "una_tantum",
    }
}

impl Unita {
    /// After an amount: «5,40 € l'ora».
    #[must_use]
    pub(crate) fn each(self) -> &'static str {
        parola(match self {
            Self::Ora => chiave!("l'ora"),
            Self::Giorno => chiave!("al giorno"),
            Self::Pasto => chiave!("a pasto"),
            Self::Viaggio => chiave!("a viaggio"),
            Self::Mese => chiave!("al mese"),
            Self::Anno => chiave!("all'anno"),
            Self::UnaTantum => chiave!("una volta sola"),
        })
    }

    /// After a number: «10 ore».
    ///
    /// ```
    /// assert_eq!(soglia::norma::Unita::Ora.plural(), "ore");
    /// ```
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Ora => "ore",
            Self::Giorno => "giorni",
            Self::Pasto => "pasti",
            Self::Viaggio => "viaggi",
            Self::Mese => "mesi",
            Self::Anno => "anni",
            Self::UnaTantum => "volte",
        }
    }
}

impl TipoIsee {
    /// The name of the attestation: «ISEE sociosanitario».
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        parola(match self {
            Self::Ordinario => chiave!("ISEE ordinario"),
            Self::Sociosanitario => chiave!("ISEE sociosanitario"),
            Self::SociosanitarioResidenze => chiave!("ISEE sociosanitario per le residenze"),
            Self::Minorenni => chiave!("ISEE minorenni"),
            Self::Corrente => chiave!("ISEE corrente"),
        })
    }

    /// The id of the fact with its value (FORMATO chapter 2).
    ///
    /// ```
    /// use soglia::{norma::TipoIsee, semi};
    /// assert!(semi::fatti().get(TipoIsee::Minorenni.fact_id()).is_some());
    /// ```
    #[must_use]
    pub const fn fact_id(self) -> &'static str {
        match self {
            Self::Ordinario => "isee.ordinario",
            Self::Sociosanitario => "isee.sociosanitario",
            Self::SociosanitarioResidenze => "isee.sociosanitario_residenze",
            Self::Minorenni => "isee.minorenni",
            Self::Corrente => "isee.corrente",
        }
    }
}

/// Where a regolamento applies (`comuni` in the file).
///
/// ```
/// use soglia::norma::Comuni;
/// let senna = soglia::semi::regolamento("senna-sad").unwrap();
/// assert_eq!(senna.comuni, Comuni::Codici(vec!["098053".into()]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Comuni {
    /// Nowhere in particular: shown by its ente.
    Ente,
    /// All Comuni of the Ambito di Lodi.
    AmbitoLodi,
    /// The Comuni of these ISTAT codes.
    Codici(Vec<String>),
}

/// A valid rule file (FORMATO chapter 3).
///
/// ```
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// assert_eq!((rules.ente.it(), rules.natura.as_str()), ("Comune di Dairago", "pubblicato"));
/// assert!(rules.impronta.starts_with("sha256:"));
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Regolamento {
    /// kebab-case id.
    pub id: String,
    /// Who issued it.
    pub ente: Testo,
    /// Title.
    pub titolo: Testo,
    /// Whether it binds anyone.
    pub natura: Natura,
    /// When it applies.
    pub vigenza: Vigenza,
    /// Source and certainty of the period, when it has its own.
    pub vigenza_origine: Option<Origine>,
    /// Source and remark of the whole file.
    pub origine: Origine,
    /// Where it applies.
    pub comuni: Comuni,
    /// Standard facts and its own.
    pub fatti: CatalogoFatti,
    /// Services first, then measures, in file order.
    pub servizi: Vec<Servizio>,
    /// `sha256:…` of the canonical content: the same for TOML and JSON, whatever the layout.
    pub impronta: String,
}

impl Regolamento {
    /// The service or measure of an id.
    ///
    /// ```
    /// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// assert!(rules.servizio("sad").is_some() && rules.servizio("mensa").is_none());
    /// ```
    #[must_use]
    pub fn servizio(&self, id: &str) -> Option<&Servizio> {
        self.servizi.iter().find(|s| s.id == id)
    }
}

/// A service with its fee, or a measure: a benefit, or an admission without a fee (FORMATO chapter 3).
///
/// ```
/// use soglia::norma::TipoIsee;
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let home_care = rules.servizio("sad").unwrap();
/// assert_eq!(home_care.isee, [TipoIsee::Sociosanitario, TipoIsee::Ordinario]);
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Servizio {
    /// kebab-case id.
    pub id: String,
    /// Name on the screen.
    pub nome: Testo,
    /// Area of the plan.
    pub area: Area,
    /// ISEE kinds accepted, best first.
    pub isee: Vec<TipoIsee>,
    /// Full cost of one unit, when known.
    pub costo: Option<Costo>,
    /// Access: all must hold.
    pub requisiti: Vec<Requisito>,
    /// Added up, except the contributions.
    pub quote: Vec<Quota>,
    /// In the order written.
    pub correzioni: Vec<Correzione>,
    /// Rounding of the total.
    pub arrotonda_totale: ArrotondaQuota,
    /// Whether this is a `[[misura]]`.
    pub misura: bool,
    /// Id of the measure that replaced it.
    pub superata_da: Option<String>,
    /// Source, certainty and remark.
    pub origine: Origine,
}

/// One access condition (FORMATO chapter 3, `requisito`).
///
/// ```
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let residence = &rules.servizio("sad").unwrap().requisiti[0];
/// assert_eq!(residence.testo.it(), "Il servizio è per chi risiede nel Comune.");
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Requisito {
    /// kebab-case id.
    pub id: String,
    /// The condition.
    pub se: Condizione,
    /// The condition in words.
    pub testo: Testo,
    /// Source and certainty.
    pub origine: Origine,
}
