//! How far a refused family is: the condition nearest to being met.

use super::gruppi::Esito;
use super::stato::Stato;
use crate::denaro::{Frazione, italian_euro, italian_number};
use crate::lingua::tr;
use crate::norma::{CatalogoFatti, Condizione, Confronto, Requisito, Testo, TipoFatto, ValoreFatto};
use crate::requisiti::{Fatti, evaluate};
use serde::Serialize;

/// A condition that is not met.
///
/// ```
/// use soglia::{formato::parse_questionario, semi, spettanze::{Voce, spettanze}};
/// let rules = semi::regolamento("ambito-lodi-cdd").unwrap();
/// let voci = [Voce { regole: rules, servizio: &rules.servizi[0] }];
/// let answers = parse_questionario(r#"{ "fatti": { "residente": false } }"#, semi::fatti()).unwrap();
/// let answer = spettanze(&voci, semi::fatti(), &answers).unwrap();
/// assert_eq!(answer.esiti[0].vicino.as_ref().unwrap().requisito, "residenza");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Vicino {
    /// Id of the requirement.
    pub requisito: String,
    /// The requirement in words.
    pub testo: Testo,
    /// The answer that does not meet it, and what would: «ora 6.500,00 €, serve al massimo 6.000,00 €».
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scarto: Option<String>,
}

/// A distance: part of the threshold that is missing, 1 when it cannot be measured.
#[derive(Clone, Debug)]
struct Distanza {
    quota: Frazione,
    scarto: Option<String>,
}

impl Distanza {
    const UNMEASURED: Self = Self { quota: Frazione::ONE, scarto: None };
}

/// The nearest condition of a refused service, how many are not met or not known, and how far the former are.
pub(super) fn nearest(stato: &Stato<'_>, fatti: &Fatti, catalogo: &CatalogoFatti) -> Option<(Vicino, usize, Frazione)> {
    if stato.esito != Esito::No {
        return None;
    }
    let failed = failed(stato, fatti);
    let mut measured: Vec<(&Requisito, Distanza)> =
        failed.into_iter().map(|r| (r, distance(&r.se, fatti, catalogo))).collect();
    let sum = measured.iter().try_fold(Frazione::ZERO, |sum, (_, d)| sum.add(d.quota)).unwrap_or(Frazione::ONE);
    // What is still to be answered may not hold either.
    let unknown = stato.gruppi.iter().filter(|g| g.esito == Esito::Aperto).flat_map(|g| &g.requisiti).count();
    let count = measured.len().saturating_add(unknown);
    measured.sort_by_key(|(_, d)| d.quota);
    let (requisito, d) = measured.into_iter().next()?;
    let vicino = Vicino { requisito: requisito.id.clone(), testo: requisito.testo.clone(), scarto: d.scarto };
    Some((vicino, count, sum))
}

/// The requirements that do not hold, or that cannot hold together.
fn failed<'a>(stato: &Stato<'a>, fatti: &Fatti) -> Vec<&'a Requisito> {
    let all: Vec<&Requisito> =
        stato.gruppi.iter().filter(|g| g.esito == Esito::No).flat_map(|g| g.requisiti.iter().copied()).collect();
    let definite: Vec<&Requisito> = all.iter().copied().filter(|r| evaluate(&r.se, fatti).is_no()).collect();
    if definite.is_empty() { all } else { definite }
}

fn distance(condition: &Condizione, fatti: &Fatti, catalogo: &CatalogoFatti) -> Distanza {
    let nearest = |list: Vec<Distanza>| list.into_iter().min_by_key(|d| d.quota);
    match condition {
        Condizione::Foglia { fatto, confronto } => leaf(fatto, confronto, fatti, catalogo),
        Condizione::Tutte(list) => {
            let failed = list.iter().filter(|c| evaluate(c, fatti).is_no());
            nearest(failed.map(|c| distance(c, fatti, catalogo)).collect()).unwrap_or(Distanza::UNMEASURED)
        }
        Condizione::AlmenoUna(list) => {
            nearest(list.iter().map(|c| distance(c, fatti, catalogo)).collect()).unwrap_or(Distanza::UNMEASURED)
        }
        Condizione::Nessuna(_) => Distanza::UNMEASURED,
    }
}

fn leaf(id: &str, confronto: &Confronto, fatti: &Fatti, catalogo: &CatalogoFatti) -> Distanza {
    let (Some(ValoreFatto::Numero(now)), Some(fatto)) = (fatti.get(id), catalogo.get(id)) else {
        return Distanza::UNMEASURED;
    };
    let now = Frazione::from_decimal(*now);
    let euro = fatto.tipo == TipoFatto::Importo;
    let word = |x: Frazione| if euro { italian_euro(x) } else { italian_number(x) };
    let number = |v: &ValoreFatto| if let ValoreFatto::Numero(n) = v { Some(Frazione::from_decimal(*n)) } else { None };
    let wanted = match confronto {
        Confronto::Almeno(v) => number(v).map(|n| (n, tr!("almeno {}", word(n)))),
        Confronto::AlMassimo(v) => number(v).map(|n| (n, tr!("al massimo {}", word(n)))),
        Confronto::Oltre(v) => number(v).map(|n| (n, tr!("più di {}", word(n)))),
        Confronto::MenoDi(v) => number(v).map(|n| (n, tr!("meno di {}", word(n)))),
        Confronto::Uguale(v) => number(v).map(|n| (n, word(n))),
        Confronto::Tra(a, b) => {
            number(a).zip(number(b)).map(|(a, b)| (if now < a { a } else { b }, tr!("tra {} e {}", word(a), word(b))))
        }
        Confronto::Diverso(_) | Confronto::In(_) => None,
    };
    let Some((threshold, words)) = wanted else { return Distanza::UNMEASURED };
    let gap = if now < threshold { threshold.sub(now) } else { now.sub(threshold) };
    let part = gap.and_then(|g| g.div(threshold.max(Frazione::ONE))).unwrap_or(Frazione::ONE);
    Distanza { quota: part, scarto: Some(tr!("ora {}, serve {}", word(now), words)) }
}
