// SPDX-License-Identifier: EUPL-1.2
//! The two ISEE between which a straight line runs, when they are not the bounds of its fascia.

use super::Banco;
use super::campo::{Campo, id_of};
use super::lavoro::{Azione, Passo};
use crate::formato::Documento;
use crate::lingua::tr;
use serde_json::json;
use yew::prelude::*;

/// The knots of a fascia, or what writes them; `path` is the fascia, `list` its list, `n` its place.
pub fn view(banco: &Banco, file: &Documento, list: &str, n: usize) -> Html {
    let key = format!("{list}[{n}].nodi");
    let editable = banco.lavoro.is_editable();
    let knots = file.texts(&key);
    let [from, to] = knots.as_slice() else {
        if !editable {
            return Html::default();
        }
        let write = vec![Passo::Json(key, json!(bounds(file, list, n)))];
        let onclick = banco.click(Azione::Cambia(tr!("Aggiunti gli estremi della retta"), write));
        return html! {
            <button type="button" class="btn btn-outline-primary btn-sm mb-1" {onclick}>
                {tr!("Altri estremi della retta")}<span class="visually-hidden">{tr!(", fascia {}", (n + 1).to_string())}</span>
            </button>
        };
    };
    let field = |place: usize, what: &str, valore: &String| {
        let (azione, leave, path, all) = (banco.azione(), banco.azione(), key.clone(), knots.clone());
        let on_scrivi = Callback::from(move |text: String| {
            let mut next = all.clone();
            next.get_mut(place).into_iter().for_each(|k| *k = text.clone());
            azione.emit(Azione::Campo(format!("{path}[{place}]"), vec![Passo::Json(path.clone(), json!(next))]));
        });
        let on_lascia = Callback::from(move |()| leave.emit(Azione::Lascia));
        html! {
            <div class="mb-1">
                <span class="app-hint" aria-hidden="true">{what.to_owned()}</span>
                <Campo id={format!("{}-{place}", id_of(&key))} nome={tr!("{}, fascia {}", what, (n + 1).to_string())} fermo={!editable}
                    valore={valore.clone()} giro={banco.lavoro.giro} {on_scrivi} {on_lascia} />
            </div>
        }
    };
    let gone = banco
        .click(Azione::Cambia(tr!("La retta va da un limite all'altro della fascia"), vec![Passo::Togli(key.clone())]));
    html! {
        <>
            {field(0, tr!("La retta comincia a questo ISEE, €"), from)}
            {field(1, tr!("La retta finisce a questo ISEE, €"), to)}
            if editable {
                <button type="button" class="btn btn-outline-danger btn-sm mb-1" onclick={gone}>
                    {tr!("Usa i limiti della fascia")}<span class="visually-hidden">{format!(" {}", n + 1)}</span>
                </button>
            }
        </>
    }
}

/// Where the fascia begins and ends.
fn bounds(file: &Documento, list: &str, n: usize) -> [String; 2] {
    let bound = |n: usize| ["fino_a", "sotto"].into_iter().find_map(|k| file.text(&format!("{list}[{n}].{k}")));
    let from = n.checked_sub(1).and_then(bound).unwrap_or_else(|| "0".to_owned());
    let to = bound(n).unwrap_or_else(|| "100000".to_owned());
    [from, to]
}
