//! Scalars: amounts, percentages, coefficients, ids, dates.

use super::Esame;
use crate::denaro::{AmountError, Frazione, parse_coefficient, parse_decimal};
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::scalare::Scalare;
use crate::lingua::tr;
use crate::norma::Giorno;
use rust_decimal::Decimal;

/// An amount, percentage or ISEE as an exact decimal.
pub(crate) fn decimal(path: &str, s: &Scalare) -> Result<Decimal, Diagnostic> {
    match s {
        Scalare::Intero(n) => parse_decimal(&n.to_string()).map_err(|e| number_error(path, s, e)),
        Scalare::Testo(t) => parse_decimal(t).map_err(|e| number_error(path, s, e)),
        Scalare::Virgola(_) | Scalare::Booleano(_) => Err(not_text(path, s)),
    }
}

/// A coefficient: a decimal, or an exact fraction.
pub(crate) fn coefficient(path: &str, s: &Scalare) -> Result<Frazione, Diagnostic> {
    match s {
        Scalare::Testo(t) if t.contains('/') => parse_coefficient(t).map_err(|e| number_error(path, s, e)),
        _ => decimal(path, s).map(Frazione::from_decimal),
    }
}

/// A decimal that is not negative.
pub(crate) fn positive_or_zero(path: &str, s: &Scalare) -> Result<Frazione, Diagnostic> {
    let d = decimal(path, s)?;
    if d.is_sign_negative() && !d.is_zero() {
        return Err(Diagnostic::error(Code::NumeroFuoriLimite, path, tr!("il numero non può essere negativo"))
            .found(s.to_string())
            .expected(tr!("zero o più"))
            .mend(tr!("togli il segno meno")));
    }
    Ok(Frazione::from_decimal(d))
}

/// Like [`positive_or_zero`], as a decimal.
pub(crate) fn positive_decimal(path: &str, s: &Scalare) -> Result<Decimal, Diagnostic> {
    positive_or_zero(path, s)?;
    decimal(path, s)
}

/// Like [`isee`], as a decimal.
pub(crate) fn isee_decimal(path: &str, s: &Scalare) -> Result<Decimal, Diagnostic> {
    isee(path, s)?;
    decimal(path, s)
}

/// An ISEE: not negative, at most two decimals.
pub(crate) fn isee(path: &str, s: &Scalare) -> Result<Frazione, Diagnostic> {
    let x = positive_or_zero(path, s)?;
    if 100 % x.denom() != 0 {
        return Err(Diagnostic::error(Code::NumeroFuoriLimite, path, tr!("l'ISEE si scrive al centesimo"))
            .found(s.to_string())
            .expected(tr!("al massimo due decimali"))
            .mend(tr!("arrotonda al centesimo come nell'attestazione")));
    }
    Ok(x)
}

fn not_text(path: &str, s: &Scalare) -> Diagnostic {
    match s {
        Scalare::Virgola(v) => {
            let quoted = if parse_decimal(v).is_ok() { v.as_str() } else { "3.50" };
            Diagnostic::error(
                Code::VirgolaMobile,
                path,
                tr!("il numero è scritto senza virgolette e perderebbe i centesimi"),
            )
            .found(v)
            .expected(tr!("un testo con il punto decimale"))
            .mend(tr!("scrivi \"{}\" tra virgolette", quoted))
        }
        _ => Diagnostic::error(Code::TipoErrato, path, tr!("qui va un numero"))
            .found(s.to_string())
            .expected(tr!("un testo come \"1234.50\""))
            .mend(tr!("scrivi il numero tra virgolette")),
    }
}

fn number_error(path: &str, s: &Scalare, e: AmountError) -> Diagnostic {
    let (code, sentence, how) = match e {
        AmountError::Comma => (
            Code::NumeroNonValido,
            tr!("il numero ha la virgola"),
            tr!("usa il punto per i decimali, senza separare le migliaia"),
        ),
        AmountError::Form => {
            (Code::NumeroNonValido, tr!("questo non è un numero"), tr!("scrivi solo cifre e il punto decimale"))
        }
        AmountError::TooLong => (
            Code::NumeroTroppoGrande,
            tr!("il numero ha troppe cifre"),
            tr!("usa al massimo 12 cifre intere e 9 decimali"),
        ),
    };
    Diagnostic::error(code, path, sentence).found(s.to_string()).expected(tr!("un testo come \"1234.50\"")).mend(how)
}

/// A day written `2024-01-31`.
pub(crate) fn parse_date(path: &str, text: &str) -> Result<Giorno, Diagnostic> {
    Giorno::parse(text).ok_or_else(|| {
        Diagnostic::error(Code::DataNonValida, path, tr!("questa non è una data del calendario"))
            .found(text)
            .expected(tr!("anno-mese-giorno, come \"2024-01-31\""))
            .mend(tr!("scrivi quattro cifre per l'anno e due per mese e giorno"))
    })
}

/// A kebab-case ASCII id.
pub(crate) fn non_empty_id(esame: &mut Esame, path: &str, id: &str) -> Option<String> {
    let fine = !id.is_empty()
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if fine {
        return Some(id.to_owned());
    }
    esame.fail(
        Diagnostic::error(Code::IdNonValido, path, tr!("l'identificativo non è nella forma giusta"))
            .found(id)
            .expected(tr!("lettere minuscole senza accenti, cifre e trattini, come \"retta-mensile\""))
            .mend(tr!("riscrivilo senza spazi, maiuscole e sottolineature")),
    )
}

/// The name of a quantity or fact: lower-case words joined by `_`, `-` or `.`.
pub(super) fn name(esame: &mut Esame, path: &str, id: &str) -> Option<String> {
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-' | b'.');
    if id.starts_with(|c: char| c.is_ascii_lowercase()) && id.bytes().all(inner) {
        return Some(id.to_owned());
    }
    esame.fail(
        Diagnostic::error(Code::IdNonValido, path, tr!("il nome non è nella forma giusta"))
            .found(id)
            .expected(tr!("lettere minuscole senza accenti, cifre, «_», «-» o «.», come \"giorno_assenza\""))
            .mend(tr!("riscrivilo senza spazi e maiuscole")),
    )
}
