//! Goal seek: by how much to multiply the fees so that the total reaches an amount, with the two neighbours as proof.

use super::consulta::Consulta;
use super::passata::Passata;
use super::popolazione::Popolazione;
use super::riepilogo::Centesimi;
use crate::denaro::Frazione;
use crate::diagnosi::{Code, Diagnostic};
use crate::norma::{Bersaglio, Correzione, FormaQuota, Operazione, Regolamento};
use crate::tariffa::too_large;
use serde::Serialize;

/// The multiplier moves in thousandths, up to ten times the fee.
const PASSO: i128 = 1000;
const MASSIMO: i128 = 10 * PASSO;

/// A multiplier and the total it gives; euro.
///
/// ```
/// use soglia::simula::{Centesimi, Tentativo};
/// let try_it = Tentativo { moltiplica: "1.050".into(), totale: Centesimi(105_000) };
/// assert_eq!(try_it.totale.to_string(), "1050.00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tentativo {
    /// The multiplier, in thousandths.
    pub moltiplica: String,
    /// What all households then pay.
    pub totale: Centesimi,
}

/// The least multiplier that reaches an amount: the one just below it does not.
///
/// ```
/// use soglia::{formato::popolazione::Lettore, simula::{Centesimi, Simulazione}};
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let simulazione = Simulazione::new(rules, "sad", None).unwrap();
/// let mut raccolta = simulazione.raccolta();
/// let mut lettore = Lettore::new(simulazione.attese());
/// lettore.leggi(b"isee;ora\n5000;100\n", &mut |riga| raccolta.push(riga)).unwrap();
/// let letto = lettore.fine(&mut |riga| raccolta.push(riga)).unwrap();
/// let found = raccolta.finish(letto).cerca(Centesimi(31_000)).unwrap(); // 300.00 € today
/// assert_eq!(found.soluzione.unwrap().moltiplica, "1.032"); // 3.10 € the hour
/// assert_eq!(found.sotto.unwrap().totale.to_string(), "309.00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ricerca {
    /// The amount to reach.
    pub obiettivo: Centesimi,
    /// The least multiplier that reaches it; none when not even ten times the fees do.
    pub soluzione: Option<Tentativo>,
    /// Its neighbour below, which does not reach it; none when the solution is zero.
    pub sotto: Option<Tentativo>,
}

/// Multiplies the unit value of every fee, before its rounding.
pub(crate) fn seek(base: &Consulta<'_>, pop: &Popolazione, obiettivo: i128) -> Result<Ricerca, Diagnostic> {
    let attempt = |n: i128| -> Result<Tentativo, Diagnostic> {
        let k = Frazione::new(n, PASSO).map_err(|_| too_large())?;
        let moltiplica = format!("{}.{:03}", n / PASSO, n % PASSO);
        Ok(Tentativo { moltiplica, totale: Centesimi(total_with(base, pop, k)?) })
    };
    if obiettivo < 0 {
        return Err(Diagnostic::error(Code::NumeroFuoriLimite, "obiettivo", "l'obiettivo non può essere negativo")
            .expected("un importo come 120000.00")
            .mend("togli il segno meno"));
    }
    // The low end never reaches the goal, the high end always does.
    let (first, last) = (attempt(0)?, attempt(MASSIMO)?);
    if first.totale.0 >= obiettivo {
        return Ok(Ricerca { obiettivo: Centesimi(obiettivo), soluzione: Some(first), sotto: None });
    }
    if last.totale.0 < obiettivo {
        return Ok(Ricerca { obiettivo: Centesimi(obiettivo), soluzione: None, sotto: Some(last) });
    }
    let (mut low, mut high) = ((0, first), (MASSIMO, last));
    while high.0 - low.0 > 1 {
        let middle = (low.0 + high.0) / 2;
        let found = attempt(middle)?;
        if found.totale.0 >= obiettivo { high = (middle, found) } else { low = (middle, found) }
    }
    Ok(Ricerca { obiettivo: Centesimi(obiettivo), soluzione: Some(high.1), sotto: Some(low.1) })
}

fn total_with(base: &Consulta<'_>, pop: &Popolazione, k: Frazione) -> Result<i128, Diagnostic> {
    let mut servizio = base.servizio.clone();
    for (index, quota) in base.servizio.quote.iter().enumerate().filter(|(_, q)| q.forma == FormaQuota::Tariffa) {
        let own = servizio.correzioni.iter().rposition(|c| c.su == Bersaglio::Quota(index)).map_or(0, |n| n + 1);
        servizio.correzioni.insert(
            own,
            Correzione {
                id: "obiettivo".to_owned(),
                se: None,
                su: Bersaglio::Quota(index),
                operazione: Operazione::Moltiplica(k),
                testo: None,
                origine: quota.origine.clone(),
            },
        );
    }
    let rules = Regolamento { servizi: vec![servizio.clone()], ..base.rules.clone() };
    let consulta = base.on(&rules, &servizio);
    Ok(Passata::new(&consulta, pop).run(None)?.sum().totale)
}
