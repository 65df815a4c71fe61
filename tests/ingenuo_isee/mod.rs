// SPDX-License-Identifier: EUPL-1.2
//! A second ISEE, slow and plain, written from the text of the law as reported in the sources. It shares no code
//! with the engine: it reads the DSU as JSON values, keeps its own numbers for every year, and uses fractions
//! without limits. The DSU is taken to be valid.
#![allow(dead_code, missing_docs, reason = "each test binary uses a part of it")]

mod numeri;

pub use numeri::{Q, cents, q};

use num_traits::{One, Zero};
use numeri::{at_most, more_than, n, not_negative};
use serde_json::Value;

#[derive(Clone, Debug, PartialEq)]
pub struct Esito {
    pub isr: Q,
    pub isp: Q,
    pub ise: Q,
    pub scala: Q,
    /// Before the last rounding.
    pub isee_esatto: Q,
    pub isee: Q,
    pub aggiunte: Vec<Q>,
}

fn at(v: &Value, key: &str) -> Q {
    match &v[key] {
        Value::Null => Q::zero(),
        Value::String(s) => q(s),
        Value::Number(n) => q(&n.to_string()),
        other => panic!("{key}: {other}"),
    }
}

fn word<'a>(v: &'a Value, key: &str, otherwise: &'a str) -> &'a str {
    v[key].as_str().unwrap_or(otherwise)
}

fn list<'a>(v: &'a Value, key: &str) -> &'a [Value] {
    v[key].as_array().map_or(&[], Vec::as_slice)
}

struct Opzioni<'a>(&'a Value);

impl Opzioni<'_> {
    fn is(&self, name: &str, value: &str) -> bool {
        self.0["opzioni"][name].as_str() == Some(value)
    }

    fn midway(&self, x: Q) -> Q {
        if self.is("arrotonda_intermedi", "al_centesimo") { self.last(&x) } else { x }
    }

    fn last(&self, x: &Q) -> Q {
        cents(x, word(&self.0["opzioni"], "arrotonda_modo", "meta_su"))
    }
}

/// A person who counts, and as what.
struct Persona<'a> {
    v: &'a Value,
    figlio: bool,
    genitore: bool,
}

impl Persona<'_> {
    fn minore(&self) -> bool {
        self.v["eta"].as_i64().is_some_and(|e| e < 18)
    }
    fn disabile(&self) -> bool {
        word(self.v, "disabilita", "nessuna") != "nessuna"
    }
    fn ricoverato(&self) -> bool {
        self.v["ricoverato"] == true
    }
}

struct Famiglia<'a> {
    persone: Vec<Persona<'a>>,
    /// Attracted parents of whom only the ISE is known.
    solo_ise: Vec<&'a Value>,
    /// A parent outside spoils the lone-parent rule.
    fuori_presente: bool,
    ristretta: bool,
}

fn somma_redditi(r: &Value, keys: &[&str]) -> Q {
    keys.iter().map(|k| at(r, k)).sum()
}

fn a_carico(m: &Value, anno: i64) -> bool {
    if let Some(said) = m["a_carico"].as_bool() {
        return said;
    }
    let young = m["eta"].as_i64().is_some_and(|e| e <= 24);
    let limit = if young && anno >= 2020 { q("4000") } else { q("2840.51") };
    somma_redditi(&m["redditi"], &["lavoro", "pensione", "agrari", "altri"]) <= limit
}

fn famiglia<'a>(dsu: &'a Value, o: &Opzioni<'_>) -> Famiglia<'a> {
    let tipo = word(dsu, "tipo", "");
    let art7 = tipo == "minorenni" || tipo == "prestazioni_2026";
    let ristretta = tipo.starts_with("sociosanitario") && !o.is("nucleo", "ordinario");
    let all = list(dsu, "componente");
    let asks = match dsu["beneficiario"].as_str() {
        Some(id) => all.iter().find(|m| m["id"] == id).expect("exists"),
        None => all.iter().find(|m| m["ruolo"] == "dichiarante").expect("declarant"),
    };
    let alone = ristretta && (asks["ruolo"] == "figlio" || asks["ruolo"] == "altro");
    let attracted: Vec<&str> = list(dsu, "genitore_esterno").iter().filter_map(|g| g["componente"].as_str()).collect();
    let mut persone = Vec::new();
    for m in all {
        let id = m["id"].as_str().expect("id");
        let role = word(m, "ruolo", "");
        let outside = attracted.contains(&id);
        let minor = m["eta"].as_i64().is_some_and(|e| e < 18);
        let counts = if outside {
            art7
        } else if alone {
            m["id"] == asks["id"]
        } else if ristretta {
            match role {
                "dichiarante" | "coniuge" => true,
                "figlio" => minor || a_carico(m, dsu["anno"].as_i64().expect("year")),
                _ => false,
            }
        } else {
            true
        };
        if counts {
            let genitore = role == "dichiarante" || role == "coniuge" || m["genitore"] == true || outside;
            persone.push(Persona { v: m, figlio: role == "figlio" && !alone, genitore });
        }
    }
    let free: Vec<&Value> = list(dsu, "genitore_esterno").iter().filter(|g| g["situazione"] == "attratto").collect();
    Famiglia {
        persone,
        solo_ise: if art7 { free.iter().copied().filter(|g| g["componente"].is_null()).collect() } else { Vec::new() },
        fuori_presente: !art7 && !free.is_empty(),
        ristretta,
    }
}

/// Children for rent, home and movable assets.
fn figli_soglie(f: &Famiglia<'_>, o: &Opzioni<'_>) -> usize {
    f.persone.iter().filter(|p| p.figlio && (!o.is("figli_soglie", "minorenni") || p.minore())).count()
}

/// Article 4, commi 2 and 3, for one person.
fn reddito(p: &Persona<'_>, anno: i64, o: &Opzioni<'_>) -> Q {
    let now = &p.v["reddito_corrente"];
    let (table, times) = match now {
        Value::Object(_) => (now, if now["mesi"] == 2 { n(6) } else { n(1) }),
        _ => (&p.v["redditi"], n(1)),
    };
    let single = if now.is_object() || now.is_null() { Q::zero() } else { at(p.v, "reddito_corrente") };
    let in_2015 = anno == 2015 && !o.is("trattamenti_disabilita", "esclusi");
    let included = in_2015 || o.is("trattamenti_disabilita", "inclusi");
    let lavoro = at(table, "lavoro") * &times;
    let trattamenti = if included { at(table, "trattamenti_disabilita") * &times } else { Q::zero() };
    let pensioni = at(table, "pensione") * &times + trattamenti;
    let others = somma_redditi(table, &["agrari", "assegni_ricevuti", "altri"]) * &times + single;
    let gross = &lavoro + &pensioni + others;
    let work = at_most(&lavoro / n(5), n(3000));
    let pension = at_most(&pensioni / n(5), n(1000));
    let both = o.is("quote_lavoro_pensione", "cumulate");
    let quote = if both {
        work + pension
    } else if work > pension {
        work
    } else {
        pension
    };
    let d = &p.v["detrazioni"];
    let less = at(d, "assegni_versati") + at_most(at(d, "spese_sanitarie"), n(5000)) + at(d, "redditi_agrari") + quote;
    let net = gross - less;
    if o.is("detrazioni_oltre_il_reddito", "compensate") { net } else { not_negative(net) }
}

/// State securities excluded.
fn titoli(f: &Famiglia<'_>, anno: i64) -> Q {
    let all: Q = f.persone.iter().map(|p| at(p.v, "titoli_stato")).sum();
    if anno >= 2025 { at_most(all, n(50_000)) } else { Q::zero() }
}

fn figurativo(f: &Famiglia<'_>, anno: i64, o: &Opzioni<'_>) -> Q {
    let without = o.is("reddito_figurativo", "senza_titoli_esclusi");
    if !without && !o.is("reddito_figurativo", "su_tutte_le_attivita") {
        return Q::zero();
    }
    let rate = match anno {
        2015 => "1.50",
        2016 => "1.20",
        2017 => "1.10",
        2018 => "1.30",
        2019 => "1.80",
        2020 => "1.05",
        2021 => "1.01",
        2023 => "3.04",
        2024 => "3.50",
        2025 => "3.00",
        2026 => "2.60",
        other => panic!("no rate for {other}"),
    };
    let own = |p: &Persona<'_>| {
        if p.v["attivita_finanziarie"].is_null() { at(p.v, "titoli_stato") } else { at(p.v, "attivita_finanziarie") }
    };
    let mut base: Q = f.persone.iter().map(own).sum();
    if without {
        base -= titoli(f, anno);
    }
    base * q(rate) / n(100)
}

fn franchigie(anno: i64, o: &Opzioni<'_>) -> bool {
    o.is("disabilita", "franchigie") || anno == 2015 && !o.is("disabilita", "maggiorazione")
}

fn isr(dsu: &Value, f: &Famiglia<'_>, o: &Opzioni<'_>) -> Q {
    let anno = dsu["anno"].as_i64().expect("year");
    let mut total: Q = f.persone.iter().map(|p| reddito(p, anno, o)).sum();
    total += figurativo(f, anno, o);
    total = not_negative(total);
    let rent = at_most(at(dsu, "locazione"), n(7000) + n(500) * more_than(figli_soglie(f, o), 2));
    total = not_negative(total - rent);
    if franchigie(anno, o) {
        for p in &f.persone {
            let (adult, minor) = match word(p.v, "disabilita", "nessuna") {
                "media" => (4000, 5500),
                "grave" => (5500, 7500),
                "non_autosufficiente" => (7000, 9500),
                _ => (0, 0),
            };
            total = not_negative(total - n(if p.minore() { minor } else { adult }));
        }
    }
    o.midway(total)
}

/// Article 5.
fn isp(dsu: &Value, f: &Famiglia<'_>, o: &Opzioni<'_>) -> Q {
    let anno = dsu["anno"].as_i64().expect("year");
    let second = dsu["tipo"] == "prestazioni_2026";
    let children = figli_soglie(f, o);
    let (mut home, mut total) = (Q::zero(), Q::zero());
    for b in f.persone.iter().flat_map(|p| list(p.v, "immobile")) {
        let value = not_negative(at(b, "imu") - at(b, "mutuo"));
        if b["uso"] == "abitazione" { home += value } else { total += value }
    }
    let base = match (second, dsu["capoluogo_metropolitano"] == true) {
        (false, _) => 52_500,
        (true, false) => 91_500,
        (true, true) => 120_000,
    };
    let threshold = n(base) + n(2500) * more_than(children, if second { 1 } else { 2 });
    total += not_negative(home - threshold) * q("2/3");
    if dsu["tipo"] == "sociosanitario_residenze" {
        for d in list(dsu, "donazione") {
            if d["momento"] == "dopo_la_richiesta" || d["tenuti_agli_alimenti"] == true {
                total += not_negative(at(d, "imu") - at(d, "mutuo"));
            }
        }
    }
    let mut movable: Q = f.persone.iter().map(|p| at(p.v, "patrimonio_mobiliare")).sum();
    movable += conti(f, o);
    let exempt =
        at_most(n(6000) + n(2000) * more_than(f.persone.len(), 1), n(10_000)) + n(1000) * more_than(children, 2);
    total += not_negative(movable - titoli(f, anno) - exempt);
    o.midway(total)
}

fn conti(f: &Famiglia<'_>, o: &Opzioni<'_>) -> Q {
    let larger = |a: Q, b: Q| if a > b { a } else { b };
    let sums = |accounts: &[&Value]| -> Q {
        let total = |key: &str| accounts.iter().map(|a| at(a, key)).sum::<Q>();
        larger(total("saldo"), total("giacenza_media"))
    };
    let by_person: Vec<Vec<&Value>> = f.persone.iter().map(|p| list(p.v, "conti").iter().collect()).collect();
    let all: Vec<&Value> = by_person.iter().flatten().copied().collect();
    if o.is("saldo_o_giacenza", "per_nucleo") {
        sums(&all)
    } else if o.is("saldo_o_giacenza", "per_conto") {
        all.iter().map(|a| sums(&[a])).sum()
    } else {
        by_person.iter().map(|p| sums(p)).sum()
    }
}

/// Annex 1.
fn scala(dsu: &Value, f: &Famiglia<'_>, o: &Opzioni<'_>) -> Q {
    let away = f.persone.iter().filter(|p| p.ricoverato()).count();
    let people = f.persone.len() + f.solo_ise.len() - away;
    let mut s = match people {
        0 => q("0"),
        1 => q("1.00"),
        2 => q("1.57"),
        3 => q("2.04"),
        4 => q("2.46"),
        more => q("2.85") + q("0.35") * n(more - 5),
    };
    let counted = |p: &&Persona<'_>| p.figlio && !p.ricoverato() && (!o.is("figli_scala", "minorenni") || p.minore());
    let children = f.persone.iter().filter(counted).count();
    s += q(match (dsu["tipo"] == "prestazioni_2026", children) {
        (true, 2) => "0.10",
        (true, 3) => "0.25",
        (true, 4) => "0.40",
        (true, 5..) => "0.55",
        (false, 3) => "0.20",
        (false, 4) => "0.35",
        (false, 5..) => "0.50",
        _ => "0",
    });
    let minors: Vec<&Persona<'_>> = f.persone.iter().filter(|p| p.figlio && p.minore()).collect();
    let parents: Vec<&Value> =
        f.persone.iter().filter(|p| p.genitore).map(|p| p.v).chain(f.solo_ise.iter().copied()).collect();
    let all_work = parents.iter().all(|p| p["lavoro_6_mesi"] == true);
    let nobody_else = f.persone.len() == minors.len() + 1 && f.solo_ise.is_empty();
    let lone = parents.len() == 1 && nobody_else && !f.fuori_presente;
    if !minors.is_empty() && (all_work || lone) {
        let small = minors.iter().any(|p| p.v["eta"].as_i64().is_some_and(|e| e < 3));
        s += q(if small { "0.30" } else { "0.20" });
    }
    if !franchigie(dsu["anno"].as_i64().expect("year"), o) {
        s += q("0.50") * n(f.persone.iter().filter(|p| p.disabile()).count());
    }
    s + n(away)
}

/// Annex 2.
fn aggiunte(dsu: &Value, f: &Famiglia<'_>, o: &Opzioni<'_>, scala: &Q) -> Vec<Q> {
    let mut found = Vec::new();
    if dsu["tipo"] == "sociosanitario_residenze" {
        for child in list(dsu, "figlio_esterno") {
            let none = child["escluso"] == true || f.ristretta && o.is("componente_figli", "esclusa_col_ristretto");
            let above = not_negative(at(child, "ise") / at(child, "scala") - n(9000));
            found.push(if none { Q::zero() } else { o.midway(above * q("0.2") / scala) });
        }
    }
    if dsu["tipo"] == "minorenni" || dsu["tipo"] == "prestazioni_2026" {
        let minors = f.persone.iter().filter(|p| p.figlio && p.minore()).count();
        for parent in list(dsu, "genitore_esterno") {
            match word(parent, "situazione", "") {
                "attratto" => {}
                "coniugato_con_altri" | "figli_con_altri" => {
                    let said = parent["figli"].as_u64().map(|k| usize::try_from(k).expect("few"));
                    let further = more_than(said.unwrap_or(minors), 1);
                    let factor = if o.is("fattore_genitore", "uno") { Q::one() } else { Q::one() + further * q("0.5") };
                    let own = at(parent, "ise") / at(parent, "scala");
                    found.push(o.midway(own * q("0.3") * factor / scala));
                }
                _ => found.push(Q::zero()),
            }
        }
    }
    found
}

pub fn isee(dsu: &Value) -> Esito {
    let o = Opzioni(dsu);
    let f = famiglia(dsu, &o);
    let isr = isr(dsu, &f, &o);
    let isp = isp(dsu, &f, &o);
    let only_ise: Q = f.solo_ise.iter().map(|g| at(g, "ise")).sum();
    let ise = o.midway(&isr + &isp / n(5) + only_ise);
    let scala = scala(dsu, &f, &o);
    let aggiunte = aggiunte(dsu, &f, &o, &scala);
    let isee_esatto = o.midway(&ise / &scala) + aggiunte.iter().sum::<Q>();
    Esito { isee: o.last(&isee_esatto), isee_esatto, isr, isp, ise, scala, aggiunte }
}
