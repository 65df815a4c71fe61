//! The closed words of a DSU and of its options.

/// Declares closed words: serde, JSON Schema, and the word itself.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* })*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)* }

        impl crate::norma::Parola for $name {
            const PAROLE: &'static [&'static str] = &[$($text,)*];
            fn of_word(word: &str) -> Option<Self> {
                [$(Self::$variant,)*].into_iter().find(|v| v.as_str() == word)
            }
        }

        impl $name {
            /// The word as files write it.
            pub(crate) const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        })*
    };
}

words! {
    /// Which ISEE is asked for (DPCM 159/2013, articles 2, 6, 7, 9; L. 199/2025 for the last).
    // The example is for rustdoc alone: it would end in the description that the JSON Schema shows.
    #[cfg_attr(doc, doc = "\n```\nuse soglia::isee::TipoDsu;\nassert_eq!(TipoDsu::Corrente.to_string(), \"corrente\");\n```")]
    TipoDsu {
        /// For most services.
        Ordinario = "ordinario",
        /// For social-health services: the restricted household may be chosen.
        Sociosanitario = "sociosanitario",
        /// For residences: children outside the household and donations count too.
        SociosanitarioResidenze = "sociosanitario_residenze",
        /// For services to minors whose parents are neither married nor living together.
        Minorenni = "minorenni",
        /// A valid ISEE brought up to date.
        Corrente = "corrente",
        /// The second indicator of 2026, only for some national benefits.
        Prestazioni2026 = "prestazioni_2026",
    }
    /// Household of a social-health ISEE.
    Nucleo {
        /// Beneficiary, spouse, minor and dependent children.
        Ristretto = "ristretto",
        /// Everyone.
        Ordinario = "ordinario",
    }
    /// Component of children outside the household.
    ComponenteFigli {
        /// Also with the restricted household.
        Dovuta = "dovuta",
        /// Not with the restricted household.
        EsclusaColRistretto = "esclusa_col_ristretto",
    }
    /// Factor of the component of a parent.
    FattoreGenitore {
        /// 1, and a half more for each further child.
        CresceConIFigli = "cresce_con_i_figli",
        /// Always 1.
        Uno = "uno",
    }
    /// Where balance and average balance are compared.
    SaldoOGiacenza {
        /// The sums of each person.
        Persona = "per_persona",
        /// Account by account.
        Conto = "per_conto",
        /// The sums of the household.
        Nucleo = "per_nucleo",
    }
    /// Figurative income.
    RedditoFigurativo {
        /// Not here: who knows it writes it among `altri`.
        NonCalcolato = "non_calcolato",
        /// On all financial assets.
        SuTutteLeAttivita = "su_tutte_le_attivita",
        /// Without the securities excluded from the assets.
        SenzaTitoliEsclusi = "senza_titoli_esclusi",
    }
    /// Deductions above the income.
    DetrazioniOltre {
        /// A member's income stops at zero.
        Perse = "perse",
        /// They lower the incomes of the others.
        Compensate = "compensate",
    }
    /// Shares of work and pension.
    QuoteLavoroPensione {
        /// The larger of the two.
        Alternative = "alternative",
        /// Both.
        Cumulate = "cumulate",
    }
    /// Which children count.
    Figli {
        /// All.
        OgniEta = "ogni_eta",
        /// Under 18.
        Minorenni = "minorenni",
    }
    /// Rounding on the way.
    ArrotondaIntermedi {
        /// Exact until the results.
        Mai = "mai",
        /// To the cent at each result.
        AlCentesimo = "al_centesimo",
    }
    /// Rounding mode.
    ArrotondaModo {
        /// Half up.
        MetaSu = "meta_su",
        /// Half to even.
        MetaPari = "meta_pari",
        /// Down.
        Giu = "giu",
    }
    /// Benefits because of disability.
    Trattamenti {
        /// As the rules of the year say.
        SecondoLAnno = "secondo_l_anno",
        /// Not income.
        Esclusi = "esclusi",
        /// Income.
        Inclusi = "inclusi",
    }
    /// Treatment of disabled members.
    RegolaDisabilita {
        /// As the rules of the year say.
        SecondoLAnno = "secondo_l_anno",
        /// The scale grows.
        Maggiorazione = "maggiorazione",
        /// An amount is taken from the income.
        Franchigie = "franchigie",
    }
    /// Role of a member, seen from the declarant.
    Ruolo {
        /// Who declares.
        Dichiarante = "dichiarante",
        /// Married or in a civil union with the declarant.
        Coniuge = "coniuge",
        /// Child of the declarant or of the spouse.
        Figlio = "figlio",
        /// Anyone else.
        Altro = "altro",
    }
    /// Disability of a member (DPCM 159/2013, annex 3).
    Disabilita {
        /// None.
        Nessuna = "nessuna",
        /// Medium.
        Media = "media",
        /// Severe.
        Grave = "grave",
        /// Not self-sufficient.
        NonAutosufficiente = "non_autosufficiente",
    }
    /// What a building is used for.
    Uso {
        /// The home of the household.
        Abitazione = "abitazione",
        /// Any other building, area or land.
        Altro = "altro",
    }
    /// Why a parent lives elsewhere (DPCM 159/2013, article 7, comma 1).
    Situazione {
        /// Letter a.
        ConiugatoConAltri = "coniugato_con_altri",
        /// Letter b.
        FigliConAltri = "figli_con_altri",
        /// Letter c.
        AssegniDelGiudice = "assegni_del_giudice",
        /// Letter d.
        EsclusoPotesta = "escluso_potesta",
        /// Letter e.
        Estraneo = "estraneo",
        /// None of them: the parent counts as a member.
        Attratto = "attratto",
    }
    /// When a property was given away, with respect to the first request for admission (article 6, comma 3).
    Momento {
        /// After it.
        DopoLaRichiesta = "dopo_la_richiesta",
        /// In the three years before it.
        NeiTreAnniPrima = "nei_tre_anni_prima",
    }
}
