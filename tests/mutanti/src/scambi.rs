// SPDX-License-Identifier: EUPL-1.2
//! What is changed into what.

use syn::BinOp;

/// Methods that answer the same kind of value as another.
const METODI: [(&str, &str); 44] = [
    ("min", "max"),
    ("max", "min"),
    ("floor", "ceil"),
    ("ceil", "floor"),
    ("floor_cents", "ceil_cents"),
    ("ceil_cents", "floor_cents"),
    ("round", "floor"),
    ("round_half_away", "round_half_even"),
    ("round_half_even", "round_half_away"),
    ("any", "all"),
    ("all", "any"),
    ("first", "last"),
    ("last", "first"),
    ("add", "sub"),
    ("sub", "add"),
    ("mul", "div"),
    ("div", "mul"),
    ("plus", "minus"),
    ("minus", "plus"),
    ("times", "plus"),
    ("saturating_add", "saturating_sub"),
    ("saturating_sub", "saturating_add"),
    ("saturating_mul", "saturating_add"),
    ("checked_add", "checked_sub"),
    ("checked_sub", "checked_add"),
    ("checked_mul", "checked_add"),
    ("checked_div", "checked_mul"),
    ("wrapping_mul", "wrapping_add"),
    ("div_euclid", "rem_euclid"),
    ("rem_euclid", "div_euclid"),
    ("is_some", "is_none"),
    ("is_none", "is_some"),
    ("is_some_and", "is_none_or"),
    ("is_none_or", "is_some_and"),
    ("is_ok", "is_err"),
    ("is_err", "is_ok"),
    ("is_si", "is_no"),
    ("is_no", "is_si"),
    ("and", "or"),
    ("or", "and"),
    ("numer", "denom"),
    ("denom", "numer"),
    ("position", "rposition"),
    ("take", "skip"),
];

/// Methods that answer yes or no: the answer is turned round.
const NEGATI: [&str; 14] = [
    "is_empty",
    "is_zero",
    "is_positive",
    "is_negative",
    "is_integer",
    "contains",
    "contains_key",
    "covers",
    "holds",
    "starts_with",
    "minorenne",
    "disabile",
    "per_minorenni",
    "sociosanitaria",
];

/// Methods that answer a value of the kind they are asked of: it is left as it was.
const TOLTI: [&str; 4] = ["hull", "at_most", "normalize", "abs"];

/// Named values, each with another of its kind.
const VALORI: [(&str, &str); 37] = [
    ("Frazione::ZERO", "ONE"),
    ("Frazione::ONE", "ZERO"),
    ("Frazione::CENT", "ONE"),
    ("Verita::Si", "No"),
    ("Verita::No", "Si"),
    ("Rifiuto::Certo", "Forse"),
    ("Rifiuto::Forse", "Certo"),
    ("Rifiuto::No", "Forse"),
    ("Ammesso::Si", "DaVerificare"),
    ("Ammesso::No", "Si"),
    ("Ammesso::DaVerificare", "No"),
    ("FormaQuota::Tariffa", "Contributo"),
    ("FormaQuota::Contributo", "Tariffa"),
    ("Modo::MetaSu", "MetaPari"),
    ("Modo::MetaPari", "MetaSu"),
    ("Modo::Su", "Giu"),
    ("Modo::Giu", "Su"),
    ("Quando::Prima", "Dopo"),
    ("Quando::Dopo", "Prima"),
    ("Stato::AlMinimo", "AlMassimo"),
    ("Stato::AlMassimo", "AlMinimo"),
    ("Stato::Libero", "AlMinimo"),
    ("LimiteAttivo::Minimo", "Massimo"),
    ("LimiteAttivo::Massimo", "Minimo"),
    ("LimiteAttivo::ContributoMinimo", "Minimo"),
    ("Motivo::ParteMaggiore", "Peso"),
    ("Motivo::Peso", "Ordine"),
    ("Motivo::Ordine", "Peso"),
    ("Motivo::Decisione", "Ordine"),
    ("Perche::Massimi", "Arrotondamento"),
    ("Perche::Arrotondamento", "Massimi"),
    ("Perche::NessunPeso", "Massimi"),
    ("Severity::Avviso", "Nota"),
    ("Severity::Nota", "Avviso"),
    ("Spareggio::Decisione", "Ordine"),
    ("Spareggio::PesoPoiOrdine", "Decisione"),
    ("Certezza::DaVerificare", "Certa"),
];

fn look_up(list: &[(&'static str, &'static str)], what: &str) -> Option<&'static str> {
    list.iter().find(|(from, _)| *from == what).map(|(_, to)| *to)
}

/// The method that takes the place of another.
pub fn metodo(name: &str) -> Option<&'static str> {
    look_up(&METODI, name)
}

/// Whether the answer of a method is turned round.
pub fn negato(name: &str) -> bool {
    NEGATI.contains(&name)
}

/// Whether a method is left out.
pub fn tolto(name: &str) -> bool {
    TOLTI.contains(&name)
}

/// The value that takes the place of `Type::Name`.
pub fn valore(name: &str) -> Option<&'static str> {
    look_up(&VALORI, name)
}

/// The operators that take the place of another.
pub fn operatori(op: &BinOp) -> (&'static str, &'static [&'static str]) {
    match op {
        BinOp::Lt(_) => ("<", &["<=", ">"]),
        BinOp::Le(_) => ("<=", &["<", ">"]),
        BinOp::Gt(_) => (">", &[">=", "<"]),
        BinOp::Ge(_) => (">=", &[">", "<"]),
        BinOp::Eq(_) => ("==", &["!="]),
        BinOp::Ne(_) => ("!=", &["=="]),
        BinOp::Add(_) => ("+", &["-"]),
        BinOp::Sub(_) => ("-", &["+"]),
        BinOp::Mul(_) => ("*", &["/"]),
        BinOp::Div(_) => ("/", &["*"]),
        BinOp::Rem(_) => ("%", &["/"]),
        BinOp::And(_) => ("&&", &["||"]),
        BinOp::Or(_) => ("||", &["&&"]),
        BinOp::AddAssign(_) => ("+=", &["-="]),
        BinOp::SubAssign(_) => ("-=", &["+="]),
        BinOp::MulAssign(_) => ("*=", &["/="]),
        BinOp::DivAssign(_) => ("/=", &["*="]),
        _ => ("", &[]),
    }
}
