// SPDX-License-Identifier: EUPL-1.2
//! The tree as a table: a row for each voce, its rule to be changed, what it gets.

use super::Banco;
use super::campo::{Tipo, campo, id_of};
use super::cifre::letto;
use super::dettagli;
use super::lavoro::{Azione, Passo};
use super::motore::{self, LimiteAttivo};
use super::righe::{Regola, Riga, below, righe};
use super::scritto::circa;
use crate::app::componenti::italiano;
use crate::app::numeri::format_euro;
use crate::lingua::{chiave, tr};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Columns, for the rows of details.
pub const COLUMNS: &str = "6";

/// The whole tree.
pub fn view(banco: &Banco) -> Html {
    if banco.prova.documento.is_none() {
        return Html::default();
    }
    let rows = righe(&banco.prova);
    let head = |text: &'static str, number: bool| html! { <th role="columnheader" scope="col" class={number.then_some("text-end")}>{text}</th> };
    html! {
        <section aria-labelledby="albero">
            <h2 class="h3" id="albero">{tr!("Come si divide")}</h2>
            <p class="app-narrow">
                {tr!("A ogni livello si danno prima gli importi, poi le percentuali; il resto si divide in proporzione ai pesi, \
                  dentro minimi e massimi.")}
            </p>
            <div class="table-responsive app-wide" tabindex="0" role="region" aria-labelledby="albero-titolo">
                <table class="table table-sm align-middle app-tree" role="table">
                    <caption id="albero-titolo">{tr!("Voci, regole e importi")}</caption>
                    <thead role="rowgroup"><tr role="row">
                        {head(tr!("Voce"), false)}
                        {head(tr!("Regola"), false)}
                        {head(tr!("Valore"), true)}
                        {head(tr!("Riceve"), true)}
                        {head(tr!("Del livello"), true)}
                        {head(tr!("Note e limiti"), false)}
                    </tr></thead>
                    <tbody role="rowgroup">{ for rows.iter().map(|r| row(banco, r)) }{total(banco)}</tbody>
                </table>
            </div>
            <p class="app-no-print">{dettagli::add_button(banco, "", tr!("Aggiungi una voce"))}</p>
        </section>
    }
}

fn row(banco: &Banco, r: &Riga) -> Html {
    let euro = r.esito.as_ref().map_or_else(|| "–".to_owned(), |e| format_euro(&e.importo.to_string()));
    let share = r.esito.as_ref().map_or_else(|| "–".to_owned(), |e| motore::share(e.importo.0, r.disponibile));
    let open = banco.lavoro.aperte.contains(&r.chiave) || dettagli::holds_error(banco, &r.chiave);
    html! {
        <>
            <tr role="row" key={r.chiave.clone()}>
                <th role="rowheader" scope="row" class={indent(r.livello)} id={id_of(&r.chiave)} tabindex="-1">
                    {italiano(r.nome.clone())}
                    <br />{dettagli::toggle(banco, r, open)}
                    { for banco.errori(&r.chiave).into_iter().map(|e| html! { <p class="app-error">{e}</p> }) }
                </th>
                <td role="cell" data-label={tr!("Regola")}>{rule(banco, r)}</td>
                <td role="cell" data-label={tr!("Valore")}>{value(banco, r)}</td>
                <td role="cell" data-label={tr!("Riceve")} class="text-end app-number">{euro}</td>
                <td role="cell" data-label={tr!("Del livello")} class="text-end app-number">{share}</td>
                <td role="cell">{notes(banco, r)}</td>
            </tr>
            if open {
                <tr role="row"><td role="cell" colspan={COLUMNS} class={indent(r.livello)}>{dettagli::view(banco, r)}</td></tr>
            }
        </>
    }
}

/// Class that shows the level.
const fn indent(level: usize) -> &'static str {
    match level {
        0 => "",
        1 => "ps-4",
        _ => "ps-5",
    }
}

/// How the voce says what it gets; changing it keeps the figure as near as it can.
fn rule(banco: &Banco, r: &Riga) -> Html {
    if !r.scritta {
        return html! { {tr!("Dalla tabella")} };
    }
    if r.regola == Regola::Criteri {
        return html! { {tr!("Dai criteri")} };
    }
    let (azione, riga) = (banco.azione(), r.clone());
    let now = banco.text(&below(&r.chiave, r.regola.key()));
    let onchange = Callback::from(move |e: Event| {
        let Some(select) = e.target_dyn_into::<HtmlSelectElement>() else { return };
        let all = [Regola::Importo, Regola::Percento, Regola::Peso];
        if let Some(rule) = all.into_iter().find(|rule| rule.key() == select.value()) {
            azione.emit(Azione::Cambia(chiave!("Regola cambiata"), change(&riga, rule, &now)));
        }
    });
    let option = |rule: Regola| html! { <option value={rule.key()} selected={rule == r.regola}>{rule.nome()}</option> };
    html! {
        <select class="form-select" aria-label={tr!("Regola di {}", r.nome)} {onchange}>
            {option(Regola::Importo)}{option(Regola::Percento)}{option(Regola::Peso)}
        </select>
    }
}

/// While there are errors nobody knows what it gets: the number written stays.
fn change(r: &Riga, rule: Regola, now: &str) -> Vec<Passo> {
    let value = match (rule, &r.esito) {
        (_, None) => now.to_owned(),
        (Regola::Importo, Some(e)) => e.importo.to_string(),
        (Regola::Percento, Some(e)) => motore::percent(e.importo.0, r.disponibile),
        (Regola::Peso | Regola::Criteri, Some(_)) => "1".to_owned(),
    };
    let path = |key: &str| below(&r.chiave, key);
    let mut passi = vec![Passo::Togli(path(r.regola.key())), Passo::Scrivi(path(rule.key()), value)];
    if rule != Regola::Peso {
        // Only a weight may have bounds.
        passi.extend(dettagli::BOUNDS.iter().map(|(key, _)| Passo::Togli(path(key))));
    }
    passi
}

fn value(banco: &Banco, r: &Riga) -> Html {
    if !r.scritta || r.regola == Regola::Criteri {
        // A weight made of shares of totals is a long fraction: the exact one is among the details.
        let weight = r.esito.as_ref().and_then(|e| e.peso.as_deref()).map_or_else(String::new, |weight| {
            circa(weight).map_or_else(|| letto(weight), |about| tr!("circa {}", letto(&about)))
        });
        return html! { <span class="app-number d-block text-end">{weight}</span> };
    }
    let nome = tr!("{} di {}", r.regola.nome(), r.nome);
    campo(banco, below(&r.chiave, r.regola.key()), nome, false, Tipo::Numero)
}

/// Which bound binds, what is left below, what the file says of the bounds.
fn notes(banco: &Banco, r: &Riga) -> Html {
    let written = dettagli::BOUNDS.iter().filter_map(|(key, _)| {
        let text = banco.text(&below(&r.chiave, key));
        (!text.is_empty()).then(|| html! { <span class="app-source">{dettagli::bound(key, &text)}</span> })
    });
    let bound = r.esito.as_ref().and_then(|e| e.limite).map(|l| match l {
        LimiteAttivo::Minimo => tr!("È al minimo"),
        LimiteAttivo::Massimo => tr!("È al massimo"),
        LimiteAttivo::ContributoMinimo => tr!("Sotto il contributo minimo: nulla"),
    });
    let left = r.esito.as_ref().and_then(|e| e.residuo).filter(|left| left.0 > 0);
    html! {
        <>
            if let Some(bound) = bound { <strong class="d-block">{bound}</strong> }
            if let Some(left) = left {
                <strong class="d-block">{tr!("Restano {}", format_euro(&left.to_string()))}</strong>
            }
            { for written }
        </>
    }
}

/// The sum of the first level and what it leaves.
fn total(banco: &Banco) -> Html {
    let Some(answer) = &banco.prova.risposta else { return Html::default() };
    let given = answer.disponibile.0.saturating_sub(answer.residuo.0);
    let line = |label: &'static str, cents: i128| {
        html! {
            <tr role="row">
                <th role="rowheader" scope="row" colspan="3">{label}</th>
                <td role="cell" data-label={tr!("Euro")} class="text-end app-number fw-bold">{format_euro(&motore::plain(cents))}</td>
                <td role="cell" data-label={tr!("Del livello")} class="text-end app-number">{motore::share(cents, answer.disponibile.0)}</td>
                <td role="cell"></td>
            </tr>
        }
    };
    html! { <>{line(tr!("Somma delle voci del primo livello"), given)}{line(tr!("Residuo del primo livello"), answer.residuo.0)}</> }
}
