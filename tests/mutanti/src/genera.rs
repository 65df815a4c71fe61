// SPDX-License-Identifier: EUPL-1.2
//! Writes a source with every change of one token behind a switch.

use crate::cerca::Cerca;
use crate::vicini::Vicini;
use std::collections::BTreeSet;
use std::ops::Range;
use syn::visit::Visit;

/// One change.
#[derive(Clone, Debug)]
pub struct Mutante {
    pub id: usize,
    pub modulo: String,
    pub file: String,
    pub riga: usize,
    pub colonna: usize,
    /// What becomes what, for people.
    pub che: String,
    /// The piece of source that it stands for.
    pub range: Range<usize>,
    pub come: Come,
    /// One name for another, chosen without knowing the types: the first to be left out if something does not compile.
    pub svista: bool,
}

/// How a change is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Come {
    /// Another expression stands there.
    Invece(String),
    /// The statement is left out.
    Tolta,
    /// These two pieces, with «the change is off» between them, stand before what is there.
    Prima(&'static str, &'static str),
}

impl Mutante {
    /// «src/denaro/frazione.rs:94:18 `==` → `!=`», the same as long as the source is.
    pub fn nome(&self) -> String {
        format!("{}:{}:{} {}", self.file, self.riga, self.colonna, self.che)
    }

    /// Whether it is of this module, `denaro`, or file, `tariffa/quanto.rs`.
    pub fn sta_in(&self, name: &str) -> bool {
        name == self.modulo || self.file.strip_prefix("src/") == Some(name)
    }
}

/// The changes of one source, numbered from `first`.
pub fn mutanti(modulo: &str, file: &str, text: &str, vicini: &Vicini, first: usize) -> Vec<Mutante> {
    let parsed = syn::parse_file(text).unwrap_or_else(|e| panic!("{file}: {e}"));
    let mut cerca =
        Cerca { modulo, file, text, vicini, first, found: Vec::new(), ultimi: Vec::new(), luoghi: Vec::new() };
    cerca.visit_file(&parsed);
    cerca.found
}

/// A source with switches, and where in it each change has been written.
pub struct Scritto {
    pub text: String,
    /// For each change: id, the place of what it puts there (empty for a statement left out), that of the whole switch.
    pub luoghi: Vec<(usize, Range<usize>, Range<usize>)>,
}

/// Writes the switches of all changes but those left out.
pub fn scrivi(text: &str, mutanti: &[Mutante], fuori: &BTreeSet<usize>) -> Scritto {
    let mut nodes: Vec<(Range<usize>, Vec<&Mutante>)> = Vec::new();
    for m in mutanti.iter().filter(|m| !fuori.contains(&m.id)) {
        let same = |a: &Come| std::mem::discriminant(a) == std::mem::discriminant(&m.come);
        match nodes.iter_mut().find(|(range, list)| *range == m.range && same(&list[0].come)) {
            Some((_, list)) => list.push(m),
            None => nodes.push((m.range.clone(), vec![m])),
        }
    }
    // The outer before the inner; a statement before an expression of the same extent.
    nodes.sort_by_key(|(r, list)| (r.start, std::cmp::Reverse(r.end), list[0].come != Come::Tolta));
    let mut out = Scritto { text: String::new(), luoghi: Vec::new() };
    let mut next = 0;
    write(text, 0..text.len(), &nodes, &mut next, &mut out);
    out
}

fn write(
    text: &str,
    range: Range<usize>,
    nodes: &[(Range<usize>, Vec<&Mutante>)],
    next: &mut usize,
    out: &mut Scritto,
) {
    let mut at = range.start;
    while let Some((inner, list)) = nodes.get(*next).filter(|(inner, _)| inner.start < range.end) {
        *next += 1;
        out.text.push_str(&text[at..inner.start]);
        let begin = out.text.len();
        let from = out.luoghi.len();
        let mut close = "})";
        for (n, m) in list.iter().enumerate() {
            let invece = match &m.come {
                Come::Invece(text) => text,
                Come::Tolta => {
                    out.text.push_str(&format!("if !crate::mutante::attivo({}) {{", m.id));
                    out.luoghi.push((m.id, begin..begin, begin..begin));
                    close = "}";
                    continue;
                }
                Come::Prima(before, after) => {
                    out.text.push_str(&format!("{before}!crate::mutante::attivo({}){after}", m.id));
                    out.luoghi.push((m.id, begin..out.text.len(), begin..begin));
                    close = "";
                    continue;
                }
            };
            out.text.push_str(if n == 0 { "(if " } else { "} else if " });
            out.text.push_str(&format!("crate::mutante::attivo({}) {{", m.id));
            let start = out.text.len();
            out.text.push_str(invece);
            out.luoghi.push((m.id, start..out.text.len(), begin..begin));
        }
        let to = out.luoghi.len();
        if close == "})" {
            out.text.push_str("} else {");
        }
        write(text, inner.clone(), nodes, next, out);
        out.text.push_str(close);
        for place in &mut out.luoghi[from..to] {
            place.2 = begin..out.text.len();
        }
        at = inner.end;
    }
    out.text.push_str(&text[at..range.end]);
}
