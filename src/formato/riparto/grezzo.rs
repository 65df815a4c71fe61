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
        /// Il riparto di prima, un file nella stessa cartella: ciò che non ha assegnato si aggiunge ai residui.
        residui_da: Option<String>,
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
        /// Ciò che vale per ogni voce del primo livello con un peso, se non lo dice da sé.
        ogni: Option<OgniGrezzo>,
        /// Senza voci scritte ce n'è una per riga della tabella: la colonna con i loro nomi.
        nomi: Option<String>,
        /// Sotto questi euro una voce del primo livello con un peso non riceve nulla, e la sua parte va alle altre.
        contributo_minimo: Option<Scalare>,
        /// Le voci del primo livello.
        #[serde(default)]
        voce: Vec<VoceGrezza>,
        /// Ciò che una persona ha deciso sulle parità, con spareggio = "decisione".
        #[serde(default)]
        decisione: Vec<DecisioneGrezza>,
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
        /// La chiave della sua riga nella tabella, se non è l'identificativo.
        riga: Option<String>,
        /// La tabella dei criteri; vale la più vicina, salendo.
        tabella: Option<String>,
        /// La colonna della tabella con gli identificativi delle voci di sotto.
        chiave: Option<String>,
        /// I pesi delle voci di sotto, dalla tabella.
        #[serde(default)]
        criteri: Vec<CriterioGrezzo>,
        /// Ciò che vale per ogni voce di sotto con un peso, se non lo dice da sé.
        ogni: Option<OgniGrezzo>,
        /// Senza voci scritte ce n'è una per riga della tabella: la colonna con i loro nomi.
        nomi: Option<String>,
        /// Sotto questi euro una voce di sotto con un peso non riceve nulla, e la sua parte va alle altre.
        contributo_minimo: Option<Scalare>,
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
    /// Una colonna della tabella, o una formula sulle colonne, e quanto conta.
    CriterioGrezzo {
        /// Nome della colonna.
        colonna: Option<String>,
        /// Conto sulle colonne, riga per riga: «max(0, costi - rette - contributi)».
        formula: Option<String>,
        /// Quanto conta, in percentuale.
        quota: Scalare,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// Minimi e massimi di ogni voce con un peso: in euro, in percentuale di ciò che è disponibile qui, o con una formula.
    OgniGrezzo {
        /// Almeno questi euro.
        minimo: Option<Scalare>,
        /// Al massimo questi euro.
        massimo: Option<Scalare>,
        /// Almeno questa percentuale di ciò che è disponibile qui.
        minimo_percento: Option<Scalare>,
        /// Al massimo questa percentuale di ciò che è disponibile qui.
        massimo_percento: Option<Scalare>,
        /// Almeno questi euro, dalla sua riga della tabella; al centesimo di sopra.
        minimo_formula: Option<String>,
        /// Al massimo questi euro, dalla sua riga della tabella; al centesimo di sotto.
        massimo_formula: Option<String>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// Chi riceve i centesimi di una parità.
    DecisioneGrezza {
        /// L'identificativo, o il percorso, del nodo della parità; al primo livello quello del riparto.
        nodo: String,
        /// Le voci scelte, tante quante le parti in gioco.
        a: Vec<String>,
        /// Da dove viene la decisione: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicura la decisione (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
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

impl VoceGrezza {
    /// A voce that writes nothing but its id and name.
    pub fn named(id: String, nome: Option<TestoGrezzo>) -> Self {
        Self {
            id,
            nome,
            importo: None,
            percento: None,
            peso: None,
            minimo: None,
            massimo: None,
            minimo_percento: None,
            massimo_percento: None,
            riga: None,
            tabella: None,
            chiave: None,
            criteri: Vec::new(),
            ogni: None,
            nomi: None,
            contributo_minimo: None,
            voce: Vec::new(),
            fonte: None,
            certezza: None,
            nota: None,
        }
    }
}
