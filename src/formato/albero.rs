//! What can be wrong with the shape of a tree: coded, Italian errors whose path grows on the way out.

use super::nodo::{Contenuto, Nodo};
use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::tr;

/// The error of a reader is a diagnostic whose path grows while it climbs out of the tree.
#[derive(Debug)]
pub struct Guasto(Box<Diagnostic>);

impl Guasto {
    /// The finished diagnostic, with its line.
    pub(super) fn into_diagnostic(self, root: &Nodo) -> Diagnostic {
        let mut d = *self.0;
        d.riga = root.line_of(&d.percorso);
        d
    }

    pub(super) fn of(code: Code, sentence: impl Into<String>) -> Self {
        Self(Box::new(Diagnostic::error(code, "", sentence)))
    }

    pub(super) fn under(mut self, step: &str) -> Self {
        let inner = &self.0.percorso;
        let joined = match inner.as_str() {
            "" => step.to_owned(),
            s if s.starts_with('[') => format!("{step}{s}"),
            s => format!("{step}.{s}"),
        };
        self.0.percorso = joined;
        self
    }

    pub(super) fn edit(mut self, change: impl FnOnce(Diagnostic) -> Diagnostic) -> Self {
        *self.0 = change(*self.0);
        self
    }

    pub(super) fn unknown_field(field: &str, expected: &[&str]) -> Self {
        Self::of(Code::ChiaveSconosciuta, tr!("la chiave «{}» non esiste qui", field))
            .edit(|d| d.found(field).expected(expected.join(", ")).mend(nearest(field, expected)))
            .under(field)
    }

    pub(super) fn missing_field(field: &str) -> Self {
        Self::of(Code::ChiaveMancante, tr!("manca la chiave obbligatoria «{}»", field))
            .edit(|d| d.expected(field).mend(tr!("aggiungi {} = … in questa tabella", field)))
            .under(field)
    }
}

/// «forse intendevi …» when one of the admitted words is close, else the whole list.
pub(super) fn nearest(word: &str, admitted: &[&str]) -> String {
    let best = admitted.iter().map(|a| (distance(word, a), a)).min_by_key(|(d, _)| *d);
    match best {
        Some((d, a)) if d <= 2 => tr!("forse intendevi «{}»", a),
        _ => tr!("usa una delle parole ammesse, o togli questa").to_owned(),
    }
}

/// Levenshtein distance, for short words only.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().take(40).enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (cb, up) in b.iter().zip(row.iter().skip(1)) {
            let cost = diagonal + usize::from(ca != *cb);
            left = cost.min(up + 1).min(left + 1);
            diagonal = *up;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(usize::MAX)
}

impl Nodo {
    /// The value is not of the form wanted here.
    pub(super) fn wrong(&self, expected: &str) -> Guasto {
        let found = match &self.valore {
            Contenuto::Virgola(text) => {
                return Guasto::of(Code::VirgolaMobile, tr!("qui non va un numero con la virgola mobile")).edit(|d| {
                    d.found(text).expected(expected).mend(tr!("scrivi il numero tra virgolette, per esempio \"3.50\""))
                });
            }
            Contenuto::Nulla => tr!("niente (null)").to_owned(),
            Contenuto::Booleano(b) => b.to_string(),
            Contenuto::Intero(n) => n.to_string(),
            Contenuto::Testo(s) => format!("\"{s}\""),
            Contenuto::Lista(_) => tr!("una lista").to_owned(),
            Contenuto::Tabella(_) => tr!("una tabella").to_owned(),
        };
        Guasto::of(Code::TipoErrato, tr!("il valore non è del tipo giusto"))
            .edit(|d| d.found(found).expected(expected).mend(tr!("scrivi il valore nella forma attesa")))
    }
}
