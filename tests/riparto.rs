// SPDX-License-Identifier: EUPL-1.2
//! Allocation cases as data. `casi/riparto/buoni`: expected cents; `casi/riparto/cattivi`: one defect each, with
//! the code, line, key path, node and missing amount that the reader must be told.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod comune;

use num_bigint::BigInt;
use serde::Deserialize;
use serde_json::{Value, json};
use soglia::diagnosi::Diagnostic;
use soglia::formato::parse_riparto;
use soglia::riparto::{
    Impossibile, Parte, Riparto, RispostaRiparto, Spareggio, TipoForma, VoceRisposta, calcola, dividi, verifica,
};
use soglia::{chiamate, semi};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Caso {
    frase: String,
    /// Where the expected figures come from; computed when absent.
    #[serde(rename = "fonte")]
    _fonte: Option<String>,
    /// An embedded riparto, or…
    seme: Option<String>,
    /// … the riparto itself.
    riparto: Option<Value>,
    #[serde(default)]
    tabelle: BTreeMap<String, String>,
    atteso: Atteso,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Atteso {
    disponibile: Option<String>,
    residuo: String,
    importi: BTreeMap<String, String>,
    #[serde(default)]
    limiti: BTreeMap<String, String>,
    #[serde(default)]
    residui: BTreeMap<String, String>,
    #[serde(default)]
    esatte: BTreeMap<String, String>,
    #[serde(default)]
    parita: Vec<PariAttesa>,
    vincoli: Option<BTreeMap<String, bool>>,
    /// Parts of sentences that the answer must contain.
    #[serde(default)]
    avvisi: Vec<String>,
    /// Reasons that the ledger must contain.
    #[serde(default)]
    motivi: Vec<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct PariAttesa {
    nodo: String,
    tra: Vec<String>,
    centesimi: i128,
    a: Vec<String>,
}

/// Every node by path, the first level first.
fn nodes<'a>(voci: &'a [VoceRisposta], up: &str, out: &mut BTreeMap<String, &'a VoceRisposta>) {
    for v in voci {
        let path = if up.is_empty() { v.id.clone() } else { format!("{up}/{}", v.id) };
        nodes(&v.voci, &path, out);
        out.insert(path, v);
    }
}

/// What does not add up, one sentence each.
fn unbalanced(available: i128, left: i128, voci: &[VoceRisposta], place: &str, out: &mut Vec<String>) {
    let given: i128 = voci.iter().map(|v| v.importo.0).sum();
    if given + left != available || left < 0 || voci.iter().any(|v| v.importo.0 < 0) {
        out.push(format!("{place}: {given} + {left} non fa {available}"));
    }
    for v in voci {
        match v.residuo {
            Some(left) => unbalanced(v.importo.0, left.0, &v.voci, &v.id, out),
            None if !v.voci.is_empty() => out.push(format!("{}: figli senza residuo", v.id)),
            None => {}
        }
    }
}

fn read(caso: &Caso, name: &str) -> Result<Riparto, Vec<Diagnostic>> {
    match (&caso.seme, &caso.riparto) {
        (Some(id), None) => semi::riparto(id),
        (None, Some(value)) => parse_riparto(&value.to_string(), name, &caso.tabelle),
        _ => panic!("{name}: serve seme oppure riparto"),
    }
}

/// `"251400/7"` and `"35914.285…"` are one number; cases write the first.
fn same_exact(text: &str, expected: &str) -> bool {
    let parse = |t: &str| {
        let (n, d) = t.split_once('/').unwrap_or((t, "1"));
        let (whole, decimals) = n.split_once('.').unwrap_or((n, ""));
        let numer: i128 = format!("{whole}{decimals}").parse().unwrap();
        (numer, d.parse::<i128>().unwrap() * 10_i128.pow(u32::try_from(decimals.len()).unwrap()))
    };
    let ((a, b), (c, d)) = (parse(text), parse(expected));
    a * d == c * b
}

fn ties(answer: &RispostaRiparto) -> Vec<PariAttesa> {
    let one = |p: &soglia::riparto::Parita| PariAttesa {
        nodo: p.nodo.clone(),
        tra: p.tra.clone(),
        centesimi: p.centesimi,
        a: p.a.clone(),
    };
    answer.parita.iter().map(one).collect()
}

fn compare(name: &str, caso: &Caso, answer: &RispostaRiparto) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut say = |what: &str, got: &dyn std::fmt::Debug, expected: &dyn std::fmt::Debug| {
        wrong.push(format!("{name} («{}»): {what} {got:?}, atteso {expected:?}", caso.frase));
    };
    let mut all = BTreeMap::new();
    nodes(&answer.voci, "", &mut all);
    let texts = |f: &dyn Fn(&VoceRisposta) -> Option<String>| -> BTreeMap<String, String> {
        all.iter().filter_map(|(path, v)| f(v).map(|t| (path.clone(), t))).collect()
    };
    let atteso = &caso.atteso;
    let pairs = [
        ("importi", texts(&|v| Some(v.importo.to_string())), &atteso.importi),
        ("limiti", texts(&|v| v.limite.map(|l| json!(l).as_str().unwrap().to_owned())), &atteso.limiti),
        ("residui", texts(&|v| v.residuo.filter(|r| r.0 > 0).map(|r| r.to_string())), &atteso.residui),
    ];
    for (what, got, expected) in &pairs {
        if got != *expected {
            say(what, got, expected);
        }
    }
    if answer.residuo.to_string() != atteso.residuo {
        say("residuo", &answer.residuo, &atteso.residuo);
    }
    if atteso.disponibile.as_ref().is_some_and(|d| *d != answer.disponibile.to_string()) {
        say("disponibile", &answer.disponibile, &atteso.disponibile);
    }
    for (path, expected) in &atteso.esatte {
        if !same_exact(&all[path].quota_esatta, expected) {
            say("quota esatta", &all[path].quota_esatta, expected);
        }
    }
    let ties = ties(answer);
    if ties != atteso.parita {
        say("parità", &ties, &atteso.parita);
    }
    if let Some(expected) = &atteso.vincoli {
        let got: BTreeMap<String, bool> = answer.vincoli.iter().map(|v| (v.id.clone(), v.rispettato)).collect();
        if got != *expected {
            say("vincoli", &got, expected);
        }
    }
    for part in atteso.avvisi.iter().filter(|part| !answer.avvisi.iter().any(|a| a.contains(*part))) {
        say("avvisi", &answer.avvisi, part);
    }
    let reasons: BTreeSet<String> =
        answer.registro.iter().map(|r| json!(r.motivo).as_str().unwrap().to_owned()).collect();
    for reason in atteso.motivi.iter().filter(|m| !reasons.contains(*m)) {
        say("registro", &reasons, reason);
    }
    unbalanced(answer.disponibile.0, answer.residuo.0, &answer.voci, name, &mut wrong);
    wrong
}

#[test]
fn every_case_comes_out_to_the_cent() {
    let cases = comune::files("tests/casi/riparto/buoni", "toml");
    let mut wrong = Vec::new();
    let mut amounts = 0;
    for (name, text) in &cases {
        let caso: Caso = toml::from_str(text).unwrap_or_else(|e| panic!("{name}: {e}"));
        match read(&caso, name).and_then(|r| calcola(&r)) {
            Ok(answer) => wrong.extend(compare(name, &caso, &answer)),
            Err(errors) => wrong.extend(errors.iter().map(|d| format!("{name}: {d}"))),
        }
        amounts += caso.atteso.importi.len();
    }
    println!("{} riparti, {amounts} importi", cases.len());
    assert!(wrong.is_empty(), "{} differenze:\n{}", wrong.len(), wrong.join("\n"));
    let used: BTreeSet<&str> = cases.iter().map(|(name, _)| name.as_str()).collect();
    for seed in semi::riparti() {
        assert!(used.contains(seed.id), "{}: il seme non ha un caso con il suo nome", seed.id);
    }
}

#[test]
fn the_ledger_names_every_cent_beyond_the_floors_and_every_residue() {
    for (name, text) in comune::files("tests/casi/riparto/buoni", "toml") {
        let caso: Caso = toml::from_str(&text).unwrap();
        let riparto = read(&caso, &name).unwrap();
        let answer = calcola(&riparto).unwrap();
        let written = |who: bool| -> i128 {
            answer.registro.iter().filter(|r| r.voce.is_some() == who).map(|r| r.centesimi).sum()
        };
        let mut all = BTreeMap::new();
        nodes(&answer.voci, "", &mut all);
        let residues: i128 = answer.residuo.0 + all.values().filter_map(|v| v.residuo).map(|r| r.0).sum::<i128>();
        assert_eq!(written(false), residues, "{name}: i residui nel registro");
        let unit = riparto.unita.0;
        let computed = all.values().filter(|v| v.forma != TipoForma::Importo);
        let beyond: i128 = computed.map(|v| v.importo.0 - floor(&v.quota_esatta, unit)).sum();
        assert_eq!(written(true), beyond, "{name}: i centesimi nel registro");
        assert!(answer.registro.iter().all(|r| !r.testo.is_empty()), "{name}: una riga senza parole");
    }
}

/// Whole units in an exact amount of euro, in cents.
fn floor(exact: &str, unit: i128) -> i128 {
    let (n, d) = exact.split_once('/').unwrap_or((exact, "1"));
    let (whole, decimals) = n.split_once('.').unwrap_or((n, ""));
    let numer: BigInt = format!("{whole}{decimals}").parse().unwrap();
    let scale = BigInt::from(10).pow(u32::try_from(decimals.len()).unwrap());
    let denom: BigInt = d.parse::<BigInt>().unwrap() * scale;
    let cents = numer * 100 / denom;
    i128::try_from(cents).unwrap() / unit * unit
}

/// `# atteso: codice=… riga=… percorso=… [mancano=…] [nodo=…] [file=…]`
fn expectation(text: &str) -> BTreeMap<&str, &str> {
    let first = text.lines().next().unwrap_or_default();
    let words = first.strip_prefix("# atteso: ").expect("la prima riga dice che cosa si attende").split(' ');
    words.map(|w| w.split_once('=').expect("chiave=valore")).collect()
}

#[test]
fn every_bad_riparto_is_refused_with_its_one_defect() {
    let tables: BTreeMap<String, String> = comune::files("tests/casi/riparto/cattivi", "csv")
        .into_iter()
        .map(|(name, text)| (format!("{name}.csv"), text))
        .collect();
    let mut wrong = Vec::new();
    let mut codes = BTreeSet::new();
    for (name, text) in comune::files("tests/casi/riparto/cattivi", "toml") {
        let expected = expectation(&text);
        let call = json!({ "file": text, "tabelle": tables });
        let answer: Value = serde_json::from_str(&chiamate::esegui("riparto", &call.to_string())).unwrap();
        let found = answer["errori"].as_array().cloned().unwrap_or_default();
        let told: Vec<String> = found
            .iter()
            .map(|d| format!("{} {} {}", d["codice"].as_str().unwrap(), d["riga"], d["percorso"].as_str().unwrap()))
            .collect();
        let wanted = format!("{} {} {}", expected["codice"], expected["riga"], expected["percorso"]);
        if told != [wanted.clone()] {
            wrong.push(format!("{name}: trovato {told:?}, atteso {wanted}"));
            continue;
        }
        let d = &found[0];
        let same = |key: &str, got: &Value| expected.get(key).is_none_or(|e| got.as_str() == Some(*e));
        if !same("mancano", &d["esempio"]["mancano"])
            || !same("nodo", &d["esempio"]["nodo"])
            || !same("file", &d["file"])
        {
            wrong.push(format!("{name}: {d}"));
        }
        if d["messaggio"].as_str().is_none_or(str::is_empty) || d["rimedio"].as_str().is_none_or(str::is_empty) {
            wrong.push(format!("{name}: non dice come rimediare: {d}"));
        }
        codes.insert(expected["codice"].to_owned());
    }
    println!("{} codici di errore provati", codes.len());
    assert!(wrong.is_empty(), "{} file:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_riparto_means_the_same_in_toml_and_in_json() {
    for seed in semi::riparti() {
        let value = comune::as_json(semi::testo_riparto(seed.id).unwrap()).unwrap();
        let tables = semi::tabelle();
        let from_json = parse_riparto(&value.to_string(), seed.id, &tables).unwrap();
        let from_toml = semi::riparto(seed.id).unwrap();
        assert_eq!(from_json.impronta, from_toml.impronta);
        assert_eq!(calcola(&from_json).unwrap(), calcola(&from_toml).unwrap());
    }
}

/// What no file can say, a program may: nothing negative is divided, and crossed bounds name the first who has them.
#[test]
fn a_division_refuses_what_is_negative_and_bounds_that_cross() {
    let part = |peso, minimo, massimo| Parte::<i128> { peso, minimo, massimo };
    let divide =
        |rest, unit, parts: &[Parte<i128>]| dividi(&rest, &unit, parts, Spareggio::PesoPoiOrdine).map(|d| d.unita);
    let good = [part(1, 0, None), part(1, 2, Some(3))];
    assert_eq!(divide(9, 1, &good), Ok(vec![6, 3]));
    for (rest, unit) in [(9, 0), (9, -1), (-1, 1)] {
        assert_eq!(divide(rest, unit, &good), Err(Impossibile::Negativo), "{rest} {unit}");
    }
    for bad in [part(-1, 0, None), part(1, -1, None)] {
        assert_eq!(divide(9, 1, &[part(1, 0, None), bad]), Err(Impossibile::Negativo));
    }
    let crossed = [part(1, 0, None), part(1, 3, Some(2)), part(1, 1, Some(0))];
    assert_eq!(divide(9, 1, &crossed), Err(Impossibile::Rovesciati(1)));
}

/// Two ties at one node, one decided and one not, and one in a node below: each decision gives its source to what it
/// decided, and only to that.
#[test]
fn a_decided_tie_carries_the_source_of_its_decision() {
    let text = r#"{ "formato": 1, "id": "x", "natura": "bozza", "assegnazione": "100.02", "spareggio": "decisione", "voce": [
        { "id": "p", "percento": "25" }, { "id": "q", "percento": "25" },
        { "id": "v", "peso": 1, "voce": [{ "id": "s", "peso": 1 }, { "id": "t", "peso": 1 }, { "id": "u", "peso": 1 }] },
        { "id": "w", "peso": 1 } ],
        "decisione": [{ "nodo": "x", "a": ["p"], "fonte": { "atto": "Verbale 1" } },
                      { "nodo": "v", "a": ["t"], "fonte": { "atto": "Verbale 2" } }] }"#;
    let riparto = parse_riparto(text, "x.json", &BTreeMap::new()).unwrap();
    let answer = calcola(&riparto).unwrap();
    let told: Vec<(&str, &[String], bool, Option<&str>)> = answer
        .parita
        .iter()
        .map(|p| {
            let source = p.fonte.as_ref().and_then(|f| f.atto.as_ref());
            (p.nodo.as_str(), p.a.as_slice(), p.da_decidere, source.map(|atto| atto.it()))
        })
        .collect();
    let (p, t) = (["p".to_owned()], ["t".to_owned()]);
    // 25% of 100.02 is 25.005, and so is half of the rest; of 25.00 a third is 8.33 and a third.
    let expected =
        [("x", &p[..], false, Some("Verbale 1")), ("x", &[], true, None), ("v", &t[..], false, Some("Verbale 2"))];
    assert_eq!(told, expected);
    let found = verifica(&riparto);
    let how: Vec<&str> = found.iter().filter(|d| d.codice.as_str() == "parita").map(|d| d.messaggio.as_str()).collect();
    let expected = [
        "parità in «x» tra p, q: risolta con lo spareggio",
        "parità in «x» tra v, w: attende una decisione",
        "parità in «v» tra s, t, u: risolta con lo spareggio",
    ];
    assert_eq!(how, expected);
}

/// The first reason is told why there is nothing to carry over.
#[test]
fn a_riparto_of_before_that_has_no_answer_says_why() {
    let before = r#"
formato = 1
id = "prima"
natura = "storico"
assegnazione = "10.00"
voce = [
  { id = "a", importo = "4.00", voce = [{ id = "c", importo = "5.00" }] },
  { id = "b", importo = "6.00", voce = [{ id = "d", importo = "7.50" }] },
]
"#;
    let text = r#"{ "formato": 1, "id": "x", "natura": "bozza", "assegnazione": "1.00", "residui_da": "prima.toml",
        "voce": [{ "id": "a", "peso": 1 }] }"#;
    let tables = BTreeMap::from([("prima.toml".to_owned(), before.to_owned())]);
    let errors = calcola(&parse_riparto(text, "x.json", &tables).unwrap()).unwrap_err();
    let told: Vec<(&str, &str)> = errors.iter().map(|d| (d.codice.as_str(), d.messaggio.as_str())).collect();
    let expected =
        "«prima» non si può dividere: in «a» gli importi fissi e le percentuali superano il disponibile di 1,00\u{a0}€";
    assert_eq!(told, [("riporto-non-valido", expected)]);
}

/// Sixty weights over one denominator of a hundred and ninety digits: it is still one denominator, not a product of sixty.
#[test]
fn equal_long_denominators_are_one() {
    let weight = format!("1/{}", "7".repeat(190));
    let voce: Vec<Value> = (0..60).map(|i| json!({ "id": format!("v{i}"), "peso": weight })).collect();
    let riparto = json!({ "formato": 1, "id": "x", "natura": "bozza", "assegnazione": "60.00", "voce": voce });
    let answer = calcola(&parse_riparto(&riparto.to_string(), "x.json", &BTreeMap::new()).unwrap()).unwrap();
    assert!(answer.voci.iter().all(|v| v.importo.0 == 100));
}

#[test]
#[cfg(feature = "cli")]
fn the_schema_is_the_generated_one_and_accepts_every_seed_and_every_good_case() {
    let schema = soglia::formato::schema_riparto();
    let file = "seeds/schema/riparto.schema.json";
    let committed = fs::read_to_string(comune::path(file)).unwrap_or_default();
    let generated = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
    assert!(committed == generated, "{file} è vecchio; rifallo con: cargo run --quiet -- schema riparto > {file}");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let complaints = |value: &Value| -> Vec<String> {
        validator.iter_errors(value).map(|e| format!("{e} ({})", e.instance_path())).collect()
    };
    for seed in semi::riparti() {
        let value = comune::as_json(semi::testo_riparto(seed.id).unwrap()).unwrap();
        assert_eq!(complaints(&value), Vec::<String>::new(), "{}", seed.id);
    }
    for (name, text) in comune::files("tests/casi/riparto/buoni", "toml") {
        if let Some(value) = toml::from_str::<Caso>(&text).unwrap().riparto {
            assert_eq!(complaints(&value), Vec::<String>::new(), "{name}");
        }
    }
}
