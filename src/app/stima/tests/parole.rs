// SPDX-License-Identifier: EUPL-1.2
//! What the page says speaks of its questions, in every language.

use super::super::motore::corrente;
use super::super::pezzi::{in_parole, nominato};
use super::*;
use crate::lingua;

/// Families that meet every warning the page can give, and what one of its sentences says.
const FAMIGLIE: [(&[(&str, &str)], &str); 4] = [
    (
        &[("scopo", "minorenni"), ("coppia", "no"), ("minori", "2"), ("sei-mesi", "si"), ("genitore", "attratto")],
        "sei mesi anche il genitore che vive altrove",
    ),
    (
        &[("scopo", "minorenni"), ("coppia", "no"), ("minori", "2"), ("sei-mesi", "no"), ("genitore", "famiglia")],
        "siano anche dell'altro genitore",
    ),
    (&[("scopo", "sociosanitario_residenze"), ("coppia", "si")], "viva ancora a casa"),
    (&[("scopo", "ordinario"), ("coppia", "si"), ("maggiorenni", "1"), ("titoli", "9000")], "anche come reddito"),
];

/// Every warning and every step: no key of a declaration, no name that only this program gives.
#[test]
fn no_key_of_a_declaration_is_shown() {
    let keys = ["ricoverato", "beneficiario", "precedente =", " = true", "dichiarante", "opzione", "(figli)"];
    for (code, _) in lingua::LINGUE {
        let file = [env!("CARGO_MANIFEST_DIR"), "/src/lingua/mo/", code, ".mo"].concat();
        lingua::parla(code, if code == "it" { Vec::new() } else { std::fs::read(file).unwrap() });
        for (answers, said) in FAMIGLIE {
            let now = [("lavoro-1", "20000"), ("pensione-1", "0"), ("causa", "lavoro"), ("chi", "io"), ("mesi", "2")];
            let d = draft(&[answers, now.as_slice()].concat());
            let mut ranges = vec![range(&d)];
            ranges.extend((answers[0].1 == "ordinario").then(|| corrente(Risposte(&d), &rules()).unwrap().ora));
            let all = || ranges.iter().flat_map(|r| [&r.basso, &r.alto]);
            let warnings: Vec<String> = all().flat_map(|s| &s.avvisi).map(in_parole).collect();
            let steps = all().flat_map(|s| s.traccia.passi()).map(|p| nominato(p).testo);
            assert!(code != "it" || warnings.iter().any(|w| w.contains(said)), "{said}: {warnings:#?}");
            for text in warnings.iter().cloned().chain(steps) {
                assert!(!text.contains('_'), "{code}: {text}");
                assert!(code != "it" || keys.iter().all(|key| !text.contains(key)), "{text}");
            }
        }
    }
    lingua::parla("it", Vec::new());
}
