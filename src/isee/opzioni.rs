//! The points that law and sources leave open, each a named choice with a documented default (docs/DECISIONI.md).

use super::lessico::{
    ArrotondaIntermedi, ArrotondaModo, ComponenteFigli, DetrazioniOltre, FattoreGenitore, Figli, Nucleo,
    QuoteLavoroPensione, RedditoFigurativo, RegolaDisabilita, SaldoOGiacenza, Trattamenti,
};
use std::collections::BTreeMap;

/// Declares the options: name in files, closed words, default.
macro_rules! options {
    ($($(#[$doc:meta])* $field:ident : $kind:ident = $default:ident,)*) => {
        /// What was chosen at each open point.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) struct Opzioni { $($(#[$doc])* pub $field: $kind,)* }

        impl Default for Opzioni {
            fn default() -> Self {
                Self { $($field: $kind::$default,)* }
            }
        }

        impl Opzioni {
            /// Name and word of every option.
            pub(crate) fn table(&self) -> BTreeMap<&'static str, &'static str> {
                BTreeMap::from([$((stringify!($field), self.$field.as_str()),)*])
            }
        }
    };
}

options! {
    /// Which household a social-health ISEE looks at (article 6, comma 2).
    nucleo: Nucleo = Ristretto,
    /// Whether children outside a restricted household add their component.
    componente_figli: ComponenteFigli = Dovuta,
    /// How the component of a parent living elsewhere grows with the children.
    fattore_genitore: FattoreGenitore = CresceConIFigli,
    /// On which sums balance and average balance are compared.
    saldo_o_giacenza: SaldoOGiacenza = Persona,
    /// Whether the figurative income of financial assets is computed here.
    reddito_figurativo: RedditoFigurativo = NonCalcolato,
    /// What happens to deductions above a member's income.
    detrazioni_oltre_il_reddito: DetrazioniOltre = Perse,
    /// Shares of work and of pension for one person.
    quote_lavoro_pensione: QuoteLavoroPensione = Alternative,
    /// Which children raise the scale.
    figli_scala: Figli = OgniEta,
    /// Which children raise the thresholds of rent, home and movable assets.
    figli_soglie: Figli = OgniEta,
    /// Whether ISR, ISP, ISE and components are rounded before they are used.
    arrotonda_intermedi: ArrotondaIntermedi = Mai,
    /// How results are brought to the cent.
    arrotonda_modo: ArrotondaModo = MetaSu,
    /// Whether benefits paid because of disability are income.
    trattamenti_disabilita: Trattamenti = SecondoLAnno,
    /// What a disabled member gives the household.
    disabilita: RegolaDisabilita = SecondoLAnno,
}
