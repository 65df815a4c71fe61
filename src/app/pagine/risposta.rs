// SPDX-License-Identifier: EUPL-1.2
//! The fields of a question, what is wrong with what was typed, and the words that help.

use crate::app::componenti::{Choice, FieldError, NumberField, RadioGroup, details, paragraph, regola, route_link};
use crate::app::draft::{Draft, ISEE_KIND};
use crate::app::flow::{self, Step, Stop, UNKNOWN};
use crate::app::motore::{Fatto, Scheda, TipoFatto, TipoIsee};
use crate::app::numeri::{format_euro, format_number, parse_number};
use crate::app::pagina::Ctx;
use crate::app::route::Route;
use crate::app::testi::{self, DO_NOT_KNOW};
use crate::lingua::{parola, tr};
use yew::prelude::*;

/// `id` of the field, or of its first radio.
const FIELD_ID: &str = "risposta";
const FIRST_RADIO_ID: &str = "risposta-0";
const KIND_NAME: &str = "isee-tipo";
const FIRST_KIND_ID: &str = "isee-tipo-0";

/// The question, which is also the title of its page.
#[must_use]
pub fn question_title(scheda: &Scheda, stop: &Stop) -> String {
    match &stop.step {
        Step::Isee => flow::only_kind(scheda).map_or_else(
            || tr!("Qual è il valore del tuo ISEE?").to_owned(),
            |only| tr!("Qual è il valore del tuo {}?", testi::isee_title(only)),
        ),
        Step::Quantity(name) => testi::quantity_text(name).question,
        Step::Fact(fatto) => fatto.domanda.tradotto().to_owned(),
    }
}

/// Whether a fact is answered by picking rather than typing.
#[must_use]
pub fn by_choice(fatto: &Fatto) -> bool {
    matches!(fatto.tipo, TipoFatto::Booleano | TipoFatto::Scelta)
}

/// What stops "Avanti".
#[must_use]
pub fn check(scheda: &Scheda, stop: &Stop, draft: &Draft) -> Vec<FieldError> {
    let typed = draft.text(&stop.field);
    let mut errors = Vec::new();
    match &stop.step {
        Step::Isee => {
            if let Err(e) = parse_number(typed) {
                errors.push(FieldError::new(FIELD_ID, testi::amount_error(e, tr!("l'ISEE"), "12500,50")));
            }
            if flow::only_kind(scheda).or(flow::isee_kind(scheda, draft)).is_none() {
                errors.push(FieldError::new(FIRST_KIND_ID, tr!("Scegli che tipo di ISEE hai").to_owned()));
            }
        }
        Step::Quantity(_) => {
            if let Err(e) = parse_number(typed) {
                errors.push(FieldError::new(FIELD_ID, testi::amount_error(e, tr!("il numero"), "10")));
            }
        }
        Step::Fact(fatto) if typed == UNKNOWN && by_choice(fatto) => {}
        Step::Fact(fatto) => {
            if let Err(message) = flow::read_fact(fatto, typed) {
                errors.push(FieldError::new(if by_choice(fatto) { FIRST_RADIO_ID } else { FIELD_ID }, message));
            }
        }
    }
    errors
}

/// The field or fields of a question.
pub fn fields(ctx: &Ctx, scheda: &Scheda, stop: &Stop) -> Html {
    let text = ctx.draft.text(&stop.field).to_owned();
    let label = question_title(scheda, stop);
    let on_type = ctx.typing(&stop.field);
    let field = |hint: String, echo: Option<String>, symbol: Option<&'static str>, mode: &'static str| {
        let (label, text) = (label.clone(), text.clone());
        NumberField {
            id: FIELD_ID,
            label,
            title: true,
            hint,
            text,
            echo,
            error: ctx.error_of(FIELD_ID),
            symbol,
            mode,
            on_type: on_type.clone(),
        }
    };
    match &stop.step {
        Step::Isee => {
            let hint = tr!("Copialo dall'attestazione, con i centesimi. Per esempio 12500,50.").to_owned();
            html! {
                <>
                    {field(hint, echo(&text, true), Some("€"), "decimal").view()}
                    if ctx.draft.isee_is_estimate() {
                        {paragraph(tr!("È la tua stima: anche quanto paghi sarà una stima. Quando hai l'attestazione, scrivi il valore che c'è lì."))}
                    }
                    {other_kind(scheda, &ctx.draft)}
                    {kinds(ctx, scheda)}
                </>
            }
        }
        Step::Quantity(name) => field(testi::quantity_text(name).hint, echo(&text, false), None, "decimal").view(),
        Step::Fact(fatto) => match fatto.tipo {
            TipoFatto::Intero => field(help(fatto), None, None, "numeric").view(),
            TipoFatto::Importo => field(help(fatto), echo(&text, true), Some("€"), "decimal").view(),
            TipoFatto::Data | TipoFatto::Testo => field(help(fatto), None, None, "text").view(),
            TipoFatto::Booleano | TipoFatto::Scelta => RadioGroup {
                name: FIELD_ID,
                legend: label,
                title: true,
                hint: help(fatto),
                choices: choices(fatto),
                picked: text,
                error: ctx.error_of(FIRST_RADIO_ID),
                on_pick: on_type,
            }
            .view(),
        },
    }
}

fn help(fatto: &Fatto) -> String {
    fatto.aiuto.as_ref().map_or_else(String::new, |t| t.tradotto().to_owned())
}

/// How we read an amount. A plain quantity is repeated only when its point was taken for a comma.
fn echo(typed: &str, money: bool) -> Option<String> {
    let read = parse_number(typed).ok().filter(|r| money || r.point_read_as_comma)?;
    let shown = if money { format_euro(&read.value) } else { format_number(&read.value) };
    Some(if read.point_read_as_comma {
        tr!("Abbiamo letto {}. Abbiamo letto il punto come una virgola.", shown)
    } else {
        tr!("Abbiamo letto {}.", shown)
    })
}

/// The value in the field was given as another kind of ISEE, for another service.
fn other_kind(scheda: &Scheda, draft: &Draft) -> Html {
    let given = TipoIsee::from_word(draft.text(ISEE_KIND));
    match (flow::only_kind(scheda), given) {
        (Some(only), Some(given)) if only != given => paragraph(&tr!(
            "Prima hai scritto questo valore come {}. Qui serve l'{}: controlla.",
            testi::isee_title(given),
            testi::isee_title(only)
        )),
        _ => Html::default(),
    }
}

fn kinds(ctx: &Ctx, scheda: &Scheda) -> Html {
    let many = scheda.servizio.isee.as_slice();
    if many.len() < 2 {
        return Html::default();
    }
    let choice = |kind: &TipoIsee| Choice {
        value: kind.as_str().into(),
        label: testi::isee_title(*kind).into(),
        hint: testi::isee_hint(*kind).into(),
    };
    RadioGroup {
        name: KIND_NAME,
        legend: tr!("Che tipo di ISEE è?").to_owned(),
        title: false,
        hint: tr!("Il tipo è scritto sull'attestazione. Se ne hai più di uno, usa il primo di questo elenco.")
            .to_owned(),
        choices: many.iter().map(choice).collect(),
        picked: ctx.draft.text(ISEE_KIND).to_owned(),
        error: ctx.error_of(FIRST_KIND_ID),
        on_pick: ctx.typing(ISEE_KIND),
    }
    .view()
}

fn choices(fatto: &Fatto) -> Vec<Choice> {
    let mut choices = match fatto.tipo {
        TipoFatto::Booleano => vec![Choice::plain("si", tr!("Sì")), Choice::plain("no", tr!("No"))],
        _ => {
            let words = fatto.valori.iter().map(|(word, _)| word);
            words.map(|w| Choice::plain(w.clone(), flow::choice_label(fatto, w))).collect()
        }
    };
    choices.push(Choice::plain(UNKNOWN, parola(DO_NOT_KNOW)));
    choices
}

/// Where to find the answer and why we ask.
pub fn explanation(scheda: &Scheda, stop: &Stop) -> Html {
    let why = tr!("Perché te lo chiediamo");
    match &stop.step {
        Step::Isee => html! {
            <>
                {details(tr!("Dove trovo l'ISEE?"), html! {
                    <>
                        {paragraph(tr!("Nell'attestazione che ti ha dato l'INPS o il CAF, nella tabella con i valori. \
                            In cima c'è scritto fino a quando vale: di solito il 31 dicembre."))}
                        { for flow::only_kind(scheda).map(|only| paragraph(testi::isee_hint(only))) }
                    </>
                })}
                <p>{tr!("Non hai l'ISEE?")}{" "}{route_link(&Route::Stima(String::new()), tr!("Stimalo"))}</p>
                {details(why, paragraph(tr!("Perché in questo servizio quanto paghi dipende dall'ISEE.")))}
            </>
        },
        Step::Quantity(_) => details(
            why,
            paragraph(tr!(
                "Perché il costo si calcola per unità: con questo numero ti diciamo quanto spendi in un mese."
            )),
        ),
        Step::Fact(fatto) => fatto.perche.as_ref().map_or_else(Html::default, |text| details(why, regola(text))),
    }
}
