// SPDX-License-Identifier: EUPL-1.2
//! Map of the 61 Comuni: what each gets for each inhabitant.

use super::figura::Figura;
use super::motore::{self, Comune};
use super::{Prova, serie::euro};
use crate::app::uffici::arnesi::carta::{self, Colore, SFUMATURE};
use crate::lingua::tr;
use crate::riparto::VoceRisposta;
use std::collections::BTreeMap;
use yew::prelude::*;

/// A Comune with its money.
struct Quota {
    comune: Comune,
    cents: i128,
    /// Cents for each inhabitant, rounded half up: for reading.
    testa: i128,
}

/// The map, when the riparto gives money to Comuni.
pub fn figura(prova: &Prova) -> Option<Figura> {
    let found = per_comune(prova);
    let mut quote: Vec<Quota> = motore::comuni().iter().filter_map(|c| quota(*c, &found)).collect();
    quote.sort_by_key(|q| (q.testa, q.comune.nome));
    let (least, most) = quote.first().zip(quote.last())?;
    let frase = tr!(
        "Per abitante si va da {} a {} a {} a {}.",
        euro(least.testa),
        least.comune.nome,
        euro(most.testa),
        most.comune.nome,
    );
    let row =
        |q: &Quota| vec![q.comune.nome.to_owned(), euro(q.cents), q.comune.popolazione_2011.to_string(), euro(q.testa)];
    Some(Figura {
        id: "mappa",
        frase,
        disegno: draw(&quote),
        colonne: [tr!("Comune"), tr!("Riceve"), tr!("Abitanti (2011)"), tr!("Per abitante")].map(str::to_owned).to_vec(),
        righe: quote.iter().rev().map(row).collect(),
        fonte: tr!("Confini: ISTAT, attraverso openpolis/geojson-italy, licenza CC BY, semplificati. Abitanti: ISTAT, censimento 2011.").to_owned(),
    })
}

/// What each Comune gets in all, cents, by ISTAT code.
pub fn per_comune(prova: &Prova) -> BTreeMap<String, i128> {
    let mut found = BTreeMap::new();
    collect(prova.risposta.as_ref().map_or(&[], |r| r.voci.as_slice()), &mut found);
    found.retain(|id, _| motore::comuni().iter().any(|c| c.codice_istat == id));
    found
}

/// What each leaf named by an ISTAT code gets, at any level.
fn collect(voci: &[VoceRisposta], found: &mut BTreeMap<String, i128>) {
    for v in voci {
        if v.voci.is_empty() {
            let sum = found.entry(v.id.clone()).or_default();
            *sum = sum.saturating_add(v.importo.0);
        }
        collect(&v.voci, found);
    }
}

fn quota(comune: Comune, found: &BTreeMap<String, i128>) -> Option<Quota> {
    let cents = *found.get(comune.codice_istat)?;
    let people = i128::from(comune.popolazione_2011);
    let testa = cents.checked_mul(2)?.checked_add(people)?.checked_div(people.checked_mul(2)?)?;
    Some(Quota { comune, cents, testa })
}

/// The quarter of the Comuni it is in: from 0, the least. Who gets the same has the same colour.
fn class(quota: &Quota, all: &[Quota]) -> usize {
    let less = all.iter().filter(|o| o.testa < quota.testa).count();
    (less * SFUMATURE.len() / all.len().max(1)).min(SFUMATURE.len() - 1)
}

fn draw(quote: &[Quota]) -> Html {
    let colour = |code: &str| {
        let here = quote.iter().find(|q| q.comune.codice_istat == code)?;
        Some(Colore::di(class(here, quote), tr!("{}: {} per abitante", here.comune.nome, euro(here.testa))))
    };
    let words = |c: usize| {
        let of: Vec<&Quota> = quote.iter().filter(|q| class(q, quote) == c).collect();
        let (from, to) = of.first().zip(of.last())?;
        Some([&euro(from.testa), " – ", &euro(to.testa)].concat())
    };
    carta::carta(colour, words, None)
}
