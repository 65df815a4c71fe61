//! The validated model of a rule file: a value of these types cannot be invalid.
//!
//! Built only by [`crate::formato`]; read by everything else. Amounts are exact euro, bounds euro of ISEE.
//!
//! ```
//! let rules = soglia::semi::regolamento("dairago-sad").unwrap();
//! let hourly = &rules.servizio("sad").unwrap().quote[0];
//! assert_eq!((hourly.id.as_str(), hourly.fasce.len()), ("oraria", 3));
//! ```

pub(crate) mod binario;
mod condizione;
mod fatto;
mod fonte;
mod giorno;
mod regolamento;
mod tariffa;

pub use condizione::{Condizione, Confronto};
pub use fatto::{CatalogoFatti, Fatto, TipoFatto, ValoreFatto};
#[allow(unused_imports, reason = "for build.rs")]
pub(crate) use fonte::SOLO_ITALIANO;
pub use fonte::{Certezza, Fonte, Natura, Origine, Testo, Vigenza};
pub use giorno::Giorno;
pub use regolamento::{Area, Comuni, Regolamento, Requisito, Servizio, TipoIsee, Unita};
pub use tariffa::{
    ArrotondaQuota, Bersaglio, Correzione, Costo, Fascia, FormaQuota, Limite, Operazione, Quando, Quota, SenzaIsee,
    ValoreFascia, ValoreSenzaIsee,
};

/// One word of a closed list.
pub(crate) trait Parola: Copy + 'static {
    /// The words, in the order of the format.
    const PAROLE: &'static [&'static str];
    /// The value of a word.
    fn of_word(word: &str) -> Option<Self>;
}

impl Parola for crate::denaro::Modo {
    const PAROLE: &'static [&'static str] = &["meta_su", "meta_pari", "su", "giu", "nessuno"];
    fn of_word(word: &str) -> Option<Self> {
        let all = [Self::MetaSu, Self::MetaPari, Self::Su, Self::Giu, Self::Nessuno];
        Self::PAROLE.iter().zip(all).find(|(w, _)| **w == word).map(|(_, modo)| modo)
    }
}

/// Declares the closed word list of a key: serde, JSON Schema, and the word itself. The example of the enum is for
/// rustdoc alone: it would end in the description that the JSON Schema shows.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident of $key:literal {
        $(#[$fdoc:meta])* $first:ident = $ftext:literal, $($(#[$vdoc:meta])* $variant:ident = $text:literal,)*
    })*) => {
        $($(#[$doc])*
        #[cfg_attr(doc, doc = concat!("\nThe words of the key `", $key, "` (FORMATO).\n\n```"))]
        #[cfg_attr(doc, doc = concat!("let word = soglia::norma::", stringify!($name), "::", stringify!($first), ";"))]
        #[cfg_attr(doc, doc = concat!("assert_eq!(word.to_string(), \"", $ftext, "\");\n```"))]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
        pub enum $name {
            $(#[$fdoc])* #[serde(rename = $ftext)] $first,
            $($(#[$vdoc])* #[serde(rename = $text)] $variant,)*
        }

        impl $crate::norma::Parola for $name {
            const PAROLE: &'static [&'static str] = &[$ftext, $($text,)*];
            fn of_word(word: &str) -> Option<Self> {
                Self::from_word(word)
            }
        }

        impl $name {
            /// Every word, in the order of the format.
            ///
            /// ```
            #[doc = concat!("use soglia::norma::", stringify!($name), " as Word;")]
            /// assert!(Word::ALL.iter().all(|w| Word::from_word(w.as_str()) == Some(*w)));
            /// ```
            pub const ALL: &'static [Self] = &[Self::$first, $(Self::$variant,)*];

            /// The word as files write it.
            ///
            /// ```
            #[doc = concat!("use soglia::norma::", stringify!($name), " as Word;")]
            #[doc = concat!("assert_eq!(Word::", stringify!($first), ".as_str(), \"", $ftext, "\");")]
            /// ```
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { Self::$first => $ftext, $(Self::$variant => $text,)* }
            }

            /// The value of a word; none when it is not in the list.
            ///
            /// ```
            #[doc = concat!("use soglia::norma::", stringify!($name), " as Word;")]
            #[doc = concat!("assert_eq!(Word::from_word(\"", $ftext, "\"), Some(Word::", stringify!($first), "));")]
            /// assert_eq!(Word::from_word("boh"), None);
            /// ```
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.as_str() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        })*
    };
}
pub(crate) use words;
