// SPDX-License-Identifier: EUPL-1.2
//! Which questions this person gets, in which order, and which are answered.
//!
//! Nothing is decided here: a fact is asked when the engine, given the answers before it, says that it could
//! still change the outcome.

use super::draft::{Draft, ISEE, ISEE_KIND};
use super::motore::{self, Ammesso, Answers, Fatto, Scheda, TipoFatto, TipoIsee};
use super::numeri::{NumberError, ParsedNumber, parse_integer, parse_number};
use super::route::{Route, ServizioKey};
use super::testi::{self, DO_NOT_KNOW, NO_ISEE};
use crate::lingua::{parola, tr};
use std::rc::Rc;

/// Stored by a radio for "I do not know".
pub const UNKNOWN: &str = "non-so";

/// What a question page asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Value and kind of the ISEE.
    Isee,
    /// How many of a unit in a month.
    Quantity(String),
    /// A fact of the rules.
    Fact(Rc<Fatto>),
}

/// Whether a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Not yet, or with something we cannot read.
    Missing,
    /// With "I do not know" or "I have none".
    Unknown,
    /// With a value.
    Given,
}

/// A question in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// What it asks.
    pub step: Step,
    /// Its address.
    pub slug: String,
    /// The field that holds the answer.
    pub field: String,
    /// Whether it is answered.
    pub answer: Answer,
    /// The answer in words, for the summary.
    pub shown: String,
    /// The question in short.
    pub short: String,
}

/// The questions of one service for one person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// In the order asked.
    pub stops: Vec<Stop>,
    /// What can be read of the answers.
    pub answers: Answers,
}

impl Flow {
    /// The first question without an answer.
    #[must_use]
    pub fn first_missing(&self) -> Option<usize> {
        self.stops.iter().position(|s| s.answer == Answer::Missing)
    }

    /// Where to go after the question at `index`.
    #[must_use]
    pub fn next(&self, key: &ServizioKey, index: usize, reviewing: bool) -> Route {
        let after = if reviewing { self.first_missing() } else { Some(index.saturating_add(1)) };
        after.and_then(|i| self.stops.get(i)).map_or_else(|| key.summary(), |s| key.question(&s.slug))
    }

    /// The question about a fact that the engine names as missing.
    #[must_use]
    pub fn stop_for_fact(&self, id: &str) -> Option<&Stop> {
        self.stops.iter().find(|s| match &s.step {
            Step::Isee => id.starts_with("isee."),
            Step::Quantity(_) => false,
            Step::Fact(fatto) => fatto.id == id,
        })
    }
}

/// The questions of a service, given the draft.
#[must_use]
pub fn build(scheda: &Scheda, draft: &Draft) -> Flow {
    let mut flow = Flow::default();
    if scheda.asks_isee() {
        let stop = isee_stop(scheda, draft, &mut flow.answers);
        flow.stops.push(stop);
    }
    for name in scheda.quantities() {
        let stop = quantity_stop(scheda, name, draft, &mut flow.answers);
        flow.stops.push(stop);
    }
    for id in scheda.facts() {
        let Some(outcome) = motore::calcola(scheda, &flow.answers).ok() else { break };
        if outcome.ammesso == Ammesso::No {
            break;
        }
        let Some(fatto) = scheda.fact(&id).filter(|_| outcome.mancano.contains(&id)) else { continue };
        let stop = fact_stop(fatto, draft, &mut flow.answers);
        flow.stops.push(stop);
    }
    flow
}

/// The kind of the ISEE that was typed, when this service accepts it. A value given as another kind for another
/// service does not count until it is confirmed.
#[must_use]
pub fn isee_kind(scheda: &Scheda, draft: &Draft) -> Option<TipoIsee> {
    TipoIsee::from_word(draft.text(ISEE_KIND)).filter(|k| scheda.servizio.isee.contains(k))
}

/// The only kind of ISEE this service accepts, when there is one.
#[must_use]
pub fn only_kind(scheda: &Scheda) -> Option<TipoIsee> {
    match scheda.servizio.isee.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

fn isee_stop(scheda: &Scheda, draft: &Draft, answers: &mut Answers) -> Stop {
    let read = parse_number(draft.text(ISEE)).ok().zip(isee_kind(scheda, draft));
    let (answer, shown) = match read {
        _ if draft.is_unknown(ISEE) => (Answer::Unknown, parola(NO_ISEE).to_owned()),
        Some((number, kind)) => {
            let (amount, name) = (super::numeri::format_euro(&number.value), testi::isee_title(kind));
            let shown = if draft.isee_is_estimate() {
                tr!("{} ({}, stima)", amount, name)
            } else {
                [&*amount, " (", name, ")"].concat()
            };
            answers.isee = Some((kind, number.value));
            (Answer::Given, shown)
        }
        None => (Answer::Missing, String::new()),
    };
    Stop { step: Step::Isee, slug: "isee".to_owned(), field: ISEE.to_owned(), answer, shown, short: "ISEE".to_owned() }
}

fn quantity_stop(scheda: &Scheda, name: String, draft: &Draft, answers: &mut Answers) -> Stop {
    // Ten hours of home care say nothing about the days of a nursery.
    let field = ["quantita.", &scheda.servizio.id, ".", &name].concat();
    let text = testi::quantity_text(&name);
    let (answer, shown) = match parse_number(draft.text(&field)) {
        _ if draft.is_unknown(&field) => (Answer::Unknown, parola(DO_NOT_KNOW).to_owned()),
        Ok(ParsedNumber { value, .. }) => {
            let shown = super::numeri::format_number(&value);
            answers.quantities.insert(name.clone(), value);
            (Answer::Given, shown)
        }
        Err(_) => (Answer::Missing, String::new()),
    };
    Stop { step: Step::Quantity(name), slug: text.slug, field, answer, shown, short: text.short }
}

fn fact_stop(fatto: Rc<Fatto>, draft: &Draft, answers: &mut Answers) -> Stop {
    let field = ["fatto.", &fatto.id].concat();
    let typed = draft.text(&field);
    let (answer, shown) = if typed == UNKNOWN || draft.is_unknown(&field) {
        (Answer::Unknown, parola(DO_NOT_KNOW).to_owned())
    } else {
        match read_fact(&fatto, typed) {
            Ok(value) => {
                let shown = fact_in_words(&fatto, &value);
                answers.facts.insert(fatto.id.clone(), value);
                (Answer::Given, shown)
            }
            Err(_) => (Answer::Missing, String::new()),
        }
    };
    let slug = fatto.id.replace(['.', '_'], "-");
    let short = fatto.domanda.tradotto().to_owned();
    Stop { step: Step::Fact(fatto), slug, field, answer, shown, short }
}

/// The value of a fact as the engine reads it, or the sentence that says what to mend.
///
/// # Errors
/// The sentence for the screen.
pub fn read_fact(fatto: &Fatto, typed: &str) -> Result<String, String> {
    let example = fatto.minimo.map_or_else(|| "2".to_owned(), |m| m.to_string());
    match fatto.tipo {
        TipoFatto::Booleano if matches!(typed, "si" | "no") => Ok(typed.to_owned()),
        TipoFatto::Scelta if fatto.valori.iter().any(|(word, _)| word == typed) => Ok(typed.to_owned()),
        TipoFatto::Booleano | TipoFatto::Scelta => Err(tr!("Scegli una risposta").to_owned()),
        TipoFatto::Intero => {
            let value = parse_integer(typed).map_err(|e| testi::integer_error(e, &example))?;
            in_range(fatto, value)
        }
        TipoFatto::Importo => {
            let read = parse_number(typed).map_err(|e| testi::amount_error(e, tr!("l'importo"), "1200,50"))?;
            in_range(fatto, read.value)
        }
        TipoFatto::Data => super::numeri::parse_date(typed)
            .filter(|d| motore::is_date(d))
            .ok_or_else(|| tr!("Scrivi giorno, mese e anno, ad esempio 31/3/2015").to_owned()),
        TipoFatto::Testo if typed.trim().is_empty() => Err(tr!("Scrivi una risposta").to_owned()),
        TipoFatto::Testo => Ok(typed.trim().to_owned()),
    }
}

fn in_range(fatto: &Fatto, value: String) -> Result<String, String> {
    let Some(number) = motore::decimal(&value) else { return Err(testi::integer_error(NumberError::NotANumber, "2")) };
    let shown = |d: &motore::Decimal| super::numeri::format_number(&d.to_string());
    if let Some(min) = fatto.minimo.as_ref().filter(|m| number < **m) {
        return Err(tr!("Scrivi un numero da {} in su", shown(min)));
    }
    if let Some(max) = fatto.massimo.as_ref().filter(|m| number > **m) {
        return Err(tr!("Scrivi un numero fino a {}", shown(max)));
    }
    Ok(value)
}

/// An answer as a person reads it.
#[must_use]
pub fn fact_in_words(fatto: &Fatto, value: &str) -> String {
    match fatto.tipo {
        TipoFatto::Booleano => if value == "si" { tr!("Sì") } else { tr!("No") }.to_owned(),
        TipoFatto::Scelta => choice_label(fatto, value),
        TipoFatto::Intero => super::numeri::format_number(value),
        TipoFatto::Importo => super::numeri::format_euro(value),
        TipoFatto::Data => super::numeri::format_date(value),
        TipoFatto::Testo => value.to_owned(),
    }
}

/// What the screen calls a word of a choice.
#[must_use]
pub fn choice_label(fatto: &Fatto, word: &str) -> String {
    let label = fatto.valori.iter().find(|(w, _)| w == word).map_or("", |(_, l)| l.tradotto());
    if label.is_empty() || label == word { word.replace('_', " ") } else { label.to_owned() }
}
