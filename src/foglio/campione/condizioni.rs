// SPDX-License-Identifier: EUPL-1.2
//! Conditions as formulas: 1 holds, 0 does not, 0,5 unknown. Then «all» is the least, «at least one» the greatest: the
//! three values of the engine (Kleene), in numbers that whoever opens the sheet can follow.

use super::espressione::{Condizione as Domanda, Espr};
use crate::denaro::Frazione;
use crate::norma::{Condizione, Confronto, ValoreFatto};

/// Words of a yes or a no.
pub(super) const SI: &str = "sì";
pub(super) const NO: &str = "no";

/// Unknown.
fn half() -> Espr {
    Espr::Numero(Frazione::new(1, 2).unwrap_or(Frazione::ZERO))
}

fn one() -> Espr {
    Espr::Numero(Frazione::ONE)
}

fn zero() -> Espr {
    Espr::Numero(Frazione::ZERO)
}

/// Whether a condition holds; `column` says where a fact is.
pub(super) fn formula(c: &Condizione, column: &dyn Fn(&str) -> Option<usize>) -> Espr {
    let all = |list: &[Condizione]| list.iter().map(|c| formula(c, column)).collect::<Vec<_>>();
    match c {
        Condizione::Foglia { fatto, confronto } => match column(fatto) {
            None => half(),
            Some(n) => {
                let cell = Espr::Colonna(n);
                let (question, yes) = leaf(&cell, confronto);
                let (a, b) = if yes { (one(), zero()) } else { (zero(), one()) };
                Espr::se(Domanda::Vuota(cell), half(), Espr::se(question, a, b))
            }
        },
        Condizione::Tutte(list) if list.is_empty() => one(),
        Condizione::AlmenoUna(list) if list.is_empty() => zero(),
        Condizione::Nessuna(list) if list.is_empty() => one(),
        Condizione::Tutte(list) => Espr::Minimo(all(list)),
        Condizione::AlmenoUna(list) => Espr::Massimo(all(list)),
        Condizione::Nessuna(list) => one().meno(Espr::Massimo(all(list))),
    }
}

/// The question of a leaf, and whether its yes is the yes of the leaf.
fn leaf(cell: &Espr, confronto: &Confronto) -> (Domanda, bool) {
    let ordered = |op: &'static str, v: &ValoreFatto| Domanda::Confronto(cell.clone(), op, literal(v));
    match confronto {
        Confronto::Uguale(v) => (equal(cell, v), true),
        Confronto::Diverso(v) => (equal(cell, v), false),
        Confronto::Almeno(v) => (ordered(">=", v), true),
        Confronto::AlMassimo(v) => (ordered("<=", v), true),
        Confronto::Oltre(v) => (ordered(">", v), true),
        Confronto::MenoDi(v) => (ordered("<", v), true),
        Confronto::Tra(a, b) => (Domanda::Tutte(vec![ordered(">=", a), ordered("<=", b)]), true),
        Confronto::In(list) => (Domanda::AlmenoUna(list.iter().map(|v| equal(cell, v)).collect()), true),
    }
}

fn equal(cell: &Espr, value: &ValoreFatto) -> Domanda {
    match value {
        ValoreFatto::Booleano(true) => Domanda::Parola(cell.clone(), SI.to_owned()),
        ValoreFatto::Booleano(false) => Domanda::Parola(cell.clone(), NO.to_owned()),
        ValoreFatto::Parola(word) => Domanda::Parola(cell.clone(), word.clone()),
        other => Domanda::Confronto(cell.clone(), "=", literal(other)),
    }
}

fn literal(value: &ValoreFatto) -> Espr {
    match value {
        ValoreFatto::Numero(n) => Espr::Numero(Frazione::from_decimal(*n)),
        ValoreFatto::Data(day) => Espr::Giorno(day.to_string()),
        ValoreFatto::Booleano(b) => Espr::Numero(if *b { Frazione::ONE } else { Frazione::ZERO }),
        // The format compares words only for being the same.
        ValoreFatto::Parola(_) => Espr::Testo(""),
    }
}

/// A condition as people read it.
pub(super) fn in_words(c: &Condizione) -> String {
    let list = |list: &[Condizione], mark: &str| {
        let one = |c: &Condizione| match c {
            Condizione::Foglia { .. } => in_words(c),
            other => format!("({})", in_words(other)),
        };
        list.iter().map(one).collect::<Vec<_>>().join(mark)
    };
    match c {
        Condizione::Foglia { fatto, confronto } => {
            format!("{} {}", fatto.replace("isee.", "ISEE ").replace('_', " "), comparison(confronto))
        }
        Condizione::Tutte(l) => list(l, " e "),
        Condizione::AlmenoUna(l) => list(l, " oppure "),
        Condizione::Nessuna(l) => format!("né {}", list(l, " né ")),
    }
}

fn comparison(c: &Confronto) -> String {
    match c {
        Confronto::Uguale(v) => format!("= {}", word(v)),
        Confronto::Diverso(v) => format!("diverso da {}", word(v)),
        Confronto::Almeno(v) => format!("almeno {}", word(v)),
        Confronto::AlMassimo(v) => format!("al massimo {}", word(v)),
        Confronto::Oltre(v) => format!("oltre {}", word(v)),
        Confronto::MenoDi(v) => format!("meno di {}", word(v)),
        Confronto::Tra(a, b) => format!("tra {} e {}", word(a), word(b)),
        Confronto::In(l) => format!("tra questi: {}", l.iter().map(word).collect::<Vec<_>>().join(", ")),
    }
}

fn word(v: &ValoreFatto) -> String {
    match v {
        ValoreFatto::Booleano(true) => SI.to_owned(),
        ValoreFatto::Booleano(false) => NO.to_owned(),
        ValoreFatto::Numero(n) => n.to_string().replace('.', ","),
        other => other.to_string(),
    }
}
