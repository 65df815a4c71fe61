// SPDX-License-Identifier: EUPL-1.2
//! The declaration of the current ISEE: that of the ordinary one, with the incomes and the assets of now.

use super::campi::Numero;
use super::corrente::{
    ALTRI, FERMI, LAVORO, LAVORO_2, LAVORO_3, MESI, PENSIONE, PENSIONE_2, PENSIONE_3, RICEVUTI, altri_cambiati,
    basta_la_causa, chi, dei_redditi, del_patrimonio, ricevuti_zero,
};
use super::dsu::{divisi, importo, set, testo};
use super::risposte::Risposte;
use crate::denaro::Decimal;
use crate::isee::Stima;
use serde_json::{Value, json};

/// The declaration of the current ISEE, from that of the ordinary one and its result.
#[must_use]
pub fn aggiornata(mut dsu: Value, r: Risposte<'_>, alta: bool, prima: &Stima) -> Value {
    let mut before = json!({});
    if dei_redditi(r) {
        set(&mut before, "isr", json!(prima.isr));
    }
    if del_patrimonio(r) {
        set(&mut before, "isp", json!(prima.isp));
    }
    set(&mut dsu, "tipo", json!("corrente"));
    set(&mut dsu, "precedente", before);
    if let Some(members) = dsu.get_mut("componente").and_then(Value::as_array_mut)
        && dei_redditi(r)
    {
        coppia(members, r, alta);
        altri(members, r, alta);
    }
    dsu
}

/// The incomes of the declarant and of the spouse, when they changed; what belongs to the whole family is written under
/// the declarant, as in the declaration of before.
fn coppia(members: &mut [Value], r: Risposte<'_>, alta: bool) {
    let euro = |n: &Numero| importo(r, n, alta);
    let received = if ricevuti_zero(r) { Decimal::ZERO } else { euro(&RICEVUTI) };
    let family = [("altri", euro(&ALTRI)), ("assegni_ricevuti", received)];
    let [me, spouse] = chi(r);
    let rows = [("dichiarante", me, &LAVORO, &PENSIONE), ("coniuge", spouse, &LAVORO_2, &PENSIONE_2)];
    for (id, changed, work, pension) in rows {
        let Some(member) = members.iter_mut().find(|m| m.get("id").and_then(Value::as_str) == Some(id)) else {
            continue;
        };
        if changed {
            aggiorna(member, r, euro(work), euro(pension));
        }
        let (table, times) = if changed { ("reddito_corrente", 1) } else { ("redditi", 12 / mesi(r)) };
        if let Some(incomes) = member.get_mut(table).filter(|_| id == "dichiarante") {
            family.iter().for_each(|(key, sum)| set(incomes, key, testo(*sum * Decimal::from(times))));
        }
    }
}

/// The incomes of the others: of those that changed, and of those that did not, each known by their sum.
fn altri(members: &mut [Value], r: Risposte<'_>, alta: bool) {
    let changed = usize::try_from(altri_cambiati(r)).unwrap_or_default();
    let adult = |m: &&mut Value| {
        let id = m.get("id").and_then(Value::as_str).unwrap_or_default();
        id.starts_with("altro-") || id.starts_with("figlio-adulto-")
    };
    let mut others: Vec<&mut Value> = members.iter_mut().filter(adult).collect();
    if changed == 0 || changed > others.len() {
        return;
    }
    let split = |n: &Numero, people: usize| divisi(importo(r, n, alta), people, alta);
    let still = others.len().saturating_sub(changed);
    let [work, pension] = &FERMI;
    let now = split(&LAVORO_3, changed).into_iter().zip(split(&PENSIONE_3, changed));
    let before = split(work, still).into_iter().zip(split(pension, still));
    let (first, rest) = others.split_at_mut(changed);
    for (member, (work, pension)) in first.iter_mut().zip(now) {
        aggiorna(member, r, work, pension);
    }
    for (member, (work, pension)) in rest.iter_mut().zip(before) {
        set(member, "redditi", json!({ "lavoro": testo(work), "pensione": testo(pension) }));
    }
}

/// The updated incomes of a member, in place of the old ones.
fn aggiorna(member: &mut Value, r: Risposte<'_>, work: Decimal, pension: Decimal) {
    if let Some(table) = member.as_object_mut() {
        table.remove("redditi");
    }
    let now = json!({ "mesi": mesi(r), "lavoro": testo(work), "pensione": testo(pension) });
    set(member, "reddito_corrente", now);
}

/// Of how many months the updated incomes are.
fn mesi(r: Risposte<'_>) -> i64 {
    if basta_la_causa(r) && r.scelta(&MESI) == Some("2") { 2 } else { 12 }
}
