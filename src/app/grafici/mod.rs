// SPDX-License-Identifier: EUPL-1.2
//! Charts: geometry in whole numbers, drawing in SVG attributes.

mod curva;
mod geometry;

pub use curva::TariffCurve;
pub use geometry::{Drawing, Frame, Segment, Tick, draw};
