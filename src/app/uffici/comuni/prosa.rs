// SPDX-License-Identifier: EUPL-1.2
//! A schedule in the prose of a resolution.

use super::motore::Centesimi;
use super::parole;
use crate::denaro::Frazione;
use crate::norma::{
    Bersaglio, Correzione, Fascia, FormaQuota, Operazione, Quota, Servizio, ValoreFascia, ValoreSenzaIsee,
};

/// The articles of a schedule, each with its points.
#[must_use]
pub fn articoli(servizio: &Servizio) -> Vec<(String, Vec<String>)> {
    let mut out = Vec::new();
    for quota in &servizio.quote {
        let (who, verb) = match quota.forma {
            FormaQuota::Tariffa => ("La famiglia che usa il servizio", "paga"),
            FormaQuota::Contributo => ("La famiglia", "riceve"),
        };
        let condition = if quota.se.is_some() { ", quando ricorre la condizione indicata nel file," } else { "" };
        let head = format!("{who}{condition} {verb} {}:", parole::per(quota.per));
        out.push((head, points(quota)));
    }
    let corrections: Vec<String> = servizio.correzioni.iter().map(|c| correction(servizio, c)).collect();
    if !corrections.is_empty() {
        out.push(("Sull'importo così calcolato, nell'ordine:".to_owned(), corrections));
    }
    let requirements: Vec<String> = servizio.requisiti.iter().map(|r| r.testo.it().to_owned()).collect();
    if !requirements.is_empty() {
        out.push(("Il servizio è ammesso a queste condizioni:".to_owned(), requirements));
    }
    out
}

fn points(quota: &Quota) -> Vec<String> {
    let mut out: Vec<String> =
        quota.fasce.iter().enumerate().map(|(n, f)| [&bounds(f, n), ": ", &value(&f.valore)].concat()).collect();
    out.push(match quota.senza_isee.as_ref().map(|s| &s.valore) {
        None => "senza ISEE: questo atto non lo stabilisce".to_owned(),
        Some(ValoreSenzaIsee::Importo(x)) => ["senza ISEE: ", &euro(*x)].concat(),
        Some(ValoreSenzaIsee::Percento { percento, .. }) => {
            ["senza ISEE: il ", &number(*percento), "% del costo del servizio"].concat()
        }
        Some(ValoreSenzaIsee::Rifiuta(text)) => ["senza ISEE: non ammesso. ", text.it()].concat(),
    });
    out
}

fn bounds(f: &Fascia, n: usize) -> String {
    let from = if n == 0 { "con ISEE".to_owned() } else { ["con ISEE oltre ", &euro(f.dal), " e"].concat() };
    match f.al {
        Some(al) if al.incluso => [&from, " fino a ", &euro(al.isee), " compresi"].concat(),
        Some(al) => [&from, " sotto ", &euro(al.isee)].concat(),
        None if n == 0 => "con qualsiasi ISEE".to_owned(),
        None => ["con ISEE oltre ", &euro(f.dal)].concat(),
    }
}

fn value(v: &ValoreFascia) -> String {
    match v {
        ValoreFascia::Importo(x) => euro(*x),
        ValoreFascia::Esente => "niente (esente)".to_owned(),
        ValoreFascia::Percento { percento, .. } => ["il ", &number(*percento), "% del costo del servizio"].concat(),
        ValoreFascia::Lineare { da, a, nodi, costo } => {
            let (da, a) = if costo.is_some() {
                ([&number(*da), "% del costo"].concat(), [&number(*a), "% del costo"].concat())
            } else {
                (euro(*da), euro(*a))
            };
            ["in proporzione all'ISEE, da ", &da, " a ", &a, " tra ", &euro(nodi.0), " e ", &euro(nodi.1), " di ISEE"]
                .concat()
        }
        ValoreFascia::Rapporto { importo, isee } => {
            ["l'ISEE moltiplicato per ", &euro(*importo), " e diviso per ", &euro(*isee)].concat()
        }
        ValoreFascia::Eccedenza(x) => ["ciò che l'ISEE supera ", &euro(*x)].concat(),
        ValoreFascia::Ignota { .. } => "un importo che l'atto di partenza non pubblica".to_owned(),
    }
}

fn correction(s: &Servizio, c: &Correzione) -> String {
    let on = match &c.su {
        Bersaglio::Isee => "l'ISEE".to_owned(),
        Bersaglio::Fascia => "la fascia".to_owned(),
        Bersaglio::Totale => "il totale".to_owned(),
        Bersaglio::Quota(n) => ["la quota «", s.quote.get(*n).map_or("", |q| q.id.as_str()), "»"].concat(),
    };
    let what = match &c.operazione {
        Operazione::Moltiplica(k) => [&on, " si moltiplica per ", &number(*k)].concat(),
        Operazione::Aggiungi { importo, per: None } => [&on, " cambia di ", &euro(*importo)].concat(),
        Operazione::Aggiungi { importo, per: Some(q) } => {
            [&on, " cambia di ", &euro(*importo), " per ogni ", &q.replace('_', " ")].concat()
        }
        Operazione::Tetto(x) => [&on, " non supera ", &euro(*x)].concat(),
        Operazione::Minimo(x) => [&on, " non è meno di ", &euro(*x)].concat(),
        Operazione::Imposta(x) => [&on, " è ", &euro(*x)].concat(),
        Operazione::Sposta(n) => [&on, " si sposta di ", &n.to_string()].concat(),
    };
    let when = if c.se.is_some() { " (solo alla condizione indicata nel file)" } else { "" };
    let words = c.testo.as_ref().map(|t| [". ", t.it()].concat()).unwrap_or_default();
    [&what, when, &words].concat()
}

/// Euro to the cent; an amount that is not whole cents keeps its fraction.
fn euro(x: Frazione) -> String {
    match x.mul(Frazione::integer(100)) {
        Ok(cents) if cents.denom() == 1 => parole::euro(Centesimi(cents.numer())),
        _ => [&x.exact_text().replace('.', ","), " €"].concat(),
    }
}

fn number(x: Frazione) -> String {
    x.exact_text().replace('.', ",")
}
