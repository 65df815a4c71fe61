// SPDX-License-Identifier: EUPL-1.2
//! Reconciliation of printed figures: every total is computed again, every figure printed twice is compared, and what
//! does not agree is shown with both values; nothing is chosen in silence, and what is not printed is said.

use super::cifre::{Calcolo, Cifra, Cifre, Manca, Rapporto, Somma, Stampa};
use super::numero::{Centesimi, exact_number};
use crate::denaro::{Frazione, italian_euro};
use crate::norma::{Fonte, Natura, Testo};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use serde::Serialize;
use std::collections::BTreeMap;

/// The answer of [`quadra`].
///
/// ```
/// let answer = soglia::riparto::quadra(&soglia::semi::cifre("piano-di-zona-2018-2020").unwrap());
/// assert_eq!(answer.controlli.len(), answer.confermati + answer.contraddizioni.len());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quadratura {
    /// Id of the document.
    pub id: String,
    /// Title.
    pub titolo: Testo,
    /// Whether the figures bind anyone.
    pub natura: Natura,
    /// Ids of the checks that fail.
    pub contraddizioni: Vec<String>,
    /// How many checks hold.
    pub confermati: usize,
    /// Every check.
    pub controlli: Vec<Controllo>,
    /// Amounts that are ours.
    pub calcolati: Vec<Calcolato>,
    /// What is not printed.
    pub mancano: Vec<Manca>,
    /// Every figure.
    pub cifre: Vec<Cifra>,
    /// Where they come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fonte: Option<Fonte>,
}

/// What a check compares.
///
/// ```
/// use soglia::riparto::TipoControllo;
/// assert_eq!(serde_json::to_string(&TipoControllo::Stampe).unwrap(), "\"stampe\"");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TipoControllo {
    /// A total with what it adds up.
    Somma,
    /// A figure with itself, printed elsewhere.
    Stampe,
    /// A percentage with its figures.
    Rapporto,
}

/// The outcome of a check.
///
/// ```
/// use soglia::riparto::EsitoControllo;
/// assert_eq!(serde_json::to_string(&EsitoControllo::Confermato).unwrap(), "\"confermato\"");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EsitoControllo {
    /// What is printed is what comes out.
    Confermato,
    /// It is not.
    Contraddizione,
}

/// One check.
///
/// ```
/// let answer = soglia::riparto::quadra(&soglia::semi::cifre("piano-di-zona-2018-2020").unwrap());
/// let frs = answer.controlli.iter().find(|c| c.id == "frs-triennio").unwrap();
/// assert_eq!((frs.stampato.as_str(), frs.ricalcolato.as_str()), ("3652615.00", "3652615.00"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Controllo {
    /// Id.
    pub id: String,
    /// What is compared.
    pub tipo: TipoControllo,
    /// The outcome.
    pub esito: EsitoControllo,
    /// As printed: euro, or percent.
    pub stampato: String,
    /// As it comes out, or as it is printed elsewhere.
    pub ricalcolato: String,
    /// The second less the first; zero when the printed value is the other, rounded as printed.
    pub differenza: String,
    /// Sections.
    pub dove: Vec<String>,
    /// The same in words.
    pub testo: String,
}

/// An amount that is not printed.
///
/// ```
/// let answer = soglia::riparto::quadra(&soglia::semi::cifre("piano-di-zona-2018-2020").unwrap());
/// assert_eq!(answer.calcolati[2].importo.to_string(), "118514.30");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calcolato {
    /// Id.
    pub id: String,
    /// What it is.
    pub nome: Testo,
    /// To the cent, half away from zero.
    pub importo: Centesimi,
    /// Section of the percentage.
    pub dove: String,
}

/// Computes everything again.
///
/// ```
/// let answer = soglia::riparto::quadra(&soglia::semi::cifre("piano-di-zona-2018-2020").unwrap());
/// assert_eq!(answer.contraddizioni, ["frs-2017", "fna-disponibilita-2015"]);
/// ```
#[must_use]
pub fn quadra(c: &Cifre) -> Quadratura {
    let conto = Conto { somme: &c.somme, cifre: c.cifre.iter().map(|x| (x.id.as_str(), x)).collect() };
    let printed = c.cifre.iter().flat_map(|x| conto.printings(x));
    let sums = c.somme.iter().filter_map(|s| conto.sum(s));
    let ratios = c.rapporti.iter().filter_map(|r| conto.ratio(r));
    let controlli: Vec<Controllo> = printed.chain(sums).chain(ratios).collect();
    let fails = |x: &&Controllo| x.esito == EsitoControllo::Contraddizione;
    let contraddizioni: Vec<String> = controlli.iter().filter(fails).map(|x| x.id.clone()).collect();
    Quadratura {
        id: c.id.clone(),
        titolo: c.titolo.clone(),
        natura: c.natura,
        confermati: controlli.len().saturating_sub(contraddizioni.len()),
        contraddizioni,
        controlli,
        calcolati: c.calcoli.iter().filter_map(|x| conto.derived(x)).collect(),
        mancano: c.mancano.clone(),
        cifre: c.cifre.clone(),
        fonte: c.fonte.clone(),
    }
}

struct Conto<'a> {
    somme: &'a [Somma],
    cifre: BTreeMap<&'a str, &'a Cifra>,
}

fn euro(cents: i128) -> String {
    italian_euro(Frazione::from_cents(cents))
}

fn places<'a>(figures: impl Iterator<Item = &'a Cifra>) -> Vec<String> {
    let mut out: Vec<String> = figures.filter_map(|c| c.stampe.first()).map(|s| s.dove.clone()).collect();
    out.dedup();
    out
}

const fn esito(holds: bool) -> EsitoControllo {
    if holds { EsitoControllo::Confermato } else { EsitoControllo::Contraddizione }
}

impl Conto<'_> {
    fn value(&self, id: &str) -> Option<i128> {
        self.cifre.get(id).map(|c| c.value())
    }

    fn total(&self, ids: &[String]) -> Option<i128> {
        ids.iter().map(|id| self.value(id)).try_fold(0_i128, |sum, n| sum.checked_add(n?))
    }

    /// A figure against each further place where it is printed.
    fn printings(&self, c: &Cifra) -> Vec<Controllo> {
        let Some((first, others)) = c.stampe.split_first() else { return Vec::new() };
        let one = |other: &Stampa| {
            let holds = first.importo == other.importo;
            let (a, b) = (euro(first.importo.0), euro(other.importo.0));
            let testo = if holds {
                format!("{}: {a} sia in {} sia in {}", c.nome.it(), first.dove, other.dove)
            } else {
                let support = [first, other].map(|s| self.support(c, s.importo.0)).concat();
                format!("{}: {a} in {}, ma {b} in {}{support}", c.nome.it(), first.dove, other.dove)
            };
            Controllo {
                id: c.id.clone(),
                tipo: TipoControllo::Stampe,
                esito: esito(holds),
                stampato: first.importo.to_string(),
                ricalcolato: other.importo.to_string(),
                differenza: Centesimi(other.importo.0.saturating_sub(first.importo.0)).to_string(),
                dove: vec![first.dove.clone(), other.dove.clone()],
                testo,
            }
        };
        others.iter().map(one).collect()
    }

    /// Which totals come out with a value of a figure, and which do not.
    fn support(&self, c: &Cifra, value: i128) -> String {
        let sums = self.somme.iter().filter(|s| s.totale == c.id || s.addendi.contains(&c.id));
        let mut out = String::new();
        for s in sums {
            let with = |id: &String| if *id == c.id { Some(value) } else { self.value(id) };
            let sum = s.addendi.iter().map(with).try_fold(0_i128, |sum, n| sum.checked_add(n?));
            let holds = sum.is_some() && sum == with(&s.totale);
            let how = if holds { "torna" } else { "non torna" };
            out.push_str(&format!("; con {} la somma «{}» {how}", euro(value), s.id));
        }
        out
    }

    fn sum(&self, s: &Somma) -> Option<Controllo> {
        let total = self.cifre.get(s.totale.as_str())?;
        let (printed, computed) = (total.value(), self.total(&s.addendi)?);
        let holds = printed == computed;
        let how = if holds { "come stampato".to_owned() } else { format!("ma è stampato {}", euro(printed)) };
        let parts = s.addendi.iter().filter_map(|id| self.cifre.get(id.as_str())).copied();
        Some(Controllo {
            id: s.id.clone(),
            tipo: TipoControllo::Somma,
            esito: esito(holds),
            stampato: Centesimi(printed).to_string(),
            ricalcolato: Centesimi(computed).to_string(),
            differenza: Centesimi(computed.saturating_sub(printed)).to_string(),
            dove: places(std::iter::once(*total).chain(parts)),
            testo: format!("{}: {} addendi fanno {}, {how}", total.nome.it(), s.addendi.len(), euro(computed)),
        })
    }

    fn ratio(&self, r: &Rapporto) -> Option<Controllo> {
        let (part, whole) = (self.total(&r.parte)?, self.value(&r.tutto)?);
        if whole.is_zero() {
            return None;
        }
        let percent = BigRational::new(BigInt::from(part) * 100, BigInt::from(whole));
        let scale = BigRational::from_integer(BigInt::from(10).pow(r.decimali));
        let rounded = (&percent * &scale).round() / &scale;
        let printed = super::numero::rational(r.percento);
        let holds = rounded == printed;
        let how = if holds { "come stampato" } else { "ma è stampato un altro valore" };
        let reading = r.lettura.as_ref().map(|t| format!(". {}", t.it())).unwrap_or_default();
        let shown = exact_number(&rounded).replace('.', ",");
        Some(Controllo {
            id: r.id.clone(),
            tipo: TipoControllo::Rapporto,
            esito: esito(holds),
            stampato: exact_number(&printed),
            ricalcolato: exact_number(&percent),
            differenza: exact_number(&(rounded - printed)),
            dove: vec![r.dove.clone()],
            testo: format!("{}: {} su {} fa {shown}%, {how}{reading}", r.nome.it(), euro(part), euro(whole)),
        })
    }

    fn derived(&self, c: &Calcolo) -> Option<Calcolato> {
        let exact = super::numero::rational(c.percento) * BigRational::new(self.value(&c.di)?.into(), 100.into());
        let importo = Centesimi(i128::try_from(exact.round().to_integer()).ok()?);
        Some(Calcolato { id: c.id.clone(), nome: c.nome.clone(), importo, dove: c.dove.clone() })
    }
}
