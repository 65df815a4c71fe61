// SPDX-License-Identifier: EUPL-1.2
//! The answer in one sentence, what is still undecided, the requirements.

use super::super::risposta::question_title;
use super::Vista;
use super::valore::badges;
use crate::app::componenti::{
    frase, italiano, nome_servizio, paragraph, regola, route_link, section, source, subheading,
};
use crate::app::flow::Answer;
use crate::app::motore::{Ammesso, Bersaglio, Estremi, QuotaRisposta, Risposta, Scheda, Unita, units};
use crate::app::numeri::format_euro;
use crate::app::testi;
use crate::lingua::tr;
use yew::prelude::*;

/// An amount in words: "5,40 €", "da 8,67 € a 9,53 €"; one amount where both ends print the same cent.
pub fn words(known: Option<&String>, range: Option<Estremi>) -> String {
    match (known, range) {
        (Some(amount), _) => format_euro(amount),
        (None, Some(e)) => {
            let from = format_euro(&e.min.euro_text());
            match e.max.map(|max| format_euro(&max.euro_text())) {
                Some(to) if to == from => from,
                Some(to) => tr!("da {} a {}", from, to),
                None => tr!("da {} in su", from),
            }
        }
        (None, None) => tr!("non si sa").to_owned(),
    }
}

/// The answer of this page: an amount and what it is for.
pub struct Misura {
    /// The family receives it, rather than paying.
    pub riceve: bool,
    /// The amount in words.
    pub importo: String,
    /// After it.
    pub unita: String,
    /// It is exactly zero.
    pub zero: bool,
}

/// Whether every quantity that the fee multiplies was given.
fn quantities_known(v: &Vista<'_>) -> bool {
    let given = |q: &QuotaRisposta| !testi::per_month(q.per) || v.flow.answers.quantities.contains_key(q.per.as_str());
    v.risposta.quote.iter().all(given)
}

/// One quota by the unit, and nothing that touches the total: its price says it all.
fn by_unit<'a>(scheda: &Scheda, risposta: &'a Risposta) -> Option<&'a QuotaRisposta> {
    let on_total = scheda.servizio.correzioni.iter().any(|c| c.su == Bersaglio::Totale);
    match risposta.quote.as_slice() {
        [only] if !on_total && testi::per_month(only.per) && only.unitaria.is_some() == only.importo.is_some() => {
            Some(only)
        }
        _ => None,
    }
}

fn unit_words(q: &QuotaRisposta) -> String {
    words(q.unitaria.as_ref(), q.intervallo_unitaria)
}

/// What a total of these quotas is for.
fn period(quotas: &[QuotaRisposta]) -> &'static str {
    let all = |test: fn(Unita) -> bool| quotas.iter().all(|q| test(q.per));
    if all(|u| u == Unita::Anno) {
        testi::each(Unita::Anno)
    } else if all(|u| u == Unita::UnaTantum) {
        testi::each(Unita::UnaTantum)
    } else if all(|u| testi::per_month(u) || u == Unita::Mese) {
        testi::each(Unita::Mese)
    } else {
        tr!("in tutto")
    }
}

/// The amount of an answer, measured as the headline does; also used to compare.
pub fn measure(v: &Vista<'_>, risposta: &Risposta) -> Option<Misura> {
    let is_zero = |amount: Option<&String>| amount.is_some_and(|a| a == "0.00");
    if let Some(q) = by_unit(v.scheda, risposta) {
        let unita = testi::each(q.per).to_owned();
        return Some(Misura { riceve: false, importo: unit_words(q), unita, zero: is_zero(q.unitaria.as_ref()) });
    }
    if !risposta.quote.is_empty() && quantities_known(v) {
        let importo = words(risposta.totale.as_ref(), risposta.intervallo);
        let unita = period(&risposta.quote).to_owned();
        return Some(Misura { riceve: false, importo, unita, zero: is_zero(risposta.totale.as_ref()) });
    }
    let (list, riceve) = match (risposta.quote.as_slice(), risposta.contributi.as_slice()) {
        ([], []) => return None,
        ([], contributi) => (contributi, true),
        (quote, _) => (quote, false),
    };
    let zero = list.iter().all(|q| is_zero(q.unitaria.as_ref()));
    let (last, before) = list.split_last()?;
    let mut importo: String =
        before.iter().map(|q| [&*unit_words(q), " ", testi::each(q.per), tr!(" e ")].concat()).collect();
    importo.push_str(&unit_words(last));
    Some(Misura { riceve, importo, unita: testi::each(last.per).to_owned(), zero })
}

/// The amount, big, and the sentence that completes it.
pub fn headline(v: &Vista<'_>) -> Html {
    let (title, sentence) = match measure(v, v.risposta) {
        None => (html! { {tr!("Con queste risposte puoi chiedere il servizio")} }, Html::default()),
        Some(m) if m.zero && !m.riceve => (
            html! { <><span class="app-amount">{tr!("Non paghi nulla")}</span></> },
            html! { {tr!("Con queste risposte il servizio è gratuito per te.")} },
        ),
        Some(m) if m.zero => (html! { {tr!("Con queste risposte non ricevi il contributo")} }, Html::default()),
        Some(m) => (
            html! {
                {amount(&m)}
            },
            month(v),
        ),
    };
    html! {
        <>
            <p class="app-lead mb-2">{nome_servizio(&v.scheda.servizio.nome)}</p>
            {badges(v)}
            <div class="app-result mb-4">
                <h1 tabindex="-1">{title}</h1>
                <p class="app-lead mb-0">{sentence}{rest(v)}</p>
                {also(v)}
            </div>
        </>
    }
}

/// The same sentence in plain text.
#[must_use]
pub fn in_words(m: &Misura) -> String {
    if m.riceve {
        tr!("Puoi ricevere fino a {} {}", m.importo, m.unita)
    } else {
        tr!("Paghi {} {}", m.importo, m.unita)
    }
}

/// "Paghi 5,40 € per ogni ora": the words around the amount stand where the language wants them.
fn amount(m: &Misura) -> Html {
    let text = if m.riceve { tr!("Puoi ricevere fino a {} {}") } else { tr!("Paghi {} {}") };
    let unit = html! { <span class="app-amount-unit">{m.unita.clone()}</span> };
    let big = html! { <span class="app-amount">{m.importo.clone()}</span> };
    html! { <span class="app-amount-unit">{frase(text, [big, unit])}</span> }
}

/// "Con 10 ore al mese spendi 54,00 € al mese."
fn month(v: &Vista<'_>) -> Html {
    let Some(q) = by_unit(v.scheda, v.risposta) else { return Html::default() };
    let Some(times) = v.flow.answers.quantities.get(q.per.as_str()) else { return Html::default() };
    let total = words(v.risposta.totale.as_ref(), v.risposta.intervallo);
    let total = html! { <strong class="app-number">{total}</strong> };
    frase(tr!("Con {} spendi {} al mese."), [html! { {units(q.per, times)} }, total])
}

/// What the ente pays, when the full cost is known and every quantity was given.
fn rest(v: &Vista<'_>) -> Html {
    let public = v.risposta.costo_ente.as_ref().filter(|c| quantities_known(v) && !c.starts_with('-') && *c != "0.00");
    public.map_or_else(Html::default, |amount| {
        let amount = html! { <span class="app-number">{format_euro(amount)}</span> };
        html! { <>{" "}{frase(tr!("Il resto del costo, {}, lo paga l'ente pubblico."), [amount])}</> }
    })
}

/// The parts of a fee made of several, and the money that comes back.
fn also(v: &Vista<'_>) -> Html {
    let parts = if v.risposta.quote.len() > 1 { v.risposta.quote.as_slice() } else { &[] };
    let back = if v.risposta.quote.is_empty() { &[] } else { v.risposta.contributi.as_slice() };
    if parts.is_empty() && back.is_empty() {
        return Html::default();
    }
    let row = |q: &QuotaRisposta, lead: &'static str| {
        let name = q.nome.as_ref().map_or_else(|| italiano(q.id.replace('-', " ")), regola);
        html! { <li>{lead}{name}{": "}<strong>{unit_words(q)}</strong>{" "}{testi::each(q.per)}</li> }
    };
    html! {
        <ul class="mt-3 mb-0">
            { for parts.iter().map(|q| row(q, "")) }
            { for back.iter().map(|q| row(q, tr!("Ti torna indietro: "))) }
        </ul>
    }
}

/// Which answers would make a range into a number.
pub fn undecided(v: &Vista<'_>) -> Html {
    let r = v.risposta;
    let open = r.intervallo.is_some() || r.ammesso == Ammesso::DaVerificare || !r.mancano.is_empty();
    let stops: Vec<_> = v.flow.stops.iter().filter(|s| s.answer == Answer::Unknown).collect();
    let deciding: Vec<_> = stops
        .into_iter()
        .filter(|s| r.mancano.iter().any(|id| v.flow.stop_for_fact(id).is_some_and(|of| of.slug == s.slug)))
        .collect();
    if !open {
        return Html::default();
    }
    if deciding.is_empty() {
        return html! {
            {paragraph(tr!("Il risultato è un intervallo perché le regole pubblicate non bastano a dire un numero solo."))}
        };
    }
    html! {
        <>
            {subheading(tr!("Che cosa decide il risultato"))}
            {paragraph(tr!("Rispondi e il risultato diventa più preciso:"))}
            <ul class="app-narrow">
                { for deciding.into_iter().map(|s| html! {
                    <li>{route_link(&v.percorso.id.question(&s.slug), question_title(v.scheda, s))}</li>
                }) }
            </ul>
        </>
    }
}

/// Each requirement and how it stands.
pub fn requirements(v: &Vista<'_>) -> Html {
    if v.risposta.motivi.is_empty() {
        return Html::default();
    }
    let standing = |a: Ammesso| match a {
        Ammesso::Si => tr!("Sì. "),
        Ammesso::No => tr!("No. "),
        Ammesso::DaVerificare => tr!("Da verificare. "),
    };
    html! {
        <>
            {section(tr!("Puoi chiedere il servizio?"))}
            <ul class="app-narrow">
                { for v.risposta.motivi.iter().map(|m| html! {
                    <li><strong>{standing(m.esito)}</strong>{regola(&m.testo)}</li>
                }) }
            </ul>
        </>
    }
}

/// Why the service cannot be asked for.
pub fn refusals(v: &Vista<'_>) -> Html {
    let failed: Vec<_> = v.risposta.motivi.iter().filter(|m| m.esito == Ammesso::No).collect();
    if failed.is_empty() {
        // Refused for want of an ISEE: the step says it in the words of the rules.
        let said = v.risposta.traccia.passi().iter().rfind(|p| p.passo == "isee");
        return said.map_or_else(Html::default, |p| html! { <p class="app-narrow">{p.testo.clone()}</p> });
    }
    html! {
        <ul class="app-narrow">
            { for failed.into_iter().map(|m| html! {
                <li>
                    {regola(&m.testo)}
                    { for m.fonte.iter().map(|f| html! { <span class="app-source">{tr!("Fonte: ")}{source(f)}</span> }) }
                </li>
            }) }
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::denaro::Frazione;

    #[test]
    fn a_range_within_one_cent_is_one_amount() {
        let range = |min, max: Option<i128>| {
            let part = |n| Frazione::new(n, 1000).unwrap();
            words(None, Some(Estremi { min: part(min), max: max.map(part) }))
        };
        assert_eq!(range(5401, Some(5404)), "5,40\u{a0}€");
        assert_eq!(range(5404, Some(5406)), "da 5,40\u{a0}€ a 5,41\u{a0}€");
        assert_eq!(range(5404, None), "da 5,40\u{a0}€ in su");
    }
}
