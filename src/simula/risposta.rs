//! The answer of `simula`.

use super::Famiglie;
use super::confronto::{Cambi, Confronto, VariazioniFascia};
use super::passata::Passata;
use super::riepilogo::{Centesimi, DaVerificare, Esito, Importi, PerFascia, Tavola, per_fascia};
use crate::formato::popolazione::Scarto;
use crate::lingua::tr;
use crate::norma::{Natura, Regolamento, ValoreFatto};
use serde::Serialize;
use std::collections::BTreeMap;

/// A fact that rows did not give and took its ordinary value.
///
/// ```
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let answer = soglia::simula::simula(rules, "sad", b"isee\n8000\n").unwrap();
/// assert_eq!(answer.predefiniti["festivo"].righe, 1);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Predefinito {
    /// The value taken.
    pub valore: ValoreFatto,
    /// In how many rows.
    pub righe: u64,
}

/// What makes a simulation replayable, with the file.
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let answer = soglia::simula::simula(rules, "sad", b"isee\n8000\n").unwrap();
/// assert_eq!(answer.ricevuta.impronta, rules.impronta);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ricevuta {
    /// Version of the program.
    pub programma: &'static str,
    /// Id of the rule file.
    pub regolamento: String,
    /// `sha256:…` of its canonical content.
    pub impronta: String,
    /// The service.
    pub servizio: String,
    /// How the file was read: separator, decimal mark, encoding.
    pub separatore: &'static str,
    /// `virgola`, `punto` or `nessuno`.
    pub decimali: &'static str,
    /// `utf-8` or `windows-1252`.
    pub codifica: &'static str,
    /// Columns left out because it was asked.
    pub colonne_ignorate: Vec<String>,
}

/// The fee of each household in the order of the file, cents; −1 not admitted, −2 not known.
///
/// ```
/// let none = soglia::simula::Tariffe::default();
/// assert!(none.prima.is_empty() && none.dopo.is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tariffe {
    /// Under the first rules.
    pub prima: Vec<i64>,
    /// Under the second.
    pub dopo: Option<Vec<i64>>,
}

/// The answer of `simula` (FORMATO chapter 8); amounts in euro, for the quantities of the file.
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let answer = soglia::simula::simula(rules, "sad", b"isee;ora\n8000;10\n20000;1\n").unwrap();
/// let json = serde_json::to_string(&answer).unwrap();
/// assert!(json.starts_with(r#"{"righe":2,"scartate":0,"senza_isee":0,"totale":"65.00","esenti":0"#));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Risposta {
    /// Rows read, the header not, bad ones included.
    pub righe: u64,
    /// Rows left out, because something in them is wrong.
    pub scartate: u64,
    /// Good rows without an ISEE that the service accepts.
    pub senza_isee: u64,
    /// What all households pay.
    pub totale: Centesimi,
    /// Fees of 0.00.
    pub esenti: u64,
    /// Households that a requirement, or the want of an ISEE, excludes.
    pub non_ammesse: u64,
    /// Households whose fee the rules and the file do not tell; not in the total.
    pub non_determinate: u64,
    /// Households whose fee is known and whose admission is not; in the total.
    pub da_verificare: DaVerificare,
    /// By fascia; the rows add up to the total.
    pub per_fascia: Vec<PerFascia>,
    /// By the words of the column asked for; the rows add up to the total.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub per: BTreeMap<String, PerParola>,
    /// The second schedule.
    pub confronto: Option<Confronto>,
    /// Bad rows, the first thousand.
    pub scarti: Vec<Scarto>,
    /// Facts that took their ordinary value.
    pub predefiniti: BTreeMap<String, Predefinito>,
    /// Facts that would decide what is not known.
    pub mancano: Vec<String>,
    /// What the reader must be told.
    pub avvisi: Vec<String>,
    /// What makes it replayable.
    pub ricevuta: Ricevuta,
}

/// The households of one word of a column; amounts in euro.
///
/// ```
/// use soglia::{formato::popolazione::Lettore, simula::Simulazione};
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let simulazione = Simulazione::new(rules, "sad", None).unwrap();
/// let (mut raccolta, mut attese) = (simulazione.raccolta(), simulazione.attese());
/// attese.per = Some("comune".into());
/// let mut lettore = Lettore::new(attese);
/// lettore.leggi(b"isee;comune\n5000;Lodi\n8000;Lodi\n", &mut |riga| raccolta.push(riga)).unwrap();
/// let letto = lettore.fine(&mut |riga| raccolta.push(riga)).unwrap();
/// let answer = raccolta.finish(letto).esegui().unwrap();
/// assert_eq!((answer.per["Lodi"].righe, answer.per["Lodi"].totale), (2, answer.totale));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PerParola {
    /// Households.
    pub righe: u64,
    /// Of which pay nothing.
    pub esenti: u64,
    /// What they pay.
    pub totale: Centesimi,
    /// Not admitted.
    pub non_ammesse: u64,
    /// Of which the rules and the file do not tell the fee.
    pub non_determinate: u64,
}

fn by_word(f: &Famiglie<'_>, fees: &Importi) -> BTreeMap<String, PerParola> {
    let mut out = vec![PerParola::default(); f.letto.colonne.etichette.len()];
    for (fee, label) in fees.iter().zip(&f.etichette) {
        let Some(p) = usize::try_from(*label).ok().and_then(|l| out.get_mut(l)) else { continue };
        p.righe += 1;
        match fee {
            Esito::NON_AMMESSA => p.non_ammesse += 1,
            Esito::NON_DETERMINATA => p.non_determinate += 1,
            cents => {
                p.totale.0 += i128::from(cents);
                p.esenti += u64::from(cents == 0);
            }
        }
    }
    f.letto.colonne.etichette.iter().cloned().zip(out).collect()
}

/// Puts an answer together; `fees` are those of each schedule, or none when nobody needs them.
pub(crate) fn answer(f: &Famiglie<'_>, tables: &[(Tavola, Passata<'_>)], fees: &[Importi]) -> Risposta {
    let (first, second) = (tables.first(), tables.get(1));
    let sum = first.map(|(t, _)| t.sum()).unwrap_or_default();
    let mut mancano: Vec<String> = Vec::new();
    let mut predefiniti = BTreeMap::new();
    for (_, pass) in tables {
        for fact in pass.piani.iter().flat_map(|p| &p.mancano) {
            if !mancano.contains(fact) {
                mancano.push(fact.clone());
            }
        }
        for (id, (valore, righe)) in &pass.pop.predefiniti {
            predefiniti.insert(id.clone(), Predefinito { valore: valore.clone(), righe: *righe });
        }
    }
    Risposta {
        righe: f.letto.righe,
        scartate: f.letto.scartate,
        senza_isee: first.and_then(|(t, _)| t.0.last()).map_or(0, |v| v.righe),
        totale: Centesimi(sum.totale),
        esenti: sum.esenti,
        non_ammesse: sum.non_ammesse,
        non_determinate: sum.non_determinate,
        da_verificare: DaVerificare { righe: sum.da_verificare, totale: Centesimi(sum.totale_da_verificare) },
        per_fascia: first.map(|(t, pass)| per_fascia(&pass.limiti, t)).unwrap_or_default(),
        per: fees.first().map(|fees| by_word(f, fees)).unwrap_or_default(),
        confronto: first
            .zip(second)
            .zip(fees.first().zip(fees.get(1)))
            .map(|((a, b), (before, after))| comparison(f, a, b, before, after)),
        scarti: f.letto.scarti.clone(),
        predefiniti,
        mancano,
        avvisi: first.map(|(_, pass)| warnings(pass.consulta.rules)).unwrap_or_default(),
        ricevuta: Ricevuta {
            programma: env!("CARGO_PKG_VERSION"),
            regolamento: first.map(|(_, p)| p.consulta.rules.id.clone()).unwrap_or_default(),
            impronta: first.map(|(_, p)| p.consulta.rules.impronta.clone()).unwrap_or_default(),
            servizio: first.map(|(_, p)| p.consulta.servizio.id.clone()).unwrap_or_default(),
            separatore: f.letto.separatore,
            decimali: f.letto.decimali,
            codifica: f.letto.codifica,
            colonne_ignorate: f.letto.colonne.ignorate.clone(),
        },
    }
}

pub(crate) fn warnings(rules: &Regolamento) -> Vec<String> {
    let text = match rules.natura {
        Natura::Pubblicato => return Vec::new(),
        Natura::Storico => tr!("Regole non più in vigore."),
        Natura::Bozza => tr!("Regole in bozza, non ancora approvate."),
        Natura::Dimostrativo => tr!("Valori dimostrativi: non sono stati approvati da nessun ente."),
    };
    vec![text.to_owned()]
}

fn comparison(
    f: &Famiglie<'_>,
    (first, pass): &(Tavola, Passata<'_>),
    (second, other): &(Tavola, Passata<'_>),
    before: &Importi,
    after: &Importi,
) -> Confronto {
    let mut whole = Cambi::default();
    let mut fasce = vec![Cambi::default(); pass.limiti.len() + 2];
    let mut labels = vec![Cambi::default(); f.letto.colonne.etichette.len()];
    for (place, x) in pass.pop.posto.iter().zip(pass.pop.isee.iter()) {
        let Ok(place) = usize::try_from(*place) else { continue };
        let (a, b) = (before.get(place), after.get(place));
        whole.push(a, b);
        if let Some(v) = fasce.get_mut(pass.fascia(x)) {
            v.push(a, b);
        }
        let label = f.etichette.get(place).and_then(|l| usize::try_from(*l).ok());
        if let Some(v) = label.and_then(|l| labels.get_mut(l)) {
            v.push(a, b);
        }
    }
    let (sum, other_sum) = (first.sum(), second.sum());
    let bounds = per_fascia(&pass.limiti, first);
    Confronto {
        regolamento: other.consulta.rules.id.clone(),
        impronta: other.consulta.rules.impronta.clone(),
        totale: Centesimi(other_sum.totale),
        esenti: other_sum.esenti,
        non_ammesse: other_sum.non_ammesse,
        non_determinate: other_sum.non_determinate,
        differenza: Centesimi(other_sum.totale - sum.totale),
        cause: Vec::new(),
        variazioni: whole.finish(),
        per_fascia: bounds
            .into_iter()
            .zip(fasce)
            .map(|(b, v)| VariazioniFascia { da: b.da, a: b.a, senza_isee: b.senza_isee, variazioni: v.finish() })
            .collect(),
        per: f.letto.colonne.etichette.iter().cloned().zip(labels.iter().map(Cambi::finish)).collect(),
    }
}
