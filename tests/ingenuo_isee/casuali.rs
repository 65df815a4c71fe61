//! Random households, as the JSON of a DSU: all kinds, all years, all options; always valid.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Euro with cents, often nothing, sometimes a number the law names.
pub fn euro() -> impl Strategy<Value = String> {
    let named = prop::sample::select(vec![
        "2840.51", "4000", "5000", "6000", "7000", "9000", "10000", "12000", "15000", "50000", "52500", "55000",
        "91500", "94000",
    ]);
    prop_oneof![
        3 => Just("0".to_owned()),
        5 => (0_u32..6_000_000).prop_map(|c| format!("{}.{:02}", c / 100, c % 100)),
        2 => named.prop_map(str::to_owned),
        1 => (0_u32..20_000_000).prop_map(|c| format!("{}.{:02}", c / 100, c % 100)),
    ]
}

fn small() -> impl Strategy<Value = String> {
    prop_oneof![4 => Just("0".to_owned()), 1 => (0_u32..900_000).prop_map(|c| format!("{}.{:02}", c / 100, c % 100))]
}

fn incomes() -> impl Strategy<Value = Value> {
    (euro(), small(), small(), small(), small(), small()).prop_map(|(lavoro, pensione, agrari, assegni, altri, trattamenti)| {
        json!({ "lavoro": lavoro, "pensione": pensione, "agrari": agrari, "assegni_ricevuti": assegni, "altri": altri,
            "trattamenti_disabilita": trattamenti })
    })
}

fn building() -> impl Strategy<Value = Value> {
    (any::<bool>(), euro(), small()).prop_map(
        |(home, imu, mutuo)| json!({ "uso": if home { "abitazione" } else { "altro" }, "imu": imu, "mutuo": mutuo }),
    )
}

fn account() -> impl Strategy<Value = Value> {
    (small(), small()).prop_map(|(saldo, media)| json!({ "saldo": saldo, "giacenza_media": media }))
}

fn cents(text: &str) -> u64 {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "00"));
    whole.parse::<u64>().unwrap() * 100 + decimals.parse::<u64>().unwrap()
}

fn text(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// A member, apart from id, role and what the role allows.
fn person() -> impl Strategy<Value = Value> {
    let disability = prop_oneof![
        6 => Just("nessuna"), 1 => Just("media"), 1 => Just("grave"), 1 => Just("non_autosufficiente")
    ];
    let money = (incomes(), small(), small(), small(), euro(), 0_u64..=100, 0_u64..=100);
    let rest = (disability, of(any::<bool>()), prop::bool::weighted(0.1), vec(account(), 0..3), vec(building(), 0..3));
    (money, rest).prop_map(
        |((redditi, assegni, spese, agrari, assets, part, more), (disabilita, lavoro, away, conti, immobili))| {
            let securities = cents(&assets) * part / 100;
            let financial = securities + (cents(&assets) - securities) * more / 100;
            let mut m = json!({
                "disabilita": disabilita, "ricoverato": away, "redditi": redditi,
                "detrazioni": { "assegni_versati": assegni, "spese_sanitarie": spese, "redditi_agrari": agrari },
                "patrimonio_mobiliare": assets, "titoli_stato": text(securities), "conti": conti, "immobile": immobili,
            });
            if more > 50 {
                m["attivita_finanziarie"] = Value::from(text(financial));
            }
            if let Some(work) = lavoro {
                m["lavoro_6_mesi"] = Value::from(work);
            }
            m
        },
    )
}

fn child() -> impl Strategy<Value = Value> {
    (person(), 0_i64..30, of(any::<bool>())).prop_map(|(mut m, age, dependent)| {
        m["ruolo"] = Value::from("figlio");
        m["eta"] = Value::from(age);
        if let Some(said) = dependent {
            m["a_carico"] = Value::from(said);
        }
        m
    })
}

fn scale() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["1.00", "1.57", "2.04", "2.24", "2.46", "2.85", "3.05"]).prop_map(str::to_owned)
}

fn outside_parent() -> impl Strategy<Value = Value> {
    let why = vec![
        "coniugato_con_altri",
        "figli_con_altri",
        "assegni_del_giudice",
        "escluso_potesta",
        "estraneo",
        "attratto",
    ];
    (prop::sample::select(why), euro(), scale(), of(1_i64..4), of(any::<bool>())).prop_map(
        |(why, ise, scala, figli, lavoro)| {
            let mut g = json!({ "situazione": why, "ise": ise, "scala": scala });
            if let Some(n) = figli {
                g["figli"] = Value::from(n);
            }
            if let Some(work) = lavoro {
                g["lavoro_6_mesi"] = Value::from(work);
            }
            g
        },
    )
}

fn options() -> impl Strategy<Value = Map<String, Value>> {
    let words: Vec<(&str, &[&str])> = vec![
        ("nucleo", &["ristretto", "ordinario"]),
        ("componente_figli", &["dovuta", "esclusa_col_ristretto"]),
        ("fattore_genitore", &["cresce_con_i_figli", "uno"]),
        ("saldo_o_giacenza", &["per_persona", "per_conto", "per_nucleo"]),
        ("reddito_figurativo", &["non_calcolato", "su_tutte_le_attivita", "senza_titoli_esclusi"]),
        ("detrazioni_oltre_il_reddito", &["perse", "compensate"]),
        ("quote_lavoro_pensione", &["alternative", "cumulate"]),
        ("figli_scala", &["ogni_eta", "minorenni"]),
        ("figli_soglie", &["ogni_eta", "minorenni"]),
        ("arrotonda_intermedi", &["mai", "al_centesimo"]),
        ("arrotonda_modo", &["meta_su", "meta_pari", "giu"]),
        ("trattamenti_disabilita", &["secondo_l_anno", "esclusi", "inclusi"]),
        ("disabilita", &["secondo_l_anno", "maggiorazione", "franchigie"]),
    ];
    // Most of the time nothing is chosen, as in real declarations.
    vec(of(prop::bool::weighted(0.35)), 13).prop_flat_map(move |take| {
        let chosen: Vec<_> = words
            .iter()
            .zip(take)
            .filter(|(_, t)| *t == Some(true))
            .map(|((name, list), _)| (Just((*name).to_owned()), prop::sample::select(list.to_vec())))
            .collect();
        chosen.prop_map(|pairs| pairs.into_iter().map(|(name, word)| (name, Value::from(word))).collect())
    })
}

/// A valid DSU.
pub fn dsu() -> impl Strategy<Value = Value> {
    let kinds =
        vec!["ordinario", "sociosanitario", "sociosanitario_residenze", "minorenni", "corrente", "prestazioni_2026"];
    let people = (person(), of(person()), vec(child(), 0..6), vec((person(), any::<bool>()), 0..3));
    let outside = (
        vec((euro(), scale(), any::<bool>()), 0..4),
        vec(outside_parent(), 0..3),
        vec((euro(), any::<bool>(), any::<bool>()), 0..3),
        any::<bool>(),
    );
    let top = (2015_i64..=2026, prop::sample::select(kinds), of(euro()), any::<bool>(), options(), 0_usize..8);
    (top, people, outside).prop_map(|(top, people, outside)| assemble(top, people, outside))
}

type Top = (i64, &'static str, Option<String>, bool, Map<String, Value>, usize);
type People = (Value, Option<Value>, Vec<Value>, Vec<(Value, bool)>);
type Outside = (Vec<(String, String, bool)>, Vec<Value>, Vec<(String, bool, bool)>, bool);

fn assemble(top: Top, people: People, outside: Outside) -> Value {
    let (year, kind, rent, capital, mut options, who) = top;
    let year = if kind == "prestazioni_2026" { 2026 } else { year };
    let mut members = members(people, kind == "minorenni");
    let minors = members.iter().any(|m| m["ruolo"] == "figlio" && m["eta"].as_i64().unwrap() < 18);
    let (children, parents, gifts, full) = outside;
    let mut parents = if minors && !kind.starts_with("sociosanitario") { parents } else { Vec::new() };
    attract(&mut members, &mut parents, full);
    if rent.is_some() {
        for building in members.iter_mut().flat_map(|m| m["immobile"].as_array_mut().unwrap()) {
            building["uso"] = Value::from("altro");
        }
    }
    if options
        .get("disabilita")
        .is_some_and(|w| w == "franchigie" && year > 2016 || w == "maggiorazione" && year == 2015)
    {
        options.remove("disabilita");
    }
    if year == 2022 {
        options.remove("reddito_figurativo");
    }
    let mut dsu = json!({ "formato": 1, "anno": year, "tipo": kind, "capoluogo_metropolitano": capital });
    if kind == "corrente" {
        update(&mut members, who);
    }
    if kind.starts_with("sociosanitario") {
        let adult = &members[who % members.len()];
        if adult["eta"].as_i64().is_none_or(|e| e >= 18) {
            dsu["beneficiario"] = adult["id"].clone();
        }
    }
    if kind == "sociosanitario_residenze" {
        dsu["figlio_esterno"] = children
            .into_iter()
            .map(|(ise, scala, out)| json!({ "ise": ise, "scala": scala, "escluso": out }))
            .collect();
        let gift = |(imu, after, bound): (String, bool, bool)| json!({ "imu": imu, "momento": if after { "dopo_la_richiesta" } else { "nei_tre_anni_prima" }, "tenuti_agli_alimenti": bound });
        dsu["donazione"] = gifts.into_iter().map(gift).collect();
    }
    if let Some(rent) = rent {
        dsu["locazione"] = Value::from(rent);
    }
    dsu["genitore_esterno"] = Value::from(parents);
    dsu["componente"] = Value::from(members);
    dsu["opzioni"] = Value::Object(options);
    dsu
}

/// Ids and roles; a minor child when the kind wants one.
fn members((first, spouse, children, others): People, needs_minor: bool) -> Vec<Value> {
    let mut all = vec![(first, "dichiarante")];
    all.extend(spouse.map(|s| (s, "coniuge")));
    all.extend(children.into_iter().map(|c| (c, "figlio")));
    all.extend(others.into_iter().map(|(mut m, parent)| {
        m["genitore"] = Value::from(parent);
        (m, "altro")
    }));
    if needs_minor && !all.iter().any(|(m, role)| *role == "figlio" && m["eta"].as_i64().unwrap() < 18) {
        all.push((json!({ "eta": 5, "redditi": {}, "immobile": [] }), "figlio"));
    }
    let name = |(i, (mut m, role)): (usize, (Value, &str))| {
        m["id"] = Value::from(format!("p{i}"));
        m["ruolo"] = Value::from(role);
        m
    };
    all.into_iter().enumerate().map(name).collect()
}

/// Gives the first attracted parent the data of the last «altro», when there is one.
fn attract(members: &mut [Value], parents: &mut [Value], full: bool) {
    let Some(parent) = parents.iter_mut().find(|g| full && g["situazione"] == "attratto") else { return };
    let Some(member) = members.iter_mut().rev().find(|m| m["ruolo"] == "altro") else { return };
    for building in member["immobile"].as_array_mut().unwrap() {
        building["uso"] = Value::from("altro");
    }
    *parent = json!({ "situazione": "attratto", "componente": member["id"].clone() });
}

/// Some members have updated incomes: by kind, of two months, or one number.
fn update(members: &mut [Value], who: usize) {
    let n = members.len();
    let member = members[who % n].as_object_mut().unwrap();
    let mut incomes = member.remove("redditi").unwrap();
    member.insert(
        "reddito_corrente".to_owned(),
        match who % 3 {
            0 => Value::from("7654.32"),
            1 => incomes,
            _ => {
                incomes["mesi"] = Value::from(2);
                incomes
            }
        },
    );
}
