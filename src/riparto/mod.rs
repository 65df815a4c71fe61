//! Dividing a fund: a tree of voci, exact to the cent, with a ledger of every cent that had to go somewhere.
//!
//! At each level first the amounts already decided, then the percentages, then the rest over the weights with
//! minima and maxima (FORMATO chapter 7). [`calcola`] a whole riparto · [`dividi`] one level · [`sensibilita`] to
//! one weight · [`almeno`] the smallest change that gives a voce a sum · [`quadra`] printed figures against one another.
//!
//! ```
//! let answer = soglia::riparto::calcola(&soglia::semi::riparto("dopo-di-noi-2018").unwrap()).unwrap();
//! let lombardia = answer.voci.iter().find(|v| v.id == "lombardia").unwrap();
//! assert_eq!(lombardia.importo.to_string(), "8584800.00");
//! ```

mod almeno;
mod calcola;
mod cifre;
mod dividi;
mod esplora;
mod livella;
mod minimo;
mod modello;
mod numero;
mod paradosso;
mod parole;
mod quadra;
mod registro;
mod resti;
mod risposta;
mod sensibilita;
mod spartizione;
mod verifica;
mod vincoli;

pub use almeno::{Almeno, Cambio, Mossa, Vicino, almeno};
pub use calcola::calcola;
pub use cifre::{Calcolo, Cifra, Cifre, Manca, Rapporto, Somma, Stampa};
pub use dividi::{Divisione, dividi};
pub use livella::{Impossibile, Parte};
pub use modello::{Confronto, Criterio, Decisione, Forma, Limite, Riparto, Spareggio, Vincolo, Voce};
pub use numero::{Centesimi, Numero};
pub(crate) use numero::{exact_number, rational};
pub use paradosso::{Paradosso, paradosso};
pub use quadra::{Calcolato, Controllo, EsitoControllo, Quadratura, TipoControllo, quadra};
pub use resti::{Motivo, Pari, Passo};
pub use risposta::{
    Annotazione, LimiteAttivo, Parita, Perche, RicevutaRiparto, Riporto, RispostaRiparto, TipoForma, VincoloRisposta,
    VoceRisposta,
};
pub use sensibilita::{Evento, PuntoSensibile, Sensibilita, Tratto, VocePunto, sensibilita};
pub use verifica::verifica;
