// SPDX-License-Identifier: EUPL-1.2
//! The answers, exactly as typed. They live in memory and in this tab's session storage, nowhere else.

use super::config;
use super::motore::TipoIsee;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use web_sys::Storage;
use yew::{Reducible, UseReducerHandle};

/// Key in the session storage.
const STORAGE_KEY: &str = "soglia-bozza";

/// Field with the value of the ISEE; in [`Draft::unknown`] it means "I have none".
pub const ISEE: &str = "isee";
/// Field with the value of the ISEE that was estimated here: while [`ISEE`] holds the same, it is no attestation.
pub const ISEE_ESTIMATE: &str = "isee.stima";
/// Field with the kind of ISEE.
pub const ISEE_KIND: &str = "isee.tipo";

/// What the person has answered so far. Text is kept as typed, also when it cannot be read as an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The chosen place: an ISTAT code, or `ente:` and the name of an ente outside the Ambito.
    pub comune: String,
    /// Text by field name, such as `isee`, `quantita.sad.ora`, `fatto.eta`.
    pub fields: BTreeMap<String, String>,
    /// Fields answered with "I do not have it" or "I do not know".
    pub unknown: BTreeSet<String>,
    /// One answer is being changed from the summary: go back there afterwards.
    #[serde(skip)]
    pub reviewing: bool,
    /// A sentence to show on the next page, once.
    #[serde(skip)]
    pub notice: Option<&'static str>,
}

/// A change of the draft.
#[derive(Clone, Debug)]
pub enum Action {
    /// The place was chosen.
    Comune(String),
    /// Something was typed or picked in a field.
    Type(String, String),
    /// A question was answered with what its fields contain.
    Confirm(String),
    /// The ISEE was confirmed where only one kind is asked for: its value is of that kind.
    ConfirmIsee(TipoIsee),
    /// A question was answered with "I do not know".
    Unknown(String),
    /// An answer is going to be changed from the summary.
    Review(bool),
    /// The person was sent to an earlier question.
    Notice(&'static str),
    /// Other answers take the place of all of these: a file, an example, a printed code.
    Open(Box<Draft>),
    /// Forget everything.
    Clear,
}

impl Draft {
    /// The text of a field.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }

    /// Whether the ISEE is the one estimated here.
    #[must_use]
    pub fn isee_is_estimate(&self) -> bool {
        let estimate = self.text(ISEE_ESTIMATE);
        !estimate.is_empty() && estimate == self.text(ISEE)
    }

    /// Whether the person said they do not have or know it.
    #[must_use]
    pub fn is_unknown(&self, field: &str) -> bool {
        self.unknown.contains(field)
    }

    /// The draft after a change.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Comune(value) => next.comune = value,
            Action::Type(field, text) => drop(next.fields.insert(field, text)),
            Action::Confirm(field) => {
                next.unknown.remove(&field);
                next.notice = None;
            }
            Action::ConfirmIsee(kind) => {
                next.fields.insert(ISEE_KIND.to_owned(), kind.as_str().to_owned());
                return next.after(Action::Confirm(ISEE.to_owned()));
            }
            Action::Unknown(field) => {
                next.unknown.insert(field);
                next.notice = None;
            }
            Action::Review(reviewing) => next.reviewing = reviewing,
            Action::Notice(notice) => next.notice = Some(notice),
            Action::Open(other) => next = *other,
            Action::Clear => next = Self::start(),
        }
        next
    }

    /// Before any answer: the Comune of who publishes the page, if it is of one Comune only.
    fn start() -> Self {
        Self { comune: config::comune(), ..Self::default() }
    }

    fn is_empty(&self) -> bool {
        (self.comune.is_empty() || self.comune == config::comune()) && self.fields.is_empty() && self.unknown.is_empty()
    }
}

impl Reducible for Draft {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// The draft, readable and changeable.
pub type DraftHandle = UseReducerHandle<Draft>;

/// None where the browser forbids storage: the draft then lives in memory only.
fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// The draft this tab had, if any.
#[must_use]
pub fn load() -> Draft {
    let text = storage().and_then(|s| s.get_item(STORAGE_KEY).ok()?);
    text.and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_else(Draft::start)
}

/// Keeps a copy for this tab, or removes it when there is nothing to keep.
pub fn save(draft: &Draft) {
    let Some(storage) = storage() else { return };
    // A full or forbidden storage costs the copy, not the answers.
    let _ = match serde_json::to_string(draft) {
        Ok(text) if !draft.is_empty() => storage.set_item(STORAGE_KEY, &text),
        _ => storage.remove_item(STORAGE_KEY),
    };
}
