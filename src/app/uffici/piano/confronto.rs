// SPDX-License-Identifier: EUPL-1.2
//! The riparto beside another one: difference by voce, and who moved in the ranking.

use super::figura::{self, Figura};
use super::lavoro::{Azione, Foglio};
use super::motore::{self, Prova};
use super::righe::{Riga, righe};
use super::{Banco, errori, mappa, scelta};
use crate::app::componenti::{frase, paragraph, section};
use crate::app::numeri::format_euro;
use crate::lingua::tr;
use std::collections::BTreeMap;
use yew::prelude::*;

/// A voce in both, by its path of ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Paio {
    nome: String,
    prima: Option<i128>,
    ora: Option<i128>,
    /// Place among its siblings by amount, from 1.
    posto_prima: usize,
    posto_ora: usize,
}

/// The choice of the other, or the comparison.
pub fn view(banco: &Banco) -> Html {
    let azione = banco.azione();
    let pick = Callback::from(move |foglio: Foglio| azione.emit(Azione::Confronta(Some(foglio))));
    let Some(other) = &banco.lavoro.altro else {
        let mine = Foglio { nome: banco.lavoro.nome.clone(), testo: banco.lavoro.storia.testo().to_owned() };
        let keep = banco.click(Azione::Confronta(Some(mine)));
        return html! {
            <>
                {section(tr!("Confronta con un'altra proposta o un altro anno"))}
                {paragraph(tr!("Le voci si riconoscono dall'identificativo. Per confrontare una modifica, fissa prima com'è adesso."))}
                <p><button type="button" class="btn btn-primary" onclick={keep}>{tr!("Fissa com'è adesso")}</button></p>
                {scelta::file_field(banco, "apri-altro", tr!("Un altro file, con le sue tabelle"), pick.clone())}
                <p role="status" class="fw-semibold">{banco.detto().to_owned()}</p>
                {scelta::list(&pick)}
            </>
        };
    };
    html! {
        <>
            {section(tr!("Confronto"))}
            <p>
                {frase(
                    tr!("Prima: {}. Ora: {}."),
                    [html! { <strong>{name(banco, other)}</strong> }, html! { <strong>{&banco.lavoro.nome}</strong> }],
                )}{" "}
                <button type="button" class="btn btn-link p-0" onclick={banco.click(Azione::Confronta(None))}>{tr!("Scegli un altro confronto")}</button>
            </p>
            {outcome(banco, other)}
        </>
    }
}

/// What it is compared with: of the same file, as it was.
fn name(banco: &Banco, other: &Foglio) -> String {
    let nome = &banco.lavoro.nome;
    if other.nome == *nome { tr!("{}, com'era", nome) } else { other.nome.clone() }
}

fn outcome(banco: &Banco, other: &Foglio) -> Html {
    let before = motore::prova(&other.nome, &other.testo, &banco.lavoro.tabelle);
    if before.risposta.is_none() || banco.prova.risposta.is_none() {
        return html! {
            <>
                {paragraph(tr!("Il confronto si fa tra due riparti che si possono calcolare."))}
                <ul>{ for before.errori.iter().map(|d| html! { <li>{name(banco, other)}{": "}{errori::sentence(d)}</li> }) }</ul>
            </>
        };
    }
    let comuni = comuni(&before, &banco.prova);
    html! {
        <>
            {picture("confronto", false, &pairs(&before, &banco.prova))}
            if !comuni.is_empty() { {picture("confronto-comuni", true, &comuni)} }
        </>
    }
}

/// The difference in a sentence and a table, of voci or of Comuni.
fn picture(id: &'static str, comuni: bool, pairs: &[Paio]) -> Html {
    let (changed, all) = (pairs.iter().filter(|p| p.prima != p.ora).count(), pairs.len().to_string());
    let best = pairs.iter().max_by_key(|p| delta(p)).filter(|p| delta(p) > 0);
    let worst = pairs.iter().min_by_key(|p| delta(p)).filter(|p| delta(p) < 0);
    let mut frase = match (changed, comuni) {
        (0, false) => tr!("Nessuna differenza: voci con le stesse cifre.").to_owned(),
        (0, true) => tr!("Nessuna differenza: Comuni con le stesse cifre.").to_owned(),
        (n, false) => tr!("Differenze: {} voci su {}", n.to_string(), all),
        (n, true) => tr!("Differenze: {} Comuni su {}", n.to_string(), all),
    };
    let bare = |p: &Paio| p.nome.trim_start_matches("– ").to_owned();
    if let Some(p) = best {
        frase.push_str(&tr!("; guadagna di più «{}», {}", bare(p), signed(delta(p))));
    }
    if let Some(p) = worst {
        frase.push_str(&tr!("; perde di più «{}», {}", bare(p), signed(delta(p))));
    }
    if changed > 0 {
        frase.push('.');
    }
    let heads = [tr!("Voce"), tr!("Prima"), tr!("Ora"), tr!("Differenza"), tr!("In percentuale"), tr!("Posto")];
    let heads = heads.map(str::to_owned).to_vec();
    let rows: Vec<Vec<String>> = pairs.iter().map(row).collect();
    let disegno = figura::table_named(id, &heads, &rows, rows.len());
    Figura { id, frase, disegno, colonne: heads, righe: rows, fonte: String::new() }.plain()
}

fn delta(p: &Paio) -> i128 {
    p.ora.unwrap_or(0).saturating_sub(p.prima.unwrap_or(0))
}

/// `+1,00 €`, `−1,00 €`.
fn signed(cents: i128) -> String {
    let text = format_euro(&motore::plain(cents));
    if cents > 0 { ["+", &text].concat() } else { text }
}

fn row(p: &Paio) -> Vec<String> {
    let euro =
        |cents: Option<i128>| cents.map_or_else(|| tr!("non c'è").to_owned(), |c| format_euro(&motore::plain(c)));
    let percent = match p.prima {
        Some(before) if before > 0 => {
            let sign = match delta(p) {
                0 => "",
                n if n < 0 => "\u{2212}",
                _ => "+",
            };
            [sign, &motore::share(delta(p).abs(), before)].concat()
        }
        _ => "–".to_owned(),
    };
    let place = match (p.posto_prima, p.posto_ora) {
        (0, now) => now.to_string(),
        (before, 0) => tr!("era {}", before.to_string()),
        (before, now) if before == now => now.to_string(),
        (before, now) => tr!("da {} a {}", before.to_string(), now.to_string()),
    };
    vec![p.nome.clone(), euro(p.prima), euro(p.ora), signed(delta(p)), percent, place]
}

/// All the voci of either, in the order of the second, then those that only the first has.
fn pairs(before: &Prova, now: &Prova) -> Vec<Paio> {
    let (old, new) = (righe(before), righe(now));
    let amount = |r: &Riga| r.esito.as_ref().map(|e| e.importo.0);
    let mut out: Vec<Paio> = new
        .iter()
        .map(|r| {
            let was = old.iter().find(|o| o.percorso == r.percorso);
            Paio {
                nome: [&"– ".repeat(r.livello), r.nome.as_str()].concat(),
                prima: was.and_then(amount),
                ora: amount(r),
                posto_prima: was.map_or(0, |o| rank(&old, o)),
                posto_ora: rank(&new, r),
            }
        })
        .collect();
    let gone = old.iter().filter(|o| new.iter().all(|r| r.percorso != o.percorso));
    out.extend(gone.map(|o| Paio {
        nome: o.percorso.clone(),
        prima: amount(o),
        posto_prima: rank(&old, o),
        ..Paio::default()
    }));
    out
}

/// What each Comune gets in all, when its money comes from more than one voce.
fn comuni(before: &Prova, now: &Prova) -> Vec<Paio> {
    let (old, new) = (mappa::per_comune(before), mappa::per_comune(now));
    let more = |prova: &Prova| {
        let rows = righe(prova);
        new.keys()
            .chain(old.keys())
            .any(|id| rows.iter().filter(|r| r.percorso.rsplit('/').next() == Some(id)).count() > 1)
    };
    if !more(before) && !more(now) {
        return Vec::new();
    }
    let place = |all: &BTreeMap<String, i128>, id: &str| {
        all.get(id).map_or(0, |mine| all.values().filter(|other| *other > mine).count() + 1)
    };
    let one = |c: &motore::Comune| Paio {
        nome: c.nome.to_owned(),
        prima: old.get(c.codice_istat).copied(),
        ora: new.get(c.codice_istat).copied(),
        posto_prima: place(&old, c.codice_istat),
        posto_ora: place(&new, c.codice_istat),
    };
    motore::comuni().iter().map(one).filter(|p| p.prima.or(p.ora).is_some()).collect()
}

fn rank(all: &[Riga], one: &Riga) -> usize {
    let amount = |r: &Riga| r.esito.as_ref().map_or(0, |e| e.importo.0);
    let larger = all.iter().filter(|r| r.sopra == one.sopra && amount(r) > amount(one)).count();
    larger + 1
}
