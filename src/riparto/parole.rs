//! What the allocation says to people.

use super::modello::{Confronto, Riparto, Voce};
use super::numero::{Centesimi, ceil_cents};
use super::registro::Nodo;
use super::risposta::{Parita, Perche, RispostaRiparto, VoceRisposta};
use crate::denaro::{Frazione, italian_euro};
use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::tr;
use crate::norma::{Certezza, Natura};
use num_rational::BigRational;
use serde_json::json;

fn euro(cents: i128) -> String {
    italian_euro(Frazione::from_cents(cents))
}

fn place(nodo: &Nodo) -> String {
    if nodo.percorso.is_empty() { format!("«{}»", nodo.id) } else { format!("«{}»", nodo.percorso) }
}

fn infeasible(code: Code, nodo: &Nodo, missing: Centesimi, message: String) -> Diagnostic {
    let path = if nodo.chiave.is_empty() { "assegnazione" } else { &nodo.chiave };
    Diagnostic::error(code, path, message)
        .example(json!({ "nodo": nodo.id, "percorso": nodo.percorso, "mancano": missing }))
}

/// Fixed amounts and percentages exceed what is available.
pub(super) fn too_much(nodo: &Nodo, available: i128, missing: &BigRational) -> Diagnostic {
    let (cents, place) = (ceil_cents(missing), place(nodo));
    let message = tr!("in {} gli importi fissi e le percentuali superano il disponibile di {}", place, euro(cents.0));
    infeasible(Code::ImportiOltreIlDisponibile, nodo, cents, message)
        .expected(tr!("al massimo {} in tutto", euro(available)))
        .mend(tr!("riduci gli importi o le percentuali, oppure aumenta la somma da dividere"))
}

/// The minima exceed the rest.
pub(super) fn minima_too_high(nodo: &Nodo, rest: i128, missing: &BigRational) -> Diagnostic {
    let (cents, place) = (ceil_cents(missing), place(nodo));
    let message = tr!("in {} i minimi superano ciò che resta dopo importi e percentuali di {}", place, euro(cents.0));
    infeasible(Code::MinimiOltreIlResto, nodo, cents, message)
        .expected(tr!("minimi per al massimo {}", euro(rest)))
        .mend(tr!("riduci i minimi, gli importi o le percentuali"))
}

/// A maximum below its minimum.
pub(super) fn crossed(nodo: &Nodo, index: usize, voci: &[Voce]) -> Diagnostic {
    let name = voci.get(index).map_or("", |v| v.id.as_str());
    Diagnostic::error(
        Code::LimitiRovesciati,
        nodo.child_key(index),
        tr!("in {} il massimo di «{}» è sotto il suo minimo", place(nodo), name),
    )
    .expected(tr!("un massimo non più piccolo del minimo"))
    .mend(tr!("correggi uno dei due; le percentuali sono di ciò che è disponibile a questo livello"))
}

/// Cannot happen with numbers of the admitted length.
pub(super) fn too_large(nodo: &Nodo) -> Diagnostic {
    Diagnostic::error(
        Code::NumeroTroppoGrande,
        nodo.chiave.clone(),
        tr!("i numeri di questo livello sono troppo grandi"),
    )
    .mend(tr!("scrivi numeri con meno cifre"))
}

/// The riparto of the year before has no answer.
pub(super) fn no_carry(before: &Riparto, errors: &[Diagnostic]) -> Diagnostic {
    let first = errors.first().map_or("", |d| d.messaggio.as_str());
    Diagnostic::error(Code::RiportoNonValido, "residui_da", tr!("«{}» non si può dividere: {}", before.id, first))
        .expected(tr!("un riparto valido, da cui riportare ciò che non è assegnato"))
        .mend(tr!("correggi «{}», o scrivi i residui come importo", before.id))
}

/// A unit beyond the floor.
pub(super) fn ledger(unit: i128, name: &str, why: Perche) -> String {
    let what = if unit == 1 { tr!("1 centesimo").to_owned() } else { euro(unit) };
    let because = match why {
        Perche::Peso => tr!("parti pari: ha il peso maggiore"),
        Perche::Ordine => tr!("parti pari e pesi uguali: è scritta prima"),
        Perche::AltriAlMassimo => tr!("le altre voci sono al massimo"),
        Perche::Scelta => tr!("parti pari: l'ha scelta una persona"),
        _ => tr!("la sua parte oltre la quota intera è tra le maggiori"),
    };
    tr!("{} a «{}»: {}", what, name, because)
}

/// Nothing to a voce that would get too little.
pub(super) fn excluded(name: &str, quota: &BigRational, minimum: i128) -> String {
    let about = i128::try_from(quota.round().to_integer()).map_or_else(|_| String::new(), euro);
    let minimum = euro(minimum);
    if quota.is_integer() {
        tr!("nulla a «{}»: le spetterebbero {}, meno del contributo minimo di {}", name, about, minimum)
    } else {
        tr!("nulla a «{}»: le spetterebbero circa {}, meno del contributo minimo di {}", name, about, minimum)
    }
}

/// What a person must decide, and how to write the decision.
pub(super) fn question(nodo: &Nodo, tied: &[String], how_many: usize, cents: i128) -> String {
    let who = tied.join(", ");
    let key = if nodo.percorso.is_empty() { &nodo.id } else { &nodo.percorso };
    tr!(
        "In {} a chi va {} tra {}, che hanno parti uguali? Si risponde con [[decisione]] nodo = \"{}\", a = [\"…\"]"
            | "In {} a quali {n} vanno {} tra {}, che hanno parti uguali? Si risponde con [[decisione]] nodo = \"{}\", a = [\"…\"]"
                % how_many.to_string(),
        place(nodo),
        euro(cents),
        who,
        key,
    )
}

/// A decision that does not answer a tie.
pub(super) fn bad_decision(nodo: &Nodo, index: usize, tie: Option<&Parita>) -> Diagnostic {
    let sentence = tr!("la decisione su {} non risolve la parità", place(nodo));
    let expected = match tie {
        Some(tie) => {
            tr!("tante voci quante sono le parti da {} in gioco, tra {}", euro(tie.centesimi), tie.tra.join(", "))
        }
        None => tr!("nessuna decisione: qui non ci sono parità da decidere").to_owned(),
    };
    Diagnostic::error(Code::DecisioneNonValida, format!("decisione[{index}]"), sentence)
        .expected(expected)
        .mend(tr!("correggi l'elenco, o togli la decisione"))
}

/// Money that stays.
pub(super) fn residue(cents: i128, why: Perche) -> String {
    let because = match why {
        Perche::Massimi => tr!("chi ha un peso è al suo massimo"),
        Perche::NessunPeso => tr!("nessuna voce ha un peso maggiore di zero"),
        Perche::Decisione => tr!("parità lasciata a una decisione"),
        Perche::ContributoMinimo => tr!("nessuna voce raggiunge il contributo minimo"),
        _ => tr!("meno dell'unità a cui si arrotonda"),
    };
    tr!("{} non assegnati: {}", euro(cents), because)
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
        Natura::Storico => out.push(tr!("riparto storico: vale per il suo anno").to_owned()),
        Natura::Bozza => out.push(tr!("bozza: non è ancora approvata").to_owned()),
        Natura::Dimostrativo => out.push(tr!("riparto dimostrativo: i valori non vincolano nessuno").to_owned()),
    }
    out.extend(riparto.avvisi.iter().map(|d| d.messaggio.clone()));
    unsure(&answer.voci, "", riparto.origine.certezza, &mut out);
    if answer.residuo.0 > 0 {
        out.push(tr!("non tutto è assegnato: restano {}", euro(answer.residuo.0)));
    }
    residues(&answer.voci, "", &mut out);
    for tie in answer.parita.iter().filter(|t| t.da_decidere) {
        let place = if tie.percorso.is_empty() { &tie.nodo } else { &tie.percorso };
        let (cents, who) = (euro(tie.centesimi), tie.tra.join(", "));
        out.push(tr!("parità in «{}»: {} da assegnare tra {}, decide una persona", place, cents, who));
    }
    for v in answer.vincoli.iter().filter(|v| !v.rispettato) {
        let gap = euro(v.scarto.0);
        out.push(if v.per_arrotondamento {
            tr!("il vincolo «{}» non è rispettato: scarto di {}, per il solo arrotondamento", v.id, gap)
        } else {
            tr!("il vincolo «{}» non è rispettato: scarto di {}", v.id, gap)
        });
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
                Certezza::DaVerificare => out.push(tr!("«{}»: valore da verificare", place)),
                Certezza::Dimostrativa => out.push(tr!("«{}»: valore dimostrativo", place)),
            }
        }
        unsure(&v.voci, &place, v.certezza, out);
    }
}

fn residues(voci: &[VoceRisposta], up: &str, out: &mut Vec<String>) {
    for v in voci {
        let place = below(up, &v.id);
        if let Some(left) = v.residuo.filter(|left| left.0 > 0) {
            out.push(tr!("in «{}» restano {}", place, euro(left.0)));
        }
        residues(&v.voci, &place, out);
    }
}
