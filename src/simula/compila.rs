//! From the rules and one group's answers to a schedule in whole numbers.

use super::consulta::Consulta;
use super::gradini::{Gradini, lcm};
use super::passi::{Finale, Passi, Quante};
use super::popolazione::{Gruppo, Popolazione};
use crate::denaro::{Frazione, Overflow};
use crate::norma::{Bersaglio, FormaQuota, Quando, Quota, Servizio, TipoIsee, ValoreFatto, ValoreSenzaIsee};
use crate::requisiti::{Fatti, Verita, all, evaluate};
use crate::tariffa::{Ingresso, build, fee_conditions, quota_truth, representatives, run, unknown_facts};
use crate::traccia::Traccia;

/// Combinations of unknown facts compiled one by one; of more, only a sample.
const MAX_MONDI: usize = 64;

/// One quota that counts.
#[derive(Clone, Debug)]
pub(crate) struct QuotaIntera {
    /// Place of its quantity.
    pub quantita: usize,
    pub gradini: Gradini,
    /// Corrections after the rounding, when that comes first.
    pub dopo: Option<Passi>,
    /// From its own denominator, times the decimals of its quantity, to that of the sum.
    pub fattore: i128,
}

/// A schedule for one group: unit values by ISEE, corrections on the total, last rounding.
#[derive(Clone, Debug)]
pub(crate) struct Compilata {
    pub quote: Vec<QuotaIntera>,
    pub totale: Passi,
    pub finale: Finale,
    /// When the total is a sum of whole cents held between two ends.
    pub diretta: Option<(i64, i64)>,
}

/// How a group is computed.
#[derive(Clone, Debug)]
pub(crate) enum Regola {
    /// The service is not for them.
    Esclusa,
    Compilata(Compilata),
    /// Some answers are missing: one schedule for each way they may go. When all are there (`tutti`) and agree, the
    /// fee is known; when two differ, it is not.
    Mondi {
        mondi: Vec<Compilata>,
        tutti: bool,
    },
    /// Row by row, with the explained engine.
    UnoAUno,
}

/// The rule of a group, and whether its admission is still to be checked.
#[derive(Clone, Debug)]
pub(crate) struct Piano {
    pub regola: Regola,
    pub da_verificare: bool,
    /// Facts that are missing and decide something.
    pub mancano: Vec<String>,
}

/// Compiles the schedule of a group. What does not fit whole numbers of 128 bits is left to the explained engine,
/// which says so.
pub(crate) fn plan(c: &Consulta<'_>, gruppo: &Gruppo, pop: &Popolazione) -> Piano {
    let requirement = all(c.servizio.requisiti.iter().map(|r| evaluate(&r.se, &gruppo.fatti)));
    let mut mancano = Vec::new();
    let da_verificare = match requirement {
        Verita::No => return Piano { regola: Regola::Esclusa, da_verificare: false, mancano },
        Verita::Ignota(facts) => {
            mancano = facts;
            true
        }
        Verita::Si => false,
    };
    let i = ingresso(c.servizio, gruppo, &gruppo.fatti);
    let unknown = unknown_facts(&i);
    mancano.extend(unknown.iter().filter(|f| !mancano.contains(f)).cloned().collect::<Vec<_>>());
    // Without an ISEE, a quota that does not say what it is then waits for one.
    let waits = |q: &Quota| q.senza_isee.is_none() && quota_truth(q, &gruppo.fatti) != Some(false);
    if let Some(kind) = c.servizio.isee.first().filter(|_| gruppo.tipo.is_none())
        && c.servizio.quote.iter().any(waits)
        && !mancano.iter().any(|f| f == kind.fact_id())
    {
        mancano.push(kind.fact_id().to_owned());
    }
    let regola = if unknown.is_empty() {
        definite(c, gruppo, &gruppo.fatti, pop).unwrap_or(Regola::UnoAUno)
    } else if gruppo.tipo.is_some() && !unknown.iter().any(|f| is_isee(f)) {
        worlds(c, gruppo, &unknown, pop).unwrap_or(Regola::UnoAUno)
    } else {
        Regola::UnoAUno
    };
    Piano { regola, da_verificare, mancano }
}

fn is_isee(id: &str) -> bool {
    TipoIsee::ALL.iter().any(|k| k.fact_id() == id)
}

fn ingresso<'a>(servizio: &'a Servizio, gruppo: &'a Gruppo, fatti: &'a Fatti) -> Ingresso<'a> {
    Ingresso { servizio, x: None, assente: true, fatti, quantita: &gruppo.quantita, sempre: None }
}

/// All conditions are decided.
fn definite(c: &Consulta<'_>, gruppo: &Gruppo, facts: &Fatti, pop: &Popolazione) -> Result<Regola, Overflow> {
    let own = specialised(c.servizio, facts);
    let counts = |q: &&Quota| quota_truth(q, facts) == Some(true);
    if gruppo.tipo.is_some() {
        return compile(c, &own, gruppo, pop, facts, None).map(Regola::Compilata);
    }
    if c.servizio.quote.iter().filter(counts).any(|q| q.senza_isee.is_none()) {
        return Ok(Regola::UnoAUno);
    }
    let refuses = |q: &Quota| q.senza_isee.as_ref().is_some_and(|s| matches!(s.valore, ValoreSenzaIsee::Rifiuta(_)));
    if c.servizio.quote.iter().filter(counts).any(refuses) {
        return Ok(Regola::Esclusa);
    }
    let conto = run(&ingresso(c.servizio, gruppo, facts), &mut Traccia::mute())?;
    let mut values = Vec::new();
    for part in &conto.parti {
        values.push((part.index, part.unitaria.known().ok_or(Overflow)?));
    }
    compile(c, &own, gruppo, pop, facts, Some(&values)).map(Regola::Compilata)
}

/// The service as it is for these answers: without the corrections that do not apply, and without conditions.
fn specialised(servizio: &Servizio, facts: &Fatti) -> Servizio {
    let mut own = servizio.clone();
    own.requisiti.clear();
    own.correzioni.retain(|c| c.se.as_ref().is_none_or(|se| evaluate(se, facts).is_si()));
    own.correzioni.iter_mut().for_each(|c| c.se = None);
    own
}

/// `values`: the unit values without ISEE, by the index of their quota.
fn compile(
    c: &Consulta<'_>,
    own: &Servizio,
    gruppo: &Gruppo,
    pop: &Popolazione,
    facts: &Fatti,
    values: Option<&[(usize, Frazione)]>,
) -> Result<Compilata, Overflow> {
    let decimals = |place: usize| pop.quantita.get(place).map_or(0, |q| q.decimali);
    let mut quote = Vec::new();
    let nothing = Fatti::new();
    let i = ingresso(own, gruppo, &nothing);
    for (index, quota) in own.quote.iter().enumerate() {
        if quota.forma != FormaQuota::Tariffa || quota_truth(quota, facts) != Some(true) {
            continue;
        }
        let quantita = c.place(quota.per.as_str()).ok_or(Overflow)?;
        let (gradini, dopo) = match values {
            Some(values) => {
                let value = values.iter().find(|(n, _)| *n == index).map_or(Frazione::ZERO, |(_, v)| *v);
                (Gradini::constant(value)?, None)
            }
            None => steps(&i, own, index, quota)?,
        };
        quote.push(QuotaIntera { quantita, gradini, dopo, fattore: 1 });
    }
    let (mut unit, mut scale) = (1_i128, 0);
    for q in &quote {
        unit = lcm(unit, q.dopo.as_ref().map_or(q.gradini.den, |d| d.den))?;
        scale = scale.max(decimals(q.quantita));
    }
    for q in &mut quote {
        let own_den = q.dopo.as_ref().map_or(q.gradini.den, |d| d.den);
        q.fattore = (unit / own_den).checked_mul(power(scale - decimals(q.quantita))?).ok_or(Overflow)?;
    }
    let mut totale = Passi::new(unit.checked_mul(power(scale)?).ok_or(Overflow)?);
    let quantity = |name: &str| c.place(name).map_or(Quante::Note(Frazione::ZERO), |p| Quante::Colonna(p, decimals(p)));
    for correction in own.correzioni.iter().filter(|c| c.su == Bersaglio::Totale) {
        totale.push(&correction.operazione, quantity)?;
    }
    let finale = Finale::new(own.arrotonda_totale.regola)?;
    let diretta = totale.clamp().filter(|_| finale.keeps_cents());
    Ok(Compilata { quote, totale, finale, diretta })
}

fn power(exponent: u32) -> Result<i128, Overflow> {
    10_i128.checked_pow(exponent).ok_or(Overflow)
}

/// The unit value of a quota by ISEE.
fn steps(i: &Ingresso<'_>, own: &Servizio, index: usize, quota: &Quota) -> Result<(Gradini, Option<Passi>), Overflow> {
    let regola = quota.arrotonda.regola;
    if quota.arrotonda.quando == Quando::Dopo {
        return Ok((Gradini::build(&build(i, index, quota)?, regola)?, None));
    }
    // Rounded first: the pieces before the corrections, then the corrections on whole numbers.
    let mut bare = own.clone();
    bare.correzioni.retain(|c| c.su != Bersaglio::Quota(index));
    let gradini = Gradini::build(&build(&Ingresso { servizio: &bare, ..*i }, index, quota)?, regola)?;
    let mut dopo = Passi::new(gradini.den);
    for correction in own.correzioni.iter().filter(|c| c.su == Bersaglio::Quota(index)) {
        dopo.push(&correction.operazione, |name| Quante::Note(i.quantity(name)))?;
    }
    Ok((gradini, Some(dopo)))
}

/// One schedule for each combination of the missing answers.
fn worlds(c: &Consulta<'_>, gruppo: &Gruppo, unknown: &[String], pop: &Popolazione) -> Result<Regola, Overflow> {
    let cases: Vec<(&String, Vec<ValoreFatto>)> =
        unknown.iter().filter_map(|id| c.rules.fatti.get(id).map(|f| (id, representatives(f, c.servizio)))).collect();
    let count = cases.iter().try_fold(1_usize, |n, (_, v)| n.checked_mul(v.len())).ok_or(Overflow)?;
    let tutti = count <= MAX_MONDI;
    let mut mondi = Vec::new();
    for n in 0..count.min(MAX_MONDI) {
        // Of too many worlds, some spread over all of them.
        let mut rest = if tutti { n } else { (count - 1) / (MAX_MONDI - 1) * n };
        let mut facts = gruppo.fatti.clone();
        for (id, values) in &cases {
            if let Some(v) = values.get(rest % values.len().max(1)) {
                facts.insert((*id).clone(), v.clone());
            }
            rest /= values.len().max(1);
        }
        if !fee_conditions(c.servizio, None).all(|se| !matches!(evaluate(se, &facts), Verita::Ignota(_))) {
            return Err(Overflow);
        }
        let own = specialised(c.servizio, &facts);
        mondi.push(compile(c, &own, gruppo, pop, &facts, None)?);
    }
    Ok(Regola::Mondi { mondi, tutti })
}
