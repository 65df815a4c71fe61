// SPDX-License-Identifier: EUPL-1.2
//! The estimate: the value or the range, what it is worth, why, what to do with it.

use super::argomenti::{Argomento, primo_che_manca};
use super::inizio::ufficiale;
use super::motore::{Intervallo, Regole, Stima, aperti, stima};
use super::risposte::Risposte;
use super::{consegna, ripasso, testi as parole};
use crate::app::componenti::{
    Column, DataTable, SummaryRow, address, button_link, callout, clear_button, details, heading, lead, paragraph,
    print_button, section, step_list, subheading, summary_list,
};
use crate::app::draft::Action;
use crate::app::motore::{Certezza, today};
use crate::app::numeri::{format_date, format_euro, format_number};
use crate::app::pagina::{Ctx, Page};
use crate::app::testi::{LABEL_CHECK, isee_title};
use crate::diagnosi::Diagnostic;
use crate::isee::TipoDsu;
use crate::norma::TipoIsee;
use yew::prelude::*;

const TITLE: &str = "La stima del tuo ISEE";

/// The result, or the way to the answers it needs.
pub fn page(ctx: &Ctx, regole: &Regole) -> Page {
    if let Some(needed) = primo_che_manca(&ctx.draft) {
        return Page::redirect(needed.route(), parole::PRIMA_QUESTA);
    }
    let r = Risposte(&ctx.draft);
    let body = match stima(r, regole) {
        Ok(range) => known(ctx, regole, r, &range),
        Err(problem) => refused(&problem),
    };
    Page::new(TITLE, body)
}

fn known(ctx: &Ctx, regole: &Regole, r: Risposte<'_>, range: &Intervallo) -> Html {
    html! {
        <>
            {headline(regole, range)}
            {worth(regole)}
            {to_answer(ctx, r, range)}
            {hand_over(ctx, range)}
            {parts(range)}
            {steps(range)}
            {assumptions(r, regole, range)}
            {warnings(range)}
            {ufficiale()}
            {answers(ctx, r, regole)}
            <div class="app-actions app-no-print">
                {print_button()}
                {clear_button(ctx)}
            </div>
            {rules(range)}
        </>
    }
}

fn kind(stima: &Stima) -> &'static str {
    TipoIsee::from_word(&stima.tipo.to_string()).map_or("ISEE", isee_title)
}

fn headline(regole: &Regole, range: &Intervallo) -> Html {
    html! {
        <div class="app-result mb-4">
            {heading(TITLE)}
            <p class="mb-2">{kind(&range.basso)}{" "}{regole.anno}</p>
            <p class="mb-0 app-amount">{parole::intervallo(range)}</p>
        </div>
    }
}

fn worth(regole: &Regole) -> Html {
    let late = today().get(..4).is_some_and(|year| year != regole.anno.to_string());
    callout(
        "Questa è una stima",
        false,
        html! {
            <p class="mb-0">
                {"Non è un'attestazione e non ha valore ufficiale. L'ISEE vero può essere diverso, perché l'INPS usa anche i dati dell'Agenzia \
                  delle Entrate e delle banche."}
                if late {
                    {" Di quest'anno non abbiamo ancora le regole: abbiamo usato quelle del "}{regole.anno}{"."}
                }
            </p>
        },
    )
}

/// What would make the range narrower.
fn to_answer(ctx: &Ctx, r: Risposte<'_>, range: &Intervallo) -> Html {
    let open = aperti(r);
    if open.is_empty() && range.unico().is_some() {
        return Html::default();
    }
    if open.is_empty() {
        return paragraph(
            "È un intervallo perché alcune cifre le hai date sommate: quanto si toglie dipende da come sono divise tra le persone.",
        );
    }
    let onclick = {
        let draft = ctx.draft.clone();
        Callback::from(move |_: MouseEvent| draft.dispatch(Action::Review(true)))
    };
    let row = |a: Argomento| html! { <li><a href={address(&a.route())} onclick={onclick.clone()}>{a.breve()}</a></li> };
    html! {
        <div class="app-no-print">
            {subheading("Per una stima più precisa")}
            {paragraph("Rispondi anche a questo, nell'ordine che vuoi:")}
            <ul class="app-narrow">{ for open.into_iter().map(row) }</ul>
        </div>
    }
}

fn hand_over(ctx: &Ctx, range: &Intervallo) -> Html {
    let primary = classes!("btn", "btn-primary");
    let (text, label) = match range.unico() {
        Some(_) => (
            "Con questo valore vedi subito quanto costa un servizio del tuo Comune.",
            "Usa questo valore per calcolare quanto paghi".to_owned(),
        ),
        None => (
            "Per calcolare quanto paghi serve un valore solo. Per prudenza usiamo il più alto: con un ISEE più basso di solito si paga meno.",
            ["Calcola quanto paghi con ", &format_euro(&range.alto.isee)].concat(),
        ),
    };
    html! {
        <>
            {section("Quanto paghi per un servizio")}
            {paragraph(text)}
            <p class="app-actions app-no-print">
                {consegna::usa(ctx, &range.alto, primary, label)}
                {consegna::usa_per_le_spettanze(ctx, &range.alto)}
            </p>
        </>
    }
}

/// ISR, ISP, scale, ISE, ISEE, in words.
fn parts(range: &Intervallo) -> Html {
    let one = range.unico().is_some();
    let (low, high) = (&range.basso, &range.alto);
    let row = |what: &'static str, get: fn(&Stima) -> &str, shown: fn(&str) -> String| {
        let mut cells: Vec<AttrValue> = vec![what.into(), shown(get(low)).into()];
        if !one {
            cells.push(shown(get(high)).into());
        }
        (cells, false)
    };
    let column = |head: &'static str, number: bool| Column { head: head.into(), number };
    let mut columns = vec![column("Parte", false)];
    if one {
        columns.push(column("Valore", true));
    } else {
        columns.extend([column("Se l'ISEE è il più basso", true), column("Se è il più alto", true)]);
    }
    let table = DataTable {
        id: "parti".to_owned(),
        caption: if low.componenti_aggiuntive.is_empty() {
            "L'ISEE è l'ISE diviso la scala. L'ISE è il reddito più un quinto del patrimonio."
        } else {
            "L'ISEE è l'ISE diviso la scala, più la parte dei familiari che vivono altrove. L'ISE è il reddito più un quinto del patrimonio."
        },
        columns,
        rows: vec![
            row("Reddito che conta (ISR)", |s| &s.isr, format_euro),
            row("Patrimonio che conta (ISP)", |s| &s.isp, format_euro),
            row("Situazione economica (ISE)", |s| &s.ise, format_euro),
            row("Scala di equivalenza", |s| &s.scala, format_number),
            row("ISEE", |s| &s.isee, format_euro),
        ],
        own: "",
    };
    html! { <>{section("Da che cosa è fatto")}{table.view()}</> }
}

fn steps(range: &Intervallo) -> Html {
    let list = |s: &Stima| step_list(s.traccia.passi(), Vec::new(), false);
    let how = paragraph(
        "Ogni passo è scritto con la norma che lo prevede. Dove la fonte non è scritta, è quella del passo prima.",
    );
    html! {
        <>
            {section("Come abbiamo calcolato")}
            {how}
            if let Some(only) = range.unico() {
                {list(only)}
            } else {
                {details("I passi per il valore più basso", list(&range.basso))}
                {details("I passi per il valore più alto", list(&range.alto))}
            }
        </>
    }
}

/// What was let vary, and between which values.
fn assumptions(r: Risposte<'_>, regole: &Regole, range: &Intervallo) -> Html {
    let list = ripasso::ipotesi(r, regole);
    if list.is_empty() || range.unico().is_some() {
        return Html::default();
    }
    html! {
        <>
            {section("Che cosa abbiamo supposto")}
            {paragraph("Dove non hai risposto abbiamo contato dal valore più basso al più alto qui sotto. Sono ipotesi nostre, non della legge: \
                se hai di più, l'ISEE può uscire dall'intervallo.")}
            <ul class="app-narrow">{ for list.into_iter().map(|text| html! { <li>{text}</li> }) }</ul>
        </>
    }
}

/// What the engine says the reader must be told, in either case, and what this form leaves out.
fn warnings(range: &Intervallo) -> Html {
    let mut list: Vec<&String> = range.basso.avvisi.iter().collect();
    list.extend(range.alto.avvisi.iter().filter(|text| !range.basso.avvisi.contains(text)));
    let doubts = |s: &Stima| s.traccia.passi().iter().any(|p| p.certezza == Certezza::DaVerificare);
    html! {
        <>
            {section("I limiti di questa stima")}
            <ul class="app-narrow">
                <li>{"I conti sono sommati per tutta la famiglia: l'INPS confronta saldo e giacenza media persona per persona."}</li>
                if range.basso.tipo != TipoDsu::SociosanitarioResidenze {
                    <li>{"Non conta chi è ricoverato, le case donate e i figli che vivono altrove: servono per le residenze."}</li>
                }
                <li>{"Se nell'ultimo anno il reddito è calato molto puoi chiedere l'ISEE corrente, che qui non c'è."}</li>
            </ul>
            if doubts(&range.basso) || doubts(&range.alto) {
                {paragraph(&["I passi con l'etichetta «", LABEL_CHECK, "» seguono la nostra lettura della norma."].concat())}
            }
            {details("Tutti gli avvisi del calcolo", html! {
                <ul class="app-narrow">{ for list.into_iter().map(|text| html! { <li>{text.clone()}</li> }) }</ul>
            })}
        </>
    }
}

fn answers(ctx: &Ctx, r: Risposte<'_>, regole: &Regole) -> Html {
    let on_edit = {
        let draft = ctx.draft.clone();
        Callback::from(move |_: MouseEvent| draft.dispatch(Action::Review(true)))
    };
    let rows: Vec<SummaryRow> = ripasso::righe(r, regole);
    details("Rivedi e cambia le risposte", summary_list(&rows, &on_edit))
}

/// Small print: what makes the estimate repeatable.
fn rules(range: &Intervallo) -> Html {
    let ricevuta = &range.alto.ricevuta;
    let short = |mark: &str| mark.get(..19).unwrap_or(mark).to_owned();
    html! {
        <p class="app-source">
            {"Regole: "}{ricevuta.parametri.clone()}{" (impronta "}{short(&ricevuta.impronta_parametri)}
            {"). Programma: versione "}{ricevuta.programma}{". Calcolo del "}{format_date(&today())}{"."}
        </p>
    }
}

fn refused(problem: &Diagnostic) -> Html {
    html! {
        <>
            {heading(TITLE)}
            {lead("Con queste risposte non riusciamo a fare il calcolo.")}
            <p class="app-narrow">{"Il motivo: "}{problem.messaggio.clone()}{"."}</p>
            if let Some(mend) = &problem.rimedio {
                <p class="app-narrow">{"Prova così: "}{mend.clone()}{"."}</p>
            }
            <p class="app-actions">{button_link(&Argomento::Famiglia.route(), classes!("btn", "btn-primary"), "Controlla le risposte")}</p>
        </>
    }
}
