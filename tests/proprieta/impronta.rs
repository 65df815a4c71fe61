// SPDX-License-Identifier: EUPL-1.2
//! The fingerprint.

use super::*;
use crate::generatori::testo::{self, V};

#[test]
fn the_fingerprint_follows_the_content_and_not_the_way_it_is_written() {
    on_files(150, 107, any::<u64>(), same_content);
    on_seeds(|case| same_content(case, 5));
}

fn same_content(case: &Caso, mut seed: u64) -> Esame {
    let tree = testo::albero(&case.testo);
    let shuffled = testo::mescola(&tree, &mut seed);
    let V::M(rows) = &shuffled else { return Err("a table".to_owned()) };
    for (how, text) in [
        ("JSON", testo::json(&tree)),
        ("JSON, keys moved", testo::json(&shuffled)),
        ("TOML, keys moved", testo::toml(rows)),
    ] {
        let read = soglia::formato::parse_regolamento(&text, "prova", soglia::semi::fatti())
            .map_err(|d| format!("{how}: {d:?}"))?;
        require!(read.impronta == case.rules.impronta, "{how}: another fingerprint");
        require!(read == case.rules, "{how}: other rules");
    }
    let mut other = rows.clone();
    for (key, v) in &mut other {
        if key == "titolo" {
            *v = testo::t("Un altro titolo");
        }
    }
    let read = soglia::formato::parse_regolamento(&testo::toml(&other), "prova", soglia::semi::fatti())
        .map_err(|d| format!("{d:?}"))?;
    require!(read.impronta != case.rules.impronta, "another title, the same fingerprint");
    Ok(())
}
