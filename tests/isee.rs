// SPDX-License-Identifier: EUPL-1.2
//! ISEE cases as data. `casi/isee/buoni`: a household and what comes out, with variants; every value is also asked
//! of the second implementation. `casi/isee/cattivi`: one defect each, with code, line and key path.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops by panicking"
)]

mod casi_isee;
mod comune;
mod ingenuo_isee;

use casi_isee::{Atteso, Caso, Origine, ask};
use serde_json::Value;
use std::collections::BTreeSet;

/// What was compared and what went wrong.
#[derive(Default)]
struct Esito {
    values: usize,
    wrong: Vec<String>,
}

impl Esito {
    fn same(&mut self, place: &str, what: &str, got: &Value, expected: &Value) {
        self.values += 1;
        if got != expected {
            self.wrong.push(format!("{place}: {what} è {got}, atteso {expected}"));
        }
    }

    fn household(&mut self, place: &str, dsu: &Value, expected: &Atteso) -> Value {
        let answer = ask(&dsu.to_string());
        if !answer["errori"].is_null() {
            self.wrong.push(format!("{place}: {}", answer["errori"]));
            return answer;
        }
        let fields = [
            ("isr", &expected.isr),
            ("isp", &expected.isp),
            ("ise", &expected.ise),
            ("scala", &expected.scala),
            ("isee", &expected.isee),
        ];
        assert!(fields.iter().any(|(_, e)| e.is_some()), "{place}: non chiede nulla");
        for (name, value) in fields {
            if let Some(value) = value {
                self.same(place, name, &answer[name], &Value::from(value.as_str()));
            }
        }
        if let Some(list) = &expected.aggiunte {
            let got: Vec<&Value> =
                answer["componenti_aggiuntive"].as_array().unwrap().iter().map(|c| &c["importo"]).collect();
            self.same(
                place,
                "le componenti aggiuntive",
                &serde_json::to_value(got).unwrap(),
                &serde_json::to_value(list).unwrap(),
            );
        }
        let mode = dsu["opzioni"]["arrotonda_modo"].as_str().unwrap_or("meta_su");
        let slow = ingenuo_isee::isee(dsu);
        for (name, exact) in
            [("isr", &slow.isr), ("isp", &slow.isp), ("ise", &slow.ise), ("scala", &slow.scala), ("isee", &slow.isee)]
        {
            let ours = ingenuo_isee::q(answer[name].as_str().unwrap());
            self.values += 1;
            if ours != ingenuo_isee::cents(exact, mode) {
                self.wrong.push(format!("{place}: {name} è {ours}, la seconda implementazione dice {exact}"));
            }
        }
        answer
    }
}

fn warned(answer: &Value, text: &str) -> bool {
    answer["avvisi"].as_array().unwrap().iter().any(|a| a.as_str().unwrap().contains(text))
}

#[test]
#[allow(clippy::too_many_lines, reason = "one comparison a key of the case")]
fn every_case_comes_out_to_the_cent() {
    let mut esito = Esito::default();
    let (mut printed, mut derived) = (0, 0);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (name, text) in comune::files("tests/casi/isee/buoni", "toml") {
        let caso: Caso = toml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(caso.formato == 1 && !caso.fonte.is_empty(), "{name}: formato e fonte");
        let mut check = |place: &str, dsu: &Value, atteso: &Atteso, avviso: &Option<String>, senza: &Option<String>| {
            match caso.origine {
                Origine::Stampato => printed += 1,
                Origine::Calcolato => derived += 1,
            }
            seen.insert(dsu["tipo"].as_str().unwrap().to_owned());
            for (option, word) in dsu["opzioni"].as_object().into_iter().flatten() {
                seen.insert(format!("{option} = {}", word.as_str().unwrap()));
            }
            let answer = esito.household(place, dsu, atteso);
            if avviso.as_ref().is_some_and(|a| !warned(&answer, a))
                || senza.as_ref().is_some_and(|a| warned(&answer, a))
            {
                esito.wrong.push(format!("{place}: avvisi {}", answer["avvisi"]));
            }
        };
        check(&format!("{name} («{}»)", caso.frase), &caso.dsu, &caso.atteso, &caso.avviso, &None);
        for v in &caso.variante {
            let dsu = v.of(&caso.dsu);
            check(&format!("{name}, «{}»", v.frase), &dsu, &v.atteso, &v.avviso, &v.senza_avviso);
        }
    }
    println!(
        "{} famiglie ({printed} con valori stampati, {derived} calcolati), {} confronti",
        printed + derived,
        esito.values
    );
    assert!(esito.wrong.is_empty(), "{} sbagliati:\n{}", esito.wrong.len(), esito.wrong.join("\n"));
    let every = [
        "ordinario",
        "sociosanitario",
        "sociosanitario_residenze",
        "minorenni",
        "corrente",
        "prestazioni_2026",
        "nucleo = ordinario",
        "componente_figli = esclusa_col_ristretto",
        "fattore_genitore = uno",
        "saldo_o_giacenza = per_conto",
        "saldo_o_giacenza = per_nucleo",
        "reddito_figurativo = su_tutte_le_attivita",
        "reddito_figurativo = senza_titoli_esclusi",
        "detrazioni_oltre_il_reddito = compensate",
        "quote_lavoro_pensione = cumulate",
        "figli_scala = minorenni",
        "figli_soglie = minorenni",
        "arrotonda_intermedi = al_centesimo",
        "arrotonda_modo = giu",
        "arrotonda_modo = meta_pari",
        "trattamenti_disabilita = esclusi",
        "trattamenti_disabilita = inclusi",
        "disabilita = franchigie",
    ];
    let missing: Vec<&&str> = every.iter().filter(|w| !seen.contains(**w)).collect();
    assert!(missing.is_empty(), "nessun caso per {missing:?}");
}

/// `# atteso: codice=… riga=… percorso=…`
fn expectation(text: &str) -> (String, u64, String) {
    let first =
        text.lines().next().unwrap().strip_prefix("# atteso: ").expect("la prima riga dice che cosa ci si aspetta");
    let get = |key: &str| {
        first.split(' ').find_map(|p| p.strip_prefix(key)).unwrap_or_else(|| panic!("{key} in {first}")).to_owned()
    };
    (get("codice="), get("riga=").parse().unwrap(), get("percorso="))
}

#[test]
fn every_defect_is_named_with_its_place_and_its_remedy() {
    let mut wrong = Vec::new();
    let mut codes = BTreeSet::new();
    for (name, text) in comune::files("tests/casi/isee/cattivi", "toml") {
        let (code, line, path) = expectation(&text);
        let answer = ask(&text);
        let found = answer["errori"].as_array().cloned().unwrap_or_default();
        let told: Vec<(&str, u64, &str)> = found
            .iter()
            .map(|d| (d["codice"].as_str().unwrap(), d["riga"].as_u64().unwrap_or(0), d["percorso"].as_str().unwrap()))
            .collect();
        if told != [(code.as_str(), line, path.as_str())] {
            wrong.push(format!("{name}: trovato {told:?}, atteso {code} alla riga {line} in {path:?}"));
        }
        for d in &found {
            let clear = d["file"] == "dsu"
                && ["messaggio", "rimedio"].iter().all(|k| d[k].as_str().is_some_and(|t| !t.is_empty()));
            let exact = ["trovato", "atteso"].iter().any(|k| d[k].as_str().is_some_and(|t| !t.is_empty()));
            if !clear || !exact {
                wrong.push(format!("{name}: non è chiaro: {d}"));
            }
        }
        codes.insert(code);
    }
    println!("{} codici di errore provati", codes.len());
    assert!(wrong.is_empty(), "{} file:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn toml_and_json_give_the_same_answer_and_the_same_fingerprint() {
    let toml = "formato = 1\nanno = 2025\ntipo = \"ordinario\"\n[[componente]]\nid = \"ada\"\nruolo = \"dichiarante\"\nredditi = { pensione = \"12000\" }\n";
    let json = comune::as_json(toml).unwrap().to_string();
    assert_eq!(ask(toml), ask(&json));
}

#[test]
fn the_answer_carries_year_kind_options_and_receipt() {
    let text = r#"{ "formato": 1, "anno": 2015, "tipo": "ordinario", "componente": [{ "id": "ada", "ruolo": "dichiarante" }] }"#;
    let answer = ask(text);
    assert_eq!(answer["anno"], 2015);
    assert_eq!(answer["tipo"], "ordinario");
    assert_eq!(answer["opzioni"].as_object().unwrap().len(), 13);
    // What was left to the year is said as it was used.
    assert_eq!(answer["opzioni"]["disabilita"], "franchigie");
    assert_eq!(answer["ricevuta"]["parametri"], "isee-2015");
    assert!(warned(&answer, "vale solo l'attestazione"));
    assert!(ask("{")["errori"][0]["codice"] == "sintassi");
}

#[test]
fn every_year_has_rules_and_every_option_a_written_reason() {
    let decisions = std::fs::read_to_string(comune::path("docs/DECISIONI.md")).unwrap();
    for year in 2015..=2026 {
        let text = format!(
            r#"{{ "formato": 1, "anno": {year}, "tipo": "ordinario", "componente": [{{ "id": "ada", "ruolo": "dichiarante" }}] }}"#
        );
        let answer = ask(&text);
        for option in answer["opzioni"].as_object().unwrap_or_else(|| panic!("{year}: {answer}")).keys() {
            assert!(decisions.contains(&format!("`{option}`")), "{option} non è in docs/DECISIONI.md");
        }
    }
}

#[test]
#[cfg(feature = "cli")]
fn the_command_line_reads_a_file_the_standard_input_and_json() {
    let soglia = || assert_cmd::Command::new(env!("CARGO_BIN_EXE_soglia"));
    let json = r#"{ "formato": 1, "anno": 2025, "tipo": "ordinario", "componente": [{ "id": "ada", "ruolo": "dichiarante", "redditi": { "pensione": "12000" } }] }"#;
    let isee = |out: assert_cmd::assert::Assert| -> Value {
        serde_json::from_slice::<Value>(&out.success().get_output().stdout).unwrap()["isee"].clone()
    };
    assert_eq!(isee(soglia().args(["isee", json]).assert()), "11000.00");
    assert_eq!(isee(soglia().args(["isee", "-"]).write_stdin(json).assert()), "11000.00");
    let bad = comune::path("tests/casi/isee/cattivi/due-coniugi.toml");
    let out = soglia().arg("isee").arg(&bad).assert().code(1);
    let document: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    assert_eq!(document["errori"][0]["codice"], "dsu-incoerente");
    let told = String::from_utf8_lossy(&out.get_output().stderr).into_owned();
    assert!(told.contains("due-coniugi.toml:14: errore [dsu-incoerente]"), "{told}");
    soglia().arg("isee").assert().code(2);
}

#[test]
fn the_rules_of_another_year_are_refused() {
    let text = "formato = 1\nanno = 2025\ntipo = \"ordinario\"\n[[componente]]\nid = \"ada\"\nruolo = \"dichiarante\"";
    let dsu = soglia::formato::parse_dsu(text, "dsu.toml").unwrap();
    let with = |year: i64| soglia::isee::calcola(&dsu, &soglia::semi::parametri_isee(year).unwrap());
    assert!(with(2025).is_ok());
    let refused = with(2015).unwrap_err();
    assert_eq!((refused.codice.as_str(), refused.trovato.as_deref()), ("data-fuori-vigenza", Some("2025")));
}

/// Who asks with questions says in other words what a warning says of a key, and finds it by that key.
#[test]
fn a_warning_names_the_key_it_is_about() {
    let text = r#"{ "formato": 1, "anno": 2026, "tipo": "ordinario", "opzioni": { "figli_scala": "minorenni" }, "componente": [
        { "id": "ada", "ruolo": "dichiarante" }, { "id": "lia", "ruolo": "figlio", "eta": 5 }, { "id": "ugo", "ruolo": "altro" }] }"#;
    let dsu = soglia::formato::parse_dsu(text, "dsu.json").unwrap();
    let answer = soglia::isee::calcola(&dsu, &soglia::semi::parametri_isee(2026).unwrap()).unwrap();
    let of = |key: Option<&str>, words: &str| answer.avvisi.iter().any(|a| a.chiave == key && a.testo.contains(words));
    assert!(of(Some("figli_scala"), "Opzione scelta"), "{:?}", answer.avvisi);
    assert!(of(Some("lavoro_6_mesi"), "Non è detto se i genitori hanno lavorato"));
    assert!(of(None, "vale solo l'attestazione"));
}

/// The two readings of «before or after the exempt amount» are one number, so there is no option for it.
#[test]
fn securities_before_or_after_the_exempt_amount_are_the_same() {
    for (assets, securities, exempt) in [(10, 4, 6), (10, 10, 6), (5, 5, 6), (90, 60, 8), (6, 0, 6)] {
        let before = (assets - securities - exempt).max(0);
        let after = ((assets - exempt).max(0) - securities).max(0);
        assert_eq!(before, after);
    }
}

/// A source that has no article is named by its title.
#[test]
fn a_value_to_be_checked_names_where_it_comes_from() {
    let seed = std::fs::read_to_string(comune::path("seeds/isee/isee-2025.toml")).unwrap();
    let case = std::fs::read_to_string(comune::path("tests/casi/isee/buoni/e10-padre-risposato.toml")).unwrap();
    let dsu = toml::from_str::<Caso>(&case).unwrap().dsu.to_string();
    let warnings = |rules: &str| {
        let rules = soglia::formato::parse_parametri(rules, "isee-2025.toml").unwrap();
        let answer = soglia::isee::calcola(&soglia::formato::parse_dsu(&dsu, "dsu").unwrap(), &rules).unwrap();
        serde_json::to_string(&answer.avvisi).unwrap()
    };
    assert!(warnings(&seed).contains("Da verificare (Allegato 2, comma 2): "));
    let titled = seed.replace("articolo = \"Allegato 2, comma 2\"", "titolo = \"L'allegato, in breve\"");
    assert!(warnings(&titled).contains("Da verificare (L'allegato, in breve): "), "{}", warnings(&titled));
}
