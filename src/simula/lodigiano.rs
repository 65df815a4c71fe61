//! An invented population of the 61 Comuni, to try a schedule without data. Nobody in it exists.
//!
//! The model, with what of it is not invented:
//! - the Comune follows the inhabitants of the 2011 census;
//! - four households in ten are «nuclei ristretti» of an adult with disability, with the ISEE of the users of the
//!   day centres of Milano in 2019: 68 % zero, 20 % up to 2 000 €, 7 % up to 6 000 €, 5 % above;
//! - the others are older people, alone or in a couple, or with a child who lives with them: ages, ISEE, quantities and
//!   the 6 % without ISEE are ours.
//!
//! The same number gives the same households, byte by byte, everywhere.

use crate::norma::Unita;
use crate::semi;

/// Most households of an invented population.
const MASSIMO: u32 = 2_000_000;
/// Parts in a thousand, with the last euro of ISEE of each: day centres of Milano, 2019.
const RISTRETTI: [(u32, u32); 4] = [(680, 0), (200, 2_000), (70, 6_000), (50, 40_000)];
/// The same for older people: ours.
const ANZIANI: [(u32, u32); 6] = [(60, 0), (140, 6_000), (330, 12_000), (270, 18_000), (140, 30_000), (60, 70_000)];

/// Knuth's linear congruential generator: the same numbers on every machine.
struct Dado(u64);

impl Dado {
    fn below(&mut self, n: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(n.max(1))).unwrap_or_default()
    }

    /// Between two numbers, both included.
    fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low).saturating_add(1))
    }
}

/// The population as CSV: `id;isee;<unità>;comune;eta;componenti;vive_solo;nucleo;residente`.
///
/// ```
/// use soglia::{norma::Unita, simula::popolazione_dimostrativa};
/// let csv = popolazione_dimostrativa(1000, 1, Unita::Ora);
/// assert_eq!(csv, popolazione_dimostrativa(1000, 1, Unita::Ora));
/// assert!(csv.starts_with("id;isee;ora;comune;"));
/// assert_eq!(csv.lines().count(), 1001);
/// let at_zero = csv.lines().filter(|l| l.contains(";ristretto;") && l.contains(";0,00;")).count();
/// let restricted = csv.lines().filter(|l| l.contains(";ristretto;")).count();
/// assert!(at_zero * 10 > restricted * 6); // most at zero
/// ```
#[must_use]
pub fn popolazione_dimostrativa(famiglie: u32, seme: u64, unita: Unita) -> String {
    let famiglie = famiglie.min(MASSIMO);
    let mut dado = Dado(seme.wrapping_mul(2).wrapping_add(1));
    let comuni = semi::comuni();
    let people: u32 = comuni.iter().map(|c| c.popolazione_2011).sum();
    let mut out = format!("id;isee;{};comune;eta;componenti;vive_solo;nucleo;residente\n", unita.as_str());
    for id in 1..=famiglie {
        let mut at = dado.below(people);
        let comune = comuni.iter().find(|c| {
            let here = at < c.popolazione_2011;
            at = at.saturating_sub(c.popolazione_2011);
            here
        });
        let (isee, eta, componenti, nucleo) = household(&mut dado);
        let isee = isee.map_or_else(String::new, |cents| format!("{},{:02}", cents / 100, cents % 100));
        let quanto = quantity(&mut dado, unita);
        let nome = comune.map_or("", |c| c.nome);
        let alone = if componenti == 1 { "sì" } else { "no" };
        out.push_str(&format!("{id};{isee};{quanto};{nome};{eta};{componenti};{alone};{nucleo};sì\n"));
    }
    out
}

/// ISEE in cents, age, members, kind.
fn household(dado: &mut Dado) -> (Option<u32>, u32, u32, &'static str) {
    if dado.below(10) < 4 {
        let isee = isee(dado, &RISTRETTI);
        return (isee, dado.between(18, 64), 1, "ristretto");
    }
    let (componenti, nucleo) = match dado.below(100) {
        0..55 => (1, "anziano solo"),
        55..85 => (2, "coppia di anziani"),
        _ => (dado.between(2, 4), "anziano con figli"),
    };
    let eta = match dado.below(100) {
        0..15 => dado.between(65, 74),
        15..55 => dado.between(75, 84),
        _ => dado.between(85, 99),
    };
    let isee = if dado.below(100) < 6 { None } else { isee(dado, &ANZIANI) };
    (isee, eta, componenti, nucleo)
}

fn isee(dado: &mut Dado, table: &[(u32, u32)]) -> Option<u32> {
    let mut at = dado.below(1000);
    let mut before = 0;
    for (parts, last) in table {
        if at < *parts {
            return Some(if *last == 0 { 0 } else { dado.between(before * 100 + 1, last * 100) });
        }
        at -= parts;
        before = *last;
    }
    None
}

/// A plausible month.
fn quantity(dado: &mut Dado, unita: Unita) -> u32 {
    match unita {
        Unita::Ora => dado.between(4, 40),
        Unita::Giorno | Unita::Pasto => dado.between(5, 22),
        Unita::Viaggio => dado.between(8, 44),
        _ => 1,
    }
}
