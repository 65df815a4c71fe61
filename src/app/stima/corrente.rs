// SPDX-License-Identifier: EUPL-1.2
//! What only the current ISEE asks: what changed, the incomes and the assets of now (DPCM 159/2013, article 9).
//!
//! `{calo}` in a text is the fall of incomes that the rules of the year want, `{calo_patrimonio}` that of assets.

use super::argomenti::{Argomento, Domanda};
use super::campi::{self, EURO, Numero, PERSONE, Scelta};
use super::risposte::Risposte;
use crate::lingua::chiave;

pub static CAUSA: Scelta = Scelta {
    campo: "stima.causa",
    id: "causa",
    testo: chiave!("Che cosa è cambiato?"),
    persona: "",
    aiuto: chiave!("L'ISEE corrente aggiorna un ISEE ordinario che hai già, quando dopo la situazione è peggiorata."),
    voci: &[
        (
            "lavoro",
            chiave!("Qualcuno ha perso il lavoro, o lavora meno"),
            chiave!(
                "Per esempio licenziamento, contratto finito, cassa integrazione, attività chiusa. Non serve un calo minimo."
            ),
        ),
        (
            "trattamenti",
            chiave!("Un aiuto pubblico è finito, o è più basso"),
            chiave!("Un aiuto su cui non si pagano le tasse. Non serve un calo minimo."),
        ),
        (
            "reddito",
            chiave!("Il reddito è sceso per un altro motivo"),
            chiave!("Serve un calo di oltre il {calo} per cento."),
        ),
        (
            "patrimonio",
            chiave!("Sono scesi i risparmi, o il valore di case e terreni"),
            chiave!("Serve un calo di oltre il {calo_patrimonio} per cento. Si può chiedere dal 1º aprile."),
        ),
        (
            "entrambi",
            chiave!("Sono scesi sia il reddito sia i risparmi"),
            chiave!("Basta che uno dei due sia sceso abbastanza."),
        ),
    ],
};

/// Whose incomes changed; [`Risposte::voci`] leaves out who is not in the family.
pub static CHI: Scelta = Scelta {
    campo: "stima.chi",
    id: "chi",
    testo: chiave!("Di chi è cambiato il reddito?"),
    persona: "",
    aiuto: "",
    voci: &[
        ("io", chiave!("Il mio"), ""),
        ("coniuge", chiave!("Del coniuge o dell'altro genitore"), ""),
        ("coppia", chiave!("Di tutti e due"), ""),
        ("altro", chiave!("Solo di altri adulti della famiglia"), ""),
    ],
};

/// How many of the others: their incomes are asked together, as for the ordinary ISEE.
pub static QUANTI: Numero = Numero {
    campo: "stima.quanti",
    id: "quanti",
    testo: chiave!("Altri adulti a cui è cambiato il reddito"),
    aiuto: chiave!("Contano i figli maggiorenni e le altre persone della famiglia. Se a nessuno, lascia vuoto."),
    ..PERSONE
};

pub static MESI: Scelta = Scelta {
    campo: "stima.mesi",
    id: "mesi",
    testo: chiave!("In quale periodo?"),
    persona: "",
    aiuto: "",
    voci: &[
        ("12", chiave!("Negli ultimi 12 mesi"), ""),
        (
            "2",
            chiave!("Negli ultimi 2 mesi"),
            chiave!(
                "Solo per chi aveva un lavoro a tempo indeterminato, o per un aiuto pubblico che si è interrotto. Si contano sei volte."
            ),
        ),
    ],
};

const DA_LAVORO: &str = chiave!(
    "In quel periodo, prima delle tasse. Conta anche disoccupazione (NASpI) e cassa integrazione. Se non c'è, scrivi 0."
);
const DA_PENSIONE: &str = chiave!("In quel periodo, prima delle tasse. Se non c'è, scrivi 0.");

pub static LAVORO: Numero = Numero {
    campo: "stima.ora-lavoro-1",
    id: "ora-lavoro-1",
    testo: chiave!("Il tuo reddito da lavoro, di recente"),
    aiuto: DA_LAVORO,
    ..EURO
};
pub static PENSIONE: Numero = Numero {
    campo: "stima.ora-pensione-1",
    id: "ora-pensione-1",
    testo: chiave!("La tua pensione, di recente"),
    aiuto: DA_PENSIONE,
    ..EURO
};
pub static LAVORO_2: Numero = Numero {
    campo: "stima.ora-lavoro-2",
    id: "ora-lavoro-2",
    testo: chiave!("Reddito da lavoro del coniuge o dell'altro genitore, di recente"),
    aiuto: DA_LAVORO,
    ..EURO
};
pub static PENSIONE_2: Numero = Numero {
    campo: "stima.ora-pensione-2",
    id: "ora-pensione-2",
    testo: chiave!("Pensione del coniuge o dell'altro genitore, di recente"),
    aiuto: DA_PENSIONE,
    ..EURO
};
pub static LAVORO_3: Numero = Numero {
    campo: "stima.ora-lavoro-3",
    id: "ora-lavoro-3",
    testo: chiave!("Redditi da lavoro degli altri adulti che hanno avuto cambiamenti, di recente, sommati"),
    aiuto: DA_LAVORO,
    ..EURO
};
pub static PENSIONE_3: Numero = Numero {
    campo: "stima.ora-pensione-3",
    id: "ora-pensione-3",
    testo: chiave!("Pensioni degli altri adulti che hanno avuto cambiamenti, di recente, sommate"),
    aiuto: DA_PENSIONE,
    ..EURO
};
/// Of the others whose incomes did not change, out of the sums asked before.
pub static FERMI: [Numero; 2] = [
    Numero {
        campo: "stima.fermi-lavoro",
        id: "fermi-lavoro",
        testo: chiave!("Redditi da lavoro nel {anno} degli altri adulti senza cambiamenti, sommati"),
        ..EURO
    },
    Numero {
        campo: "stima.fermi-pensione",
        id: "fermi-pensione",
        testo: chiave!("Pensioni nel {anno} degli altri adulti senza cambiamenti, sommate"),
        ..EURO
    },
];
pub static ALTRI: Numero = Numero {
    campo: "stima.ora-altri",
    id: "ora-altri",
    testo: chiave!("Altri redditi e aiuti della famiglia, di recente"),
    aiuto: chiave!(
        "Per esempio lavoro autonomo, affitti incassati, aiuti pubblici, in quel periodo. Se non ce ne sono, scrivi 0."
    ),
    ..EURO
};
pub static RICEVUTI: Numero = Numero {
    campo: "stima.ora-ricevuti",
    id: "ora-ricevuti",
    testo: chiave!("Assegni ricevuti per il mantenimento dei figli, di recente"),
    aiuto: DA_PENSIONE,
    ..EURO
};

/// What the estimate of the ordinary ISEE asks about assets, and the same a year later.
static PATRIMONIO: [(&Numero, Numero); 7] = [
    (
        &campi::SALDO,
        Numero {
            campo: "stima.ora-saldo",
            id: "ora-saldo",
            testo: chiave!("Saldo al 31 dicembre {dopo}"),
            ..campi::SALDO
        },
    ),
    (
        &campi::GIACENZA,
        Numero {
            campo: "stima.ora-giacenza",
            id: "ora-giacenza",
            testo: chiave!("Giacenza media del {dopo}"),
            ..campi::GIACENZA
        },
    ),
    (
        &campi::TITOLI,
        Numero {
            campo: "stima.ora-titoli",
            id: "ora-titoli",
            testo: chiave!("Titoli di Stato, buoni e libretti postali al 31 dicembre {dopo}"),
            ..campi::TITOLI
        },
    ),
    (
        &campi::INVESTIMENTI,
        Numero {
            campo: "stima.ora-investimenti",
            id: "ora-investimenti",
            testo: chiave!("Azioni, fondi, polizze e altri investimenti al 31 dicembre {dopo}"),
            ..campi::INVESTIMENTI
        },
    ),
    (
        &campi::IMMOBILI,
        Numero {
            campo: "stima.ora-immobili",
            id: "ora-immobili",
            testo: chiave!("Valore ai fini IMU di altre case, aree e terreni al 31 dicembre {dopo}"),
            ..campi::IMMOBILI
        },
    ),
    (
        &campi::MUTUO_2,
        Numero {
            campo: "stima.ora-mutuo-2",
            id: "ora-mutuo-2",
            testo: chiave!("Mutuo ancora da pagare su questi immobili al 31 dicembre {dopo}"),
            ..campi::MUTUO_2
        },
    ),
    (
        &campi::MUTUO,
        Numero {
            campo: "stima.ora-mutuo",
            id: "ora-mutuo",
            testo: chiave!("Mutuo della casa dove vivete, ancora da pagare al 31 dicembre {dopo}"),
            ..campi::MUTUO
        },
    ),
];

/// The field with the assets of now, for who brings them up to date.
#[must_use]
pub fn adesso(n: &'static Numero) -> &'static Numero {
    PATRIMONIO.iter().find(|(then, _)| then.campo == n.campo).map_or(n, |(_, now)| now)
}

/// Whether incomes are brought up to date.
#[must_use]
pub fn dei_redditi(r: Risposte<'_>) -> bool {
    r.scelta(&CAUSA).is_some_and(|causa| causa != "patrimonio")
}

/// Whether assets are.
#[must_use]
pub fn del_patrimonio(r: Risposte<'_>) -> bool {
    matches!(r.scelta(&CAUSA), Some("patrimonio" | "entrambi"))
}

/// Whether the cause alone is enough, whatever the fall.
#[must_use]
pub fn basta_la_causa(r: Risposte<'_>) -> bool {
    matches!(r.scelta(&CAUSA), Some("lavoro" | "trattamenti"))
}

/// The topics of the current ISEE; none for the kinds of ISEE that are not estimated here.
#[must_use]
pub fn argomenti(r: Risposte<'_>) -> Vec<Argomento> {
    if r.scopo() != "ordinario" {
        return Vec::new();
    }
    let some = [
        (Argomento::Causa, true),
        (Argomento::RedditiOra, dei_redditi(r)),
        (Argomento::PatrimonioOra, del_patrimonio(r)),
    ];
    some.into_iter().filter(|(_, there)| *there).map(|(topic, _)| topic).collect()
}

/// The questions of one of them.
#[must_use]
pub fn domande(argomento: Argomento, r: Risposte<'_>) -> Vec<Domanda> {
    use Domanda::{Numero as N, Scelta as S};
    match argomento {
        Argomento::Causa => {
            let some = [
                (S(&CHI), r.voci(&CHI).count() > 1),
                (N(&QUANTI), r.altri_adulti() > i64::from(r.scelta(&CHI) == Some("altro"))),
            ];
            let asked = some.into_iter().filter(|(_, there)| *there && dei_redditi(r)).map(|(question, _)| question);
            std::iter::once(S(&CAUSA)).chain(asked).collect()
        }
        Argomento::RedditiOra => {
            let mut list = if basta_la_causa(r) { vec![S(&MESI)] } else { Vec::new() };
            let ([me, spouse], others) = (chi(r), altri_cambiati(r));
            let [work, pension] = &FERMI;
            let rows = [
                (me, &LAVORO, &PENSIONE),
                (spouse, &LAVORO_2, &PENSIONE_2),
                (others > 0, &LAVORO_3, &PENSIONE_3),
                (others > 0 && others < r.altri_adulti(), work, pension),
            ];
            list.extend(
                rows.into_iter().filter(|(there, ..)| *there).flat_map(|(_, work, pension)| [N(work), N(pension)]),
            );
            list.push(N(&ALTRI));
            list.extend((!ricevuti_zero(r)).then_some(N(&RICEVUTI)));
            list
        }
        _ => {
            let owner = r.scelta(&campi::CASA) == Some("proprieta");
            let there = |then: &Numero| owner || then.campo != campi::MUTUO.campo;
            PATRIMONIO.iter().filter(|(then, _)| there(then)).map(|(_, now)| N(now)).collect()
        }
    }
}

/// No maintenance came in before: it is not asked again.
pub fn ricevuti_zero(r: Risposte<'_>) -> bool {
    r.numero(&campi::RICEVUTI).is_ok_and(|n| n.is_zero())
}

/// Whether the incomes of the declarant and of the spouse changed.
pub fn chi(r: Risposte<'_>) -> [bool; 2] {
    match r.scelta(&CHI) {
        Some("coniuge") => [false, true],
        Some("coppia") => [true, true],
        Some("altro") => [false, false],
        _ => [true, false],
    }
}

/// Of how many of the others they did.
pub fn altri_cambiati(r: Risposte<'_>) -> i64 {
    let only_one = r.scelta(&CHI) == Some("altro") && r.altri_adulti() == 1;
    if only_one { 1 } else { r.quante(&QUANTI) }
}
