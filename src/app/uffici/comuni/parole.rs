// SPDX-License-Identifier: EUPL-1.2
//! Amounts and clauses as people read them.

use super::motore::{Centesimi, Gruppo, Unita};
use crate::app::numeri::{format_euro, format_number};

/// `1.234,50 €`; a true minus sign when negative.
#[must_use]
pub fn euro(x: Centesimi) -> String {
    let text = format_euro(&Centesimi(x.0.abs()).to_string());
    if x.0 < 0 { ["\u{2212}", &text].concat() } else { text }
}

/// An amount that may be missing.
#[must_use]
pub fn forse(x: Option<Centesimi>) -> String {
    x.map_or_else(|| "–".to_owned(), euro)
}

/// `+12,00 €`, `−12,00 €`, `uguale`.
#[must_use]
pub fn differenza(cents: i128) -> String {
    match cents {
        0 => "uguale".to_owned(),
        1.. => ["+", &euro(Centesimi(cents))].concat(),
        _ => euro(Centesimi(cents)),
    }
}

/// `1.234`.
#[must_use]
pub fn numero(n: u64) -> String {
    format_number(&n.to_string())
}

/// `famiglia` or `famiglie`.
#[must_use]
pub fn famiglie(n: u64) -> String {
    if n == 1 { "1 famiglia".to_owned() } else { [&numero(n), " famiglie"].concat() }
}

/// `1 famiglia paga di meno`, `nessuna paga di più`.
#[must_use]
pub fn paga(n: u64, come: &str) -> String {
    match n {
        0 => ["nessuna paga ", come].concat(),
        1 => ["1 famiglia paga ", come].concat(),
        _ => [&famiglie(n), " pagano ", come].concat(),
    }
}

/// `12,34%`.
#[must_use]
pub fn percento(text: Option<&String>) -> String {
    text.map_or_else(|| "–".to_owned(), |t| [&t.replace('.', ","), "%"].concat())
}

/// `0,3456`.
#[must_use]
pub fn indice(text: &str) -> String {
    if text.is_empty() { "–".to_owned() } else { text.replace('.', ",").replace('-', "\u{2212}") }
}

/// A group of ISEE, or its name.
#[must_use]
pub fn gruppo(dimensione: &str, g: &Gruppo) -> String {
    match (g.da, g.a) {
        (Some(da), Some(a)) if dimensione == "decile" => {
            ["Decimo ", &g.nome, ": da ", &euro(da), " a ", &euro(a)].concat()
        }
        (Some(da), Some(a)) => ["Da ", &euro(da), " a ", &euro(a)].concat(),
        (Some(da), None) => ["Da ", &euro(da), " in su"].concat(),
        _ if dimensione == "decile" && g.nome != "senza ISEE" => ["Decimo ", &g.nome].concat(),
        _ => maiuscola(&g.nome),
    }
}

/// What a dimension is called.
#[must_use]
pub fn dimensione(nome: &str) -> String {
    match nome {
        "fascia" => "Fascia di ISEE (limiti in vigore)".to_owned(),
        "decile" => "Decimo di ISEE".to_owned(),
        "comune" => "Comune".to_owned(),
        "eta" => "Età".to_owned(),
        "nucleo" => "Tipo di nucleo".to_owned(),
        "componenti" => "Componenti del nucleo".to_owned(),
        other => maiuscola(&other.replace('_', " ")),
    }
}

/// With a capital letter.
#[must_use]
pub fn maiuscola(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// After an amount.
#[must_use]
pub fn per(unita: Unita) -> &'static str {
    match unita {
        Unita::Ora => "per ogni ora",
        Unita::Giorno => "per ogni giorno",
        Unita::Pasto => "per ogni pasto",
        Unita::Viaggio => "per ogni viaggio",
        Unita::Mese => "al mese",
        Unita::Anno => "all'anno",
        Unita::UnaTantum => "una volta sola",
    }
}

/// A clause of the rules, in words: `quota:oraria/fasce[1]` → `quota «oraria», fascia 2`.
#[must_use]
pub fn clausola(code: &str) -> String {
    let corrections = |target: &str| match target {
        "totale" => "minimi, tetti e riduzioni sul totale".to_owned(),
        "isee" => "correzioni dell'ISEE".to_owned(),
        "fascia" => "cambi di fascia".to_owned(),
        other => ["correzioni della quota «", other.trim_start_matches("quota:"), "»"].concat(),
    };
    if let Some(target) = code.strip_prefix("correzioni/") {
        return corrections(target);
    }
    let Some(rest) = code.strip_prefix("quota:") else {
        return match code {
            "requisiti" => "requisiti per essere ammessi".to_owned(),
            "arrotonda_totale" => "arrotondamento del totale".to_owned(),
            "isee" => "tipi di ISEE accettati".to_owned(),
            other => other.to_owned(),
        };
    };
    let (quota, part) = rest.split_once('/').map_or((rest, ""), |(q, p)| (q, p));
    let what = match part {
        "" => "tutta la quota".to_owned(),
        "se" => "condizione".to_owned(),
        "fasce" => "limiti e valori delle fasce".to_owned(),
        "senza_isee" => "chi non presenta l'ISEE".to_owned(),
        "arrotonda" => "arrotondamento".to_owned(),
        other => {
            let place = other.trim_start_matches("fasce[").trim_end_matches(']').parse::<u32>().unwrap_or_default();
            format!("fascia {}", place.saturating_add(1))
        }
    };
    format!("quota «{quota}»: {what}")
}
