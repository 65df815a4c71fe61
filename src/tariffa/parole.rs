//! The sentences of the trace, in Italian.

use super::estremi::Estremi;
use super::valore::{Ascissa, Mosse, fascia_index, moved as moved_index};
use crate::denaro::{Arrotonda, Frazione, Modo, italian, italian_euro, italian_number};
use crate::lingua::{chiave, parola, plurale, tr};
use crate::norma::{Correzione, Fascia, Operazione, Quota, Testo, TipoIsee, Unita, ValoreFascia};
use crate::traccia::{Detto, Traccia};

fn say(testo: impl Into<String>, formula: Option<String>, valore: Option<String>) -> Detto {
    Detto { testo: testo.into(), formula, valore }
}

/// Name of a correction, and what it does; with `perhaps` its condition is unknown.
pub(super) fn corrected(c: &Correzione, what: &str, perhaps: bool) -> String {
    let name = c.testo.as_ref().map_or_else(|| c.id.replace('-', " "), |t| t.tradotto().to_owned());
    if perhaps { tr!("{}: non sappiamo ancora se vale. Se vale, {}.", name, what) } else { tr!("{}: {}.", name, what) }
}

pub(super) fn refused(text: &Testo) -> Detto {
    say(tr!("Senza ISEE il servizio non si può chiedere: {}", text.tradotto()), None, None)
}

/// Step 1: which ISEE is used, and why.
pub(super) fn chosen_isee(tipo: TipoIsee, x: Frazione, first: bool, accepted: &[TipoIsee]) -> Detto {
    let why = match (accepted.len(), first) {
        (0 | 1, _) => tr!("è quello che il servizio chiede").to_owned(),
        (_, true) => tr!("è il primo tra quelli che il servizio accetta").to_owned(),
        (_, false) => {
            let before: Vec<&str> = accepted.iter().take_while(|t| **t != tipo).map(|t| t.name()).collect();
            tr!("il servizio lo accetta e non è stato presentato {}", before.join(tr!(" né ")))
        }
    };
    say(tr!("Si usa l'{}, {}: {}.", tipo.name(), italian_euro(x), why), None, Some(x.amount_text()))
}

pub(super) fn no_isee(accepted: &[TipoIsee]) -> Detto {
    let kinds: Vec<&str> = accepted.iter().map(|t| t.name()).collect();
    let text = if kinds.is_empty() {
        tr!("Questo servizio non guarda l'ISEE.").to_owned()
    } else {
        tr!("Non è stato presentato un ISEE valido per questo servizio ({}).", kinds.join(tr!(" o ")))
    };
    say(text, None, None)
}

pub(super) fn moved(c: &Correzione, n: i64, perhaps: bool) -> Detto {
    let times = n.unsigned_abs().to_string();
    let what = if n < 0 {
        tr!("ci si sposta di una fascia, verso la più bassa" | "ci si sposta di {n} fasce, verso la più bassa" % times)
    } else {
        tr!("ci si sposta di una fascia, verso la più alta" | "ci si sposta di {n} fasce, verso la più alta" % times)
    };
    say(corrected(c, &what, perhaps), None, None)
}

pub(super) fn isee_corrected(c: &Correzione, op: &Operazione, before: Ascissa, after: Ascissa, perhaps: bool) -> Detto {
    let formula = match (op, before.known(), after.known()) {
        (Operazione::Moltiplica(k), Some(b), Some(a)) => {
            Some(format!("{} × {} = {}", italian(b), italian_number(*k), italian(a)))
        }
        (_, Some(b), Some(a)) => Some(format!("{} → {}", italian(b), italian(a))),
        _ => None,
    };
    let text = corrected(c, tr!("l'ISEE su cui si calcola cambia"), perhaps);
    say(text, formula, after.known().map(Frazione::amount_text))
}

pub(super) fn without_isee(v: Frazione) -> Detto {
    say(tr!("Senza ISEE si paga {}.", italian_euro(v)), None, Some(v.amount_text()))
}

pub(super) fn unknown_isee(quota: &Quota, range: Estremi) -> Detto {
    let text = if quota.fasce.len() == 1 {
        tr!("La quota non dipende dall'ISEE: {}.", range.text())
    } else {
        tr!("Senza conoscere l'ISEE su cui si calcola la quota può andare: {}.", range.text())
    };
    say(text, None, range.known_text())
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
            let (euro, band) = (italian_euro(at), (index + 1).to_string());
            let mut text = tr!("Con {} sei nella fascia {}: {}.", euro, band, bounds(own, index == 0));
            if target != index {
                let (band, bounds) = ((target + 1).to_string(), bounds(used, target == 0));
                text.push(' ');
                text += &tr!("Ti spostiamo nella fascia {}: {}, al valore del limite più vicino.", band, bounds);
            }
            say(text, None, None)
        });
    }
    trace.push("valore", &used.origine, || {
        let (text, formula) = value_words(&used.valore, at, target == index, value);
        say(tr!("{}: {} {}.", parola(text), value.text(), quota.per.each()), formula, value.known_text())
    });
}

/// «oltre 6.531,00 € e fino a 11.429,00 €»
pub(crate) fn bounds(f: &Fascia, first: bool) -> String {
    let from = |x: Frazione| {
        if first { tr!("da zero").to_owned() } else { tr!("oltre {}", italian_euro(x)) }
    };
    match f.al {
        Some(al) if al.incluso => tr!("{} fino a {}", from(f.dal), italian_euro(al.isee)),
        Some(al) => tr!("{} e sotto {}", from(f.dal), italian_euro(al.isee)),
        None if first => tr!("qualunque ISEE").to_owned(),
        None => from(f.dal),
    }
}

fn value_words(v: &ValoreFascia, x: Frazione, own: bool, value: Estremi) -> (&'static str, Option<String>) {
    let result = value.known().map_or_else(String::new, italian);
    match v {
        ValoreFascia::Importo(_) => (chiave!("La fascia ha un importo fisso"), None),
        ValoreFascia::Esente => (chiave!("In questa fascia sei esente"), None),
        ValoreFascia::Percento { percento, costo } => (
            chiave!("La fascia paga una parte del costo"),
            Some([tr!("{} % di {}", italian_number(*percento), italian(*costo)), result].join(" = ")),
        ),
        ValoreFascia::Lineare { .. } if !own => (chiave!("Vale l'importo al limite della fascia"), None),
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
                Some(c) => [tr!("({}) % di {}", line, italian(*c)), result].join(" = "),
                None => format!("{line} = {result}"),
            };
            (chiave!("L'importo cresce in modo graduale con l'ISEE"), Some(formula))
        }
        ValoreFascia::Rapporto { importo, isee } => (
            chiave!("L'importo è proporzionale all'ISEE"),
            Some(format!("{} × {} / {} = {result}", italian(x), italian(*importo), italian(*isee))),
        ),
        ValoreFascia::Eccedenza(s) => (
            chiave!("Si paga la parte di ISEE oltre la soglia"),
            Some(format!("{} − {} = {result}", italian(x), italian(*s))),
        ),
        ValoreFascia::Ignota { .. } => (chiave!("L'atto non stampa il valore di questa fascia"), None),
    }
}

pub(super) fn rounded(rule: Arrotonda, before: Estremi, after: Estremi) -> Detto {
    let how = match rule.modo {
        Modo::Nessuno => {
            return say(tr!("Non si arrotonda qui: l'importo resta esatto fino al totale."), None, None);
        }
        Modo::MetaSu => chiave!("al più vicino, a metà verso l'alto"),
        Modo::MetaPari => chiave!("al più vicino, a metà verso il pari"),
        Modo::Su => chiave!("sempre verso l'alto"),
        Modo::Giu => chiave!("sempre verso il basso"),
    };
    let unit = if rule.al == Frazione::CENT {
        tr!("al centesimo").to_owned()
    } else {
        tr!("a multipli di {}", italian_euro(rule.al))
    };
    let formula = (before != after).then(|| format!("{} → {}", before.text(), after.text()));
    say(tr!("Si arrotonda {}, {}: {}.", unit, parola(how), after.text()), formula, after.known_text())
}

pub(super) fn quantity(quota: &Quota, unit: Estremi, times: Frazione, given: bool, amount: Estremi) -> Detto {
    let name = quota.nome.as_ref().map_or_else(|| quota.id.replace('-', " "), |n| n.tradotto().to_owned());
    let units = units(quota.per, &times.exact_text());
    let formula = format!("{} × {} = {}", unit.text(), italian_number(times), amount.text());
    let text = if given {
        tr!("Quota «{}» per {}: {}.", name, units, amount.text())
    } else {
        tr!("Quota «{}» per {} (quantità non indicata: si conta 1): {}.", name, units, amount.text())
    };
    say(text, Some(formula), amount.known_text())
}

/// «10 ore», with a plain decimal.
pub(crate) fn units(u: Unita, n: &str) -> String {
    let (one, many) = match u {
        Unita::Ora => chiave!("{n} ora" | "{n} ore"),
        Unita::Giorno => chiave!("{n} giorno" | "{n} giorni"),
        Unita::Pasto => chiave!("{n} pasto" | "{n} pasti"),
        Unita::Viaggio => chiave!("{n} viaggio" | "{n} viaggi"),
        Unita::Mese => chiave!("{n} mese" | "{n} mesi"),
        Unita::Anno => chiave!("{n} anno" | "{n} anni"),
        Unita::UnaTantum => chiave!("{n} volta" | "{n} volte"),
    };
    plurale(one, many, n, &[])
}

pub(super) fn perhaps(quota: &Quota) -> Detto {
    say(tr!("Non sappiamo ancora se la quota «{}» ti riguarda: può anche non contare.", quota.id), None, None)
}

/// What the family does not pay.
pub(super) fn public_share(cost: Frazione, quantity: Frazione, total: Frazione, rest: Frazione) -> Detto {
    let formula = format!("{} × {} − {} = {}", italian(cost), italian_number(quantity), italian(total), italian(rest));
    say(
        tr!("Il costo pieno è {}; all'ente resta {}.", italian_euro(cost), italian_euro(rest)),
        Some(formula),
        Some(rest.amount_text()),
    )
}
