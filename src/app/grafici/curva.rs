// SPDX-License-Identifier: EUPL-1.2
use super::geometry::{Drawing, Frame, Segment, Tick, draw};
use crate::app::componenti::{Column, DataTable, details, frase, italiano};
use crate::app::motore::{Banda, Curva};
use crate::app::numeri::{format_euro, format_number, from_cents};
use crate::lingua::tr;
use yew::prelude::*;

/// On a phone: one unit of the drawing is about one pixel, so letters stay readable.
const NARROW: Frame = Frame { width: 300, height: 260, left: 52, right: 14, top: 34, bottom: 34, isee_ticks: 4 };
/// On anything wider.
const WIDE: Frame = Frame { width: 720, height: 340, left: 64, right: 24, top: 34, bottom: 38, isee_ticks: 6 };

/// The fee as a line, the reader on it, and the same figures in a table.
pub struct TariffCurve {
    /// Prefix of the ids inside, unique in the page.
    pub id: String,
    /// The finding, in a sentence.
    pub title: String,
    /// The fee as a function of the ISEE.
    pub curve: Curva,
    /// After an amount: "per ogni ora".
    pub unit: &'static str,
    /// Where the reader is: ISEE and fee, cents.
    pub point: Option<(i64, i64)>,
    /// Act the figures come from.
    pub source: String,
}

impl TariffCurve {
    /// The figure; nothing when the act prints no value at all.
    pub fn view(&self) -> Html {
        let segments: Vec<Segment> = self.curve.bande.iter().filter_map(|b| segment(b, self.curve.fine)).collect();
        if segments.is_empty() {
            return Html::default();
        }
        html! {
            <figure class="app-figure">
                <figcaption>{&self.title}</figcaption>
                <div class="d-md-none">{svg(self, &segments, &NARROW, "-stretto")}</div>
                <div class="d-none d-md-block">{svg(self, &segments, &WIDE, "-largo")}</div>
                <p class="app-source">
                    {frase(
                        tr!("In orizzontale l'ISEE, in verticale quanto si paga {}, in euro. Fonte: {}"),
                        [html! { {self.unit} }, italiano(self.source.clone())],
                    )}
                </p>
                {details(tr!("Guarda la tabella con tutte le fasce"), html! { <>{table(self)}{csv(self)}</> })}
            </figure>
        }
    }
}

fn segment(band: &Banda, end: i64) -> Option<Segment> {
    let (from_fee, to_fee) = band.tariffa?;
    Some(Segment { from: band.da.0, to: band.a.map_or(end, |a| a.0), from_fee, to_fee })
}

fn svg(props: &TariffCurve, segments: &[Segment], frame: &Frame, size: &str) -> Html {
    let drawing = draw(segments, props.point, frame);
    let (title_id, desc_id) = ([&*props.id, "-titolo", size].concat(), [&*props.id, "-testo", size].concat());
    let view_box = ["0 0 ", &frame.width.to_string(), " ", &frame.height.to_string()].concat();
    html! {
        <svg class="app-chart" viewBox={view_box} width="100%" role="img" aria-labelledby={[&*title_id, " ", &desc_id].concat()}>
            <title id={title_id}>{&props.title}</title>
            <desc id={desc_id}>{tr!("Tutti i valori sono nella tabella sotto il grafico.")}</desc>
            {axes(&drawing, frame)}
            <path class="app-chart-guide" d={drawing.jumps.clone()} fill="none" stroke="#17324d" stroke-dasharray="3 4" />
            <path class="app-chart-line" d={drawing.line.clone()} fill="none" stroke="#007a52" stroke-width="3" />
            {drawing.point.map(|at| you_are_here(at, frame))}
        </svg>
    }
}

fn axes(drawing: &Drawing, frame: &Frame) -> Html {
    let (left, right) = (frame.left.to_string(), (frame.width - frame.right).to_string());
    let bottom = (frame.height - frame.bottom).to_string();
    let across = |t: &Tick| {
        let y = t.position.to_string();
        html! {
            <>
                <line class="app-chart-grid" x1={left.clone()} x2={right.clone()} y1={y.clone()} y2={y} stroke="#d9dfe3" />
                <text class="app-chart-label" x={(frame.left - 8).to_string()} y={(t.position + 5).to_string()}
                    text-anchor="end">{axis_amount(t.value)}</text>
            </>
        }
    };
    let along = |t: &Tick| {
        let x = t.position.to_string();
        html! {
            <text class="app-chart-label" {x} y={(frame.height - frame.bottom + 22).to_string()}
                text-anchor="middle">{axis_amount(t.value)}</text>
        }
    };
    html! {
        <g aria-hidden="true">
            { for drawing.fee_axis.iter().map(across) }
            { for drawing.isee_axis.iter().map(along) }
            <line class="app-chart-axis" x1={left.clone()} x2={right.clone()} y1={bottom.clone()} y2={bottom} stroke="#5d7083" />
        </g>
    }
}

/// Whole euro without cents, else with them; the unit is in the line under the chart.
fn axis_amount(cents: i64) -> String {
    let value = from_cents(cents);
    if cents % 100 == 0 {
        format_number(value.trim_end_matches("00").trim_end_matches('.'))
    } else {
        format_euro(&value)
    }
}

/// A vertical from the axis to above the plot, where the label meets no line.
fn you_are_here((x, y): (i64, i64), frame: &Frame) -> Html {
    let (top, bottom) = ((frame.top - 8).to_string(), (frame.height - frame.bottom).to_string());
    let label_x = x.clamp(frame.left, frame.width - 32).to_string();
    let (x, y) = (x.to_string(), y.to_string());
    html! {
        <g aria-hidden="true">
            <line class="app-chart-guide" x1={x.clone()} x2={x.clone()} y1={top} y2={bottom} stroke="#17324d"
                stroke-dasharray="3 4" />
            <circle class="app-chart-point" cx={x} cy={y} r="7" fill="#17324d" />
            <text class="app-chart-strong" x={label_x} y={(frame.top - 14).to_string()} text-anchor="middle">{tr!("Sei qui")}</text>
        </g>
    }
}

fn table(props: &TariffCurve) -> Html {
    let columns = vec![
        Column { head: "ISEE".into(), number: false },
        Column { head: tr!("Quanto si paga {}", props.unit).into(), number: true },
    ];
    let rows = props.curve.bande.iter().map(|b| {
        let own = props.point.is_some_and(|(isee, _)| contains(b, isee));
        (vec![isee_words(b).into(), fee_words(b).into()], own)
    });
    let caption = tr!("Quanto si paga secondo l'ISEE");
    let id = [&*props.id, "-tabella"].concat();
    DataTable { id, caption, columns, rows: rows.collect(), own: tr!("la tua fascia") }.view()
}

/// The table as a file; an address that holds it, so that nothing has to run.
fn csv(props: &TariffCurve) -> Html {
    let mut text = ["ISEE;", tr!("Importo"), "\r\n"].concat();
    for band in &props.curve.bande {
        text.push_str(&[&*isee_words(band), ";", &fee_words(band), "\r\n"].concat());
    }
    let href = ["data:text/csv;charset=utf-8,%EF%BB%BF", &String::from(js_sys::encode_uri_component(&text))].concat();
    html! { <p class="app-no-print"><a {href} download="tariffa.csv">{tr!("Scarica la tabella (CSV)")}</a></p> }
}

fn contains(band: &Banda, isee: i64) -> bool {
    let after = if band.da.1 { isee > band.da.0 } else { isee >= band.da.0 };
    after && band.a.is_none_or(|(end, included)| if included { isee <= end } else { isee < end })
}

fn isee_words(band: &Banda) -> String {
    let euro = |cents: i64| format_euro(&from_cents(cents));
    let from = if band.da.1 { tr!("oltre {}", euro(band.da.0)) } else { tr!("da {}", euro(band.da.0)) };
    match band.a {
        Some((end, true)) => tr!("{} fino a {}", from, euro(end)),
        Some((end, false)) => tr!("{} e sotto {}", from, euro(end)),
        None => from,
    }
}

fn fee_words(band: &Banda) -> String {
    let euro = |cents: i64| format_euro(&from_cents(cents));
    match band.tariffa {
        None => tr!("non pubblicato").to_owned(),
        Some((from, to)) if from == to => euro(from),
        Some((from, _)) if band.a.is_none() => tr!("da {} in su", euro(from)),
        Some((from, to)) => tr!("da {} a {}", euro(from), euro(to)),
    }
}
