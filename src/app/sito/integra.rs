// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{heading, lead, paragraph, section};
use crate::app::motore;
use crate::app::pagina::Page;
use wasm_bindgen::JsCast;
use web_sys::{HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;
use yew_router::utils::base_url;

/// How a Comune puts the calculator into its own pages.
pub fn page() -> Page {
    const TITLE: &str = "Metti il calcolatore nel tuo sito";
    Page::new(
        TITLE,
        html! {
            <>
                {heading(TITLE)}
                {lead("Due righe di HTML nella scheda del servizio: chi la legge calcola quanto paga senza cambiare pagina.")}
                <Anteprima />
                {section("Che cosa serve")}
                <ol class="app-narrow">
                    <li>{"Chi pubblica Soglia scrive l'indirizzo del sito del Comune in config.json («integrazione», «origini») \
                          e nella regola frame-ancestors del server."}</li>
                    <li>{"Il sito del Comune permette lo script e la cornice, se ha una sua regola di sicurezza (script-src e frame-src)."}</li>
                    <li>{"Le due righe vanno nella pagina dove deve stare il calcolatore."}</li>
                </ol>
                {paragraph("Il calcolatore dice alla pagina che lo contiene solo la sua altezza, e solo ai siti scritti nella configurazione. \
                      Le risposte restano nel browser di chi le dà.")}
                {section("Le funzioni JavaScript")}
                <p class="app-narrow">
                    {"Chi scrive programmi può chiamare il motore di calcolo da una pagina propria: "}
                    <a href="esempi/funzioni.html">{"pagina di esempio"}</a>
                    {". Le chiamate sono quelle del formato, capitolo 8."}
                </p>
            </>
        },
    )
}

/// The choice of Comune and service, the two lines, and what a reader will see.
#[component]
fn Anteprima() -> Html {
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
    let option = |value: String, label: String, picked: &str| {
        let selected = value == picked;
        html! { <option {value} {selected}>{label}</option> }
    };
    html! {
        <>
            <div class="row">
                <div class="col-12 col-lg-4 mb-4">
                    <label class="app-label" for="integra-comune">{"Comune"}</label>
                    <div class="select-wrapper">
                        <select id="integra-comune" onchange={on_comune}>
                            {for motore::comuni().map(|(code, name)| option(code.to_owned(), name.to_owned(), &comune))}
                        </select>
                    </div>
                </div>
                <div class="col-12 col-lg-8 mb-4">
                    <label class="app-label" for="integra-servizio">{"Servizio"}</label>
                    <div class="select-wrapper">
                        <select id="integra-servizio" onchange={pick(&servizio)}>
                            {option(String::new(), "Lo sceglie chi legge".to_owned(), &servizio)}
                            {for offers.iter().map(|o| option(key_of(o), [o.nome, " (", o.ente, ")"].concat(), &servizio))}
                        </select>
                    </div>
                </div>
            </div>
            {snippet(&comune, &servizio)}
            {section("Anteprima")}
            <iframe class="app-cornice" title="Anteprima del calcolatore" loading="lazy" src={preview(&comune, &servizio)} />
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

fn preview(comune: &str, servizio: &str) -> String {
    let page =
        if servizio.is_empty() { "cittadini".to_owned() } else { ["cittadini/", servizio, "/riepilogo"].concat() };
    [&root(), "?embed=1&comune=", comune, "&vai=", &page].concat()
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
            <label class="app-label" for="integra-righe">{"Le righe da copiare"}</label>
            <textarea id="integra-righe" class="form-control" rows="4" readonly={true} value={text} />
            <p class="mt-3"><button type="button" class="btn btn-outline-primary" onclick={select_all}>{"Seleziona le righe"}</button></p>
        </>
    }
}
