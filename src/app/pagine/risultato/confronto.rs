// SPDX-License-Identifier: EUPL-1.2
//! Where the person is on the curve, and what a different ISEE would change.

use super::Vista;
use super::esito::measure;
use crate::app::componenti::{Column, DataTable, paragraph, section};
use crate::app::grafici::TariffCurve;
use crate::app::motore::{self, QuotaRisposta};
use crate::app::numeri::{format_euro, from_cents, to_cents};
use crate::app::testi;
use crate::lingua::tr;
use yew::prelude::*;

/// Cents: the distance the table looks at.
const STEP: i64 = 100_000;

fn own_isee(v: &Vista<'_>) -> Option<i64> {
    v.flow.answers.isee.as_ref().and_then(|(_, value)| to_cents(value))
}

/// One curve for each quota that counts.
pub fn curves(v: &Vista<'_>) -> Html {
    if !v.scheda.asks_isee() {
        return Html::default();
    }
    let quotas = v.risposta.quote.iter().chain(&v.risposta.contributi);
    let figures: Vec<Html> = quotas.filter_map(|q| curve(v, q)).collect();
    if figures.is_empty() {
        return Html::default();
    }
    html! {
        <>
            {section(tr!("La tua posizione"))}
            if !v.risposta.mancano.is_empty() {
                {paragraph(tr!("Dove manca una risposta, il grafico usa il caso più comune."))}
            }
            { for figures }
        </>
    }
}

fn curve(v: &Vista<'_>, quota: &QuotaRisposta) -> Option<Html> {
    let curve = motore::curva(v.scheda, &quota.id, &v.flow.answers)?;
    let unit = testi::each(quota.per);
    let point = own_isee(v).zip(quota.unitaria.as_deref().and_then(to_cents));
    let pays = v.risposta.quote.iter().any(|q| q.id == quota.id);
    let title = match point {
        Some((isee, fee)) => {
            let (isee, fee) = (format_euro(&from_cents(isee)), format_euro(&from_cents(fee)));
            if pays {
                tr!("Sei qui: con un ISEE di {} paghi {} {}", isee, fee, unit)
            } else {
                tr!("Sei qui: con un ISEE di {} puoi ricevere {} {}", isee, fee, unit)
            }
        }
        None => tr!("Come cambia l'importo {} con l'ISEE", unit),
    };
    let source = v.scheda.regolamento.titolo.it().to_owned();
    let id = ["curva-", &*quota.id].concat();
    Some(TariffCurve { id, title, curve, unit, point, source }.view())
}

/// The same household with a thousand euro of ISEE less and more.
pub fn around(v: &Vista<'_>) -> Html {
    let Some(isee) = own_isee(v).filter(|_| v.scheda.asks_isee()) else { return Html::default() };
    let mut rows = Vec::new();
    for (at, own) in [(isee.saturating_sub(STEP).max(0), false), (isee, true), (isee.saturating_add(STEP), false)] {
        if !own && at == isee {
            continue;
        }
        let answers = motore::with_isee(&v.flow.answers, at);
        let Some(m) = motore::calcola(v.scheda, &answers).ok().and_then(|r| measure(v, &r)) else { continue };
        let amount = [&*m.importo, " ", &m.unita].concat();
        rows.push((vec![AttrValue::from(format_euro(&from_cents(at))), amount.into()], own));
    }
    let columns = vec![
        Column { head: tr!("Con un ISEE di").into(), number: false },
        Column { head: tr!("L'importo è").into(), number: true },
    ];
    let caption = tr!("Se il tuo ISEE fosse di 1.000 € più basso o più alto");
    let table = DataTable { id: "confronto".to_owned(), caption, columns, rows, own: tr!("il tuo") };
    html! {
        <>
            {section(tr!("Che cosa cambia se…"))}
            {table.view()}
        </>
    }
}
