// SPDX-License-Identifier: EUPL-1.2
//! Cases as data. `casi/norma/buoni`: what published tables say, or what follows from them. `casi/*/cattivi`:
//! one defect each, with the code, line and key path that the reader must be told.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod comune;

use comune::speaks_clearly;
use serde::Deserialize;
use serde_json::Value;
use soglia::denaro::Decimal;
use soglia::diagnosi::{Code, Diagnostic, Severity};
use soglia::formato::{self, parse_facts, parse_isee, parse_request};
use soglia::norma::Regolamento;
use soglia::tariffa::Domanda;
use soglia::{semi, tariffa};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Caso {
    formato: u64,
    frase: String,
    regolamento: String,
    servizio: String,
    #[serde(default)]
    tabella: Vec<RigaTabella>,
    #[serde(default)]
    calcola: Vec<RigaCalcola>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RigaTabella {
    frase: String,
    quota: String,
    isee: String,
    #[serde(default)]
    fatti: BTreeMap<String, Value>,
    atteso: Option<String>,
    intervallo: Option<BTreeMap<String, String>>,
    /// Whether the act prints the value or we derived it.
    origine: Origine,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Origine {
    Stampato,
    Calcolato,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RigaCalcola {
    frase: String,
    richiesta: Value,
    ammesso: Option<String>,
    totale: Option<String>,
    intervallo: Option<BTreeMap<String, String>>,
    mancano: Option<Vec<String>>,
    costo_ente: Option<String>,
    contributi: Option<BTreeMap<String, String>>,
}

/// What went wrong, one sentence each.
#[derive(Default)]
struct Esito {
    values: usize,
    wrong: Vec<String>,
}

impl Esito {
    /// Counts a comparison and notes it when it fails.
    fn same(&mut self, place: &str, what: &str, got: &Value, expected: &Value) {
        self.values += 1;
        if got != expected {
            self.wrong.push(format!("{place}: {what} è {got}, atteso {expected}"));
        }
    }
}

fn range(text: &BTreeMap<String, String>) -> Value {
    // An absent end is no limit, which answers write as null.
    serde_json::json!({ "minimo": text.get("minimo"), "massimo": text.get("massimo") })
}

fn json(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

fn check_table(
    esito: &mut Esito,
    place: &str,
    rules: &Regolamento,
    servizio: &str,
    row: &RigaTabella,
) -> Result<(), Diagnostic> {
    let facts = parse_facts(&json(&row.fatti).to_string(), &rules.fatti)?;
    let isee = [parse_isee(&row.isee)?];
    let named = tariffa::tabella(rules, servizio, &isee, Some(&row.quota), &facts)?;
    let got = named[0].quote.get(&row.quota).map(json).unwrap_or(Value::from("nessuna quota"));
    match (&row.atteso, &row.intervallo) {
        (Some(value), None) => esito.same(place, "il valore unitario", &got, &json(value)),
        (None, Some(ends)) => {
            esito.same(place, "l'intervallo", &json(named[0].intervallo.get(&row.quota)), &range(ends));
            esito.same(place, "il valore unitario", &got, &Value::Null);
        }
        _ => esito.wrong.push(format!("{place}: serve atteso oppure intervallo")),
    }
    // Asked with the other quotas, the quota has the same value whenever it counts.
    let all = tariffa::tabella(rules, servizio, &isee, None, &facts)?;
    if let Some(among) = all[0].quote.get(&row.quota) {
        esito.same(place, "il valore fra tutte le quote", &json(among), &got);
    }
    // And the other way round: the ISEE is among those that have this value.
    if let (Some(value), Some(x), false) = (&row.atteso, isee[0], named[0].esatte.contains_key(&row.quota)) {
        let question = Domanda::Uguale(value.parse().unwrap());
        let set = tariffa::inverso(rules, servizio, &row.quota, question, &facts)?.tratti;
        let cents = |text: &String| text.parse::<Decimal>().unwrap();
        let inside = set.iter().any(|t| cents(&t.da) <= x && t.a.as_ref().is_none_or(|a| x <= cents(a)));
        esito.same(place, "che l'inverso lo contenga", &json(inside), &json(true));
    }
    Ok(())
}

fn check_answer(
    esito: &mut Esito,
    place: &str,
    rules: &Regolamento,
    servizio: &str,
    row: &RigaCalcola,
) -> Result<(), Diagnostic> {
    let request = parse_request(&row.richiesta.to_string(), &rules.fatti)?;
    let answer = json(tariffa::calcola(rules, servizio, &request)?);
    if row.totale.is_none() && row.intervallo.is_none() && row.contributi.is_none() && row.ammesso.is_none() {
        esito.wrong.push(format!("{place}: non chiede nulla"));
    }
    if let Some(ammesso) = &row.ammesso {
        esito.same(place, "ammesso", &answer["ammesso"], &json(ammesso));
    }
    if let Some(totale) = &row.totale {
        esito.same(place, "il totale", &answer["totale"], &json(totale));
        esito.same(place, "l'intervallo", &answer["intervallo"], &Value::Null);
    }
    if let Some(ends) = &row.intervallo {
        esito.same(place, "l'intervallo", &answer["intervallo"], &range(ends));
        esito.same(place, "il totale", &answer["totale"], &Value::Null);
    }
    if let Some(missing) = &row.mancano {
        esito.same(place, "mancano", &answer["mancano"], &json(missing));
    }
    if let Some(cost) = &row.costo_ente {
        esito.same(place, "il costo dell'ente", &answer["costo_ente"], &json(cost));
    }
    if let Some(contributions) = &row.contributi {
        let got: BTreeMap<&str, &Value> = answer["contributi"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| (c["id"].as_str().unwrap(), &c["importo"]))
            .collect();
        esito.same(place, "i contributi", &json(got), &json(contributions));
    }
    Ok(())
}

/// An embedded file, or one of those written as a stranger would: `altrui/…`.
fn rules_of(id: &str) -> Result<Regolamento, Vec<Diagnostic>> {
    if !id.starts_with("altrui/") {
        return semi::regolamento(id).cloned();
    }
    let text = fs::read_to_string(comune::path("tests/casi/norma").join(id)).expect("il file esiste");
    formato::parse_regolamento(&text, id, semi::fatti())
}

#[test]
fn every_published_value_comes_out_to_the_cent() {
    let mut esito = Esito::default();
    let mut rows_of: BTreeMap<String, usize> = BTreeMap::new();
    let (mut printed, mut derived) = (0, 0);
    for (name, text) in comune::files("tests/casi/norma/buoni", "toml") {
        let caso: Caso = toml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(caso.formato, 1, "{name}: formato");
        let rules = &rules_of(&caso.regolamento).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        *rows_of.entry(caso.regolamento.clone()).or_default() += caso.tabella.len() + caso.calcola.len();
        for row in &caso.tabella {
            match row.origine {
                Origine::Stampato => printed += 1,
                Origine::Calcolato => derived += 1,
            }
            let place = format!("{name} («{}»), «{}», ISEE {}", caso.frase, row.frase, row.isee);
            if let Err(d) = check_table(&mut esito, &place, rules, &caso.servizio, row) {
                esito.wrong.push(format!("{place}: {d}"));
            }
        }
        for row in &caso.calcola {
            let place = format!("{name} («{}»), «{}»", caso.frase, row.frase);
            if let Err(d) = check_answer(&mut esito, &place, rules, &caso.servizio, row) {
                esito.wrong.push(format!("{place}: {d}"));
            }
        }
    }
    let rows: usize = rows_of.values().sum();
    println!(
        "{rows} casi ({printed} stampati, {derived} calcolati), {} confronti, {} regolamenti",
        esito.values,
        rows_of.len()
    );
    assert!(esito.wrong.is_empty(), "{} confronti sbagliati:\n{}", esito.wrong.len(), esito.wrong.join("\n"));
    assert!(semi::elenco().len() >= 24, "i semi sono {}", semi::elenco().len());
    for seed in semi::elenco() {
        let text = semi::testo(seed.id).unwrap();
        let read = formato::parse_regolamento(text, seed.id, semi::fatti()).unwrap();
        assert_eq!(
            semi::regolamento(seed.id).unwrap(),
            &read,
            "{}: ciò che è incorporato è ciò che è scritto",
            seed.id
        );
        let rows = rows_of.get(seed.id).copied().unwrap_or_default();
        assert!(rows >= 4, "{}: {rows} casi, ne servono almeno quattro", seed.id);
    }
}

/// The expectation in the first line of a bad rule file: `# atteso: codice=… riga=… percorso=…`.
fn expectation(text: &str) -> (String, u32, String) {
    let first = text.lines().next().unwrap_or_default();
    let words = first.strip_prefix("# atteso: ").expect("la prima riga dice che cosa si attende").split(' ');
    let word: BTreeMap<&str, &str> = words.map(|w| w.split_once('=').expect("chiave=valore")).collect();
    (word["codice"].to_owned(), word["riga"].parse().unwrap(), word["percorso"].to_owned())
}

#[test]
fn every_bad_rule_file_is_refused_with_its_one_defect() {
    let facts = semi::fatti();
    let mut wrong = Vec::new();
    let mut codes = BTreeSet::new();
    for (name, text) in comune::files("tests/casi/norma/cattivi", "toml") {
        let (code, line, path) = expectation(&text);
        let found = match formato::parse_regolamento(&text, &name, facts) {
            Ok(_) => Vec::new(),
            Err(found) => found,
        };
        let told: Vec<(&str, Option<u32>, &str)> =
            found.iter().map(|d| (d.codice.as_str(), d.riga, d.percorso.as_str())).collect();
        if told != [(code.as_str(), Some(line), path.as_str())] {
            wrong.push(format!("{name}: trovato {told:?}, atteso {code} alla riga {line} in {path:?}"));
        }
        wrong.extend(
            found
                .iter()
                .filter(|d| !speaks_clearly(d) || d.file != name || d.gravita != Severity::Errore)
                .map(|d| format!("{name}: non è chiaro: {d}")),
        );
        codes.insert(code);
    }
    println!("{} codici di errore provati", codes.len());
    assert!(wrong.is_empty(), "{} file:\n{}", wrong.len(), wrong.join("\n"));
    // What cannot come out of the text of a rule file: it belongs to reading, requests and `verifica`.
    let elsewhere = |c: &Code| {
        *c >= Code::ServizioSconosciuto || matches!(c, Code::Codifica | Code::FileIlleggibile | Code::FuoriVigenza)
    };
    let untested: Vec<&Code> = Code::ALL.iter().filter(|c| !elsewhere(c) && !codes.contains(c.as_str())).collect();
    assert!(untested.is_empty(), "nessun file cattivo per {untested:?}");
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RichiestaCattiva {
    atteso: Atteso,
    regolamento: String,
    servizio: String,
    /// JSON, or its text when the text itself is what is wrong.
    richiesta: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Atteso {
    codice: String,
    percorso: String,
}

fn ask(c: &RichiestaCattiva) -> Result<tariffa::Risposta, Vec<Diagnostic>> {
    let rules = semi::regolamento(&c.regolamento)?;
    let text = c.richiesta.as_str().map_or_else(|| c.richiesta.to_string(), str::to_owned);
    let request = parse_request(&text, &rules.fatti).map_err(|d| vec![d])?;
    tariffa::calcola(rules, &c.servizio, &request).map_err(|d| vec![d])
}

#[test]
fn every_bad_request_is_refused_and_says_where() {
    let mut wrong = Vec::new();
    for (name, text) in comune::files("tests/casi/richieste/cattivi", "json") {
        let c: RichiestaCattiva = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        let found = ask(&c).err().unwrap_or_default();
        let told: Vec<(&str, &str)> = found.iter().map(|d| (d.codice.as_str(), d.percorso.as_str())).collect();
        if told != [(c.atteso.codice.as_str(), c.atteso.percorso.as_str())] {
            wrong.push(format!("{name}: trovato {told:?}, atteso {} in {:?}", c.atteso.codice, c.atteso.percorso));
        }
        wrong.extend(found.iter().filter(|d| !speaks_clearly(d)).map(|d| format!("{name}: non è chiaro: {d}")));
    }
    assert!(wrong.is_empty(), "{} richieste:\n{}", wrong.len(), wrong.join("\n"));
}

/// What others write need not look like what we write.
#[test]
fn a_stranger_s_file_is_read_however_it_is_laid_out() {
    let raw = |name: &str| fs::read(comune::path("tests/casi/norma/altrui").join(name)).unwrap();
    let windows = raw("cassano-a-ore.toml");
    // An editor that tidies these up would take the test away.
    assert!(windows.starts_with(b"\xef\xbb\xbf") && windows.windows(2).any(|w| w == b"\r\n"));
    for name in ["cassano-a-ore.toml", "gasperina-matrice.toml", "ravenna-due-parti.json", "rubiera-tempo.toml"] {
        let rules = rules_of(&format!("altrui/{name}")).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        assert_eq!(name.split('.').next(), Some(rules.id.as_str()));
    }
}

/// Source and certainty written on the innermost table reach the line of the trace that uses it.
#[test]
fn a_source_on_any_table_is_the_one_shown() {
    let answer = |id: &str, service: &str, request: &str| {
        let rules = rules_of(id).unwrap();
        let request = parse_request(request, &rules.fatti).unwrap();
        json(tariffa::calcola(&rules, service, &request).unwrap())
    };
    let step = |answer: &Value, what: &str| {
        answer["traccia"].as_array().unwrap().iter().find(|s| s["passo"] == what).unwrap().clone()
    };
    let known = r#"{ "isee": { "minorenni": "15000" }, "fatti": { "mutuo": false } }"#;
    let ravenna = answer("altrui/ravenna-due-parti.json", "nido", known);
    let rounding = step(&ravenna, "arrotondamento");
    assert_eq!(rounding["certezza"], "da_verificare");
    assert!(rounding["fonte"]["nota"].as_str().unwrap().starts_with("La pagina somma"));
    assert!(step(&ravenna, "valore")["fonte"]["url"].is_string());
    let open = r#"{ "isee": { "minorenni": "9501" }, "fatti": { "tempo": "pieno", "mese_di_inserimento": true } }"#;
    let rubiera = answer("altrui/rubiera-tempo.toml", "nido", open);
    assert_eq!(step(&rubiera, "valore")["fonte"]["articolo"], "non trascritto");
    // The validity of Cassano is to be checked: it is used when a day is asked for, and only then.
    let cassano = |data: &str| {
        let request = format!(r#"{{ {data} "isee": {{ "ordinario": "1" }}, "fatti": {{ "operatori": 1 }} }}"#);
        json(answer("altrui/cassano-a-ore.toml", "sad", &request)["avvisi"].as_array().unwrap().len())
    };
    assert_eq!((cassano(""), cassano(r#""data": "2024-01-01","#)), (json(0), json(1)));
}

/// The doubt about a condition is a doubt about what it decides.
#[test]
fn a_table_is_no_surer_than_its_condition() {
    let text = r#"formato = 1
id = "prova"
ente = "Comune"
titolo = "Prova"
natura = "pubblicato"
vigenza = { dal = "2024-01-01" }
fonte = { titolo = "Regolamento" }
[[servizio]]
id = "s"
[[servizio.requisito]]
id = "r"
certezza = "certa"
se = { tutte = [ { fatto = "residente", vero = true, certezza = "dimostrativa", fonte = { articolo = "2" } } ], certezza = "da_verificare" }
[[servizio.quota]]
id = "q"
per = "pasto"
fasce = [ { rapporto = { importo = 1, isee = 1000, certezza = "da_verificare", nota = "Letto male." } } ]
"#;
    let rules = formato::parse_regolamento(text, "prova.toml", semi::fatti()).unwrap();
    let service = rules.servizio("s").unwrap();
    let requirement = &service.requisiti[0].origine;
    assert_eq!(requirement.certezza.as_str(), "dimostrativa");
    assert_eq!(json(&requirement.fonte), serde_json::json!({ "articolo": "2" }));
    let value = &service.quote[0].fasce[0].origine;
    assert_eq!((value.certezza.as_str(), value.nota.as_ref().unwrap().it()), ("da_verificare", "Letto male."));
    assert_eq!(json(&value.fonte), serde_json::json!({ "titolo": "Regolamento" }));
    let told: Vec<String> = tariffa::verifica(&rules, None).into_iter().map(|d| d.percorso).collect();
    assert!(told.contains(&"servizio[0].requisito[0].certezza".to_owned()), "{told:?}");
    assert!(told.contains(&"servizio[0].quota[0].fasce[0].certezza".to_owned()), "{told:?}");
}

#[test]
fn a_defect_of_a_json_file_is_told_with_its_line() {
    let name = "altrui/ravenna-due-parti.json";
    let good = fs::read_to_string(comune::path("tests/casi/norma").join(name)).unwrap();
    let cases = [
        (r#""a": "280""#, r#""a": 280.5"#, "virgola-mobile", "servizio[0].quota[0].fasce[1].a"),
        (r#""mutuo", "vero""#, r#""mutua", "vero""#, "fatto-sconosciuto", "servizio[0].correzione[0].se.fatto"),
        (r#""natura": "pubblicato""#, r#""natura": "vera""#, "valore-non-ammesso", "natura"),
        (r#""formato": 1"#, r#""formato": 9"#, "formato-versione", "formato"),
        (r#""per": "giorno""#, r#""pre": "giorno""#, "chiave-sconosciuta", "servizio[0].quota[1].pre"),
    ];
    for (from, to, code, path) in cases {
        let text = good.replacen(from, to, 1);
        let line = 1 + text[..text.find(to).unwrap()].matches('\n').count();
        let found = formato::parse_regolamento(&text, name, semi::fatti()).unwrap_err();
        let told: Vec<_> = found.iter().map(|d| (d.codice.as_str(), d.percorso.as_str(), d.riga)).collect();
        assert_eq!(told, [(code, path, u32::try_from(line).ok())]);
    }
}
