// SPDX-License-Identifier: EUPL-1.2
//! The only file of this door that calls the engine on the page itself: reading and checking one schedule. Everything
//! on the population is asked of the worker.

use crate::app::grafici::Segment;
use crate::app::numeri::to_cents;
use crate::denaro::Decimal;
use crate::diagnosi::{Diagnostic, Severity};
use crate::formato::{self, Documento};
use crate::lingua::tr;
use crate::norma::{Natura, Regolamento, Servizio};
use crate::requisiti::Fatti;
use crate::semi::{self, Seme};
use crate::tariffa;

pub use crate::norma::Unita;
pub use crate::simula::{
    Causa, Centesimi, Combinato, Dimensione, Griglia, Gruppo, Leva, MAX_LEVE, MINIMO_PUBBLICO, Meta, Obiettivo,
    Prova as Tentativo, Quadro, Scalino, Scelta, Sintesi, Uniformita, Variazioni, nascosti,
};

/// A schedule, read.
#[derive(Clone, Debug)]
pub struct Prova {
    /// None when it is not TOML.
    pub documento: Option<Documento>,
    /// None when something is wrong.
    pub regolamento: Option<Regolamento>,
    /// What is wrong, and what is worth a look.
    pub trovati: Vec<Diagnostic>,
}

/// Two are the same when they are the same one: the page makes a new one at every change.
impl PartialEq for Prova {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Prova {
    /// What refuses the file.
    pub fn errori(&self) -> impl Iterator<Item = &Diagnostic> {
        self.trovati.iter().filter(|d| d.gravita == Severity::Errore)
    }

    /// The service, and its place in the file.
    #[must_use]
    pub fn servizio(&self, id: &str) -> Option<(usize, &Servizio)> {
        self.regolamento.as_ref()?.servizi.iter().enumerate().find(|(_, s)| s.id == id)
    }
}

/// Reads and checks a schedule for a service.
#[must_use]
pub fn prova(testo: &str, servizio: &str) -> Prova {
    let documento = Documento::parse(testo);
    match formato::parse_regolamento(testo, "", semi::fatti()) {
        Err(trovati) => Prova { documento, regolamento: None, trovati },
        Ok(rules) => match tariffa::find_service(&rules, servizio) {
            Err(d) => Prova { documento, regolamento: None, trovati: vec![d] },
            Ok(_) => {
                let trovati = formato::with_lines(testo, tariffa::verifica(&rules, None));
                Prova { documento, regolamento: Some(rules), trovati }
            }
        },
    }
}

/// The included regolamenti that have services.
pub fn elenco() -> impl Iterator<Item = &'static Seme> {
    semi::elenco().iter().filter(|s| !s.servizi.is_empty())
}

/// The text of an included regolamento.
#[must_use]
pub fn testo_seme(id: &str) -> Option<&'static str> {
    semi::testo(id)
}

/// The services of a text, by id and name, or what is wrong with it.
///
/// # Errors
/// As [`formato::parse_regolamento`].
pub fn servizi(testo: &str) -> Result<Vec<(String, String)>, Vec<Diagnostic>> {
    formato::parse_regolamento(testo, "", semi::fatti())
        .map(|r| r.servizi.iter().map(|s| (s.id.clone(), s.nome.it().to_owned())).collect())
}

/// What a nature means to the reader; nothing for figures that bind.
#[must_use]
pub fn natura(word: &str) -> Option<&'static str> {
    match Natura::from_word(word)? {
        Natura::Pubblicato => None,
        Natura::Storico => Some(tr!("Valori di un anno passato")),
        Natura::Bozza => Some(tr!("Bozza non approvata")),
        Natura::Dimostrativo => Some(tr!("Valori di esempio")),
    }
}

/// The first quantity that a service counts.
#[must_use]
pub fn unita(servizio: Option<&Servizio>) -> Unita {
    servizio.and_then(|s| s.quote.first()).map_or(Unita::Ora, |q| q.per)
}

/// The unit value of a quota at an ISEE, cents, on the ordinary occasion; none when it is not one amount.
#[must_use]
pub fn valore(rules: &Regolamento, servizio: &str, quota: &str, cents: i64) -> Option<i64> {
    let isee = [Some(Decimal::new(cents, 2))];
    let rows = tariffa::tabella(rules, servizio, &isee, Some(quota), &Fatti::new()).ok()?;
    to_cents(rows.first()?.quote.get(quota)?.as_deref()?)
}

/// The pieces of a quota up to an ISEE, on the ordinary occasion; pieces that are not known are left out.
#[must_use]
pub fn pezzi(rules: &Regolamento, servizio: &str, quota: &str, fine: i64) -> Vec<Segment> {
    let Ok(soglie) = tariffa::soglie(rules, servizio, quota, &Fatti::new()) else { return Vec::new() };
    let mut out = Vec::new();
    let (mut from, mut fee) = (0, valore(rules, servizio, quota, 0));
    for s in &soglie {
        let Some(to) = to_cents(&s.isee) else { continue };
        if let Some((from_fee, to_fee)) = fee.zip(s.prima.as_deref().and_then(to_cents)) {
            out.push(Segment { from, to, from_fee, to_fee });
        }
        (from, fee) = (to, s.dopo.as_deref().and_then(to_cents));
    }
    if let Some((from_fee, to_fee)) = fee.zip(valore(rules, servizio, quota, fine)).filter(|_| from < fine) {
        out.push(Segment { from, to: fine, from_fee, to_fee });
    }
    out
}

/// The last ISEE at which a quota changes, cents.
#[must_use]
pub fn ultima(rules: &Regolamento, servizio: &str, quota: &str) -> i64 {
    let soglie = tariffa::soglie(rules, servizio, quota, &Fatti::new()).unwrap_or_default();
    soglie.last().and_then(|s| to_cents(&s.isee)).unwrap_or_default()
}
