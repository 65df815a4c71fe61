// SPDX-License-Identifier: EUPL-1.2
//! The breakpoints, each needed and none missed.

use super::*;

#[test]
fn every_breakpoint_is_one_and_none_is_missed() {
    on_cases(|case, s| {
        let mut dado = Dado(5);
        for quota in &s.quote {
            for _ in 0..3 {
                let fatti = tutte_le_risposte(case, s, &mut dado);
                crate::curve::lines(case, s, quota, &fatti)
                    .map_err(|why| format!("{} with {}: {why}", quota.id, fatti_json(&fatti)))?;
                let facts = facts_of_the_engine(case, &fatti);
                let points = soglie(&case.rules, &s.id, &quota.id, &facts).map_err(|d| format!("{d:?}"))?;
                needed(s, quota, &fatti, &points)
                    .map_err(|why| format!("{} with {}: {why}", quota.id, fatti_json(&fatti)))?;
            }
        }
        Ok(())
    });
}

/// Where a curve bends without a jump the limit belongs to the side that the act says: «sotto» leaves it out.
#[test]
fn a_breakpoint_on_a_limit_belongs_to_the_side_of_the_limit() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/casi/centesimi/curve.toml"));
    let case = Caso::of(&text.unwrap());
    let facts = facts_of_the_engine(&case, &Fatti::from([("festivo".to_owned(), Valore::Booleano(false))]));
    let told = |service: &str, quota: &str| -> Vec<(String, bool)> {
        let points = soglie(&case.rules, service, quota, &facts).unwrap();
        points.into_iter().map(|p| (p.isee_esatto.unwrap_or(p.isee), p.compreso)).collect()
    };
    let expected = |list: &[(&str, bool)]| -> Vec<(String, bool)> {
        list.iter().map(|(isee, here)| ((*isee).to_owned(), *here)).collect()
    };
    // The line reaches the cap just at 0.50, leaves it there and jumps back to it at 0.80.
    assert_eq!(told("livelli", "tetto"), expected(&[("0.50", false), ("0.80", false)]));
    // The corrected ISEE is zero up to 0.20, that limit included; then the line begins.
    assert_eq!(told("meno-poco", "r"), expected(&[("0.20", true), ("0.50", false)]));
}

/// At each breakpoint the unrounded value jumps or bends; at two at one ISEE it jumps on both sides.
fn needed(s: &Servizio, quota: &Quota, fatti: &Fatti, points: &[Soglia]) -> Esame {
    let near = Q::new(1.into(), BigInt::from(10).pow(15));
    let range = |x: &Q| valori_unitari(s, quota, fatti, x, false);
    for p in points {
        let x = numero_da(p.isee_esatto.as_ref().unwrap_or(&p.isee));
        let twice = points.iter().filter(|o| (&o.isee, &o.isee_esatto) == (&p.isee, &p.isee_esatto)).count() > 1;
        let (here, after, further) = (range(&x), range(&(&x + &near)), range(&(&x + &near + &near)));
        let known = |v: &Valori| v.1.as_ref() == Some(&v.0);
        // What two points of a line say of the next one; a range that is not printed stays what it is.
        let next = |a: &Valori, b: &Valori| {
            if known(a) && known(b) { (&b.0 + &b.0 - &a.0, None, true) } else { (b.0.clone(), b.1.clone(), false) }
        };
        let value = |v: &Valori| if known(v) { (v.0.clone(), None, true) } else { (v.0.clone(), v.1.clone(), false) };
        let jumps_after = next(&further, &after) != value(&here);
        let slope = |a: &Valori, b: &Valori| (&b.0 - &a.0) / &near;
        let (jumps_before, bends) = if x < near {
            (false, false)
        } else {
            let (before, earlier) = (range(&(&x - &near)), range(&(&x - &near - &near)));
            (next(&earlier, &before) != value(&here), slope(&earlier, &before) != slope(&after, &further))
        };
        let good = if twice { jumps_before && jumps_after } else { jumps_before || jumps_after || bends };
        require!(good, "nothing happens at {p:?}");
        // The side that the point belongs to.
        require!(twice || jumps_before == jumps_after || p.compreso == jumps_after, "the wrong side: {p:?}");
    }
    Ok(())
}

// --- The limits of the work, met exactly and passed by one ---
