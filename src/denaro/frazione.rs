use core::cmp::Ordering;
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedMul, Signed};
use rust_decimal::Decimal;

/// An exact result does not fit 128 bits. Never wrapped, never rounded: the caller refuses with a sentence.
///
/// ```
/// use soglia::denaro::{Frazione, Overflow};
/// assert_eq!(Frazione::integer(i128::MAX).add(Frazione::ONE), Err(Overflow));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow;

/// An exact fraction of 128-bit integers, always reduced, denominator positive: euro, percent or coefficient,
/// as the place that holds it says.
///
/// ```
/// use soglia::denaro::Frazione;
/// let third = Frazione::new(1, 3).unwrap();
/// assert_eq!(third.add(third).unwrap().add(third).unwrap(), Frazione::ONE);
/// assert!(Frazione::new(1, 0).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Frazione(Ratio<i128>);

/// Fees are made of small numbers, and 64 bits divide several times faster than 128: each operation is tried there
/// first, and only what does not fit is done in full.
macro_rules! operation {
    ($a:ident, $b:ident, $checked:path) => {{
        if let (Some(a), Some(b)) = ($a.narrow(), $b.narrow())
            && let Some(c) = $checked(&a, &b)
        {
            let (numer, denom) = c.into_raw();
            return Ok(Self(Ratio::new_raw(numer.into(), denom.into())));
        }
        $checked(&$a.0, &$b.0).map(Self).ok_or(Overflow)
    }};
}

#[allow(clippy::should_implement_trait, reason = "these can fail; the operators cannot")]
impl Frazione {
    /// 0
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::ZERO.euro_text(), "0.00");
    /// ```
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// 1
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::ONE.div(Frazione::integer(3)), Frazione::new(1, 3));
    /// ```
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));
    /// One cent, in euro.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::CENT.mul(Frazione::integer(540)).unwrap().euro_text(), "5.40");
    /// ```
    pub const CENT: Self = Self(Ratio::new_raw(1, 100));

    /// `numer/denom`, reduced.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// let x = Frazione::new(6, -8).unwrap();
    /// assert_eq!((x.numer(), x.denom()), (-3, 4));
    /// ```
    ///
    /// # Errors
    /// [`Overflow`] when the denominator is zero or either part is `i128::MIN`, whose sign cannot change.
    pub fn new(numer: i128, denom: i128) -> Result<Self, Overflow> {
        if denom == 0 || numer == i128::MIN || denom == i128::MIN {
            return Err(Overflow);
        }
        Ok(Self(Ratio::new(numer, denom)))
    }

    /// A whole number.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::integer(10).exact_text(), "10");
    /// ```
    #[must_use]
    pub const fn integer(n: i128) -> Self {
        Self(Ratio::new_raw(n, 1))
    }

    /// An amount of whole cents, in euro.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::from_cents(540), Frazione::new(27, 5).unwrap());
    /// ```
    #[must_use]
    pub fn from_cents(cents: i128) -> Self {
        Self(Ratio::new(cents, 100))
    }

    /// The exact value of a decimal (its 96-bit mantissa always fits).
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::from_decimal("1.10".parse().unwrap()), Frazione::new(11, 10).unwrap());
    /// ```
    #[must_use]
    pub fn from_decimal(d: Decimal) -> Self {
        // rust_decimal's scale is at most 28 and 10^28 < 2^127, so the power cannot overflow.
        Self(Ratio::new(d.mantissa(), 10_i128.saturating_pow(d.scale())))
    }

    /// Numerator of the reduced form; carries the sign.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::from_cents(-250).numer(), -5); // −5/2 €
    /// ```
    #[must_use]
    pub fn numer(self) -> i128 {
        *self.0.numer()
    }

    /// Denominator of the reduced form; at least 1.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::from_cents(-250).denom(), 2); // −5/2 €
    /// ```
    #[must_use]
    pub fn denom(self) -> i128 {
        *self.0.denom()
    }

    /// `self + o`.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::from_cents(540).add(Frazione::CENT).unwrap().euro_text(), "5.41");
    /// ```
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn add(self, o: Self) -> Result<Self, Overflow> {
        operation!(self, o, CheckedAdd::checked_add)
    }

    /// `self − o`; may be negative.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::from_cents(540).sub(Frazione::integer(6)).unwrap().euro_text(), "-0.60");
    /// ```
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn sub(self, o: Self) -> Result<Self, Overflow> {
        let numer = o.numer().checked_neg().ok_or(Overflow)?;
        self.add(Self(Ratio::new_raw(numer, o.denom())))
    }

    /// `self × o`, exact: a third of 5.40 € taken three times is 5.40 €.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// let third = Frazione::from_cents(540).mul(Frazione::new(1, 3).unwrap()).unwrap();
    /// assert_eq!(third.mul(Frazione::integer(3)).unwrap(), Frazione::from_cents(540));
    /// ```
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn mul(self, o: Self) -> Result<Self, Overflow> {
        operation!(self, o, CheckedMul::checked_mul)
    }

    /// `self ÷ o`, exact.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// let slope = Frazione::integer(8).div(Frazione::integer(4898)).unwrap();
    /// assert_eq!(slope.exact_text(), "4/2449");
    /// assert!(slope.div(Frazione::ZERO).is_err());
    /// ```
    ///
    /// # Errors
    /// [`Overflow`], also for a zero divisor.
    pub fn div(self, o: Self) -> Result<Self, Overflow> {
        if o == Self::ZERO {
            return Err(Overflow);
        }
        // The sign goes above: a denominator is never negative.
        let numer = if o < Self::ZERO { -o.denom() } else { o.denom() };
        let denom = o.numer().checked_abs().ok_or(Overflow)?;
        self.mul(Self(Ratio::new_raw(numer, denom)))
    }

    /// The same in 64 bits, where it fits.
    fn narrow(self) -> Option<Ratio<i64>> {
        Some(Ratio::new_raw(self.numer().try_into().ok()?, self.denom().try_into().ok()?))
    }

    /// The largest whole number not above it.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::new(-7, 2).unwrap().floor(), -4);
    /// ```
    #[must_use]
    pub fn floor(self) -> i128 {
        self.numer().div_euclid(self.denom())
    }

    /// The smallest whole number not below it.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::new(-7, 2).unwrap().ceil(), -3);
    /// ```
    #[must_use]
    pub fn ceil(self) -> i128 {
        let floor = self.floor();
        if self.0.is_integer() { floor } else { floor.saturating_add(1) }
    }

    /// Whole cents not above this amount of euro.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::new(10, 3).unwrap().floor_cents(), Ok(333));
    /// ```
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn floor_cents(self) -> Result<i128, Overflow> {
        Ok(self.mul(Self::integer(100))?.floor())
    }

    /// Whole cents not below this amount of euro.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::new(10, 3).unwrap().ceil_cents(), Ok(334));
    /// ```
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn ceil_cents(self) -> Result<i128, Overflow> {
        Ok(self.mul(Self::integer(100))?.ceil())
    }

    pub(super) fn round_half_away(self) -> Result<i128, Overflow> {
        let double = self.0.numer().unsigned_abs().checked_mul(2).ok_or(Overflow)?;
        let denom = self.denom().unsigned_abs();
        let double_denom = denom.checked_mul(2).ok_or(Overflow)?;
        let magnitude = double.checked_add(denom).ok_or(Overflow)? / double_denom;
        let magnitude = i128::try_from(magnitude).map_err(|_| Overflow)?;
        Ok(if self.0.is_negative() { -magnitude } else { magnitude })
    }

    pub(super) fn round_half_even(self) -> Result<i128, Overflow> {
        let floor = self.floor();
        let rest = self.sub(Self::integer(floor))?;
        let up = match rest.cmp(&Self(Ratio::new_raw(1, 2))) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => floor % 2 != 0,
        };
        if up { floor.checked_add(1).ok_or(Overflow) } else { Ok(floor) }
    }

    /// The amount to the cent (half away from zero), as files and answers write it: `"9.53"`.
    /// A value too large for this is written exactly, as a fraction.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::new(1069, 200).unwrap().euro_text(), "5.35"); // 5.345 €
    /// ```
    #[must_use]
    pub fn euro_text(self) -> String {
        let Ok(cents) = self.mul(Self::integer(100)).and_then(Self::round_half_away) else {
            return self.exact_text();
        };
        let sign = if cents < 0 { "-" } else { "" };
        let cents = cents.unsigned_abs();
        format!("{sign}{}.{:02}", cents / 100, cents % 100)
    }

    /// The exact value: a decimal when it ends within twelve digits, else the reduced fraction.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::new(1069, 200).unwrap().exact_text(), "5.345");
    /// assert_eq!(Frazione::new(10, 3).unwrap().exact_text(), "10/3");
    /// ```
    #[must_use]
    pub fn exact_text(self) -> String {
        let mut scaled = self.0;
        for digits in 0..=12_usize {
            if scaled.is_integer() {
                return with_point(*scaled.numer(), digits);
            }
            match scaled.checked_mul(&Ratio::from_integer(10)) {
                Some(next) => scaled = next,
                None => break,
            }
        }
        format!("{}/{}", self.numer(), self.denom())
    }

    /// Like [`Self::exact_text`], with two decimals when it is whole cents.
    ///
    /// ```
    /// # use soglia::denaro::Frazione;
    /// assert_eq!(Frazione::integer(7).amount_text(), "7.00");
    /// assert_eq!(Frazione::new(1069, 200).unwrap().amount_text(), "5.345");
    /// ```
    #[must_use]
    pub fn amount_text(self) -> String {
        if 100 % self.denom() == 0 { self.euro_text() } else { self.exact_text() }
    }
}

impl Ord for Frazione {
    fn cmp(&self, o: &Self) -> Ordering {
        match (self.narrow(), o.narrow()) {
            // Two products of 64 bits are within 128.
            (Some(_), Some(_)) => (self.numer() * o.denom()).cmp(&(o.numer() * self.denom())),
            _ => self.0.cmp(&o.0),
        }
    }
}

impl PartialOrd for Frazione {
    fn partial_cmp(&self, o: &Self) -> Option<Ordering> {
        Some(self.cmp(o))
    }
}

impl From<Decimal> for Frazione {
    fn from(d: Decimal) -> Self {
        Self::from_decimal(d)
    }
}

fn with_point(n: i128, digits: usize) -> String {
    let sign = if n < 0 { "-" } else { "" };
    let text = format!("{:0width$}", n.unsigned_abs(), width = digits + 1);
    let (whole, decimals) = text.split_at(text.len() - digits);
    if digits == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
}
