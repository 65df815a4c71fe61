// SPDX-License-Identifier: EUPL-1.2
//! Amounts and clauses as people read them.

use super::motore::{Centesimi, Dimensione, Gruppo, Unita};
use crate::app::numeri::{format_euro, format_number};
pub use crate::app::testi::each as per;
use crate::lingua::{self, chiave, tr};

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
        0 => tr!("uguale").to_owned(),
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
    tr!("{n} famiglia" | "{n} famiglie" % n.to_string())
}

/// `1 famiglia paga di meno`, `nessuna paga di meno`.
#[must_use]
pub fn paga_di_meno(n: u64) -> String {
    match n {
        0 => tr!("nessuna paga di meno").to_owned(),
        _ => tr!("{n} famiglia paga di meno" | "{n} famiglie pagano di meno" % n.to_string()),
    }
}

/// `1 famiglia paga di più`, `nessuna paga di più`.
#[must_use]
pub fn paga_di_piu(n: u64) -> String {
    match n {
        0 => tr!("nessuna paga di più").to_owned(),
        _ => tr!("{n} famiglia paga di più" | "{n} famiglie pagano di più" % n.to_string()),
    }
}

/// A plain decimal with the mark of the language, never grouped.
fn decimale(text: &str) -> String {
    if lingua::codice() == "en" { text.to_owned() } else { text.replace('.', ",") }
}

/// `12,34%`.
#[must_use]
pub fn percento(text: Option<&String>) -> String {
    text.map_or_else(|| "–".to_owned(), |t| [&decimale(t), "%"].concat())
}

/// `0,3456`.
#[must_use]
pub fn indice(text: &str) -> String {
    if text.is_empty() { "–".to_owned() } else { decimale(text).replace('-', "\u{2212}") }
}

/// A group of ISEE, or its name.
#[must_use]
pub fn gruppo(dimensione: &str, g: &Gruppo) -> String {
    match (g.da, g.a) {
        (Some(da), Some(a)) if dimensione == "decile" => {
            tr!("Decimo {}: da {} a {}", g.nome, euro(da), euro(a))
        }
        (Some(da), Some(a)) => tr!("Da {} a {}", euro(da), euro(a)),
        (Some(da), None) => tr!("Da {} in su", euro(da)),
        _ if dimensione == "decile" && g.nome != "senza ISEE" => tr!("Decimo {}", g.nome),
        _ => maiuscola(nome_di_gruppo(&g.nome)),
    }
}

/// Groups that the engine names, and the households of the example.
const NOMI_DI_GRUPPI: [&str; 16] = [
    chiave!("senza ISEE"),
    chiave!("non indicato"),
    chiave!("sì"),
    chiave!("no"),
    chiave!("0–17 anni"),
    chiave!("18–64 anni"),
    chiave!("65–74 anni"),
    chiave!("75–79 anni"),
    chiave!("80–84 anni"),
    chiave!("85–89 anni"),
    chiave!("90 anni e oltre"),
    chiave!("6 e oltre"),
    chiave!("ristretto"),
    chiave!("anziano solo"),
    chiave!("coppia di anziani"),
    chiave!("anziano con figli"),
];

/// The words of the file stay as they are.
fn nome_di_gruppo(nome: &str) -> &str {
    NOMI_DI_GRUPPI.iter().find(|n| **n == nome).map_or(nome, |n| lingua::parola(n))
}

/// How many groups begin a division that the file names, not the engine: Comuni, words of a column.
#[must_use]
pub fn nomi_del_file(d: &Dimensione) -> usize {
    let own = |g: &&Gruppo| g.nome.parse::<u32>().is_err() && !NOMI_DI_GRUPPI.contains(&g.nome.as_str());
    if ["fascia", "decile", "eta"].contains(&d.nome.as_str()) { 0 } else { d.gruppi.iter().take_while(own).count() }
}

/// What a dimension is called.
#[must_use]
pub fn dimensione(nome: &str) -> String {
    match nome {
        "fascia" => tr!("Fascia di ISEE (limiti in vigore)").to_owned(),
        "decile" => tr!("Decimo di ISEE").to_owned(),
        "comune" => tr!("Comune").to_owned(),
        "eta" => tr!("Età").to_owned(),
        "nucleo" => tr!("Tipo di nucleo").to_owned(),
        "componenti" => tr!("Componenti del nucleo").to_owned(),
        "vive_solo" => tr!("Vive solo").to_owned(),
        "residente" => tr!("Residente").to_owned(),
        other => maiuscola(&other.replace('_', " ")),
    }
}

/// With a capital letter.
#[must_use]
pub fn maiuscola(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What is counted.
#[must_use]
pub fn unita(unita: Unita) -> &'static str {
    match unita {
        Unita::Ora => tr!("ora"),
        Unita::Giorno => tr!("giorno"),
        Unita::Pasto => tr!("pasto"),
        Unita::Viaggio => tr!("viaggio"),
        Unita::Mese => tr!("mese"),
        Unita::Anno => tr!("anno"),
        Unita::UnaTantum => tr!("una tantum"),
    }
}

/// A clause of the rules, in words: `quota:oraria/fasce[1]` → `quota «oraria», fascia 2`.
#[must_use]
pub fn clausola(code: &str) -> String {
    let corrections = |target: &str| match target {
        "totale" => tr!("minimi, tetti e riduzioni sul totale").to_owned(),
        "isee" => tr!("correzioni dell'ISEE").to_owned(),
        "fascia" => tr!("cambi di fascia").to_owned(),
        other => tr!("correzioni della quota «{}»", other.trim_start_matches("quota:")),
    };
    if let Some(target) = code.strip_prefix("correzioni/") {
        return corrections(target);
    }
    let Some(rest) = code.strip_prefix("quota:") else {
        return match code {
            "requisiti" => tr!("requisiti per essere ammessi").to_owned(),
            "arrotonda_totale" => tr!("arrotondamento del totale").to_owned(),
            "isee" => tr!("tipi di ISEE accettati").to_owned(),
            other => other.to_owned(),
        };
    };
    let (quota, part) = rest.split_once('/').map_or((rest, ""), |(q, p)| (q, p));
    let what = match part {
        "" => tr!("tutta la quota").to_owned(),
        "se" => tr!("condizione").to_owned(),
        "fasce" => tr!("limiti e valori delle fasce").to_owned(),
        "senza_isee" => tr!("chi non presenta l'ISEE").to_owned(),
        "arrotonda" => tr!("arrotondamento").to_owned(),
        other => {
            let place = other.trim_start_matches("fasce[").trim_end_matches(']').parse::<u32>().unwrap_or_default();
            tr!("fascia {}", place.saturating_add(1).to_string())
        }
    };
    tr!("quota «{}»: {}", quota, what)
}
