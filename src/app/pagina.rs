// SPDX-License-Identifier: EUPL-1.2
//! A page is a function from what it may read and change ([`Ctx`]) to what is drawn ([`Page`]). Pages have no
//! state of their own: what is typed is in the draft, what "Avanti" found wrong is in [`Refused`].

use super::componenti::FieldError;
use super::draft::{Action, DraftHandle};
use super::route::Route;
use yew::prelude::*;
use yew_router::prelude::Navigator;

/// What the last "Avanti" in vain found wrong, and on which page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    path: String,
    errors: Vec<FieldError>,
    /// How many times "Avanti" was refused: the focus goes to the errors each time.
    pub count: u32,
}

/// What a page may read and change.
#[derive(Clone)]
pub struct Ctx {
    /// The answers.
    pub draft: DraftHandle,
    /// Goes to other pages.
    pub navigator: Navigator,
    /// The last refusal, of any page.
    pub refused: UseStateHandle<Refused>,
    /// The address of this page.
    pub path: String,
}

impl Ctx {
    /// What is wrong on this page.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        if self.refused.path == self.path { &self.refused.errors } else { &[] }
    }

    /// The error of a field of this page.
    #[must_use]
    pub fn error_of(&self, id: &str) -> Option<AttrValue> {
        self.errors().iter().find(|e| e.id == id).map(|e| e.message.clone())
    }

    /// Stays on the page and shows what is wrong.
    pub fn refuse(&self, errors: Vec<FieldError>) {
        self.refused.set(Refused { path: self.path.clone(), errors, count: self.refused.count.saturating_add(1) });
    }

    /// Keeps what is typed or picked in a field.
    #[must_use]
    pub fn typing(&self, field: &str) -> Callback<String> {
        let (draft, field) = (self.draft.clone(), field.to_owned());
        Callback::from(move |text: String| draft.dispatch(Action::Type(field.clone(), text)))
    }
}

/// What a page draws.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// What it is: the text of its `h1`, except where that would put an amount into the history of the browser.
    pub title: AttrValue,
    /// It shows an error.
    pub error: bool,
    /// The content of `main`.
    pub body: Html,
    /// Go there instead, and say why; nothing when empty.
    pub redirect: Option<(Route, &'static str)>,
}

impl Page {
    /// A page with its title.
    pub fn new(title: impl Into<AttrValue>, body: Html) -> Self {
        Self { title: title.into(), body, ..Self::default() }
    }

    /// A page with a form: the title says when there are errors.
    pub fn form(ctx: &Ctx, title: impl Into<AttrValue>, body: Html) -> Self {
        Self { error: !ctx.errors().is_empty(), ..Self::new(title, body) }
    }

    /// Nothing here: go elsewhere.
    #[must_use]
    pub fn redirect(to: Route, notice: &'static str) -> Self {
        Self { redirect: Some((to, notice)), ..Self::default() }
    }
}
