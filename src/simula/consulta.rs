//! What a service asks of a household: the facts its rules name, and the quantities its unit values and its total use.

use crate::norma::{Bersaglio, CatalogoFatti, Operazione, Regolamento, Servizio, Unita, ValoreFatto};
use crate::tariffa::fee_conditions;

/// A fact that some condition names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Nominato {
    pub id: String,
    /// The values that conditions compare it with, in growing order.
    pub valori: Vec<ValoreFatto>,
    /// What it is when nobody says.
    pub predefinito: Option<ValoreFatto>,
}

impl Nominato {
    /// Which of the kinds of value that the rules can tell apart: odd = one that is named, even = between them,
    /// 0 = unknown.
    pub(crate) fn class(&self, value: Option<&ValoreFatto>) -> i64 {
        let Some(value) = value else { return 0 };
        let place = match self.valori.binary_search(value) {
            Ok(at) => 2 * at + 2,
            Err(at) => 2 * at + 1,
        };
        i64::try_from(place).unwrap_or(i64::MAX)
    }
}

/// A service, with what it asks.
#[derive(Clone, Debug)]
pub(crate) struct Consulta<'a> {
    pub rules: &'a Regolamento,
    pub servizio: &'a Servizio,
    pub fatti: Vec<Nominato>,
    /// Units of the quotas and of the cost, and the quantities that corrections name.
    pub quantita: Vec<String>,
    /// Places of the quantities that change a unit value: households that differ in them have different schedules.
    pub chiave: Vec<usize>,
}

impl<'a> Consulta<'a> {
    pub(crate) fn new(rules: &'a Regolamento, servizio: &'a Servizio) -> Self {
        let mut c = Self { rules, servizio, fatti: Vec::new(), quantita: Vec::new(), chiave: Vec::new() };
        let requirements = servizio.requisiti.iter().map(|r| &r.se);
        for condition in fee_conditions(servizio, None).chain(requirements) {
            condition.for_each_leaf(&mut |id, comparison| {
                let place = place_of(&mut c.fatti, id, &rules.fatti);
                for value in comparison.values() {
                    if let Some(f) = c.fatti.get_mut(place)
                        && let Err(at) = f.valori.binary_search(value)
                    {
                        f.valori.insert(at, value.clone());
                    }
                }
            });
        }
        for quota in &servizio.quote {
            c.quantity(quota.per.as_str());
        }
        if let Some(cost) = &servizio.costo {
            c.quantity(cost.per.as_str());
        }
        for correction in &servizio.correzioni {
            if let Operazione::Aggiungi { per: Some(name), .. } = &correction.operazione {
                let place = c.quantity(name);
                if correction.su != Bersaglio::Totale && !c.chiave.contains(&place) {
                    c.chiave.push(place);
                }
            }
        }
        c
    }

    /// Also asks what another service asks: the rules may then change from one to the other on the same households.
    pub(crate) fn with(mut self, other: &Consulta<'_>) -> Self {
        for fact in &other.fatti {
            match self.fatti.iter_mut().find(|f| f.id == fact.id) {
                Some(own) => {
                    own.valori.extend(fact.valori.iter().cloned());
                    own.valori.sort_unstable();
                    own.valori.dedup();
                }
                None => self.fatti.push(fact.clone()),
            }
        }
        for (n, name) in other.quantita.iter().enumerate() {
            let place = self.quantity(name);
            if other.chiave.contains(&n) && !self.chiave.contains(&place) {
                self.chiave.push(place);
            }
        }
        self
    }

    /// The same questions for other rules.
    pub(crate) fn on<'b>(&self, rules: &'b Regolamento, servizio: &'b Servizio) -> Consulta<'b> {
        let (fatti, quantita, chiave) = (self.fatti.clone(), self.quantita.clone(), self.chiave.clone());
        Consulta { rules, servizio, fatti, quantita, chiave }
    }

    /// Whether the rules themselves know a quantity by this name.
    pub(crate) fn knows_quantity(&self, name: &str) -> bool {
        let per = |op: &Operazione| matches!(op, Operazione::Aggiungi { per: Some(p), .. } if p == name);
        Unita::from_word(name).is_some()
            || name == "giorno_assenza"
            || self.servizio.correzioni.iter().any(|c| per(&c.operazione))
    }

    /// The place of a quantity, added when it is new.
    fn quantity(&mut self, name: &str) -> usize {
        self.place(name).unwrap_or_else(|| {
            self.quantita.push(name.to_owned());
            self.quantita.len() - 1
        })
    }

    /// The place of a quantity.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        self.quantita.iter().position(|q| q == name)
    }

    /// What a quantity is when the file has no such column: one unit of what a quota is for, none of anything else.
    pub(crate) fn absent_quantity(name: &str) -> i64 {
        i64::from(Unita::from_word(name).is_some())
    }
}

fn place_of(list: &mut Vec<Nominato>, id: &str, catalogue: &CatalogoFatti) -> usize {
    list.iter().position(|f| f.id == id).unwrap_or_else(|| {
        let predefinito = catalogue.get(id).and_then(|f| f.predefinito.clone());
        list.push(Nominato { id: id.to_owned(), valori: Vec::new(), predefinito });
        list.len() - 1
    })
}

/// The quantities that a service asks for, by name: a population may have them as columns.
///
/// ```
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// assert_eq!(soglia::simula::quantita_di(rules, &rules.servizi[0]), ["ora"]);
/// ```
#[must_use]
pub fn quantita_di(rules: &Regolamento, servizio: &Servizio) -> Vec<String> {
    Consulta::new(rules, servizio).quantita
}

/// The facts that a service asks for, by id.
///
/// ```
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// assert!(soglia::simula::fatti_di(rules, &rules.servizi[0]).contains(&"festivo".to_owned()));
/// ```
#[must_use]
pub fn fatti_di(rules: &Regolamento, servizio: &Servizio) -> Vec<String> {
    Consulta::new(rules, servizio).fatti.into_iter().map(|f| f.id).collect()
}
