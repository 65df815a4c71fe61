//! Soglia: what a family pays for local welfare services by its ISEE, explained and exact to the cent.
//!
//! The engine is pure: no input or output, no clock, no randomness, no floating point, and no input makes
//! it abort. A rule file enters by [`formato`], becomes a [`norma`] value that cannot be invalid, meets the
//! answers in [`tariffa`] and [`requisiti`], and comes out with a [`traccia`]. See `docs/ARCHITETTURA.md`.
//!
//! ```
//! let rules = soglia::semi::regolamento("dairago-sad").unwrap();
//! let answers = r#"{ "isee": { "ordinario": "8000" }, "quantita": { "ora": "10" }, "fatti": { "festivo": false } }"#;
//! let request = soglia::formato::parse_request(answers, &rules.fatti).unwrap();
//! let fee = soglia::tariffa::calcola(&rules, "sad", &request).unwrap();
//! assert_eq!(fee.totale.as_deref(), Some("54.00"));
//! ```
#![deny(clippy::float_arithmetic)]

#[cfg(feature = "app")]
#[doc(hidden)]
pub mod app;
pub mod caso;
pub mod chiamate;
pub mod denaro;
pub mod diagnosi;
pub mod foglio;
pub mod formato;
pub mod isee;
pub mod lingua;
pub mod norma;
pub mod requisiti;
pub mod riparto;
pub mod semi;
pub mod simula;
pub mod spettanze;
pub mod tariffa;
pub mod traccia;
