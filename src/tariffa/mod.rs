//! From a valid regolamento and a person's answers to an explained fee, and the other way round.
//!
//! [`calcola`] one household with its trace · [`tabella`] unit values at many ISEE · [`soglie`] exact
//! breakpoints · [`inverso`] the exact set of ISEE with a given fee · [`verifica`] what a careful officer
//! would ask about a file.

mod calcola;
mod completa;
mod conto;
mod estremi;
mod inverso;
mod operazioni;
mod parole;
mod segmenti;
mod soglie;
mod spezzata;
mod tabella;
mod valore;
mod verifica;

pub use calcola::{Ammesso, Contributo, Motivo, QuotaRisposta, Ricevuta, Risposta, calcola};
pub use estremi::Estremi;
pub use inverso::{Domanda, Inverso, Tratto, inverso};
pub use soglie::{Soglia, soglie};
pub use tabella::{Riga, tabella};
pub use valore::Ascissa;
pub use verifica::verifica;
