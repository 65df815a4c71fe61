// SPDX-License-Identifier: EUPL-1.2
//! One file per page.

mod cittadini;
mod come_funziona;
mod comune;
mod domanda;
mod home;
mod informazioni;
mod passo;
mod riepilogo;
mod risposta;
mod risultato;
mod servizio;
mod uffici;

pub use cittadini::Cittadini;
pub use come_funziona::come_funziona;
pub use comune::ComunePage;
pub use domanda::DomandaPage;
pub use home::home;
pub use informazioni::{accessibilita, non_trovata, note_legali, privacy};
pub use riepilogo::RiepilogoPage;
pub use risultato::RisultatoPage;
pub use servizio::ServizioPage;
pub use uffici::{piano, uffici};
