// SPDX-License-Identifier: EUPL-1.2
//! The estimate: the value or the range, what it is worth, why, what to do with it.

use super::argomenti::{Argomento, primo_che_manca};
use super::inizio::ufficiale;
use super::motore::{Intervallo, Regole, Stima, aperti, stima};
use super::risposte::Risposte;
use super::{consegna, pezzi, ripasso, testi as parole};
use crate::app::componenti::{
    SummaryRow, address, button_link, callout, clear_button, details, heading, paragraph, print_button, section,
    subheading, summary_list,
};
use crate::app::draft::Action;
use crate::app::motore::today;
use crate::app::numeri::format_euro;
use crate::app::pagina::{Ctx, Page};
use crate::app::testi::{LABEL_CHECK, isee_title};
use crate::isee::TipoDsu;
use crate::lingua::{chiave, parola, tr};
use crate::norma::TipoIsee;
use yew::prelude::*;

const TITLE: &str = chiave!("La stima del tuo ISEE");

/// The result, or the way to the answers it needs.
pub fn page(ctx: &Ctx, regole: &Regole) -> Page {
    if let Some(needed) = primo_che_manca(&ctx.draft) {
        return Page::redirect(needed.route(), parola(parole::PRIMA_QUESTA));
    }
    let r = Risposte(&ctx.draft);
    let body = match stima(r, regole) {
        Ok(range) => known(ctx, regole, r, &range),
        Err(problem) => pezzi::rifiutata(parola(TITLE), &problem),
    };
    Page::new(parola(TITLE), body)
}

fn known(ctx: &Ctx, regole: &Regole, r: Risposte<'_>, range: &Intervallo) -> Html {
    html! {
        <>
            {headline(regole, range)}
            {worth(regole)}
            {to_answer(ctx, r, range)}
            {hand_over(ctx, range)}
            {to_update(ctx, r)}
            {parts(range)}
            {pezzi::passi(range)}
            {assumptions(r, regole, range)}
            {warnings(range)}
            {ufficiale()}
            {answers(ctx, r, regole)}
            <div class="app-actions app-no-print">
                {print_button()}
                {clear_button(ctx)}
            </div>
            {pezzi::regole(range)}
        </>
    }
}

fn kind(stima: &Stima) -> &'static str {
    TipoIsee::from_word(&stima.tipo.to_string()).map_or("ISEE", isee_title)
}

fn headline(regole: &Regole, range: &Intervallo) -> Html {
    html! {
        <div class="app-result mb-4">
            {heading(parola(TITLE))}
            <p class="mb-2">{kind(&range.basso)}{" "}{regole.anno}</p>
            <p class="mb-0 app-amount">{parole::intervallo(range)}</p>
        </div>
    }
}

fn worth(regole: &Regole) -> Html {
    let late = today().get(..4).is_some_and(|year| year != regole.anno.to_string());
    callout(
        tr!("Questa è una stima"),
        false,
        html! {
            <p class="mb-0">
                {tr!("Non è un'attestazione e non ha valore ufficiale. L'ISEE vero può essere diverso, perché l'INPS usa anche i dati dell'Agenzia \
                  delle Entrate e delle banche.")}
                if late {
                    {tr!(" Di quest'anno non abbiamo ancora le regole: abbiamo usato quelle del {}.", regole.anno.to_string())}
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
        return paragraph(tr!(
            "È un intervallo perché alcune cifre le hai date sommate: quanto si toglie dipende da come sono divise tra le persone."
        ));
    }
    let onclick = reviewing(ctx, true);
    let row = |a: Argomento| html! { <li><a href={address(&a.route())} onclick={onclick.clone()}>{a.breve()}</a></li> };
    html! {
        <div class="app-no-print">
            {subheading(tr!("Per una stima più precisa"))}
            {paragraph(tr!("Rispondi anche a questo, nell'ordine che vuoi:"))}
            <ul class="app-narrow">{ for open.into_iter().map(row) }</ul>
        </div>
    }
}

/// A link that goes to one question and comes back, or that begins a sequence.
pub fn reviewing(ctx: &Ctx, on: bool) -> Callback<MouseEvent> {
    let draft = ctx.draft.clone();
    Callback::from(move |_: MouseEvent| draft.dispatch(Action::Review(on)))
}

fn hand_over(ctx: &Ctx, range: &Intervallo) -> Html {
    let primary = classes!("btn", "btn-primary");
    let (text, label) = match range.unico() {
        Some(_) => (
            tr!("Con questo valore vedi subito quanto costa un servizio del tuo Comune."),
            tr!("Usa questo valore per calcolare quanto paghi").to_owned(),
        ),
        None => (
            tr!(
                "Per calcolare quanto paghi serve un valore solo. Per prudenza usiamo il più alto: con un ISEE più basso di solito si paga meno."
            ),
            tr!("Calcola quanto paghi con {}", format_euro(&range.alto.isee)),
        ),
    };
    html! {
        <>
            {section(tr!("Quanto paghi per un servizio"))}
            {paragraph(text)}
            <p class="app-actions app-no-print">
                {consegna::usa(ctx, &range.alto, primary, label)}
                {consegna::usa_per_le_spettanze(ctx, &range.alto)}
            </p>
        </>
    }
}

/// The way to the current ISEE, where it is estimated.
fn to_update(ctx: &Ctx, r: Risposte<'_>) -> Html {
    let here = r.scopo() == "ordinario";
    html! {
        <div class="app-no-print">
            {section(tr!("Il reddito o i risparmi sono calati?"))}
            {paragraph(tr!("L'ISEE guarda i redditi e i risparmi di due anni fa. Se dopo qualcuno ha perso il lavoro, o le cose sono peggiorate molto, \
                si può chiedere l'ISEE corrente, che conta la situazione di adesso."))}
            if here {
                <p class="app-actions">
                    <a class="btn btn-outline-primary" href={address(&Argomento::Causa.route())} onclick={reviewing(ctx, false)}>
                        {tr!("Stima anche l'ISEE corrente")}
                    </a>
                </p>
            } else {
                {paragraph(tr!("Qui lo stimiamo solo per l'ISEE ordinario. Per questo tipo di ISEE chiedi a un CAF."))}
            }
        </div>
    }
}

/// ISR, ISP, scale, ISE, ISEE, in words.
fn parts(range: &Intervallo) -> Html {
    let caption = if range.basso.componenti_aggiuntive.is_empty() {
        tr!("L'ISEE è l'ISE diviso la scala. L'ISE è il reddito più un quinto del patrimonio.")
    } else {
        tr!(
            "L'ISEE è l'ISE diviso la scala, più la parte dei familiari che vivono altrove. L'ISE è il reddito più un quinto del patrimonio."
        )
    };
    match range.unico() {
        Some(only) => pezzi::parti(caption, &[(tr!("Valore"), only)]),
        None => pezzi::parti(
            caption,
            &[(tr!("Se l'ISEE è il più basso"), &range.basso), (tr!("Se è il più alto"), &range.alto)],
        ),
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
            {section(tr!("Che cosa abbiamo supposto"))}
            {paragraph(tr!("Dove non hai risposto abbiamo contato dal valore più basso al più alto qui sotto. Sono ipotesi nostre, non della legge: \
                se hai di più, l'ISEE può uscire dall'intervallo."))}
            <ul class="app-narrow">{ for list.into_iter().map(|text| html! { <li>{text}</li> }) }</ul>
        </>
    }
}

/// What this form leaves out, and what the engine says the reader must be told.
fn warnings(range: &Intervallo) -> Html {
    html! {
        <>
            {section(tr!("I limiti di questa stima"))}
            <ul class="app-narrow">
                <li>{tr!("I conti sono sommati per tutta la famiglia: l'INPS confronta saldo e giacenza media persona per persona.")}</li>
                if range.basso.tipo != TipoDsu::SociosanitarioResidenze {
                    <li>{tr!("Non conta chi è ricoverato, le case donate e i figli che vivono altrove: servono per le residenze.")}</li>
                }
            </ul>
            if pezzi::dubbi(range) {
                {paragraph(&tr!("I passi con l'etichetta «{}» seguono la nostra lettura della norma.", parola(LABEL_CHECK)))}
            }
            {pezzi::avvisi(range)}
        </>
    }
}

fn answers(ctx: &Ctx, r: Risposte<'_>, regole: &Regole) -> Html {
    let rows: Vec<SummaryRow> = ripasso::righe(r, regole);
    details(tr!("Rivedi e cambia le risposte"), summary_list(&rows, &reviewing(ctx, true)))
}

/// The button back to this page.
pub fn torna() -> Html {
    button_link(&super::al_risultato(), classes!("btn", "btn-outline-primary"), tr!("Torna all'ISEE ordinario"))
}
