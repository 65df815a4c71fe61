// SPDX-License-Identifier: EUPL-1.2
//! The same family in every Comune of the Ambito: a map, a table, how far apart they are. A Comune whose schedule
//! nobody loaded is missing, not zero.

use super::campo::{Campo, come_si_scrive};
use super::figura::Figura;
use super::guasto::{Guasto, leggi_risposta};
use super::inizio::FileRegole;
use super::motore::{self, Centesimi, Uniformita};
use super::{Banco, parole};
use crate::app::componenti::{paragraph, section};
use crate::app::uffici::arnesi::carta::{self, Colore};
use crate::lingua::tr;
use crate::norma::TipoIsee;
use serde_json::json;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// The families that are compared, euro of ISEE.
const PROFILI: [&str; 4] = ["0", "8000", "16000", "30000"];

/// Properties of [`Ambito`].
#[derive(Properties, PartialEq)]
pub struct AmbitoProps {
    /// The desk.
    pub banco: Banco,
}

/// The part of the page.
#[component]
pub fn Ambito(props: &AmbitoProps) -> Html {
    let banco = &props.banco;
    let isee = use_state(|| "8000".to_owned());
    let quanto = use_state(|| "10".to_owned());
    let open = use_state(|| true);
    let others = use_state(Vec::<String>::new);
    let risposte = use_state(|| Rc::new(Vec::<(String, Result<Uniformita, Vec<Guasto>>)>::new()));
    let service = banco.prove.first().and_then(|p| p.servizio(&banco.lavoro.servizio)).map(|(_, s)| s.clone());
    let unita = motore::unita(service.as_ref());
    // Those of the ente first: a schedule that is open here comes before them.
    let mut rules: Vec<String> = crate::semi::locali()
        .iter()
        .filter(|l| l.in_vigore())
        .map(|l| l.testo.clone())
        .chain((*others).clone())
        .collect();
    if *open {
        rules.extend(
            (banco.lavoro.attivo > 0)
                .then(|| banco.testo(banco.lavoro.attivo))
                .filter(|_| banco.prova().is_some_and(|p| p.regolamento.is_some())),
        );
    }
    {
        let (banco, risposte) = (banco.clone(), risposte.clone());
        let inputs = ((*isee).clone(), (*quanto).clone(), rules, banco.lingua);
        use_effect_with(inputs, move |(isee, quanto, rules, _)| {
            let mut profiles: Vec<String> = PROFILI.iter().map(|p| (*p).to_owned()).filter(|p| p != isee).collect();
            profiles.insert(0, isee.clone());
            let all = Rc::new(std::cell::RefCell::new(Vec::new()));
            let count = profiles.len();
            for profile in &profiles {
                // Each Comune asks for its own kind: the family has the same figure in all of them.
                let kinds = TipoIsee::ALL.iter().filter(|_| !profile.is_empty());
                let isee: BTreeMap<&str, &String> = kinds.map(|k| (k.as_str(), profile)).collect();
                let request =
                    json!({ "isee": isee, "quantita": { unita.as_str(): quanto }, "fatti": { "residente": true } });
                let question = json!({ "servizio": banco.lavoro.servizio, "regole": rules, "richiesta": request });
                let (all, risposte, profile) = (all.clone(), risposte.clone(), profile.clone());
                let done = Callback::from(move |text: String| {
                    all.borrow_mut().push((profile.clone(), leggi_risposta(&text)));
                    if all.borrow().len() == count {
                        risposte.set(Rc::new(all.take()));
                    }
                });
                banco.lavoratore.chiedi("uniformita", &question.to_string(), done);
            }
        });
    }
    let write = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |text: String| state.set(text))
    };
    let add = {
        let others = others.clone();
        Callback::from(move |(text, _): (String, String)| {
            let mut list = (*others).clone();
            list.push(text);
            others.set(list);
        })
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: Event| open.set(!*open))
    };
    html! {
        <>
            {section(tr!("La stessa famiglia nei 61 Comuni"))}
            {paragraph(tr!("Contano i regolamenti pubblicati che il programma conosce e quelli che apri qui. Un Comune senza regolamento resta vuoto: non vuol dire che si paga zero."))}
            {come_si_scrive(banco)}
            <div class="row">
                <div class="col-12 col-md-4 mb-3"><Campo id="profilo-isee" nome={tr!("ISEE della famiglia, €")} visibile={true} valore={(*isee).clone()} giro={0} on_scrivi={write(&isee)} /></div>
                <div class="col-12 col-md-4 mb-3"><Campo id="profilo-quanto" nome={tr!("Quantità ({})", parole::unita(unita))} visibile={true} valore={(*quanto).clone()} giro={0} on_scrivi={write(&quanto)} /></div>
            </div>
            <div class="form-check mb-3">
                <input id="con-scenario" type="checkbox" class="form-check-input" checked={*open} onchange={toggle} />
                <label class="form-check-label" for="con-scenario">{tr!("Anche lo scenario aperto, dove vale")}</label>
            </div>
            <FileRegole id="altri-comuni" etichetta={tr!("Aggiungi il regolamento di un Comune (TOML, con «comuni» o l'ente «Comune di …»)")} on_apri={add} servizio={banco.lavoro.servizio.clone()} />
            <div aria-live="polite">{answer(&risposte, &isee)}</div>
        </>
    }
}

type Risposte = [(String, Result<Uniformita, Vec<Guasto>>)];

fn answer(all: &Risposte, isee: &str) -> Html {
    let Some((_, main)) = all.iter().find(|(p, _)| p == isee) else { return Html::default() };
    let u = match main {
        Err(guasti) => {
            return html! { <ul class="app-error">{ for guasti.iter().map(|g| html! { <li>{g.sentence()}</li> }) }</ul> };
        }
        Ok(u) => u,
    };
    let isee_words = |p: &str| crate::app::numeri::format_euro(p);
    let head = |(p, _): &(String, Result<Uniformita, Vec<Guasto>>)| ["ISEE ", &isee_words(p)].concat();
    let mut colonne = vec![tr!("Comune").to_owned(), tr!("Regolamento").to_owned()];
    colonne.extend(all.iter().map(head));
    let cell = |u: &Uniformita, n: usize| {
        u.comuni.get(n).map_or_else(String::new, |c| match (&c.regolamento, c.importo) {
            (None, _) => tr!("nessun regolamento").to_owned(),
            (_, None) => tr!("non si sa").to_owned(),
            (_, Some(x)) => parole::euro(x),
        })
    };
    let row = |(n, c): (usize, &crate::simula::QuotaComune)| {
        let mut cells = vec![c.nome.clone(), c.regolamento.clone().unwrap_or_else(|| tr!("manca").to_owned())];
        cells.extend(all.iter().map(|(_, r)| r.as_ref().map_or_else(|_| "–".to_owned(), |u| cell(u, n))));
        cells
    };
    let righe: Vec<Vec<String>> = u.comuni.iter().enumerate().map(row).collect();
    let frase = match (u.minimo, u.massimo) {
        (Some(a), Some(_)) if u.indice.is_none() => tr!(
            "Un solo Comune su 61 ha un regolamento, e con ISEE {} si paga {}: il confronto si farà quando ne aggiungi altri.",
            isee_words(isee),
            parole::euro(a)
        ),
        (Some(a), Some(b)) => tr!(
            "Con ISEE {} si va da {} a {}: {} di differenza, uniformità {}; {} Comuni su 61 hanno un regolamento.",
            isee_words(isee),
            parole::euro(a),
            parole::euro(b),
            parole::euro(Centesimi(b.0 - a.0)),
            parole::percento(u.indice.as_ref()),
            u.con_regole.to_string()
        ),
        _ => tr!("Nessun Comune ha un regolamento che dica quanto paga questa famiglia.").to_owned(),
    };
    let figura = Figura {
        id: "uniformita",
        frase,
        disegno: map(u),
        colonne,
        righe,
        fonte: tr!("Uniformità: il minore diviso il maggiore; 100% se tutti pagano lo stesso. Confini: ISTAT, attraverso openpolis/geojson-italy, licenza CC BY, semplificati.").to_owned(),
    };
    html! { <>{spreads(all)}{figura.view_named(u.comuni.len())}</> }
}

/// How far apart the Comuni are, for each family.
fn spreads(all: &Risposte) -> Html {
    let spread = |(p, r): &(String, Result<Uniformita, Vec<Guasto>>)| {
        let u = r.as_ref().ok()?;
        let distance = u.minimo.zip(u.massimo).map(|(a, b)| Centesimi(b.0 - a.0));
        Some(vec![
            crate::app::numeri::format_euro(p),
            parole::forse(u.minimo),
            parole::forse(u.massimo),
            parole::forse(distance),
            parole::percento(u.indice.as_ref()),
        ])
    };
    let heads: Vec<String> =
        [tr!("ISEE"), tr!("Meno"), tr!("Più"), tr!("Differenza"), tr!("Uniformità")].map(str::to_owned).to_vec();
    super::figura::table("distanze", &heads, &all.iter().filter_map(spread).collect::<Vec<_>>())
}

fn map(u: &Uniformita) -> Html {
    let mut amounts: Vec<Centesimi> = u.comuni.iter().filter_map(|c| c.importo).collect();
    amounts.sort_unstable();
    amounts.dedup();
    let shade = |x: Centesimi| {
        amounts.iter().position(|a| *a == x).unwrap_or_default() * carta::SFUMATURE.len() / amounts.len().max(1)
    };
    let of = |code: &str| {
        let c = u.comuni.iter().find(|c| c.codice_istat == code)?;
        Some(match (&c.regolamento, c.importo) {
            (None, _) => Colore::manca(tr!("{}: nessun regolamento", c.nome)),
            (_, None) => Colore::manca(tr!("{}: non si sa", c.nome)),
            (_, Some(x)) => Colore::di(shade(x), [&c.nome, ": ", &parole::euro(x)].concat()),
        })
    };
    let words = |class: usize| {
        let own: Vec<Centesimi> = amounts.iter().copied().filter(|x| shade(*x) == class).collect();
        let (first, last) = own.first().zip(own.last())?;
        Some(if first == last {
            parole::euro(*first)
        } else {
            [&parole::euro(*first), " – ", &parole::euro(*last)].concat()
        })
    };
    carta::carta(of, words, Some(tr!("Nessun regolamento")))
}
