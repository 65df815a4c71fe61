//! The answer of `riparto` (FORMATO chapters 7 and 8).

use super::modello::Confronto;
use super::numero::Centesimi;
use crate::norma::{Certezza, Fonte, Natura, Testo};
use serde::Serialize;

/// The answer of [`super::calcola`].
///
/// ```
/// let answer = soglia::riparto::calcola(&soglia::semi::riparto("ambito-lodi-frs-2017").unwrap()).unwrap();
/// let given: i128 = answer.voci.iter().map(|v| v.importo.0).sum();
/// assert_eq!(given + answer.residuo.0, answer.disponibile.0);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RispostaRiparto {
    /// Id of the riparto.
    pub id: String,
    /// Title.
    pub titolo: Testo,
    /// Whether the figures bind anyone.
    pub natura: Natura,
    /// Assigned plus carried over.
    pub disponibile: Centesimi,
    /// What the riparto of the year before left, when the file asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub riporto: Option<Riporto>,
    /// What the first level leaves.
    pub residuo: Centesimi,
    /// The tree.
    pub voci: Vec<VoceRisposta>,
    /// Each constraint, checked.
    pub vincoli: Vec<VincoloRisposta>,
    /// Each tie.
    pub parita: Vec<Parita>,
    /// Each cent given beyond the floor, and each residue, with the reason.
    pub registro: Vec<Annotazione>,
    /// What the reader must be told.
    pub avvisi: Vec<String>,
    /// What makes the answer replayable.
    pub ricevuta: RicevutaRiparto,
}

/// One node with its amount.
///
/// ```
/// let answer = soglia::riparto::calcola(&soglia::semi::riparto("ambito-lodi-frs-2017").unwrap()).unwrap();
/// assert_eq!(answer.voci[0].importo.to_string(), "118514.30");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VoceRisposta {
    /// Id.
    pub id: String,
    /// Name on the screen.
    pub nome: Testo,
    /// Which rule gave the amount.
    pub forma: TipoForma,
    /// The weight, exact; null when the amount does not come from one.
    pub peso: Option<String>,
    /// What it gets.
    pub importo: Centesimi,
    /// Before the rounding, in euro: a decimal, or a reduced fraction.
    pub quota_esatta: String,
    /// The bound that the exact quota stands on, if any.
    pub limite: Option<LimiteAttivo>,
    /// What its own voci leave; null for a leaf.
    pub residuo: Option<Centesimi>,
    /// What its amount is divided into.
    pub voci: Vec<VoceRisposta>,
    /// Where the rule is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fonte: Option<Fonte>,
    /// How sure the rule is.
    pub certezza: Certezza,
}

/// Which rule gave an amount.
///
/// ```
/// use soglia::riparto::TipoForma;
/// let answer = soglia::riparto::calcola(&soglia::semi::riparto("ambito-lodi-frs-2017").unwrap()).unwrap();
/// assert_eq!(answer.voci[0].forma, TipoForma::Percento);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TipoForma {
    /// Decided.
    Importo,
    /// Percentage of what is available.
    Percento,
    /// Share of the rest.
    Peso,
}

/// The bound an exact quota stands on.
///
/// ```
/// use soglia::riparto::LimiteAttivo;
/// let answer = soglia::riparto::calcola(&soglia::semi::riparto("ambito-lodi-frs-2017").unwrap()).unwrap();
/// assert!(answer.voci.iter().any(|v| v.limite == Some(LimiteAttivo::Minimo)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LimiteAttivo {
    /// Its minimum.
    Minimo,
    /// Its maximum.
    Massimo,
    /// It would get less than the minimum grant, and gets nothing.
    ContributoMinimo,
}

/// Money carried over from another riparto: all that it did not assign, at every node.
///
/// ```
/// let first = r#"{ "formato": 1, "id": "a", "natura": "bozza", "assegnazione": "10.00",
///   "voce": [{ "id": "x", "peso": 1, "massimo": 4 }] }"#;
/// let then = r#"{ "formato": 1, "id": "b", "natura": "bozza", "assegnazione": "1.00", "residui_da": "a.json",
///   "voce": [{ "id": "x", "peso": 1 }] }"#;
/// let files = [("a.json".to_owned(), first.to_owned())].into();
/// let next = soglia::formato::parse_riparto(then, "b.json", &files).unwrap();
/// assert_eq!(soglia::riparto::calcola(&next).unwrap().disponibile.to_string(), "7.00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Riporto {
    /// Id of the riparto that left it.
    pub riparto: String,
    /// Its year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anno: Option<u16>,
    /// How much.
    pub importo: Centesimi,
}

/// A constraint, checked.
///
/// ```
/// let answer = soglia::riparto::calcola(&soglia::semi::riparto("ambito-lodi-frs-2017").unwrap()).unwrap();
/// assert!(answer.vincoli[0].rispettato);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VincoloRisposta {
    /// Id.
    pub id: String,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub testo: Option<Testo>,
    /// Whether it holds.
    pub rispettato: bool,
    /// Sum of the voci that count.
    pub valore: Centesimi,
    /// The amount it is compared with, exact, in euro: a percentage is never rounded first.
    pub richiesto: String,
    /// Which way.
    pub confronto: Confronto,
    /// What the sum is of all that is available, percent, exact; null when nothing is available.
    pub percento: Option<String>,
    /// How much is missing, or too much, to the cent above; zero when it holds.
    pub scarto: Centesimi,
    /// It does not hold, but by less than the unit of `arrotonda`: no whole unit could mend the rounding alone.
    pub per_arrotondamento: bool,
    /// Where the constraint is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fonte: Option<Fonte>,
    /// How sure it is.
    pub certezza: Certezza,
}

/// Equal fractional parts that competed for too few cents.
///
/// ```
/// let text = r#"{ "formato": 1, "id": "x", "natura": "dimostrativo", "assegnazione": "0.01",
///   "voce": [{ "id": "a", "peso": 1 }, { "id": "b", "peso": 1 }] }"#;
/// let file = soglia::formato::parse_riparto(text, "x.json", &Default::default()).unwrap();
/// let tie = &soglia::riparto::calcola(&file).unwrap().parita[0];
/// assert_eq!((tie.tra.join(" "), tie.centesimi, tie.a.join(" ")), ("a b".to_owned(), 1, "a".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parita {
    /// Id of the parent; at the first level, the id of the riparto.
    pub nodo: String,
    /// Ids from the first level down to the parent, joined by `/`; empty at the first level.
    pub percorso: String,
    /// Who is tied, in the order written.
    pub tra: Vec<String>,
    /// How many cents were at stake.
    pub centesimi: i128,
    /// Who got them; empty when the tie is left to a person.
    pub a: Vec<String>,
    /// Whether it is left to a person (`spareggio = "decisione"`): the cents are in the residue of the node.
    pub da_decidere: bool,
    /// The question, for the person who decides; null when there is nothing left to decide.
    pub domanda: Option<String>,
    /// Where the decision of the person is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fonte: Option<Fonte>,
}

/// Why cents went where they went.
///
/// ```
/// use soglia::riparto::Perche;
/// let answer = soglia::riparto::calcola(&soglia::semi::riparto("fnps-lombardia-asl").unwrap()).unwrap();
/// assert_eq!(answer.registro[0].motivo, Perche::NessunPeso); // the part of the fund that the table leaves out
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Perche {
    /// Its fractional part is among the largest.
    ParteMaggiore,
    /// A tie, broken by the larger weight.
    Peso,
    /// A tie, broken by the order written.
    Ordine,
    /// The others are at their maximum.
    AltriAlMassimo,
    /// A tie, decided by a person.
    Scelta,
    /// It would get less than the minimum grant: nothing to it. As residue: nobody reaches the minimum grant.
    ContributoMinimo,
    /// Residue: everyone is at the maximum.
    Massimi,
    /// Residue: no voce has a positive weight.
    NessunPeso,
    /// Residue: less than one unit of `arrotonda`.
    Arrotondamento,
    /// Residue: a tie waits for a person.
    Decisione,
}

/// One line of the ledger.
///
/// ```
/// let text = r#"{ "formato": 1, "id": "x", "natura": "dimostrativo", "assegnazione": "1.00",
///   "voce": [{ "id": "a", "peso": 2 }, { "id": "b", "peso": 1 }] }"#;
/// let file = soglia::formato::parse_riparto(text, "x.json", &Default::default()).unwrap();
/// let line = &soglia::riparto::calcola(&file).unwrap().registro[0];
/// assert_eq!((line.voce.as_deref(), line.centesimi), (Some("a"), 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Annotazione {
    /// Id of the parent.
    pub nodo: String,
    /// Ids from the first level down to the parent, joined by `/`.
    pub percorso: String,
    /// Who got them; null for the residue.
    pub voce: Option<String>,
    /// How many cents.
    pub centesimi: i128,
    /// Why.
    pub motivo: Perche,
    /// The exact part beyond the floor, in units of `arrotonda`; null for the residue.
    pub parte: Option<String>,
    /// The same in words.
    pub testo: String,
}

/// What makes an answer replayable.
///
/// ```
/// let answer = soglia::riparto::calcola(&soglia::semi::riparto("ambito-lodi-frs-2017").unwrap()).unwrap();
/// assert!(answer.ricevuta.impronta.starts_with("sha256:"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RicevutaRiparto {
    /// Version of the program.
    pub programma: &'static str,
    /// Id of the riparto.
    pub riparto: String,
    /// `sha256:…` of its canonical content.
    pub impronta: String,
}
