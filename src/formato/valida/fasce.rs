//! Fasce: bounds that grow, one value form each, knots, percentages of a known cost.

use super::numeri::{isee, positive_or_zero};
use super::{Radici, inherit};
use crate::denaro::Frazione;
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::grezzo::FasciaGrezza;
use crate::formato::scalare::Scalare;
use crate::norma::{Fascia, Limite, Origine, ValoreFascia};

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
            Diagnostic::error(Code::ElencoVuoto, path, "la quota non ha fasce")
                .expected("almeno una fascia, anche senza limite")
                .mend("per esempio fasce = [ { importo = \"4.50\" } ]"),
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
        let origine = inherit(r.esame, up, &path, f.fonte.clone(), f.certezza, f.nota.clone());
        match value(r, &path, &f, from, bound.map(|b| b.isee), cost) {
            Some(valore) => {
                done.push(Fascia { dal: from.unwrap_or(Frazione::ZERO), al: bound, valore, origine });
            }
            None => broken = true,
        }
        from = bound.map(|b| b.isee);
    }
    (!broken).then_some(done)
}

fn not_growing(path: &str, from: Option<Frazione>, bound: Option<Limite>, f: &FasciaGrezza) -> Diagnostic {
    let key = if f.fino_a.is_some() { "fino_a" } else { "sotto" };
    let text = |x: Option<Frazione>| x.map_or_else(String::new, Frazione::amount_text);
    let (before, here) = (text(from), text(bound.map(|b| b.isee)));
    Diagnostic::error(Code::LimitiNonCrescenti, format!("{path}.{key}"), "i limiti delle fasce devono crescere")
        .found(format!("{here} dopo {before}"))
        .expected(format!("più di {before}"))
        .mend("metti le fasce in ordine, dalla più bassa, senza ripetere un limite")
        .example(serde_json::json!({ "isee": here }))
}

/// `Some(None)` is the unbounded last fascia; `None` a noted error.
#[allow(clippy::option_option)]
fn bound(r: &mut Radici<'_>, path: &str, f: &FasciaGrezza, last: bool) -> Option<Option<Limite>> {
    let (key, scalar, incluso) = match (&f.fino_a, &f.sotto) {
        (Some(_), Some(_)) => {
            return r.esame.fail(
                Diagnostic::error(Code::FasceIncomplete, path, "la fascia ha due limiti")
                    .found("fino_a e sotto")
                    .expected("uno solo dei due")
                    .mend("fino_a comprende il limite, sotto lo esclude: tienine uno"),
            );
        }
        (Some(s), None) => ("fino_a", s, true),
        (None, Some(s)) => ("sotto", s, false),
        (None, None) if last => return Some(None),
        (None, None) => {
            return r.esame.fail(
                Diagnostic::error(Code::FasceIncomplete, path, "manca il limite: le fasce che seguono non si raggiungono mai")
                    .expected("fino_a = \"…\" o sotto = \"…\" in ogni fascia tranne l'ultima")
                    .mend("scrivi il limite, o sposta questa fascia in fondo"),
            );
        }
    };
    let value = r.esame.keep(isee(&format!("{path}.{key}"), scalar))?;
    if last {
        let after = value.add(Frazione::CENT).map_or_else(|_| String::new(), Frazione::amount_text);
        return r.esame.fail(
            Diagnostic::error(Code::FasceIncomplete, format!("{path}.{key}"), "oltre l'ultimo limite l'importo non è definito")
                .found(scalar.to_string())
                .expected("un'ultima fascia senza fino_a e senza sotto")
                .mend("aggiungi una fascia finale; se l'atto non la stampa scrivi { ignota = {} }")
                .example(serde_json::json!({ "isee": after })),
        );
    }
    Some(Some(Limite { isee: value, incluso }))
}

fn value(
    r: &mut Radici<'_>,
    path: &str,
    f: &FasciaGrezza,
    from: Option<Frazione>,
    to: Option<Frazione>,
    cost: Option<Frazione>,
) -> Option<ValoreFascia> {
    let forms: Vec<&str> = [
        ("importo", f.importo.is_some()),
        ("esente", f.esente.is_some()),
        ("percento", f.percento.is_some()),
        ("da, a", f.da.is_some() || f.a.is_some()),
        ("percento_da, percento_a", f.percento_da.is_some() || f.percento_a.is_some()),
        ("rapporto", f.rapporto.is_some()),
        ("eccedenza", f.eccedenza.is_some()),
        ("ignota", f.ignota.is_some()),
    ]
    .into_iter()
    .filter_map(|(name, present)| present.then_some(name))
    .collect();
    let &[form] = forms.as_slice() else {
        let found = if forms.is_empty() { "nessuna".to_owned() } else { forms.join(" e ") };
        return r.esame.fail(
            Diagnostic::error(Code::FormaValore, path, "ogni fascia vuole una forma di valore, e una sola")
                .found(found)
                .expected("importo | esente | percento | da, a | percento_da, percento_a | rapporto | eccedenza | ignota")
                .mend("tieni una sola forma"),
        );
    };
    if f.nodi.is_some() && !form.contains(',') {
        return r.esame.fail(knots(path, "nodi senza una progressione lineare"));
    }
    let amount = |r: &mut Radici<'_>, key: &str, s: &Scalare| r.esame.keep(positive_or_zero(&format!("{path}.{key}"), s));
    match form {
        "importo" => f.importo.as_ref().and_then(|s| amount(r, "importo", s)).map(ValoreFascia::Importo),
        "esente" if f.esente == Some(true) => Some(ValoreFascia::Esente),
        "esente" => r.esame.fail(
            Diagnostic::error(Code::FormaValore, format!("{path}.esente"), "esente si scrive solo quando è vero")
                .found("false")
                .expected("esente = true, o un'altra forma")
                .mend("togli la chiave e scrivi l'importo"),
        ),
        "percento" => {
            let percento = f.percento.as_ref().and_then(|s| amount(r, "percento", s))?;
            let costo = known_cost(r, &format!("{path}.percento"), cost)?;
            Some(ValoreFascia::Percento { percento, costo })
        }
        "rapporto" => {
            let ratio = f.rapporto.as_ref()?;
            let importo = amount(r, "rapporto.importo", &ratio.importo);
            let isee = amount(r, "rapporto.isee", &ratio.isee)?;
            if isee == Frazione::ZERO {
                return r.esame.fail(knots(&format!("{path}.rapporto.isee"), "un ISEE pari a zero"));
            }
            Some(ValoreFascia::Rapporto { importo: importo?, isee })
        }
        "eccedenza" => f.eccedenza.as_ref().and_then(|s| amount(r, "eccedenza", s)).map(ValoreFascia::Eccedenza),
        "ignota" => unknown(r, path, f),
        _ => linear(r, path, f, from, to, cost),
    }
}

fn unknown(r: &mut Radici<'_>, path: &str, f: &FasciaGrezza) -> Option<ValoreFascia> {
    let limits = f.ignota.as_ref()?;
    let read = |r: &mut Radici<'_>, key: &str, s: &Option<Scalare>| match s {
        Some(s) => r.esame.keep(positive_or_zero(&format!("{path}.ignota.{key}"), s)).map(Some),
        None => Some(None),
    };
    let (minimo, massimo) = (read(r, "minimo", &limits.minimo)?, read(r, "massimo", &limits.massimo)?);
    let minimo = minimo.unwrap_or(Frazione::ZERO);
    if massimo.is_some_and(|m| m < minimo) {
        return r.esame.fail(
            Diagnostic::error(Code::NumeroFuoriLimite, format!("{path}.ignota"), "il massimo è sotto il minimo")
                .mend("scambia i due valori"),
        );
    }
    Some(ValoreFascia::Ignota { minimo, massimo })
}

/// A percentage needs the cost it is of.
pub(super) fn known_cost(r: &mut Radici<'_>, path: &str, cost: Option<Frazione>) -> Option<Frazione> {
    if cost.is_none() {
        r.esame.push(
            Diagnostic::error(Code::PercentoSenzaCosto, path, "una percentuale vuole il costo del servizio")
                .found("un servizio senza costo")
                .expected("costo = { importo = \"22.00\", per = \"ora\" } nel servizio")
                .mend("aggiungi il costo; se non è noto segnalo certezza = \"dimostrativa\""),
        );
    }
    cost
}

fn knots(path: &str, found: &str) -> Diagnostic {
    Diagnostic::error(Code::Nodi, path, "gli estremi della progressione non sono validi")
        .found(found)
        .expected("due valori di ISEE crescenti, come nodi = [\"4500.01\", \"30000\"]")
        .mend("correggi i due estremi, o dai alla fascia un limite superiore")
}

fn linear(
    r: &mut Radici<'_>,
    path: &str,
    f: &FasciaGrezza,
    from: Option<Frazione>,
    to: Option<Frazione>,
    cost: Option<Frazione>,
) -> Option<ValoreFascia> {
    let percent = f.percento_da.is_some() || f.percento_a.is_some();
    let (keys, ends) = if percent {
        (("percento_da", "percento_a"), (&f.percento_da, &f.percento_a))
    } else {
        (("da", "a"), (&f.da, &f.a))
    };
    let (Some(first), Some(second)) = ends else {
        let missing = if ends.0.is_none() { keys.0 } else { keys.1 };
        return r.esame.fail(
            Diagnostic::error(Code::FormaValore, format!("{path}.{missing}"), "la progressione vuole entrambi gli estremi")
                .expected(format!("{} e {}", keys.0, keys.1))
                .mend(format!("aggiungi {missing}")),
        );
    };
    let da = r.esame.keep(positive_or_zero(&format!("{path}.{}", keys.0), first));
    let a = r.esame.keep(positive_or_zero(&format!("{path}.{}", keys.1), second));
    let costo = if percent { Some(known_cost(r, &format!("{path}.{}", keys.0), cost)?) } else { None };
    let nodi = match f.nodi.as_deref() {
        None => match (from, to) {
            (Some(low), Some(high)) => Some((low, high)),
            (_, None) => r.esame.fail(knots(path, "una progressione senza limite superiore")),
            (None, _) => None,
        },
        Some([low, high]) => {
            let low = r.esame.keep(isee(&format!("{path}.nodi[0]"), low));
            let high = r.esame.keep(isee(&format!("{path}.nodi[1]"), high));
            low.zip(high)
        }
        Some(list) => r.esame.fail(knots(&format!("{path}.nodi"), &format!("{} valori invece di due", list.len()))),
    }?;
    if nodi.0 >= nodi.1 {
        return r.esame.fail(knots(&format!("{path}.nodi"), "due estremi che non crescono"));
    }
    Some(ValoreFascia::Lineare { da: da?, a: a?, nodi, costo })
}
