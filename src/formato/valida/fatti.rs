//! Facts and their values.

use super::numeri::{decimal, name, parse_date};
use super::{Esame, testo};
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::grezzo::FattoGrezzo;
use crate::formato::scalare::Scalare;
use crate::lingua::tr;
use crate::norma::{Fatto, Testo, TipoFatto, ValoreFatto};
use rust_decimal::Decimal;

/// Reads `[[fatto]]` tables.
pub(crate) fn catalogue(esame: &mut Esame, raw: Vec<FattoGrezzo>) -> Vec<Fatto> {
    let mut list: Vec<Fatto> = Vec::new();
    for (i, f) in raw.into_iter().enumerate() {
        let path = format!("fatto[{i}]");
        if list.iter().any(|other| other.id == f.id) {
            esame.push(
                Diagnostic::error(
                    Code::IdDoppio,
                    format!("{path}.id"),
                    tr!("due fatti hanno lo stesso identificativo"),
                )
                .found(&f.id)
                .mend(tr!("cambia il nome di uno dei due")),
            );
        }
        if let Some(fatto) = one(esame, &path, f) {
            list.push(fatto);
        }
    }
    list
}

fn one(esame: &mut Esame, path: &str, f: FattoGrezzo) -> Option<Fatto> {
    let id = name(esame, &format!("{path}.id"), &f.id)?;
    let words = f.valori.unwrap_or_default();
    if (f.tipo == TipoFatto::Scelta) == words.is_empty() {
        return esame.fail(
            Diagnostic::error(
                Code::ChiaveMancante,
                format!("{path}.valori"),
                tr!("i valori vanno scritti per ogni scelta, e solo per una scelta"),
            )
            .expected(tr!("valori = [\"nessuna\", \"media\"] se e solo se tipo = \"scelta\""))
            .mend(tr!("aggiungi o togli valori")),
        );
    }
    let labels = f.etichette.unwrap_or_default();
    if let Some(odd) = labels.keys().find(|k| !words.contains(k)) {
        esame.push(
            Diagnostic::error(
                Code::ValoreNonAmmesso,
                format!("{path}.etichette"),
                tr!("l'etichetta è di un valore che non c'è"),
            )
            .found(odd)
            .expected(words.join(", "))
            .mend(tr!("usa come chiavi i valori")),
        );
    }
    let valori = words
        .into_iter()
        .map(|w| {
            let label = labels.get(&w).cloned().map_or_else(|| Testo::from(w.as_str()), testo);
            (w, label)
        })
        .collect();
    let (minimo, massimo) = bounds(esame, path, f.minimo, f.massimo)?;
    let mut fatto = Fatto {
        domanda: f.domanda.map_or_else(|| Testo::from(id.as_str()), testo),
        id,
        tipo: f.tipo,
        valori,
        aiuto: f.aiuto.map(testo),
        perche: f.perche.map(testo),
        predefinito: None,
        minimo,
        massimo,
    };
    if let Some(s) = f.predefinito {
        fatto.predefinito = esame.keep(fact_value(&format!("{path}.predefinito"), &fatto, &s));
    }
    Some(fatto)
}

/// The least and the greatest value, in this order.
fn bounds(
    esame: &mut Esame,
    path: &str,
    minimo: Option<Scalare>,
    massimo: Option<Scalare>,
) -> Option<(Option<Decimal>, Option<Decimal>)> {
    let mut read = |key: &str, s: Option<Scalare>| s.and_then(|s| esame.keep(decimal(&format!("{path}.{key}"), &s)));
    let (minimo, massimo) = (read("minimo", minimo), read("massimo", massimo));
    if let (Some(low), Some(high)) = (minimo, massimo)
        && low > high
    {
        return esame.fail(
            Diagnostic::error(Code::NumeroFuoriLimite, format!("{path}.massimo"), tr!("il massimo è sotto il minimo"))
                .found(tr!("da {} a {}", low.to_string(), high.to_string()))
                .expected(tr!("{} o più", low.to_string()))
                .mend(tr!("scambia i due valori")),
        );
    }
    Some((minimo, massimo))
}

/// A value that fits the type of a fact.
///
/// # Errors
/// `valore-del-fatto`, `virgola-mobile`, `numero-…` or `data-non-valida`.
pub(crate) fn fact_value(path: &str, fatto: &Fatto, s: &Scalare) -> Result<ValoreFatto, Diagnostic> {
    let wrong = |expected: String| {
        Diagnostic::error(Code::ValoreDelFatto, path, tr!("il valore non va bene per «{}»", fatto.id))
            .found(s.to_string())
            .expected(expected)
            .mend(tr!("scrivi uno dei valori attesi"))
    };
    match (fatto.tipo, s) {
        (TipoFatto::Booleano, Scalare::Booleano(b)) => Ok(ValoreFatto::Booleano(*b)),
        (TipoFatto::Booleano, _) => Err(wrong(tr!("true o false").to_owned())),
        (TipoFatto::Intero | TipoFatto::Importo, Scalare::Booleano(_)) => Err(wrong(tr!("un numero").to_owned())),
        (TipoFatto::Intero, _) => {
            let n = decimal(path, s)?;
            let inside = fatto.minimo.is_none_or(|m| m <= n) && fatto.massimo.is_none_or(|m| n <= m);
            if !n.fract().is_zero() || n.is_sign_negative() && !n.is_zero() || !inside {
                return Err(wrong(range_text(fatto)));
            }
            Ok(ValoreFatto::Numero(n.normalize()))
        }
        (TipoFatto::Importo, _) => {
            let n = decimal(path, s)?;
            if n.is_sign_negative() && !n.is_zero() || n.normalize().scale() > 2 {
                return Err(wrong(tr!("un importo non negativo, al centesimo").to_owned()));
            }
            Ok(ValoreFatto::Numero(n.normalize()))
        }
        (TipoFatto::Data, Scalare::Testo(t)) => parse_date(path, t).map(ValoreFatto::Data),
        (TipoFatto::Scelta, Scalare::Testo(t)) if fatto.valori.iter().any(|(w, _)| w == t) => {
            Ok(ValoreFatto::Parola(t.clone()))
        }
        (TipoFatto::Scelta, _) => {
            Err(wrong(fatto.valori.iter().map(|(w, _)| w.as_str()).collect::<Vec<_>>().join(" | ")))
        }
        (TipoFatto::Testo, Scalare::Testo(t)) => Ok(ValoreFatto::Parola(t.clone())),
        (TipoFatto::Data | TipoFatto::Testo, _) => Err(wrong(tr!("un testo tra virgolette").to_owned())),
    }
}

fn range_text(fatto: &Fatto) -> String {
    let from = fatto.minimo.map_or_else(|| "0".to_owned(), |m| m.to_string());
    fatto.massimo.map_or_else(
        || tr!("un numero intero da {} in su", from),
        |m| tr!("un numero intero da {} a {}", from, m.to_string()),
    )
}
