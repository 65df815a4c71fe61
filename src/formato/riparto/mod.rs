//! Reads a riparto (FORMATO chapter 7).

mod cifre;
mod colonne;
mod criteri;
mod decisioni;
mod formula;
mod grezzo;
mod numeri;
mod vincoli;
mod voci;

pub use cifre::{is_cifre, parse_cifre};

use super::nodo::{Contenuto, Nodo};
use super::scalare::Scalare;
use super::tabelle::Tabella;
use super::valida::{Esame, inherit, non_empty_id, testo, validity};
use super::{canonico, leggi, parse_tree};
use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::tr;
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
    parse_after(text, file, tables, 0)
}

/// Reads a riparto that others carry money over from: `after` of them.
fn parse_after(
    text: &str,
    file: &str,
    tables: &BTreeMap<String, String>,
    after: usize,
) -> Result<Riparto, Vec<Diagnostic>> {
    let named = |d: Diagnostic| if d.file.is_empty() { Diagnostic { file: file.to_owned(), ..d } } else { d };
    let tree = parse_tree(text).and_then(|tree| shallow(&tree).map(|()| tree)).map_err(|d| vec![named(d)])?;
    let raw: RipartoGrezzo = leggi::from_tree(&tree).map_err(|d| vec![named(d)])?;
    let lines = |d: Diagnostic| {
        // A defect of a table already has its own file and line.
        let riga = if d.file.is_empty() { tree.line_of(&d.percorso) } else { d.riga };
        named(Diagnostic { riga, ..d })
    };
    riparto(raw, tables, after, canonico::fingerprint(&tree)).map_err(|list| list.into_iter().map(lines).collect())
}

/// The files that a riparto names, tables and the riparto of the year before: what must be at hand to read it. Empty
/// for a text that is no riparto.
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
        for key in ["tabella", "residui_da"] {
            if let Some(Contenuto::Testo(name)) = node.get(key).map(|n| &n.valore) {
                names.insert(name.clone());
            }
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
    let mut d = Diagnostic::error(Code::TroppiLivelli, "voce", tr!("le voci sono annidate troppe volte"))
        .expected(tr!("al massimo {} livelli", MAX_LEVELS.to_string()))
        .mend(tr!("metti qualche livello allo stesso piano"));
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
    /// The multiple of `arrotonda`, in cents.
    unita: i128,
}

impl Lettura<'_> {
    /// A minimum grant: whole units, so that who has it exactly gets it exactly.
    fn minimum(&mut self, path: &str, s: &Scalare) -> Option<Centesimi> {
        let amount = self.esame.keep(numeri::cents(path, s))?;
        if amount.0.checked_rem(self.unita) == Some(0) {
            return Some(amount);
        }
        self.esame.fail(
            Diagnostic::error(
                Code::NumeroFuoriLimite,
                path,
                tr!("il contributo minimo non è un multiplo di arrotonda"),
            )
            .found(s.to_string())
            .expected(tr!("euro interi, come gli importi"))
            .mend(tr!("togli i centesimi")),
        )
    }

    /// The riparto of the year before.
    fn before(&mut self, name: &str, after: usize) -> Option<Box<Riparto>> {
        let path = "residui_da";
        let refused = |sentence: String| {
            Diagnostic::error(Code::RiportoNonValido, path, sentence)
                .found(name)
                .expected(tr!("un riparto valido, di prima di questo"))
                .mend(tr!("controlla «{}» con soglia verifica, o scrivi i residui come importo", name))
        };
        let text = self.sibling(path, name, tr!("il riparto di prima"), "frs-2016.toml").map(str::to_owned);
        let text = self.esame.keep(text)?;
        if after >= MAX_LEVELS {
            return self.esame.fail(refused(tr!("i riporti sono troppi, o girano in tondo").to_owned()));
        }
        let read = parse_after(&text, name, self.testi, after.saturating_add(1));
        let first = |errors: Vec<Diagnostic>| {
            let told = errors.first().map(ToString::to_string).unwrap_or_default();
            refused(tr!("il riparto «{}» ha errori: {}", name, told))
        };
        self.esame.keep(read.map_err(first)).map(Box::new)
    }
}

fn riparto(
    raw: RipartoGrezzo,
    testi: &BTreeMap<String, String>,
    after: usize,
    impronta: String,
) -> Result<Riparto, Vec<Diagnostic>> {
    let mut l = Lettura { esame: Esame::default(), testi, tabelle: BTreeMap::new(), avvisi: Vec::new(), unita: 1 };
    let root = Origine { fonte: None, certezza: Certezza::Certa, nota: None };
    let id = non_empty_id(&mut l.esame, "id", &raw.id);
    let origine = inherit(&mut l.esame, &root, "", raw.fonte, raw.certezza, raw.nota);
    let vigenza = raw.vigenza.and_then(|v| validity(&mut l.esame, &v));
    let anno = raw.anno.and_then(|s| l.esame.keep(numeri::year("anno", &s)));
    let assegnazione = l.esame.keep(numeri::cents("assegnazione", &raw.assegnazione));
    let residui = raw.residui.and_then(|s| l.esame.keep(numeri::cents("residui", &s)));
    let unita = raw.arrotonda.map_or(Some(Centesimi(1)), |s| l.esame.keep(numeri::unit("arrotonda", &s)));
    l.unita = unita.map_or(1, |u| u.0);
    let precedente = raw.residui_da.and_then(|name| l.before(&name, after));
    let contributo_minimo = raw.contributo_minimo.and_then(|s| l.minimum("contributo_minimo", &s));
    if raw.voce.is_empty() && raw.criteri.is_empty() {
        l.esame.push(
            Diagnostic::error(Code::ElencoVuoto, "voce", tr!("il riparto non contiene alcuna voce"))
                .expected(tr!("almeno una tabella [[voce]]"))
                .mend(tr!("aggiungi le voci tra cui dividere")),
        );
    }
    let tavola = colonne::Tavola::default().below(raw.tabella, raw.chiave);
    let criteri = criteri::spoken(&raw.criteri);
    let livello = criteri::Livello { tavola, criteri: raw.criteri, ogni: raw.ogni, nomi: raw.nomi };
    let voci = l.level("", &origine, livello, raw.voce);
    let spareggio = raw.spareggio.unwrap_or_default();
    let decisioni = decisioni::all(&mut l.esame, raw.decisione, &origine, id.as_deref(), &voci, spareggio);
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
            spareggio,
            contributo_minimo,
            criteri,
            voci,
            decisioni,
            precedente,
            vincoli,
            avvisi: l.avvisi,
            impronta,
        }),
        _ => Err(l.esame.trovati),
    }
}
