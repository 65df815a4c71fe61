// SPDX-License-Identifier: EUPL-1.2
//! What only the ISEE for a residence asks: children who live elsewhere, property given away (DPCM 159/2013, article 6,
//! comma 3).

use super::campi::{EURO, Numero, PERSONE, Tipo};
use super::dsu::importo;
use super::risposte::Risposte;
use crate::lingua::chiave;
use serde_json::{Value, json};

/// More than these is rare: then a CAF knows better.
pub const MASSIMO_FIGLI: i64 = 3;

pub static FIGLI: Numero = Numero {
    campo: "stima.figli-altrove",
    id: "figli-altrove",
    testo: chiave!("Figli della persona che vivono altrove, fino a 3"),
    aiuto: chiave!(
        "Non contare chi ha una disabilità in famiglia, o chi per un giudice o per i servizi sociali è un estraneo. Se non ce ne sono, lascia vuoto."
    ),
    ..PERSONE
};

const ISE: Numero =
    Numero { aiuto: chiave!("È l'ISE, non l'ISEE: è nella sua attestazione."), ipotesi: (0, 40_000), ..EURO };
const SCALA: Numero = Numero {
    aiuto: chiave!("È nella sua attestazione, per esempio 2,04."),
    tipo: Tipo::Scala,
    ipotesi: (1, 3),
    riduce: true,
    ..EURO
};

static DEI_FIGLI: [(Numero, Numero); 3] = [
    (
        Numero { campo: "stima.ise-figlio-1", id: "ise-figlio-1", testo: chiave!("ISE del primo figlio"), ..ISE },
        Numero {
            campo: "stima.scala-figlio-1",
            id: "scala-figlio-1",
            testo: chiave!("Scala di equivalenza del primo figlio"),
            ..SCALA
        },
    ),
    (
        Numero { campo: "stima.ise-figlio-2", id: "ise-figlio-2", testo: chiave!("ISE del secondo figlio"), ..ISE },
        Numero {
            campo: "stima.scala-figlio-2",
            id: "scala-figlio-2",
            testo: chiave!("Scala di equivalenza del secondo figlio"),
            ..SCALA
        },
    ),
    (
        Numero { campo: "stima.ise-figlio-3", id: "ise-figlio-3", testo: chiave!("ISE del terzo figlio"), ..ISE },
        Numero {
            campo: "stima.scala-figlio-3",
            id: "scala-figlio-3",
            testo: chiave!("Scala di equivalenza del terzo figlio"),
            ..SCALA
        },
    ),
];

pub static DONATE: Numero = Numero {
    campo: "stima.donate",
    id: "donate",
    testo: chiave!("Valore ai fini IMU di case e terreni donati, tolto il mutuo"),
    aiuto: chiave!(
        "Donati dopo aver chiesto il ricovero, oppure nei tre anni prima a coniuge, figli o altri parenti tenuti agli alimenti. Se non ce ne sono, scrivi 0."
    ),
    ipotesi: (0, 50_000),
    ..EURO
};

/// The questions of the topic, given how many children.
#[must_use]
pub fn numeri(r: Risposte<'_>) -> Vec<&'static Numero> {
    let mut list = vec![&FIGLI];
    for (ise, scala) in figli(r) {
        list.extend([ise, scala]);
    }
    list.push(&DONATE);
    list
}

fn figli(r: Risposte<'_>) -> impl Iterator<Item = (&'static Numero, &'static Numero)> {
    DEI_FIGLI.iter().take(usize::try_from(r.quante(&FIGLI)).unwrap_or_default()).map(|(ise, scala)| (ise, scala))
}

/// The children of the declaration.
#[must_use]
pub fn figli_esterni(r: Risposte<'_>, alta: bool) -> Value {
    let euro = |n: &Numero| Value::String(importo(r, n, alta).to_string());
    figli(r).map(|(ise, scala)| json!({ "ise": euro(ise), "scala": euro(scala) })).collect()
}

/// The property given away: either case counts the same, so one is enough.
#[must_use]
pub fn donazioni(r: Risposte<'_>, alta: bool) -> Value {
    let imu = importo(r, &DONATE, alta);
    if imu.is_zero() {
        return json!([]);
    }
    json!([{ "imu": imu.to_string(), "momento": "dopo_la_richiesta" }])
}
