// SPDX-License-Identifier: EUPL-1.2
//! The answers in a list, and what was assumed where there are none.

use super::argomenti::{Argomento, Domanda, Stato, testo};
use super::campi::{self, Tipo};
use super::corrente;
use super::motore::Regole;
use super::risposte::Risposte;
use super::testi as parole;
use crate::app::componenti::SummaryRow;
use crate::app::numeri::{format_euro, format_number};
use crate::app::testi::DO_NOT_KNOW;
use crate::lingua::{chiave, parola, tr};

/// One row for each question of each topic.
#[must_use]
pub fn righe(r: Risposte<'_>, regole: &Regole) -> Vec<SummaryRow> {
    Argomento::tutti(r).into_iter().flat_map(|a| rows(a, r, regole)).collect()
}

/// The same of the current ISEE.
#[must_use]
pub fn del_corrente(r: Risposte<'_>, regole: &Regole) -> Vec<SummaryRow> {
    corrente::argomenti(r).into_iter().flat_map(|a| rows(a, r, regole)).collect()
}

fn rows(a: Argomento, r: Risposte<'_>, regole: &Regole) -> Vec<SummaryRow> {
    let row = |question: String, answer: String| SummaryRow {
        question: question.into(),
        answer: answer.into(),
        italian: false,
        edit: Some(a.route()),
    };
    let given: Vec<SummaryRow> =
        a.domande(r).into_iter().filter_map(|d| said(d, r, regole)).map(|(q, answer)| row(q, answer)).collect();
    match a.stato(r) {
        Stato::Data => given,
        stato => {
            let word = if stato == Stato::NonSo { DO_NOT_KNOW } else { chiave!("Non hai ancora risposto") };
            given.into_iter().chain([row(a.breve().to_owned(), parola(word).to_owned())]).collect()
        }
    }
}

/// A question with its answer, when there is one.
fn said(domanda: Domanda, r: Risposte<'_>, regole: &Regole) -> Option<(String, String)> {
    match domanda {
        Domanda::Scelta(s) => {
            let word = r.scelta(s)?;
            let (_, label, _) = s.voci.iter().find(|(w, ..)| *w == word)?;
            Some((parole::con_anno(testo(s.testo, s.persona, r), regole), parola(label).to_owned()))
        }
        Domanda::Numero(n) => {
            let value = r.numero(n).ok()?.to_string();
            let shown = match n.tipo {
                Tipo::Euro => format_euro(&value),
                Tipo::Persone if value == "0" => tr!("Nessuna persona").to_owned(),
                Tipo::Persone | Tipo::Scala => format_number(&value),
            };
            Some((parole::con_anno(testo(n.testo, n.persona, r), regole), shown))
        }
    }
}

/// For each number that is not known, between which values it was let vary.
#[must_use]
pub fn ipotesi(r: Risposte<'_>, regole: &Regole) -> Vec<String> {
    let open = |a: &Argomento| a.stato(r) != Stato::Data;
    let mut list: Vec<String> = Vec::new();
    for argomento in Argomento::tutti(r).into_iter().filter(open) {
        let mut questions = argomento.domande(r);
        match argomento {
            Argomento::Casa if r.scelta(&campi::CASA).is_none() => {
                questions.extend([&campi::RENDITA, &campi::MUTUO, &campi::CANONE].map(Domanda::Numero));
            }
            Argomento::Disabilita if r.numero(&campi::DISABILI).is_err() => {
                questions.push(Domanda::Numero(&campi::SPESE));
            }
            Argomento::Genitore if r.scelta(&campi::GENITORE).is_none() && r.scopo() == "minorenni" => {
                questions.extend([&campi::ISE, &campi::SCALA].map(Domanda::Numero));
            }
            _ => {}
        }
        for question in questions {
            match question {
                Domanda::Numero(n) if r.numero(n).is_err() => {
                    let (min, max) = n.ipotesi;
                    let shown = |v: i64| match n.tipo {
                        Tipo::Euro => format_euro(&v.to_string()),
                        Tipo::Persone | Tipo::Scala => v.to_string(),
                    };
                    let label = parole::con_anno(testo(n.testo, n.persona, r), regole);
                    list.push(tr!("{}: da {} a {}", label, shown(min), shown(max)));
                }
                Domanda::Scelta(s) if r.scelta(s).is_none() => {
                    let question = parole::con_anno(testo(s.testo, s.persona, r), regole);
                    list.push(tr!("{} Abbiamo provato ogni risposta.", question));
                }
                _ => {}
            }
        }
    }
    list
}
