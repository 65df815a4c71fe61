//! Numbers as readers write them, in Italian `12.500,50`: always grouped. Another language of the page has its own marks.

use super::Frazione;
use crate::lingua::{euro, grouped};

/// Decimals shown of a value that does not end.
const SHOWN: u32 = 6;

/// `1234567.891` → `"1.234.567,891"`; at least two decimals; `…` after a value that does not end: 16/3 →
/// `"5,333333…"`.
#[must_use]
pub(crate) fn italian(x: Frazione) -> String {
    let exact = x.amount_text();
    if exact.contains('/') {
        let scale = Frazione::integer(10_i128.pow(SHOWN));
        return match x.mul(scale) {
            Ok(scaled) => {
                // Truncated towards zero: the dots say that more follows.
                let n = scaled.numer() / scaled.denom();
                let text = Frazione::new(n, 10_i128.pow(SHOWN)).map_or(exact, Frazione::amount_text);
                format!("{}…", written(&text))
            }
            Err(_) => exact,
        };
    }
    written(&exact)
}

/// Like [`italian`], with the euro sign after a no-break space: `"12.500,50 €"`.
#[must_use]
pub(crate) fn italian_euro(x: Frazione) -> String {
    euro(&italian(x))
}

/// A count or quantity: no forced decimals, `"10"`, `"7,5"`.
#[must_use]
pub(crate) fn italian_number(x: Frazione) -> String {
    let text = x.exact_text();
    if text.contains('/') { italian(x) } else { written(&text) }
}

/// The same text with the marks of the language.
fn written(text: &str) -> String {
    grouped(text, 0).unwrap_or_else(|| text.to_owned())
}
