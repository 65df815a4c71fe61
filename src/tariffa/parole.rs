//! The sentences of the trace, in Italian.

use super::estremi::Estremi;
use super::valore::{Ascissa, Mosse, fascia_index, moved as moved_index};
use crate::denaro::{Arrotonda, Frazione, Modo, italian, italian_euro, italian_number};
use crate::norma::{Correzione, Fascia, Operazione, Quota, Testo, TipoIsee, Unita, ValoreFascia};
use crate::traccia::{Detto, Traccia};

fn say(testo: impl Into<String>, formula: Option<String>, valore: Option<String>) -> Detto {
    Detto { testo: testo.into(), formula, valore }
}

/// Of a correction whose condition is unknown.
const UNDECIDED: &str = "non sappiamo ancora se vale. Se vale,";

pub(super) fn refused(text: &Testo) -> Detto {
    say(format!("Senza ISEE il servizio non si può chiedere: {}", text.it()), None, None)
}

/// Step 1: which ISEE is used, and why.
pub(super) fn chosen_isee(tipo: TipoIsee, x: Frazione, first: bool, accepted: &[TipoIsee]) -> Detto {
    let why = match (accepted.len(), first) {
        (0 | 1, _) => "è quello che il servizio chiede".to_owned(),
        (_, true) => "è il primo tra quelli che il servizio accetta".to_owned(),
        (_, false) => {
            let before: Vec<&str> = accepted.iter().take_while(|t| **t != tipo).map(|t| t.name()).collect();
            format!("il servizio lo accetta e non è stato presentato {}", before.join(" né "))
        }
    };
    say(format!("Si usa l'{}, {}: {why}.", tipo.name(), italian_euro(x)), None, Some(x.amount_text()))
}

pub(super) fn no_isee(accepted: &[TipoIsee]) -> Detto {
    let kinds: Vec<&str> = accepted.iter().map(|t| t.name()).collect();
    let text = if kinds.is_empty() {
        "Questo servizio non guarda l'ISEE.".to_owned()
    } else {
        format!("Non è stato presentato un ISEE valido per questo servizio ({}).", kinds.join(" o "))
    };
    say(text, None, None)
}

pub(super) fn moved(c: &Correzione, n: i64, perhaps: bool) -> Detto {
    let name = c.testo.as_ref().map_or_else(|| c.id.replace('-', " "), |t| t.it().to_owned());
    let times = n.unsigned_abs();
    let (count, way) = (
        if times == 1 { "una fascia".to_owned() } else { format!("{times} fasce") },
        if n < 0 { "più bassa" } else { "più alta" },
    );
    let what = format!("ci si sposta di {count}, verso la {way}.");
    say(if perhaps { format!("{name}: {UNDECIDED} {what}") } else { format!("{name}: {what}") }, None, None)
}

pub(super) fn isee_corrected(c: &Correzione, op: &Operazione, before: Ascissa, after: Ascissa, perhaps: bool) -> Detto {
    let name = c.testo.as_ref().map_or_else(|| c.id.replace('-', " "), |t| t.it().to_owned());
    let formula = match (op, before.known(), after.known()) {
        (Operazione::Moltiplica(k), Some(b), Some(a)) => {
            Some(format!("{} × {} = {}", italian(b), italian_number(*k), italian(a)))
        }
        (_, Some(b), Some(a)) => Some(format!("{} → {}", italian(b), italian(a))),
        _ => None,
    };
    let what = "l'ISEE su cui si calcola cambia.";
    let text = if perhaps { format!("{name}: {UNDECIDED} {what}") } else { format!("{name}: {what}") };
    say(text, formula, after.known().map(Frazione::amount_text))
}

pub(super) fn without_isee(v: Frazione) -> Detto {
    say(format!("Senza ISEE si paga {}.", italian_euro(v)), None, Some(v.amount_text()))
}

pub(super) fn unknown_isee(quota: &Quota, range: Estremi) -> Detto {
    let all = if quota.fasce.len() == 1 {
        "La quota non dipende dall'ISEE"
    } else {
        "Senza conoscere l'ISEE su cui si calcola la quota può andare"
    };
    say(format!("{all}: {}.", range.text()), None, range.known_text())
}

/// Step 3 and the value of step 4.
pub(super) fn trace_fascia(trace: &mut Traccia, quota: &Quota, x: Ascissa, mosse: Mosse, value: Estremi) {
    let (Some(at), Some(shift)) = (x.known(), mosse.known()) else {
        trace.push("fascia", &quota.origine, || unknown_isee(quota, value));
        return;
    };
    let index = fascia_index(&quota.fasce, at);
    let target = moved_index(index, shift, quota.fasce.len());
    let (Some(own), Some(used)) = (quota.fasce.get(index), quota.fasce.get(target)) else {
        return;
    };
    if quota.fasce.len() > 1 {
        trace.push("fascia", &own.origine, || {
            let place =
                format!("Con {} sei nella fascia {}: {}.", italian_euro(at), index + 1, bounds(own, index == 0));
            let text = if target == index {
                place
            } else {
                format!(
                    "{place} Ti spostiamo nella fascia {}: {}, al valore del limite più vicino.",
                    target + 1,
                    bounds(used, target == 0)
                )
            };
            say(text, None, None)
        });
    }
    trace.push("valore", &used.origine, || {
        let (text, formula) = value_words(&used.valore, at, target == index, value);
        say(format!("{text}: {} {}.", value.text(), quota.per.each()), formula, value.known_text())
    });
}

/// «oltre 6.531,00 € e fino a 11.429,00 €»
pub(crate) fn bounds(f: &Fascia, first: bool) -> String {
    let from = |x: Frazione| {
        if first { "da zero".to_owned() } else { format!("oltre {}", italian_euro(x)) }
    };
    match f.al {
        Some(al) if al.incluso => format!("{} fino a {}", from(f.dal), italian_euro(al.isee)),
        Some(al) => format!("{} e sotto {}", from(f.dal), italian_euro(al.isee)),
        None if first => "qualunque ISEE".to_owned(),
        None => from(f.dal),
    }
}

fn value_words(v: &ValoreFascia, x: Frazione, own: bool, value: Estremi) -> (&'static str, Option<String>) {
    let result = value.known().map_or_else(String::new, italian);
    match v {
        ValoreFascia::Importo(_) => ("La fascia ha un importo fisso", None),
        ValoreFascia::Esente => ("In questa fascia sei esente", None),
        ValoreFascia::Percento { percento, costo } => (
            "La fascia paga una parte del costo",
            Some(format!("{} % di {} = {result}", italian_number(*percento), italian(*costo))),
        ),
        ValoreFascia::Lineare { .. } if !own => ("Vale l'importo al limite della fascia", None),
        ValoreFascia::Lineare { da, a, nodi, costo } => {
            let line = format!(
                "{} + ({} − {}) × ({} − {}) / ({} − {})",
                italian(*da),
                italian(x),
                italian(nodi.0),
                italian(*a),
                italian(*da),
                italian(nodi.1),
                italian(nodi.0)
            );
            let formula = match costo {
                Some(c) => format!("({line}) % di {} = {result}", italian(*c)),
                None => format!("{line} = {result}"),
            };
            ("L'importo cresce in modo graduale con l'ISEE", Some(formula))
        }
        ValoreFascia::Rapporto { importo, isee } => (
            "L'importo è proporzionale all'ISEE",
            Some(format!("{} × {} / {} = {result}", italian(x), italian(*importo), italian(*isee))),
        ),
        ValoreFascia::Eccedenza(s) => {
            ("Si paga la parte di ISEE oltre la soglia", Some(format!("{} − {} = {result}", italian(x), italian(*s))))
        }
        ValoreFascia::Ignota { .. } => ("L'atto non stampa il valore di questa fascia", None),
    }
}

pub(super) fn rounded(rule: Arrotonda, before: Estremi, after: Estremi) -> Detto {
    let how = match rule.modo {
        Modo::Nessuno => {
            return say("Non si arrotonda qui: l'importo resta esatto fino al totale.", None, None);
        }
        Modo::MetaSu => "al più vicino, a metà verso l'alto",
        Modo::MetaPari => "al più vicino, a metà verso il pari",
        Modo::Su => "sempre verso l'alto",
        Modo::Giu => "sempre verso il basso",
    };
    let unit = if rule.al == Frazione::CENT {
        "al centesimo".to_owned()
    } else {
        format!("a multipli di {}", italian_euro(rule.al))
    };
    let formula = (before != after).then(|| format!("{} → {}", before.text(), after.text()));
    say(format!("Si arrotonda {unit}, {how}: {}.", after.text()), formula, after.known_text())
}

pub(super) fn quantity(quota: &Quota, unit: Estremi, times: Frazione, given: bool, amount: Estremi) -> Detto {
    let name = quota.nome.as_ref().map_or_else(|| quota.id.replace('-', " "), |n| n.it().to_owned());
    let units = if times == Frazione::ONE { singular(quota.per) } else { quota.per.plural() };
    let said = if given { "" } else { " (quantità non indicata: si conta 1)" };
    let formula = format!("{} × {} = {}", unit.text(), italian_number(times), amount.text());
    say(
        format!("Quota «{name}» per {} {units}{said}: {}.", italian_number(times), amount.text()),
        Some(formula),
        amount.known_text(),
    )
}

const fn singular(u: Unita) -> &'static str {
    match u {
        Unita::Ora => "ora",
        Unita::Giorno => "giorno",
        Unita::Pasto => "pasto",
        Unita::Viaggio => "viaggio",
        Unita::Mese => "mese",
        Unita::Anno => "anno",
        Unita::UnaTantum => "volta",
    }
}

pub(super) fn perhaps(quota: &Quota) -> Detto {
    say(format!("Non sappiamo ancora se la quota «{}» ti riguarda: può anche non contare.", quota.id), None, None)
}

/// What the family does not pay.
pub(super) fn public_share(cost: Frazione, quantity: Frazione, total: Frazione, rest: Frazione) -> Detto {
    let formula = format!("{} × {} − {} = {}", italian(cost), italian_number(quantity), italian(total), italian(rest));
    say(
        format!("Il costo pieno è {}; all'ente resta {}.", italian_euro(cost), italian_euro(rest)),
        Some(formula),
        Some(rest.amount_text()),
    )
}
