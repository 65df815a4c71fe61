//! Reads a riparto (FORMATO chapter 7).

mod criteri;
mod grezzo;
mod numeri;
mod vincoli;
mod voci;

use super::nodo::{Contenuto, Nodo};
use super::tabelle::Tabella;
use super::valida::{Esame, inherit, non_empty_id, testo, validity};
use super::{canonico, leggi, parse_tree};
use crate::diagnosi::{Code, Diagnostic};
use crate::norma::{Certezza, Origine, Testo};
use crate::riparto::{Centesimi, Riparto};
#[cfg(feature = "cli")]
pub(super) use grezzo::RipartoGrezzo as Grezzo;
use grezzo::RipartoGrezzo;
use std::collections::{BTreeMap, BTreeSet};

/// Levels a tree may have: the paper ones have three.
const MAX_LEVELS: usize = 32;

/// Reads a riparto (FORMATO chapter 7), TOML or JSON. `tables` holds the text of each CSV file named by `tabella`.
///
/// ```
/// let text = r#"
/// formato = 1
/// id = "frs"
/// natura = "dimostrativo"
/// assegnazione = "1185143.00"
/// voce = [{ id = "sil", percento = "10" }, { id = "minori", peso = "3/7" }]
/// "#;
/// let frs = soglia::formato::parse_riparto(text, "frs.toml", &Default::default()).unwrap();
/// assert_eq!(frs.voci.len(), 2);
/// let wrong = soglia::formato::parse_riparto(&text.replace("3/7", "-1"), "frs.toml", &Default::default()).unwrap_err();
/// assert_eq!((wrong[0].riga, wrong[0].percorso.as_str()), (Some(6), "voce[1].peso"));
/// ```
///
/// # Errors
/// All defects found, each with file, line, key path and how to mend it.
pub fn parse_riparto(text: &str, file: &str, tables: &BTreeMap<String, String>) -> Result<Riparto, Vec<Diagnostic>> {
    let named = |d: Diagnostic| if d.file.is_empty() { Diagnostic { file: file.to_owned(), ..d } } else { d };
    let tree = parse_tree(text).and_then(|tree| shallow(&tree).map(|()| tree)).map_err(|d| vec![named(d)])?;
    let raw: RipartoGrezzo = leggi::from_tree(&tree).map_err(|d| vec![named(d)])?;
    let lines = |d: Diagnostic| {
        // A defect of a table already has its own file and line.
        let riga = if d.file.is_empty() { tree.line_of(&d.percorso) } else { d.riga };
        named(Diagnostic { riga, ..d })
    };
    riparto(raw, tables, canonico::fingerprint(&tree)).map_err(|list| list.into_iter().map(lines).collect())
}

/// The CSV files that a riparto names: what must be at hand to read it. Empty for a text that is no riparto.
///
/// ```
/// let text = "formato = 1\ntabella = 'comuni.csv'\nvoce = [{ id = 'a', tabella = 'nidi.csv' }]";
/// assert_eq!(soglia::formato::tables_named(text), ["comuni.csv", "nidi.csv"]);
/// ```
#[must_use]
pub fn tables_named(text: &str) -> Vec<String> {
    let mut names = BTreeSet::new();
    let mut todo: Vec<Nodo> = parse_tree(text).into_iter().collect();
    while let Some(node) = todo.pop() {
        if let Some(Contenuto::Testo(name)) = node.get("tabella").map(|n| &n.valore) {
            names.insert(name.clone());
        }
        if let Some(Contenuto::Lista(below)) = node.get("voce").map(|n| &n.valore) {
            todo.extend(below.iter().cloned());
        }
    }
    names.into_iter().collect()
}

/// Whether a text looks like a riparto rather than a regolamento.
///
/// ```
/// assert!(soglia::formato::is_riparto("formato = 1\nassegnazione = '10.00'"));
/// assert!(!soglia::formato::is_riparto(soglia::semi::testo("dairago-sad").unwrap()));
/// ```
#[must_use]
pub fn is_riparto(text: &str) -> bool {
    parse_tree(text).is_ok_and(|tree| tree.get("assegnazione").is_some() || tree.get("voce").is_some())
}

/// Refuses a tree that is too deep to be walked safely.
fn shallow(tree: &Nodo) -> Result<(), Diagnostic> {
    let mut level: Vec<&Nodo> = vec![tree];
    for _ in 0..=MAX_LEVELS {
        let below = level.iter().filter_map(|n| n.get("voce")).flat_map(|n| match &n.valore {
            Contenuto::Lista(items) => items.as_slice(),
            _ => &[],
        });
        level = below.collect();
        if level.is_empty() {
            return Ok(());
        }
    }
    let mut d = Diagnostic::error(Code::TroppiLivelli, "voce", "le voci sono annidate troppe volte")
        .expected(format!("al massimo {MAX_LEVELS} livelli"))
        .mend("metti qualche livello allo stesso piano");
    d.riga = level.first().map(|n| n.riga).filter(|n| *n > 0);
    Err(d)
}

/// What is needed while a file is read.
struct Lettura<'a> {
    esame: Esame,
    testi: &'a BTreeMap<String, String>,
    /// Tables read so far; none = refused, and already said.
    tabelle: BTreeMap<String, Option<Tabella>>,
    avvisi: Vec<Diagnostic>,
}

fn riparto(raw: RipartoGrezzo, testi: &BTreeMap<String, String>, impronta: String) -> Result<Riparto, Vec<Diagnostic>> {
    let mut l = Lettura { esame: Esame::default(), testi, tabelle: BTreeMap::new(), avvisi: Vec::new() };
    let root = Origine { fonte: None, certezza: Certezza::Certa, nota: None };
    let id = non_empty_id(&mut l.esame, "id", &raw.id);
    let origine = inherit(&mut l.esame, &root, "", raw.fonte, raw.certezza, raw.nota);
    let vigenza = raw.vigenza.and_then(|v| validity(&mut l.esame, &v));
    let anno = raw.anno.and_then(|s| l.esame.keep(numeri::year("anno", &s)));
    let assegnazione = l.esame.keep(numeri::cents("assegnazione", &raw.assegnazione));
    let residui = raw.residui.and_then(|s| l.esame.keep(numeri::cents("residui", &s)));
    let unita = raw.arrotonda.map_or(Some(Centesimi(1)), |s| l.esame.keep(numeri::unit("arrotonda", &s)));
    if raw.voce.is_empty() {
        l.esame.push(
            Diagnostic::error(Code::ElencoVuoto, "voce", "il riparto non contiene alcuna voce")
                .expected("almeno una tabella [[voce]]")
                .mend("aggiungi le voci tra cui dividere"),
        );
    }
    let sources = criteri::Tavola::default().below(raw.tabella, raw.chiave);
    let voci = l.level("", &origine, &sources, raw.criteri, raw.voce);
    let vincoli = vincoli::all(&mut l.esame, &origine, raw.vincolo, &voci);
    match (id, assegnazione, unita, l.esame.trovati.is_empty()) {
        (Some(id), Some(assegnazione), Some(unita), true) => Ok(Riparto {
            titolo: raw.titolo.map_or_else(|| Testo::from(id.as_str()), testo),
            id,
            ente: raw.ente.map(testo),
            natura: raw.natura,
            fondo: raw.fondo.map(testo),
            anno,
            vigenza,
            origine,
            assegnazione,
            residui: residui.unwrap_or_default(),
            unita,
            spareggio: raw.spareggio.unwrap_or_default(),
            voci,
            vincoli,
            avvisi: l.avvisi,
            impronta,
        }),
        _ => Err(l.esame.trovati),
    }
}
