//! The unit value of a quota as an exact function of the ISEE: straight pieces, jumps between them.
//!
//! Rounding is left out (it would add a breakpoint at every cent); everything else of chapter 4 is in.

use super::conto::Ingresso;
use super::estremi::Estremi;
use super::operazioni::apply;
use super::segmenti::over_conditions_on_x;
use super::valore::{moved, percent_of, value_at};
use crate::denaro::{Frazione, Overflow};
use crate::norma::{Bersaglio, Fascia, Operazione, Quota, ValoreFascia};
use crate::requisiti::{Fatti, evaluate};
use std::rc::Rc;

/// One straight piece: value = slope · x + constant, for x up to `al`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pezzo {
    /// Upper end in euro of ISEE and whether it belongs to this piece; none for the last.
    pub al: Option<(Frazione, bool)>,
    /// Euro for each euro of ISEE.
    pub pendenza: Frazione,
    /// Euro.
    pub costante: Frazione,
    /// Which fascia it comes from.
    pub fascia: usize,
    /// The values it may have, where the act does not print one; the line then shows the least.
    pub ignota: Option<Estremi>,
    /// The same before the corrections on the quota.
    pub grezzo: Grezzo,
    /// The facts that hold on it.
    pub fatti: Rc<Fatti>,
}

/// The value of a piece before the corrections on the quota.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Grezzo {
    pendenza: Frazione,
    costante: Frazione,
    ignota: Option<Estremi>,
}

impl Grezzo {
    /// Value at x, euro.
    pub(crate) fn at(&self, x: Frazione) -> Result<Estremi, Overflow> {
        match self.ignota {
            Some(range) => Ok(range),
            None => Ok(Estremi::exactly(self.pendenza.mul(x)?.add(self.costante)?)),
        }
    }
}

impl Pezzo {
    /// Value at x, euro.
    pub(crate) fn at(&self, x: Frazione) -> Result<Frazione, Overflow> {
        self.pendenza.mul(x)?.add(self.costante)
    }

    /// Values at x, euro.
    pub(crate) fn range(&self, x: Frazione) -> Result<Estremi, Overflow> {
        self.ignota.map_or_else(|| self.at(x).map(Estremi::exactly), Ok)
    }

    fn constant(value: Frazione, like: &Self) -> Self {
        Self { pendenza: Frazione::ZERO, costante: value, ..like.clone() }
    }

    /// The same piece with other values it may have; a line again when they are one.
    fn with_range(self, range: Estremi) -> Self {
        Self {
            pendenza: Frazione::ZERO,
            costante: range.min,
            ignota: Some(range).filter(|r| r.known().is_none()),
            ..self
        }
    }
}

/// Pieces in growing order; the first begins at 0, the last has no end.
pub(crate) type Spezzata = Vec<Pezzo>;

/// Builds the function of one quota, as far as the facts of `i` decide it. The ISEE facts that conditions name
/// follow x itself (the first kind the service accepts).
pub(crate) fn build(i: &Ingresso<'_>, index: usize, quota: &Quota) -> Result<Spezzata, Overflow> {
    let mut whole: Spezzata = Vec::new();
    for (segment, facts) in over_conditions_on_x(i)? {
        let here = Ingresso { fatti: &facts, ..*i };
        let mut pieces = on_segment(&here, index, quota)?;
        pieces.iter_mut().for_each(|p| p.fatti = Rc::clone(&facts));
        append(&mut whole, pieces, segment);
    }
    Ok(whole)
}

/// Keeps of `pieces` what lies up to the end of the segment, after what `whole` already covers.
fn append(whole: &mut Spezzata, pieces: Spezzata, end: Option<(Frazione, bool)>) {
    let start = whole.last().and_then(|p| p.al);
    for mut piece in pieces {
        if let (Some(start), Some(al)) = (start, piece.al) {
            // An included end reaches further than an excluded one: tuples order just so.
            if al <= start {
                continue;
            }
        }
        let last = match (piece.al, end) {
            (Some(al), Some(end)) => al >= end,
            (None, _) => true,
            (Some(_), None) => false,
        };
        if last {
            piece.al = end;
        }
        whole.push(piece);
        if last {
            return;
        }
    }
}

/// The function under definite conditions.
fn on_segment(i: &Ingresso<'_>, index: usize, quota: &Quota) -> Result<Spezzata, Overflow> {
    let holds = |c: &&crate::norma::Correzione| c.se.as_ref().is_none_or(|se| evaluate(se, i.fatti).is_si());
    let mut shift = 0_i64;
    let mut isee_ops = Vec::new();
    for c in i.servizio.correzioni.iter().filter(holds) {
        match (&c.su, &c.operazione) {
            (Bersaglio::Fascia, Operazione::Sposta(n)) => shift = shift.saturating_add(*n),
            (Bersaglio::Isee, op) => isee_ops.push(op),
            _ => {}
        }
    }
    let mut pieces = of_fasce(&quota.fasce, shift)?;
    for op in isee_ops.into_iter().rev() {
        pieces = before(op, pieces, i)?;
    }
    for p in &mut pieces {
        p.grezzo = Grezzo { pendenza: p.pendenza, costante: p.costante, ignota: p.ignota };
    }
    for c in i.servizio.correzioni.iter().filter(holds).filter(|c| c.su == Bersaglio::Quota(index)) {
        pieces = after(&c.operazione, pieces, i)?;
    }
    Ok(pieces)
}

fn of_fasce(fasce: &[Fascia], shift: i64) -> Result<Spezzata, Overflow> {
    let mut pieces = Vec::new();
    for (n, fascia) in fasce.iter().enumerate() {
        let target = moved(n, shift, fasce.len());
        let al = fascia.al.map(|al| (al.isee, al.incluso));
        let used = fasce.get(target).unwrap_or(fascia);
        if target == n {
            own_pieces(n, fascia, al, &mut pieces)?;
        } else {
            let bound = if target < n { used.al.map_or(used.dal, |al| al.isee) } else { used.dal };
            pieces.push(piece(n, al).with_range(value_at(&used.valore, bound)?));
        }
    }
    Ok(pieces)
}

/// A piece of value 0.
fn piece(fascia: usize, al: Option<(Frazione, bool)>) -> Pezzo {
    let (pendenza, costante, ignota) = (Frazione::ZERO, Frazione::ZERO, None);
    let grezzo = Grezzo { pendenza, costante, ignota };
    Pezzo { al, pendenza, costante, fascia, ignota, grezzo, fatti: Rc::default() }
}

/// A fascia is one piece, or three when its knots lie inside its bounds, or two for an excess.
fn own_pieces(n: usize, f: &Fascia, al: Option<(Frazione, bool)>, out: &mut Spezzata) -> Result<(), Overflow> {
    let piece = |al, pendenza, costante| Pezzo { pendenza, costante, ..piece(n, al) };
    let inside = |k: Frazione| k > f.dal && al.is_none_or(|(end, _)| k < end);
    match &f.valore {
        ValoreFascia::Lineare { da, a, nodi, costo } => {
            let scale = |v: Frazione| costo.map_or(Ok(v), |c| percent_of(v, c));
            let (low, high) = (scale(*da)?, scale(*a)?);
            let slope = high.sub(low)?.div(nodi.1.sub(nodi.0)?)?;
            if inside(nodi.0) {
                out.push(piece(Some((nodi.0, true)), Frazione::ZERO, low));
            }
            let line = piece(al, slope, low.sub(slope.mul(nodi.0)?)?);
            if inside(nodi.1) {
                out.push(Pezzo { al: Some((nodi.1, true)), ..line });
                out.push(piece(al, Frazione::ZERO, high));
            } else if al.is_some_and(|(end, _)| end <= nodi.0) {
                out.push(piece(al, Frazione::ZERO, low));
            } else if f.dal >= nodi.1 {
                out.push(piece(al, Frazione::ZERO, high));
            } else {
                out.push(line);
            }
        }
        ValoreFascia::Rapporto { importo, isee } => out.push(piece(al, importo.div(*isee)?, Frazione::ZERO)),
        ValoreFascia::Eccedenza(s) => {
            if inside(*s) {
                out.push(piece(Some((*s, true)), Frazione::ZERO, Frazione::ZERO));
            }
            if al.is_some_and(|(end, _)| end <= *s) {
                out.push(piece(al, Frazione::ZERO, Frazione::ZERO));
            } else {
                out.push(piece(al, Frazione::ONE, Frazione::ZERO.sub(*s)?));
            }
        }
        constant => {
            out.push(piece(al, Frazione::ZERO, Frazione::ZERO).with_range(value_at(constant, f.dal)?));
        }
    }
    Ok(())
}

/// The function of x when an ISEE correction comes first: f(k·x), or f(max(0, x + c)).
fn before(op: &Operazione, pieces: Spezzata, i: &Ingresso<'_>) -> Result<Spezzata, Overflow> {
    let (k, c) = match op {
        Operazione::Moltiplica(k) => (*k, Frazione::ZERO),
        Operazione::Aggiungi { importo, per } => {
            let times = per.as_ref().map_or(Frazione::ONE, |p| i.quantity(p));
            (Frazione::ONE, importo.mul(times)?)
        }
        _ => return Ok(pieces),
    };
    let at_zero =
        |pieces: &Spezzata| pieces.first().map(|p| p.at(Frazione::ZERO).map(|v| Pezzo::constant(v, p))).transpose();
    if k == Frazione::ZERO {
        return Ok(at_zero(&pieces)?.map(|p| Pezzo { al: None, ..p }).into_iter().collect());
    }
    let mut out = Vec::new();
    // What ends no further than here is behind: an included end reaches further than an excluded one.
    let mut start = (Frazione::ZERO, false);
    if c < Frazione::ZERO {
        // Up to −c the corrected ISEE is 0.
        start = (Frazione::ZERO.sub(c)?, true);
        out.extend(at_zero(&pieces)?.map(|p| Pezzo { al: Some(start), ..p }));
    }
    for p in pieces {
        let al = match p.al {
            Some((end, included)) => {
                let end = (end.sub(c)?.div(k)?, included);
                if end <= start {
                    continue;
                }
                Some(end)
            }
            None => None,
        };
        out.push(Pezzo { al, pendenza: p.pendenza.mul(k)?, costante: p.pendenza.mul(c)?.add(p.costante)?, ..p });
    }
    Ok(out)
}

/// The function after a correction on the quota.
fn after(op: &Operazione, pieces: Spezzata, i: &Ingresso<'_>) -> Result<Spezzata, Overflow> {
    let line = |p: Pezzo| -> Result<Pezzo, Overflow> {
        match op {
            Operazione::Moltiplica(k) => {
                Ok(Pezzo { pendenza: p.pendenza.mul(*k)?, costante: p.costante.mul(*k)?, ..p })
            }
            Operazione::Aggiungi { importo, per } => {
                let times = per.as_ref().map_or(Frazione::ONE, |name| i.quantity(name));
                Ok(Pezzo { costante: p.costante.add(importo.mul(times)?)?, ..p })
            }
            Operazione::Imposta(v) => Ok(Pezzo::constant(*v, &p)),
            _ => Ok(p),
        }
    };
    let moved: Result<Spezzata, Overflow> = pieces
        .into_iter()
        .map(|p| match p.ignota {
            Some(range) => Ok(p.with_range(apply(op, range, i)?)),
            None => line(p),
        })
        .collect();
    match op {
        Operazione::Aggiungi { .. } => clamp(moved?, Frazione::ZERO, false),
        Operazione::Tetto(cap) => clamp(moved?, *cap, true),
        Operazione::Minimo(floor) => clamp(moved?, *floor, false),
        _ => moved,
    }
}

/// min(f, level) when `cap`, else max(f, level); a sloped piece is cut where it crosses the level.
fn clamp(pieces: Spezzata, level: Frazione, cap: bool) -> Result<Spezzata, Overflow> {
    let mut out = Vec::new();
    let mut from = Frazione::ZERO;
    for p in pieces {
        if p.ignota.is_some() {
            from = p.al.map_or(from, |(end, _)| end);
            out.push(p);
            continue;
        }
        let flat = Pezzo::constant(level, &p);
        let start = p.at(from)?;
        let outside = |v: Frazione| if cap { v > level } else { v < level };
        let crossing = if p.pendenza == Frazione::ZERO { None } else { Some(level.sub(p.costante)?.div(p.pendenza)?) };
        match crossing.filter(|x| *x > from && p.al.is_none_or(|(end, _)| *x < end)) {
            Some(x) => {
                let (first, second) = if outside(start) { (flat, p.clone()) } else { (p.clone(), flat) };
                out.push(Pezzo { al: Some((x, true)), ..first });
                out.push(Pezzo { al: p.al, ..second });
            }
            None => {
                // No crossing inside: the middle of the piece tells on which side it lies.
                let probe = match p.al {
                    Some((end, _)) => from.add(end)?.div(Frazione::integer(2))?,
                    None => from.add(Frazione::ONE)?,
                };
                out.push(if outside(p.at(probe)?) { flat } else { p.clone() });
            }
        }
        from = p.al.map_or(from, |(end, _)| end);
    }
    Ok(out)
}
