//! Numbers of a CSV: digits and one decimal mark, comma or point, the same in the whole file.

use crate::diagnosi::Code;
use crate::lingua::{Frase, chiave};

/// Why a cell is not a number, and what to do about it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Difetto {
    pub codice: Code,
    pub messaggio: Frase,
    pub rimedio: Frase,
}

impl Difetto {
    /// Both sentences are keys.
    pub(super) fn new(codice: Code, messaggio: &'static str, rimedio: &'static str) -> Self {
        Self { codice, messaggio: Frase::new(messaggio, &[]), rimedio: Frase::new(rimedio, &[]) }
    }

    /// What stands in the places of the remedy.
    pub(super) fn with(self, rimedio: &'static str, args: &[&str]) -> Self {
        Self { rimedio: Frase::new(rimedio, args), ..self }
    }
}

/// Whole digits admitted: 999,999,999,999.99 € is more than any ISEE.
const MAX_INTERE: usize = 12;
const MAX_DECIMALI: usize = 9;

/// Digits without the mark, and how many of them are decimals (zeros at the end dropped). `segno` is the mark of
/// the file: the first number that can only be read one way decides it.
pub(super) fn numero(text: &[u8], segno: &mut Option<u8>) -> Result<(i64, u8), Difetto> {
    let mut value = 0_i64;
    let mut mark = None;
    let (mut whole, mut decimals) = (0_usize, 0_usize);
    for b in text {
        match b {
            b'0'..=b'9' if whole + decimals < 18 => {
                value = value * 10 + i64::from(b - b'0');
                if mark.is_some() {
                    decimals += 1;
                } else {
                    whole += usize::from(value != 0);
                }
            }
            b'.' | b',' if mark.is_none() => mark = Some(*b),
            _ => return Err(explain(text)),
        }
    }
    let empty_side = text.first().is_none_or(|b| !b.is_ascii_digit()) || (mark.is_some() && decimals == 0);
    if empty_side || whole > MAX_INTERE || decimals > MAX_DECIMALI {
        return Err(explain(text));
    }
    if let Some(mark) = mark {
        agrees(text, mark, decimals, segno)?;
    }
    let mut decimals = u8::try_from(decimals).unwrap_or_default();
    while decimals > 0 && value % 10 == 0 {
        value /= 10;
        decimals -= 1;
    }
    Ok((value, decimals))
}

/// The mark must be that of the file; three digits after it may also be thousands.
fn agrees(text: &[u8], mark: u8, decimals: usize, segno: &mut Option<u8>) -> Result<(), Difetto> {
    match *segno {
        Some(known) if known == mark => Ok(()),
        Some(known) => Err(Difetto::new(
            Code::NumeroNonValido,
            chiave!("i decimali di questo file hanno un altro segno"),
            if known == b',' {
                chiave!("scrivi i decimali con la virgola, senza separare le migliaia")
            } else {
                chiave!("scrivi i decimali con il punto, senza separare le migliaia")
            },
        )),
        None if decimals == 3 => {
            let plain: String = text.iter().filter(|b| b.is_ascii_digit()).map(|b| char::from(*b)).collect();
            let what = chiave!("non si capisce se il segno separa le migliaia o i decimali");
            let how = chiave!("scrivi {} se sono migliaia, o un altro numero di decimali");
            Err(Difetto::new(Code::NumeroNonValido, what, how).with(how, &[&plain]))
        }
        None => {
            *segno = Some(mark);
            Ok(())
        }
    }
}

/// Slower look at a text that is not a number.
fn explain(text: &[u8]) -> Difetto {
    let has = |b: u8| text.contains(&b);
    let digits = text.iter().filter(|b| b.is_ascii_digit()).count();
    let only = |admitted: &[u8]| digits > 0 && text.iter().all(|b| b.is_ascii_digit() || admitted.contains(b));
    if only(b"-") && text.first() == Some(&b'-') || only(b"-.,") && text.first() == Some(&b'-') {
        return Difetto::new(
            Code::NumeroFuoriLimite,
            chiave!("il numero non può essere negativo"),
            chiave!("togli il segno meno, o lascia la cella vuota se l'ISEE non è stato presentato"),
        );
    }
    if only(b".,") && has(b'.') && has(b',')
        || only(b".,") && text.iter().filter(|b| matches!(b, b'.' | b',')).count() > 1
    {
        let how = chiave!("scrivi solo il segno dei decimali, come {}");
        return Difetto::new(Code::NumeroNonValido, chiave!("il numero separa le migliaia"), how)
            .with(how, &[&without_thousands(text)]);
    }
    if only(b".,") && text.first().is_some_and(u8::is_ascii_digit) && text.last().is_some_and(u8::is_ascii_digit) {
        return Difetto::new(
            Code::NumeroTroppoGrande,
            chiave!("il numero ha troppe cifre"),
            chiave!("usa al massimo 12 cifre intere e 9 decimali"),
        );
    }
    Difetto::new(
        Code::NumeroNonValido,
        chiave!("questo non è un numero"),
        chiave!("scrivi solo cifre e il segno dei decimali, come 12500,50"),
    )
}

/// `12.500,50` → `12500,50`; `1.250.000` → `1250000`.
fn without_thousands(text: &[u8]) -> String {
    let last = text.iter().rposition(|b| matches!(b, b'.' | b','));
    let mark = last.and_then(|at| text.get(at).copied());
    let single = mark.is_some_and(|m| text.iter().filter(|b| **b == m).count() == 1);
    let kept = |(at, b): (usize, &u8)| (b.is_ascii_digit() || single && Some(at) == last).then(|| char::from(*b));
    text.iter().enumerate().filter_map(kept).collect()
}

/// Cents of a number: at most two decimals.
pub(super) fn centesimi((value, decimals): (i64, u8)) -> Result<i64, Difetto> {
    let factor = match decimals {
        0 => 100,
        1 => 10,
        2 => 1,
        _ => {
            return Err(Difetto::new(
                Code::NumeroFuoriLimite,
                chiave!("l'importo si scrive al centesimo"),
                chiave!("usa al massimo due decimali, come nell'attestazione"),
            ));
        }
    };
    value.checked_mul(factor).ok_or_else(|| {
        Difetto::new(
            Code::NumeroTroppoGrande,
            chiave!("il numero ha troppe cifre"),
            chiave!("usa al massimo 12 cifre intere"),
        )
    })
}
