//! The change that a current ISEE needs (DPCM 159/2013, article 9).

use super::conto::Conto;
use super::parametri::Voce;
use crate::denaro::{Frazione, Overflow, italian, italian_euro, italian_number};
use crate::lingua::tr;

/// Whether each change with respect to the previous ISEE is above its threshold; nothing where it is not compared.
///
/// ```
/// # let text = r#"{ "formato": 1, "anno": 2026, "tipo": "corrente", "precedente": { "isr": "20000" },
/// #   "componente": [{ "id": "ada", "ruolo": "dichiarante", "reddito_corrente": { "mesi": 12, "lavoro": "12000" } }] }"#;
/// let dsu = soglia::formato::parse_dsu(text, "dsu.json").unwrap();
/// let answer = soglia::isee::calcola(&dsu, &soglia::semi::parametri_isee(2026).unwrap()).unwrap();
/// assert_eq!((answer.corrente.reddito, answer.corrente.patrimonio), (Some(true), None));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Variazioni {
    /// Of the incomes (ISR).
    pub reddito: Option<bool>,
    /// Of the assets (ISP).
    pub patrimonio: Option<bool>,
}

/// Tells whether incomes or assets changed enough; an estimate is given in any case.
pub(super) fn check(c: &mut Conto<'_>, isr: Frazione, isp: Frazione) -> Result<Variazioni, Overflow> {
    let p = c.p;
    let before = c.dsu.precedente;
    let reddito = before.isr.map(|b| change(c, &p.corrente.reddito, "ISR", b, isr)).transpose()?;
    let patrimonio = match (before.isp, &p.corrente.patrimonio) {
        (Some(b), Some(voce)) => Some(change(c, voce, "ISP", b, isp)?),
        _ => None,
    };
    match (reddito, patrimonio) {
        (None, None) => c.r.warn_of(
            "precedente",
            tr!("Non è controllato se l'ISEE corrente si può chiedere: serve un ISEE valido (precedente = { isr, isp }) \
             e una perdita, sospensione o riduzione del lavoro, o una variazione sufficiente."),
        ),
        (Some(true), _) | (_, Some(true)) => {}
        _ => c.r.warn(tr!(
            "La variazione non basta per l'ISEE corrente, salvo perdita, sospensione o riduzione del lavoro \
             o di trattamenti."
        )),
    }
    Ok(Variazioni { reddito, patrimonio })
}

fn change(
    c: &mut Conto<'_>,
    voce: &Voce<Frazione>,
    name: &str,
    before: Frazione,
    now: Frazione,
) -> Result<bool, Overflow> {
    let moved = now.sub(before)?.max(before.sub(now)?);
    let needed = before.mul(voce.valore)?;
    let enough = moved > needed;
    let percent = voce.valore.mul(Frazione::integer(100))?;
    let (amount, percent) = (italian_euro(moved), italian_number(percent));
    let (text, sign) = if enough {
        (tr!("La variazione dell'{} ({}) supera il {} %.", name, amount, percent), ">")
    } else {
        (tr!("La variazione dell'{} ({}) non supera il {} %.", name, amount, percent), "≤")
    };
    let formula = format!("|{} − {}| {sign} {}", italian(now), italian(before), italian(needed));
    c.r.say("corrente", voce, text, Some(formula), Some(moved));
    Ok(enough)
}
