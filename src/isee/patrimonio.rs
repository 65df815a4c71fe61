//! ISP: buildings and movable assets of the members (DPCM 159/2013, article 5).

use super::conto::Conto;
use super::dsu::{Componente, Immobile};
use super::lessico::{Momento, SaldoOGiacenza, Uso};
use crate::denaro::{Frazione, Overflow, italian, italian_euro, italian_number};
use crate::lingua::tr;

/// The ISP of the household.
pub(super) fn isp(c: &mut Conto<'_>) -> Result<Frazione, Overflow> {
    let buildings = home(c)?.add(others(c)?)?.add(donations(c)?)?;
    let movable = movable(c)?;
    let isp = c.midway(buildings.add(movable)?)?;
    let p = c.p;
    let formula = format!("{} + {} = {}", italian(buildings), italian(movable), italian(isp));
    let text = tr!("Patrimonio del nucleo (ISP): {}.", italian_euro(isp));
    c.r.say("isp", &p.patrimonio.immobili, text, Some(formula), Some(isp));
    Ok(isp)
}

/// Value less the residual loan, never below zero.
fn net(b: &Immobile) -> Result<Frazione, Overflow> {
    Ok(b.imu.sub(b.mutuo)?.max(Frazione::ZERO))
}

/// The buildings of one use, of every member.
fn buildings(c: &Conto<'_>, uso: Uso) -> Result<Option<Frazione>, Overflow> {
    let mut sum = None;
    for m in c.membri() {
        for b in m.dati.immobili.iter().filter(|b| b.uso == uso) {
            sum = Some(sum.unwrap_or(Frazione::ZERO).add(net(b)?)?);
        }
    }
    Ok(sum)
}

/// The home: nothing up to the threshold, a part of the excess above it.
fn home(c: &mut Conto<'_>) -> Result<Frazione, Overflow> {
    let Some(value) = buildings(c, Uso::Abitazione)? else {
        return Ok(Frazione::ZERO);
    };
    let rule = c.regole.abitazione;
    let mut soglia = rule.soglia.valore;
    let metropolitan = rule.soglia_metropolitana.filter(|_| c.dsu.capoluogo_metropolitano);
    soglia.importo = metropolitan.unwrap_or(soglia.importo);
    let threshold = soglia.with(c.figli_soglie())?;
    if value <= threshold {
        let text = tr!("La casa di abitazione ({}) non supera la soglia: vale zero.", italian_euro(value));
        let formula = format!("{} ≤ {}", italian(value), italian(threshold));
        c.r.say("abitazione", &rule.soglia, text, Some(formula), Some(Frazione::ZERO));
        return Ok(Frazione::ZERO);
    }
    c.r.say("soglia", &rule.soglia, tr!("Soglia della casa: {}.", italian_euro(threshold)), None, Some(threshold));
    let counts = value.sub(threshold)?.mul(rule.eccedenza.valore)?;
    let formula = format!(
        "({} − {}) × {} = {}",
        italian(value),
        italian(threshold),
        rule.eccedenza.valore.exact_text(),
        italian(counts)
    );
    let text = tr!("Della casa di abitazione conta una parte dell'eccedenza: {}.", italian_euro(counts));
    c.r.say("abitazione", &rule.eccedenza, text, Some(formula), Some(counts));
    Ok(counts)
}

fn others(c: &mut Conto<'_>) -> Result<Frazione, Overflow> {
    let Some(value) = buildings(c, Uso::Altro)? else {
        return Ok(Frazione::ZERO);
    };
    let p = c.p;
    let text = tr!("Altri immobili, al netto dei mutui: {}.", italian_euro(value));
    c.r.say("immobili", &p.patrimonio.immobili, text, None, Some(value));
    Ok(value)
}

/// Property given away that still counts: a DSU says it only for residences.
fn donations(c: &mut Conto<'_>) -> Result<Frazione, Overflow> {
    let mut sum = Frazione::ZERO;
    let p = c.p;
    let dsu = c.dsu;
    for d in &dsu.donazioni {
        let counts = d.momento == Momento::DopoLaRichiesta || d.tenuti_agli_alimenti;
        let value = if counts { d.imu.sub(d.mutuo)?.max(Frazione::ZERO) } else { Frazione::ZERO };
        let text = if counts {
            tr!("L'immobile donato conta ancora per chi l'ha donato: {}.", italian_euro(value))
        } else {
            tr!("L'immobile donato prima della richiesta, a chi non è tenuto agli alimenti, non conta.").to_owned()
        };
        c.r.say("donazione", &p.patrimonio.donazioni, text, None, Some(value));
        sum = sum.add(value)?;
    }
    Ok(sum)
}

/// Movable assets less the securities excluded and the exempt amount.
fn movable(c: &mut Conto<'_>) -> Result<Frazione, Overflow> {
    let p = c.p;
    let rules = &p.patrimonio;
    let mut gross = Frazione::ZERO;
    for m in c.membri() {
        gross = gross.add(m.dati.patrimonio_mobiliare)?;
    }
    gross = gross.add(accounts(c)?)?;
    if gross == Frazione::ZERO {
        return Ok(gross);
    }
    let text = tr!("Patrimonio mobiliare: {}.", italian_euro(gross));
    c.r.say("mobiliare_lordo", &rules.mobiliare, text, None, Some(gross));
    let excluded = excluded_securities(c)?;
    if let Some(voce) = rules.titoli_stato.as_ref().filter(|_| excluded != Frazione::ZERO) {
        let text = tr!("Non contano i titoli di Stato e il risparmio postale: {}.", italian_euro(excluded));
        let formula = tr!("al massimo {} per nucleo", italian(voce.valore));
        c.r.say("titoli_stato", voce, text, Some(formula), Some(excluded));
    }
    let exempt = exempt(c)?;
    let counts = gross.sub(excluded)?.sub(exempt)?.max(Frazione::ZERO);
    let formula = format!("{} − {} − {} = {}", italian(gross), italian(excluded), italian(exempt), italian(counts));
    let text = tr!("Patrimonio mobiliare che conta: {}.", italian_euro(counts));
    c.r.say("mobiliare", &rules.mobiliare, text, Some(formula), Some(counts));
    Ok(counts)
}

/// State securities that do not count, up to the limit of the household.
pub(super) fn excluded_securities(c: &Conto<'_>) -> Result<Frazione, Overflow> {
    let Some(voce) = &c.p.patrimonio.titoli_stato else {
        return Ok(Frazione::ZERO);
    };
    let mut sum = Frazione::ZERO;
    for m in c.membri() {
        sum = sum.add(m.dati.titoli_stato)?;
    }
    Ok(sum.min(voce.valore))
}

/// The exempt amount: by members, and by children after the second.
fn exempt(c: &mut Conto<'_>) -> Result<Frazione, Overflow> {
    let p = c.p;
    let rules = &p.patrimonio;
    let members = i128::try_from(c.membri().len()).map_err(|_| Overflow)?;
    let further = Frazione::integer(members.saturating_sub(1).max(0));
    let rule = rules.franchigia.valore;
    let base = rule.importo.add(rule.per_componente.mul(further)?)?.min(rule.massimo);
    let formula = tr!(
        "{} + {} × {}, al massimo {}",
        italian(rule.importo),
        italian(rule.per_componente),
        italian_number(further),
        italian(rule.massimo)
    );
    let text = tr!("Franchigia per i componenti: {}.", italian_euro(base));
    c.r.say("franchigia", &rules.franchigia, text, Some(formula), Some(base));
    let more = rules.franchigia_figli.valore.with(c.figli_soglie())?;
    if more != Frazione::ZERO {
        let text = tr!("Franchigia in più per i figli: {}.", italian_euro(more));
        c.r.say("franchigia", &rules.franchigia_figli, text, None, Some(more));
    }
    base.add(more)
}

/// Deposits and accounts: balance or, if higher, average balance, on the sums that the option names.
fn accounts(c: &mut Conto<'_>) -> Result<Frazione, Overflow> {
    let membri = c.membri();
    if membri.iter().all(|m| m.dati.conti.is_empty()) {
        return Ok(Frazione::ZERO);
    }
    let (mut balances, mut averages, mut by_person, mut by_account) =
        (Frazione::ZERO, Frazione::ZERO, Frazione::ZERO, Frazione::ZERO);
    for m in &membri {
        let (saldo, media) = sums(m.dati)?;
        balances = balances.add(saldo)?;
        averages = averages.add(media)?;
        by_person = by_person.add(saldo.max(media))?;
        for a in &m.dati.conti {
            by_account = by_account.add(a.saldo.max(a.giacenza_media))?;
        }
    }
    let (value, how) = match c.o.saldo_o_giacenza {
        SaldoOGiacenza::Persona => (by_person, tr!("sommati per persona")),
        SaldoOGiacenza::Conto => (by_account, tr!("conto per conto")),
        SaldoOGiacenza::Nucleo => (balances.max(averages), tr!("sommati per nucleo")),
    };
    let p = c.p;
    let text = tr!("Conti: il maggiore tra saldo e giacenza media, {}: {}.", how, italian_euro(value));
    let formula = tr!("saldi {}, giacenze medie {}", italian(balances), italian(averages));
    c.r.say("conti", &p.patrimonio.saldo_o_giacenza, text, Some(formula), Some(value));
    Ok(value)
}

fn sums(m: &Componente) -> Result<(Frazione, Frazione), Overflow> {
    let mut both = (Frazione::ZERO, Frazione::ZERO);
    for a in &m.conti {
        both = (both.0.add(a.saldo)?, both.1.add(a.giacenza_media)?);
    }
    Ok(both)
}
