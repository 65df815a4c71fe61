// SPDX-License-Identifier: EUPL-1.2
//! The answers of the draft as the engine takes them. A fact has the same field as in the flow of a fee, so nothing is
//! asked twice; each kind of ISEE has a field of its own, and the one written for a fee counts too.

use super::motore::{Fatto, TipoFatto, TipoIsee, catalogo};
use crate::app::draft::{Draft, ISEE, ISEE_KIND};
use crate::app::flow::{UNKNOWN, read_fact};
use crate::app::motore::{comuni, today};
use serde_json::{Map, Value, json};

/// Day whose rules are asked, ISO; empty = today.
pub const DATA: &str = "spettanze.data";
/// Which day was picked on the first page: `oggi`, `piano`, `altro`.
pub const QUANDO: &str = "spettanze.quando";
/// Facts asked here, in their order, with spaces between.
pub const ORDINE: &str = "spettanze.ordine";
/// Id of the family whose answers these are, when they are an example.
pub const ESEMPIO: &str = "spettanze.esempio";
/// The person's own answers while an example is shown, as the draft is stored.
pub const MIE: &str = "spettanze.mie";

/// A question, answered or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// Not yet, or with something that cannot be read.
    Manca,
    /// «Non lo so».
    NonSo,
    /// An ISEE that the person does not have.
    Assente,
    /// A value, as the engine takes it and as a person reads it.
    Valore(Value, String),
}

/// The answers of one person.
#[derive(Clone, Copy)]
pub struct Risposte<'a>(pub &'a Draft);

/// The field of a fact.
#[must_use]
pub fn campo(fatto: &str) -> String {
    if fatto.starts_with("isee.") { fatto.to_owned() } else { ["fatto.", fatto].concat() }
}

/// In [`Draft::unknown`]: of an ISEE, «non lo so»; its own field there means «non ce l'ho».
#[must_use]
pub fn campo_non_so(fatto: &str) -> String {
    if fatto.starts_with("isee.") { [fatto, ".non-so"].concat() } else { campo(fatto) }
}

/// A fact in an address.
#[must_use]
pub fn slug(fatto: &str) -> String {
    fatto.replace(['.', '_'], "-")
}

/// The fact of an address.
#[must_use]
pub fn from_slug(text: &str) -> Option<&'static Fatto> {
    catalogo().iter().find(|f| slug(&f.id) == text)
}

impl Risposte<'_> {
    /// The day whose rules are asked.
    #[must_use]
    pub fn data(self) -> String {
        let own = self.0.text(DATA);
        if own.is_empty() { today() } else { own.to_owned() }
    }

    /// ISTAT code of the Comune; none for an ente outside the area.
    #[must_use]
    pub fn comune(self) -> Option<&'static str> {
        comuni().map(|(code, _)| code).find(|code| *code == self.0.comune)
    }

    /// The facts asked here, in their order.
    pub fn ordine(&self) -> impl Iterator<Item = &str> {
        self.0.text(ORDINE).split(' ').filter(|id| !id.is_empty())
    }

    /// How a question stands.
    #[must_use]
    pub fn data_di(self, fatto: &Fatto) -> Data {
        let field = campo(&fatto.id);
        if self.0.is_unknown(&campo_non_so(&fatto.id)) || self.0.text(&field) == UNKNOWN {
            return Data::NonSo;
        }
        if self.0.is_unknown(&field) {
            return Data::Assente;
        }
        match read_fact(fatto, self.testo(fatto)) {
            Ok(value) => {
                let shown = crate::app::flow::fact_in_words(fatto, &value);
                value_of(fatto, &value).map_or(Data::Manca, |v| Data::Valore(v, shown))
            }
            Err(_) => Data::Manca,
        }
    }

    /// What is written in the field of a fact; of an ISEE also what was written for a fee.
    #[must_use]
    pub fn testo(&self, fatto: &Fatto) -> &str {
        let own = self.0.text(&campo(&fatto.id));
        let kind = TipoIsee::from_word(self.0.text(ISEE_KIND)).filter(|k| k.fact_id() == fatto.id);
        if own.is_empty() && kind.is_some() && !self.0.is_unknown(ISEE) { self.0.text(ISEE) } else { own }
    }

    /// The questionnaire of the engine; `senza` leaves one fact out.
    #[must_use]
    pub fn json(self, senza: Option<&str>) -> String {
        let (mut facts, mut isee) = (Map::new(), Map::new());
        for fatto in catalogo().iter().filter(|f| senza != Some(f.id.as_str())) {
            let value = match self.data_di(fatto) {
                Data::Manca => continue,
                Data::NonSo => json!("non_so"),
                Data::Assente => json!("assente"),
                Data::Valore(value, _) => value,
            };
            match fatto.id.strip_prefix("isee.") {
                Some(kind) => isee.insert(kind.to_owned(), value),
                None => facts.insert(fatto.id.clone(), value),
            };
        }
        let mut request = json!({ "data": self.data(), "fatti": facts, "isee": isee });
        if let (Some(code), Some(table)) = (self.comune(), request.as_object_mut()) {
            table.insert("comune".to_owned(), json!(code));
        }
        request.to_string()
    }

    /// Every answer that counts, in the order of the questions first.
    #[must_use]
    pub fn date(self) -> Vec<(&'static Fatto, Data)> {
        let asked: Vec<&'static Fatto> = self.ordine().filter_map(|id| catalogo().get(id)).collect();
        let others = catalogo().iter().filter(|f| !asked.contains(f));
        asked.iter().copied().chain(others).map(|f| (f, self.data_di(f))).filter(|(_, d)| *d != Data::Manca).collect()
    }
}

fn value_of(fatto: &Fatto, read: &str) -> Option<Value> {
    Some(match fatto.tipo {
        TipoFatto::Booleano => json!(read == "si"),
        TipoFatto::Intero => json!(read.parse::<i64>().ok()?),
        TipoFatto::Importo | TipoFatto::Data | TipoFatto::Scelta | TipoFatto::Testo => json!(read),
    })
}
