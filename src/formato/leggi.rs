//! From the tree to the tables of regolamenti, facts and requests, without serde: the page carries this code, and
//! it weighs a third of what the derived one does. Errors are those of [`super::albero`].

use super::albero::{Guasto, nearest};
use super::nodo::{Contenuto, Nodo};
use super::scalare::{Scalare, TestoGrezzo};
use super::uno_o_molti::UnoOMolti;
use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::tr;
use crate::norma::Parola;
use std::collections::BTreeMap;

/// A value that can be read from a node.
pub trait Leggi: Sized {
    /// Reads it.
    fn leggi(nodo: &Nodo) -> Result<Self, Guasto>;

    /// What an absent key means: an error, unless the type says otherwise.
    fn assente(key: &'static str) -> Result<Self, Guasto> {
        Err(Guasto::missing_field(key))
    }
}

/// Reads a whole document.
///
/// # Errors
/// The first structural defect, with path and line.
pub(super) fn from_tree<T: Leggi>(root: &Nodo) -> Result<T, Diagnostic> {
    T::leggi(root).map_err(|e| e.into_diagnostic(root))
}

/// A table none of whose keys is unknown.
pub(super) fn table<'a>(nodo: &'a Nodo, keys: &'static [&'static str]) -> Result<&'a Nodo, Guasto> {
    let Contenuto::Tabella(rows) = &nodo.valore else { return Err(nodo.wrong(tr!("una tabella"))) };
    match rows.iter().find(|(key, _, _)| !keys.contains(&key.as_str())) {
        Some((key, _, _)) => Err(Guasto::unknown_field(key, keys)),
        None => Ok(nodo),
    }
}

/// One key of a table.
pub(super) fn field<T: Leggi>(table: &Nodo, key: &'static str) -> Result<T, Guasto> {
    match table.get(key) {
        Some(nodo) => T::leggi(nodo).map_err(|e| e.under(key)),
        None => T::assente(key),
    }
}

impl Leggi for String {
    fn leggi(nodo: &Nodo) -> Result<Self, Guasto> {
        match &nodo.valore {
            Contenuto::Testo(s) => Ok(s.clone()),
            _ => Err(nodo.wrong(tr!("un testo tra virgolette"))),
        }
    }
}

impl Leggi for bool {
    fn leggi(nodo: &Nodo) -> Result<Self, Guasto> {
        match nodo.valore {
            Contenuto::Booleano(b) => Ok(b),
            _ => Err(nodo.wrong(tr!("true o false"))),
        }
    }
}

impl Leggi for i64 {
    fn leggi(nodo: &Nodo) -> Result<Self, Guasto> {
        match nodo.valore {
            Contenuto::Intero(n) => Ok(n),
            _ => Err(nodo.wrong(tr!("un numero intero"))),
        }
    }
}

impl Leggi for Scalare {
    fn leggi(nodo: &Nodo) -> Result<Self, Guasto> {
        match &nodo.valore {
            Contenuto::Testo(s) => Ok(Self::Testo(s.clone())),
            Contenuto::Intero(n) => Ok(Self::Intero(*n)),
            Contenuto::Virgola(s) => Ok(Self::Virgola(s.clone())),
            Contenuto::Booleano(b) => Ok(Self::Booleano(*b)),
            _ => Err(nodo.wrong(tr!("un testo tra virgolette o un numero intero"))),
        }
    }
}

impl Leggi for TestoGrezzo {
    fn leggi(nodo: &Nodo) -> Result<Self, Guasto> {
        match &nodo.valore {
            Contenuto::Testo(s) => Ok(Self::italian(s)),
            Contenuto::Tabella(_) => {
                let texts = BTreeMap::leggi(nodo)?;
                if texts.contains_key("it") { Ok(Self(texts)) } else { Err(Guasto::missing_field("it")) }
            }
            _ => Err(nodo.wrong(tr!("un testo, o una tabella { it = \"…\", en = \"…\" }"))),
        }
    }
}

impl Leggi for UnoOMolti {
    fn leggi(nodo: &Nodo) -> Result<Self, Guasto> {
        match &nodo.valore {
            Contenuto::Testo(s) => Ok(Self::Uno(s.clone())),
            Contenuto::Lista(_) => Vec::leggi(nodo).map(Self::Molti),
            _ => Err(nodo.wrong(tr!("un testo, o una lista di testi"))),
        }
    }
}

impl<T: Parola> Leggi for T {
    fn leggi(nodo: &Nodo) -> Result<Self, Guasto> {
        match &nodo.valore {
            Contenuto::Testo(s) => Self::of_word(s).ok_or_else(|| not_a_word(s, Self::PAROLE)),
            _ => Err(nodo.wrong(&Self::PAROLE.join(" | "))),
        }
    }
}

fn not_a_word(found: &str, words: &[&str]) -> Guasto {
    Guasto::of(Code::ValoreNonAmmesso, tr!("questa parola non è ammessa qui"))
        .edit(|d| d.found(found).expected(words.join(" | ")).mend(nearest(found, words)))
}

impl<T: Leggi> Leggi for Option<T> {
    fn leggi(nodo: &Nodo) -> Result<Self, Guasto> {
        match nodo.valore {
            Contenuto::Nulla => Ok(None),
            _ => T::leggi(nodo).map(Some),
        }
    }
    fn assente(_: &'static str) -> Result<Self, Guasto> {
        Ok(None)
    }
}

impl<T: Leggi> Leggi for Vec<T> {
    fn leggi(nodo: &Nodo) -> Result<Self, Guasto> {
        let Contenuto::Lista(items) = &nodo.valore else { return Err(nodo.wrong(tr!("una lista"))) };
        let mut list = Self::with_capacity(items.len());
        for (i, item) in items.iter().enumerate() {
            list.push(T::leggi(item).map_err(|e| e.under(&format!("[{i}]")))?);
        }
        Ok(list)
    }
    fn assente(_: &'static str) -> Result<Self, Guasto> {
        Ok(Self::new())
    }
}

impl<T: Leggi> Leggi for BTreeMap<String, T> {
    fn leggi(nodo: &Nodo) -> Result<Self, Guasto> {
        let Contenuto::Tabella(rows) = &nodo.valore else { return Err(nodo.wrong(tr!("una tabella"))) };
        let mut map = Self::new();
        for (key, _, value) in rows {
            map.insert(key.clone(), T::leggi(value).map_err(|e| e.under(key))?);
        }
        Ok(map)
    }
    fn assente(_: &'static str) -> Result<Self, Guasto> {
        Ok(Self::new())
    }
}

/// Declares tables, and reads them field by field.
macro_rules! lean_tables {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident : $kind:ty,)* })*) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, serde::Deserialize)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        #[allow(dead_code, reason = "some keys are only admitted and shown in the schema")]
        pub struct $name { $($(#[$field_meta])* pub $field: $kind,)* }

        impl $crate::formato::leggi::Leggi for $name {
            fn leggi(nodo: &$crate::formato::nodo::Nodo) -> Result<Self, $crate::formato::albero::Guasto> {
                use $crate::formato::leggi::{field, table};
                let table = table(nodo, &[$(lean_tables!(@key $field)),*])?;
                Ok(Self { $($field: field(table, lean_tables!(@key $field))?,)* })
            }
        })*
    };
    // A key that is a word of Rust.
    (@key r#in) => { "in" };
    (@key $field:ident) => { stringify!($field) };
}
pub(super) use lean_tables;
