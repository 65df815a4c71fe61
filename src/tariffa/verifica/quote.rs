//! Which quotas count for whom, and which fasce nobody reaches.

use super::{Soggetto, Trovati, combinations};
use crate::denaro::Frazione;
use crate::diagnosi::{Code, Diagnostic, Severity};
use crate::lingua::tr;
use crate::norma::{Fascia, FormaQuota, Quota, Unita, ValoreFatto};
use crate::requisiti::{Fatti, Verita, all, evaluate};
use rust_decimal::Decimal;
use serde_json::json;

pub(super) fn look(s: &Soggetto<'_>, found: &mut Trovati) {
    who_pays(s, found);
    for (n, quota) in s.servizio.quote.iter().enumerate() {
        let path = format!("{}.quota[{n}]", s.path);
        if quota.senza_isee.is_none() && quota.fasce.len() > 1 && !s.servizio.isee.is_empty() {
            found.push(
                Diagnostic::new(
                    Severity::Nota,
                    Code::SenzaIseeMancante,
                    &path,
                    tr!("la quota «{}» non dice quanto paga chi non presenta l'ISEE", quota.id),
                )
                .mend(tr!("aggiungi senza_isee; altrimenti la risposta è un intervallo"))
                .example(json!({ "isee": "assente" })),
            );
        }
        unreached(s, &path, quota, found);
    }
}

/// Quotas that depend on facts: does someone pay none, or two of one unit?
fn who_pays(s: &Soggetto<'_>, found: &mut Trovati) {
    let mut ids: Vec<String> = Vec::new();
    for condition in s.servizio.quote.iter().filter_map(|q| q.se.as_ref()) {
        condition.for_each_leaf(&mut |id, _| {
            if !ids.iter().any(|i| i == id) {
                ids.push(id.to_owned());
            }
        });
    }
    if ids.is_empty() {
        return;
    }
    for facts in combinations(s, &ids) {
        if all(s.servizio.requisiti.iter().map(|r| evaluate(&r.se, &facts))).is_no() {
            continue;
        }
        let counts = |q: &&Quota| q.se.as_ref().is_none_or(|se| evaluate(se, &facts).is_si());
        let counting: Vec<&Quota> = s.servizio.quote.iter().filter(counts).collect();
        if counting.is_empty() {
            found.push_once(
                Diagnostic::new(
                    Severity::Avviso,
                    Code::NessunaQuota,
                    s.path,
                    tr!("nel servizio «{}» c'è chi non ha nessuna quota", s.servizio.id),
                )
                .mend(tr!("aggiungi una quota per questo caso, o un requisito che lo esclude"))
                .example(json!({ "fatti": facts })),
            );
        }
        for unit in Unita::ALL {
            let same: Vec<&str> = counting
                .iter()
                .filter(|q| q.per == *unit && q.se.is_some() && q.forma == FormaQuota::Tariffa)
                .map(|q| q.id.as_str())
                .collect();
            if same.len() > 1 {
                found.push_once(
                    Diagnostic::new(
                        Severity::Avviso,
                        Code::QuoteSovrapposte,
                        s.path,
                        tr!("due quote alternative valgono insieme e si sommano"),
                    )
                    .found(same.join(tr!(" e ")))
                    .mend(tr!("rendi le condizioni esclusive, se non devono sommarsi"))
                    .example(json!({ "fatti": facts })),
                );
            }
        }
    }
}

fn unreached(s: &Soggetto<'_>, path: &str, quota: &Quota, found: &mut Trovati) {
    let mut first = 0_i128;
    for (i, fascia) in quota.fasce.iter().enumerate() {
        let Some(last) = last_cent(fascia) else {
            no_household(s, &format!("{path}.fasce[{i}]"), first, None, found);
            return;
        };
        let path = format!("{path}.fasce[{i}]");
        if last < first {
            found.push(
                Diagnostic::new(
                    Severity::Avviso,
                    Code::FasciaIrraggiungibile,
                    path,
                    tr!("nessun centesimo di ISEE cade in questa fascia"),
                )
                .mend(tr!("togli la fascia, o correggi i limiti"))
                .example(json!({ "isee": Frazione::from_cents(first).euro_text() })),
            );
        } else {
            no_household(s, &path, first, Some(last), found);
        }
        first = first.max(last + 1);
    }
}

/// The last whole cent of a fascia; none when it has no end (or one past all numbers).
fn last_cent(f: &Fascia) -> Option<i128> {
    let al = f.al?;
    let cents = if al.incluso { al.isee.floor_cents() } else { al.isee.ceil_cents().map(|c| c - 1) };
    cents.ok()
}

/// A fascia that the requirements exclude for every ISEE in it.
fn no_household(s: &Soggetto<'_>, path: &str, first: i128, last: Option<i128>, found: &mut Trovati) {
    let Some(kind) = s.servizio.isee.first() else {
        return;
    };
    // What the requirements say changes only at a threshold or just after it.
    let mut probes = vec![first];
    for r in &s.servizio.requisiti {
        r.se.for_each_leaf(&mut |id, comparison| {
            for v in comparison.values() {
                if let (true, ValoreFatto::Numero(n)) = (id == kind.fact_id(), v) {
                    probes.extend(Frazione::from_decimal(*n).floor_cents().into_iter().flat_map(|c| [c, c + 1]));
                }
            }
        });
    }
    let inside = |c: &i128| *c >= first && last.is_none_or(|l| *c <= l);
    let refused = probes.into_iter().filter(inside).all(|cents| {
        let Ok(x) = Decimal::try_from_i128_with_scale(cents, 2) else {
            return false;
        };
        let facts = Fatti::from([(kind.fact_id().to_owned(), ValoreFatto::Numero(x.normalize()))]);
        all(s.servizio.requisiti.iter().map(|r| evaluate(&r.se, &facts))) == Verita::No
    });
    if refused {
        found.push(
            Diagnostic::new(
                Severity::Nota,
                Code::FasciaIrraggiungibile,
                path,
                tr!("i requisiti escludono tutti gli ISEE di questa fascia"),
            )
            .mend(tr!("togli la fascia, o correggi i requisiti"))
            .example(json!({ "isee": Frazione::from_cents(first).euro_text() })),
        );
    }
}
