//! The call `riparto`, and `verifica` on a riparto.

use super::{Esito, required};
use crate::diagnosi::Diagnostic;
use crate::formato::{self, Argomenti};
use crate::riparto::{self, Riparto};
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
