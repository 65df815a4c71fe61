// SPDX-License-Identifier: EUPL-1.2
//! How many allocations a second: 61 entities with floors and caps, the core alone and the whole answer.
#![allow(missing_docs, clippy::unwrap_used, reason = "a bench stops by panicking")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use soglia::riparto::{Parte, Spareggio, calcola, dividi};
use soglia::semi;
use std::hint::black_box;

fn riparto(c: &mut Criterion) {
    let rest = 85_365_504_i64;
    let parts: Vec<Parte<i64>> = semi::comuni()
        .iter()
        .map(|c| Parte { peso: i64::from(c.popolazione_2011), minimo: 150_000, massimo: Some(rest * 15 / 100) })
        .collect();
    let mut group = c.benchmark_group("riparto");
    group.throughput(Throughput::Elements(1));
    group.bench_function("61 Comuni, minimi e massimi", |b| {
        b.iter(|| dividi(black_box(&rest), &1, black_box(&parts), Spareggio::PesoPoiOrdine).unwrap());
    });
    let whole = semi::riparto("ambito-lodi-comuni-2018").unwrap();
    group.bench_function("61 Comuni, risposta intera", |b| b.iter(|| calcola(black_box(&whole)).unwrap()));
    group.finish();
}

criterion_group!(benches, riparto);
criterion_main!(benches);
