//! The validated model of a rule file: a value of these types cannot be invalid.
//!
//! Built only by [`crate::formato`]; read by everything else.

mod condizione;
mod fatto;
mod fonte;
mod regolamento;
mod tariffa;

pub use condizione::{Condizione, Confronto};
pub use fatto::{CatalogoFatti, Fatto, TipoFatto, ValoreFatto};
pub use fonte::{Certezza, Fonte, Natura, Origine, Testo, Vigenza};
pub use regolamento::{Area, Comuni, Regolamento, Requisito, Servizio, TipoIsee, Unita};
pub use tariffa::{
    ArrotondaQuota, Bersaglio, Correzione, Costo, Fascia, FormaQuota, Limite, Operazione, Quando, Quota, SenzaIsee,
    ValoreFascia, ValoreSenzaIsee,
};

/// Declares a closed word list: serde, JSON Schema, and the word itself.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* })*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// Every word, in the order of the format.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word as files write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The value of a word.
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
