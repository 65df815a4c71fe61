// SPDX-License-Identifier: EUPL-1.2
//! What the two results have in common: the parts of an ISEE, the steps, the warnings, the rules.

use super::argomenti::Argomento;
use super::motore::{Intervallo, Stima};
use crate::app::componenti::{
    Column, DataTable, button_link, details, frase, heading, italiano, lead, section, step_list,
};
use crate::app::motore::{Certezza, Passo, today};
use crate::app::numeri::{format_date, format_euro, format_number};
use crate::diagnosi::Diagnostic;
use crate::isee::Avviso;
use crate::lingua::tr;
use yew::prelude::*;

/// ISR, ISP, scale, ISE, ISEE of one estimate, or of more side by side, each under its words.
pub fn parti(caption: &'static str, list: &[(&'static str, &Stima)]) -> Html {
    let row = |what: &'static str, get: fn(&Stima) -> &str, shown: fn(&str) -> String| {
        let cells = list.iter().map(|(_, s)| AttrValue::from(shown(get(s))));
        (std::iter::once(AttrValue::from(what)).chain(cells).collect::<Vec<_>>(), false)
    };
    let column = |head: &'static str, number: bool| Column { head: head.into(), number };
    let table = DataTable {
        id: "parti".to_owned(),
        caption,
        columns: std::iter::once(column(tr!("Parte"), false))
            .chain(list.iter().map(|(head, _)| column(head, true)))
            .collect(),
        rows: vec![
            row(tr!("Reddito che conta (ISR)"), |s| &s.isr, format_euro),
            row(tr!("Patrimonio che conta (ISP)"), |s| &s.isp, format_euro),
            row(tr!("Situazione economica (ISE)"), |s| &s.ise, format_euro),
            row(tr!("Scala di equivalenza"), |s| &s.scala, format_number),
            row(tr!("ISEE"), |s| &s.isee, format_euro),
        ],
        own: "",
    };
    html! { <>{section(tr!("Da che cosa è fatto"))}{table.view()}</> }
}

/// Every step with its article: of the one estimate, or of either end.
pub fn passi(range: &Intervallo) -> Html {
    let list = |s: &Stima| {
        let named: Vec<Passo> = s.traccia.passi().iter().map(nominato).collect();
        step_list(&named, Vec::new(), false)
    };
    html! {
        <>
            {section(tr!("Come abbiamo calcolato"))}
            <p class="app-narrow">{tr!("Ogni passo è scritto con la norma che lo prevede. Dove la fonte non è scritta, è quella del passo prima.")}</p>
            if let Some(only) = range.unico() {
                {list(only)}
            } else {
                {details(tr!("I passi per il valore più basso"), list(&range.basso))}
                {details(tr!("I passi per il valore più alto"), list(&range.alto))}
            }
        </>
    }
}

/// A step with people in place of the names that [`super::dsu`] gives them.
pub fn nominato(p: &Passo) -> Passo {
    let one = |text: String, (id, words): &(&str, &'static str)| text.replace(id, words);
    let testo = [("dichiarante", tr!("chi dichiara")), ("coniuge", tr!("coniuge o altro genitore"))]
        .iter()
        .fold(p.testo.clone(), one);
    let testo = [
        ("piccoli-", tr!("figlio con meno di 3 anni n. ")),
        ("minori-", tr!("figlio minorenne n. ")),
        ("figlio-adulto-", tr!("figlio maggiorenne n. ")),
        ("altro-", tr!("altra persona n. ")),
    ]
    .iter()
    .fold(testo, one);
    Passo { testo, ..p.clone() }
}

/// What the engine says the reader must be told, at either end.
pub fn avvisi(range: &Intervallo) -> Html {
    let mut list: Vec<&Avviso> = range.basso.avvisi.iter().collect();
    list.extend(range.alto.avvisi.iter().filter(|text| !range.basso.avvisi.contains(text)));
    details(
        tr!("Tutti gli avvisi del calcolo"),
        html! { <ul class="app-narrow">{ for list.into_iter().map(|a| html! { <li>{in_parole(a)}</li> }) }</ul> },
    )
}

/// A warning for who answered questions: the engine names the key of a declaration, which nobody saw here.
pub fn in_parole(avviso: &Avviso) -> String {
    match avviso.chiave {
        Some("lavoro_6_mesi") => tr!(
            "Non chiediamo se ha lavorato almeno sei mesi anche il genitore che vive altrove: \
             la maggiorazione per i genitori che lavorano non è contata."
        ),
        Some("ricoverato") => {
            tr!("Contiamo che la persona viva ancora a casa: se vive già nella residenza, la scala di equivalenza cambia.")
        }
        Some("figli") => {
            tr!("Contiamo che tutti i figli minorenni siano anche dell'altro genitore: se non è così, l'ISEE cambia.")
        }
        Some("reddito_figurativo") => tr!(
            "Titoli e investimenti contano anche come reddito, a un tasso fissato ogni anno. Lo calcoliamo su tutti, \
             anche su quelli che nel patrimonio non contano."
        ),
        _ => return avviso.testo.clone(),
    }
    .to_owned()
}

/// Whether a step follows a reading of ours.
pub fn dubbi(range: &Intervallo) -> bool {
    let doubt = |s: &Stima| s.traccia.passi().iter().any(|p| p.certezza == Certezza::DaVerificare);
    doubt(&range.basso) || doubt(&range.alto)
}

/// Small print: what makes the estimate repeatable.
pub fn regole(range: &Intervallo) -> Html {
    let ricevuta = &range.alto.ricevuta;
    let short = |mark: &str| mark.get(..19).unwrap_or(mark).to_owned();
    html! {
        <p class="app-source">
            {tr!("Regole: {} (impronta {}). Programma: versione {}. Calcolo del {}.", ricevuta.parametri,
                short(&ricevuta.impronta_parametri), ricevuta.programma, format_date(&today()))}
        </p>
    }
}

/// The engine refused: its reason, and the way to the answers.
pub fn rifiutata(title: &'static str, problem: &Diagnostic) -> Html {
    let said = |text: &str| italiano(text.to_owned());
    html! {
        <>
            {heading(title)}
            {lead(tr!("Con queste risposte non riusciamo a fare il calcolo."))}
            <p class="app-narrow">{frase(tr!("Il motivo: {}."), [said(&problem.messaggio)])}</p>
            if let Some(mend) = &problem.rimedio {
                <p class="app-narrow">{frase(tr!("Prova così: {}."), [said(mend)])}</p>
            }
            <p class="app-actions">{button_link(&Argomento::Famiglia.route(), classes!("btn", "btn-primary"), tr!("Controlla le risposte"))}</p>
        </>
    }
}
