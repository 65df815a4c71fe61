//! The first lines of a file, and what each column seems to be: whoever opens a file chooses before it is read whole.

use super::celle::personal;
use super::personali::announces_a_person;
use super::testata::{Ruolo, called, plain, role};
use super::{Attese, Colonne, Lettore};
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::decode_csv;
use csv::{ReaderBuilder, StringRecord};
use serde::{Deserialize, Serialize};

/// Values shown of each column.
const ESEMPI: usize = 3;

/// A column, as the first lines show it.
///
/// ```
/// use soglia::formato::popolazione::{Attese, anteprima};
/// let seen = anteprima("Cognome;isee\nRossi;8000\n".as_bytes(), &Attese::new(Default::default())).unwrap();
/// assert!(seen.colonne[0].personale && seen.colonne[1].ruolo == "isee");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColonnaVista {
    /// Its header.
    pub nome: String,
    /// What it is here: `id`, `isee`, a quantity, a fact; empty when its name says nothing.
    pub ruolo: String,
    /// It seems to hold data of persons: it may only be left out.
    pub personale: bool,
    /// Its first values; none when it seems to hold data of persons.
    pub esempi: Vec<String>,
}

/// The first lines of a file.
///
/// ```
/// use soglia::formato::popolazione::{Attese, anteprima};
/// let seen = anteprima("Reddito ISEE\t ora\n8000\t2\n".as_bytes(), &Attese::new(Default::default())).unwrap();
/// assert_eq!((seen.colonne[0].ruolo.as_str(), seen.colonne[1].ruolo.as_str()), ("", "ora"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anteprima {
    /// The columns.
    pub colonne: Vec<ColonnaVista>,
}

/// Looks at the first bytes of a file.
///
/// ```
/// use soglia::formato::popolazione::{Attese, anteprima};
/// assert_eq!(anteprima(b"", &Attese::new(Default::default())).unwrap_err()[0].codice.as_str(), "file-vuoto");
/// ```
///
/// # Errors
/// What makes the file no population at all, whatever its columns are called.
pub fn anteprima(bytes: &[u8], attese: &Attese) -> Result<Anteprima, Vec<Diagnostic>> {
    let mut probe = Lettore::new(attese.clone());
    let mut nobody = |_: &super::Riga<'_>| Ok(());
    let read = probe.leggi(bytes, &mut nobody).and_then(|()| probe.fine(&mut nobody).map(|_| ()));
    let fatal = [Code::FileVuoto, Code::FileBinario, Code::RigaTroppoLunga, Code::IntestazioneMancante];
    if let Err(errors) = read
        && errors.iter().any(|d| fatal.contains(&d.codice))
    {
        return Err(errors);
    }
    let text = decode_csv(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let first = text.trim_start().lines().next().unwrap_or_default();
    let separator = super::lettore::separator(first.as_bytes());
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.trim_start().as_bytes());
    let rows: Vec<StringRecord> = reader.records().take(ESEMPI + 1).filter_map(Result::ok).collect();
    let header = rows.first().cloned().unwrap_or_default();
    let column = |(n, name): (usize, &str)| {
        let values: Vec<&str> = rows.iter().skip(1).filter_map(|r| r.get(n)).collect();
        view(name, &values, attese)
    };
    Ok(Anteprima { colonne: header.iter().enumerate().map(column).collect() })
}

fn view(name: &str, values: &[&str], attese: &Attese) -> ColonnaVista {
    let written = plain(name);
    let key = called(&written, attese);
    let mut found = Colonne::default();
    let ruolo = match role(&key, false, false, false, attese, &mut found) {
        Ok(Ruolo::Id | Ruolo::Isee(_) | Ruolo::Quantita(_) | Ruolo::Fatto(_)) => key,
        _ => String::new(),
    };
    let content =
        ["id", ""].contains(&ruolo.as_str()) && values.iter().any(|v| personal(v.trim().as_bytes(), None).is_some());
    let personale = content || announces_a_person(&written);
    let esempi = if personale { Vec::new() } else { values.iter().map(|v| v.chars().take(40).collect()).collect() };
    ColonnaVista {
        nome: name.trim().to_owned(),
        ruolo: if personale { String::new() } else { ruolo },
        personale,
        esempi,
    }
}
