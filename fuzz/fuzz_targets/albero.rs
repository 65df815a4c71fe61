// SPDX-License-Identifier: EUPL-1.2
//! Weights and bounds made from bytes, always valid: the engine against the second implementation, and the same in
//! narrow and wide numbers.
#![no_main]

#[path = "../../tests/ingenuo_riparto/mod.rs"]
#[allow(dead_code)]
mod ingenuo_riparto;

use arbitrary::Arbitrary;
use ingenuo_riparto::{divide, number, q};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use soglia::formato::parse_riparto;
use soglia::riparto::{VoceRisposta, calcola};
use std::collections::BTreeMap;

#[derive(Arbitrary, Debug)]
enum Forma {
    Peso { sopra: u32, sotto: u8, minimo: Option<u32>, massimo: Option<u32> },
    PesoPercento { peso: u16, minimo: Option<u8>, massimo: Option<u8> },
    Importo(u32),
    Percento(u8),
}

#[derive(Arbitrary, Debug)]
struct Voce {
    forma: Forma,
    minimo: Option<u16>,
    sotto: Vec<Forma>,
}

#[derive(Arbitrary, Debug)]
struct Fondo {
    assegnazione: u32,
    residui: u16,
    unita: u8,
    decisione: bool,
    voci: Vec<Voce>,
}

fn euro(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

fn voce(n: usize, f: &Forma) -> Value {
    let mut v = match f {
        Forma::Importo(c) => json!({ "importo": euro(u64::from(*c)) }),
        Forma::Percento(p) => json!({ "percento": p % 101 }),
        Forma::Peso { sopra, sotto, minimo, massimo } => {
            let mut v = json!({ "peso": format!("{sopra}/{}", u32::from(*sotto) + 1) });
            if let Some(m) = minimo {
                v["minimo"] = json!(euro(u64::from(*m)));
            }
            if let Some(m) = massimo {
                v["massimo"] = json!(euro(u64::from(*m).max(u64::from(minimo.unwrap_or_default()))));
            }
            v
        }
        Forma::PesoPercento { peso, minimo, massimo } => {
            let mut v = json!({ "peso": peso.to_string() });
            if let Some(m) = minimo {
                v["minimo_percento"] = json!(m % 101);
            }
            if let Some(m) = massimo {
                v["massimo_percento"] = json!((m % 101).max(minimo.unwrap_or_default() % 101));
            }
            v
        }
    };
    v["id"] = json!(format!("v{n}"));
    v
}

fn flat(voci: &[VoceRisposta], up: &str, out: &mut BTreeMap<String, (i128, String)>) {
    for v in voci {
        let path = if up.is_empty() { v.id.clone() } else { format!("{up}/{}", v.id) };
        flat(&v.voci, &path, out);
        let exact = number(&json!(v.quota_esatta)) * q(100);
        out.insert(path, (v.importo.0, exact.to_string()));
    }
}

fuzz_target!(|f: Fondo| {
    if f.voci.is_empty() || f.voci.len() > 24 || f.voci.iter().any(|v| v.sotto.len() > 12) {
        return;
    }
    let list: Vec<Value> = f
        .voci
        .iter()
        .enumerate()
        .map(|(n, v)| {
            let mut one = voce(n, &v.forma);
            if !v.sotto.is_empty() {
                one["voce"] = v.sotto.iter().enumerate().map(|(n, f)| voce(n, f)).collect();
                if let Some(m) = v.minimo {
                    one["contributo_minimo"] = json!(euro(u64::from(m) * 100));
                }
            }
            one
        })
        .collect();
    let unita = ["0.01", "1"][usize::from(f.unita % 2)];
    let spareggio = if f.decisione { "decisione" } else { "peso_poi_ordine" };
    let riparto = json!({
        "formato": 1, "id": "prova", "natura": "bozza", "assegnazione": euro(u64::from(f.assegnazione)),
        "residui": euro(u64::from(f.residui)),
        "arrotonda": unita,
        "spareggio": spareggio, "voce": list,
    });
    let file = match parse_riparto(&riparto.to_string(), "prova", &BTreeMap::new()) {
        Ok(file) => file,
        Err(found) => panic!("{found:?}\n{riparto}"),
    };
    let expected = divide(&riparto);
    match calcola(&file) {
        Ok(answer) => {
            assert!(expected.faults.is_empty(), "{:?}\n{riparto}", expected.faults);
            let mut got = BTreeMap::new();
            flat(&answer.voci, "", &mut got);
            let want: BTreeMap<_, _> =
                expected.nodes.iter().map(|(k, v)| (k.clone(), (v.cents, v.exact.to_string()))).collect();
            assert_eq!(got, want, "{riparto}");
            assert_eq!(answer.residuo.0, expected.left, "{riparto}");
        }
        Err(errors) => assert_eq!(errors.len(), expected.faults.len(), "{errors:?}\n{riparto}"),
    }
});
