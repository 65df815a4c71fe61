//! Up to four schedules beside the one in force, on the same households: the whole, and by group.

use super::confronto::{Cambi, Variazioni};
use super::disuguali::Equita;
use super::riepilogo::{Centesimi, Esito};
use super::somma::Somma;
use serde::{Deserialize, Serialize};

/// What a schedule is worth on all households; amounts in euro, for the period of the file.
///
/// ```
/// let none = soglia::simula::Sintesi::default();
/// assert_eq!((none.con_tariffa, none.media), (0, None));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sintesi {
    /// Id of the rule file.
    pub regolamento: String,
    /// Its fingerprint.
    pub impronta: String,
    /// What all households pay.
    pub totale: Centesimi,
    /// What the service costs for those who have a fee; none when the rules do not say.
    pub costo: Option<Centesimi>,
    /// The total as a part of the cost, in percent.
    pub copertura: Option<String>,
    /// Households with a fee.
    pub con_tariffa: u64,
    /// Of which pay nothing.
    pub esenti: u64,
    /// Not admitted.
    pub non_ammesse: u64,
    /// Whose fee the rules and the file do not tell.
    pub non_determinate: u64,
    /// Whose fee is known and whose admission is not; in the total.
    pub da_verificare: u64,
    /// Average fee, to the cent.
    pub media: Option<Centesimi>,
    /// Change from the schedule in force.
    pub variazioni: Variazioni,
    /// How it changes the distance between who has more and who has less.
    pub equita: Option<Equita>,
    /// Facts that would decide what is not known.
    pub mancano: Vec<String>,
    /// Facts that took their ordinary value, as `id = value (households)`.
    pub predefiniti: Vec<String>,
    /// What the reader must be told of these rules.
    pub avvisi: Vec<String>,
}

/// One schedule on some households.
///
/// ```
/// assert_eq!(soglia::simula::Conto::default().totale.to_string(), "0.00");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conto {
    /// What they pay.
    pub totale: Centesimi,
    /// Households with a fee.
    pub con_tariffa: u64,
    /// Of which pay nothing.
    pub esenti: u64,
    /// Average fee.
    pub media: Option<Centesimi>,
    /// The fee of a year as a part of their ISEE, in percent; none when they have none.
    pub quota_isee: Option<String>,
    /// Change from the schedule in force.
    pub variazioni: Variazioni,
}

/// Some households, under every schedule.
///
/// ```
/// assert!(soglia::simula::Gruppo::default().scenari.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gruppo {
    /// What they have in common.
    pub nome: String,
    /// First ISEE, included, where ISEE is what they have in common.
    pub da: Option<Centesimi>,
    /// Last ISEE, included; none when there is no limit.
    pub a: Option<Centesimi>,
    /// Households.
    pub righe: u64,
    /// Sum of the ISEE presented.
    pub isee: Centesimi,
    /// Each schedule, that in force first.
    pub scenari: Vec<Conto>,
}

/// A way of dividing the households.
///
/// ```
/// assert!(soglia::simula::Dimensione::default().gruppi.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimensione {
    /// `fascia`, `decile`, or the column: `comune`, `eta` …
    pub nome: String,
    /// The groups.
    pub gruppi: Vec<Gruppo>,
}

/// Everything at once.
///
/// ```
/// assert!(soglia::simula::Quadro::default().scenari.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quadro {
    /// The service.
    pub servizio: String,
    /// Households.
    pub righe: u64,
    /// Of which without an ISEE that the service accepts.
    pub senza_isee: u64,
    /// Each schedule, that in force first.
    pub scenari: Vec<Sintesi>,
    /// By fascia of the schedule in force, by tenth of ISEE, by column.
    pub dimensioni: Vec<Dimensione>,
}

/// What [`Conto`] is made of, while households come.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parziale {
    totale: Somma,
    con_tariffa: u64,
    esenti: u64,
    pub cambi: Cambi,
}

impl Parziale {
    /// One household: its fee under the schedule in force, and under this one.
    pub(crate) fn push(&mut self, before: i64, fee: i64) {
        if fee >= 0 {
            self.totale.add(fee);
            self.con_tariffa += 1;
            self.esenti += u64::from(fee == 0);
        }
        self.cambi.push(before, fee);
    }

    /// With the averages; `isee` is the sum of theirs, and `periodi` of the file make a year.
    pub(crate) fn finish(&self, isee: i128, periodi: i128) -> Conto {
        let totale = Centesimi(self.totale.total());
        Conto {
            totale,
            con_tariffa: self.con_tariffa,
            esenti: self.esenti,
            media: totale.over(self.con_tariffa),
            quota_isee: totale.0.checked_mul(periodi).and_then(|year| super::disuguali::percento(year, isee)),
            variazioni: self.cambi.finish(),
        }
    }
}

/// Whether a fee is an amount.
pub(crate) const fn is_fee(fee: i64) -> bool {
    fee != Esito::NON_AMMESSA && fee != Esito::NON_DETERMINATA
}
