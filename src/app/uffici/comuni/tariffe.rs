// SPDX-License-Identifier: EUPL-1.2
//! The schedules: which one is open, its fields or its text, its curve beside the others.

use super::campo::Campo;
use super::inizio::FileRegole;
use super::lavoro::{Azione, MAX_SCENARI};
use super::{Banco, curve, disco, errori, modulo};
use crate::app::componenti::{details, paragraph, section};
use crate::lingua::tr;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// The part of the page.
pub fn view(banco: &Banco) -> Html {
    let lavoro = &banco.lavoro;
    html! {
        <>
            {section(tr!("Tariffe"))}
            {tabs(banco)}
            if lavoro.is_editable() {
                {tools(banco)}
                {errori::summary(banco)}
            } else {
                {paragraph(tr!("Le regole in vigore non si cambiano: copiale in uno scenario, o apri uno di quelli che hai."))}
            }
            {curve::view(banco)}
            if lavoro.testo { {text(banco)} } else { {modulo::view(banco)} }
        </>
    }
}

/// The schedules, and what adds another.
fn tabs(banco: &Banco) -> Html {
    let lavoro = &banco.lavoro;
    let entry = |n: usize| {
        let here = n == lavoro.attivo;
        let class = if here { "btn btn-primary btn-sm" } else { "btn btn-outline-primary btn-sm" };
        let wrong = banco.prove.get(n).is_some_and(|p| p.regolamento.is_none());
        html! {
            <li class="list-inline-item mb-2">
                <button type="button" {class} aria-current={here.then_some("true")} onclick={banco.click(Azione::Attiva(n))}>
                    {banco.nome(n)}if wrong { {tr!(" (da correggere)")} }
                </button>
            </li>
        }
    };
    let copy = {
        let text = banco.testo(lavoro.attivo);
        banco.click(Azione::Aggiungi(tr!("Proposta {}", lavoro.scenari.len().to_string()), text))
    };
    let azione = banco.azione();
    let count = lavoro.scenari.len();
    let open = Callback::from(move |(text, _): (String, String)| {
        azione.emit(Azione::Aggiungi(tr!("Proposta {}", count.to_string()), text));
    });
    let full = count >= MAX_SCENARI;
    html! {
        <>
            <nav aria-label={tr!("Scenari")}><ul class="list-inline mb-1">{ for (0..count).map(entry) }</ul></nav>
            if full {
                {paragraph(tr!("Ci sono già quattro scenari accanto alle regole in vigore: togli uno per aggiungerne un altro."))}
            } else {
                <button type="button" class="btn btn-outline-primary btn-sm mb-3" onclick={copy}>
                    {tr!("Copia {} in un nuovo scenario", banco.nome(lavoro.attivo))}
                </button>
                {details(tr!("Apri uno scenario da un file"), html! {
                    <FileRegole on_apri={open} etichetta={tr!("Regolamento in formato TOML, con lo stesso servizio")} id="altro" servizio={lavoro.servizio.clone()} />
                })}
            }
        </>
    }
}

/// Name, fields or text, save, remove.
fn tools(banco: &Banco) -> Html {
    let lavoro = &banco.lavoro;
    let place = lavoro.attivo;
    let azione = banco.azione();
    let rename = Callback::from(move |name: String| azione.emit(Azione::Rinomina(place, name)));
    let (name, text) = (banco.nome(place), banco.testo(place));
    let save = Callback::from(move |_: MouseEvent| {
        let file: String = name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        disco::save(&[&file, ".toml"].concat(), "application/toml", &text);
    });
    let other = if lavoro.testo { tr!("Mostra i campi") } else { tr!("Mostra il testo del file") };
    html! {
        <>
            <div class="app-field mb-2">
                <Campo id="nome-scenario" nome={tr!("Nome dello scenario")} visibile={true} parole={true} valore={banco.nome(place)} giro={lavoro.giro} on_scrivi={rename} />
            </div>
            <div class="app-actions">
                <button type="button" class="btn btn-outline-primary btn-sm" onclick={banco.click(Azione::MostraTesto(!lavoro.testo))}>{other}</button>
                <button type="button" class="btn btn-outline-primary btn-sm" onclick={save}>{tr!("Salva il file (TOML)")}</button>
                <button type="button" class="btn btn-outline-danger btn-sm" onclick={banco.click(Azione::Togli(place))}>{tr!("Togli questo scenario")}</button>
            </div>
        </>
    }
}

/// The file as text; its errors stand above, each with its line.
fn text(banco: &Banco) -> Html {
    let (azione, leave) = (banco.azione(), banco.azione());
    let oninput = Callback::from(move |e: InputEvent| {
        if let Some(area) = e.target_dyn_into::<HtmlTextAreaElement>() {
            azione.emit(Azione::Testo(area.value()));
        }
    });
    let text = banco.testo(banco.lavoro.attivo);
    let rows = text.lines().count().clamp(12, 40).to_string();
    let wrong = banco.prova().is_some_and(|p| p.regolamento.is_none());
    html! {
        <>
            <label class="app-label" for="testo">{tr!("Testo di {}", banco.nome(banco.lavoro.attivo))}</label>
            <span class="app-hint" id="testo-aiuto">{tr!("Formato TOML. Ogni modifica vale subito anche per i campi.")}</span>
            <textarea id="testo" class={classes!("form-control", "font-monospace", wrong.then_some("is-invalid"))} {rows} spellcheck="false"
                autocomplete="off" readonly={!banco.lavoro.is_editable()} aria-describedby={if wrong { "testo-aiuto errori" } else { "testo-aiuto" }}
                aria-invalid={wrong.then_some("true")} value={text} {oninput} onblur={Callback::from(move |_| leave.emit(Azione::Lascia))} />
        </>
    }
}
