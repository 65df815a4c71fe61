// SPDX-License-Identifier: EUPL-1.2
//! The map of the 61 Comuni, each in one of a few shades.

use super::figura::scrolling;
use serde::Deserialize;
use yew::prelude::*;

/// Boundaries, already simplified: `seeds/territorio/LEGGIMI.md`.
const CONFINI: &str = include_str!("../../../../seeds/territorio/comuni-ambito-lodi.geojson");

/// From degrees to units of the drawing; a degree of longitude is shorter, at 45 degrees north.
const NORTH: f64 = 1500.0;
const EAST: f64 = NORTH * 0.704;
/// How dark the classes are, from the least to the most.
pub const SFUMATURE: [&str; 4] = ["0.15", "0.4", "0.7", "1"];

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

/// How a Comune is drawn, and what is said of it.
pub struct Colore {
    classe: Option<usize>,
    parole: String,
}

impl Colore {
    /// One of the shades.
    #[must_use]
    pub fn di(classe: usize, parole: String) -> Self {
        Self { classe: Some(classe), parole }
    }

    /// Nothing is known: empty, with a dashed border.
    #[must_use]
    pub fn manca(parole: String) -> Self {
        Self { classe: None, parole }
    }
}

/// The map; `words` says what a shade means, and `manca` what the empty Comuni are.
pub fn carta(
    colore: impl Fn(&str) -> Option<Colore>,
    words: impl Fn(usize) -> Option<String>,
    manca: Option<&'static str>,
) -> Html {
    let Ok(map) = serde_json::from_str::<Carta>(CONFINI) else { return Html::default() };
    let points = map.features.iter().flat_map(|f| rings(&f.geometry)).flatten();
    let (west, north) = points.fold((f64::MAX, f64::MIN), |(w, n), (x, y)| (w.min(*x), n.max(*y)));
    let place = |f: &Luogo| {
        let here = colore(&f.properties.codice_istat);
        let shade = here.as_ref().and_then(|c| c.classe).and_then(|c| SFUMATURE.get(c)).copied();
        let d = outline(&f.geometry, west, north);
        let words = here.map(|c| c.parole);
        match shade {
            Some(shade) => html! {
                <path class="app-chart-bar" {d} fill-opacity={shade} stroke="#17324d" stroke-width="0.7"><title>{words}</title></path>
            },
            None => html! {
                <path {d} fill="#ffffff" stroke="#5d7083" stroke-width="0.7" stroke-dasharray="3 3"><title>{words}</title></path>
            },
        }
    };
    let step = |class: usize| {
        let shade = SFUMATURE.get(class)?;
        words(class).map(|words| (Some(*shade), words))
    };
    let legend: Vec<(Option<&str>, String)> =
        (0..SFUMATURE.len()).filter_map(step).chain(manca.map(|m| (None, m.to_owned()))).collect();
    let entry = |(n, (shade, words)): (usize, &(Option<&'static str>, String))| {
        let y = 24 + n * 28;
        let (rect_y, class) = ((y - 15).to_string(), shade.map(|_| "app-chart-bar"));
        html! {
            <>
                <rect {class} x="560" y={rect_y} width="20" height="20" fill={shade.is_none().then_some("#ffffff")} fill-opacity={*shade} stroke="#17324d"
                    stroke-dasharray={shade.is_none().then_some("3 3")} />
                <text class="app-chart-label" x="588" y={y.to_string()}>{words}</text>
            </>
        }
    };
    scrolling(html! {
        <svg class="app-chart" viewBox="0 0 800 700" aria-hidden="true" focusable="false">
            { for map.features.iter().map(place) }
            { for legend.iter().enumerate().map(entry) }
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
