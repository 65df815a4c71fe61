// SPDX-License-Identifier: EUPL-1.2
//! Where to ask: who runs the services of the Comune, as far as the plan says, and the offices that an ente wrote.

use crate::app::componenti::{details, frase, italiano, nome_servizio, paragraph, section};
use crate::app::numeri::format_date;
use crate::chiamate::Documento;
use crate::lingua::tr;
use crate::semi::{Contatto, Gestione};
use yew::prelude::*;

/// The section; the measures without rules of that day too.
pub fn view(d: &Documento) -> Html {
    let dove = &d.dove;
    let forma = |g: &Gestione| match dove.forme.iter().find(|f| f.id == g.forma) {
        Some(f) => italiano(f.nome.to_owned()),
        None => html! { {tr!("il Comune")} },
    };
    let row = |g: &&'static Gestione| {
        html! {
            <li>
                <strong>{italiano(g.nome.to_owned())}</strong>{": "}{forma(g)}
                { for g.nota.map(|nota| html! { <span class="app-source">{italiano(nota.to_owned())}</span> }) }
            </li>
        }
    };
    html! {
        <>
            {section(tr!("Dove chiedere"))}
            {paragraph(&dove.testo)}
            if dove.contatti.is_empty() {
                {paragraph(tr!("I recapiti non sono ancora stati scritti dagli enti: li trovi sul sito del Comune."))}
            }
            { for dove.contatti.iter().map(|c| contact(c)) }
            if !dove.gestioni.is_empty() {
                <p class="mb-1">{tr!("Chi gestisce i servizi nel tuo Comune:")}</p>
                <ul class="app-narrow">{ for dove.gestioni.iter().map(row) }</ul>
                <p class="app-source">{frase(tr!("Fonte: {}. Può essere cambiato: chiedi al Comune."), [italiano(dove.fonte.join(", "))])}</p>
            }
            {without_rules(d)}
        </>
    }
}

fn contact(c: &Contatto) -> Html {
    let lines = [
        (tr!("Indirizzo: "), c.indirizzo),
        (tr!("Telefono: "), c.telefono),
        (tr!("E-mail: "), c.email),
        (tr!("Orari: "), c.orari),
    ];
    html! {
        <p class="app-narrow">
            <strong>{italiano(c.ufficio.to_owned())}</strong>
            { for lines.into_iter().filter_map(|(label, text)| Some(html! { <><br />{label}{text?}</> })) }
            { for c.verificato_il.map(|day| html! { <span class="app-source">{tr!("Controllato il {}", format_date(day))}</span> }) }
        </p>
    }
}

/// Measures that once had rules: not a refusal, an unknown.
fn without_rules(d: &Documento) -> Html {
    if d.senza_regole.is_empty() {
        return Html::default();
    }
    let row = |s: &crate::chiamate::SenzaRegole| {
        let until =
            s.valide_fino_al.map(|day| tr!(": le ultime regole che conosciamo valgono fino al {}", format_date(day)));
        html! { <li>{nome_servizio(&s.nome.into())}{until.unwrap_or_default()}</li> }
    };
    details(
        tr!("Misure di cui per questo giorno non conosciamo le regole"),
        html! {
            <>
                {paragraph(tr!("Non vuol dire che non ci siano: chiedi se esistono ancora, o che cosa le ha sostituite."))}
                <ul class="app-narrow">{ for d.senza_regole.iter().map(row) }</ul>
            </>
        },
    )
}
