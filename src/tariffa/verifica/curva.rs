//! The shape of the fee: cliffs, falls, steep slopes, values above the cost, values not printed.

use super::{Soggetto, Trovati, combinations};
use crate::denaro::{Frazione, Overflow, italian, italian_euro};
use crate::diagnosi::{Code, Diagnostic, Severity};
use crate::lingua::tr;
use crate::norma::{Bersaglio, FormaQuota, Quota, Unita};
use crate::requisiti::Fatti;
use crate::tariffa::conto::Ingresso;
use crate::tariffa::spezzata::{Pezzo, Spezzata, build};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const HUNDRED: Frazione = Frazione::integer(100);

pub(super) fn look(s: &Soggetto<'_>, found: &mut Trovati) {
    for (index, quota) in s.servizio.quote.iter().enumerate() {
        let path = format!("{}.quota[{index}]", s.path);
        for facts in combinations(s, &facts_of(s, index)) {
            let case = Caso { s, quota, path: &path, facts: &facts };
            if case.look(index, found).is_err() {
                found.push_once(
                    Diagnostic::error(
                        Code::NumeroTroppoGrande,
                        &path,
                        tr!("i numeri sono troppo grandi per un calcolo esatto"),
                    )
                    .mend(tr!("controlla importi e limiti")),
                );
            }
        }
    }
}

/// Facts that shape the unit value of a quota; the ISEE facts follow x by themselves.
fn facts_of(s: &Soggetto<'_>, index: usize) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for c in &s.servizio.correzioni {
        if c.su == Bersaglio::Totale || matches!(c.su, Bersaglio::Quota(other) if other != index) {
            continue;
        }
        if let Some(se) = &c.se {
            se.for_each_leaf(&mut |id, _| {
                if !id.starts_with("isee.") && !ids.iter().any(|i| i == id) {
                    ids.push(id.to_owned());
                }
            });
        }
    }
    ids
}

/// One quota under one combination of facts.
struct Caso<'a> {
    s: &'a Soggetto<'a>,
    quota: &'a Quota,
    path: &'a str,
    facts: &'a Fatti,
}

impl Caso<'_> {
    fn look(&self, index: usize, found: &mut Trovati) -> Result<(), Overflow> {
        let i = Ingresso {
            servizio: self.s.servizio,
            x: None,
            assente: false,
            fatti: self.facts,
            quantita: &BTreeMap::new(),
            sempre: Some(index),
        };
        let pieces = build(&i, index, self.quota)?;
        let mut from = Frazione::ZERO;
        for p in &pieces {
            self.piece(p, from, found)?;
            from = p.al.map_or(from, |(end, _)| end);
        }
        self.jumps(&pieces, found)
    }

    fn at(&self, p: &Pezzo) -> String {
        format!("{}.fasce[{}]", self.path, p.fascia)
    }

    fn household(&self, isee: Frazione, fee: Frazione) -> Value {
        let mut v = json!({ "isee": isee.euro_text(), "importo": fee.euro_text() });
        if let (Some(map), false) = (v.as_object_mut(), self.facts.is_empty()) {
            map.insert("fatti".to_owned(), json!(self.facts));
        }
        v
    }

    /// Checks on one piece, which begins after `from`.
    fn piece(&self, p: &Pezzo, from: Frazione, found: &mut Trovati) -> Result<(), Overflow> {
        let inside = if from == Frazione::ZERO { from } else { from.add(Frazione::CENT)? };
        let example = |x: Frazione| Ok::<_, Overflow>(self.household(x, p.at(x)?));
        if p.ignota.is_some() {
            let d = Diagnostic::new(
                Severity::Avviso,
                Code::CentesimiNonDefiniti,
                self.at(p),
                tr!("l'atto non stampa l'importo di questi ISEE"),
            )
            .mend(tr!("chiedi il valore all'ente e scrivilo al posto di ignota"))
            .example(json!({ "isee": inside.euro_text() }));
            found.push_once(d);
            return Ok(());
        }
        if self.quota.forma == FormaQuota::Contributo {
            return Ok(());
        }
        if p.pendenza < Frazione::ZERO {
            let d = Diagnostic::new(
                Severity::Avviso,
                Code::TariffaCheScende,
                self.at(p),
                tr!("la tariffa scende mentre l'ISEE sale"),
            )
            .mend(tr!("controlla i due estremi della progressione"))
            .example(example(inside)?);
            found.push_once(d);
        }
        let yearly = p.pendenza.mul(Frazione::integer(if self.quota.per == Unita::Mese { 12 } else { 1 }))?;
        if yearly >= Frazione::ONE {
            let percent = yearly.mul(HUNDRED)?;
            let d = Diagnostic::new(
                Severity::Avviso,
                Code::AliquotaMarginale,
                self.at(p),
                tr!("ogni euro di ISEE in più costa un euro o più di tariffa"),
            )
            .found(tr!("{} % per unità ({})", italian(percent), self.quota.per.each()))
            .mend(tr!("abbassa la pendenza, o metti un tetto"))
            .example(example(inside)?);
            found.push_once(d);
        }
        self.above_cost(p, inside, found)
    }

    fn above_cost(&self, p: &Pezzo, inside: Frazione, found: &mut Trovati) -> Result<(), Overflow> {
        let Some(cost) = self.s.servizio.costo.as_ref().filter(|c| c.per == self.quota.per) else {
            return Ok(());
        };
        // The greatest value of a piece is at one of its ends; without an end, far along a rising one.
        let end = match p.al {
            Some((end, _)) => end,
            None if p.pendenza > Frazione::ZERO => {
                cost.importo.sub(p.costante)?.div(p.pendenza)?.max(inside).add(Frazione::ONE)?
            }
            None => inside,
        };
        let (low, high) = (p.at(inside)?, p.at(end)?);
        let (x, fee) = if high >= low { (end, high) } else { (inside, low) };
        if fee > cost.importo {
            let d = Diagnostic::new(
                Severity::Avviso,
                Code::OltreIlCosto,
                self.at(p),
                tr!("la tariffa supera il costo del servizio"),
            )
            .found(tr!("{} contro un costo di {}", italian_euro(fee), italian_euro(cost.importo)))
            .mend(tr!("controlla la tariffa o il costo, o metti un tetto"))
            .example(self.household(x, fee));
            found.push_once(d);
        }
        Ok(())
    }

    fn jumps(&self, pieces: &Spezzata, found: &mut Trovati) -> Result<(), Overflow> {
        for (left, right) in pieces.iter().zip(pieces.iter().skip(1)) {
            let Some((x, included)) = left.al.filter(|_| left.ignota.is_none() && right.ignota.is_none()) else {
                continue;
            };
            let (before, after) = (left.at(x)?, right.at(x)?);
            if before == after {
                continue;
            }
            let falls = after < before && self.quota.forma == FormaQuota::Tariffa;
            let (severity, code, sentence) = if falls {
                (Severity::Avviso, Code::TariffaCheScende, tr!("la tariffa scende di colpo mentre l'ISEE sale"))
            } else {
                (Severity::Nota, Code::Scalino, tr!("l'importo fa uno scalino a questo limite"))
            };
            let jump = after.sub(before)?;
            let percent = if before == Frazione::ZERO {
                tr!("da zero").to_owned()
            } else {
                format!("{} %", italian(crate::denaro::Arrotonda::AL_CENTESIMO.apply(jump.div(before)?.mul(HUNDRED)?)?))
            };
            // The last cent of ISEE that pays what is paid before the jump.
            let last = if included { x.floor_cents()? } else { x.ceil_cents()?.saturating_sub(1) };
            let mut household = self.household(Frazione::from_cents(last), before);
            if let Some(map) = household.as_object_mut() {
                map.insert("importo_dopo".to_owned(), json!(after.euro_text()));
                map.insert("salto".to_owned(), json!(jump.euro_text()));
                map.insert("percentuale".to_owned(), json!(percent));
            }
            let d = Diagnostic::new(severity, code, self.at(right), sentence)
                .found(tr!(
                    "da {} a {} ({}) a {} di ISEE",
                    italian_euro(before),
                    italian_euro(after),
                    percent,
                    italian_euro(x)
                ))
                .mend(tr!("una progressione lineare tra i due valori toglie lo scalino"))
                .example(household);
            found.push_once(d);
        }
        Ok(())
    }
}
