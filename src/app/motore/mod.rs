// SPDX-License-Identifier: EUPL-1.2
//! The only place of the page that calls the engine.

mod curva;

pub use curva::{Banda, Curva, curva, with_isee};

pub use crate::denaro::Decimal;
pub use crate::diagnosi::Diagnostic;
pub use crate::norma::{
    Bersaglio, Certezza, Fatto, Fonte, Natura, Quota, Regolamento, Servizio, Testo, TipoFatto, TipoIsee, Unita,
};
pub(crate) use crate::tariffa::units;
pub use crate::tariffa::{Ammesso, Estremi, QuotaRisposta, Risposta};
pub use crate::traccia::Passo;

use crate::app::route::ServizioKey;
use crate::denaro::parse_decimal;
use crate::formato::Richiesta;
use crate::norma::{Giorno, Operazione, ValoreFascia, ValoreFatto, ValoreSenzaIsee, Vigenza};
use crate::{semi, tariffa};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Marks, in [`crate::app::draft::Draft::comune`], an ente outside the Ambito.
pub const ENTE_PREFIX: &str = "ente:";
/// How the list of regolamenti names all 61 Comuni.
const WHOLE_AMBITO: &str = "ambito-lodi";

/// What can be read of a person's answers, as plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Kind and value of the ISEE; none = not presented.
    pub isee: Option<(TipoIsee, String)>,
    /// Quantities by name.
    pub quantities: BTreeMap<String, String>,
    /// Facts by id: `si`/`no`, a word, a number, a date, a text.
    pub facts: BTreeMap<String, String>,
}

/// A service with the regolamento it belongs to.
#[derive(Clone)]
pub struct Scheda {
    /// Its rules.
    pub regolamento: &'static Regolamento,
    /// The service.
    pub servizio: &'static Servizio,
    /// The day the rules are asked for: today, or the last day they were valid.
    pub giorno: String,
    /// The rules do not cover today.
    pub scaduta: bool,
}

impl PartialEq for Scheda {
    fn eq(&self, other: &Self) -> bool {
        self.regolamento.id == other.regolamento.id && self.servizio.id == other.servizio.id
    }
}

/// A service somebody may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offerta {
    /// It is of the place itself, not the zonal model.
    pub propria: bool,
    /// Last day, ISO, when it has passed.
    pub scaduta_il: Option<&'static str>,
    /// Its address.
    pub key: ServizioKey,
    /// Name of the service.
    pub nome: &'static str,
    /// Title of the regolamento.
    pub titolo: &'static str,
    /// Who issued it.
    pub ente: &'static str,
    /// Whether it binds anyone.
    pub natura: Natura,
}

/// A regolamento in the list of what the program knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voce {
    /// Who issued it.
    pub ente: &'static str,
    /// Names of its services.
    pub servizi: Vec<&'static str>,
    /// Whether it binds anyone.
    pub natura: Natura,
    /// First day, ISO.
    pub dal: &'static str,
    /// Last day, ISO.
    pub al: Option<&'static str>,
}

/// Name and ISTAT code of the 61 Comuni, by name.
pub fn comuni() -> impl Iterator<Item = (&'static str, &'static str)> {
    semi::comuni().iter().map(|c| (c.codice_istat, c.nome))
}

/// Name of a chosen place: a Comune by its code, or an ente by its name.
#[must_use]
pub fn place_name(place: &str) -> Option<&str> {
    if let Some(ente) = place.strip_prefix(ENTE_PREFIX) {
        return enti().into_iter().find(|e| *e == ente);
    }
    comuni().find(|(code, _)| *code == place).map(|(_, name)| name)
}

/// Enti that apply to no Comune of the Ambito, by name.
#[must_use]
pub fn enti() -> Vec<&'static str> {
    let mut enti = Vec::new();
    // In its place one at a time: the sorts of the library weigh as much as a page.
    for ente in semi::elenco().iter().filter(|s| s.comuni.is_empty()).map(|s| s.ente) {
        if let Err(at) = enti.binary_search(&ente) {
            enti.insert(at, ente);
        }
    }
    enti
}

/// Everything the program knows, in its own order.
#[must_use]
pub fn catalogo() -> Vec<Voce> {
    let voce = |s: &semi::Seme| Voce {
        ente: s.ente,
        servizi: s.servizi.iter().chain(s.misure).map(|v| v.nome).collect(),
        natura: natura(s.natura),
        dal: s.vigenza.dal,
        al: s.vigenza.al,
    };
    semi::elenco().iter().map(voce).collect()
}

/// The services of a place: its own published ones first, the zonal model after.
#[must_use]
pub fn offerte(place: &str) -> Vec<Offerta> {
    let own = |s: &&semi::Seme| match place.strip_prefix(ENTE_PREFIX) {
        Some(ente) => s.comuni.is_empty() && s.ente == ente,
        None => s.comuni.contains(&place),
    };
    let zonal = |s: &&semi::Seme| !place.starts_with(ENTE_PREFIX) && s.comuni.contains(&WHOLE_AMBITO);
    let seeds = semi::elenco();
    let today = today();
    let of = |propria: bool| {
        let today = &today;
        move |s: &'static semi::Seme| services_of(s, propria, s.vigenza.al.filter(|al| *al < today.as_str()))
    };
    seeds.iter().filter(own).flat_map(of(true)).chain(seeds.iter().filter(zonal).flat_map(of(false))).collect()
}

fn services_of(
    seed: &'static semi::Seme,
    propria: bool,
    scaduta_il: Option<&'static str>,
) -> impl Iterator<Item = Offerta> {
    seed.servizi.iter().chain(seed.misure).map(move |s| Offerta {
        propria,
        scaduta_il,
        key: ServizioKey { regolamento: seed.id.to_owned(), servizio: s.id.to_owned() },
        nome: s.nome,
        titolo: seed.titolo,
        ente: seed.ente,
        natura: natura(seed.natura),
    })
}

fn natura(word: &str) -> Natura {
    Natura::from_word(word).unwrap_or(Natura::Bozza)
}

/// The service at an address; none when the address names nothing.
#[must_use]
pub fn scheda(key: &ServizioKey) -> Option<Scheda> {
    let regolamento = semi::regolamento(&key.regolamento).ok()?;
    let servizio = regolamento.servizio(&key.servizio)?;
    let (giorno, scaduta) = day(&regolamento.vigenza);
    Some(Scheda { regolamento, servizio, giorno, scaduta })
}

/// Today when the rules cover it, else the nearest day they do.
fn day(vigenza: &Vigenza) -> (String, bool) {
    let today = today();
    match Giorno::parse(&today) {
        Some(day) if vigenza.covers(day) => (today, false),
        Some(day) if day < vigenza.dal => (vigenza.dal.to_string(), true),
        _ => (vigenza.al.unwrap_or(vigenza.dal).to_string(), true),
    }
}

/// Today on this device, ISO.
#[must_use]
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    let two = |n: u32| if n < 10 { ["0", &n.to_string()].concat() } else { n.to_string() };
    [&now.get_full_year().to_string(), "-", &two(now.get_month() + 1), "-", &two(now.get_date())].concat()
}

/// Whether a text is a date such as `31/3/2015`.
#[must_use]
pub fn is_date(text: &str) -> bool {
    parse_date(text).is_some()
}

fn parse_date(text: &str) -> Option<ValoreFatto> {
    Giorno::parse(&crate::app::numeri::parse_date(text)?).map(ValoreFatto::Data)
}

/// A plain decimal.
#[must_use]
pub fn decimal(text: &str) -> Option<Decimal> {
    parse_decimal(text).ok()
}

impl Scheda {
    /// The fact of an id, with its question.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<Rc<Fatto>> {
        self.regolamento.fatti.get(id).cloned().map(Rc::new)
    }

    /// Whether the ISEE can change anything.
    #[must_use]
    pub fn asks_isee(&self) -> bool {
        let flat = |q: &Quota| {
            let [only] = q.fasce.as_slice() else { return false };
            let without = q.senza_isee.as_ref().map(|s| &s.valore);
            matches!((&only.valore, without), (ValoreFascia::Importo(a), Some(ValoreSenzaIsee::Importo(b))) if a == b)
        };
        let named = self.leaves().iter().any(|id| id.starts_with("isee."));
        !self.servizio.isee.is_empty() && (named || !self.servizio.quote.iter().all(flat))
    }

    /// How sure the full cost is, when the fee is a percentage of it: the fee is then no surer.
    #[must_use]
    pub fn cost_certainty(&self) -> Option<Certezza> {
        let of_cost = |v: &ValoreFascia| {
            matches!(v, ValoreFascia::Percento { .. } | ValoreFascia::Lineare { costo: Some(_), .. })
        };
        let used = self.servizio.quote.iter().flat_map(|q| &q.fasce).any(|f| of_cost(&f.valore));
        self.servizio.costo.as_ref().filter(|_| used).map(|c| c.origine.certezza)
    }

    /// The quantities to ask, by name, in the order of the rules.
    #[must_use]
    pub fn quantities(&self) -> Vec<String> {
        let units = self.servizio.quote.iter().map(|q| q.per).filter(|u| crate::app::testi::per_month(*u));
        let units = units.map(|u| u.as_str().to_owned());
        let extra = self.servizio.correzioni.iter().filter_map(|c| match &c.operazione {
            Operazione::Aggiungi { per: Some(name), .. } => Some(name.clone()),
            _ => None,
        });
        let mut names: Vec<String> = Vec::new();
        for name in units.chain(extra) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The facts the rules mention, except the ISEE, in the order of the rules.
    #[must_use]
    pub fn facts(&self) -> Vec<String> {
        self.leaves().into_iter().filter(|id| !id.starts_with("isee.")).collect()
    }

    fn leaves(&self) -> Vec<String> {
        let s = &self.servizio;
        let conditions = (s.requisiti.iter().map(|r| &r.se))
            .chain(s.quote.iter().filter_map(|q| q.se.as_ref()))
            .chain(s.correzioni.iter().filter_map(|c| c.se.as_ref()));
        let mut ids: Vec<String> = Vec::new();
        for condition in conditions {
            condition.for_each_leaf(&mut |id, _| {
                if !ids.iter().any(|known| known == id) {
                    ids.push(id.to_owned());
                }
            });
        }
        ids
    }

    /// The answers as the engine takes them.
    #[must_use]
    pub fn request(&self, answers: &Answers) -> Richiesta {
        let mut request = Richiesta { data: Giorno::parse(&self.giorno), ..Richiesta::default() };
        for (kind, value) in answers.isee.iter().filter_map(|(kind, value)| Some((*kind, decimal(value)?))) {
            request.isee.insert(kind, value);
        }
        for (name, value) in answers.quantities.iter().filter_map(|(name, v)| Some((name, decimal(v)?))) {
            request.quantita.insert(name.clone(), value);
        }
        for (id, value) in answers.facts.iter().filter_map(|(id, v)| Some((id, self.fact_value(id, v)?))) {
            request.fatti.insert(id.clone(), value);
        }
        request
    }

    fn fact_value(&self, id: &str, text: &str) -> Option<ValoreFatto> {
        Some(match self.regolamento.fatti.get(id)?.tipo {
            TipoFatto::Booleano => ValoreFatto::Booleano(text == "si"),
            TipoFatto::Intero | TipoFatto::Importo => ValoreFatto::Numero(decimal(text)?.normalize()),
            TipoFatto::Data => parse_date(text)?,
            TipoFatto::Scelta | TipoFatto::Testo => ValoreFatto::Parola(text.to_owned()),
        })
    }
}

/// The fee of a person, explained.
///
/// # Errors
/// What the engine refuses, in a sentence.
pub fn calcola(scheda: &Scheda, answers: &Answers) -> Result<Risposta, Diagnostic> {
    tariffa::calcola(scheda.regolamento, &scheda.servizio.id, &scheda.request(answers))
}

/// What the fee of a service is for; none for a service without a fee.
#[must_use]
pub fn unita(regolamento: &str, servizio: &str) -> Option<Unita> {
    let rules = semi::regolamento(regolamento).ok()?;
    rules.servizio(servizio)?.quote.iter().find(|q| q.forma == crate::norma::FormaQuota::Tariffa).map(|q| q.per)
}
