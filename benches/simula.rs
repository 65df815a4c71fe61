// SPDX-License-Identifier: EUPL-1.2
//! Criterion measures of the simulator on ten thousand made-up households: reading, one pass, a changed schedule.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench stops by panicking"
)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use soglia::formato::popolazione::Lettore;
use soglia::simula::{Famiglie, Simulazione};
use std::fmt::Write;
use std::hint::black_box;

const FAMIGLIE: u64 = 10_000;

/// The same households every time: ISEE up to 40,000 €, one to sixty hours.
fn csv() -> String {
    let mut out = "id;isee;ora\n".to_owned();
    let mut seed = 20_260_101_u64;
    for n in 0..FAMIGLIE {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (isee, hours) = ((seed >> 20) % 4_000_000, 1 + (seed >> 50) % 60);
        writeln!(out, "{n};{},{:02};{hours}", isee / 100, isee % 100).unwrap();
    }
    out
}

fn collect<'a>(simulazione: &'a Simulazione<'_>, csv: &[u8]) -> Famiglie<'a> {
    let mut raccolta = simulazione.raccolta();
    let mut lettore = Lettore::new(simulazione.attese());
    lettore.leggi(csv, &mut |r| raccolta.push(r)).unwrap();
    let letto = lettore.fine(&mut |r| raccolta.push(r)).unwrap();
    raccolta.finish(letto)
}

fn simula(c: &mut Criterion) {
    let csv = csv();
    for name in ["fasce", "lineare", "spezzata"] {
        let path = format!("{}/tests/casi/simula/banco/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let rules = soglia::formato::parse_regolamento(&text, name, soglia::semi::fatti()).unwrap();
        let simulazione = Simulazione::new(&rules, "sad", None).unwrap();
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Elements(FAMIGLIE));
        group.bench_function("lettura", |b| b.iter(|| black_box(collect(&simulazione, csv.as_bytes()))));
        let famiglie = collect(&simulazione, csv.as_bytes());
        group.bench_function("passata", |b| b.iter(|| black_box(famiglie.esegui().unwrap())));
        let famiglie = famiglie.con_somme();
        group.bench_function("tariffa-cambiata", |b| b.iter(|| black_box(famiglie.esegui().unwrap())));
        group.finish();
    }
}

criterion_group!(benches, simula);
criterion_main!(benches);
