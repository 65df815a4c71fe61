//! Where one service or measure stands, by the answers given so far.

use super::domini::Domini;
use super::gruppi::{Esito, Gruppo, groups, weigh};
use super::importi::{Importi, amounts};
use super::{Risposte, Voce};
use crate::diagnosi::Diagnostic;
use crate::tariffa::Estremi;

/// The verdict so far, exact: `Si` and `No` hold whatever is still to be answered.
#[derive(Clone, Debug)]
pub(super) struct Stato<'a> {
    pub voce: Voce<'a>,
    pub gruppi: Vec<Gruppo<'a>>,
    pub importi: Importi,
    pub esito: Esito,
}

impl<'a> Stato<'a> {
    /// # Errors
    /// Amounts that do not fit 128 bits.
    pub(super) fn new(voce: Voce<'a>, r: &Risposte, domini: &Domini) -> Result<Self, Diagnostic> {
        let gruppi = groups(voce.servizio, &r.fatti, domini);
        let importi = amounts(voce.servizio, r, domini)?;
        let esito = verdict(gruppi.iter().map(|g| g.esito), &importi);
        Ok(Self { voce, gruppi, importi, esito })
    }

    /// The answers that can still change the verdict, then those that can change an amount.
    pub(super) fn decisivi(&self) -> Vec<&str> {
        if self.esito == Esito::No {
            return Vec::new();
        }
        let mut list: Vec<&str> = Vec::new();
        for id in self.gruppi.iter().flat_map(|g| &g.decisivi).chain(&self.importi.decisivi) {
            if !list.contains(&id.as_str()) {
                list.push(id);
            }
        }
        list
    }

    /// Whether nothing can change any more.
    pub(super) fn chiuso(&self) -> bool {
        self.decisivi().is_empty()
    }

    /// The verdict and amounts with one more answer; only what it touches is weighed again.
    pub(super) fn with(&self, id: &str, r: &Risposte, domini: &Domini) -> Result<Self, Diagnostic> {
        let mut next = self.clone();
        for group in next.gruppi.iter_mut().filter(|g| g.fatti.iter().any(|f| f == id)) {
            group.fatti.retain(|f| f != id);
            weigh(group, &r.fatti, domini);
        }
        if self.importi.decisivi.iter().any(|f| f == id) {
            next.importi = amounts(self.voce.servizio, r, domini)?;
        }
        next.esito = verdict(next.gruppi.iter().map(|g| g.esito), &next.importi);
        Ok(next)
    }

    /// Widths of the amounts still open, euro; an amount without limit has none.
    pub(super) fn larghezze(&self) -> Vec<Option<crate::denaro::Frazione>> {
        let width = |e: &Estremi| e.max.and_then(|max| max.sub(e.min).ok());
        let Some(q) = self.importi.quanto.as_ref().filter(|_| self.esito != Esito::No) else { return Vec::new() };
        let all = [&q.totale].into_iter().chain(q.contributi.iter().map(|(_, e)| e));
        all.filter(|e| e.known().is_none()).map(width).collect()
    }
}

fn verdict(groups: impl Iterator<Item = Esito>, importi: &Importi) -> Esito {
    let mut open = false;
    for esito in groups {
        match esito {
            Esito::No => return Esito::No,
            Esito::Aperto => open = true,
            Esito::Si => {}
        }
    }
    // Refused for want of an ISEE, in every completion or in some.
    match (importi.rifiuto, &importi.quanto) {
        (true, None) => Esito::No,
        (true, Some(_)) => Esito::Aperto,
        _ if open => Esito::Aperto,
        _ => Esito::Si,
    }
}
