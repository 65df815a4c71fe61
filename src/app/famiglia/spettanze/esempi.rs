// SPDX-License-Identifier: EUPL-1.2
//! Fifty families to try: one click answers the questions as they would. The person's own answers come back with another.

use super::motore::{Fatto, TipoFatto, catalogo, stato};
use super::risposte::{DATA, Data, ESEMPIO, MIE, Risposte, campo};
use super::{domanda, esito};
use crate::app::componenti::{callout, details, frase, italiano, paragraph};
use crate::app::draft::{Action, Draft};
use crate::app::numeri::{format_date, format_plain};
use crate::app::pagina::Ctx;
use crate::lingua::tr;
use crate::semi::{self, Profilo};
use yew::prelude::*;

/// More questions than any family meets.
const MANY: usize = 80;

/// The list, closed.
pub fn list(ctx: &Ctx) -> Html {
    let row = |p: &'static Profilo| {
        let ctx = ctx.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            ctx.draft.dispatch(Action::Open(Box::new(come(&ctx.draft, p))));
            ctx.navigator.push(&esito());
        });
        html! {
            <li class="mb-2">
                <button type="button" class="btn btn-outline-primary btn-sm text-start" {onclick}>{italiano(p.nome.to_owned())}</button>
                <span class="app-source">{tr!("Regole del {}", format_date(p.data))}</span>
            </li>
        }
    };
    details(
        tr!("Prova con una famiglia di esempio"),
        html! {
            <>
                {paragraph(tr!("Sono cinquanta famiglie inventate. Le tue risposte restano da parte: le ritrovi con un pulsante."))}
                <ul class="list-unstyled">{ for semi::profili().iter().map(row) }</ul>
            </>
        },
    )
}

/// Says that these answers are an example, and gives one's own back.
pub fn avviso(ctx: &Ctx) -> Html {
    let id = ctx.draft.text(ESEMPIO);
    let Some(p) = semi::profili().iter().find(|p| p.id == id) else { return Html::default() };
    let onclick = {
        let ctx = ctx.clone();
        Callback::from(move |_: MouseEvent| {
            let own = serde_json::from_str(ctx.draft.text(MIE)).unwrap_or_default();
            ctx.draft.dispatch(Action::Open(Box::new(own)));
            ctx.navigator.push(&super::inizio());
        })
    };
    callout(
        tr!("È un esempio"),
        true,
        html! {
            <>
                <p>{frase(tr!("Le risposte sono quelle di: {}."), [html! { <strong>{italiano(p.nome.to_owned())}</strong> }])}</p>
                <button type="button" class="btn btn-outline-primary btn-sm app-no-print" {onclick}>{tr!("Torna alle mie risposte")}</button>
            </>
        },
    )
}

/// The draft of a family that answers whatever is asked.
#[must_use]
pub fn come(mine: &Draft, p: &Profilo) -> Draft {
    let own = if mine.text(ESEMPIO).is_empty() {
        serde_json::to_string(mine).unwrap_or_default()
    } else {
        mine.text(MIE).to_owned()
    };
    let typed = |field: &str, text: &str| Action::Type(field.to_owned(), text.to_owned());
    let mut draft = Draft::default()
        .after(Action::Comune(p.comune.to_owned()))
        .after(typed(DATA, p.data))
        .after(typed(ESEMPIO, p.id))
        .after(typed(MIE, &own));
    for _ in 0..MANY {
        let now = stato(Risposte(&draft));
        let asked = now.as_ref().as_ref().ok().and_then(|d| d.spettanze.domanda.as_ref());
        let Some(fatto) = asked.and_then(|q| catalogo().get(&q.fatto)) else { break };
        let (text, without) = reply(p, fatto);
        draft = draft.after(typed(&campo(&fatto.id), &text));
        draft = domanda::dopo(&draft, fatto, without);
        if Risposte(&draft).data_di(fatto) == Data::Manca {
            break;
        }
    }
    draft
}

/// What the family types: what its profile says, else the ordinary answer; an ISEE it does not name it does not have.
fn reply(p: &Profilo, fatto: &Fatto) -> (String, Option<String>) {
    let said = p.answer(&fatto.id);
    if said.is_none() && fatto.id.starts_with("isee.") {
        return (String::new(), Some(campo(&fatto.id)));
    }
    let least = fatto.minimo.map_or_else(|| "0".to_owned(), |m| m.to_string());
    let text = match fatto.tipo {
        TipoFatto::Booleano => if said == Some("true") { "si" } else { "no" }.to_owned(),
        TipoFatto::Scelta => {
            said.map_or_else(|| fatto.valori.first().map_or_else(String::new, |(w, _)| w.clone()), str::to_owned)
        }
        TipoFatto::Importo => format_plain(said.unwrap_or(&least)),
        TipoFatto::Intero | TipoFatto::Data | TipoFatto::Testo => said.unwrap_or(&least).to_owned(),
    };
    (text, None)
}
