//! The sentences a person reads, in their language.
//!
//! The Italian sentence stands in the source and is its own key, as with gettext: `tr!` gives the translation when a
//! catalogue has been set, else the very sentence. The command line sets none and always speaks Italian; the page sets
//! one when a person chooses a language. Translations are in `seeds/lingue`, one `.po` file for each language, and one more
//! for the English of the staff doors and of the pages about the site; the `.mo` files made of them are in
//! `src/lingua/mo`, and `tests/lingue.rs` checks that keys, sources and both files agree.
//!
//! ```
//! use soglia::lingua;
//! const EN: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lingua/mo/en.mo"));
//! lingua::parla("en", EN.to_vec());
//! assert_eq!(lingua::parola("Non lo so"), "I do not know");
//! lingua::parla("it", Vec::new());
//! assert_eq!(lingua::parola("Non lo so"), "Non lo so");
//! ```

mod cifre;
mod mo;

pub use cifre::{euro, grouped};

use std::cell::Cell;

/// A language: its code and its catalogue.
#[derive(Clone, Copy)]
struct Lingua {
    codice: &'static str,
    mo: &'static [u8],
}

const ITALIANO: Lingua = Lingua { codice: "it", mo: &[] };

/// The languages there is a catalogue for, and the name each gives itself. Italian needs none.
///
/// ```
/// assert_eq!(soglia::lingua::LINGUE[1], ("en", "English"));
/// ```
pub const LINGUE: [(&str, &str); 6] =
    [("it", "Italiano"), ("en", "English"), ("ro", "Română"), ("ar", "العربية"), ("sq", "Shqip"), ("fr", "Français")];

thread_local! {
    /// What was chosen, and what is spoken now: a part that is not translated is drawn in Italian.
    static SCELTA: Cell<Lingua> = const { Cell::new(ITALIANO) };
    static ORA: Cell<Lingua> = const { Cell::new(ITALIANO) };
}

/// Speaks a language of [`LINGUE`] from now on, with the bytes of its `.mo` file; an unknown one is Italian. The
/// catalogue stays in memory as long as the program: its sentences are handed out as they are.
///
/// ```
/// use soglia::lingua;
/// lingua::parla("xx", Vec::new());
/// assert_eq!(lingua::scelta(), "it");
/// ```
pub fn parla(codice: &str, mo: Vec<u8>) {
    let known = LINGUE.iter().find(|(code, _)| *code == codice && codice != "it");
    let lingua = known.map_or(ITALIANO, |(codice, _)| Lingua { codice, mo: Vec::leak(mo) });
    SCELTA.set(lingua);
    ORA.set(lingua);
}

/// The code of the language that was chosen.
///
/// ```
/// assert_eq!(soglia::lingua::scelta(), "it");
/// ```
#[must_use]
pub fn scelta() -> &'static str {
    SCELTA.get().codice
}

/// The code of the language that is spoken now.
///
/// ```
/// use soglia::lingua;
/// lingua::parla("fr", Vec::new());
/// assert_eq!(lingua::in_italiano(lingua::codice), "it");
/// ```
#[must_use]
pub fn codice() -> &'static str {
    ORA.get().codice
}

/// The language that is spoken now, and its catalogue: for a worker, which has a memory of its own.
///
/// ```
/// assert_eq!(soglia::lingua::catalogo(), ("it", [].as_slice()));
/// ```
#[must_use]
pub fn catalogo() -> (&'static str, &'static [u8]) {
    let now = ORA.get();
    (now.codice, now.mo)
}

/// Does something in Italian, whatever was chosen: what programs read, and parts not translated yet.
///
/// ```
/// use soglia::lingua;
/// # const EN: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lingua/mo/en.mo"));
/// lingua::parla("en", EN.to_vec());
/// assert_eq!(lingua::in_italiano(|| lingua::parola("Non lo so")), "Non lo so");
/// assert_eq!(lingua::parola("Non lo so"), "I do not know");
/// ```
pub fn in_italiano<T>(task: impl FnOnce() -> T) -> T {
    let before = ORA.replace(ITALIANO);
    let done = task();
    ORA.set(before);
    done
}

/// Does something in the language that was chosen.
///
/// ```
/// use soglia::lingua;
/// lingua::parla("fr", Vec::new());
/// assert_eq!(lingua::in_italiano(|| lingua::nella_scelta(lingua::codice)), "fr");
/// ```
pub fn nella_scelta<T>(task: impl FnOnce() -> T) -> T {
    let before = ORA.replace(SCELTA.get());
    let done = task();
    ORA.set(before);
    done
}

/// From now on in Italian, until a language is chosen again.
///
/// ```
/// use soglia::lingua;
/// lingua::parla("fr", Vec::new());
/// lingua::taci();
/// assert_eq!((lingua::codice(), lingua::scelta()), ("it", "fr"));
/// ```
pub fn taci() {
    ORA.set(ITALIANO);
}

/// The translation of a sentence, if there is one: for sentences of rule files, which are keys too.
///
/// ```
/// use soglia::lingua;
/// # const EN: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lingua/mo/en.mo"));
/// lingua::parla("en", EN.to_vec());
/// assert_eq!((lingua::tradotta("Tariffa oraria"), lingua::tradotta("Art. 34")), (Some("Hourly fee"), None));
/// assert_eq!(lingua::tradotta(""), None); // in a catalogue that is what it says about itself
/// ```
#[must_use]
#[inline(never)]
pub fn tradotta(key: &str) -> Option<&'static str> {
    let text = mo::find(ORA.get().mo, key).filter(|_| !key.is_empty())?;
    // Of a plural, the first form.
    std::str::from_utf8(text.split(|b| *b == 0).next()?).ok().filter(|text| !text.is_empty())
}

/// The translation of a sentence, or the sentence. Use `tr!` with a literal, so that the sentence is found.
///
/// ```
/// assert_eq!(soglia::lingua::parola("Non lo so"), "Non lo so");
/// ```
#[must_use]
#[inline(never)]
pub fn parola(key: &'static str) -> &'static str {
    tradotta(key).unwrap_or(key)
}

/// The same with arguments: `{}` takes the next, `{0}` the first, wherever a translation wants them.
///
/// ```
/// assert_eq!(soglia::lingua::componi("da {} a {}", &["1", "2"]), "da 1 a 2");
/// assert_eq!(soglia::lingua::componi("{1}, {0}", &["1", "2"]), "2, 1");
/// ```
#[must_use]
#[inline(never)]
pub fn componi(key: &'static str, args: &[&str]) -> String {
    fill(parola(key), args, "")
}

/// One or many, by the rules of the language; `{n}` is the number, a plain decimal, written its way.
///
/// ```
/// let hours = |n| soglia::lingua::plurale("{n} ora", "{n} ore", n, &[]);
/// assert_eq!(soglia::lingua::plurale("{n}: {}", "{n}: {} e {}", "2", &["a", "b"]), "2: a e b");
/// assert_eq!((hours("1"), hours("7.5"), hours("1000")), ("1 ora".into(), "7,5 ore".into(), "1.000 ore".into()));
/// ```
#[must_use]
#[inline(never)]
pub fn plurale(one: &'static str, many: &'static str, n: &str, args: &[&str]) -> String {
    let now = ORA.get();
    let form = cifre::form(now.codice, n);
    let own = mo::find(now.mo, one).and_then(|text| std::str::from_utf8(text.split(|b| *b == 0).nth(form)?).ok());
    let text = own.unwrap_or(if cifre::form("it", n) == 0 { one } else { many });
    let shown = grouped(n, 0).unwrap_or_else(|| n.to_owned());
    fill(text, args, &shown)
}

/// A sentence with its arguments, to be said later and in more than one language.
///
/// ```
/// let sentence = soglia::lingua::Frase::new("da {} a {}", &["1", "2"]);
/// assert_eq!(sentence.testo(), "da 1 a 2");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frase {
    chiave: &'static str,
    argomenti: Vec<String>,
}

impl Frase {
    /// The key of the sentence, marked with `chiave!`, and what stands in its places.
    ///
    /// ```
    /// assert_eq!(soglia::lingua::Frase::new("Non lo so", &[]).testo(), "Non lo so");
    /// ```
    #[must_use]
    pub fn new(chiave: &'static str, argomenti: &[&str]) -> Self {
        Self { chiave, argomenti: argomenti.iter().map(|a| (*a).to_owned()).collect() }
    }

    /// The sentence in the language that is spoken now.
    ///
    /// ```
    /// use soglia::lingua;
    /// # const EN: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lingua/mo/en.mo"));
    /// let sentence = lingua::Frase::new("Non lo so", &[]);
    /// lingua::parla("en", EN.to_vec());
    /// assert_eq!(sentence.testo(), "I do not know");
    /// ```
    #[must_use]
    pub fn testo(&self) -> String {
        let args: Vec<&str> = self.argomenti.iter().map(String::as_str).collect();
        componi(self.chiave, &args)
    }
}

/// `{n}` is the number, any other name a place in `args`.
fn fill(text: &str, args: &[&str], n: &str) -> String {
    let (mut out, mut rest, mut next) = (String::new(), text, 0);
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        out.push_str(before);
        let arg = match name {
            "" => args.get(next).copied(),
            "n" => Some(n),
            _ => name.parse::<usize>().ok().and_then(|i| args.get(i).copied()),
        };
        match arg {
            Some(arg) => out.push_str(&isolated(arg)),
            None => out.push_str(&["{", name, "}"].concat()),
        }
        next += usize::from(name.is_empty());
        rest = after;
    }
    out.push_str(rest);
    out
}

/// In a language written from right to left, what comes from elsewhere keeps its own direction (Unicode FSI … PDI).
#[inline(never)]
fn isolated(text: &str) -> String {
    if codice() == "ar" { ["\u{2068}", text, "\u{2069}"].concat() } else { text.to_owned() }
}

/// A sentence in the language of the reader; the literal is the key. With arguments `tr!("da {} a {}", from, to)`, with
/// a number `tr!("{n} ora" | "{n} ore" % n)`, where `n` is the text of a plain decimal.
macro_rules! tr {
    ($one:literal | $many:literal % $n:expr $(, $arg:expr)* $(,)?) => {
        $crate::lingua::plurale($one, $many, ::core::convert::AsRef::<str>::as_ref(&$n),
            &[$(::core::convert::AsRef::<str>::as_ref(&$arg)),*])
    };
    ($text:literal $(,)?) => { $crate::lingua::parola($text) };
    ($text:literal, $($arg:expr),+ $(,)?) => {
        $crate::lingua::componi($text, &[$(::core::convert::AsRef::<str>::as_ref(&$arg)),+])
    };
}

/// Marks a literal as a key where it is written; whoever shows it translates it.
#[allow(unused_macros, reason = "build.rs includes the engine, not the page")]
macro_rules! chiave {
    ($one:literal | $many:literal) => {
        ($one, $many)
    };
    ($text:literal) => {
        $text
    };
}

#[allow(unused_imports, reason = "build.rs includes the engine, not the page")]
pub(crate) use {chiave, tr};
