// SPDX-License-Identifier: EUPL-1.2
//! A second evaluator, slow and plain, written from the text of FORMATO alone. It shares no code with the
//! engine: its own reading of TOML, its own fractions without limits, fasce by linear scan, rounding by
//! distance, missing answers by trying them out ([`mondi`]).
//!
//! Where FORMATO is silent it follows these choices: a quantity not given is 1 for the seven units and 0 for
//! any other; a straight line stays at its end values outside its knots; an amount, and the ISEE, stop at zero
//! after every operation; several moves of fascia add up before they are held to the first and the last one.
#![allow(dead_code, missing_docs, reason = "each test binary uses a part of it")]

pub mod lettura;
pub mod mondi;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use std::collections::{BTreeMap, BTreeSet};

pub type Q = BigRational;
pub type Fatti = BTreeMap<String, Valore>;

pub const UNITA: [&str; 7] = ["ora", "giorno", "pasto", "viaggio", "mese", "anno", "una_tantum"];

#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub enum Valore {
    Booleano(bool),
    Numero(Q),
    /// A word, or a date as ISO text: its order is that of the calendar.
    Parola(String),
}

#[derive(Clone, Debug)]
pub struct Fatto {
    pub tipo: String,
    pub valori: Vec<String>,
    pub minimo: Option<Q>,
    pub massimo: Option<Q>,
    pub predefinito: Option<Valore>,
}

#[derive(Clone, Debug)]
pub enum Condizione {
    Foglia { fatto: String, confronto: String, valori: Vec<Valore> },
    Tutte(Vec<Self>),
    AlmenoUna(Vec<Self>),
    Nessuna(Vec<Self>),
}

#[derive(Clone, Debug)]
pub enum Forma {
    Importo(Q),
    Percento(Q),
    Lineare { da: Q, a: Q, nodi: (Q, Q), percento: bool },
    Rapporto { importo: Q, isee: Q },
    Eccedenza(Q),
    Ignota { minimo: Q, massimo: Option<Q> },
}

#[derive(Clone, Debug)]
pub struct Fascia {
    pub inizio: Q,
    /// Bound, and whether it belongs to this fascia.
    pub fine: Option<(Q, bool)>,
    pub forma: Forma,
}

#[derive(Clone, Debug)]
pub enum Senza {
    Importo(Q),
    Percento(Q),
    Rifiuta,
}

#[derive(Clone, Debug)]
pub struct Arrotonda {
    pub al: Q,
    pub modo: String,
    pub prima: bool,
}

#[derive(Clone, Debug)]
pub struct Quota {
    pub id: String,
    pub per: String,
    pub se: Option<Condizione>,
    pub contributo: bool,
    pub fasce: Vec<Fascia>,
    pub senza: Option<Senza>,
    pub arrotonda: Arrotonda,
}

#[derive(Clone, Debug)]
pub struct Correzione {
    pub se: Option<Condizione>,
    pub su: String,
    pub operazione: String,
    pub numero: Q,
    pub per: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Servizio {
    pub id: String,
    pub isee: Vec<String>,
    pub costo: Option<(Q, String)>,
    pub requisiti: Vec<Condizione>,
    pub quote: Vec<Quota>,
    pub correzioni: Vec<Correzione>,
    pub arrotonda_totale: Arrotonda,
}

#[derive(Clone, Debug)]
pub struct Regole {
    pub fatti: BTreeMap<String, Fatto>,
    pub servizi: Vec<Servizio>,
}

#[derive(Clone, Debug, Default)]
pub struct Richiesta {
    pub isee: BTreeMap<String, Q>,
    pub quantita: BTreeMap<String, Q>,
    pub fatti: Fatti,
}

impl Richiesta {
    /// The facts, with the ISEE presented among them.
    pub fn tutti_i_fatti(&self) -> Fatti {
        let mut fatti = self.fatti.clone();
        for (tipo, x) in &self.isee {
            fatti.insert(format!("isee.{tipo}"), Valore::Numero(x.clone()));
        }
        fatti
    }

    /// The request as JSON.
    pub fn json(&self) -> String {
        let numbers = |m: &BTreeMap<String, Q>| m.iter().map(|(k, v)| (k.clone(), decimale(v).into())).collect();
        let isee: serde_json::Map<String, serde_json::Value> = numbers(&self.isee);
        let quantita: serde_json::Map<String, serde_json::Value> = numbers(&self.quantita);
        serde_json::json!({ "isee": isee, "quantita": quantita, "fatti": fatti_json(&self.fatti) }).to_string()
    }
}

/// Facts as JSON writes them.
pub fn fatti_json(fatti: &Fatti) -> serde_json::Value {
    let one = |v: &Valore| match v {
        Valore::Booleano(b) => serde_json::Value::from(*b),
        Valore::Numero(n) => decimale(n).into(),
        Valore::Parola(s) => s.clone().into(),
    };
    fatti.iter().map(|(k, v)| (k.clone(), one(v))).collect::<serde_json::Map<_, _>>().into()
}

/// Which value an unprinted fascia takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ignota {
    Minimo,
    Massimo,
    /// Beyond [`Ignota::Massimo`] where there is no greatest value.
    Oltre,
}

/// How things stand, with nothing left to ask.
#[derive(Clone, Debug)]
pub struct Stato {
    /// Every fact that a condition names.
    pub fatti: Fatti,
    /// The ISEE of step 1.
    pub x: Option<Q>,
    /// Whether one was presented: quotas with `senza_isee` look at this.
    pub presentato: bool,
    pub quantita: BTreeMap<String, Q>,
    pub ignota: Ignota,
    /// A quota asked for by name counts whatever its `se`.
    pub sempre: Option<String>,
    /// False: no rounding anywhere, the exact function of chapter 4.
    pub arrotonda: bool,
}

impl Stato {
    pub fn quanti(&self, unita: &str) -> Q {
        match self.quantita.get(unita) {
            Some(q) => q.clone(),
            None if UNITA.contains(&unita) => Q::one(),
            None => Q::zero(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Riga {
    pub id: String,
    pub unitaria: Q,
    pub quantita: Q,
    pub importo: Q,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Esito {
    pub quote: Vec<Riga>,
    pub contributi: Vec<Riga>,
    pub totale: Q,
    pub rifiuto: bool,
    pub costo_ente: Option<Q>,
    /// A fascia whose value the act does not print was used.
    pub non_stampato: bool,
}

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

/// Three-valued truth; none = unknown.
pub fn vale(c: &Condizione, fatti: &Fatti) -> Option<bool> {
    match c {
        Condizione::Foglia { fatto, confronto, valori } => fatti.get(fatto).map(|v| confronta(v, confronto, valori)),
        Condizione::Tutte(list) => {
            let truths: Vec<_> = list.iter().map(|c| vale(c, fatti)).collect();
            if truths.contains(&Some(false)) {
                Some(false)
            } else if truths.contains(&None) {
                None
            } else {
                Some(true)
            }
        }
        Condizione::AlmenoUna(list) => {
            let truths: Vec<_> = list.iter().map(|c| vale(c, fatti)).collect();
            if truths.contains(&Some(true)) {
                Some(true)
            } else if truths.contains(&None) {
                None
            } else {
                Some(false)
            }
        }
        Condizione::Nessuna(list) => {
            let truths: Vec<_> = list.iter().map(|c| vale(c, fatti)).collect();
            if truths.contains(&Some(true)) {
                Some(false)
            } else if truths.contains(&None) {
                None
            } else {
                Some(true)
            }
        }
    }
}

fn vale_certo(c: &Condizione, fatti: &Fatti) -> bool {
    vale(c, fatti).unwrap_or_else(|| panic!("a fact is missing in {c:?}"))
}

fn confronta(v: &Valore, confronto: &str, valori: &[Valore]) -> bool {
    let a = valori.first().expect("a value to compare with");
    match confronto {
        "uguale" | "vero" => v == a,
        "diverso" => v != a,
        "almeno" => v >= a,
        "al_massimo" => v <= a,
        "oltre" => v > a,
        "meno_di" => v < a,
        "tra" => a <= v && *v <= valori[1],
        "in" => valori.contains(v),
        other => panic!("comparison {other}"),
    }
}

/// The missing facts on which an undecided condition depends; decided operands hide theirs.
pub fn mancanti(c: &Condizione, fatti: &Fatti, out: &mut BTreeSet<String>) {
    if vale(c, fatti).is_some() {
        return;
    }
    match c {
        Condizione::Foglia { fatto, .. } => {
            out.insert(fatto.clone());
        }
        Condizione::Tutte(list) | Condizione::AlmenoUna(list) | Condizione::Nessuna(list) => {
            for c in list {
                mancanti(c, fatti, out);
            }
        }
    }
}

/// All requirements hold.
pub fn ammesso(s: &Servizio, fatti: &Fatti) -> Option<bool> {
    vale(&Condizione::Tutte(s.requisiti.clone()), fatti)
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
