use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::fmt;

/// A day of the calendar, written `2024-01-31`.
///
/// ```
/// use soglia::norma::Giorno;
/// let day: Giorno = Giorno::parse("2024-02-28").unwrap();
/// assert_eq!(day.next().unwrap().to_string(), "2024-02-29");
/// assert!(Giorno::parse("2023-02-29").is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Giorno(Date);

impl Giorno {
    /// The day of an ISO date: four digits, two, two; none when it is not in the calendar.
    ///
    /// ```
    /// assert!(soglia::norma::Giorno::parse("31/01/2024").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let &[year, month, day] = parts.as_slice() else { return None };
        let number = |s: &str, len: usize| {
            if s.len() == len && s.bytes().all(|b| b.is_ascii_digit()) { s.parse::<i16>().ok() } else { None }
        };
        let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Self)
    }

    /// The day after.
    ///
    /// ```
    /// # use soglia::norma::Giorno;
    /// assert!(Giorno::parse("9999-12-31").unwrap().next().is_none());
    /// ```
    #[must_use]
    pub fn next(self) -> Option<Self> {
        self.0.tomorrow().ok().map(Self)
    }

    /// The day before.
    ///
    /// ```
    /// # use soglia::norma::Giorno;
    /// assert_eq!(Giorno::parse("2024-01-01").unwrap().previous(), Giorno::parse("2023-12-31"));
    /// ```
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        self.0.yesterday().ok().map(Self)
    }
}

// Written by hand: the library's own way brings all of its formatting into the page.
impl fmt::Display for Giorno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl Serialize for Giorno {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
