//! Exact money: fractions, rounding, and the reading and writing of amounts.
//!
//! Amounts enter and leave as [`Decimal`]; between one legal rounding and the next everything is a
//! [`Frazione`] (reduced, 128-bit), so that no cent is lost on the way.
//!
//! ```
//! use soglia::denaro::{Frazione, parse_decimal};
//! let price = Frazione::from_decimal(parse_decimal("10.00").unwrap());
//! let third = price.div(Frazione::integer(3)).unwrap();
//! assert_eq!((third.exact_text().as_str(), third.euro_text().as_str()), ("10/3", "3.33"));
//! ```

mod frazione;
mod italiano;
mod testo;

pub use frazione::{Frazione, Overflow};
pub(crate) use italiano::{italian, italian_euro, italian_number};
#[doc(no_inline)]
pub use rust_decimal::Decimal;
pub use testo::{AmountError, parse_decimal};
pub(crate) use testo::{decimal_text, parse_coefficient};

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// How an amount is brought to a multiple of [`Arrotonda::al`] (FORMATO chapter 3, `arrotonda.modo`).
///
/// ```
/// use soglia::denaro::{Arrotonda, Frazione, Modo};
/// let half_cent = Frazione::new(1, 200).unwrap();
/// let to_the_cent = |modo| Arrotonda { al: Frazione::CENT, modo }.apply(half_cent).unwrap();
/// assert_eq!((to_the_cent(Modo::MetaSu), to_the_cent(Modo::MetaPari)), (Frazione::CENT, Frazione::ZERO));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
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

/// A rounding rule: the multiple, in euro, and the mode (FORMATO chapter 3, `arrotonda`).
///
/// ```
/// use soglia::denaro::{Arrotonda, Frazione, Modo};
/// let down_to_half = Arrotonda { al: Frazione::new(1, 2).unwrap(), modo: Modo::Giu };
/// assert_eq!(down_to_half.apply(Frazione::from_cents(599)).unwrap().euro_text(), "5.50");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Arrotonda {
    /// The multiple, in euro; always positive.
    pub al: Frazione,
    /// The direction.
    pub modo: Modo,
}

impl Arrotonda {
    /// To the cent, half away from zero: what applies where an act says nothing (FORMATO chapter 3).
    ///
    /// ```
    /// # use soglia::denaro::{Arrotonda, Frazione};
    /// let x = Frazione::new(1069, 200).unwrap(); // 5.345 €
    /// assert_eq!(Arrotonda::AL_CENTESIMO.apply(x), Ok(Frazione::from_cents(535)));
    /// ```
    pub const AL_CENTESIMO: Self = Self { al: Frazione::CENT, modo: Modo::MetaSu };

    /// The rounded amount, in euro: a multiple of `al`, or `x` itself with [`Modo::Nessuno`].
    ///
    /// ```
    /// # use soglia::denaro::{Arrotonda, Frazione, Modo};
    /// let up = Arrotonda { al: Frazione::ONE, modo: Modo::Su };
    /// assert_eq!(up.apply(Frazione::from_cents(501)), Ok(Frazione::integer(6)));
    /// ```
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
