//! Amounts to the cent, percentages, weights of any length.

use crate::denaro::Frazione;
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::scalare::Scalare;
use crate::formato::valida::positive_or_zero;
use crate::lingua::tr;
use crate::riparto::Centesimi;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

/// Digits a weight may have on each side of the point, or of the fraction bar.
pub(super) const MAX_DIGITS: usize = 1000;

/// An amount: not negative, at most two decimals.
pub(super) fn cents(path: &str, s: &Scalare) -> Result<Centesimi, Diagnostic> {
    let x = positive_or_zero(path, s)?;
    let whole = x.mul(Frazione::integer(100)).ok().filter(|c| c.denom() == 1);
    whole.map(|c| Centesimi(c.numer())).ok_or_else(|| {
        Diagnostic::error(Code::NumeroFuoriLimite, path, tr!("l'importo si scrive al centesimo"))
            .found(s.to_string())
            .expected(tr!("al massimo due decimali"))
            .mend(tr!("arrotonda al centesimo"))
    })
}

/// A percentage from 0 to 100.
pub(super) fn percent(path: &str, s: &Scalare) -> Result<Frazione, Diagnostic> {
    let x = positive_or_zero(path, s)?;
    if x <= Frazione::integer(100) {
        return Ok(x);
    }
    Err(Diagnostic::error(Code::NumeroFuoriLimite, path, tr!("la percentuale supera 100"))
        .found(s.to_string())
        .expected(tr!("da 0 a 100"))
        .mend(tr!("scrivi per esempio \"10\" per il dieci per cento")))
}

/// The multiple of `arrotonda`.
pub(super) fn unit(path: &str, s: &Scalare) -> Result<Centesimi, Diagnostic> {
    match cents(path, s)? {
        unit @ Centesimi(1 | 100) => Ok(unit),
        _ => Err(Diagnostic::error(Code::ValoreNonAmmesso, path, tr!("si arrotonda al centesimo o all'euro"))
            .found(s.to_string())
            .expected("\"0.01\" | \"1\"")
            .mend(tr!("scrivi uno dei due valori"))),
    }
}

/// A year.
pub(super) fn year(path: &str, s: &Scalare) -> Result<u16, Diagnostic> {
    let x = positive_or_zero(path, s)?;
    let year = u16::try_from(x.numer()).ok().filter(|y| x.denom() == 1 && (1900..=2999).contains(y));
    year.ok_or_else(|| {
        Diagnostic::error(Code::NumeroFuoriLimite, path, tr!("questo non è un anno"))
            .found(s.to_string())
            .expected(tr!("quattro cifre, come 2017"))
            .mend(tr!("scrivi l'anno del fondo"))
    })
}

/// A weight: a decimal or an exact fraction, not negative, of any sensible length.
pub(super) fn weight(path: &str, s: &Scalare) -> Result<BigRational, Diagnostic> {
    if let Scalare::Testo(text) = s
        && let Some(x) = rational(text)
    {
        return Ok(x);
    }
    let fraction = matches!(s, Scalare::Testo(t) if t.contains('/'));
    if fraction {
        return Err(Diagnostic::error(Code::NumeroNonValido, path, tr!("questa non è una frazione"))
            .found(s.to_string())
            .expected(tr!("due numeri non negativi, il secondo maggiore di zero, come \"3/7\""))
            .mend(tr!("scrivi un decimale o una frazione")));
    }
    positive_or_zero(path, s).map(|x| BigRational::new(x.numer().into(), x.denom().into()))
}

fn rational(text: &str) -> Option<BigRational> {
    let Some((above, below)) = text.split_once('/') else {
        return decimal(text);
    };
    let (above, below) = (decimal(above)?, decimal(below)?);
    (!below.is_zero()).then(|| above / below)
}

/// Digits with an optional point; none for anything else, signs included.
pub(super) fn decimal(text: &str) -> Option<BigRational> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |s: &str| !s.is_empty() && s.len() <= MAX_DIGITS && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(decimals) {
        return None;
    }
    let mantissa: BigInt = format!("{whole}{decimals}").parse().ok()?;
    let scale = BigInt::from(10).pow(u32::try_from(decimals.len()).ok()?);
    Some(BigRational::new(mantissa, scale))
}
