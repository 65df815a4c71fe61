// SPDX-License-Identifier: EUPL-1.2
//! What every page has around it: header, menu, path, help, footer. And what a browser does by itself when a
//! document loads, and here has to be done by hand: title, focus, links.

use super::componenti::{address, address_in, dalla_norma, frase, icon, italiano, route_link};
use super::config;
use super::draft::{Action, DraftHandle};
use super::focus::{focus_heading, focus_id, follow_link, set_title};
use super::pagina::{Ctx, Refused};
use super::programma::Programma;
use super::route::{Porta, Route};
use crate::lingua::{self, chiave, parola, tr};
use yew::prelude::*;
use yew_router::prelude::*;

/// Properties of [`Shell`].
#[derive(Properties, PartialEq)]
pub struct ShellProps {
    /// The answers.
    pub draft: DraftHandle,
    /// The pages of this program.
    pub programma: &'static Programma,
}

/// The one component that draws: every page is a function it calls.
#[component]
pub fn Shell(props: &ShellProps) -> Html {
    let navigator = use_navigator();
    let route = use_route::<Route>().unwrap_or(Route::NonTrovata);
    // A part that is not translated is drawn in Italian, inside a frame in the language of the reader.
    let italian = (!props.programma.tradotto && !matches!(lingua::scelta(), "it" | "en")).then_some("it");
    if italian.is_some() {
        lingua::taci();
    }
    let (path, here) = (route.path(), route.to_path());
    config::lingua_chiesta();
    let refused = use_state(Refused::default);
    let first = use_mut_ref(|| true);
    let ctx =
        navigator.map(|navigator| Ctx { draft: props.draft.clone(), navigator, refused: refused.clone(), path: here });
    let porta = props.programma.porta;
    let page = ctx
        .as_ref()
        .filter(|_| route.porta() == porta)
        .map(|ctx| (props.programma.draw)(&route, ctx))
        .unwrap_or_default();
    use_effect_with(route.porta() == porta, |ours| {
        // With addresses after a `#` nothing loads by itself when another program has to draw.
        if let (false, Some(window)) = (ours, web_sys::window()) {
            let _ = window.location().reload();
        }
    });
    use_effect_with((page.title.clone(), page.error), |(title, error)| set_title(title, *error));
    use_effect_with(path.clone(), {
        let refused = refused.clone();
        move |_| {
            // Not on the first load: the reader is where the browser put them.
            if !first.replace(false) {
                focus_heading();
            }
            // Who comes back to a page finds the answers, not the old errors.
            if *refused != Refused::default() {
                refused.set(Refused::default());
            }
        }
    });
    use_effect_with(refused.count, |count| {
        if *count > 0 {
            focus_id("errori");
        }
    });
    use_effect_with(page.redirect, {
        let ctx = ctx.clone();
        move |redirect| {
            if let (Some((to, notice)), Some(ctx)) = (redirect, ctx) {
                if !notice.is_empty() {
                    ctx.draft.dispatch(Action::Notice(notice));
                }
                ctx.navigator.replace(to);
            }
        }
    });
    let onclick = Callback::from(move |event: MouseEvent| {
        if let Some(ctx) = &ctx {
            follow_link(&event, &ctx.navigator, porta);
        }
    });
    lingua::nella_scelta(|| {
        html! {
            <div {onclick}>
                <header class="it-header-wrapper">
                    <div class="skiplinks">
                        <a class="visually-hidden-focusable" href="#main">{tr!("Vai al contenuto")}</a>
                        <a class="visually-hidden-focusable" href="#footer">{tr!("Vai al piè di pagina")}</a>
                    </div>
                    {slim(&route)}
                    {center()}
                    {menu(&route)}
                </header>
                <div class="container-xxl">{breadcrumb(&route)}</div>
                <main id="main" class="container-xxl mb-5" tabindex="-1" lang={italian} dir={italian.map(|_| "ltr")}>
                    {courtesy(italian.is_some())}
                    <div key={path}>{page.body}</div>
                </main>
                {help(porta)}
                {footer()}
            </div>
        }
    })
}

/// What a reader of another language must know about what stands below.
fn courtesy(italian: bool) -> Html {
    let text = match lingua::scelta() {
        _ if italian => tr!("Questa parte è solo in italiano."),
        "it" | "en" => return Html::default(),
        _ => tr!("Traduzione di cortesia: fa fede il testo italiano."),
    };
    let dir = if lingua::scelta() == "ar" { "rtl" } else { "ltr" };
    html! { <p class="app-cortesia" lang={lingua::scelta()} {dir}>{text}</p> }
}

/// The languages the ente offers, each by its own name; a link to this very page in each.
fn languages(route: &Route) -> Html {
    let codes = config::languages();
    let offered: Vec<_> = lingua::LINGUE.iter().filter(|(code, _)| codes.split(',').any(|c| c == *code)).collect();
    let now = lingua::scelta();
    let name = offered.iter().find(|(code, _)| *code == now).map_or("Italiano", |(_, name)| *name);
    if offered.len() < 2 {
        return Html::default();
    }
    html! {
        <details class="app-lingue">
            <summary><span class="visually-hidden">{tr!("Lingua:")}{" "}</span>{name}</summary>
            <ul>
                { for offered.into_iter().map(|(code, name)| html! {
                    <li>
                        <a href={address_in(route, code)} lang={*code} hreflang={*code}
                            aria-current={(*code == now).then_some("true")}>{*name}</a>
                    </li>
                }) }
            </ul>
        </details>
    }
}

fn slim(route: &Route) -> Html {
    let site = config::site();
    let brand = if site.is_empty() {
        html! { <span class="navbar-brand">{italiano(config::ente())}</span> }
    } else {
        html! { <a class="navbar-brand" href={site}>{italiano(config::ente())}</a> }
    };
    html! {
        <div class="it-header-slim-wrapper">
            <div class="container-xxl"><div class="row"><div class="col-12">
                <div class="it-header-slim-wrapper-content">{brand}{languages(route)}</div>
            </div></div></div>
        </div>
    }
}

fn center() -> Html {
    html! {
        <div class="it-header-center-wrapper it-small-header">
            <div class="container-xxl"><div class="row"><div class="col-12">
                <div class="it-header-center-content-wrapper">
                    <div class="it-brand-wrapper">
                        <a href={address(&Route::Home)}>
                            {icon("sprite.svg#it-pa", Classes::new())}
                            <div class="it-brand-text">
                                <div class="it-brand-title">{config::name()}</div>
                                <div class="it-brand-tagline d-none d-md-block">{dalla_norma(&config::tagline())}</div>
                            </div>
                        </a>
                    </div>
                </div>
            </div></div></div>
        </div>
    }
}

fn menu(route: &Route) -> Html {
    let section = route.section();
    let entry = |to: Route| {
        let current = (section.as_ref() == Some(&to)).then(|| if *route == to { "page" } else { "true" });
        html! { <li><a href={address(&to)} aria-current={current}>{to.label()}</a></li> }
    };
    html! {
        <nav class="app-nav" aria-label={tr!("Principale")}>
            <div class="container-xxl">
                <ul>
                    {entry(Route::Cittadini)}
                    {entry(Route::Uffici)}
                    {entry(Route::Piano)}
                    {entry(Route::ComeFunziona)}
                </ul>
            </div>
        </nav>
    }
}

fn breadcrumb(route: &Route) -> Html {
    if *route == Route::Home {
        return Html::default();
    }
    let parent = route.section().filter(|s| s != route);
    let step = |to: Route| {
        html! {
            <li class="breadcrumb-item">
                {route_link(&to, to.label())}<span class="separator" aria-hidden="true">{"/"}</span>
            </li>
        }
    };
    html! {
        <nav class="breadcrumb-container" aria-label={tr!("Percorso di navigazione")}>
            <ol class="breadcrumb">
                {step(Route::Home)}
                {parent.map(step)}
                <li class="breadcrumb-item active" aria-current="page">{route.label()}</li>
            </ol>
        </nav>
    }
}

/// The same words in the same place on every page (WCAG 3.2.6).
fn help(porta: Porta) -> Html {
    let office = config::contact("ufficio");
    let who = if office.is_empty() {
        html! { {tr!("il servizio sociale del tuo Comune")} }
    } else {
        italiano(office)
    };
    let ways = [contact_link("telefono", "tel:"), contact_link("email", "mailto:"), plain("indirizzo"), plain("orari")];
    let known = ways.iter().any(Option::is_some);
    let booking = config::link("prenota");
    // A report for a council or the Assemblea is not read by families.
    let printed = if porta == Porta::Uffici { "app-no-print" } else { "" };
    html! {
        <section class={classes!("container-xxl", "mb-5", printed)} aria-labelledby="aiuto">
            <h2 id="aiuto" class="h4">{tr!("Ti serve aiuto?")}</h2>
            <p class="app-narrow">
                if known {
                    {frase(tr!("Parla con {}."), [who])}
                } else {
                    {frase(tr!("Parla con {}: recapiti e orari sono sul sito del Comune."), [who])}
                }
                {" "}{tr!("Per fare o rifare l'ISEE vai a un CAF o sul sito dell'INPS: è gratis.")}
            </p>
            if known {
                <ul class="app-narrow">{for ways.into_iter().flatten()}</ul>
            }
            if !booking.is_empty() {
                <p><a href={booking} data-element="appointment-booking">{tr!("Prenota un appuntamento")}</a></p>
            }
        </section>
    }
}

/// A contact that can be followed: a number to call, an address to write to.
fn contact_link(which: &str, scheme: &str) -> Option<Html> {
    let text = Some(config::contact(which)).filter(|text| !text.is_empty())?;
    let href = [scheme, &text.replace(' ', "")].concat();
    Some(html! { <li><a {href}>{text}</a></li> })
}

/// A contact to read.
fn plain(which: &str) -> Option<Html> {
    let text = Some(config::contact(which)).filter(|text| !text.is_empty())?;
    Some(html! { <li>{italiano(text)}</li> })
}

fn footer() -> Html {
    // The page of the ente when it has one, ours until then.
    let entry = |to: Route, own: &str, label: &'static str, element: &'static str| {
        let href = Some(config::link(own)).filter(|l| !l.is_empty()).unwrap_or_else(|| address(&to));
        html! { <li class="list-inline-item"><a {href} data-element={element}>{parola(label)}</a></li> }
    };
    html! {
        <footer class="it-footer" id="footer" tabindex="-1">
            <div class="it-footer-main">
                <div class="container-xxl">
                    <section class="py-4" aria-label={tr!("Informazioni sul sito")}>
                        <p class="mb-1"><strong>{config::name()}</strong>{" – "}{dalla_norma(&config::tagline())}</p>
                        <p class="mb-0">{italiano(config::ente())}{". "}{tr!("È una simulazione: non sostituisce la risposta del tuo Comune.")}</p>
                    </section>
                </div>
            </div>
            <div class="it-footer-small-prints">
                <div class="container-xxl">
                    <h2 class="visually-hidden">{tr!("Collegamenti utili")}</h2>
                    <ul class="it-footer-small-prints-list list-inline mb-0 d-flex flex-column flex-md-row">
                        {entry(Route::Privacy, "privacy", chiave!("Informativa privacy"), "privacy-policy-link")}
                        {entry(Route::NoteLegali, "note_legali", chiave!("Note legali"), "legal-notes")}
                        {entry(Route::Accessibilita, "accessibilita", chiave!("Accessibilità"), "accessibility-link")}
                        {entry(Route::ComeFunziona, "", chiave!("Come funziona"), "faq")}
                        {entry(Route::DatiAperti, "", chiave!("Dati aperti"), "open-data")}
                        {entry(Route::Accessibilita, "segnalazioni", chiave!("Segnala un problema"), "report-inefficiency")}
                        <li class="list-inline-item">{source_code()}</li>
                    </ul>
                </div>
            </div>
        </footer>
    }
}

/// The code as it is running: version and fingerprint of its files.
fn source_code() -> Html {
    let label = tr!("Codice sorgente, versione {} ({})", config::VERSION, config::fingerprint());
    match config::link("codice") {
        none if none.is_empty() => route_link(&Route::NoteLegali, label),
        href => html! { <a {href}>{label}</a> },
    }
}
