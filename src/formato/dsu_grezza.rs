//! The tables of a DSU (FORMATO chapter 5) exactly as written.

use super::grezzo::tables;
use super::scalare::Scalare;
use crate::isee::{
    ArrotondaIntermedi, ArrotondaModo, ComponenteFigli, DetrazioniOltre, Disabilita, FattoreGenitore, Figli, Momento,
    Nucleo, QuoteLavoroPensione, RedditoFigurativo, RegolaDisabilita, Ruolo, SaldoOGiacenza, Situazione, TipoDsu,
    Trattamenti, Uso,
};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use std::fmt;

tables! {
    /// A DSU (chapter 5). Absent amounts are 0.
    DsuGrezza {
        /// Version of the format: 1.
        formato: i64,
        /// Year of presentation: it chooses the rules.
        anno: i64,
        /// Which ISEE.
        tipo: TipoDsu,
        /// Registered yearly rent of the home, euro.
        locazione: Option<Scalare>,
        /// The household lives in the capital of a metropolitan city.
        capoluogo_metropolitano: Option<bool>,
        /// Id of the member who asks for the service; absent = the declarant.
        beneficiario: Option<String>,
        /// The members.
        #[serde(default)]
        componente: Vec<ComponenteGrezzo>,
        /// Children outside the household (only `sociosanitario_residenze`).
        #[serde(default)]
        figlio_esterno: Vec<FiglioEsternoGrezzo>,
        /// Parents living elsewhere, not married to the other parent.
        #[serde(default)]
        genitore_esterno: Vec<GenitoreEsternoGrezzo>,
        /// Property given away (only `sociosanitario_residenze`).
        #[serde(default)]
        donazione: Vec<DonazioneGrezza>,
        /// What the valid ISEE says (only `corrente`).
        precedente: Option<PrecedenteGrezzo>,
        /// Choices where the law is silent.
        opzioni: Option<OpzioniGrezze>,
    }
    /// A member of the household.
    ComponenteGrezzo {
        /// kebab-case id.
        id: String,
        /// Seen from the declarant.
        ruolo: Ruolo,
        /// Completed years; mandatory for a child.
        eta: Option<i64>,
        /// Absent = `nessuna`.
        disabilita: Option<Disabilita>,
        /// Worked or ran a business for six months in the year of the incomes.
        lavoro_6_mesi: Option<bool>,
        /// Parent of the minors, though not married to the declarant.
        genitore: Option<bool>,
        /// Dependent for IRPEF; absent = seen from the incomes.
        a_carico: Option<bool>,
        /// Lives in a residence and is not a household on its own.
        ricoverato: Option<bool>,
        /// Yearly incomes.
        redditi: Option<RedditiGrezzi>,
        /// Updated incomes, in place of `redditi` (only `corrente`).
        reddito_corrente: Option<RedditoCorrente>,
        /// Deductions.
        detrazioni: Option<DetrazioniGrezze>,
        /// Movable assets, government securities included; without the accounts of `conti`.
        patrimonio_mobiliare: Option<Scalare>,
        /// The part in State securities and postal savings.
        titoli_stato: Option<Scalare>,
        /// The part that is not in deposits and accounts; absent = the securities.
        attivita_finanziarie: Option<Scalare>,
        /// Deposits and accounts.
        #[serde(default)]
        conti: Vec<ContoGrezzo>,
        /// Buildings, areas, land.
        #[serde(default)]
        immobile: Vec<ImmobileGrezzo>,
    }
    /// Yearly incomes, euro.
    RedditiGrezzi {
        /// Employment and assimilated.
        lavoro: Option<Scalare>,
        /// Pensions, and exempt public benefits that are not for disability.
        pensione: Option<Scalare>,
        /// Net agricultural proceeds.
        agrari: Option<Scalare>,
        /// Maintenance received for the children.
        assegni_ricevuti: Option<Scalare>,
        /// Any other income.
        altri: Option<Scalare>,
        /// Public benefits because of disability, not taxed.
        trattamenti_disabilita: Option<Scalare>,
    }
    /// Updated incomes, euro.
    RedditiCorrentiGrezzi {
        /// 12, or 2 to be taken six times.
        mesi: Option<i64>,
        /// Employment and assimilated.
        lavoro: Option<Scalare>,
        /// Pensions, and exempt public benefits that are not for disability.
        pensione: Option<Scalare>,
        /// Net agricultural proceeds.
        agrari: Option<Scalare>,
        /// Maintenance received for the children.
        assegni_ricevuti: Option<Scalare>,
        /// Any other income.
        altri: Option<Scalare>,
        /// Public benefits because of disability, not taxed.
        trattamenti_disabilita: Option<Scalare>,
    }
    /// Deductions, euro.
    DetrazioniGrezze {
        /// Maintenance paid to a former spouse or for children living elsewhere.
        assegni_versati: Option<Scalare>,
        /// Health and care costs for disability.
        spese_sanitarie: Option<Scalare>,
        /// Agricultural income already inside another income (VAT-registered producers).
        redditi_agrari: Option<Scalare>,
    }
    /// A deposit or account, euro.
    ContoGrezzo {
        /// Balance on 31 December.
        saldo: Option<Scalare>,
        /// Average balance of the year.
        giacenza_media: Option<Scalare>,
    }
    /// A building, area or land; the share owned.
    ImmobileGrezzo {
        /// Home of the household, or not.
        uso: Uso,
        /// Value for IMU, euro.
        imu: Scalare,
        /// Residual loan, euro.
        mutuo: Option<Scalare>,
    }
    /// A child of the beneficiary, outside the household.
    FiglioEsternoGrezzo {
        /// ISE of the child alone, euro.
        ise: Scalare,
        /// Scale of the child's own household.
        scala: Scalare,
        /// Disabled, or with a disabled person at home, or ascertained to be a stranger.
        escluso: Option<bool>,
    }
    /// A parent living elsewhere.
    GenitoreEsternoGrezzo {
        /// Article 7, comma 1.
        situazione: Situazione,
        /// ISE of the parent alone, euro.
        ise: Option<Scalare>,
        /// Scale of the parent's own household.
        scala: Option<Scalare>,
        /// How many children of this parent are in the household.
        figli: Option<i64>,
        /// Worked for six months (only `attratto`).
        lavoro_6_mesi: Option<bool>,
        /// Id of the member with this parent's data (only `attratto`).
        componente: Option<String>,
    }
    /// A property given away.
    DonazioneGrezza {
        /// Value for IMU, euro.
        imu: Scalare,
        /// Residual loan, euro.
        mutuo: Option<Scalare>,
        /// With respect to the first request for admission.
        momento: Momento,
        /// Given to someone bound to maintenance (article 433 of the civil code).
        tenuti_agli_alimenti: Option<bool>,
    }
    /// The valid ISEE.
    PrecedenteGrezzo {
        /// Its ISR, euro.
        isr: Option<Scalare>,
        /// Its ISP, euro.
        isp: Option<Scalare>,
    }
    /// Choices where the law is silent (docs/DECISIONI.md).
    OpzioniGrezze {
        /// Household of a social-health ISEE.
        nucleo: Option<Nucleo>,
        /// Component of children, with the restricted household.
        componente_figli: Option<ComponenteFigli>,
        /// Factor of the component of a parent.
        fattore_genitore: Option<FattoreGenitore>,
        /// Where balance and average balance are compared.
        saldo_o_giacenza: Option<SaldoOGiacenza>,
        /// Figurative income of financial assets.
        reddito_figurativo: Option<RedditoFigurativo>,
        /// Deductions above a member's income.
        detrazioni_oltre_il_reddito: Option<DetrazioniOltre>,
        /// Shares of work and pension.
        quote_lavoro_pensione: Option<QuoteLavoroPensione>,
        /// Children that raise the scale.
        figli_scala: Option<Figli>,
        /// Children that raise the thresholds.
        figli_soglie: Option<Figli>,
        /// Rounding on the way.
        arrotonda_intermedi: Option<ArrotondaIntermedi>,
        /// Rounding mode.
        arrotonda_modo: Option<ArrotondaModo>,
        /// Benefits because of disability.
        trattamenti_disabilita: Option<Trattamenti>,
        /// Treatment of disabled members.
        disabilita: Option<RegolaDisabilita>,
    }
}

/// One number, or incomes by kind.
#[derive(Clone, Debug)]
pub enum RedditoCorrente {
    Unico(Scalare),
    Voci(Box<RedditiCorrentiGrezzi>),
}

struct RedditoVisitor;

impl<'de> Visitor<'de> for RedditoVisitor {
    type Value = RedditoCorrente;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("un importo tra virgolette, o una tabella { mesi, lavoro, pensione, … }")
    }
    fn visit_i64<E>(self, v: i64) -> Result<RedditoCorrente, E> {
        Ok(RedditoCorrente::Unico(Scalare::Intero(v)))
    }
    fn visit_str<E: de::Error>(self, v: &str) -> Result<RedditoCorrente, E> {
        Ok(RedditoCorrente::Unico(Scalare::Testo(v.to_owned())))
    }
    fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<RedditoCorrente, D::Error> {
        String::deserialize(d).map(|v| RedditoCorrente::Unico(Scalare::Virgola(v)))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RedditoCorrente, A::Error> {
        RedditiCorrentiGrezzi::deserialize(MapAccessDeserializer::new(map)).map(|v| RedditoCorrente::Voci(Box::new(v)))
    }
}

impl<'de> Deserialize<'de> for RedditoCorrente {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RedditoVisitor)
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for RedditoCorrente {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RedditoCorrente".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (one, table) = (generator.subschema_for::<Scalare>(), generator.subschema_for::<RedditiCorrentiGrezzi>());
        schemars::json_schema!({
            "description": "Un importo, o i redditi aggiornati per tipo.",
            "anyOf": [one, table]
        })
    }
}
