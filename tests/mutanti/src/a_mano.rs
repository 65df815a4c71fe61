// SPDX-License-Identifier: EUPL-1.2
//! Changes where a switch cannot stand, in constants and in macros: each is built on its own, from `a-mano.tsv`.

use crate::costruisci;
use crate::prova;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

const ELENCO: &str = include_str!("../a-mano.tsv");
/// Tests as a whole, not one at a time; the quick ones first, so that most changes need no other built.
const PROVE: [&[&str]; 2] = [
    &["casi", "isee", "misure", "riparto"],
    &["estremi", "numeri", "errori", "risposte", "isee_proprieta", "riparto_domande", "riparto_proprieta", "proprieta"],
];
const ATTESA: Duration = Duration::from_secs(120);

/// Every change of the list, and which test catches it.
pub fn prova_tutti(progetto: &Path, lavoro: &Path) {
    let albero = lavoro.join("a-mano");
    let (mut presi, mut tutti) = (0, 0);
    for line in ELENCO.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let [file, from, to] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {line}") };
        let text = std::fs::read_to_string(progetto.join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
        assert_eq!(text.matches(from).count(), 1, "once in {file}: {from}");
        let changed = BTreeMap::from([(file.to_owned(), text.replace(from, to))]);
        costruisci::copy(progetto, &albero, &changed, 0);
        tutti += 1;
        let esito = PROVE.iter().find_map(|names| caught(&albero, names)).unwrap_or_else(|| "vivo".to_owned());
        presi += usize::from(esito.starts_with("preso"));
        println!("{esito}\t{file}\t{from}\t{to}");
    }
    println!("{presi} presi di {tutti}");
}

/// What stops the change, if these tests do.
fn caught(albero: &Path, names: &[&str]) -> Option<String> {
    let Some(binari) = costruisci::tests(albero, names, costruisci::Come::TanteVolte) else {
        return Some("non compila".to_owned());
    };
    let fails = binari.iter().find(|b| prova::whole(albero, &b.path, ATTESA) != Some(true));
    fails.map(|b| format!("preso: {}", b.nome))
}
