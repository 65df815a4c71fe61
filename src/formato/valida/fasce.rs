//! Fasce: bounds that grow and leave no cent out.

use super::numeri::isee;
use super::valori::Lettura;
use super::{Radici, inherit};
use crate::denaro::Frazione;
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::grezzo::FasciaGrezza;
use crate::lingua::tr;
use crate::norma::{Fascia, Limite, Origine};

/// Checks the fasce of one quota. `cost` is the full cost of the service, when it is given.
pub(super) fn fasce(
    r: &mut Radici<'_>,
    up: &Origine,
    path: &str,
    raw: Vec<FasciaGrezza>,
    cost: Option<Frazione>,
) -> Option<Vec<Fascia>> {
    if raw.is_empty() {
        return r.esame.fail(
            Diagnostic::error(Code::ElencoVuoto, path, tr!("la quota non ha fasce"))
                .expected(tr!("almeno una fascia, anche senza limite"))
                .mend(tr!("per esempio fasce = [ { importo = \"4.50\" } ]")),
        );
    }
    let count = raw.len();
    let mut done: Vec<Fascia> = Vec::with_capacity(count);
    let mut from = Some(Frazione::ZERO);
    let mut broken = false;
    for (i, f) in raw.into_iter().enumerate() {
        let path = format!("{path}[{i}]");
        let bound = bound(r, &path, &f, i + 1 == count);
        let Some(bound) = bound else {
            broken = true;
            // Without this bound the next one cannot be compared.
            from = None;
            continue;
        };
        let grows = match (from, bound, i) {
            (Some(low), Some(b), 0) => b.isee > low || b.incluso,
            (Some(low), Some(b), _) => b.isee > low,
            _ => true,
        };
        if !grows {
            r.esame.push(not_growing(&path, from, bound, &f));
            broken = true;
        }
        let origine = origin(r, up, &path, &f);
        let reading = Lettura { path: &path, fascia: &f, dal: from, al: bound.map(|b| b.isee), costo: cost };
        match reading.value(r) {
            Some(valore) => {
                done.push(Fascia { dal: from.unwrap_or(Frazione::ZERO), al: bound, valore, origine });
            }
            None => broken = true,
        }
        from = bound.map(|b| b.isee);
    }
    (!broken).then_some(done)
}

/// Of the value: `rapporto` and `ignota` are tables inside the fascia, nearer to it.
fn origin(r: &mut Radici<'_>, up: &Origine, path: &str, f: &FasciaGrezza) -> Origine {
    let own = inherit(r.esame, up, path, f.fonte.clone(), f.certezza, f.nota.clone());
    let inner = match (&f.rapporto, &f.ignota) {
        (Some(t), _) => ("rapporto", t.fonte.clone(), t.certezza, t.nota.clone()),
        (None, Some(t)) => ("ignota", t.fonte.clone(), t.certezza, t.nota.clone()),
        (None, None) => return own,
    };
    let (key, fonte, certezza, nota) = inner;
    let value = inherit(r.esame, &own, &format!("{path}.{key}"), fonte, certezza, nota);
    Origine { nota: value.nota.or(own.nota), ..value }
}

fn not_growing(path: &str, from: Option<Frazione>, bound: Option<Limite>, f: &FasciaGrezza) -> Diagnostic {
    let key = if f.fino_a.is_some() { "fino_a" } else { "sotto" };
    let text = |x: Option<Frazione>| x.map_or_else(String::new, Frazione::amount_text);
    let (before, here) = (text(from), text(bound.map(|b| b.isee)));
    Diagnostic::error(Code::LimitiNonCrescenti, format!("{path}.{key}"), tr!("i limiti delle fasce devono crescere"))
        .found(tr!("{} dopo {}", here, before))
        .expected(tr!("più di {}", before))
        .mend(tr!("metti le fasce in ordine, dalla più bassa, senza ripetere un limite"))
        .example(serde_json::json!({ "isee": here }))
}

/// `Some(None)` is the unbounded last fascia; `None` a noted error.
#[allow(clippy::option_option)]
fn bound(r: &mut Radici<'_>, path: &str, f: &FasciaGrezza, last: bool) -> Option<Option<Limite>> {
    let (key, scalar, incluso) = match (&f.fino_a, &f.sotto) {
        (Some(_), Some(_)) => {
            return r.esame.fail(
                Diagnostic::error(Code::FasceIncomplete, path, tr!("la fascia ha due limiti"))
                    .found(tr!("fino_a e sotto"))
                    .expected(tr!("uno solo dei due"))
                    .mend(tr!("fino_a comprende il limite, sotto lo esclude: tienine uno")),
            );
        }
        (Some(s), None) => ("fino_a", s, true),
        (None, Some(s)) => ("sotto", s, false),
        (None, None) if last => return Some(None),
        (None, None) => {
            return r.esame.fail(
                Diagnostic::error(
                    Code::FasceIncomplete,
                    path,
                    tr!("manca il limite: le fasce che seguono non si raggiungono mai"),
                )
                .expected(tr!("fino_a = \"…\" o sotto = \"…\" in ogni fascia tranne l'ultima"))
                .mend(tr!("scrivi il limite, o sposta questa fascia in fondo")),
            );
        }
    };
    let value = r.esame.keep(isee(&format!("{path}.{key}"), scalar))?;
    if last {
        let after = value.add(Frazione::CENT).map_or_else(|_| String::new(), Frazione::amount_text);
        return r.esame.fail(
            Diagnostic::error(
                Code::FasceIncomplete,
                format!("{path}.{key}"),
                tr!("oltre l'ultimo limite l'importo non è definito"),
            )
            .found(scalar.to_string())
            .expected(tr!("un'ultima fascia senza fino_a e senza sotto"))
            .mend(tr!("aggiungi una fascia finale; se l'atto non la stampa scrivi { ignota = {} }"))
            .example(serde_json::json!({ "isee": after })),
        );
    }
    Some(Some(Limite { isee: value, incluso }))
}
