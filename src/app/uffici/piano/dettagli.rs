// SPDX-License-Identifier: EUPL-1.2
//! What a row of the tree does not show at once: bounds, name, why this figure, voci below.

use super::campo::{Tipo, campo, id_of};
use super::cifre::letto;
use super::errori::voce_of;
use super::lavoro::{Azione, Passo};
use super::registro;
use super::righe::{Regola, Riga, below, place_of_text};
use super::{Banco, criteri, ordine};
use crate::app::componenti::{frase, italiano};
use crate::lingua::{chiave, euro, parola, tr};
use yew::prelude::*;

/// A written bound as people read it: «massimo 900.000,00 €».
pub fn bound(key: &str, text: &str) -> String {
    let value = if key.ends_with("percento") { [&letto(text), "%"].concat() } else { euro(&letto(text)) };
    if key.starts_with("minimo") { tr!("minimo {}", value) } else { tr!("massimo {}", value) }
}

/// Keys of the bounds, with their names.
pub const BOUNDS: [(&str, &str); 4] = [
    ("minimo", chiave!("Minimo, €")),
    ("massimo", chiave!("Massimo, €")),
    ("minimo_percento", chiave!("Minimo, %")),
    ("massimo_percento", chiave!("Massimo, %")),
];

/// Whether a value that stands in the details of this voce is wrong.
pub fn holds_error(banco: &Banco, chiave: &str) -> bool {
    banco.prova.errori.iter().any(|d| {
        let last = d.percorso.rsplit('.').next().unwrap_or_default();
        let shown = BOUNDS.iter().any(|(key, _)| *key == last) || matches!(last, "contributo_minimo" | "id");
        shown && voce_of(&d.percorso) == chiave
    })
}

/// Opens and closes the details.
pub fn toggle(banco: &Banco, r: &Riga, open: bool) -> Html {
    html! {
        <button type="button" class="btn btn-link p-0 app-no-print" aria-expanded={if open { "true" } else { "false" }}
            onclick={banco.click(Azione::Dettagli(r.chiave.clone()))}>
            {if open { tr!("Chiudi dettagli") } else { tr!("Dettagli") }}
            <span class="visually-hidden">{frase(tr!(" di {}"), [italiano(r.nome.clone())])}</span>
        </button>
    }
}

/// The details of a voce.
pub fn view(banco: &Banco, r: &Riga) -> Html {
    html! {
        <>
            {registro::why(banco, r)}
            if r.scritta {
                <div class="row app-row">
                    if r.regola == Regola::Peso || r.regola == Regola::Criteri {
                        { for BOUNDS.iter().map(|(key, label)| field(banco, r, key, label, Tipo::Facoltativo)) }
                    }
                    {name(banco, r)}
                    {field(banco, r, "id", chiave!("Identificativo"), Tipo::Parole)}
                    {field(banco, r, "contributo_minimo", chiave!("Contributo minimo delle voci sotto, €"), Tipo::Facoltativo)}
                </div>
                {criteri::view(banco, &r.chiave)}
                <div class="app-actions app-no-print my-2">
                    {add_button(banco, &r.chiave, tr!("Aggiungi una voce sotto"))}
                    {ordine::buttons(banco, r)}
                    <button type="button" class="btn btn-outline-primary btn-sm"
                        onclick={banco.click(Azione::Cambia(chiave!("Voce tolta"), vec![Passo::Togli(r.chiave.clone())]))}>
                        {frase(tr!("Togli «{}»"), [italiano(r.nome.clone())])}
                    </button>
                </div>
            }
        </>
    }
}

fn name(banco: &Banco, r: &Riga) -> Html {
    let plain = below(&r.chiave, "nome");
    let path = banco.prova.documento.as_ref().map_or_else(|| plain.clone(), |d| place_of_text(d, plain.clone()));
    html! { <div class="col-12 col-md-6 mb-3">{campo(banco, path, tr!("Nome").to_owned(), true, Tipo::Parole)}</div> }
}

fn field(banco: &Banco, r: &Riga, key: &str, label: &'static str, tipo: Tipo) -> Html {
    html! {
        <div class="col-12 col-md-3 mb-3">{campo(banco, below(&r.chiave, key), parola(label).to_owned(), true, tipo)}</div>
    }
}

/// Adds a voce with weight 1 below a voce, or at the first level.
pub fn add_button(banco: &Banco, chiave: &str, label: &'static str) -> Html {
    let list = below(chiave, "voce");
    let Some(file) = &banco.prova.documento else { return Html::default() };
    let ids: Vec<String> =
        (0..file.count(&list)).filter_map(|i| file.text(&[&list, "[", &i.to_string(), "].id"].concat())).collect();
    let id = (1..=ids.len() + 1)
        .map(|n| ["voce-", &n.to_string()].concat())
        .find(|id| !ids.contains(id))
        .unwrap_or_default();
    let nome = tr!("Nuova voce {}", id.trim_start_matches("voce-"));
    let passi = vec![Passo::Aggiungi(list, vec![("id", id), ("nome", nome), ("peso", "1".to_owned())])];
    html! {
        <button type="button" class="btn btn-outline-primary btn-sm" id={["aggiungi-", &id_of(chiave)].concat()}
            onclick={banco.click(Azione::Cambia(chiave!("Voce aggiunta"), passi))}>
            {label}
        </button>
    }
}
