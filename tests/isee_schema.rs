// SPDX-License-Identifier: EUPL-1.2
//! The JSON Schema of a DSU: generated, committed, and as strict as JSON Schema allows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod casi_isee;
mod comune;

use casi_isee::Caso;
use std::collections::BTreeSet;

/// Bad files that the schema accepts, with the reason why it must.
const BEYOND_A_SCHEMA: [(&str, &[&str]); 4] = [
    ("non è TOML: non c'è nulla da confrontare", &["sintassi"]),
    (
        "gli anni e ciò che prevedono stanno in altri file",
        &[
            "anno-2014",
            "anno-2027",
            "franchigie-2025",
            "maggiorazione-2015",
            "patrimonio-corrente-2020",
            "secondo-indicatore-2025",
            "tasso-2022",
        ],
    ),
    (
        "non si confrontano due parti del file fra loro",
        &[
            "affitto-e-casa",
            "attivita-meno-dei-titoli",
            "attivita-oltre-il-patrimonio",
            "attratto-coniuge",
            "attratto-in-casa",
            "attratto-sconosciuto",
            "beneficiario-sconosciuto",
            "due-coniugi",
            "due-dichiaranti",
            "id-doppio",
            "nessun-dichiarante",
            "sociosanitario-minorenne",
            "titoli-oltre-il-patrimonio",
        ],
    ),
    (
        "dipende dal tipo di ISEE o dal ruolo: lo dice il programma, con le sue parole",
        &[
            "a-carico-non-figlio",
            "attratto-due-modi",
            "componente-non-attratto",
            "corrente-senza-novita",
            "donazione-ordinario",
            "figlio-esterno-ordinario",
            "figlio-esterno-scala",
            "genitore-esterno-senza-ise",
            "genitore-esterno-senza-minori",
            "genitore-esterno-senza-scala",
            "genitore-esterno-sociosanitario",
            "genitore-figlio",
            "minorenni-senza-minori",
            "precedente-ordinario",
            "reddito-corrente-ordinario",
        ],
    ),
];

#[test]
fn the_schema_accepts_good_files_and_refuses_what_it_can() {
    let schema = soglia::formato::schema_dsu();
    let committed = std::fs::read_to_string(comune::path("seeds/schema/dsu.schema.json")).unwrap_or_default();
    let fresh = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
    assert!(
        committed == fresh,
        "lo schema è vecchio; rifallo con: cargo run --quiet -- schema dsu > seeds/schema/dsu.schema.json"
    );
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (name, text) in comune::files("tests/casi/isee/buoni", "toml") {
        let caso: Caso = toml::from_str(&text).unwrap();
        for dsu in std::iter::once(caso.dsu.clone()).chain(caso.variante.iter().map(|v| v.of(&caso.dsu))) {
            let found: Vec<String> =
                validator.iter_errors(&dsu).map(|e| format!("{e} ({})", e.instance_path())).collect();
            assert_eq!(found, Vec::<String>::new(), "{name}");
        }
    }
    let excused: BTreeSet<&str> = BEYOND_A_SCHEMA.iter().flat_map(|(_, names)| names.iter().copied()).collect();
    let accepted = |text: &str| comune::as_json(text).map_or(true, |v| validator.is_valid(&v));
    let bad = comune::files("tests/casi/isee/cattivi", "toml");
    let accepted: BTreeSet<&str> =
        bad.iter().filter(|(_, text)| accepted(text)).map(|(name, _)| name.as_str()).collect();
    assert_eq!(accepted, excused, "accettati e attesi");
}
