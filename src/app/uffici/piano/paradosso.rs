// SPDX-License-Identifier: EUPL-1.2
//! Where one cent more in the fund takes a cent from somebody.

use super::Banco;
use super::motore;
use super::righe::righe;
use super::serie::euro;
use crate::app::componenti::{paragraph, section};
use crate::lingua::tr;
use yew::prelude::*;

/// The nearest case, or that there is none near.
pub fn view(banco: &Banco) -> Html {
    let cents = motore::unit(banco.prova.riparto.as_ref()) == 1;
    let rows = righe(&banco.prova);
    // Each unit is a whole division: with many voci fewer of them, so that an old phone answers at once.
    let units = if rows.len() > 30 { 20 } else { 100 };
    let Some(found) = motore::paradosso(&banco.prova, units) else {
        let more = if cents {
            tr!("Un centesimo in più alla volta, fino a {}, non toglie niente a nessuno.", units.to_string())
        } else {
            tr!("Un euro in più alla volta, fino a {}, non toglie niente a nessuno.", units.to_string())
        };
        return html! { <>{section(tr!("E se il fondo cresce di poco?"))}{paragraph(&more)}</> };
    };
    let name =
        |path: &String| rows.iter().find(|r| r.percorso == *path).map_or_else(|| path.clone(), |r| r.nome.clone());
    let losers = found.perdono.iter().map(|(path, less)| tr!("«{}» perde {}", name(path), euro(less.0)));
    let losers: Vec<String> = losers.collect();
    let line = tr!("Quando l'assegnazione passa da {} a {}, {}.", euro(found.da.0), euro(found.a.0), losers.join(", "));
    html! {
        <>
            {section(tr!("E se il fondo cresce di poco?"))}
            <p class="app-narrow"><strong>{line}</strong></p>
            {paragraph(tr!("Può succedere: i centesimi vanno alle parti maggiori, e con un fondo diverso le parti maggiori sono altre. Dove c'è un contributo minimo, una voce che lo raggiunge prende la sua parte alle altre."))}
        </>
    }
}
