// SPDX-License-Identifier: EUPL-1.2
//! The smallest change of one weight, or of the fund, that gives a voce at least a sum, with the neighbour that does not
//! reach it as certificate; or why none does.
//!
//! A larger weight never lowers its voce, so the smallest weight is found by halving. A larger fund may take a cent from
//! somebody, so there halving only says between which funds the answer lies: below them even the quota rounded up is too
//! small, and the last of them is enough. The funds between are tried one cent at a time.

use super::calcola::{Esito, calcola, one_level};
use super::esplora::{Luogo, places, set_weight, sums, whole};
use super::modello::{Forma, Limite, Riparto, Voce};
use super::numero::{Centesimi, count, exact_number};
use super::risposta::LimiteAttivo;
use crate::denaro::{Frazione, italian_euro};
use crate::diagnosi::Diagnostic;
use crate::lingua::tr;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive};
use serde::Serialize;

/// Weights are tried in millionths.
const GRAIN: u32 = 1_000_000;
/// The largest fund a file can write, in cents.
const MAX_FUND: i128 = 99_999_999_999_999;
/// Shares computed, one fund after the other, before giving up the proof that the fund found is the smallest: an instant,
/// whether the levels are of five voci or of sixty-one, and also with weights that need unlimited numbers.
const MAX_SHARES: i128 = 20_000;

/// The answer of [`almeno`].
///
/// ```
/// use soglia::riparto::{Centesimi, almeno};
/// let frs = soglia::semi::riparto("ambito-lodi-frs-2017").unwrap();
/// let answer = almeno(&frs, "disabili", Centesimi(20_000_00)).unwrap();
/// assert!(answer.fondo.perche.unwrap().contains("importo deciso"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Almeno {
    /// Ids from the first level down.
    pub percorso: String,
    /// What is asked.
    pub almeno: Centesimi,
    /// What it gets now.
    pub ora: Centesimi,
    /// Whether it already gets that.
    pub basta_gia: bool,
    /// Changing its weight.
    pub peso: Mossa,
    /// Changing what was assigned.
    pub fondo: Mossa,
}

/// One way to get there: exactly one of the two is there, neither when nothing needs to change.
///
/// ```
/// assert_eq!(soglia::riparto::Mossa::default().cambio, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Mossa {
    /// The smallest change.
    pub cambio: Option<Cambio>,
    /// Why there is none.
    pub perche: Option<String>,
}

/// The smallest change.
///
/// ```
/// use soglia::riparto::{Centesimi, almeno};
/// let text = r#"{ "formato": 1, "id": "x", "natura": "bozza", "assegnazione": "90.00",
///   "voce": [{ "id": "a", "peso": 1 }, { "id": "b", "peso": 2 }] }"#;
/// let file = soglia::formato::parse_riparto(text, "x.json", &Default::default()).unwrap();
/// let change = almeno(&file, "a", Centesimi(45_00)).unwrap().peso.cambio.unwrap();
/// assert_eq!((change.da.as_str(), change.a.as_str()), ("1", "1.999556")); // just over 44.995 euro: the last cent is its own
/// assert_eq!((change.vicino.valore.as_str(), change.vicino.importo.to_string().as_str()), ("1.999555", "44.99"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cambio {
    /// The weight, or the euro assigned, now.
    pub da: String,
    /// The weight (the smallest with six decimals), or the euro, that are enough.
    pub a: String,
    /// What the voce gets then.
    pub importo: Centesimi,
    /// The value just below, and what the voce gets with that.
    pub vicino: Vicino,
    /// Whether nothing smaller is enough. False only for a fund, where a minimum grant or too many cents to try forbid
    /// the proof: the value is then one that is enough, with a neighbour that is not.
    pub minimo: bool,
}

/// The value just below the one that is enough.
///
/// ```
/// use soglia::riparto::{Centesimi, Vicino};
/// let near = Vicino { valore: "0.99".to_owned(), importo: Centesimi(1) };
/// assert_eq!(near.importo.to_string(), "0.01");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Vicino {
    /// The weight, a millionth less; or the euro, a cent less.
    pub valore: String,
    /// What the voce gets with it: less than asked.
    pub importo: Centesimi,
}

/// The smallest change of the weight of a voce, and of the fund, that gives it at least `importo`.
///
/// ```
/// use soglia::riparto::{Centesimi, almeno};
/// let frs = soglia::semi::riparto("ambito-lodi-frs-2017").unwrap();
/// let answer = almeno(&frs, "minori", Centesimi(950_000_00)).unwrap();
/// assert!(answer.fondo.perche.unwrap().contains("massimo"));
/// ```
///
/// # Errors
/// No such voce, or a riparto that cannot be divided.
pub fn almeno(riparto: &Riparto, voce: &str, importo: Centesimi) -> Result<Almeno, Vec<Diagnostic>> {
    let path = places(riparto, voce).map_err(|d| vec![d])?;
    let sums = sums(riparto, &path)?;
    let (Some(luogo), Some(available)) = (path.last(), sums.last()) else { return Err(Vec::new()) };
    let outcome = luogo.divide(riparto, *available).map_err(|d| vec![*d])?;
    let Some(now) = outcome.get(luogo.chi) else { return Err(Vec::new()) };
    let ora = Centesimi(now.importo);
    let percorso = luogo.voce().map(|v| luogo.nodo.child(luogo.chi, &v.id).percorso).unwrap_or_default();
    let basta_gia = ora >= importo;
    let (mut peso, mut fondo) = (Mossa::default(), Mossa::default());
    if !basta_gia {
        peso = by_weight(riparto, luogo, *available, importo.0);
        let first = sums.first().copied().unwrap_or_default();
        fondo = Salita { riparto, path: &path, aside: first.saturating_sub(riparto.assegnazione.0) }.find(importo.0);
    }
    Ok(Almeno { percorso, almeno: importo, ora, basta_gia, peso, fondo })
}

fn because(sentence: String) -> Mossa {
    Mossa { cambio: None, perche: Some(sentence) }
}

fn euro(cents: i128) -> String {
    italian_euro(Frazione::from_cents(cents))
}

/// Millionths as a decimal.
fn decimal(millionths: &BigInt) -> String {
    exact_number(&BigRational::new(millionths.clone(), GRAIN.into()))
}

fn by_weight(riparto: &Riparto, luogo: &Luogo<'_>, available: i128, wanted: i128) -> Mossa {
    match luogo.voce().map(|v| &v.forma) {
        Some(Forma::Peso { peso, .. }) => heavier(riparto, luogo, peso, available, wanted)
            .unwrap_or_else(|| because(tr!("con un altro peso il livello non si può dividere").to_owned())),
        Some(Forma::Importo(_)) => because(tr!("la voce non ha un peso: prende un importo deciso").to_owned()),
        _ => because(tr!("la voce non ha un peso: prende una percentuale").to_owned()),
    }
}

/// The smallest weight that is enough, or why none is; nothing when the level cannot be divided.
fn heavier(riparto: &Riparto, luogo: &Luogo<'_>, peso: &BigRational, available: i128, wanted: i128) -> Option<Mossa> {
    let mut voci = luogo.alone();
    // More than they weigh.
    let weigh = |v: &Voce| match &v.forma {
        Forma::Peso { peso, .. } => peso.to_integer() + BigInt::one(),
        _ => BigInt::ZERO,
    };
    let all: BigInt = voci.iter().map(weigh).sum();
    let mut at = |millionths: &BigInt| -> Option<Esito> {
        set_weight(&mut voci, luogo.chi, BigRational::new(millionths.clone(), GRAIN.into()));
        let all = one_level(riparto, &luogo.nodo, available, &voci, luogo.contributo_minimo).ok()?;
        all.into_iter().nth(luogo.chi)
    };
    // Less than it weighs now is not enough either.
    let mut low = BigInt::ZERO;
    // With this, the weights of the others take together less than a millionth of a cent from it.
    let mut high: BigInt = all * GRAIN * GRAIN * available;
    let most = at(&high)?;
    if most.importo < wanted {
        return Some(because(no_weight(luogo, available, &most)));
    }
    while &high - &low > BigInt::one() {
        // Strictly between them, and in proportion: the digits are halved before the number.
        let middle: BigInt = ((&low + BigInt::one()) * &high).sqrt();
        if at(&middle)?.importo >= wanted { high = middle } else { low = middle }
    }
    let vicino = Vicino { valore: decimal(&low), importo: Centesimi(at(&low)?.importo) };
    let importo = Centesimi(at(&high)?.importo);
    let cambio = Cambio { da: exact_number(peso), a: decimal(&high), importo, vicino, minimo: true };
    Some(Mossa { cambio: Some(cambio), perche: None })
}

/// Why no weight is enough; this is what it gets with the largest.
fn no_weight(luogo: &Luogo<'_>, available: i128, most: &Esito) -> String {
    match most.limite {
        Some(LimiteAttivo::Massimo) => {
            tr!("è il suo massimo a fermarla: con qualunque peso riceve al più {}", euro(most.importo))
        }
        Some(LimiteAttivo::ContributoMinimo) => tr!("resta sotto il contributo minimo con qualunque peso").to_owned(),
        _ => {
            let holds = |forma: &Forma| match forma {
                Forma::Importo(amount) => amount.0 > 0,
                Forma::Percento(p) => *p > Frazione::ZERO,
                Forma::Peso { minimo, .. } => minimo.is_some(),
            };
            let others = luogo.voci.iter().enumerate().filter(|(i, v)| *i != luogo.chi && holds(&v.forma));
            let others: Vec<String> = others.map(|(_, v)| format!("«{}»", v.nome.it())).collect();
            let (here, most, others) = (euro(available), euro(most.importo), others.join(", "));
            if others.is_empty() {
                tr!("al suo livello si dividono {}: con qualunque peso riceve al più {}", here, most)
            } else {
                tr!(
                    "al suo livello si dividono {}: con qualunque peso riceve al più {}, tolti importi, percentuali e minimi di {}",
                    here,
                    most,
                    others,
                )
            }
        }
    }
}

/// The path from the fund to the voce, divided for other funds.
struct Salita<'a> {
    riparto: &'a Riparto,
    path: &'a [Luogo<'a>],
    /// What is divided beside what was assigned: residues, and what was carried over.
    aside: i128,
}

/// Two funds one cent apart: the last that is not enough and the first that is, for something that does not go back.
fn halve(mut low: i128, mut high: i128, enough: impl Fn(i128) -> bool) -> (i128, i128) {
    while high.saturating_sub(low) > 1 {
        let middle = low.midpoint(high);
        if enough(middle) { high = middle } else { low = middle }
    }
    (low, high)
}

impl Salita<'_> {
    /// What the voce gets with a fund, if it can be divided.
    fn amount(&self, assigned: i128) -> Option<i128> {
        self.path.iter().try_fold(assigned.saturating_add(self.aside), |available, luogo| {
            luogo.divide(self.riparto, available).ok()?.get(luogo.chi).map(|o| o.importo)
        })
    }

    /// A sum that the voce is not above with this fund, nor with a smaller one.
    fn top(&self, assigned: i128) -> Option<i128> {
        let unit = self.riparto.unita.0;
        self.path.iter().try_fold(assigned.saturating_add(self.aside), |available, luogo| {
            let outcome = luogo.divide(self.riparto, available).ok()?.into_iter().nth(luogo.chi)?;
            // The quota rounded up. The rounding of the percentages may move the rest by a unit; who is at a maximum that
            // is no whole unit may leave one to the others.
            let percents = luogo.voci.iter().filter(|v| matches!(v.forma, Forma::Percento(_))).count().min(1);
            let leaves = |v: &&Voce| match &v.forma {
                Forma::Peso { massimo: Some(Limite::Importo(cap)), .. } => cap.0 % unit != 0,
                Forma::Peso { massimo, .. } => massimo.is_some(),
                _ => false,
            };
            let capped = luogo.voci.iter().filter(leaves).count();
            let units = (outcome.esatta / whole(unit)).to_integer().to_i128()?;
            Some(units.saturating_add(count(1 + percents + capped)).saturating_mul(unit))
        })
    }

    fn find(&self, wanted: i128) -> Mossa {
        let now = self.riparto.assegnazione.0;
        let most = self.amount(MAX_FUND);
        if most.is_some_and(|most| most < wanted) {
            return because(self.stopped());
        }
        // A minimum written as a percentage may grow above a maximum that is a sum: then there is a last fund.
        let last = || halve(now, MAX_FUND, |f| self.amount(f).is_none()).0;
        let largest = most.map_or_else(last, |_| MAX_FUND);
        if self.amount(largest) < Some(wanted) {
            return because(tr!("con un fondo più grande il riparto non si può dividere").to_owned());
        }
        let admitted = self.path.iter().all(|l| l.contributo_minimo.is_none());
        let (_, first) = halve(now, largest, |f| self.top(f) >= Some(wanted));
        let (_, reached) = halve(now, largest, |f| self.amount(f) >= Some(wanted));
        // With a share of a millionth the funds between are billions: nobody waits for them.
        let each = count(self.path.iter().map(|l| l.voci.len()).sum());
        let few = reached.saturating_sub(first).saturating_mul(each) < MAX_SHARES;
        let found = (first..=reached).take_while(|_| few).find(|f| self.amount(*f) >= Some(wanted));
        let fund = found.filter(|_| admitted).unwrap_or(reached);
        let mut whole_riparto = self.riparto.clone();
        whole_riparto.assegnazione = Centesimi(fund);
        if let Err(errors) = calcola(&whole_riparto) {
            let told = errors.first().map(|d| d.messaggio.clone()).unwrap_or_default();
            return because(tr!("servirebbero {}, ma allora {}", euro(fund), told));
        }
        let below = fund.saturating_sub(1);
        let amount = |f: i128| self.amount(f).map(Centesimi).unwrap_or_default();
        let cambio = Cambio {
            da: self.riparto.assegnazione.to_string(),
            a: Centesimi(fund).to_string(),
            importo: amount(fund),
            vicino: Vicino { valore: Centesimi(below).to_string(), importo: amount(below) },
            minimo: admitted && found.is_some(),
        };
        Mossa { cambio: Some(cambio), perche: None }
    }

    /// Who stops the money on its way, with the largest fund.
    fn stopped(&self) -> String {
        let mut available = MAX_FUND.saturating_add(self.aside);
        for luogo in self.path {
            let Some(voce) = luogo.voce() else { break };
            let Some(outcome) = luogo.divide(self.riparto, available).ok().and_then(|o| o.into_iter().nth(luogo.chi))
            else {
                break;
            };
            let name = voce.nome.it();
            match (&voce.forma, outcome.limite) {
                (Forma::Importo(amount), _) => {
                    return tr!("«{}» ha un importo deciso, {}: il fondo non lo cambia", name, euro(amount.0));
                }
                (Forma::Peso { .. }, Some(LimiteAttivo::Massimo)) => {
                    return tr!("«{}» è ferma al suo massimo, {}, con qualunque fondo", name, euro(outcome.importo));
                }
                (Forma::Peso { peso, .. }, _) if *peso == whole(0) => {
                    return tr!("«{}» ha peso zero: riceve solo il suo minimo, con qualunque fondo", name);
                }
                _ => available = outcome.importo,
            }
        }
        tr!("nemmeno con {} la voce ci arriva", euro(MAX_FUND))
    }
}
