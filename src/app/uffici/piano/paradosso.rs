// SPDX-License-Identifier: EUPL-1.2
//! Where one cent more in the fund takes a cent from somebody.

use super::Banco;
use super::motore;
use super::righe::righe;
use super::serie::euro;
use crate::app::componenti::{paragraph, section};
use yew::prelude::*;

/// The nearest case, or that there is none near.
pub fn view(banco: &Banco) -> Html {
    let what = ["un centesimo", "un euro"];
    let unit = what.get(usize::from(motore::unit(banco.prova.riparto.as_ref()) > 1)).copied().unwrap_or_default();
    let rows = righe(&banco.prova);
    // Each unit is a whole division: with many voci fewer of them, so that an old phone answers at once.
    let units = if rows.len() > 30 { 20 } else { 100 };
    let Some(found) = motore::paradosso(&banco.prova, units) else {
        let more = [unit, " in più alla volta, fino a ", &units.to_string(), ", non toglie niente a nessuno."].concat();
        return html! { <>{section("E se il fondo cresce di poco?")}{paragraph(&capital(&more))}</> };
    };
    let name =
        |path: &String| rows.iter().find(|r| r.percorso == *path).map_or_else(|| path.clone(), |r| r.nome.clone());
    let losers = found.perdono.iter().map(|(path, less)| ["«", &name(path), "» perde ", &euro(less.0)].concat());
    let losers: Vec<String> = losers.collect();
    let line =
        ["Quando l'assegnazione passa da ", &euro(found.da.0), " a ", &euro(found.a.0), ", ", &losers.join(", "), "."];
    html! {
        <>
            {section("E se il fondo cresce di poco?")}
            <p class="app-narrow"><strong>{line.concat()}</strong></p>
            {paragraph("Può succedere: i centesimi vanno alle parti maggiori, e con un fondo diverso le parti maggiori sono altre. Dove c'è un contributo minimo, una voce che lo raggiunge prende la sua parte alle altre.")}
        </>
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
