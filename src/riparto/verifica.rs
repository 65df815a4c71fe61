//! What a careful officer would ask about a valid riparto.

use super::calcola::calcola;
use super::modello::{Riparto, Vincolo, Voce};
use super::parole;
use super::registro::Nodo;
use super::risposta::{RispostaRiparto, VoceRisposta};
use crate::denaro::{Frazione, italian_euro};
use crate::diagnosi::{Code, Diagnostic, Severity};
use crate::norma::{Certezza, Natura, Origine};
use serde_json::json;

/// Divides the fund and reports the errors, or: `vincolo-non-rispettato`, `residuo`, `parita`, `fonte-mancante`,
/// `valore-da-verificare`, `valore-dimostrativo`.
///
/// ```
/// let found = soglia::riparto::verifica(&soglia::semi::riparto("ambito-lodi-frs-2017").unwrap());
/// assert!(found.iter().any(|d| d.codice.as_str() == "valore-dimostrativo"));
/// ```
#[must_use]
pub fn verifica(riparto: &Riparto) -> Vec<Diagnostic> {
    let answer = match calcola(riparto) {
        Ok(answer) => answer,
        Err(errors) => return errors,
    };
    let mut found = Vec::new();
    if riparto.natura == Natura::Dimostrativo {
        found.push(note(Code::Dimostrativo, "natura", "il riparto è dimostrativo: non vincola nessuno"));
    }
    certainty(&riparto.origine, "", Certezza::Certa, &mut found);
    if riparto.origine.fonte.is_none() {
        found.push(note(Code::FonteMancante, "fonte", "non è scritto da dove viene il riparto"));
    }
    found.extend(riparto.avvisi.iter().cloned());
    let root = Nodo::root(riparto);
    if answer.residuo.0 > 0 {
        found.push(residue(&root, answer.residuo.0));
    }
    tree(&root, &riparto.voci, &answer.voci, riparto.origine.certezza, &mut found);
    outcome(riparto, &answer, &mut found);
    found
}

fn note(code: Code, path: &str, sentence: &str) -> Diagnostic {
    Diagnostic::new(Severity::Nota, code, path, sentence)
}

fn residue(nodo: &Nodo, cents: i128) -> Diagnostic {
    let euro = italian_euro(Frazione::from_cents(cents));
    Diagnostic::new(
        Severity::Avviso,
        Code::Residuo,
        nodo.chiave.clone(),
        format!("in «{}» restano {euro} non assegnati", nodo.id),
    )
    .mend("va bene se è voluto; altrimenti aggiungi una voce con un peso o alza i massimi")
}

fn certainty(origine: &Origine, path: &str, above: Certezza, found: &mut Vec<Diagnostic>) {
    if origine.certezza == above {
        return;
    }
    match origine.certezza {
        Certezza::Certa => {}
        Certezza::DaVerificare => found.push(note(Code::DaVerificare, path, "valore da verificare")),
        Certezza::Dimostrativa => found.push(note(Code::Dimostrativo, path, "valore dimostrativo")),
    }
}

fn tree(nodo: &Nodo, voci: &[Voce], answers: &[VoceRisposta], above: Certezza, found: &mut Vec<Diagnostic>) {
    for (i, (voce, answer)) in voci.iter().zip(answers).enumerate() {
        let here = nodo.child(i, &voce.id);
        certainty(&voce.origine, &here.chiave, above, found);
        if let Some(left) = answer.residuo.filter(|left| left.0 > 0) {
            found.push(residue(&here, left.0));
        }
        tree(&here, &voce.voci, &answer.voci, voce.origine.certezza, found);
    }
}

fn outcome(riparto: &Riparto, answer: &RispostaRiparto, found: &mut Vec<Diagnostic>) {
    let broken = |(i, (v, got)): (usize, (&Vincolo, _))| {
        let got: &super::VincoloRisposta = got;
        (!got.rispettato).then(|| {
            Diagnostic::new(
                Severity::Avviso,
                Code::VincoloNonRispettato,
                format!("vincolo[{i}]"),
                format!("il vincolo «{}» non è rispettato", v.id),
            )
            .found(got.valore.to_string())
            .expected(format!("{} {}", parole::compared(v.confronto), got.richiesto))
            .mend("il riparto non applica i vincoli: cambia importi, percentuali, pesi o limiti")
            .example(json!({ "vincolo": v.id, "scarto": got.scarto }))
        })
    };
    found.extend(riparto.vincoli.iter().zip(&answer.vincoli).enumerate().filter_map(broken));
    for tie in &answer.parita {
        let how = if tie.da_decidere { "attende una decisione" } else { "risolta con lo spareggio" };
        let sentence = format!("parità in «{}» tra {}: {how}", tie.nodo, tie.tra.join(", "));
        found.push(note(Code::Parita, "", &sentence).example(json!(tie)));
    }
}
