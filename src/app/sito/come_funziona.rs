// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{Column, DataTable, badge, heading, lead, paragraph, route_link, section};
use crate::app::motore;
use crate::app::pagina::Page;
use crate::app::route::Route;
use crate::app::testi;
use yew::prelude::*;

/// Method, order of the computation, sources, limits.
pub fn page() -> Page {
    const TITLE: &str = "Come funziona il calcolo";
    Page::new(
        TITLE,
        html! {
            <>
                {heading(TITLE)}
                {lead("Ogni Comune scrive in un regolamento quanto paga una famiglia, in base all'ISEE. \
                      Qui le regole sono in un file che il programma legge ed esegue, un passo alla volta.")}
                {section("I passi")}
                <ol class="app-steps app-narrow">
                    <li>{"Sceglie l'ISEE da usare, fra quelli che il servizio accetta."}</li>
                    <li>{"Trova la fascia in cui cade il tuo ISEE."}</li>
                    <li>{"Calcola il costo di un'ora, un giorno, un pasto o un mese. Se la regola cresce poco a poco, usa la formula del regolamento."}</li>
                    <li>{"Applica sconti e aumenti, nell'ordine scritto."}</li>
                    <li>{"Moltiplica per le ore, i giorni o i pasti che hai indicato, e somma."}</li>
                    <li>{"Arrotonda al centesimo solo alla fine, o dove la regola lo dice."}</li>
                </ol>
                {section("Quanto è certo il risultato")}
                {paragraph("È una simulazione: la risposta che vale è quella del Comune. \
                      Accanto ai valori che non sono certi trovi un'etichetta:")}
                <ul class="app-narrow">
                    <li>{badge(testi::LABEL_DEMO)}{" importi inventati per mostrare come funziona un modello."}</li>
                    <li>{badge(testi::LABEL_CHECK)}{" la fonte è incompleta o poco chiara: abbiamo scelto una lettura e la scriviamo."}</li>
                    <li>{badge(testi::LABEL_PAST)}{" regole di un periodo già finito."}</li>
                </ul>
                {paragraph("Se non sai una risposta, il programma non la inventa: mostra da quanto a quanto puoi pagare.")}
                {section("Le regole che conosce")}
                {paragraph("Per l'Ambito di Lodi non ci sono tariffe zonali pubblicate: usiamo un modello con valori di esempio. \
                      Gli altri regolamenti sono tariffe pubblicate da singoli enti.")}
                {known_rules()}
                {section("La stima dell'ISEE")}
                {paragraph("Segue le regole dell'anno in cui si presenta la dichiarazione, con le soglie e le franchigie di quell'anno.                       Dove la legge lascia una scelta, il risultato la dice. Vale solo come stima: l'ISEE vero lo rilascia l'INPS.")}
                {section("Il riparto di un fondo")}
                {paragraph("Il fondo si divide per pesi, con minimi, massimi e percentuali; i centesimi che avanzano vanno a chi ha il resto maggiore.                       La somma delle parti è sempre il fondo, e un registro dice dove è andato ogni centesimo.")}
                {section("Che cosa non fa")}
                <ul class="app-narrow">
                    <li>{"Non decide: la domanda si presenta al Comune, che controlla l'ISEE e i requisiti."}</li>
                    <li>{"Non conosce le regole che un ente non ha pubblicato, né quelle cambiate dopo la data in fondo alle regole applicate."}</li>
                    <li>{"Non raccoglie e non invia ciò che scrivi."}</li>
                </ul>
                {section("Controllarlo, riusarlo")}
                <ul class="app-narrow">
                    <li>{route_link(&Route::DatiAperti, "Dati aperti")}{": ogni regola in un file, con la sua fonte."}</li>
                    <li>{route_link(&Route::Integra, "Metti il calcolatore nel tuo sito")}{": per i Comuni."}</li>
                    <li>{route_link(&Route::NoteLegali, "Note legali")}{": licenze, versione e codice."}</li>
                </ul>
            </>
        },
    )
}

fn known_rules() -> Html {
    let columns = vec![
        Column { head: "Ente".into(), number: false },
        Column { head: "Servizi".into(), number: false },
        Column { head: "Valore".into(), number: false },
        Column { head: "Periodo".into(), number: false },
    ];
    let rows = motore::catalogo()
        .into_iter()
        .map(|r| {
            let nomi = r.servizi.join(", ");
            let periodo = testi::validity(r.dal, r.al);
            (vec![r.ente.into(), nomi.into(), testi::natura(r.natura).into(), periodo.into()], false)
        })
        .collect::<Vec<_>>();
    DataTable { id: "regole".to_owned(), caption: "Regolamenti nel programma", columns, rows, own: "" }.view()
}
