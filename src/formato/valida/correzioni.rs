//! Corrections: one operation, on a target that admits it.

use super::condizioni::condition;
use super::numeri::{coefficient, decimal, name, non_empty_id, positive_or_zero};
use super::{Radici, inherit, testo};
use crate::denaro::Frazione;
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::grezzo::CorrezioneGrezza;
use crate::lingua::tr;
use crate::norma::{Bersaglio, Correzione, Operazione, Origine};

/// Checks one correction; `quotas` are the ids it may name.
pub(super) fn correction(
    r: &mut Radici<'_>,
    up: &Origine,
    path: &str,
    index: usize,
    raw: CorrezioneGrezza,
    quotas: &[String],
) -> Option<Correzione> {
    let id = match &raw.id {
        Some(id) => non_empty_id(r.esame, &format!("{path}.id"), id),
        None => Some(format!("correzione-{}", index + 1)),
    };
    let su = target(r, path, &raw.su, quotas);
    let operazione = operation(r, path, &raw);
    let mut origine = inherit(r.esame, up, path, raw.fonte, raw.certezza, raw.nota);
    let se = match raw.se {
        Some(c) => Some(condition(r, &format!("{path}.se"), c, &mut origine)?),
        None => None,
    };
    let (id, su, operazione) = (id?, su?, operazione?);
    let fits = match (&su, &operazione) {
        (Bersaglio::Isee, Operazione::Moltiplica(_) | Operazione::Aggiungi { .. })
        | (Bersaglio::Fascia, Operazione::Sposta(_)) => true,
        (Bersaglio::Quota(_) | Bersaglio::Totale, op) => !matches!(op, Operazione::Sposta(_)),
        _ => false,
    };
    if !fits {
        return r.esame.fail(malformed(path, tr!("un'operazione che non si può fare su «{}»", raw.su)));
    }
    Some(Correzione { id, se, su, operazione, testo: raw.testo.map(testo), origine })
}

fn target(r: &mut Radici<'_>, path: &str, su: &str, quotas: &[String]) -> Option<Bersaglio> {
    match su {
        "isee" => return Some(Bersaglio::Isee),
        "fascia" => return Some(Bersaglio::Fascia),
        "totale" => return Some(Bersaglio::Totale),
        _ => {}
    }
    let Some(id) = su.strip_prefix("quota:") else {
        return r.esame.fail(malformed(&format!("{path}.su"), format!("su = \"{su}\"")));
    };
    let index = quotas.iter().position(|q| q == id);
    if index.is_none() {
        r.esame.push(
            Diagnostic::error(
                Code::RiferimentoSconosciuto,
                format!("{path}.su"),
                tr!("la quota «{}» non esiste in questo servizio", id),
            )
            .found(id)
            .expected(quotas.join(", "))
            .mend(tr!("scrivi l'id di una quota del servizio")),
        );
    }
    index.map(Bersaglio::Quota)
}

fn operation(r: &mut Radici<'_>, path: &str, raw: &CorrezioneGrezza) -> Option<Operazione> {
    let count =
        [&raw.moltiplica, &raw.aggiungi, &raw.tetto, &raw.minimo, &raw.imposta].iter().filter(|o| o.is_some()).count()
            + usize::from(raw.sposta.is_some());
    if count != 1 {
        return r.esame.fail(malformed(path, tr!("{} operazioni", count.to_string())));
    }
    if raw.per.is_some() && raw.aggiungi.is_none() {
        return r.esame.fail(malformed(&format!("{path}.per"), tr!("per senza aggiungi").to_owned()));
    }
    if let Some(n) = raw.sposta {
        return Some(Operazione::Sposta(n));
    }
    if let Some(s) = &raw.moltiplica {
        let key = format!("{path}.moltiplica");
        let k = r.esame.keep(coefficient(&key, s))?;
        if k < Frazione::ZERO {
            return r.esame.fail(
                Diagnostic::error(Code::NumeroFuoriLimite, key, tr!("il coefficiente non può essere negativo"))
                    .found(s.to_string())
                    .expected(tr!("zero o più"))
                    .mend(tr!("togli il segno meno")),
            );
        }
        return Some(Operazione::Moltiplica(k));
    }
    if let Some(s) = &raw.aggiungi {
        let importo = r.esame.keep(decimal(&format!("{path}.aggiungi"), s)).map(Frazione::from_decimal)?;
        let per = match &raw.per {
            Some(unit) => Some(name(r.esame, &format!("{path}.per"), unit)?),
            None => None,
        };
        return Some(Operazione::Aggiungi { importo, per });
    }
    let (key, s, make): (_, _, fn(Frazione) -> Operazione) = match (&raw.tetto, &raw.minimo, &raw.imposta) {
        (Some(s), _, _) => ("tetto", s, Operazione::Tetto),
        (_, Some(s), _) => ("minimo", s, Operazione::Minimo),
        (_, _, s) => ("imposta", s.as_ref()?, Operazione::Imposta),
    };
    r.esame.keep(positive_or_zero(&format!("{path}.{key}"), s)).map(make)
}

fn malformed(path: &str, found: String) -> Diagnostic {
    Diagnostic::error(Code::CorrezioneNonValida, path, tr!("la correzione non è in una delle forme ammesse"))
        .found(found)
        .expected(tr!("su isee: moltiplica o aggiungi; su fascia: sposta; su quota:<id> e totale: moltiplica, aggiungi, tetto, minimo o imposta"))
        .mend(tr!("scrivi una sola operazione, adatta al bersaglio"))
}
