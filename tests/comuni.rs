// SPDX-License-Identifier: EUPL-1.2
//! The door of the Comuni, without a screen: what the desk answers is what the simulator and the explained engine
//! answer, every division adds up, every certificate holds when computed again.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic)]

use serde_json::{Value, json};
use soglia::chiamate::Sessione;
use soglia::formato::{Documento, parse_regolamento};
use soglia::norma::Unita;
use soglia::semi;
use soglia::simula::{Quadro, popolazione_dimostrativa, simula};

const VIGORE: &str = "ambito-lodi-sad";

fn scenario(path: &str, value: &str) -> String {
    let mut file = Documento::parse(semi::testo(VIGORE).unwrap()).unwrap();
    file.set(path, value);
    file.to_string()
}

fn loaded(csv: &[u8], lettura: &Value) -> Sessione {
    let mut s = Sessione::default();
    assert_eq!(s.inizia(&lettura.to_string()), "{}");
    for piece in csv.chunks(777) {
        assert!(s.pezzo(piece).starts_with("{\"famiglie\""), "{}", s.pezzo(b""));
    }
    let end = s.fine();
    assert!(end.starts_with("{\"righe\""), "{end}");
    s
}

fn ask(s: &mut Sessione, what: &str, question: &Value) -> Value {
    serde_json::from_str(&s.chiedi(what, &question.to_string())).unwrap()
}

fn population() -> String {
    popolazione_dimostrativa(2000, 7, Unita::Ora)
}

fn cents(v: &Value) -> i128 {
    v.as_str().unwrap().replace('.', "").parse().unwrap()
}

#[test]
fn every_division_adds_up_to_the_total_of_the_simulator() {
    let csv = population();
    let mut s = loaded(csv.as_bytes(), &json!({}));
    let other = scenario("servizio[0].quota[0].fasce[1].a", "15.00");
    let question = json!({ "servizio": "sad", "regole": [VIGORE, other, "monopoli-sad"] });
    let quadro: Quadro = serde_json::from_value(ask(&mut s, "quadro", &question)).unwrap();
    // The simulator does not know `comune` and `nucleo`: it is given a file without them.
    let plain: String = csv
        .lines()
        .map(|l| {
            let c: Vec<&str> = l.split(';').collect();
            [c[0], c[1], c[2], c[4], c[5], c[6], c[8]].join(";") + "\n"
        })
        .collect();
    for (sintesi, text) in
        quadro.scenari.iter().zip([semi::testo(VIGORE).unwrap(), &other, semi::testo("monopoli-sad").unwrap()])
    {
        let rules = parse_regolamento(text, "", semi::fatti()).unwrap();
        let alone = simula(&rules, "sad", plain.as_bytes()).unwrap();
        assert_eq!((sintesi.totale, sintesi.esenti), (alone.totale, alone.esenti));
        assert_eq!((sintesi.non_ammesse, sintesi.non_determinate), (alone.non_ammesse, alone.non_determinate));
    }
    assert_eq!(quadro.righe, 2000);
    let names: Vec<&str> = quadro.dimensioni.iter().map(|d| d.nome.as_str()).collect();
    assert!(["fascia", "decile", "comune", "eta", "nucleo"].iter().all(|n| names.contains(n)), "{names:?}");
    for d in &quadro.dimensioni {
        assert_eq!(d.gruppi.iter().map(|g| g.righe).sum::<u64>(), 2000, "{}", d.nome);
        for (n, sintesi) in quadro.scenari.iter().enumerate() {
            let sum: i128 = d.gruppi.iter().map(|g| g.scenari[n].totale.0).sum();
            assert_eq!(sum, sintesi.totale.0, "{}", d.nome);
            let losers: u64 = d.gruppi.iter().map(|g| g.scenari[n].variazioni.perdono).sum();
            assert_eq!(losers, sintesi.variazioni.perdono, "{}", d.nome);
        }
    }
    let [now, new, _] = quadro.scenari.as_slice() else { panic!("three") };
    assert_eq!(new.totale.0 - now.totale.0, new.variazioni.aggravio.0 - new.variazioni.risparmio.0);
    // Hours × 22.00 for everybody: the cost does not depend on the schedule.
    let hours: i128 = csv.lines().skip(1).map(|l| l.split(';').nth(2).unwrap().parse::<i128>().unwrap()).sum();
    assert_eq!(now.costo.unwrap().0, hours * 2200);
    let tenths = || quadro.dimensioni[1].gruppi[..10].iter().map(|g| g.righe);
    assert!(tenths().max().unwrap() - 1 <= tenths().min().unwrap());
}

/// Two hundred families and more: the sums that are kept every so many rows meet runs that begin and end anywhere.
#[test]
fn the_totals_that_come_first_are_those_of_the_simulator() {
    let csv = population();
    let mut s = loaded(csv.as_bytes(), &json!({}));
    for fine in [1, 2, 63, 64, 65, 128, 2000] {
        let some: String = csv.lines().take(1 + fine).map(|l| format!("{l}\n")).collect();
        let mut few = loaded(some.as_bytes(), &json!({}));
        let regole =
            [VIGORE.to_owned(), scenario("servizio[0].quota[0].fasce[1].a", "15.00"), "monopoli-sad".to_owned()];
        let question = json!({ "servizio": "sad", "regole": regole });
        let quadro = ask(&mut few, "quadro", &question);
        let fees: Vec<&Value> = quadro["scenari"].as_array().unwrap().iter().map(|s| &s["totale"]).collect();
        assert_eq!(ask(&mut few, "totali", &question).as_array().unwrap().iter().collect::<Vec<_>>(), fees, "{fine}");
    }
    // With rules that cannot be read there are no totals, as there is no picture.
    assert!(s.chiedi("totali", r#"{ "servizio": "sad", "regole": ["x = 1"] }"#).contains("errori"));
    assert!(
        Sessione::default()
            .chiedi("totali", r#"{ "servizio": "sad", "regole": ["monopoli-sad"] }"#)
            .contains("prima la popolazione")
    );
}

#[test]
fn a_family_is_found_by_its_line_among_rows_that_were_left_out() {
    // Line 3 is wrong, 4 and 5 are empty, 7 has two lines: the families are on lines 2, 6, 7 and 9.
    let csv = "isee;ora;comune\n5000;10;Lodi\nzero;1;Lodi\n\n\n20000;1;Lodi\n30100;2;\"Lo\ndi\"\n40000;3;Lodi\n";
    let mut s = loaded(csv.as_bytes(), &json!({}));
    let mut at = |riga: u64| {
        let question =
            json!({ "servizio": "sad", "regole": ["monopoli-sad", "dairago-sad"], "scelta": { "riga": riga } });
        let why = ask(&mut s, "perche", &question);
        (why["righe"].as_u64().unwrap(), why["tipica"]["riga"].clone(), why["prima"].as_str().unwrap().to_owned())
    };
    // Monopoli: nothing up to 7.500 €, in proportion up to 30.000 €, then 13,80 € the hour.
    assert_eq!(at(2), (1, json!(2), "0.00".to_owned()));
    assert_eq!(at(7), (1, json!(7), "27.60".to_owned()));
    assert_eq!(at(9), (1, json!(9), "41.40".to_owned()));
    for nobody in [0, 1, 3, 4, 8, 10, u64::MAX] {
        assert_eq!(at(nobody), (0, Value::Null, "0.00".to_owned()), "{nobody}");
    }
}

#[test]
fn an_enormous_isee_changes_nothing_for_the_others() {
    let head = "isee;ora\n5000;10\n20000;1\n";
    let ask_both = |csv: &str| {
        let mut s = loaded(csv.as_bytes(), &json!({}));
        let question = json!({ "servizio": "sad", "regole": ["monopoli-sad", "dairago-sad"] });
        serde_json::from_value::<Quadro>(ask(&mut s, "quadro", &question)).unwrap()
    };
    let (plain, huge) = (ask_both(&format!("{head}30100;2\n")), ask_both(&format!("{head}999999999999,99;2\n")));
    for (a, b) in plain.scenari.iter().zip(&huge.scenari) {
        assert_eq!((a.totale, &a.variazioni), (b.totale, &b.variazioni));
    }
    assert!(huge.scenari.iter().all(|s| s.equita.is_some()));
}

#[test]
fn causes_add_up_for_all_for_a_group_and_for_one_row() {
    let mut s = loaded(population().as_bytes(), &json!({}));
    let mut file = Documento::parse(semi::testo(VIGORE).unwrap()).unwrap();
    file.set("servizio[0].quota[0].fasce[0].importo", "3.00");
    file.set("servizio[0].quota[0].fasce[1].a", "18.00");
    file.set("servizio[0].quota[0].senza_isee.importo", "22.00");
    let regole = [VIGORE.to_owned(), file.to_string()];
    for scelta in [
        json!("tutte"),
        json!({ "gruppo": ["nucleo", "ristretto"] }),
        json!({ "gruppo": ["decile", "9"] }),
        json!({ "riga": 12 }),
    ] {
        let why = ask(&mut s, "perche", &json!({ "servizio": "sad", "regole": regole, "scelta": scelta }));
        let sum: i128 = why["cause"].as_array().unwrap().iter().map(|c| cents(&c["effetto"])).sum();
        assert_eq!(sum, cents(&why["differenza"]), "{scelta}");
        assert_eq!(cents(&why["dopo"]) - cents(&why["prima"]), sum);
        assert!(why["righe"].as_u64().unwrap() > 0, "{scelta}");
        let typical = &why["confronto"];
        assert!(typical["prima"]["traccia"].as_array().is_some_and(|t| !t.is_empty()), "{scelta}: {typical}");
    }
}

#[test]
fn goal_seek_certificates_hold_when_computed_again() {
    let mut s = loaded(population().as_bytes(), &json!({}));
    let now: Quadro =
        serde_json::from_value(ask(&mut s, "quadro", &json!({ "servizio": "sad", "regole": [VIGORE] }))).unwrap();
    let goal = now.scenari[0].totale.0 + 100_000;
    let path = "servizio[0].quota[0].fasce[2].importo";
    let text = format!("{}.{:02}", goal / 100, goal % 100);
    let question = json!({ "servizio": "sad", "regole": [VIGORE, scenario(path, "20.00")], "percorso": path, "attuale": 2000,
        "griglia": { "da": 1500, "a": 3000, "passo": 1 }, "meta": { "entrate": text } });
    let found = ask(&mut s, "obiettivo", &question);
    let mut again = |value: &Value| {
        let rules = scenario(path, value.as_str().unwrap());
        let q = ask(&mut s, "quadro", &json!({ "servizio": "sad", "regole": [VIGORE, rules] }));
        cents(&q["scenari"][1]["totale"])
    };
    assert_eq!(found["tutti"], true);
    assert_eq!(again(&found["soluzione"]["valore"]), cents(&found["soluzione"]["totale"]));
    assert!(cents(&found["soluzione"]["totale"]) >= goal);
    assert_eq!(again(&found["sotto"]["valore"]), cents(&found["sotto"]["totale"]));
    assert!(cents(&found["sotto"]["totale"]) < goal, "the neighbour towards the present value does not reach it");
    let never = json!({ "servizio": "sad", "regole": [VIGORE, scenario(path, "20.00")], "percorso": path, "attuale": 2000,
        "griglia": { "da": 1500, "a": 3000, "passo": 10 }, "meta": { "entrate": "999999999.00", "aumento": "5000.00" } });
    let none = ask(&mut s, "obiettivo", &never);
    assert_eq!(
        (&none["soluzione"], &none["tutti"], &none["impossibile"]),
        (&Value::Null, &json!(true), &json!(["entrate"]))
    );
    // A bound with a jump: no larger jump than 1 euro is possible only without moving far.
    let bound = json!({ "servizio": "sad", "regole": ["monopoli-sad", semi::testo("monopoli-sad").unwrap()], "percorso": "servizio[0].quota[0].fasce[1].fino_a",
        "attuale": 3_000_000, "griglia": { "da": 2_000_000, "a": 4_000_000, "passo": 100_000 }, "meta": { "scalino": "5.80" } });
    let jump = ask(&mut s, "obiettivo", &bound);
    assert_eq!(jump["soluzione"]["valore"], "30000.00");
    // A grid of more values than can be multiplied, and a present value outside it: some are tried, and it says so.
    for (attuale, nearest) in [(i64::MIN, "0.01"), (2000, "20.00"), (i64::MAX, "999999999999.99")] {
        let huge = json!({ "servizio": "sad", "regole": [VIGORE, scenario(path, "20.00")], "percorso": path, "attuale": attuale,
            "griglia": { "da": 1, "a": i64::MAX, "passo": 1 }, "meta": { "entrate": "1.00" } });
        let found = ask(&mut s, "obiettivo", &huge);
        assert_eq!((&found["tutti"], &found["soluzione"]["valore"]), (&json!(false), &json!(nearest)), "{found}");
    }
}

/// The proposal with some values written.
fn written(values: &[(&str, &str)]) -> String {
    let mut file =
        soglia::formato::Documento::parse(&scenario("servizio[0].quota[0].fasce[2].importo", "20.00")).unwrap();
    for (path, value) in values {
        file.set(path, value);
    }
    file.to_string()
}

#[test]
fn several_levers_move_in_the_order_of_preference() {
    let mut s = loaded(population().as_bytes(), &json!({}));
    let (high, low) = ("servizio[0].quota[0].fasce[2].importo", "servizio[0].quota[0].fasce[0].importo");
    let total = |s: &mut Sessione, rules: String| {
        let q = ask(s, "quadro", &json!({ "servizio": "sad", "regole": [VIGORE, rules] }));
        cents(&q["scenari"][1]["totale"])
    };
    let lever = |path: &str, now: i64, to: i64| json!({ "percorso": path, "attuale": now, "griglia": { "da": now, "a": to, "passo": 1 } });
    let base = total(&mut s, written(&[]));
    // How far each goes alone.
    let (first, second) = (total(&mut s, written(&[(high, "20.05")])), total(&mut s, written(&[(low, "30.00")])));
    assert!(first > base && second > first);
    let ask_for = |s: &mut Sessione, leve: &[&Value], goal: i128| {
        let text = format!("{}.{:02}", goal / 100, goal % 100);
        ask(
            s,
            "obiettivi",
            &json!({ "servizio": "sad", "regole": [VIGORE, written(&[])], "leve": leve, "meta": { "entrate": text } }),
        )
    };
    let now = |path: &str| {
        let file = soglia::formato::Documento::parse(&written(&[])).unwrap();
        let text = file.text(path).unwrap();
        let (euro, rest) = text.split_once('.').unwrap_or((&text, "0"));
        euro.parse::<i64>().unwrap() * 100 + format!("{rest:0<2}").parse::<i64>().unwrap()
    };
    let (a, b) = (lever(high, 2000, 2005), lever(low, now(low), 3000));
    // The first reaches it alone: the second does not move.
    let alone = ask_for(&mut s, &[&a, &b], first);
    assert_eq!(alone["mosse"], json!([{ "leva": 0, "valore": alone["esito"]["soluzione"]["valore"] }]));
    // Only the second reaches it alone.
    let other = ask_for(&mut s, &[&a, &b], second);
    assert_eq!(other["mosse"][0]["leva"], 1);
    assert_eq!(other["sole"], json!([["entrate"]]));
    // Neither does, both together do: the first as far as it goes, the second as little as it needs.
    let both = ask_for(&mut s, &[&a, &b], second + 1);
    assert_eq!(both["mosse"][0], json!({ "leva": 0, "valore": "20.05" }));
    let value = |at: &str| both["esito"][at]["valore"].as_str().unwrap().to_owned();
    let again = |s: &mut Sessione, v: &str| total(s, written(&[(high, "20.05"), (low, v)]));
    assert_eq!(again(&mut s, &value("soluzione")), cents(&both["esito"]["soluzione"]["totale"]));
    assert!(again(&mut s, &value("soluzione")) > second);
    assert!(again(&mut s, &value("sotto")) <= second, "the neighbour towards the present value does not reach it");
    // Not even together.
    let never = ask_for(&mut s, &[&a, &b], 99_999_999_900);
    assert_eq!((&never["mosse"], &never["esito"]["impossibile"]), (&json!([]), &json!(["entrate"])));
    assert_eq!(never["sole"], json!([["entrate"], ["entrate"]]));
}

#[test]
fn columns_are_named_left_out_and_refused() {
    let csv =
        "Cognome e nome;Reddito ISEE;Ore al mese;Paese;Cod. Fiscale\nRossi Ada;8000,00;10;Lodi;RSSDAA50A41E648X\n";
    let seen: Value = serde_json::from_str(&Sessione::anteprima(csv.as_bytes(), "{}")).unwrap();
    let personal: Vec<bool> = seen["colonne"].as_array().unwrap().iter().map(|c| c["personale"] == true).collect();
    assert_eq!(personal, [true, false, false, false, true]);
    let mut s = Sessione::default();
    s.inizia("{}");
    let refused = s.pezzo(csv.as_bytes());
    assert!(refused.contains("colonna-personale") && refused.contains("colonna-sconosciuta"), "{refused}");
    let lettura = json!({ "nomi": [["Reddito ISEE", "isee"], ["Ore al mese", "ora"]], "gruppi": ["Paese"],
        "ignora": ["Cognome e nome", "Cod. Fiscale"] });
    let mut s = loaded(csv.as_bytes(), &lettura);
    let q = ask(&mut s, "quadro", &json!({ "servizio": "sad", "regole": ["monopoli-sad"] }));
    assert_eq!(q["righe"], 1);
    assert!(
        q["dimensioni"].as_array().unwrap().iter().any(|d| d["nome"] == "paese" && d["gruppi"][0]["nome"] == "Lodi")
    );
    // Calling a surname «id» does not make it one.
    let mut s = Sessione::default();
    s.inizia(&json!({ "nomi": [["Cognome e nome", "id"], ["Reddito ISEE", "isee"], ["Ore al mese", "ora"]], "ignora": ["Cod. Fiscale", "Paese"] }).to_string());
    assert!(s.pezzo(csv.as_bytes()).contains("colonna-personale"));
}

#[test]
fn a_file_that_fails_leaves_the_one_before() {
    let mut s = loaded(b"isee;ora\n5000;10\n", &json!({}));
    for wrong in [&b""[..], b"\0\0\0", b"PK\x03\x04xxxxxxxx\n", &[b'a'; 200_000]] {
        s.inizia("{}");
        let told = [s.pezzo(wrong), s.fine()].concat();
        assert!(told.contains("\"errori\"") && told.contains("\"rimedio\""), "{told}");
        let q = ask(&mut s, "quadro", &json!({ "servizio": "sad", "regole": ["monopoli-sad"] }));
        assert_eq!(q["righe"], 1);
    }
    s.inizia("{}");
    s.pezzo(b"isee\n1\n2\n3\n");
    s.lascia();
    assert!(s.fine().contains("errori"));
}

#[test]
fn the_same_family_pays_differently_and_missing_is_not_zero() {
    let mut s = Sessione::default();
    let u = ask(
        &mut s,
        "uniformita",
        &json!({ "servizio": "sad", "regole": [], "richiesta": { "isee": { "ordinario": "20000" } } }),
    );
    assert_eq!(u["comuni"].as_array().unwrap().len(), 61);
    assert_eq!(
        u["comuni"].as_array().unwrap().iter().filter(|c| c["regolamento"].is_null() && c["importo"].is_null()).count(),
        60
    );
    assert!(u["indice"].is_null(), "one Comune alone is not compared with anybody");
    // Two Comuni of their own, the second with a lower maximum.
    let own = |code: &str, most: &str| {
        let text = semi::testo(VIGORE).unwrap().replace("comuni = \"ambito-lodi\"", &format!("comuni = [\"{code}\"]"));
        text.replace("\"20.00\"", &format!("\"{most}\""))
    };
    let u = ask(
        &mut s,
        "uniformita",
        &json!({ "servizio": "sad", "regole": [own("098031", "20.00"), own("098019", "11.00")],
            "richiesta": { "isee": { "ordinario": "20000" }, "fatti": { "residente": true } } }),
    );
    assert_eq!(u["con_regole"], 3);
    assert_eq!((&u["minimo"], &u["massimo"]), (&json!("7.25"), &json!("12.50"))); // 2 + 9 × 14000/24000
    assert_eq!(u["indice"], "58.00");
    let lodi = u["comuni"].as_array().unwrap().iter().find(|c| c["nome"] == "Lodi").unwrap();
    assert_eq!(lodi["importo"], "12.50"); // 2 + 18 × 14000/24000
}

#[test]
fn the_command_line_writes_the_invented_families_and_reads_them_back() {
    let run = |args: &[&str]| assert_cmd::Command::new(env!("CARGO_BIN_EXE_soglia")).args(args).output().unwrap();
    let out = run(&["popolazione", "--famiglie", "20", "--seme", "3", "--per", "giorno"]);
    assert!(out.status.success());
    let csv = String::from_utf8(out.stdout).unwrap();
    assert_eq!(csv, popolazione_dimostrativa(20, 3, Unita::Giorno));
    let wrong = run(&["popolazione", "--per", "secolo"]);
    assert!(!wrong.status.success());
    assert!(String::from_utf8(wrong.stdout).unwrap().contains("valore-non-ammesso"));
    let read = assert_cmd::Command::new(env!("CARGO_BIN_EXE_soglia"))
        .args([
            "simula",
            "ambito-lodi-cdd",
            "--servizio",
            "cdd",
            "--popolazione",
            "-",
            "--per",
            "comune",
            "--ignora",
            "nucleo",
        ])
        .write_stdin(csv)
        .output()
        .unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
}
