//! The tables of a DSU (FORMATO chapter 5) exactly as written.

use super::albero::Guasto;
use super::leggi::{Leggi, lean_tables};
use super::nodo::{Contenuto, Nodo};
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

lean_tables! {
    /// Una dichiarazione sostitutiva unica. Gli importi che mancano valgono zero.
    DsuGrezza {
        /// Versione del formato: 1.
        formato: i64,
        /// Anno di presentazione: sceglie le regole.
        anno: i64,
        /// Quale ISEE.
        tipo: TipoDsu,
        /// Canone annuo registrato della casa in affitto, in euro.
        locazione: Option<Scalare>,
        /// Il nucleo abita nel capoluogo di una città metropolitana.
        capoluogo_metropolitano: Option<bool>,
        /// Id di chi chiede il servizio; se manca, il dichiarante.
        beneficiario: Option<String>,
        /// I componenti del nucleo.
        #[serde(default)]
        componente: Vec<ComponenteGrezzo>,
        /// I figli fuori dal nucleo (solo sociosanitario_residenze).
        #[serde(default)]
        figlio_esterno: Vec<FiglioEsternoGrezzo>,
        /// I genitori che vivono altrove, non sposati con l'altro genitore.
        #[serde(default)]
        genitore_esterno: Vec<GenitoreEsternoGrezzo>,
        /// Gli immobili donati (solo sociosanitario_residenze).
        #[serde(default)]
        donazione: Vec<DonazioneGrezza>,
        /// L'ISEE valido da aggiornare (solo corrente).
        precedente: Option<PrecedenteGrezzo>,
        /// Le scelte dove la legge tace.
        opzioni: Option<OpzioniGrezze>,
    }
    /// Un componente del nucleo.
    ComponenteGrezzo {
        /// Un nome, in minuscole: «anna».
        id: String,
        /// Visto dal dichiarante.
        ruolo: Ruolo,
        /// Anni compiuti; per un figlio è obbligatoria.
        eta: Option<i64>,
        /// Se manca, nessuna.
        disabilita: Option<Disabilita>,
        /// Ha lavorato almeno sei mesi nell'anno dei redditi.
        lavoro_6_mesi: Option<bool>,
        /// È genitore dei minorenni, anche se non è sposato con il dichiarante.
        genitore: Option<bool>,
        /// È a carico ai fini IRPEF; se manca, si guardano i suoi redditi.
        a_carico: Option<bool>,
        /// Vive in una residenza e non fa nucleo a sé.
        ricoverato: Option<bool>,
        /// I redditi dell'anno.
        redditi: Option<RedditiGrezzi>,
        /// I redditi aggiornati, al posto di redditi (solo corrente).
        reddito_corrente: Option<RedditoCorrente>,
        /// Che cosa si toglie dai redditi.
        detrazioni: Option<DetrazioniGrezze>,
        /// Patrimonio mobiliare, compresi i titoli di Stato e senza i conti scritti in conti.
        patrimonio_mobiliare: Option<Scalare>,
        /// La parte in titoli di Stato e risparmio postale.
        titoli_stato: Option<Scalare>,
        /// La parte che non è in conti e depositi; se manca, i titoli di Stato.
        attivita_finanziarie: Option<Scalare>,
        /// Conti e depositi.
        #[serde(default)]
        conti: Vec<ContoGrezzo>,
        /// Fabbricati, aree, terreni.
        #[serde(default)]
        immobile: Vec<ImmobileGrezzo>,
    }
    /// Redditi di un anno, in euro.
    RedditiGrezzi {
        /// Lavoro dipendente e assimilato.
        lavoro: Option<Scalare>,
        /// Pensioni, e trattamenti pubblici esenti che non sono per disabilità.
        pensione: Option<Scalare>,
        /// Proventi agrari netti.
        agrari: Option<Scalare>,
        /// Assegni ricevuti per i figli.
        assegni_ricevuti: Option<Scalare>,
        /// Ogni altro reddito.
        altri: Option<Scalare>,
        /// Trattamenti pubblici per disabilità, non tassati.
        trattamenti_disabilita: Option<Scalare>,
    }
    /// Redditi aggiornati, in euro.
    RedditiCorrentiGrezzi {
        /// 12, oppure 2: allora si prendono sei volte.
        mesi: Option<i64>,
        /// Lavoro dipendente e assimilato.
        lavoro: Option<Scalare>,
        /// Pensioni, e trattamenti pubblici esenti che non sono per disabilità.
        pensione: Option<Scalare>,
        /// Proventi agrari netti.
        agrari: Option<Scalare>,
        /// Assegni ricevuti per i figli.
        assegni_ricevuti: Option<Scalare>,
        /// Ogni altro reddito.
        altri: Option<Scalare>,
        /// Trattamenti pubblici per disabilità, non tassati.
        trattamenti_disabilita: Option<Scalare>,
    }
    /// Che cosa si toglie dai redditi, in euro.
    DetrazioniGrezze {
        /// Assegni versati all'ex coniuge o per i figli che vivono altrove.
        assegni_versati: Option<Scalare>,
        /// Spese sanitarie e di assistenza per disabilità.
        spese_sanitarie: Option<Scalare>,
        /// Redditi agrari già compresi in un altro reddito (produttori con partita IVA).
        redditi_agrari: Option<Scalare>,
    }
    /// Un conto o deposito, in euro.
    ContoGrezzo {
        /// Saldo al 31 dicembre.
        saldo: Option<Scalare>,
        /// Giacenza media dell'anno.
        giacenza_media: Option<Scalare>,
    }
    /// Un fabbricato, un'area o un terreno, per la quota posseduta.
    ImmobileGrezzo {
        /// La casa del nucleo, o altro.
        uso: Uso,
        /// Valore ai fini IMU, in euro.
        imu: Scalare,
        /// Mutuo residuo, in euro.
        mutuo: Option<Scalare>,
    }
    /// Un figlio di chi chiede il servizio, fuori dal nucleo.
    FiglioEsternoGrezzo {
        /// ISE del solo figlio, in euro.
        ise: Scalare,
        /// Scala di equivalenza del suo nucleo.
        scala: Scalare,
        /// Ha una disabilità in casa, o ne è accertata l'estraneità.
        escluso: Option<bool>,
    }
    /// Un genitore che vive altrove.
    GenitoreEsternoGrezzo {
        /// Perché: articolo 7, comma 1.
        situazione: Situazione,
        /// ISE del solo genitore, in euro.
        ise: Option<Scalare>,
        /// Scala di equivalenza del suo nucleo.
        scala: Option<Scalare>,
        /// Quanti suoi figli sono nel nucleo.
        figli: Option<i64>,
        /// Ha lavorato almeno sei mesi (solo attratto).
        lavoro_6_mesi: Option<bool>,
        /// Id del componente con i suoi dati (solo attratto).
        componente: Option<String>,
    }
    /// Un immobile donato.
    DonazioneGrezza {
        /// Valore ai fini IMU, in euro.
        imu: Scalare,
        /// Mutuo residuo, in euro.
        mutuo: Option<Scalare>,
        /// Rispetto alla prima richiesta di ricovero.
        momento: Momento,
        /// A una persona tenuta agli alimenti (articolo 433 del codice civile).
        tenuti_agli_alimenti: Option<bool>,
    }
    /// L'ISEE valido.
    PrecedenteGrezzo {
        /// Il suo ISR, in euro.
        isr: Option<Scalare>,
        /// Il suo ISP, in euro.
        isp: Option<Scalare>,
    }
    /// Le scelte dove la legge tace; se mancano, valgono quelle ordinarie.
    OpzioniGrezze {
        /// Il nucleo dell'ISEE sociosanitario.
        nucleo: Option<Nucleo>,
        /// La componente dei figli, col nucleo ristretto.
        componente_figli: Option<ComponenteFigli>,
        /// Il fattore della componente di un genitore.
        fattore_genitore: Option<FattoreGenitore>,
        /// Dove si confrontano saldo e giacenza media.
        saldo_o_giacenza: Option<SaldoOGiacenza>,
        /// Il reddito figurativo delle attività finanziarie.
        reddito_figurativo: Option<RedditoFigurativo>,
        /// Le detrazioni oltre il reddito di un componente.
        detrazioni_oltre_il_reddito: Option<DetrazioniOltre>,
        /// Le quote per lavoro e pensione di una stessa persona.
        quote_lavoro_pensione: Option<QuoteLavoroPensione>,
        /// I figli che contano per la scala.
        figli_scala: Option<Figli>,
        /// I figli che contano per affitto, casa e franchigia.
        figli_soglie: Option<Figli>,
        /// Se si arrotonda prima del risultato.
        arrotonda_intermedi: Option<ArrotondaIntermedi>,
        /// Come si arrotonda.
        arrotonda_modo: Option<ArrotondaModo>,
        /// I trattamenti per disabilità.
        trattamenti_disabilita: Option<Trattamenti>,
        /// Che cosa dà la disabilità di un componente.
        disabilita: Option<RegolaDisabilita>,
    }
}

/// One number, or incomes by kind.
#[derive(Clone, Debug)]
pub enum RedditoCorrente {
    Unico(Scalare),
    Voci(Box<RedditiCorrentiGrezzi>),
}

impl Leggi for RedditoCorrente {
    fn leggi(nodo: &Nodo) -> Result<Self, Guasto> {
        match nodo.valore {
            Contenuto::Tabella(_) => RedditiCorrentiGrezzi::leggi(nodo).map(|v| Self::Voci(Box::new(v))),
            _ => Scalare::leggi(nodo).map(Self::Unico),
        }
    }
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
