// SPDX-License-Identifier: EUPL-1.2
//! How many random cases a property tries, and which.

use proptest::test_runner::{Config, RngSeed};

/// `cases`, or as many as `SOGLIA_PROVE_CASI` says; the same at every run, others for each `PROPTEST_RNG_SEED`. Each
/// property has its own `seed`, so that two of them do not try the same things.
pub fn configurazione(cases: u32, seed: u64) -> Config {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let asked = number("SOGLIA_PROVE_CASI").and_then(|n| u32::try_from(n).ok()).unwrap_or(cases);
    let rng_seed = RngSeed::Fixed(number("PROPTEST_RNG_SEED").unwrap_or(0) ^ seed);
    // What a property may leave out: as ever in an ordinary run, and as many times more as the cases are.
    let max_global_rejects = asked.div_ceil(cases).max(1).saturating_mul(Config::default().max_global_rejects);
    Config {
        cases: asked,
        rng_seed,
        failure_persistence: None,
        max_shrink_iters: 2_000,
        max_global_rejects,
        ..Config::default()
    }
}
