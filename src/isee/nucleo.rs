//! Who counts: the household of the kind of ISEE asked for (DPCM 159/2013, articles 3, 6, 7).

use super::dsu::{Componente, Dsu, GenitoreEsterno};
use super::lessico::{Nucleo as SceltaNucleo, Ruolo, Situazione};
use super::opzioni::Opzioni;
use super::parametri::Parametri;
use super::registro::Registro;
use crate::denaro::{Overflow, italian_euro};
use crate::lingua::tr;

/// A member that counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Membro<'a> {
    pub dati: &'a Componente,
    /// Child of a parent who counts.
    pub figlio: bool,
    /// Parent of the minors of the household.
    pub genitore: bool,
}

/// The household that counts.
#[derive(Debug)]
pub(super) struct Nucleo<'a> {
    pub membri: Vec<Membro<'a>>,
    /// Attracted parents of whom only the ISE is known.
    pub solo_ise: Vec<&'a GenitoreEsterno>,
    /// A parent living elsewhere counts as present for the lone-parent rule.
    pub non_convivente: bool,
    pub ristretto: bool,
}

impl Nucleo<'_> {
    /// How many people, known in full or by their ISE only.
    pub(super) fn numero(&self) -> i64 {
        count(self.membri.len().saturating_add(self.solo_ise.len()))
    }

    /// How many members satisfy a condition.
    pub(super) fn count(&self, holds: impl Fn(&Membro<'_>) -> bool) -> i64 {
        count(self.membri.iter().filter(|m| holds(m)).count())
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Chooses who counts, and says why.
pub(super) fn compose<'a>(dsu: &'a Dsu, p: &Parametri, o: &Opzioni, r: &mut Registro) -> Result<Nucleo<'a>, Overflow> {
    let ristretto = dsu.sociosanitaria() && o.nucleo == SceltaNucleo::Ristretto;
    let asks = dsu.componenti.get(dsu.beneficiario);
    let alone = ristretto && matches!(asks.map(|c| c.ruolo), Some(Ruolo::Figlio | Ruolo::Altro));
    let attracted: Vec<usize> = dsu.genitori_esterni.iter().filter_map(|g| g.componente).collect();
    let mut membri = Vec::new();
    let mut out = Vec::new();
    for (i, dati) in dsu.componenti.iter().enumerate() {
        let comes_in = attracted.contains(&i);
        let counts = if comes_in {
            dsu.per_minorenni()
        } else if alone {
            i == dsu.beneficiario
        } else {
            !ristretto || in_restricted(dati, p, r)?
        };
        if counts {
            let parent = matches!(dati.ruolo, Ruolo::Dichiarante | Ruolo::Coniuge) || dati.genitore || comes_in;
            membri.push(Membro { dati, figlio: dati.ruolo == Ruolo::Figlio && !alone, genitore: parent });
        } else {
            out.push(dati.id.as_str());
        }
        if comes_in && counts {
            let text = tr!("Il genitore non convivente «{}» conta come componente del nucleo.", dati.id);
            r.say("nucleo", &p.nucleo.attratto, text, None, None);
        }
    }
    tell(&membri, &out, ristretto, p, r);
    if dsu.sociosanitaria() && asks.map(Componente::disabile) != Some(true) {
        r.warn_of(
            "beneficiario",
            tr!("Chi chiede la prestazione sociosanitaria non ha una disabilità dichiarata: se la chiede un altro \
             componente scrivi beneficiario, perché il nucleo ristretto è il suo."),
        );
    }
    let free = |g: &&GenitoreEsterno| g.situazione == Situazione::Attratto && g.componente.is_none();
    let solo_ise = if dsu.per_minorenni() { dsu.genitori_esterni.iter().filter(free).collect() } else { Vec::new() };
    let non_convivente =
        !dsu.per_minorenni() && dsu.genitori_esterni.iter().any(|g| g.situazione == Situazione::Attratto);
    Ok(Nucleo { membri, solo_ise, non_convivente, ristretto })
}

/// Beneficiary and spouse, minor children, dependent children (article 6, comma 2).
fn in_restricted(c: &Componente, p: &Parametri, r: &mut Registro) -> Result<bool, Overflow> {
    match c.ruolo {
        Ruolo::Dichiarante | Ruolo::Coniuge => Ok(true),
        Ruolo::Altro => Ok(false),
        Ruolo::Figlio if c.minorenne() => Ok(true),
        Ruolo::Figlio => match c.a_carico {
            Some(said) => Ok(said),
            None => dependent(c, p, r),
        },
    }
}

/// Not said: seen from the incomes declared.
fn dependent(c: &Componente, p: &Parametri, r: &mut Registro) -> Result<bool, Overflow> {
    let rule = &p.nucleo.a_carico;
    let young = c.eta.unwrap_or(i64::MAX) <= rule.valore.eta_giovani;
    let limit = if young { rule.valore.limite_giovani } else { rule.valore.limite };
    let incomes = c.redditi.taxable()?;
    let is = incomes <= limit;
    let (text, sign) = if is {
        (
            tr!(
                "Il figlio maggiorenne «{}» risulta a carico (a_carico non è indicato: si guardano i suoi redditi).",
                c.id
            ),
            "≤",
        )
    } else {
        (
            tr!(
                "Il figlio maggiorenne «{}» non risulta a carico (a_carico non è indicato: si guardano i suoi redditi).",
                c.id
            ),
            ">",
        )
    };
    r.enter(Some(&c.id));
    r.say("nucleo", rule, text, Some(format!("{} {sign} {}", italian_euro(incomes), italian_euro(limit))), None);
    r.enter(None);
    Ok(is)
}

fn tell(membri: &[Membro<'_>], out: &[&str], ristretto: bool, p: &Parametri, r: &mut Registro) {
    let ids: Vec<&str> = membri.iter().map(|m| m.dati.id.as_str()).collect();
    let ids = ids.join(", ");
    let (voce, mut text) = if ristretto {
        (&p.nucleo.ristretto, tr!("Nel nucleo ristretto contano: {}.", ids))
    } else {
        (&p.nucleo.ordinario, tr!("Nel nucleo contano: {}.", ids))
    };
    if !out.is_empty() {
        text.push_str(&tr!(" Non contano: {}.", out.join(", ")));
    }
    r.say("nucleo", voce, text, None, None);
}
