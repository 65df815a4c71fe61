// SPDX-License-Identifier: EUPL-1.2
//! What a goal seek found: the values, the neighbours that prove it, or what cannot be reached.

use super::lavoro::{Azione, Passo};
use super::leve::Leva;
use super::motore::{Combinato, Obiettivo, Tentativo};
use super::{Banco, figura, parole};
use crate::app::numeri::{format_euro, to_cents};
use crate::lingua::tr;
use yew::prelude::*;

/// The answer; `leve` are those that were asked, in order.
pub fn view(banco: &Banco, leve: &[Leva], c: &Combinato) -> Html {
    let r = &c.esito;
    let tried = tr!("{} valori provati", parole::numero(c.provati));
    let Some(found) = &r.soluzione else {
        return html! {
            <div class="alert alert-warning">
                <p class="mb-2"><strong>{impossible(r, leve.len() > 1)}</strong></p>
                if leve.len() > 1 { {alone(leve, c)} }
                {best(r)}
                <p class="mb-0">{tried}{"."}</p>
            </div>
        };
    };
    let moved: Vec<(&Leva, &str)> =
        c.mosse.iter().filter_map(|m| Some((leve.get(m.leva)?, m.valore.as_str()))).collect();
    let name = |(leva, valore): &(&Leva, &str)| [&leva.nome, ": ", &format_euro(valore)].concat();
    let write = moved.iter().map(|(leva, valore)| Passo::Scrivi(leva.percorso.clone(), (*valore).to_owned())).collect();
    let already = moved.last().is_some_and(|(leva, valore)| to_cents(valore) == Some(leva.valore));
    let how = match (r.tutti, moved.len() > 1) {
        _ if already => tr!("È il valore di adesso: l'obiettivo è già raggiunto."),
        (false, _) => {
            tr!(
                "I valori sono troppi per provarli tutti: uno più vicino a quello di adesso potrebbe bastare. Restringi i limiti per esserne certo."
            )
        }
        (true, false) => tr!("È il più vicino a quello di adesso: quelli in mezzo, provati tutti, non bastano."),
        (true, true) => {
            tr!(
                "Nessun valore da solo basta. Nell'ordine scelto, ognuno è andato dove manca di meno; l'ultimo è il più vicino a quello di adesso che raggiunge l'obiettivo."
            )
        }
    };
    html! {
        <>
            <ul class="app-lead list-unstyled">{ for moved.iter().map(|m| html! { <li><strong>{name(m)}</strong></li> }) }</ul>
            <p class="app-narrow">{how}{" "}{tried}{"."}</p>
            {certificate(r, found, moved.last())}
            <button type="button" class="btn btn-outline-primary" onclick={banco.click(Azione::Cambia(tr!("Valori scritti nello scenario"), write))}>
                {if moved.len() > 1 { tr!("Usa questi valori") } else { tr!("Usa questo valore") }}
            </button>
        </>
    }
}

/// The value and its two neighbours, computed too.
fn certificate(r: &Obiettivo, found: &Tentativo, last: Option<&(&Leva, &str)>) -> Html {
    let head = last.map_or(tr!("Valore"), |(leva, _)| leva.nome.as_str());
    let heads: Vec<String> =
        [head, tr!("Entrate"), tr!("Aumento massimo"), tr!("Scalino più alto"), tr!("Raggiunge l'obiettivo")]
            .map(str::to_owned)
            .to_vec();
    let row = |p: &Tentativo, what: &str| {
        vec![
            [&format_euro(&p.valore), what].concat(),
            parole::euro(p.totale),
            parole::euro(p.aumento),
            if p.scalino.0 == 0 { "–".to_owned() } else { parole::euro(p.scalino) },
            if p.manca.is_empty() { tr!("sì").to_owned() } else { tr!("no: {}", missing(&p.manca)) },
        ]
    };
    let mut rows: Vec<Vec<String>> = r.sotto.iter().map(|p| row(p, tr!(" (il valore prima)"))).collect();
    rows.push(row(found, tr!(" (la risposta)")));
    rows.extend(r.sopra.iter().map(|p| row(p, tr!(" (il valore dopo)"))));
    figura::table("certificato", &heads, &rows)
}

/// What each value cannot do without the others.
fn alone(leve: &[Leva], c: &Combinato) -> Html {
    let line = |(leva, what): (&Leva, &Vec<String>)| {
        html! { <li>{tr!("{}, da solo: {}", leva.nome, reasons(what))}</li> }
    };
    html! { <ul class="mb-2">{ for leve.iter().zip(&c.sole).map(line) }</ul> }
}

fn missing(list: &[String]) -> String {
    let word = |w: &String| match w.as_str() {
        "entrate" => tr!("le entrate sono poche"),
        "aumento" => tr!("qualcuno paga troppo di più"),
        "scalino" => tr!("c'è uno scalino troppo alto"),
        _ => tr!("le regole non sarebbero valide"),
    };
    list.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn impossible(r: &Obiettivo, several: bool) -> String {
    let start = match (r.tutti, several) {
        (false, _) => tr!("Non trovato tra i valori provati"),
        (true, false) => tr!("Impossibile"),
        (true, true) => tr!("Non basta nessun valore da solo, e nemmeno uno dopo l'altro nell'ordine scelto"),
    };
    [start, ": ", &reasons(&r.impossibile), "."].concat()
}

fn reasons(list: &[String]) -> String {
    if list.is_empty() {
        return tr!("ogni condizione si può raggiungere da sola, ma non insieme").to_owned();
    }
    let word = |w: &String| match w.as_str() {
        "entrate" => tr!("nessun valore porta le entrate richieste"),
        "aumento" => tr!("con ogni valore qualche famiglia paga troppo di più"),
        "scalino" => tr!("con ogni valore resta uno scalino troppo alto"),
        _ => tr!("nessun valore dà regole valide"),
    };
    list.iter().map(word).collect::<Vec<_>>().join("; ")
}

fn best(r: &Obiettivo) -> Html {
    r.migliore.as_ref().map_or_else(Html::default, |p| {
        html! { <p class="mb-2">{tr!("Le entrate più alte sono con {}: {}.", format_euro(&p.valore), parole::euro(p.totale))}</p> }
    })
}
