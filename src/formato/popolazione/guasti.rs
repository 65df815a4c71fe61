//! What stops the reading of a whole population.

use super::MAX_RIGA;
use super::celle;
use super::numero::Difetto;
use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::{self, tr};

pub(super) fn too_long(line: u64) -> Diagnostic {
    let mut d = Diagnostic::error(Code::RigaTroppoLunga, "", tr!("una riga è troppo lunga"))
        .found(tr!("più di {} byte", MAX_RIGA.to_string()))
        .expected(tr!("una famiglia per riga"))
        .mend(tr!("controlla che le virgolette aperte siano chiuse, e che il file sia un CSV"));
    d.riga = u32::try_from(line).ok();
    d
}

pub(super) fn binary(line: u64) -> Diagnostic {
    let mut d = wrong_kind(tr!("un byte nullo"));
    d.riga = u32::try_from(line).ok();
    d
}

pub(super) fn refuse_person(cell: &[u8], names: &[String], n: usize, line: u64) -> Result<(), Diagnostic> {
    let Some(what) = celle::personal(cell, None) else { return Ok(()) };
    let name = names.get(n).map_or("", String::as_str);
    let mut d =
        Diagnostic::error(Code::ColonnaPersonale, name, tr!("la colonna «{}» contiene {}", name, lingua::parola(what)))
            .expected(tr!("un codice che non dica chi è la persona"))
            .mend(tr!(
                "sostituisci il valore con un numero progressivo, o ignora la colonna con --ignora \"{}\"",
                name
            ));
    d.riga = u32::try_from(line).ok();
    Err(d)
}

pub(super) fn of_header(e: &Difetto) -> Diagnostic {
    Diagnostic::error(e.codice, "", e.messaggio.testo()).mend(e.rimedio.testo())
}

pub(super) fn empty() -> Diagnostic {
    Diagnostic::error(Code::FileVuoto, "", tr!("il file è vuoto"))
        .expected(tr!("una prima riga come «id;isee;ora» e una riga per famiglia"))
        .mend(tr!("controlla di aver scelto il file giusto"))
}

pub(super) fn wrong_kind(what: &str) -> Diagnostic {
    Diagnostic::error(Code::FileBinario, "", tr!("il file non è un CSV di testo"))
        .found(what)
        .expected(tr!("testo UTF-8 o Windows-1252"))
        .mend(tr!("apri il file con il foglio di calcolo e salvalo come «CSV UTF-8»"))
}
