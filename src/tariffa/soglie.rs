//! Exact breakpoints of a quota: where its slope changes or its value jumps. Nothing is sampled.

use super::calcola::{find_service, too_large};
use super::completa::with_defaults;
use super::conto::Ingresso;
use super::spezzata::{Spezzata, build};
use crate::denaro::{Frazione, Overflow};
use crate::diagnosi::{Code, Diagnostic};
use crate::norma::{Certezza, Fonte, Quota, Regolamento, Servizio};
use crate::requisiti::Fatti;
use serde::Serialize;
use std::collections::BTreeMap;

/// One breakpoint (FORMATO chapter 8, `soglie`); amounts in euro, as text.
///
/// ```
/// # let rules = soglia::semi::regolamento("monopoli-sad").unwrap();
/// let cliff = &soglia::tariffa::soglie(&rules, "sad", "oraria", &Default::default()).unwrap()[1];
/// assert_eq!((cliff.prima.as_deref(), cliff.dopo.as_deref()), (Some("8.00"), Some("13.80")));
/// assert_eq!((cliff.pendenza_prima.as_str(), cliff.pendenza_dopo.as_str()), ("1/3750", "0"));
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
    /// Value on the left, euro, rounded as the quota is; null when the act does not print it.
    pub prima: Option<String>,
    /// Value on the right.
    pub dopo: Option<String>,
    /// `dopo − prima`.
    pub salto: Option<String>,
    /// Euro of fee for each euro of ISEE on the left: a decimal, or an exact fraction.
    pub pendenza_prima: String,
    /// On the right.
    pub pendenza_dopo: String,
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
    pub fatti: Fatti,
    /// Facts that were not given and take their `predefinito`.
    pub predefiniti: Fatti,
    pub quantita: BTreeMap<String, rust_decimal::Decimal>,
}

impl Scelta<'_> {
    pub(crate) fn ingresso(&self) -> Ingresso<'_> {
        Ingresso {
            servizio: self.servizio,
            x: None,
            assente: false,
            fatti: &self.fatti,
            quantita: &self.quantita,
            sempre: Some(self.index),
        }
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
    Ok(Scelta { servizio, index, quota, fatti, predefiniti, quantita: BTreeMap::new() })
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

/// The breakpoints of a quota's unit value, corrections included, in growing order (FORMATO chapter 8); facts not
/// given take their `predefinito`, a correction whose condition stays unknown is taken not to apply.
///
/// ```
/// let rules = soglia::semi::regolamento("monopoli-sad").unwrap();
/// let cliffs = soglia::tariffa::soglie(&rules, "sad", "oraria", &Default::default()).unwrap();
/// assert_eq!(cliffs[1].isee, "30000.00");
/// assert_eq!(cliffs[1].salto.as_deref(), Some("5.80"));
/// ```
///
/// # Errors
/// `servizio-sconosciuto`, `quota-sconosciuta`, `numero-troppo-grande`.
pub fn soglie(rules: &Regolamento, servizio: &str, quota: &str, facts: &Fatti) -> Result<Vec<Soglia>, Diagnostic> {
    let scelta = choose(rules, servizio, quota, facts)?;
    let pieces = build(&scelta.ingresso(), scelta.index, scelta.quota).map_err(|_| too_large())?;
    breakpoints(scelta.quota, &pieces).map_err(|_| too_large())
}

/// Neighbouring pieces that differ, as breakpoints.
pub(crate) fn breakpoints(quota: &Quota, pieces: &Spezzata) -> Result<Vec<Soglia>, Overflow> {
    let mut out = Vec::new();
    for (left, right) in pieces.iter().zip(pieces.iter().skip(1)) {
        let Some((x, compreso)) = left.al else {
            continue;
        };
        let exact = (left.at(x)?, right.at(x)?);
        if exact.0 == exact.1 && left.pendenza == right.pendenza && left.ignota == right.ignota {
            continue;
        }
        let round = |v: Frazione| quota.arrotonda.regola.apply(v);
        let origine = quota.fasce.get(right.fascia).map_or(&quota.origine, |f| &f.origine);
        let known = |v: Frazione, ignota: bool| (!ignota).then(|| v.euro_text());
        let (before, after) = (round(exact.0)?, round(exact.1)?);
        let cents = Frazione::from_cents(x.floor_cents()?);
        out.push(Soglia {
            isee: cents.euro_text(),
            isee_esatto: (cents != x).then(|| x.exact_text()),
            compreso,
            prima: known(before, left.ignota),
            dopo: known(after, right.ignota),
            salto: known(after.sub(before)?, left.ignota || right.ignota),
            pendenza_prima: left.pendenza.exact_text(),
            pendenza_dopo: right.pendenza.exact_text(),
            fonte: origine.fonte.clone(),
            certezza: origine.certezza,
        });
    }
    Ok(out)
}
