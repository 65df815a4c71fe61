// SPDX-License-Identifier: EUPL-1.2
//! The funds of the Ambito from 2008 to 2020, as the Piano di Zona prints them: years it does not print stay empty.

use super::cifre::letto;
use super::figura::{self, Figura};
use super::motore::{self, Punto};
use crate::app::numeri::format_euro;
use crate::lingua::{self, tr};
use yew::prelude::*;

/// The funds: prefix of the ids, name, class of the line.
const FONDI: [(&str, &str, &str); 3] =
    [("fnps", "FNPS", "app-chart-line"), ("frs", "FRS", "app-chart-line-other"), ("fna", "FNA", "app-chart-guide")];
const YEARS: (i64, i64) = (2008, 2020);
/// The plan is of 2018: what it prints of later years is an estimate.
const LAST_KNOWN: i64 = 2018;
/// Frame of the drawing: left, right, top and bottom of the lines.
const BOX: (i64, i64, i64, i64) = (90, 590, 20, 300);

/// A fund: its name, the class of its line, its years.
type Serie = (&'static str, &'static str, Vec<Punto>);

/// The series.
pub fn figura() -> Option<Figura> {
    let series: Vec<Serie> = FONDI.iter().map(|(prefix, name, class)| (*name, *class, motore::serie(prefix))).collect();
    let national = &series.first()?.2;
    let (first, last) = (national.first()?, national.iter().rev().find(|p| p.anno <= LAST_KNOWN)?);
    let frase = tr!(
        "Il Fondo nazionale politiche sociali dell'Ambito passa da {} nel {} a {} nel {}.",
        euro(first.cents),
        first.anno.to_string(),
        euro(last.cents),
        last.anno.to_string(),
    );
    let cell = |points: &[Punto], year: i64| {
        points.iter().find(|p| p.anno == year).map_or_else(|| tr!("non stampato").to_owned(), |p| euro(p.cents))
    };
    let row = |year: i64| {
        let label = if year > LAST_KNOWN { tr!("{} (stima)", year.to_string()) } else { year.to_string() };
        std::iter::once(label).chain(series.iter().map(|(_, _, points)| cell(points, year))).collect()
    };
    Some(Figura {
        id: "serie",
        frase,
        disegno: figura::scrolling(draw(&series)),
        colonne: std::iter::once(tr!("Anno").to_owned()).chain(FONDI.iter().map(|(_, name, _)| (*name).to_owned())).collect(),
        righe: (YEARS.0..=YEARS.1).map(row).collect(),
        fonte: tr!("Piano di Zona 2018-2020 dell'Ambito di Lodi, paragrafi 1.5.1, 2.1.3 e 5.4; 2019 e 2020 sono stime del piano. Dove il piano non stampa un anno la linea unisce gli anni vicini.").to_owned(),
    })
}

/// Euro as people read them.
pub fn euro(cents: i128) -> String {
    format_euro(&motore::plain(cents))
}

fn x(year: i64) -> i64 {
    let (left, right, ..) = BOX;
    left + (year - YEARS.0) * (right - left) / (YEARS.1 - YEARS.0)
}

fn y(cents: i128, max: i128) -> i64 {
    let (.., top, bottom) = BOX;
    let height = i128::from(bottom - top);
    bottom - i64::try_from(cents.saturating_mul(height).checked_div(max).unwrap_or(0)).unwrap_or(0)
}

fn draw(series: &[Serie]) -> Html {
    const STEP: i128 = 50_000_000;
    let top = series.iter().flat_map(|(_, _, points)| points).map(|p| p.cents).max().unwrap_or(1);
    let max = (top + STEP - 1) / STEP * STEP;
    let (left, right, _, bottom) = BOX;
    let grid = (0..=max / STEP).map(|n| {
        let at = y(n * STEP, max);
        let words = if n == 0 { "0".to_owned() } else { lingua::euro(&letto(&(n * STEP / 100).to_string())) };
        html! {
            <>
                <path class="app-chart-grid" d={format!("M{left} {at}H{right}")} />
                <text class="app-chart-label" x={(left - 8).to_string()} y={(at + 5).to_string()} text-anchor="end" font-size="13">{words}</text>
            </>
        }
    });
    let years = (YEARS.0..=YEARS.1).step_by(2).map(|year| {
        html! { <text class="app-chart-label" x={x(year).to_string()} y={(bottom + 24).to_string()} text-anchor="middle">{year}</text> }
    });
    let line = |(name, class, points): &Serie| {
        let at = |p: &Punto| format!("{} {}", x(p.anno), y(p.cents, max));
        let d: Vec<String> =
            points.iter().enumerate().map(|(i, p)| [if i == 0 { "M" } else { "L" }, &at(p)].concat()).collect();
        let end = points.last().map(|p| (x(p.anno) + 8, y(p.cents, max) + 5));
        html! {
            <>
                <path class={*class} d={d.concat()} />
                { for points.iter().map(|p| html! { <circle class="app-chart-point" cx={x(p.anno).to_string()} cy={y(p.cents, max).to_string()} r="4"><title>{[name, " ", &p.anno.to_string(), ": ", &euro(p.cents)].concat()}</title></circle> }) }
                if let Some((x, y)) = end {
                    <text class="app-chart-strong" x={x.to_string()} y={y.to_string()}>{*name}</text>
                }
            </>
        }
    };
    html! {
        <svg class="app-chart" viewBox="0 0 640 340" aria-hidden="true" focusable="false">
            { for grid }{ for years }{ for series.iter().map(line) }
        </svg>
    }
}
