// SPDX-License-Identifier: EUPL-1.2
//! What each column of the file is, when its name does not say it.

use super::apertura;
use super::dati::{GRUPPO, IGNORA, Mossa};
use super::{Banco, parole};
use crate::app::componenti::{paragraph, subheading};
use crate::app::testi::isee_title;
use crate::formato::popolazione::ColonnaVista;
use crate::lingua::{self, tr};
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
            apertura::leggi(&own, file, &own.dati.colonne, &scelte);
        }
    });
    html! {
        <>
            {subheading(tr!("Che cosa contiene ogni colonna"))}
            {paragraph(tr!("Le colonne con dati di persone si possono solo lasciare fuori. Quelle che non scegli restano fuori."))}
            <div class="table-responsive" tabindex="0" role="region" aria-labelledby="colonne-titolo">
                <table class="table">
                    <caption id="colonne-titolo">{tr!("Colonne di «{}»", dati.nome)}</caption>
                    <thead><tr><th scope="col">{tr!("Nel file")}</th><th scope="col">{tr!("Primi valori")}</th><th scope="col">{tr!("Contiene")}</th></tr></thead>
                    <tbody>{ for dati.colonne.iter().enumerate().map(|(n, c)| row(banco, n, c)) }</tbody>
                </table>
            </div>
            if unknown > 0 { <p>{tr!("{} da scegliere: senza una scelta restano fuori.", unknown.to_string())}</p> }
            <button type="button" class="btn btn-primary mb-4" {onclick}>{tr!("Leggi il file")}</button>
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
    let units = Unita::ALL.iter().map(|u| option(u.as_str(), tr!("Quantità: {}", parole::unita(*u))));
    let kinds = TipoIsee::ALL.iter().map(|k| option(k.fact_id(), kind_name(*k)));
    let facts = semi::fatti().iter().filter(|f| !f.id.starts_with("isee.")).map(|f| {
        html! {
            <option value={f.id.clone()} selected={chosen == f.id} lang="it">{f.id.replace('_', " ")}</option>
        }
    });
    let choice = if c.personale {
        html! { <span>{tr!("Dati di persone: resta fuori")}</span> }
    } else {
        html! {
            <>
                <label class="visually-hidden" for={id.clone()}>{tr!("Che cosa contiene la colonna {}", c.nome)}</label>
                <select {id} class="form-select" {onchange}>
                    {option("", tr!("Scegli").to_owned())}
                    {option(IGNORA, tr!("Lascia fuori").to_owned())}
                    {option(GRUPPO, tr!("Solo per raggruppare").to_owned())}
                    {option("id", tr!("Codice della famiglia").to_owned())}
                    {option("isee", "ISEE".to_owned())}
                    { for kinds }
                    { for units }
                    {option("giorno_assenza", tr!("Quantità: giorni di assenza").to_owned())}
                    {option("comune", tr!("Comune").to_owned())}
                    {option("nucleo", tr!("Tipo di nucleo").to_owned())}
                    <optgroup label={tr!("Fatti")}>{ for facts }</optgroup>
                </select>
            </>
        }
    };
    html! { <tr><th scope="row" lang="it">{&c.nome}</th><td lang="it">{c.esempi.join(", ")}</td><td>{choice}</td></tr> }
}

/// The name of a kind of ISEE: in Italian, that of the column.
fn kind_name(kind: TipoIsee) -> String {
    if lingua::codice() == "it" { kind.fact_id().replace(['.', '_'], " ") } else { isee_title(kind).to_owned() }
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
        apertura::leggi(&own, &file, &colonne, &scelte);
    });
    html! {
        <button type="button" class="btn btn-outline-danger btn-sm me-2 mt-2" {onclick}>{tr!("Lascia fuori «{}» e rileggi", column)}</button>
    }
}
