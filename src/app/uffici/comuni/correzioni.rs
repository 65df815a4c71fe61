// SPDX-License-Identifier: EUPL-1.2
//! Minimums, caps, reductions and exemptions.

use super::campo::{campo, id_of};
use super::lavoro::{Azione, Passo};
use super::motore::Prova;
use super::{Banco, condizione, errori};
use crate::app::componenti::{dalla_norma, paragraph, subheading};
use crate::formato::Documento;
use crate::lingua::{chiave, parola, tr};
use crate::norma::TipoFatto;
use crate::semi;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Operations with one value.
const OPERAZIONI: [(&str, &str); 6] = [
    ("tetto", chiave!("Non più di, €")),
    ("minimo", chiave!("Non meno di, €")),
    ("imposta", chiave!("Proprio, €")),
    ("aggiungi", chiave!("In più, €")),
    ("moltiplica", chiave!("Moltiplica per")),
    ("sposta", chiave!("Sposta di fasce (−1 la più bassa)")),
];

/// The corrections, and what adds one.
pub fn view(banco: &Banco, prova: &Prova, service: &str) -> Html {
    let Some(file) = &prova.documento else { return Html::default() };
    let list = [service, ".correzione"].concat();
    let count = file.count(&list);
    html! {
        <>
            {subheading(tr!("Minimi, tetti, riduzioni, esenzioni"))}
            if count == 0 { {paragraph(tr!("Questo scenario non ne ha."))} }
            else { <ol>{ for (0..count).map(|n| row(banco, prova, &format!("{list}[{n}]"), n)) }</ol> }
            if banco.lavoro.is_editable() { {add(banco, &list, count)} }
        </>
    }
}

fn row(banco: &Banco, prova: &Prova, path: &str, n: usize) -> Html {
    let Some(file) = &prova.documento else { return Html::default() };
    let text = |key: &str| file.text(&[path, key].concat());
    let target = match text(".su").as_deref() {
        Some("totale") => tr!("Sul totale").to_owned(),
        Some("isee") => tr!("Sull'ISEE").to_owned(),
        Some("fascia") => tr!("Sulla fascia").to_owned(),
        Some(other) => tr!("Sulla quota «{}»", other.trim_start_matches("quota:")),
        None => String::new(),
    };
    let words = text(".testo").or_else(|| text(".testo.it")).unwrap_or_default();
    let field = OPERAZIONI.iter().find(|(key, _)| file.has(&[path, ".", key].concat()));
    let gone = banco.click(Azione::Cambia(tr!("Correzione tolta"), vec![Passo::Togli(path.to_owned())]));
    html! {
        <li class="mb-3">
            <span>{target}{". "}{dalla_norma(&words)}</span>
            if let Some((key, label)) = field {
                <div class="mt-1">{campo(banco, &[path, ".", key].concat(), parola(label), true)}</div>
                if *key == "aggiungi" { {per(banco, file, path)} }
            }
            {condizione::view(banco, &[path, ".se"].concat(), &tr!("correzione {}", (n + 1).to_string()))}
            {errori::beside(prova, path)}
            if banco.lavoro.is_editable() {
                <button type="button" class="btn btn-outline-danger btn-sm mt-1" onclick={gone}>
                    {tr!("Togli")}<span class="visually-hidden">{tr!(" la correzione {}", (n + 1).to_string())}</span>
                </button>
            }
        </li>
    }
}

/// The quantity that an addition counts, where it counts one.
fn per(banco: &Banco, file: &Documento, path: &str) -> Html {
    let key = [path, ".per"].concat();
    if !file.has(&key) {
        return Html::default();
    }
    let (azione, to) = (banco.azione(), key.clone());
    let on_scrivi = Callback::from(move |text: String| {
        azione.emit(Azione::Campo(to.clone(), vec![Passo::Scrivi(to.clone(), text)]));
    });
    let valore = file.text(&key).unwrap_or_default();
    html! {
        <super::campo::Campo id={id_of(&key)} nome={tr!("Per ogni")} visibile={true} parole={true} fermo={!banco.lavoro.is_editable()}
            {valore} giro={banco.lavoro.giro} {on_scrivi} />
    }
}

fn add(banco: &Banco, list: &str, count: usize) -> Html {
    let fresh = |key: &'static str, value: &str| {
        let pairs = vec![("id", format!("{key}-{}", count + 1)), ("su", "totale".to_owned()), (key, value.to_owned())];
        vec![Passo::Inserisci(list.to_owned(), count, pairs)]
    };
    let button = |label: &'static str, said: &'static str, passi: Vec<Passo>| {
        let onclick = banco.click(Azione::Cambia(said, passi));
        html! { <button type="button" class="btn btn-outline-primary btn-sm" {onclick}>{label}</button> }
    };
    let azione = banco.azione();
    let to = list.to_owned();
    let onchange = Callback::from(move |e: Event| {
        let Some(select) = e.target_dyn_into::<HtmlSelectElement>() else { return };
        let fact = select.value();
        if fact.is_empty() {
            return;
        }
        let pairs = vec![
            ("id", format!("esenzione-{}", count + 1)),
            ("su", "totale".to_owned()),
            ("imposta", "0.00".to_owned()),
        ];
        let se = format!("{to}[{count}].se");
        azione.emit(Azione::Cambia(
            tr!("Esenzione aggiunta"),
            vec![
                Passo::Inserisci(to.clone(), count, pairs),
                Passo::Tabella(se.clone(), vec![("fatto", fact)]),
                Passo::Vero([&se, ".vero"].concat()),
            ],
        ));
        select.set_value("");
    });
    let facts = semi::fatti().iter().filter(|f| f.tipo == TipoFatto::Booleano);
    let id = [&id_of(list), "-esenzione"].concat();
    html! {
        <div class="app-actions">
            {button(tr!("Aggiungi un tetto"), tr!("Tetto aggiunto"), fresh("tetto", "100.00"))}
            {button(tr!("Aggiungi un minimo"), tr!("Minimo aggiunto"), fresh("minimo", "0.00"))}
            {button(tr!("Aggiungi una riduzione"), tr!("Riduzione aggiunta"), fresh("moltiplica", "0.90"))}
            <div>
                <label for={id.clone()}>{tr!("Aggiungi un'esenzione per chi")}</label>
                <select {id} class="form-select" {onchange}>
                    <option value="" selected={true}>{tr!("Scegli")}</option>
                    { for facts.map(|f| html! { <option value={f.id.clone()} lang="it">{f.id.replace('_', " ")}</option> }) }
                </select>
            </div>
        </div>
    }
}
