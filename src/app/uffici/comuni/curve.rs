// SPDX-License-Identifier: EUPL-1.2
//! The schedules as lines over the ISEE, one above the other. The ends of the fasce of the open one can be dragged, or
//! moved with the arrows; the fields below do the same.

use super::Banco;
use super::figura::{self, Figura};
use super::lavoro::{Azione, Passo};
use super::motore::{self, Centesimi};
use super::parole;
use crate::app::grafici::{Drawing, Frame, Segment, Tick, draw};
use crate::app::numeri::{from_cents, to_cents};
use crate::lingua::{self, tr};
use web_sys::Element;
use yew::prelude::*;

const WIDE: Frame = Frame { width: 720, height: 340, left: 64, right: 24, top: 20, bottom: 38, isee_ticks: 6 };
/// On a phone: one unit of the drawing is about one pixel, so letters stay readable.
const NARROW: Frame = Frame { width: 330, height: 280, left: 64, right: 20, top: 20, bottom: 34, isee_ticks: 4 };
/// How each line is dashed: never by colour alone.
const TRATTI: [&str; 5] = ["none", "10 4", "2 4", "14 4 2 4", "6 6"];
/// Ids of the pictures, one for each quota.
const IDS: [&str; 4] = ["curva", "curva-2", "curva-3", "curva-4"];
/// Where the table looks, cents of ISEE.
const PASSO: i64 = 250_000;

/// A quota under each schedule.
struct Linea {
    nome: String,
    pezzi: Vec<Segment>,
    attiva: bool,
}

/// The curves of every quota that the first schedule or the open one has.
pub fn view(banco: &Banco) -> Html {
    let service = banco.lavoro.servizio.as_str();
    let mut ids: Vec<(String, motore::Unita)> = Vec::new();
    for place in [0, banco.lavoro.attivo] {
        let found = banco.prove.get(place).and_then(|p| p.servizio(service));
        for q in found.map(|(_, s)| s.quote.as_slice()).unwrap_or_default() {
            if ids.iter().all(|(id, _)| *id != q.id) {
                ids.push((q.id.clone(), q.per));
            }
        }
    }
    ids.into_iter().zip(IDS).map(|((quota, per), id)| one(banco, &quota, per, id)).collect()
}

fn one(banco: &Banco, quota: &str, per: motore::Unita, id: &'static str) -> Html {
    let service = banco.lavoro.servizio.as_str();
    let rules = |n: usize| banco.prove.get(n).and_then(|p| p.regolamento.as_ref());
    let last = banco.buoni().into_iter().filter_map(|n| rules(n).map(|r| motore::ultima(r, service, quota))).max();
    let end = (last.unwrap_or_default() / PASSO + 2) * PASSO;
    let line = |n: usize| {
        let pezzi = motore::pezzi(rules(n)?, service, quota, end);
        (!pezzi.is_empty()).then(|| (n, Linea { nome: banco.nome(n), pezzi, attiva: n == banco.lavoro.attivo }))
    };
    let lines: Vec<(usize, Linea)> = banco.buoni().into_iter().filter_map(line).collect();
    if lines.is_empty() {
        return Html::default();
    }
    let sample = |n: usize, x: i64| rules(n).and_then(|r| motore::valore(r, service, quota, x));
    let places: Vec<i64> = (0..=end / PASSO).map(|k| k * PASSO).collect();
    let euro = |cents: i64| parole::euro(Centesimi(cents.into()));
    let shown = |x: Option<i64>| x.map_or_else(|| "–".to_owned(), euro);
    let row = |x: &i64| {
        let mut cells = vec![euro(*x)];
        cells.extend(lines.iter().map(|(n, _)| shown(sample(*n, *x))));
        cells
    };
    let most = places
        .iter()
        .filter_map(|x| Some((*x, sample(0, *x)?, sample(banco.lavoro.attivo, *x)?)))
        .max_by_key(|(x, a, b)| ((a - b).abs(), -x));
    let frase = match most {
        Some((x, a, b)) if a != b => tr!(
            "La differenza più grande tra le regole in vigore e «{}» è vicino a {} di ISEE: {} in vigore, {} nello scenario.",
            banco.nome(banco.lavoro.attivo),
            euro(x),
            euro(a),
            euro(b)
        ),
        _ => tr!("Quanto si paga {} secondo l'ISEE.", parole::per(per)),
    };
    let mut colonne = vec![tr!("ISEE").to_owned()];
    colonne.extend(lines.iter().map(|(_, l)| l.nome.clone()));
    let righe = places.iter().map(row).collect();
    let fonte = tr!("In orizzontale l'ISEE, in verticale quanto si paga {}, in euro.", parole::per(per));
    let linee = lines.into_iter().map(|(_, l)| l).collect::<Linee>();
    let disegno = figura::two_widths(|narrow| {
        let frame = if narrow { NARROW } else { WIDE };
        html! { <Disegno banco={banco.clone()} quota={quota.to_owned()} {end} linee={linee.clone()} {frame} /> }
    });
    Figura { id, frase, disegno, colonne, righe, fonte }.view()
}

/// The lines, as a property.
#[derive(Clone)]
struct Linee(std::rc::Rc<Vec<Linea>>);

impl FromIterator<Linea> for Linee {
    fn from_iter<T: IntoIterator<Item = Linea>>(iter: T) -> Self {
        Self(std::rc::Rc::new(iter.into_iter().collect()))
    }
}

impl PartialEq for Linee {
    fn eq(&self, other: &Self) -> bool {
        std::rc::Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
struct DisegnoProps {
    banco: Banco,
    quota: String,
    end: i64,
    linee: Linee,
    frame: Frame,
}

/// An end of a fascia: where it is, and what dragging it writes.
#[derive(Clone, Debug, PartialEq)]
struct Punto {
    /// From one.
    fascia: usize,
    isee: i64,
    tariffa: i64,
    limite: String,
    valore: String,
    /// The beginning of the next fascia, when it goes on from here.
    seguito: Option<String>,
}

#[component]
fn Disegno(props: &DisegnoProps) -> Html {
    let taken = use_state(|| None::<usize>);
    let (lines, frame) = (&props.linee.0, props.frame);
    let top = lines.iter().flat_map(|l| &l.pezzi).map(|s| s.from_fee.max(s.to_fee)).max().unwrap_or_default();
    let whole = Some((props.end, top));
    let all: Vec<Drawing> = lines.iter().map(|l| draw(&l.pezzi, whole, &frame)).collect();
    let Some(first) = all.first() else { return Html::default() };
    let points = points(&props.banco, &props.quota);
    let height = first.fee_axis.last().map_or(top, |t| t.value).max(1);
    let x =
        |isee: i64| frame.left + isee.clamp(0, props.end) * (frame.width - frame.left - frame.right) / props.end.max(1);
    let y = |fee: i64| {
        frame.height - frame.bottom - fee.clamp(0, height) * (frame.height - frame.top - frame.bottom) / height
    };
    let svg = use_node_ref();
    let onpointermove = {
        let (taken, svg, points, azione, end) =
            (taken.clone(), svg.clone(), points.clone(), props.banco.azione(), props.end);
        Callback::from(move |e: PointerEvent| {
            let Some(point) = taken.and_then(|n| points.get(n)) else { return };
            let Some(area) = svg.cast::<Element>().map(|s| s.get_bounding_client_rect()) else { return };
            let across = (f64::from(e.client_x()) - area.left()) / area.width() * frame.width as f64;
            let down = (f64::from(e.client_y()) - area.top()) / area.height() * frame.height as f64;
            azione.emit(moved(point, &frame, (across, down), end, height));
        })
    };
    let release = {
        let (taken, azione) = (taken.clone(), props.banco.azione());
        Callback::from(move |_: PointerEvent| {
            if taken.is_some() {
                taken.set(None);
                azione.emit(Azione::Lascia);
            }
        })
    };
    let handle = |(n, p): (usize, &Punto)| {
        let (taken, begin) = (taken.clone(), props.banco.azione());
        let onpointerdown = Callback::from(move |e: PointerEvent| {
            e.prevent_default();
            // What the arrows did is another step.
            begin.emit(Azione::Lascia);
            taken.set(Some(n));
        });
        let (azione, leave, point, end) = (props.banco.azione(), props.banco.azione(), p.clone(), props.end);
        let onkeydown = Callback::from(move |e: KeyboardEvent| {
            if let Some((isee, fee)) = stepped(&point, &e.key(), end) {
                e.prevent_default();
                azione.emit(written(&point, isee, fee));
            }
        });
        let onblur = Callback::from(move |_: FocusEvent| leave.emit(Azione::Lascia));
        let euro = |cents: i64| parole::euro(Centesimi(cents.into()));
        html! {
            <circle class="app-chart-point app-drag" cx={x(p.isee).to_string()} cy={y(p.tariffa).to_string()} r="9" fill="#17324d" {onpointerdown}
                {onkeydown} {onblur} tabindex="0" role="slider" aria-label={tr!("Limite della fascia {}: frecce a destra e a sinistra per l'ISEE, in alto e in basso per l'importo", p.fascia.to_string())}
                aria-valuemin="0" aria-valuemax={(end / 100).to_string()} aria-valuenow={(p.isee / 100).to_string()}
                aria-valuetext={tr!("{} di ISEE, si paga {}", euro(p.isee), euro(p.tariffa))} />
        }
    };
    let path = |(n, (line, drawing)): (usize, (&Linea, &Drawing))| {
        let dash = TRATTI.get(n).copied().unwrap_or("none");
        let class = line.attiva.then_some("app-chart-line");
        let (color, width) = if line.attiva { ("#007a52", "3") } else { ("#17324d", "2") };
        html! { <path {class} d={drawing.line.clone()} fill="none" stroke={color} stroke-width={width} stroke-dasharray={dash} /> }
    };
    // What each line is: side by side, or one below the other on a phone.
    let columns = if frame.width < WIDE.width { 1 } else { 2 };
    let legend = format!("0 0 {} {}", frame.width, lines.len().div_ceil(columns) * 22 + 6);
    let label = |(n, line): (usize, &Linea)| {
        let (left, base) = (n % columns * 360, 16 + n / columns * 22);
        let color = if line.attiva { "#007a52" } else { "#17324d" };
        let dash = TRATTI.get(n).copied().unwrap_or("none");
        html! {
            <>
                <line x1={left.to_string()} x2={(left + 44).to_string()} y1={base.to_string()} y2={base.to_string()} stroke={color} stroke-width="3" stroke-dasharray={dash} />
                <text class="app-chart-label" x={(left + 52).to_string()} y={(base + 5).to_string()}>{&line.nome}</text>
            </>
        }
    };
    html! {
        <>
            <svg class="app-chart" viewBox={legend} aria-hidden="true" focusable="false">{ for lines.iter().enumerate().map(label) }</svg>
            <svg ref={svg} class="app-chart" viewBox={format!("0 0 {} {}", frame.width, frame.height)} focusable="false"
                {onpointermove} onpointerup={release.clone()} onpointerleave={release}>
                <g aria-hidden="true">
                    {axes(first, &frame)}
                    { for lines.iter().zip(&all).enumerate().map(path) }
                </g>
                { for points.iter().enumerate().map(handle) }
            </svg>
            if !points.is_empty() {
                <p class="app-hint mb-2">{tr!("I punti si possono trascinare, o spostare con le frecce: il limite di 100 € alla volta, l'importo di 10 centesimi. I campi qui sotto fanno lo stesso.")}</p>
            }
        </>
    }
}

/// What dragging a point to a place of the drawing writes.
#[allow(clippy::cast_possible_truncation)]
fn moved(p: &Punto, frame: &Frame, (across, down): (f64, f64), end: i64, height: i64) -> Azione {
    let part = |at: f64, from: i64, size: i64, whole: i64, step: i64| {
        // To the step, inside the drawing.
        let share = ((at - from as f64) / size as f64).clamp(0.0, 1.0);
        (share * whole as f64 / step as f64).round() as i64 * step
    };
    let isee = part(across, frame.left, frame.width - frame.left - frame.right, end, 10_000).max(10_000);
    let size = frame.height - frame.top - frame.bottom;
    let fee = part((frame.height - frame.bottom) as f64 - down, 0, size, height, 10);
    written(p, isee, fee)
}

/// Where an arrow takes a point; none for another key.
fn stepped(p: &Punto, key: &str, end: i64) -> Option<(i64, i64)> {
    let (isee, fee) = match key {
        "ArrowLeft" => (p.isee - 10_000, p.tariffa),
        "ArrowRight" => (p.isee + 10_000, p.tariffa),
        "ArrowUp" => (p.isee, p.tariffa + 10),
        "ArrowDown" => (p.isee, p.tariffa - 10),
        "PageUp" => (p.isee + 100_000, p.tariffa),
        "PageDown" => (p.isee - 100_000, p.tariffa),
        _ => return None,
    };
    Some((isee.clamp(10_000, end.max(10_000)), fee.max(0)))
}

/// What writes a point at an ISEE and a fee, cents.
fn written(p: &Punto, isee: i64, fee: i64) -> Azione {
    let value = from_cents(fee);
    let limit = from_cents(isee);
    let limit = limit.strip_suffix(".00").unwrap_or(&limit).to_owned();
    let mut passi = vec![Passo::Scrivi(p.limite.clone(), limit), Passo::Scrivi(p.valore.clone(), value.clone())];
    passi.extend(p.seguito.iter().map(|path| Passo::Scrivi(path.clone(), value.clone())));
    Azione::Campo(["trascina ", &p.limite].concat(), passi)
}

/// The ends of the fasce of the open schedule, when it may be changed.
fn points(banco: &Banco, quota: &str) -> Vec<Punto> {
    let Some(prova) = banco.prova().filter(|_| banco.lavoro.is_editable()) else { return Vec::new() };
    let (Some(file), Some(service)) = (&prova.documento, super::modulo::place(prova, &banco.lavoro.servizio)) else {
        return Vec::new();
    };
    let quote = format!("servizio[{service}].quota");
    let own = (0..file.count(&quote)).find(|q| file.text(&format!("{quote}[{q}].id")).as_deref() == Some(quota));
    let Some(own) = own else { return Vec::new() };
    let list = format!("{quote}[{own}].fasce");
    let amount = |path: &str| file.text(path).as_deref().and_then(to_cents);
    let point = |n: usize| {
        let path = |key: &str| format!("{list}[{n}].{key}");
        let limite = ["fino_a", "sotto"].map(path).into_iter().find(|p| file.has(p))?;
        let valore = ["importo", "a"].map(path).into_iter().find(|p| file.has(p))?;
        let (isee, tariffa) = (amount(&limite)?, amount(&valore)?);
        let next = format!("{list}[{}].da", n + 1);
        let seguito = (amount(&next) == Some(tariffa)).then_some(next);
        Some(Punto { fascia: n + 1, isee, tariffa, limite, valore, seguito })
    };
    (0..file.count(&list)).filter_map(point).collect()
}

fn axes(drawing: &Drawing, frame: &Frame) -> Html {
    let (left, right) = (frame.left.to_string(), (frame.width - frame.right).to_string());
    let bottom = (frame.height - frame.bottom).to_string();
    let euro = |cents: i64| {
        let text = from_cents(cents);
        let short = text.strip_suffix(".00").unwrap_or(&text);
        lingua::euro(&lingua::grouped(short, 0).unwrap_or_default())
    };
    let across = |t: &Tick| {
        let y = t.position.to_string();
        html! {
            <>
                <line class="app-chart-grid" x1={left.clone()} x2={right.clone()} y1={y.clone()} y2={y} stroke="#d9dfe3" />
                <text class="app-chart-label" x={(frame.left - 8).to_string()} y={(t.position + 5).to_string()} text-anchor="end">{euro(t.value)}</text>
            </>
        }
    };
    let along = |t: &Tick| {
        html! {
            <text class="app-chart-label" x={t.position.to_string()} y={(frame.height - frame.bottom + 22).to_string()} text-anchor="middle">{euro(t.value)}</text>
        }
    };
    html! {
        <>
            { for drawing.fee_axis.iter().map(across) }
            { for drawing.isee_axis.iter().map(along) }
            <line class="app-chart-axis" x1={left.clone()} x2={right.clone()} y1={bottom.clone()} y2={bottom} stroke="#5d7083" />
        </>
    }
}
