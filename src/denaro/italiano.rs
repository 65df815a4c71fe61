//! Numbers as Italian readers write them: `12.500,50`, always grouped, comma for decimals.

use super::Frazione;

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
                format!("{}…", grouped(&text))
            }
            Err(_) => exact,
        };
    }
    grouped(&exact)
}

/// Like [`italian`], with the euro sign after a no-break space: `"12.500,50 €"`.
#[must_use]
pub(crate) fn italian_euro(x: Frazione) -> String {
    format!("{}\u{a0}€", italian(x))
}

/// A count or quantity: no forced decimals, `"10"`, `"7,5"`.
#[must_use]
pub(crate) fn italian_number(x: Frazione) -> String {
    let text = x.exact_text();
    if text.contains('/') { italian(x) } else { grouped(&text) }
}

fn grouped(text: &str) -> String {
    let (sign, body) = text.strip_prefix('-').map_or(("", text), |b| ("\u{2212}", b));
    let (whole, decimals) = body.split_once('.').unwrap_or((body, ""));
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push(',');
        out.push_str(decimals);
    }
    out
}
