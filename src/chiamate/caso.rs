//! A case as a code, and a code as a case: what is printed on a prospectus.

use super::{Esito, one, required};
use crate::caso::{Caso, Riaperto, leggi, riapri};
use crate::diagnosi::Diagnostic;
use crate::formato::{Argomenti, Richiesta};
use crate::semi;
use serde::Serialize;

#[derive(Serialize)]
struct CasoLetto {
    regolamento: String,
    impronta: String,
    servizio: String,
    luogo: String,
    richiesta: Richiesta,
}

/// `codice`: only for embedded rules, because only those can be reopened.
pub(super) fn write(a: &mut Argomenti) -> Result<Esito, Vec<Diagnostic>> {
    let rules = semi::regolamento(required(a.file.as_ref(), "file")?)?;
    let richiesta = a.request(&rules.fatti).map_err(one)?;
    let servizio = required(a.servizio.as_ref(), "servizio")?;
    crate::tariffa::calcola(rules, servizio, &richiesta).map_err(one)?;
    #[derive(Serialize)]
    struct Scritto {
        codice: String,
    }
    let luogo = a.luogo.as_deref().unwrap_or_default();
    Ok(Esito::of(Scritto { codice: Caso::new(rules, servizio, luogo, richiesta).codice() }))
}

/// `riapri`: the case, its result under its own rules, and that of today when they have changed.
pub(super) fn reopen(a: &Argomenti) -> Result<Esito, Vec<Diagnostic>> {
    #[derive(Serialize)]
    struct Aperto {
        caso: CasoLetto,
        #[serde(flatten)]
        risultati: Riaperto,
    }
    let caso = leggi(required(a.codice.as_ref(), "codice")?).map_err(one)?;
    let risultati = riapri(&caso).map_err(one)?;
    let Caso { regolamento, impronta, servizio, luogo, richiesta } = caso;
    let caso = CasoLetto { regolamento, impronta, servizio, luogo, richiesta };
    Ok(Esito::of(Aperto { caso, risultati }))
}
