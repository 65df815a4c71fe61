//! Exact money: fractions, rounding, and the reading and writing of amounts.
//!
//! Amounts enter and leave as [`Decimal`]; between one legal rounding and the next everything is a
//! [`Frazione`] (reduced, 128-bit), so that no cent is lost on the way.

mod frazione;
mod italiano;
mod testo;

pub use frazione::{Frazione, Overflow};
pub use italiano::{italian, italian_euro, italian_number};
pub use rust_decimal::Decimal;
pub use testo::{AmountError, decimal_text, parse_coefficient, parse_decimal};

use serde::{Deserialize, Serialize};

/// How an amount is brought to a multiple of [`Arrotonda::al`] (FORMATO chapter 3, `arrotonda.modo`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Modo {
    /// Half away from zero: 0.005 → 0.01 (the default everywhere).
    MetaSu,
    /// Half to the even multiple: 0.005 → 0.00, 0.015 → 0.02.
    MetaPari,
    /// Always up, towards +∞.
    Su,
    /// Always down, towards −∞.
    Giu,
    /// Not rounded here: exact until the total.
    Nessuno,
}

/// A rounding rule: the multiple, in euro, and the mode.
///
/// ```
/// use soglia::denaro::{Arrotonda, Frazione};
/// let x = Frazione::new(95326, 10000).unwrap(); // 9.5326 €
/// assert_eq!(Arrotonda::AL_CENTESIMO.apply(x).unwrap().euro_text(), "9.53");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrotonda {
    /// The multiple, in euro; always positive.
    pub al: Frazione,
    /// The direction.
    pub modo: Modo,
}

impl Arrotonda {
    /// To the cent, half away from zero: what applies where an act says nothing.
    pub const AL_CENTESIMO: Self = Self { al: Frazione::CENT, modo: Modo::MetaSu };

    /// The rounded amount, in euro.
    ///
    /// # Errors
    /// [`Overflow`] when the exact value does not fit 128 bits.
    pub fn apply(&self, x: Frazione) -> Result<Frazione, Overflow> {
        let steps = x.div(self.al)?;
        let whole = match self.modo {
            Modo::Nessuno => return Ok(x),
            Modo::MetaSu => steps.round_half_away()?,
            Modo::MetaPari => steps.round_half_even()?,
            Modo::Su => steps.ceil(),
            Modo::Giu => steps.floor(),
        };
        Frazione::integer(whole).mul(self.al)
    }
}
