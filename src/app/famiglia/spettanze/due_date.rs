// SPDX-License-Identifier: EUPL-1.2
//! The same answers under the rules of two days: what changed, what is new, what is no longer there.

use super::motore::{AL_TEMPO_DEL_PIANO, Ammesso, EsitoVoce, stato};
use super::risposte::{DATA, Risposte};
use super::{esito, inizio, misura};
use crate::app::componenti::{
    button_link, callout, details, frase, heading, lead, nome_servizio, paragraph, print_button, route_link, section,
};
use crate::app::draft::{Action, Draft};
use crate::app::motore::today;
use crate::app::numeri::format_date;
use crate::app::pagina::{Ctx, Page};
use crate::chiamate::Documento;
use crate::lingua::{chiave, parola, tr};
use crate::semi;
use yew::prelude::*;

const TITLE: &str = chiave!("Cosa ti spetta in due giorni diversi");

/// One measure on the two days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coppia<'a> {
    /// Under the earlier rules.
    pub prima: Option<&'a EsitoVoce>,
    /// Under the later ones.
    pub dopo: Option<&'a EsitoVoce>,
}

impl Coppia<'_> {
    /// There on both days, with another outcome or other amounts.
    #[must_use]
    pub fn cambiata(&self) -> bool {
        let told = |e: &EsitoVoce| (e.esito, e.totale.clone(), e.intervallo, e.contributi.clone());
        matches!((self.prima, self.dopo), (Some(a), Some(b)) if told(a) != told(b))
    }
}

/// The page.
pub fn page(ctx: &Ctx) -> Page {
    let (earlier, later) = giorni(ctx);
    let of = |day: &str| {
        let draft: Draft = ctx.draft.after(Action::Type(DATA.to_owned(), day.to_owned()));
        stato(Risposte(&draft))
    };
    let (before, after) = (of(&earlier), of(&later));
    let body = match (before.as_ref(), after.as_ref()) {
        (Ok(a), Ok(b)) => known((&earlier, a), (&later, b)),
        _ => html! {
            <>
                {heading(parola(TITLE))}
                {lead(tr!("Con queste risposte non riusciamo a fare il calcolo."))}
                <p>{route_link(&inizio(), tr!("Torna all'inizio"))}</p>
            </>
        },
    };
    Page::new(parola(TITLE), body)
}

/// The day in use and today; the time of the plan and today when they are the same.
fn giorni(ctx: &Ctx) -> (String, String) {
    let (own, today) = (Risposte(&ctx.draft).data(), today());
    if own == today { (AL_TEMPO_DEL_PIANO.to_owned(), today) } else { (own.clone().min(today.clone()), own.max(today)) }
}

/// Every measure and service of either day, in the order of the later one.
#[must_use]
pub fn coppie<'a>(before: &'a [EsitoVoce], after: &'a [EsitoVoce]) -> Vec<Coppia<'a>> {
    let twin = |list: &'a [EsitoVoce], e: &EsitoVoce| list.iter().find(|o| o.id == e.id);
    let gone = before.iter().filter(|e| twin(after, e).is_none());
    let mut list: Vec<Coppia<'a>> = after.iter().map(|e| Coppia { prima: twin(before, e), dopo: Some(e) }).collect();
    list.extend(gone.map(|e| Coppia { prima: Some(e), dopo: None }));
    list
}

fn known((earlier, before): (&str, &Documento), (later, after): (&str, &Documento)) -> Html {
    let all = coppie(&before.spettanze.esiti, &after.spettanze.esiti);
    let (changed, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(Coppia::cambiata);
    let (fresh, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(|c| c.prima.is_none());
    let (gone, same): (Vec<_>, Vec<_>) = rest.into_iter().partition(|c| c.dopo.is_none());
    // Without a successor it may still be there: only its rules are not known.
    let (gone, lost): (Vec<_>, Vec<_>) =
        gone.into_iter().partition(|c| c.prima.is_some_and(|e| e.superata_da.is_some()));
    let days = (format_date(earlier), format_date(later));
    let counted = [
        tr!("{n} è cambiata" | "{n} sono cambiate" % changed.len().to_string()),
        tr!("{n} è nuova" | "{n} sono nuove" % fresh.len().to_string()),
        tr!("{n} non c'è più" | "{n} non ci sono più" % gone.len().to_string()),
    ];
    let [a, b, c] = &counted;
    html! {
        <>
            {heading(parola(TITLE))}
            {lead(&tr!("Con le stesse risposte, tra il {} e il {}: {}, {}, {}.", days.0, days.1, a, b, c))}
            {callout(tr!("È un orientamento, non una decisione"), false, html! {
                <p class="mb-0">{tr!("Se una misura manca in un giorno, può darsi che allora non ci fosse, oppure che non ne conosciamo le regole.")}</p>
            })}
            {tavola("cambiate", tr!("Che cosa è cambiato"), tr!("Misure e servizi di tutti e due i giorni, con un esito o un importo diverso"), &changed, &days)}
            {tavola("nuove", tr!("Che cosa è nuovo"), tr!("Misure e servizi che hanno regole solo nel giorno più vicino"), &fresh, &days)}
            {tavola("finite", tr!("Che cosa non c'è più"), tr!("Misure e servizi che altri hanno sostituito"), &gone, &days)}
            {tavola("ignote", tr!("Di queste non conosciamo le regole nuove"), tr!("Misure e servizi di cui conosciamo solo le regole del giorno più lontano"), &lost, &days)}
            if !same.is_empty() {
                {details(tr!("Che cosa è rimasto uguale"), tabella("uguali", tr!("Misure e servizi con lo stesso esito"), &same, &days))}
            }
            if changed.is_empty() && fresh.is_empty() && gone.is_empty() && lost.is_empty() {
                {paragraph(tr!("Tra questi due giorni non cambia nulla."))}
            }
            <div class="app-actions app-no-print">
                {button_link(&esito(), classes!("btn", "btn-outline-primary"), tr!("Torna al risultato"))}
                {print_button()}
            </div>
        </>
    }
}

fn tavola(
    id: &'static str,
    title: &'static str,
    caption: &'static str,
    list: &[Coppia<'_>],
    days: &(String, String),
) -> Html {
    if list.is_empty() {
        return Html::default();
    }
    html! { <>{section(title)}{tabella(id, caption, list, days)}</> }
}

fn tabella(id: &'static str, caption: &'static str, list: &[Coppia<'_>], days: &(String, String)) -> Html {
    let row = |c: &Coppia<'_>| {
        let name = c.dopo.or(c.prima).map(|e| nome_servizio(&e.nome));
        html! { <tr><th scope="row">{ for name }</th><td>{cella(c.prima)}</td><td>{cella(c.dopo)}{ for erede(c) }</td></tr> }
    };
    html! {
        <div class="table-responsive" tabindex="0" role="region" aria-labelledby={id}>
            <table class="table">
                <caption {id}>{caption}</caption>
                <thead>
                    <tr><th scope="col">{tr!("Misura o servizio")}</th><th scope="col">{&days.0}</th><th scope="col">{&days.1}</th></tr>
                </thead>
                <tbody>{ for list.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

/// The outcome in words, with its amounts or its reason.
fn cella(e: Option<&EsitoVoce>) -> Html {
    let Some(e) = e else { return html! { {tr!("Manca")} } };
    match e.esito {
        Ammesso::Si => html! { <><strong>{tr!("Ti spetta")}</strong>{". "}{misura::importo(e)}</> },
        Ammesso::DaVerificare => {
            html! { <><strong>{tr!("Dipende da altre risposte")}</strong>{". "}{misura::importo(e)}</> }
        }
        Ammesso::No => html! { <><strong>{tr!("Non con queste risposte")}</strong>{misura::perche_no(e)}</> },
    }
}

/// What took the place of a measure that is gone.
fn erede(c: &Coppia<'_>) -> Option<Html> {
    let next = c.prima.filter(|_| c.dopo.is_none())?.superata_da.as_ref()?;
    let name = semi::misure().iter().flat_map(|seed| seed.misure).find(|m| m.id == *next)?.nome;
    Some(html! { <>{". "}{frase(tr!("Al suo posto: {}."), [nome_servizio(&name.into())])}</> })
}
