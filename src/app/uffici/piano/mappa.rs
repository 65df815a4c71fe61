// SPDX-License-Identifier: EUPL-1.2
//! Map of the 61 Comuni: what each gets for each inhabitant.

use super::figura::Figura;
use super::motore::{self, Comune};
use super::{Prova, serie::euro};
use crate::riparto::VoceRisposta;
use serde::Deserialize;
use std::collections::BTreeMap;
use yew::prelude::*;

/// Boundaries, already simplified: `seeds/territorio/LEGGIMI.md`.
const CONFINI: &str = include_str!("../../../../seeds/territorio/comuni-ambito-lodi.geojson");

/// From degrees to units of the drawing; a degree of longitude is shorter, at 45 degrees north.
const NORTH: f64 = 1500.0;
const EAST: f64 = NORTH * 0.704;
/// How dark the classes are, from the least to the most.
const SHADES: [&str; 4] = ["0.15", "0.4", "0.7", "1"];

#[derive(Deserialize)]
struct Carta {
    features: Vec<Luogo>,
}

#[derive(Deserialize)]
struct Luogo {
    geometry: Forma,
    properties: Nome,
}

#[derive(Deserialize)]
struct Nome {
    codice_istat: String,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Forma {
    Polygon(Vec<Vec<(f64, f64)>>),
    MultiPolygon(Vec<Vec<Vec<(f64, f64)>>>),
}

/// A Comune with its money.
struct Quota {
    comune: Comune,
    cents: i128,
    /// Cents for each inhabitant, rounded half up: for reading.
    testa: i128,
}

/// The map, when the riparto gives money to Comuni.
pub fn figura(prova: &Prova) -> Option<Figura> {
    let found = per_comune(prova);
    let mut quote: Vec<Quota> = motore::comuni().iter().filter_map(|c| quota(*c, &found)).collect();
    quote.sort_by_key(|q| (q.testa, q.comune.nome));
    let (least, most) = quote.first().zip(quote.last())?;
    let frase = [
        "Per abitante si va da ",
        &euro(least.testa),
        " a ",
        least.comune.nome,
        " a ",
        &euro(most.testa),
        " a ",
        most.comune.nome,
        ".",
    ];
    let row =
        |q: &Quota| vec![q.comune.nome.to_owned(), euro(q.cents), q.comune.popolazione_2011.to_string(), euro(q.testa)];
    Some(Figura {
        id: "mappa",
        frase: frase.concat(),
        disegno: draw(&quote)?,
        colonne: ["Comune", "Riceve", "Abitanti (2011)", "Per abitante"].map(str::to_owned).to_vec(),
        righe: quote.iter().rev().map(row).collect(),
        fonte: "Confini: ISTAT, attraverso openpolis/geojson-italy, licenza CC BY, semplificati. Abitanti: ISTAT, censimento 2011.".to_owned(),
    })
}

/// What each Comune gets in all, cents, by ISTAT code.
pub fn per_comune(prova: &Prova) -> BTreeMap<String, i128> {
    let mut found = BTreeMap::new();
    collect(prova.risposta.as_ref().map_or(&[], |r| r.voci.as_slice()), &mut found);
    found.retain(|id, _| motore::comuni().iter().any(|c| c.codice_istat == id));
    found
}

/// What each leaf named by an ISTAT code gets, at any level.
fn collect(voci: &[VoceRisposta], found: &mut BTreeMap<String, i128>) {
    for v in voci {
        if v.voci.is_empty() {
            let sum = found.entry(v.id.clone()).or_default();
            *sum = sum.saturating_add(v.importo.0);
        }
        collect(&v.voci, found);
    }
}

fn quota(comune: Comune, found: &BTreeMap<String, i128>) -> Option<Quota> {
    let cents = *found.get(comune.codice_istat)?;
    let people = i128::from(comune.popolazione_2011);
    let testa = cents.checked_mul(2)?.checked_add(people)?.checked_div(people.checked_mul(2)?)?;
    Some(Quota { comune, cents, testa })
}

/// The quarter of the Comuni it is in: from 0, the least. Who gets the same has the same colour.
fn class(quota: &Quota, all: &[Quota]) -> usize {
    let less = all.iter().filter(|o| o.testa < quota.testa).count();
    (less * SHADES.len() / all.len().max(1)).min(SHADES.len() - 1)
}

fn draw(quote: &[Quota]) -> Option<Html> {
    let map: Carta = serde_json::from_str(CONFINI).ok()?;
    let points = map.features.iter().flat_map(|f| rings(&f.geometry)).flatten();
    let (west, north) = points.fold((f64::MAX, f64::MIN), |(w, n), (x, y)| (w.min(*x), n.max(*y)));
    let place = |f: &Luogo| {
        let here = quote.iter().find(|q| q.comune.codice_istat == f.properties.codice_istat);
        let words = here.map(|q| [q.comune.nome, ": ", &euro(q.testa), " per abitante"].concat());
        let shade = here.and_then(|q| SHADES.get(class(q, quote))).copied();
        html! {
            <path class={if shade.is_some() { "app-chart-bar" } else { "app-chart-axis" }} d={outline(&f.geometry, west, north)}
                fill-opacity={shade} stroke="#17324d" stroke-width="0.7"><title>{words}</title></path>
        }
    };
    let steps = SHADES.iter().enumerate().filter_map(|(c, shade)| {
        let of: Vec<&Quota> = quote.iter().filter(|q| class(q, quote) == c).collect();
        let (from, to) = of.first().zip(of.last())?;
        let y = 24 + c * 28;
        Some(html! {
            <>
                <rect class="app-chart-bar" x="600" y={(y - 15).to_string()} width="20" height="20" fill-opacity={*shade} stroke="#17324d" />
                <text class="app-chart-label" x="628" y={y.to_string()}>{[&euro(from.testa), " – ", &euro(to.testa)].concat()}</text>
            </>
        })
    });
    Some(html! {
        <svg class="app-chart" viewBox="0 0 800 700" aria-hidden="true" focusable="false">
            { for map.features.iter().map(place) }
            { for steps }
        </svg>
    })
}

fn rings(forma: &Forma) -> Vec<&Vec<(f64, f64)>> {
    match forma {
        Forma::Polygon(rings) => rings.iter().collect(),
        Forma::MultiPolygon(parts) => parts.iter().flatten().collect(),
    }
}

fn outline(forma: &Forma, west: f64, north: f64) -> String {
    let mut d = String::new();
    for ring in rings(forma) {
        for (i, (x, y)) in ring.iter().enumerate() {
            let (x, y) = ((x - west) * EAST, (north - y) * NORTH);
            d.push(if i == 0 { 'M' } else { 'L' });
            d.push_str(&format!("{x:.0} {y:.0}"));
        }
        d.push('Z');
    }
    d
}
