//! A value known exactly, or only between two ends.

use crate::denaro::{Arrotonda, Frazione, Overflow, italian_euro};
use crate::lingua::tr;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

/// Closed range of euro; equal ends mean a known value. `max` absent: no limit.
///
/// Every operation of FORMATO chapter 4 is non-decreasing in the amount, so applying it to both ends
/// gives the exact range of the result.
///
/// ```
/// # let rules = soglia::semi::regolamento("monopoli-sad").unwrap();
/// let without_isee = soglia::tariffa::tabella(&rules, "sad", &[None], None, &Default::default()).unwrap();
/// let range = without_isee[0].intervallo["oraria"];
/// assert_eq!((range.min.euro_text(), range.max.unwrap().euro_text()), ("0.00".into(), "13.80".into()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estremi {
    /// The least value.
    pub min: Frazione,
    /// The greatest value, when there is one.
    pub max: Option<Frazione>,
}

impl Estremi {
    /// 0
    pub(crate) const ZERO: Self = Self { min: Frazione::ZERO, max: Some(Frazione::ZERO) };

    /// A known value.
    #[must_use]
    pub(crate) const fn exactly(x: Frazione) -> Self {
        Self { min: x, max: Some(x) }
    }

    /// The value, when it is one.
    ///
    /// ```
    /// use soglia::{denaro::Frazione, tariffa::Estremi};
    /// let one = Estremi { min: Frazione::ONE, max: Some(Frazione::ONE) };
    /// assert_eq!(one.known(), Some(Frazione::ONE));
    /// assert_eq!(Estremi { max: None, ..one }.known(), None);
    /// ```
    #[must_use]
    pub fn known(self) -> Option<Frazione> {
        self.max.filter(|max| *max == self.min)
    }

    /// The least range that contains both.
    #[must_use]
    pub(crate) fn hull(self, other: Self) -> Self {
        let max = match (self.max, other.max) {
            (Some(a), Some(b)) => Some(a.max(b)),
            _ => None,
        };
        Self { min: self.min.min(other.min), max }
    }

    /// Applies a non-decreasing function to both ends.
    pub(crate) fn map(self, f: impl Fn(Frazione) -> Result<Frazione, Overflow>) -> Result<Self, Overflow> {
        let max = self.max.map(&f).transpose()?;
        Ok(Self { min: f(self.min)?, max })
    }

    /// `self + other`
    pub(crate) fn add(self, other: Self) -> Result<Self, Overflow> {
        let max = match (self.max, other.max) {
            (Some(a), Some(b)) => Some(a.add(b)?),
            _ => None,
        };
        Ok(Self { min: self.min.add(other.min)?, max })
    }

    /// The amount, as it is paid: whole cents. Those that differ by less are one.
    pub(crate) fn paid(self) -> Result<Option<Frazione>, Overflow> {
        Ok(self.round(Arrotonda::AL_CENTESIMO)?.known())
    }

    /// Rounds both ends.
    pub(crate) fn round(self, rule: Arrotonda) -> Result<Self, Overflow> {
        self.map(|x| rule.apply(x))
    }

    /// Caps; gives a limit to what had none.
    pub(crate) fn at_most(self, cap: Frazione) -> Self {
        Self { min: self.min.min(cap), max: Some(self.max.map_or(cap, |m| m.min(cap))) }
    }

    /// For people: `9,53 €`, or `da 8,67 € a 9,53 €`.
    pub(crate) fn text(self) -> String {
        match (self.known(), self.max) {
            (Some(x), _) => italian_euro(x),
            (None, Some(max)) => tr!("da {} a {}", italian_euro(self.min), italian_euro(max)),
            (None, None) => tr!("da {} in su", italian_euro(self.min)),
        }
    }

    /// For programs: the amount when it is one.
    pub(crate) fn known_text(self) -> Option<String> {
        self.known().map(Frazione::amount_text)
    }
}

/// `{ "minimo": "8.67", "massimo": "9.53" }`, to the cent; `massimo` null when there is none.
impl Serialize for Estremi {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut s = serializer.serialize_struct("intervallo", 2)?;
        s.serialize_field("minimo", &self.min.euro_text())?;
        s.serialize_field("massimo", &self.max.map(Frazione::euro_text))?;
        s.end()
    }
}
