//! Constraints: which voci they add up, and with what they compare the sum.

use super::grezzo::VincoloGrezzo;
use super::numeri;
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::valida::{Esame, inherit, non_empty_id, testo};
use crate::lingua::tr;
use crate::norma::Origine;
use crate::riparto::{Confronto, Limite, Vincolo, Voce};
use std::collections::BTreeSet;

/// A voce by its id, its ids from the first level, and its position.
pub(super) struct Posto {
    pub id: String,
    pub percorso: String,
    pub indici: Vec<usize>,
}

/// Every voce of a tree.
pub(super) fn places(voci: &[Voce]) -> Vec<Posto> {
    let mut out = Vec::new();
    collect(voci, "", &[], &mut out);
    out
}

/// Reads `[[vincolo]]` tables.
pub(super) fn all(esame: &mut Esame, up: &Origine, raw: Vec<VincoloGrezzo>, voci: &[Voce]) -> Vec<Vincolo> {
    let places = places(voci);
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for (i, v) in raw.into_iter().enumerate() {
        let path = format!("vincolo[{i}]");
        let id = v.id.clone().unwrap_or_else(|| format!("vincolo-{}", i.saturating_add(1)));
        if !seen.insert(id.clone()) {
            esame.push(
                Diagnostic::error(
                    Code::IdDoppio,
                    format!("{path}.id"),
                    tr!("due vincoli hanno lo stesso identificativo"),
                )
                .found(&id)
                .mend(tr!("cambia l'identificativo di uno dei due")),
            );
        }
        out.extend(one(esame, up, &path, &id, v, &places));
    }
    out
}

fn collect(voci: &[Voce], up: &str, above: &[usize], out: &mut Vec<Posto>) {
    for (i, v) in voci.iter().enumerate() {
        let percorso = if up.is_empty() { v.id.clone() } else { format!("{up}/{}", v.id) };
        let indici: Vec<usize> = above.iter().copied().chain([i]).collect();
        collect(&v.voci, &percorso, &indici, out);
        out.push(Posto { id: v.id.clone(), percorso, indici });
    }
}

fn one(esame: &mut Esame, up: &Origine, path: &str, id: &str, v: VincoloGrezzo, places: &[Posto]) -> Option<Vincolo> {
    let id = non_empty_id(esame, &format!("{path}.id"), id);
    let voci = chosen(esame, path, &v.voci, places);
    let limit = limit(esame, path, &v);
    let origine = inherit(esame, up, path, v.fonte, v.certezza, v.nota);
    let (confronto, limite) = limit?;
    Some(Vincolo { id: id?, testo: v.testo.map(testo), voci: voci?, confronto, limite, origine })
}

fn limit(esame: &mut Esame, path: &str, v: &VincoloGrezzo) -> Option<(Confronto, Limite)> {
    let all = [
        ("almeno", &v.almeno, Confronto::Almeno, false),
        ("al_massimo", &v.al_massimo, Confronto::AlMassimo, false),
        ("almeno_percento", &v.almeno_percento, Confronto::Almeno, true),
        ("al_massimo_percento", &v.al_massimo_percento, Confronto::AlMassimo, true),
    ];
    let mut written = all.iter().filter_map(|(key, s, which, percent)| s.as_ref().map(|s| (*key, s, *which, *percent)));
    let (Some((key, s, which, percent)), None) = (written.next(), written.next()) else {
        return esame.fail(
            Diagnostic::error(Code::VincoloNonValido, path, tr!("il vincolo ha un limite, e uno solo"))
                .expected(tr!("una sola tra almeno, al_massimo, almeno_percento e al_massimo_percento"))
                .mend(tr!("per un intervallo scrivi due vincoli")),
        );
    };
    let path = format!("{path}.{key}");
    let limit = if percent {
        numeri::percent(&path, s).map(Limite::Percento)
    } else {
        numeri::cents(&path, s).map(Limite::Importo)
    };
    esame.keep(limit).map(|l| (which, l))
}

fn chosen(esame: &mut Esame, path: &str, names: &[String], places: &[Posto]) -> Option<Vec<Vec<usize>>> {
    if names.is_empty() {
        return esame.fail(
            Diagnostic::error(Code::ElencoVuoto, format!("{path}.voci"), tr!("il vincolo non riguarda alcuna voce"))
                .expected(tr!("almeno un identificativo"))
                .mend(tr!("scrivi, per esempio, voci = [\"minori\"]")),
        );
    }
    let mut out: Vec<Vec<usize>> = Vec::new();
    for (i, name) in names.iter().enumerate() {
        let here = format!("{path}.voci[{i}]");
        let position = esame.keep(resolve(&here, name, places))?.indici.clone();
        if out.iter().any(|other| other.starts_with(&position) || position.starts_with(other)) {
            return esame.fail(
                Diagnostic::error(Code::VincoloNonValido, here, tr!("«{}» sarebbe contata due volte", name))
                    .found(name)
                    .expected(tr!("voci diverse, e nessuna dentro un'altra"))
                    .mend(tr!("togli la voce ripetuta, o quella che contiene l'altra")),
            );
        }
        out.push(position);
    }
    Some(out)
}

/// The one voce with an id, or a path.
pub(super) fn resolve<'p>(path: &str, name: &str, places: &'p [Posto]) -> Result<&'p Posto, Diagnostic> {
    let exact = name.contains('/');
    let found: Vec<&Posto> = places.iter().filter(|p| if exact { p.percorso == name } else { p.id == name }).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => {
            let known: Vec<&str> = places.iter().map(|p| p.percorso.as_str()).collect();
            Err(Diagnostic::error(Code::RiferimentoSconosciuto, path, tr!("«{}» non è una voce del riparto", name))
                .found(name)
                .expected(known.iter().take(20).copied().collect::<Vec<_>>().join(", "))
                .mend(crate::formato::albero::nearest(name, &known)))
        }
        many => {
            let paths: Vec<&str> = many.iter().map(|p| p.percorso.as_str()).collect();
            Err(Diagnostic::error(Code::RiferimentoAmbiguo, path, tr!("più voci si chiamano «{}»", name))
                .found(name)
                .expected(paths.join(" | "))
                .mend(tr!("scrivi il percorso intero della voce")))
        }
    }
}
