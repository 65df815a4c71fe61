// SPDX-License-Identifier: EUPL-1.2
//! Every question of the estimate: its words, where to find the figure, and what counts while nobody answered.
//!
//! Every text is a key of `lingua`: `testi::con_anno` translates it. `{anno}` in a text is the year of incomes and assets, `{dopo}` the year of the papers about them.

use crate::lingua::chiave;

/// A question answered by picking.
#[derive(Debug)]
pub struct Scelta {
    /// Field of the draft.
    pub campo: &'static str,
    /// Name of its radios; the first has the id `{id}-0`.
    pub id: &'static str,
    /// The question.
    pub testo: &'static str,
    /// The question when the ISEE is for one adult.
    pub persona: &'static str,
    /// A line under it.
    pub aiuto: &'static str,
    /// Word stored, label, line under the label.
    pub voci: &'static [(&'static str, &'static str, &'static str)],
}

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tipo {
    /// Euro.
    Euro,
    /// People: an empty field is nobody, and the question says so.
    Persone,
    /// An equivalence scale.
    Scala,
}

/// A question answered by typing.
#[derive(Clone, Copy, Debug)]
pub struct Numero {
    /// Field of the draft.
    pub campo: &'static str,
    /// `id` of the input.
    pub id: &'static str,
    /// The question.
    pub testo: &'static str,
    /// The question when the ISEE is for one adult; empty when it is the same.
    pub persona: &'static str,
    /// Where to find it, how to write it.
    pub aiuto: &'static str,
    /// What it is.
    pub tipo: Tipo,
    /// Least and most that count while the answer is not known: assumptions of ours, told to the reader.
    pub ipotesi: (i64, i64),
    /// The more it is, the lower the ISEE.
    pub riduce: bool,
}

pub(super) const EURO: Numero = Numero {
    campo: "",
    id: "",
    testo: "",
    persona: "",
    aiuto: chiave!("Se non c'è, scrivi 0."),
    tipo: Tipo::Euro,
    ipotesi: (0, 0),
    riduce: false,
};
pub(super) const PERSONE: Numero = Numero { tipo: Tipo::Persone, aiuto: "", ..EURO };

pub static SCOPO: Scelta = Scelta {
    campo: "stima.scopo",
    id: "scopo",
    testo: chiave!("A che cosa ti serve l'ISEE?"),
    persona: "",
    aiuto: chiave!("Dal tipo di ISEE dipende chi conta nel calcolo."),
    voci: &[
        (
            "ordinario",
            chiave!("Un servizio o un contributo per la famiglia"),
            chiave!("È l'ISEE ordinario. Se non sai quale scegliere, scegli questo."),
        ),
        (
            "sociosanitario",
            chiave!("Assistenza per una persona adulta con disabilità o non autosufficiente"),
            chiave!(
                "Per esempio assistenza a casa o centro diurno. Può contare solo la persona, con il coniuge e i figli a carico."
            ),
        ),
        (
            "sociosanitario_residenze",
            chiave!("Una residenza (RSA, RSD) per una persona adulta"),
            chiave!("Possono contare anche i figli che vivono altrove e le case donate."),
        ),
        (
            "minorenni",
            chiave!("Un servizio per un figlio minorenne"),
            chiave!("Per esempio nido, mensa o educatore. Può contare anche l'altro genitore, se vive altrove."),
        ),
    ],
};

pub static COPPIA: Scelta = Scelta {
    campo: "stima.coppia",
    id: "coppia",
    testo: chiave!("Sei sposato o sposata, o vivi con l'altro genitore dei tuoi figli?"),
    persona: chiave!("La persona che userà il servizio è sposata?"),
    aiuto: chiave!(
        "Il coniuge conta anche se abita altrove, salvo separazione o divorzio. Conta anche l'unione civile."
    ),
    voci: &[("si", chiave!("Sì"), ""), ("no", chiave!("No"), "")],
};
pub static PICCOLI: Numero =
    Numero { campo: "stima.piccoli", id: "piccoli", testo: chiave!("Figli con meno di 3 anni"), ..PERSONE };
pub static MINORI: Numero =
    Numero { campo: "stima.minori", id: "minori", testo: chiave!("Figli da 3 a 17 anni"), ..PERSONE };
pub static MAGGIORENNI: Numero = Numero {
    campo: "stima.maggiorenni",
    id: "maggiorenni",
    testo: chiave!("Figli maggiorenni che vivono con te"),
    persona: chiave!("Figli maggiorenni a carico"),
    ..PERSONE
};
pub static ALTRI: Numero = Numero {
    campo: "stima.altri",
    id: "altri",
    testo: chiave!("Altre persone nello stato di famiglia"),
    aiuto: chiave!("Per esempio i nonni o un fratello."),
    ..PERSONE
};

const DA_LAVORO: &str = chiave!("È nella Certificazione Unica {dopo}, ai punti 1 e 2. Se non c'è, scrivi 0.");
const DA_PENSIONE: &str = chiave!(
    "È nella Certificazione Unica {dopo}, al punto 3. Non contare accompagnamento e pensione di invalidità civile."
);
pub static LAVORO: Numero = Numero {
    campo: "stima.lavoro-1",
    id: "lavoro-1",
    testo: chiave!("Il tuo reddito da lavoro dipendente"),
    persona: chiave!("Reddito da lavoro dipendente della persona"),
    aiuto: DA_LAVORO,
    ipotesi: (0, 40_000),
    ..EURO
};
pub static PENSIONE: Numero = Numero {
    campo: "stima.pensione-1",
    id: "pensione-1",
    testo: chiave!("La tua pensione"),
    persona: chiave!("Pensione della persona"),
    aiuto: DA_PENSIONE,
    ipotesi: (0, 25_000),
    ..EURO
};
pub static LAVORO_2: Numero = Numero {
    campo: "stima.lavoro-2",
    id: "lavoro-2",
    testo: chiave!("Reddito da lavoro dipendente del coniuge o dell'altro genitore"),
    ipotesi: (0, 40_000),
    ..EURO
};
pub static PENSIONE_2: Numero = Numero {
    campo: "stima.pensione-2",
    id: "pensione-2",
    testo: chiave!("Pensione del coniuge o dell'altro genitore"),
    ipotesi: (0, 25_000),
    ..EURO
};

pub static CASA: Scelta = Scelta {
    campo: "stima.casa",
    id: "casa",
    testo: chiave!("In che casa vivete?"),
    persona: chiave!("In che casa vive la persona?"),
    aiuto: "",
    voci: &[
        ("proprieta", chiave!("Di proprietà di qualcuno della famiglia"), chiave!("Anche in parte, o in usufrutto.")),
        ("affitto", chiave!("In affitto, con un contratto registrato"), ""),
        ("altro", chiave!("In un altro modo"), chiave!("Per esempio ospiti, o in una casa avuta in prestito.")),
    ],
};
pub static RENDITA: Numero = Numero {
    campo: "stima.rendita",
    id: "rendita",
    testo: chiave!("Rendita catastale della casa"),
    aiuto: chiave!(
        "È nella visura catastale o nell'atto di acquisto. Somma box e cantina. Se è vostra in parte, scrivi la vostra parte."
    ),
    ipotesi: (0, 700),
    ..EURO
};
pub static MUTUO: Numero = Numero {
    campo: "stima.mutuo",
    id: "mutuo",
    testo: chiave!("Mutuo ancora da pagare al 31 dicembre {anno}"),
    aiuto: chiave!("È il capitale residuo nel piano di ammortamento. Se non c'è un mutuo, scrivi 0."),
    ipotesi: (0, 100_000),
    riduce: true,
    ..EURO
};
pub static CANONE: Numero = Numero {
    campo: "stima.canone",
    id: "canone",
    testo: chiave!("Affitto di un anno"),
    aiuto: chiave!(
        "È nel contratto, senza le spese di condominio. Se conosci il canone di un mese, moltiplicalo per 12."
    ),
    ipotesi: (0, 10_000),
    riduce: true,
    ..EURO
};

pub static SALDO: Numero = Numero {
    campo: "stima.saldo",
    id: "saldo",
    testo: chiave!("Saldo al 31 dicembre {anno}"),
    aiuto: chiave!("È sull'estratto conto di fine anno. Somma tutti i conti. Se non ne avete, scrivi 0."),
    ipotesi: (0, 30_000),
    ..EURO
};
pub static GIACENZA: Numero = Numero {
    campo: "stima.giacenza",
    id: "giacenza",
    testo: chiave!("Giacenza media del {anno}"),
    aiuto: chiave!(
        "È quanto c'è stato in media nell'anno: la trovi sull'estratto conto o la chiedi alla banca o alle Poste, gratis."
    ),
    ipotesi: (0, 30_000),
    ..EURO
};

pub static TITOLI: Numero = Numero {
    campo: "stima.titoli",
    id: "titoli",
    testo: chiave!("Titoli di Stato, buoni e libretti postali al 31 dicembre {anno}"),
    aiuto: chiave!("Fino a 50.000 euro per famiglia non contano, ma scrivili lo stesso. Se non ne avete, scrivi 0."),
    ipotesi: (0, 50_000),
    ..EURO
};
pub static INVESTIMENTI: Numero = Numero {
    campo: "stima.investimenti",
    id: "investimenti",
    testo: chiave!("Azioni, fondi, polizze e altri investimenti al 31 dicembre {anno}"),
    aiuto: chiave!("È nel rendiconto della banca o dell'assicurazione. Se non ne avete, scrivi 0."),
    ipotesi: (0, 20_000),
    ..EURO
};

pub static IMMOBILI: Numero = Numero {
    campo: "stima.immobili",
    id: "immobili",
    testo: chiave!("Valore ai fini IMU di altre case, aree e terreni"),
    aiuto: chiave!(
        "Non contare la casa dove vivete. Per case, box e cantine è la rendita catastale per 168. Se non ne avete, scrivi 0."
    ),
    ipotesi: (0, 50_000),
    ..EURO
};
pub static MUTUO_2: Numero = Numero {
    campo: "stima.mutuo-2",
    id: "mutuo-2",
    testo: chiave!("Mutuo ancora da pagare su questi immobili al 31 dicembre {anno}"),
    ipotesi: (0, 50_000),
    riduce: true,
    ..EURO
};

pub static REDDITI_ALTRI: Numero = Numero {
    campo: "stima.redditi-altri",
    id: "redditi-altri",
    testo: chiave!("Altri redditi della famiglia in un anno"),
    aiuto: chiave!(
        "Per esempio lavoro autonomo, affitti incassati, redditi all'estero. Sono nella dichiarazione dei redditi {dopo}. Se non ce ne sono, scrivi 0."
    ),
    ipotesi: (0, 5_000),
    ..EURO
};
pub static RICEVUTI: Numero = Numero {
    campo: "stima.ricevuti",
    id: "ricevuti",
    testo: chiave!("Assegni ricevuti per il mantenimento dei figli, in un anno"),
    ipotesi: (0, 6_000),
    ..EURO
};
pub static VERSATI: Numero = Numero {
    campo: "stima.versati",
    id: "versati",
    testo: chiave!("Assegni versati all'ex coniuge o per figli che vivono altrove, in un anno"),
    ipotesi: (0, 6_000),
    riduce: true,
    ..EURO
};

pub static LAVORO_3: Numero = Numero {
    campo: "stima.lavoro-3",
    id: "lavoro-3",
    testo: chiave!("Redditi da lavoro dipendente, sommati"),
    aiuto: DA_LAVORO,
    ipotesi: (0, 40_000),
    ..EURO
};
pub static PENSIONE_3: Numero = Numero {
    campo: "stima.pensione-3",
    id: "pensione-3",
    testo: chiave!("Pensioni, sommate"),
    aiuto: DA_PENSIONE,
    ipotesi: (0, 20_000),
    ..EURO
};

pub static DISABILI: Numero = Numero {
    campo: "stima.disabili",
    id: "disabili",
    testo: chiave!("Persone con disabilità media o grave, o non autosufficienti"),
    persona: chiave!("Persone con disabilità o non autosufficienti, compresa quella che userà il servizio"),
    aiuto: chiave!(
        "Serve un verbale: invalidità dal 67 per cento, handicap grave (legge 104) o accompagnamento. Se non ce ne sono, scrivi 0."
    ),
    ipotesi: (0, 1),
    riduce: true,
    ..PERSONE
};
pub static SPESE: Numero = Numero {
    campo: "stima.spese",
    id: "spese",
    testo: chiave!("Spese sanitarie e di assistenza per la disabilità, in un anno"),
    aiuto: chiave!(
        "Quelle scritte nella dichiarazione dei redditi {dopo}. Contano fino a 5.000 euro a persona. Se non ce ne sono, scrivi 0."
    ),
    ipotesi: (0, 5_000),
    riduce: true,
    ..EURO
};

pub static SEI_MESI: Scelta = Scelta {
    campo: "stima.sei-mesi",
    id: "sei-mesi",
    testo: chiave!("I genitori che vivono con i figli hanno lavorato almeno sei mesi nel {anno}?"),
    persona: "",
    aiuto: "",
    voci: &[("si", chiave!("Sì, tutti"), ""), ("no", chiave!("No, almeno uno non ha lavorato sei mesi"), "")],
};

pub static GENITORE: Scelta = Scelta {
    campo: "stima.genitore",
    id: "genitore",
    testo: chiave!("Dove vive l'altro genitore dei tuoi figli minorenni?"),
    persona: "",
    aiuto: "",
    voci: &[
        ("nessuno", chiave!("Non c'è, o non ha riconosciuto i figli"), ""),
        (
            "escluso",
            chiave!("Altrove, e c'è una decisione del giudice"),
            chiave!(
                "Versa un assegno stabilito dal giudice, è escluso dalla responsabilità di genitore, o è accertato che è un estraneo per i figli."
            ),
        ),
        (
            "famiglia",
            chiave!("Altrove, con un'altra famiglia"),
            chiave!("È sposato con un'altra persona, o ha figli con un'altra persona."),
        ),
        (
            "attratto",
            chiave!("Altrove, in nessuno di questi casi"),
            chiave!("Per i servizi ai figli conta come se vivesse con te."),
        ),
    ],
};
pub static ISE: Numero = Numero {
    campo: "stima.ise",
    id: "ise",
    testo: chiave!("ISE dell'altro genitore"),
    aiuto: chiave!("È l'ISE, non l'ISEE: è nella sua attestazione. Se non la conosci, premi «Non lo so»."),
    ipotesi: (0, 30_000),
    ..EURO
};
pub static SCALA: Numero = Numero {
    campo: "stima.scala",
    id: "scala",
    testo: chiave!("Scala di equivalenza della sua famiglia"),
    aiuto: chiave!("È nella sua attestazione, per esempio 2,04."),
    tipo: Tipo::Scala,
    ipotesi: (1, 3),
    riduce: true,
    ..EURO
};
