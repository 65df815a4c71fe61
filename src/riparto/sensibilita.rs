// SPDX-License-Identifier: EUPL-1.2
//! How a level answers when one weight goes from 0 to 100.
//!
//! Between two weights at which somebody meets or leaves a bound nothing turns: the voce grows, the others that no bound
//! holds fall, in proportion to their weights. Those weights are exact fractions. Somebody turns only where λ takes the
//! value at which one of its bounds begins, λₖ = bound / weight; there the voce gets what the others leave, and its
//! weight is that sum over λₖ. So the candidates are finitely many; the level is divided at each and between them, and
//! only those that separate two different ways of standing are kept.

use super::calcola::{Esito, one_level};
use super::esplora::{Luogo, places, set_weight, sums, whole};
use super::modello::{Forma, Limite, Riparto, Voce};
use super::numero::{Centesimi, exact_euro, exact_number, rational};
use super::risposta::LimiteAttivo;
use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::tr;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use serde::Serialize;
use std::collections::BTreeSet;

/// The last weight.
const LAST: u8 = 100;
/// Weights shown where a minimum grant forbids the exact ones.
const STEP: usize = 10;

/// The answer of [`sensibilita`].
///
/// ```
/// let frs = soglia::semi::riparto("ambito-lodi-frs-2017").unwrap();
/// let answer = soglia::riparto::sensibilita(&frs, "anziani").unwrap();
/// assert_eq!((answer.peso.as_str(), answer.punti.last().unwrap().peso.as_str()), ("20", "100"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sensibilita {
    /// Ids from the first level down.
    pub percorso: String,
    /// Its weight now.
    pub peso: String,
    /// Whether the points are all and only those where somebody meets or leaves a bound. Where a minimum grant may leave
    /// somebody out they are weights ten by ten instead.
    pub esatta: bool,
    /// Weights from 0 to 100, exact, with what the level does there.
    pub punti: Vec<PuntoSensibile>,
    /// What happens from each point to the next.
    pub tratti: Vec<Tratto>,
}

/// The level at one weight.
///
/// ```
/// let frs = soglia::semi::riparto("ambito-lodi-frs-2017").unwrap();
/// let first = &soglia::riparto::sensibilita(&frs, "anziani").unwrap().punti[0];
/// assert_eq!((first.peso.as_str(), first.voci[3].importo.to_string().as_str()), ("0", "300000.00"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PuntoSensibile {
    /// The weight, a decimal or a fraction.
    pub peso: String,
    /// Each voce of the level, in the order written.
    pub voci: Vec<VocePunto>,
    /// Who meets or leaves a bound here.
    pub eventi: Vec<Evento>,
    /// Whether at this weight the level does something else than just after: at weight 0 the voce has its minimum only,
    /// and a very small weight may already give it all that is left.
    pub salto: bool,
}

/// A voce at one weight.
///
/// ```
/// let frs = soglia::semi::riparto("ambito-lodi-frs-2017").unwrap();
/// let point = &soglia::riparto::sensibilita(&frs, "anziani").unwrap().punti[0];
/// assert_eq!(point.voci[0].id, "sil");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VocePunto {
    /// Its id.
    pub id: String,
    /// What it gets.
    pub importo: Centesimi,
    /// The same before the rounding, in euro.
    pub quota_esatta: String,
}

/// A bound that begins or stops holding somebody, as the weight grows.
///
/// ```
/// let frs = soglia::semi::riparto("ambito-lodi-frs-2017").unwrap();
/// let answer = soglia::riparto::sensibilita(&frs, "anziani").unwrap();
/// assert!(answer.punti[1].eventi.iter().any(|e| e.voce == "anziani" && !e.inizia));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evento {
    /// Whom.
    pub voce: String,
    /// Which bound.
    pub limite: LimiteAttivo,
    /// Whether it begins.
    pub inizia: bool,
}

/// From one point to the next.
///
/// ```
/// let frs = soglia::semi::riparto("ambito-lodi-frs-2017").unwrap();
/// let answer = soglia::riparto::sensibilita(&frs, "anziani").unwrap();
/// assert!(answer.tratti.last().unwrap().calano.contains(&"minori".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tratto {
    /// The first weight, exact.
    pub da: String,
    /// The last.
    pub a: String,
    /// Whether the voce grows.
    pub cresce: bool,
    /// Who falls.
    pub calano: Vec<String>,
}

/// How the level of a voce answers when its weight goes from 0 to 100, with the others as they are.
///
/// ```
/// let text = r#"{ "formato": 1, "id": "x", "natura": "bozza", "assegnazione": "90.00",
///   "voce": [{ "id": "a", "peso": 1 }, { "id": "b", "peso": 2, "minimo": 30 }] }"#;
/// let file = soglia::formato::parse_riparto(text, "x.json", &Default::default()).unwrap();
/// let answer = soglia::riparto::sensibilita(&file, "a").unwrap();
/// let weights: Vec<&str> = answer.punti.iter().map(|p| p.peso.as_str()).collect();
/// assert_eq!(weights, ["0", "4", "100"]); // with 4 to 2, «b» would get 30.00 without its minimum
/// ```
///
/// # Errors
/// No such voce, a voce without a weight, or a riparto that cannot be divided.
pub fn sensibilita(riparto: &Riparto, voce: &str) -> Result<Sensibilita, Vec<Diagnostic>> {
    let path = places(riparto, voce).map_err(|d| vec![d])?;
    let sums = sums(riparto, &path)?;
    let (Some(luogo), Some(available)) = (path.last(), sums.last()) else { return Err(Vec::new()) };
    let own = luogo.voce().map(|v| &v.forma);
    let Some(Forma::Peso { peso, .. }) = own else { return Err(vec![no_weight(voce)]) };
    let studio = Studio { riparto, luogo, available: *available };
    let esatta = luogo.contributo_minimo.is_none();
    let cuts = if esatta { studio.cuts()? } else { (0..=LAST).step_by(STEP).map(whole).collect() };
    let (punti, tratti) = if esatta { studio.pieces(cuts)? } else { (studio.points(&cuts)?, Vec::new()) };
    let percorso = luogo.voce().map(|v| luogo.nodo.child(luogo.chi, &v.id).percorso).unwrap_or_default();
    Ok(Sensibilita { percorso, peso: exact_number(peso), esatta, punti, tratti })
}

fn no_weight(voce: &str) -> Diagnostic {
    Diagnostic::error(Code::ValoreNonAmmesso, "voce", tr!("«{}» non ha un peso", voce))
        .found(voce)
        .expected(tr!("una voce con un peso, scritto o dai criteri"))
        .mend(tr!("scegli un'altra voce: un importo o una percentuale non si dividono con le altre"))
}

/// A sibling with a weight, bounds in cents.
struct Altra {
    peso: BigRational,
    minimo: BigRational,
    massimo: Option<BigRational>,
}

impl Altra {
    fn at(&self, lambda: &BigRational) -> BigRational {
        let grown = (lambda * &self.peso).max(self.minimo.clone());
        match &self.massimo {
            Some(max) => grown.min(max.clone()),
            None => grown,
        }
    }
}

struct Studio<'a> {
    riparto: &'a Riparto,
    luogo: &'a Luogo<'a>,
    available: i128,
}

impl Studio<'_> {
    fn at(&self, voci: &mut [Voce], weight: &BigRational) -> Result<Vec<Esito>, Vec<Diagnostic>> {
        set_weight(voci, self.luogo.chi, weight.clone());
        let Luogo { nodo, contributo_minimo, .. } = self.luogo;
        one_level(self.riparto, nodo, self.available, voci, *contributo_minimo).map_err(|d| vec![*d])
    }

    /// A sibling as the λ sees it.
    fn part(&self, voce: &Voce) -> Option<Altra> {
        let bound = |limite: Limite| match limite {
            Limite::Importo(amount) => whole(amount.0),
            Limite::Percento(p) => rational(p) * whole(self.available) / whole(100),
        };
        let Forma::Peso { peso, minimo, massimo } = &voce.forma else { return None };
        let minimo = minimo.map_or_else(BigRational::zero, bound);
        Some(Altra { peso: peso.clone(), minimo, massimo: massimo.map(bound) })
    }

    /// Every weight from 0 to 100 at which somebody could turn.
    fn cuts(&self) -> Result<Vec<BigRational>, Vec<Diagnostic>> {
        let now = self.luogo.divide(self.riparto, self.available).map_err(|d| vec![*d])?;
        let fixed = self.luogo.voci.iter().zip(&now).filter(|(v, _)| !matches!(v.forma, Forma::Peso { .. }));
        let rest = whole(fixed.fold(self.available, |left, (_, o)| left.saturating_sub(o.importo)));
        let others = self.luogo.voci.iter().enumerate().filter(|(i, _)| *i != self.luogo.chi);
        let others: Vec<Altra> = others.filter_map(|(_, v)| self.part(v)).collect();
        let sum = |lambda: &BigRational| others.iter().fold(BigRational::zero(), |sum, o| sum + o.at(lambda));
        let bends = others.iter().filter(|o| !o.peso.is_zero()).flat_map(|o| {
            let at = |bound: &BigRational| bound / &o.peso;
            std::iter::once(at(&o.minimo)).chain(o.massimo.as_ref().map(at))
        });
        let lambdas: BTreeSet<BigRational> = bends.chain([BigRational::zero()]).collect();
        let knots: Vec<(BigRational, BigRational)> = lambdas.into_iter().map(|l| (l.clone(), sum(&l))).collect();
        let positive = knots.iter().filter(|(l, _)| !l.is_zero());
        let mut cuts: Vec<BigRational> = positive.map(|(l, s)| (&rest - s) / l).collect();
        let own = self.luogo.voce().and_then(|v| self.part(v));
        let slope = others.iter().filter(|o| o.massimo.is_none()).fold(BigRational::zero(), |sum, o| sum + &o.peso);
        for bound in own.iter().flat_map(|o| std::iter::once(&o.minimo).chain(o.massimo.as_ref())) {
            let lambda = reach(&knots, &slope, &(&rest - bound));
            cuts.extend(lambda.filter(|l| l.is_positive()).map(|l| bound / l));
        }
        let (none, last) = (BigRational::zero(), whole(LAST));
        cuts.extend([none.clone(), last.clone()]);
        let cuts: BTreeSet<BigRational> = cuts.into_iter().map(|t| t.clamp(none.clone(), last.clone())).collect();
        Ok(cuts.into_iter().collect())
    }

    /// The cuts that separate two ways of standing, and what happens between them.
    fn pieces(&self, cuts: Vec<BigRational>) -> Result<(Vec<PuntoSensibile>, Vec<Tratto>), Vec<Diagnostic>> {
        let mut voci = self.luogo.alone();
        let mut kept: Vec<BigRational> = Vec::new();
        let mut between: Vec<Vec<Esito>> = Vec::new();
        for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
            let middle = self.at(&mut voci, &((from + to) / whole(2)))?;
            if between.last().is_none_or(|last| !same(last, &middle)) {
                kept.push(from.clone());
                between.push(middle);
            }
        }
        kept.extend(cuts.last().cloned());
        let mut points = self.points(&kept)?;
        let pairs = between.iter().zip(between.iter().skip(1));
        for (point, (before, after)) in points.iter_mut().skip(1).zip(pairs) {
            point.eventi = self.events(before, after);
        }
        if let (Some(point), Some(first)) = (points.first_mut(), between.first()) {
            let steady = self.free(first).is_none_or(|(_, others)| others.is_empty());
            let after = first.get(self.luogo.chi).map(|o| exact_euro(&o.esatta));
            point.salto = steady && point.voci.get(self.luogo.chi).map(|v| v.quota_esatta.clone()) != after;
        }
        let ends = kept.iter().zip(kept.iter().skip(1)).zip(&between);
        let tratti = ends.map(|((from, to), here)| {
            let falling = self.free(here).map(|(_, others)| others).unwrap_or_default();
            Tratto { da: exact_number(from), a: exact_number(to), cresce: !falling.is_empty(), calano: falling }
        });
        let tratti = tratti.collect();
        Ok((points, tratti))
    }

    fn points(&self, weights: &[BigRational]) -> Result<Vec<PuntoSensibile>, Vec<Diagnostic>> {
        let mut voci = self.luogo.alone();
        let one = |(v, o): (&Voce, Esito)| VocePunto {
            id: v.id.clone(),
            importo: Centesimi(o.importo),
            quota_esatta: exact_euro(&o.esatta),
        };
        let mut out = Vec::new();
        for weight in weights {
            let here = self.at(&mut voci, weight)?;
            let voci = self.luogo.voci.iter().zip(here).map(one).collect();
            out.push(PuntoSensibile { peso: exact_number(weight), voci, eventi: Vec::new(), salto: false });
        }
        Ok(out)
    }

    /// The voce, when no bound holds it, and the others that share something with it (of nothing, nobody gets less).
    fn free(&self, here: &[Esito]) -> Option<(usize, Vec<String>)> {
        let moves = |(i, (v, o)): &(usize, (&Voce, &Esito))| {
            let weighs = matches!(&v.forma, Forma::Peso { peso, .. } if *i == self.luogo.chi || !peso.is_zero());
            weighs && o.limite.is_none() && !o.esatta.is_zero()
        };
        let free: Vec<(usize, (&Voce, &Esito))> = self.luogo.voci.iter().zip(here).enumerate().filter(moves).collect();
        free.iter().find(|(i, _)| *i == self.luogo.chi)?;
        let others = free.iter().filter(|(i, _)| *i != self.luogo.chi);
        Some((self.luogo.chi, others.map(|(_, (v, _))| v.id.clone()).collect()))
    }

    fn events(&self, before: &[Esito], after: &[Esito]) -> Vec<Evento> {
        let mut out = Vec::new();
        for (voce, (b, a)) in
            self.luogo.voci.iter().zip(before.iter().zip(after)).filter(|(_, (b, a))| b.limite != a.limite)
        {
            let event = |limite: Option<LimiteAttivo>, inizia| {
                limite.map(|limite| Evento { voce: voce.id.clone(), limite, inizia })
            };
            out.extend(event(b.limite, false));
            out.extend(event(a.limite, true));
        }
        out
    }
}

/// Whether everybody stands on the same bounds.
fn same(a: &[Esito], b: &[Esito]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.limite == b.limite)
}

/// The λ at which the others together get this; none when they never do, or do over a whole stretch.
fn reach(knots: &[(BigRational, BigRational)], slope: &BigRational, target: &BigRational) -> Option<BigRational> {
    let (before, after) = knots.split_at(knots.partition_point(|(_, sum)| sum < target));
    let (from, low) = before.last()?;
    match after.first() {
        Some((to, high)) => Some(from + (target - low) * (to - from) / (high - low)),
        None => slope.is_positive().then(|| from + (target - low) / slope),
    }
}
