// SPDX-License-Identifier: EUPL-1.2
//! Whether a condition holds; what it still asks.

use super::{Condizione, Fatti, Servizio, Valore};
use std::collections::BTreeSet;

/// Three-valued truth; none = unknown.
pub fn vale(c: &Condizione, fatti: &Fatti) -> Option<bool> {
    match c {
        Condizione::Foglia { fatto, confronto, valori } => fatti.get(fatto).map(|v| confronta(v, confronto, valori)),
        Condizione::Tutte(list) => {
            let truths: Vec<_> = list.iter().map(|c| vale(c, fatti)).collect();
            if truths.contains(&Some(false)) {
                Some(false)
            } else if truths.contains(&None) {
                None
            } else {
                Some(true)
            }
        }
        Condizione::AlmenoUna(list) => {
            let truths: Vec<_> = list.iter().map(|c| vale(c, fatti)).collect();
            if truths.contains(&Some(true)) {
                Some(true)
            } else if truths.contains(&None) {
                None
            } else {
                Some(false)
            }
        }
        Condizione::Nessuna(list) => {
            let truths: Vec<_> = list.iter().map(|c| vale(c, fatti)).collect();
            if truths.contains(&Some(true)) {
                Some(false)
            } else if truths.contains(&None) {
                None
            } else {
                Some(true)
            }
        }
    }
}

pub(super) fn vale_certo(c: &Condizione, fatti: &Fatti) -> bool {
    vale(c, fatti).unwrap_or_else(|| panic!("a fact is missing in {c:?}"))
}

fn confronta(v: &Valore, confronto: &str, valori: &[Valore]) -> bool {
    let a = valori.first().expect("a value to compare with");
    match confronto {
        "uguale" | "vero" => v == a,
        "diverso" => v != a,
        "almeno" => v >= a,
        "al_massimo" => v <= a,
        "oltre" => v > a,
        "meno_di" => v < a,
        "tra" => a <= v && *v <= valori[1],
        "in" => valori.contains(v),
        other => panic!("comparison {other}"),
    }
}

/// The missing facts on which an undecided condition depends; decided operands hide theirs.
pub fn mancanti(c: &Condizione, fatti: &Fatti, out: &mut BTreeSet<String>) {
    if vale(c, fatti).is_some() {
        return;
    }
    match c {
        Condizione::Foglia { fatto, .. } => {
            out.insert(fatto.clone());
        }
        Condizione::Tutte(list) | Condizione::AlmenoUna(list) | Condizione::Nessuna(list) => {
            for c in list {
                mancanti(c, fatti, out);
            }
        }
    }
}

/// All requirements hold.
pub fn ammesso(s: &Servizio, fatti: &Fatti) -> Option<bool> {
    vale(&Condizione::Tutte(s.requisiti.clone()), fatti)
}
