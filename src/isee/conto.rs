//! What every step of an estimate needs: the declaration, the rules that hold, who counts, the record.

use super::dsu::Dsu;
use super::lessico::{
    ArrotondaIntermedi, ArrotondaModo, Figli, RedditoFigurativo, RegolaDisabilita, TipoDsu, Trattamenti,
};
use super::nucleo::{Membro, Nucleo, compose};
use super::opzioni::Opzioni;
use super::parametri::{FranchigieDisabilita, Parametri, RegoleAbitazione, ScalaFigli, Voce};
use super::registro::Registro;
use crate::denaro::{Arrotonda, Frazione, Modo, Overflow};
use crate::diagnosi::{Code, Diagnostic};

/// What a disabled member gives.
#[derive(Clone, Copy, Debug)]
pub(super) enum Disabilita<'a> {
    /// More scale.
    Scala(&'a Voce<Frazione>),
    /// Less income.
    Franchigie(&'a Voce<FranchigieDisabilita>),
}

/// The rules that hold for this declaration, once options and year have met.
#[derive(Clone, Copy, Debug)]
pub(super) struct Regole<'a> {
    pub abitazione: &'a RegoleAbitazione,
    pub figli: &'a Voce<ScalaFigli>,
    pub disabilita: Disabilita<'a>,
    /// Rate of the figurative income, when it is computed here.
    pub tasso: Option<Frazione>,
}

/// One estimate under way.
#[derive(Debug)]
pub(super) struct Conto<'a> {
    pub dsu: &'a Dsu,
    pub p: &'a Parametri,
    /// With no «as the year» left.
    pub o: Opzioni,
    pub regole: Regole<'a>,
    pub nucleo: Nucleo<'a>,
    pub r: Registro,
}

impl<'a> Conto<'a> {
    /// Chooses the rules and the household.
    pub(super) fn new(dsu: &'a Dsu, p: &'a Parametri) -> Result<Self, Diagnostic> {
        let (o, regole) = resolve(dsu, p)?;
        let mut r = Registro::default();
        let nucleo = compose(dsu, p, &o, &mut r).map_err(|_| too_large())?;
        Ok(Self { dsu, p, o, regole, nucleo, r })
    }

    /// The members that count, apart from `self`.
    pub(super) fn membri(&self) -> Vec<Membro<'a>> {
        self.nucleo.membri.clone()
    }

    /// Children that raise the thresholds of rent, home and movable assets.
    pub(super) fn figli_soglie(&self) -> i64 {
        let only_minors = self.o.figli_soglie == Figli::Minorenni;
        self.nucleo.count(|m| m.figlio && (!only_minors || m.dati.minorenne()))
    }

    /// To the cent, as every result is shown.
    pub(super) fn to_cent(&self, x: Frazione) -> Result<Frazione, Overflow> {
        let modo = match self.o.arrotonda_modo {
            ArrotondaModo::MetaSu => Modo::MetaSu,
            ArrotondaModo::MetaPari => Modo::MetaPari,
            ArrotondaModo::Giu => Modo::Giu,
        };
        Arrotonda { al: Frazione::CENT, modo }.apply(x)
    }

    /// To the cent only when the option wants intermediate results rounded.
    pub(super) fn midway(&self, x: Frazione) -> Result<Frazione, Overflow> {
        match self.o.arrotonda_intermedi {
            ArrotondaIntermedi::Mai => Ok(x),
            ArrotondaIntermedi::AlCentesimo => self.to_cent(x),
        }
    }
}

/// Options and rules for the year, or why they do not go together.
fn resolve<'a>(dsu: &Dsu, p: &'a Parametri) -> Result<(Opzioni, Regole<'a>), Diagnostic> {
    if !p.covers(dsu.anno) {
        return Err(Diagnostic::error(Code::FuoriVigenza, "anno", "questi parametri valgono per altri anni")
            .found(dsu.anno.to_string())
            .expected(format!("un anno dal {} al {}", p.anni.0, p.anni.1))
            .mend("usa i parametri dell'anno di presentazione"));
    }
    let mut o = dsu.opzioni;
    if o.trattamenti_disabilita == Trattamenti::SecondoLAnno {
        o.trattamenti_disabilita = p.reddito.trattamenti_disabilita.valore;
    }
    if o.disabilita == RegolaDisabilita::SecondoLAnno {
        o.disabilita = p.scala.regola_disabilita.valore;
    }
    let (abitazione, figli) = match (&p.prestazioni_2026, dsu.tipo) {
        (Some(second), TipoDsu::Prestazioni2026) => (&second.abitazione, &second.figli),
        (None, TipoDsu::Prestazioni2026) => {
            return Err(absent(dsu, "tipo", dsu.tipo.as_str(), "usa un anno dal 2026, o tipo = \"ordinario\""));
        }
        _ => (&p.patrimonio.abitazione, &p.scala.figli),
    };
    let disabilita = match o.disabilita {
        RegolaDisabilita::Franchigie => p.reddito.franchigie_disabilita.as_ref().map(Disabilita::Franchigie),
        _ => p.scala.disabilita.as_ref().map(Disabilita::Scala),
    }
    .ok_or_else(|| absent(dsu, "opzioni.disabilita", o.disabilita.as_str(), "lascia la regola dell'anno"))?;
    let tasso = figurative_rate(dsu, p, &o)?;
    if dsu.precedente.isp.is_some() && p.corrente.patrimonio.is_none() {
        return Err(absent(dsu, "precedente.isp", "variazione del patrimonio", "togli isp: vale solo il reddito"));
    }
    Ok((o, Regole { abitazione, figli, disabilita, tasso }))
}

fn figurative_rate(dsu: &Dsu, p: &Parametri, o: &Opzioni) -> Result<Option<Frazione>, Diagnostic> {
    if o.reddito_figurativo == RedditoFigurativo::NonCalcolato {
        return Ok(None);
    }
    let known = p.reddito.figurativo.valore.iter().find(|(year, _)| *year == dsu.anno);
    let how = "lascia non_calcolato e scrivi il reddito figurativo tra gli altri redditi";
    known.map(|(_, rate)| Some(*rate)).ok_or_else(|| {
        absent(dsu, "opzioni.reddito_figurativo", "il tasso del reddito figurativo non è tra i parametri", how)
    })
}

/// Something the rules of the year do not have.
fn absent(dsu: &Dsu, path: &str, found: &str, how: &str) -> Diagnostic {
    Diagnostic::error(Code::ValoreNonAmmesso, path, format!("le regole del {} non lo prevedono", dsu.anno))
        .found(found)
        .expected(format!("ciò che valeva nel {}", dsu.anno))
        .mend(how)
}

/// The one error of an estimate on valid input.
pub(super) fn too_large() -> Diagnostic {
    Diagnostic::error(Code::NumeroTroppoGrande, "", "i numeri sono troppo grandi per un calcolo esatto")
        .found("un risultato che non sta in 128 bit")
        .expected("importi e scale più semplici")
        .mend("controlla gli importi e i decimali delle scale")
}
