// SPDX-License-Identifier: EUPL-1.2
//! Stacked bars: a bar for each voce of the first level, a piece for each voce below it.

use super::figura::{self, Figura};
use super::motore::{self, Prova};
use super::righe::righe;
use crate::app::numeri::format_euro;
use crate::lingua::tr;
use crate::riparto::VoceRisposta;
use yew::prelude::*;

/// Width of the drawing.
const WIDTH: i128 = 640;
/// Height of a bar with its words.
const ROW: i128 = 56;
/// Bars drawn; the table has all.
const BARS: usize = 12;

/// The bars of the fund.
pub fn figura(prova: &Prova) -> Option<Figura> {
    let answer = prova.risposta.as_ref()?;
    let mut voci: Vec<&VoceRisposta> = answer.voci.iter().collect();
    voci.sort_by_key(|v| std::cmp::Reverse(v.importo.0));
    let first = voci.first()?;
    let frase = tr!(
        "La parte maggiore va a «{}»: {}, il {} del disponibile.",
        first.nome.it(),
        euro(first.importo.0),
        motore::share(first.importo.0, answer.disponibile.0),
    );
    Some(Figura {
        id: "barre",
        frase,
        disegno: figura::scrolling(draw(&voci, answer.residuo.0)),
        colonne: [tr!("Voce"), tr!("Riceve"), tr!("Del suo livello"), tr!("Del disponibile")]
            .map(str::to_owned)
            .to_vec(),
        righe: rows(prova),
        fonte: String::new(),
    })
}

fn euro(cents: i128) -> String {
    format_euro(&motore::plain(cents))
}

fn rows(prova: &Prova) -> Vec<Vec<String>> {
    let whole = prova.risposta.as_ref().map_or(0, |r| r.disponibile.0);
    let left = prova.residuo;
    let one = |r: super::righe::Riga| {
        let cents = r.esito.as_ref().map_or(0, |e| e.importo.0);
        vec![
            [&"– ".repeat(r.livello), r.nome.as_str()].concat(),
            euro(cents),
            motore::share(cents, r.disponibile),
            motore::share(cents, whole),
        ]
    };
    let residue = vec![tr!("Residuo").to_owned(), euro(left), "–".to_owned(), motore::share(left, whole)];
    righe(prova).into_iter().map(one).chain([residue]).collect()
}

fn draw(voci: &[&VoceRisposta], residue: i128) -> Html {
    let max = voci.iter().map(|v| v.importo.0).chain([residue, 1]).max().unwrap_or(1);
    let shown = voci.iter().take(BARS);
    let mut bars: Vec<Html> = shown.enumerate().map(|(i, v)| bar(i, v, max)).collect();
    let others = voci.iter().skip(BARS).map(|v| v.importo.0).fold(0, i128::saturating_add);
    if voci.len() > BARS {
        let more = (voci.len() - BARS).to_string();
        let words = tr!("un'altra voce: {}, nella tabella" | "altre {n} voci: {}, nella tabella" % more, euro(others));
        bars.push(words_only(bars.len(), words));
    }
    if residue > 0 {
        bars.push(words_only(bars.len(), tr!("residuo: {}", euro(residue))));
    }
    let height = ROW.saturating_mul(i128::try_from(bars.len()).unwrap_or(0));
    html! {
        <svg class="app-chart" viewBox={["0 0 ", &WIDTH.to_string(), " ", &height.to_string()].concat()} aria-hidden="true" focusable="false">
            { for bars }
        </svg>
    }
}

fn top(index: usize) -> i128 {
    ROW.saturating_mul(i128::try_from(index).unwrap_or(0))
}

fn words_only(index: usize, words: String) -> Html {
    html! { <text class="app-chart-label" x="0" y={(top(index) + 20).to_string()}>{words}</text> }
}

fn bar(index: usize, v: &VoceRisposta, max: i128) -> Html {
    let y = top(index);
    let width = |cents: i128| cents.saturating_mul(WIDTH).checked_div(max).unwrap_or(0);
    let mut at = 0_i128;
    let mut piece = |cents: i128, opacity: &'static str, name: String| {
        let (from, to) = (width(at), width(at.saturating_add(cents)));
        at = at.saturating_add(cents);
        html! {
            <rect class="app-chart-bar" x={from.to_string()} y={(y + 28).to_string()} width={(to - from).to_string()} height="18"
                fill-opacity={opacity} stroke="#fff"><title>{name}</title></rect>
        }
    };
    let pieces: Vec<Html> = if v.voci.is_empty() {
        vec![piece(v.importo.0, "1", v.nome.it().to_owned())]
    } else {
        let shade = ["1", "0.7", "0.45"];
        let below = v.voci.iter().zip(shade.into_iter().cycle());
        below.map(|(b, o)| piece(b.importo.0, o, [b.nome.it(), ": ", &euro(b.importo.0)].concat())).collect()
    };
    html! {
        <>
            <text class="app-chart-label" x="0" y={(y + 20).to_string()}>{short(v.nome.it())}</text>
            <text class="app-chart-strong" x={WIDTH.to_string()} y={(y + 20).to_string()} text-anchor="end">{euro(v.importo.0)}</text>
            {pieces.into_iter().collect::<Html>()}
        </>
    }
}

/// A name that leaves room for its amount.
fn short(name: &str) -> String {
    if name.chars().count() <= 44 { name.to_owned() } else { name.chars().take(42).chain(['…']).collect() }
}
