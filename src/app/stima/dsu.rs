// SPDX-License-Identifier: EUPL-1.2
//! The answers as a DSU (FORMATO chapter 8): one for each way the unknown could be.

use super::campi::{self, Numero};
use super::corrente;
use super::residenze;
use super::risposte::Risposte;
use crate::denaro::Decimal;
use serde_json::{Value, json};

/// Rendita to value for IMU: revalued by 5 per cent, times 160 (homes and their garages and cellars).
const RENDITA_IMU: Decimal = Decimal::from_parts(168, 0, 0, false, 0);
/// Health costs count up to this for one person.
const SPESE_A_PERSONA: i64 = 5_000;

/// One way the unknown could be.
#[derive(Clone, Copy, Debug)]
pub struct Ipotesi {
    /// Numbers at the end that gives the higher ISEE.
    pub alta: bool,
    /// Word of [`campi::CASA`].
    pub casa: &'static str,
    /// Word of [`campi::SEI_MESI`].
    pub sei_mesi: &'static str,
    /// Word of [`campi::GENITORE`].
    pub genitore: &'static str,
    /// Assets as they are now, for the current ISEE.
    pub ora: bool,
    /// Figurative income of financial assets: the rules of the year know the rate.
    pub figurativo: bool,
}

/// What counts for a number: as typed, else the end of its assumption.
pub fn importo(r: Risposte<'_>, n: &Numero, alta: bool) -> Decimal {
    let (min, max) = n.ipotesi;
    r.numero(n).unwrap_or_else(|_| Decimal::from(if alta == n.riduce { min } else { max }))
}

/// Value for IMU of a home of this rendita.
#[must_use]
pub fn valore_imu(rendita: Decimal) -> Decimal {
    rendita.checked_mul(RENDITA_IMU).unwrap_or(rendita)
}

/// The declaration.
pub fn documento(r: Risposte<'_>, anno: i64, h: Ipotesi) -> Value {
    let euro = |n: &'static Numero| importo(r, if h.ora { corrente::adesso(n) } else { n }, h.alta);
    let mut dsu = json!({ "formato": 1, "anno": anno, "tipo": r.scopo(), "componente": membri(r, h) });
    if h.casa == "affitto" {
        set(&mut dsu, "locazione", testo(euro(&campi::CANONE)));
    }
    // Without assets of this kind the rule says nothing: no step, no remark.
    let financial = [&campi::TITOLI, &campi::INVESTIMENTI].into_iter().any(|n| euro(n) > Decimal::ZERO);
    if h.figurativo && financial {
        set(&mut dsu, "opzioni", json!({ "reddito_figurativo": "su_tutte_le_attivita" }));
    }
    if r.per_residenza() {
        set(&mut dsu, "figlio_esterno", residenze::figli_esterni(r, h.alta));
        set(&mut dsu, "donazione", residenze::donazioni(r, h.alta));
    }
    let situazione = match h.genitore {
        "escluso" => "assegni_del_giudice",
        "famiglia" => "figli_con_altri",
        "attratto" => "attratto",
        _ => "",
    };
    if r.genitore_solo() && !situazione.is_empty() {
        let mut parent = json!({ "situazione": situazione });
        if r.scopo() == "minorenni" && situazione != "assegni_del_giudice" {
            set(&mut parent, "ise", testo(euro(&campi::ISE)));
            set(&mut parent, "scala", testo(euro(&campi::SCALA)));
        }
        set(&mut dsu, "genitore_esterno", json!([parent]));
    }
    dsu
}

fn membri(r: Risposte<'_>, h: Ipotesi) -> Vec<Value> {
    let works = h.sei_mesi == "si";
    let mut list = vec![json!({ "id": "dichiarante", "ruolo": "dichiarante", "lavoro_6_mesi": works })];
    if r.coppia() {
        list.push(json!({ "id": "coniuge", "ruolo": "coniuge", "lavoro_6_mesi": works }));
    }
    let parents = list.len();
    for (n, age) in [(&campi::PICCOLI, 2), (&campi::MINORI, 10)] {
        list.extend(
            (0..r.quante(n)).map(|i| json!({ "id": format!("{}-{}", n.id, i + 1), "ruolo": "figlio", "eta": age })),
        );
    }
    let minors = list.len();
    list.extend((0..r.quante(&campi::MAGGIORENNI)).map(|i| {
        let mut child = json!({ "id": format!("figlio-adulto-{}", i + 1), "ruolo": "figlio", "eta": 20 });
        if r.per_adulto() {
            set(&mut child, "a_carico", json!(true));
        }
        child
    }));
    if !r.per_adulto() {
        list.extend(
            (0..r.quante(&campi::ALTRI)).map(|i| json!({ "id": format!("altro-{}", i + 1), "ruolo": "altro" })),
        );
    }
    own(&mut list, r, h);
    let (first, others) = list.split_at_mut(minors);
    shared(others, r, h.alta);
    let disabled = usize::try_from(disabled(r, h.alta)).unwrap_or_default();
    // Who is disabled does not matter, only how many.
    for member in first.iter_mut().chain(others).take(disabled) {
        set(member, "disabilita", json!("grave"));
    }
    if let Some(parents) = list.get_mut(..parents) {
        deductions(parents, r, h.alta, disabled);
    }
    list
}

/// Incomes of the couple; what belongs to the whole family is written under the declarant.
fn own(list: &mut [Value], r: Risposte<'_>, h: Ipotesi) {
    let euro = |n: &'static Numero| importo(r, if h.ora { corrente::adesso(n) } else { n }, h.alta);
    let rows = [(&campi::LAVORO, &campi::PENSIONE), (&campi::LAVORO_2, &campi::PENSIONE_2)];
    let couple = 1 + usize::from(r.coppia());
    for (member, (work, pension)) in list.iter_mut().take(couple).zip(rows) {
        set(member, "redditi", json!({ "lavoro": testo(euro(work)), "pensione": testo(euro(pension)) }));
    }
    let Some(me) = list.first_mut() else { return };
    if let Some(incomes) = me.get_mut("redditi") {
        set(incomes, "altri", testo(euro(&campi::REDDITI_ALTRI)));
        set(incomes, "assegni_ricevuti", testo(euro(&campi::RICEVUTI)));
    }
    let (bonds, other) = (euro(&campi::TITOLI), euro(&campi::INVESTIMENTI));
    let all = testo(bonds.checked_add(other).unwrap_or(bonds));
    set(me, "titoli_stato", testo(bonds));
    set(me, "patrimonio_mobiliare", all.clone());
    set(me, "attivita_finanziarie", all);
    let account = json!([{ "saldo": testo(euro(&campi::SALDO)), "giacenza_media": testo(euro(&campi::GIACENZA)) }]);
    set(me, "conti", account);
    let mut buildings = Vec::new();
    if h.casa == "proprieta" {
        let imu = testo(valore_imu(euro(&campi::RENDITA)));
        buildings.push(json!({ "uso": "abitazione", "imu": imu, "mutuo": testo(euro(&campi::MUTUO)) }));
    }
    let other = euro(&campi::IMMOBILI);
    if other > Decimal::ZERO {
        buildings.push(json!({ "uso": "altro", "imu": testo(other), "mutuo": testo(euro(&campi::MUTUO_2)) }));
    }
    set(me, "immobile", json!(buildings));
}

/// Incomes known by their sum only: the shares taken away are largest when everybody earns the same, smallest when
/// one person earns all.
fn shared(others: &mut [Value], r: Risposte<'_>, alta: bool) {
    let parts = |n: &Numero| divisi(importo(r, n, alta), others.len(), alta);
    let (work, pension) = (parts(&campi::LAVORO_3), parts(&campi::PENSIONE_3));
    for (member, (work, pension)) in others.iter_mut().zip(work.into_iter().zip(pension)) {
        set(member, "redditi", json!({ "lavoro": testo(work), "pensione": testo(pension) }));
    }
}

/// A sum between people: all of it to the first, or as much to each.
#[must_use]
pub fn divisi(sum: Decimal, people: usize, alta: bool) -> Vec<Decimal> {
    let each = if alta { Decimal::ZERO } else { (sum / Decimal::from(people.max(1))).trunc_with_scale(2) };
    let first = sum - each * Decimal::from(people.saturating_sub(1));
    std::iter::once(first).chain(std::iter::repeat(each)).take(people).collect()
}

/// What is taken away is worth most to who earns most, and health costs count for each person up to a limit.
fn deductions(parents: &mut [Value], r: Risposte<'_>, alta: bool, disabled: usize) {
    let income = |n: &Numero, m: &Numero| importo(r, n, alta).checked_add(importo(r, m, alta)).unwrap_or_default();
    let first = income(&campi::LAVORO, &campi::PENSIONE) >= income(&campi::LAVORO_2, &campi::PENSIONE_2);
    let (paid, spent) = (importo(r, &campi::VERSATI, alta), importo(r, &campi::SPESE, alta));
    let spent = if disabled == 0 { Decimal::ZERO } else { spent };
    let (whole, part) = if !alta && disabled > 1 && parents.len() > 1 {
        let limit = spent.min(Decimal::from(SPESE_A_PERSONA));
        (limit, spent - limit)
    } else {
        (spent, Decimal::ZERO)
    };
    let at = usize::from(parents.len() > 1 && first == alta);
    for (i, member) in parents.iter_mut().enumerate() {
        let here = i == at;
        let health = if here { whole } else { part };
        let paid = if here { paid } else { Decimal::ZERO };
        set(member, "detrazioni", json!({ "assegni_versati": testo(paid), "spese_sanitarie": testo(health) }));
    }
}

/// How many disabled people count.
fn disabled(r: Risposte<'_>, alta: bool) -> i64 {
    let least = i64::from(r.per_adulto());
    match r.numero(&campi::DISABILI) {
        Ok(n) => i64::try_from(n).unwrap_or_default(),
        Err(_) if alta => least,
        Err(_) => campi::DISABILI.ipotesi.1.saturating_add(least).min(r.persone()),
    }
}

/// An amount as a declaration writes it.
#[must_use]
pub fn testo(amount: Decimal) -> Value {
    Value::String(amount.to_string())
}

/// Writes a key of a table.
pub fn set(table: &mut Value, key: &str, value: Value) {
    if let Some(table) = table.as_object_mut() {
        table.insert(key.to_owned(), value);
    }
}
