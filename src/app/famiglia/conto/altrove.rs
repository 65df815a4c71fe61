// SPDX-License-Identifier: EUPL-1.2
//! Two places side by side, or two days: the same answers, each with its own rules. What is not published is missing,
//! never zero.

use crate::app::componenti::{
    Choice, NumberField, SummaryRow, heading, nome_servizio, paragraph, route_link, summary_list,
};
use crate::app::draft::Action;
use crate::app::flow::{self, Answer};
use crate::app::motore::{self, Ammesso, ENTE_PREFIX, Natura, Scheda};
use crate::app::numeri::{format_date, format_euro, parse_date};
use crate::app::pagina::{Ctx, Page};
use crate::app::pagine::passo::Percorso;
use crate::app::pagine::risultato::{Vista, esito};
use crate::app::route::ServizioKey;
use crate::app::testi;
use crate::lingua::{chiave, parola, tr};
use crate::norma::Giorno;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

const TITLE: &str = chiave!("Confronta");
/// The other place and the other day: not answers.
const LUOGO: &str = "confronto.luogo";
const GIORNO: &str = "confronto.giorno";
const ID: &str = "altro";

/// One of the two sides.
struct Lato {
    titolo: String,
    regole: String,
    ammesso: String,
    importo: String,
    totale: String,
    ente: String,
    /// What else the reader must know.
    nota: String,
}

/// The comparison of a service whose questions are all answered.
pub fn page(ctx: &Ctx, id: &ServizioKey) -> Page {
    let percorso = match Percorso::open_complete(ctx, id) {
        Ok(percorso) => percorso,
        Err(page) => return *page,
    };
    let scheda = &percorso.scheda;
    let place = motore::place_name(&ctx.draft.comune).unwrap_or_else(|| scheda.regolamento.ente.it());
    let here = side(ctx, place.to_owned(), id, scheda);
    let mut sides = vec![here];
    let other = ctx.draft.text(LUOGO);
    if let Some(name) = motore::place_name(other) {
        sides.push(elsewhere(ctx, name, other, &id.servizio));
    }
    let typed = ctx.draft.text(GIORNO);
    let day = parse_date(typed).filter(|d| motore::is_date(d));
    if let Some(day) = &day {
        sides.push(then(ctx, place, id, scheda, day));
    }
    Page::new(
        parola(TITLE),
        html! {
            <>
                <p class="app-no-print">{route_link(&id.result(), tr!("‹ Torna al risultato"))}</p>
                {heading(parola(TITLE))}
                <p class="app-lead">{nome_servizio(&scheda.servizio.nome)}</p>
                {paragraph(tr!("Le risposte sono le stesse: cambiano solo le regole."))}
                {select(ctx, other)}
                {NumberField {
                    id: "giorno",
                    label: tr!("Con le regole di quale giorno? (se vuoi)").to_owned(),
                    hint: tr!("Giorno, mese e anno, per esempio 1/7/2018.").to_owned(),
                    text: typed.to_owned(),
                    error: (day.is_none() && typed.trim().len() > 7).then(|| tr!("Scrivi giorno, mese e anno, ad esempio 1/7/2018").into()),
                    mode: "text",
                    on_type: ctx.typing(GIORNO),
                    ..NumberField::default()
                }.view()}
                <div class="mt-4" role="status" aria-live="polite">
                    if sides.len() > 1 {
                        {blocks(&sides)}
                    } else {
                        {paragraph(tr!("Scegli un Comune o un giorno: il confronto compare qui."))}
                    }
                </div>
            </>
        },
    )
}

fn select(ctx: &Ctx, picked: &str) -> Html {
    let draft = ctx.draft.clone();
    let onchange = Callback::from(move |e: Event| {
        if let Some(select) = e.target_dyn_into::<HtmlSelectElement>() {
            draft.dispatch(Action::Type(LUOGO.to_owned(), select.value()));
        }
    });
    let option =
        |c: Choice| html! { <option value={c.value.clone()} selected={picked == &*c.value}>{&c.label}</option> };
    let enti = motore::enti().into_iter().map(|e| Choice::plain([ENTE_PREFIX, e].concat(), e));
    html! {
        <>
            <label class="app-label" for={ID}>{tr!("Con quale Comune?")}</label>
            <div class="app-field select-wrapper mb-4">
                <select id={ID} {onchange}>
                    <option value="" selected={picked.is_empty()}>{tr!("Nessuno")}</option>
                    { for motore::comuni().map(|(code, name)| option(Choice::plain(code, name))) }
                    <optgroup label={tr!("Altri Comuni con tariffa pubblicata")}>{ for enti.map(option) }</optgroup>
                </select>
            </div>
        </>
    }
}

/// The same service in another place; when it has none, the side says so.
fn elsewhere(ctx: &Ctx, name: &str, place: &str, servizio: &str) -> Lato {
    let offered = motore::offerte(place).into_iter().find(|o| o.key.servizio == servizio);
    match offered.and_then(|o| motore::scheda(&o.key).map(|scheda| (o.key, scheda))) {
        Some((key, scheda)) => side(ctx, name.to_owned(), &key, &scheda),
        None => missing(
            name.to_owned(),
            tr!("Manca: non abbiamo una tariffa di questo servizio per questo Comune. Non vuol dire che è gratis."),
        ),
    }
}

/// The same rules on another day, when they cover it.
fn then(ctx: &Ctx, place: &str, id: &ServizioKey, scheda: &Scheda, day: &str) -> Lato {
    let title = [place, ", ", &format_date(day)].concat();
    match Giorno::parse(day) {
        Some(date) if scheda.regolamento.vigenza.covers(date) => {
            side(ctx, title, id, &Scheda { giorno: day.to_owned(), ..scheda.clone() })
        }
        _ => missing(title, tr!("Mancano: di quel giorno non abbiamo le regole di questo ente.")),
    }
}

fn missing(titolo: String, nota: &str) -> Lato {
    let none = || tr!("manca").to_owned();
    Lato {
        titolo,
        regole: none(),
        ammesso: none(),
        importo: none(),
        totale: none(),
        ente: none(),
        nota: nota.to_owned(),
    }
}

fn side(ctx: &Ctx, titolo: String, id: &ServizioKey, scheda: &Scheda) -> Lato {
    let flow = flow::build(scheda, &ctx.draft);
    let risposta = match motore::calcola(scheda, &flow.answers) {
        Ok(risposta) => risposta,
        Err(d) => return missing(titolo, &d.messaggio),
    };
    let percorso = Percorso { id, scheda: scheda.clone(), flow };
    let v = Vista { ctx, percorso: &percorso, scheda, flow: &percorso.flow, risposta: &risposta, place: &titolo };
    let importo = esito::measure(&v, &risposta)
        .map_or_else(|| tr!("nessun importo").to_owned(), |m| [&*m.importo, " ", &m.unita].concat());
    let open: Vec<&str> =
        percorso.flow.stops.iter().filter(|s| s.answer == Answer::Missing).map(|s| s.short.as_str()).collect();
    let mut notes = vec![scheda.regolamento.titolo.it().to_owned()];
    if scheda.regolamento.natura == Natura::Dimostrativo {
        notes.push(parola(testi::LABEL_DEMO).to_owned());
    }
    if scheda.scaduta {
        notes.push(tr!("Regole passate: valgono per il {}", format_date(&scheda.giorno)));
    }
    if !open.is_empty() {
        notes.push(tr!("Mancano risposte che qui contano: {}", open.join("; ")));
    }
    Lato {
        regole: scheda.regolamento.ente.it().to_owned(),
        ammesso: match risposta.ammesso {
            Ammesso::Si => tr!("Sì"),
            Ammesso::No => tr!("No"),
            Ammesso::DaVerificare => tr!("Da verificare"),
        }
        .to_owned(),
        importo,
        totale: esito::words(risposta.totale.as_ref(), risposta.intervallo),
        ente: risposta.costo_ente.as_ref().map_or_else(|| tr!("non si sa").to_owned(), |c| format_euro(c)),
        nota: notes.join(". "),
        titolo,
    }
}

/// One block for each side: beside one another where there is room, one under the other on a phone.
fn blocks(sides: &[Lato]) -> Html {
    let row = |what: &'static str, text: &str| SummaryRow {
        question: what.into(),
        answer: text.to_owned().into(),
        italian: false,
        edit: None,
    };
    let block = |s: &Lato| {
        let rows = [
            row(tr!("Di chi sono le regole"), &s.regole),
            row(tr!("Puoi chiederlo?"), &s.ammesso),
            row(tr!("Quanto paghi"), &s.importo),
            row(tr!("In tutto"), &s.totale),
            row(tr!("Che cosa paga l'ente"), &s.ente),
            row(tr!("Note"), &s.nota),
        ];
        html! {
            <div class="col-12 col-lg-4 mb-4">
                <h2 class="h4">{s.titolo.clone()}</h2>
                {summary_list(&rows, &Callback::noop())}
            </div>
        }
    };
    html! { <div class="row">{ for sides.iter().map(block) }</div> }
}
