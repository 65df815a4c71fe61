//! Columns that name a person: a simulation does not need them, so it does not read them.

use crate::lingua::chiave;

/// Words of a header that announce a person.
const PAROLE: [&str; 26] = [
    "nome",
    "nomi",
    "cognome",
    "cognomi",
    "nominativo",
    "nominativi",
    "intestatario",
    "richiedente",
    "beneficiario",
    "name",
    "surname",
    "cf",
    "codfisc",
    "codicefiscale",
    "codfiscale",
    "fiscale",
    "email",
    "mail",
    "pec",
    "telefono",
    "telefoni",
    "tel",
    "cellulare",
    "cell",
    "phone",
    "recapito",
];

/// Whether a header looks like a name, a codice fiscale, an e-mail or a telephone.
pub(crate) fn announces_a_person(header: &str) -> bool {
    let lower = header.to_lowercase();
    // `C.F.`, `e-mail`: without their marks they are one word.
    let joined: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    let fused = ["cf", "email", "codicefiscale", "indirizzoemail", "nomecognome", "cognomenome"];
    fused.contains(&joined.as_str()) || lower.split(|c: char| !c.is_alphanumeric()).any(|w| PAROLE.contains(&w))
}

/// What a text is, when it names a person: a codice fiscale, an e-mail address, a telephone with its prefix.
pub(super) fn names_a_person(text: &[u8]) -> Option<&'static str> {
    // A progressive number, as most ids are.
    if text.len() < 6 || text.iter().all(u8::is_ascii_digit) && !text.starts_with(b"0039") {
        return None;
    }
    if is_codice_fiscale(text) {
        return Some(chiave!("un codice fiscale"));
    }
    let at = text.iter().position(|b| *b == b'@');
    if at.is_some_and(|at| at > 0 && text.iter().skip(at + 2).any(|b| *b == b'.')) {
        return Some(chiave!("un indirizzo e-mail"));
    }
    let digits = text.iter().filter(|b| b.is_ascii_digit()).count();
    let phone = text.starts_with(b"+") || text.starts_with(b"0039");
    let only = text.iter().all(|b| b.is_ascii_digit() || b"+ ./-()".contains(b));
    (phone && only && (8..=15).contains(&digits)).then_some(chiave!("un numero di telefono"))
}

/// Sixteen letters and digits in the order of the decree of 12 March 1974, omocodia included (a digit may be one of
/// the letters LMNPQRSTUV).
fn is_codice_fiscale(text: &[u8]) -> bool {
    let digit = |b: u8| b.is_ascii_digit() || b"LMNPQRSTUV".contains(&b.to_ascii_uppercase());
    text.len() == 16
        && text.iter().zip(b"AAAAAA00A00A000A").all(|(b, kind)| match kind {
            b'A' => b.is_ascii_alphabetic(),
            _ => digit(*b),
        })
}
