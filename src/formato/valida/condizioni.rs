//! Conditions.

use super::Radici;
use super::fatti::fact_value;
use super::inherit_up;
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::grezzo::CondizioneGrezza;
use crate::formato::scalare::Scalare;
use crate::lingua::tr;
use crate::norma::{Condizione, Confronto, Fatto, Origine, TipoFatto, ValoreFatto};

/// Deepest nesting of conditions; far beyond any act, and safe for the stack.
const MAX_DEPTH: usize = 32;

/// Checks the condition of a table, and tells the table what the condition says of its source.
pub(super) fn condition(
    r: &mut Radici<'_>,
    path: &str,
    raw: CondizioneGrezza,
    table: &mut Origine,
) -> Option<Condizione> {
    nested(r, path, raw, table, 0)
}

fn nested(
    r: &mut Radici<'_>,
    path: &str,
    mut raw: CondizioneGrezza,
    table: &mut Origine,
    depth: usize,
) -> Option<Condizione> {
    *table = inherit_up(r.esame, table, path, raw.fonte.take(), raw.certezza, raw.nota.take());
    if depth > MAX_DEPTH {
        return r.esame.fail(malformed(path, tr!("condizioni annidate più di {} volte", MAX_DEPTH.to_string())));
    }
    let forms = usize::from(raw.fatto.is_some())
        + usize::from(raw.tutte.is_some())
        + usize::from(raw.almeno_una.is_some())
        + usize::from(raw.nessuna.is_some());
    if forms != 1 || (raw.fatto.is_none() && comparisons(&raw) > 0) {
        return r
            .esame
            .fail(malformed(path, tr!("servono o un fatto con un confronto, o una tra tutte, almeno_una, nessuna")));
    }
    if raw.fatto.is_some() {
        return leaf(r, path, raw);
    }
    let (key, list) = match (raw.tutte, raw.almeno_una, raw.nessuna) {
        (Some(list), _, _) => ("tutte", list),
        (_, Some(list), _) => ("almeno_una", list),
        (_, _, list) => ("nessuna", list.unwrap_or_default()),
    };
    if list.is_empty() {
        return r.esame.fail(malformed(path, tr!("l'elenco {} è vuoto", key)));
    }
    let expected = list.len();
    let read: Vec<Condizione> = list
        .into_iter()
        .enumerate()
        .filter_map(|(i, c)| nested(r, &format!("{path}.{key}[{i}]"), c, table, depth + 1))
        .collect();
    (read.len() == expected).then_some(match key {
        "tutte" => Condizione::Tutte(read),
        "almeno_una" => Condizione::AlmenoUna(read),
        _ => Condizione::Nessuna(read),
    })
}

fn comparisons(raw: &CondizioneGrezza) -> usize {
    let single = [&raw.uguale, &raw.diverso, &raw.almeno, &raw.al_massimo, &raw.oltre, &raw.meno_di];
    single.iter().filter(|s| s.is_some()).count()
        + usize::from(raw.tra.is_some())
        + usize::from(raw.r#in.is_some())
        + usize::from(raw.vero.is_some())
}

fn malformed(path: &str, found: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::CondizioneNonValida, path, tr!("la condizione non è in una delle forme ammesse"))
        .found(found)
        .expected(tr!("{ fatto = \"eta\", almeno = 65 }, oppure { tutte = [ … ] }"))
        .mend(tr!(
            "scrivi un solo confronto per fatto, tra uguale, diverso, almeno, al_massimo, oltre, meno_di, tra, in, vero"
        ))
}

fn leaf(r: &mut Radici<'_>, path: &str, raw: CondizioneGrezza) -> Option<Condizione> {
    let id = raw.fatto.clone().unwrap_or_default();
    let Some(fatto) = r.fatti.get(&id) else {
        let known: Vec<&str> = r.fatti.iter().map(|f| f.id.as_str()).collect();
        return r.esame.fail(
            Diagnostic::error(Code::FattoSconosciuto, format!("{path}.fatto"), tr!("il fatto «{}» non esiste", id))
                .found(&id)
                .expected(known.join(", "))
                .mend(tr!("{}; altrimenti dichiaralo con [[fatto]]", crate::formato::albero::nearest(&id, &known))),
        );
    };
    if comparisons(&raw) != 1 {
        return r.esame.fail(malformed(path, tr!("{} confronti", comparisons(&raw).to_string())));
    }
    let confronto = compare(r, path, fatto, raw)?;
    Some(Condizione::Foglia { fatto: id, confronto })
}

fn compare(r: &mut Radici<'_>, path: &str, fatto: &Fatto, raw: CondizioneGrezza) -> Option<Confronto> {
    let ordered = matches!(fatto.tipo, TipoFatto::Intero | TipoFatto::Importo | TipoFatto::Data);
    let mut value = |key: &str, s: &Scalare, needs_order: bool| -> Option<ValoreFatto> {
        if needs_order && !ordered {
            let d = malformed(&format!("{path}.{key}"), tr!("{} su un fatto di tipo {}", key, fatto.tipo.to_string()));
            return r.esame.fail(d);
        }
        // A threshold may lie outside the range a person may type: only its type counts.
        let open = Fatto { minimo: None, massimo: None, ..fatto.clone() };
        r.esame.keep(fact_value(&format!("{path}.{key}"), &open, s))
    };
    if let Some(s) = &raw.uguale {
        return value("uguale", s, false).map(Confronto::Uguale);
    }
    if let Some(s) = &raw.diverso {
        return value("diverso", s, false).map(Confronto::Diverso);
    }
    if let Some(s) = &raw.almeno {
        return value("almeno", s, true).map(Confronto::Almeno);
    }
    if let Some(s) = &raw.al_massimo {
        return value("al_massimo", s, true).map(Confronto::AlMassimo);
    }
    if let Some(s) = &raw.oltre {
        return value("oltre", s, true).map(Confronto::Oltre);
    }
    if let Some(s) = &raw.meno_di {
        return value("meno_di", s, true).map(Confronto::MenoDi);
    }
    if let Some(b) = raw.vero {
        return value("vero", &Scalare::Booleano(b), false).map(Confronto::Uguale);
    }
    if let Some(list) = raw.r#in {
        if list.is_empty() {
            return r.esame.fail(malformed(&format!("{path}.in"), tr!("un elenco vuoto")));
        }
        let read: Vec<_> = list.iter().filter_map(|s| value("in", s, false)).collect();
        return (read.len() == list.len()).then_some(Confronto::In(read));
    }
    between(r, path, fatto, raw.tra.unwrap_or_default())
}

fn between(r: &mut Radici<'_>, path: &str, fatto: &Fatto, tra: Vec<Scalare>) -> Option<Confronto> {
    let [low, high] = tra.as_slice() else {
        return r.esame.fail(malformed(&format!("{path}.tra"), tr!("{} valori invece di due", tra.len().to_string())));
    };
    let open = Fatto { minimo: None, massimo: None, ..fatto.clone() };
    let a = r.esame.keep(fact_value(&format!("{path}.tra[0]"), &open, low));
    let b = r.esame.keep(fact_value(&format!("{path}.tra[1]"), &open, high));
    let (a, b) = (a?, b?);
    let ordered = matches!(fatto.tipo, TipoFatto::Intero | TipoFatto::Importo | TipoFatto::Data);
    if !ordered || a > b {
        return r.esame.fail(malformed(&format!("{path}.tra"), tr!("due valori che non crescono")));
    }
    Some(Confronto::Tra(a, b))
}
