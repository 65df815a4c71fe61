//! From a DSU to ISR, ISP, scale, ISE and ISEE, each step with its article (DPCM 159/2013). An estimate, never
//! an attestation: that comes from INPS alone.
//!
//! The law speaks in three sums and a division: incomes of the members (article 4), their assets
//! (article 5), the scale (annex 1), then what people outside the household add (annex 2). Everything is an
//! exact fraction; only the results are brought to the cent.
//!
//! ```
//! let dsu = soglia::formato::parse_dsu(r#"
//! formato = 1
//! anno = 2025
//! tipo = "ordinario"
//! [[componente]]
//! id = "ada"
//! ruolo = "dichiarante"
//! redditi = { pensione = "12000" }
//! patrimonio_mobiliare = "9000"
//! "#, "dsu.toml").unwrap();
//! let answer = soglia::isee::calcola(&dsu, &soglia::semi::parametri_isee(2025).unwrap()).unwrap();
//! assert_eq!((answer.isr.as_str(), answer.isp.as_str(), answer.isee.as_str()), ("11000.00", "3000.00", "11600.00"));
//! ```

mod aggiunte;
mod avviso;
mod conto;
mod corrente;
mod dsu;
mod lessico;
mod nucleo;
mod opzioni;
mod parametri;
mod patrimonio;
mod reddito;
mod registro;
mod scala;
mod stima;

pub use aggiunte::ComponenteAggiuntiva;
pub use avviso::Avviso;
pub use corrente::Variazioni;
pub use dsu::Dsu;
pub use lessico::TipoDsu;
pub use parametri::Parametri;
pub use stima::{RicevutaIsee, Stima, calcola};

pub(crate) use dsu::{
    Componente, Conto, Corrente, Detrazioni, Donazione, FiglioEsterno, GenitoreEsterno, Immobile, Precedente, Redditi,
};
pub(crate) use lessico::{
    ArrotondaIntermedi, ArrotondaModo, ComponenteFigli, DetrazioniOltre, Disabilita, FattoreGenitore, Figli, Momento,
    Nucleo, QuoteLavoroPensione, RedditoFigurativo, RegolaDisabilita, Ruolo, SaldoOGiacenza, Situazione, Trattamenti,
    Uso,
};
pub(crate) use opzioni::Opzioni;
pub(crate) use parametri::{
    ACarico, ComponenteFiglio, ComponenteGenitore, Franchigia, FranchigieDisabilita, QuotaMassima, Regole2026,
    RegoleAbitazione, RegoleCorrente, RegoleNucleo, RegolePatrimonio, RegoleReddito, RegoleScala, ScalaBase,
    ScalaFigli, ScalaGenitori, Soglia, Voce,
};
