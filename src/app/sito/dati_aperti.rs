// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{heading, italiano, lead, paragraph, route_link, section};
use crate::app::pagina::Page;
use crate::app::route::Route;
use crate::app::testi;
use crate::lingua::{chiave, parola, tr};
use crate::norma::Natura;
use crate::semi::{self, Seme, SemeRiparto};
use yew::prelude::*;

/// What is neither a table of rules nor a fund: file below `dati/`, and what it holds.
const OTHERS: [(&str, &str); 9] = [
    ("fatti.toml", chiave!("Le domande comuni a più regolamenti")),
    ("misure/fatti.toml", chiave!("Le domande che fanno solo le misure nazionali e regionali")),
    ("profili/profili.toml", chiave!("Cinquanta famiglie inventate, come esempi")),
    (
        "territorio/comuni-ambito-lodi.csv",
        chiave!("I 61 Comuni dell'Ambito di Lodi: codice ISTAT, popolazione 2011, forma associata"),
    ),
    (
        "territorio/comuni-ambito-lodi.geojson",
        chiave!("I confini dei Comuni (ISTAT, via openpolis/geojson-italy, CC BY)"),
    ),
    ("territorio/servizi.toml", chiave!("Chi gestisce i servizi del territorio")),
    ("schema/regolamento.schema.json", chiave!("Lo schema di un file di regole")),
    ("schema/dsu.schema.json", chiave!("Lo schema di una famiglia per la stima dell'ISEE")),
    ("schema/riparto.schema.json", chiave!("Lo schema di un riparto di fondi")),
];

/// Everything the program knows, as files.
pub fn page() -> Page {
    let title = tr!("Dati aperti");
    Page::new(
        title,
        html! {
            <>
                {heading(title)}
                {lead(tr!("Tutto ciò che questo programma conosce è in file di testo che puoi scaricare, controllare e riusare."))}
                {paragraph(tr!("Licenza CC-BY 4.0: puoi usarli per qualsiasi fine citando la fonte. Gli importi vengono dagli atti nominati in ogni file, \
                      e il nome del file è il suo identificativo. I file si leggono con un editor di testo; il formato è TOML."))}
                {section(tr!("Regolamenti"))}
                {paragraph(tr!("Uno per ogni tabella di compartecipazione o di contributo."))}
                {rules("regolamenti", tr!("Regolamenti"), semi::elenco())}
                {section(tr!("Misure nazionali e regionali"))}
                {paragraph(tr!("Una per ogni edizione delle regole, anche quelle superate."))}
                {rules("misure", tr!("Misure"), semi::misure())}
                {section(tr!("Riparti di fondi"))}
                {funds()}
                {section(tr!("Altri file"))}
                <ul class="app-narrow">
                    {for OTHERS.iter().map(|(path, what)| html! { <li>{download(&["dati/", path].concat(), parola(what))}</li> })}
                </ul>
                <p class="app-narrow">{tr!("Come si leggono le regole: ")}{route_link(&Route::ComeFunziona, tr!("Come funziona il calcolo"))}{"."}</p>
            </>
        },
    )
}

fn download(path: &str, label: &str) -> Html {
    html! { <a href={path.to_owned()}>{label.to_owned()}</a> }
}

/// A row: its file, and three more cells.
type Row = (String, [Html; 3]);

fn rules(folder: &'static str, caption: &'static str, seeds: &'static [Seme]) -> Html {
    let row = |s: &Seme| {
        let natura = Natura::from_word(s.natura).unwrap_or(Natura::Bozza);
        let title = [s.ente, ": ", s.titolo].concat();
        let period = testi::validity(s.vigenza.dal, s.vigenza.al);
        // A file of the ente is where the ente put it.
        let path = semi::locale(s.id).map_or_else(|| path(folder, s.id), |own| own.nome.clone());
        (path, [italiano(title), testi::natura(natura).into(), period.into()])
    };
    table(folder, caption, [tr!("Ente e titolo"), tr!("Valore"), tr!("Periodo")], seeds.iter().map(row).collect())
}

fn funds() -> Html {
    let row = |f: &SemeRiparto| {
        let natura = Natura::from_word(f.natura).unwrap_or(Natura::Bozza);
        let year = f.anno.map_or_else(|| "–".to_owned(), |a| a.to_string());
        (path("fondi", f.id), [italiano(f.titolo.to_owned()), testi::natura(natura).into(), year.into()])
    };
    table(
        "fondi",
        tr!("Riparti"),
        [tr!("Titolo"), tr!("Valore"), tr!("Anno")],
        semi::riparti().iter().map(row).collect(),
    )
}

fn path(folder: &str, id: &str) -> String {
    ["dati/", folder, "/", id, ".toml"].concat()
}

fn table(folder: &str, caption: &'static str, heads: [&'static str; 3], rows: Vec<Row>) -> Html {
    let id = ["tabella-", folder].concat();
    let row = |(path, cells): Row| {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        html! { <tr><th scope="row">{download(&path, &name)}</th>{for cells.into_iter().map(|cell| html! { <td>{cell}</td> })}</tr> }
    };
    html! {
        <div class="table-responsive" tabindex="0" role="region" aria-labelledby={id.clone()}>
            <table class="table">
                <caption {id}>{caption}</caption>
                <thead><tr><th scope="col">{tr!("File")}</th>{for heads.iter().map(|head| html! { <th scope="col">{*head}</th> })}</tr></thead>
                <tbody>{for rows.into_iter().map(row)}</tbody>
            </table>
        </div>
    }
}
