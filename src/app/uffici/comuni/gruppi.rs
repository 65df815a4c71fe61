// SPDX-License-Identifier: EUPL-1.2
//! The same figures by fascia, tenth of ISEE, Comune, age, household.

use super::figura::{self, Figura};
use super::motore::{Centesimi, Dimensione, Gruppo, MINIMO_PUBBLICO, Quadro, nascosti};
use super::{Banco, parole};
use crate::app::componenti::subheading;
use crate::lingua::{chiave, parola, tr};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Groups that are drawn; the table has all.
const DISEGNATI: usize = 16;
/// What is written instead of a figure of few families.
const POCHE: &str = chiave!("meno di 5");
/// What is written instead of the others.
const NASCOSTO: &str = chiave!("nascosto");

/// Properties of [`Gruppi`].
#[derive(Properties, PartialEq)]
pub struct GruppiProps {
    /// The desk.
    pub banco: Banco,
}

/// The choice of a dimension, and its figures.
#[component]
pub fn Gruppi(props: &GruppiProps) -> Html {
    let chosen = use_state(|| "fascia".to_owned());
    let banco = &props.banco;
    let Some((quadro, posti)) = banco.dati.quadro() else { return Html::default() };
    let onchange = {
        let chosen = chosen.clone();
        Callback::from(move |e: Event| {
            if let Some(select) = e.target_dyn_into::<HtmlSelectElement>() {
                chosen.set(select.value());
            }
        })
    };
    let dimension = quadro.dimensioni.iter().find(|d| d.nome == *chosen).or_else(|| quadro.dimensioni.first());
    let Some(dimension) = dimension else { return Html::default() };
    let option = |d: &Dimensione| {
        html! { <option value={d.nome.clone()} selected={d.nome == dimension.nome}>{parole::dimensione(&d.nome)}</option> }
    };
    let open = other(banco, posti);
    html! {
        <>
            {subheading(tr!("Per gruppo"))}
            <div class="app-field mb-3">
                <label class="app-label" for="dimensione">{tr!("Dividi le famiglie per")}</label>
                <select id="dimensione" class="form-select" {onchange}>{ for quadro.dimensioni.iter().map(option) }</select>
            </div>
            {figures(banco, quadro, dimension, posti, open)}
        </>
    }
}

/// The place, among those computed, of the schedule that is compared with the first.
pub fn other(banco: &Banco, posti: &[usize]) -> Option<usize> {
    posti.iter().position(|p| *p == banco.lavoro.attivo && *p > 0).or((posti.len() > 1).then_some(1))
}

fn figures(banco: &Banco, quadro: &Quadro, d: &Dimensione, posti: &[usize], open: Option<usize>) -> Html {
    let names: Vec<String> = posti.iter().map(|p| banco.nome(*p)).collect();
    let revenue = revenue(d, &names, open);
    let given = parole::nomi_del_file(d);
    let Some(n) = open else { return revenue.0.exported_named(&revenue.1, given) };
    let (changes, hidden) = changes(d, &names, n);
    let _ = quadro;
    html! { <>{revenue.0.exported_named(&revenue.1, given)}{changes.exported_named(&hidden, given)}</> }
}

/// What each group pays, under every schedule; and the rows as they may be published.
pub fn revenue(d: &Dimensione, names: &[String], open: Option<usize>) -> (Figura, Vec<Vec<String>>) {
    let mut colonne = vec![parole::dimensione(&d.nome), tr!("Famiglie").to_owned()];
    for name in names {
        colonne.extend([name.clone(), tr!("Esenti, {}", name), tr!("Parte dell'ISEE in un anno, {}", name)]);
    }
    let row = |g: &Gruppo| {
        let mut cells = vec![parole::gruppo(&d.nome, g), parole::numero(g.righe)];
        for c in &g.scenari {
            cells.extend([parole::euro(c.totale), parole::numero(c.esenti), parole::percento(c.quota_isee.as_ref())]);
        }
        cells
    };
    let righe: Vec<Vec<String>> = d.gruppi.iter().map(row).collect();
    let hidden = hide(d, &righe, &[]);
    let most = d.gruppi.iter().max_by_key(|g| g.scenari.first().map(|c| c.totale));
    let total: i128 = d.gruppi.iter().filter_map(|g| g.scenari.first()).map(|c| c.totale.0).sum();
    let frase = most.map_or_else(String::new, |g| {
        let own = g.scenari.first().map_or(Centesimi(0), |c| c.totale);
        let part = crate::simula::percento(own.0, total);
        tr!(
            "Con le regole in vigore il gruppo che paga di più in tutto è «{}»: {}, il {} delle entrate.",
            parole::gruppo(&d.nome, g),
            parole::euro(own),
            parole::percento(part.as_ref())
        )
    });
    let figura = Figura {
        id: "entrate-gruppi",
        frase,
        disegno: figura::two_widths(|narrow| bars(d, names, open, narrow)),
        colonne,
        righe,
        fonte: notice(&hidden),
    };
    (figura, hidden)
}

/// Who pays more and who less, in each group.
pub fn changes(d: &Dimensione, names: &[String], n: usize) -> (Figura, Vec<Vec<String>>) {
    let colonne = [
        parole::dimensione(&d.nome),
        tr!("Famiglie").to_owned(),
        tr!("Pagano di meno").to_owned(),
        tr!("Risparmio in tutto").to_owned(),
        tr!("Risparmio massimo").to_owned(),
        tr!("Pagano di più").to_owned(),
        tr!("Aumento in tutto").to_owned(),
        tr!("Aumento medio").to_owned(),
        tr!("Aumento massimo").to_owned(),
        tr!("Pagano lo stesso").to_owned(),
    ];
    let row = |g: &Gruppo| {
        let v = g.scenari.get(n).map(|c| c.variazioni.clone()).unwrap_or_default();
        vec![
            parole::gruppo(&d.nome, g),
            parole::numero(g.righe),
            parole::numero(v.guadagnano),
            parole::euro(v.risparmio),
            parole::euro(v.risparmio_massimo),
            parole::numero(v.perdono),
            parole::euro(v.aggravio),
            parole::forse(v.aggravio_medio),
            parole::euro(v.aggravio_massimo),
            parole::numero(v.invariati),
        ]
    };
    let righe: Vec<Vec<String>> = d.gruppi.iter().map(row).collect();
    // Each count has its amounts: those of few families say what one pays.
    let hidden = hide(d, &righe, &[(2, &[3, 4]), (5, &[6, 7, 8]), (9, &[])]);
    let sum = |of: fn(&super::motore::Variazioni) -> i128| -> i128 {
        d.gruppi.iter().filter_map(|g| g.scenari.get(n)).map(|c| of(&c.variazioni)).sum()
    };
    let name = names.get(n).map_or("", String::as_str);
    let frase = tr!(
        "Con «{}» chi risparmia risparmia in tutto {}, chi paga di più paga in tutto {} in più.",
        name,
        parole::euro(Centesimi(sum(|v| v.risparmio.0))),
        parole::euro(Centesimi(sum(|v| v.aggravio.0)))
    );
    let figura = Figura {
        id: "variazioni",
        frase,
        disegno: figura::two_widths(|narrow| diverging(d, n, narrow)),
        colonne: colonne.to_vec(),
        righe,
        fonte: notice(&hidden),
    };
    (figura, hidden)
}

/// The rows as they may be published: no row, and no count with its amounts, of fewer than five families.
fn hide(d: &Dimensione, righe: &[Vec<String>], conti: &[(usize, &[usize])]) -> Vec<Vec<String>> {
    let counts: Vec<u64> = d.gruppi.iter().map(|g| g.righe).collect();
    let rows = nascosti(&counts);
    let one = |(cells, (hidden, count)): (&Vec<String>, (bool, u64))| {
        let mut out = cells.clone();
        if hidden {
            for (at, cell) in out.iter_mut().enumerate().skip(1) {
                parola(if at == 1 && count < MINIMO_PUBBLICO { POCHE } else { NASCOSTO }).clone_into(cell);
            }
            return out;
        }
        for (count, amounts) in conti {
            let few =
                out.get(*count).and_then(|c| c.parse::<u64>().ok()).is_some_and(|n| (1..MINIMO_PUBBLICO).contains(&n));
            if few {
                for at in std::iter::once(count).chain(*amounts) {
                    if let Some(cell) = out.get_mut(*at) {
                        parola(if at == count { POCHE } else { NASCOSTO }).clone_into(cell);
                    }
                }
            }
        }
        out
    };
    righe.iter().zip(rows.into_iter().zip(counts)).map(one).collect()
}

fn notice(hidden: &[Vec<String>]) -> String {
    if hidden.iter().flatten().any(|c| c == parola(NASCOSTO) || c == parola(POCHE)) {
        tr!("Nel file e nella relazione i gruppi con meno di 5 famiglie sono nascosti.").to_owned()
    } else {
        String::new()
    }
}

/// Length of a bar, in units of the drawing.
fn length(cents: i128, most: i128, width: i128) -> String {
    (cents * width / most.max(1)).to_string()
}

/// The groups drawn: the first ones, or those with most families.
fn drawn(d: &Dimensione) -> Vec<&Gruppo> {
    let mut groups: Vec<&Gruppo> = d.gruppi.iter().filter(|g| g.righe > 0).collect();
    if groups.len() > DISEGNATI {
        groups.sort_by_key(|g| std::cmp::Reverse(g.righe));
        groups.truncate(DISEGNATI);
    }
    groups
}

/// For each group a bar of what it pays now and, below, one with the open schedule; the words are beside each bar, or
/// above it on a phone.
fn bars(d: &Dimensione, names: &[String], open: Option<usize>, narrow: bool) -> Html {
    let (whole, longest, line) = if narrow { (330, 330, 40) } else { (720, 420, 20) };
    let groups = drawn(d);
    let shown: Vec<usize> = std::iter::once(0).chain(open).collect();
    let most = groups
        .iter()
        .flat_map(|g| shown.iter().filter_map(|n| g.scenari.get(*n)))
        .map(|c| c.totale.0)
        .max()
        .unwrap_or(1);
    let step = 30 + line * shown.len();
    let group = |(at, g): (usize, &&Gruppo)| {
        let y = at * step;
        let bar = |(k, n): (usize, &usize)| {
            let cents = g.scenari.get(*n).map_or(0, |c| c.totale.0);
            let y = y + 26 + k * line;
            let class = if k == 0 { "app-chart-bar-other" } else { "app-chart-bar" };
            let name = names.get(*n).map_or("", String::as_str);
            let (bar, left) = if narrow { (y + 20, "0") } else { (y, "428") };
            html! {
                <>
                    <rect {class} x="0" y={bar.to_string()} width={length(cents, most, longest)} height="16" stroke="#17324d" stroke-width="0.7" />
                    <text class="app-chart-label" x={left} y={(y + 13).to_string()}>{[&parole::euro(Centesimi(cents)), " ", name].concat()}</text>
                </>
            }
        };
        html! {
            <>
                <text class="app-chart-strong" x="0" y={(y + 18).to_string()}>{parole::gruppo(&d.nome, g)}</text>
                { for shown.iter().enumerate().map(bar) }
            </>
        }
    };
    let view_box = format!("0 0 {whole} {}", groups.len() * step + 8);
    html! {
        <svg class="app-chart" viewBox={view_box} aria-hidden="true" focusable="false">{ for groups.iter().enumerate().map(group) }</svg>
    }
}

/// To the left what a group saves, to the right what it pays more; the amounts are beside the bars, or below them on a
/// phone.
fn diverging(d: &Dimensione, n: usize, narrow: bool) -> Html {
    let groups = drawn(d);
    let (middle, longest, step) = if narrow { (165, 165, 70) } else { (360, 240, 50) };
    let of =
        |g: &Gruppo| g.scenari.get(n).map(|c| (c.variazioni.risparmio.0, c.variazioni.aggravio.0)).unwrap_or_default();
    let most = groups.iter().map(|g| of(g)).map(|(a, b)| a.max(b)).max().unwrap_or(1).max(1);
    let line = middle.to_string();
    let row = |(at, g): (usize, &&Gruppo)| {
        let (saved, more) = of(g);
        let y = 28 + at * step;
        let (left, right) = (middle - saved * longest / most, middle + more * longest / most);
        let (below, left_words, right_words) = if narrow { (57, middle, middle) } else { (35, left, right) };
        html! {
            <>
                <text class="app-chart-strong" x="0" y={(y + 16).to_string()}>{parole::gruppo(&d.nome, g)}</text>
                <rect class="app-chart-bar" x={left.to_string()} y={(y + 22).to_string()} width={(middle - left).to_string()} height="16" />
                <rect class="app-chart-bar-other" x={middle.to_string()} y={(y + 22).to_string()} width={(right - middle).to_string()} height="16" stroke="#17324d" />
                <line class="app-chart-axis" x1={line.clone()} x2={line.clone()} y1={(y + 20).to_string()} y2={(y + 40).to_string()} stroke="#5d7083" />
                <text class="app-chart-label" x={(left_words - 8).to_string()} y={(y + below).to_string()} text-anchor="end">{amount(-saved)}</text>
                <text class="app-chart-label" x={(right_words + 8).to_string()} y={(y + below).to_string()}>{amount(more)}</text>
            </>
        }
    };
    let (height, whole) = (groups.len() * step + 36, middle * 2);
    html! {
        <svg class="app-chart" viewBox={format!("0 0 {whole} {height}")} aria-hidden="true" focusable="false">
            <text class="app-chart-label" x={(middle - 8).to_string()} y="16" text-anchor="end">{tr!("pagano di meno")}</text>
            <text class="app-chart-label" x={(middle + 8).to_string()} y="16">{tr!("pagano di più")}</text>
            { for groups.iter().enumerate().map(row) }
        </svg>
    }
}

fn amount(cents: i128) -> String {
    if cents == 0 { String::new() } else { parole::differenza(cents) }
}
