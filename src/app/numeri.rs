// SPDX-License-Identifier: EUPL-1.2
//! Numbers as people in Italy write and read them.
//!
//! One formatter, always grouped (`1.234,56 €`, with a no-break space), and one parser for what is typed.
//! Values travel as plain decimal text with a point (`"1234.56"`), the form the engine reads and writes:
//! nothing here computes, so nothing here rounds. Pure: no browser, no engine.

use crate::lingua::{chiave, euro, grouped, parola, tr};

/// Minus sign of the same width as the digits.
const MINUS: char = '\u{2212}';
/// Whole digits a typed number may have: 999.999.999 is above any ISEE.
const MAX_WHOLE: usize = 9;
/// Decimals a typed number may have: cents, or hundredths of an hour.
const MAX_DECIMALS: usize = 2;

/// A number read from what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedNumber {
    /// Plain decimal text without leading zeros: `"12500.50"`, `"12500"`.
    pub value: String,
    /// A point was read as the decimal mark: the reader must see how we read it.
    pub point_read_as_comma: bool,
}

/// Why a text is not a number for us. Each has its own sentence on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Nothing typed.
    Empty,
    /// Letters or signs.
    NotANumber,
    /// More than one comma.
    TwoCommas,
    /// Below zero.
    Negative,
    /// A point or a space that separates neither thousands nor cents.
    Grouping,
    /// More than two digits after the comma, or none.
    Decimals,
    /// Too many digits.
    TooLarge,
}

/// Reads an amount or a quantity.
///
/// Accepts `12500`, `12.500`, `12 500`, `12.500,50`, `12500,5`, `€ 12.500,50`, any kind of space; a single
/// point followed by one or two digits is a decimal mark (`12500.50`), followed by three it groups (`1.234`).
///
/// # Errors
/// The [`NumberError`] that tells the reader what to change.
pub fn parse_number(text: &str) -> Result<ParsedNumber, NumberError> {
    let body = strip_euro(&plain_spaces(text)).to_owned();
    if body.is_empty() {
        return Err(NumberError::Empty);
    }
    if body.starts_with(['-', MINUS, '\u{2013}']) && body.chars().any(|c| c.is_ascii_digit()) {
        return Err(NumberError::Negative);
    }
    if !body.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ')) {
        return Err(NumberError::NotANumber);
    }
    let (whole, decimals, point_read_as_comma) = split_decimals(&body)?;
    let whole = ungroup(whole)?;
    if decimals.is_some_and(|d| d.is_empty() || d.len() > MAX_DECIMALS || !all_digits(d)) {
        return Err(NumberError::Decimals);
    }
    let digits = whole.trim_start_matches('0');
    if digits.len() > MAX_WHOLE {
        return Err(NumberError::TooLarge);
    }
    let mut value = if digits.is_empty() { "0".to_owned() } else { digits.to_owned() };
    if let Some(d) = decimals {
        value.push('.');
        value.push_str(d);
    }
    Ok(ParsedNumber { value, point_read_as_comma })
}

/// Reads a whole number, such as an age. At most six digits.
///
/// # Errors
/// The [`NumberError`] that tells the reader what to change.
pub fn parse_integer(text: &str) -> Result<String, NumberError> {
    let letto = parse_number(text)?;
    match letto.value.split_once('.') {
        Some(_) => Err(NumberError::Decimals),
        None if letto.value.len() > 6 => Err(NumberError::TooLarge),
        None => Ok(letto.value),
    }
}

/// Every kind of space becomes a plain one; none at the ends.
fn plain_spaces(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    plain.trim().to_owned()
}

fn strip_euro(body: &str) -> &str {
    let body = body.strip_prefix('€').unwrap_or(body);
    body.strip_suffix('€').unwrap_or(body).trim()
}

/// Whole part, decimals if any, and whether a point divided them.
fn split_decimals(body: &str) -> Result<(&str, Option<&str>, bool), NumberError> {
    if let Some((whole, decimals)) = body.split_once(',') {
        return if decimals.contains(',') { Err(NumberError::TwoCommas) } else { Ok((whole, Some(decimals), false)) };
    }
    if let Some((whole, rest)) = body.split_once('.') {
        let decimal_mark = !rest.is_empty() && rest.len() <= MAX_DECIMALS && all_digits(rest);
        if decimal_mark {
            return Ok((whole, Some(rest), true));
        }
    }
    Ok((body, None, false))
}

/// Takes the thousands separators away, one kind at a time and only every three digits.
fn ungroup(whole: &str) -> Result<String, NumberError> {
    let separator = match (whole.contains('.'), whole.contains(' ')) {
        (true, true) => return Err(NumberError::Grouping),
        (true, false) => '.',
        (false, true) => ' ',
        (false, false) => {
            return if all_digits(whole) { Ok(whole.to_owned()) } else { Err(NumberError::NotANumber) };
        }
    };
    let mut groups = whole.split(separator);
    let first = groups.next().unwrap_or_default();
    if first.is_empty() || first.len() > 3 || !groups.all(|g| g.len() == 3) {
        return Err(NumberError::Grouping);
    }
    Ok(whole.chars().filter(char::is_ascii_digit).collect())
}

fn all_digits(s: &str) -> bool {
    !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit())
}

/// `"1234.5"` → `"1.234,50 €"`. Text that is not a plain decimal comes back unchanged.
#[must_use]
pub fn format_euro(value: &str) -> String {
    grouped(value, 2).map_or_else(|| value.to_owned(), |text| euro(&text))
}

/// `"1234.50"` → `"1.234,5"`: a quantity, without useless zeros.
#[must_use]
pub fn format_number(value: &str) -> String {
    let short = if value.contains('.') { value.trim_end_matches('0').trim_end_matches('.') } else { value };
    grouped(short, 0).unwrap_or_else(|| value.to_owned())
}

/// `"1234.50"` → `"1234,50"`: as a person types it into a field.
#[must_use]
pub fn format_plain(value: &str) -> String {
    value.replace('.', ",")
}

/// `"2024-01-31"` → `"31 gennaio 2024"`; the first day of a month is `"1º"`. Other text comes back unchanged.
#[must_use]
pub fn format_date(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        chiave!("gennaio"),
        chiave!("febbraio"),
        chiave!("marzo"),
        chiave!("aprile"),
        chiave!("maggio"),
        chiave!("giugno"),
        chiave!("luglio"),
        chiave!("agosto"),
        chiave!("settembre"),
        chiave!("ottobre"),
        chiave!("novembre"),
        chiave!("dicembre"),
    ];
    let mut parts = iso.splitn(3, '-');
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
        return iso.to_owned();
    };
    let name = month.parse::<usize>().ok().and_then(|m| MONTHS.get(m.checked_sub(1)?));
    match (name, day.trim_start_matches('0')) {
        (Some(name), day) => {
            let day = if day == "1" { tr!("1º") } else { day };
            [day, "\u{a0}", parola(name), " ", year].concat()
        }
        (None, _) => iso.to_owned(),
    }
}

/// `"1234.5"` → 123450: whole cents, what lies beyond is cut. None when it is not a plain decimal or too long.
#[must_use]
pub fn to_cents(value: &str) -> Option<i64> {
    let (sign, body) = value.strip_prefix('-').map_or((1, value), |b| (-1, b));
    let (whole, decimals) = body.split_once('.').unwrap_or((body, ""));
    if !all_digits(whole) || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let cents = decimals.bytes().chain([b'0', b'0']).take(2).fold(0, |n, b| n * 10 + i64::from(b - b'0'));
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)?.checked_mul(sign)
}

/// 123450 → `"1234.50"`. Negative amounts are not needed and become zero.
#[must_use]
pub fn from_cents(cents: i64) -> String {
    let cents = cents.max(0);
    let (euro, rest) = (cents / 100, cents % 100);
    let mark = if rest < 10 { ".0" } else { "." };
    euro.to_string() + mark + &rest.to_string()
}

/// A day as people write it (`31/3/2015`, `31-03-2015`) or as files do, in the latter form.
#[must_use]
pub fn parse_date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.trim().split(['/', '-', '.', ' ']).collect();
    let (year, month, day) = match *parts.as_slice() {
        [year, month, day] if year.len() == 4 => (year, month, day),
        [day, month, year] if year.len() == 4 => (year, month, day),
        _ => return None,
    };
    if ![year, month, day].iter().all(|part| all_digits(part)) {
        return None;
    }
    let two = |part: &str| match part.len() {
        1 => Some(["0", part].concat()),
        2 => Some(part.to_owned()),
        _ => None,
    };
    Some([year, &two(month)?, &two(day)?].join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_read() {
        let table = [
            ("12500", "12500", false),
            ("12.500", "12500", false),
            ("12 500", "12500", false),
            ("12.500,50", "12500.50", false),
            ("12500,5", "12500.5", false),
            ("€ 12.500,50", "12500.50", false),
            ("12.500,50 €", "12500.50", false),
            ("€12500", "12500", false),
            ("12\u{a0}500,50", "12500.50", false),
            ("12\u{202f}500", "12500", false),
            ("  8000  ", "8000", false),
            ("1.234", "1234", false),
            ("1.234.567,89", "1234567.89", false),
            ("12500.50", "12500.50", true),
            ("12500.5", "12500.5", true),
            ("0", "0", false),
            ("0,00", "0.00", false),
            ("007500", "7500", false),
            ("7,5", "7.5", false),
            ("999999999,99", "999999999.99", false),
        ];
        for (typed, value, point_read_as_comma) in table {
            let expected = ParsedNumber { value: value.to_owned(), point_read_as_comma };
            assert_eq!(parse_number(typed), Ok(expected), "{typed:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        use NumberError::*;
        let table = [
            ("", Empty),
            ("   ", Empty),
            ("€", Empty),
            ("dodicimila", NotANumber),
            ("12k", NotANumber),
            ("1e5", NotANumber),
            ("+5", NotANumber),
            (",50", NotANumber),
            ("12'500", NotANumber),
            ("-5", Negative),
            ("\u{2212}5", Negative),
            ("€ -5,00", Negative),
            ("-", NotANumber),
            ("1,2,3", TwoCommas),
            ("12,500,00", TwoCommas),
            ("1234.567", Grouping),
            ("12.50.000", Grouping),
            ("12.", Grouping),
            (".50", NotANumber),
            ("12 5", Grouping),
            ("12.500 000", Grouping),
            ("12500,", Decimals),
            ("12500,505", Decimals),
            ("12,500.50", Decimals),
            ("12345678901234567890", TooLarge),
            ("1000000000", TooLarge),
        ];
        for (typed, reason) in table {
            assert_eq!(parse_number(typed), Err(reason), "{typed:?}");
        }
    }

    #[test]
    fn whole_numbers_have_no_decimals() {
        assert_eq!(parse_integer("78"), Ok("78".to_owned()));
        assert_eq!(parse_integer(" 078 "), Ok("78".to_owned()));
        assert_eq!(parse_integer("7,5"), Err(NumberError::Decimals));
        assert_eq!(parse_integer("1234567"), Err(NumberError::TooLarge));
        assert_eq!(parse_integer("due"), Err(NumberError::NotANumber));
    }

    #[test]
    fn amounts_are_written_the_italian_way() {
        let table = [
            ("0", "0,00\u{a0}€"),
            ("5.4", "5,40\u{a0}€"),
            ("999", "999,00\u{a0}€"),
            ("1234.56", "1.234,56\u{a0}€"),
            ("12500", "12.500,00\u{a0}€"),
            ("1234567.8", "1.234.567,80\u{a0}€"),
            ("9.5326", "9,5326\u{a0}€"),
            ("-1.50", "\u{2212}1,50\u{a0}€"),
            ("-0.00", "0,00\u{a0}€"),
            ("4/2449", "4/2449"),
            ("", ""),
        ];
        for (value, shown) in table {
            assert_eq!(format_euro(value), shown, "{value:?}");
        }
    }

    #[test]
    fn quantities_have_no_useless_zeros() {
        let table = [("10", "10"), ("7.50", "7,5"), ("1000", "1.000"), ("2.00", "2"), ("0.25", "0,25"), ("x", "x")];
        for (value, shown) in table {
            assert_eq!(format_number(value), shown, "{value:?}");
        }
    }

    #[test]
    fn what_is_shown_can_be_typed_back() {
        for value in ["0.00", "7.05", "12500.50", "999999999.99"] {
            let read = parse_number(&format_euro(value)).map(|l| l.value);
            assert_eq!(read.as_deref(), Ok(value));
        }
    }

    #[test]
    fn dates_are_written_in_words() {
        assert_eq!(format_date("2024-01-31"), "31\u{a0}gennaio 2024");
        assert_eq!(format_date("2026-11-01"), "1º\u{a0}novembre 2026");
        assert_eq!(format_date("2026-13-01"), "2026-13-01");
        assert_eq!(format_date("oggi"), "oggi");
    }

    #[test]
    fn cents_and_back() {
        let table = [("0", 0), ("5.4", 540), ("12500.50", 1_250_050), ("9.539", 953), ("-1.50", -150)];
        for (value, cents) in table {
            assert_eq!(to_cents(value), Some(cents), "{value:?}");
        }
        assert_eq!((to_cents("4/7"), to_cents(""), to_cents("99999999999999999999")), (None, None, None));
        assert_eq!(
            (from_cents(1_250_005), from_cents(7), from_cents(-1)),
            ("12500.05".into(), "0.07".into(), "0.00".into())
        );
    }

    #[test]
    fn dates_are_read_both_ways() {
        for typed in ["31/3/2015", "31-03-2015", " 2015-03-31 ", "31.3.2015", "31 3 2015"] {
            assert_eq!(parse_date(typed).as_deref(), Some("2015-03-31"), "{typed:?}");
        }
        for typed in ["", "2015", "31 marzo 2015", "31/3/15", "1/2/3/2015"] {
            assert_eq!(parse_date(typed), None, "{typed:?}");
        }
    }
}
