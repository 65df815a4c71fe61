//! Which clause of the second rules causes which part of the difference.
//!
//! The clauses that differ are replaced one at a time, in this order: requirements; for each quota, in the order of
//! the first file and then of the second, its condition, its fasce (one by one when they have the same bounds), its
//! value without ISEE, its rounding, or the whole of it when only one file has it; the corrections, all together
//! for each target; the rounding of the total; the kinds of ISEE. Each clause is worth the total after it less the
//! total before it: the effects add up to the difference, to the cent. Another order would divide it otherwise.

use super::consulta::Consulta;
use super::passata::Passata;
use super::popolazione::Popolazione;
use super::riepilogo::Centesimi;
use crate::diagnosi::Diagnostic;
use crate::norma::{Bersaglio, Correzione, Fascia, Quota, Regolamento, Servizio};
use serde::{Deserialize, Serialize};

/// A clause and what it is worth; euro.
///
/// ```
/// let old = soglia::semi::regolamento("dairago-sad").unwrap();
/// let text = soglia::semi::testo("dairago-sad").unwrap().replacen("\"3.00\"", "\"4.00\"", 1);
/// let new = soglia::formato::parse_regolamento(&text, "nuovo.toml", soglia::semi::fatti()).unwrap();
/// let answer = soglia::simula::confronta(old, &new, "sad", b"isee;ora\n5000;10\n9000;1\n").unwrap();
/// let cause = answer.confronto.unwrap().cause;
/// assert_eq!((cause[0].clausola.as_str(), cause[0].effetto.to_string().as_str()), ("quota:oraria/fasce[0]", "10.00"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Causa {
    /// Which clause: `quota:oraria/fasce[1]`, `correzioni/totale`.
    pub clausola: String,
    /// What the total changes by when it is replaced.
    pub effetto: Centesimi,
}

/// The effects, in order.
pub(crate) fn split(
    base: &Consulta<'_>,
    other: &Consulta<'_>,
    pop: &Popolazione,
    before: i128,
    after: i128,
) -> Result<Vec<Causa>, Diagnostic> {
    let mut out = Vec::new();
    let mut total = before;
    let mut last: Option<Servizio> = None;
    for (clausola, servizio) in steps(base.servizio, other.servizio) {
        let now = total_of(base, other, pop, &servizio)?;
        out.push(Causa { clausola, effetto: Centesimi(now - total) });
        total = now;
        last = Some(servizio);
    }
    let kinds = last.as_ref().unwrap_or(base.servizio).isee != other.servizio.isee;
    if kinds || total != after {
        out.push(Causa {
            clausola: if kinds { "isee" } else { "fatti" }.to_owned(),
            effetto: Centesimi(after - total),
        });
    }
    Ok(out)
}

/// The total of a service made of parts of both.
fn total_of(
    base: &Consulta<'_>,
    other: &Consulta<'_>,
    pop: &Popolazione,
    servizio: &Servizio,
) -> Result<i128, Diagnostic> {
    let mut fatti = base.rules.fatti.clone();
    for fatto in other.rules.fatti.iter() {
        if fatti.get(&fatto.id).is_none() {
            fatti.insert(fatto.clone());
        }
    }
    let rules = Regolamento { servizi: vec![servizio.clone()], fatti, ..base.rules.clone() };
    let consulta = base.on(&rules, servizio);
    Ok(Passata::new(&consulta, pop).run(None)?.sum().totale)
}

/// The services between the first and the second, each with the clause replaced last.
fn steps(from: &Servizio, to: &Servizio) -> Vec<(String, Servizio)> {
    let mut now = Mista::new(from, to);
    let mut out = Vec::new();
    if !same(&from.requisiti, &to.requisiti, |a, b| a.se == b.se) {
        now.servizio.requisiti.clone_from(&to.requisiti);
        out.push(("requisiti".to_owned(), now.service()));
    }
    for index in 0..now.quote.len() {
        for (part, quota) in now.parts(index) {
            if let Some(place) = now.quote.get_mut(index) {
                place.adesso = quota;
            }
            let id = now.quote.get(index).map_or("", |q| q.id.as_str());
            out.push((format!("quota:{id}{part}"), now.service()));
        }
    }
    for target in now.targets() {
        let own = |list: &[(String, Correzione)]| -> Vec<Correzione> {
            list.iter().filter(|(t, _)| *t == target).map(|(_, c)| c.clone()).collect()
        };
        let (old, new) = (own(&now.prima), own(&now.dopo));
        if !same(&old, &new, |a, b| a.se == b.se && a.operazione == b.operazione) {
            now.passati.push(target.clone());
            out.push((format!("correzioni/{target}"), now.service()));
        }
    }
    if from.arrotonda_totale != to.arrotonda_totale {
        now.servizio.arrotonda_totale = to.arrotonda_totale.clone();
        out.push(("arrotonda_totale".to_owned(), now.service()));
    }
    out
}

fn same<T>(a: &[T], b: &[T], equal: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
}

/// A service on its way from one to the other.
struct Mista {
    servizio: Servizio,
    quote: Vec<Posto>,
    /// Corrections of each, with their target by name.
    prima: Vec<(String, Correzione)>,
    dopo: Vec<(String, Correzione)>,
    /// Targets whose corrections are already those of the second.
    passati: Vec<String>,
}

/// A quota of either.
struct Posto {
    id: String,
    dopo: Option<Quota>,
    adesso: Option<Quota>,
}

impl Mista {
    fn new(from: &Servizio, to: &Servizio) -> Self {
        let find = |s: &Servizio, id: &str| s.quote.iter().find(|q| q.id == id).cloned();
        let new = to.quote.iter().filter(|q| from.quote.iter().all(|o| o.id != q.id));
        let quote = from.quote.iter().chain(new);
        let quote =
            quote.map(|q| Posto { id: q.id.clone(), dopo: find(to, &q.id), adesso: find(from, &q.id) }).collect();
        let named = |s: &Servizio| s.correzioni.iter().map(|c| (target(s, c), c.clone())).collect();
        Self { servizio: from.clone(), quote, prima: named(from), dopo: named(to), passati: Vec::new() }
    }

    /// Every target that some correction has, in the order of the two files.
    fn targets(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for (t, _) in self.prima.iter().chain(&self.dopo) {
            if !out.contains(t) {
                out.push(t.clone());
            }
        }
        out
    }

    /// The quota after each of its parts is replaced.
    fn parts(&self, index: usize) -> Vec<(String, Option<Quota>)> {
        let Some(Posto { dopo, adesso, .. }) = self.quote.get(index) else { return Vec::new() };
        let (Some(mut now), Some(new)) = (adesso.clone(), dopo) else { return vec![(String::new(), dopo.clone())] };
        if (now.forma, now.per) != (new.forma, new.per) {
            return vec![(String::new(), dopo.clone())];
        }
        let mut out = Vec::new();
        if now.se != new.se {
            now.se.clone_from(&new.se);
            out.push(("/se".to_owned(), Some(now.clone())));
        }
        if same(&now.fasce, &new.fasce, |a, b| a.al == b.al) {
            for n in 0..new.fasce.len() {
                if let (Some(old), Some(new)) = (now.fasce.get_mut(n), new.fasce.get(n))
                    && old.valore != new.valore
                {
                    *old = new.clone();
                    out.push((format!("/fasce[{n}]"), Some(now.clone())));
                }
            }
        } else if !same(&now.fasce, &new.fasce, |a: &Fascia, b| a.al == b.al && a.valore == b.valore) {
            now.fasce.clone_from(&new.fasce);
            out.push(("/fasce".to_owned(), Some(now.clone())));
        }
        let value = |q: &Quota| q.senza_isee.as_ref().map(|s| s.valore.clone());
        if value(&now) != value(new) {
            now.senza_isee.clone_from(&new.senza_isee);
            out.push(("/senza_isee".to_owned(), Some(now.clone())));
        }
        if now.arrotonda != new.arrotonda {
            now.arrotonda = new.arrotonda.clone();
            out.push(("/arrotonda".to_owned(), Some(now)));
        }
        out
    }

    /// The service as it is now; corrections find their quota by its id.
    fn service(&self) -> Servizio {
        let quote: Vec<Quota> = self.quote.iter().filter_map(|p| p.adesso.clone()).collect();
        let passed = |t: &String| self.passati.contains(t);
        let old = self.prima.iter().filter(|(t, _)| !passed(t));
        let new = self.dopo.iter().filter(|(t, _)| passed(t));
        let mut correzioni = Vec::new();
        for (name, c) in old.chain(new) {
            let su = match name.strip_prefix("quota:") {
                None => c.su.clone(),
                Some(id) => match quote.iter().position(|q| q.id == id) {
                    Some(index) => Bersaglio::Quota(index),
                    None => continue,
                },
            };
            correzioni.push(Correzione { su, ..c.clone() });
        }
        Servizio { quote, correzioni, ..self.servizio.clone() }
    }
}

/// The target of a correction, by name.
fn target(s: &Servizio, c: &Correzione) -> String {
    match c.su {
        Bersaglio::Isee => "isee".to_owned(),
        Bersaglio::Fascia => "fascia".to_owned(),
        Bersaglio::Totale => "totale".to_owned(),
        Bersaglio::Quota(index) => format!("quota:{}", s.quote.get(index).map_or("", |q| q.id.as_str())),
    }
}
