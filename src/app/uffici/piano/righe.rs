// SPDX-License-Identifier: EUPL-1.2
//! The tree as rows: what the file says of each voce beside what it gets.

use super::motore::{Prova, TipoForma};
use crate::formato::Documento;
use crate::lingua::tr;
use crate::riparto::VoceRisposta;

/// How a voce says what it gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regola {
    /// Key `importo`.
    Importo,
    /// Key `percento`.
    Percento,
    /// Key `peso`.
    Peso,
    /// From the criteria of the table above it.
    Criteri,
}

impl Regola {
    /// Its key in the file; none for what comes from the criteria.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Importo => "importo",
            Self::Percento => "percento",
            Self::Peso => "peso",
            Self::Criteri => "",
        }
    }

    /// As people call it.
    #[must_use]
    pub fn nome(self) -> &'static str {
        match self {
            Self::Importo => tr!("Importo, €"),
            Self::Percento => tr!("Percentuale"),
            Self::Peso => tr!("Peso"),
            Self::Criteri => tr!("Criteri"),
        }
    }
}

/// One voce.
#[derive(Clone, Debug)]
pub struct Riga {
    /// Its key path in the file: `voce[0].voce[1]`.
    pub chiave: String,
    /// Ids from the first level down: `minori/nidi`.
    pub percorso: String,
    /// Ids from the first level down to its parent.
    pub sopra: String,
    /// From 0.
    pub livello: usize,
    /// Name on the screen.
    pub nome: String,
    /// Whether the file writes it, or it comes from a table.
    pub scritta: bool,
    /// How it says what it gets.
    pub regola: Regola,
    /// What it gets; none while there are errors.
    pub esito: Option<VoceRisposta>,
    /// What its level divides, cents.
    pub disponibile: i128,
}

/// All the rows, in the order of the file.
#[must_use]
pub fn righe(prova: &Prova) -> Vec<Riga> {
    let mut out = Vec::new();
    let Some(file) = &prova.documento else { return out };
    let (voci, disponibile) = prova.risposta.as_ref().map_or((None, 0), |r| (Some(r.voci.as_slice()), r.disponibile.0));
    level(file, "", "", 0, voci, disponibile, &mut out);
    out
}

fn level(
    file: &Documento,
    chiave: &str,
    sopra: &str,
    livello: usize,
    voci: Option<&[VoceRisposta]>,
    disponibile: i128,
    out: &mut Vec<Riga>,
) {
    let list = below(chiave, "voce");
    let written = file.count(&list);
    let criteria = file.has(&below(chiave, "criteri"));
    for i in 0..written.max(voci.map_or(0, <[VoceRisposta]>::len)) {
        let here = [&list, "[", &i.to_string(), "]"].concat();
        let esito = voci.and_then(|v| v.get(i)).cloned();
        let id = file.text(&below(&here, "id")).or_else(|| esito.as_ref().map(|e| e.id.clone())).unwrap_or_default();
        let scritta = i < written;
        let percorso = if sopra.is_empty() { id.clone() } else { [sopra, "/", &id].concat() };
        let nome = nome(file, &here).or_else(|| esito.as_ref().map(|e| e.nome.it().to_owned())).unwrap_or(id);
        out.push(Riga {
            regola: regola(file, &here, criteria, esito.as_ref()),
            chiave: here.clone(),
            percorso: percorso.clone(),
            sopra: sopra.to_owned(),
            livello,
            nome,
            scritta,
            esito: esito.clone(),
            disponibile,
        });
        let inner = esito.as_ref().map(|e| e.voci.as_slice());
        level(file, &here, &percorso, livello + 1, inner, esito.as_ref().map_or(0, |e| e.importo.0), out);
    }
}

fn regola(file: &Documento, here: &str, criteria: bool, esito: Option<&VoceRisposta>) -> Regola {
    let written =
        [Regola::Importo, Regola::Percento, Regola::Peso].into_iter().find(|r| file.has(&below(here, r.key())));
    written.unwrap_or_else(|| match esito.map(|e| e.forma) {
        _ if criteria => Regola::Criteri,
        Some(TipoForma::Importo) => Regola::Importo,
        Some(TipoForma::Percento) => Regola::Percento,
        Some(TipoForma::Peso) | None => Regola::Peso,
    })
}

/// The path of a key of a table; the root has the empty path.
#[must_use]
pub fn below(table: &str, key: &str) -> String {
    if table.is_empty() { key.to_owned() } else { [table, ".", key].concat() }
}

/// The Italian text at a key that may have translations, and the path where it stands.
#[must_use]
pub fn place_of_text(file: &Documento, path: String) -> String {
    let italian = below(&path, "it");
    if file.has(&italian) { italian } else { path }
}

fn nome(file: &Documento, here: &str) -> Option<String> {
    file.text(&place_of_text(file, below(here, "nome"))).filter(|n| !n.is_empty())
}
