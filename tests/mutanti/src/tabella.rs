// SPDX-License-Identifier: EUPL-1.2
//! What was found, module by module.

use crate::genera::Mutante;
use std::collections::{BTreeMap, BTreeSet};

const CAPO: &str = "| modulo | mutanti | non compilano | provati | presi dai casi | presi dalle altre prove | scaduti | mai eseguiti | \
                    sopravvissuti | presi |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|";

/// The table of the run.
pub fn tabella(
    moduli: &[&str],
    mutanti: &[Mutante],
    fuori: &BTreeSet<usize>,
    chosen: &[&Mutante],
    esiti: &BTreeMap<String, (String, String)>,
) -> String {
    let mut out = CAPO.to_owned();
    let mut totals = [0_usize; 8];
    let row = |name: &str, n: &[usize; 8]| {
        let tried = n[2].max(1);
        let caught = (n[3] + n[4] + n[5]) * 1000 / tried;
        let cells: Vec<String> = n.iter().map(usize::to_string).collect();
        format!("\n| {name} | {} | {},{} % |", cells.join(" | "), caught / 10, caught % 10)
    };
    for modulo in moduli {
        let mine = |m: &&Mutante| m.modulo == *modulo;
        let words: Vec<&str> =
            chosen.iter().copied().filter(mine).filter_map(|m| esiti.get(&m.nome()).map(|(e, _)| e.as_str())).collect();
        if words.is_empty() {
            continue;
        }
        let count = |word: &str| words.iter().filter(|w| **w == word).count();
        let n = [
            mutanti.iter().filter(mine).count(),
            mutanti.iter().filter(mine).filter(|m| fuori.contains(&m.id)).count(),
            words.len(),
            count("casi"),
            count("altre"),
            count("scaduto"),
            count("mai eseguito"),
            count("vivo"),
        ];
        totals.iter_mut().zip(n).for_each(|(total, n)| *total += n);
        out += &row(&format!("`{modulo}`"), &n);
    }
    out + &row("in tutto", &totals)
}
