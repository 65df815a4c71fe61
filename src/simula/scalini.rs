//! The atlas of cliffs: where the fee jumps, and how many households live near the edge.

use super::popolazione::Popolazione;
use crate::denaro::{Frazione, parse_decimal};
use crate::diagnosi::Diagnostic;
use crate::norma::{FormaQuota, Quota, Regolamento, Servizio};
use crate::requisiti::Fatti;
use crate::tariffa::soglie;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Distances from a cliff, euro of ISEE.
const DISTANZE: [i64; 3] = [250, 500, 1000];

/// A jump of a quota's unit value, and who is near it; amounts in euro.
///
/// ```
/// use soglia::{formato::popolazione::Lettore, simula::Simulazione};
/// let rules = soglia::semi::regolamento("monopoli-sad").unwrap();
/// let simulazione = Simulazione::new(rules, "sad", None).unwrap();
/// let mut raccolta = simulazione.raccolta();
/// let mut lettore = Lettore::new(simulazione.attese());
/// lettore.leggi(b"isee\n29900\n30000.01\n", &mut |riga| raccolta.push(riga)).unwrap();
/// let letto = lettore.fine(&mut |riga| raccolta.push(riga)).unwrap();
/// let atlas = raccolta.finish(letto).scalini().unwrap();
/// let cliff = atlas.last().unwrap();
/// assert_eq!((cliff.isee.as_str(), cliff.salto.as_str()), ("30000.00", "5.80"));
/// assert_eq!((cliff.entro[0].euro, cliff.entro[0].sotto, cliff.entro[0].sopra), (250, 1, 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scalino {
    /// Id of the quota.
    pub quota: String,
    /// The fascia that begins after it: `quota:oraria/fasce[2]`.
    pub clausola: String,
    /// Last ISEE before the jump.
    pub isee: String,
    /// Unit value before.
    pub prima: String,
    /// Unit value after.
    pub dopo: String,
    /// The jump; negative where the fee falls.
    pub salto: String,
    /// Households near the edge.
    pub entro: Vec<Vicini>,
}

/// Households within a distance from a cliff.
///
/// ```
/// let near = soglia::simula::Vicini { euro: 250, sotto: 3, sopra: 1 };
/// assert!(near.sotto > near.sopra);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vicini {
    /// The distance, euro of ISEE.
    pub euro: i64,
    /// Not above the edge.
    pub sotto: u64,
    /// Above it.
    pub sopra: u64,
}

/// The cliffs of every fee, the facts of the ordinary occasion taken where the rules need them.
pub(crate) fn atlas(rules: &Regolamento, servizio: &Servizio, pop: &Popolazione) -> Result<Vec<Scalino>, Diagnostic> {
    let mut out = Vec::new();
    for quota in servizio.quote.iter().filter(|q| q.forma == FormaQuota::Tariffa) {
        for s in soglie(rules, &servizio.id, &quota.id, &Fatti::new())? {
            let (Some(prima), Some(dopo), Some(salto)) = (s.prima, s.dopo, s.salto) else { continue };
            let edge =
                parse_decimal(&s.isee).ok().and_then(|x| i64::try_from(x.checked_mul(Decimal::ONE_HUNDRED)?).ok());
            let Some(edge) = edge.filter(|_| prima != dopo) else { continue };
            // An edge that belongs to the right: the last cent on the left is the one before.
            let exact = s.isee_esatto.is_some();
            let edge = if s.compreso || exact { edge } else { edge - 1 };
            let entro = DISTANZE.iter().map(|euro| near(pop, edge, *euro)).collect();
            let clausola = clause(quota, edge);
            out.push(Scalino { quota: quota.id.clone(), clausola, isee: s.isee, prima, dopo, salto, entro });
        }
    }
    Ok(out)
}

/// The fascia in which the cent after the edge lies.
fn clause(quota: &Quota, edge: i64) -> String {
    let after = Frazione::from_cents(i128::from(edge) + 1);
    let place = quota.fasce.iter().position(|f| f.al.is_none_or(|al| al.contains(after)));
    format!("quota:{}/fasce[{}]", quota.id, place.unwrap_or_default())
}

fn near(pop: &Popolazione, edge: i64, euro: i64) -> Vicini {
    let cents = euro * 100;
    Vicini { euro, sotto: between(pop, (edge - cents).max(0), edge), sopra: between(pop, edge + 1, edge + cents) }
}

/// Households with an ISEE between two cents, both included.
fn between(pop: &Popolazione, from: i64, to: i64) -> u64 {
    let count =
        |g: &super::popolazione::Gruppo| pop.first_above(g, to).saturating_sub(pop.first_above(g, from - 1)) as u64;
    if to < from { 0 } else { pop.gruppi.iter().filter(|g| g.tipo.is_some()).map(count).sum() }
}
