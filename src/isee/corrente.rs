//! The change that a current ISEE needs (DPCM 159/2013, article 9).

use super::conto::Conto;
use super::parametri::Voce;
use crate::denaro::{Frazione, Overflow, italian, italian_euro, italian_number};

/// Tells whether incomes or assets changed enough; an estimate is given in any case.
pub(super) fn check(c: &mut Conto<'_>, isr: Frazione, isp: Frazione) -> Result<(), Overflow> {
    let p = c.p;
    let before = c.dsu.precedente;
    let income = before.isr.map(|b| change(c, &p.corrente.reddito, "ISR", b, isr)).transpose()?;
    let assets = match (before.isp, &p.corrente.patrimonio) {
        (Some(b), Some(voce)) => Some(change(c, voce, "ISP", b, isp)?),
        _ => None,
    };
    match (income, assets) {
        (None, None) => c.r.warn(
            "Non è controllato se l'ISEE corrente si può chiedere: serve un ISEE valido (precedente = { isr, isp }) \
             e una perdita, sospensione o riduzione del lavoro, o una variazione sufficiente.",
        ),
        (Some(true), _) | (_, Some(true)) => {}
        _ => c.r.warn(
            "La variazione non basta per l'ISEE corrente, salvo perdita, sospensione o riduzione del lavoro \
             o di trattamenti.",
        ),
    }
    Ok(())
}

fn change(
    c: &mut Conto<'_>,
    voce: &Voce<Frazione>,
    name: &str,
    before: Frazione,
    now: Frazione,
) -> Result<bool, Overflow> {
    let moved = if now < before { before.sub(now)? } else { now.sub(before)? };
    let needed = before.mul(voce.valore)?;
    let enough = moved > needed;
    let percent = voce.valore.mul(Frazione::integer(100))?;
    let (word, sign) = if enough { ("supera", ">") } else { ("non supera", "≤") };
    let text = format!("La variazione dell'{name} ({}) {word} il {} %.", italian_euro(moved), italian_number(percent));
    let formula = format!("|{} − {}| {sign} {}", italian(now), italian(before), italian(needed));
    c.r.say("corrente", voce, text, Some(formula), Some(moved));
    Ok(enough)
}
