// SPDX-License-Identifier: EUPL-1.2
//! A second evaluator, slow and plain, written from the text of FORMATO alone. It shares no code with the
//! engine: its own reading of TOML, its own fractions without limits, fasce by linear scan, rounding by
//! distance, missing answers by trying them out ([`mondi`]).
//!
//! Where FORMATO is silent it follows these choices: a quantity not given is 1 for the seven units and 0 for
//! any other; a straight line stays at its end values outside its knots; an amount, and the ISEE, stop at zero
//! after every operation; several moves of fascia add up before they are held to the first and the last one.
#![allow(dead_code, missing_docs, reason = "each test binary uses a part of it")]

mod condizioni;
mod dati;
pub mod lettura;
pub mod mondi;

use condizioni::vale_certo;
pub use condizioni::*;
pub use dati::*;

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

/// Chapter 4, from the first step to the last.
pub fn calcola(s: &Servizio, stato: &Stato) -> Esito {
    let x = isee_corretto(s, stato);
    let mosse = mosse(s, stato);
    let mut e = Esito {
        quote: Vec::new(),
        contributi: Vec::new(),
        totale: Q::zero(),
        rifiuto: false,
        costo_ente: None,
        non_stampato: false,
    };
    for quota in &s.quote {
        let sempre = stato.sempre.as_deref() == Some(quota.id.as_str());
        if !sempre && !quota.se.as_ref().is_none_or(|c| vale_certo(c, &stato.fatti)) {
            continue;
        }
        if !stato.presentato && matches!(quota.senza, Some(Senza::Rifiuta)) {
            e.rifiuto = true;
            continue;
        }
        let (unitaria, non_stampato) = unitaria(s, quota, x.as_ref(), mosse, stato);
        e.non_stampato |= non_stampato;
        let quantita = stato.quanti(&quota.per);
        let importo = &unitaria * &quantita;
        let riga = Riga { id: quota.id.clone(), unitaria, quantita, importo: importo.clone() };
        if quota.contributo {
            e.contributi.push(riga);
        } else {
            e.quote.push(riga);
            e.totale += importo;
        }
    }
    for c in correzioni(s, "totale", stato) {
        e.totale = opera(c, e.totale, stato);
    }
    e.totale = arrotonda(&e.totale, &s.arrotonda_totale, stato);
    if let Some((importo, per)) = &s.costo {
        let pagato = al_centesimo(&e.totale);
        e.costo_ente = Some(importo * stato.quanti(per) - if stato.arrotonda { pagato } else { e.totale.clone() });
    }
    e
}

/// Steps 3 and 4 for one quota; the flag says that the value is not printed.
pub fn unitaria(s: &Servizio, quota: &Quota, x: Option<&Q>, mosse: i64, stato: &Stato) -> (Q, bool) {
    let costo = s.costo.as_ref().map(|c| c.0.clone());
    let percento = |p: &Q| p * costo.clone().expect("a percentage of a known cost") / intero(100);
    let (mut v, non_stampato) = match &quota.senza {
        Some(senza) if !stato.presentato => match senza {
            Senza::Importo(v) => (v.clone(), false),
            Senza::Percento(p) => (percento(p), false),
            Senza::Rifiuta => (Q::zero(), false),
        },
        _ => valore(quota, x.expect("an ISEE, or a value without it"), mosse, stato.ignota, &percento),
    };
    if quota.arrotonda.prima {
        v = arrotonda(&v, &quota.arrotonda, stato);
    }
    for c in correzioni(s, &format!("quota:{}", quota.id), stato) {
        v = opera(c, v, stato);
    }
    if !quota.arrotonda.prima {
        v = arrotonda(&v, &quota.arrotonda, stato);
    }
    (v, non_stampato)
}

/// Step 2.
pub fn isee_corretto(s: &Servizio, stato: &Stato) -> Option<Q> {
    let mut x = stato.x.clone()?;
    for c in correzioni(s, "isee", stato) {
        x = opera(c, x, stato);
    }
    Some(x)
}

/// By how many fasce the household moves.
pub fn mosse(s: &Servizio, stato: &Stato) -> i64 {
    correzioni(s, "fascia", stato)
        .into_iter()
        .map(|c| i64::try_from(c.numero.to_integer()).expect("a small move"))
        .sum()
}

/// The corrections on a target that apply, in the order written.
fn correzioni<'a>(s: &'a Servizio, su: &str, stato: &Stato) -> Vec<&'a Correzione> {
    s.correzioni.iter().filter(|c| c.su == su && c.se.as_ref().is_none_or(|se| vale_certo(se, &stato.fatti))).collect()
}

fn opera(c: &Correzione, v: Q, stato: &Stato) -> Q {
    let n = &c.numero;
    let out = match c.operazione.as_str() {
        "moltiplica" => v * n,
        "aggiungi" => match &c.per {
            Some(per) => v + n * stato.quanti(per),
            None => v + n,
        },
        "tetto" if v > *n => n.clone(),
        "minimo" if v < *n => n.clone(),
        "tetto" | "minimo" => v,
        "imposta" => n.clone(),
        other => panic!("operation {other}"),
    };
    if out.is_negative() { Q::zero() } else { out }
}

/// Value of the fascia of x, or of the one the household is moved to, at its nearest bound.
fn valore(quota: &Quota, x: &Q, mosse: i64, ignota: Ignota, percento: &dyn Fn(&Q) -> Q) -> (Q, bool) {
    let mut qui = 0;
    for (i, f) in quota.fasce.iter().enumerate() {
        let contains = match &f.fine {
            None => true,
            Some((fine, true)) => x <= fine,
            Some((fine, false)) => x < fine,
        };
        if contains {
            qui = i;
            break;
        }
    }
    let ultima = quota.fasce.len() - 1;
    let meta = (i64::try_from(qui).unwrap() + mosse).clamp(0, i64::try_from(ultima).unwrap());
    let meta = usize::try_from(meta).unwrap();
    let fascia = &quota.fasce[meta];
    let dove = match meta.cmp(&qui) {
        std::cmp::Ordering::Equal => x.clone(),
        std::cmp::Ordering::Less => fascia.fine.as_ref().expect("a bound below another fascia").0.clone(),
        std::cmp::Ordering::Greater => fascia.inizio.clone(),
    };
    forma(&fascia.forma, &dove, ignota, percento)
}

fn forma(forma: &Forma, x: &Q, ignota: Ignota, percento: &dyn Fn(&Q) -> Q) -> (Q, bool) {
    let v = match forma {
        Forma::Importo(v) => v.clone(),
        Forma::Percento(p) => percento(p),
        Forma::Lineare { da, a, nodi, percento: in_percento } => {
            let y = if x <= &nodi.0 {
                da.clone()
            } else if x >= &nodi.1 {
                a.clone()
            } else {
                da + (a - da) * (x - &nodi.0) / (&nodi.1 - &nodi.0)
            };
            if *in_percento { percento(&y) } else { y }
        }
        Forma::Rapporto { importo, isee } => x * importo / isee,
        Forma::Eccedenza(s) => {
            if x > s {
                x - s
            } else {
                Q::zero()
            }
        }
        Forma::Ignota { minimo, massimo } => {
            let far = |zeros: u32| minimo + intero(10).pow(i32::try_from(zeros).unwrap());
            let v = match (ignota, massimo) {
                (Ignota::Minimo, _) => minimo.clone(),
                (_, Some(m)) => m.clone(),
                (Ignota::Massimo, None) => far(9),
                (Ignota::Oltre, None) => far(11),
            };
            return (v, true);
        }
    };
    (v, false)
}

fn arrotonda(x: &Q, come: &Arrotonda, stato: &Stato) -> Q {
    if stato.arrotonda { al_multiplo(x, &come.al, &come.modo) } else { x.clone() }
}

/// Rounding by its definition: the multiples on both sides, and which of them.
pub fn al_multiplo(x: &Q, al: &Q, modo: &str) -> Q {
    let passi = (x / al).floor();
    let sotto = &passi * al;
    if sotto == *x || modo == "nessuno" {
        return x.clone();
    }
    let sopra = &sotto + al;
    let (giu, su) = (x - &sotto, &sopra - x);
    let pari = (passi.to_integer() % BigInt::from(2)).is_zero();
    match modo {
        "su" => sopra,
        "giu" => sotto,
        _ if giu < su => sotto,
        _ if giu > su => sopra,
        // Half way: away from zero, or to the even multiple.
        "meta_su" => {
            if x.is_negative() {
                sotto
            } else {
                sopra
            }
        }
        "meta_pari" => {
            if pari {
                sotto
            } else {
                sopra
            }
        }
        other => panic!("mode {other}"),
    }
}

pub fn al_centesimo(x: &Q) -> Q {
    al_multiplo(x, &centesimo(), "meta_su")
}

pub fn intero(n: i64) -> Q {
    Q::from_integer(n.into())
}

pub fn centesimo() -> Q {
    Q::new(1.into(), 100.into())
}

pub fn centesimi(n: i64) -> Q {
    Q::new(n.into(), 100.into())
}

/// An amount as answers write it.
pub fn euro(x: &Q) -> String {
    let cents = (al_centesimo(x) * intero(100)).to_integer();
    let sign = if cents.is_negative() { "-" } else { "" };
    let digits = format!("{:03}", cents.abs());
    let (whole, rest) = digits.split_at(digits.len() - 2);
    format!("{sign}{whole}.{rest}")
}

/// A number whose decimals end, as files write it.
pub fn decimale(x: &Q) -> String {
    let mut scaled = x.abs();
    let mut decimals = 0;
    while !scaled.is_integer() {
        scaled *= intero(10);
        decimals += 1;
        assert!(decimals < 40, "{x} has no end");
    }
    let sign = if x.is_negative() { "-" } else { "" };
    let digits = format!("{:0width$}", scaled.to_integer(), width = decimals + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals);
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}
