// SPDX-License-Identifier: EUPL-1.2
//! What is missing, tried out: each unknown answer takes in turn every value that the rules could tell apart
//! (the cents on and beside each bound, both booleans, each word), and so does an ISEE not presented.

use super::{
    Condizione, Esito, Fatti, Fatto, Forma, Ignota, Q, Quota, Richiesta, Servizio, Stato, Valore, calcola, centesimi,
    centesimo, intero, mancanti, vale,
};
use num_traits::{Signed, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// The dimension of an ISEE that was not presented.
pub const ISEE: &str = "isee";

/// Two ISEE beyond any bound: what grows between them grows without limit.
const VICINO: i64 = 1_000_000_000;
const LONTANO: i64 = 10_000_000_000;

/// The answers to one way of completing the request; two outcomes when an unprinted fascia is used.
#[derive(Clone, Debug)]
pub struct Mondo {
    pub stato: Stato,
    /// Which value each dimension has.
    pub scelta: Vec<usize>,
    pub minimo: Esito,
    pub massimo: Esito,
    /// The same as `massimo`, unless there is no greatest value.
    pub oltre: Esito,
    /// It uses an ISEE that the request did not present.
    pub nuovo_isee: bool,
}

#[derive(Clone, Debug)]
pub struct Mondi {
    /// The unknown facts; last of all [`ISEE`], when it is one.
    pub dimensioni: Vec<String>,
    pub mondi: Vec<Mondo>,
    /// Every combination is there.
    pub completi: bool,
}

struct OpzioneIsee {
    assegnati: BTreeMap<String, Q>,
    x: Option<Q>,
    presentato: bool,
    nuovo: bool,
}

/// The conditions that the fee depends on.
pub fn condizioni<'a>(s: &'a Servizio, sempre: Option<&str>) -> Vec<&'a Condizione> {
    let quote = s.quote.iter().filter(|q| Some(q.id.as_str()) != sempre).filter_map(|q| q.se.as_ref());
    quote.chain(s.correzioni.iter().filter_map(|c| c.se.as_ref())).collect()
}

pub fn fatti_nominati(c: &Condizione, out: &mut BTreeSet<String>) {
    mancanti(c, &Fatti::new(), out);
}

/// All facts that the conditions and the requirements of a service name.
pub fn tutti_i_nominati(s: &Servizio) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for c in condizioni(s, None).into_iter().chain(&s.requisiti) {
        fatti_nominati(c, &mut out);
    }
    out
}

fn valori_nominati<'a>(c: &'a Condizione, id: &str, out: &mut Vec<&'a Valore>) {
    match c {
        Condizione::Foglia { fatto, valori, .. } if fatto == id => out.extend(valori),
        Condizione::Foglia { .. } => {}
        Condizione::Tutte(list) | Condizione::AlmenoUna(list) | Condizione::Nessuna(list) => {
            for c in list {
                valori_nominati(c, id, out);
            }
        }
    }
}

/// The values of a fact that the rules can tell apart.
pub fn rappresentanti(id: &str, fatto: &Fatto, s: &Servizio) -> Vec<Valore> {
    let mut named = Vec::new();
    for c in condizioni(s, None).into_iter().chain(&s.requisiti) {
        valori_nominati(c, id, &mut named);
    }
    match fatto.tipo.as_str() {
        "booleano" => vec![Valore::Booleano(false), Valore::Booleano(true)],
        "scelta" => fatto.valori.iter().cloned().map(Valore::Parola).collect(),
        "intero" => numeri(&named, &intero(1), fatto),
        "importo" => numeri(&named, &centesimo(), fatto),
        "data" => giorni(&named).into_iter().map(Valore::Parola).collect(),
        _ => {
            let words =
                named.into_iter().filter_map(|v| if let Valore::Parola(s) = v { Some(s.clone()) } else { None });
            let mut words: BTreeSet<String> = words.collect();
            words.insert("tutt'altro".to_owned());
            words.into_iter().map(Valore::Parola).collect()
        }
    }
}

/// The values of a fact to try: with `fino`, all those of a small range.
fn valori(id: &str, fatto: &Fatto, s: &Servizio, fino: i64) -> Vec<Valore> {
    let (step, ends) = (if fatto.tipo == "intero" { intero(1) } else { centesimo() }, (&fatto.minimo, &fatto.massimo));
    match ends {
        (Some(low), Some(high)) if fino > 0 && (high - low) / &step < intero(40) => {
            std::iter::successors(Some(low.clone()), |n| Some(n + &step))
                .take_while(|n| n <= high)
                .map(Valore::Numero)
                .collect()
        }
        _ => rappresentanti(id, fatto, s),
    }
}

fn numeri(named: &[&Valore], step: &Q, fatto: &Fatto) -> Vec<Valore> {
    let low = fatto.minimo.clone().unwrap_or_else(Q::zero);
    let high = fatto.massimo.clone().unwrap_or_else(|| intero(1_000_000));
    let mut out = BTreeSet::from([low.clone(), high.clone()]);
    for v in named {
        if let Valore::Numero(n) = v {
            out.extend([n - step, n.clone(), n + step]);
        }
    }
    out.into_iter().filter(|n| *n >= low && *n <= high).map(Valore::Numero).collect()
}

fn giorni(named: &[&Valore]) -> BTreeSet<String> {
    use jiff::ToSpan;
    let mut out = BTreeSet::new();
    for v in named {
        if let Valore::Parola(s) = v {
            let day: jiff::civil::Date = s.parse().expect("a date");
            for d in [day, day.checked_sub(1.day()).unwrap(), day.checked_add(1.day()).unwrap()] {
                out.insert(d.to_string());
            }
        }
    }
    out
}

/// Bounds, knots and thresholds of all fasce, as the act prints them.
pub fn limiti(quote: &[Quota]) -> BTreeSet<Q> {
    let mut out = BTreeSet::new();
    for f in quote.iter().flat_map(|q| &q.fasce) {
        out.extend(f.fine.as_ref().map(|f| f.0.clone()));
        match &f.forma {
            Forma::Lineare { nodi, .. } => out.extend([nodi.0.clone(), nodi.1.clone()]),
            Forma::Eccedenza(s) => {
                out.insert(s.clone());
            }
            _ => {}
        }
    }
    out
}

/// The ISEE to present so that, corrected, it falls on a bound: for every set of corrections that may apply.
pub fn limiti_presentati(s: &Servizio, quote: &[Quota], quantita: &BTreeMap<String, Q>) -> BTreeSet<Q> {
    let ops: Vec<_> = s.correzioni.iter().filter(|c| c.su == "isee").collect();
    let state = stato_vuoto(quantita);
    let mut bounds = limiti(quote);
    bounds.insert(Q::zero());
    let mut out = BTreeSet::new();
    for set in 0..(1_u32 << ops.len()) {
        for bound in &bounds {
            let mut x = Some(bound.clone());
            for (n, c) in ops.iter().enumerate().rev() {
                if set >> n & 1 == 0 {
                    continue;
                }
                x = x.and_then(|x| match (c.operazione.as_str(), &c.per) {
                    ("moltiplica", _) if c.numero.is_zero() => None,
                    ("moltiplica", _) => Some(x / &c.numero),
                    (_, Some(per)) => Some(x - &c.numero * state.quanti(per)),
                    (_, None) => Some(x - &c.numero),
                });
            }
            out.extend(x.filter(|x| !x.is_negative()));
        }
    }
    out
}

fn stato_vuoto(quantita: &BTreeMap<String, Q>) -> Stato {
    Stato {
        fatti: Fatti::new(),
        x: None,
        presentato: false,
        quantita: quantita.clone(),
        ignota: Ignota::Minimo,
        sempre: None,
        arrotonda: true,
    }
}

/// The cent on a point (or the two around it) and those beside, never below zero.
pub fn centesimi_intorno(point: &Q) -> Vec<Q> {
    let cent = i64::try_from((point * intero(100)).floor().to_integer()).expect("an ISEE of this world");
    (cent - 1..=cent + 1).filter(|c| *c >= 0).map(centesimi).collect()
}

/// The ISEE of one kind that the conditions of the fee name.
pub fn soglie_nominate(s: &Servizio, tipo: &str) -> Vec<Q> {
    let mut named = Vec::new();
    for c in condizioni(s, None) {
        valori_nominati(c, &format!("isee.{tipo}"), &mut named);
    }
    named.into_iter().filter_map(|v| if let Valore::Numero(n) = v { Some(n.clone()) } else { None }).collect()
}

/// The same, and every cent up to `fino`.
fn griglia_fitta(s: &Servizio, r: &Richiesta, tipo: Option<&str>, fino: i64) -> Vec<Q> {
    let every = (0..=fino).map(centesimi);
    griglia(s, &r.quantita, tipo).into_iter().chain(every).collect::<BTreeSet<Q>>().into_iter().collect()
}

/// Every ISEE of one kind worth trying. The last two are far beyond any bound.
pub fn griglia(s: &Servizio, quantita: &BTreeMap<String, Q>, tipo: Option<&str>) -> Vec<Q> {
    let mut points = limiti_presentati(s, &s.quote, quantita);
    if let Some(tipo) = tipo {
        points.extend(soglie_nominate(s, tipo));
    }
    points.extend([intero(3_333), intero(777_777)]);
    let mut out: BTreeSet<Q> = points.iter().flat_map(centesimi_intorno).collect();
    out.extend([intero(VICINO), intero(LONTANO)]);
    out.into_iter().collect()
}

/// The first kind accepted among those presented.
fn scelto(s: &Servizio, presentati: &BTreeMap<String, Q>) -> Option<Q> {
    s.isee.iter().find_map(|tipo| presentati.get(tipo).cloned())
}

/// An ISEE not presented is open when a quota that may count has no value without it, or when an undecided
/// condition asks for it. Presented, it is the ISEE of every quota; not presented, `senza_isee` stands.
fn opzioni_isee(s: &Servizio, r: &Richiesta, fatti: &Fatti, sempre: Option<&str>, fino: i64) -> Vec<OpzioneIsee> {
    let ora = scelto(s, &r.isee);
    let may_count =
        |q: &&Quota| Some(q.id.as_str()) == sempre || q.se.as_ref().is_none_or(|se| vale(se, fatti) != Some(false));
    let quote_aperte = ora.is_none() && s.quote.iter().filter(may_count).any(|q| q.senza.is_none());
    let mut asked = BTreeSet::new();
    for c in condizioni(s, sempre) {
        mancanti(c, fatti, &mut asked);
    }
    let nominati: Vec<&String> = s.isee.iter().filter(|t| asked.contains(&format!("isee.{t}"))).collect();
    let candidati: Vec<&String> = if quote_aperte { s.isee.iter().collect() } else { nominati.clone() };
    let mut out = Vec::new();
    if quote_aperte && s.isee.is_empty() {
        for x in griglia_fitta(s, r, None, fino) {
            out.push(OpzioneIsee { assegnati: BTreeMap::new(), x: Some(x), presentato: false, nuovo: false });
        }
    }
    for j in candidati {
        let altri: Vec<&String> = nominati.iter().copied().filter(|k| *k != j).collect();
        for v in griglia_fitta(s, r, Some(j), fino) {
            for resto in prodotto(&altri, s) {
                let solo_j = BTreeMap::from([(j.clone(), v.clone())]);
                let mut assegnati = solo_j.clone();
                assegnati.extend(resto);
                let con = |more: &BTreeMap<String, Q>| {
                    let mut all = r.isee.clone();
                    all.extend(more.clone());
                    scelto(s, &all)
                };
                let mut push = |x: Option<Q>, presentato, nuovo| {
                    out.push(OpzioneIsee { assegnati: assegnati.clone(), x, presentato, nuovo });
                };
                push(con(&assegnati), true, true);
                if ora.is_some() {
                    push(ora.clone(), true, false);
                } else {
                    if !altri.is_empty() {
                        push(con(&solo_j), true, true);
                    }
                    push(con(&solo_j), false, false);
                }
            }
        }
    }
    if out.is_empty() {
        out.push(OpzioneIsee { assegnati: BTreeMap::new(), presentato: ora.is_some(), x: ora, nuovo: false });
    }
    out
}

fn prodotto(tipi: &[&String], s: &Servizio) -> Vec<BTreeMap<String, Q>> {
    let mut out = vec![BTreeMap::new()];
    let any = Fatto { tipo: "importo".to_owned(), valori: Vec::new(), minimo: None, massimo: None, predefinito: None };
    for tipo in tipi {
        let values = rappresentanti(&format!("isee.{tipo}"), &any, s);
        out = out
            .into_iter()
            .flat_map(|m: BTreeMap<String, Q>| {
                values.iter().map(move |v| {
                    let Valore::Numero(n) = v else { panic!("an amount") };
                    let mut m = m.clone();
                    m.insert((*tipo).clone(), n.clone());
                    m
                })
            })
            .collect();
    }
    out
}

/// The completions of a request; at most about `limite`, then a sample of them.
pub fn completa(
    catalogo: &BTreeMap<String, Fatto>,
    s: &Servizio,
    r: &Richiesta,
    sempre: Option<&str>,
    limite: usize,
) -> Mondi {
    completa_fitta(catalogo, s, r, sempre, (limite, 0))
}

/// The same, with every ISEE up to so many cents.
pub fn completa_fitta(
    catalogo: &BTreeMap<String, Fatto>,
    s: &Servizio,
    r: &Richiesta,
    sempre: Option<&str>,
    (limite, fino): (usize, i64),
) -> Mondi {
    let fatti = r.tutti_i_fatti();
    let mut asked = BTreeSet::new();
    for c in condizioni(s, sempre) {
        mancanti(c, &fatti, &mut asked);
    }
    for tipo in &s.isee {
        asked.remove(&format!("isee.{tipo}"));
    }
    let mut dimensioni: Vec<String> = asked.into_iter().collect();
    let values: Vec<Vec<Valore>> = dimensioni.iter().map(|id| valori(id, &catalogo[id], s, fino)).collect();
    let mut opzioni = opzioni_isee(s, r, &fatti, sempre, fino);
    let thinned = opzioni.len() > limite.max(1);
    if thinned {
        let every = opzioni.len().div_ceil(limite) | 1;
        opzioni = opzioni.into_iter().step_by(every).collect();
    }
    let mut sizes: Vec<usize> = values.iter().map(Vec::len).collect();
    if opzioni.len() > 1 {
        dimensioni.push(ISEE.to_owned());
        sizes.push(opzioni.len());
    }
    let (scelte, completi) = combinazioni(&sizes, limite, opzioni.len() > 1);
    let world = |scelta: Vec<usize>| {
        let mut stato = Stato { fatti: fatti.clone(), sempre: sempre.map(str::to_owned), ..stato_vuoto(&r.quantita) };
        for (n, values) in values.iter().enumerate() {
            stato.fatti.insert(dimensioni[n].clone(), values[scelta[n]].clone());
        }
        let opzione = &opzioni[scelta.get(values.len()).copied().unwrap_or(0)];
        for (tipo, x) in &opzione.assegnati {
            stato.fatti.insert(format!("isee.{tipo}"), Valore::Numero(x.clone()));
        }
        stato.x.clone_from(&opzione.x);
        stato.presentato = opzione.presentato;
        mondo(s, stato, scelta, opzione.nuovo)
    };
    let worlds: Vec<Mondo> = scelte.into_iter().map(world).collect();
    let mut mondi = Mondi { dimensioni, mondi: worlds, completi: completi && !thinned };
    if opzioni.len() > 1 {
        mondi.forget_needless_isee();
    }
    mondi
}

fn mondo(s: &Servizio, stato: Stato, scelta: Vec<usize>, nuovo_isee: bool) -> Mondo {
    let at = |ignota| calcola(s, &Stato { ignota, ..stato.clone() });
    let minimo = at(Ignota::Minimo);
    let (massimo, oltre) =
        if minimo.non_stampato { (at(Ignota::Massimo), at(Ignota::Oltre)) } else { (minimo.clone(), minimo.clone()) };
    Mondo { stato, scelta, minimo, massimo, oltre, nuovo_isee }
}

/// All combinations of choices, or a sample in which each one comes with its neighbours in every dimension and
/// with the whole of the last one when that is the ISEE.
fn combinazioni(sizes: &[usize], limite: usize, isee: bool) -> (Vec<Vec<usize>>, bool) {
    let count = sizes.iter().try_fold(1_usize, |n, s| n.checked_mul(*s).filter(|n| *n <= limite));
    if let Some(count) = count {
        return ((0..count).map(|case| cifre(case, sizes)).collect(), true);
    }
    let (facts, last) = sizes.split_at(sizes.len() - usize::from(isee));
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % n
    };
    let mut out = BTreeSet::new();
    let mut tries = 0;
    while out.len() < limite && tries < limite {
        tries += 1;
        let base: Vec<usize> = facts.iter().map(|s| below(*s)).collect();
        let mut near = vec![base.clone()];
        for (n, size) in facts.iter().enumerate() {
            let mut other = base.clone();
            other[n] = below(*size);
            near.push(other);
        }
        for choice in near {
            for case in 0..last.first().copied().unwrap_or(1) {
                let mut choice = choice.clone();
                choice.extend(last.first().map(|_| case));
                out.insert(choice);
            }
        }
    }
    (out.into_iter().collect(), false)
}

fn cifre(mut case: usize, sizes: &[usize]) -> Vec<usize> {
    let digit = |s: &usize| {
        let own = case % s;
        case /= s;
        own
    };
    sizes.iter().map(digit).collect()
}

impl Mondo {
    /// The same world but for an ISEE at the far end of the axis, where the other one is not quite so far.
    fn come_lontano(&self, vicino: &Self) -> bool {
        let nearer = |x: &Q| if *x == intero(LONTANO) { intero(VICINO) } else { x.clone() };
        let facts = |f: &Fatti| -> Fatti {
            let value = |v: &Valore| if let Valore::Numero(n) = v { Valore::Numero(nearer(n)) } else { v.clone() };
            f.iter().map(|(k, v)| (k.clone(), value(v))).collect()
        };
        self.stato.x.as_ref().map(nearer) == vicino.stato.x
            && (self.nuovo_isee, self.stato.presentato) == (vicino.nuovo_isee, vicino.stato.presentato)
            && facts(&self.stato.fatti) == facts(&vicino.stato.fatti)
    }

    /// The same outcome, as far as a person can see: ranges, without a greatest value where there is none.
    pub fn come(&self, other: &Self) -> bool {
        self.visto() == other.visto()
    }

    fn visto(&self) -> Option<Vec<(String, Q, Option<Q>)>> {
        let range = |id: &str, least: &Q, most: &Q, further: &Q| {
            (id.to_owned(), least.clone(), if most == further { Some(most.clone()) } else { None })
        };
        let (least, most, further) = (&self.minimo, &self.massimo, &self.oltre);
        let mut out = vec![range("", &least.totale, &most.totale, &further.totale)];
        for ((a, b), c) in least.contributi.iter().zip(&most.contributi).zip(&further.contributi) {
            out.push(range(&a.id, &a.importo, &b.importo, &c.importo));
        }
        if least.rifiuto { None } else { Some(out) }
    }
}

impl Mondi {
    /// Where the fee without a new ISEE is one, whatever the ISEE and the other answers, none is asked for and none
    /// will come.
    fn forget_needless_isee(&mut self) {
        let last = self.dimensioni.len() - 1;
        let asked = self.fratelli(last).iter().any(|group| {
            let mut now = group.iter().filter(|m| !m.nuovo_isee);
            let first = now.next();
            now.any(|m| first.is_some_and(|f| !m.come(f)))
        });
        if !asked {
            self.mondi.retain(|m| !m.nuovo_isee);
        }
    }

    /// The worlds alike in everything but one dimension, by what they have in common.
    pub fn fratelli(&self, dimensione: usize) -> Vec<Vec<&Mondo>> {
        let mut groups: BTreeMap<Vec<usize>, Vec<&Mondo>> = BTreeMap::new();
        for m in &self.mondi {
            let mut key = m.scelta.clone();
            key.remove(dimensione);
            groups.entry(key).or_default().push(m);
        }
        groups.into_values().collect()
    }

    /// Least and greatest total over the completions that are not refused; none = no greatest.
    pub fn estremi(&self) -> Option<(Q, Option<Q>)> {
        let open: Vec<&Mondo> = self.mondi.iter().filter(|m| !m.minimo.rifiuto).collect();
        let min = open.iter().map(|m| m.minimo.totale.clone()).min()?;
        let max = open.iter().map(|m| m.massimo.totale.clone()).max()?;
        let growing = self.dimensioni.iter().position(|d| d == ISEE).is_some_and(|d| {
            self.fratelli(d).into_iter().any(|mut group| {
                group.retain(|m| !m.minimo.rifiuto);
                let near = group.iter().filter(|m| m.stato.x == Some(intero(VICINO)));
                near.into_iter().any(|a| group.iter().any(|b| a.massimo.totale < b.massimo.totale && b.come_lontano(a)))
            })
        });
        let unlimited = growing || open.iter().any(|m| m.oltre.totale != m.massimo.totale);
        Some((min, if unlimited { None } else { Some(max) }))
    }
}
