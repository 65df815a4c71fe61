// SPDX-License-Identifier: EUPL-1.2
//! Numbers at the edge, in every place where a number may be written: the answer is the one of an implementation
//! without limits, or a clear refusal; never a wrapped value, never a stop.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod comune;
mod ingenuo;
mod ingenuo_isee;
mod ingenuo_riparto;

use num_bigint::BigInt;
use serde_json::{Value, json};
use soglia::chiamate::esegui;

/// Zero, a cent, half a cent, the ends of 64, 96 and 128 bits, 28 and 40 digits, more decimals than fit, signs,
/// other ways of writing, and what is no number at all.
const NUMERI: [&str; 36] = [
    "0",
    "0.00",
    "0.01",
    "0.005",
    "1",
    "12.50",
    "150",
    "999999999.99",
    "92233720368547758.07",
    "92233720368547758.08",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "7922816251426433759354395033.5",
    "79228162514264337593543950335",
    "79228162514264337593543950336",
    "1234567890123456789012345678",
    "170141183460469231731687303715884105728",
    "9999999999999999999999999999999999999999",
    "0.0000000000000000000000000001",
    "0.00000000000000000000000000001",
    "12.3456789012345678901234567",
    "-0.01",
    "-0",
    "+1",
    "1e3",
    "NaN",
    "inf",
    "",
    " ",
    "1,50",
    "1.234,50",
    "0x10",
    "1_000",
    "5.",
    "00012.50",
];

/// Each of these is an ordinary amount: refusing it would be wrong too.
const ORDINARI: [&str; 6] = ["0", "0.00", "0.01", "1", "12.50", "999999999.99"];

/// A refusal that a person can use.
fn refused(place: &str, answer: &Value) -> bool {
    let Some(errors) = answer["errori"].as_array() else { return false };
    assert!(!errors.is_empty(), "{place}: rifiutato senza dire perché");
    for e in errors {
        let said = ["codice", "messaggio", "rimedio"].iter().all(|k| e[k].as_str().is_some_and(|t| !t.is_empty()));
        assert!(said, "{place}: {e}");
    }
    true
}

fn call(name: &str, arguments: &Value) -> Value {
    serde_json::from_str(&esegui(name, &arguments.to_string())).unwrap()
}

/// A rule file with a place for each kind of number.
const FILE: &str = r#"formato = 1
id = "prova"
ente = "Comune di Prova"
titolo = "Prova"
natura = "dimostrativo"
vigenza = { dal = "2024-01-01" }
fonte = { titolo = "Prova" }
[[fatto]]
id = "spese"
domanda = "Quanto spendi?"
tipo = "importo"
[[servizio]]
id = "sad"
nome = "Assistenza domiciliare"
isee = ["sociosanitario"]
costo = { importo = "<costo>", per = "ora" }
[[servizio.quota]]
id = "oraria"
nome = "Tariffa oraria"
per = "ora"
senza_isee = { importo = "<senza>" }
arrotonda = { al = "<al>" }
fasce = [
  { fino_a = "5000", importo = "<importo>" },
  { fino_a = "<fino_a>", da = "<da>", a = "<a>" },
  { fino_a = "20000", percento = "<percento>" },
  { rapporto = { importo = "<rapporto>", isee = "4000" } },
]
[[servizio.correzione]]
su = "quota:oraria"
se = { fatto = "spese", oltre = "100" }
moltiplica = "<moltiplica>"
[[servizio.correzione]]
su = "quota:oraria"
aggiungi = "<aggiungi>"
[[servizio.correzione]]
su = "totale"
tetto = "<tetto>"
"#;

/// The places, and the ordinary number of each.
const POSTI: [(&str, &str); 12] = [
    ("fino_a", "10000"),
    ("importo", "4.00"),
    ("da", "4.00"),
    ("a", "9.00"),
    ("percento", "40"),
    ("senza", "20.00"),
    ("costo", "22.00"),
    ("moltiplica", "1.10"),
    ("aggiungi", "1.00"),
    ("tetto", "450.00"),
    ("al", "0.01"),
    ("rapporto", "3.00"),
];

/// The rule file with one number replaced.
fn rule_file(place: &str, number: &str) -> String {
    POSTI.iter().fold(FILE.to_owned(), |text, (name, value)| {
        text.replace(&format!("<{name}>"), if *name == place { number } else { value })
    })
}

/// The engine and the naive evaluator on one request; true when it was computed.
fn fee(place: &str, file: &str, isee: Option<&str>, hours: &str, expenses: &str) -> bool {
    let isee_json = isee.map_or_else(|| json!({}), |x| json!({ "sociosanitario": x }));
    let request = json!({ "isee": isee_json, "quantita": { "ora": hours }, "fatti": { "spese": expenses } });
    let answer = call("calcola", &json!({ "file": file, "servizio": "sad", "richiesta": request }));
    if refused(place, &answer) {
        return false;
    }
    let rules = ingenuo::lettura::regole(file);
    let s = &rules.servizi[0];
    let number = ingenuo::lettura::numero_da;
    let stato = ingenuo::Stato {
        fatti: [("spese".to_owned(), ingenuo::Valore::Numero(number(expenses)))].into(),
        x: isee.map(number),
        presentato: isee.is_some(),
        quantita: [("ora".to_owned(), number(hours))].into(),
        ignota: ingenuo::Ignota::Minimo,
        sempre: None,
        arrotonda: true,
    };
    let expected = ingenuo::calcola(s, &stato);
    assert_eq!(answer["totale"], json!(ingenuo::euro(&expected.totale)), "{place}");
    assert_eq!(answer["quote"][0]["unitaria"], json!(ingenuo::euro(&expected.quote[0].unitaria)), "{place}");
    let rest = ingenuo::euro(&expected.costo_ente.unwrap());
    assert_eq!(answer["costo_ente"], json!(rest), "{place}");
    true
}

#[test]
fn in_a_request() {
    let file = rule_file("", "");
    let mut computed = 0;
    for number in NUMERI {
        let places = [
            fee(&format!("ISEE {number}"), &file, Some(number), "10", "0"),
            fee(&format!("ore {number}"), &file, Some("8000"), number, "0"),
            fee(&format!("ore {number}, senza ISEE"), &file, None, number, "200"),
            fee(&format!("fatto {number}"), &file, Some("12000.01"), "3", number),
        ];
        if ORDINARI.contains(&number) {
            assert_eq!(places, [true; 4], "{number} è un importo come gli altri");
        }
        computed += places.iter().filter(|p| **p).count();
    }
    println!("{computed} calcolate su {}", NUMERI.len() * 4);
}

#[test]
fn in_a_rule_file() {
    let places = POSTI.map(|(name, _)| name);
    let mut computed = 0;
    for place in places {
        for number in NUMERI {
            let file = rule_file(place, number);
            let said = format!("{place} = {number}");
            let mut here = 0;
            for isee in [Some("0"), Some("5000.01"), Some("9999.99"), Some("19999.99"), Some("999999999.99"), None] {
                here += usize::from(fee(&format!("{said}, ISEE {isee:?}"), &file, isee, "10", "200"));
            }
            // An amount of zero, a cent or a thousand million is somebody's fee; a bound below the one before is not.
            if ORDINARI.contains(&number) && !matches!(place, "fino_a" | "al") {
                assert_eq!(here, 6, "{said}: rifiutato");
            }
            computed += here;
        }
    }
    println!("{computed} calcolate su {}", places.len() * NUMERI.len() * 6);
    // Percentages over 100 are right or refused, never cut.
    assert!(fee("percento 150", &rule_file("percento", "150"), Some("15000"), "10", "0"));
}

#[test]
fn in_a_dsu() {
    let mut computed = 0;
    for number in NUMERI {
        for key in ["lavoro", "patrimonio", "imu", "locazione"] {
            let mut dsu = json!({ "formato": 1, "anno": 2024, "tipo": "ordinario", "componente": [
                { "id": "a", "ruolo": "dichiarante", "redditi": { "lavoro": "20000" } },
                { "id": "b", "ruolo": "coniuge", "redditi": {} } ] });
            match key {
                "lavoro" => dsu["componente"][0]["redditi"]["lavoro"] = json!(number),
                "patrimonio" => dsu["componente"][1]["patrimonio_mobiliare"] = json!(number),
                "imu" => dsu["componente"][1]["immobile"] = json!([{ "uso": "altro", "imu": number }]),
                _ => dsu["locazione"] = json!(number),
            }
            let place = format!("DSU, {key} {number}");
            let answer = call("isee", &json!({ "dsu": dsu.to_string() }));
            if refused(&place, &answer) {
                assert!(!ORDINARI.contains(&number), "{place}: {answer}");
                continue;
            }
            let expected = ingenuo_isee::isee(&dsu);
            let same = ingenuo_isee::q(answer["isee"].as_str().unwrap());
            assert_eq!(same, expected.isee, "{place}");
            computed += 1;
        }
    }
    println!("{computed} DSU calcolate su {}", NUMERI.len() * 4);
}

fn fund(place: &str, number: &str) -> Value {
    let mut r = json!({ "formato": 1, "id": "prova", "ente": "Prova", "titolo": "Prova", "natura": "dimostrativo",
        "fonte": { "titolo": "Prova" }, "fondo": "FRS", "anno": 2024, "assegnazione": "1000.00", "voce": [
            { "id": "a", "nome": "A", "peso": "1" },
            { "id": "b", "nome": "B", "peso": "2", "minimo": "1.00", "massimo": "600.00" },
            { "id": "c", "nome": "C", "percento": "10" },
            { "id": "d", "nome": "D", "importo": "5.00" } ] });
    match place {
        "assegnazione" => r["assegnazione"] = json!(number),
        "peso" => r["voce"][0]["peso"] = json!(number),
        "minimo" => r["voce"][1]["minimo"] = json!(number),
        "massimo" => r["voce"][1]["massimo"] = json!(number),
        "percento" => r["voce"][2]["percento"] = json!(number),
        _ => r["voce"][3]["importo"] = json!(number),
    }
    r
}

#[test]
fn in_a_fund() {
    let mut computed = 0;
    for place in ["assegnazione", "peso", "minimo", "massimo", "percento", "importo"] {
        for number in NUMERI {
            let riparto = fund(place, number);
            let said = format!("riparto, {place} {number}");
            let answer = call("riparto", &json!({ "file": riparto.to_string() }));
            if refused(&said, &answer) {
                continue;
            }
            let expected = ingenuo_riparto::divide(&riparto);
            assert!(expected.faults.is_empty(), "{said}: {answer}");
            for voce in answer["voci"].as_array().unwrap() {
                let cents: BigInt = voce["importo"].as_str().unwrap().replace('.', "").parse().unwrap();
                let id = voce["id"].as_str().unwrap();
                assert_eq!(cents, BigInt::from(expected.nodes[id].cents), "{said}: {id}");
            }
            computed += 1;
        }
    }
    assert!(computed > 30, "quasi tutto è rifiutato: {computed}");
    println!("{computed} riparti calcolati");
}

#[test]
fn in_a_population() {
    let file = rule_file("", "");
    let rules = ingenuo::lettura::regole(&file);
    let mut kept = 0;
    for number in NUMERI {
        let csv = format!("id;isee;ora;spese\n1;8000;10;0\n2;{number};10;0\n3;9000;{number};0\n4;9000;1;{number}\n");
        let answer = call("simula", &json!({ "file": file, "servizio": "sad", "popolazione": csv }));
        let place = format!("CSV {number}");
        if refused(&place, &answer) {
            continue;
        }
        // Comma decimals are Italian; what is left out is said.
        let row = |isee: &str, hours: &str, expenses: &str| {
            let empty = isee.trim().is_empty();
            let x = (!empty).then(|| ingenuo::lettura::numero_da(isee));
            let stato = ingenuo::Stato {
                fatti: [("spese".to_owned(), ingenuo::Valore::Numero(ingenuo::lettura::numero_da(expenses)))].into(),
                presentato: x.is_some(),
                x,
                quantita: [("ora".to_owned(), ingenuo::lettura::numero_da(hours))].into(),
                ignota: ingenuo::Ignota::Minimo,
                sempre: None,
                arrotonda: true,
            };
            ingenuo::calcola(&rules.servizi[0], &stato).totale
        };
        let left_out = answer["scartate"].as_u64().unwrap();
        let told = answer["senza_isee"].as_u64().unwrap();
        assert_eq!(answer["righe"], json!(4), "{place}");
        // A million hours a month is a slip of the pen: the row is left out and listed.
        if ORDINARI.contains(&number) && number.len() < 12 {
            assert_eq!((left_out, told), (0, 0), "{place}: {answer}");
            let all =
                [row("8000", "10", "0"), row(number, "10", "0"), row("9000", number, "0"), row("9000", "1", number)];
            let sum = all.iter().fold(ingenuo::intero(0), |sum, fee| sum + fee);
            assert_eq!(answer["totale"], json!(ingenuo::euro(&sum)), "{place}");
        } else {
            // The first household is in order whatever the others are.
            let least = row("8000", "10", "0");
            assert!(ingenuo::lettura::numero_da(answer["totale"].as_str().unwrap()) >= least, "{place}: {answer}");
        }
        kept += 4 - left_out;
    }
    assert!(kept > 60, "quasi tutto è scartato: {kept}");
}
