//! «Cosa mi spetta?»: for a set of services and measures and the answers given so far, what is certain, what is still
//! open and which answer decides it, and the question worth asking next. Never «nothing»: how near, and where to ask.
//!
//! Everything shown holds whatever is still to be answered: `si` and `no` never flip, an amount once in a range stays
//! in it. A question is asked only if two of its answers lead, somewhere, to different outcomes.
//!
//! ```
//! use soglia::{formato::parse_questionario, semi, spettanze::{Voce, spettanze}};
//! let rules = semi::regolamento("ambito-lodi-sad").unwrap();
//! let voci = [Voce { regole: rules, servizio: &rules.servizi[0] }];
//! let answers = parse_questionario(r#"{ "fatti": { "residente": true } }"#, semi::fatti()).unwrap();
//! let answer = spettanze(&voci, semi::fatti(), &answers).unwrap();
//! assert_eq!(answer.esiti[0].esito, soglia::tariffa::Ammesso::Si);
//! assert_eq!(answer.domanda.unwrap().fatto, "isee.sociosanitario"); // the fee depends on it
//! ```

mod domini;
mod gruppi;
mod importi;
mod risposta;
mod scelta;
mod stato;
mod vicino;

pub use risposta::{ContributoSpettante, Domanda, EsitoVoce, Progresso, Scelta, Spettanze};
pub use vicino::Vicino;

use crate::diagnosi::Diagnostic;
use crate::norma::{CatalogoFatti, Giorno, Regolamento, Servizio, TipoIsee};
use crate::requisiti::Fatti;
use domini::Domini;
use rust_decimal::Decimal;
use stato::Stato;
use std::collections::{BTreeMap, BTreeSet};

/// A service or measure, with the file it belongs to.
///
/// ```
/// let rules = soglia::semi::regolamento("ambito-lodi-sad").unwrap();
/// let voce = soglia::spettanze::Voce { regole: rules, servizio: &rules.servizi[0] };
/// assert!(!voce.servizio.misura);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Voce<'a> {
    /// The file.
    pub regole: &'a Regolamento,
    /// The service or measure.
    pub servizio: &'a Servizio,
}

/// What a person has answered so far. Nothing = not asked yet.
///
/// ```
/// # use soglia::{formato::parse_questionario, semi};
/// let r = parse_questionario(r#"{ "isee": { "ordinario": "assente" }, "non_so": ["eta"] }"#, semi::fatti()).unwrap();
/// assert!(!r.askable("eta") && !r.askable("isee.ordinario") && r.askable("isee.sociosanitario"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Risposte {
    /// The day whose rules are asked.
    pub data: Option<Giorno>,
    /// ISTAT code of the Comune.
    pub comune: Option<String>,
    /// Facts by id; the ISEE presented are among them (`isee.ordinario`).
    pub fatti: Fatti,
    /// Kinds of ISEE that are not presented.
    pub senza: BTreeSet<TipoIsee>,
    /// Facts that the person cannot tell: they stay unknown and are not asked again.
    pub non_so: BTreeSet<String>,
    /// Quantities by unit, as in a request.
    pub quantita: BTreeMap<String, Decimal>,
}

impl Risposte {
    /// Whether a question may still be put.
    ///
    /// ```
    /// # use soglia::{formato::parse_questionario, semi};
    /// let r = parse_questionario(r#"{ "fatti": { "eta": 70 } }"#, semi::fatti()).unwrap();
    /// assert!(!r.askable("eta") && r.askable("componenti"));
    /// ```
    #[must_use]
    pub fn askable(&self, id: &str) -> bool {
        !self.fatti.contains_key(id) && !self.non_so.contains(id) && self.senza.iter().all(|k| k.fact_id() != id)
    }
}

/// Verdicts, amounts and the next question.
///
/// ```
/// # use soglia::{formato::parse_questionario, semi, spettanze::{Voce, spettanze}};
/// # let rules = semi::regolamento("ambito-lodi-sad").unwrap();
/// # let voci = [Voce { regole: rules, servizio: &rules.servizi[0] }];
/// let json = r#"{ "fatti": { "residente": true }, "isee": { "sociosanitario": "6000" } }"#;
/// let answer = spettanze(&voci, semi::fatti(), &parse_questionario(json, semi::fatti()).unwrap()).unwrap();
/// assert_eq!(answer.esiti[0].totale.as_deref(), Some("2.00"));
/// assert!(answer.domanda.is_none());
/// ```
///
/// # Errors
/// Amounts that do not fit 128 bits.
pub fn spettanze(voci: &[Voce<'_>], catalogo: &CatalogoFatti, r: &Risposte) -> Result<Spettanze, Diagnostic> {
    let domini = Domini::new(voci, catalogo);
    let stati = voci.iter().map(|v| Stato::new(*v, r, &domini)).collect::<Result<Vec<_>, _>>()?;
    let next = scelta::next(&stati, r, &domini)?;
    Ok(risposta::answer(&stati, next.as_ref(), r, &domini, catalogo))
}
