// SPDX-License-Identifier: EUPL-1.2
//! The atlas of cliffs: where the fee jumps, by how much, why, and how many families live near the edge.

use super::figura::{self, Figura};
use super::guasto::{Guasto, leggi_risposta};
use super::motore::{Centesimi, Scalino};
use super::{Banco, parole};
use crate::app::componenti::{paragraph, section, subheading};
use crate::app::numeri::{format_euro, to_cents};
use crate::lingua::tr;
use serde_json::json;
use std::rc::Rc;
use yew::prelude::*;

/// Ids of the pictures, one for each schedule.
const IDS: [&str; 5] = ["scalini", "scalini-2", "scalini-3", "scalini-4", "scalini-5"];
/// What was found, for each schedule that can be computed.
type Trovati = Vec<(usize, Result<Vec<Scalino>, Vec<Guasto>>)>;

/// Properties of [`Scalini`].
#[derive(Properties, PartialEq)]
pub struct ScaliniProps {
    /// The desk.
    pub banco: Banco,
}

/// The part of the page.
#[component]
pub fn Scalini(props: &ScaliniProps) -> Html {
    let banco = &props.banco;
    let found = use_state(|| Rc::new(Trovati::new()));
    let ready = banco.dati.letta.is_some();
    {
        let (banco, found) = (banco.clone(), found.clone());
        use_effect_with((banco.testi(), banco.dati.giro, banco.lingua), move |_| {
            if banco.dati.letta.is_none() {
                return;
            }
            let all = Rc::new(std::cell::RefCell::new(Trovati::new()));
            let places = banco.buoni();
            for place in places.clone() {
                let (all, found, count) = (all.clone(), found.clone(), places.len());
                let done = Callback::from(move |text: String| {
                    all.borrow_mut().push((place, leggi_risposta(&text)));
                    if all.borrow().len() == count {
                        found.set(Rc::new(all.take()));
                    }
                });
                let question = json!({ "servizio": banco.lavoro.servizio, "regole": [banco.testo(place)] });
                banco.lavoratore.chiedi("scalini", &question.to_string(), done);
            }
        });
    }
    html! {
        <>
            {section(tr!("Scalini"))}
            {paragraph(tr!("Dove un euro di ISEE in più fa saltare la tariffa, e quante famiglie del file vivono vicino al salto."))}
            if !ready { {paragraph(tr!("Carica prima le famiglie."))} }
            { for found.iter().zip(IDS).map(|((place, r), id)| one(banco, *place, r, id)) }
        </>
    }
}

fn one(banco: &Banco, place: usize, found: &Result<Vec<Scalino>, Vec<Guasto>>, id: &'static str) -> Html {
    let title = subheading(&banco.nome(place));
    let list = match found {
        Err(guasti) => {
            return html! { <>{title}<ul class="app-error">{ for guasti.iter().map(|g| html! { <li>{g.sentence()}</li> }) }</ul></> };
        }
        Ok(list) => list,
    };
    let Some(worst) = list.iter().max_by_key(|s| jump(s).abs()) else {
        return html! { <>{title}{paragraph(tr!("Nessuno scalino: la tariffa non salta mai."))}</> };
    };
    let near: u64 = worst.entro.last().map_or(0, |v| v.sotto + v.sopra);
    let frase = tr!(
        "Lo scalino più alto è a {} di ISEE: {} per ogni unità; entro 1.000 € vivono {}.",
        format_euro(&worst.isee),
        parole::differenza(jump(worst).into()),
        parole::famiglie(near)
    );
    let mut colonne =
        [tr!("ISEE"), tr!("Prima"), tr!("Dopo"), tr!("Salto"), tr!("Clausola")].map(str::to_owned).to_vec();
    for euro in [tr!("250 €"), tr!("500 €"), tr!("1.000 €")] {
        colonne.extend([tr!("Entro {} sotto", euro), tr!("Entro {} sopra", euro)]);
    }
    let row = |s: &Scalino| {
        let mut cells = vec![
            format_euro(&s.isee),
            format_euro(&s.prima),
            format_euro(&s.dopo),
            parole::differenza(jump(s).into()),
            parole::clausola(&s.clausola),
        ];
        cells.extend(s.entro.iter().flat_map(|v| [parole::numero(v.sotto), parole::numero(v.sopra)]));
        cells
    };
    let righe: Vec<Vec<String>> = list.iter().map(row).collect();
    let hidden: Vec<Vec<String>> = righe
        .iter()
        .map(|r| {
            let few = |(at, c): (usize, &String)| {
                let small = at > 4 && c.parse::<u64>().is_ok_and(|n| (1..super::motore::MINIMO_PUBBLICO).contains(&n));
                if small { tr!("meno di 5").to_owned() } else { c.clone() }
            };
            r.iter().enumerate().map(few).collect()
        })
        .collect();
    let figura = Figura {
        id,
        frase,
        disegno: figura::two_widths(|narrow| draw(list, narrow)),
        colonne,
        righe,
        fonte: tr!("Nel file i conti con meno di 5 famiglie sono nascosti.").to_owned(),
    };
    html! { <>{title}{figura.exported(&hidden)}</> }
}

fn jump(s: &Scalino) -> i64 {
    let size = to_cents(s.salto.trim_start_matches('-')).unwrap_or_default();
    if s.salto.starts_with('-') { -size } else { size }
}

/// A bar for each cliff, with how many live within 500 €: beside it, or below it on a phone.
fn draw(list: &[Scalino], narrow: bool) -> Html {
    let most = list.iter().map(|s| jump(s).abs()).max().unwrap_or(1).max(1);
    let (whole, longest, step) = if narrow { (330, 330, 68) } else { (720, 380, 46) };
    let row = |(at, s): (usize, &Scalino)| {
        let size = jump(s);
        let (y, width) = (at * step, size.abs() * longest / most);
        let class = if size < 0 { "app-chart-bar" } else { "app-chart-bar-other" };
        let near = s.entro.iter().find(|v| v.euro == 500).map_or(0, |v| v.sotto + v.sopra);
        let words = tr!("{}, {} entro 500 €", parole::euro(Centesimi(size.into())), parole::famiglie(near));
        let (left, base) = if narrow { (0, y + 56) } else { (width + 8, y + 35) };
        html! {
            <>
                <text class="app-chart-strong" x="0" y={(y + 16).to_string()}>{["ISEE ", &format_euro(&s.isee)].concat()}</text>
                <rect {class} x="0" y={(y + 22).to_string()} width={width.to_string()} height="16" stroke="#17324d" />
                <text class="app-chart-label" x={left.to_string()} y={base.to_string()}>{words}</text>
            </>
        }
    };
    let view_box = format!("0 0 {whole} {}", list.len().min(20) * step + 6);
    html! { <svg class="app-chart" viewBox={view_box} aria-hidden="true" focusable="false">{ for list.iter().take(20).enumerate().map(row) }</svg> }
}
