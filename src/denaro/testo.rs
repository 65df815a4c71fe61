use super::Frazione;
use rust_decimal::Decimal;

/// Whole digits an amount may have: 999,999,999,999.99 € is more than any public budget.
const MAX_WHOLE: usize = 12;
/// Decimals a coefficient may have; more would overflow the exact arithmetic after two multiplications.
const MAX_DECIMALS: usize = 9;

/// Why a text is not an amount.
///
/// ```
/// use soglia::denaro::{AmountError, parse_decimal};
/// assert_eq!(parse_decimal("0.0000000001"), Err(AmountError::TooLong));
/// assert_eq!(parse_decimal("12.500,50"), Err(AmountError::Comma));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountError {
    /// Not a plain decimal such as `1234.50`.
    Form,
    /// A comma where the files want a point.
    Comma,
    /// More than twelve whole digits or nine decimals.
    TooLong,
}

/// Reads `"1234.50"` (FORMATO chapter 1): digits, optionally a minus in front and a point with decimals. No
/// exponent, no thousands separator, no spaces; at most twelve whole digits and nine decimals.
///
/// ```
/// use soglia::denaro::{AmountError, parse_decimal};
/// assert_eq!(parse_decimal("1234.50").unwrap().to_string(), "1234.50");
/// assert_eq!(parse_decimal("1234,50"), Err(AmountError::Comma));
/// assert_eq!(parse_decimal("1e3"), Err(AmountError::Form));
/// ```
///
/// # Errors
/// [`AmountError`], naming what the text has that an amount has not.
pub fn parse_decimal(text: &str) -> Result<Decimal, AmountError> {
    let body = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = body.split_once('.').unwrap_or((body, "0"));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(decimals) {
        return Err(if body.contains(',') { AmountError::Comma } else { AmountError::Form });
    }
    if whole.trim_start_matches('0').len() > MAX_WHOLE || decimals.len() > MAX_DECIMALS {
        return Err(AmountError::TooLong);
    }
    Decimal::from_str_exact(text).map_err(|_| AmountError::TooLong)
}

/// Reads a coefficient: a decimal, or an exact fraction `"3/7"` with a positive denominator (FORMATO chapter 1).
///
/// # Errors
/// [`AmountError`].
pub(crate) fn parse_coefficient(text: &str) -> Result<Frazione, AmountError> {
    let Some((numer, denom)) = text.split_once('/') else {
        return parse_decimal(text).map(Frazione::from_decimal);
    };
    let (numer, denom) = (parse_decimal(numer)?, parse_decimal(denom)?);
    if denom <= Decimal::ZERO {
        return Err(AmountError::Form);
    }
    Frazione::from_decimal(numer).div(Frazione::from_decimal(denom)).map_err(|_| AmountError::TooLong)
}

/// An amount as files write it, with at least two decimals: `8000` → `"8000.00"`.
#[must_use]
pub(crate) fn decimal_text(d: Decimal) -> String {
    Frazione::from_decimal(d).amount_text()
}
