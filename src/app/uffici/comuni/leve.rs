// SPDX-License-Identifier: EUPL-1.2
//! The values of a schedule that a goal seek may move, and where each may go.

use super::modulo;
use super::motore::{Griglia, Prova};
use crate::app::numeri::to_cents;
use crate::lingua::tr;

/// A value that may move.
#[derive(Clone, Debug, PartialEq)]
pub struct Leva {
    /// Its key path.
    pub percorso: String,
    /// Its name.
    pub nome: String,
    /// Hundredths.
    pub valore: i64,
    /// Whether it is an ISEE: then it moves by whole euro.
    pub isee: bool,
}

/// One of those that may move, as the reader chose it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scelta {
    /// Its place among those of the schedule.
    pub leva: usize,
    /// Least and greatest value, as typed.
    pub da: String,
    /// See `da`.
    pub a: String,
}

impl Scelta {
    /// Where the value may move; an ISEE moves by whole euro, the rest by `passo` hundredths.
    pub fn griglia(&self, leva: &Leva, passo: i64) -> Griglia {
        let typed = |text: &str| to_cents(text).filter(|c| *c >= 0);
        let da = typed(&self.da).unwrap_or(0);
        let double = leva.valore.saturating_mul(2).max(if leva.isee { 5_000_000 } else { 2_000 });
        Griglia { da, a: typed(&self.a).unwrap_or(double).max(da), passo: if leva.isee { 100 } else { passo } }
    }
}

/// The values of the open schedule that may move.
pub fn leve(prova: &Prova, servizio: &str) -> Vec<Leva> {
    let (Some(file), Some(service)) = (&prova.documento, modulo::place(prova, servizio)) else { return Vec::new() };
    let mut out = Vec::new();
    let mut add = |percorso: String, nome: String, isee: bool| {
        if let Some(valore) = file.text(&percorso).as_deref().and_then(to_cents) {
            out.push(Leva { percorso, nome, valore, isee });
        }
    };
    let quote = format!("servizio[{service}].quota");
    for q in 0..file.count(&quote) {
        let path = format!("{quote}[{q}]");
        let id = file.text(&[&path, ".id"].concat()).unwrap_or_default();
        for f in 0..file.count(&[&path, ".fasce"].concat()) {
            let own = |key: &str| format!("{path}.fasce[{f}].{key}");
            let name = |what: &str| tr!("Quota «{}», fascia {}: {}", id, (f + 1).to_string(), what);
            let last = f + 2 == file.count(&[&path, ".fasce"].concat());
            for key in ["fino_a", "sotto"] {
                add(own(key), name(if last { tr!("ISEE fino a (ISEE finale)") } else { tr!("ISEE fino a") }), true);
            }
            add(own("importo"), name(tr!("importo")), false);
            add(own("da"), name(tr!("importo all'inizio")), false);
            add(own("a"), name(tr!("importo alla fine")), false);
            add(own("percento"), name(tr!("percentuale del costo")), false);
        }
        add([&path, ".senza_isee.importo"].concat(), tr!("Quota «{}»: importo senza ISEE", id), false);
    }
    let list = format!("servizio[{service}].correzione");
    for c in 0..file.count(&list) {
        for (key, what) in [("tetto", tr!("non più di")), ("minimo", tr!("non meno di")), ("imposta", tr!("proprio"))]
        {
            add(format!("{list}[{c}].{key}"), tr!("Correzione {}: {}", (c + 1).to_string(), what), false);
        }
    }
    out
}
