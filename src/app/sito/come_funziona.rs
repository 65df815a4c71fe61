// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{badge, heading, italiano, lead, paragraph, route_link, section};
use crate::app::motore;
use crate::app::pagina::Page;
use crate::app::route::Route;
use crate::app::testi;
use crate::lingua::{parola, tr};
use yew::prelude::*;

/// Method, order of the computation, sources, limits.
pub fn page() -> Page {
    let title = tr!("Come funziona il calcolo");
    Page::new(
        title,
        html! {
            <>
                {heading(title)}
                {lead(tr!("Ogni Comune scrive in un regolamento quanto paga una famiglia, in base all'ISEE. \
                      Qui le regole sono in un file che il programma legge ed esegue, un passo alla volta."))}
                {section(tr!("I passi"))}
                <ol class="app-steps app-narrow">
                    <li>{tr!("Sceglie l'ISEE da usare, fra quelli che il servizio accetta.")}</li>
                    <li>{tr!("Trova la fascia in cui cade il tuo ISEE.")}</li>
                    <li>{tr!("Calcola il costo di un'ora, un giorno, un pasto o un mese. Se la regola cresce poco a poco, usa la formula del regolamento.")}</li>
                    <li>{tr!("Applica sconti e aumenti, nell'ordine scritto.")}</li>
                    <li>{tr!("Moltiplica per le ore, i giorni o i pasti che hai indicato, e somma.")}</li>
                    <li>{tr!("Arrotonda al centesimo solo alla fine, o dove la regola lo dice.")}</li>
                </ol>
                {section(tr!("Quanto è certo il risultato"))}
                {paragraph(tr!("È una simulazione: la risposta che vale è quella del Comune. \
                      Accanto ai valori che non sono certi trovi un'etichetta:"))}
                <ul class="app-narrow">
                    <li>{badge(parola(testi::LABEL_DEMO))}{tr!(" importi inventati per mostrare come funziona un modello.")}</li>
                    <li>{badge(parola(testi::LABEL_CHECK))}{tr!(" la fonte è incompleta o poco chiara: abbiamo scelto una lettura e la scriviamo.")}</li>
                    <li>{badge(parola(testi::LABEL_PAST))}{tr!(" regole di un periodo già finito.")}</li>
                </ul>
                {paragraph(tr!("Se non sai una risposta, il programma non la inventa: mostra da quanto a quanto puoi pagare."))}
                {section(tr!("Le regole che conosce"))}
                {paragraph(tr!("Per l'Ambito di Lodi non ci sono tariffe zonali pubblicate: usiamo un modello con valori di esempio. \
                      Gli altri regolamenti sono tariffe pubblicate da singoli enti."))}
                {known_rules()}
                {section(tr!("La stima dell'ISEE"))}
                {paragraph(tr!("Segue le regole dell'anno in cui si presenta la dichiarazione, con le soglie e le franchigie di quell'anno. \
                      Dove la legge lascia una scelta, il risultato la dice. Vale solo come stima: l'ISEE vero lo rilascia l'INPS."))}
                {section(tr!("Il riparto di un fondo"))}
                {paragraph(tr!("Il fondo si divide per pesi, con minimi, massimi e percentuali; i centesimi che avanzano vanno a chi ha il resto maggiore. \
                      La somma delle parti è sempre il fondo, e un registro dice dove è andato ogni centesimo."))}
                {section(tr!("Che cosa non fa"))}
                <ul class="app-narrow">
                    <li>{tr!("Non decide: la domanda si presenta al Comune, che controlla l'ISEE e i requisiti.")}</li>
                    <li>{tr!("Non conosce le regole che un ente non ha pubblicato, né quelle cambiate dopo la data in fondo alle regole applicate.")}</li>
                    <li>{tr!("Non raccoglie e non invia ciò che scrivi.")}</li>
                </ul>
                {section(tr!("Controllarlo, riusarlo"))}
                <ul class="app-narrow">
                    <li>{route_link(&Route::DatiAperti, tr!("Dati aperti"))}{tr!(": ogni regola in un file, con la sua fonte.")}</li>
                    <li>{route_link(&Route::Integra, tr!("Metti il calcolatore nel tuo sito"))}{tr!(": per i Comuni.")}</li>
                    <li>{route_link(&Route::NoteLegali, tr!("Note legali"))}{tr!(": licenze, versione e codice.")}</li>
                </ul>
            </>
        },
    )
}

fn known_rules() -> Html {
    let head = |text: &'static str| html! { <th scope="col">{text}</th> };
    let row = |r: motore::Voce| {
        html! {
            <tr>
                <th scope="row">{italiano(r.ente.to_owned())}</th>
                <td>{italiano(r.servizi.join(", "))}</td>
                <td>{testi::natura(r.natura)}</td>
                <td>{testi::validity(r.dal, r.al)}</td>
            </tr>
        }
    };
    html! {
        <div class="table-responsive" tabindex="0" role="region" aria-labelledby="regole">
            <table class="table">
                <caption id="regole">{tr!("Regolamenti nel programma")}</caption>
                <thead><tr>{head(tr!("Ente"))}{head(tr!("Servizi"))}{head(tr!("Valore"))}{head(tr!("Periodo"))}</tr></thead>
                <tbody>{ for motore::catalogo().into_iter().map(row) }</tbody>
            </table>
        </div>
    }
}
