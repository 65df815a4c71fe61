// SPDX-License-Identifier: EUPL-1.2
//! The columns of a household: what the file says, then each step of FORMATO chapter 4 as a formula.

use super::condizioni;
use super::espressione::{Condizione, DECIMALI, DECIMALI_ISEE, Espr};
use super::tariffa::{Lette, NON_NOTA, RIFIUTATA, Tariffa};
use crate::denaro::{Arrotonda, Frazione, Modo};
use crate::norma::{Bersaglio, Correzione, FormaQuota, Operazione, Quando, Quota, Servizio};

/// Words of a household without a fee.
pub(super) const NON_AMMESSA: &str = "non ammessa";
pub(super) const NON_DETERMINATA: &str = "non determinata";

/// A column that a formula fills.
pub(super) struct Colonna {
    pub testa: String,
    pub formula: Espr,
    /// The quota that is money to the family, when this is its amount.
    pub contributo: Option<String>,
}

/// All columns of a household.
pub(super) struct Colonne<'a> {
    servizio: &'a Servizio,
    tariffa: &'a Tariffa,
    /// What the file says: the heads.
    pub date: Vec<String>,
    isee: usize,
    quantita: Vec<(String, usize)>,
    fatti: Vec<(String, usize)>,
    pub calcolate: Vec<Colonna>,
}

fn number(n: i128) -> Espr {
    Espr::Numero(Frazione::integer(n))
}

fn is(column: usize, op: &'static str, value: Espr) -> Condizione {
    Condizione::Confronto(Espr::Colonna(column), op, value)
}

fn words(column: usize, text: &str) -> Condizione {
    Condizione::Parola(Espr::Colonna(column), text.to_owned())
}

impl<'a> Colonne<'a> {
    pub(super) fn new(servizio: &'a Servizio, tariffa: &'a Tariffa, quantita: &[String], fatti: &[String]) -> Self {
        let mut date = vec!["Riga del file".to_owned(), "Tipo di ISEE".to_owned(), "ISEE, €".to_owned()];
        let mut place = |name: &String, head: String| {
            date.push(head);
            (name.clone(), date.len() - 1)
        };
        let quantita = quantita.iter().map(|q| place(q, format!("Quantità: {}", q.replace('_', " ")))).collect();
        let fatti = fatti.iter().map(|f| place(f, f.replace("isee.", "ISEE ").replace('_', " "))).collect();
        let mut out = Self { servizio, tariffa, date, isee: 2, quantita, fatti, calcolate: Vec::new() };
        out.write();
        out
    }

    /// Where a fact is.
    fn fact(&self, id: &str) -> Option<usize> {
        self.fatti.iter().find(|(f, _)| f == id).map(|(_, c)| *c)
    }

    fn quantity(&self, name: &str) -> Espr {
        let column = self.quantita.iter().find(|(q, _)| q == name).map(|(_, c)| *c);
        column.map_or(number(0), Espr::Colonna)
    }

    fn add(&mut self, testa: impl Into<String>, formula: Espr) -> usize {
        self.calcolate.push(Colonna { testa: testa.into(), formula, contributo: None });
        self.date.len() + self.calcolate.len() - 1
    }

    fn condition(&mut self, what: &str, se: Option<&crate::norma::Condizione>) -> Option<usize> {
        let formula = condizioni::formula(se?, &|f| self.fact(f));
        Some(self.add(format!("Vale: {what}"), formula))
    }

    fn no_isee(&self) -> Condizione {
        Condizione::Vuota(Espr::Colonna(self.isee))
    }

    fn write(&mut self) {
        let servizio = self.servizio;
        let cents = Espr::Colonna(self.isee).per(number(100)).decimali(0);
        let mut x = self.add("ISEE, centesimi", Espr::se(self.no_isee(), number(0), cents));
        for (n, c) in servizio.correzioni.iter().enumerate().filter(|(_, c)| c.su == Bersaglio::Isee) {
            x = self.on_isee(n, c, x);
        }
        let moves = self.moves();
        let asked: Vec<usize> = servizio.requisiti.iter().filter_map(|r| self.condition(&r.id, Some(&r.se))).collect();
        let admitted = (!asked.is_empty()).then(|| {
            let all = asked.into_iter().map(Espr::Colonna).collect();
            self.add("Ammessa (1 sì, 0 no, 0,5 non si sa)", Espr::Minimo(all))
        });
        let tariffa = self.tariffa;
        let mut amounts = Vec::new();
        for ((n, quota), lette) in servizio.quote.iter().enumerate().zip(&tariffa.quote) {
            amounts.push((quota.forma, self.quota((n, quota), lette, x, moves)));
        }
        self.total(&amounts, admitted);
    }

    fn value(&self, n: usize) -> Espr {
        self.tariffa.correzioni.get(n).cloned().unwrap_or(number(0))
    }

    fn on_isee(&mut self, n: usize, c: &Correzione, x: usize) -> usize {
        let when = self.condition(&c.id, c.se.as_ref());
        let (from, value) = (Espr::Colonna(x), self.value(n));
        let to = match &c.operazione {
            Operazione::Aggiungi { per, .. } => {
                let each = value.per(number(100));
                let sum = per.as_ref().map_or(each.clone(), |p| each.per(self.quantity(p)));
                Espr::Massimo(vec![number(0), Espr::Somma(vec![from, sum])])
            }
            _ => from.per(value),
        };
        self.step(x, when, to.decimali(DECIMALI_ISEE), &format!("ISEE dopo «{}», centesimi", c.id))
    }

    /// `to` where the condition holds, as before where it does not, unknown where nobody knows.
    fn step(&mut self, before: usize, when: Option<usize>, to: Espr, head: &str) -> usize {
        let was = Espr::Colonna(before);
        let to = match when {
            None => to,
            Some(w) => {
                let other = Espr::se(is(w, "=", number(0)), was.clone(), Espr::Testo(NON_NOTA));
                Espr::se(is(w, "=", number(1)), to, other)
            }
        };
        self.add(head, was.se_numero(to))
    }

    /// By how many fasce one moves.
    fn moves(&mut self) -> Option<usize> {
        let servizio = self.servizio;
        let mut parts = Vec::new();
        let mut open = Vec::new();
        for (n, c) in servizio.correzioni.iter().enumerate().filter(|(_, c)| c.su == Bersaglio::Fascia) {
            let value = self.value(n);
            match self.condition(&c.id, c.se.as_ref()) {
                None => parts.push(value),
                Some(w) => {
                    open.push(Condizione::Tutte(vec![is(w, ">", number(0)), is(w, "<", number(1))]));
                    parts.push(value.per(Espr::Colonna(w)));
                }
            }
        }
        if parts.is_empty() {
            return None;
        }
        let sum = Espr::Somma(parts);
        let known =
            if open.is_empty() { sum } else { Espr::se(Condizione::AlmenoUna(open), Espr::Testo(NON_NOTA), sum) };
        Some(self.add("Spostamento di fasce", known))
    }

    /// Fascia, value, corrections, rounding, amount of a quota: the columns of the unit value and of the amount.
    fn quota(&mut self, (n, quota): (usize, &Quota), lette: &Lette, x: usize, moves: Option<usize>) -> (usize, usize) {
        let name = &quota.id;
        let counts = self.condition(name, quota.se.as_ref());
        let last = number(i128::try_from(lette.fasce).unwrap_or(i128::MAX));
        let none = Espr::Somma(vec![last.clone(), number(1)]);
        let found = if lette.fasce > 1 {
            let (limiti, compresi) = (lette.limiti.clone(), lette.compresi.clone());
            Espr::Fascia { x: Box::new(Espr::Colonna(x)), limiti, compresi }
        } else {
            number(1)
        };
        let found = Espr::se(self.no_isee(), none, Espr::Colonna(x).se_numero(found));
        let mut fascia = self.add(format!("{name}: fascia"), found);
        let mut at = x;
        if let Some(m) = moves {
            (fascia, at) = self.moved(name, lette, (fascia, x), m, last);
        }
        let pick = |list: &super::espressione::Elenco| Espr::Scelto(list.clone(), Box::new(Espr::Colonna(fascia)));
        let beyond = Espr::Massimo(vec![
            number(0),
            Espr::Minimo(vec![Espr::Colonna(at), pick(&lette.al)]).meno(pick(&lette.dal)),
        ]);
        let slope = beyond.per(pick(&lette.aggiunge)).diviso(pick(&lette.ogni));
        let value = pick(&lette.base).se_numero(Espr::Somma(vec![pick(&lette.base), slope]));
        let value = Espr::Colonna(fascia).se_numero(value);
        let mut unit = self.add(format!("{name}: valore, €"), value);
        unit = self.rounded(quota, lette, unit, Quando::Prima);
        let servizio = self.servizio;
        for (k, c) in servizio.correzioni.iter().enumerate().filter(|(_, c)| c.su == Bersaglio::Quota(n)) {
            unit = self.correction(k, c, unit);
        }
        unit = self.rounded(quota, lette, unit, Quando::Dopo);
        let times = Espr::Colonna(unit).se_numero(Espr::Colonna(unit).per(self.quantity(quota.per.as_str())));
        let amount = match counts {
            None => times,
            Some(w) => {
                let other = Espr::se(is(w, "=", number(0)), number(0), Espr::Testo(NON_NOTA));
                Espr::se(is(w, "=", number(1)), times, other)
            }
        };
        let amount = self.add(format!("{name}: importo, €"), amount);
        if quota.forma == FormaQuota::Contributo
            && let Some(c) = self.calcolate.last_mut()
        {
            c.contributo = Some(quota.id.clone());
        }
        (unit, amount)
    }

    /// The fascia one is moved to, and the ISEE at its nearest bound.
    fn moved(
        &mut self,
        name: &str,
        lette: &Lette,
        (from, x): (usize, usize),
        moves: usize,
        last: Espr,
    ) -> (usize, usize) {
        let (was, by) = (Espr::Colonna(from), Espr::Colonna(moves));
        let sum = Espr::Massimo(vec![number(1), Espr::Somma(vec![was.clone(), by.clone()])]);
        let to = Espr::se(self.no_isee(), was.clone(), by.se_numero(Espr::Minimo(vec![last, sum])));
        let fascia = self.add(format!("{name}: fascia dopo lo spostamento"), to);
        let here = Espr::Colonna(fascia);
        let bound = |n: Espr| Espr::Scelto(lette.limiti.clone(), Box::new(n));
        let up = Espr::se(
            Condizione::Confronto(here.clone(), ">", was.clone()),
            bound(here.clone().meno(number(1))),
            Espr::Colonna(x),
        );
        let edge = Espr::se(Condizione::Confronto(here.clone(), "<", was), bound(here.clone()), up);
        let at = self.add(format!("{name}: ISEE al limite vicino, centesimi"), here.se_numero(edge));
        (fascia, at)
    }

    fn rounded(&mut self, quota: &Quota, lette: &Lette, unit: usize, when: Quando) -> usize {
        let rule = quota.arrotonda.regola;
        if quota.arrotonda.quando != when || rule.modo == Modo::Nessuno {
            return unit;
        }
        let value = rounding(Espr::Colonna(unit), &lette.arrotonda, rule.modo);
        self.add(format!("{}: arrotondato, €", quota.id), Espr::Colonna(unit).se_numero(value))
    }

    fn correction(&mut self, n: usize, c: &Correzione, before: usize) -> usize {
        let when = self.condition(&c.id, c.se.as_ref());
        let (was, value) = (Espr::Colonna(before), self.value(n));
        let to = match &c.operazione {
            Operazione::Moltiplica(_) => was.per(value),
            Operazione::Aggiungi { per, .. } => {
                let each = per.as_ref().map_or(value.clone(), |p| value.per(self.quantity(p)));
                Espr::Massimo(vec![number(0), Espr::Somma(vec![was, each])])
            }
            Operazione::Tetto(_) => Espr::Minimo(vec![was, value]),
            Operazione::Minimo(_) => Espr::Massimo(vec![was, value]),
            Operazione::Imposta(_) => value,
            Operazione::Sposta(_) => was,
        };
        self.step(before, when, to, &format!("dopo «{}», €", c.id))
    }

    fn total(&mut self, amounts: &[(FormaQuota, (usize, usize))], admitted: Option<usize>) {
        let refused = amounts.iter().map(|(_, (_, a))| words(*a, RIFIUTATA)).collect();
        let fees: Vec<usize> =
            amounts.iter().filter(|(f, _)| *f == FormaQuota::Tariffa).map(|(_, (_, a))| *a).collect();
        let known = fees.iter().map(|a| Condizione::Numero(Espr::Colonna(*a))).collect::<Vec<_>>();
        let sum = Espr::Somma(fees.into_iter().map(Espr::Colonna).collect());
        let sum = match known.as_slice() {
            [] => number(0),
            _ => Espr::se(Condizione::Tutte(known), sum, Espr::Testo(NON_NOTA)),
        };
        let sum = Espr::se(Condizione::AlmenoUna(refused), Espr::Testo(RIFIUTATA), sum);
        let mut total = self.add("Somma, €", sum);
        let servizio = self.servizio;
        for (n, c) in servizio.correzioni.iter().enumerate().filter(|(_, c)| c.su == Bersaglio::Totale) {
            total = self.correction(n, c, total);
        }
        let rule = servizio.arrotonda_totale.regola;
        let value = Espr::Colonna(total);
        // A total that the rules do not round is shown to the cent.
        let value = match rule.modo {
            Modo::Nessuno => rounding(value, &Espr::Numero(Frazione::CENT), Arrotonda::AL_CENTESIMO.modo),
            modo => rounding(value, &self.tariffa.arrotonda, modo),
        };
        let none = Espr::se(words(total, RIFIUTATA), Espr::Testo(NON_AMMESSA), Espr::Testo(NON_DETERMINATA));
        let fee = Espr::se(Condizione::Numero(Espr::Colonna(total)), value, none);
        let fee = match admitted {
            Some(a) => Espr::se(is(a, "=", number(0)), Espr::Testo(NON_AMMESSA), fee),
            None => fee,
        };
        self.add("Tariffa, €", fee);
    }
}

/// To a multiple. First to more decimals than a tie can hide in: a binary number is never exactly half a cent.
fn rounding(x: Espr, al: &Espr, modo: Modo) -> Espr {
    Espr::Intero(Box::new(x.diviso(al.clone()).decimali(DECIMALI)), modo).per(al.clone())
}
