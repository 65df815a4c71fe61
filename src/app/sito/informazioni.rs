// SPDX-License-Identifier: EUPL-1.2
use crate::app::componenti::{clear_button, frase, heading, italiano, lead, paragraph, route_link, subheading};
use crate::app::config;
use crate::app::pagina::{Ctx, Page};
use crate::app::route::Route;
use crate::lingua::tr;
use yew::prelude::*;

/// Privacy notice.
pub fn privacy(ctx: &Ctx) -> Page {
    let title = tr!("Informativa sulla privacy");
    Page::new(
        title,
        html! {
            <>
                {heading(title)}
                {lead(tr!("Le tue risposte non lasciano questo dispositivo."))}
                {subheading(tr!("Le risposte"))}
                {paragraph(tr!("I calcoli avvengono nel tuo browser. Le risposte non vengono inviate né al Comune né ad altri. \
                      Restano in questa scheda finché la chiudi, così non le perdi se torni indietro o ricarichi la pagina. \
                      Puoi cancellarle subito:"))}
                <p>{clear_button(ctx)}</p>
                {subheading(tr!("Che cosa salva il browser"))}
                {paragraph(tr!("Le risposte, nella memoria di questa scheda («sessionStorage»): si svuota quando chiudi la scheda. \
                      E una copia dei file di questo sito, uguale per tutti, che serve a usarlo senza connessione: non contiene \
                      nulla di ciò che scrivi, e si toglie cancellando i dati del sito nelle impostazioni del browser. \
                      Non ci sono cookie né strumenti di statistica."))}
                {subheading(tr!("I dati di navigazione"))}
                {paragraph(tr!("Come ogni sito, il server che invia questa pagina può registrare l'indirizzo IP, l'ora e la pagina richiesta. \
                      Serve per la sicurezza e il funzionamento. Chi pubblica il sito dice per quanto tempo li conserva. \
                      Nell'indirizzo delle pagine non ci sono mai le tue risposte. Solo il collegamento di un prospetto le porta con sé, \
                      dopo il segno #: il browser quella parte non la manda a nessuno."))}
                {subheading(tr!("Gli uffici"))}
                {paragraph(tr!("Chi lavora in un ufficio e apre un file di beneficiari fa un trattamento del proprio ente, anche se il file non \
                      lascia il computer: segue le istruzioni dell'ente e usa solo file senza nomi e codici fiscali."))}
                {subheading(tr!("Nessuna decisione automatica"))}
                {paragraph(tr!("Il risultato è una stima per te. Nessun ufficio la riceve e nessuna decisione ne dipende."))}
                {subheading(tr!("Titolare e diritti"))}
                <p class="app-narrow">
                    {frase(
                        tr!("Titolare per i dati di navigazione è l'ente che pubblica il sito ({}). Puoi chiedere accesso, correzione e \
                            cancellazione all'ente e al suo responsabile della protezione dei dati, oppure rivolgerti al Garante per la \
                            protezione dei dati personali (www.garanteprivacy.it)."),
                        [italiano(config::ente())],
                    )}
                </p>
            </>
        },
    )
}

/// State of accessibility.
pub fn accessibilita() -> Page {
    let title = tr!("Accessibilità");
    let report = config::link("segnalazioni");
    Page::new(
        title,
        html! {
            <>
                {heading(title)}
                {lead(tr!("Questo strumento deve poterlo usare chiunque, anche con una tecnologia assistiva."))}
                {subheading(tr!("Che cosa abbiamo verificato"))}
                {paragraph(tr!("Lo sviluppo segue le WCAG 2.2, livello AA. A ogni versione, in un browser Chromium:"))}
                <ul class="app-narrow">
                    <li>{tr!("ogni pagina con lo strumento automatico axe, larga 320, 768 e 1280 pixel, anche con i colori forzati dal sistema; \
                          le domande anche quando segnalano un errore;")}</li>
                    <li>{tr!("nessuno scorrimento di lato a 320 pixel, nemmeno con il testo spaziato;")}</li>
                    <li>{tr!("le domande e il risultato con la sola tastiera, e i collegamenti che saltano al contenuto;")}</li>
                    <li>{tr!("nessuna animazione per chi le ha disattivate;")}</li>
                    <li>{tr!("che cosa si legge senza JavaScript, o se il programma non arriva.")}</li>
                </ul>
                {paragraph(tr!("Uno strumento automatico vede solo una parte dei problemi."))}
                {subheading(tr!("Che cosa manca"))}
                {paragraph(tr!("Mancano le prove con lettori di schermo e con persone, e su Safari. \
                      La dichiarazione di accessibilità la compila l'ente che pubblica il sito, sul modello di AgID."))}
                <h2 class="h4" id="segnala">{tr!("Segnala un problema")}</h2>
                <p class="app-narrow">
                    {frase(
                        tr!("Se qualcosa non funziona o non si capisce, scrivi all'ente che pubblica il sito ({}). \
                            L'ente deve rispondere entro 30 giorni. Poi puoi rivolgerti al Difensore civico per il digitale."),
                        [italiano(config::ente())],
                    )}
                </p>
                if !report.is_empty() {
                    <p><a href={report}>{tr!("Segnala un problema di accessibilità")}</a></p>
                }
            </>
        },
    )
}

/// Licences and disclaimers.
pub fn note_legali() -> Page {
    let title = tr!("Note legali");
    Page::new(
        title,
        html! {
            <>
                {heading(title)}
                {subheading(tr!("Valore del risultato"))}
                {paragraph(tr!("Questa è una simulazione. Il risultato è indicativo e non vincola il Comune. \
                      La tariffa definitiva la stabilisce il servizio sociale, dopo la domanda e il controllo dell'ISEE."))}
                <h2 class="h4" data-element="legal-notes-section">{tr!("Licenza dei contenuti")}</h2>
                <p class="app-narrow" data-element="legal-notes-body">
                    {tr!("In applicazione del principio open by default ai sensi dell’articolo 52 del decreto legislativo 7 marzo 2005, \
                      n. 82 (CAD) e salvo dove diversamente specificato (compresi i contenuti incorporati di terzi), i dati, i documenti \
                      e le informazioni pubblicati sul sito sono rilasciati con licenza CC-BY 4.0. Gli utenti sono quindi liberi di \
                      condividere (riprodurre, distribuire, comunicare al pubblico, esporre in pubblico), rappresentare, eseguire e \
                      recitare questo materiale con qualsiasi mezzo e formato e modificare (trasformare il materiale e utilizzarlo per \
                      opere derivate) per qualsiasi fine, anche commerciale con il solo onere di attribuzione, senza apporre \
                      restrizioni aggiuntive.")}
                </p>
                {subheading(tr!("Programma"))}
                <p class="app-narrow">
                    {tr!("{}, versione {}, impronta dei file {}.", config::name(), config::VERSION, config::fingerprint())}{" "}
                    {frase(
                        tr!("Il codice è libero, con licenza EUPL-1.2. Usa Bootstrap Italia (BSD-3-Clause), il carattere Titillium Web \
                            (OFL-1.1) e librerie Rust con licenze MIT, Apache-2.0 e simili: i loro testi sono in {}."),
                        [html! { <a href="licenze/LIBRERIE.txt">{"LIBRERIE.txt"}</a> }],
                    )}
                </p>
                {subheading(tr!("Dati del territorio"))}
                <p class="app-narrow">
                    {frase(
                        tr!("Elenco e codici dei Comuni: dati ISTAT. Tutto ciò che il programma conosce è fra i {}."),
                        [route_link(&Route::DatiAperti, tr!("dati aperti"))],
                    )}
                </p>
            </>
        },
    )
}
