//! The tables of FORMATO chapter 7 exactly as written. The sentences are what an editor shows to the person who
//! writes the file, so they are in Italian.

use crate::formato::grezzo::{FonteGrezza, VigenzaGrezza};
use crate::formato::leggi::lean_tables;
use crate::formato::scalare::{Scalare, TestoGrezzo};
use crate::norma::{Certezza, Natura, Parola};
use crate::riparto::Spareggio;

impl Parola for Spareggio {
    const PAROLE: &'static [&'static str] = &["peso_poi_ordine", "decisione"];
    fn of_word(word: &str) -> Option<Self> {
        let all = [Self::PesoPoiOrdine, Self::Decisione];
        Self::PAROLE.iter().zip(all).find(|(w, _)| **w == word).map(|(_, rule)| rule)
    }
}

lean_tables! {
    /// Un fondo e come si divide.
    RipartoGrezzo {
        /// Versione del formato: 1.
        formato: i64,
        /// Identificativo del file, uguale al suo nome: «frs-2017».
        id: String,
        /// Titolo; se manca, l'identificativo.
        titolo: Option<TestoGrezzo>,
        /// Chi divide il fondo.
        ente: Option<TestoGrezzo>,
        /// Quanto valgono le cifre: pubblicato, storico, bozza o dimostrativo.
        natura: Natura,
        /// Nome del fondo: «FRS».
        fondo: Option<TestoGrezzo>,
        /// Anno del fondo.
        anno: Option<Scalare>,
        /// Da quando a quando vale, se non è l'anno del fondo.
        vigenza: Option<VigenzaGrezza>,
        /// Quanto è stato assegnato, in euro.
        assegnazione: Scalare,
        /// Quanto avanza dagli anni prima, in euro; se manca, zero.
        residui: Option<Scalare>,
        /// Il multiplo di ogni importo calcolato: «0.01» (se manca) o «1».
        arrotonda: Option<Scalare>,
        /// Che cosa si fa quando parti uguali si contendono troppo pochi centesimi.
        spareggio: Option<Spareggio>,
        /// La tabella dei criteri: un file CSV nella stessa cartella.
        tabella: Option<String>,
        /// La colonna della tabella con gli identificativi delle voci.
        chiave: Option<String>,
        /// I pesi del primo livello, dalla tabella.
        #[serde(default)]
        criteri: Vec<CriterioGrezzo>,
        /// Le voci del primo livello.
        #[serde(default)]
        voce: Vec<VoceGrezza>,
        /// Vincoli: si controllano e si riferiscono, non si applicano.
        #[serde(default)]
        vincolo: Vec<VincoloGrezzo>,
        /// Da dove viene il riparto: vale per tutto ciò che sta sotto.
        fonte: Option<FonteGrezza>,
        /// Quanto sono sicuri i valori: vale per tutto ciò che sta sotto.
        certezza: Option<Certezza>,
        /// Che cosa deve sapere chi legge.
        nota: Option<TestoGrezzo>,
    }
    /// Una voce: una sola tra importo, percento e peso (o un peso dai criteri di sopra).
    VoceGrezza {
        /// Identificativo, diverso da quello delle voci sorelle.
        id: String,
        /// Come la chiama lo schermo; se manca, l'identificativo.
        nome: Option<TestoGrezzo>,
        /// Euro già decisi.
        importo: Option<Scalare>,
        /// Percentuale di ciò che è disponibile a questo livello.
        percento: Option<Scalare>,
        /// Parte del resto, in proporzione: un decimale o una frazione esatta, «3/7».
        peso: Option<Scalare>,
        /// Con un peso: almeno questi euro.
        minimo: Option<Scalare>,
        /// Con un peso: al massimo questi euro.
        massimo: Option<Scalare>,
        /// Con un peso: almeno questa percentuale di ciò che è disponibile qui.
        minimo_percento: Option<Scalare>,
        /// Con un peso: al massimo questa percentuale di ciò che è disponibile qui.
        massimo_percento: Option<Scalare>,
        /// La tabella dei criteri; vale la più vicina, salendo.
        tabella: Option<String>,
        /// La colonna della tabella con gli identificativi delle voci di sotto.
        chiave: Option<String>,
        /// I pesi delle voci di sotto, dalla tabella.
        #[serde(default)]
        criteri: Vec<CriterioGrezzo>,
        /// In che cosa si divide il suo importo.
        #[serde(default)]
        voce: Vec<VoceGrezza>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// Una colonna della tabella e quanto conta.
    CriterioGrezzo {
        /// Nome della colonna.
        colonna: String,
        /// Quanto conta, in percentuale.
        quota: Scalare,
    }
    /// Una condizione sul risultato: un solo limite.
    VincoloGrezzo {
        /// Identificativo del vincolo.
        id: Option<String>,
        /// Il vincolo in parole.
        testo: Option<TestoGrezzo>,
        /// Le voci che si sommano: identificativi, o percorsi «area/unita» quando un identificativo sta in più posti.
        voci: Vec<String>,
        /// Almeno questi euro.
        almeno: Option<Scalare>,
        /// Al massimo questi euro.
        al_massimo: Option<Scalare>,
        /// Almeno questa percentuale di tutto il disponibile.
        almeno_percento: Option<Scalare>,
        /// Al massimo questa percentuale di tutto il disponibile.
        al_massimo_percento: Option<Scalare>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
}
