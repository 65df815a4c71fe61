// SPDX-License-Identifier: EUPL-1.2
//! Where one looks and how far: no answer shows it, as long as it is enough. Here the fee is the ISEE itself, so that what is
//! seen says where one looked.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops by panicking")]

use super::*;
use crate::norma::Regolamento;
use std::collections::BTreeMap;

/// What is paid is the ISEE.
const UGUALE: &str = "id = \"q\"\nper = \"ora\"\nfasce = [{ rapporto = { importo = \"1\", isee = \"1\" } }]\n";
/// The same, received.
const RICEVUTO: &str =
    "id = \"c\"\nper = \"ora\"\nnatura = \"contributo\"\nfasce = [{ rapporto = { importo = \"1\", isee = \"1\" } }]\n";
/// No more than 1.31 €.
const TETTO: &str = "[[servizio.correzione]]\nid = \"tetto\"\nsu = \"totale\"\ntetto = \"1.31\"\n";

fn rules(quote: &[&str], more: &str) -> Regolamento {
    let quote: String = quote.iter().map(|q| format!("[[servizio.quota]]\n{q}")).collect();
    let text = format!(
        "formato = 1\nid = \"x\"\nente = \"E\"\ntitolo = \"T\"\nnatura = \"bozza\"\nvigenza = {{ dal = \"2024-01-01\" }}\n\
         [[servizio]]\nid = \"s\"\nisee = [\"ordinario\"]\n{quote}{more}"
    );
    crate::formato::parse_regolamento(&text, "x", crate::semi::fatti()).unwrap()
}

/// From a cent to another, none = without end.
fn cell(from: i128, to: Option<i128>) -> Option<Ascissa> {
    Some(Ascissa { min: Frazione::from_cents(from), max: to.map(Frazione::from_cents) })
}

fn on<T>(rules: &Regolamento, x: Option<Ascissa>, ask: impl FnOnce(&Ingresso<'_>) -> T) -> T {
    on_facts(rules, x, &BTreeMap::new(), ask)
}

fn on_facts<T>(rules: &Regolamento, x: Option<Ascissa>, fatti: &Fatti, ask: impl FnOnce(&Ingresso<'_>) -> T) -> T {
    let quantita = BTreeMap::new();
    ask(&Ingresso { servizio: &rules.servizi[0], x, assente: false, fatti, quantita: &quantita, sempre: None })
}

fn computed(i: &Ingresso<'_>) -> Conto {
    run(i, &mut Traccia::mute()).unwrap()
}

/// The ISEE looked at inside a cell, in cents.
fn looked(rules: &Regolamento, x: Option<Ascissa>, looks: usize) -> Vec<(i128, i128)> {
    on(rules, x, |i| inside(i, &computed(i), looks).unwrap())
        .into_iter()
        .map(|v| v.unwrap().0)
        .map(|total| (total.min.floor_cents().unwrap(), total.max.unwrap().floor_cents().unwrap()))
        .collect()
}

#[test]
fn a_cell_is_halved_where_the_fee_is_not_the_same_and_the_widest_parts_first() {
    let rising = rules(&[UGUALE], "");
    let x = cell(100, Some(163));
    assert_eq!(looked(&rising, x, 0), []);
    let halves = [(163, 163), (100, 100), (100, 131), (132, 132), (132, 163)];
    assert_eq!(looked(&rising, x, 1), halves);
    let quarters = [(100, 100), (100, 115), (116, 116), (116, 131), (132, 132), (132, 147), (148, 148), (148, 163)];
    assert_eq!(looked(&rising, x, 3), [halves.as_slice(), &quarters].concat());
    // Above 1.31 it is flat: one looks below.
    let capped = rules(&[UGUALE], TETTO);
    let seen =
        [(131, 131), (100, 100), (100, 131), (131, 131), (131, 131), (100, 100), (100, 115), (116, 116), (116, 131)];
    let below = [(100, 100), (100, 107), (108, 108), (108, 115)];
    assert_eq!(looked(&capped, x, 3), [seen.as_slice(), &below].concat());
    // Two cents are looked at one by one, and then there is nothing more to halve; one cent is what the cell says already.
    assert_eq!(looked(&rising, cell(7, Some(8)), 9), [(8, 8), (7, 7), (7, 7), (8, 8), (8, 8)]);
    assert_eq!(looked(&rising, cell(7, Some(7)), 9), []);
    // Between two cents there are none: the cell is the cents around it.
    let half = Some(Ascissa { min: Frazione::new(15, 200).unwrap(), max: Some(Frazione::new(17, 200).unwrap()) });
    assert_eq!(looked(&rising, half, 1)[0], (8, 8));
}

#[test]
fn a_cell_without_end_is_looked_at_up_to_a_thousand_million_or_to_twice_its_beginning() {
    let rising = rules(&[UGUALE], "");
    assert_eq!(looked(&rising, cell(100, None), 1)[0], (FAR, FAR));
    assert_eq!(looked(&rising, cell(FAR, None), 1)[0], (2 * FAR, 2 * FAR));
    assert_eq!(looked(&rising, cell(FAR / 2 + 1, None), 1)[0], (FAR + 2, FAR + 2));
}

#[test]
fn half_way_is_by_ratio_where_the_ends_are_far_apart() {
    // 101 has seven digits in base two, 163 eight.
    assert_eq!(middle(100, 163), 131);
    assert_eq!(middle(0, 1), 0);
    assert_eq!(middle(31, 1023), 31 + 992 / 2);
    assert_eq!(middle(30, 1023), 31 << 2);
    assert_eq!(middle(0, FAR), 1 << 18);
    for (from, to) in [(0, 1), (5, 6), (0, 31), (0, 32), (100, FAR), (FAR, 2 * FAR), (1, 1 << 100)] {
        let half = middle(from, to);
        assert!(from <= half && half < to, "{from}..{to}: {half}");
    }
}

#[test]
fn a_cell_is_the_same_all_along_when_everything_that_is_seen_is() {
    let same = |quote: &[&str], more: &str, x| on(&rules(quote, more), x, |i| same_all_along(&computed(i)));
    let (wide, one) = (cell(200, Some(300)), cell(200, Some(200)));
    assert!(!same(&[UGUALE], "", wide) && same(&[UGUALE], "", one));
    assert!(same(&[UGUALE], TETTO, wide));
    // The total is zero, and what is received is not the same.
    assert!(!same(&[RICEVUTO], "", wide) && same(&[RICEVUTO], "", one));
    assert!(!same(&[UGUALE, RICEVUTO], TETTO, wide));
    let fixed = "id = \"d\"\nper = \"ora\"\nnatura = \"contributo\"\nfasce = [{ importo = \"1\" }]\n";
    assert!(same(&[fixed], "", wide) && !same(&[fixed, RICEVUTO], "", wide));
    let refused = |rifiuto, x| on(&rules(&[UGUALE], ""), x, |i| same_all_along(&Conto { rifiuto, ..computed(i) }));
    assert!(refused(Rifiuto::Certo, wide) && !refused(Rifiuto::Forse, one) && !refused(Rifiuto::Forse, wide));
}

#[test]
fn cells_end_on_and_beside_every_bound_knot_and_threshold() {
    let fasce = "id = \"q\"\nper = \"ora\"\nfasce = [{ fino_a = \"10\", da = \"0\", a = \"1\", nodi = [\"3\", \"6\"] }, { fino_a = \"20\", importo = \"2\" }, { eccedenza = \"40\" }]\n";
    let condition = "[[servizio.correzione]]\nid = \"c\"\nsu = \"totale\"\nmoltiplica = \"0.5\"\nse = { fatto = \"isee.ordinario\", oltre = \"50\" }\n";
    let around =
        |bounds: &[i128]| [0].into_iter().chain(bounds.iter().flat_map(|b| [b - 1, *b, b + 1])).collect::<Vec<i128>>();
    let of = |more: &str, worlds: &[Fatti]| on(&rules(&[fasce], more), None, |i| cuts(i, worlds).unwrap());
    let none = [Fatti::new()];
    assert_eq!(of("", &none), around(&[300, 600, 1000, 2000, 4000]));
    assert_eq!(of(condition, &none), around(&[300, 600, 1000, 2000, 4000, 5000]));
    // Taken back through what always applies, and what may apply makes two of each.
    let doubled = "[[servizio.correzione]]\nid = \"m\"\nsu = \"isee\"\nmoltiplica = \"0.5\"\n";
    assert_eq!(of(doubled, &none), around(&[600, 1200, 2000, 4000, 8000]));
    let perhaps = format!("{doubled}se = {{ fatto = \"festivo\", vero = true }}\n");
    let festivo = |yes| Fatti::from([("festivo".to_owned(), ValoreFatto::Booleano(yes))]);
    assert_eq!(of(&perhaps, &[festivo(false)]), around(&[300, 600, 1000, 2000, 4000]));
    assert_eq!(of(&perhaps, &[festivo(true)]), around(&[600, 1200, 2000, 4000, 8000]));
    let both = around(&[300, 600, 1000, 1200, 2000, 4000, 8000]);
    let mut sorted = of(&perhaps, &[festivo(true), festivo(false)]);
    sorted.sort_unstable();
    assert_eq!(sorted, both.into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>());
    // Between two cents, the one below.
    let tenths = "[[servizio.correzione]]\nid = \"m\"\nsu = \"isee\"\nmoltiplica = \"0.3\"\n";
    assert_eq!(of(tenths, &none), around(&[1000, 2000, 3333, 6666, 13_333]));
    // Whether a condition on the ISEE itself holds is not known beforehand: with and without.
    let itself = format!("{doubled}se = {{ fatto = \"isee.ordinario\", oltre = \"50\" }}\n");
    let mut found = of(&itself, &none);
    found.sort_unstable();
    assert_eq!(found, around(&[300, 600, 1000, 1200, 2000, 4000, 5000, 8000]));
    // No cut below zero.
    let added = "[[servizio.correzione]]\nid = \"m\"\nsu = \"isee\"\naggiungi = \"5\"\n";
    assert_eq!(of(added, &none)[..4], [0, 99, 100, 101]);
}

#[test]
fn what_is_wanted_is_known_when_two_outcomes_differ_and_only_the_total_is_wanted() {
    let rising = rules(&[UGUALE], "");
    let case = |cents| {
        let conto = on(&rising, cell(cents, Some(cents)), computed);
        Caso { visti: Vec::new(), conto }
    };
    let sguardo = |solo_totale| Sguardo { looks: 0, halvings: 0, solo_totale };
    let enough = |list: &[Caso]| sguardo(true).enough(list).unwrap();
    assert!(!enough(&[]) && !enough(&[case(5)]) && !enough(&[case(5), case(5)]));
    assert!(enough(&[case(5), case(6)]) && enough(&[case(6), case(5)]));
    assert!(!sguardo(false).enough(&[case(5), case(6)]).unwrap());
}

#[test]
fn more_than_one_thing_can_happen_where_nothing_is_certain() {
    let open = |x, rifiuto| on(&rules(&[UGUALE], ""), x, |i| Conto { rifiuto, ..computed(i) }.is_open().unwrap());
    let (one, wide) = (cell(5, Some(5)), cell(5, Some(9)));
    assert!(!open(one, Rifiuto::No) && open(wide, Rifiuto::No));
    assert!(open(one, Rifiuto::Forse) && open(wide, Rifiuto::Forse));
    assert!(!open(one, Rifiuto::Certo) && !open(wide, Rifiuto::Certo));
}

/// When only the total is wanted, a second one is enough: the cells after it are not looked at.
#[test]
fn the_cells_after_a_second_total_are_not_computed() {
    let rising = rules(&[UGUALE], "");
    let seen = |solo_totale, from: i128| {
        let mut sguardo = Sguardo { looks: 0, halvings: 100, solo_totale };
        let kinds = &rising.servizi[0].isee;
        let cuts = [from, from + 1, from + 2];
        on(&rising, None, |i| over_isee(i, kinds, &cuts, true, &mut sguardo).unwrap().visti.len())
    };
    assert_eq!((seen(true, 0), seen(false, 0)), (2, 4));
    // From zero to one there are two totals already.
    assert_eq!((seen(true, 1), seen(false, 1)), (1, 4));
}

/// One rises and one falls, each rounded to its own step: halving finds the extremes of the sum, and no more than the cents
/// of the cell are halved.
#[test]
fn the_extremes_of_a_sum_take_as_many_halvings_as_are_needed() {
    let quota = |id: &str, how: &str, fasce: &str| {
        format!("id = \"{id}\"\nper = \"ora\"\narrotonda = {{ al = \"0.03\", modo = \"{how}\" }}\nfasce = [{fasce}]\n")
    };
    let up = quota("a", "su", "{ fino_a = \"1\", da = \"0\", a = \"1\" }, { importo = \"1\" }");
    let down = quota("b", "giu", "{ fino_a = \"1\", da = \"1\", a = \"0\" }, { importo = \"0\" }");
    let both = rules(&[&up, &down], "");
    let halved = |from, to, solo_totale| {
        let mut sguardo = Sguardo { looks: 0, halvings: 1000, solo_totale };
        let conto = on(&both, cell(from, Some(to)), |i| over_cell(i, &mut sguardo).unwrap());
        (conto.totale, 1000 - sguardo.halvings)
    };
    let cents = |x: Frazione| x.floor_cents().unwrap();
    let found = |from, to| {
        let (total, taken) = halved(from, to, false);
        (cents(total.min), cents(total.max.unwrap()), taken)
    };
    let at = |c| on(&both, cell(c, Some(c)), |i| cents(computed(i).totale.min));
    let extremes = |from, to| ((from..=to).map(at).min().unwrap(), (from..=to).map(at).max().unwrap());
    for (from, to) in [(0, 99), (3, 8), (10, 50), (40, 41), (60, 60)] {
        let (min, max, taken) = found(from, to);
        assert_eq!((min, max), extremes(from, to), "{from}..{to}");
        assert!(taken <= usize::try_from(to - from).unwrap(), "{from}..{to}: {taken}");
    }
    assert_eq!([found(0, 99).2, found(10, 50).2, found(40, 41).2], [42, 17, 0]);
    // Where only one total counts, two at the ends are enough; where they are equal, one looks for another between them.
    let mut equal = 0;
    for (from, to) in (0..40).flat_map(|from| (from + 1..60).map(move |to| (from, to))) {
        let (min, max) = extremes(from, to);
        let (total, taken) = halved(from, to, true);
        assert_eq!(total.known().is_some(), min == max, "{from}..{to}");
        assert!(taken == 0 || at(from) == at(to), "{from}..{to}");
        equal += usize::from(at(from) == at(to) && min < max);
    }
    assert!(equal > 100, "{equal}");
}
