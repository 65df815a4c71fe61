// SPDX-License-Identifier: EUPL-1.2
//! The sheet «Calcolo»: a block of formulas for each level.

use super::albero::{FIRST, Fisse, origini};
use super::formule::{Blocco, Col, HEADS, ROWS, Riga};
use super::valori::{self, RIGHE};
use crate::foglio::{Cella, Foglio, Stile, fissa};
use crate::riparto::{Centesimi, Forma, Riparto, RispostaRiparto, Spareggio, Voce, VoceRisposta};
use num_bigint::BigInt;
use num_rational::BigRational;

/// The name of the sheet.
pub(super) const NOME: &str = "Calcolo";

/// One level: what it divides, and where it stands in the two sheets.
pub(super) struct Livello<'a> {
    pub nome: String,
    pub voci: &'a [Voce],
    pub risposte: &'a [VoceRisposta],
    pub disponibile: i128,
    pub residuo: i128,
    pub contributo_minimo: Option<Centesimi>,
    /// Whom a person chose.
    pub scelti: Vec<bool>,
    /// Where its money comes from: a level, and a voce of it; none for the first.
    pub sopra: Option<(usize, usize)>,
    /// From 0.
    pub profondita: usize,
    /// Rows of its voci in «Riparto».
    pub righe: Vec<usize>,
    /// What the weights are divided by, when a cell could not hold them.
    pub scala: Option<BigRational>,
    pub blocco: Blocco,
}

/// Rows of the two sheets taken so far.
struct Righe {
    riparto: usize,
    calcolo: usize,
}

/// Every level, the first one first.
pub(super) fn all<'a>(riparto: &'a Riparto, risposta: &'a RispostaRiparto) -> Vec<Livello<'a>> {
    let mut out = Vec::new();
    let first = Livello {
        nome: "Primo livello".to_owned(),
        voci: &riparto.voci,
        risposte: &risposta.voci,
        disponibile: risposta.disponibile.0,
        residuo: risposta.residuo.0,
        contributo_minimo: riparto.contributo_minimo,
        scelti: Vec::new(),
        sopra: None,
        profondita: 0,
        righe: Vec::new(),
        scala: None,
        blocco: Blocco { inizio: 0, voci: 0, decide: false },
    };
    descend(riparto, first, "", &mut Righe { riparto: FIRST, calcolo: 0 }, &mut out);
    out
}

fn descend<'a>(riparto: &Riparto, mut here: Livello<'a>, path: &str, righe: &mut Righe, out: &mut Vec<Livello<'a>>) {
    let decision = riparto.decisioni.iter().find(|d| d.percorso == path);
    here.scelti = here.voci.iter().map(|v| decision.is_some_and(|d| d.a.contains(&v.id))).collect();
    here.blocco =
        Blocco { inizio: righe.calcolo, voci: here.voci.len(), decide: riparto.spareggio == Spareggio::Decisione };
    here.scala = scale(here.voci);
    righe.calcolo += Blocco::height(here.voci.len());
    let (mine, profondita, voci, risposte) = (out.len(), here.profondita, here.voci, here.risposte);
    out.push(here);
    for (i, (voce, answer)) in voci.iter().zip(risposte).enumerate() {
        if let Some(livello) = out.get_mut(mine) {
            livello.righe.push(righe.riparto);
        }
        righe.riparto += 1;
        if voce.voci.is_empty() {
            continue;
        }
        let below = Livello {
            nome: voce.nome.it().to_owned(),
            voci: &voce.voci,
            risposte: &answer.voci,
            disponibile: answer.importo.0,
            residuo: answer.residuo.map_or(0, |r| r.0),
            contributo_minimo: voce.contributo_minimo,
            scelti: Vec::new(),
            sopra: Some((mine, i)),
            profondita: profondita + 1,
            righe: Vec::new(),
            scala: None,
            blocco: Blocco { inizio: 0, voci: 0, decide: false },
        };
        let path = if path.is_empty() { voce.id.clone() } else { format!("{path}/{}", voce.id) };
        descend(riparto, below, &path, righe, out);
    }
}

/// Weights that a cell cannot hold, alone or as a fraction, are shown over the largest.
fn scale(voci: &[Voce]) -> Option<BigRational> {
    let weights =
        || voci.iter().filter_map(|v| if let Forma::Peso { peso, .. } = &v.forma { Some(peso) } else { None });
    let limit = BigInt::from(10).pow(12);
    if weights().all(|w| *w.numer() < limit && *w.denom() < limit) {
        return None;
    }
    weights().max().cloned()
}

/// The sheet.
pub(super) fn sheet(riparto: &Riparto, livelli: &[Livello<'_>]) -> Foglio {
    let mut out = Foglio::new(NOME);
    out.larghezze = vec![34, 18, 18];
    out.orizzontale = true;
    for livello in livelli {
        block(riparto, livelli, livello, &mut out);
    }
    out
}

fn block(riparto: &Riparto, livelli: &[Livello<'_>], livello: &Livello<'_>, out: &mut Foglio) {
    let blocco = livello.blocco;
    let now = valori::of(riparto, livello);
    out.riga([Cella::testo(format!("Livello: {}", livello.nome)).stile(Stile::Titolo)]);
    for ((riga, (name, says)), value) in RIGHE.iter().zip(ROWS).zip(&now.sopra) {
        let formula = match riga {
            Riga::Disponibile => Some(available(livelli, livello)),
            other => blocco.above(*other),
        };
        let cell = formula.map_or_else(|| Cella::numero(value), |f| Cella::formula(f, value));
        out.riga([Cella::testo(name), cell, Cella::testo(says)]);
    }
    out.riga(HEADS.map(|h| Cella::testo(h).intestazione()));
    for (i, (values, row)) in now.righe.iter().zip(&livello.righe).enumerate() {
        let da = origini(*row);
        let cells = COLS.iter().zip(values).map(|(col, value)| match (col, blocco.inside(i, *col, &da)) {
            (Col::Posto, Some(formula)) => Cella::formula(formula, rank(&now.righe, i)),
            (Col::AncoraInGara, Some(formula)) => Cella::formula(formula, again(&now.righe, i, riparto.unita.0)),
            (_, Some(formula)) => Cella::formula(formula, value),
            (_, None) => Cella::testo(value),
        });
        out.riga(cells);
    }
    out.riga([]);
}

/// What the level divides: the fund, or what a voce of another level receives.
fn available(livelli: &[Livello<'_>], livello: &Livello<'_>) -> String {
    match livello.sopra.and_then(|(level, i)| Some((livelli.get(level)?, i))) {
        Some((above, i)) => above.blocco.at(i, Col::Riceve),
        None => format!("ROUND({}*100,0)", Fisse::Disponibile.reference()),
    }
}

/// What a voce receives, for «Riparto».
pub(super) fn received(blocco: Blocco, i: usize) -> String {
    format!("'{NOME}'!{}", fissa(blocco.row(i), Col::Riceve as usize))
}

fn number(row: &[String], col: Col) -> Option<BigRational> {
    let text = row.get(col as usize)?;
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{whole}{decimals}").parse().ok()?;
    Some(BigRational::new(digits, BigInt::from(10).pow(u32::try_from(decimals.len()).ok()?)))
}

/// The place of a voce among those that may have one more unit, as the formula counts it.
fn rank(rows: &[Vec<String>], i: usize) -> usize {
    let key = |row: &Vec<String>| (number(row, Col::Parte), number(row, Col::Peso));
    let races = |row: &Vec<String>| row.get(Col::InGara as usize).is_some_and(|x| x == "1");
    let Some(mine) = rows.get(i).filter(|row| races(row)).map(key) else { return 0 };
    let before = rows.iter().enumerate().filter(|(j, row)| {
        let theirs = key(row);
        races(row) && (theirs > mine || (theirs == mine && *j < i))
    });
    before.count() + 1
}

/// Whether a voce may have another unit after the first round.
fn again(rows: &[Vec<String>], i: usize, unit: i128) -> u8 {
    let one = |row: &Vec<String>, col: Col| row.get(col as usize).is_some_and(|x| x == "1");
    let everybody = rows.iter().all(|r| one(r, Col::PrimoGiro) == one(r, Col::InGara));
    let Some(row) = rows.get(i).filter(|_| everybody) else { return 0 };
    let value = |col| number(row, col).unwrap_or_default();
    let one_more = BigRational::from_integer(1.into());
    let cap = (value(Col::Massimo) / BigRational::from_integer(unit.into())).floor();
    let asks = value(Col::Parte) > BigRational::default() || value(Col::Peso) > BigRational::default();
    let room = value(Col::Intera) + value(Col::PrimoGiro) + one_more <= cap;
    u8::from(asks && room)
}

/// The columns, in order.
const COLS: [Col; HEADS.len()] = [
    Col::Voce,
    Col::Regola,
    Col::Valore,
    Col::Importo,
    Col::PercentoEsatta,
    Col::PercentoIntera,
    Col::PercentoParte,
    Col::PercentoInPiu,
    Col::Peso,
    Col::Minimo,
    Col::Massimo,
    Col::LambdaMinimo,
    Col::SommaMinimo,
    Col::LambdaMassimo,
    Col::SommaMassimo,
    Col::Stato,
    Col::Quota,
    Col::Intera,
    Col::Parte,
    Col::InGara,
    Col::Posto,
    Col::PrimoGiro,
    Col::AncoraInGara,
    Col::SecondoGiro,
    Col::Scelta,
    Col::Riceve,
];
