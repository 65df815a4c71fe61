// SPDX-License-Identifier: EUPL-1.2
//! The sentences that want a translation, found where they are written: `tr!` and `chiave!` in the Rust sources,
//! `say('…')` in the JavaScript of the page, the texts of the rules that have an English of their own, the motto.
//! Where a sentence stands says who reads it: the citizens in every language, or only the staff and who reads about the
//! site, in English.

use crate::comune::path;
use proc_macro2::{TokenStream, TokenTree};
use soglia::norma::{CatalogoFatti, Testo};
use soglia::semi;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every key, with the form for many when it counts something.
pub type Chiavi = BTreeMap<String, Option<String>>;

/// What only the staff doors and the pages about the site show: theirs, and the parts of the engine that they alone call.
const UFFICI: [&str; 11] = [
    "src/app/uffici/",
    "src/app/sito/",
    "src/app/foglio.rs",
    "src/chiamate/riparto.rs",
    "src/chiamate/studio.rs",
    "src/foglio/",
    "src/formato/",
    "src/riparto/",
    "src/simula/",
    "src/tariffa/calcola.rs",
    "src/tariffa/verifica/",
];

/// The sentences of the citizens' pages, and of what they share with the others.
pub fn comuni() -> Chiavi {
    let mut keys = from_sources(false);
    for italian in dei_semi().into_keys().chain(note_delle_misure()).chain(note_dell_isee()) {
        keys.entry(italian).or_insert(None);
    }
    let config: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(path("deploy/config.json")).unwrap()).unwrap();
    keys.insert(config["motto"].as_str().unwrap().to_owned(), None);
    keys
}

/// The sentences that are only in the places of [`UFFICI`].
pub fn degli_uffici() -> Chiavi {
    let shared = comuni();
    from_sources(true).into_iter().filter(|(key, _)| !shared.contains_key(key)).collect()
}

fn from_sources(staff: bool) -> Chiavi {
    let root = path("");
    let ours = |file: &PathBuf| {
        let name = file.strip_prefix(&root).unwrap().to_str().unwrap();
        UFFICI.iter().any(|place| name.starts_with(place)) == staff
    };
    let mut keys = Chiavi::new();
    for file in sources(&path("src"), "rs").into_iter().filter(ours) {
        let text = fs::read_to_string(&file).unwrap();
        let tokens: TokenStream = text.parse().unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        from_rust(tokens, &mut keys);
    }
    for file in sources(&path("src/app"), "js").into_iter().filter(ours) {
        keys.extend(from_js(&file).into_iter().map(|key| (key, None)));
    }
    keys
}

/// The sentences of the screens that are shown when the program, or a catalogue, did not arrive.
pub fn dei_guasti() -> BTreeSet<String> {
    from_js(&path("src/app/boot.js"))
}

fn from_js(file: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(file).unwrap();
    text.split("say('").skip(1).map(|piece| piece.split('\'').next().unwrap().to_owned()).collect()
}

/// The remarks that «Cosa mi spetta?» shows beside a measure or a service of the area.
fn note_delle_misure() -> Vec<String> {
    let area = ["ambito-lodi-sad", "ambito-lodi-cdd"].map(|id| semi::regolamento(id).unwrap());
    let rules = semi::misure().iter().map(|seed| semi::misura(seed.id).unwrap()).chain(area);
    rules.flat_map(|r| &r.servizi).filter_map(|s| s.origine.nota.as_ref()).map(|t| t.it().to_owned()).collect()
}

/// The doubts and the warnings of the rules of the ISEE in force; the second indicator of 2026 has no page.
fn note_dell_isee() -> Vec<String> {
    let last = sources(&path("seeds/isee"), "toml").pop().unwrap();
    let mut rules: toml::Table = fs::read_to_string(last).unwrap().parse().unwrap();
    rules.remove("prestazioni_2026");
    let mut texts = Vec::new();
    for voce in rules.values().filter_map(toml::Value::as_table).flat_map(toml::Table::values) {
        let text = |key: &str| voce.get(key).and_then(toml::Value::as_str).map(str::to_owned);
        texts.extend(text("certezza").and_then(|_| text("nota")).into_iter().chain(text("avviso")));
    }
    texts
}

/// The texts of facts, services, measures and shares, with their English.
pub fn dei_semi() -> BTreeMap<String, String> {
    let mut texts: Vec<Testo> = Vec::new();
    facts(semi::fatti(), &mut texts);
    let measures = fs::read_to_string(path("seeds/misure/fatti.toml")).unwrap();
    facts(&soglia::formato::parse_fatti(&measures, "fatti.toml").unwrap(), &mut texts);
    let services = semi::elenco().iter().map(|seed| semi::regolamento(seed.id).unwrap());
    for rules in services.chain(semi::misure().iter().map(|seed| semi::misura(seed.id).unwrap())) {
        facts(&rules.fatti, &mut texts);
        for s in &rules.servizi {
            texts.push(s.nome.clone());
            texts.extend(s.requisiti.iter().map(|r| r.testo.clone()));
            texts.extend(s.quote.iter().filter_map(|q| q.nome.clone()));
            texts.extend(s.correzioni.iter().filter_map(|c| c.testo.clone()));
        }
    }
    let own = |t: Testo| (t.in_language("en") != t.it()).then(|| (t.it().to_owned(), t.in_language("en").to_owned()));
    texts.into_iter().filter_map(own).collect()
}

fn facts(catalogue: &CatalogoFatti, into: &mut Vec<Testo>) {
    for fatto in catalogue.iter() {
        into.push(fatto.domanda.clone());
        into.extend(fatto.aiuto.iter().chain(&fatto.perche).cloned());
        into.extend(fatto.valori.iter().map(|(_, label)| label.clone()));
    }
}

fn from_rust(tokens: TokenStream, keys: &mut Chiavi) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (i, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        if is_macro(&tokens[..i]) {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            if let Some(one) = inner.first().and_then(literal) {
                let bar = matches!(inner.get(1), Some(TokenTree::Punct(p)) if p.as_char() == '|');
                let many = inner.get(2).filter(|_| bar).and_then(literal);
                keys.insert(one, many);
            }
        }
        from_rust(group.stream(), keys);
    }
}

/// What stands before a group is `tr!` or `chiave!`.
fn is_macro(before: &[TokenTree]) -> bool {
    matches!(before, [.., TokenTree::Ident(name), TokenTree::Punct(mark)]
        if mark.as_char() == '!' && (name == "tr" || name == "chiave"))
}

fn literal(token: &TokenTree) -> Option<String> {
    syn::parse_str::<syn::LitStr>(&token.to_string()).ok().map(|text| text.value())
}

fn sources(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let own = entry.unwrap().path();
        if own.is_dir() && !own.ends_with("node_modules") {
            found.extend(sources(&own, extension));
        } else if own.is_file() && own.extension().is_some_and(|e| e == extension) {
            found.push(own);
        }
    }
    found.sort();
    found
}
