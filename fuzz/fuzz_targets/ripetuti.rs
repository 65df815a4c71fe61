// SPDX-License-Identifier: EUPL-1.2
//! A piece of a file again and again, up to half a megabyte: what is slow, or hungry, on long files shows here. The
//! input: which reader, how many times, then three parts divided by a zero byte (before, again and again, after).
#![no_main]

use libfuzzer_sys::fuzz_target;
use soglia::foglio::leggi;
use soglia::formato::popolazione::{Attese, Lettore};
use soglia::formato::{self, Documento};
use soglia::{chiamate, riparto, semi, tariffa};

const MAX: usize = 1 << 19;

fn long(times: u16, rest: &str) -> String {
    let mut parts = rest.splitn(3, '\0');
    let (before, again, after) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let most = MAX.saturating_sub(before.len() + after.len()) / again.len().max(1);
    let mut out = before.to_owned();
    for n in 0..usize::from(times).min(most) {
        out.push_str(&again.replace("@@", &n.to_string()));
        if out.len() > MAX {
            break;
        }
    }
    out + after
}

fuzz_target!(|data: &[u8]| {
    let [which, high, low, rest @ ..] = data else { return };
    let Ok(rest) = std::str::from_utf8(rest) else { return };
    let text = long(u16::from_be_bytes([*high, *low]), rest);
    match which % 11 {
        0 => {
            if let Ok(rules) = formato::parse_regolamento(&text, "prova", semi::fatti()) {
                let _ = tariffa::verifica(&rules, None);
                for s in rules.servizi.iter().take(1) {
                    let _ = tariffa::calcola(&rules, &s.id, &Default::default());
                    for q in s.quote.iter().take(1) {
                        let _ = tariffa::soglie(&rules, &s.id, &q.id, &Default::default());
                    }
                }
            }
        }
        1 => {
            if let Ok(file) = formato::parse_riparto(&text, "prova", &semi::tabelle()) {
                let _ = riparto::calcola(&file);
                let _ = riparto::verifica(&file);
            }
        }
        2 => {
            if let Ok(dsu) = formato::parse_dsu(&text, "prova")
                && let Ok(rules) = semi::parametri_isee(dsu.anno())
            {
                let _ = soglia::isee::calcola(&dsu, &rules);
            }
        }
        3 => drop(formato::parse_request(&text, semi::fatti_misure())),
        4 => drop(chiamate::spettanze(&text, Some("2026-02-01"))),
        5 => {
            let mut lettore = Lettore::new(Attese::new(semi::fatti().clone()));
            let _ = lettore.leggi(text.as_bytes(), &mut |_| Ok(()));
            let _ = lettore.fine(&mut |_| Ok(()));
        }
        6 => drop(formato::parse_fatti(&text, "prova")),
        7 => drop(formato::parse_cifre(&text, "prova").map(|c| riparto::quadra(&c))),
        8 => {
            if let Some(mut doc) = Documento::parse(&text) {
                doc.set("voce[3].peso", "2");
                doc.remove("voce[0]");
                let _ = doc.to_string();
            }
        }
        9 => drop(formato::parse_parametri(&text, "prova")),
        _ => drop(leggi(text.as_bytes(), None)),
    }
});
