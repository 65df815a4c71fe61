//! Constraints: checked on the outcome and reported, never applied.

use super::modello::{Confronto, Limite, Vincolo};
use super::numero::Centesimi;
use super::risposta::{VincoloRisposta, VoceRisposta};
use crate::denaro::{Arrotonda, Frazione};

/// Compares the sum of some voci with an amount, or with a percentage of all that is available.
pub(super) fn check(v: &Vincolo, voci: &[VoceRisposta], available: Centesimi) -> VincoloRisposta {
    let valore: i128 = v.voci.iter().filter_map(|path| amount(voci, path)).sum();
    let richiesto = match v.limite {
        Limite::Importo(amount) => amount.0,
        Limite::Percento(p) => percent(p, available),
    };
    let (rispettato, scarto) = match v.confronto {
        Confronto::Almeno => (valore >= richiesto, richiesto.saturating_sub(valore)),
        Confronto::AlMassimo => (valore <= richiesto, valore.saturating_sub(richiesto)),
    };
    // A sum of cents over a sum of cents always fits.
    let share = Frazione::new(valore.saturating_mul(100), available.0).ok();
    VincoloRisposta {
        id: v.id.clone(),
        testo: v.testo.clone(),
        rispettato,
        valore: Centesimi(valore),
        richiesto: Centesimi(richiesto),
        confronto: v.confronto,
        percento: share.map(Frazione::exact_text),
        scarto: Centesimi(scarto.max(0)),
        fonte: v.origine.fonte.clone(),
        certezza: v.origine.certezza,
    }
}

/// The amount of the voce at a position of the tree.
fn amount(voci: &[VoceRisposta], path: &[usize]) -> Option<i128> {
    let (first, below) = path.split_first()?;
    let voce = voci.get(*first)?;
    if below.is_empty() { Some(voce.importo.0) } else { amount(&voce.voci, below) }
}

/// A percentage of an amount, to the cent, half away from zero.
fn percent(p: Frazione, of: Centesimi) -> i128 {
    // Admitted percentages are at most 100 with nine decimals: the exact product fits.
    let exact = p.mul(Frazione::integer(of.0)).and_then(|x| x.div(Frazione::integer(10_000)));
    exact.and_then(|x| Arrotonda::AL_CENTESIMO.apply(x)).and_then(Frazione::floor_cents).unwrap_or(0)
}
