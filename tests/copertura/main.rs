// SPDX-License-Identifier: EUPL-1.2
//! Coverage of the law: every clause of every embedded rule file is exercised by some case, on both sides of every
//! bound. What the cases with a source leave out stands in `casi/copertura`, worked out by the naive evaluator;
//! `docs/COPERTURA.md` is the table. After a change of the seeds: `SOGLIA_AGGIORNA=1 cargo test --test copertura`,
//! then read the differences as one reads those of the law.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../comune/mod.rs"]
mod comune;
#[path = "../ingenuo/mod.rs"]
mod ingenuo;

mod bersagli;
mod genera;
mod stampati;

use bersagli::{Bersaglio, bersagli, stato};
use ingenuo::{Ignota, Regole, Richiesta, Servizio, Stato, ammesso, calcola, euro};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use soglia::norma::Regolamento;
use soglia::semi;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

const TABELLA: &str = "docs/COPERTURA.md";
const CASI: &str = "tests/casi/copertura";

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File {
    formato: u64,
    regolamento: String,
    caso: Vec<Caso>,
    /// What no household can do, and why.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    irraggiungibile: BTreeMap<String, String>,
}

/// One household, with every fact.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Caso {
    servizio: String,
    /// What this one adds to the others.
    prova: Vec<String>,
    richiesta: String,
    ammesso: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    totale: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    contributi: BTreeMap<String, String>,
}

/// The text of a seed.
fn text(id: &str) -> String {
    let file = |folder: &str| std::fs::read_to_string(comune::path("seeds").join(folder).join(format!("{id}.toml")));
    file("regolamenti").or_else(|_| file("misure")).unwrap_or_else(|e| panic!("{id}: {e}"))
}

/// An embedded rule file, read by both.
struct Norma {
    id: &'static str,
    rules: &'static Regolamento,
    regole: Regole,
}

fn norme() -> Vec<Norma> {
    let of = |id: &'static str, rules| Norma { id, rules, regole: ingenuo::lettura::regole(&text(id)) };
    let services = semi::elenco().iter().map(|s| of(s.id, semi::regolamento(s.id).unwrap()));
    services.chain(semi::misure().iter().map(|s| of(s.id, semi::misura(s.id).unwrap()))).collect()
}

fn stored(id: &str) -> Option<File> {
    let text = std::fs::read_to_string(comune::path(CASI).join(format!("{id}.toml"))).ok()?;
    let file: File = toml::from_str(&text).unwrap_or_else(|e| panic!("{id}: {e}"));
    assert_eq!((file.formato, file.regolamento.as_str()), (1, id));
    Some(file)
}

fn request(norma: &Norma, s: &Servizio, json: &str) -> Richiesta {
    stampati::richiesta(&norma.regole, &serde_json::from_str(json).unwrap())
        .unwrap_or_else(|| panic!("{} {}: {json}", norma.id, s.id))
}

/// Places of what a request hits.
fn hit(bersagli: &[Bersaglio<'_>], s: &Servizio, r: &Richiesta) -> BTreeSet<usize> {
    let state = stato(s, r);
    bersagli.iter().enumerate().filter(|(_, b)| b.colpito(&state)).map(|(n, _)| n).collect()
}

/// What the naive evaluator says of a household with every fact.
fn expected(s: &Servizio, r: &Richiesta) -> (String, Option<String>, BTreeMap<String, String>) {
    let state = stato(s, r);
    let no_value = |q: &&ingenuo::Quota| state.x.is_none() && q.senza.is_none() && !q.fasce.is_empty();
    let counts = |q: &&ingenuo::Quota| q.se.as_ref().is_none_or(|c| ingenuo::vale(c, &state.fatti) == Some(true));
    let open = s.quote.iter().filter(counts).any(|q| no_value(&q));
    let outcome = (!open).then(|| calcola(s, &state));
    let refused = outcome.as_ref().is_some_and(|e| e.rifiuto);
    let verdict = match ammesso(s, &state.fatti) {
        Some(false) => "no",
        _ if refused => "no",
        Some(true) => "si",
        None => "da_verificare",
    };
    let most = Stato { ignota: Ignota::Massimo, ..state.clone() };
    let Some((least, most)) = outcome.filter(|e| !e.rifiuto).map(|e| (e, calcola(s, &most))) else {
        return (verdict.to_owned(), None, BTreeMap::new());
    };
    // Of a value that the act does not print, nothing is expected.
    let pays = s.quote.iter().any(|q| !q.contributo) && least.totale == most.totale;
    let total = pays.then(|| euro(&least.totale));
    let rows = least.contributi.iter().zip(&most.contributi).filter(|(a, b)| a == b);
    (verdict.to_owned(), total, rows.map(|(r, _)| (r.id.clone(), euro(&r.importo))).collect())
}

/// What the engine says, in the same shape.
fn told(norma: &Norma, caso: &Caso) -> (String, Option<String>, BTreeMap<String, String>) {
    let request = soglia::formato::parse_request(&caso.richiesta, &norma.rules.fatti)
        .unwrap_or_else(|d| panic!("{}: {d}: {}", norma.id, caso.richiesta));
    let answer = json!(soglia::tariffa::calcola(norma.rules, &caso.servizio, &request).unwrap());
    let text = |v: &Value| v.as_str().map(str::to_owned);
    let paid = answer["contributi"].as_array().unwrap().iter();
    let paid = paid.filter_map(|c| Some((text(&c["id"])?, text(&c["importo"])?)));
    let paid = paid.filter(|(id, _)| caso.contributi.contains_key(id)).collect();
    let total = text(&answer["totale"]).filter(|_| caso.totale.is_some());
    (text(&answer["ammesso"]).unwrap(), total, paid)
}

/// What the cases with a source hit, and what those of the coverage add.
struct Conto {
    tutti: usize,
    fonte: usize,
    aggiunti: usize,
    esclusi: usize,
}

/// Looks for what is missing and writes it down.
fn aggiorna(norma: &Norma) -> File {
    let reasons = stored(norma.id).map(|f| f.irraggiungibile).unwrap_or_default();
    let mut file =
        File { formato: 1, regolamento: norma.id.to_owned(), caso: Vec::new(), irraggiungibile: BTreeMap::new() };
    for s in &norma.regole.servizi {
        let all = bersagli(&norma.regole, s);
        let mut open: BTreeSet<usize> = (0..all.len()).collect();
        for r in stampati::richieste(&norma.regole, norma.id, s) {
            open.retain(|n| !all[*n].colpito(&stato(s, &r)));
        }
        for r in genera::famiglie(&norma.regole, s, &all, &open) {
            let state = stato(s, &r);
            let prova = open.iter().filter(|n| all[**n].colpito(&state)).map(|n| all[*n].nome.clone()).collect();
            open.retain(|n| !all[*n].colpito(&state));
            let (ammesso, totale, contributi) = expected(s, &r);
            file.caso.push(Caso { servizio: s.id.clone(), prova, richiesta: r.json(), ammesso, totale, contributi });
        }
        for n in open {
            let nome = format!("{}: {}", s.id, all[n].nome);
            let why = reasons.get(&nome).cloned().unwrap_or_else(|| "DA SPIEGARE".to_owned());
            file.irraggiungibile.insert(nome, why);
        }
    }
    let path = comune::path(CASI).join(format!("{}.toml", norma.id));
    if file.caso.is_empty() && file.irraggiungibile.is_empty() {
        let _ = std::fs::remove_file(path);
    } else {
        std::fs::create_dir_all(comune::path(CASI)).unwrap();
        std::fs::write(path, toml::to_string(&file).unwrap()).unwrap();
    }
    file
}

/// Checks the stored cases and counts; what is wrong goes to `wrong`.
fn esamina(norma: &Norma, file: &File, wrong: &mut Vec<String>) -> Conto {
    let mut conto = Conto { tutti: 0, fonte: 0, aggiunti: 0, esclusi: 0 };
    let mut unused: BTreeSet<&String> = file.irraggiungibile.keys().collect();
    for s in &norma.regole.servizi {
        let all = bersagli(&norma.regole, s);
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        for r in stampati::richieste(&norma.regole, norma.id, s) {
            seen.extend(hit(&all, s, &r));
        }
        conto.tutti += all.len();
        conto.fonte += seen.len();
        for caso in file.caso.iter().filter(|c| c.servizio == s.id) {
            let r = request(norma, s, &caso.richiesta);
            let hits = hit(&all, s, &r);
            let names: BTreeSet<&str> = hits.iter().map(|n| all[*n].nome.as_str()).collect();
            if let Some(lost) = caso.prova.iter().find(|p| !names.contains(p.as_str())) {
                wrong.push(format!("{} {}: il caso non prova più «{lost}»: {}", norma.id, s.id, caso.richiesta));
            }
            let both = [expected(s, &r), told(norma, caso)];
            let written = (caso.ammesso.clone(), caso.totale.clone(), caso.contributi.clone());
            if both.iter().any(|b| *b != written) {
                wrong.push(format!(
                    "{} {}: {}: scritto {written:?}, lento e motore {both:?}",
                    norma.id, s.id, caso.richiesta
                ));
            }
            seen.extend(hits);
        }
        for (n, b) in all.iter().enumerate().filter(|(n, _)| !seen.contains(n)) {
            let nome = format!("{}: {}", s.id, b.nome);
            match file.irraggiungibile.get_key_value(&nome) {
                Some((key, why)) if why != "DA SPIEGARE" && !why.is_empty() => {
                    unused.remove(key);
                    conto.esclusi += 1;
                }
                _ => wrong.push(format!("{}: nessun caso prova «{}» ({n})", norma.id, nome)),
            }
        }
        conto.aggiunti += seen.len();
    }
    wrong.extend(unused.iter().map(|u| format!("{}: «{u}» è raggiunto, o non esiste", norma.id)));
    conto.aggiunti -= conto.fonte;
    conto
}

fn table(rows: &[(&str, usize, Conto)]) -> String {
    let mut out = "# Copertura delle norme\n\nPer ogni file incorporato: quante cose ci sono da provare (ogni requisito nei due esiti, ogni condizione sui due lati\ndel suo limite, ogni fascia, ogni limite al centesimo e al centesimo prima e dopo, ogni correzione con e senza effetto,\nil caso senza ISEE), quante ne provano i casi che hanno una fonte (`tests/casi/norma/buoni`, `tests/casi/misure`), quante\nne aggiungono i casi di `tests/casi/copertura`, calcolati dalla seconda implementazione, e quante nessuna famiglia può\nprovare, con il motivo scritto nel file. Tabella generata: `SOGLIA_AGGIORNA=1 cargo test --test copertura`.\n\n| file | da provare | con una fonte | aggiunte | impossibili | casi aggiunti |\n|---|--:|--:|--:|--:|--:|\n".to_owned();
    let mut sum = [0; 5];
    for (id, cases, c) in rows {
        writeln!(out, "| {id} | {} | {} | {} | {} | {cases} |", c.tutti, c.fonte, c.aggiunti, c.esclusi).unwrap();
        for (total, n) in sum.iter_mut().zip([c.tutti, c.fonte, c.aggiunti, c.esclusi, *cases]) {
            *total += n;
        }
    }
    let [all, printed, added, never, cases] = sum;
    writeln!(out, "| **tutti** | **{all}** | **{printed}** | **{added}** | **{never}** | **{cases}** |").unwrap();
    out
}

#[test]
fn every_clause_is_exercised_on_both_sides_of_every_bound() {
    let update = std::env::var_os("SOGLIA_AGGIORNA").is_some();
    let mut wrong = Vec::new();
    let mut rows = Vec::new();
    let norme = norme();
    for norma in &norme {
        let nothing = || File {
            formato: 1,
            regolamento: norma.id.to_owned(),
            caso: Vec::new(),
            irraggiungibile: BTreeMap::new(),
        };
        let file = if update { aggiorna(norma) } else { stored(norma.id).unwrap_or_else(nothing) };
        rows.push((norma.id, file.caso.len(), esamina(norma, &file, &mut wrong)));
    }
    let table = table(&rows);
    if update {
        std::fs::write(comune::path(TABELLA), &table).unwrap();
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(std::fs::read_to_string(comune::path(TABELLA)).unwrap(), table, "{TABELLA} non è più vera: rigenerala");
}
