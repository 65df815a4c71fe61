// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{button_link, callout, frase, heading, lead, route_link, subheading};
use crate::app::pagina::{Ctx, Page};
use crate::app::route::Route;
use crate::app::testi;
use crate::lingua::tr;
use yew::prelude::*;

/// Before the questions: what you get, what you need, what happens to what you write.
pub fn page(ctx: &Ctx) -> Page {
    let title = tr!("Quanto paghi per un servizio sociale");
    let started = !ctx.draft.comune.is_empty();
    Page::new(
        title,
        html! {
            <>
                {heading(title)}
                {lead(tr!("In circa 3 minuti scopri se puoi chiedere il servizio e quanto costa."))}
                {subheading(tr!("Che cosa ti serve"))}
                <ul class="app-narrow">
                    <li>{tr!("Il tuo Comune e il servizio che ti interessa.")}</li>
                    <li>{tr!("L'attestazione ISEE. Se non ce l'hai, puoi provare lo stesso.")}</li>
                    <li>{tr!("Qualche notizia sulla persona che userà il servizio. Se non sai una risposta, puoi scegliere «Non lo so».")}</li>
                </ul>
                {callout(tr!("I tuoi dati restano sul tuo dispositivo"), false, testi::privacy_body())}
                <p class="app-actions">
                    {button_link(&Route::Comune, classes!("btn", "btn-primary", "btn-lg"), tr!("Inizia"))}
                    if started {
                        {button_link(&Route::Servizio, classes!("btn", "btn-outline-primary", "btn-lg"), tr!("Riprendi da dove eri"))}
                    }
                </p>
                <p class="app-narrow">
                    {tr!("Non sai quale servizio chiedere?")}{" "}
                    {route_link(&Route::Famiglia("spettanze".to_owned()), tr!("Cosa mi spetta?"))}
                </p>
                <p class="app-narrow">
                    {frase(
                        tr!("Non hai l'ISEE? {} rispondendo a poche domande. Senza ISEE, in molti servizi si paga la tariffa più alta."),
                        [route_link(&Route::Stima(String::new()), tr!("Stimalo"))],
                    )}
                </p>
            </>
        },
    )
}
