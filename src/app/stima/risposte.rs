// SPDX-License-Identifier: EUPL-1.2
//! What can be read of the answers: pure, from the draft alone.

use super::campi::{self, Numero, Scelta, Tipo};
use super::corrente;
use super::residenze::{FIGLI, MASSIMO_FIGLI};
use crate::app::draft::Draft;
use crate::app::numeri::{NumberError, parse_integer, parse_number};
use crate::denaro::{Decimal, parse_decimal};

/// More children, or others, than any family writes by mistake.
pub const MASSIMO_PERSONE: i64 = 12;

/// The answers of one person.
#[derive(Clone, Copy, Debug)]
pub struct Risposte<'a>(pub &'a Draft);

/// Why a number does not count as an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difetto {
    /// It cannot be read.
    Numero(NumberError),
    /// More than this.
    Oltre(i64),
    /// Less than this.
    Sotto(i64),
}

impl Risposte<'_> {
    /// The word picked, when it is one of the choice.
    #[must_use]
    pub fn scelta(self, scelta: &Scelta) -> Option<&'static str> {
        let picked = self.0.text(scelta.campo);
        self.voci(scelta).map(|(word, ..)| *word).find(|word| *word == picked)
    }

    /// The answers of a choice that make sense in this family.
    pub fn voci(self, scelta: &Scelta) -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
        let asked = scelta.campo == corrente::CHI.campo;
        scelta.voci.iter().filter(move |(word, ..)| match *word {
            "coniuge" | "coppia" if asked => self.coppia(),
            "altro" if asked => self.altri_adulti() > 0,
            _ => true,
        })
    }

    /// The number typed, or why it does not count.
    ///
    /// # Errors
    /// The [`Difetto`] that tells the reader what to change.
    pub fn numero(self, numero: &Numero) -> Result<Decimal, Difetto> {
        let typed = self.0.text(numero.campo);
        let wanted = numero.campo == campi::DISABILI.campo
            || numero.campo == corrente::QUANTI.campo && self.scelta(&corrente::CHI) == Some("altro");
        if numero.tipo == Tipo::Persone && !wanted && typed.trim().is_empty() {
            return Ok(Decimal::ZERO);
        }
        let read = match numero.tipo {
            Tipo::Persone => parse_integer(typed),
            Tipo::Euro | Tipo::Scala => parse_number(typed).map(|n| n.value),
        };
        let text = read.map_err(Difetto::Numero)?;
        let value = parse_decimal(&text).map_err(|_| Difetto::Numero(NumberError::NotANumber))?;
        let max = match numero.tipo {
            Tipo::Persone if numero.campo == campi::DISABILI.campo => self.persone(),
            Tipo::Persone if numero.campo == FIGLI.campo => MASSIMO_FIGLI,
            Tipo::Persone if numero.campo == corrente::QUANTI.campo => self.altri_adulti(),
            Tipo::Persone => MASSIMO_PERSONE,
            Tipo::Scala => 20,
            Tipo::Euro => return self.parte(numero, value),
        };
        let somebody = numero.campo == corrente::QUANTI.campo && self.scelta(&corrente::CHI) == Some("altro");
        let disabled = numero.campo == campi::DISABILI.campo && self.per_adulto();
        let min = i64::from(numero.tipo == Tipo::Scala || somebody || disabled);
        if value > Decimal::from(max) {
            return Err(Difetto::Oltre(max));
        }
        if value < Decimal::from(min) {
            return Err(Difetto::Sotto(min));
        }
        Ok(value)
    }

    /// An amount that is part of another cannot be more.
    fn parte(self, numero: &Numero, value: Decimal) -> Result<Decimal, Difetto> {
        let all = corrente::FERMI.iter().zip([&campi::LAVORO_3, &campi::PENSIONE_3]);
        let all =
            all.into_iter().find(|(part, _)| part.campo == numero.campo).and_then(|(_, all)| self.numero(all).ok());
        match all {
            Some(all) if value > all => Err(Difetto::Oltre(i64::try_from(all).unwrap_or(i64::MAX))),
            _ => Ok(value),
        }
    }

    /// How many people of a field; none where it cannot be read.
    #[must_use]
    pub fn quante(self, numero: &Numero) -> i64 {
        self.numero(numero).ok().and_then(|n| i64::try_from(n).ok()).unwrap_or_default()
    }

    /// Which ISEE, as the engine calls it.
    #[must_use]
    pub fn scopo(self) -> &'static str {
        self.scelta(&campi::SCOPO).unwrap_or("ordinario")
    }

    /// The ISEE is for one adult: only the restricted household counts.
    #[must_use]
    pub fn per_adulto(self) -> bool {
        matches!(self.scopo(), "sociosanitario" | "sociosanitario_residenze")
    }

    /// The ISEE is for a residence.
    #[must_use]
    pub fn per_residenza(self) -> bool {
        self.scopo() == "sociosanitario_residenze"
    }

    /// There is a spouse, or the other parent lives here.
    #[must_use]
    pub fn coppia(self) -> bool {
        self.scelta(&campi::COPPIA) == Some("si")
    }

    /// Children under 18.
    #[must_use]
    pub fn minorenni(self) -> i64 {
        self.quante(&campi::PICCOLI).saturating_add(self.quante(&campi::MINORI))
    }

    /// Adults besides the declarant and the spouse.
    #[must_use]
    pub fn altri_adulti(self) -> i64 {
        let others = if self.per_adulto() { 0 } else { self.quante(&campi::ALTRI) };
        self.quante(&campi::MAGGIORENNI).saturating_add(others)
    }

    /// Everyone who counts.
    #[must_use]
    pub fn persone(self) -> i64 {
        let couple = 1_i64.saturating_add(i64::from(self.coppia()));
        couple.saturating_add(self.minorenni()).saturating_add(self.altri_adulti())
    }

    /// A parent alone with minors: where the other lives may count.
    #[must_use]
    pub fn genitore_solo(self) -> bool {
        !self.per_adulto() && !self.coppia() && self.minorenni() > 0
    }
}
