// SPDX-License-Identifier: EUPL-1.2
//! The outcome: what is certain, what is open, what is refused and how near it is, where to ask.

use super::motore::{AL_TEMPO_DEL_PIANO, Ammesso, EsitoVoce, Stato, stato};
use super::risposte::{DATA, Data, QUANDO, Risposte};
use super::{campo, domanda, dove, esempi, inizio, misura};
use crate::app::componenti::{
    SummaryRow, address, button_link, callout, clear_button, details, heading, italiano, lead, paragraph, print_button,
    route_link, section, summary_list,
};
use crate::app::draft::{self, Action, Draft, ISEE, ISEE_KIND};
use crate::app::motore::{TipoIsee, scheda, today};
use crate::app::numeri::format_date;
use crate::app::pagina::{Ctx, Page};
use crate::app::route::{Route, ServizioKey};
use crate::app::{flow, numeri};
use crate::chiamate::Documento;
use crate::lingua::{chiave, parola, tr};
use yew::prelude::*;

const TITLE: &str = chiave!("Cosa ti spetta");

/// The outcome so far; complete when no question is left.
pub fn page(ctx: &Ctx) -> Page {
    let stato: Stato = stato(Risposte(&ctx.draft));
    let body = match stato.as_ref() {
        Ok(d) => known(ctx, d),
        Err(list) => {
            let why = list.first().map(|d| d.messaggio.clone()).unwrap_or_default();
            html! {
                <>
                    {heading(parola(TITLE))}
                    {lead(tr!("Con queste risposte non riusciamo a fare il calcolo."))}
                    <p class="app-narrow">{crate::app::componenti::frase(tr!("Il motivo: {}."), [italiano(why)])}</p>
                    <p>{route_link(&inizio(), tr!("Torna all'inizio"))}</p>
                </>
            }
        }
    };
    Page::new(parola(TITLE), body)
}

fn known(ctx: &Ctx, d: &Documento) -> Html {
    let esiti = &d.spettanze.esiti;
    let of = |outcome: Ammesso| esiti.iter().filter(|e| e.esito == outcome).collect::<Vec<_>>();
    let (yes, open) = (of(Ammesso::Si), of(Ammesso::DaVerificare));
    let near = |id: &String| esiti.iter().find(|e| e.id == *id && e.esito == Ammesso::No);
    let no: Vec<&EsitoVoce> = d.spettanze.piu_vicine.iter().filter_map(near).collect();
    html! {
        <>
            {esempi::avviso(ctx)}
            <div class="app-result mb-4">
                {heading(parola(TITLE))}
                <p class="app-lead mb-2">{frase(&yes, &open, &no)}</p>
                <p class="mb-0">{tr!("Regole del {}.", format_date(&Risposte(&ctx.draft).data()))}{" "}{quando(ctx)}</p>
            </div>
            {prossima(d)}
            {callout(tr!("È un orientamento, non una decisione"), false, html! {
                <p class="mb-0">{tr!("Chi riceve la domanda controlla documenti e requisiti. Dove leggi «Da verificare» la regola è la nostra \
                    lettura di una fonte incompleta: chiedi conferma.")}</p>
            })}
            {gruppo(ctx, tr!("Ti spetta"), &yes, yes.len())}
            {gruppo(ctx, tr!("Dipende da altre risposte"), &open, open.len())}
            {gruppo(ctx, tr!("Non con queste risposte: ecco che cosa manca"), &no, 3)}
            {dove::view(d)}
            {risposte(ctx)}
            <div class="app-actions app-no-print">
                {print_button()}
                {button_link(&Route::Famiglia("risposte".to_owned()), classes!("btn", "btn-outline-primary"), tr!("Salva le risposte"))}
                {clear_button(ctx)}
            </div>
        </>
    }
}

/// The finding, and never «nothing»: the nearest one has a name.
fn frase(yes: &[&EsitoVoce], open: &[&EsitoVoce], no: &[&EsitoVoce]) -> String {
    let certain = tr!("{n} misura o servizio ti spetta" | "{n} misure o servizi ti spettano" % yes.len().to_string());
    let opened =
        tr!("{n} dipende ancora da una risposta" | "{n} dipendono ancora da una risposta" % open.len().to_string());
    match (yes.len(), open.len(), no.first()) {
        (0, 0, None) => tr!("Per questo giorno non abbiamo regole: scegli un'altra data.").to_owned(),
        (0, 0, Some(nearest)) => {
            tr!("Nessuna misura è certa, ma la più vicina è «{}»: guarda che cosa manca.", nearest.nome.tradotto())
        }
        (0, _, _) => tr!("Nessuna misura è ancora certa; {}.", opened),
        (_, 0, _) => [&*certain, "."].concat(),
        _ => [&*certain, "; ", &opened, "."].concat(),
    }
}

/// The other time, one click away.
fn quando(ctx: &Ctx) -> Html {
    let to = |label: &'static str, day: &'static str| {
        let draft = ctx.draft.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            draft.dispatch(Action::Type(DATA.to_owned(), day.to_owned()));
            draft.dispatch(Action::Type(QUANDO.to_owned(), String::new()));
        });
        html! { <button type="button" class="btn btn-outline-primary btn-sm app-no-print" {onclick}>{label}</button> }
    };
    let now = Risposte(&ctx.draft).data();
    html! {
        <>
            if now != AL_TEMPO_DEL_PIANO { {to(tr!("Al tempo del Piano di Zona 2018-2020"), AL_TEMPO_DEL_PIANO)}{" "} }
            if now != today() { {to(tr!("Con le regole di oggi"), "")}{" "} }
            {button_link(&super::due_date(), classes!("btn", "btn-outline-primary", "btn-sm", "app-no-print"), tr!("I due giorni a confronto"))}
        </>
    }
}

fn prossima(d: &Documento) -> Html {
    match &d.spettanze.domanda {
        None => paragraph(tr!("Non ci sono altre domande: nessuna risposta in più può cambiare questo risultato.")),
        Some(q) => html! {
            <p class="app-actions app-no-print">
                {button_link(&domanda(&q.fatto), classes!("btn", "btn-primary"), tr!("Continua con la prossima domanda"))}
            </p>
        },
    }
}

fn gruppo(ctx: &Ctx, title: &str, list: &[&EsitoVoce], shown: usize) -> Html {
    if list.is_empty() {
        return Html::default();
    }
    let (first, rest) = list.split_at(shown.min(list.len()));
    let items = |list: &[&EsitoVoce]| html! { <ul class="list-unstyled app-narrow">{ for list.iter().map(|e| misura::view(ctx, e)) }</ul> };
    html! {
        <>
            {section(title)}
            {items(first)}
            if !rest.is_empty() {
                {details(tr!("Guarda anche le altre, dalla più vicina alla più lontana"), items(rest))}
            }
        </>
    }
}

fn risposte(ctx: &Ctx) -> Html {
    let r = Risposte(&ctx.draft);
    let shown = |data: &Data| match data {
        Data::Valore(_, shown) => shown.clone(),
        Data::Assente => tr!("Non ce l'ho").to_owned(),
        Data::NonSo | Data::Manca => tr!("Non lo so").to_owned(),
    };
    let place = r.comune().and_then(crate::app::motore::place_name).unwrap_or(tr!("Non indicato"));
    let mut rows = vec![SummaryRow {
        question: tr!("Comune").into(),
        answer: place.to_owned().into(),
        italian: true,
        edit: Some(inizio()),
    }];
    rows.extend(r.date().into_iter().map(|(fatto, data)| SummaryRow {
        question: campo::breve(fatto).into(),
        answer: shown(&data).into(),
        italian: false,
        edit: Some(domanda(&fatto.id)),
    }));
    let on_edit = {
        let draft = ctx.draft.clone();
        Callback::from(move |_: MouseEvent| draft.dispatch(Action::Review(true)))
    };
    details(tr!("Rivedi e cambia le risposte"), summary_list(&rows, &on_edit))
}

/// The button from a service to its fee: the ISEE of its kind goes with it. Another program draws it, so the answers
/// are kept before the document changes.
pub fn al_conto(ctx: &Ctx, e: &EsitoVoce) -> Html {
    let (ctx, key) = (ctx.clone(), ServizioKey { regolamento: e.regole.clone(), servizio: e.id.clone() });
    let onclick = Callback::from(move |_: MouseEvent| {
        let after = per_il_conto(&ctx.draft, &key);
        let to = scheda(&key).map_or(Route::NonTrovata, |scheda| {
            let flow = flow::build(&scheda, &after);
            flow.first_missing()
                .and_then(|i| flow.stops.get(i))
                .map_or_else(|| key.summary(), |s| key.question(&s.slug))
        });
        draft::save(&after);
        if let Some(window) = web_sys::window() {
            // Refused only where the document is going away already.
            let _ = window.location().set_href(&address(&to));
        }
    });
    let name = e.nome.it().to_owned();
    html! {
        <button type="button" class="btn btn-outline-primary btn-sm" {onclick}>
            {tr!("Calcola quanto paghi")}<span class="visually-hidden">{" «"}{italiano(name)}{"»"}</span>
        </button>
    }
}

/// The draft with the best ISEE that this service takes, and the service as the chosen one.
#[must_use]
pub fn per_il_conto(draft: &Draft, key: &ServizioKey) -> Draft {
    let typed = |field: &str, text: String| Action::Type(field.to_owned(), text);
    let next = draft.after(typed("servizio", [&key.regolamento, "/", &key.servizio].concat()));
    let Some(scheda) = scheda(key) else { return next };
    let r = Risposte(draft);
    let own = |k: &TipoIsee| {
        let fatto = super::motore::catalogo().get(k.fact_id())?;
        match r.data_di(fatto) {
            Data::Valore(value, _) => Some((*k, numeri::format_plain(value.as_str()?))),
            _ => None,
        }
    };
    let Some((kind, value)) = scheda.servizio.isee.iter().find_map(own) else { return next };
    let same = numeri::parse_number(next.text(ISEE)).is_ok_and(|n| numeri::format_plain(&n.value) == value);
    // What was typed stays as it was typed when it is the same value.
    let next = if same { next } else { next.after(typed(ISEE, value)) };
    next.after(typed(ISEE_KIND, kind.as_str().to_owned())).after(Action::Confirm(ISEE.to_owned()))
}
