//! Two schedules on the same households: who pays more, who pays less, how much.

use super::cause::Causa;
use super::riepilogo::{Centesimi, Esito};
use super::somma::Somma;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How the fee changes for some households; amounts in euro, for the period of the file.
///
/// ```
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let same = soglia::simula::confronta(rules, rules, "sad", "isee;ora\n5000;10\n".as_bytes()).unwrap();
/// let change = &same.confronto.unwrap().variazioni;
/// assert_eq!((change.invariati, change.perdono), (1, 0));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variazioni {
    /// Households that pay less.
    pub guadagnano: u64,
    /// Households that pay more.
    pub perdono: u64,
    /// Households that pay the same.
    pub invariati: u64,
    /// What the first save, all together.
    pub risparmio: Centesimi,
    /// What the second pay more, all together.
    pub aggravio: Centesimi,
    /// Largest saving of one household.
    pub risparmio_massimo: Centesimi,
    /// Largest increase of one household.
    pub aggravio_massimo: Centesimi,
    /// Average of those who save; null when nobody does.
    pub risparmio_medio: Option<Centesimi>,
    /// Average of those who pay more.
    pub aggravio_medio: Option<Centesimi>,
    /// Admitted by the second rules only.
    pub entrano: u64,
    /// Admitted by the first only.
    pub escono: u64,
    /// Admitted by neither.
    pub esclusi: u64,
    /// The fee is not known under one of the two.
    pub non_confrontabili: u64,
}

/// What [`Variazioni`] are made of, while households come.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cambi {
    guadagnano: u64,
    perdono: u64,
    invariati: u64,
    risparmio: Somma,
    aggravio: Somma,
    risparmio_massimo: i64,
    aggravio_massimo: i64,
    entrano: u64,
    escono: u64,
    esclusi: u64,
    non_confrontabili: u64,
}

impl Cambi {
    /// One household, with its two fees.
    pub(crate) fn push(&mut self, before: i64, after: i64) {
        match (before, after) {
            (Esito::NON_DETERMINATA, _) | (_, Esito::NON_DETERMINATA) => self.non_confrontabili += 1,
            (Esito::NON_AMMESSA, Esito::NON_AMMESSA) => self.esclusi += 1,
            (Esito::NON_AMMESSA, _) => self.entrano += 1,
            (_, Esito::NON_AMMESSA) => self.escono += 1,
            _ if before == after => self.invariati += 1,
            _ if before > after => {
                self.guadagnano += 1;
                self.risparmio.add(before - after);
                self.risparmio_massimo = self.risparmio_massimo.max(before - after);
            }
            _ => {
                self.perdono += 1;
                self.aggravio.add(after - before);
                self.aggravio_massimo = self.aggravio_massimo.max(after - before);
            }
        }
    }

    /// Those of both.
    pub(crate) fn and(&self, other: &Self) -> Self {
        Self {
            guadagnano: self.guadagnano + other.guadagnano,
            perdono: self.perdono + other.perdono,
            invariati: self.invariati + other.invariati,
            risparmio: self.risparmio.and(other.risparmio),
            aggravio: self.aggravio.and(other.aggravio),
            risparmio_massimo: self.risparmio_massimo.max(other.risparmio_massimo),
            aggravio_massimo: self.aggravio_massimo.max(other.aggravio_massimo),
            entrano: self.entrano + other.entrano,
            escono: self.escono + other.escono,
            esclusi: self.esclusi + other.esclusi,
            non_confrontabili: self.non_confrontabili + other.non_confrontabili,
        }
    }

    /// With the averages.
    pub(crate) fn finish(&self) -> Variazioni {
        let (risparmio, aggravio) = (Centesimi(self.risparmio.total()), Centesimi(self.aggravio.total()));
        Variazioni {
            guadagnano: self.guadagnano,
            perdono: self.perdono,
            invariati: self.invariati,
            risparmio,
            aggravio,
            risparmio_massimo: Centesimi(self.risparmio_massimo.into()),
            aggravio_massimo: Centesimi(self.aggravio_massimo.into()),
            risparmio_medio: risparmio.over(self.guadagnano),
            aggravio_medio: aggravio.over(self.perdono),
            entrano: self.entrano,
            escono: self.escono,
            esclusi: self.esclusi,
            non_confrontabili: self.non_confrontabili,
        }
    }
}

/// The change in one fascia of the first schedule, or for one word of a column.
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let same = soglia::simula::confronta(rules, rules, "sad", "isee;ora\n5000;10\n".as_bytes()).unwrap();
/// assert_eq!(same.confronto.unwrap().per_fascia[0].da.unwrap().to_string(), "0.00");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct VariazioniFascia {
    /// First ISEE, included; null for who presented none.
    pub da: Option<Centesimi>,
    /// Last ISEE, included; null when there is no limit.
    pub a: Option<Centesimi>,
    /// Who presented none.
    pub senza_isee: bool,
    /// The change.
    #[serde(flatten)]
    pub variazioni: Variazioni,
}

/// The second schedule beside the first.
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let same = soglia::simula::confronta(rules, rules, "sad", "isee;ora\n5000;10\n".as_bytes()).unwrap();
/// assert_eq!(same.confronto.unwrap().differenza.to_string(), "0.00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Confronto {
    /// Id of the second rule file.
    pub regolamento: String,
    /// Its fingerprint.
    pub impronta: String,
    /// What all households pay under it.
    pub totale: Centesimi,
    /// Of which pay nothing.
    pub esenti: u64,
    /// Not admitted.
    pub non_ammesse: u64,
    /// Of which the fee is not known.
    pub non_determinate: u64,
    /// Second total minus first.
    pub differenza: Centesimi,
    /// Which clauses cause it; they add up to it.
    pub cause: Vec<Causa>,
    /// Who pays more and who less.
    #[serde(flatten)]
    pub variazioni: Variazioni,
    /// The same by fascia of the first schedule.
    pub per_fascia: Vec<VariazioniFascia>,
    /// The same by the words of the column asked for.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub per: BTreeMap<String, Variazioni>,
}
