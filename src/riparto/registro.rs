//! The ledger: where each cent beyond the floors went, and why; written while it is given, never rebuilt.

use super::modello::{Riparto, Voce};
use super::numero::{count, exact_number};
use super::parole;
use super::resti::{Motivo, Pari};
use super::risposta::{Annotazione, Parita, Perche};
use super::spartizione::Spartita;

/// A parent: the riparto itself, or a voce.
#[derive(Clone, Debug)]
pub(super) struct Nodo {
    /// Its id.
    pub id: String,
    /// Ids from the first level down, joined by `/`.
    pub percorso: String,
    /// Its key path in the file.
    pub chiave: String,
}

impl Nodo {
    /// The riparto itself.
    pub fn root(riparto: &Riparto) -> Self {
        Self { id: riparto.id.clone(), percorso: String::new(), chiave: String::new() }
    }

    pub fn child(&self, index: usize, id: &str) -> Self {
        let join = |up: &str, sep: &str, own: String| if up.is_empty() { own } else { format!("{up}{sep}{own}") };
        Self { id: id.to_owned(), percorso: join(&self.percorso, "/", id.to_owned()), chiave: self.child_key(index) }
    }

    /// Key path of one of its voci.
    pub fn child_key(&self, index: usize) -> String {
        if self.chiave.is_empty() { format!("voce[{index}]") } else { format!("{}.voce[{index}]", self.chiave) }
    }
}

#[derive(Debug, Default)]
pub(super) struct Registro {
    pub parita: Vec<Parita>,
    pub righe: Vec<Annotazione>,
}

impl Registro {
    /// The units a group got beyond its floors, and its ties. `who` maps the group to the siblings.
    pub fn write(&mut self, nodo: &Nodo, unit: i128, voci: &[Voce], who: &[usize], shares: &Spartita) {
        let voce = |i: usize| who.get(i).and_then(|w| voci.get(*w));
        for step in &shares.passi {
            let Some(voce) = voce(step.chi) else { continue };
            let motivo = match step.motivo {
                Motivo::ParteMaggiore => Perche::ParteMaggiore,
                Motivo::Peso => Perche::Peso,
                Motivo::Ordine => Perche::Ordine,
                Motivo::AltriAlMassimo => Perche::AltriAlMassimo,
                Motivo::Decisione => Perche::Scelta,
            };
            self.righe.push(Annotazione {
                voce: Some(voce.id.clone()),
                parte: shares.parti.get(step.chi).map(exact_number),
                testo: parole::ledger(unit, voce.nome.it(), motivo),
                ..line(nodo, unit, motivo)
            });
        }
        for out in &shares.esclusi {
            let Some(voce) = voce(out.chi) else { continue };
            self.righe.push(Annotazione {
                voce: Some(voce.id.clone()),
                testo: parole::excluded(voce.nome.it(), &out.quota, out.minimo),
                ..line(nodo, 0, Perche::ContributoMinimo)
            });
        }
        let ids = |list: &[usize]| list.iter().filter_map(|i| voce(*i)).map(|v| v.id.clone()).collect::<Vec<_>>();
        for tie in &shares.parita {
            self.tie(nodo, unit, tie, ids(&tie.tra), ids(&tie.a));
        }
    }

    fn tie(&mut self, nodo: &Nodo, unit: i128, tie: &Pari, tra: Vec<String>, a: Vec<String>) {
        let centesimi = count(tie.unita).saturating_mul(unit);
        let da_decidere = a.is_empty();
        if da_decidere {
            self.residue(nodo, centesimi, Perche::Decisione);
        }
        let domanda = da_decidere.then(|| parole::question(nodo, &tra, tie.unita, centesimi));
        let (id, percorso) = (nodo.id.clone(), nodo.percorso.clone());
        self.parita.push(Parita { nodo: id, percorso, tra, centesimi, a, da_decidere, domanda, fonte: None });
    }

    /// Money that stays at the node.
    pub fn residue(&mut self, nodo: &Nodo, centesimi: i128, motivo: Perche) {
        if centesimi > 0 {
            let testo = parole::residue(centesimi, motivo);
            self.righe.push(Annotazione { testo, ..line(nodo, centesimi, motivo) });
        }
    }
}

fn line(nodo: &Nodo, centesimi: i128, motivo: Perche) -> Annotazione {
    Annotazione {
        nodo: nodo.id.clone(),
        percorso: nodo.percorso.clone(),
        voce: None,
        centesimi,
        motivo,
        parte: None,
        testo: String::new(),
    }
}
