// SPDX-License-Identifier: EUPL-1.2
//! The criteria of a riparto in sentences, one paragraph for each level.

use super::cifre::letto;
use super::dettagli::{BOUNDS, bound};
use super::motore::{self, Prova};
use super::righe::{Regola, Riga, below, righe};
use crate::app::numeri::format_euro;
use crate::formato::Documento;
use crate::lingua::{self, tr};

/// Names in a sentence; the table has them all.
const NAMED: usize = 12;

/// Each level: its title, and how it is divided.
#[must_use]
pub fn levels(prova: &Prova) -> Vec<(String, String)> {
    let (Some(file), Some(answer)) = (&prova.documento, &prova.risposta) else { return Vec::new() };
    let all = righe(prova);
    let root = level(file, "", &all.iter().filter(|r| r.livello == 0).collect::<Vec<_>>(), answer.disponibile.0);
    let inner = all.iter().filter_map(|parent| {
        let below: Vec<&Riga> = all.iter().filter(|r| r.livello > 0 && r.sopra == parent.percorso).collect();
        let amount = parent.esito.as_ref().map_or(0, |e| e.importo.0);
        (!below.is_empty()).then(|| (parent.nome.clone(), level(file, &parent.chiave, &below, amount)))
    });
    std::iter::once((tr!("Primo livello").to_owned(), root)).chain(inner).collect()
}

fn level(file: &Documento, table: &str, rows: &[&Riga], available: i128) -> String {
    let mut out = vec![tr!("Si dividono {}.", euro(available))];
    let of = |rule: Regola| rows.iter().filter(move |r| r.regola == rule).copied().collect::<Vec<_>>();
    let fixed = of(Regola::Importo);
    if !fixed.is_empty() {
        out.push(tr!("Importi decisi: {}.", join(&fixed, |r| euro(amount(r)))));
    }
    let percent = of(Regola::Percento);
    if !percent.is_empty() {
        let value = |r: &Riga| [&written(file, r, "percento"), "%"].concat();
        out.push(tr!("In percentuale: {}.", join(&percent, value)));
    }
    let weights: Vec<&Riga> =
        rows.iter().filter(|r| matches!(r.regola, Regola::Peso | Regola::Criteri)).copied().collect();
    if !weights.is_empty() {
        let given: i128 = fixed.iter().chain(&percent).map(|r| amount(r)).fold(0, i128::saturating_add);
        let rest = euro(available.saturating_sub(given));
        out.push(tr!("Il resto, {}, si divide in proporzione {}.", rest, scale(file, table, &weights)));
        out.extend(each(file, table));
    }
    out.join(" ")
}

/// To what the rest is proportional.
fn scale(file: &Documento, table: &str, weights: &[&Riga]) -> String {
    let list = below(table, "criteri");
    if file.count(&list) == 0 {
        return tr!("ai pesi: {}", join(weights, |r| weight(file, r)));
    }
    let one = |i: usize| {
        let here = [&list, "[", &i.to_string(), "]."].concat();
        let text = |key: &str| file.text(&[&here, key].concat());
        let what = text("colonna").or_else(|| text("formula")).unwrap_or_default();
        tr!("{} per {} su cento", what, letto(&text("quota").unwrap_or_default()))
    };
    let source = file.text(&below(table, "tabella")).unwrap_or_default();
    let criteria: Vec<String> = (0..file.count(&list)).map(one).collect();
    let list = criteria.join("; ");
    tr!("ai criteri della tabella {}, tra {} voci: {}", source, weights.len().to_string(), list)
}

fn weight(file: &Documento, r: &Riga) -> String {
    let bounds = BOUNDS.iter().filter_map(|(key, _)| Some(bound(key, &file.text(&below(&r.chiave, key))?)));
    let bounds: Vec<String> = bounds.collect();
    let weight = written(file, r, "peso");
    if bounds.is_empty() { weight } else { [&weight, " (", &bounds.join(", "), ")"].concat() }
}

/// What holds for every voce of a level.
fn each(file: &Documento, table: &str) -> Option<String> {
    let ogni = below(table, "ogni");
    let numbers = BOUNDS.iter().filter_map(|(key, _)| Some(bound(key, &file.text(&below(&ogni, key))?)));
    let formula = |key: &str| file.text(&below(&ogni, key));
    let least = formula("minimo_formula").map(|text| tr!("minimo {}", text));
    let most = formula("massimo_formula").map(|text| tr!("massimo {}", text));
    let smallest = file.text(&below(table, "contributo_minimo"));
    let smallest = smallest.map(|text| tr!("contributo minimo {}", lingua::euro(&letto(&text))));
    let all: Vec<String> = numbers.chain(least).chain(most).chain(smallest).collect();
    (!all.is_empty()).then(|| tr!("Per ogni voce: {}.", all.join(", ")))
}

fn join(rows: &[&Riga], value: impl Fn(&Riga) -> String) -> String {
    let named = rows.iter().take(NAMED).map(|r| ["«", &r.nome, "» ", &value(r)].concat());
    let mut all: Vec<String> = named.collect();
    if rows.len() > NAMED {
        let more = (rows.len() - NAMED).to_string();
        all.push(tr!("e un'altra nella tabella" | "e altre {n} nella tabella" % more));
    }
    all.join("; ")
}

fn amount(r: &Riga) -> i128 {
    r.esito.as_ref().map_or(0, |e| e.importo.0)
}

fn written(file: &Documento, r: &Riga, key: &str) -> String {
    letto(&file.text(&below(&r.chiave, key)).unwrap_or_default())
}

fn euro(cents: i128) -> String {
    format_euro(&motore::plain(cents))
}
