//! The tables of FORMATO chapters 2-4 exactly as written: what serde reads and what the JSON Schema shows.
//!
//! Nothing here is checked beyond its shape; `valida` turns these into [`crate::norma`]. The sentence above a table or
//! key is what an editor shows to the person who writes the file, so it is in Italian; `schema` adds the rest.

use super::leggi::lean_tables;
use super::scalare::{Scalare, TestoGrezzo};
use super::uno_o_molti::UnoOMolti;
use crate::denaro::Modo;
use crate::norma::{Area, Certezza, Natura, Parola, Quando, TipoFatto, TipoIsee, Unita};
use std::collections::BTreeMap;

lean_tables! {
    /// Un file di regole.
    RegolamentoGrezzo {
        /// Versione del formato: 1.
        formato: i64,
        /// Identificativo del file, uguale al suo nome: «dairago-sad».
        id: String,
        /// Chi ha scritto le regole.
        ente: TestoGrezzo,
        /// Titolo dell'atto.
        titolo: TestoGrezzo,
        /// Quanto vale il file: pubblicato, storico, bozza o dimostrativo.
        natura: Natura,
        /// Da quando a quando valgono le regole, estremi compresi.
        vigenza: VigenzaGrezza,
        /// Da dove vengono le regole: vale per tutto ciò che sta sotto.
        fonte: Option<FonteGrezza>,
        /// Quanto sono sicuri i valori: vale per tutto ciò che sta sotto.
        certezza: Option<Certezza>,
        /// Che cosa deve sapere chi legge: buchi, letture nostre, ciò che non è calcolato.
        nota: Option<TestoGrezzo>,
        /// Codici ISTAT dei Comuni in cui vale, o «ambito-lodi» per tutti i 61.
        comuni: Option<UnoOMolti>,
        /// Domande proprie di questo file, oltre a quelle comuni.
        #[serde(default)]
        fatto: Vec<FattoGrezzo>,
        /// Servizi con una tariffa o un contributo.
        #[serde(default)]
        servizio: Vec<ServizioGrezzo>,
        /// Aiuti e accessi senza tariffa.
        #[serde(default)]
        misura: Vec<MisuraGrezza>,
    }
    /// I fatti comuni a più regolamenti.
    FattiGrezzi {
        /// Versione del formato: 1.
        formato: i64,
        /// Un fatto, con la sua domanda.
        fatto: Vec<FattoGrezzo>,
    }
    /// Da quando a quando, estremi compresi.
    VigenzaGrezza {
        /// Primo giorno.
        dal: String,
        /// Ultimo giorno; se manca, vale ancora.
        al: Option<String>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// Da dove viene un valore: almeno una chiave.
    FonteGrezza {
        /// Titolo del documento o della pagina.
        titolo: Option<TestoGrezzo>,
        /// Tipo, numero e data dell'atto.
        atto: Option<TestoGrezzo>,
        /// Articolo, pagina o tabella.
        articolo: Option<TestoGrezzo>,
        /// Indirizzo web.
        url: Option<String>,
        /// Avvertenza sulla fonte.
        nota: Option<TestoGrezzo>,
    }
    /// Un fatto: una domanda a cui una persona risponde.
    FattoGrezzo {
        /// Nome del fatto: «eta», «isee.ordinario».
        id: String,
        /// Che cosa si risponde: booleano, intero, importo, scelta, data o testo.
        tipo: TipoFatto,
        /// Le parole ammesse, solo per una scelta.
        valori: Option<Vec<String>>,
        /// Come lo schermo chiama ogni parola di una scelta.
        etichette: Option<BTreeMap<String, TestoGrezzo>>,
        /// La domanda.
        domanda: Option<TestoGrezzo>,
        /// Aiuto sotto la domanda.
        aiuto: Option<TestoGrezzo>,
        /// Perché lo chiediamo.
        perche: Option<TestoGrezzo>,
        /// Il valore dell'occasione ordinaria: lo usano le tabelle, mai il calcolo per una persona.
        predefinito: Option<Scalare>,
        /// Il numero più piccolo ammesso.
        minimo: Option<Scalare>,
        /// Il numero più grande ammesso.
        massimo: Option<Scalare>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// Una condizione: un fatto con un solo confronto, oppure un solo elenco di condizioni.
    CondizioneGrezza {
        /// Il fatto da confrontare.
        fatto: Option<String>,
        /// È uguale a questo valore.
        uguale: Option<Scalare>,
        /// È diverso da questo valore.
        diverso: Option<Scalare>,
        /// È questo valore o di più (≥).
        almeno: Option<Scalare>,
        /// È questo valore o di meno (≤).
        al_massimo: Option<Scalare>,
        /// È più di questo valore (>).
        oltre: Option<Scalare>,
        /// È meno di questo valore (<).
        meno_di: Option<Scalare>,
        /// Sta fra due valori, compresi.
        tra: Option<Vec<Scalare>>,
        /// È uno di questi valori.
        r#in: Option<Vec<Scalare>>,
        /// Un fatto booleano: true se vale, false se non vale.
        vero: Option<bool>,
        /// Valgono tutte.
        tutte: Option<Vec<CondizioneGrezza>>,
        /// Ne vale almeno una.
        almeno_una: Option<Vec<CondizioneGrezza>>,
        /// Non ne vale nessuna.
        nessuna: Option<Vec<CondizioneGrezza>>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// Un servizio con la sua tariffa.
    ServizioGrezzo {
        /// Identificativo del servizio.
        id: String,
        /// Come lo chiama lo schermo.
        nome: Option<TestoGrezzo>,
        /// Area del Piano di Zona.
        area: Option<Area>,
        /// Tipi di ISEE accettati: vale il primo che la famiglia presenta.
        #[serde(default)]
        isee: Vec<TipoIsee>,
        /// Il costo pieno di un'unità: serve alle percentuali e al costo per l'ente.
        costo: Option<CostoGrezzo>,
        /// Chi può chiedere il servizio: devono valere tutti.
        #[serde(default)]
        requisito: Vec<RequisitoGrezzo>,
        /// Che cosa paga la famiglia: le quote si sommano.
        #[serde(default)]
        quota: Vec<QuotaGrezza>,
        /// Aumenti, riduzioni, tetti, nell'ordine in cui si applicano.
        #[serde(default)]
        correzione: Vec<CorrezioneGrezza>,
        /// Come si arrotonda il totale; se manca, al centesimo.
        arrotonda_totale: Option<ArrotondaGrezza>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// Un aiuto o un accesso senza tariffa.
    MisuraGrezza {
        /// Identificativo della misura.
        id: String,
        /// Come la chiama lo schermo.
        nome: Option<TestoGrezzo>,
        /// Area del Piano di Zona.
        area: Option<Area>,
        /// Tipi di ISEE accettati: vale il primo che la famiglia presenta.
        #[serde(default)]
        isee: Vec<TipoIsee>,
        /// Chi può chiederla: devono valere tutti.
        #[serde(default)]
        requisito: Vec<RequisitoGrezzo>,
        /// Denaro alla famiglia.
        #[serde(default)]
        quota: Vec<QuotaGrezza>,
        /// Correzioni, nell'ordine in cui si applicano.
        #[serde(default)]
        correzione: Vec<CorrezioneGrezza>,
        /// Identificativo di ciò che l'ha sostituita.
        superata_da: Option<String>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// Il costo pieno di un'unità del servizio.
    CostoGrezzo {
        /// Euro.
        importo: Scalare,
        /// Di quale unità.
        per: Unita,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// Un requisito di accesso.
    RequisitoGrezzo {
        /// Identificativo del requisito.
        id: Option<String>,
        /// La condizione che deve valere.
        se: CondizioneGrezza,
        /// Il requisito in parole.
        testo: Option<TestoGrezzo>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// Una parte della tariffa, o un contributo.
    QuotaGrezza {
        /// Identificativo della quota.
        id: String,
        /// Come la chiama lo schermo.
        nome: Option<TestoGrezzo>,
        /// Di quale unità è l'importo.
        per: Unita,
        /// La quota conta solo quando questa condizione vale.
        se: Option<CondizioneGrezza>,
        /// «contributo» se è denaro alla famiglia; se manca, è una tariffa.
        natura: Option<NaturaQuota>,
        /// Le fasce di ISEE, da zero in su; solo l'ultima non ha limite.
        fasce: Vec<FasciaGrezza>,
        /// Che cosa paga chi non presenta l'ISEE; se manca, la risposta è un intervallo.
        senza_isee: Option<SenzaIseeGrezzo>,
        /// Come si arrotonda l'importo unitario; se manca, al centesimo.
        arrotonda: Option<ArrotondaGrezza>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// Una fascia: un limite (tranne l'ultima) e una sola forma di valore.
    FasciaGrezza {
        /// Limite di ISEE, compreso.
        fino_a: Option<Scalare>,
        /// Limite di ISEE, escluso.
        sotto: Option<Scalare>,
        /// Importo fisso.
        importo: Option<Scalare>,
        /// Non si paga nulla.
        esente: Option<bool>,
        /// Percentuale del costo.
        percento: Option<Scalare>,
        /// Progressione lineare: importo all'inizio.
        da: Option<Scalare>,
        /// Progressione lineare: importo alla fine.
        a: Option<Scalare>,
        /// Progressione lineare: percentuale all'inizio.
        percento_da: Option<Scalare>,
        /// Progressione lineare: percentuale alla fine.
        percento_a: Option<Scalare>,
        /// I due ISEE fra cui corre la progressione, quando non sono i limiti della fascia.
        nodi: Option<Vec<Scalare>>,
        /// In proporzione all'ISEE: ISEE × importo / isee.
        rapporto: Option<RapportoGrezzo>,
        /// La parte di ISEE oltre questa soglia.
        eccedenza: Option<Scalare>,
        /// L'atto non stampa il valore: al più se ne conoscono i limiti.
        ignota: Option<IgnotaGrezza>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// ISEE × importo / isee.
    RapportoGrezzo {
        /// Euro che si pagano a quell'ISEE.
        importo: Scalare,
        /// L'ISEE di riferimento.
        isee: Scalare,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// I limiti di un valore che l'atto non stampa.
    IgnotaGrezza {
        /// Almeno; se manca, zero.
        minimo: Option<Scalare>,
        /// Al massimo; se manca, nessun limite noto.
        massimo: Option<Scalare>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// Che cosa paga chi non presenta l'ISEE: una sola tra importo, percento e rifiuta.
    SenzaIseeGrezzo {
        /// Euro.
        importo: Option<Scalare>,
        /// Percentuale del costo, anche oltre 100.
        percento: Option<Scalare>,
        /// Il servizio si rifiuta, con queste parole.
        rifiuta: Option<TestoGrezzo>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// Un arrotondamento.
    ArrotondaGrezza {
        /// Il multiplo: «0.01», «0.50», «1».
        al: Option<Scalare>,
        /// Verso dove; se manca, meta_su.
        modo: Option<Modo>,
        /// Dopo (se manca) o prima delle correzioni sulla quota.
        quando: Option<Quando>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
        nota: Option<TestoGrezzo>,
    }
    /// Una correzione: una sola operazione su un bersaglio.
    CorrezioneGrezza {
        /// Identificativo della correzione.
        id: Option<String>,
        /// Si applica quando questa condizione vale.
        se: Option<CondizioneGrezza>,
        /// Il bersaglio: isee, fascia, quota:<id> o totale.
        su: String,
        /// Moltiplica per un coefficiente.
        moltiplica: Option<Scalare>,
        /// Aggiunge euro; con il meno li toglie.
        aggiungi: Option<Scalare>,
        /// Con aggiungi: per ogni unità di questa quantità.
        per: Option<String>,
        /// Non più di.
        tetto: Option<Scalare>,
        /// Non meno di.
        minimo: Option<Scalare>,
        /// Proprio questo importo.
        imposta: Option<Scalare>,
        /// Di quante fasce ci si sposta: -1 la precedente, 1 la successiva.
        sposta: Option<i64>,
        /// La correzione in parole.
        testo: Option<TestoGrezzo>,
        /// Da dove viene il valore: almeno una tra titolo, atto, articolo, url, nota.
        fonte: Option<FonteGrezza>,
        /// Quanto è sicuro il valore (se manca, come sopra).
        certezza: Option<Certezza>,
        /// Avvertenza mostrata alle persone.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NaturaQuota {
    /// Paid by the family (default).
    Tariffa,
    /// Paid to the family.
    Contributo,
}

impl Parola for NaturaQuota {
    const PAROLE: &'static [&'static str] = &["tariffa", "contributo"];
    fn of_word(word: &str) -> Option<Self> {
        match word {
            "tariffa" => Some(Self::Tariffa),
            "contributo" => Some(Self::Contributo),
            _ => None,
        }
    }
}
