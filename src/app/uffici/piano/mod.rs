// SPDX-License-Identifier: EUPL-1.2
//! Door of the Ufficio di Piano: a fund, divided. The text of the file is the only state; the tree, the pictures and the
//! report are drawn from it at every change, so they cannot disagree.

mod albero;
mod barra;
mod barre;
mod campo;
mod confronto;
mod criteri;
mod dettagli;
mod errori;
mod flussi;
mod fondo;
mod lavoro;
mod mappa;
mod motore;
mod obiettivo;
mod ordine;
mod paradosso;
mod parita;
mod prosa;
mod registro;
mod relazione;
mod righe;
mod sankey;
mod scelta;
mod sensibilita;
mod serie;
mod testo;
mod vincoli;
mod vincoli_modulo;

use super::arnesi::{cifre, figura, scritto, storia};
use crate::app::componenti::{heading, lead, paragraph, section};
use crate::app::focus;
use crate::app::pagina::Page;
use crate::lingua::{self, chiave, parola, tr};
use lavoro::{Azione, Lavoro, Vista};
use motore::Prova;
use std::rc::Rc;
use yew::prelude::*;

const TITLE: &str = chiave!("Ufficio di Piano: dividi un fondo");

/// The page.
pub fn page() -> Page {
    Page::new(parola(TITLE), html! { <Piano lingua={lingua::codice()} /> })
}

/// Properties of [`Piano`]: another language draws it again, with the same desk.
#[derive(Properties, PartialEq)]
struct Props {
    lingua: &'static str,
}

/// What every piece of the page may read and change.
#[derive(Clone)]
pub struct Banco {
    /// The desk.
    pub lavoro: UseReducerHandle<Lavoro>,
    /// What its text gives.
    pub prova: Rc<Prova>,
}

impl Banco {
    /// Does something.
    #[must_use]
    pub fn azione(&self) -> Callback<Azione> {
        let lavoro = self.lavoro.clone();
        Callback::from(move |azione| lavoro.dispatch(azione))
    }

    /// A button that does something.
    #[must_use]
    pub fn click(&self, azione: Azione) -> Callback<MouseEvent> {
        let lavoro = self.lavoro.clone();
        Callback::from(move |_| lavoro.dispatch(azione.clone()))
    }

    /// What is wrong with a value.
    #[must_use]
    pub fn errori(&self, percorso: &str) -> Vec<String> {
        self.prova.errori.iter().filter(|d| d.percorso == percorso).map(errori::nel_campo).collect()
    }

    /// What happened last, if it was said in the language that is spoken now.
    #[must_use]
    pub fn detto(&self) -> &str {
        if self.lavoro.detto_in == lingua::codice() { &self.lavoro.detto } else { "" }
    }

    /// A text of the file.
    #[must_use]
    pub fn text(&self, percorso: &str) -> String {
        self.prova.documento.as_ref().and_then(|d| d.text(percorso)).unwrap_or_default()
    }
}

#[component]
fn Piano(props: &Props) -> Html {
    let lavoro = use_reducer(lavoro::load);
    use_effect_with((*lavoro).clone(), lavoro::save);
    use_effect_with((lavoro.giro, lavoro.fuoco.clone()), |(_, fuoco)| {
        if let Some(id) = fuoco {
            focus::focus_id(id);
        }
    });
    let inputs = (lavoro.nome.clone(), lavoro.storia.testo().to_owned(), lavoro.tabelle.clone(), props.lingua);
    let prova = use_memo(inputs, |(nome, testo, tabelle, _)| motore::prova(nome, testo, tabelle));
    let banco = Banco { lavoro: lavoro.clone(), prova };
    if !lavoro.is_open() {
        return html! {
            <>
                {heading(parola(TITLE))}
                {lead(tr!("Scegli un fondo, cambia importi, percentuali, pesi e limiti, e vedi dove va ogni centesimo."))}
                {scelta::view(&banco)}
            </>
        };
    }
    html! {
        <>
            {fondo::head(&banco)}
            {views(&banco)}
            {errori::summary(&banco)}
            {match lavoro.vista {
                Vista::Testo => testo::view(&banco),
                Vista::Figure => figures(&banco),
                Vista::Confronto => confronto::view(&banco),
                Vista::Relazione => relazione::view(&banco),
                Vista::Albero => html! {
                    <>
                        {fondo::view(&banco)}
                        {albero::view(&banco)}
                        {parita::view(&banco)}
                        {vincoli::view(&banco)}
                        {vincoli_modulo::view(&banco)}
                        {registro::view(&banco)}
                    </>
                },
            }}
            {barra::view(&banco)}
        </>
    }
}

/// The pictures.
fn figures(banco: &Banco) -> Html {
    let Some(bars) = barre::figura(&banco.prova) else {
        return paragraph(tr!("Le figure si fanno di un riparto che si può calcolare: correggi prima gli errori."));
    };
    html! {
       <>
           {section(tr!("Figure"))}
           {named(bars, 1)}
           {sankey::figura(&banco.prova).map(figura::Figura::view)}
           {mappa::figura(&banco.prova).map(|f| named(f, 0))}
           {serie::figura().map(figura::Figura::view)}
           {sensibilita::view(banco)}
           {obiettivo::view(banco)}
           {paradosso::view(banco)}
       </>
    }
}

/// A picture whose rows begin with names, but for the last ones.
fn named(picture: figura::Figura, last: usize) -> Html {
    let names = picture.righe.len().saturating_sub(last);
    picture.view_named(names)
}

/// The parts of the page.
fn views(banco: &Banco) -> Html {
    let entry = |vista: Vista, label: &'static str| {
        let here = banco.lavoro.vista == vista;
        let class = if here { "btn btn-primary btn-sm" } else { "btn btn-outline-primary btn-sm" };
        html! {
            <li class="list-inline-item mb-2">
                <button type="button" {class} aria-current={here.then_some("true")} onclick={banco.click(Azione::Vedi(vista))}>
                    {label}
                </button>
            </li>
        }
    };
    html! {
        <nav class="app-no-print" aria-label={tr!("Parti della pagina")}>
            <ul class="list-inline mb-3">
                {entry(Vista::Albero, tr!("Albero"))}
                {entry(Vista::Figure, tr!("Figure"))}
                {entry(Vista::Confronto, tr!("Confronto"))}
                {entry(Vista::Relazione, tr!("Relazione"))}
                {entry(Vista::Testo, tr!("Testo del file"))}
            </ul>
        </nav>
    }
}
