//! The parameters of a year: numbers of the law, each with source and certainty.

use super::lessico::{RegolaDisabilita, Trattamenti};
use crate::denaro::{Frazione, Overflow};
use crate::norma::{Origine, Testo};

/// A rule: its numbers, where they are written and how sure they are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Voce<T> {
    pub valore: T,
    pub origine: Origine,
    /// What the reader must be told whenever the rule is used.
    pub avviso: Option<Testo>,
}

/// A share of an income, up to a maximum in euro.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct QuotaMassima {
    /// 20% is 1/5.
    pub parte: Frazione,
    pub massimo: Frazione,
}

/// An amount that grows with the children after the first so many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Soglia {
    pub importo: Frazione,
    pub per_figlio: Frazione,
    pub figli_oltre: i64,
}

impl Soglia {
    /// The amount with that many children.
    pub(crate) fn with(&self, figli: i64) -> Result<Frazione, Overflow> {
        let more = figli.saturating_sub(self.figli_oltre).max(0);
        self.per_figlio.mul(Frazione::integer(i128::from(more)))?.add(self.importo)
    }
}

/// Exempt movable assets, before what the children add.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Franchigia {
    pub importo: Frazione,
    pub per_componente: Frazione,
    pub massimo: Frazione,
}

/// Base of the scale.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ScalaBase {
    /// For 1, 2, 3 … members; never empty.
    pub valori: Vec<Frazione>,
    /// For each further member.
    pub oltre: Frazione,
}

/// Additions for so many children or more: rows grow in both.
pub(crate) type ScalaFigli = Vec<(i64, Frazione)>;

/// Addition for working parents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ScalaGenitori {
    pub con_minori: Frazione,
    pub con_figli_piccoli: Frazione,
    /// A child is small below this age.
    pub eta: i64,
}

/// Amounts taken from the income for a disabled member (2015).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FranchigieDisabilita {
    /// Adults: media, grave, non autosufficiente.
    pub adulti: [Frazione; 3],
    /// Minors, in the same order.
    pub minori: [Frazione; 3],
}

/// Income up to which a child is dependent for IRPEF.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ACarico {
    pub limite: Frazione,
    pub limite_giovani: Frazione,
    /// Young up to this age, included.
    pub eta_giovani: i64,
}

/// Component of children outside the household.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ComponenteFiglio {
    pub sottrai: Frazione,
    pub coefficiente: Frazione,
}

/// Component of a parent living elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ComponenteGenitore {
    pub coefficiente: Frazione,
    pub per_figlio: Frazione,
}

/// Article 4.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RegoleReddito {
    pub somma: Voce<()>,
    pub trattamenti_disabilita: Voce<Trattamenti>,
    pub assegni_versati: Voce<()>,
    pub spese_sanitarie: Voce<Frazione>,
    pub redditi_agrari: Voce<()>,
    pub lavoro: Voce<QuotaMassima>,
    pub pensione: Voce<QuotaMassima>,
    pub una_sola_quota: Voce<()>,
    pub fino_a_concorrenza: Voce<()>,
    /// Year and rate.
    pub figurativo: Voce<Vec<(i64, Frazione)>>,
    pub locazione: Voce<Soglia>,
    pub franchigie_disabilita: Option<Voce<FranchigieDisabilita>>,
}

/// The home.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RegoleAbitazione {
    pub soglia: Voce<Soglia>,
    /// Threshold in the capital of a metropolitan city.
    pub soglia_metropolitana: Option<Frazione>,
    /// The part of the excess that counts.
    pub eccedenza: Voce<Frazione>,
}

/// Article 5.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RegolePatrimonio {
    pub immobili: Voce<()>,
    pub abitazione: RegoleAbitazione,
    pub mobiliare: Voce<()>,
    pub saldo_o_giacenza: Voce<()>,
    pub franchigia: Voce<Franchigia>,
    /// What the children add to the exempt amount; its own amount is zero.
    pub franchigia_figli: Voce<Soglia>,
    pub titoli_stato: Option<Voce<Frazione>>,
    pub donazioni: Voce<()>,
    /// The part of the ISP in the ISE.
    pub parte_in_ise: Voce<Frazione>,
}

/// Annex 1.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RegoleScala {
    pub base: Voce<ScalaBase>,
    pub figli: Voce<ScalaFigli>,
    pub genitori_lavoratori: Voce<ScalaGenitori>,
    pub genitore_solo: Voce<()>,
    pub genitore_non_convivente: Voce<()>,
    /// Which rule holds when the option says «as the year».
    pub regola_disabilita: Voce<RegolaDisabilita>,
    pub disabilita: Option<Voce<Frazione>>,
    pub ricovero: Voce<Frazione>,
    pub isee: Voce<()>,
}

/// Articles 3, 6 and 7.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RegoleNucleo {
    pub ordinario: Voce<()>,
    pub ristretto: Voce<()>,
    pub a_carico: Voce<ACarico>,
    pub attratto: Voce<()>,
    pub solo_ise: Voce<()>,
    pub componente_figlio: Voce<ComponenteFiglio>,
    pub figlio_escluso: Voce<()>,
    pub componente_genitore: Voce<ComponenteGenitore>,
    pub genitore_escluso: Voce<()>,
}

/// Article 9.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RegoleCorrente {
    /// Change of ISR that opens it: 1/4.
    pub reddito: Voce<Frazione>,
    /// Change of ISP that opens it: 1/5; none before it existed.
    pub patrimonio: Option<Voce<Frazione>>,
}

/// What the second indicator of 2026 changes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Regole2026 {
    pub abitazione: RegoleAbitazione,
    pub figli: Voce<ScalaFigli>,
}

/// The rules of some years (`seeds/isee/`), read by [`crate::formato::parse_parametri`].
///
/// ```
/// let rules = soglia::semi::parametri_isee(2025).unwrap();
/// assert!(rules.covers(2025) && !rules.covers(2015));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Parametri {
    pub(crate) id: String,
    /// First and last year of presentation.
    pub(crate) anni: (i64, i64),
    pub(crate) reddito: RegoleReddito,
    pub(crate) patrimonio: RegolePatrimonio,
    pub(crate) scala: RegoleScala,
    pub(crate) nucleo: RegoleNucleo,
    pub(crate) corrente: RegoleCorrente,
    pub(crate) prestazioni_2026: Option<Regole2026>,
    /// `sha256:…` of the canonical content.
    pub(crate) impronta: String,
}

impl Parametri {
    /// Name of the parameter set.
    ///
    /// ```
    /// assert_eq!(soglia::semi::parametri_isee(2026).unwrap().id(), "isee-2026");
    /// ```
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// First and last year of presentation.
    ///
    /// ```
    /// assert_eq!(soglia::semi::parametri_isee(2018).unwrap().anni(), (2017, 2019));
    /// ```
    #[must_use]
    pub fn anni(&self) -> (i64, i64) {
        self.anni
    }

    /// Whether a DSU presented in that year follows these rules.
    ///
    /// ```
    /// assert!(soglia::semi::parametri_isee(2017).unwrap().covers(2019));
    /// ```
    #[must_use]
    pub fn covers(&self, anno: i64) -> bool {
        (self.anni.0..=self.anni.1).contains(&anno)
    }
}
