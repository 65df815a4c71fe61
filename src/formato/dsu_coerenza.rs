//! What cannot be true of one household at once.

use super::dsu_grezza::{ComponenteGrezzo, DsuGrezza, GenitoreEsternoGrezzo};
use super::valida::Esame;
use crate::denaro::Frazione;
use crate::diagnosi::{Code, Diagnostic};
use crate::isee::{Dsu, Ruolo, Situazione, TipoDsu, Uso};

/// More people, or more of anything, than any real declaration has.
const MAX_PEOPLE: usize = 50;

fn wrong(
    code: Code,
    path: impl Into<String>,
    sentence: &str,
    found: impl Into<String>,
    expected: &str,
    how: &str,
) -> Diagnostic {
    Diagnostic::error(code, path, sentence).found(found).expected(expected).mend(how)
}

fn clash(path: impl Into<String>, sentence: &str, found: impl Into<String>, expected: &str, how: &str) -> Diagnostic {
    wrong(Code::DsuIncoerente, path, sentence, found, expected, how)
}

/// Who is who, and which tables go with which kind.
pub(super) fn check(e: &mut Esame, raw: &DsuGrezza) {
    sizes(e, raw);
    roles(e, raw);
    for (i, c) in raw.componente.iter().enumerate() {
        ids(e, raw, i, c);
        member(e, raw.tipo, &format!("componente[{i}]"), c);
    }
    beneficiary(e, raw);
    outsiders(e, raw);
    for (i, g) in raw.genitore_esterno.iter().enumerate() {
        parent(e, raw, &format!("genitore_esterno[{i}]"), i, g);
    }
    current(e, raw);
}

fn sizes(e: &mut Esame, raw: &DsuGrezza) {
    if raw.componente.is_empty() {
        e.push(wrong(
            Code::ElencoVuoto,
            "componente",
            "la DSU non ha componenti",
            "nessuna tabella [[componente]]",
            "almeno il dichiarante",
            "aggiungi una tabella [[componente]] con ruolo = \"dichiarante\"",
        ));
    }
    for (key, n) in [
        ("componente", raw.componente.len()),
        ("figlio_esterno", raw.figlio_esterno.len()),
        ("genitore_esterno", raw.genitore_esterno.len()),
        ("donazione", raw.donazione.len()),
    ] {
        if n > MAX_PEOPLE {
            e.push(wrong(
                Code::NumeroFuoriLimite,
                key,
                "le tabelle sono troppe per una famiglia",
                n.to_string(),
                "al massimo 50",
                "controlla di non aver unito più famiglie",
            ));
        }
    }
}

fn roles(e: &mut Esame, raw: &DsuGrezza) {
    let with = |role: Ruolo| raw.componente.iter().enumerate().filter(move |(_, c)| c.ruolo == role);
    if !raw.componente.is_empty() && with(Ruolo::Dichiarante).next().is_none() {
        e.push(clash(
            "componente",
            "manca il dichiarante",
            "nessun componente con ruolo = \"dichiarante\"",
            "un dichiarante, e uno solo",
            "scrivi ruolo = \"dichiarante\" su chi presenta la DSU",
        ));
    }
    for role in [Ruolo::Dichiarante, Ruolo::Coniuge] {
        for (i, c) in with(role).skip(1) {
            e.push(clash(
                format!("componente[{i}].ruolo"),
                "nello stesso nucleo non ci sono due persone con questo ruolo",
                format!("un altro «{role}»: {}", c.id),
                "un dichiarante e al massimo un coniuge",
                "usa figlio o altro, visti dal dichiarante",
            ));
        }
    }
}

fn ids(e: &mut Esame, raw: &DsuGrezza, i: usize, c: &ComponenteGrezzo) {
    if raw.componente.iter().take(i).any(|before| before.id == c.id) {
        e.push(wrong(
            Code::IdDoppio,
            format!("componente[{i}].id"),
            "due componenti hanno lo stesso identificativo",
            &c.id,
            "un identificativo per persona",
            "cambia uno dei due",
        ));
    }
}

fn member(e: &mut Esame, tipo: TipoDsu, path: &str, c: &ComponenteGrezzo) {
    match c.eta {
        None if c.ruolo == Ruolo::Figlio => e.push(wrong(
            Code::ChiaveMancante,
            format!("{path}.eta"),
            "di un figlio serve l'età",
            "niente",
            "gli anni compiuti",
            "aggiungi eta = …: decide se è minorenne e se ha meno di tre anni",
        )),
        Some(age) if !(0..=130).contains(&age) => e.push(wrong(
            Code::NumeroFuoriLimite,
            format!("{path}.eta"),
            "questa età non è possibile",
            age.to_string(),
            "un numero da 0 a 130",
            "scrivi gli anni compiuti",
        )),
        _ => {}
    }
    if c.genitore == Some(true) && c.ruolo == Ruolo::Figlio {
        e.push(clash(
            format!("{path}.genitore"),
            "un figlio non è genitore dei minorenni del nucleo",
            "genitore = true su un figlio",
            "genitore = true su un componente con ruolo altro",
            "togli genitore, o cambia ruolo",
        ));
    }
    if c.a_carico.is_some() && c.ruolo != Ruolo::Figlio {
        e.push(clash(
            format!("{path}.a_carico"),
            "a_carico si dice solo di un figlio",
            format!("ruolo = \"{}\"", c.ruolo),
            "ruolo = \"figlio\"",
            "togli a_carico",
        ));
    }
    if c.reddito_corrente.is_some() && tipo != TipoDsu::Corrente {
        e.push(clash(
            format!("{path}.reddito_corrente"),
            "i redditi aggiornati servono solo all'ISEE corrente",
            format!("tipo = \"{tipo}\""),
            "tipo = \"corrente\"",
            "scrivi redditi, o cambia tipo",
        ));
    }
    if c.reddito_corrente.is_some() && c.redditi.is_some() {
        e.push(clash(
            format!("{path}.redditi"),
            "redditi e reddito_corrente non stanno insieme",
            "tutti e due",
            "uno dei due",
            "tieni reddito_corrente se i redditi sono cambiati, altrimenti redditi",
        ));
    }
}

/// Who asks for the service exists, and is an adult when the service is social-health.
fn beneficiary(e: &mut Esame, raw: &DsuGrezza) {
    let asks = match &raw.beneficiario {
        None => raw.componente.iter().find(|c| c.ruolo == Ruolo::Dichiarante),
        Some(id) => {
            let found = raw.componente.iter().find(|c| c.id == *id);
            if found.is_none() {
                e.push(unknown_member("beneficiario", id, raw));
            }
            found
        }
    };
    let health = matches!(raw.tipo, TipoDsu::Sociosanitario | TipoDsu::SociosanitarioResidenze);
    if let Some(age) = asks.and_then(|c| c.eta).filter(|age| health && *age < 18) {
        e.push(clash(
            "tipo",
            "per un minorenne non c'è l'ISEE sociosanitario",
            format!("chi chiede il servizio ha {age} anni"),
            "tipo = \"minorenni\"",
            "cambia tipo, o indica il beneficiario maggiorenne",
        ));
    }
}

fn unknown_member(path: &str, id: &str, raw: &DsuGrezza) -> Diagnostic {
    let known: Vec<&str> = raw.componente.iter().map(|c| c.id.as_str()).collect();
    Diagnostic::error(Code::RiferimentoSconosciuto, path, "questo componente non esiste")
        .found(id)
        .expected(known.join(", "))
        .mend("scrivi l'id di uno dei componenti")
}

/// People and property outside the household go with some kinds only.
fn outsiders(e: &mut Esame, raw: &DsuGrezza) {
    let residence = raw.tipo == TipoDsu::SociosanitarioResidenze;
    for (key, there) in [("figlio_esterno", !raw.figlio_esterno.is_empty()), ("donazione", !raw.donazione.is_empty())] {
        if there && !residence {
            e.push(clash(
                format!("{key}[0]"),
                "questa tabella conta solo per le residenze",
                format!("tipo = \"{}\"", raw.tipo),
                "tipo = \"sociosanitario_residenze\"",
                "togli la tabella, o cambia tipo",
            ));
        }
    }
    let minors = raw.componente.iter().any(|c| c.ruolo == Ruolo::Figlio && c.eta.is_some_and(|e| e < 18));
    if raw.tipo == TipoDsu::Minorenni && !minors {
        e.push(clash(
            "tipo",
            "nel nucleo non ci sono figli minorenni",
            "nessun figlio con meno di 18 anni",
            "almeno un figlio minorenne",
            "usa tipo = \"ordinario\", o aggiungi il figlio",
        ));
    }
    let health = residence || raw.tipo == TipoDsu::Sociosanitario;
    if !raw.genitore_esterno.is_empty() && (health || !minors) {
        e.push(clash(
            "genitore_esterno[0]",
            "il genitore che vive altrove conta solo se ci sono figli minorenni, e non per le prestazioni sociosanitarie",
            format!("tipo = \"{}\"", raw.tipo),
            "tipo = \"minorenni\", con un figlio minorenne",
            "togli la tabella, o cambia tipo",
        ));
    }
}

fn parent(e: &mut Esame, raw: &DsuGrezza, path: &str, i: usize, g: &GenitoreEsternoGrezzo) {
    let art7 = matches!(raw.tipo, TipoDsu::Minorenni | TipoDsu::Prestazioni2026);
    let adds = matches!(g.situazione, Situazione::ConiugatoConAltri | Situazione::FigliConAltri);
    let attracted = g.situazione == Situazione::Attratto;
    let needs_ise = art7 && (adds || attracted && g.componente.is_none());
    for (key, missing) in [("ise", g.ise.is_none()), ("scala", g.scala.is_none() && adds)] {
        if missing && needs_ise {
            e.push(wrong(
                Code::ChiaveMancante,
                format!("{path}.{key}"),
                "del genitore che vive altrove serve la situazione economica",
                "niente",
                "ise e scala; per un genitore attratto, ise o componente",
                "copiali dalla sua attestazione, o indica il componente con i suoi dati",
            ));
        }
    }
    if g.figli.is_some_and(|n| !(1..=20).contains(&n)) {
        e.push(wrong(
            Code::NumeroFuoriLimite,
            format!("{path}.figli"),
            "il numero di figli non è possibile",
            g.figli.unwrap_or_default().to_string(),
            "un numero da 1 a 20",
            "conta i figli di questo genitore che stanno nel nucleo",
        ));
    }
    let Some(id) = &g.componente else { return };
    let path = format!("{path}.componente");
    if !attracted || g.ise.is_some() {
        e.push(clash(
            &path,
            "i dati del genitore si danno in un modo solo",
            if attracted { "componente e ise insieme" } else { "componente per un genitore non attratto" },
            "componente, senza ise, se è attratto; altrimenti ise e scala",
            "togli componente, o ise",
        ));
    }
    let taken = raw.genitore_esterno.iter().take(i).any(|other| other.componente.as_ref() == Some(id));
    match raw.componente.iter().find(|c| c.id == *id) {
        None => e.push(unknown_member(&path, id, raw)),
        Some(c) if c.ruolo != Ruolo::Altro || taken || raw.beneficiario.as_ref() == Some(id) => e.push(clash(
            &path,
            "questo componente non può essere il genitore che vive altrove",
            format!("ruolo = \"{}\"", c.ruolo),
            "un componente con ruolo = \"altro\", indicato una volta sola",
            "scrivi i dati del genitore in un componente a parte",
        )),
        Some(c) if c.immobile.iter().any(|b| b.uso == Uso::Abitazione) => e.push(clash(
            &path,
            "chi vive altrove non abita la casa del nucleo",
            "un immobile con uso = \"abitazione\"",
            "uso = \"altro\"",
            "cambia l'uso della sua casa",
        )),
        Some(_) => {}
    }
}

/// A current ISEE brings something up to date.
fn current(e: &mut Esame, raw: &DsuGrezza) {
    if raw.tipo != TipoDsu::Corrente {
        if raw.precedente.is_some() {
            e.push(clash(
                "precedente",
                "l'ISEE precedente serve solo all'ISEE corrente",
                format!("tipo = \"{}\"", raw.tipo),
                "tipo = \"corrente\"",
                "togli precedente, o cambia tipo",
            ));
        }
        return;
    }
    let updated = raw.componente.iter().any(|c| c.reddito_corrente.is_some());
    let assets = raw.precedente.as_ref().is_some_and(|p| p.isp.is_some());
    if !updated && !assets && !raw.componente.is_empty() {
        e.push(wrong(
            Code::ChiaveMancante,
            "componente[0].reddito_corrente",
            "l'ISEE corrente aggiorna un ISEE valido: non è detto che cosa è cambiato",
            "nessun reddito_corrente",
            "reddito_corrente su chi ha redditi cambiati, o precedente = { isp } se è cambiato il patrimonio",
            "scrivi i redditi degli ultimi dodici mesi",
        ));
    }
}

/// What only the amounts can tell.
pub(super) fn check_amounts(e: &mut Esame, dsu: &Dsu) {
    let owns = dsu.componenti.iter().any(|c| c.immobili.iter().any(|b| b.uso == Uso::Abitazione));
    if owns && dsu.locazione > Frazione::ZERO {
        e.push(clash(
            "locazione",
            "la casa è in affitto o di proprietà, non tutte e due",
            "un canone e un immobile con uso = \"abitazione\"",
            "una delle due",
            "togli locazione, o scrivi uso = \"altro\" sull'immobile dove il nucleo non abita",
        ));
    }
    for (i, c) in dsu.componenti.iter().enumerate() {
        for (key, part, of) in [
            ("titoli_stato", c.titoli_stato, c.patrimonio_mobiliare),
            ("attivita_finanziarie", c.attivita_finanziarie, c.patrimonio_mobiliare),
        ] {
            // The assets follow the securities when they are not said: one message is enough.
            let repeated = key == "attivita_finanziarie" && part == c.titoli_stato;
            if part > of && !repeated {
                e.push(clash(
                    format!("componente[{i}].{key}"),
                    "una parte del patrimonio mobiliare supera il tutto",
                    part.amount_text(),
                    "non più di patrimonio_mobiliare, che li comprende",
                    "aggiungi l'importo anche a patrimonio_mobiliare",
                ));
            }
        }
        if c.attivita_finanziarie < c.titoli_stato {
            e.push(clash(
                format!("componente[{i}].attivita_finanziarie"),
                "le attività finanziarie comprendono i titoli di Stato",
                c.attivita_finanziarie.amount_text(),
                "almeno quanto titoli_stato",
                "aggiungi i titoli, o togli la chiave",
            ));
        }
    }
}
