// SPDX-License-Identifier: EUPL-1.2
//! «Che cosa cambia se…»: the nearest points of the rules, other values as they are typed, and the question the other
//! way round. What is tried here is not an answer: it has fields of its own.

use super::vicini::{Punto, vicini};
use crate::app::componenti::{
    NumberField, button_link, heading, nome_servizio, paragraph, route_link, section, subheading,
};
use crate::app::flow::Flow;
use crate::app::motore::{self, Answers, QuotaRisposta, Risposta, Scheda, decimal};
use crate::app::numeri::{format_euro, format_number, from_cents, parse_number};
use crate::app::pagina::{Ctx, Page};
use crate::app::pagine::passo::Percorso;
use crate::app::pagine::risultato::{Vista, confronto, esito, valore};
use crate::app::route::ServizioKey;
use crate::app::testi::{amount_error, each, quantity_text};
use crate::lingua::{chiave, parola, tr};
use crate::tariffa::{self, Domanda, Tratto};
use yew::prelude::*;

const TITLE: &str = chiave!("Che cosa cambia se…");

/// The page of a service whose questions are all answered.
pub fn page(ctx: &Ctx, id: &ServizioKey) -> Page {
    let percorso = match Percorso::open_complete(ctx, id) {
        Ok(percorso) => percorso,
        Err(page) => return *page,
    };
    let Percorso { scheda, flow, .. } = &percorso;
    let Ok(risposta) = motore::calcola(scheda, &flow.answers) else { return Page::redirect(id.result(), "") };
    let place = motore::place_name(&ctx.draft.comune).unwrap_or_else(|| scheda.regolamento.ente.it());
    let v = Vista { ctx, percorso: &percorso, scheda, flow, risposta: &risposta, place };
    let now = esito::measure(&v, &risposta);
    Page::new(
        parola(TITLE),
        html! {
            <>
                <p class="app-no-print">{route_link(&id.result(), tr!("‹ Torna al risultato"))}</p>
                {heading(parola(TITLE))}
                <p class="app-lead">{nome_servizio(&scheda.servizio.nome)}</p>
                {valore::badges(&v)}
                if let Some(m) = now {
                    {paragraph(&tr!("Ora: {} {}.", m.importo, m.unita))}
                }
                {near(&v)}
                {other_values(&v)}
                {inverse(&v)}
                {confronto::curves(&v)}
                <p class="app-actions app-no-print">
                    {button_link(&id.room("prospetto"), classes!("btn", "btn-outline-primary"), tr!("Prospetto da stampare"))}
                </p>
                {valore::rules(&v)}
            </>
        },
    )
}

fn quotas(r: &Risposta) -> impl Iterator<Item = (&QuotaRisposta, bool)> {
    r.quote.iter().map(|q| (q, true)).chain(r.contributi.iter().map(|q| (q, false)))
}

fn name(q: &QuotaRisposta) -> String {
    q.nome.as_ref().map_or_else(|| q.id.replace('-', " "), |n| n.tradotto().to_owned())
}

/// "Con 214,30 € di ISEE in meno paghi 2,10 € in meno per ogni ora."
fn near(v: &Vista<'_>) -> Html {
    if v.flow.answers.isee.is_none() || !v.scheda.asks_isee() {
        return Html::default();
    }
    let many = quotas(v.risposta).count() > 1;
    let part = |(q, fee): (&QuotaRisposta, bool)| {
        let (below, above) = vicini(v.scheda, &q.id, &v.flow.answers)?;
        let lines: Vec<String> = [below, above]
            .into_iter()
            .enumerate()
            .filter_map(|(i, p)| p.map(|p| sentence(&p, i == 0, fee, each(q.per))))
            .collect();
        Some(html! {
            <>
                if many { {subheading(&name(q))} }
                if lines.is_empty() {
                    {paragraph(tr!("L'importo è lo stesso con qualunque ISEE."))}
                } else {
                    <ul class="app-narrow">{ for lines.into_iter().map(|text| html! { <li>{text}</li> }) }</ul>
                }
            </>
        })
    };
    html! { <>{section(tr!("Con un ISEE più basso o più alto"))}{ for quotas(v.risposta).filter_map(part) }</> }
}

fn sentence(p: &Punto, below: bool, fee: bool, unit: &str) -> String {
    let euro = |cents: i64| format_euro(&from_cents(cents));
    let (gap, isee, change) = (euro(p.distanza), euro(p.isee), euro(p.differenza.saturating_abs()));
    let how =
        if p.scalino { tr!("È uno scalino: basta un centesimo di ISEE.") } else { tr!("Ci si arriva poco a poco.") };
    let what = match (fee, p.differenza < 0) {
        (true, true) => tr!("paghi {} in meno {}", change, unit),
        (true, false) => tr!("paghi {} in più {}", change, unit),
        (false, true) => tr!("ricevi {} in meno {}", change, unit),
        (false, false) => tr!("ricevi {} in più {}", change, unit),
    };
    if below {
        tr!("Con {} di ISEE in meno ({}) {}. {}", gap, isee, what, how)
    } else {
        tr!("Con {} di ISEE in più ({}) {}. {}", gap, isee, what, how)
    }
}

/// Fields that answer at once.
fn other_values(v: &Vista<'_>) -> Html {
    let prefix = ["prova.", &v.scheda.servizio.id, "."].concat();
    let mut answers = v.flow.answers.clone();
    let mut fields: Vec<Html> = Vec::new();
    let mut readable = true;
    if let Some((kind, value)) = v.flow.answers.isee.clone().filter(|_| v.scheda.asks_isee()) {
        let (field, read) = number(v, [&*prefix, "isee"].concat(), "prova-isee", "ISEE", &value, true);
        fields.push(field);
        readable &= read.is_some();
        answers.isee = read.map(|value| (kind, value));
    }
    for (i, unit) in v.scheda.quantities().into_iter().enumerate().take(IDS.len()) {
        let now = v.flow.answers.quantities.get(&unit).cloned().unwrap_or_default();
        let id = IDS.get(i).copied().unwrap_or("prova-quantita");
        let (field, read) = number(v, [&*prefix, &unit].concat(), id, &quantity_text(&unit).short, &now, false);
        fields.push(field);
        readable &= read.is_some();
        drop(read.map(|value| answers.quantities.insert(unit, value)));
    }
    if fields.is_empty() {
        return Html::default();
    }
    html! {
        <>
            {section(tr!("Prova altri valori"))}
            {paragraph(tr!("Scrivi: il risultato cambia subito. Le tue risposte restano quelle di prima."))}
            { for fields }
            <p class="app-lead mt-4" role="status" aria-live="polite">
                {if readable { outcome(v, &answers) } else { tr!("Scrivi un valore per vedere il risultato.").to_owned() }}
            </p>
        </>
    }
}

const IDS: [&str; 4] = ["prova-1", "prova-2", "prova-3", "prova-4"];

/// A field that begins with the answer given, and what can be read of it.
fn number(
    v: &Vista<'_>,
    field: String,
    id: &'static str,
    label: &str,
    now: &str,
    money: bool,
) -> (Html, Option<String>) {
    let given = v.ctx.draft.fields.contains_key(&field);
    let text = if given { v.ctx.draft.text(&field).to_owned() } else { crate::app::numeri::format_plain(now) };
    let read = parse_number(&text);
    let error = match &read {
        Err(e) if !text.trim().is_empty() => {
            Some(amount_error(*e, tr!("il valore"), if money { "12500,50" } else { "10" }).into())
        }
        _ => None,
    };
    let echo = read
        .as_ref()
        .ok()
        .filter(|r| r.point_read_as_comma)
        .map(|r| tr!("Abbiamo letto {}. Abbiamo letto il punto come una virgola.", format_number(&r.value)));
    let html = NumberField {
        id,
        label: label.to_owned(),
        title: false,
        hint: String::new(),
        text,
        echo,
        error,
        symbol: money.then_some("€"),
        mode: "decimal",
        on_type: v.ctx.typing(&field),
    }
    .view();
    (html, read.ok().map(|r| r.value))
}

fn outcome(v: &Vista<'_>, answers: &Answers) -> String {
    let risposta = match motore::calcola(v.scheda, answers) {
        Ok(risposta) => risposta,
        Err(d) => return [&*d.messaggio, "."].concat(),
    };
    let flow = Flow { stops: v.flow.stops.clone(), answers: answers.clone() };
    let there = Vista { flow: &flow, risposta: &risposta, ..*v };
    let Some(m) = esito::measure(&there, &risposta) else {
        return tr!("Con questi valori non c'è un importo.").to_owned();
    };
    let total = (!answers.quantities.is_empty()).then(|| esito::words(risposta.totale.as_ref(), risposta.intervallo));
    let total = total.map(|t| tr!(". In tutto: {} al mese", t)).unwrap_or_default();
    let rest = risposta.costo_ente.as_ref().filter(|c| !c.starts_with('-') && !answers.quantities.is_empty());
    let rest = rest.map(|c| tr!(". L'ente pubblico paga {}", format_euro(c))).unwrap_or_default();
    [&*esito::in_words(&m), &total, &rest, "."].concat()
}

/// «Con quale ISEE pagherei al massimo…?», for each quota.
fn inverse(v: &Vista<'_>) -> Html {
    if !v.scheda.asks_isee() {
        return Html::default();
    }
    let part = |(i, (q, fee)): (usize, (&QuotaRisposta, bool))| {
        let id = INVERSE_IDS.get(i).copied()?;
        let field = ["prova.", &v.scheda.servizio.id, ".inverso.", &q.id].concat();
        let label = if fee {
            tr!("Quanto vorresti pagare al massimo {}?", each(q.per))
        } else {
            tr!("Quanto vorresti ricevere almeno {}?", each(q.per))
        };
        let label = [&*label, " (", &name(q), ")"].concat();
        let (html, read) = number(v, field, id, &label, "", true);
        let said = read.and_then(|value| answer(v.scheda, &v.flow.answers, &q.id, &value, fee));
        Some(
            html! { <>{html}<p class="app-narrow mt-2" role="status" aria-live="polite">{said.unwrap_or_default()}</p></> },
        )
    };
    html! {
        <>
            {section(tr!("Con quale ISEE pagheresti…"))}
            { for quotas(v.risposta).enumerate().filter_map(part) }
        </>
    }
}

const INVERSE_IDS: [&str; 6] = ["inverso-1", "inverso-2", "inverso-3", "inverso-4", "inverso-5", "inverso-6"];

fn answer(scheda: &Scheda, answers: &Answers, quota: &str, value: &str, fee: bool) -> Option<String> {
    let amount = decimal(value)?;
    let question = if fee { Domanda::AlMassimo(amount) } else { Domanda::Almeno(amount) };
    let facts = scheda.request(answers).fatti;
    let set = match tariffa::inverso(scheda.regolamento, &scheda.servizio.id, quota, question, &facts) {
        Ok(set) => set,
        Err(d) => return Some([&*d.messaggio, "."].concat()),
    };
    let run = |t: &Tratto| match &t.a {
        Some(to) => tr!("da {} a {}", format_euro(&t.da), format_euro(to)),
        None => tr!("da {} in su", format_euro(&t.da)),
    };
    Some(match set.motivo {
        Some(why) => tr!("Con nessun ISEE: {}.", why),
        None => tr!("Con un ISEE {}.", set.tratti.iter().map(run).collect::<Vec<_>>().join(tr!(", oppure "))),
    })
}
