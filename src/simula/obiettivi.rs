//! Goal seek on one value of a schedule: the nearest legal value that reaches what is asked, with its neighbours as
//! proof; or that none does, when all were tried.

use super::leve::Mancanza;
use super::quadro::is_fee;
use super::riepilogo::{Centesimi, Importi};
use super::studio::Studio;
use crate::denaro::{Frazione, parse_decimal};
use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::tr;
use crate::norma::Regolamento;
use serde::{Deserialize, Serialize};

/// Values tried before giving up, for a population of any size.
const TENTATIVI: i64 = 4000;
/// Households times values: beyond, fewer values are tried.
const FATICA: i64 = 40_000_000;

/// What is asked; what is not asked may be anything.
///
/// ```
/// let goal: soglia::simula::Meta = serde_json::from_str(r#"{ "entrate": "1000.00" }"#).unwrap();
/// assert!(goal.aumento.is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meta {
    /// Revenue at least this.
    pub entrate: Option<Centesimi>,
    /// Nobody pays more than this above what they pay now.
    pub aumento: Option<Centesimi>,
    /// No jump of a unit value above this.
    pub scalino: Option<Centesimi>,
}

/// Where the value may move: from, to, and by how much at a time, hundredths.
///
/// ```
/// let euro = soglia::simula::Griglia { da: 0, a: 3000, passo: 100 };
/// assert_eq!(euro.passo, 100);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Griglia {
    /// Least value.
    pub da: i64,
    /// Largest value.
    pub a: i64,
    /// Step.
    pub passo: i64,
}

/// A value and what it does.
///
/// ```
/// let fine = soglia::simula::Prova::default();
/// assert!(fine.manca.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prova {
    /// The value, as files write it.
    pub valore: String,
    /// Revenue.
    pub totale: Centesimi,
    /// Largest increase of one household.
    pub aumento: Centesimi,
    /// Largest jump of a unit value.
    pub scalino: Centesimi,
    /// What it fails: `entrate`, `aumento`, `scalino`, `regole`.
    pub manca: Vec<String>,
}

/// The answer.
///
/// ```
/// assert!(soglia::simula::Obiettivo::default().soluzione.is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obiettivo {
    /// The nearest value that reaches what is asked.
    pub soluzione: Option<Prova>,
    /// The value just below it, and the one just above: computed too.
    pub sotto: Option<Prova>,
    /// See `sotto`.
    pub sopra: Option<Prova>,
    /// How many values were tried.
    pub provati: u64,
    /// Whether these are all there are: then no solution means that there is none.
    pub tutti: bool,
    /// With no solution: what no tried value reaches; empty when each is reached alone but never all together.
    pub impossibile: Vec<String>,
    /// With no solution: the value that comes nearest to the revenue asked.
    pub migliore: Option<Prova>,
    /// With no solution: the valid value with which least is missing.
    #[serde(default)]
    pub vicina: Option<Prova>,
}

/// Computes one value of the grid.
struct Banco<'a> {
    studio: &'a mut Studio,
    servizio: &'a str,
    adesso: &'a Regolamento,
    meta: &'a Meta,
    con: &'a dyn Fn(&str) -> Option<Regolamento>,
    provate: std::collections::BTreeMap<i64, Prova>,
}

impl Studio {
    /// The value nearest to `attuale` (hundredths) that reaches what is asked. `con` gives the rules with a value.
    ///
    /// ```
    /// use soglia::simula::{Griglia, Meta, Studio};
    /// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// let same = |_: &str| Some(rules.clone());
    /// let grid = Griglia { da: 0, a: 200, passo: 100 };
    /// let goal = Meta { entrate: Some(soglia::simula::Centesimi(1)), ..Meta::default() };
    /// let none = Studio::new(Default::default()).obiettivo("sad", rules, 100, grid, &goal, &same).unwrap();
    /// assert!(none.tutti && none.impossibile == ["entrate"]); // nobody pays
    /// ```
    ///
    /// # Errors
    /// `numero-fuori-limite` for a grid without values; as [`Self::quadro`].
    pub fn obiettivo(
        &mut self,
        servizio: &str,
        adesso: &Regolamento,
        attuale: i64,
        griglia: Griglia,
        meta: &Meta,
        con: &dyn Fn(&str) -> Option<Regolamento>,
    ) -> Result<Obiettivo, Diagnostic> {
        let Griglia { da, a, passo } = griglia;
        if passo <= 0 || a < da || da < 0 {
            return Err(Diagnostic::error(Code::NumeroFuoriLimite, "griglia", tr!("non ci sono valori da provare"))
                .expected(tr!("un minimo non negativo, un massimo non più piccolo, un passo"))
                .mend(tr!("correggi minimo e massimo")));
        }
        let last = (a - da) / passo;
        let attuale = attuale.clamp(da, a);
        let start = (attuale - da) / passo;
        let rows = i64::try_from(self.famiglie()).unwrap_or(i64::MAX).max(1);
        let budget = (FATICA / rows).clamp(64, TENTATIVI);
        let value = |n: i64| da + n * passo;
        let provate = std::collections::BTreeMap::new();
        let mut banco = Banco { studio: self, servizio, adesso, meta, con, provate };
        let all = last < budget;
        let found = if all { banco.nearest(start, last, value)? } else { banco.leap(start, last, budget, value)? };
        let mut out = Obiettivo { tutti: all, ..Obiettivo::default() };
        if let Some(n) = found {
            out.soluzione = Some(banco.at(value(n))?);
            if n > 0 {
                out.sotto = Some(banco.at(value(n - 1))?);
            }
            if n < last {
                out.sopra = Some(banco.at(value(n + 1))?);
            }
        } else {
            let never = |what: &str| banco.provate.values().all(|p| p.manca.iter().any(|m| m == what));
            out.impossibile = ["regole", "entrate", "aumento", "scalino"]
                .into_iter()
                .filter(|w| never(w))
                .map(str::to_owned)
                .collect();
            out.migliore = banco.provate.values().max_by_key(|p| p.totale).cloned();
            let far = |hundredths: i64| (hundredths - attuale).abs();
            let valid = banco.provate.iter().filter(|(_, p)| !p.manca.iter().any(|m| m == "regole"));
            let least = valid.min_by_key(|(n, p)| (Mancanza::of(p, meta), far(**n)));
            out.vicina = least.map(|(_, p)| p.clone());
        }
        out.provati = u64::try_from(banco.provate.len()).unwrap_or(u64::MAX);
        Ok(out)
    }
}

impl Banco<'_> {
    /// From the present value outwards, until one is good.
    fn nearest(&mut self, start: i64, last: i64, value: impl Fn(i64) -> i64) -> Result<Option<i64>, Diagnostic> {
        for distance in 0..=last {
            for n in [start - distance, start + distance] {
                if (0..=last).contains(&n) && self.at(value(n))?.manca.is_empty() {
                    return Ok(Some(n));
                }
            }
        }
        Ok(None)
    }

    /// Evenly spread values, then halving between the nearest good one and the bad one before it.
    fn leap(
        &mut self,
        start: i64,
        last: i64,
        budget: i64,
        value: impl Fn(i64) -> i64,
    ) -> Result<Option<i64>, Diagnostic> {
        let tries = (budget - 40).max(8);
        // From the first value of the grid to the last; in 128 bits, as a grid may have billions of billions of them.
        let place = |k: i64| i64::try_from(i128::from(k) * i128::from(last) / i128::from(tries)).unwrap_or(last);
        let mut places: Vec<i64> = (0..=tries).map(place).chain([start]).collect();
        places.sort_unstable_by_key(|n| ((n - start).abs(), *n));
        places.dedup();
        let mut good = None;
        for n in places {
            if self.at(value(n))?.manca.is_empty() {
                good = Some(n);
                break;
            }
        }
        let Some(mut good) = good else { return Ok(None) };
        let mut bad = start;
        while (good - bad).abs() > 1 {
            let middle = bad + (good - bad) / 2;
            if self.at(value(middle))?.manca.is_empty() { good = middle } else { bad = middle }
        }
        Ok(Some(good))
    }

    fn at(&mut self, hundredths: i64) -> Result<Prova, Diagnostic> {
        if let Some(known) = self.provate.get(&hundredths) {
            return Ok(known.clone());
        }
        let valore = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        let prova = match (self.con)(&valore) {
            Some(rules) => self.prova(valore, &rules)?,
            None => Prova { valore, manca: vec!["regole".to_owned()], ..Prova::default() },
        };
        self.provate.insert(hundredths, prova.clone());
        Ok(prova)
    }

    fn prova(&mut self, valore: String, rules: &Regolamento) -> Result<Prova, Diagnostic> {
        let fees = self.studio.fees(self.servizio, &[self.adesso, rules])?;
        let (now, new) = (fees.first(), fees.get(1));
        let (mut totale, mut aumento) = (0_i128, 0_i64);
        for (a, b) in now.into_iter().flat_map(Importi::iter).zip(new.into_iter().flat_map(Importi::iter)) {
            if is_fee(b) {
                totale += i128::from(b);
                aumento = aumento.max(if is_fee(a) { b - a } else { 0 });
            }
        }
        let scalino = if self.meta.scalino.is_some() { steepest(rules, self.servizio)? } else { 0 };
        let mut prova = Prova {
            valore,
            totale: Centesimi(totale),
            aumento: Centesimi(aumento.into()),
            scalino: Centesimi(scalino),
            manca: Vec::new(),
        };
        let Meta { entrate, aumento: loss, scalino: cliff } = self.meta;
        for (what, fails) in [
            ("entrate", entrate.is_some_and(|x| prova.totale < x)),
            ("aumento", loss.is_some_and(|x| prova.aumento > x)),
            ("scalino", cliff.is_some_and(|x| prova.scalino > x)),
        ] {
            if fails {
                prova.manca.push(what.to_owned());
            }
        }
        Ok(prova)
    }
}

/// The largest jump of any unit value, up or down, cents.
fn steepest(rules: &Regolamento, servizio: &str) -> Result<i128, Diagnostic> {
    let service = crate::tariffa::find_service(rules, servizio)?;
    let mut out = 0;
    for quota in &service.quote {
        for s in crate::tariffa::soglie(rules, servizio, &quota.id, &crate::requisiti::Fatti::new())? {
            let jump = s.salto.as_deref().map(|t| t.trim_start_matches('-')).and_then(|t| parse_decimal(t).ok());
            let cents = jump.and_then(|d| Frazione::from_decimal(d).ceil_cents().ok());
            out = out.max(cents.unwrap_or_default());
        }
    }
    Ok(out)
}
