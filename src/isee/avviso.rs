//! What the reader of an estimate must be told.

use serde::Serialize;

/// A warning: its words, and the key of the declaration they name. Who asks with questions, and not with keys, says it in
/// words of their own.
///
/// ```
/// let text = r#"{ "formato": 1, "anno": 2026, "tipo": "ordinario", "componente": [
///   { "id": "ada", "ruolo": "dichiarante" }, { "id": "ugo", "ruolo": "coniuge" }, { "id": "lia", "ruolo": "figlio", "eta": 5 }] }"#;
/// let dsu = soglia::formato::parse_dsu(text, "dsu.json").unwrap();
/// let answer = soglia::isee::calcola(&dsu, &soglia::semi::parametri_isee(2026).unwrap()).unwrap();
/// let unsaid = answer.avvisi.iter().find(|a| a.chiave == Some("lavoro_6_mesi")).unwrap();
/// assert!(unsaid.testo.contains("lavoro_6_mesi"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
pub struct Avviso {
    /// One sentence.
    pub testo: String,
    /// The key of a declaration that it names, if it names one.
    pub chiave: Option<&'static str>,
}

impl From<Avviso> for String {
    fn from(avviso: Avviso) -> Self {
        avviso.testo
    }
}
