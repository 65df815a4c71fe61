//! The equivalence scale (DPCM 159/2013, annex 1).

use super::conto::{Conto, Disabilita};
use super::lessico::{Figli, TipoDsu};
use crate::denaro::{Frazione, Overflow, italian_number};
use crate::lingua::tr;

/// The scale of the household.
pub(super) fn scala(c: &mut Conto<'_>) -> Result<Frazione, Overflow> {
    let parts = [base(c)?, children(c)?, parents(c), disabled(c)?, in_residence(c)?];
    let mut sum = Frazione::ZERO;
    let mut words = Vec::new();
    for part in parts.into_iter().filter(|p| *p > Frazione::ZERO) {
        sum = sum.add(part)?;
        words.push(italian_number(part));
    }
    let p = c.p;
    let formula = format!("{} = {}", words.join(" + "), italian_number(sum));
    let text = tr!("Scala di equivalenza: {}.", italian_number(sum));
    c.r.say("scala", &p.scala.base, text, Some(formula), Some(sum));
    Ok(sum)
}

/// By the number of people, without those in a residence.
fn base(c: &mut Conto<'_>) -> Result<Frazione, Overflow> {
    let p = c.p;
    let rule = &p.scala.base;
    let people = c.nucleo.numero().saturating_sub(c.nucleo.count(|m| m.dati.ricoverato));
    let (Some(index), Some(last)) = (usize::try_from(people.saturating_sub(1)).ok(), rule.valore.valori.last()) else {
        return Ok(Frazione::ZERO);
    };
    let value = match rule.valore.valori.get(index) {
        Some(value) => *value,
        None => {
            let known = rule.valore.valori.len();
            let further = i128::try_from(index.saturating_add(1).saturating_sub(known)).map_err(|_| Overflow)?;
            last.add(rule.valore.oltre.mul(Frazione::integer(further))?)?
        }
    };
    let text = tr!(
        "Scala per {n} componente: {}." | "Scala per {n} componenti: {}." % people.to_string(),
        italian_number(value)
    );
    c.r.say("scala_base", rule, text, None, Some(value));
    Ok(value)
}

/// Three children or more (two or more in the second indicator of 2026).
fn children(c: &mut Conto<'_>) -> Result<Frazione, Overflow> {
    let only_minors = c.o.figli_scala == Figli::Minorenni;
    let n = c.nucleo.count(|m| m.figlio && !m.dati.ricoverato && (!only_minors || m.dati.minorenne()));
    let rule = c.regole.figli;
    let Some((_, value)) = rule.valore.iter().rev().find(|(from, _)| n >= *from) else {
        return Ok(Frazione::ZERO);
    };
    c.r.say(
        "maggiorazione",
        rule,
        tr!("Per {n} figlio: {}." | "Per {n} figli: {}." % n.to_string(), italian_number(*value)),
        None,
        Some(*value),
    );
    Ok(*value)
}

/// Minors whose parents all work, or alone with a parent who does not.
fn parents(c: &mut Conto<'_>) -> Frazione {
    let n = &c.nucleo;
    let minors: Vec<i64> =
        n.membri.iter().filter(|m| m.figlio && m.dati.minorenne()).filter_map(|m| m.dati.eta).collect();
    if minors.is_empty() {
        return Frazione::ZERO;
    }
    let p = c.p;
    let rule = &p.scala.genitori_lavoratori;
    let said: Vec<Option<bool>> = n
        .membri
        .iter()
        .filter(|m| m.genitore)
        .map(|m| m.dati.lavoro_6_mesi)
        .chain(n.solo_ise.iter().map(|g| g.lavoro_6_mesi))
        .collect();
    let all_work = said.iter().all(|work| *work == Some(true));
    let unsaid = said.iter().any(Option::is_none) && said.iter().all(|work| *work != Some(false));
    let only_family = n.solo_ise.is_empty() && n.membri.iter().all(|m| m.genitore || m.figlio && m.dati.minorenne());
    let lone = said.len() == 1 && only_family;
    let small = minors.iter().any(|eta| *eta < rule.valore.eta);
    let value = if small { rule.valore.con_figli_piccoli } else { rule.valore.con_minori };
    let amount = italian_number(value);
    if all_work {
        let text = if said.len() == 1 {
            tr!("Con figli minorenni, e il genitore lavora: {}.", amount)
        } else {
            tr!("Con figli minorenni, e i genitori lavorano: {}.", amount)
        };
        c.r.say("maggiorazione", rule, text, None, Some(value));
        return value;
    }
    if lone && n.non_convivente {
        let text = tr!("Il genitore non convivente conta come presente: il genitore non risulta solo.");
        c.r.say("maggiorazione", &p.scala.genitore_non_convivente, text, None, Some(Frazione::ZERO));
    } else if lone {
        let text = tr!("Un genitore solo con figli minorenni: {}.", amount);
        c.r.say("maggiorazione", &p.scala.genitore_solo, text, None, Some(value));
        return value;
    }
    if unsaid {
        c.r.warn_of(
            "lavoro_6_mesi",
            tr!("Non è detto se i genitori hanno lavorato almeno sei mesi (lavoro_6_mesi): \
             la maggiorazione per i genitori che lavorano non è contata."),
        );
    }
    Frazione::ZERO
}

fn disabled(c: &mut Conto<'_>) -> Result<Frazione, Overflow> {
    let Disabilita::Scala(voce) = c.regole.disabilita else {
        return Ok(Frazione::ZERO);
    };
    each(c, c.nucleo.count(|m| m.dati.disabile()), voce, |v| tr!("componenti con disabilità: {}.", v))
}

fn in_residence(c: &mut Conto<'_>) -> Result<Frazione, Overflow> {
    let p = c.p;
    let nobody = c.nucleo.count(|m| m.dati.ricoverato) == 0;
    if nobody && c.dsu.tipo == TipoDsu::SociosanitarioResidenze && c.nucleo.numero() > 1 {
        let text = tr!("Se il beneficiario vive già nella residenza scrivi ricoverato = true: la scala cambia.");
        c.r.warn_of("ricoverato", text);
    }
    each(c, c.nucleo.count(|m| m.dati.ricoverato), &p.scala.ricovero, |v| tr!("componenti in residenza: {}.", v))
}

fn each(
    c: &mut Conto<'_>,
    n: i64,
    voce: &super::parametri::Voce<Frazione>,
    say: fn(String) -> String,
) -> Result<Frazione, Overflow> {
    if n == 0 {
        return Ok(Frazione::ZERO);
    }
    let value = voce.valore.mul(Frazione::integer(i128::from(n)))?;
    let formula = format!("{n} × {}", italian_number(voce.valore));
    c.r.say("maggiorazione", voce, say(italian_number(value)), Some(formula), Some(value));
    Ok(value)
}
