// SPDX-License-Identifier: EUPL-1.2
//! Who may have the service: the requirements, each with its words and its condition.

use super::campo::{Campo, id_of};
use super::lavoro::{Azione, Passo};
use super::motore::Prova;
use super::{Banco, condizione, errori};
use crate::app::componenti::{paragraph, subheading};
use crate::lingua::tr;
use yew::prelude::*;

/// The requirements, and what adds one.
pub fn view(banco: &Banco, prova: &Prova, service: &str) -> Html {
    let Some(file) = &prova.documento else { return Html::default() };
    let list = [service, ".requisito"].concat();
    let count = file.count(&list);
    let id = format!("requisito-{}", count + 1);
    let pairs = vec![("id", id), ("testo", "Il servizio è per chi risiede nel Comune.".to_owned())];
    let passi = vec![
        Passo::Inserisci(list.clone(), count, pairs),
        Passo::Json(format!("{list}[{count}].se"), condizione::fresh()),
    ];
    let add = banco.click(Azione::Cambia(tr!("Requisito aggiunto"), passi));
    html! {
        <>
            {subheading(tr!("Chi può avere il servizio"))}
            if count == 0 { {paragraph(tr!("Questo scenario non ha requisiti."))} }
            else { <ol>{ for (0..count).map(|n| row(banco, prova, &format!("{list}[{n}]"), n)) }</ol> }
            if banco.lavoro.is_editable() {
                <button type="button" class="btn btn-outline-primary btn-sm mb-3" onclick={add}>{tr!("Aggiungi un requisito")}</button>
            }
        </>
    }
}

fn row(banco: &Banco, prova: &Prova, path: &str, n: usize) -> Html {
    let Some(file) = &prova.documento else { return Html::default() };
    let key = [".testo", ".testo.it"].map(|k| [path, k].concat()).into_iter().find(|k| file.text(k).is_some());
    let key = key.unwrap_or_else(|| [path, ".testo"].concat());
    let (azione, leave, to) = (banco.azione(), banco.azione(), key.clone());
    let on_scrivi = Callback::from(move |text: String| {
        azione.emit(Azione::Campo(to.clone(), vec![Passo::Scrivi(to.clone(), text)]));
    });
    let on_lascia = Callback::from(move |()| leave.emit(Azione::Lascia));
    let gone = banco.click(Azione::Cambia(tr!("Requisito tolto"), vec![Passo::Togli(path.to_owned())]));
    html! {
        <li class="mb-3">
            <Campo id={id_of(&key)} nome={tr!("Testo del requisito {}", (n + 1).to_string())} visibile={true} parole={true} fermo={!banco.lavoro.is_editable()}
                valore={file.text(&key).unwrap_or_default()} giro={banco.lavoro.giro} {on_scrivi} {on_lascia} />
            {condizione::view(banco, &[path, ".se"].concat(), &tr!("requisito {}", (n + 1).to_string()))}
            {errori::beside(prova, path)}
            if banco.lavoro.is_editable() {
                <button type="button" class="btn btn-outline-danger btn-sm" onclick={gone}>
                    {tr!("Togli")}<span class="visually-hidden">{tr!(" il requisito {}", (n + 1).to_string())}</span>
                </button>
            }
        </li>
    }
}
