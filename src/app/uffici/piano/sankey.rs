// SPDX-License-Identifier: EUPL-1.2
//! From the fund to the areas, the units and the Comuni: where the money flows.

use super::Prova;
use super::figura::{self, Figura};
use super::flussi::{Flusso, Nodo, Rete};
use super::motore;
use super::serie::euro;
use crate::lingua::tr;
use crate::riparto::VoceRisposta;
use yew::prelude::*;

const WIDTH: i128 = 800;
const HEIGHT: i128 = 560;
/// Width of a node.
const BAR: i128 = 12;
/// Room for the words of the last column.
const WORDS: i128 = 200;

/// The drawing, where there is more than one level or there are Comuni.
pub fn figura(prova: &Prova) -> Option<Figura> {
    let answer = prova.risposta.as_ref()?;
    let depth = depth(&answer.voci);
    let mut rete = Rete::default();
    let fund = rete.node(0, "", tr!("Fondo"), answer.disponibile.0);
    walk(&mut rete, &answer.voci, fund, "", 1, depth);
    residue(&mut rete, fund, 1, answer.residuo.0);
    let gives = |i: usize| rete.flussi.iter().any(|f| f.da == i);
    let ends = rete.nodi.iter().enumerate().filter(|(i, n)| !gives(*i) && !n.chiave.ends_with('!')).map(|(_, n)| n);
    let last = ends.max_by_key(|n| n.cents)?;
    let frase = tr!(
        "Il denaro passa per {n} livello; alla fine la parte maggiore è di «{}», {}."
            | "Il denaro passa per {n} livelli; alla fine la parte maggiore è di «{}», {}." % depth.to_string(),
        last.nome,
        euro(last.cents),
    );
    let row = |f: &Flusso| {
        let name = |i: usize| rete.nodi.get(i).map(|n| n.nome.clone()).unwrap_or_default();
        vec![[&name(f.da), " → ", &name(f.a)].concat(), euro(f.cents)]
    };
    let righe = rete.flussi.iter().map(row).collect();
    let mut drawn = rete.shortened();
    drawn.place(HEIGHT);
    let colonne = [tr!("Da chi a chi"), tr!("Quanto")].map(str::to_owned).to_vec();
    Some(Figura {
        id: "flussi",
        frase,
        disegno: figura::scrolling(draw(&drawn, depth)),
        colonne,
        righe,
        fonte: String::new(),
    })
}

fn depth(voci: &[VoceRisposta]) -> usize {
    voci.iter().map(|v| 1 + depth(&v.voci)).max().unwrap_or(0)
}

fn walk(rete: &mut Rete, voci: &[VoceRisposta], from: usize, sopra: &str, column: usize, last: usize) {
    for v in voci.iter().filter(|v| v.importo.0 > 0) {
        let path = [sopra, "/", &v.id].concat();
        // A Comune is the same one whatever area its money comes from.
        let comune = v.voci.is_empty() && motore::comuni().iter().any(|c| c.codice_istat == v.id);
        let (at, key) = if comune { (last, v.id.as_str()) } else { (column, path.as_str()) };
        let node = rete.node(at, key, v.nome.it(), v.importo.0);
        rete.link(from, node, v.importo.0);
        walk(rete, &v.voci, node, &path, column + 1, last);
        residue(rete, node, column + 1, v.residuo.map_or(0, |r| r.0));
    }
}

/// What a node does not give away.
fn residue(rete: &mut Rete, from: usize, column: usize, cents: i128) {
    if cents > 0 {
        let node = rete.node(column, &[&from.to_string(), "!"].concat(), tr!("residuo"), cents);
        rete.link(from, node, cents);
    }
}

/// A name that fits between two columns.
fn cut(name: &str) -> String {
    if name.chars().count() <= 25 { name.to_owned() } else { name.chars().take(24).chain(['…']).collect() }
}

fn x(column: usize, columns: usize) -> i128 {
    let step = (WIDTH - WORDS - BAR) / i128::try_from(columns.max(1)).unwrap_or(1);
    step * i128::try_from(column).unwrap_or(0)
}

fn draw(rete: &Rete, columns: usize) -> Html {
    let ribbon = |f: &Flusso| {
        let (da, a) = rete.nodi.get(f.da).zip(rete.nodi.get(f.a))?;
        let (from, to) = (x(da.colonna, columns) + BAR, x(a.colonna, columns));
        let half = (from + to) / 2;
        let (top, end, tall) = (f.y_da, f.y_a, f.alto);
        let (low, low_end) = (top + tall, end + tall);
        let d = format!(
            "M{from} {top}C{half} {top} {half} {end} {to} {end}V{low_end}C{half} {low_end} {half} {low} {from} {low}Z"
        );
        let words = [&da.nome, " → ", &a.nome, ": ", &euro(f.cents)].concat();
        Some(html! { <path class="app-chart-bar" fill-opacity="0.3" {d}><title>{words}</title></path> })
    };
    let node = |n: &Nodo| {
        let left = x(n.colonna, columns);
        let words = cut(&n.nome);
        html! {
            <>
                <rect class="app-chart-bar" x={left.to_string()} y={n.y.to_string()} width={BAR.to_string()} height={n.alto.to_string()}>
                    <title>{[&n.nome, ": ", &euro(n.cents)].concat()}</title>
                </rect>
                <text class="app-chart-label" x={(left + BAR + 4).to_string()} y={(n.y + n.alto / 2 + 5).to_string()}>{words}</text>
            </>
        }
    };
    html! {
        <svg class="app-chart" viewBox={format!("0 0 {WIDTH} {}", HEIGHT + 20)} aria-hidden="true" focusable="false">
            { for rete.flussi.iter().filter_map(ribbon) }
            { for rete.nodi.iter().map(node) }
        </svg>
    }
}
