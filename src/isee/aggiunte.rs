//! Additional components: children outside the household, parents living elsewhere (DPCM 159/2013, annex 2).

use super::conto::Conto;
use super::dsu::{FiglioEsterno, GenitoreEsterno};
use super::lessico::{ComponenteFigli, FattoreGenitore, Situazione, TipoDsu};
use crate::denaro::{Frazione, Overflow, italian, italian_euro, italian_number};
use crate::lingua::tr;
use serde::Serialize;

/// What one person outside the household adds to the ISEE.
///
/// ```
/// # let text = r#"{ "formato": 1, "anno": 2025, "tipo": "sociosanitario_residenze",
/// #   "componente": [{ "id": "ada", "ruolo": "dichiarante" }],
/// #   "figlio_esterno": [{ "ise": "32000", "scala": "2" }] }"#;
/// let dsu = soglia::formato::parse_dsu(text, "dsu.json").unwrap();
/// let answer = soglia::isee::calcola(&dsu, &soglia::semi::parametri_isee(2025).unwrap()).unwrap();
/// let child = &answer.componenti_aggiuntive[0];
/// assert_eq!((child.di.as_str(), child.importo.as_str()), ("figlio_esterno[0]", "1400.00"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComponenteAggiuntiva {
    /// Key path of the person in the DSU.
    pub di: String,
    /// Euro, to the cent.
    pub importo: String,
    /// The exact value, when it is not whole cents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub esatta: Option<String>,
}

/// Every component, with the person it comes from.
pub(super) fn all(c: &mut Conto<'_>, scala: Frazione) -> Result<Vec<(String, Frazione)>, Overflow> {
    let dsu = c.dsu;
    let mut list = Vec::new();
    if dsu.tipo == TipoDsu::SociosanitarioResidenze {
        for (i, child) in dsu.figli_esterni.iter().enumerate() {
            let value = of_child(c, i, child, scala)?;
            list.push((format!("figlio_esterno[{i}]"), value));
        }
    }
    if dsu.per_minorenni() {
        for (i, parent) in dsu.genitori_esterni.iter().enumerate() {
            if let Some(value) = of_parent(c, i, parent, scala)? {
                list.push((format!("genitore_esterno[{i}]"), value));
            }
        }
    }
    Ok(list)
}

/// Annex 2, comma 1.
fn of_child(c: &mut Conto<'_>, i: usize, child: &FiglioEsterno, scala: Frazione) -> Result<Frazione, Overflow> {
    let p = c.p;
    let voce = &p.nucleo.componente_figlio;
    let who = i.saturating_add(1).to_string();
    if child.escluso {
        let text = tr!("Il figlio fuori dal nucleo n. {} è escluso: nessuna componente aggiuntiva.", who);
        c.r.say("componente_aggiuntiva", &p.nucleo.figlio_escluso, text, None, Some(Frazione::ZERO));
        return Ok(Frazione::ZERO);
    }
    if c.nucleo.ristretto && c.o.componente_figli == ComponenteFigli::EsclusaColRistretto {
        let text = tr!("Col nucleo ristretto il figlio n. {} non aggiunge nulla (opzione componente_figli).", who);
        c.r.say("componente_aggiuntiva", voce, text, None, Some(Frazione::ZERO));
        return Ok(Frazione::ZERO);
    }
    let own = child.ise.div(child.scala)?;
    let above = own.sub(voce.valore.sottrai)?;
    if above <= Frazione::ZERO {
        let text = tr!("Il figlio fuori dal nucleo n. {} non supera la soglia: nessuna componente aggiuntiva.", who);
        let formula =
            format!("{} / {} ≤ {}", italian(child.ise), italian_number(child.scala), italian(voce.valore.sottrai));
        c.r.say("componente_aggiuntiva", voce, text, Some(formula), Some(Frazione::ZERO));
        return Ok(Frazione::ZERO);
    }
    let value = c.midway(above.mul(voce.valore.coefficiente)?.div(scala)?)?;
    let formula = format!(
        "({} / {} − {}) × {} / {} = {}",
        italian(child.ise),
        italian_number(child.scala),
        italian(voce.valore.sottrai),
        italian_number(voce.valore.coefficiente),
        italian_number(scala),
        italian(value)
    );
    let text = tr!("Componente aggiuntiva del figlio fuori dal nucleo n. {}: {}.", who, italian_euro(value));
    c.r.say("componente_aggiuntiva", voce, text, Some(formula), Some(value));
    Ok(value)
}

/// Article 7 and annex 2, comma 2; nothing at all from an attracted parent, who is in the household.
fn of_parent(
    c: &mut Conto<'_>,
    i: usize,
    parent: &GenitoreEsterno,
    scala: Frazione,
) -> Result<Option<Frazione>, Overflow> {
    let p = c.p;
    let voce = &p.nucleo.componente_genitore;
    let who = i.saturating_add(1).to_string();
    match parent.situazione {
        Situazione::Attratto => return Ok(None),
        Situazione::ConiugatoConAltri | Situazione::FigliConAltri => {}
        Situazione::AssegniDelGiudice | Situazione::EsclusoPotesta | Situazione::Estraneo => {
            let why = excluded(parent.situazione);
            let text = tr!("Il genitore esterno n. {} non conta: {}.", who, why);
            c.r.say("componente_aggiuntiva", &p.nucleo.genitore_escluso, text, None, Some(Frazione::ZERO));
            return Ok(Some(Frazione::ZERO));
        }
    }
    let factor = factor(c, parent)?;
    let own = parent.ise.div(parent.scala)?;
    let value = c.midway(own.mul(voce.valore.coefficiente)?.mul(factor)?.div(scala)?)?;
    let formula = format!(
        "{} / {} × {} × {} / {} = {}",
        italian(parent.ise),
        italian_number(parent.scala),
        italian_number(voce.valore.coefficiente),
        italian_number(factor),
        italian_number(scala),
        italian(value)
    );
    let text = tr!("Componente aggiuntiva del genitore esterno n. {}: {}.", who, italian_euro(value));
    c.r.say("componente_aggiuntiva", voce, text, Some(formula), Some(value));
    Ok(Some(value))
}

/// Why a parent living elsewhere does not count (article 7, comma 1, letters c, d, e).
fn excluded(situazione: Situazione) -> &'static str {
    match situazione {
        Situazione::AssegniDelGiudice => tr!("versa un assegno stabilito dal giudice"),
        Situazione::EsclusoPotesta => tr!("è escluso dalla responsabilità di genitore"),
        _ => tr!("è accertato che è un estraneo per i figli"),
    }
}

/// 1, and a half more for each further child of that parent.
fn factor(c: &mut Conto<'_>, parent: &GenitoreEsterno) -> Result<Frazione, Overflow> {
    if c.o.fattore_genitore == FattoreGenitore::Uno {
        return Ok(Frazione::ONE);
    }
    let minors = c.nucleo.count(|m| m.figlio && m.dati.minorenne());
    if parent.figli.is_none() && minors > 1 {
        c.r.warn_of(
            "figli",
            tr!(
                "Non è detto quanti figli del genitore esterno sono nel nucleo (figli): si contano tutti i figli minorenni."
            ),
        );
    }
    let further = parent.figli.unwrap_or(minors).saturating_sub(1).max(0);
    let per_child = c.p.nucleo.componente_genitore.valore.per_figlio;
    per_child.mul(Frazione::integer(i128::from(further)))?.add(Frazione::ONE)
}
