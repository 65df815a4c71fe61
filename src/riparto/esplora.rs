// SPDX-License-Identifier: EUPL-1.2
//! Questions about one voce: where it stands, what its level divides, what it would get with another weight or fund.
//! The level is always divided by the code that divides it for good, so that an answer cannot disagree.

use super::calcola::{Esito, calcola, one_level};
use super::modello::{Forma, Riparto, Voce};
use super::numero::Centesimi;
use super::registro::Nodo;
use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::tr;
use num_bigint::BigInt;
use num_rational::BigRational;

/// A voce among its siblings.
pub(super) struct Luogo<'a> {
    pub nodo: Nodo,
    pub voci: &'a [Voce],
    pub chi: usize,
    pub contributo_minimo: Option<Centesimi>,
}

impl<'a> Luogo<'a> {
    /// The voce itself.
    pub fn voce(&self) -> Option<&'a Voce> {
        self.voci.get(self.chi)
    }

    /// What every sibling gets when the level has this to divide.
    pub fn divide(&self, riparto: &Riparto, available: i128) -> Result<Vec<Esito>, Box<Diagnostic>> {
        one_level(riparto, &self.nodo, available, self.voci, self.contributo_minimo)
    }

    /// The siblings without what is below them.
    pub fn alone(&self) -> Vec<Voce> {
        let bare = |v: &Voce| Voce {
            id: v.id.clone(),
            nome: v.nome.clone(),
            forma: v.forma.clone(),
            origine: v.origine.clone(),
            contributo_minimo: None,
            criteri: Vec::new(),
            voci: Vec::new(),
        };
        self.voci.iter().map(bare).collect()
    }
}

/// The places from the first level down to the voce with this id, or path of ids.
pub(super) fn places<'a>(riparto: &'a Riparto, name: &str) -> Result<Vec<Luogo<'a>>, Diagnostic> {
    let mut found = Vec::new();
    collect(&riparto.voci, "", &[], name, &mut found);
    // At the first level an id is a whole path: it names that voce, even if others below are called so.
    if found.iter().any(|(path, _)| path == name) {
        found.retain(|(path, _)| path == name);
    }
    match found.as_slice() {
        [(_, one)] => Ok(walk(riparto, one)),
        [] => {
            Err(Diagnostic::error(Code::RiferimentoSconosciuto, "voce", tr!("«{}» non è una voce del riparto", name))
                .found(name)
                .expected(riparto.voci.iter().take(20).map(|v| v.id.as_str()).collect::<Vec<_>>().join(", "))
                .mend(tr!("scrivi l'identificativo di una voce, o il suo percorso: «minori/nidi»")))
        }
        many => {
            let paths: Vec<&str> = many.iter().map(|(path, _)| path.as_str()).collect();
            Err(Diagnostic::error(Code::RiferimentoAmbiguo, "voce", tr!("più voci si chiamano «{}»", name))
                .found(name)
                .expected(paths.join(" | "))
                .mend(tr!("scrivi il percorso intero della voce")))
        }
    }
}

fn collect(voci: &[Voce], up: &str, above: &[usize], name: &str, found: &mut Vec<(String, Vec<usize>)>) {
    for (i, v) in voci.iter().enumerate() {
        let path = if up.is_empty() { v.id.clone() } else { format!("{up}/{}", v.id) };
        let here: Vec<usize> = above.iter().copied().chain([i]).collect();
        collect(&v.voci, &path, &here, name, found);
        if path == name || (v.id == name && !name.contains('/')) {
            found.push((path, here));
        }
    }
}

fn walk<'a>(riparto: &'a Riparto, indexes: &[usize]) -> Vec<Luogo<'a>> {
    let (mut nodo, mut voci, mut minimum) = (Nodo::root(riparto), riparto.voci.as_slice(), riparto.contributo_minimo);
    let mut out = Vec::new();
    for chi in indexes {
        let Some(voce) = voci.get(*chi) else { break };
        let below = nodo.child(*chi, &voce.id);
        out.push(Luogo { nodo, voci, chi: *chi, contributo_minimo: minimum });
        (nodo, voci, minimum) = (below, voce.voci.as_slice(), voce.contributo_minimo);
    }
    out
}

/// What the riparto divides in all, and what each place of the path divides.
pub(super) fn sums(riparto: &Riparto, places: &[Luogo<'_>]) -> Result<Vec<i128>, Vec<Diagnostic>> {
    let mut available = calcola(riparto)?.disponibile.0;
    let mut out = Vec::new();
    for luogo in places {
        out.push(available);
        let outcomes = luogo.divide(riparto, available).map_err(|d| vec![*d])?;
        let Some(outcome) = outcomes.get(luogo.chi) else { break };
        available = outcome.importo;
    }
    Ok(out)
}

/// Its siblings with another weight for the voce, if it has one.
pub(super) fn set_weight(voci: &mut [Voce], chi: usize, weight: BigRational) {
    if let Some(Forma::Peso { peso, .. }) = voci.get_mut(chi).map(|v| &mut v.forma) {
        *peso = weight;
    }
}

/// A whole number as a fraction.
pub(super) fn whole(n: impl Into<BigInt>) -> BigRational {
    BigRational::from_integer(n.into())
}
