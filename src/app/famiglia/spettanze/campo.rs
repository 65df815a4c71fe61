// SPDX-License-Identifier: EUPL-1.2
//! The field of a question, and what stops «Avanti».

use super::motore::{Fatto, TipoFatto, TipoIsee};
use super::risposte::{Risposte, campo};
use crate::app::componenti::{
    Choice, FieldError, NumberField, RadioGroup, details, frase, paragraph, regola, route_link,
};
use crate::app::flow::{UNKNOWN, choice_label, read_fact};
use crate::app::numeri::{format_euro, parse_number};
use crate::app::pagina::Ctx;
use crate::app::route::Route;
use crate::app::testi::{DO_NOT_KNOW, isee_hint, isee_title};
use crate::lingua::{chiave, parola, tr};
use yew::prelude::*;

const ID: &str = "risposta";
const FIRST_RADIO: &str = "risposta-0";
const NON_CE_L_HO: &str = chiave!("Non ce l'ho");

/// The kind of ISEE a fact is about.
#[must_use]
pub fn kind(fatto: &Fatto) -> Option<TipoIsee> {
    TipoIsee::ALL.iter().copied().find(|k| k.fact_id() == fatto.id)
}

/// Answered by picking: «non lo so» is one of the choices.
#[must_use]
pub const fn by_choice(fatto: &Fatto) -> bool {
    matches!(fatto.tipo, TipoFatto::Booleano | TipoFatto::Scelta)
}

/// The question in full.
#[must_use]
pub fn titolo(fatto: &Fatto) -> String {
    kind(fatto).map_or_else(|| fatto.domanda.tradotto().to_owned(), |k| tr!("Quanto vale il tuo {}?", isee_title(k)))
}

/// The same as the subject of a sentence or a line in a list.
#[must_use]
pub fn breve(fatto: &Fatto) -> String {
    kind(fatto).map_or_else(|| fatto.domanda.tradotto().to_owned(), |k| isee_title(k).to_owned())
}

/// What is wrong with the answer.
#[must_use]
pub fn errori(r: Risposte<'_>, fatto: &Fatto) -> Vec<FieldError> {
    let typed = r.testo(fatto);
    if by_choice(fatto) && typed == UNKNOWN {
        return Vec::new();
    }
    match read_fact(fatto, typed) {
        Ok(_) => Vec::new(),
        Err(message) => vec![FieldError::new(if by_choice(fatto) { FIRST_RADIO } else { ID }, message)],
    }
}

/// The field or the choices; the question is the title of the page.
pub fn view(ctx: &Ctx, fatto: &Fatto) -> Html {
    let r = Risposte(&ctx.draft);
    let text = r.testo(fatto).to_owned();
    let hint = match kind(fatto) {
        Some(k) => tr!("Copialo dall'attestazione, per esempio 12500,50. {}", isee_hint(k)),
        None => fatto.aiuto.as_ref().map_or_else(String::new, |t| t.tradotto().to_owned()),
    };
    let on_type = ctx.typing(&campo(&fatto.id));
    if by_choice(fatto) {
        return RadioGroup {
            name: ID,
            legend: titolo(fatto),
            title: true,
            hint,
            choices: choices(fatto),
            picked: text,
            error: ctx.error_of(FIRST_RADIO),
            on_pick: on_type,
        }
        .view();
    }
    let money = fatto.tipo == TipoFatto::Importo;
    NumberField {
        id: ID,
        label: titolo(fatto),
        title: true,
        hint,
        echo: money.then(|| echo(&text)).flatten(),
        text,
        error: ctx.error_of(ID),
        symbol: money.then_some("€"),
        mode: match fatto.tipo {
            TipoFatto::Importo => "decimal",
            TipoFatto::Intero => "numeric",
            _ => "text",
        },
        on_type,
    }
    .view()
}

fn choices(fatto: &Fatto) -> Vec<Choice> {
    let mut list = match fatto.tipo {
        TipoFatto::Booleano => vec![Choice::plain("si", tr!("Sì")), Choice::plain("no", tr!("No"))],
        _ => fatto.valori.iter().map(|(word, _)| Choice::plain(word.clone(), choice_label(fatto, word))).collect(),
    };
    list.push(Choice::plain(UNKNOWN, parola(DO_NOT_KNOW)));
    list
}

/// How we read an amount.
pub fn echo(typed: &str) -> Option<String> {
    let read = parse_number(typed).ok()?;
    let shown = format_euro(&read.value);
    Some(if read.point_read_as_comma {
        tr!("Abbiamo letto {}. Abbiamo letto il punto come una virgola.", shown)
    } else {
        tr!("Abbiamo letto {}.", shown)
    })
}

/// The ways to answer without a value.
#[must_use]
pub fn altre(fatto: &Fatto) -> Vec<(&'static str, bool)> {
    match kind(fatto) {
        Some(_) => vec![(parola(NON_CE_L_HO), false), (parola(DO_NOT_KNOW), true)],
        None if by_choice(fatto) => Vec::new(),
        None => vec![(parola(DO_NOT_KNOW), true)],
    }
}

/// Why we ask, and where to find the figure.
pub fn spiegazione(fatto: &Fatto) -> Html {
    if kind(fatto).is_some() {
        return html! {
            <>
                {details(tr!("Dove trovo l'ISEE?"), paragraph(tr!("Nell'attestazione che ti ha dato l'INPS o il CAF: il tipo è scritto accanto al \
                    valore. Di solito vale fino al 31 dicembre.")))}
                <p class="app-no-print">{frase(tr!("Non hai l'ISEE? {}: il valore torna qui."), [route_link(&Route::Stima(String::new()), tr!("Stimalo"))])}</p>
            </>
        };
    }
    fatto.perche.as_ref().map_or_else(Html::default, |why| {
        details(tr!("Perché te lo chiediamo"), html! { <p class="app-narrow">{regola(why)}</p> })
    })
}
