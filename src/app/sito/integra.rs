// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{frase, heading, lead, paragraph, section};
use crate::app::motore;
use crate::app::pagina::Page;
use crate::lingua::{self, tr};
use wasm_bindgen::JsCast;
use web_sys::{HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;
use yew_router::utils::base_url;

/// How a Comune puts the calculator into its own pages.
pub fn page() -> Page {
    let title = tr!("Metti il calcolatore nel tuo sito");
    Page::new(
        title,
        html! {
            <>
                {heading(title)}
                {lead(tr!("Due righe di HTML nella scheda del servizio: chi la legge calcola quanto paga senza cambiare pagina."))}
                <Anteprima lingua={lingua::codice()} />
                {section(tr!("Che cosa serve"))}
                <ol class="app-narrow">
                    <li>{tr!("Chi pubblica Soglia scrive l'indirizzo del sito del Comune in config.json («integrazione», «origini») \
                          e nella regola frame-ancestors del server.")}</li>
                    <li>{tr!("Il sito del Comune permette lo script e la cornice, se ha una sua regola di sicurezza (script-src e frame-src).")}</li>
                    <li>{tr!("Le due righe vanno nella pagina dove deve stare il calcolatore.")}</li>
                </ol>
                {paragraph(tr!("Il calcolatore dice alla pagina che lo contiene solo la sua altezza, e solo ai siti scritti nella configurazione. \
                      Le risposte restano nel browser di chi le dà."))}
                {section(tr!("Le funzioni JavaScript"))}
                <p class="app-narrow">
                    {frase(
                        tr!("Chi scrive programmi può chiamare il motore di calcolo da una pagina propria: {}. \
                            Le chiamate sono quelle del formato, capitolo 8."),
                        [html! { <a href="esempi/funzioni.html">{tr!("pagina di esempio")}</a> }],
                    )}
                </p>
            </>
        },
    )
}

/// Properties of [`Anteprima`]: another language draws it again.
#[derive(Properties, PartialEq)]
struct Props {
    lingua: &'static str,
}

/// The choice of Comune and service, the two lines, and what a reader will see.
#[component]
fn Anteprima(props: &Props) -> Html {
    let comune = use_state(|| motore::comuni().next().map_or_else(String::new, |(code, _)| code.to_owned()));
    let servizio = use_state(String::new);
    let offers = motore::offerte(&comune);
    let pick = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                state.set(select.value());
            }
        })
    };
    let on_comune = {
        let (set, servizio) = (pick(&comune), servizio.clone());
        Callback::from(move |event: Event| {
            // A service of the Comune before may not be one of this Comune.
            servizio.set(String::new());
            set.emit(event);
        })
    };
    // Names of Comuni and services are Italian.
    let option = |value: String, label: String, picked: &str| {
        let selected = value == picked;
        let lang = (!value.is_empty()).then_some("it");
        html! { <option {value} {selected} {lang}>{label}</option> }
    };
    html! {
        <>
            <div class="row">
                <div class="col-12 col-lg-4 mb-4">
                    <label class="app-label" for="integra-comune">{tr!("Comune")}</label>
                    <div class="select-wrapper">
                        <select id="integra-comune" onchange={on_comune}>
                            {for motore::comuni().map(|(code, name)| option(code.to_owned(), name.to_owned(), &comune))}
                        </select>
                    </div>
                </div>
                <div class="col-12 col-lg-8 mb-4">
                    <label class="app-label" for="integra-servizio">{tr!("Servizio")}</label>
                    <div class="select-wrapper">
                        <select id="integra-servizio" onchange={pick(&servizio)}>
                            {option(String::new(), tr!("Lo sceglie chi legge").to_owned(), &servizio)}
                            {for offers.iter().map(|o| option(key_of(o), [o.nome, " (", o.ente, ")"].concat(), &servizio))}
                        </select>
                    </div>
                </div>
            </div>
            {snippet(&comune, &servizio)}
            {section(tr!("Anteprima"))}
            <iframe class="app-cornice" title={tr!("Anteprima del calcolatore")} loading="lazy" src={preview(&comune, &servizio, props.lingua)} />
        </>
    }
}

fn key_of(offer: &motore::Offerta) -> String {
    [&offer.key.regolamento, "/", &offer.key.servizio].concat()
}

/// Where this page stands, for other sites.
fn root() -> String {
    let origin = web_sys::window().and_then(|w| w.location().origin().ok()).unwrap_or_default();
    [&origin, &base_url().unwrap_or_default(), "/"].concat()
}

fn preview(comune: &str, servizio: &str, lingua: &str) -> String {
    let page =
        if servizio.is_empty() { "cittadini".to_owned() } else { ["cittadini/", servizio, "/riepilogo"].concat() };
    let tongue = if lingua == "en" { "&lingua=en" } else { "" };
    [&root(), "?embed=1&comune=", comune, "&vai=", &page, tongue].concat()
}

/// The two lines, in a field from which they can be copied also without the button.
fn snippet(comune: &str, servizio: &str) -> Html {
    let own = if servizio.is_empty() { String::new() } else { [" servizio=\"", servizio, "\""].concat() };
    let text = [
        "<script src=\"",
        &root(),
        "soglia-calcolatore.js\" defer></script>\n<soglia-calcolatore comune=\"",
        comune,
        "\"",
        &own,
        "></soglia-calcolatore>",
    ]
    .concat();
    let select_all = Callback::from(|event: MouseEvent| {
        let field = event
            .target_unchecked_into::<web_sys::Element>()
            .owner_document()
            .and_then(|d| d.get_element_by_id("integra-righe"));
        if let Some(field) = field.and_then(|f| f.dyn_into::<HtmlTextAreaElement>().ok()) {
            // Selected text is copied with the usual keys, on every browser and without a permission.
            let _ = field.focus();
            field.select();
        }
    });
    html! {
        <>
            <label class="app-label" for="integra-righe">{tr!("Le righe da copiare")}</label>
            <textarea id="integra-righe" class="form-control" rows="4" readonly={true} value={text} />
            <p class="mt-3"><button type="button" class="btn btn-outline-primary" onclick={select_all}>{tr!("Seleziona le righe")}</button></p>
        </>
    }
}
