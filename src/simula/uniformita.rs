//! The same family in every Comune of the Ambito: what it pays, where it is not known, how far apart the Comuni are.

use super::disuguali::percento;
use super::riepilogo::Centesimi;
use crate::denaro::parse_decimal;
use crate::formato::Richiesta;
use crate::norma::{Comuni, Natura, Regolamento};
use crate::semi;
use crate::tariffa::calcola;
use serde::{Deserialize, Serialize};

/// What a family pays in a Comune.
///
/// ```
/// let unknown = soglia::simula::QuotaComune::default();
/// assert!(unknown.regolamento.is_none() && unknown.importo.is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaComune {
    /// ISTAT code.
    pub codice_istat: String,
    /// Name.
    pub nome: String,
    /// Id of the rules that say it; none when no schedule of this Comune is loaded.
    pub regolamento: Option<String>,
    /// What it pays; none when the rules do not say, or there are none.
    pub importo: Option<Centesimi>,
}

/// The Ambito, for one family.
///
/// ```
/// assert_eq!(soglia::simula::Uniformita::default().con_regole, 0);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uniformita {
    /// The 61 Comuni.
    pub comuni: Vec<QuotaComune>,
    /// How many have a schedule.
    pub con_regole: u64,
    /// Least and largest amount.
    pub minimo: Option<Centesimi>,
    /// See `minimo`.
    pub massimo: Option<Centesimi>,
    /// The least as a part of the largest, in percent: 100 where all pay the same.
    pub indice: Option<String>,
}

/// What a family pays in each of the 61 Comuni, under the rules given and those included that some act published.
/// The rules of a Comune win over those of the whole Ambito, the later in the list over the earlier.
///
/// ```
/// use soglia::simula::uniformita;
/// let request = soglia::formato::parse_request(r#"{ "isee": { "ordinario": "8000" } }"#, soglia::semi::fatti()).unwrap();
/// let here = uniformita("sad", &request, &[]);
/// assert_eq!(here.comuni.len(), 61);
/// assert_eq!(here.con_regole, 1); // Senna Lodigiana; the others are missing, not zero
/// ```
#[must_use]
pub fn uniformita(servizio: &str, richiesta: &Richiesta, regole: &[&Regolamento]) -> Uniformita {
    let included: Vec<(&Regolamento, &[&str])> = semi::elenco()
        .iter()
        .filter(|s| s.natura == Natura::Pubblicato.as_str() && s.servizi.iter().any(|x| x.id == servizio))
        .filter_map(|s| semi::regolamento(s.id).ok().map(|r| (r, s.comuni)))
        .collect();
    let mut out = Uniformita::default();
    for comune in semi::comuni() {
        let code = comune.codice_istat;
        let named = |r: &Regolamento| r.ente.it().strip_prefix("Comune di ").is_some_and(|n| n == comune.nome);
        let of =
            |r: &Regolamento| named(r) || matches!(&r.comuni, Comuni::Codici(list) if list.iter().any(|c| c == code));
        let own = regole.iter().rev().find(|r| of(r));
        let seed = included.iter().rev().find(|(_, list)| list.contains(&code)).map(|(r, _)| r);
        let whole = regole.iter().rev().find(|r| r.comuni == Comuni::AmbitoLodi);
        let rules = own.or(seed).or(whole).copied();
        let importo = rules.and_then(|r| calcola(r, servizio, richiesta).ok()?.totale).and_then(|t| cents(&t));
        out.con_regole += u64::from(rules.is_some());
        out.comuni.push(QuotaComune {
            codice_istat: code.to_owned(),
            nome: comune.nome.to_owned(),
            regolamento: rules.map(|r| r.id.clone()),
            importo,
        });
    }
    out.minimo = out.comuni.iter().filter_map(|c| c.importo).min();
    out.massimo = out.comuni.iter().filter_map(|c| c.importo).max();
    // One Comune alone is not uniform with anybody.
    let several = out.comuni.iter().filter(|c| c.importo.is_some()).count() > 1;
    out.indice = out
        .minimo
        .zip(out.massimo)
        .filter(|_| several)
        .and_then(|(a, b)| if b.0 == 0 { Some("100.00".to_owned()) } else { percento(a.0, b.0) });
    out
}

fn cents(text: &str) -> Option<Centesimi> {
    let amount = parse_decimal(text).ok()?.checked_mul(rust_decimal::Decimal::ONE_HUNDRED)?;
    i128::try_from(amount).ok().map(Centesimi)
}
