//! The model of a DSU: what a household declares. Built only by [`crate::formato`], so it cannot be impossible.

use super::lessico::{Disabilita, Momento, Ruolo, Situazione, TipoDsu, Uso};
use super::opzioni::Opzioni;
use crate::denaro::Frazione;

/// A valid declaration (FORMATO chapter 5), read by [`crate::formato::parse_dsu`].
///
/// ```
/// use soglia::{formato::parse_dsu, isee::TipoDsu};
/// let text = r#"{ "formato": 1, "anno": 2025, "tipo": "ordinario",
///   "componente": [{ "id": "anna", "ruolo": "dichiarante", "redditi": { "pensione": "12000" } }] }"#;
/// let dsu = parse_dsu(text, "dsu.json").unwrap();
/// assert_eq!((dsu.anno(), dsu.tipo()), (2025, TipoDsu::Ordinario));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Dsu {
    pub(crate) anno: i64,
    pub(crate) tipo: TipoDsu,
    /// Registered yearly rent, euro.
    pub(crate) locazione: Frazione,
    pub(crate) capoluogo_metropolitano: bool,
    /// Who asks for the service: an index among the members; the declarant when the file is silent.
    pub(crate) beneficiario: usize,
    /// At least one, of which one declarant.
    pub(crate) componenti: Vec<Componente>,
    pub(crate) figli_esterni: Vec<FiglioEsterno>,
    pub(crate) genitori_esterni: Vec<GenitoreEsterno>,
    pub(crate) donazioni: Vec<Donazione>,
    pub(crate) precedente: Precedente,
    pub(crate) opzioni: Opzioni,
    /// `sha256:…` of the canonical content.
    pub(crate) impronta: String,
}

impl Dsu {
    /// Year of presentation: it chooses the parameters.
    ///
    /// ```
    /// # let text = "formato = 1\nanno = 2024\ntipo = \"ordinario\"\n[[componente]]\nid = \"a\"\nruolo = \"dichiarante\"";
    /// let dsu = soglia::formato::parse_dsu(text, "dsu.toml").unwrap();
    /// assert!(soglia::semi::parametri_isee(dsu.anno()).is_ok());
    /// ```
    #[must_use]
    pub fn anno(&self) -> i64 {
        self.anno
    }

    /// Which ISEE is asked for.
    ///
    /// ```
    /// # let text = "formato = 1\nanno = 2024\ntipo = \"ordinario\"\n[[componente]]\nid = \"a\"\nruolo = \"dichiarante\"";
    /// let dsu = soglia::formato::parse_dsu(text, "dsu.toml").unwrap();
    /// assert_eq!(dsu.tipo().to_string(), "ordinario");
    /// ```
    #[must_use]
    pub fn tipo(&self) -> TipoDsu {
        self.tipo
    }

    /// Whether the declaration is for social-health services, whose household may be the restricted one.
    pub(crate) fn sociosanitaria(&self) -> bool {
        matches!(self.tipo, TipoDsu::Sociosanitario | TipoDsu::SociosanitarioResidenze)
    }

    /// Whether the rules on parents living elsewhere apply (article 7).
    pub(crate) fn per_minorenni(&self) -> bool {
        matches!(self.tipo, TipoDsu::Minorenni | TipoDsu::Prestazioni2026)
    }
}

/// One member of the household. Amounts are yearly, euro, not negative.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Componente {
    pub id: String,
    pub ruolo: Ruolo,
    /// Completed years; always known for a child.
    pub eta: Option<i64>,
    pub disabilita: Disabilita,
    /// Worked or ran a business for six months in the year of the incomes; unknown when not said.
    pub lavoro_6_mesi: Option<bool>,
    /// Parent of the household's minors though not married to the declarant.
    pub genitore: bool,
    /// Dependent for IRPEF; unknown when not said.
    pub a_carico: Option<bool>,
    /// Lives in a residence (or institution) and is not a household on its own.
    pub ricoverato: bool,
    pub redditi: Redditi,
    /// The incomes are the updated ones of the current ISEE, declared as a single number.
    pub corrente: Option<Corrente>,
    pub detrazioni: Detrazioni,
    /// Movable assets other than the accounts of `conti`; government securities are part of it.
    pub patrimonio_mobiliare: Frazione,
    pub titoli_stato: Frazione,
    /// The part that is not in deposits and accounts; never less than the securities.
    pub attivita_finanziarie: Frazione,
    pub conti: Vec<Conto>,
    pub immobili: Vec<Immobile>,
}

impl Componente {
    pub(crate) fn minorenne(&self) -> bool {
        self.eta.is_some_and(|e| e < 18)
    }

    pub(crate) fn disabile(&self) -> bool {
        self.disabilita != Disabilita::Nessuna
    }
}

/// Incomes of article 4, comma 2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Redditi {
    pub lavoro: Frazione,
    pub pensione: Frazione,
    pub agrari: Frazione,
    pub assegni_ricevuti: Frazione,
    pub altri: Frazione,
    /// Paid by public bodies because of disability.
    pub trattamenti_disabilita: Frazione,
}

impl Redditi {
    pub(crate) const NESSUNO: Self = Self {
        lavoro: Frazione::ZERO,
        pensione: Frazione::ZERO,
        agrari: Frazione::ZERO,
        assegni_ricevuti: Frazione::ZERO,
        altri: Frazione::ZERO,
        trattamenti_disabilita: Frazione::ZERO,
    };
}

/// How the updated incomes were declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Corrente {
    /// Months they were earned in: 12, or 2 to be taken six times.
    pub mesi: i64,
    /// One number, without saying of which income.
    pub unico: bool,
}

/// Deductions of article 4, comma 3, besides the shares of work and pension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Detrazioni {
    pub assegni_versati: Frazione,
    pub spese_sanitarie: Frazione,
    pub redditi_agrari: Frazione,
}

/// A deposit or account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Conto {
    /// On 31 December.
    pub saldo: Frazione,
    /// Average of the year.
    pub giacenza_media: Frazione,
}

/// A building, area or land.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Immobile {
    pub uso: Uso,
    /// Value for IMU (or IVIE), of the share owned.
    pub imu: Frazione,
    /// Residual debt of the loan taken to buy or build it.
    pub mutuo: Frazione,
}

/// A child of the beneficiary, outside the household.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FiglioEsterno {
    /// ISE of the child alone.
    pub ise: Frazione,
    /// Scale of the child's own household; at least 1.
    pub scala: Frazione,
    /// Disabled, or with a disabled person at home, or ascertained to be a stranger.
    pub escluso: bool,
}

/// A parent who lives elsewhere and is not married to the other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GenitoreEsterno {
    pub situazione: Situazione,
    /// ISE of the parent alone.
    pub ise: Frazione,
    /// Scale of the parent's own household; at least 1.
    pub scala: Frazione,
    /// Children of this parent in the household; unknown when not said.
    pub figli: Option<i64>,
    pub lavoro_6_mesi: Option<bool>,
    /// The member with this parent's full data: only when attracted.
    pub componente: Option<usize>,
}

/// A property given away that still counts for the donor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Donazione {
    pub imu: Frazione,
    pub mutuo: Frazione,
    pub momento: Momento,
    /// Given to a person bound to maintenance (article 433 of the civil code).
    pub tenuti_agli_alimenti: bool,
}

/// What the valid ISEE says, to check the change that a current one needs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Precedente {
    pub isr: Option<Frazione>,
    pub isp: Option<Frazione>,
}
