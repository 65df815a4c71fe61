//! ISR: the incomes of the members, less what article 4 takes away.

use super::conto::{Conto, Disabilita};
use super::dsu::{Componente, Redditi};
use super::lessico::{DetrazioniOltre, Disabilita as Grado, QuoteLavoroPensione, RedditoFigurativo, Trattamenti};
use super::parametri::{FranchigieDisabilita, QuotaMassima};
use super::patrimonio::excluded_securities;
use crate::denaro::{Frazione, Overflow, italian, italian_euro, italian_number};
use crate::lingua::tr;

impl Redditi {
    /// What counts for IRPEF, near enough to tell who is dependent.
    pub(super) fn taxable(&self) -> Result<Frazione, Overflow> {
        self.lavoro.add(self.pensione)?.add(self.agrari)?.add(self.altri)
    }

    fn total(&self, with_benefits: bool) -> Result<Frazione, Overflow> {
        let base = self.taxable()?.add(self.assegni_ricevuti)?;
        if with_benefits { base.add(self.trattamenti_disabilita) } else { Ok(base) }
    }
}

/// The ISR of the household.
pub(super) fn isr(c: &mut Conto<'_>) -> Result<Frazione, Overflow> {
    let mut parts = Vec::new();
    for m in c.membri() {
        c.r.enter(Some(&m.dati.id));
        let net = member(c, m.dati);
        c.r.enter(None);
        parts.push(net?);
    }
    let figurative = figurative(c)?;
    parts.extend(figurative);
    let mut total = Frazione::ZERO;
    for part in &parts {
        total = total.add(*part)?;
    }
    total = total.max(Frazione::ZERO);
    let shown: Vec<String> = parts.iter().filter(|p| **p != Frazione::ZERO).map(|p| italian(*p)).collect();
    let mut words = vec![if shown.is_empty() { italian(total) } else { shown.join(" + ") }];
    for step in [rent, disability] {
        if let Some(less) = step(c, total)? {
            total = total.sub(less)?;
            words.push(italian(less));
        }
    }
    let isr = c.midway(total)?;
    let formula = format!("{} = {}", words.join(" − "), italian(isr));
    let p = c.p;
    c.r.say("isr", &p.reddito.somma, tr!("Reddito del nucleo (ISR): {}.", italian_euro(isr)), Some(formula), Some(isr));
    Ok(isr)
}

/// One member: incomes, deductions, what is left.
fn member(c: &mut Conto<'_>, m: &Componente) -> Result<Frazione, Overflow> {
    let p = c.p;
    let rules = &p.reddito;
    let with_benefits = c.o.trattamenti_disabilita == Trattamenti::Inclusi;
    let gross = m.redditi.total(with_benefits)?;
    tell_gross(c, m, gross);
    if !with_benefits && m.redditi.trattamenti_disabilita != Frazione::ZERO {
        let text = tr!(
            "I trattamenti per la disabilità ({}) non sono reddito.",
            italian_euro(m.redditi.trattamenti_disabilita)
        );
        c.r.say("detrazione", &rules.trattamenti_disabilita, text, None, Some(Frazione::ZERO));
    }
    let mut taken = Frazione::ZERO;
    for (voce, what, amount) in [
        (
            &rules.assegni_versati,
            tr!("Si tolgono gli assegni versati: {}.", italian_euro(m.detrazioni.assegni_versati)),
            m.detrazioni.assegni_versati,
        ),
        (
            &rules.redditi_agrari,
            tr!("Si tolgono i redditi agrari: {}.", italian_euro(m.detrazioni.redditi_agrari)),
            m.detrazioni.redditi_agrari,
        ),
    ] {
        if amount != Frazione::ZERO {
            c.r.say("detrazione", voce, what, None, Some(amount));
            taken = taken.add(amount)?;
        }
    }
    taken = taken.add(health(c, m))?;
    taken = taken.add(work_and_pension(c, m, with_benefits)?)?;
    let mut net = gross.sub(taken)?;
    let short = net < Frazione::ZERO;
    if short && c.o.detrazioni_oltre_il_reddito == DetrazioniOltre::Perse {
        net = Frazione::ZERO;
    }
    let formula =
        (taken != Frazione::ZERO).then(|| format!("{} − {} = {}", italian(gross), italian(taken), italian(net)));
    let text = tr!("Reddito di «{}» che conta: {}.", m.id, italian_euro(net));
    let voce = if short { &rules.fino_a_concorrenza } else { &rules.somma };
    c.r.say("reddito_componente", voce, text, formula, Some(net));
    Ok(net)
}

fn tell_gross(c: &mut Conto<'_>, m: &Componente, gross: Frazione) {
    let p = c.p;
    if gross == Frazione::ZERO && m.corrente.is_none() {
        return;
    }
    let amount = italian_euro(gross);
    let text = match m.corrente {
        None => tr!("Redditi di «{}»: {}.", m.id, amount),
        Some(now) if now.mesi == 2 => tr!("Redditi aggiornati (due mesi, presi sei volte) di «{}»: {}.", m.id, amount),
        Some(_) => tr!("Redditi aggiornati (dodici mesi) di «{}»: {}.", m.id, amount),
    };
    match m.corrente {
        None => c.r.say("reddito", &p.reddito.somma, text, None, Some(gross)),
        Some(_) => c.r.say("reddito", &p.corrente.reddito, text, None, Some(gross)),
    }
    if m.corrente.is_some_and(|now| now.unico) {
        c.r.warn_of(
            "reddito_corrente",
            tr!(
                "Il reddito corrente di «{}» è un numero solo: non si toglie la quota per lavoro o pensione. \
             Per toglierla scrivi reddito_corrente = { lavoro = \"…\", pensione = \"…\" }.",
                m.id
            ),
        );
    }
}

/// Health costs, up to the maximum for one person.
fn health(c: &mut Conto<'_>, m: &Componente) -> Frazione {
    let spent = m.detrazioni.spese_sanitarie;
    let p = c.p;
    let max = p.reddito.spese_sanitarie.valore;
    let less = spent.min(max);
    if spent != Frazione::ZERO {
        let text = tr!("Si tolgono le spese sanitarie e di assistenza per disabilità: {}.", italian_euro(less));
        let formula = tr!("il minore tra {} e {}", italian(spent), italian(max));
        c.r.say("detrazione", &p.reddito.spese_sanitarie, text, Some(formula), Some(less));
        if c.nucleo.count(|m| m.dati.disabile()) == 0 {
            c.r.warn(tr!("Le spese sanitarie si tolgono solo se sono per una persona con disabilità: \
                 nessun componente ne ha una."));
        }
    }
    less
}

/// 20% of work, or of pension: the larger, unless the option wants both.
fn work_and_pension(c: &mut Conto<'_>, m: &Componente, with_benefits: bool) -> Result<Frazione, Overflow> {
    let p = c.p;
    let rules = &p.reddito;
    let benefits = if with_benefits { m.redditi.trattamenti_disabilita } else { Frazione::ZERO };
    let pension_base = m.redditi.pensione.add(benefits)?;
    let work = share(&rules.lavoro.valore, m.redditi.lavoro)?;
    let pension = share(&rules.pensione.valore, pension_base)?;
    let one_only = c.o.quote_lavoro_pensione == QuoteLavoroPensione::Alternative;
    let both = work != Frazione::ZERO && pension != Frazione::ZERO;
    if both && one_only {
        let text = tr!(
            "Le quote per lavoro ({}) e pensione ({}) sono alternative: vale la maggiore.",
            italian_euro(work),
            italian_euro(pension)
        );
        c.r.say("detrazione", &rules.una_sola_quota, text, None, None);
    }
    let mut taken = Frazione::ZERO;
    for (voce, what, base, amount, counts) in [
        (
            &rules.lavoro,
            tr!("Si toglie una quota del reddito da lavoro: {}.", italian_euro(work)),
            m.redditi.lavoro,
            work,
            !one_only || work >= pension,
        ),
        (
            &rules.pensione,
            tr!("Si toglie una quota delle pensioni: {}.", italian_euro(pension)),
            pension_base,
            pension,
            !one_only || pension > work,
        ),
    ] {
        if counts && amount != Frazione::ZERO {
            let percent = voce.valore.parte.mul(Frazione::integer(100))?;
            let text = what;
            let formula =
                tr!("{} % di {}, al massimo {}", italian_number(percent), italian(base), italian(voce.valore.massimo));
            c.r.say("detrazione", voce, text, Some(formula), Some(amount));
            taken = taken.add(amount)?;
        }
    }
    Ok(taken)
}

fn share(rule: &QuotaMassima, base: Frazione) -> Result<Frazione, Overflow> {
    Ok(base.mul(rule.parte)?.min(rule.massimo))
}

/// Figurative income of the household's financial assets, when it is computed here.
fn figurative(c: &mut Conto<'_>) -> Result<Option<Frazione>, Overflow> {
    let mut assets = Frazione::ZERO;
    for m in c.membri() {
        assets = assets.add(m.dati.attivita_finanziarie)?;
    }
    let Some(rate) = c.regole.tasso else {
        if assets != Frazione::ZERO {
            c.r.warn(tr!(
                "Il reddito figurativo delle attività finanziarie non è calcolato: se c'è, scrivilo tra gli altri redditi."
            ));
        }
        return Ok(None);
    };
    if c.o.reddito_figurativo == RedditoFigurativo::SenzaTitoliEsclusi {
        assets = assets.sub(excluded_securities(c)?)?;
    }
    let income = assets.mul(rate)?;
    let percent = rate.mul(Frazione::integer(100))?;
    let text = tr!("Reddito figurativo delle attività finanziarie: {}.", italian_euro(income));
    let formula = tr!("{} % di {} = {}", italian_number(percent), italian(assets), italian(income));
    let p = c.p;
    c.r.say("figurativo", &p.reddito.figurativo, text, Some(formula), Some(income));
    Ok(Some(income))
}

/// Rent, up to a maximum and to the income that is left.
fn rent(c: &mut Conto<'_>, left: Frazione) -> Result<Option<Frazione>, Overflow> {
    let rent = c.dsu.locazione;
    if rent == Frazione::ZERO {
        return Ok(None);
    }
    let p = c.p;
    let voce = &p.reddito.locazione;
    let max = voce.valore.with(c.figli_soglie())?;
    let less = rent.min(max).min(left);
    let formula = tr!("il minore tra {}, {} e {}", italian(rent), italian(max), italian(left));
    c.r.say(
        "locazione",
        voce,
        tr!("Si toglie il canone di affitto: {}.", italian_euro(less)),
        Some(formula),
        Some(less),
    );
    Ok(Some(less))
}

/// Amounts for disabled members (2015), up to the income that is left.
fn disability(c: &mut Conto<'_>, left: Frazione) -> Result<Option<Frazione>, Overflow> {
    let Disabilita::Franchigie(voce) = c.regole.disabilita else {
        return Ok(None);
    };
    let mut sum = Frazione::ZERO;
    let mut words = Vec::new();
    for m in c.membri() {
        let Some(amount) = allowance(&voce.valore, m.dati) else { continue };
        sum = sum.add(amount)?;
        words.push(italian(amount));
    }
    if words.is_empty() {
        return Ok(None);
    }
    let less = sum.min(left);
    let text = tr!("Si tolgono le franchigie per le persone con disabilità: {}.", italian_euro(less));
    let formula = tr!("il minore tra {} e {}", words.join(" + "), italian(left));
    c.r.say("franchigia_disabilita", voce, text, Some(formula), Some(less));
    Ok(Some(less))
}

fn allowance(rule: &FranchigieDisabilita, m: &Componente) -> Option<Frazione> {
    let [medium, severe, dependent] = if m.minorenne() { rule.minori } else { rule.adulti };
    match m.disabilita {
        Grado::Nessuna => None,
        Grado::Media => Some(medium),
        Grado::Grave => Some(severe),
        Grado::NonAutosufficiente => Some(dependent),
    }
}
