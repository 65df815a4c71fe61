//! The calls `riparto` and `quadra`, and `verifica` on what they read.

use super::{Esito, required};
use crate::diagnosi::{Code, Diagnostic, Severity};
use crate::formato::{self, Argomenti};
use crate::riparto::{self, Cifre, EsitoControllo, Riparto};
use crate::semi;

/// A riparto and its text, with the name that diagnostics give it.
struct Aperto<'a> {
    riparto: Riparto,
    testo: &'a str,
    nome: String,
}

/// Whether the file is a riparto: an embedded id, or a text that has its keys.
pub(super) fn concerns(a: &Argomenti, name: &str) -> bool {
    let file = a.file.as_deref().unwrap_or_default();
    (name.is_empty() && semi::riparti().iter().any(|s| s.id == file)) || formato::is_riparto(file)
}

/// An embedded riparto by id, or the text of one; its tables are those given, then the embedded ones.
fn open<'a>(a: &'a Argomenti, name: &str) -> Result<Aperto<'a>, Vec<Diagnostic>> {
    let file = required(a.file.as_ref(), "file")?;
    if name.is_empty() && !file.contains(['\n', '{', '=']) {
        let riparto = semi::riparto(file)?;
        let testo = semi::testo_riparto(file).unwrap_or_default();
        return Ok(Aperto { riparto, testo, nome: file.to_owned() });
    }
    let mut tables = semi::tabelle();
    tables.extend(a.tabelle.clone());
    let riparto = formato::parse_riparto(file, name, &tables)?;
    let nome = if name.is_empty() { riparto.id.clone() } else { name.to_owned() };
    Ok(Aperto { riparto, testo: file, nome })
}

impl Aperto<'_> {
    fn placed(&self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let found = formato::with_lines(self.testo, findings);
        found.into_iter().map(|d| Diagnostic { file: self.nome.clone(), ..d }).collect()
    }
}

/// Divides the fund.
pub(super) fn divide(a: &Argomenti, name: &str) -> Result<Esito, Vec<Diagnostic>> {
    let aperto = open(a, name)?;
    riparto::calcola(&aperto.riparto).map(Esito::of).map_err(|errors| aperto.placed(errors))
}

/// What is wrong, or worth a look.
pub(super) fn verify(a: &Argomenti, name: &str) -> Vec<Diagnostic> {
    match open(a, name) {
        Ok(aperto) => aperto.placed(riparto::verifica(&aperto.riparto)),
        Err(errors) => errors,
    }
}

/// Whether the file holds the figures of a document: an embedded id, or a text that has its keys.
pub(super) fn is_figures(a: &Argomenti, name: &str) -> bool {
    let file = a.file.as_deref().unwrap_or_default();
    (name.is_empty() && semi::testo_cifre(file).is_some()) || formato::is_cifre(file)
}

fn figures(a: &Argomenti, name: &str) -> Result<Cifre, Vec<Diagnostic>> {
    let file = required(a.file.as_ref(), "file")?;
    if name.is_empty() && !file.contains(['\n', '{', '=']) {
        semi::cifre(file)
    } else {
        formato::parse_cifre(file, name)
    }
}

/// Computes printed totals again.
pub(super) fn reconcile(a: &Argomenti, name: &str) -> Result<Esito, Vec<Diagnostic>> {
    figures(a, name).map(|c| Esito::of(riparto::quadra(&c)))
}

/// The contradictions of a document, or what is wrong with the file.
pub(super) fn verify_figures(a: &Argomenti, name: &str) -> Vec<Diagnostic> {
    let figures = match figures(a, name) {
        Ok(figures) => figures,
        Err(errors) => return errors,
    };
    let file = if name.is_empty() { &figures.id } else { name };
    let contradicted = |c: &&riparto::Controllo| c.esito == EsitoControllo::Contraddizione;
    let one = |c: &riparto::Controllo| {
        let d = Diagnostic::new(Severity::Avviso, Code::Contraddizione, "", &c.testo)
            .found(&c.stampato)
            .expected(&c.ricalcolato)
            .mend("sta così nel documento: si mostrano entrambi i valori");
        Diagnostic { file: file.to_owned(), ..d }
    };
    riparto::quadra(&figures).controlli.iter().filter(contradicted).map(one).collect()
}
