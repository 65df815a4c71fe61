//! What the allocation says to people, in Italian.

use super::modello::{Confronto, Riparto, Voce};
use super::numero::{Centesimi, ceil_cents};
use super::registro::Nodo;
use super::risposta::{Perche, RispostaRiparto, VoceRisposta};
use crate::denaro::{Frazione, italian_euro};
use crate::diagnosi::{Code, Diagnostic};
use crate::norma::{Certezza, Natura};
use num_rational::BigRational;
use serde_json::json;

fn euro(cents: i128) -> String {
    italian_euro(Frazione::from_cents(cents))
}

fn place(nodo: &Nodo) -> String {
    if nodo.percorso.is_empty() { format!("«{}»", nodo.id) } else { format!("«{}»", nodo.percorso) }
}

fn infeasible(code: Code, nodo: &Nodo, missing: Centesimi, sentence: &str) -> Diagnostic {
    let message = format!("in {} {sentence} di {}", place(nodo), euro(missing.0));
    let path = if nodo.chiave.is_empty() { "assegnazione" } else { &nodo.chiave };
    Diagnostic::error(code, path, message)
        .example(json!({ "nodo": nodo.id, "percorso": nodo.percorso, "mancano": missing }))
}

/// Fixed amounts and percentages exceed what is available.
pub(super) fn too_much(nodo: &Nodo, available: i128, missing: &BigRational) -> Diagnostic {
    infeasible(
        Code::ImportiOltreIlDisponibile,
        nodo,
        ceil_cents(missing),
        "gli importi fissi e le percentuali superano il disponibile",
    )
    .expected(format!("al massimo {} in tutto", euro(available)))
    .mend("riduci gli importi o le percentuali, oppure aumenta la somma da dividere")
}

/// The minima exceed the rest.
pub(super) fn minima_too_high(nodo: &Nodo, rest: i128, missing: &BigRational) -> Diagnostic {
    infeasible(
        Code::MinimiOltreIlResto,
        nodo,
        ceil_cents(missing),
        "i minimi superano ciò che resta dopo importi e percentuali",
    )
    .expected(format!("minimi per al massimo {}", euro(rest)))
    .mend("riduci i minimi, gli importi o le percentuali")
}

/// A maximum below its minimum.
pub(super) fn crossed(nodo: &Nodo, index: usize, voci: &[Voce]) -> Diagnostic {
    let name = voci.get(index).map_or("", |v| v.id.as_str());
    Diagnostic::error(
        Code::LimitiRovesciati,
        nodo.child_key(index),
        format!("in {} il massimo di «{name}» è sotto il suo minimo", place(nodo)),
    )
    .expected("un massimo non più piccolo del minimo")
    .mend("correggi uno dei due; le percentuali sono di ciò che è disponibile a questo livello")
}

/// Cannot happen with numbers of the admitted length.
pub(super) fn too_large(nodo: &Nodo) -> Diagnostic {
    Diagnostic::error(Code::NumeroTroppoGrande, nodo.chiave.clone(), "i numeri di questo livello sono troppo grandi")
        .mend("scrivi numeri con meno cifre")
}

/// A unit beyond the floor.
pub(super) fn ledger(unit: i128, name: &str, why: Perche) -> String {
    let what = if unit == 1 { "1 centesimo".to_owned() } else { euro(unit) };
    let because = match why {
        Perche::Peso => "parti pari: ha il peso maggiore",
        Perche::Ordine => "parti pari e pesi uguali: è scritta prima",
        Perche::AltriAlMassimo => "le altre voci sono al massimo",
        _ => "la sua parte oltre la quota intera è tra le maggiori",
    };
    format!("{what} a «{name}»: {because}")
}

/// Money that stays.
pub(super) fn residue(cents: i128, why: Perche) -> String {
    let because = match why {
        Perche::Massimi => "chi ha un peso è al suo massimo",
        Perche::NessunPeso => "nessuna voce ha un peso maggiore di zero",
        Perche::Decisione => "parità lasciata a una decisione",
        _ => "meno dell'unità a cui si arrotonda",
    };
    format!("{} non assegnati: {because}", euro(cents))
}

/// Which way a constraint looks.
pub(super) const fn compared(confronto: Confronto) -> &'static str {
    match confronto {
        Confronto::Almeno => "almeno",
        Confronto::AlMassimo => "al massimo",
    }
}

/// What the reader must be told beside the figures.
pub(super) fn warnings(riparto: &Riparto, answer: &RispostaRiparto) -> Vec<String> {
    let mut out = Vec::new();
    match riparto.natura {
        Natura::Pubblicato => {}
        Natura::Storico => out.push("riparto storico: vale per il suo anno".to_owned()),
        Natura::Bozza => out.push("bozza: non è ancora approvata".to_owned()),
        Natura::Dimostrativo => out.push("riparto dimostrativo: i valori non vincolano nessuno".to_owned()),
    }
    out.extend(riparto.avvisi.iter().map(|d| d.messaggio.clone()));
    unsure(&answer.voci, "", riparto.origine.certezza, &mut out);
    if answer.residuo.0 > 0 {
        out.push(format!("non tutto è assegnato: restano {}", euro(answer.residuo.0)));
    }
    residues(&answer.voci, "", &mut out);
    for tie in answer.parita.iter().filter(|t| t.da_decidere) {
        let place = if tie.percorso.is_empty() { &tie.nodo } else { &tie.percorso };
        out.push(format!(
            "parità in «{place}»: {} da assegnare tra {}, decide una persona",
            euro(tie.centesimi),
            tie.tra.join(", ")
        ));
    }
    for v in answer.vincoli.iter().filter(|v| !v.rispettato) {
        out.push(format!("il vincolo «{}» non è rispettato: scarto di {}", v.id, euro(v.scarto.0)));
    }
    out
}

fn below(up: &str, id: &str) -> String {
    if up.is_empty() { id.to_owned() } else { format!("{up}/{id}") }
}

/// Each voce whose certainty differs from that of the table above it.
fn unsure(voci: &[VoceRisposta], up: &str, above: Certezza, out: &mut Vec<String>) {
    for v in voci {
        let place = below(up, &v.id);
        if v.certezza != above {
            match v.certezza {
                Certezza::Certa => {}
                Certezza::DaVerificare => out.push(format!("«{place}»: valore da verificare")),
                Certezza::Dimostrativa => out.push(format!("«{place}»: valore dimostrativo")),
            }
        }
        unsure(&v.voci, &place, v.certezza, out);
    }
}

fn residues(voci: &[VoceRisposta], up: &str, out: &mut Vec<String>) {
    for v in voci {
        let place = below(up, &v.id);
        if let Some(left) = v.residuo.filter(|left| left.0 > 0) {
            out.push(format!("in «{place}» restano {}", euro(left.0)));
        }
        residues(&v.voci, &place, out);
    }
}
