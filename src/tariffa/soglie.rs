//! Exact breakpoints of a quota: where its slope changes or its value jumps. Nothing is sampled.

use super::calcola::{find_service, too_large};
use super::completa::{with_defaults, worlds_beside_isee};
use super::conto::{Ingresso, finished};
use super::estremi::Estremi;
use super::ordine;
use super::spezzata::{Pezzo, Spezzata, build};
use crate::denaro::{Frazione, Overflow};
use crate::diagnosi::{Code, Diagnostic};
use crate::norma::{Certezza, Fonte, Quota, Regolamento, Servizio};
use crate::requisiti::Fatti;
use crate::traccia::Traccia;
use serde::Serialize;
use std::collections::BTreeMap;

/// One breakpoint (FORMATO chapter 8, `soglie`); amounts in euro, as text.
///
/// ```
/// # let rules = soglia::semi::regolamento("monopoli-sad").unwrap();
/// let cliff = &soglia::tariffa::soglie(&rules, "sad", "oraria", &Default::default()).unwrap()[1];
/// assert_eq!((cliff.prima.as_deref(), cliff.dopo.as_deref()), (Some("8.00"), Some("13.80")));
/// assert_eq!((cliff.pendenza_prima.as_deref(), cliff.pendenza_dopo.as_deref()), (Some("1/3750"), Some("0")));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Soglia {
    /// ISEE in euro: the last cent of the piece on the left.
    pub isee: String,
    /// The exact position, when it is not a whole cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub isee_esatto: Option<String>,
    /// Whether the ISEE itself still has the value on the left.
    pub compreso: bool,
    /// Value on the left, euro, rounded as the quota is; null when the act does not print it, or when it depends on
    /// a fact that is missing.
    pub prima: Option<String>,
    /// Value on the right.
    pub dopo: Option<String>,
    /// `dopo − prima`.
    pub salto: Option<String>,
    /// Euro of fee for each euro of ISEE on the left: a decimal, or an exact fraction; null when the act does not
    /// print it, or when it depends on a fact that is missing.
    pub pendenza_prima: Option<String>,
    /// On the right.
    pub pendenza_dopo: Option<String>,
    /// Where the value on the right is written.
    pub fonte: Option<Fonte>,
    /// How sure it is.
    pub certezza: Certezza,
}

/// A quota chosen by id, with the facts of the ordinary occasion.
pub(crate) struct Scelta<'a> {
    pub servizio: &'a Servizio,
    pub index: usize,
    pub quota: &'a Quota,
    /// Facts that were not given and take their `predefinito`.
    pub predefiniti: Fatti,
    /// Facts that stay unknown and change the value, the ISEE aside.
    pub mancano: Vec<String>,
    /// The facts, in every combination of those unknown.
    mondi: Vec<Fatti>,
    quantita: BTreeMap<String, rust_decimal::Decimal>,
}

impl Scelta<'_> {
    /// The quota in each combination of the unknown facts.
    pub(crate) fn ingressi(&self) -> impl Iterator<Item = Ingresso<'_>> {
        self.mondi.iter().map(|fatti| Ingresso {
            servizio: self.servizio,
            x: None,
            assente: false,
            fatti,
            quantita: &self.quantita,
            sempre: Some(self.index),
        })
    }
}

pub(crate) fn choose<'a>(
    rules: &'a Regolamento,
    servizio: &str,
    quota: &str,
    facts: &Fatti,
) -> Result<Scelta<'a>, Diagnostic> {
    let servizio = find_service(rules, servizio)?;
    let index = quota_index(servizio, quota)?;
    let quota = servizio.quote.get(index).ok_or_else(too_large)?;
    let (fatti, predefiniti) = with_defaults(servizio, &rules.fatti, facts, Some(index));
    let known = Scelta {
        servizio,
        index,
        quota,
        predefiniti,
        mancano: Vec::new(),
        mondi: vec![fatti],
        quantita: BTreeMap::new(),
    };
    let Some((mancano, mondi)) = known.ingressi().next().map(|i| worlds_beside_isee(&i, &rules.fatti)) else {
        return Ok(known);
    };
    let mondi = mondi.ok_or_else(|| too_open(&mancano))?;
    Ok(Scelta { mancano, mondi, ..known })
}

fn too_open(missing: &[String]) -> Diagnostic {
    Diagnostic::error(Code::TroppeIncognite, "fatti", "mancano troppe risposte per cercare fra tutti gli ISEE")
        .found(missing.join(", "))
        .expected("al massimo 4096 combinazioni delle risposte che mancano")
        .mend("indica con «fatti» almeno una delle risposte che mancano")
}

pub(crate) fn quota_index(servizio: &Servizio, id: &str) -> Result<usize, Diagnostic> {
    servizio.quote.iter().position(|q| q.id == id).ok_or_else(|| {
        let known: Vec<&str> = servizio.quote.iter().map(|q| q.id.as_str()).collect();
        Diagnostic::error(
            Code::QuotaSconosciuta,
            "quota",
            format!("«{id}» non è una quota del servizio «{}»", servizio.id),
        )
        .found(id)
        .expected(known.join(", "))
        .mend("scrivi l'id di una delle quote del servizio")
    })
}

/// The breakpoints of a quota's unit value, corrections included, in growing order (FORMATO chapter 8). Facts not
/// given take their `predefinito`; of those that have none every value is considered, and what depends on them
/// is null.
///
/// ```
/// let rules = soglia::semi::regolamento("monopoli-sad").unwrap();
/// let cliffs = soglia::tariffa::soglie(&rules, "sad", "oraria", &Default::default()).unwrap();
/// assert_eq!(cliffs[1].isee, "30000.00");
/// assert_eq!(cliffs[1].salto.as_deref(), Some("5.80"));
/// ```
///
/// # Errors
/// `servizio-sconosciuto`, `quota-sconosciuta`, `numero-troppo-grande`, `troppe-incognite`.
pub fn soglie(rules: &Regolamento, servizio: &str, quota: &str, facts: &Fatti) -> Result<Vec<Soglia>, Diagnostic> {
    soglie_of(&choose(rules, servizio, quota, facts)?)
}

/// The breakpoints of a quota already chosen.
pub(crate) fn soglie_of(scelta: &Scelta<'_>) -> Result<Vec<Soglia>, Diagnostic> {
    breakpoints(scelta).map_err(|_| too_large())
}

/// Where, in one combination of facts at least, two neighbouring pieces differ.
fn breakpoints(scelta: &Scelta<'_>) -> Result<Vec<Soglia>, Overflow> {
    let mut curves: Vec<(Ingresso<'_>, Spezzata)> = Vec::new();
    for i in scelta.ingressi() {
        let pieces = build(&i, scelta.index, scelta.quota)?;
        curves.push((i, pieces));
    }
    let mut ends = Vec::new();
    for (_, pieces) in &curves {
        ordine::extend(&mut ends, pieces.iter().filter_map(|p| p.al));
    }
    let mut out = Vec::new();
    for end in ends {
        let mut left: Option<Lato> = None;
        let mut right: Option<Lato> = None;
        let mut change = None;
        for (i, pieces) in &curves {
            // An included end reaches further than an excluded one: tuples order just so.
            let before = pieces.iter().find(|p| p.al.is_none_or(|al| al >= end));
            let after = pieces.iter().find(|p| p.al.is_none_or(|al| al > end));
            let (Some(before), Some(after)) = (before, after) else { continue };
            if before.range(end.0)? != after.range(end.0)? || before.pendenza != after.pendenza {
                change = change.or(Some(after.fascia));
            }
            left = Some(Lato::of(scelta, i, before, end.0)?.beside(left));
            right = Some(Lato::of(scelta, i, after, end.0)?.beside(right));
        }
        if let (Some(left), Some(right), Some(fascia)) = (left, right, change) {
            out.push(breakpoint(scelta, end, &left, &right, fascia)?);
        }
    }
    Ok(out)
}

/// One side of a breakpoint, over all combinations of facts.
struct Lato {
    /// Rounded as the quota is.
    valore: Estremi,
    pendenza: Option<Frazione>,
}

impl Lato {
    fn of(scelta: &Scelta<'_>, i: &Ingresso<'_>, piece: &Pezzo, x: Frazione) -> Result<Self, Overflow> {
        let here = Ingresso { fatti: &piece.fatti, ..*i };
        let value = piece.grezzo.at(x)?;
        let valore = finished(&here, scelta.index, scelta.quota, value, &mut Traccia::mute())?;
        Ok(Self { valore, pendenza: Some(piece.pendenza).filter(|_| piece.ignota.is_none()) })
    }

    fn beside(self, other: Option<Self>) -> Self {
        match other {
            Some(o) => {
                Self { valore: self.valore.hull(o.valore), pendenza: self.pendenza.filter(|p| o.pendenza == Some(*p)) }
            }
            None => self,
        }
    }
}

fn breakpoint(
    scelta: &Scelta<'_>,
    (x, compreso): (Frazione, bool),
    left: &Lato,
    right: &Lato,
    fascia: usize,
) -> Result<Soglia, Overflow> {
    let origine = scelta.quota.fasce.get(fascia).map_or(&scelta.quota.origine, |f| &f.origine);
    let (before, after) = (left.valore.known(), right.valore.known());
    let jump = before.zip(after).map(|(b, a)| a.sub(b)).transpose()?;
    let cents = Frazione::from_cents(x.floor_cents()?);
    Ok(Soglia {
        isee: cents.euro_text(),
        isee_esatto: (cents != x).then(|| x.exact_text()),
        compreso,
        prima: before.map(Frazione::euro_text),
        dopo: after.map(Frazione::euro_text),
        salto: jump.map(Frazione::euro_text),
        pendenza_prima: left.pendenza.map(Frazione::exact_text),
        pendenza_dopo: right.pendenza.map(Frazione::exact_text),
        fonte: origine.fonte.clone(),
        certezza: origine.certezza,
    })
}
