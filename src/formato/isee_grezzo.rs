//! The tables of a file of `seeds/isee/` exactly as written. Every rule carries its source and certainty.

use super::albero::Guasto;
use super::grezzo::FonteGrezza;
use super::leggi::{Leggi, field, table};
use super::nodo::Nodo;
use super::scalare::{Scalare, TestoGrezzo};
use crate::isee::{RegolaDisabilita, Trattamenti};
use crate::norma::Certezza;

/// Rules: their numbers, and what every rule may say of itself.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident { $($field:ident : $kind:ty,)* })*) => {
        $($(#[$doc])*
        #[derive(Debug)]
        pub struct $name {
            $(pub $field: $kind,)*
            pub fonte: Option<FonteGrezza>,
            pub certezza: Option<Certezza>,
            pub nota: Option<TestoGrezzo>,
            pub avviso: Option<TestoGrezzo>,
        }

        impl Leggi for $name {
            fn leggi(nodo: &Nodo) -> Result<Self, Guasto> {
                let t = table(nodo, &[$(stringify!($field),)* "fonte", "certezza", "nota", "avviso"])?;
                Ok(Self {
                    $($field: field(t, stringify!($field))?,)*
                    fonte: field(t, "fonte")?,
                    certezza: field(t, "certezza")?,
                    nota: field(t, "nota")?,
                    avviso: field(t, "avviso")?,
                })
            }
        }

        impl $name {
            /// Source, certainty, remark, warning: taken once.
            pub fn said(&mut self) -> Detti {
                (self.fonte.take(), self.certezza, self.nota.take(), self.avviso.take())
            }
        })*
    };
}

/// What a rule says of itself.
pub type Detti = (Option<FonteGrezza>, Option<Certezza>, Option<TestoGrezzo>, Option<TestoGrezzo>);

rules! {
    /// A rule without numbers.
    RegolaGrezza {}
    /// A single number: a coefficient or euro.
    NumeroGrezzo { valore: Scalare, }
    /// A percentage.
    PercentoGrezzo { percento: Scalare, }
    /// A percentage up to a maximum.
    QuotaGrezza { percento: Scalare, massimo: Scalare, }
    /// An amount that grows with the children.
    SogliaGrezza { importo: Scalare, per_figlio: Scalare, figli_oltre: i64, metropolitana: Option<Scalare>, }
    /// Exempt movable assets.
    FranchigiaGrezza { importo: Scalare, per_componente: Scalare, massimo: Scalare, }
    /// Scale by number of members.
    BaseGrezza { valori: Vec<Scalare>, oltre: Scalare, }
    /// Additions by number of children.
    FigliGrezzi { righe: Vec<RigaFigli>, }
    /// Addition for working parents.
    GenitoriGrezzi { con_minori: Scalare, con_figli_piccoli: Scalare, eta: i64, }
    /// Amounts for disabled members.
    DisabiliGrezzi { adulti: Vec<Scalare>, minori: Vec<Scalare>, }
    /// Dependent children.
    CaricoGrezzo { limite: Scalare, limite_giovani: Scalare, eta_giovani: i64, }
    /// Component of children.
    FiglioGrezzo { sottrai: Scalare, coefficiente: Scalare, }
    /// Component of a parent.
    GenitoreGrezzo { coefficiente: Scalare, per_figlio: Scalare, }
    /// Rates of the figurative income.
    TassiGrezzi { righe: Vec<RigaTasso>, }
    /// Whether benefits are income.
    TrattamentiGrezzi { valore: Trattamenti, }
    /// What disability gives.
    RegolaDisabilitaGrezza { valore: RegolaDisabilita, }
}

macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident { $($field:ident : $kind:ty,)* })*) => {
        $($(#[$doc])*
        #[derive(Debug)]
        #[allow(dead_code, reason = "some keys are only admitted: version, title")]
        pub struct $name { $(pub $field: $kind,)* }

        impl Leggi for $name {
            fn leggi(nodo: &Nodo) -> Result<Self, Guasto> {
                let t = table(nodo, &[$(stringify!($field)),*])?;
                Ok(Self { $($field: field(t, stringify!($field))?,)* })
            }
        })*
    };
}

sections! {
    /// A whole file.
    ParametriGrezzi {
        formato: i64,
        id: String,
        titolo: String,
        anni: AnniGrezzi,
        fonte: Option<FonteGrezza>,
        nota: Option<TestoGrezzo>,
        nucleo: NucleoGrezzo,
        reddito: RedditoGrezzo,
        patrimonio: PatrimonioGrezzo,
        scala: ScalaGrezza,
        componente: AggiunteGrezze,
        corrente: CorrenteGrezzo,
        prestazioni_2026: Option<SecondoGrezzo>,
    }
    /// First and last year of presentation.
    AnniGrezzi { dal: i64, al: i64, }
    /// Articles 3, 6, 7.
    NucleoGrezzo {
        ordinario: RegolaGrezza,
        ristretto: RegolaGrezza,
        a_carico: CaricoGrezzo,
        attratto: RegolaGrezza,
        solo_ise: RegolaGrezza,
    }
    /// Article 4.
    RedditoGrezzo {
        somma: RegolaGrezza,
        trattamenti_disabilita: TrattamentiGrezzi,
        assegni_versati: RegolaGrezza,
        spese_sanitarie: NumeroGrezzo,
        redditi_agrari: RegolaGrezza,
        lavoro: QuotaGrezza,
        pensione: QuotaGrezza,
        una_sola_quota: RegolaGrezza,
        fino_a_concorrenza: RegolaGrezza,
        figurativo: TassiGrezzi,
        locazione: SogliaGrezza,
        franchigie_disabilita: Option<DisabiliGrezzi>,
    }
    /// Article 5.
    PatrimonioGrezzo {
        immobili: RegolaGrezza,
        abitazione: SogliaGrezza,
        eccedenza: NumeroGrezzo,
        mobiliare: RegolaGrezza,
        saldo_o_giacenza: RegolaGrezza,
        franchigia: FranchigiaGrezza,
        franchigia_figli: SogliaGrezza,
        titoli_stato: Option<NumeroGrezzo>,
        donazioni: RegolaGrezza,
        ise: PercentoGrezzo,
    }
    /// Annex 1.
    ScalaGrezza {
        base: BaseGrezza,
        figli: FigliGrezzi,
        genitori_lavoratori: GenitoriGrezzi,
        genitore_solo: RegolaGrezza,
        genitore_non_convivente: RegolaGrezza,
        regola_disabilita: RegolaDisabilitaGrezza,
        disabilita: Option<NumeroGrezzo>,
        ricovero: NumeroGrezzo,
        isee: RegolaGrezza,
    }
    /// Annex 2.
    AggiunteGrezze {
        figlio: FiglioGrezzo,
        figlio_escluso: RegolaGrezza,
        genitore: GenitoreGrezzo,
        genitore_escluso: RegolaGrezza,
    }
    /// Article 9.
    CorrenteGrezzo { reddito: PercentoGrezzo, patrimonio: Option<PercentoGrezzo>, }
    /// The second indicator of 2026.
    SecondoGrezzo { abitazione: SogliaGrezza, eccedenza: NumeroGrezzo, figli: FigliGrezzi, }
    /// So many children or more.
    RigaFigli { figli: i64, piu: Scalare, }
    /// A rate, for the DSU of a year.
    RigaTasso { anno: i64, percento: Scalare, }
}
