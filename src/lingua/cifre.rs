//! Numbers as the readers of a language write them, and how it counts. Exact: text to text, no floating point.

const MINUS: char = '\u{2212}';
const NBSP: char = '\u{a0}';

/// What divides thousands, what begins the decimals. Arabic as in the Maghreb: with Western digits and the Italian
/// marks, those of the attestations its readers hold.
fn marks(codice: &str) -> (char, char) {
    match codice {
        "en" => (',', '.'),
        "fr" | "sq" => (NBSP, ','),
        _ => ('.', ','),
    }
}

/// A plain decimal in groups of three, with at least `min_decimals`; nothing when it is not one.
///
/// ```
/// use soglia::lingua::grouped;
/// assert_eq!(grouped("-1234567.5", 2).as_deref(), Some("\u{2212}1.234.567,50"));
/// assert_eq!((grouped("0", 0).as_deref(), grouped("3/7", 0)), (Some("0"), None));
/// ```
#[must_use]
pub fn grouped(value: &str, min_decimals: usize) -> Option<String> {
    let (negative, body) = value.strip_prefix('-').map_or((false, value), |b| (true, b));
    let (whole, decimals) = body.split_once('.').unwrap_or((body, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(decimals) {
        return None;
    }
    let (thousands, mark) = marks(super::codice());
    let mut out = String::new();
    if negative && body.bytes().any(|b| b.is_ascii_digit() && b != b'0') {
        out.push(MINUS);
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !decimals.is_empty() || min_decimals > 0 {
        out.push(mark);
        out.push_str(decimals);
        for _ in decimals.len()..min_decimals {
            out.push('0');
        }
    }
    Some(out)
}

/// A written number with the euro sign where the language puts it; in Arabic it keeps its own direction (LRI … PDI).
///
/// ```
/// assert_eq!(soglia::lingua::euro("12,50"), "12,50\u{a0}€");
/// ```
#[must_use]
pub fn euro(number: &str) -> String {
    match (super::codice(), number.strip_prefix(MINUS)) {
        ("en", Some(positive)) => ["\u{2212}€", positive].concat(),
        ("en", None) => ["€", number].concat(),
        ("ar", _) => ["\u{2066}", number, "\u{a0}€\u{2069}"].concat(),
        _ => [number, "\u{a0}€"].concat(),
    }
}

/// Which plural form goes with a number (Unicode CLDR 48; as `Plural-Forms` of each `.po`).
pub(super) fn form(codice: &str, n: &str) -> usize {
    let (whole, decimals) = n.split_once('.').unwrap_or((n, ""));
    let fraction = decimals.bytes().any(|b| b != b'0');
    // Longer numbers are many in every language.
    let n: u64 = whole.parse().unwrap_or(1_000_000);
    match (codice, fraction) {
        ("fr", _) => usize::from(n > 1),
        ("ro", true) => 1,
        ("ar", true) => 5,
        ("ro", false) if n == 1 => 0,
        ("ro", false) => 2 - usize::from(n == 0 || (1..20).contains(&(n % 100))),
        ("ar", false) => match n % 100 {
            _ if n < 3 => usize::try_from(n).unwrap_or(2),
            3..=10 => 3,
            11..=99 => 4,
            _ => 5,
        },
        _ => usize::from(n != 1 || fraction),
    }
}
