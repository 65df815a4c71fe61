// SPDX-License-Identifier: EUPL-1.2
//! The current ISEE: whether it can be asked for, its value beside the ordinary one, what is needed, how long it holds.

use super::argomenti::{Argomento, Stato, primo_che_manca};
use super::motore::{Aggiornamento, Regole, Stima, amount, corrente};
use super::risposte::Risposte;
use super::risultato::{reviewing, torna};
use super::{consegna, corrente as domande, pezzi, ripasso, testi as parole};
use crate::app::componenti::{callout, clear_button, details, heading, paragraph, print_button, section, summary_list};
use crate::app::numeri::format_euro;
use crate::app::pagina::{Ctx, Page};
use crate::app::testi::LABEL_CHECK;
use crate::isee::TipoDsu;
use crate::lingua::{chiave, parola, tr};
use yew::prelude::*;

const TITLE: &str = chiave!("La stima del tuo ISEE corrente");

/// The result, or the way to the answers it needs.
pub fn page(ctx: &Ctx, regole: &Regole) -> Page {
    let r = Risposte(&ctx.draft);
    let topics = domande::argomenti(r);
    let open = topics.iter().copied().find(|a| a.stato(r) != Stato::Data);
    let needed = primo_che_manca(&ctx.draft).or(open).or(topics.is_empty().then_some(Argomento::Scopo));
    if let Some(needed) = needed {
        return Page::redirect(needed.route(), parola(parole::PRIMA_QUESTA));
    }
    let body = match corrente(r, regole) {
        Ok(found) => known(ctx, regole, r, &found),
        Err(problem) => pezzi::rifiutata(parola(TITLE), &problem),
    };
    Page::new(parola(TITLE), body)
}

fn known(ctx: &Ctx, regole: &Regole, r: Risposte<'_>, found: &Aggiornamento) -> Html {
    let useful = amount(&found.ora.alto) < amount(&found.prima.alto);
    let allowed = domande::basta_la_causa(r) || found.basta != Some(false);
    html! {
        <>
            <div class="app-result mb-4">
                {heading(parola(TITLE))}
                <p class="mb-2">{tr!("ISEE corrente {}", regole.anno.to_string())}</p>
                <p class="mb-2 app-amount">{parole::intervallo(&found.ora)}</p>
                <p class="mb-0">{tr!("ISEE ordinario: {}", parole::intervallo(&found.prima))}</p>
            </div>
            {verdict(r, regole, found, useful)}
            if useful && allowed {
                {hand_over(ctx, found)}
            }
            {needs(r)}
            {validity(r)}
            {beside(found)}
            {pezzi::passi(&found.ora)}
            {warnings(r, found)}
            {details(tr!("Rivedi e cambia le risposte"), summary_list(&ripasso::del_corrente(r, regole), &reviewing(ctx, true)))}
            <div class="app-actions app-no-print">
                {torna()}
                {print_button()}
                {clear_button(ctx)}
            </div>
            {pezzi::regole(&found.ora)}
        </>
    }
}

/// Whether to ask for it, and why.
fn verdict(r: Risposte<'_>, regole: &Regole, found: &Aggiornamento, useful: bool) -> Html {
    let (title, important, key) = if !useful {
        (
            tr!("Non conviene"),
            true,
            chiave!("Con questi numeri l'ISEE corrente non è più basso di quello ordinario: continua a valere quello."),
        )
    } else if domande::basta_la_causa(r) {
        (
            tr!("Si può chiedere"),
            false,
            chiave!(
                "Quando un lavoro è perso, sospeso o ridotto, o un aiuto pubblico è finito o più basso, non serve un calo minimo."
            ),
        )
    } else {
        match found.basta {
            Some(true) => (
                tr!("Si può chiedere"),
                false,
                chiave!(
                    "Il reddito è calato di oltre il {calo} per cento, oppure il patrimonio di oltre il {calo_patrimonio} per cento."
                ),
            ),
            Some(false) => (
                tr!("Il calo non basta"),
                true,
                chiave!(
                    "Serve che il reddito cali di oltre il {calo} per cento, oppure il patrimonio di oltre il {calo_patrimonio} per cento. \
                    Continua a valere l'ISEE ordinario, a meno che qualcuno abbia perso il lavoro o un aiuto pubblico."
                ),
            ),
            None => (
                tr!("Dipende da ciò che manca"),
                true,
                chiave!("Nella stima dell'ISEE ordinario mancano risposte: con alcune il calo basta, con altre no."),
            ),
        }
    };
    callout(title, important, html! { <p class="mb-0">{parole::con_anno(key, regole)}</p> })
}

/// A current ISEE takes the place of the ordinary one wherever this is asked.
fn hand_over(ctx: &Ctx, found: &Aggiornamento) -> Html {
    let value = Stima { tipo: TipoDsu::Ordinario, ..found.ora.alto.clone() };
    let label = match found.ora.unico() {
        Some(_) => tr!("Usa questo valore per calcolare quanto paghi").to_owned(),
        None => tr!("Calcola quanto paghi con {}", format_euro(&value.isee)),
    };
    html! {
        <>
            {section(tr!("Quanto paghi per un servizio"))}
            {paragraph(tr!("Finché vale, l'ISEE corrente si usa al posto di quello ordinario."))}
            <p class="app-actions app-no-print">
                {consegna::usa(ctx, &value, classes!("btn", "btn-primary"), label)}
                {consegna::usa_per_le_spettanze(ctx, &value)}
            </p>
        </>
    }
}

/// What to bring.
fn needs(r: Risposte<'_>) -> Html {
    let cause = domande::basta_la_causa(r);
    html! {
        <>
            {section(tr!("Che cosa serve per chiederlo"))}
            <ul class="app-narrow">
                <li>{tr!("Un ISEE ordinario già rilasciato, ancora valido.")}</li>
                if cause {
                    <li>{tr!("Un documento di ciò che è cambiato: lettera di licenziamento, fine del contratto, lettera dell'INPS.")}</li>
                }
                if domande::dei_redditi(r) {
                    <li>{tr!("I redditi del periodo: buste paga, pagamenti dell'INPS, ricavi e spese di un'attività.")}</li>
                }
                if domande::del_patrimonio(r) {
                    <li>{tr!("Saldi, giacenze e valori alla fine dell'anno scorso. Per i risparmi si chiede dal 1º aprile.")}</li>
                }
            </ul>
            {paragraph(tr!("Si chiede come l'ISEE ordinario: online sul sito dell'INPS o in un CAF, gratis."))}
        </>
    }
}

/// Until when it holds, as far as the sources say.
fn validity(r: Risposte<'_>) -> Html {
    let text = match (domande::dei_redditi(r), domande::del_patrimonio(r)) {
        (true, false) => tr!("Vale sei mesi. Se intanto qualcuno trova lavoro o riceve un nuovo aiuto, va aggiornato."),
        (false, true) => tr!("Vale fino al 31 dicembre dell'anno in cui lo chiedi."),
        _ => tr!(
            "Per i redditi vale sei mesi, per i risparmi fino al 31 dicembre. Per tutti e due insieme le nostre fonti non lo dicono: chiedi al CAF."
        ),
    };
    html! { <>{section(tr!("Quanto dura"))}{paragraph(text)}</> }
}

/// The two, part by part.
fn beside(found: &Aggiornamento) -> Html {
    let caption = tr!("L'ISEE ordinario e quello corrente, parte per parte");
    match (found.prima.unico(), found.ora.unico()) {
        (Some(before), Some(now)) => pezzi::parti(caption, &[(tr!("Ordinario"), before), (tr!("Corrente"), now)]),
        _ => pezzi::parti(
            caption,
            &[(tr!("Ordinario, il più alto"), &found.prima.alto), (tr!("Corrente, il più alto"), &found.ora.alto)],
        ),
    }
}

fn warnings(r: Risposte<'_>, found: &Aggiornamento) -> Html {
    html! {
        <>
            {section(tr!("I limiti di questa stima"))}
            <ul class="app-narrow">
                <li>{tr!("Il confronto è con la stima dell'ISEE ordinario fatta qui: quello vero può essere diverso.")}</li>
                if domande::del_patrimonio(r) {
                    <li>{tr!("Che il patrimonio aggiornato sia quello di un anno dopo è la nostra lettura della norma.")}</li>
                }
            </ul>
            if pezzi::dubbi(&found.ora) {
                {paragraph(&tr!("I passi con l'etichetta «{}» seguono la nostra lettura della norma.", parola(LABEL_CHECK)))}
            }
            {pezzi::avvisi(&found.ora)}
        </>
    }
}
