//! What a pass adds up, and the answer of `simula` (FORMATO chapter 8).

use super::colonna::Colonna;
use crate::denaro::Frazione;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The fee of each household: cents, or an [`Esito`].
pub(crate) type Importi = Colonna<{ Esito::NON_DETERMINATA }>;

/// Fees that are not amounts.
pub(crate) struct Esito;

impl Esito {
    pub(crate) const NON_AMMESSA: i64 = -1;
    pub(crate) const NON_DETERMINATA: i64 = -2;
}

/// Whole cents; written as euro, `"9.53"`.
///
/// ```
/// use soglia::simula::Centesimi;
/// assert_eq!(serde_json::to_string(&Centesimi(-950)).unwrap(), r#""-9.50""#);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Centesimi(pub i128);

impl std::fmt::Display for Centesimi {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&Frazione::from_cents(self.0).euro_text())
    }
}

impl Serialize for Centesimi {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Centesimi {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (sign, digits) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
        let cents = digits
            .split_once('.')
            .filter(|(_, c)| c.len() == 2)
            .and_then(|(euro, cents)| euro.parse::<i128>().ok()?.checked_mul(100)?.checked_add(cents.parse().ok()?));
        cents.map(|c| Self(sign * c)).ok_or_else(|| serde::de::Error::custom("expected euro and cents"))
    }
}

impl Centesimi {
    /// An average, to the cent, half away from zero.
    pub(crate) fn over(self, count: u64) -> Option<Self> {
        (count > 0).then(|| super::passi::half_up(self.0, i128::from(count)).ok()).flatten().map(Self)
    }
}

/// The households of one fascia, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Voce {
    pub righe: u64,
    pub esenti: u64,
    pub totale: i128,
    pub non_ammesse: u64,
    pub non_determinate: u64,
    /// Their fee is known, their admission is not.
    pub da_verificare: u64,
    pub totale_da_verificare: i128,
}

/// One row for each fascia, and a last one for who presented no ISEE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tavola(pub Vec<Voce>);

impl Tavola {
    pub(crate) fn new(len: usize) -> Self {
        Self(vec![Voce::default(); len])
    }

    /// Several households that all have a fee.
    pub(crate) fn add(&mut self, fascia: usize, count: i64, zeros: i64, cents: i128, da_verificare: bool) {
        let Some(v) = self.0.get_mut(fascia) else { return };
        let count = u64::try_from(count).unwrap_or_default();
        v.righe += count;
        v.esenti += u64::try_from(zeros).unwrap_or_default();
        v.totale += cents;
        if da_verificare {
            v.da_verificare += count;
            v.totale_da_verificare += cents;
        }
    }

    /// One household.
    pub(crate) fn one(&mut self, fascia: usize, fee: i64, da_verificare: bool) {
        if fee >= 0 {
            self.add(fascia, 1, i64::from(fee == 0), i128::from(fee), da_verificare);
            return;
        }
        let Some(v) = self.0.get_mut(fascia) else { return };
        v.righe += 1;
        if fee == Esito::NON_AMMESSA {
            v.non_ammesse += 1;
        } else {
            v.non_determinate += 1;
        }
    }

    /// All fasce together.
    pub(crate) fn sum(&self) -> Voce {
        self.0.iter().fold(Voce::default(), |a, b| Voce {
            righe: a.righe + b.righe,
            esenti: a.esenti + b.esenti,
            totale: a.totale + b.totale,
            non_ammesse: a.non_ammesse + b.non_ammesse,
            non_determinate: a.non_determinate + b.non_determinate,
            da_verificare: a.da_verificare + b.da_verificare,
            totale_da_verificare: a.totale_da_verificare + b.totale_da_verificare,
        })
    }
}

/// The households between two bounds of the fasce; amounts in euro.
///
/// ```
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let answer = soglia::simula::simula(rules, "sad", "isee;ora\n5000;10\n;1\n".as_bytes()).unwrap();
/// assert_eq!(answer.per_fascia[0].totale.to_string(), "30.00"); // ten hours at 3.00 €
/// assert!(answer.per_fascia.last().unwrap().senza_isee);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PerFascia {
    /// First ISEE, included; null for who presented none.
    pub da: Option<Centesimi>,
    /// Last ISEE, included; null when there is no limit.
    pub a: Option<Centesimi>,
    /// Who presented none.
    pub senza_isee: bool,
    /// Households.
    pub righe: u64,
    /// Of which pay nothing.
    pub esenti: u64,
    /// What they pay.
    pub totale: Centesimi,
    /// Not admitted.
    pub non_ammesse: u64,
    /// Of which the rules and the file do not tell the fee.
    pub non_determinate: u64,
}

/// Households whose fee is known and whose admission is not.
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let answer = soglia::simula::simula(rules, "sad", "isee;ora\n5000;10\n".as_bytes()).unwrap();
/// assert_eq!(answer.da_verificare.righe, 0); // residents, since nobody says otherwise
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DaVerificare {
    /// How many.
    pub righe: u64,
    /// What they pay if admitted; part of the total.
    pub totale: Centesimi,
}

/// The rows of a table with their bounds; `limiti` are the last cents of the fasce.
pub(crate) fn per_fascia(limiti: &[i64], table: &Tavola) -> Vec<PerFascia> {
    let bound = |x: i64| Some(Centesimi(i128::from(x)));
    let mut out = Vec::with_capacity(table.0.len());
    for (n, v) in table.0.iter().enumerate() {
        let senza_isee = n > limiti.len();
        let before = n.checked_sub(1).and_then(|b| limiti.get(b));
        out.push(PerFascia {
            da: if senza_isee { None } else { bound(before.map_or(0, |b| b + 1)) },
            a: limiti.get(n).copied().and_then(bound),
            senza_isee,
            righe: v.righe,
            esenti: v.esenti,
            totale: Centesimi(v.totale),
            non_ammesse: v.non_ammesse,
            non_determinate: v.non_determinate,
        });
    }
    out
}
