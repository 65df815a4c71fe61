// SPDX-License-Identifier: EUPL-1.2
//! A schedule as fields: cost, fasce of each quota, who presents no ISEE, corrections. What the fields do not say is in
//! the text of the file.

use super::campo::{campo, come_si_scrive};
use super::lavoro::{Azione, Passo};
use super::motore::{self, Prova};
use super::{Banco, condizione, correzioni, errori, parole, requisiti, riga};
use crate::app::componenti::{con_glossa, paragraph, subheading};
use crate::lingua::tr;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The fields of the open schedule.
pub fn view(banco: &Banco) -> Html {
    let Some(prova) = banco.prova() else { return Html::default() };
    let Some(file) = &prova.documento else {
        return html! {
            <>
                {paragraph(tr!("Il testo del file non si legge più come TOML: correggilo per rivedere i campi."))}
                <button type="button" class="btn btn-outline-primary" onclick={banco.click(Azione::MostraTesto(true))}>{tr!("Mostra il testo del file")}</button>
            </>
        };
    };
    let Some(service) = place(prova, &banco.lavoro.servizio) else {
        return paragraph(tr!("In questo file il servizio non c'è: guarda il testo."));
    };
    let path = format!("servizio[{service}]");
    html! {
        <>
            {come_si_scrive(banco)}
            {cost(banco, &path)}
            { for (0..file.count(&[&path, ".quota"].concat())).map(|q| quota(banco, prova, &format!("{path}.quota[{q}]"))) }
            {correzioni::view(banco, prova, &path)}
            {requisiti::view(banco, prova, &path)}
        </>
    }
}

/// Where the service is in the file, also while the file is wrong.
#[must_use]
pub fn place(prova: &Prova, servizio: &str) -> Option<usize> {
    let file = prova.documento.as_ref()?;
    (0..file.count("servizio")).find(|n| file.text(&format!("servizio[{n}].id")).as_deref() == Some(servizio))
}

fn cost(banco: &Banco, path: &str) -> Html {
    let key = [path, ".costo.importo"].concat();
    let file = banco.prova().and_then(|p| p.documento.as_ref());
    let per = file.and_then(|f| f.text(&[path, ".costo.per"].concat()));
    if file.is_none_or(|f| f.text(&key).is_none()) {
        return paragraph(tr!(
            "Il file non dice quanto costa il servizio: la copertura non si può calcolare. Aggiungi «costo» nel testo del file."
        ));
    }
    let unit = per.as_deref().and_then(motore::Unita::from_word).map(parole::per).unwrap_or_default();
    html! { <div class="app-field mb-3">{campo(banco, &key, &tr!("Costo del servizio, euro {}", unit), true)}</div> }
}

fn quota(banco: &Banco, prova: &Prova, path: &str) -> Html {
    let Some(file) = &prova.documento else { return Html::default() };
    let text = |key: &str| file.text(&[path, key].concat());
    let name = text(".nome").or_else(|| text(".nome.it")).or_else(|| text(".id")).unwrap_or_default();
    let unit = text(".per").as_deref().and_then(motore::Unita::from_word).map(parole::per).unwrap_or_default();
    let list = [path, ".fasce"].concat();
    let count = file.count(&list);
    let id = super::campo::id_of(&list);
    html! {
        <>
            {subheading(&tr!("{}, euro {}", con_glossa(&name), unit))}
            {condizione::view(banco, &[path, ".se"].concat(), &tr!("quota {}", name))}
            <div class="table-responsive" tabindex="0" role="region" aria-labelledby={id.clone()}>
                <table class="table app-tree">
                    <caption {id}>{tr!("Fasce di {}", con_glossa(&name))}</caption>
                    <thead><tr>
                        <th scope="col">{tr!("Fascia")}</th><th scope="col">{tr!("ISEE fino a")}</th><th scope="col">{tr!("Si paga")}</th>
                        <th scope="col">{tr!("Valore")}</th>
                        if banco.lavoro.is_editable() { <th scope="col">{tr!("Azioni")}</th> }
                    </tr></thead>
                    <tbody>{ for (0..count).map(|n| riga::view(banco, prova, &list, n, count)) }</tbody>
                </table>
            </div>
            {no_isee(banco, prova, path)}
        </>
    }
}

/// Who presents no ISEE.
fn no_isee(banco: &Banco, prova: &Prova, path: &str) -> Html {
    let Some(file) = &prova.documento else { return Html::default() };
    let path = [path, ".senza_isee"].concat();
    let kind =
        ["importo", "percento", "rifiuta"].into_iter().find(|k| file.has(&[&path, ".", k].concat())).unwrap_or("");
    let azione = banco.azione();
    let to = path.clone();
    let onchange = Callback::from(move |e: Event| {
        let Some(select) = e.target_dyn_into::<HtmlSelectElement>() else { return };
        let passo = match select.value().as_str() {
            "importo" => Passo::Tabella(to.clone(), vec![("importo", "0.00".to_owned())]),
            "percento" => Passo::Tabella(to.clone(), vec![("percento", "100".to_owned())]),
            "rifiuta" => Passo::Tabella(to.clone(), vec![("rifiuta", "Serve l'ISEE.".to_owned())]),
            _ => Passo::Togli(to.clone()),
        };
        azione.emit(Azione::Cambia(tr!("Cambiata la regola per chi non presenta l'ISEE"), vec![passo]));
    });
    let id = super::campo::id_of(&path);
    let option = |value: &'static str, label: &'static str| {
        html! { <option {value} selected={kind == value}>{label}</option> }
    };
    html! {
        <div class="row mb-3">
            <div class="col-12 col-md-6">
                <label class="fw-semibold" for={id.clone()}>{tr!("Senza ISEE")}</label>
                <select {id} class="form-select" {onchange} disabled={!banco.lavoro.is_editable()}>
                    {option("", tr!("Non è scritto: resta da decidere"))}
                    {option("importo", tr!("Si paga un importo"))}
                    {option("percento", tr!("Si paga una parte del costo"))}
                    {option("rifiuta", tr!("Il servizio non è ammesso"))}
                </select>
            </div>
            <div class="col-12 col-md-6">
                {match kind {
                    "importo" => campo(banco, &[&path, ".importo"].concat(), tr!("Euro senza ISEE"), true),
                    "percento" => campo(banco, &[&path, ".percento"].concat(), tr!("Percentuale del costo senza ISEE"), true),
                    _ => Html::default(),
                }}
                {errori::beside(prova, &path)}
            </div>
        </div>
    }
}
