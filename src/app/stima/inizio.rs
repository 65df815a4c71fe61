// SPDX-License-Identifier: EUPL-1.2
//! Before the questions: what an ISEE is, what you get, what you need.

use super::al_risultato;
use super::argomenti::{Argomento, Stato, primo_che_manca};
use super::motore::Regole;
use super::risposte::Risposte;
use crate::app::componenti::{button_link, callout, heading, lead, paragraph, subheading};
use crate::app::pagina::{Ctx, Page};
use crate::app::route::Route;
use crate::app::testi;
use crate::lingua::tr;
use yew::prelude::*;

/// The first page.
pub fn page(ctx: &Ctx, regole: &Regole) -> Page {
    let title = tr!("Stima il tuo ISEE");
    let r = Risposte(&ctx.draft);
    let started = Argomento::Scopo.stato(r) == Stato::Data;
    let anno = regole.anno_redditi().to_string();
    Page::new(
        title,
        html! {
            <>
                {heading(title)}
                {lead(tr!("Dopo tre risposte vedi tra quali valori può stare il tuo ISEE. Più rispondi, più la stima è precisa."))}
                {subheading(tr!("Che cosa ti serve"))}
                <ul class="app-narrow">
                    <li>{tr!("I redditi del {}: Certificazione Unica o modello 730.", anno)}</li>
                    <li>{tr!("Saldo e giacenza media dei conti al 31 dicembre {}.", anno)}</li>
                    <li>{tr!("Il contratto di affitto, oppure la rendita catastale della casa e il debito del mutuo.")}</li>
                </ul>
                {paragraph(tr!("Se non hai un documento, premi «Non lo so»: la stima sarà un intervallo più largo. Puoi fermarti e riprendere."))}
                {callout(tr!("I tuoi dati restano sul tuo dispositivo"), false, testi::privacy_body())}
                <p class="app-actions">
                    if started {
                        {button_link(&resume(r), classes!("btn", "btn-primary", "btn-lg"), tr!("Riprendi da dove eri"))}
                        {button_link(&Argomento::Scopo.route(), classes!("btn", "btn-outline-primary", "btn-lg"), tr!("Rivedi le domande"))}
                    } else {
                        {button_link(&Argomento::Scopo.route(), classes!("btn", "btn-primary", "btn-lg"), tr!("Inizia la stima"))}
                    }
                </p>
                {ufficiale()}
            </>
        },
    )
}

/// The first topic without an answer, or the result.
fn resume(r: Risposte<'_>) -> Route {
    let open = Argomento::tutti(r).into_iter().find(|a| a.stato(r) == Stato::Manca);
    open.map_or_else(al_risultato, Argomento::route)
}

/// What an official ISEE is and how to get one.
pub fn ufficiale() -> Html {
    html! {
        <>
            <h2 class="h3">{tr!("L'ISEE ufficiale")}</h2>
            {paragraph(tr!("L'ISEE dice quanto può spendere una famiglia, in base a redditi, risparmi, case e numero di persone. \
                Vale solo quello scritto nell'attestazione dell'INPS: questa pagina dà una stima, che nessun ufficio può accettare."))}
            {paragraph(tr!("Per averlo si presenta la DSU, la Dichiarazione sostitutiva unica. È gratis:"))}
            <ul class="app-narrow">
                <li>{tr!("online, sul sito dell'INPS, con SPID, CIE o CNS: molti dati sono già scritti e li confermi;")}</li>
                <li>{tr!("in un CAF, che la compila con te;")}</li>
                <li>{tr!("al Comune o all'ente che dà il servizio, se la riceve.")}</li>
            </ul>
            {paragraph(tr!("L'attestazione arriva in pochi giorni e vale fino al 31 dicembre dell'anno in cui la chiedi."))}
        </>
    }
}

/// A topic that these answers do not have, or that does not exist.
pub fn assente(ctx: &Ctx) -> Page {
    let r = Risposte(&ctx.draft);
    if primo_che_manca(&ctx.draft).is_some() {
        return Page::redirect(Route::Stima(String::new()), "");
    }
    Page::redirect(resume(r), tr!("Con le tue risposte quella domanda non serve."))
}

/// The clock of the device is before the first rules.
pub fn senza_regole() -> Page {
    let title = tr!("La stima non si può fare");
    Page::new(
        title,
        html! {
            <>
                {heading(title)}
                {lead(tr!("Per la data di questo dispositivo non ci sono regole dell'ISEE: controlla data e anno, poi ricarica la pagina."))}
            </>
        },
    )
}
