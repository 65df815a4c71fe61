//! Three-valued conditions (Kleene): a missing fact is unknown, never false.
//!
//! A result that is not definite carries exactly the facts that are missing and could still decide it:
//! an operand that already decides the outcome hides the others. FORMATO chapter 2.
//!
//! ```
//! use soglia::requisiti::{Fatti, evaluate};
//! let dairago = soglia::semi::regolamento("dairago-sad").unwrap();
//! let residence = &dairago.servizio("sad").unwrap().requisiti[0];
//! let nothing_known_yet = evaluate(&residence.se, &Fatti::new());
//! assert!(!nothing_known_yet.is_si() && !nothing_known_yet.is_no());
//! ```

use crate::norma::{Condizione, ValoreFatto};
use std::collections::BTreeMap;

/// Facts known so far, by id; an absent one is unknown.
///
/// ```
/// use soglia::{norma::ValoreFatto, requisiti::Fatti};
/// let known = Fatti::from([("residente".to_owned(), ValoreFatto::Booleano(true))]);
/// assert!(!known.contains_key("eta"));
/// ```
pub type Fatti = BTreeMap<String, ValoreFatto>;

/// Truth of a condition: three values, never two.
///
/// ```
/// use soglia::requisiti::Verita;
/// # use soglia::requisiti::{Fatti, evaluate};
/// # let dairago = soglia::semi::regolamento("dairago-sad").unwrap();
/// # let truth = evaluate(&dairago.servizio("sad").unwrap().requisiti[0].se, &Fatti::new());
/// let Verita::Ignota(missing) = truth else { panic!("nobody has said where they live") };
/// assert_eq!(missing, ["residente"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verita {
    /// It holds.
    Si,
    /// It does not hold.
    No,
    /// It depends on these facts, in the order in which the condition names them.
    Ignota(Vec<String>),
}

impl Verita {
    fn not(self) -> Self {
        match self {
            Self::Si => Self::No,
            Self::No => Self::Si,
            unknown @ Self::Ignota(_) => unknown,
        }
    }

    /// Definitely true.
    ///
    /// ```
    /// # use soglia::requisiti::Verita;
    /// assert!(Verita::Si.is_si() && !Verita::Ignota(vec!["eta".into()]).is_si());
    /// ```
    #[must_use]
    pub fn is_si(&self) -> bool {
        *self == Self::Si
    }

    /// Definitely false.
    ///
    /// ```
    /// # use soglia::requisiti::Verita;
    /// assert!(Verita::No.is_no() && !Verita::Ignota(vec!["eta".into()]).is_no());
    /// ```
    #[must_use]
    pub fn is_no(&self) -> bool {
        *self == Self::No
    }
}

/// Evaluates a condition (FORMATO chapter 2); total, it cannot fail.
///
/// ```
/// use soglia::norma::{Condizione, Confronto, ValoreFatto};
/// use soglia::requisiti::{Fatti, Verita, evaluate};
/// let over_65 = Condizione::Foglia { fatto: "eta".into(), confronto: Confronto::Almeno(ValoreFatto::Numero(65.into())) };
/// assert_eq!(evaluate(&over_65, &Fatti::new()), Verita::Ignota(vec!["eta".into()]));
/// let known = Fatti::from([("eta".to_owned(), ValoreFatto::Numero(70.into()))]);
/// assert_eq!(evaluate(&over_65, &known), Verita::Si);
/// ```
#[must_use]
pub fn evaluate(condition: &Condizione, facts: &Fatti) -> Verita {
    match condition {
        Condizione::Foglia { fatto, confronto } => match facts.get(fatto) {
            None => Verita::Ignota(vec![fatto.clone()]),
            Some(v) if confronto.holds(v) => Verita::Si,
            Some(_) => Verita::No,
        },
        Condizione::Tutte(list) => all(list.iter().map(|c| evaluate(c, facts))),
        // De Morgan: at least one = not (all not).
        Condizione::AlmenoUna(list) => all(list.iter().map(|c| evaluate(c, facts).not())).not(),
        Condizione::Nessuna(list) => all(list.iter().map(|c| evaluate(c, facts).not())),
    }
}

/// Kleene's conjunction.
pub(crate) fn all(values: impl Iterator<Item = Verita>) -> Verita {
    let mut missing: Vec<String> = Vec::new();
    let mut refused = false;
    for v in values {
        match v {
            Verita::Si => {}
            Verita::No => refused = true,
            Verita::Ignota(facts) => {
                for f in facts {
                    if !missing.contains(&f) {
                        missing.push(f);
                    }
                }
            }
        }
    }
    match (refused, missing.is_empty()) {
        (true, _) => Verita::No,
        (false, true) => Verita::Si,
        (false, false) => Verita::Ignota(missing),
    }
}
