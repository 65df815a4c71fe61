// SPDX-License-Identifier: EUPL-1.2
//! What each schedule does: the whole, who pays more and who less, fairness, and by group.

use super::dati::Calcolo;
use super::figura::{self, Figura};
use super::motore::{MINIMO_PUBBLICO, Quadro, Sintesi};
use super::{Banco, campione, gruppi, parole};
use crate::app::componenti::{paragraph, section, subheading};
use crate::lingua::{chiave, parola, tr};
use yew::prelude::*;

/// The part of the page.
pub fn view(banco: &Banco) -> Html {
    let (quadro, posti) = match &banco.dati.calcolo {
        Calcolo::Fatto { quadro, posti } => (quadro, posti),
        Calcolo::Errore(guasti) => {
            return html! {
                <div class="alert alert-danger" role="alert">
                    <ul class="mb-0">{ for guasti.iter().map(|g| html! { <li>{g.sentence()}</li> }) }</ul>
                </div>
            };
        }
        _ => return paragraph(&banco.dati.stato()),
    };
    html! {
        <>
            {section(tr!("Risultati"))}
            {warnings(banco, quadro, posti)}
            {whole(banco, quadro, posti)}
            {fairness(banco, quadro, posti)}
            <gruppi::Gruppi banco={banco.clone()} />
            <campione::Campione banco={banco.clone()} />
        </>
    }
}

/// A figure of each schedule: its name, its words, and of how many families it is, where it is of some only.
type Voce = (&'static str, fn(&Sintesi) -> String, Option<fn(&Sintesi) -> u64>);

/// Rows of the summary.
const VOCI: [Voce; 12] = [
    (chiave!("Entrate"), |s| parole::euro(s.totale), None),
    (chiave!("Costo del servizio"), |s| parole::forse(s.costo), None),
    (chiave!("Copertura del costo"), |s| parole::percento(s.copertura.as_ref()), None),
    (chiave!("Famiglie con una tariffa"), |s| parole::numero(s.con_tariffa), Some(|s| s.con_tariffa)),
    (chiave!("Esenti"), |s| parole::numero(s.esenti), Some(|s| s.esenti)),
    (chiave!("Non ammesse"), |s| parole::numero(s.non_ammesse), Some(|s| s.non_ammesse)),
    (chiave!("Tariffa non determinata"), |s| parole::numero(s.non_determinate), Some(|s| s.non_determinate)),
    (chiave!("Tariffa media"), |s| parole::forse(s.media), None),
    (
        chiave!("Pagano di meno"),
        |s| changed(s.variazioni.guadagnano, s.variazioni.risparmio),
        Some(|s| s.variazioni.guadagnano),
    ),
    (
        chiave!("Pagano di più"),
        |s| changed(s.variazioni.perdono, s.variazioni.aggravio),
        Some(|s| s.variazioni.perdono),
    ),
    (
        chiave!("Aumento medio e massimo"),
        |s| match s.variazioni.perdono {
            0 => tr!("nessuno").to_owned(),
            _ => [&parole::forse(s.variazioni.aggravio_medio), " · ", &parole::euro(s.variazioni.aggravio_massimo)]
                .concat(),
        },
        Some(|s| s.variazioni.perdono),
    ),
    (chiave!("Pagano lo stesso"), |s| parole::numero(s.variazioni.invariati), Some(|s| s.variazioni.invariati)),
];

/// The table, and the file to pass on.
fn whole(banco: &Banco, quadro: &Quadro, posti: &[usize]) -> Html {
    let mut figura = summary(banco, quadro, posti, false);
    let rows = summary(banco, quadro, posti, true).righe;
    figura.disegno = figura::table("sintesi", &figura.colonne, &figura.righe);
    figura.shown_and(&rows)
}

fn changed(count: u64, sum: super::motore::Centesimi) -> String {
    if count == 0 {
        tr!("nessuna").to_owned()
    } else {
        [&parole::numero(count), " (", &parole::euro(sum), ")"].concat()
    }
}

/// The table of the whole; figures of few families are hidden where it is `pubblica`.
pub fn summary(banco: &Banco, quadro: &Quadro, posti: &[usize], pubblica: bool) -> Figura {
    let mut colonne = vec![tr!("Cifra").to_owned()];
    colonne.extend(posti.iter().map(|p| banco.nome(*p)));
    let cell = |(n, s): (usize, &Sintesi), (name, words, count): &Voce| {
        let few = count.is_some_and(|c| (1..MINIMO_PUBBLICO).contains(&c(s)));
        if n == 0 && (name.starts_with("Pagano") || name.starts_with("Aumento")) {
            // The schedule in force is not compared with itself.
            "–".to_owned()
        } else if pubblica && few {
            tr!("meno di 5 famiglie").to_owned()
        } else {
            words(s)
        }
    };
    let row = |voce: &Voce| {
        std::iter::once(parola(voce.0).to_owned())
            .chain(quadro.scenari.iter().enumerate().map(|s| cell(s, voce)))
            .collect()
    };
    let righe: Vec<Vec<String>> = VOCI.iter().map(row).collect();
    Figura {
        id: "sintesi",
        frase: sentence(banco, quadro, posti),
        disegno: Html::default(),
        colonne,
        righe,
        fonte: tr!("{}, di cui {} senza ISEE.", parole::famiglie(quadro.righe), parole::numero(quadro.senza_isee)),
    }
}

/// What the open schedule changes, in a sentence.
pub fn sentence(banco: &Banco, quadro: &Quadro, posti: &[usize]) -> String {
    let Some(now) = quadro.scenari.first() else { return String::new() };
    let open = posti.iter().position(|p| *p == banco.lavoro.attivo && *p > 0).or((posti.len() > 1).then_some(1));
    let Some((place, new)) = open.and_then(|n| Some((*posti.get(n)?, quadro.scenari.get(n)?))) else {
        return tr!("Con le regole in vigore entrano {}.", parole::euro(now.totale));
    };
    let v = &new.variazioni;
    tr!(
        "Con «{}» entrano {} ({}): {}, {}.",
        banco.nome(place),
        parole::euro(new.totale),
        parole::differenza(new.totale.0 - now.totale.0),
        parole::paga_di_meno(v.guadagnano),
        parole::paga_di_piu(v.perdono)
    )
}

/// What the reader must know of these figures.
fn warnings(banco: &Banco, quadro: &Quadro, posti: &[usize]) -> Html {
    let mut lines: Vec<String> = Vec::new();
    for (place, s) in posti.iter().zip(&quadro.scenari) {
        let name = banco.nome(*place);
        lines.extend(s.avvisi.iter().map(|a| [&name, ": ", a].concat()));
        if s.non_determinate > 0 {
            let why = if s.mancano.is_empty() {
                tr!("le regole non lo dicono").to_owned()
            } else {
                tr!("manca {}", s.mancano.join(", ").replace("isee.", "ISEE ").replace('_', " "))
            };
            lines.push(tr!(
                "{}: di {} non si sa quanto pagano ({}): non sono nelle entrate.",
                name,
                parole::famiglie(s.non_determinate),
                why
            ));
        }
        if s.da_verificare > 0 {
            lines.push(tr!(
                "{}: di {} è da verificare se sono ammesse: sono nelle entrate.",
                name,
                parole::famiglie(s.da_verificare)
            ));
        }
    }
    let hidden: Vec<usize> = (0..banco.lavoro.scenari.len()).filter(|n| !posti.contains(n)).collect();
    lines.extend(hidden.into_iter().map(|n| tr!("{}: da correggere, non è nei conti.", banco.nome(n))));
    if lines.is_empty() {
        return Html::default();
    }
    lines.dedup();
    html! { <div class="alert alert-warning"><h3 class="alert-heading h5">{tr!("Da sapere")}</h3><ul class="mb-0">{ for lines.into_iter().map(|l| html! { <li>{l}</li> }) }</ul></div> }
}

/// Gini and progressivity, with what they mean.
fn fairness(banco: &Banco, quadro: &Quadro, posti: &[usize]) -> Html {
    let heads: Vec<String> =
        std::iter::once(tr!("Indice").to_owned()).chain(posti.iter().map(|p| banco.nome(*p))).collect();
    let rows = fairness_rows(quadro);
    html! {
        <>
            {subheading(tr!("Chi ha di più paga di più?"))}
            {figura::table("equita", &heads, &rows)}
            {crate::app::componenti::details(tr!("Che cosa significano"), html! {
                <p class="app-narrow">{tr!("L'indice di Gini va da 0 (tutti uguali) a 1 (ha tutto una sola famiglia). «Dopo» è l'ISEE meno la tariffa di un anno, mai sotto zero. La progressività (indice di Kakwani) è positiva quando chi ha di più paga una parte più grande del suo ISEE, negativa quando pesa di più su chi ha di meno. Contano le famiglie con ISEE e con una tariffa in tutti gli scenari.")}</p>
            })}
        </>
    }
}

/// The rows of the table of fairness.
pub fn fairness_rows(quadro: &Quadro) -> Vec<Vec<String>> {
    type Indice = (&'static str, fn(&crate::simula::Equita) -> String);
    let all: [Indice; 4] = [
        (tr!("Gini dell'ISEE"), |e| parole::indice(&e.gini_prima)),
        (tr!("Gini dopo la tariffa"), |e| parole::indice(&e.gini_dopo)),
        (tr!("Differenza tra i due"), |e| parole::indice(&e.redistribuzione)),
        (tr!("Progressività della tariffa"), |e| parole::indice(&e.progressivita)),
    ];
    let row = |(name, of): &Indice| {
        let cell = |s: &Sintesi| s.equita.as_ref().map_or_else(|| "–".to_owned(), of);
        std::iter::once((*name).to_owned()).chain(quadro.scenari.iter().map(cell)).collect()
    };
    all.iter().map(row).collect()
}
