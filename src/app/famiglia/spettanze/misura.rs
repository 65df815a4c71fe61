// SPDX-License-Identifier: EUPL-1.2
//! One service or measure in the outcome: its amounts, its reasons, how sure they are, where they are written.

use super::campo;
use super::motore::{Ammesso, Certezza, EsitoVoce, Estremi, Motivo, Natura, catalogo};
use super::risposte::{Data, Risposte};
use crate::app::componenti::{badge, details, frase, italiano, nome_servizio, regola, source};
use crate::app::numeri::format_date;
use crate::app::pagina::Ctx;
use crate::app::pagine::risultato::esito;
use crate::app::testi::{LABEL_CHECK, LABEL_DEMO, LABEL_DRAFT, LABEL_PAST, each};
use crate::lingua::{parola, tr};
use yew::prelude::*;

/// "5,40 €", "da 8,67 € a 9,53 €".
fn parole(known: Option<&String>, range: Option<Estremi>) -> Option<String> {
    (known.is_some() || range.is_some()).then(|| esito::words(known, range))
}

/// Fee and money to the family, in a sentence.
pub fn importo(e: &EsitoVoce) -> Html {
    let fee = parole(e.totale.as_ref(), e.intervallo);
    let of_unit = crate::app::motore::unita(&e.regole, &e.id).map_or("", each);
    let gift = |c: &super::motore::ContributoSpettante| {
        let amount = parole(c.importo.as_ref(), c.intervallo)?;
        let name = c.nome.as_ref().map_or_else(|| c.id.replace('-', " "), |n| n.tradotto().to_owned());
        let doubt =
            (c.certezza == Certezza::DaVerificare && e.certezza != c.certezza).then(|| badge(parola(LABEL_CHECK)));
        Some(html! { <span>{name}{": "}<span class="app-number">{amount}</span>{" "}{each(c.per)}{". "}{doubt}</span> })
    };
    html! {
        <>
            if let Some(fee) = fee {
                <span>{" "}{frase(tr!("Si paga {} {}."), [html! { <span class="app-number">{fee}</span> }, html! { {of_unit} }])}{" "}</span>
            }
            { for e.contributi.iter().filter_map(gift) }
        </>
    }
}

/// The nearest condition, else the requirements that do not hold.
pub fn perche_no(e: &EsitoVoce) -> Html {
    let failed = e.motivi.iter().filter(|m| m.esito == Ammesso::No).map(|m| &m.testo);
    let words: Vec<_> = failed.collect();
    let words = if words.is_empty() { e.vicino.iter().map(|v| &v.testo).collect() } else { words };
    html! {
        <>
            {": "}
            { for words.into_iter().map(|text| html! { <>{regola(text)}{" "}</> }) }
            if let Some(gap) = e.vicino.as_ref().and_then(|v| v.scarto.clone()) {
                {" ("}{gap}{")"}
            }
        </>
    }
}

/// What is not certain, beside the name.
fn etichette(e: &EsitoVoce) -> Vec<&'static str> {
    let mut list = Vec::new();
    if e.natura == Natura::Dimostrativo || e.certezza == Certezza::Dimostrativa {
        list.push(LABEL_DEMO);
    }
    match e.natura {
        Natura::Bozza => list.push(LABEL_DRAFT),
        Natura::Storico => list.push(LABEL_PAST),
        Natura::Pubblicato | Natura::Dimostrativo => {}
    }
    if e.certezza == Certezza::DaVerificare {
        list.push(LABEL_CHECK);
    }
    list
}

/// The whole of one outcome.
pub fn view(ctx: &Ctx, e: &EsitoVoce) -> Html {
    let r = Risposte(&ctx.draft);
    html! {
        <li class="mb-4">
            <h3 class="h5 mb-1">{nome_servizio(&e.nome)}</h3>
            <p class="mb-1">
                <span class="app-source">{italiano(e.ente.it().to_owned())}</span>
                { for etichette(e).into_iter().map(|text| html! { <>{badge(parola(text))}{" "}</> }) }
            </p>
            if e.esito == Ammesso::No {
                <p class="mb-1"><strong>{tr!("La condizione più vicina")}</strong>{perche_no(e)}</p>
            } else {
                <p class="mb-1">{importo(e)}</p>
            }
            {mancano(r, e)}
            if let Some(nota) = &e.nota {
                <p class="app-source mb-1">{tr!("Nota: ")}{regola(nota)}</p>
            }
            {regole(e)}
            {tariffa(ctx, e)}
        </li>
    }
}

/// Which answers decide it, each a link to its question; those the person does not know, where to learn them.
fn mancano(r: Risposte<'_>, e: &EsitoVoce) -> Html {
    if e.mancano.is_empty() || e.esito == Ammesso::No {
        return Html::default();
    }
    let verb = if e.esito == Ammesso::Si { tr!("Da questo dipende ancora l'importo:") } else { tr!("Lo decide:") };
    let row = |id: &String| {
        let fatto = catalogo().get(id)?;
        let unknown = r.data_di(fatto) == Data::NonSo;
        let link = crate::app::componenti::route_link(&super::domanda(id), campo::breve(fatto));
        Some(html! { <li>{link}{if unknown { tr!(" (hai risposto «Non lo so»)") } else { "" }}</li> })
    };
    html! { <div><p class="mb-1">{verb}</p><ul class="mb-1">{ for e.mancano.iter().filter_map(row) }</ul></div> }
}

/// Requirements with their outcome and source, and until when the rules hold.
fn regole(e: &EsitoVoce) -> Html {
    let standing = |m: &Motivo| match m.esito {
        Ammesso::Si => tr!("Sì. "),
        Ammesso::No => tr!("No. "),
        Ammesso::DaVerificare => tr!("Da verificare. "),
    };
    let row = |m: &Motivo| {
        html! {
            <li>
                <strong>{standing(m)}</strong>{regola(&m.testo)}
                { for m.fonte.iter().map(|f| html! { <span class="app-source">{tr!("Fonte: ")}{source(f)}</span> }) }
            </li>
        }
    };
    let until = e.fino_al.as_ref().map(|day| {
        let day = format_date(day);
        let text = match &e.superata_da {
            Some(id) => tr!("Regole valide fino al {}. Dopo: {}.", day, id.replace('-', " ")),
            None => tr!("Regole valide fino al {}.", day),
        };
        html! { <p class="app-source">{text}</p> }
    });
    details(tr!("Requisiti e fonti"), html! { <><ul>{ for e.motivi.iter().map(row) }</ul>{until}</> })
}

/// From a service to its fee, with what was answered here.
fn tariffa(ctx: &Ctx, e: &EsitoVoce) -> Html {
    if e.misura || e.esito == Ammesso::No {
        return Html::default();
    }
    html! { <p class="app-no-print mb-0">{super::esito::al_conto(ctx, e)}</p> }
}
