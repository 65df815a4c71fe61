// SPDX-License-Identifier: EUPL-1.2
//! Under each question: what the last answer settled, what is certain, what is open and which answer decides it.

use super::esito;
use super::motore::{Ammesso, EsitoVoce, Fatto, catalogo, stato_senza};
use super::risposte::Risposte;
use super::{campo, misura};
use crate::app::componenti::{details, frase, nome_servizio, paragraph, route_link, section};
use crate::app::pagina::Ctx;
use crate::chiamate::Documento;
use crate::lingua::tr;
use yew::prelude::*;

/// The three groups, closed; the sentence about the last answer, open.
pub fn view(ctx: &Ctx, now: &Fatto, known: &Documento) -> Html {
    let of = |outcome: Ammesso| known.spettanze.esiti.iter().filter(move |e| e.esito == outcome);
    let (yes, open, no) = (of(Ammesso::Si).count(), of(Ammesso::DaVerificare).count(), of(Ammesso::No).count());
    html! {
        <>
            {section(tr!("Che cosa sappiamo finora"))}
            {news(ctx, now, known)}
            <ul class="app-narrow">
                <li>{counted(tr!("{} tra le misure e i servizi che ti spettano"), tr!("{n} è certa" | "{n} sono certe" % yes.to_string()))}</li>
                <li>{counted(tr!("{}: dipende dalle prossime risposte"), tr!("{n} è aperta" | "{n} sono aperte" % open.to_string()))}</li>
                <li>{counted(tr!("{}, con il motivo"), tr!("{n} è esclusa" | "{n} sono escluse" % no.to_string()))}</li>
            </ul>
            if yes > 0 {
                {details(tr!("Che cosa ti spetta di certo"), list(of(Ammesso::Si), |e| html! { {misura::importo(e)} }))}
            }
            if open > 0 {
                {details(tr!("Che cosa è aperto, e quale risposta lo decide"), list(of(Ammesso::DaVerificare), deciding))}
            }
            if no > 0 {
                {details(tr!("Che cosa è escluso, e perché"), list(of(Ammesso::No), |e| html! { {misura::perche_no(e)} }))}
            }
            <p class="app-no-print">{route_link(&esito(), tr!("Fermati qui e guarda il risultato"))}</p>
        </>
    }
}

fn counted(text: &'static str, count: String) -> Html {
    frase(text, [html! { <strong>{count}</strong> }])
}

fn list<'a>(esiti: impl Iterator<Item = &'a EsitoVoce>, body: impl Fn(&EsitoVoce) -> Html) -> Html {
    html! { <ul class="app-narrow">{ for esiti.map(|e| html! { <li><strong>{nome_servizio(&e.nome)}</strong>{body(e)}</li> }) }</ul> }
}

/// Which answers decide an open outcome, the first few.
fn deciding(e: &EsitoVoce) -> Html {
    let words: Vec<String> = e.mancano.iter().filter_map(|id| catalogo().get(id)).map(campo::breve).collect();
    html! { <ul>{ for words.into_iter().take(4).map(|text| html! { <li>{text}</li> }) }</ul> }
}

/// What changed with the answer given last.
fn news(ctx: &Ctx, now: &Fatto, known: &Documento) -> Html {
    let r = Risposte(&ctx.draft);
    let Some(last) = r.ordine().take_while(|id| *id != now.id).last() else { return Html::default() };
    let before = stato_senza(r, last);
    let Ok(before) = before.as_ref() else { return Html::default() };
    let settled: Vec<String> = known
        .spettanze
        .esiti
        .iter()
        .filter(|e| e.esito != Ammesso::DaVerificare)
        .filter(|e| before.spettanze.esiti.iter().any(|b| b.id == e.id && b.esito == Ammesso::DaVerificare))
        .map(|e| [e.nome.tradotto(), if e.esito == Ammesso::Si { tr!(" (sì)") } else { tr!(" (no)") }].concat())
        .collect();
    if settled.is_empty() {
        return paragraph(tr!("L'ultima risposta non ha chiuso nulla da sola: serve insieme alle prossime."));
    }
    html! { <p class="app-narrow" role="status">{frase(tr!("Con l'ultima risposta è certo: {}."), [html! { <strong>{settled.join("; ")}</strong> }])}</p> }
}
