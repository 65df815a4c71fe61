// SPDX-License-Identifier: EUPL-1.2
//! Rule files.

use super::testo::{Tab, V, m, t, toml};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::subsequence;
use std::fmt;

/// A random rule file; prints as its TOML.
#[derive(Clone)]
pub struct FileRegole {
    pub albero: Tab,
    pub toml: String,
    pub servizio: String,
}

impl fmt::Debug for FileRegole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n----\n{}\n----\n", self.toml)
    }
}

const TIPI: [&str; 5] = ["sociosanitario", "ordinario", "minorenni", "sociosanitario_residenze", "corrente"];
const UNITA: [&str; 7] = ["ora", "giorno", "pasto", "viaggio", "mese", "anno", "una_tantum"];
const MODI: [&str; 5] = ["meta_su", "meta_pari", "su", "giu", "nessuno"];
const MULTIPLI: [&str; 8] = ["0.01", "0.05", "0.10", "0.50", "1", "0.03", "2.5", "0.005"];
const FATTI: [&str; 15] = [
    "festivo",
    "residente",
    "vive_solo",
    "figli_fruitori",
    "componenti",
    "operatori",
    "tempo",
    "disabilita",
    "canone",
    "anni_servizio",
    "turno",
    "inizio",
    "zona",
    "isee",
    "isee",
];
const DATE: [&str; 4] = ["2023-09-01", "2024-01-31", "2024-02-29", "2025-12-31"];
const PAROLE: [&str; 2] = ["nord", "sud"];

/// A number in hundredths, written in one of the ways the format admits.
#[derive(Clone, Copy, Debug)]
struct Numero(i64, u8);

impl Numero {
    fn v(self) -> V {
        match self.1 {
            0 if self.0 % 100 == 0 => V::N(self.0 / 100),
            1 if self.0 % 100 == 0 => t((self.0 / 100).to_string()),
            // Half a thousandth more: amounts may have more than two decimals.
            2 => t(format!("{}.{:02}5", self.0 / 100, self.0 % 100)),
            _ => t(soldi(self.0)),
        }
    }
}

fn soldi(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

fn importo() -> impl Strategy<Value = Numero> {
    let cents = prop_oneof![3 => 0..3_000_i64, 2 => (0..60_i64).prop_map(|n| n * 50), 1 => 0..100_000_i64];
    (cents, 0..12_u8).prop_map(|(c, how)| Numero(c, how))
}

fn passo() -> impl Strategy<Value = i64> {
    prop_oneof![2 => 1..300_i64, 4 => (1..40_i64).prop_map(|n| n * 50_000), 3 => 300..1_500_000_i64]
}

/// An ISEE that a condition may name, in cents.
fn soglia_isee() -> impl Strategy<Value = i64> {
    prop_oneof![(0..80_i64).prop_map(|n| n * 50_000), 0..4_000_000_i64]
}

#[derive(Clone, Debug)]
struct FormaSpec {
    forma: u8,
    a: Numero,
    b: Numero,
    nodi: Option<(i64, i64)>,
    ignota: (bool, bool),
}

fn forma() -> impl Strategy<Value = FormaSpec> {
    let kind = prop_oneof![6 => Just(0_u8), 1 => Just(1_u8), 2 => Just(2_u8), 5 => Just(3_u8), 2 => Just(4_u8), 2 => Just(5_u8), 2 => Just(6_u8), 1 => Just(7_u8)];
    let nodi = option::weighted(0.3, (-300_000..1_000_000_i64, 1..2_000_000_i64));
    (kind, importo(), importo(), nodi, any::<(bool, bool)>()).prop_map(|(forma, a, b, nodi, ignota)| FormaSpec {
        forma,
        a,
        b,
        nodi,
        ignota,
    })
}

/// The keys of a value form; `end` is the upper bound, when there is one.
fn write_forma(f: &FormaSpec, start: i64, end: Option<i64>, cost: bool) -> Tab {
    let row = |k: &str, v: V| (k.to_owned(), v);
    let knots = match (f.nodi, end) {
        (Some((from, len)), _) => Some(Some(((start + from).max(0), len))),
        (None, Some(end)) if end > start => Some(None),
        (None, _) => None,
    };
    let line = |keys: (&str, &str), a: V, b: V| {
        let mut rows = vec![row(keys.0, a), row(keys.1, b)];
        if let Some(Some((from, len))) = knots {
            rows.push(row("nodi", V::L(vec![t(soldi(from)), t(soldi(from + len))])));
        }
        rows
    };
    let percent = |n: Numero| V::N(n.0 % 121);
    match f.forma {
        1 => vec![row("esente", V::B(true))],
        2 if cost => vec![row("percento", percent(f.a))],
        3 if knots.is_some() => line(("da", "a"), f.a.v(), f.b.v()),
        4 if knots.is_some() && cost => line(("percento_da", "percento_a"), percent(f.a), percent(f.b)),
        5 => vec![row("rapporto", m([("importo", f.a.v()), ("isee", t(soldi(100_000 + f.b.0 * 37)))]))],
        6 => vec![row("eccedenza", t(soldi(start + f.b.0)))],
        7 => {
            let mut rows = Tab::new();
            if f.ignota.0 {
                rows.push(row("minimo", f.a.v()));
            }
            if f.ignota.1 {
                rows.push(row("massimo", Numero(f.a.0 + f.b.0 + 1, 9).v()));
            }
            vec![row("ignota", V::M(rows))]
        }
        _ => vec![row("importo", f.a.v())],
    }
}

#[derive(Clone, Debug)]
struct FasceSpec {
    limitate: Vec<(i64, bool, FormaSpec)>,
    ultima: FormaSpec,
    da_zero: bool,
}

fn fasce() -> impl Strategy<Value = FasceSpec> {
    let count = prop_oneof![5 => 0..3_usize, 3 => 3..5_usize, 1 => 5..8_usize];
    let bounded = count.prop_flat_map(|n| vec((passo(), any::<bool>(), forma()), n));
    (bounded, forma(), prop::bool::weighted(0.04)).prop_map(|(limitate, ultima, da_zero)| FasceSpec {
        limitate,
        ultima,
        da_zero,
    })
}

fn write_fasce(f: &FasceSpec, cost: bool) -> V {
    let mut out = Vec::new();
    let mut start = 0;
    if f.da_zero {
        out.push(V::M(vec![("fino_a".to_owned(), V::N(0)), ("importo".to_owned(), t("0.50"))]));
    }
    for (step, under, forma) in &f.limitate {
        let end = start + step;
        let mut rows = vec![(if *under { "sotto" } else { "fino_a" }.to_owned(), Numero(end, 0).v())];
        rows.extend(write_forma(forma, start, Some(end), cost));
        out.push(V::M(rows));
        start = end;
    }
    out.push(V::M(write_forma(&f.ultima, start, None, cost)));
    V::L(out)
}

#[derive(Clone, Debug)]
enum Cond {
    Foglia { fatto: usize, op: u8, a: i64, b: i64, isee: i64, si: bool },
    Insieme(u8, Vec<Cond>),
}

fn condizione() -> impl Strategy<Value = Cond> {
    let leaf = (any::<u8>(), 0..8_u8, 0..7_i64, 0..4_i64, soglia_isee(), any::<bool>())
        .prop_map(|(fatto, op, a, b, isee, si)| Cond::Foglia { fatto: fatto.into(), op, a, b, isee, si });
    leaf.prop_recursive(3, 6, 3, |inner| (0..3_u8, vec(inner, 1..4)).prop_map(|(k, list)| Cond::Insieme(k, list)))
}

struct Nomi<'a> {
    /// The facts that the file may name.
    fatti: &'a [&'static str],
    /// The kind of ISEE that conditions name.
    isee: &'a str,
}

fn write_cond(c: &Cond, n: &Nomi<'_>) -> V {
    match c {
        Cond::Insieme(kind, list) => {
            let key = ["tutte", "almeno_una", "nessuna"][usize::from(*kind)];
            m([(key, V::L(list.iter().map(|c| write_cond(c, n)).collect()))])
        }
        Cond::Foglia { fatto, op, a, b, isee, si } => {
            let id = n.fatti[fatto % n.fatti.len()];
            let number = |x: i64| if *si { V::N(x) } else { t(x.to_string()) };
            let two = |x: V, y: V, all: &[&str]| {
                if usize::from(*op) < all.len() {
                    (all[usize::from(*op)].to_owned(), x)
                } else {
                    ("in".to_owned(), V::L(vec![x, y]))
                }
            };
            let order = ["uguale", "diverso", "almeno", "al_massimo", "oltre", "meno_di"];
            let pick = |words: &[&str], i: i64| t(words[usize::try_from(i).unwrap() % words.len()]);
            let ordered = |x: V, y: V| if *op == 6 { ("tra".to_owned(), V::L(vec![x, y])) } else { two(x, y, &order) };
            let (id, (key, v)) = match id {
                "festivo" | "residente" | "vive_solo" => {
                    (id.to_owned(), (["vero", "uguale", "diverso"][usize::from(*op) % 3].to_owned(), V::B(*si)))
                }
                "figli_fruitori" | "componenti" | "operatori" | "anni_servizio" => {
                    (id.to_owned(), ordered(number(*a), number(a + b)))
                }
                "canone" => (id.to_owned(), ordered(t(soldi(a * 5_000)), t(soldi(a * 5_000 + b)))),
                "isee" => (format!("isee.{}", n.isee), ordered(t(soldi(*isee)), t(soldi(isee + b * 100_000)))),
                "tempo" => (id.to_owned(), two(pick(&["pieno", "parziale"], *a), pick(&["pieno"], 0), &order[..2])),
                "disabilita" => {
                    let words = ["nessuna", "media", "grave", "non_autosufficiente"];
                    (id.to_owned(), two(pick(&words, *a), pick(&words, a + 1 + b), &order[..2]))
                }
                "turno" => {
                    let words = ["mattina", "pomeriggio", "notte"];
                    (id.to_owned(), two(pick(&words, *a), pick(&words, a + 1 + b), &order[..2]))
                }
                "inizio" => (id.to_owned(), ordered(pick(&DATE[..2], *a), pick(&DATE[2..], *b))),
                _ => (id.to_owned(), two(pick(&PAROLE, *a), pick(&PAROLE, *b), &order[..2])),
            };
            V::M(vec![("fatto".to_owned(), t(id)), (key, v)])
        }
    }
}

#[derive(Clone, Debug)]
struct ArrotondaSpec(usize, usize, Option<bool>);

fn arrotonda() -> impl Strategy<Value = Option<ArrotondaSpec>> {
    let al = prop_oneof![2 => Just(0_usize), 3 => 0..MULTIPLI.len()];
    option::weighted(
        0.6,
        (al, 0..MODI.len(), any::<Option<bool>>()).prop_map(|(al, modo, when)| ArrotondaSpec(al, modo, when)),
    )
}

fn write_arrotonda(a: &ArrotondaSpec) -> V {
    let mut rows = vec![("al".to_owned(), t(MULTIPLI[a.0])), ("modo".to_owned(), t(MODI[a.1]))];
    rows.extend(a.2.map(|before| ("quando".to_owned(), t(if before { "prima" } else { "dopo" }))));
    V::M(rows)
}

#[derive(Clone, Debug)]
struct QuotaSpec {
    fasce: FasceSpec,
    per: usize,
    se: Option<Cond>,
    contributo: bool,
    senza: Option<(u8, Numero)>,
    arrotonda: Option<ArrotondaSpec>,
}

fn quota() -> impl Strategy<Value = QuotaSpec> {
    let senza = option::weighted(0.55, (0..6_u8, importo()));
    (fasce(), 0..UNITA.len(), option::weighted(0.4, condizione()), prop::bool::weighted(0.15), senza, arrotonda())
        .prop_map(|(fasce, per, se, contributo, senza, arrotonda)| QuotaSpec {
            fasce,
            per,
            se,
            contributo,
            senza,
            arrotonda,
        })
}

fn write_quota(i: usize, q: &QuotaSpec, cost: bool, n: &Nomi<'_>) -> V {
    let mut rows = vec![("id".to_owned(), t(format!("quota-{i}"))), ("per".to_owned(), t(UNITA[q.per]))];
    if let Some(se) = &q.se {
        rows.push(("se".to_owned(), write_cond(se, n)));
    }
    if q.contributo {
        rows.push(("natura".to_owned(), t("contributo")));
    }
    rows.push(("fasce".to_owned(), write_fasce(&q.fasce, cost)));
    if let Some((kind, v)) = &q.senza {
        let v = match kind {
            0 => m([("rifiuta", t("Serve un ISEE."))]),
            1 | 2 if cost => m([("percento", V::N(v.0 % 150))]),
            _ => m([("importo", v.v())]),
        };
        rows.push(("senza_isee".to_owned(), v));
    }
    rows.extend(q.arrotonda.as_ref().map(|a| ("arrotonda".to_owned(), write_arrotonda(a))));
    V::M(rows)
}

#[derive(Clone, Debug)]
struct CorrezioneSpec {
    su: u8,
    quota: usize,
    op: u8,
    v: Numero,
    coefficiente: usize,
    meno: bool,
    sposta: i64,
    per: Option<u8>,
    se: Option<Cond>,
}

const COEFFICIENTI: [&str; 10] = ["0.90", "1.10", "0.5", "2", "3/7", "0.333", "1.25", "0", "2/3", "1"];

fn correzione() -> impl Strategy<Value = CorrezioneSpec> {
    let su = prop_oneof![1 => Just(0_u8), 1 => Just(1_u8), 4 => Just(2_u8), 3 => Just(3_u8)];
    let per = option::weighted(0.3, any::<u8>());
    (
        (su, any::<u8>(), 0..6_u8, importo(), 0..COEFFICIENTI.len()),
        (
            any::<bool>(),
            prop_oneof![6 => Just(-1_i64), 6 => Just(1_i64), 1 => -3..4_i64],
            per,
            option::weighted(0.6, condizione()),
        ),
    )
        .prop_map(|((su, quota, op, v, coefficiente), (meno, sposta, per, se))| CorrezioneSpec {
            su,
            quota: quota.into(),
            op,
            v,
            coefficiente,
            meno,
            sposta,
            per,
            se,
        })
}

fn write_correzione(c: &CorrezioneSpec, quote: usize, n: &Nomi<'_>) -> V {
    let mut rows = Tab::new();
    let mut put = |k: &str, v: V| rows.push((k.to_owned(), v));
    if let Some(se) = &c.se {
        put("se", write_cond(se, n));
    }
    let add = |scale: i64| {
        let v = c.v.0 * scale;
        t(soldi(if c.meno { -v } else { v }))
    };
    match c.su {
        0 => {
            put("su", t("isee"));
            if c.op.is_multiple_of(2) {
                put("moltiplica", t(COEFFICIENTI[c.coefficiente]));
            } else {
                put("aggiungi", add(100));
                c.per.iter().for_each(|p| put("per", t(["ora", "giorno_assenza", "euro_retta"][usize::from(p % 3)])));
            }
        }
        1 => {
            put("su", t("fascia"));
            put("sposta", V::N(c.sposta));
        }
        target => {
            put("su", t(if target == 2 { format!("quota:quota-{}", c.quota % quote) } else { "totale".to_owned() }));
            match c.op {
                0 => put("moltiplica", t(COEFFICIENTI[c.coefficiente])),
                1 | 2 => {
                    put("aggiungi", add(1));
                    c.per
                        .iter()
                        .for_each(|p| put("per", t(["ora", "giorno_assenza", "euro_retta"][usize::from(p % 3)])));
                }
                3 => put("tetto", c.v.v()),
                4 => put("minimo", c.v.v()),
                _ => put("imposta", c.v.v()),
            }
        }
    }
    V::M(rows)
}

#[derive(Clone, Debug)]
struct FileSpec {
    fatti: Vec<&'static str>,
    tipi: Vec<&'static str>,
    nominato: usize,
    costo: Option<(i64, usize)>,
    requisiti: Vec<Cond>,
    quote: Vec<QuotaSpec>,
    correzioni: Vec<CorrezioneSpec>,
    totale: Option<ArrotondaSpec>,
    misura: bool,
}

/// The facts that the file declares: those it may name that are not standard.
fn facts_of_the_file(named: &[&str]) -> V {
    let fact = |id: &str, tipo: &str, more: Vec<(String, V)>| {
        let mut rows = vec![("id".to_owned(), t(id)), ("tipo".to_owned(), t(tipo))];
        rows.extend(more);
        V::M(rows)
    };
    let words = V::L(["mattina", "pomeriggio", "notte"].into_iter().map(t).collect());
    let all = [
        fact("canone", "importo", Vec::new()),
        fact("anni_servizio", "intero", vec![("predefinito".to_owned(), V::N(2))]),
        fact("turno", "scelta", vec![("valori".to_owned(), words)]),
        fact("inizio", "data", Vec::new()),
        fact("zona", "testo", vec![("predefinito".to_owned(), t("nord"))]),
    ];
    let used =
        |f: &V| matches!(f, V::M(rows) if rows.iter().any(|(k, v)| k == "id" && named.iter().any(|n| *v == t(*n))));
    V::L(all.into_iter().filter(used).collect())
}

/// The file of a set of random choices.
fn compose(s: &FileSpec) -> FileRegole {
    let nomi = Nomi { fatti: &s.fatti, isee: s.tipi.get(s.nominato).copied().unwrap_or("corrente") };
    let cost = s.costo.is_some() && !s.misura;
    let mut service: Tab = vec![("id".to_owned(), t("prova"))];
    service.push(("isee".to_owned(), V::L(s.tipi.iter().copied().map(t).collect())));
    if let Some((importo, per)) = s.costo.filter(|_| cost) {
        service.push(("costo".to_owned(), m([("importo", t(soldi(importo))), ("per", t(UNITA[per]))])));
    }
    if let Some(a) = s.totale.as_ref().filter(|_| !s.misura) {
        service.push(("arrotonda_totale".to_owned(), write_arrotonda(a)));
    }
    let requisiti = s.requisiti.iter().map(|c| m([("se", write_cond(c, &nomi))])).collect();
    let quote = s.quote.iter().enumerate().map(|(i, q)| write_quota(i, q, cost, &nomi)).collect();
    let correzioni = s.correzioni.iter().map(|c| write_correzione(c, s.quote.len(), &nomi)).collect();
    for (key, list) in [("requisito", V::L(requisiti)), ("quota", V::L(quote)), ("correzione", V::L(correzioni))] {
        service.push((key.to_owned(), list));
    }
    let albero: Tab = vec![
        ("formato".to_owned(), V::N(1)),
        ("id".to_owned(), t("prova")),
        ("ente".to_owned(), t("Comune di Prova")),
        ("titolo".to_owned(), t("Regole a caso")),
        ("natura".to_owned(), t("dimostrativo")),
        ("vigenza".to_owned(), m([("dal", t("2023-01-01"))])),
        ("fatto".to_owned(), facts_of_the_file(&s.fatti)),
        (if s.misura { "misura" } else { "servizio" }.to_owned(), V::L(vec![V::M(service)])),
    ];
    FileRegole { toml: toml(&albero), albero, servizio: "prova".to_owned() }
}

/// Rule files with one service (seldom a measure) that use everything chapters 2 to 4 admit.
pub fn file_regole() -> impl Strategy<Value = FileRegole> {
    let tipi = prop_oneof![6 => subsequence(&TIPI[..4], 1), 4 => subsequence(&TIPI[..4], 2)];
    let quote = prop_oneof![4 => vec(quota(), 1..2), 3 => vec(quota(), 2..3), 2 => vec(quota(), 3..5)];
    (
        (subsequence(&FATTI[..], 1..5), tipi, 0..3_usize, option::weighted(0.6, (1..60_000_i64, 0..UNITA.len()))),
        (vec(condizione(), 0..3), quote, vec(correzione(), 0..6), arrotonda(), prop::bool::weighted(0.06)),
    )
        .prop_map(|((fatti, tipi, nominato, costo), (requisiti, quote, correzioni, totale, misura))| {
            compose(&FileSpec { fatti, tipi, nominato, costo, requisiti, quote, correzioni, totale, misura })
        })
}
