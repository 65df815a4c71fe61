// SPDX-License-Identifier: EUPL-1.2
//! What each column of the file is, when its name does not say it.

use super::Banco;
use super::dati::{self, GRUPPO, IGNORA, Mossa};
use crate::app::componenti::{paragraph, subheading};
use crate::formato::popolazione::ColonnaVista;
use crate::norma::{TipoIsee, Unita};
use crate::semi;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The columns, each with a choice, and the button that reads the file.
pub fn view(banco: &Banco) -> Html {
    let dati = &banco.dati;
    let unknown = dati.scelte.iter().filter(|s| s.is_empty()).count();
    let own = banco.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(file) = &own.dati.file {
            // What nobody named is left out: nothing is guessed.
            let choice = |s: &String| if s.is_empty() { IGNORA.to_owned() } else { s.clone() };
            let scelte: Vec<String> = own.dati.scelte.iter().map(choice).collect();
            dati::leggi(&own, file, &own.dati.colonne, &scelte);
        }
    });
    html! {
        <>
            {subheading("Che cosa contiene ogni colonna")}
            {paragraph("Le colonne con dati di persone si possono solo lasciare fuori. Quelle che non scegli restano fuori.")}
            <div class="table-responsive" tabindex="0" role="region" aria-labelledby="colonne-titolo">
                <table class="table">
                    <caption id="colonne-titolo">{["Colonne di «", &dati.nome, "»"].concat()}</caption>
                    <thead><tr><th scope="col">{"Nel file"}</th><th scope="col">{"Primi valori"}</th><th scope="col">{"Contiene"}</th></tr></thead>
                    <tbody>{ for dati.colonne.iter().enumerate().map(|(n, c)| row(banco, n, c)) }</tbody>
                </table>
            </div>
            if unknown > 0 { <p>{[&unknown.to_string(), " da scegliere: senza una scelta restano fuori."].concat()}</p> }
            <button type="button" class="btn btn-primary mb-4" {onclick}>{"Leggi il file"}</button>
        </>
    }
}

fn row(banco: &Banco, n: usize, c: &ColonnaVista) -> Html {
    let chosen = banco.dati.scelte.get(n).cloned().unwrap_or_default();
    let dati = banco.dati.clone();
    let onchange = Callback::from(move |e: Event| {
        if let Some(select) = e.target_dyn_into::<HtmlSelectElement>() {
            dati.dispatch(Mossa::Chiama(n, select.value()));
        }
    });
    let id = format!("colonna-{n}");
    let option = |value: &str, label: String| {
        html! { <option value={value.to_owned()} selected={chosen == value}>{label}</option> }
    };
    let units = Unita::ALL.iter().map(|u| option(u.as_str(), ["Quantità: ", &u.as_str().replace('_', " ")].concat()));
    let kinds = TipoIsee::ALL.iter().map(|k| option(k.fact_id(), k.fact_id().replace(['.', '_'], " ")));
    let facts =
        semi::fatti().iter().filter(|f| !f.id.starts_with("isee.")).map(|f| option(&f.id, f.id.replace('_', " ")));
    let choice = if c.personale {
        html! { <span>{"Dati di persone: resta fuori"}</span> }
    } else {
        html! {
            <>
                <label class="visually-hidden" for={id.clone()}>{["Che cosa contiene la colonna ", &c.nome].concat()}</label>
                <select {id} class="form-select" {onchange}>
                    {option("", "Scegli".to_owned())}
                    {option(IGNORA, "Lascia fuori".to_owned())}
                    {option(GRUPPO, "Solo per raggruppare".to_owned())}
                    {option("id", "Codice della famiglia".to_owned())}
                    {option("isee", "ISEE".to_owned())}
                    { for kinds }
                    { for units }
                    {option("giorno_assenza", "Quantità: giorni di assenza".to_owned())}
                    {option("comune", "Comune".to_owned())}
                    {option("nucleo", "Tipo di nucleo".to_owned())}
                    <optgroup label="Fatti">{ for facts }</optgroup>
                </select>
            </>
        }
    };
    html! { <tr><th scope="row">{&c.nome}</th><td>{c.esempi.join(", ")}</td><td>{choice}</td></tr> }
}

/// A button that leaves out a column and reads the file again.
pub fn leave_out(banco: &Banco, column: &str) -> Html {
    let dati = &banco.dati;
    let place = dati.colonne.iter().position(|c| c.nome.eq_ignore_ascii_case(column));
    let (own, name) = (banco.clone(), column.to_owned());
    let onclick = Callback::from(move |_: MouseEvent| {
        let Some(file) = own.dati.file.clone() else { return };
        let mut colonne = own.dati.colonne.clone();
        let mut scelte = own.dati.scelte.clone();
        match place {
            Some(n) => scelte.get_mut(n).into_iter().for_each(|s| IGNORA.clone_into(s)),
            None => {
                colonne.push(ColonnaVista { nome: name.clone(), ..ColonnaVista::default() });
                scelte.push(IGNORA.to_owned());
            }
        }
        dati::leggi(&own, &file, &colonne, &scelte);
    });
    html! {
        <button type="button" class="btn btn-outline-danger btn-sm me-2 mt-2" {onclick}>{["Lascia fuori «", column, "» e rileggi"].concat()}</button>
    }
}
