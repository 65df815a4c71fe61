// SPDX-License-Identifier: EUPL-1.2
//! What is wrong, in one sentence.

use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::tr;

/// What is wrong and how to mend it.
#[must_use]
pub fn sentence(d: &Diagnostic) -> String {
    let mut out = d.messaggio.clone();
    if let Some(found) = &d.trovato {
        out = tr!("{}: trovato «{}»", out, found);
    }
    if let Some(expected) = &d.atteso {
        out = tr!("{}, atteso: {}", out, expected);
    }
    match &d.rimedio {
        Some(how) => tr!("{}. Come rimediare: {}", out, how),
        None => out,
    }
}

/// The same beside a field, where numbers are written `1.234,50`: the file wants a point, the person a comma.
#[must_use]
pub fn nel_campo(d: &Diagnostic) -> String {
    match d.trovato.as_ref().filter(|_| d.codice == Code::NumeroNonValido).map(|found| found.trim_matches('"')) {
        None => sentence(d),
        Some("") => tr!("qui manca un numero. Come rimediare: scrivilo come 1.234,50").to_owned(),
        Some(found) => tr!(
            "questo non è un numero: trovato «{}». Come rimediare: scrivi solo cifre e la virgola per i decimali, come 1.234,50",
            found
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_mended_with_a_comma_a_file_with_a_point() {
        let text = crate::semi::testo("dairago-sad").unwrap().replacen("\"3.00\"", "\"5x\"", 1);
        let all = crate::formato::parse_regolamento(&text, "f.toml", crate::semi::fatti()).unwrap_err();
        let wrong = all.iter().find(|d| d.codice == Code::NumeroNonValido).unwrap();
        assert!(sentence(wrong).ends_with("scrivi solo cifre e il punto decimale"), "{}", sentence(wrong));
        assert!(nel_campo(wrong).starts_with("questo non è un numero: trovato «5x». "), "{}", nel_campo(wrong));
        assert!(nel_campo(wrong).contains("la virgola"), "{}", nel_campo(wrong));
        let empty = Diagnostic { trovato: Some("\"\"".to_owned()), ..wrong.clone() };
        assert!(nel_campo(&empty).starts_with("qui manca un numero"));
        let other = Diagnostic { codice: Code::TipoErrato, ..wrong.clone() };
        assert_eq!(nel_campo(&other), sentence(&other));
    }
}
