//! Constraints: checked on the outcome and reported, never applied.

use super::modello::{Confronto, Limite, Riparto, Vincolo};
use super::numero::{Centesimi, ceil_cents, exact_euro, rational};
use super::risposta::{VincoloRisposta, VoceRisposta};
use crate::denaro::Frazione;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// Compares the sum of some voci with an amount, or with the exact percentage of all that is available.
pub(super) fn check(riparto: &Riparto, v: &Vincolo, voci: &[VoceRisposta], available: Centesimi) -> VincoloRisposta {
    let valore: i128 = v.voci.iter().filter_map(|path| amount(voci, path)).sum();
    let given = cents(valore);
    let wanted = match v.limite {
        Limite::Importo(amount) => cents(amount.0),
        Limite::Percento(p) => rational(p) * cents(available.0) / cents(100),
    };
    let gap = match v.confronto {
        Confronto::Almeno => &wanted - given,
        Confronto::AlMassimo => given - &wanted,
    };
    let gap = if gap.is_positive() { gap } else { BigRational::zero() };
    // A sum of cents over a sum of cents always fits.
    let share = Frazione::new(valore.saturating_mul(100), available.0).ok();
    VincoloRisposta {
        id: v.id.clone(),
        testo: v.testo.clone(),
        rispettato: gap.is_zero(),
        valore: Centesimi(valore),
        richiesto: exact_euro(&wanted),
        confronto: v.confronto,
        percento: share.map(Frazione::exact_text),
        scarto: ceil_cents(&gap),
        per_arrotondamento: gap.is_positive() && gap < cents(riparto.unita.0),
        fonte: v.origine.fonte.clone(),
        certezza: v.origine.certezza,
    }
}

fn cents(n: i128) -> BigRational {
    BigRational::from_integer(BigInt::from(n))
}

/// The amount of the voce at a position of the tree.
fn amount(voci: &[VoceRisposta], path: &[usize]) -> Option<i128> {
    let (first, below) = path.split_first()?;
    let voce = voci.get(*first)?;
    if below.is_empty() { Some(voce.importo.0) } else { amount(&voce.voci, below) }
}
