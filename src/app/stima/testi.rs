// SPDX-License-Identifier: EUPL-1.2
//! The words of the estimate that are not questions.

use super::argomenti::Argomento;
use super::corrente;
use super::motore::{Intervallo, Regole};
use super::risposte::Risposte;
use crate::app::numeri::format_euro;
use crate::lingua::{chiave, tr, tradotta};

/// Shown when somebody opens a page before the answers it needs.
pub const PRIMA_QUESTA: &str = chiave!("Prima di continuare serve questa risposta.");

/// A text in the language of the reader, with the figures of the rules in their places.
#[must_use]
pub fn con_anno(text: &str, regole: &Regole) -> String {
    let (anno, (redditi, patrimonio)) = (regole.anno_redditi(), regole.cali());
    let places = [
        ("{anno}", anno.to_string()),
        ("{dopo}", anno.saturating_add(1).to_string()),
        ("{calo}", redditi),
        ("{calo_patrimonio}", patrimonio),
    ];
    let text = tradotta(text).unwrap_or(text).to_owned();
    places.into_iter().fold(text, |text, (place, figure)| text.replace(place, &figure))
}

/// "9.022,56 €", or "tra 9.022,56 € e 25.310,00 €".
#[must_use]
pub fn intervallo(range: &Intervallo) -> String {
    let (low, high) = (format_euro(&range.basso.isee), format_euro(&range.alto.isee));
    if low == high { low } else { tr!("tra {} e {}", low, high) }
}

const DOVE: &str = chiave!("Dove trovo questi numeri?");
const DOVE_ORA: &str = chiave!(
    "Nelle buste paga, nei pagamenti dell'INPS e negli estratti conto del periodo. Somma gli importi lordi. \
    Chi non ha avuto cambiamenti resta con i redditi di prima."
);
const PERCHE: &str = chiave!("Perché te lo chiediamo");

/// What must be known before the questions of a topic.
#[must_use]
pub fn premessa(argomento: Argomento, r: Risposte<'_>) -> Option<&'static str> {
    Some(match argomento {
        Argomento::Famiglia if r.per_adulto() => {
            chiave!(
                "Contano la persona, il coniuge e i figli minorenni o a carico. Non contano genitori, fratelli e altri parenti, \
             anche se vivono insieme. Dove non c'è nessuno puoi lasciare vuoto."
            )
        }
        Argomento::Famiglia => {
            chiave!("Contano le persone del tuo stato di famiglia. Dove non c'è nessuno puoi lasciare vuoto.")
        }
        Argomento::Redditi => chiave!("Scrivi i redditi lordi di tutto il {anno}, prima delle tasse."),
        Argomento::Conti => {
            chiave!(
                "Somma i conti correnti, i depositi e le carte prepagate con IBAN di tutta la famiglia. I libretti postali li chiediamo dopo."
            )
        }
        Argomento::RedditiOra if corrente::basta_la_causa(r) => {
            chiave!("Scrivi i redditi lordi, prima delle tasse, del periodo più recente.")
        }
        Argomento::RedditiOra => chiave!("Scrivi i redditi lordi, prima delle tasse, degli ultimi 12 mesi."),
        Argomento::PatrimonioOra => {
            chiave!("Scrivi la situazione di un anno dopo: è quella che l'ISEE corrente mette al posto della vecchia.")
        }
        Argomento::AltrePersone => {
            chiave!(
                "Sono i figli maggiorenni e le altre persone della famiglia. Scrivi i redditi lordi di tutto il {anno}, sommati."
            )
        }
        _ => return None,
    })
}

/// Where to find the figures, why they are asked.
#[must_use]
pub fn aiuti(argomento: Argomento, r: Risposte<'_>) -> Vec<(&'static str, &'static str)> {
    match argomento {
        Argomento::Scopo => vec![(
            chiave!("Il reddito è calato da poco"),
            chiave!(
                "Se qualcuno ha perso il lavoro, o il reddito è sceso molto, si può chiedere l'ISEE corrente, che conta i redditi più recenti. \
             Finisci questa stima: poi la aggiorni con i redditi di adesso."
            ),
        )],
        Argomento::Residenza => vec![(
            PERCHE,
            chiave!(
                "Per le residenze l'ISEE cresce se un figlio che vive altrove supera una soglia, e le case donate contano come se ci fossero \
             ancora. I figli pagano solo se lo dice il regolamento: qui si calcola l'ISEE."
            ),
        )],
        Argomento::Famiglia if r.per_adulto() => vec![(
            chiave!("La persona vive con i genitori"),
            chiave!(
                "Se è adulta, non è sposata e non ha figli, per questo ISEE conta da sola: rispondi «No» e lascia vuoto il resto. \
             È quasi sempre più conveniente. Puoi anche far contare tutta la famiglia: allora scegli l'ISEE ordinario."
            ),
        )],
        Argomento::Famiglia => vec![(
            chiave!("Chi è nello stato di famiglia?"),
            chiave!(
                "Le persone che vivono nella stessa casa e sono legate da parentela, affetto o matrimonio. Lo rilascia il Comune, anche online. \
             Un figlio fino a 26 anni che vive altrove ed è a tuo carico conta con te, se non è sposato e non ha figli."
            ),
        )],
        Argomento::Redditi | Argomento::AltrePersone => vec![
            (
                DOVE,
                chiave!(
                    "Nella Certificazione Unica, la CU, che danno il datore di lavoro e l'INPS. Quella della pensione si scarica dal sito \
                 dell'INPS, o si chiede a un CAF. Gli stessi numeri sono nel modello 730, quadro C."
                ),
            ),
            (
                PERCHE,
                chiave!(
                    "I redditi sono la parte più importante dell'ISEE. Dal lavoro e dalla pensione si toglie una quota, persona per persona. \
                 Ciò che lo Stato paga per una disabilità, come l'accompagnamento, non conta."
                ),
            ),
        ],
        Argomento::Disabilita => vec![(
            PERCHE,
            chiave!("Con una persona con disabilità in famiglia l'ISEE è più basso: la scala di equivalenza cresce."),
        )],
        Argomento::RedditiOra => vec![(DOVE, DOVE_ORA)],
        Argomento::SeiMesi | Argomento::Genitore => {
            vec![(
                PERCHE,
                chiave!("Con figli minorenni il calcolo cambia secondo il lavoro e la presenza dei genitori."),
            )]
        }
        _ => del_patrimonio(argomento),
    }
}

fn del_patrimonio(argomento: Argomento) -> Vec<(&'static str, &'static str)> {
    match argomento {
        Argomento::Casa => vec![
            (
                DOVE,
                chiave!(
                    "La rendita catastale è nella visura: si ottiene gratis sul sito dell'Agenzia delle Entrate con SPID o CIE. È scritta anche \
                 nel modello 730, quadro B, e nell'atto di acquisto. Il debito del mutuo è nella comunicazione di fine anno della banca."
                ),
            ),
            (
                PERCHE,
                chiave!(
                    "L'affitto si toglie dai redditi. La casa di proprietà conta solo se il suo valore, tolto il mutuo, supera una soglia, e non per intero."
                ),
            ),
        ],
        Argomento::Conti => vec![
            (
                DOVE,
                chiave!(
                    "Saldo e giacenza media sono sull'estratto conto al 31 dicembre, nella tua area sul sito o nell'app della banca o delle Poste. \
                 Allo sportello te li danno gratis, se dici che servono per l'ISEE."
                ),
            ),
            (
                PERCHE,
                chiave!(
                    "Conta il più alto tra saldo e giacenza media. Poi si toglie una franchigia: una parte che non conta."
                ),
            ),
        ],
        Argomento::Immobili => vec![(
            chiave!("Come trovo il valore ai fini IMU"),
            chiave!(
                "Se conosci la rendita catastale moltiplicala per 168: vale per case, box e cantine. Per negozi, uffici e terreni i numeri sono \
             diversi: chiedi al CAF o guarda un vecchio conto dell'IMU. Scrivi solo la parte che è vostra."
            ),
        )],
        _ => Vec::new(),
    }
}
