//! From a valid regolamento and a person's answers to an explained fee, and the other way round.
//!
//! [`calcola`] one household with its trace · [`tabella`] unit values at many ISEE · [`soglie`] exact
//! breakpoints · [`inverso`] the exact set of ISEE with a given fee · [`verifica`] what a careful officer
//! would ask about a file.
//!
//! ```
//! let rules = soglia::semi::regolamento("dairago-sad").unwrap();
//! let request = soglia::formato::parse_request(r#"{ "fatti": { "festivo": true } }"#, &rules.fatti).unwrap();
//! let answer = soglia::tariffa::calcola(&rules, "sad", &request).unwrap(); // without ISEE: 11.00 × 1.10
//! assert_eq!(answer.totale.as_deref(), Some("12.10"));
//! ```

mod calcola;
mod celle;
mod completa;
mod conto;
mod estremi;
mod inverso;
mod operazioni;
mod ordine;
mod parole;
mod quanto;
mod risposta;
mod segmenti;
mod soglie;
mod spezzata;
mod tabella;
mod valore;
mod verifica;

pub use calcola::calcola;
// What the simulator compiles from.
#[allow(unused_imports, reason = "the build script includes this module without the simulator")]
pub(crate) use self::{
    calcola::{find_service, too_large},
    completa::{fee_conditions, representatives, unknown_facts},
    conto::{Ingresso, quota_truth, run},
    quanto::{Dovuto, dovuto},
    spezzata::{Pezzo, build},
};
pub use estremi::Estremi;
pub use inverso::{Domanda, Inverso, Tratto, inverso};
#[allow(unused_imports, reason = "for the page")]
pub(crate) use parole::units;
pub(crate) use quanto::{Quanto, quanto};
pub use risposta::{Ammesso, Contributo, Motivo, QuotaRisposta, Ricevuta, Risposta};
pub use soglie::{Soglia, soglie};
pub(crate) use soglie::{choose, soglie_of};
pub use tabella::{Riga, tabella};
pub use verifica::verifica;
