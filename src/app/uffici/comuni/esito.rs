// SPDX-License-Identifier: EUPL-1.2
//! What a goal seek found: the values, the neighbours that prove it, or what cannot be reached.

use super::lavoro::{Azione, Passo};
use super::leve::Leva;
use super::motore::{Combinato, Obiettivo, Tentativo};
use super::{Banco, figura, parole};
use crate::app::numeri::{format_euro, to_cents};
use yew::prelude::*;

/// The answer; `leve` are those that were asked, in order.
pub fn view(banco: &Banco, leve: &[Leva], c: &Combinato) -> Html {
    let r = &c.esito;
    let tried = [&parole::numero(c.provati), " valori provati"].concat();
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
        _ if already => "È il valore di adesso: l'obiettivo è già raggiunto.",
        (false, _) => {
            "I valori sono troppi per provarli tutti: uno più vicino a quello di adesso potrebbe bastare. Restringi i limiti per esserne certo."
        }
        (true, false) => "È il più vicino a quello di adesso: quelli in mezzo, provati tutti, non bastano.",
        (true, true) => {
            "Nessun valore da solo basta. Nell'ordine scelto, ognuno è andato dove manca di meno; l'ultimo è il più vicino a quello di adesso che raggiunge l'obiettivo."
        }
    };
    html! {
        <>
            <ul class="app-lead list-unstyled">{ for moved.iter().map(|m| html! { <li><strong>{name(m)}</strong></li> }) }</ul>
            <p class="app-narrow">{how}{" "}{tried}{"."}</p>
            {certificate(r, found, moved.last())}
            <button type="button" class="btn btn-outline-primary" onclick={banco.click(Azione::Cambia("Valori scritti nello scenario", write))}>
                {if moved.len() > 1 { "Usa questi valori" } else { "Usa questo valore" }}
            </button>
        </>
    }
}

/// The value and its two neighbours, computed too.
fn certificate(r: &Obiettivo, found: &Tentativo, last: Option<&(&Leva, &str)>) -> Html {
    let head = last.map_or("Valore", |(leva, _)| leva.nome.as_str());
    let heads: Vec<String> =
        [head, "Entrate", "Aumento massimo", "Scalino più alto", "Raggiunge l'obiettivo"].map(str::to_owned).to_vec();
    let row = |p: &Tentativo, what: &str| {
        vec![
            [&format_euro(&p.valore), what].concat(),
            parole::euro(p.totale),
            parole::euro(p.aumento),
            if p.scalino.0 == 0 { "–".to_owned() } else { parole::euro(p.scalino) },
            if p.manca.is_empty() { "sì".to_owned() } else { ["no: ", &missing(&p.manca)].concat() },
        ]
    };
    let mut rows: Vec<Vec<String>> = r.sotto.iter().map(|p| row(p, " (il valore prima)")).collect();
    rows.push(row(found, " (la risposta)"));
    rows.extend(r.sopra.iter().map(|p| row(p, " (il valore dopo)")));
    figura::table("certificato", &heads, &rows)
}

/// What each value cannot do without the others.
fn alone(leve: &[Leva], c: &Combinato) -> Html {
    let line = |(leva, what): (&Leva, &Vec<String>)| {
        html! { <li>{[&leva.nome, ", da solo: ", &reasons(what)].concat()}</li> }
    };
    html! { <ul class="mb-2">{ for leve.iter().zip(&c.sole).map(line) }</ul> }
}

fn missing(list: &[String]) -> String {
    let word = |w: &String| match w.as_str() {
        "entrate" => "le entrate sono poche",
        "aumento" => "qualcuno paga troppo di più",
        "scalino" => "c'è uno scalino troppo alto",
        _ => "le regole non sarebbero valide",
    };
    list.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn impossible(r: &Obiettivo, several: bool) -> String {
    let start = match (r.tutti, several) {
        (false, _) => "Non trovato tra i valori provati",
        (true, false) => "Impossibile",
        (true, true) => "Non basta nessun valore da solo, e nemmeno uno dopo l'altro nell'ordine scelto",
    };
    [start, ": ", &reasons(&r.impossibile), "."].concat()
}

fn reasons(list: &[String]) -> String {
    if list.is_empty() {
        return "ogni condizione si può raggiungere da sola, ma non insieme".to_owned();
    }
    let word = |w: &String| match w.as_str() {
        "entrate" => "nessun valore porta le entrate richieste",
        "aumento" => "con ogni valore qualche famiglia paga troppo di più",
        "scalino" => "con ogni valore resta uno scalino troppo alto",
        _ => "nessun valore dà regole valide",
    };
    list.iter().map(word).collect::<Vec<_>>().join("; ")
}

fn best(r: &Obiettivo) -> Html {
    r.migliore.as_ref().map_or_else(Html::default, |p| {
        html! { <p class="mb-2">{["Le entrate più alte sono con ", &format_euro(&p.valore), ": ", &parole::euro(p.totale), "."].concat()}</p> }
    })
}
