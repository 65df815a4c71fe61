// SPDX-License-Identifier: EUPL-1.2
//! The sets of ISEE of an amount, at each cent.

use super::*;

#[test]
fn the_inverse_holds_at_each_cent_where_it_says_and_at_no_other() {
    on_cases(|case, s| {
        for quota in &s.quote {
            for (given, all) in households(case, s).into_iter().take(6) {
                inverse(case, s, quota, &given, &all)
                    .map_err(|why| format!("{} with {}: {why}", quota.id, fatti_json(&given)))?;
            }
        }
        Ok(())
    });
}

fn inverse(case: &Caso, s: &Servizio, quota: &Quota, given: &Fatti, all: &[Fatti]) -> Esame {
    let facts = facts_of_the_engine(case, given);
    let values: Vec<Vec<Valori>> =
        (0..=FINO).map(|c| all.iter().map(|f| valori_unitari(s, quota, f, &centesimi(c), true)).collect()).collect();
    let mut paid: Vec<Q> = values.iter().flatten().map(|v| v.0.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    // A few of those paid, and one that nobody pays.
    paid = paid.iter().step_by(paid.len().div_ceil(4)).cloned().chain(paid.last().map(|v| v + centesimi(1))).collect();
    let mut motives = BTreeSet::new();
    for amount in paid {
        let text = euro(&amount).parse().unwrap();
        let most = |v: &Valori| v.1.as_ref().is_some_and(|m| *m <= amount);
        let least = |v: &Valori| v.0 >= amount;
        for (question, above, below) in [
            (Domanda::AlMassimo(text), false, true),
            (Domanda::Almeno(text), true, false),
            (Domanda::Uguale(text), true, true),
        ] {
            let set = inverso(&case.rules, &s.id, &quota.id, question, &facts).map_err(|d| format!("{d:?}"))?;
            let cents = |t: &String| i64::try_from((numero_da(t) * intero(100)).to_integer()).unwrap();
            for (c, values) in values.iter().enumerate() {
                let holds = values.iter().all(|v| (!above || least(v)) && (!below || most(v)));
                let c = i64::try_from(c).unwrap();
                let told = set.tratti.iter().any(|t| cents(&t.da) <= c && t.a.as_ref().is_none_or(|a| c <= cents(a)));
                require!(told == holds, "{question:?} at {c} cents: {told}, pays {values:?}");
            }
            let touching = set
                .tratti
                .iter()
                .zip(set.tratti.iter().skip(1))
                .any(|(a, b)| a.a.as_ref().is_none_or(|a| cents(a) + 1 >= cents(&b.da)));
            require!(!touching, "{question:?}: runs that touch, {:?}", set.tratti);
            motives.extend(set.motivo);
        }
    }
    // Why there is none, with the values that there are.
    let (low, high) =
        (values.iter().flatten().map(|v| v.0.clone()).min(), values.iter().flatten().map(|v| v.1.clone()).max());
    for why in motives {
        let italian = |v: &Q| euro(v).replace('.', ",");
        let low = low.as_ref().map(italian).unwrap();
        require!(why.contains(&low), "{why}: from {low}");
        let bounded = values.iter().flatten().all(|v| v.1.is_some()) && values[100] == values[130];
        let high = high.clone().flatten().as_ref().map(italian).unwrap_or_default();
        require!(!bounded || why.contains(&high), "{why}: to {high}");
    }
    Ok(())
}
