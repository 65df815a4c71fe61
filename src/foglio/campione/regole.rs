// SPDX-License-Identifier: EUPL-1.2
//! Below the fasce: roundings and corrections with their values, requirements in words.

use super::condizioni::in_words;
use super::espressione::{Dato, Espr};
use super::tariffa::{FINO, given};
use crate::denaro::{Frazione, Modo};
use crate::foglio::{Cella, Foglio};
use crate::norma::{Bersaglio, Correzione, FormaQuota, Operazione, Quando, Quota, Servizio};

/// What each quota and the total are rounded to.
pub(super) fn roundings(foglio: &mut Foglio, servizio: &Servizio) -> (Vec<Espr>, Espr) {
    foglio.riga(["Arrotondamento", "", "", "Al multiplo di, €", "", "Come"].map(|h| Cella::testo(h).intestazione()));
    let mut write = |name: String, rule: crate::denaro::Arrotonda, when: &str| {
        let at = foglio.righe.len();
        let words = match rule.modo {
            Modo::MetaSu => "al più vicino, la metà per eccesso",
            Modo::MetaPari => "al più vicino, la metà al pari",
            Modo::Su => "per eccesso",
            Modo::Giu => "per difetto",
            Modo::Nessuno => "non si arrotonda",
        };
        let (blank, cell) = (Cella::default(), given(rule.al).dato());
        let how = Cella::testo(format!("{words}{when}"));
        foglio.riga([Cella::testo(name), blank.clone(), blank.clone(), cell, blank, how]);
        Espr::Fissa(foglio.riferimento(at, FINO), Dato::Numero(rule.al))
    };
    let own = |q: &Quota| {
        let when =
            if q.arrotonda.quando == Quando::Prima { ", prima delle correzioni" } else { ", dopo le correzioni" };
        (q.id.clone(), q.arrotonda.regola, when)
    };
    let quote = servizio.quote.iter().map(own).map(|(name, rule, when)| write(name, rule, when)).collect();
    let total = write("totale".to_owned(), servizio.arrotonda_totale.regola, "");
    (quote, total)
}

/// The corrections, in the order they are applied.
pub(super) fn corrections(foglio: &mut Foglio, servizio: &Servizio) -> Vec<Espr> {
    if servizio.correzioni.is_empty() {
        return Vec::new();
    }
    let heads = ["Correzione", "Su", "", "Valore", "", "Che cosa fa", "", "Quando"];
    foglio.riga(heads.map(|h| Cella::testo(h).intestazione()));
    let mut out = Vec::new();
    for c in &servizio.correzioni {
        let (value, words) = operation(c);
        let at = foglio.righe.len();
        let blank = Cella::default();
        let when = c.se.as_ref().map_or_else(|| "sempre".to_owned(), in_words);
        let note = c.testo.as_ref().map(|t| t.it().to_owned()).unwrap_or_default();
        foglio.riga([
            Cella::testo(&c.id).nota(note),
            Cella::testo(target(servizio, c)),
            blank.clone(),
            given(value).dato(),
            blank.clone(),
            Cella::testo(words),
            blank,
            Cella::testo(when),
        ]);
        out.push(Espr::Fissa(foglio.riferimento(at, FINO), Dato::Numero(value)));
    }
    out
}

fn operation(c: &Correzione) -> (Frazione, String) {
    match &c.operazione {
        Operazione::Moltiplica(k) => (*k, "si moltiplica".to_owned()),
        Operazione::Aggiungi { importo, per: None } => (*importo, "si aggiunge, €".to_owned()),
        Operazione::Aggiungi { importo, per: Some(p) } => {
            (*importo, format!("si aggiunge, € per «{}»", p.replace('_', " ")))
        }
        Operazione::Tetto(v) => (*v, "non più di, €".to_owned()),
        Operazione::Minimo(v) => (*v, "non meno di, €".to_owned()),
        Operazione::Imposta(v) => (*v, "proprio, €".to_owned()),
        Operazione::Sposta(n) => (Frazione::integer(i128::from(*n)), "ci si sposta di fasce".to_owned()),
    }
}

fn target(servizio: &Servizio, c: &Correzione) -> String {
    match c.su {
        Bersaglio::Isee => "ISEE".to_owned(),
        Bersaglio::Fascia => "fascia".to_owned(),
        Bersaglio::Quota(n) => servizio.quote.get(n).map(|q| q.id.clone()).unwrap_or_default(),
        Bersaglio::Totale => "totale".to_owned(),
    }
}

/// Who may have the service, and when a quota counts.
pub(super) fn requirements(foglio: &mut Foglio, servizio: &Servizio) {
    let quotas = servizio.quote.iter().filter_map(|q| Some((q, q.se.as_ref()?)));
    let quotas: Vec<_> = quotas.map(|(q, se)| (format!("quota {}", q.id), in_words(se))).collect();
    let asked = servizio.requisiti.iter().map(|r| (format!("requisito {}", r.id), in_words(&r.se)));
    let gifts = servizio.quote.iter().filter(|q| q.forma == FormaQuota::Contributo);
    let gifts = gifts.map(|q| (format!("quota {}", q.id), "è un contributo alla famiglia: non si somma".to_owned()));
    let all: Vec<_> = asked.chain(quotas).chain(gifts).collect();
    if all.is_empty() {
        return;
    }
    foglio.riga([]);
    foglio.riga(["Condizione", "", "", "Vale quando"].map(|h| Cella::testo(h).intestazione()));
    for (name, words) in all {
        foglio.riga([Cella::testo(name), Cella::default(), Cella::default(), Cella::testo(words)]);
    }
}
