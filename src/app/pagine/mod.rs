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
pub use come_funziona::ComeFunziona;
pub use comune::ComunePage;
pub use domanda::DomandaPage;
pub use home::Home;
pub use informazioni::{Accessibilita, NonTrovata, NoteLegali, Privacy};
pub use riepilogo::RiepilogoPage;
pub use risultato::RisultatoPage;
pub use servizio::ServizioPage;
pub use uffici::{Piano, Uffici};
