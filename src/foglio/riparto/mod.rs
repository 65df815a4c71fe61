// SPDX-License-Identifier: EUPL-1.2
//! A riparto as a spreadsheet that divides again: «Riparto» has what may be changed and what each voce gets, «Calcolo» the
//! steps of each level as formulas, then the criteria in words, the ledger, the sources.
//!
//! A spreadsheet counts with fifteen digits, the engine with exact fractions: the formulas say how many decimals of a
//! cent they can tell apart, and what they take as fixed.

mod albero;
mod formule;
mod livello;
mod prosa;
mod valori;

use super::{Cartella, Cella, Foglio, Stile};
use crate::riparto::{Riparto, RispostaRiparto};

/// What the sheet does not compute, for whoever changes it.
const FISSO: [&str; 7] = [
    "Le celle gialle si possono cambiare: assegnazione, residui, importi, percentuali, pesi, minimi e massimi. Tutto il resto le segue.",
    "Restano come sono scritti: l'elenco delle voci, l'unità a cui si arrotonda, il modo di risolvere le parità, il riporto dall'anno prima. I pesi che vengono da una tabella sono scritti come numeri: cambiare la tabella non li cambia.",
    "Chi resta fuori per il contributo minimo è scritto nella colonna «Fuori» (1 = fuori), non ricalcolato. Se una voce in gioco scende sotto il contributo minimo, il controllo lo dice; se una voce fuori potrebbe tornare in gioco, lo sa solo Soglia.",
    "Nelle parità lasciate a una persona la colonna «Scelta» (1 = scelta) dice chi riceve il centesimo; finché non basta a decidere, i centesimi restano nel residuo.",
    "Un foglio di calcolo conta con 15 cifre, Soglia con frazioni esatte: la riga «Decimali di centesimo» dice quanti ne distingue ogni livello. Due parti più vicine di così gli sembrano pari. Fino a 10 milioni di euro e con pesi fino a sei cifre i centesimi sono gli stessi.",
    "I centesimi oltre la parte intera si danno in due giri: uno alle parti maggiori, poi, se chi aveva la parte maggiore è al massimo, un altro. Se non bastano due giri il controllo lo dice.",
    "I vincoli non sono in questo foglio: Soglia li controlla e li riferisce nella relazione.",
];

/// The workbook of a riparto and of its division.
///
/// ```
/// let frs = soglia::semi::riparto("ambito-lodi-frs-2017").unwrap();
/// let answer = soglia::riparto::calcola(&frs).unwrap();
/// let cartella = soglia::foglio::riparto(&frs, &answer);
/// let names: Vec<&str> = cartella.fogli.iter().map(|f| f.nome()).collect();
/// assert_eq!(names, ["Riparto", "Calcolo", "Criteri", "Registro", "Fonti e versioni"]);
/// ```
#[must_use]
pub fn riparto(riparto: &Riparto, risposta: &RispostaRiparto) -> Cartella {
    let livelli = livello::all(riparto, risposta);
    let fogli = vec![
        albero::sheet(riparto, risposta, &livelli),
        livello::sheet(riparto, &livelli),
        criteria(riparto, risposta),
        ledger(risposta),
        sources(riparto, risposta),
    ];
    Cartella { titolo: riparto.titolo.it().to_owned(), fogli }
}

fn prose(text: impl Into<String>) -> Cella {
    Cella::testo(text).stile(Stile::Prosa)
}

fn criteria(riparto: &Riparto, risposta: &RispostaRiparto) -> Foglio {
    let mut out = Foglio::new("Criteri");
    out.larghezze = vec![34, 100];
    out.bloccate = 1;
    out.riga(["Livello", "Come si divide"].map(|h| Cella::testo(h).intestazione()));
    for (level, text) in prosa::levels(riparto, risposta) {
        out.riga([Cella::testo(level), prose(text)]);
    }
    out
}

fn ledger(risposta: &RispostaRiparto) -> Foglio {
    let mut out = Foglio::new("Registro");
    out.larghezze = vec![34, 34, 12, 24, 80];
    out.bloccate = 1;
    out.orizzontale = true;
    let heads = ["Livello", "Voce", "Centesimi", "Parte oltre l'intero", "Perché"];
    out.riga(heads.map(|h| Cella::testo(h).intestazione()));
    for line in &risposta.registro {
        let place = if line.percorso.is_empty() { &line.nodo } else { &line.percorso };
        out.riga([
            Cella::testo(place),
            Cella::testo(line.voce.clone().unwrap_or_default()),
            Cella::numero(line.centesimi),
            Cella::testo(line.parte.clone().unwrap_or_default()),
            prose(&line.testo),
        ]);
    }
    out
}

fn sources(riparto: &Riparto, risposta: &RispostaRiparto) -> Foglio {
    let mut out = Foglio::new("Fonti e versioni");
    out.larghezze = vec![30, 110];
    let mut line = |head: &str, text: String| {
        if !text.is_empty() {
            out.riga([Cella::testo(head).intestazione(), prose(text)]);
        }
    };
    line("Titolo", riparto.titolo.it().to_owned());
    line("Ente", riparto.ente.as_ref().map(|t| t.it().to_owned()).unwrap_or_default());
    line("Fondo", riparto.fondo.as_ref().map(|t| t.it().to_owned()).unwrap_or_default());
    line("Anno", riparto.anno.map(|y| y.to_string()).unwrap_or_default());
    line("Fonte", riparto.origine.fonte.as_ref().map(super::source).unwrap_or_default());
    line("Nota", riparto.origine.nota.as_ref().map(|t| t.it().to_owned()).unwrap_or_default());
    for warning in &risposta.avvisi {
        line("Avviso", warning.clone());
    }
    line("Identificativo", risposta.ricevuta.riparto.clone());
    line("Impronta del riparto", risposta.ricevuta.impronta.clone());
    line("Programma", format!("Soglia {}", risposta.ricevuta.programma));
    for text in FISSO {
        line("Che cosa fa il foglio", text.to_owned());
    }
    out
}
