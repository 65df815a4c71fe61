// SPDX-License-Identifier: EUPL-1.2
//! What is built on a result: other values, the sheet to print, another Comune beside it.

mod altrove;
mod codice;
mod foglio;
mod prova;
mod riaperto;
mod vicini;

pub use altrove::page as confronto;
pub use foglio::page as prospetto;
pub use prova::page as simula;
pub use riaperto::page as riapri;
