// SPDX-License-Identifier: EUPL-1.2
//! What an ente changes when it adopts the page.

/// Name of the tool.
pub const NAME: &str = "Soglia";
/// What it is, in one line.
pub const TAGLINE: &str = "L'ISEE e i servizi sociali, spiegati al centesimo";
/// Who publishes it.
pub const ENTE: &str = "Ambito di Lodi";
/// Version on the screen and in print.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// Where the source code is; empty until the ente publishes it.
pub const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
