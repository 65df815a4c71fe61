//! The tables of FORMATO chapters 2-4 exactly as written: what serde reads and what the JSON Schema shows.
//!
//! Nothing here is checked beyond its shape; `valida` turns these into [`crate::norma`].

use super::uno_o_molti::UnoOMolti;
use super::scalare::{Scalare, TestoGrezzo};
use crate::denaro::Modo;
use crate::norma::{Area, Certezza, Natura, Quando, TipoFatto, TipoIsee, Unita};
use serde::Deserialize;
use std::collections::BTreeMap;

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident : $kind:ty,)* })*) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        #[allow(dead_code, reason = "some keys are only admitted and shown in the schema")]
        pub struct $name { $($(#[$field_meta])* pub $field: $kind,)* })*
    };
}
pub(super) use tables;

tables! {
    /// A rule file (chapter 3).
    RegolamentoGrezzo {
        /// Version of the format: 1.
        formato: u64,
        /// kebab-case id of the file.
        id: String,
        /// Who issued the rules.
        ente: TestoGrezzo,
        /// Title of the act.
        titolo: TestoGrezzo,
        /// Whether the values bind anyone.
        natura: Natura,
        /// From when to when the rules apply, both inclusive.
        vigenza: VigenzaGrezza,
        /// Source, inherited by everything below.
        fonte: Option<FonteGrezza>,
        /// Certainty, inherited by everything below.
        certezza: Option<Certezza>,
        /// What the reader must know: holes, assumptions, what is not modelled.
        nota: Option<TestoGrezzo>,
        /// ISTAT codes of the Comuni where it applies, or `"ambito-lodi"`.
        comuni: Option<UnoOMolti>,
        /// Facts declared by this file.
        #[serde(default)]
        fatto: Vec<FattoGrezzo>,
        /// Services with a fee.
        #[serde(default)]
        servizio: Vec<ServizioGrezzo>,
        /// Benefits and admissions without a fee.
        #[serde(default)]
        misura: Vec<MisuraGrezza>,
    }
    /// Catalogue of standard facts (`seeds/fatti.toml`).
    FattiGrezzi {
        /// Version of the format: 1.
        formato: u64,
        /// The facts.
        fatto: Vec<FattoGrezzo>,
    }
    /// Validity, both dates inclusive.
    VigenzaGrezza {
        /// First day.
        dal: String,
        /// Last day; absent = still in force.
        al: Option<String>,
    }
    /// Where a value comes from; at least one key.
    FonteGrezza {
        /// Title of the document.
        titolo: Option<TestoGrezzo>,
        /// Kind, number and date of the act.
        atto: Option<TestoGrezzo>,
        /// Article, page or table.
        articolo: Option<TestoGrezzo>,
        /// Web address.
        url: Option<String>,
        /// Remark on the source.
        nota: Option<TestoGrezzo>,
    }
    /// A named input (chapter 2).
    FattoGrezzo {
        /// Id, such as `eta` or `isee.ordinario`.
        id: String,
        /// Kind of value.
        tipo: TipoFatto,
        /// Admitted words of a `scelta`.
        valori: Option<Vec<String>>,
        /// What the screen calls each word of a `scelta`.
        etichette: Option<BTreeMap<String, TestoGrezzo>>,
        /// The question.
        domanda: Option<TestoGrezzo>,
        /// Help under the question.
        aiuto: Option<TestoGrezzo>,
        /// Why we ask.
        perche: Option<TestoGrezzo>,
        /// Value of the ordinary occasion.
        predefinito: Option<Scalare>,
        /// Smallest admitted number.
        minimo: Option<Scalare>,
        /// Largest admitted number.
        massimo: Option<Scalare>,
        /// Source.
        fonte: Option<FonteGrezza>,
        /// Certainty.
        certezza: Option<Certezza>,
        /// Remark shown to people.
        nota: Option<TestoGrezzo>,
    }
    /// A condition: a leaf on one fact, or a combination (chapter 2).
    CondizioneGrezza {
        /// The fact of a leaf.
        fatto: Option<String>,
        /// Equal to.
        uguale: Option<Scalare>,
        /// Different from.
        diverso: Option<Scalare>,
        /// At least (≥).
        almeno: Option<Scalare>,
        /// At most (≤).
        al_massimo: Option<Scalare>,
        /// More than (>).
        oltre: Option<Scalare>,
        /// Less than (<).
        meno_di: Option<Scalare>,
        /// Between two values, both included.
        tra: Option<Vec<Scalare>>,
        /// One of a list.
        r#in: Option<Vec<Scalare>>,
        /// A boolean fact that is true, or false.
        vero: Option<bool>,
        /// All hold.
        tutte: Option<Vec<CondizioneGrezza>>,
        /// At least one holds.
        almeno_una: Option<Vec<CondizioneGrezza>>,
        /// None holds.
        nessuna: Option<Vec<CondizioneGrezza>>,
    }
    /// A service with its fee.
    ServizioGrezzo {
        /// kebab-case id.
        id: String,
        /// Name on the screen.
        nome: Option<TestoGrezzo>,
        /// Area of the plan.
        area: Option<Area>,
        /// ISEE kinds accepted, best first.
        #[serde(default)]
        isee: Vec<TipoIsee>,
        /// Full cost of one unit.
        costo: Option<CostoGrezzo>,
        /// Access: all must hold.
        #[serde(default)]
        requisito: Vec<RequisitoGrezzo>,
        /// What the family pays; added up.
        #[serde(default)]
        quota: Vec<QuotaGrezza>,
        /// Corrections, in the order written.
        #[serde(default)]
        correzione: Vec<CorrezioneGrezza>,
        /// Rounding of the final total.
        arrotonda_totale: Option<ArrotondaGrezza>,
        /// Source.
        fonte: Option<FonteGrezza>,
        /// Certainty.
        certezza: Option<Certezza>,
        /// Remark shown to people.
        nota: Option<TestoGrezzo>,
    }
    /// A benefit or admission without a fee.
    MisuraGrezza {
        /// kebab-case id.
        id: String,
        /// Name on the screen.
        nome: Option<TestoGrezzo>,
        /// Area of the plan.
        area: Option<Area>,
        /// ISEE kinds accepted, best first.
        #[serde(default)]
        isee: Vec<TipoIsee>,
        /// Access: all must hold.
        #[serde(default)]
        requisito: Vec<RequisitoGrezzo>,
        /// Contributions (`natura = "contributo"`).
        #[serde(default)]
        quota: Vec<QuotaGrezza>,
        /// Corrections, in the order written.
        #[serde(default)]
        correzione: Vec<CorrezioneGrezza>,
        /// Id of what replaced it.
        superata_da: Option<String>,
        /// Source.
        fonte: Option<FonteGrezza>,
        /// Certainty.
        certezza: Option<Certezza>,
        /// Remark shown to people.
        nota: Option<TestoGrezzo>,
    }
    /// Full cost of one unit of the service.
    CostoGrezzo {
        /// Euro.
        importo: Scalare,
        /// Unit.
        per: Unita,
        /// Source.
        fonte: Option<FonteGrezza>,
        /// Certainty.
        certezza: Option<Certezza>,
        /// Remark shown to people.
        nota: Option<TestoGrezzo>,
    }
    /// One access condition.
    RequisitoGrezzo {
        /// kebab-case id.
        id: Option<String>,
        /// The condition.
        se: CondizioneGrezza,
        /// The condition in words.
        testo: Option<TestoGrezzo>,
        /// Source.
        fonte: Option<FonteGrezza>,
        /// Certainty.
        certezza: Option<Certezza>,
        /// Remark shown to people.
        nota: Option<TestoGrezzo>,
    }
    /// One part of the fee, or a contribution.
    QuotaGrezza {
        /// kebab-case id.
        id: String,
        /// Name on the screen.
        nome: Option<TestoGrezzo>,
        /// Unit that the value is for.
        per: Unita,
        /// It counts only when this holds.
        se: Option<CondizioneGrezza>,
        /// `contributo`: money to the family.
        natura: Option<NaturaQuota>,
        /// The bands, from 0 upwards.
        fasce: Vec<FasciaGrezza>,
        /// Value when no ISEE is presented.
        senza_isee: Option<SenzaIseeGrezzo>,
        /// Rounding of the unit value.
        arrotonda: Option<ArrotondaGrezza>,
        /// Source.
        fonte: Option<FonteGrezza>,
        /// Certainty.
        certezza: Option<Certezza>,
        /// Remark shown to people.
        nota: Option<TestoGrezzo>,
    }
    /// One band: an upper bound (but for the last) and exactly one value form.
    FasciaGrezza {
        /// Upper bound, included.
        fino_a: Option<Scalare>,
        /// Upper bound, excluded.
        sotto: Option<Scalare>,
        /// Constant value, euro.
        importo: Option<Scalare>,
        /// Nothing is paid.
        esente: Option<bool>,
        /// Percentage of the cost.
        percento: Option<Scalare>,
        /// Linear: value at the lower knot.
        da: Option<Scalare>,
        /// Linear: value at the upper knot.
        a: Option<Scalare>,
        /// Linear in the percentage: value at the lower knot.
        percento_da: Option<Scalare>,
        /// Linear in the percentage: value at the upper knot.
        percento_a: Option<Scalare>,
        /// The two ISEE knots, when they are not the bounds.
        nodi: Option<Vec<Scalare>>,
        /// Proportional to the ISEE.
        rapporto: Option<RapportoGrezzo>,
        /// The part of the ISEE above this threshold.
        eccedenza: Option<Scalare>,
        /// The act does not print the value: only, perhaps, its limits.
        ignota: Option<IgnotaGrezza>,
        /// Source.
        fonte: Option<FonteGrezza>,
        /// Certainty.
        certezza: Option<Certezza>,
        /// Remark shown to people.
        nota: Option<TestoGrezzo>,
    }
    /// `x × importo / isee`
    RapportoGrezzo {
        /// Euro at that ISEE.
        importo: Scalare,
        /// ISEE, euro.
        isee: Scalare,
    }
    /// Limits of a value that is not printed.
    IgnotaGrezza {
        /// At least.
        minimo: Option<Scalare>,
        /// At most; absent = no limit known.
        massimo: Option<Scalare>,
    }
    /// What is paid without ISEE: exactly one key.
    SenzaIseeGrezzo {
        /// Euro.
        importo: Option<Scalare>,
        /// Percentage of the cost; may exceed 100.
        percento: Option<Scalare>,
        /// The service is refused, with this text.
        rifiuta: Option<TestoGrezzo>,
        /// Source.
        fonte: Option<FonteGrezza>,
        /// Certainty.
        certezza: Option<Certezza>,
        /// Remark shown to people.
        nota: Option<TestoGrezzo>,
    }
    /// A rounding rule.
    ArrotondaGrezza {
        /// The multiple: "0.01", "0.50", "1".
        al: Option<Scalare>,
        /// The direction.
        modo: Option<Modo>,
        /// After (default) or before the corrections on the quota.
        quando: Option<Quando>,
    }
    /// A correction (chapter 4): one operation on one target.
    CorrezioneGrezza {
        /// kebab-case id.
        id: Option<String>,
        /// Applied when this holds.
        se: Option<CondizioneGrezza>,
        /// `isee`, `fascia`, `quota:<id>` or `totale`.
        su: String,
        /// Multiply by a coefficient.
        moltiplica: Option<Scalare>,
        /// Add euro (may be negative).
        aggiungi: Option<Scalare>,
        /// With `aggiungi`: times this quantity.
        per: Option<String>,
        /// Not more than.
        tetto: Option<Scalare>,
        /// Not less than.
        minimo: Option<Scalare>,
        /// Exactly this.
        imposta: Option<Scalare>,
        /// Move by this many fasce.
        sposta: Option<i64>,
        /// The correction in words.
        testo: Option<TestoGrezzo>,
        /// Source.
        fonte: Option<FonteGrezza>,
        /// Certainty.
        certezza: Option<Certezza>,
        /// Remark shown to people.
        nota: Option<TestoGrezzo>,
    }
    /// A request (chapter 8, RICHIESTA).
    RichiestaGrezza {
        /// The day for which the rules are asked.
        data: Option<String>,
        /// ISEE presented, by kind.
        #[serde(default)]
        isee: BTreeMap<String, Option<Scalare>>,
        /// Quantities, by unit.
        #[serde(default)]
        quantita: BTreeMap<String, Option<Scalare>>,
        /// Known facts, by id.
        #[serde(default)]
        fatti: BTreeMap<String, Option<Scalare>>,
    }
}

/// Which way the money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NaturaQuota {
    /// Paid by the family (default).
    Tariffa,
    /// Paid to the family.
    Contributo,
}
