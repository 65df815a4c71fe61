// SPDX-License-Identifier: EUPL-1.2
//! One fascia: where it ends, how much is paid, what the engine says of it.

use super::campo::{campo, id_of};
use super::lavoro::{Azione, Passo};
use super::motore::Prova;
use super::{Banco, errori, nodi};
use crate::denaro::{Decimal, parse_decimal};
use crate::formato::Documento;
use crate::lingua::{chiave, parola, tr};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A form of value: the key that tells it, its name, its fields.
type Forma = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const FORME: [Forma; 8] = [
    ("importo", chiave!("Un importo"), &[("importo", chiave!("Importo, €"))]),
    ("esente", chiave!("Niente: esente"), &[]),
    (
        "da",
        chiave!("Da un importo a un altro, in proporzione"),
        &[("da", chiave!("All'inizio, €")), ("a", chiave!("Alla fine, €"))],
    ),
    ("percento", chiave!("Una parte del costo"), &[("percento", chiave!("Percentuale del costo"))]),
    (
        "percento_da",
        chiave!("Da una parte del costo a un'altra"),
        &[("percento_da", chiave!("Percentuale all'inizio")), ("percento_a", chiave!("Percentuale alla fine"))],
    ),
    (
        "rapporto",
        chiave!("In proporzione all'ISEE"),
        &[("rapporto.importo", chiave!("Importo, €")), ("rapporto.isee", chiave!("A questo ISEE, €"))],
    ),
    ("eccedenza", chiave!("Ciò che l'ISEE supera"), &[("eccedenza", chiave!("Oltre questo ISEE, €"))]),
    ("ignota", chiave!("Non è pubblicato"), &[]),
];

/// The row of a fascia.
pub fn view(banco: &Banco, prova: &Prova, list: &str, n: usize, count: usize) -> Html {
    let Some(file) = &prova.documento else { return Html::default() };
    let path = format!("{list}[{n}]");
    let forma = FORME.iter().find(|(key, ..)| file.has(&[&path, ".", key].concat()));
    let bound = ["fino_a", "sotto"].into_iter().find(|k| file.has(&[&path, ".", k].concat()));
    let editable = banco.lavoro.is_editable();
    let name = |what: &str| tr!("{}, fascia {}", what, (n + 1).to_string());
    html! {
        <tr>
            <th scope="row">{n + 1}</th>
            <td data-label={tr!("ISEE fino a")}>
                {match bound {
                    Some(key) => html! {
                        <>
                            {campo(banco, &[&path, ".", key].concat(), &name(tr!("ISEE fino a")), false)}
                            if key == "sotto" { <span class="app-hint">{tr!("escluso")}</span> }
                        </>
                    },
                    None => html! { <span>{tr!("in su")}</span> },
                }}
            </td>
            <td data-label={tr!("Si paga")}>{shapes(banco, file, &path, n, forma)}</td>
            <td>
                { for forma.into_iter().flat_map(|(_, _, fields)| fields.iter()).map(|(key, label)| html! {
                    <div class="mb-1">
                        <span class="app-hint" aria-hidden="true">{parola(label)}</span>
                        {campo(banco, &[&path, ".", key].concat(), &name(parola(label)), false)}
                    </div>
                }) }
                if matches!(forma, Some(("da" | "percento_da", ..))) { {nodi::view(banco, file, list, n)} }
                {errori::beside(prova, &path)}
            </td>
            if editable {
                <td>
                    <button type="button" class="btn btn-outline-primary btn-sm mb-1" onclick={banco.click(Azione::Cambia(tr!("Fascia divisa in due"), split(file, list, n)))}>
                        {tr!("Dividi")}<span class="visually-hidden">{tr!(" la fascia {}", (n + 1).to_string())}</span>
                    </button>
                    if count > 1 {
                        {" "}
                        <button type="button" class="btn btn-outline-danger btn-sm mb-1" onclick={banco.click(Azione::Cambia(tr!("Fascia tolta"), remove(list, n, count)))}>
                            {tr!("Togli")}<span class="visually-hidden">{tr!(" la fascia {}", (n + 1).to_string())}</span>
                        </button>
                    }
                </td>
            }
        </tr>
    }
}

fn shapes(banco: &Banco, file: &Documento, path: &str, n: usize, now: Option<&Forma>) -> Html {
    let current = now.map_or("", |(key, ..)| *key);
    // What is paid now is where the new form begins.
    let value = now
        .and_then(|(_, _, fields)| fields.first())
        .and_then(|(key, _)| file.text(&[path, ".", key].concat()))
        .unwrap_or_else(|| "0.00".to_owned());
    let (azione, path) = (banco.azione(), path.to_owned());
    let to = path.clone();
    let onchange = Callback::from(move |e: Event| {
        let Some(select) = e.target_dyn_into::<HtmlSelectElement>() else { return };
        azione.emit(Azione::Cambia(tr!("Cambiato il modo di pagare"), reshape(&to, &select.value(), &value)));
    });
    let id = [&id_of(&path), "-forma"].concat();
    let option = |(key, label, _): &Forma| {
        // Whoever changes a schedule knows what it says.
        let offered = *key != "ignota" || *key == current;
        offered.then(|| html! { <option value={*key} selected={*key == current}>{parola(label)}</option> })
    };
    html! {
        <>
            <label class="visually-hidden" for={id.clone()}>{tr!("Come si paga, fascia {}", (n + 1).to_string())}</label>
            <select {id} class="form-select" {onchange} disabled={!banco.lavoro.is_editable()}>{ for FORME.iter().filter_map(option) }</select>
        </>
    }
}

fn reshape(path: &str, forma: &str, value: &str) -> Vec<Passo> {
    let key = |k: &str| [path, ".", k].concat();
    let mut passi: Vec<Passo> = FORME
        .iter()
        .flat_map(|(k, _, fields)| std::iter::once(*k).chain(fields.iter().map(|(f, _)| *f)))
        .filter(|k| !k.contains('.'))
        .chain(["nodi"])
        .map(|k| Passo::Togli(key(k)))
        .collect();
    match forma {
        "esente" => passi.push(Passo::Vero(key("esente"))),
        "da" => {
            passi.push(Passo::Scrivi(key("da"), value.to_owned()));
            passi.push(Passo::Scrivi(key("a"), value.to_owned()));
        }
        "rapporto" => {
            let pairs = vec![("importo", value.to_owned()), ("isee", "30000".to_owned())];
            passi.push(Passo::Tabella(key("rapporto"), pairs));
        }
        "percento" => passi.push(Passo::Scrivi(key("percento"), "50".to_owned())),
        "percento_da" => {
            passi.push(Passo::Scrivi(key("percento_da"), "0".to_owned()));
            passi.push(Passo::Scrivi(key("percento_a"), "100".to_owned()));
        }
        other => passi.push(Passo::Scrivi(key(other), value.to_owned())),
    }
    passi
}

/// A new fascia before this one, ending half way: the fee stays the same everywhere.
fn split(file: &Documento, list: &str, n: usize) -> Vec<Passo> {
    let bound = |n: usize| {
        let path = format!("{list}[{n}]");
        let text = file.text(&[&path, ".fino_a"].concat()).or_else(|| file.text(&[&path, ".sotto"].concat()))?;
        parse_decimal(&text).ok()
    };
    let low = n.checked_sub(1).and_then(bound).unwrap_or_default();
    let half = |a: Decimal, b: Decimal| a.checked_add(b).and_then(|s| s.checked_div(Decimal::TWO)).unwrap_or(a);
    let middle = match bound(n) {
        Some(high) => half(low, high),
        None => low.checked_add(Decimal::from(5000)).unwrap_or(low),
    };
    let path = format!("{list}[{n}]");
    let text = |key: &str| file.text(&[&path, ".", key].concat());
    let mut pairs = vec![("fino_a", middle.normalize().to_string())];
    let mut after = Vec::new();
    for (from, to) in [("da", "a"), ("percento_da", "percento_a")] {
        let ends = text(from).zip(text(to)).and_then(|(a, b)| Some((parse_decimal(&a).ok()?, parse_decimal(&b).ok()?)));
        if let Some((a, b)) = ends {
            let between = half(a, b).normalize().to_string();
            pairs.push((from, a.to_string()));
            pairs.push((to, between.clone()));
            after.push(Passo::Scrivi(format!("{list}[{}].{from}", n + 1), between));
        }
    }
    for key in ["importo", "percento", "eccedenza"] {
        if let Some(value) = text(key) {
            pairs.push((key, value));
        }
    }
    let mut out = vec![Passo::Inserisci(list.to_owned(), n, pairs)];
    if file.has(&[&path, ".esente"].concat()) {
        out.push(Passo::Vero(format!("{list}[{n}].esente")));
    }
    out.extend(after);
    out
}

/// Without a fascia: the one before takes its place; when the last goes, the one before has no end any more.
fn remove(list: &str, n: usize, count: usize) -> Vec<Passo> {
    let mut out = vec![Passo::Togli(format!("{list}[{n}]"))];
    if n + 1 == count {
        let before = n.saturating_sub(1);
        out.extend(["fino_a", "sotto"].map(|k| Passo::Togli(format!("{list}[{before}].{k}"))));
    }
    out
}
