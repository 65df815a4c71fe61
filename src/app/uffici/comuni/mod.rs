// SPDX-License-Identifier: EUPL-1.2
//! Door of the Comuni: schedules on the reader's own families. The families stay in the worker; the page holds the
//! schedules as texts, and draws what the worker answers.

mod apertura;
mod campione;
mod campo;
mod colonne;
mod condizione;
mod correzioni;
mod curve;
mod dati;
mod errori;
mod esito;
mod famiglie;
mod gruppi;
mod guasto;
mod inizio;
mod lavoratore;
mod lavoro;
mod leve;
mod modulo;
mod motore;
mod nodi;
mod obiettivo;
mod parole;
mod perche;
mod prosa;
mod relazione;
mod requisiti;
mod riga;
mod risultati;
mod scalini;
mod tariffe;
mod uniformita;

use super::arnesi::{disco, figura, scritto};
use crate::app::componenti::{heading, lead};
use crate::app::foglio;
use crate::app::pagina::Page;
use crate::lingua::{self, chiave, parola, tr};
use dati::{Calcolo, Dati, Mossa};
use lavoratore::Lavoratore;
use lavoro::{Azione, Lavoro, Vista};
use motore::Prova;
use std::rc::Rc;
use yew::prelude::*;

const TITLE: &str = chiave!("Uffici comunali: simula le tariffe");

/// The page.
pub fn page() -> Page {
    Page::new(parola(TITLE), html! { <Comuni lingua={lingua::codice()} /> })
}

/// What every piece of the page may read and change.
#[derive(Clone, PartialEq)]
pub struct Banco {
    /// The desk.
    pub lavoro: UseReducerHandle<Lavoro>,
    /// Its schedules, read.
    pub prove: Rc<Vec<Prova>>,
    /// The families, as far as the page knows them.
    pub dati: UseReducerHandle<Dati>,
    /// Where they are.
    pub lavoratore: Lavoratore,
    /// The language the page speaks: whoever draws draws again when it changes.
    pub lingua: &'static str,
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

    /// The open schedule, read.
    #[must_use]
    pub fn prova(&self) -> Option<&Prova> {
        self.prove.get(self.lavoro.attivo)
    }

    /// Places of the schedules that can be computed.
    #[must_use]
    pub fn buoni(&self) -> Vec<usize> {
        (0..self.prove.len()).filter(|n| self.prove.get(*n).is_some_and(|p| p.regolamento.is_some())).collect()
    }

    /// The text of a schedule.
    #[must_use]
    pub fn testo(&self, place: usize) -> String {
        self.lavoro.scenari.get(place).map(|s| s.storia.testo().to_owned()).unwrap_or_default()
    }

    /// The name of a schedule.
    #[must_use]
    pub fn nome(&self, place: usize) -> String {
        if place == 0 {
            return tr!("In vigore").to_owned();
        }
        self.lavoro.scenari.get(place).map(|s| s.nome.clone()).unwrap_or_default()
    }

    /// Texts of the schedules that can be computed.
    #[must_use]
    pub fn testi(&self) -> Vec<String> {
        self.buoni().into_iter().map(|n| self.testo(n)).collect()
    }
}

/// Properties of [`Comuni`].
#[derive(Properties, PartialEq)]
struct ComuniProps {
    /// The language the page speaks.
    lingua: &'static str,
}

#[component]
fn Comuni(props: &ComuniProps) -> Html {
    let lingua = props.lingua;
    let lavoro = use_reducer(lavoro::load);
    let dati = use_reducer(Dati::default);
    let lavoratore = (*use_memo((), |()| Lavoratore::default())).clone();
    use_effect_with((*lavoro).clone(), lavoro::save);
    let texts: Vec<String> = lavoro.scenari.iter().map(|s| s.storia.testo().to_owned()).collect();
    let prove = use_memo((texts.clone(), lavoro.servizio.clone(), lingua), |(texts, servizio, _)| {
        texts.iter().map(|t| motore::prova(t, servizio)).collect::<Vec<_>>()
    });
    let banco = Banco { lavoro: lavoro.clone(), prove, dati: dati.clone(), lavoratore, lingua };
    {
        let banco = banco.clone();
        let inputs = (texts, lavoro.servizio.clone(), lavoro.periodi, dati.giro, lingua);
        use_effect_with(inputs, move |_| {
            let leave = dati::calcola(&banco);
            move || leave.into_iter().for_each(|leave| leave())
        });
    }
    {
        let banco = banco.clone();
        use_effect_with(lingua, move |_| dati::ridi(&banco));
    }
    {
        let (dati, lavoratore) = (dati.dispatcher(), banco.lavoratore.clone());
        use_effect_with((), move |()| {
            lavoratore.se_si_ferma(Callback::from(move |guasti| dati.dispatch(Mossa::Guasti(guasti))));
        });
    }
    if !lavoro.is_open() {
        return html! {
            <>
                {heading(parola(TITLE))}
                {lead(tr!("Carica un elenco di ISEE senza nomi, cambia fasce e importi, e vedi entrate, scalini e chi paga di più o di meno."))}
                {inizio::view(&banco)}
            </>
        };
    }
    html! {
        <>
            {inizio::head(&banco)}
            {views(&banco)}
            {stopped(&banco)}
            {match lavoro.vista {
                Vista::Famiglie => famiglie::view(&banco),
                Vista::Tariffe => tariffe::view(&banco),
                Vista::Risultati => risultati::view(&banco),
                Vista::Perche => html! { <perche::Perche banco={banco.clone()} /> },
                Vista::Scalini => html! { <scalini::Scalini banco={banco.clone()} /> },
                Vista::Obiettivo => html! { <obiettivo::Obiettivo banco={banco.clone()} /> },
                Vista::Uniformita => html! { <uniformita::Ambito banco={banco.clone()} /> },
                Vista::Relazione => relazione::view(&banco),
            }}
            {bar(&banco)}
        </>
    }
}

/// The parts of the page.
fn views(banco: &Banco) -> Html {
    let entry = |(vista, label): (Vista, &'static str)| {
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
    let all = [
        (Vista::Famiglie, tr!("Famiglie")),
        (Vista::Tariffe, tr!("Tariffe")),
        (Vista::Risultati, tr!("Risultati")),
        (Vista::Perche, tr!("Perché cambiano")),
        (Vista::Scalini, tr!("Scalini")),
        (Vista::Obiettivo, tr!("Obiettivo")),
        (Vista::Uniformita, tr!("I 61 Comuni")),
        (Vista::Relazione, tr!("Relazione")),
    ];
    html! {
        <nav class="app-no-print" aria-label={tr!("Parti della pagina")}>
            <ul class="list-inline mb-3">{ for all.into_iter().map(entry) }</ul>
        </nav>
    }
}

/// The worker stopped: why, and how to go on.
fn stopped(banco: &Banco) -> Html {
    if !banco.dati.fermo {
        return Html::default();
    }
    let own = banco.clone();
    let again = Callback::from(move |_: MouseEvent| {
        apertura::riprova(&own);
        own.lavoro.dispatch(Azione::Vedi(Vista::Famiglie));
    });
    html! {
        <div class="alert alert-danger app-no-print" role="alert">
            <h3 class="alert-heading h5">{tr!("Il calcolo si è fermato")}</h3>
            <ul>{ for banco.dati.guasti.iter().map(|g| html! { <li>{g.sentence()}</li> }) }</ul>
            <p>{tr!("Gli scenari sono rimasti com'erano. Le famiglie erano solo in memoria: vanno lette di nuovo.")}</p>
            if banco.dati.file.is_some() {
                <button type="button" class="btn btn-primary btn-sm" onclick={again}>{tr!("Riprova con «{}»", banco.dati.nome)}</button>
            }
        </div>
    }
}

/// Revenue now and with the open schedule, always in sight.
fn bar(banco: &Banco) -> Html {
    let storia = banco.lavoro.scenario().filter(|_| banco.lavoro.is_editable()).map(|s| &s.storia);
    let button = |label: &'static str, enabled: bool, azione: Azione| {
        let onclick = banco.click(azione);
        html! { <button type="button" class="btn btn-outline-primary btn-sm" disabled={!enabled} {onclick}>{label}</button> }
    };
    html! {
        <div class="app-bar app-no-print">
            <p class="mb-0" role="status">{sums(banco)}<span class="visually-hidden">{" "}{banco.lavoro.detto(banco.lingua)}</span></p>
            if banco.lavoro.vista == Vista::Tariffe {
                <div class="d-flex gap-2">
                    {button(tr!("Annulla"), storia.is_some_and(|s| s.can_undo()), Azione::Annulla)}
                    {button(tr!("Ripeti"), storia.is_some_and(|s| s.can_redo()), Azione::Ripeti)}
                </div>
            }
        </div>
    }
}

fn sums(banco: &Banco) -> Html {
    let failed = matches!(banco.dati.calcolo, Calcolo::Errore(_));
    let Some((sums, posti)) = banco.dati.totali.as_ref().filter(|_| !failed) else {
        return html! { <>{banco.dati.stato()}</> };
    };
    let at = |place: usize| posti.iter().position(|p| *p == place).and_then(|n| sums.get(n).copied());
    let now = at(0);
    let new = at(banco.lavoro.attivo).filter(|_| banco.lavoro.attivo > 0);
    html! {
        <>
            if let Some(now) = now { {tr!("Entrate in vigore")}{" "}<strong class="app-number">{parole::euro(now)}</strong> }
            if let Some(new) = new {
                {" · "}{banco.nome(banco.lavoro.attivo)}{" "}<strong class="app-number">{parole::euro(new)}</strong>
                if let Some(now) = now { {" ("}{parole::differenza(new.0 - now.0)}{")"} }
            } else if banco.lavoro.attivo > 0 {
                {" · "}{banco.nome(banco.lavoro.attivo)}{tr!(": da correggere")}
            }
        </>
    }
}
