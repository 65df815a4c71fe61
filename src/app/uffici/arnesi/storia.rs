// SPDX-License-Identifier: EUPL-1.2
//! The text of the file being written, and what it was before. Pure: no browser, no engine.

use serde::{Deserialize, Serialize};

/// How many steps back are kept.
const STEPS: usize = 500;

/// A text with its past and, after an undo, its future.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Storia {
    testo: String,
    prima: Vec<String>,
    poi: Vec<String>,
    /// Where the last change was made: further keys in the same place are the same step.
    luogo: String,
}

impl Storia {
    /// A text that has no past yet.
    #[must_use]
    pub fn new(testo: String) -> Self {
        Self { testo, ..Self::default() }
    }

    /// The text as it is.
    #[must_use]
    pub fn testo(&self) -> &str {
        &self.testo
    }

    /// Whether there is a step to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.prima.is_empty()
    }

    /// Whether a step was taken back.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.poi.is_empty()
    }

    /// A change at a place; an empty place is a step of its own.
    pub fn write(&mut self, luogo: &str, testo: String) {
        if testo == self.testo {
            return;
        }
        let before = std::mem::replace(&mut self.testo, testo);
        if luogo.is_empty() || luogo != self.luogo || self.prima.is_empty() || !self.poi.is_empty() {
            self.prima.push(before);
        }
        if self.prima.len() > STEPS {
            self.prima.remove(0);
        }
        luogo.clone_into(&mut self.luogo);
        self.poi.clear();
    }

    /// The place was left: what is written there next is another step.
    pub fn leave(&mut self) {
        self.luogo.clear();
    }

    /// One step back.
    pub fn undo(&mut self) {
        if let Some(before) = self.prima.pop() {
            self.poi.push(std::mem::replace(&mut self.testo, before));
            self.leave();
        }
    }

    /// One step forward again.
    pub fn redo(&mut self) {
        if let Some(after) = self.poi.pop() {
            self.prima.push(std::mem::replace(&mut self.testo, after));
            self.leave();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_in_one_place_are_one_step() {
        let mut s = Storia::new("a".to_owned());
        s.write("peso", "ab".to_owned());
        s.write("peso", "abc".to_owned());
        s.write("nome", "abcd".to_owned());
        s.undo();
        assert_eq!(s.testo(), "abc");
        s.undo();
        assert_eq!(s.testo(), "a");
        assert!(!s.can_undo());
        s.redo();
        assert_eq!(s.testo(), "abc");
        s.write("peso", "x".to_owned());
        assert!(!s.can_redo());
        s.undo();
        assert_eq!(s.testo(), "abc");
    }

    #[test]
    fn leaving_a_place_ends_the_step() {
        let mut s = Storia::new(String::new());
        s.write("peso", "1".to_owned());
        s.leave();
        s.write("peso", "12".to_owned());
        s.undo();
        assert_eq!(s.testo(), "1");
    }
}
