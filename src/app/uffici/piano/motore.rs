// SPDX-License-Identifier: EUPL-1.2
//! The only file of this door that calls the engine.

use crate::diagnosi::Diagnostic;
use crate::foglio::Cartella;
use crate::formato::{self, Documento};
use crate::lingua::{self, grouped, tr};
use crate::norma::Natura;
use crate::riparto::{self, Forma, Riparto, RispostaRiparto, VoceRisposta};
use crate::semi;
use std::collections::BTreeMap;

pub use crate::riparto::{
    Almeno, Annotazione, Centesimi, Confronto, Evento, LimiteAttivo, Mossa, Paradosso, Parita, Sensibilita, TipoForma,
    VincoloRisposta,
};
pub use crate::semi::{Comune, SemeRiparto};

/// What a text gives: itself as keys and values, and the division or what is wrong.
#[derive(Clone, Debug)]
pub struct Prova {
    /// None when it is not TOML.
    pub documento: Option<Documento>,
    /// Title, nature, sources; none when there are errors.
    pub riparto: Option<Riparto>,
    /// The division.
    pub risposta: Option<RispostaRiparto>,
    /// What is wrong; empty when there is a division.
    pub errori: Vec<Diagnostic>,
    /// Sum of what the leaves get, cents.
    pub distribuito: i128,
    /// Sum of what is left at any node, cents.
    pub residuo: i128,
}

/// Reads and divides. `tabelle` holds the CSV files of the reader; the embedded ones are there too.
#[must_use]
pub fn prova(nome: &str, testo: &str, tabelle: &BTreeMap<String, String>) -> Prova {
    let mut all = semi::tabelle();
    all.extend(tabelle.clone());
    let read = formato::parse_riparto(testo, nome, &all);
    let (riparto, risposta, errori) = match read {
        Err(errors) => (None, None, errors),
        Ok(riparto) => match riparto::calcola(&riparto) {
            Ok(answer) => (Some(riparto), Some(answer), Vec::new()),
            Err(errors) => (Some(riparto), None, formato::with_lines(testo, errors)),
        },
    };
    let distribuito = risposta.as_ref().map_or(0, |r| foglie(&r.voci));
    let residuo = risposta.as_ref().map_or(0, |r| r.residuo.0.saturating_add(avanzi(&r.voci)));
    Prova { documento: Documento::parse(testo), riparto, risposta, errori, distribuito, residuo }
}

fn foglie(voci: &[VoceRisposta]) -> i128 {
    let one = |v: &VoceRisposta| if v.voci.is_empty() { v.importo.0 } else { foglie(&v.voci) };
    voci.iter().map(one).fold(0, i128::saturating_add)
}

fn avanzi(voci: &[VoceRisposta]) -> i128 {
    let one = |v: &VoceRisposta| v.residuo.map_or(0, |r| r.0).saturating_add(avanzi(&v.voci));
    voci.iter().map(one).fold(0, i128::saturating_add)
}

/// The embedded riparti.
#[must_use]
pub fn semi() -> &'static [SemeRiparto] {
    semi::riparti()
}

/// The text of an embedded riparto.
#[must_use]
pub fn testo_seme(id: &str) -> Option<&'static str> {
    semi::testo_riparto(id)
}

/// Cents as the engine writes them: `1234.50`.
#[must_use]
pub fn plain(cents: i128) -> String {
    Centesimi(cents).to_string()
}

/// What a nature means to the reader; nothing for figures that bind.
#[must_use]
pub fn natura(natura: Natura) -> Option<&'static str> {
    match natura {
        Natura::Pubblicato => None,
        Natura::Storico => Some(tr!("Valori di un anno passato")),
        Natura::Bozza => Some(tr!("Bozza non approvata")),
        Natura::Dimostrativo => Some(tr!("Valori di esempio")),
    }
}

/// Hundredths of a percent, rounded half up: for reading, never for computing.
fn permyriad(part: i128, whole: i128) -> Option<i128> {
    let twice = part.checked_mul(20_000)?.checked_div(whole)?;
    Some((twice + 1).div_euclid(2))
}

/// `12,34%`, or a dash where there is nothing to be a part of.
#[must_use]
pub fn share(part: i128, whole: i128) -> String {
    let read =
        |p: i128| [grouped(&format!("{}.{:02}", p / 100, p % 100), 2).unwrap_or_default().as_str(), "%"].concat();
    permyriad(part, whole).map_or_else(|| "–".to_owned(), read)
}

/// The percentage, with two decimals, as a file writes it; zero of nothing.
#[must_use]
pub fn percent(part: i128, whole: i128) -> String {
    permyriad(part, whole).map_or_else(|| "0".to_owned(), |p| format!("{}.{:02}", p / 100, p % 100))
}

/// The multiple that amounts are brought to, cents.
#[must_use]
pub fn unit(riparto: Option<&Riparto>) -> i128 {
    riparto.map_or(1, |r| r.unita.0)
}

/// A fund in a year, as the plan prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Punto {
    /// Year.
    pub anno: i64,
    /// How much.
    pub cents: i128,
}

/// The years that the Piano di Zona prints of a fund: figures with id `prefix-year`.
#[must_use]
pub fn serie(prefix: &str) -> Vec<Punto> {
    let Ok(plan) = semi::cifre("piano-di-zona-2018-2020") else { return Vec::new() };
    let one = |c: &crate::riparto::Cifra| {
        let anno = c.id.strip_prefix(prefix)?.strip_prefix('-')?.parse().ok()?;
        Some(Punto { anno, cents: c.stampe.first()?.importo.0 })
    };
    let mut out: Vec<Punto> = plan.cifre.iter().filter_map(one).collect();
    out.sort_by_key(|p| p.anno);
    out
}

/// The 61 Comuni.
#[must_use]
pub fn comuni() -> &'static [Comune] {
    semi::comuni()
}

/// How the level of a voce answers to its weight, by path of ids.
#[must_use]
pub fn sensibilita(prova: &Prova, percorso: &str) -> Option<Sensibilita> {
    riparto::sensibilita(prova.riparto.as_ref()?, percorso).ok()
}

/// The smallest changes that give a voce at least these euro, as the file writes them; or what is wrong with them.
pub fn almeno(prova: &Prova, percorso: &str, euro: &str) -> Result<Almeno, Vec<Diagnostic>> {
    let riparto = prova.riparto.as_ref().ok_or_else(Vec::new)?;
    riparto::almeno(riparto, percorso, crate::chiamate::centesimi(euro)?)
}

/// Whether one of the next units added to the fund takes something from somebody.
#[must_use]
pub fn paradosso(prova: &Prova, units: u32) -> Option<Paradosso> {
    riparto::paradosso(prova.riparto.as_ref()?, units)
}

/// The riparto as a spreadsheet that computes it again: a document of the ente, in Italian whatever is spoken.
#[must_use]
pub fn foglio(nome: &str, testo: &str, tabelle: &BTreeMap<String, String>) -> Option<Cartella> {
    lingua::in_italiano(|| {
        let prova = prova(nome, testo, tabelle);
        Some(crate::foglio::riparto(prova.riparto.as_ref()?, prova.risposta.as_ref()?))
    })
}

/// The level of a voce, divided again with another weight for it; none when that cannot be.
#[must_use]
pub fn con_peso(prova: &Prova, chiave: &str, peso: u32) -> Option<Vec<VoceRisposta>> {
    let mut riparto = prova.riparto.clone()?;
    let path: Vec<usize> = chiave.split('.').map(index).collect::<Option<_>>()?;
    let (last, above) = path.split_last()?;
    let mut level = &mut riparto.voci;
    for i in above {
        level = &mut level.get_mut(*i)?.voci;
    }
    let Forma::Peso { peso: weight, .. } = &mut level.get_mut(*last)?.forma else { return None };
    *weight = num_rational::BigRational::from_integer(peso.into());
    let mut out = riparto::calcola(&riparto).ok()?.voci;
    for i in above {
        out = out.into_iter().nth(*i)?.voci;
    }
    Some(out)
}

/// `voce[3]` → 3.
fn index(step: &str) -> Option<usize> {
    step.strip_prefix("voce[")?.strip_suffix(']')?.parse().ok()
}

/// Two are the same when they are the same one: the page makes a new one at every change.
impl PartialEq for Prova {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}
