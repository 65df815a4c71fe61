//! The whole estimate and its answer.

use super::aggiunte::{self, ComponenteAggiuntiva};
use super::avviso::Avviso;
use super::conto::{Conto, too_large};
use super::corrente::Variazioni;
use super::dsu::Dsu;
use super::lessico::TipoDsu;
use super::opzioni::Opzioni;
use super::parametri::Parametri;
use super::{corrente, patrimonio, reddito, scala};
use crate::denaro::{Frazione, Overflow, italian, italian_euro, italian_number};
use crate::diagnosi::Diagnostic;
use crate::lingua::{chiave, parola, tr};
use crate::traccia::Traccia;
use serde::Serialize;
use std::collections::BTreeMap;

const ESTIMATE: &str = chiave!("Questa è una stima: vale solo l'attestazione ISEE rilasciata dall'INPS.");
const SECOND_INDICATOR: &str = chiave!(
    "Questo è l'ISEE per specifiche prestazioni familiari e per l'inclusione (dal 2026): \
    non è l'ISEE che usano i servizi comunali (mense, nidi, assistenza domiciliare, rette), che restano su quello ordinario."
);

/// What makes an estimate replayable.
///
/// ```
/// # let text = "formato = 1\nanno = 2024\ntipo = \"ordinario\"\n[[componente]]\nid = \"a\"\nruolo = \"dichiarante\"";
/// let dsu = soglia::formato::parse_dsu(text, "dsu.toml").unwrap();
/// let rules = soglia::semi::parametri_isee(2024).unwrap();
/// let receipt = soglia::isee::calcola(&dsu, &rules).unwrap().ricevuta;
/// assert!(receipt.parametri == rules.id() && receipt.impronta_dsu.starts_with("sha256:"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RicevutaIsee {
    /// Version of the program.
    pub programma: &'static str,
    /// Id of the parameters.
    pub parametri: String,
    /// `sha256:…` of the parameters.
    pub impronta_parametri: String,
    /// `sha256:…` of the DSU.
    pub impronta_dsu: String,
}

/// The answer of `isee` (FORMATO chapter 8). Amounts are euro, to the cent.
///
/// ```
/// # let text = r#"{ "formato": 1, "anno": 2025, "tipo": "ordinario",
/// #   "componente": [{ "id": "ada", "ruolo": "dichiarante", "redditi": { "pensione": "12000" } }] }"#;
/// let dsu = soglia::formato::parse_dsu(text, "dsu.json").unwrap();
/// let answer = soglia::isee::calcola(&dsu, &soglia::semi::parametri_isee(2025).unwrap()).unwrap();
/// assert_eq!((answer.scala.as_str(), answer.isee.as_str()), ("1.00", "11000.00"));
/// assert_eq!(answer.opzioni["quote_lavoro_pensione"], "alternative");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stima {
    /// Incomes.
    pub isr: String,
    /// Assets.
    pub isp: String,
    /// Incomes and a fifth of the assets.
    pub ise: String,
    /// Equivalence scale.
    pub scala: String,
    /// ISE over scale, and the additional components.
    pub isee: String,
    /// What people outside the household add.
    pub componenti_aggiuntive: Vec<ComponenteAggiuntiva>,
    /// Year of presentation.
    pub anno: i64,
    /// Kind of ISEE.
    pub tipo: TipoDsu,
    /// Every option with the word used.
    pub opzioni: BTreeMap<&'static str, &'static str>,
    /// Of a current ISEE: whether what changed is enough. Said in the steps too, so files do not repeat it.
    #[serde(skip)]
    pub corrente: Variazioni,
    /// What the reader must be told.
    pub avvisi: Vec<Avviso>,
    /// The steps.
    pub traccia: Traccia,
    /// The receipt.
    pub ricevuta: RicevutaIsee,
}

/// Estimates the ISEE of a declaration with the parameters of its year ([`crate::semi::parametri_isee`]).
///
/// ```
/// # let text = "formato = 1\nanno = 2024\ntipo = \"ordinario\"\n[[componente]]\nid = \"a\"\nruolo = \"dichiarante\"";
/// let dsu = soglia::formato::parse_dsu(text, "dsu.toml").unwrap();
/// let of_another_year = soglia::semi::parametri_isee(2015).unwrap();
/// assert_eq!(soglia::isee::calcola(&dsu, &of_another_year).unwrap_err().codice.as_str(), "data-fuori-vigenza");
/// ```
///
/// # Errors
/// Parameters of other years; an option, or a kind of ISEE, that the rules of the year do not have; results that
/// do not fit 128 bits.
pub fn calcola(dsu: &Dsu, parametri: &Parametri) -> Result<Stima, Diagnostic> {
    let mut c = Conto::new(dsu, parametri)?;
    let values = run(&mut c).map_err(|_| too_large())?;
    Ok(answer(c, values))
}

struct Valori {
    isr: Frazione,
    isp: Frazione,
    ise: Frazione,
    scala: Frazione,
    isee: Frazione,
    aggiunte: Vec<(String, Frazione)>,
    corrente: Variazioni,
}

fn run(c: &mut Conto<'_>) -> Result<Valori, Overflow> {
    let isr = reddito::isr(c)?;
    let isp = patrimonio::isp(c)?;
    let mut corrente = Variazioni::default();
    if c.dsu.tipo == TipoDsu::Corrente {
        corrente = corrente::check(c, isr, isp)?;
    }
    let ise = ise(c, isr, isp)?;
    let scala = scala::scala(c)?;
    let p = c.p;
    let ratio = c.midway(ise.div(scala)?)?;
    let formula = format!("{} / {} = {}", italian(ise), italian_number(scala), italian(ratio));
    let text = tr!("ISE diviso la scala: {}.", italian_euro(ratio));
    c.r.say("rapporto", &p.scala.isee, text, Some(formula), Some(ratio));
    let aggiunte = aggiunte::all(c, scala)?;
    let mut exact = ratio;
    for (_, value) in &aggiunte {
        exact = exact.add(*value)?;
    }
    let isee = c.to_cent(exact)?;
    let formula = (isee != exact).then(|| format!("{} → {}", italian(exact), italian(isee)));
    let text = tr!("ISEE: {}.", italian_euro(isee));
    c.r.say("isee", &p.scala.isee, text, formula, Some(isee));
    Ok(Valori { isr, isp, ise, scala, isee, aggiunte, corrente })
}

/// Incomes, a part of the assets, and the ISE of attracted parents known by that alone.
fn ise(c: &mut Conto<'_>, isr: Frazione, isp: Frazione) -> Result<Frazione, Overflow> {
    let p = c.p;
    let voce = &p.patrimonio.parte_in_ise;
    let percent = voce.valore.mul(Frazione::integer(100))?;
    let mut total = isr.add(isp.mul(voce.valore)?)?;
    let mut formula = tr!("{} + {} % di {}", italian(isr), italian_number(percent), italian(isp));
    let only_ise: Vec<Frazione> = c.nucleo.solo_ise.iter().map(|g| g.ise).collect();
    for value in only_ise {
        let text = tr!("Il genitore non convivente conta nel nucleo con il suo ISE: {}.", italian_euro(value));
        c.r.say("attratto", &p.nucleo.solo_ise, text, None, Some(value));
        total = total.add(value)?;
        formula.push_str(&format!(" + {}", italian(value)));
    }
    let ise = c.midway(total)?;
    formula.push_str(&format!(" = {}", italian(ise)));
    c.r.say("ise", voce, tr!("ISE: {}.", italian_euro(ise)), Some(formula), Some(ise));
    Ok(ise)
}

fn answer(c: Conto<'_>, v: Valori) -> Stima {
    // The exact value is far inside 128 bits here, so its cents are too; if not, it is written exactly.
    let cents = |x: Frazione| c.to_cent(x).unwrap_or(x).euro_text();
    let componenti_aggiuntive = v
        .aggiunte
        .iter()
        .map(|(di, value)| ComponenteAggiuntiva {
            di: di.clone(),
            importo: cents(*value),
            esatta: (100 % value.denom() != 0).then(|| value.exact_text()),
        })
        .collect();
    let (isr, isp, ise, isee) = (cents(v.isr), cents(v.isp), cents(v.ise), cents(v.isee));
    Stima {
        isr,
        isp,
        ise,
        scala: v.scala.amount_text(),
        isee,
        componenti_aggiuntive,
        anno: c.dsu.anno,
        tipo: c.dsu.tipo,
        opzioni: c.o.table(),
        corrente: v.corrente,
        avvisi: warnings(&c),
        ricevuta: RicevutaIsee {
            programma: env!("CARGO_PKG_VERSION"),
            parametri: c.p.id.clone(),
            impronta_parametri: c.p.impronta.clone(),
            impronta_dsu: c.dsu.impronta.clone(),
        },
        traccia: c.r.trace,
    }
}

fn warnings(c: &Conto<'_>) -> Vec<Avviso> {
    let avviso = |chiave, testo: String| Avviso { testo, chiave };
    let mut list = vec![avviso(None, parola(ESTIMATE).to_owned())];
    if c.dsu.tipo == TipoDsu::Prestazioni2026 {
        list.push(avviso(None, parola(SECOND_INDICATOR).to_owned()));
    }
    list.extend(c.r.avvisi.iter().cloned());
    let ordinary = Opzioni::default().table();
    for (name, word) in c.dsu.opzioni.table() {
        if ordinary.get(name) != Some(&word) {
            list.push(avviso(Some(name), tr!("Opzione scelta: {} = {}.", name, word)));
        }
    }
    list
}
