//! What stops the reading of a whole population.

use super::MAX_RIGA;
use super::celle;
use super::numero::Difetto;
use crate::diagnosi::{Code, Diagnostic};

pub(super) fn too_long(line: u64) -> Diagnostic {
    let mut d = Diagnostic::error(Code::RigaTroppoLunga, "", "una riga è troppo lunga")
        .found(format!("più di {MAX_RIGA} byte"))
        .expected("una famiglia per riga")
        .mend("controlla che le virgolette aperte siano chiuse, e che il file sia un CSV");
    d.riga = u32::try_from(line).ok();
    d
}

pub(super) fn binary(line: u64) -> Diagnostic {
    let mut d = wrong_kind("un byte nullo");
    d.riga = u32::try_from(line).ok();
    d
}

pub(super) fn refuse_person(cell: &[u8], names: &[String], n: usize, line: u64) -> Result<(), Diagnostic> {
    let Some(what) = celle::personal(cell, None) else { return Ok(()) };
    let name = names.get(n).map_or("", String::as_str);
    let mut d = Diagnostic::error(Code::ColonnaPersonale, name, format!("la colonna «{name}» contiene {what}"))
        .expected("un codice che non dica chi è la persona")
        .mend(format!("sostituisci il valore con un numero progressivo, o ignora la colonna con --ignora \"{name}\""));
    d.riga = u32::try_from(line).ok();
    Err(d)
}

pub(super) fn of_header(e: &Difetto) -> Diagnostic {
    let mut d = Diagnostic::error(e.codice, "", e.messaggio).mend(e.rimedio.clone());
    d.riga = Some(1);
    d
}

pub(super) fn empty() -> Diagnostic {
    Diagnostic::error(Code::FileVuoto, "", "il file è vuoto")
        .expected("una prima riga come «id;isee;ora» e una riga per famiglia")
        .mend("controlla di aver scelto il file giusto")
}

pub(super) fn wrong_kind(what: &str) -> Diagnostic {
    Diagnostic::error(Code::FileBinario, "", "il file non è un CSV di testo")
        .found(what)
        .expected("testo UTF-8 o Windows-1252")
        .mend("apri il file con il foglio di calcolo e salvalo come «CSV UTF-8»")
}
